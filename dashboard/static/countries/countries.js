// The table of all destinations, and the pictures of one to four countries: rules over time and
// a small chart an indicator. Drawn anew with each message; texts are set as text.
const NS = "http://www.w3.org/2000/svg"
const MOST = 4, FIRST_ROWS = 15, DOT = 24, DAY = 864e5
const known = new WeakMap() // the box of a component -> what its reader has chosen

const make = (tag, attributes = {}, ...children) => {
  const svg = ["svg", "path", "line", "rect"].includes(tag)
  const element = svg ? document.createElementNS(NS, tag) : document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (name === "onclick" || name === "onchange") element[name] = value
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value)
  element.append(...children.flat().filter((child) => child !== null && child !== undefined))
  return element
}
const link = (data, id) => make("li", {}, linked(...data.sources[id]),
  data.uses ? [" (", make("a", { href: `sources?s=${encodeURIComponent(id)}`, target: "_blank" }, "all uses"), ")"] : null)
const linked = (text, url) => /^https?:/.test(url) ? make("a", { href: url, target: "_blank", rel: "noopener" }, text) : text
const tone = (rank) => `--tone: var(--t${rank}); --ink: var(--l${rank})`

export function mount(component) {
  const { data, parentElement } = component
  const box = parentElement.querySelector(".countries")
  const root = box.getRootNode()
  if (!root.querySelector("style.countries-look")) {
    const look = make("style", { class: "countries-look" })
    look.textContent = LOOK
    box.before(look)
  }
  data.tones.forEach(([day, night, over, under], at) => {
    box.style.setProperty(`--t${at + 1}`, `light-dark(${day}, ${night})`)
    box.style.setProperty(`--l${at + 1}`, `light-dark(${over}, ${under})`)
  })
  if (!known.has(box)) known.set(box, { ticked: [], sort: "people", region: "", all: false })
  const state = known.get(box)
  const dialog = make("div", { class: "about", popover: "auto", role: "dialog", "aria-label": "Details", tabindex: -1 })
  box.replaceChildren(...(data.kind === "table" ? [table(data, state, component)] : board(data, dialog)), dialog)
  box.dataset.ready = data.kind
  const stacked = () => box.querySelectorAll(".dots").forEach(stack)
  stacked() // before the first paint, so that nothing under the dots moves
  state.watch?.disconnect()
  state.watch = new ResizeObserver(stacked)
  state.watch.observe(box)
}

// ---- a small chart: values over years from 0, with gaps where no line may join

function chart(points, [from, to], highest, alt, said) {
  const x = (year) => ((year - from + 0.5) / (to - from + 1)) * 100, y = (value) => 40 - (value / (highest || 1)) * 36
  const svg = make("svg", { viewBox: "0 0 100 41", preserveAspectRatio: "none", role: "img", "aria-label": alt },
    make("line", { class: "zero", x1: 0, x2: 100, y1: 40, y2: 40 }))
  let line = ""
  points.forEach(([year, value, , broken], at) => {
    const joins = at && !broken && year - points[at - 1][0] === 1
    line += `${joins ? "L" : "M"}${x(year).toFixed(2)} ${y(value).toFixed(2)}`
    if (broken) svg.append(make("line", { class: "break", x1: x(year - 0.5), x2: x(year - 0.5), y1: 2, y2: 40 }))
  })
  svg.append(make("path", { class: "line", d: line }))
  for (const [year, value] of points) svg.append(make("path", { class: "dot", d: `M${x(year).toFixed(2)} ${y(value).toFixed(2)}h0` }))
  if (said) hover(svg, points, x, said)
  return svg
}

// What the highest point says, over it: the scale of the chart.
function peak(points, [from, to], highest) {
  const top = points.reduce((best, point) => point[1] > best[1] ? point : best)
  const place = ((top[0] - from + 0.5) / (to - from + 1)) * 100, high = (top[1] / (highest || 1)) * 88
  return top === points.at(-1) || !top[1] || top[1] < highest ? null : make("span", { class: "peak", "aria-hidden": "true", style: `left: ${place}%; bottom: ${high}%` }, top[2])
}

