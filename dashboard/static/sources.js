// The two pictures of the Sources page: what rests on whom, and who reports what. They grow with the
// window and are reached by keyboard; texts are set as text.
const LOOK = `
.box { font: 14px/1.3 var(--st-font); color: var(--st-text-color); --ink: var(--st-text-color);
  --page: var(--st-background-color); --main: var(--st-primary-color);
  --pale: color-mix(in srgb, var(--st-text-color) 9%, var(--st-background-color)); }
/* The bars fill what is kept for them, however many lines the legend takes. */
.resting { display: flex; flex-direction: column; height: 452px; }
.bars { flex: 1; display: grid; grid-auto-rows: 1fr; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0 2px; margin: 0;
  cursor: pointer; text-align: left; border-radius: 4px; }
button:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--main);
  outline-offset: 1px; }
i { display: inline-block; box-sizing: border-box; border: 1px solid var(--main);
  background: var(--main); forced-color-adjust: none; }
i.repository { background: color-mix(in srgb, var(--main) 45%, var(--page)); }
i.excerpt { background: repeating-linear-gradient(45deg, var(--main) 0 2px, var(--page) 2px 6px); }
i.copy { background: var(--page); }
i.unkept { border-style: dashed; background: var(--page); }
.legend { display: flex; flex-wrap: wrap; gap: 2px 18px; margin-bottom: 8px; }
.legend i { width: 22px; height: 12px; margin-right: 6px; vertical-align: -1px; }
.legend button:hover, .bars button:hover span { text-decoration: underline; }
.bars button { display: grid; width: 100%; align-items: center; gap: 10px;
  grid-template-columns: minmax(7em, 19em) 1fr; height: 100%; }
.bars span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: right; }
.bars div { display: flex; align-items: center; }
.bars i { height: 16px; border-left-width: 0; min-width: 1px; }
.bars i:first-child { border-left-width: 1px; }
.bars b { font-weight: 400; margin-left: 8px; white-space: nowrap; }
.grid { display: grid; grid-template-columns: minmax(11em, 17em) 1fr; column-gap: 8px; }
.grid [role=row] { display: contents; }
.grid [role=rowheader], .grid > div > .corner { text-align: right; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap; }
.cells { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 2px; }
.cells > * { height: clamp(17px, 2.5vh, 34px); border-radius: 2px; }
.names > * { height: 8.5em; font-size: 12px; white-space: nowrap; overflow: hidden;
  writing-mode: vertical-rl; transform: rotate(180deg); display: flex; align-items: center; }
.key, .v, .o, .n, .none { box-sizing: border-box; forced-color-adjust: none; }
.v { background: var(--main); } .o { background: color-mix(in srgb, var(--main) 45%, var(--page)); }
.n { border: 1px solid var(--ink);
  background: repeating-linear-gradient(45deg, var(--ink) 0 1px, var(--page) 1px 5px); }
.none { background: var(--pale); }
.told { min-height: 1.4em; margin: 6px 0 0; }
@media (max-width: 640px) {
  .bars button { grid-template-columns: 9em 1fr; font-size: 13px; line-height: 1.1; }
  .names { display: none; }
  .grid { grid-template-columns: 1fr; } .grid [role=rowheader] { text-align: left; }
  .cells { gap: 1px; margin-bottom: 3px; } .cells > * { height: 13px; }
}
`

export function mount({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".box")
  if (!box.dataset.ready) box.before(made("style", { textContent: LOOK }))
  box.dataset.ready = "1"
  return (data.bars ? resting : gaps)(box, data, setTriggerValue)
}

const made = (tag, props = {}, ...inside) => {
  const { data, label, role, ...rest } = props
  const node = Object.assign(document.createElement(tag), rest)
  if (label) node.setAttribute("aria-label", label)
  if (role) node.setAttribute("role", role)
  node.append(...inside)
  return node
}

function resting(box, data, setTriggerValue) {
  const pick = (code) => () => setTriggerValue("picked", code)
  const button = (code, ...inside) =>
    made("button", { type: "button", onclick: pick(code) }, ...inside)
  const most = Math.max(...data.bars.map(({ parts }) => parts.reduce((sum, one) => sum + one, 0)))
  const said = (parts) =>
    parts.flatMap((rows, at) => rows ? [`${data.kinds[at].label}: ${rows}`] : [])
  const bar = ({ code, name, text, parts }) => {
    const line = made("div", {}, ...parts.flatMap((rows, at) => rows
      ? [made("i", { className: data.kinds[at].code, style: `width: ${78 * rows / most}%` })] : []),
      made("b", {}, text))
    const row = button(code, made("span", {}, name), line)
    row.title = `${name}. ${said(parts).join("; ")}`
    return made("li", { style: "list-style: none" }, row)
  }
  box.replaceChildren(
    made("div", { className: "legend", role: "group", label: data.legend }, ...data.kinds.map(
      ({ code, label, text }) => button(code, made("i", { className: code }), `${label} ${text}`))),
    made("ol", { className: "bars", style: "margin: 0; padding: 0", label: data.alt },
      ...data.bars.map(bar)))
}

function gaps(box, data, setTriggerValue) {
  const style = (state) => state === "." ? "none" : state
  const told = made("p", { className: "told", textContent: data.hint })
  told.setAttribute("aria-live", "polite")
  const cells = []
  const place = (row, column) => {
    const [country, name] = data.countries[column], { code, label, states } = data.rows[row]
    const text = `${label}, ${name}: ${data.words[states[column]]}`
    const cell = made("span", { className: style(states[column]), role: "gridcell", label: text,
      tabIndex: row || column ? -1 : 0, title: text })
    const say = () => { told.textContent = text }
    const go = () => setTriggerValue("picked", code)
    Object.assign(cell, { onmouseenter: say, onclick: go, onfocus: () => {
      say(); cells.flat().forEach((one) => { one.tabIndex = one === cell ? 0 : -1 }) } })
    cell.onkeydown = (event) => {
      const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
      if (event.key === "Enter") go()
      if (!moves[event.key]) return
      event.preventDefault()
      const [down, right] = moves[event.key]
      cells[row + down]?.[column + right]?.focus()
    }
    return cell
  }
  data.rows.forEach(({ states }, row) =>
    cells.push([...states].map((_, column) => place(row, column))))
  const heads = data.countries.map(([, name]) => made("span", {}, name))
  const names = made("div", { className: "cells names", ariaHidden: "true" }, ...heads)
  const lines = data.rows.map(({ label }, row) => made("div", { role: "row" },
    made("span", { role: "rowheader" }, label),
    made("div", { className: "cells", role: "presentation" }, ...cells[row])))
  const keys = Object.entries(data.words).map(([state, text]) =>
    made("span", {}, made("span", { className: `key ${style(state)}`,
      style: "display: inline-block; width: 22px; height: 12px; margin-right: 6px" }), text))
  box.replaceChildren(
    made("div", { className: "legend" }, ...keys),
    made("div", { className: "grid", ariaHidden: "true" }, made("span"), names),
    made("div", { className: "grid", role: "grid", label: data.alt }, ...lines), told)
}
