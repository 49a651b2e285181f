// What Streamlit cannot do itself on a slide: text that grows with the screen, and a foot that leads
// on by key. Texts are set as text; nothing outside the component is touched.
const LOOKS = {
  stage: `
.stage { font-family: var(--st-font); color: var(--st-text-color); overflow-wrap: anywhere; }
h1, p, ul { margin: 0; }
h1 { font-weight: 700; line-height: 1.2; font-size: clamp(26px, min(2.5vw, 4.4vh), 80px); }
p { line-height: 1.4; font-size: clamp(16px, min(1.2vw, 2.1vh), 36px); }
ul { padding-left: 1.1em; line-height: 1.3; font-size: clamp(20px, min(1.9vw, 3.4vh), 60px); }
li { margin-bottom: 0.6em; }
`,
  // The foot keeps its place whatever stands above it; the way on is for the presenter, so it shows
  // only where a pointer moves or the keyboard stands.
  foot: `
.foot { font-family: var(--st-font); color: var(--st-text-color); }
p { margin: 0; line-height: 1.4; font-size: clamp(14px, min(1.04vw, 1.85vh), 30px); }
nav { display: flex; gap: 14px; align-items: center; padding: 6px 0 6px 14px; font-size: 16px;
  background: var(--st-background-color); }
a { color: var(--st-link-color, var(--st-primary-color)); }
a:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
small { color: var(--st-text-color); }
@media (min-width: 700px) {
  .foot.still { position: fixed; left: 5rem; right: 5rem; bottom: 14px; }
  .foot.still nav { position: absolute; right: 0; bottom: -4px; }
}
@media (hover: hover) {
  .still nav { opacity: 0; transition: opacity 0.2s; }
  .still.awake nav, .still nav:focus-within, .still nav:hover { opacity: 1; }
}
@media (prefers-reduced-motion: reduce) { nav { transition: none; } }
`,
}
const leave = new WeakMap() // a box -> what takes the listeners of its last message away

export function mount(component) {
  const box = component.parentElement.querySelector(".stage, .foot")
  const kind = box.classList.contains("foot") ? "foot" : "stage"
  // Streamlit runs what this returns only at the end, not before the next message.
  if (leave.has(box)) leave.get(box)()
  else box.before(made("style", LOOKS[kind]))
  const left = (kind === "foot" ? turning : texts)(box, component)
  leave.set(box, left)
  return left
}

const made = (tag, text = "") => Object.assign(document.createElement(tag), { textContent: text })

function texts(stage, { data, setStateValue }) {
  const list = (lines) => {
    const element = made("ul")
    element.append(...lines.map((line) => made("li", line)))
    return element
  }
  stage.replaceChildren(...data.blocks.map(({ tag, lines }) =>
    tag === "ul" ? list(lines) : made(tag, lines[0])))
  // As large as there is room for.
  const fit = () => {
    const points = stage.querySelector("ul")
    if (!points || !data.room) return
    points.style.fontSize = ""
    let size = parseFloat(getComputedStyle(points).fontSize)
    while (size > 15 && points.scrollHeight > data.room) points.style.fontSize = `${--size}px`
  }
  fit()
  let wait
  const tell = () => {
    const { least, most, step, height } = data.heights
    const stepped = Math.floor(Math.min(Math.max(window.innerHeight, least), most) / step) * step
    if (stepped !== height) setStateValue("height", window.innerHeight)
  }
  const later = () => { fit(); clearTimeout(wait); if (data.heights) wait = setTimeout(tell, 200) }
  if (data.heights) tell()
  window.addEventListener("resize", later)
  return () => { clearTimeout(wait); window.removeEventListener("resize", later) }
}

function turning(foot, { data, setTriggerValue }) {
  const go = (way) => data.ways[way] === null || setTriggerValue("way", way)
  const link = (way, name, key) => {
    if (data.ways[way] === null) return []
    const one = Object.assign(made("a", name), { href: data.ways[way], title: key })
    one.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      go(way)
    }
    return [one]
  }
  const nav = made("nav")
  nav.setAttribute("aria-label", "Slides")
  nav.append(...link("before", "Previous", "Page Up"), made("small", data.line),
    ...link("after", "Next", "Page Down"), ...link("leave", "Leave presenter mode", "End"))
  foot.classList.toggle("still", data.still)
  foot.replaceChildren(made("p", data.foot), nav)
  const keys = { PageUp: "before", PageDown: "after", End: "leave" }
  const press = (event) => {
    const way = keys[event.key]
    if (!way || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.composedPath()[0]?.closest?.("input, textarea, select")) return
    event.preventDefault()
    go(way)
  }
  let asleep
  const wake = () => {
    foot.classList.add("awake")
    clearTimeout(asleep)
    asleep = setTimeout(() => foot.classList.remove("awake"), 2500)
  }
  window.addEventListener("keydown", press)
  window.addEventListener("pointermove", wake)
  // What put the foot to sleep goes on: a slide that is turned by pointer would leave it awake.
  return () => {
    window.removeEventListener("keydown", press)
    window.removeEventListener("pointermove", wake)
  }
}