// Bars up for who moved in, down for who moved out, each with its number.
function both(cell, highest) {
  const tall = (point) => `height: ${point ? (point[1] / (highest || 1)) * 32 : 0}px`
  return make("div", { class: "ways", role: "img", "aria-label": cell.alt }, cell.points.map((point, at) => make("div", {},
    make("span", { class: "up" }, point[2], make("i", { style: tall(point) })), make("span", { class: "down" }, make("i", { style: tall(cell.out[at]) }), cell.out[at][2]), make("span", { class: "small" }, point[0]))))
}

// Under the pointer the large number is the one of that year.
function hover(svg, points, x, said) {
  const at = (event) => {
    const box = svg.getBoundingClientRect(), share = ((event.clientX - box.left) / box.width) * 100
    const near = points.reduce((best, point) => Math.abs(x(point[0]) - share) < Math.abs(x(best[0]) - share) ? point : best)
    said(near[2], String(near[0]))
  }
  svg.addEventListener("pointermove", at)
  svg.addEventListener("pointerleave", () => said())
}

// ---- one to four countries

function board(data, dialog) {
  const alone = data.ribbons.length === 1
  const about = (name, ...content) => make("button", { type: "button", class: "icon", "aria-label": `About: ${name}`, title: "Definition, caution, sources",
    onclick: () => open(dialog, name, content) })
  return [
    make("div", { class: "cards" }, data.counts ? make("p", { class: "counts" }, make("b", {}, data.counts)) : null, make("ul", { class: "tiles" }, data.tiles.map(([label, value, note, rank]) => make("li", { class: rank ? "ruled" : "", style: rank ? tone(rank) : null },
      make("span", { class: "label" }, label), make("b", { class: value.length > 24 ? "long" : "" }, value), make("span", { class: "small" }, note))))),
    timeline(data, dialog, alone),
    make("div", { class: alone ? "panels" : "rows", style: `--count: ${data.ribbons.length}` },
      data.rows.map((row) => panel(row, data, about, alone))),
    ...data.notes.map((note) => make("p", { class: "small" }, note)),
  ]
}

function open(dialog, name, content) {
  dialog.replaceChildren(make("button", { type: "button", class: "icon close", "aria-label": "Close", onclick: () => dialog.hidePopover() }, "×"),
    make("h3", {}, name), ...content.flat().filter(Boolean))
  dialog.showPopover()
  dialog.focus()
}

function panel(row, data, about, alone) {
  const highest = Math.max(0, ...row.cells.flatMap((cell) => [...cell.points, ...(cell.out ?? [])].map((point) => point[1])))
  const details = row.cells.flatMap((cell) => cell.value ? [
    make("p", {}, make("b", {}, `${cell.name}: `), cell.said),
    ...cell.lines.map((line) => make("p", {}, line)),
    make("ul", {}, cell.sources.map((id) => link(data, id))),
  ] : [])
  const head = make("h3", { class: "name" }, row.label, row.by ? make("span", { class: "small" }, row.by) : null, " ", about(row.label, row.about.map((text) => make("p", {}, text)), details))
  return make("section", { class: alone ? "panel" : "row", "data-indicator": row.id }, head,
    make("div", { class: "cells" }, row.cells.map((cell, place) => {
      if (!cell.value) return make("div", { class: "cell absent", role: "group", "aria-label": cell.name }, cell.said)
      const value = make("b", { class: cell.value.length > 14 ? "long" : "" }, cell.value), dated = [cell.when, cell.by].filter(Boolean).join(" · "), when = make("span", { class: "small", title: dated }, dated)
      const said = (text, year) => { value.replaceChildren(text ?? cell.value); when.replaceChildren(year ?? dated) }
      const drawn = cell.joined && row.form === "line" ? chart(cell.points, data.years, highest, cell.alt, said) : null
      return make("div", { class: "cell", role: "group", "aria-label": cell.name }, value, when,
        cell.out ? both(cell, highest) : drawn && make("div", { class: "spark" }, make("div", { class: "plot" }, drawn, peak(cell.points, data.years, highest)),
          place ? null : make("span", { class: "years", "aria-hidden": "true" }, make("span", {}, data.years[0]), make("span", {}, data.years[1]))),
        drawn || cell.out || !alone ? null : cell.more.map((line) => make("span", { class: "small" }, line)))
    })))
}

