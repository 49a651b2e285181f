// Dated decisions as dots, stacked by quarter: tightened up, loosened down, clarified on the line.
// A message is a line that says which are shown and which is picked; all of them, packed, follow
// it in the first.

const all = new Map()                              // id of all decisions -> the decisions
const latest = new WeakMap()                       // a box -> its last message
const STYLE = `
.stack { position: relative; display: grid; gap: 2px; color: var(--st-text-color); font: 400 13px/1.3 var(--st-font); }
.quarters { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); align-items: stretch; }
.quarter { display: grid; justify-items: center; }
.quarter:nth-child(4n + 1) { border-left: 1px solid var(--st-border-color); }
.up, .down, .on { display: flex; gap: 1px; align-items: center; min-width: 0; }
.up { flex-direction: column-reverse; justify-content: flex-start; } .down { flex-direction: column; }
.on { justify-content: center; border-top: 1px solid var(--st-text-color); width: 100%; min-height: 14px; flex-wrap: wrap; }
.year { white-space: nowrap; height: 1.3em; justify-self: start; padding-left: 4px; width: 0; }
.side { margin: 0; } .said { min-height: 2.6em; margin: 4px 0 0; }
.kinds { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-bottom: 6px; } .kinds > div { display: flex; flex-wrap: wrap; gap: 4px; }
.kinds button { width: auto; height: auto; min-height: 30px; padding: 2px 12px; border: 1px solid var(--st-border-color); border-radius: 999px; background: none; font-size: 14px; }
.kinds button[aria-pressed=true] { border-color: var(--st-primary-color); color: var(--st-primary-color); outline: none; background: color-mix(in srgb, var(--st-primary-color) 12%, transparent); }
.kinds button:focus-visible { outline: 2px solid var(--st-primary-color); }
button { all: unset; box-sizing: border-box; width: 11px; height: 11px; border-radius: 50%; cursor: pointer; border: 2px solid var(--tone); background: var(--tone); }
.up button, .down button { outline-offset: 1px; } button.open { background: none; }
button.tightened { --tone: var(--tight); } button.loosened { --tone: var(--loose); } button.clarified { --tone: var(--clear); }
button.away { opacity: .2; } button[aria-pressed=true] { outline: 3px solid var(--st-text-color); outline-offset: 1px; }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
@media (forced-colors: active) { button { border-color: CanvasText; background: CanvasText; } button.open { background: Canvas; }
  button[aria-pressed=true] { outline-color: Highlight; } .kinds button { background: none; border-color: ButtonText; }
  .kinds button[aria-pressed=true] { forced-color-adjust: none; background: Highlight; color: HighlightText; } button.away { opacity: .35; } }
`

const made = (tag, name, text) => {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text) element.textContent = text
  return element
}

const unpacked = async (packed) => {
  const stream = new Blob([packed]).stream()
  return JSON.parse(await new Response(stream.pipeThrough(new DecompressionStream("deflate"))).text())
}

export async function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  const box = parentElement.querySelector(".stack"), end = data.indexOf(10)
  const told = JSON.parse(new TextDecoder().decode(data.subarray(0, end))), { of } = told
  latest.set(box, told)
  if (end + 1 < data.length) all.set(of, await unpacked(data.subarray(end + 1)))
  if (all.has(of)) paint(box, all.get(of), latest.get(box), (code) => setTriggerValue("picked", code), (kinds) => setStateValue("kinds", kinds))
  else setTriggerValue("missing", of)
}

// What the decisions are told apart by; the page says then which of them are meant.
function choices(kinds, wanted, want) {
  const row = made("div", "kinds")
  for (const [name, code, label] of kinds) {
    let group = row.lastElementChild
    if (group?.getAttribute("aria-label") !== name) {
      group = made("div", "")
      group.setAttribute("role", "group")
      group.setAttribute("aria-label", name)
      row.append(group)
    }
    const button = made("button", "", label)
    button.type = "button"
    button.dataset.code = code
    button.setAttribute("aria-pressed", String(wanted.includes(code)))
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") === "false"))
      want([...row.querySelectorAll("[aria-pressed=true]")].map((one) => one.dataset.code))
    })
    group.append(button)
  }
  return row
}

function paint(box, { quarters, dots, up, down, tones, kinds }, { shown, picked, alt, wanted }, pick, want) {
  if (!box.dataset.ready) {
    const style = made("style")
    style.textContent = STYLE
    box.before(style)
  }
  const [r, g, b] = (getComputedStyle(box).getPropertyValue("--st-background-color").match(/[0-9a-f]{2}/gi) ?? ["ff", "ff", "ff"]).map((part) => parseInt(part, 16))
  const dark = 0.299 * r + 0.587 * g + 0.114 * b < 128
  ;["tight", "loose", "clear"].forEach((name, at) => box.style.setProperty(`--${name}`, tones[at][Number(dark)]))
  const visible = shown && new Set(shown), said = made("p", "said", "")
  said.setAttribute("aria-live", "polite")
  const buttons = []
  const columns = quarters.map((name, at) => {
    const column = made("div", "quarter"), parts = { tightened: made("div", "up"), clarified: made("div", "on"), loosened: made("div", "down") }
    for (const [code, where, effect, decided, text] of dots) {
      if (where !== at) continue
      const button = made("button", `${effect}${decided ? "" : " open"}${visible && !visible.has(code) ? " away" : ""}`)
      button.type = "button"
      button.tabIndex = -1
      button.dataset.code = code
      button.setAttribute("aria-label", text)
      button.setAttribute("aria-pressed", String(code === picked))
      const say = () => { said.textContent = text }
      button.addEventListener("pointerenter", say)
      button.addEventListener("focus", say)
      button.addEventListener("click", () => pick(code === picked ? "" : code))
      parts[effect].append(button)
      buttons.push(button)
    }
    column.append(...Object.values(parts), made("span", "year", name.endsWith("Q1") ? name.slice(0, 4) : ""))
    return column
  })
  const focused = box.querySelector("button:focus")?.dataset.code
  const stop = dots.some(([code]) => code === focused) ? focused : picked
  const first = buttons.find((one) => one.dataset.code === stop) ?? buttons.find((one) => !one.classList.contains("away"))
  if (first) first.tabIndex = 0
  const group = made("div", "quarters")
  group.setAttribute("role", "group")
  group.setAttribute("aria-label", alt)
  group.append(...columns)
  group.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    const reached = buttons.filter((one) => !one.classList.contains("away"))
    const at = reached.indexOf(event.target)
    if (!step || !reached[at + step]) return
    event.preventDefault()
    event.target.tabIndex = -1
    reached[at + step].tabIndex = 0
    reached[at + step].focus()
  })
  const row = choices(kinds, wanted, want)
  box.replaceChildren(row, made("p", "side", up), group, made("p", "side", down), said)
  if (focused) box.querySelector(`button[data-code="${focused}"]`)?.focus()
  const rows = Math.max(...columns.map((one) => one.querySelector(".up").childElementCount))
  for (const one of columns) one.style.gridTemplateRows = `${rows * 12 + 4}px auto 1fr auto`
  box.dataset.ready = "1"
}
