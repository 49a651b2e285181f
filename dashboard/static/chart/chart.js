// A chart of a page: drawn once by Plotly, then changed where it stands, and walked by keyboard.
const SETTINGS = { displayModeBar: false, responsive: false, showTips: false, doubleClick: false, scrollZoom: false }
// What fits between the margins of A4 and of Letter, in pixels, and the least that a chart gets.
const PAPER = 780, LEAST = 200
const ROLE = /^var\(--([\w-]+)\)$/
const charts = new Map() // box -> its chart, as long as it stands on the page
const fonts = document.fonts?.load ? Promise.race([document.fonts.load('14px "Source Sans"'), new Promise((go) => setTimeout(go, 500))]) : null
let uid = 0

const make = (name, attributes = {}) => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

const style = make("link", { rel: "stylesheet", href: new URL("chart.css" + new URL(import.meta.url).search, import.meta.url) })
document.head.append(style)

export function mount(component) {
  const box = component.parentElement.querySelector(".chart")
  if (!charts.has(box)) charts.set(box, new Chart(box))
  const chart = charts.get(box), turn = chart.turns += 1
  chart.show(component)
  // What is left late, when the next run has shown the chart again, leaves it alone.
  return () => { if (chart.turns === turn && charts.get(box) === chart) { chart.leave(); charts.delete(box) } }
}

// Line breaks only wrap; nothing of what is parsed here gets onto the page but its text.
const plain = (text) => new DOMParser().parseFromString(String(text).replace(/<extra>.*<\/extra>/, "")
  .replace(/<\/b><br\s*\/?>/g, "</b>. ").replace(/<br\s*\/?>/g, " "), "text/html").body.textContent.replace(/\s+/g, " ").trim()
const at = (many, ...places) => places.reduce((found, place) => Array.isArray(found) ? found[place] : found, many)
const known = (value) => value !== null && value !== undefined && value !== ""

class Chart {
  constructor(box) {
    this.box = box
    this.plot = make("div", { class: "plot", "aria-hidden": "true" })
    this.mark = make("div", { class: "mark", hidden: "" })
    this.walk = make("div", { class: "walk", role: "application", tabindex: 0, "aria-roledescription": "chart" })
    this.live = make("p", { class: "unseen", "aria-live": "polite", id: `chart-said-${uid += 1}` })
    box.replaceChildren(this.plot, this.walk, this.mark, this.live)
    box.setAttribute("role", "figure")
    this.stops = []
    this.turns = 0
    this.at = -1
    this.listen()
    this.watch = new ResizeObserver(() => this.draw())
    this.watch.observe(box)
  }

  leave() {
    this.watch.disconnect()
    this.busy?.then(() => globalThis.Plotly.purge(this.plot))
  }

  async show({ data, setTriggerValue }) {
    this.data = data
    this.pick = (code) => setTriggerValue("picked", code)
    this.box.setAttribute("aria-label", data.alt)
    this.box.style.minHeight = `${data.height}px`
    await Promise.all([globalThis.chartPlotly, fonts])
    this.draw()
  }

  // ---- drawing

  get dark() {
    if (matchMedia("(forced-colors: active)").matches) return matchMedia("(prefers-color-scheme: dark)").matches
    const page = getComputedStyle(this.box).getPropertyValue("--st-background-color").trim()
    const [r, g, b] = page.startsWith("#") ? [1, 3, 5].map((from) => parseInt(page.slice(from, from + 2), 16)) : (page.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number)
    return 0.299 * r + 0.587 * g + 0.114 * b < 128
  }

  // A column of the page is as wide a part of the paper.
  get onPaper() { return Math.max(LEAST, Math.round(PAPER * this.box.clientWidth / innerWidth)) }