function timeline(data, dialog, alone) {
  const [start, end] = data.axis.map((day) => Date.parse(day)), whole = end - start
  const at = (day) => Math.min(Math.max((Date.parse(day) - start) / whole, 0), 1) * 100
  const years = [new Date(start).getUTCFullYear()]
  for (let year = years[0] + 1; Date.UTC(year, 0, 1) < end; year++) years.push(year)
  const ribbons = data.ribbons.map((one) => make("div", { class: "ribbon", role: "group", "aria-label": one.alt },
    make("span", { class: alone ? "unseen" : "who" }, one.name),
    make("div", { class: "lane" },
      make("div", { class: "dots" }, one.dots.map((dot) => make("button", { type: "button", style: `left: ${at(dot.day)}%`, "data-at": at(dot.day),
        class: `dot ${dot.effect}${dot.counted ? "" : " open"}`, "aria-label": dot.heading, title: dot.heading,
        onclick: () => open(dialog, dot.heading, [make("p", {}, dot.detail), make("ul", {}, dot.sources.map((id) => link(data, id)))]) },
        make("span", { "aria-hidden": "true" })))),
      one.spans.length ? make("div", { class: "band" }, one.spans.map(([from, to, rank, text, changing]) => make("span", {
        style: `left: ${at(from)}%; width: ${at(to) - at(from)}%; ${tone(rank)}`, class: changing ? "changing" : "", title: text },
        changing ? "" : text))) : make("div", { class: "band absent" }, one.rule))))
  return make("figure", { class: "timeline" }, make("figcaption", {}, make("b", {}, data.heading), make("span", { class: "small" }, data.key[0])), ...ribbons,
    make("div", { class: `axis ${alone ? "" : "beside"}`, "aria-hidden": "true" }, make("div", { class: "lane" },
      years.map((year) => make("span", { style: `left: ${at(`${year}-01-01`)}%` }, year)))),
    make("p", { class: "small" }, data.key[1]))
}

// Decisions that would cover each other stand one above the other.
function stack(dots) {
  const wide = dots.clientWidth
  if (!wide) return
  const ends = []
  for (const dot of dots.children) {
    const x = (dot.dataset.at / 100) * wide
    let row = ends.findIndex((end) => end <= x - DOT)
    if (row < 0) row = ends.length
    ends[row] = x
    dot.style.bottom = `${row * DOT}px`
  }
  dots.style.height = `${ends.length * DOT}px`
}

// ---- all destinations

const ORDERS = {
  people: ["People counted, most first", (a, b) => b.people - a.people || b.permits - a.permits],
  name: ["Name", () => 0],
  permits: ["Valid permits, most first", (a, b) => b.permits - a.permits],
  rise: ["Change in permits, largest rise first", (a, b) => b.change - a.change],
  fall: ["Change in permits, largest fall first", (a, b) => (a.change > -Infinity ? a.change : Infinity) - (b.change > -Infinity ? b.change : Infinity)],
  open: ["Entry rule, most open first", (a, b) => (a.rank || 9) - (b.rank || 9)],
  closed: ["Entry rule, most closed first", (a, b) => b.rank - a.rank],
}

function table(data, state, component) {
  const rows = data.rows.map(([iso, name, region, eu, cells, people, permits, change]) => ({ iso, name, region, eu, cells, said: people, series: permits, moved: change,
    rank: cells.at(-1)?.[0] ?? 0, people: people?.[0] ?? -1, permits: permits.at(-1)?.[1] ?? -1, change: change?.[0] ?? -Infinity }))
  const most = Math.max(...rows.map((row) => row.people)), years = data.years
  const region = select("Region", [["", "All regions"], ["EU", "European Union"], ...data.regions.map((name, at) => [String(at), name])], state, "region")
  const sort = select("Sort by", Object.entries(ORDERS).map(([code, [name]]) => [code, name]), state, "sort")
  const compare = make("button", { type: "button", class: "do" }), clear = make("button", { type: "button", class: "do" }, "Clear")
  const body = make("tbody"), more = make("button", { type: "button", class: "do" })
  const status = make("span", { class: "small", role: "status" })
  const go = (codes) => component.setTriggerValue("picked", codes)
  const names = Object.fromEntries(rows.map((row) => [row.iso, row.name]))

  function chosen() {
    const count = state.ticked.length
    compare.replaceChildren(count ? `${count > 1 ? "Compare" : "Show"} ${state.ticked.map((iso) => names[iso]).join(", ")}` : `Tick up to ${MOST} to compare`)
    compare.disabled = !count
    clear.hidden = !count
    for (const tick of body.querySelectorAll("input")) tick.disabled = count === MOST && !tick.checked
  }
  function draw() {
    const inside = rows.filter((row) => !state.region || (state.region === "EU" ? row.eu : row.region === +state.region))
    inside.sort(ORDERS[state.sort][1])
    const shown = state.all ? inside : inside.slice(0, FIRST_ROWS)
    body.replaceChildren(...shown.map((row) => line(row, most, years, state, chosen, go)))
    more.hidden = inside.length <= FIRST_ROWS
    more.replaceChildren(state.all ? `Show the first ${FIRST_ROWS}` : `Show all ${inside.length}`)
    status.replaceChildren(`${shown.length} of ${inside.length} destinations`)
    chosen()
  }
  region.lastChild.onchange = (event) => { state.region = event.target.value; draw() }
  sort.lastChild.onchange = (event) => { state.sort = event.target.value; draw() }
  more.onclick = () => { state.all = !state.all; draw() }
  compare.onclick = () => go([...state.ticked])
  clear.onclick = () => { state.ticked = []; draw() }
  draw()
  const heads = ["Compare", "Destination", ...data.dates, ...data.heads]
  return make("div", { class: "destinations" }, make("div", { class: "bar" }, region, sort, compare, clear),
    make("ul", { class: "legend", "aria-label": "Entry rules by number" }, data.legend.map((label, at) => make("li", { style: tone(at + 1) }, label))),
    make("table", { role: "table", "aria-label": data.title }, make("thead", { role: "rowgroup" }, make("tr", { role: "row" },
      heads.map((head, at) => make("th", { scope: "col", role: "columnheader" }, at ? head : make("span", { class: "unseen" }, head))))), body),
    make("div", { class: "bar" }, more, status))
}

function select(label, options, state, name) {
  return make("label", {}, make("span", {}, label), make("select", {}, options.map(([value, text]) => make("option", { value, selected: state[name] === value }, text))))
}