  draw(paper = false) {
    const { data, plot, box } = this, width = paper ? this.onPaper : Math.floor(box.clientWidth), look = this.dark && !paper ? 1 : 0
    if (!globalThis.Plotly || !data) return
    // In a tab that is not open there is no room yet.
    if (!width) { box.dataset.ready = "unseen"; return }
    const state = [data, width, look]
    if (this.drawn?.every((part, place) => part === state[place])) return
    this.drawn = state
    const filled = (part) => {
      if (typeof part === "string") { const role = ROLE.exec(part); return role ? data.tones[role[1]]?.[look] ?? part : part }
      if (Array.isArray(part)) return part.map(filled)
      return part && typeof part === "object" ? Object.fromEntries(Object.entries(part).map(([key, value]) => [key, filled(value)])) : part
    }
    const figure = filled(data.figure), high = data.height
    Object.assign(figure.layout, { width, height: high, autosize: false, dragmode: false })
    box.style.setProperty("--ground", data.tones.page[look])
    box.style.setProperty("--aspect", `${width} / ${high}`)
    box.dataset.width = width
    box.dataset.look = look ? "dark" : "light"
    // One after the other: Plotly loses its layout where a second drawing begins in the first.
    const before = this.busy ?? Promise.resolve()
    this.busy = before.then(() => globalThis.Plotly.react(plot, figure.data, figure.layout, SETTINGS)).then(() => {
      for (const svg of plot.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${high}`)
      if (!this.wired) {
        this.wired = true
        plot.on("plotly_click", ({ points }) => this.picked(at(points[0]?.customdata, 0)))
      }
      this.gather()
      box.dataset.ready = String(1 + Number(box.dataset.ready || 0) || 1)
    }).catch(console.warn)
  }

  picked(code) { if (this.data.picks && typeof code === "string" && code) this.pick(code) }

  // ---- walking: a stop for each mark that says something, in rows

  gather() {
    const rows = (this.plot.calcdata ?? []).flatMap((calc) => this.rows(calc)).filter((row) => row.length)
    const middle = (row) => row.reduce((sum, { y }) => sum + y, 0) / row.length
    rows.sort((one, other) => middle(one) - middle(other))
    for (const [place, row] of rows.entries()) for (const stop of row) stop.row = place
    const before = this.stops[this.at]
    this.walked = rows
    this.stops = rows.flat()
    this.at = before ? this.stops.findIndex(({ curve, point }) => curve === before.curve && point === before.point) : -1
    const count = this.stops.length
    this.walk.hidden = !count
    this.walk.setAttribute("aria-label", `Chart with ${count} ${count === 1 ? "mark" : "marks"}. Arrow keys walk through them${this.data.picks ? ", Enter picks" : ""}.`)
    if (this.at < 0 || this.mark.hidden) this.mark.hidden = true
    else this.place()
  }

  rows(calc) {
    const { trace } = calc[0], { xaxis, yaxis } = this.plot._fullLayout._plots[(trace.xaxis ?? "x") + (trace.yaxis ?? "y")] ?? {}
    if (!trace.visible || !xaxis) return []
    const across = (value) => xaxis._offset + xaxis.c2p(value), down = (value) => yaxis._offset + yaxis.c2p(value)
    const box = (x0, x1, y0, y1, more) => ({ left: Math.min(x0, x1), top: Math.min(y0, y1), wide: Math.abs(x1 - x0), high: Math.abs(y1 - y0), x: (x0 + x1) / 2, y: (y0 + y1) / 2, curve: trace.index, ...more })
    if (trace.type === "heatmap") {
      const [{ x, y }] = calc
      return y.slice(1).map((_, row) => x.slice(1).map((__, column) => {
        const words = at(trace.meta?.says, row, column)
        return box(across(x[column]), across(x[column + 1]), down(y[row]), down(y[row + 1]), { words: plain(words ?? ""), point: [row, column] })
      }).filter(({ words }) => words))
    }
    const stops = calc.flatMap((point, place) => {
      const words = this.words(trace, point, place)
      if (!words) return []
      const more = { words, point: place, code: at(at(trace.customdata, place), 0), shows: !["none", "skip"].includes(at(trace.hoverinfo, place)) }
      if (trace.type === "bar") {
        const lying = trace.orientation === "h", from = point.b ?? 0, to = from + (point.s ?? 0)
        return [lying ? { ...box(across(from), across(to), down(point.p0), down(point.p1), more), x: 0 } : box(across(point.p0), across(point.p1), down(from), down(to), more)]
      }
      const half = Math.max(at(trace.marker?.size, place) ?? 8, 8) / 2, x = across(point.x), y = down(point.y)
      return Number.isFinite(x) && Number.isFinite(y) ? [box(x - half, x + half, y - half, y + half, more)] : []
    })
    const lists = new Set(stops.map(({ y }) => Math.round(y))).size === stops.length && stops.every(({ y }, place) => !place || y > stops[place - 1].y)
    stops.sort(lists ? (one, other) => one.y - other.y : (one, other) => one.x - other.x || one.y - other.y)
    stops.lists = lists && stops.length > 1
    return [stops]
  }

  // What is read out: the chart's own words, else what stands under the pointer, else name and label.
  words(trace, point, place) {
    const own = at(trace.meta?.says, place)
    if (known(own)) return plain(own)
    if (trace.meta?.says) return ""
    const value = { x: point.x, y: point.y, text: at(trace.text, place), hovertext: at(trace.hovertext, place), customdata: at(trace.customdata, place) }
    const hover = at(trace.hovertemplate, place), quiet = ["none", "skip"].includes(at(trace.hoverinfo, place))
    if (known(hover) && !quiet) return plain(hover.replace(/%\{(\w+)(?:[:|][^}]*)?\}/g, (_, name) => value[name] ?? ""))
    if (!known(value.text)) return ""
    const lying = trace.orientation === "h", axis = this.plot._fullLayout[lying ? "yaxis" : "xaxis"], key = at(lying ? trace.y : trace.x, place)
    if (trace.type !== "bar" && !/markers/.test(trace.mode)) return ""
    const tick = (axis.tickvals ?? []).indexOf(key)
    return plain(`${tick < 0 ? key : axis.ticktext[tick]}: ${value.text}`)
  }

  step(key) {
    if (this.at < 0) return this.go(0)
    const now = this.stops[this.at], rows = this.walked, row = rows[now.row], place = row.indexOf(now)
    const along = row.lists ? { ArrowDown: 1, ArrowUp: -1 } : { ArrowRight: 1, ArrowLeft: -1 }
    let next = row[place + along[key]]
    if (!(key in along)) {
      const turn = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[key]
      const near = row.lists ? "y" : "x", other = rows[now.row + turn]
      if (rows.length === 1) next = row[place + turn]
      else if (other) next = other.reduce((best, stop) => Math.abs(stop[near] - now[near]) < Math.abs(best[near] - now[near]) ? stop : best)
    }
    if (next) this.go(this.stops.indexOf(next))
  }

  go(place) {
    if (!this.stops.length) return
    this.at = place
    this.place()
    this.live.textContent = `${this.stops[place].words.replace(/\.$/, "")}. ${place + 1} of ${this.stops.length}`
  }

  place() {
    const stop = this.stops[this.at], { left, top, wide, high } = stop, room = 3
    Object.assign(this.mark.style, { left: `${left - room}px`, top: `${top - room}px`, width: `${Math.max(wide, 2) + 2 * room}px`, height: `${Math.max(high, 2) + 2 * room}px` })
    this.mark.hidden = false
    if (stop.shows) globalThis.Plotly.Fx.hover(this.plot, [{ curveNumber: stop.curve, pointNumber: stop.point }], this.subplot(stop))
    else globalThis.Plotly.Fx.unhover(this.plot)
  }

  subplot({ curve }) {
    const { xaxis, yaxis } = this.plot._fullData[curve]
    return (xaxis ?? "x") + (yaxis ?? "y")
  }

  rest() {
    if (this.mark.hidden) return
    this.mark.hidden = true
    globalThis.Plotly?.Fx.unhover(this.plot)
  }

  listen() {
    this.walk.addEventListener("focus", () => { if (this.walk.matches(":focus-visible")) this.go(Math.max(this.at, 0)) })
    this.walk.addEventListener("blur", () => this.rest())
    this.walk.addEventListener("keydown", (event) => {
      if (event.altKey || event.metaKey || event.ctrlKey || event.shiftKey) return
      if (event.key === "Escape") return this.rest()
      const act = event.key.startsWith("Arrow") ? () => this.step(event.key)
        : (event.key === "Enter" || event.key === " ") && this.data.picks ? () => this.picked(this.stops[this.at]?.code) : null
      if (!act) return
      event.preventDefault()
      event.stopPropagation()
      act()
    })
  }
}

// Paper is narrower than most windows, wider than a phone, and white.
addEventListener("beforeprint", () => { for (const chart of charts.values()) if (chart.box.clientWidth) chart.draw(true) })
addEventListener("afterprint", () => { for (const chart of charts.values()) chart.draw() })
matchMedia("(forced-colors: active)").addEventListener("change", () => { for (const chart of charts.values()) chart.draw() })