function line(row, most, years, state, chosen, go) {
  const tick = make("input", { type: "checkbox", "aria-label": `Compare ${row.name}`, onchange: () => {
    state.ticked = tick.checked ? [...state.ticked, row.iso] : state.ticked.filter((iso) => iso !== row.iso)
    chosen()
  } })
  tick.checked = state.ticked.includes(row.iso)
  const highest = Math.max(...row.series.map((point) => point[1]))
  const cell = (name, attributes, ...content) => make("td", { role: "cell", class: name, ...attributes }, ...content)
  return make("tr", { role: "row" }, cell("tick", {}, tick),
    make("th", { scope: "row", role: "rowheader" }, make("button", { type: "button", onclick: () => go([row.iso]) }, row.name)),
    row.cells.length ? row.cells.map(([rank, text, span, whole]) => cell("rule", { colspan: span, style: `${tone(rank)}; --span: ${span}`, title: whole }, make("span", {}, text)))
      : cell("rule none", { colspan: 4, style: "--span: 4" }, "no rule in the tables"),
    cell("people", {}, row.said && make("span", { class: "bar-of", style: `width: ${(row.people / most) * 55}%`, "aria-hidden": "true" }), row.said?.[1] ?? make("span", { class: "unseen" }, "not counted")),
    cell(row.series.length ? "permits" : "permits bare", {}, row.series.length ? [chart(row.series, years, highest, row.series.map(([year, , text]) => `${year}: ${text}`).join(", ")), make("span", {}, row.series.at(-1)[2])]
      : make("span", { class: "unseen" }, "not reported or not covered")),
    cell(row.moved ? "change" : "change bare", {}, row.moved?.[1] ?? make("span", { class: "unseen" }, "no change can be made")))
}

const LOOK = `
.countries { color: var(--st-text-color, #101418); font: 400 15px/1.35 var(--st-font, "Source Sans", sans-serif);
  --page: var(--st-background-color, #fff); --line: var(--st-border-color, #c9cdd1); --soft: var(--st-secondary-background-color, #f3f4f2);
  --accent: var(--st-primary-color, #1f5f8b); --quiet: light-dark(#4b545c, #b6bfc6); --href: var(--st-link-color, #174f78); }
.countries:empty { min-height: 85vh; }
.countries * { box-sizing: border-box; }
ul, p, h3, figure { margin: 0; padding: 0; list-style: none; }
.small { font-size: 13px; color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button, select, input { font: inherit; color: inherit; }
button:focus-visible, select:focus-visible, input:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a { color: var(--href); }
.countries { display: flex; flex-direction: column; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; }
.tiles li { border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px; display: flex; flex-direction: column; min-width: 0; }
.tiles .ruled { border-left: 8px solid var(--tone); }
.tiles b { font-size: 24px; line-height: 1.2; font-weight: 600; overflow-wrap: anywhere; }
.tiles b.long { font-size: 17px; }
.tiles .label { font-size: 14px; }
.timeline { margin: 14px 0 10px; }
figcaption { display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: baseline; margin-bottom: 4px; }
.ribbon { display: flex; align-items: flex-end; gap: 8px; margin-top: 4px; }
.who { flex: 0 0 120px; font-weight: 600; line-height: 30px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.lane { flex: 1; min-width: 0; position: relative; }
.dots { position: relative; }
.dot { position: absolute; width: ${DOT}px; height: ${DOT}px; margin-left: -${DOT / 2}px; padding: 0; border: 0; background: none; cursor: pointer; font-size: 15px; line-height: 1;
  color: var(--quiet); border-radius: 50%; }
.dot.tightened span::before { content: "▲"; } .dot.loosened span::before { content: "▼"; } .dot.clarified span::before { content: "●"; }
.icon:not(.close)::before { content: "i"; }
button.tightened { color: light-dark(#9a4a00, #ffb45e); } button.loosened { color: light-dark(#1d5c9c, #a3d0f7); }
.dot.open span { -webkit-text-stroke: 1.2px currentColor; -webkit-text-fill-color: transparent; }
.dot:hover { background: var(--soft); }
.band { position: relative; height: 32px; }
.band span { position: absolute; top: 0; bottom: 0; padding: 0 8px; line-height: 32px; background: var(--tone); color: var(--ink); overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; border-right: 2px solid var(--page); }
.band .changing, .rule.changing { background: repeating-linear-gradient(45deg, var(--tone) 0 6px, var(--ink) 6px 8px); padding: 0; }
.band.absent { border: 1px dashed var(--line); line-height: 30px; padding: 0 8px; }
.axis .lane { height: 20px; }
.axis.beside { padding-left: 128px; }
.axis span { position: absolute; font-size: 13px; color: var(--quiet); padding-left: 4px; border-left: 1px solid var(--line); }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(max(205px, 15vw), 1fr)); gap: 12px 20px; margin: 8px 0; }
.name { font-size: 14px; font-weight: 600; line-height: 1.25; position: relative; padding-right: 28px; } .name .icon { position: absolute; right: 0; top: -3px; }
.panel { border-top: 1px solid var(--line); padding-top: 4px; display: flex; flex-direction: column; }
.panel .cells { flex: 1; display: flex; } .panel .cell { flex: 1; display: flex; flex-direction: column; } .panel .spark, .panel .ways { margin-top: auto; padding-top: 12px; }
.counts { margin-bottom: 4px; }
.rows { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 8px 36px; margin: 8px 0; }
.row { border-top: 1px solid var(--line); padding-top: 4px; min-width: 0; }
.rows .cells { display: grid; grid-template-columns: repeat(var(--count), minmax(0, 1fr)); gap: 14px; }
.cell > b { font-size: 20px; line-height: 1.2; margin-right: 6px; font-variant-numeric: tabular-nums; }
.rows .cell > b { font-size: 17px; } .rows .cell > b.long { font-size: 13px; }
.cell { min-width: 0; } .cell > .small { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.cell.absent { font-size: 13px; color: var(--quiet); padding-top: 4px; }
.icon { border: 1px solid currentColor; border-radius: 50%; width: 24px; height: 24px; padding: 0; background: none; cursor: pointer; font: italic 600 14px/1 Georgia, serif; color: var(--quiet);
  transform: scale(0.8); }
.spark { margin-top: 12px; } .plot { position: relative; }
.peak { position: absolute; transform: translate(-50%, 0); font-size: 12px; line-height: 1.3; color: var(--quiet); padding-bottom: 2px; white-space: nowrap; }
.ways { display: flex; gap: 4px; font-size: 12px; text-align: center; align-items: flex-end; margin-top: 4px; } .ways div { flex: 0 1 72px; display: flex; flex-direction: column; line-height: 1.25; }
.ways i { display: block; margin: 0 14%; background: var(--accent); } .ways .down i { background: light-dark(#b35806, #ffb45e); }
.ways .up { height: 48px; display: flex; flex-direction: column; justify-content: flex-end; border-bottom: 1px solid var(--quiet); } .ways .down { height: 48px; }
.spark svg { width: 100%; height: clamp(56px, 8vh, 120px); display: block; overflow: visible; }
.rows .spark svg { height: clamp(40px, 5vh, 80px); }
.years { display: flex; justify-content: space-between; font-size: 12px; color: var(--quiet); line-height: 1.1; }
svg .zero { stroke: var(--quiet); stroke-width: 1px; vector-effect: non-scaling-stroke; }
svg .break { stroke: var(--quiet); stroke-width: 1px; stroke-dasharray: 2 2; vector-effect: non-scaling-stroke; }
svg .line { fill: none; stroke: var(--accent); stroke-width: 2px; vector-effect: non-scaling-stroke; }
svg .dot { fill: none; stroke: var(--accent); stroke-width: 6px; stroke-linecap: round; vector-effect: non-scaling-stroke; }
.about { position: fixed; inset: 0; margin: auto; max-width: min(44rem, 92vw); max-height: 80vh; height: fit-content; overflow: auto; background: var(--page); color: inherit; border: 1px solid var(--line);
  border-radius: 8px; padding: 16px 20px; box-shadow: 0 8px 32px rgba(0, 0, 0, 0.35); font-size: 14px; outline: none; }
.about h3 { font-size: 16px; padding-right: 32px; } .about p { margin-top: 8px; } .about ul { margin-top: 6px; } .about li { margin-top: 4px; font-size: 13px; }
.close { float: right; font: 400 18px/1 sans-serif; transform: none; }
.bar { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin: 4px 0; }
.destinations > .bar:first-child { gap: 6px 12px; }
.bar label { display: flex; gap: 6px; align-items: center; font-size: 14px; } .bar label span { white-space: nowrap; }
.bar select { background: var(--page); border: 1px solid var(--line); border-radius: 4px; padding: 4px 6px; max-width: 16rem; }
.do { background: var(--page); border: 1px solid var(--line); border-radius: 4px; padding: 4px 10px; cursor: pointer; min-height: 32px; font-size: 14px; }
.do:disabled { cursor: default; color: var(--quiet); border-style: dashed; }
.do:enabled:first-of-type { border-color: var(--accent); }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 13px; margin: 2px 0 6px; }
.legend li::before { content: ""; display: inline-block; width: 12px; height: 12px; margin-right: 5px; background: var(--tone); vertical-align: -1px; }
table { width: 100%; border-collapse: separate; border-spacing: 0 2px; font-size: 14px; }
thead th { text-align: left; font-weight: 600; font-size: 13px; padding: 2px 6px; border-bottom: 1px solid var(--line); vertical-align: bottom; }
tbody td, tbody th { padding: 0 6px; height: 28px; text-align: left; font-weight: 400; }
tbody th button { border: 0; background: none; padding: 2px 0; min-height: 24px; cursor: pointer; color: var(--href); text-align: left; font-weight: 600; } tbody th button:hover { text-decoration: underline; }
.tick { width: 32px; } .tick input { width: 18px; height: 18px; margin: 3px; vertical-align: middle; accent-color: var(--accent); }
.rule { background: var(--tone); color: var(--ink); border-left: 2px solid var(--page); white-space: nowrap; font-size: 13px; width: calc(8.5% * var(--span)); }
.rule.none { background: none; color: var(--quiet); }
.people { width: 17%; white-space: nowrap; } .bar-of { display: inline-block; height: 14px; margin-right: 6px; background: var(--accent); vertical-align: -2px; }
.permits { width: 15%; white-space: nowrap; } .permits svg { width: 84px; height: 22px; margin-right: 8px; vertical-align: middle; overflow: visible; } .permits .dot { stroke-width: 3px; }
.change { width: 12%; white-space: nowrap; font-variant-numeric: tabular-nums; }
@media (max-width: 700px) {
  .timeline { order: -1; margin-top: 0; }
  .tiles { grid-template-columns: repeat(2, 1fr); gap: 8px; } .tiles li { padding: 6px 8px; } .tiles b { font-size: 19px; } .tiles b.long { font-size: 15px; }
  .ribbon { display: block; } .who { line-height: 1.4; } .axis.beside { padding-left: 0; }
  .panels { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px 14px; }
  .rows .cells { gap: 8px; } .rows .cell > b { font-size: 14px; } .rows .cell > .small { display: block; font-size: 12px; }
  table, tbody { display: block; } thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tbody tr { display: grid; grid-template-columns: 32px repeat(4, 1fr); align-items: center; border-bottom: 1px solid var(--line); padding: 3px 0; }
  tbody th { grid-column: 2 / 4; } .rule { grid-column: span var(--span); width: auto; height: 24px; line-height: 24px; overflow: hidden; text-overflow: ellipsis; } .tick { grid-area: 1 / 1 / 3 / 2; }
  .people { grid-column: 4 / 6; grid-row: 1; width: auto; } .people .bar-of { max-width: 40%; } .permits { grid-column: 2 / 4; width: auto; } .change { grid-column: 4 / 6; width: auto; } .bare { display: none; }
}
@media (forced-colors: active) { .band span, .rule, .bar-of, .legend li::before, .tiles .ruled { forced-color-adjust: none; } svg .line, svg .dot { stroke: CanvasText; } .ways i { forced-color-adjust: none; } }
@media print { .about, .bar button { display: none; } }
`
