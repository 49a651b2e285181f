// The map of the page: drawn once, repainted in place. Used by the component and by the one-file
// map. Texts are set as text; the only files it asks for are those of its own folder.
const NS = "http://www.w3.org/2000/svg"
const WIDE = 4800, BASE = 780, NARROW = 500, FINE_FROM = 3, MOST_ZOOM = 14, DRAG = 5
const BELOW = 30, LEAST = 300, FRAMED = 120, MOST = 1500
const QUIET = 250, PACE = { few: 900, many: 420 }, MANY = 20
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
const ARROW = [4, 9]
const HATCH = { thin: 1, strong: 2.2 }
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")
const layers = (globalThis.mapLayers ??= new Map())   // id of a payload -> its moments, written out
const parts = (globalThis.mapParts ??= new Map())     // id of a part of a payload -> the part
const places = (globalThis.mapPlaces ??= new Map())   // key of a map -> where its reader stands
const files = (globalThis.mapFiles ??= new Map())     // name of a file -> its content
const drawn = new WeakMap(), turns = new WeakMap()
let maps = 0

const read = (name, as = "json") => {
  if (!files.has(name)) files.set(name, fetch(new URL(name + new URL(import.meta.url).search, import.meta.url)).then((answer) => {
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
    return answer[as]()
  }))
  const asked = Promise.resolve(files.get(name))
  asked.catch(() => files.delete(name))
  return asked
}

const styles = read("map.css", "text").then((text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return sheet })

const make = (tag, attributes = {}, ...children) => {
  const svg = ["svg", "g", "path", "rect", "circle", "line", "text", "tspan", "defs", "pattern", "polyline"].includes(tag)
  const element = svg ? document.createElementNS(NS, tag) : document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value)
  element.append(...children.filter((child) => child !== null))
  return element
}
const icon = (d) => make("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" },
  make("path", { d, fill: "none", style: "stroke:currentColor;stroke-width:1.6" }))
const clamp = (value, low, high) => Math.min(Math.max(value, low), high)
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
const grouped = (value, decimals) => decimals === "%" ? `${(value * 100).toFixed(1)}%`
  : value.toLocaleString("en-GB", { minimumFractionDigits: +decimals, maximumFractionDigits: +decimals }).replace("-", "−")

const called = (code) => {
  const [year, month, day] = code.split("-")
  return day ? `${+day} ${MONTHS[month - 1]} ${year}` : code
}

// What the server sends says of each moment only what is new: write every moment out.
export function takeLayer(data, order) {
  const { id } = data
  if (layers.has(id)) return
  const moments = []
  let before = {}, classes = {}, texts = {}, at = {}, value = {}
  for (const given of data.moments) {
    if (typeof given.classes === "string")
      classes = Object.fromEntries(order.map((iso, place) => [iso, given.classes[place]]).filter(([, letter]) => letter !== "-"))
    else if (given.classes) classes = { ...classes, ...given.classes }
    if (given.classes !== undefined) at = Object.fromEntries(Object.entries(classes).map(([iso, letter]) => [iso, DIGITS.indexOf(letter)]))
    if (given.texts) texts = { ...texts, ...given.texts }
    if (given.values !== undefined)
      value = Object.fromEntries(data.valued.map((iso, place) => [iso, given.values[place]]).filter(([, one]) => one !== null && one !== undefined))
    moments.push(before = { ...before, label: called(given.code), ...given, texts, at, value })
  }
  layers.set(id, { ...data, moments })
  while (layers.size > 24) layers.delete(layers.keys().next().value)
}

// A message of the page: a line that names the region, then its content, packed.
async function unpacked(message) {
  if (!(message instanceof Uint8Array)) return message
  const stream = new Blob([message.subarray(message.indexOf(10) + 1)]).stream()
  return JSON.parse(await new Response(stream.pipeThrough(new DecompressionStream("deflate"))).text())
}

// A layer comes in parts, each of them once.
async function assembled(data) {
  for (const [id, part] of Object.entries(data.parts ?? {})) parts.set(id, part)
  if (layers.has(data.layer)) return true
  const found = data.layer.split(".").map((id) => parts.get(id))
  if (found.includes(undefined)) return false
  const moments = found[0].moments.map((_, at) => Object.assign({}, ...found.map((part) => part.moments[at])))
  const layer = Object.assign({ id: data.layer }, ...found, { moments })
  takeLayer(layer, Object.keys((await read(`${layer.region}.json`)).names).sort())
  return true
}

// One message after the other, as they came. What the browser does not have is asked for.
export function mount(component) {
  const box = component.parentElement.querySelector(".map")
  const next = async () => {
    const data = await unpacked(component.data)
    if (!(await assembled(data))) { component.setTriggerValue("missing", data.layer); return }
    box.getRootNode().adoptedStyleSheets = [await styles]
    if (!drawn.has(box)) drawn.set(box, new View(box))
    await drawn.get(box).show({ ...component, data })
  }
  const turn = (turns.get(box) ?? Promise.resolve()).catch(() => {}).then(next)
  turns.set(box, turn)
  return turn
}

class View {
  constructor(box) {
    this.box = box
    this.uid = ++maps
    this.region = null
    this.k = 1; this.x = 0; this.y = 0
    this.focused = null; this.hovered = null; this.lit = null; this.whole = false
    this.timer = null; this.server = null; this.pending = null; this.telling = null
    this.svg = make("svg", { class: "shapes", role: "group", "aria-roledescription": "map" })
    this.defs = this.svg.appendChild(make("defs"))
    this.world = this.svg.appendChild(make("g"))
    this.frame = this.world.appendChild(make("path", { class: "frame" }))
    this.land = this.world.appendChild(make("g", { class: "land" }))
    this.over = this.world.appendChild(make("g", { class: "over", "aria-hidden": "true" }))
    this.marks = this.svg.appendChild(make("g", { class: "marks" }))
    this.tip = make("div", { class: "tip", hidden: true, "aria-hidden": "true" })
    this.corner = make("div", { class: "corner", hidden: true })
    this.zoomed = make("div", { class: "zoom" },
      this.button(icon("M8 3v10M3 8h10"), "Zoom in", () => this.zoom(1.6, this.centre())),
      this.button(icon("M3 8h10"), "Zoom out", () => this.zoom(1 / 1.6, this.centre())),
      this.button(icon("M8 2a6 6 0 1 0 .01 0zM2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12"), "Whole map", () => this.zoom(0)),
      this.button(icon("M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"), "Full screen", () => this.fullScreen()))
    this.typing = make("input", { type: "search", list: `names${this.uid}`, placeholder: "Find a country", "aria-label": "Country", autocomplete: "off", spellcheck: "false" })
    this.known = make("datalist", { id: `names${this.uid}` })
    this.search = make("label", { class: "find", title: "Find a country" }, icon("M7 2a4.5 4.5 0 1 0 .01 0zM10.5 10l4 4"), this.typing, this.known)
    this.stage = make("div", { class: "stage" }, this.svg, this.corner, this.tip, this.search, this.zoomed)
    this.keys = make("ol", { class: "keys", hidden: true, "aria-label": "Letters on the map" })
    this.legend = make("ul", { class: "legend", "aria-label": "Legend" })
    this.player = this.button("Play", "Play", () => this.play())
    this.slider = make("input", { type: "range", min: 0, step: 1 })
    this.output = make("output")
    this.time = make("div", { class: "time" }, this.player, this.slider, this.output)
    this.strip = make("div", { class: "strip" })
    this.side = make("div", { class: "side" })
    this.live = make("p", { class: "unseen", "aria-live": "polite" })
    this.headline = make("p", { class: "headline" })
    this.grid = make("div", { class: "grid" }, this.stage, make("div", { class: "under" }, this.keys, this.legend), this.time, this.strip, this.side)
    box.replaceChildren(this.headline, this.grid, this.live)
    this.listen()
    new ResizeObserver(() => this.layout()).observe(box)
  }

  button(sign, name, act) {
    const made = make("button", { type: "button", "aria-label": name, title: name }, sign)
    made.addEventListener("click", act)
    return made
  }

  // ---- what the server says

  async show(component) {
    const { data } = component
    this.send = component
    const layer = layers.get(data.layer)
    if (layer.region !== this.region) await this.enter(layer.region, data.key)
    const other = this.layer !== layer
    this.layer = layer
    this.data = data
    if (other) { this.pending = null; this.server = null; clearTimeout(this.telling); this.telling = null; this.stop() }
    if (data.moment !== this.server) {
      this.server = data.moment
      // The answer to a step must not undo the steps that a reader has made since.
      if (this.pending === data.moment) this.pending = null
      else if (this.pending === null && !this.telling && !this.timer)
        this.index = Math.max(0, layer.moments.findIndex(({ code }) => code === data.moment))
    }
    this.box.classList.toggle("slide", Boolean(data.height && !data.list))
    this.box.classList.toggle("framed", Boolean(data.leaves))
    this.box.classList.toggle("with-list", Boolean(data.list && layer.moments[this.index].list))
    this.headline.textContent = data.title
    this.svg.setAttribute("aria-label", data.alt)
    this.time.hidden = !data.steps || layer.moments.length < 2
    this.slider.max = layer.moments.length - 1
    this.slider.setAttribute("aria-label", layer.gauge)
    if (other) this.stepped = false
    this.search.hidden = !data.closed || Boolean(data.height && !data.list)
    if (this.shownPick !== data.picked) this.typing.value = this.names[data.picked] ?? ""
    this.shownPick = data.picked
    this.theme()
    if (other) this.marks.replaceChildren() // where they stand is not known to this layer
    this.paint()
    this.layout()
    this.box.dataset.ready = data.layer
  }

  async enter(region, key) {
    this.key = key
    const shapes = await read(`${region}.json`)
    this.region = region
    this.shapes = shapes
    this.names = shapes.names
    this.fine = false
    this.step = shapes.step
    this.svg.setAttribute("viewBox", `0 0 ${shapes.width} ${shapes.height}`)
    this.frame.setAttribute("d", shapes.outline)
    this.paths = new Map(Object.entries(shapes.shapes).map(([iso, d]) => [iso, make("path", { d, "data-iso": iso, tabindex: -1 })]))
    this.land.replaceChildren(...this.paths.values())
    const kept = places.get(`${key}/${region}`)
    Object.assign(this, kept ?? { k: 1, x: 0, y: 0 })
    this.focused = kept?.focused ?? null
  }

  theme() {
    const page = getComputedStyle(this.box).getPropertyValue("--page").trim()
    const [r, g, b] = page.startsWith("#") ? [1, 3, 5].map((at) => parseInt(page.slice(at, at + 2), 16)) : (page.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number)
    const dark = 0.299 * r + 0.587 * g + 0.114 * b < 128
    this.layer.tones.forEach(([day, night, , dayLines, nightLines], at) => {
      this.box.style.setProperty(`--t${at}`, dark ? night : day)
      this.box.style.setProperty(`--l${at}`, (dark ? nightLines : dayLines) || "var(--hatch)")
    })
    this.box.style.setProperty("--hatch", dark ? "#67727c" : "#9aa4ac")
    const patterns = this.layer.tones.flatMap(([, , hatch], at) => hatch ? [this.pattern(at, hatch)] : [])
    this.defs.replaceChildren(...patterns)
  }

  pattern(at, hatch) {
    const made = make("pattern", { id: `hatch${this.uid}-${at}`, width: 6, height: 6, patternUnits: "userSpaceOnUse" },
      make("rect", { width: 6, height: 6 }), make("rect", { width: HATCH[hatch], height: 6 }))
    made.children[0].style.fill = `var(--t${at})`
    made.children[1].style.fill = `var(--l${at})`
    return made
  }

  fill(at) { return this.layer.tones[at][2] ? `url(#hatch${this.uid}-${at})` : `var(--t${at})` }

  // ---- size, zoom

  layout() {
    if (!this.shapes || !this.box.clientWidth) return
    const aspect = this.shapes.height / this.shapes.width
    const broad = this.box.classList.contains("with-list") && this.box.clientWidth >= 700
    const room = broad ? (this.box.clientWidth - 22) * 2.15 / 3.15 : this.box.clientWidth
    const least = this.data?.leaves ? FRAMED : LEAST
    const most = this.data?.height ? this.data.height - this.below() : clamp(innerHeight - this.above() - this.below(), least, MOST)
    const high = Math.min(room * aspect, most)
    this.stage.style.height = `${high}px`
    this.drawnWidth = Math.min(room, high / aspect)
    this.unit = WIDE / this.drawnWidth // units a pixel
    this.box.dataset.width = Math.round(this.drawnWidth)
    this.move()
    if (this.hovered && !this.tip.hidden) this.placeTip(this.hovered)
  }

  // What stands over the map leaves it the rest of the first screen; a page that was scrolled
  // since then says nothing new.
  above() {
    if (document.fullscreenElement) return 60
    if (this.screen !== innerWidth) { this.screen = innerWidth; this.top = this.stage.getBoundingClientRect().top + scrollY }
    return clamp(this.top, 0, innerHeight / 2)
  }

  below() { return this.legend.offsetHeight + this.time.offsetHeight + (this.data?.height ? 0 : this.data?.leaves ?? BELOW) }

  centre() {
    const point = this.point(this.data.picked ?? this.focused)
    if (!point || this.k === 1 && !this.data.picked) return [WIDE / 2, this.shapes.height / 2]
    return [point[0] * this.k + this.x, point[1] * this.k + this.y]
  }

  move() {
    if (!this.drawnWidth) return // hidden as yet
    const { k } = this, far = WIDE * (1 - k), low = this.shapes.height * (1 - k)
    this.x = clamp(this.x, far, 0); this.y = clamp(this.y, low, 0)
    this.world.setAttribute("transform", `translate(${this.x} ${this.y}) scale(${k})`)
    this.land.setAttribute("transform", `scale(${this.step})`)
    const grown = Math.max(1, this.drawnWidth / BASE)
    for (const mark of this.marks.children) {
      const [px, py] = mark.dataset.of ? this.point(mark.dataset.of) : "far" in mark.dataset ? this.farHeading() : mark.dataset.at.split(",").map(Number)
      mark.setAttribute("transform", `translate(${px * k + this.x} ${py * k + this.y}) scale(${this.unit * (mark.hasAttribute("data-shrinks") ? Math.min(grown, this.drawnWidth / BASE) : grown)})`)
    }
    this.marks.classList.toggle("close", k > 1.9)
    const words = this.worded || k > 1.9, letters = !words && !this.data?.height && !this.data?.leaves
    for (const text of this.marks.querySelectorAll(".label, .letter")) text.style.display = (text.matches(".label") ? words : letters) ? "" : "none"
    this.keys.hidden = !letters || !this.keys.childElementCount
    for (const pattern of this.defs.children) pattern.setAttribute("patternTransform", `rotate(45) scale(${this.unit / k / this.step})`)
    this.svg.classList.toggle("near", k > 1)
    this.zoomed.children[1].disabled = this.zoomed.children[2].disabled = k === 1
    places.set(`${this.key}/${this.region}`, { k, x: this.x, y: this.y, focused: this.focused })
    this.box.dataset.zoom = k.toFixed(2)
    if (k >= FINE_FROM && !this.fine) this.refine()
  }

  async refine() {
    this.fine = true
    const region = this.region
    const fine = await read(`${region}-fine.json`).catch(() => null)
    if (!fine || region !== this.region) return
    this.step = fine.step
    for (const [iso, path] of this.paths) if (fine.shapes[iso]) path.setAttribute("d", fine.shapes[iso]); else path.setAttribute("d", "")
    this.box.dataset.fine = "true"
    this.move()
    this.outlines()
  }

  zoom(factor, at = [WIDE / 2, this.shapes.height / 2]) {
    const k = factor ? clamp(this.k * factor, 1, MOST_ZOOM) : 1
    this.x = at[0] - (at[0] - this.x) * k / this.k
    this.y = at[1] - (at[1] - this.y) * k / this.k
    this.k = k
    this.hideTip()
    this.move()
  }

  toUnits(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse())
    return [point.x, point.y]
  }

  fullScreen() {
    const root = this.box
    if (document.fullscreenElement) document.exitFullscreen()
    else root.requestFullscreen?.()
  }

  // ---- drawing a moment

  get moment() { return this.layer.moments[this.index] }

  paint() {
    const { moment } = this
    for (const [iso, path] of this.paths) {
      const at = moment.at[iso]
      path.style.display = at === undefined ? "none" : ""
      if (at === undefined) continue
      if (path.dataset.class !== String(at) || path.tones !== this.layer) {
        path.dataset.class = at
        path.tones = this.layer
        path.style.fill = this.fill(at)
        path.classList.toggle("hatched", Boolean(this.layer.tones[at][2]))
      }
    }
    this.drawMarks()
    this.label()
    this.outlines()
    this.drawLegend()
    this.drawStrip()
    this.drawList()
    this.corner.textContent = moment.corner
    this.corner.hidden = !moment.corner || !this.stepped
    this.slider.value = this.index
    this.slider.setAttribute("aria-valuetext", moment.label)
    this.output.textContent = moment.label
    this.box.dataset.moment = moment.code
    this.send.moved?.(moment.code)
    this.light()
  }

  drawMarks() {
    const { moment, layer } = this, kept = this.drawnFor
    // A slide is read from afar: its labels are larger (map.css) where a list of what lies beyond leaves room.
    const afar = this.box.classList.contains("slide") && (!moment.far || this.data.height >= 600)
    if (kept && kept.layer === layer && kept.afar === afar && kept.rings === moment.rings && kept.labels === moment.ringLabels && kept.far === moment.far && kept.squares === moment.squares) {
      for (const mark of this.marks.querySelectorAll("[data-square]")) mark.firstChild.style.fill = this.fill(moment.at[mark.dataset.iso])
      return
    }
    this.drawnFor = { layer, afar, rings: moment.rings, labels: moment.ringLabels, far: moment.far, squares: moment.squares }
    const mark = (at, attributes, ...children) => make("g", { [Array.isArray(at) ? "data-at" : "data-of"]: at, ...attributes }, ...children)
    const made = [], apart = afar ? 17 : 14
    this.box.classList.toggle("afar", afar)
    for (const route of layer.routes) for (const town of route.towns)
      made.push(mark(town, {}, make("circle", { class: "town", r: 3 })))
    for (const iso of moment.squares) {
      const side = layer.square, square = make("rect", { x: -side / 2, y: -side / 2, width: side, height: side })
      square.style.fill = this.fill(moment.at[iso])
      made.push(mark(iso, { "data-iso": iso, "data-square": iso, tabindex: -1, "data-shrinks": true }, square))
    }
    for (const [iso, radius] of moment.rings)
      made.push(mark(iso, { "data-iso": iso, "data-ring": iso, tabindex: -1, "data-shrinks": true },
        make("circle", { class: "halo", r: radius }), make("circle", { r: radius }), this.arrow(iso, radius)))
    for (const [style, labels] of [["label", moment.ringLabels], ["letter", moment.ringLetters]])
      for (const [iso, lines, x, y, anchor, leader, start] of labels)
        made.push(mark(iso, { class: style, [`data-${style}`]: iso },
          leader ? make("line", { x1: start[0], y1: start[1], x2: leader[0], y2: leader[1] }) : null,
          ...lines.map((line, at) => make("text", { x, y: y + at * apart, "text-anchor": anchor }, line))))
    const said = new Map(moment.ringLabels)
    this.keys.replaceChildren(...moment.ringLetters.map(([iso, [letter]]) =>
      make("li", { "data-row": iso }, make("b", {}, letter), ` ${said.get(iso)?.join(" ") ?? this.name(iso)}`)))
    if (moment.far) {
      made.push(mark([], { class: "label", "data-far": true }, make("text", { class: "strong" }, moment.far.heading[0])))
    }
    for (const [text, x, y, strong] of layer.names)
      made.push(mark([x, y], {}, make("text", { class: strong ? "name strong" : "name", y: 4 }, text)))
    this.marks.replaceChildren(...made)
    this.move()
  }

  // Whether the map is as large as the labels of its rings were placed for.
  get worded() { return this.drawnWidth >= (this.data?.height || this.data?.leaves ? NARROW : this.layer?.words ?? 0) }

  // Where a country is marked; one outside of the map stands under a heading of its own.
  point(iso) {
    const by = this.moment.far?.by[iso]
    if (!by) return this.shapes.points[iso]
    const [x, y, pixel] = this.farHeading()
    return [x + by[0] * pixel / this.k, y + by[1] * pixel / this.k]
  }

  // Where that heading starts, so that all under it is on the map, and how large a pixel is there.
  farHeading() {
    const { far } = this.moment, size = this.drawnWidth / BASE, pixel = this.unit * (this.worded ? Math.max(1, size) : size)
    const low = Math.max(...Object.values(far.by).map(([, y]) => y)) + 18
    return [far.heading[1], Math.min(far.heading[2], this.shapes.height - low * pixel), pixel]
  }

  // From the ring of a country outside of the map to where it lies.
  arrow(iso, radius) {
    if (!this.shapes.outside.includes(iso)) return null
    const [x, y] = this.shapes.points[iso], turn = Math.atan2(y - this.shapes.height / 2, x - WIDE / 2) * 180 / Math.PI
    const [near, far] = ARROW.map((away) => radius + away), half = (far - near) * 0.8
    const sign = { d: `M${near} ${-half}L${far} 0L${near} ${half}`, transform: `rotate(${turn})` }
    return make("g", {}, make("path", { class: "arrow halo", ...sign }), make("path", { class: "arrow", ...sign }))
  }

  // Each country is reached at its ring, its square or its shape; all say the same.
  label() {
    const { moment } = this
    this.targets = new Map(this.paths)
    for (const [iso, path] of this.paths) if (moment.at[iso] === undefined) this.targets.delete(iso)
    for (const mark of this.marks.querySelectorAll("[data-iso]")) this.targets.set(mark.dataset.iso, mark)
    for (const [iso, path] of this.paths) {
      const shown = this.targets.get(iso) === path
      if (shown) continue
      path.setAttribute("aria-hidden", "true"); path.removeAttribute("role"); path.removeAttribute("aria-label"); path.tabIndex = -1
    }
    for (const [iso, element] of this.targets) {
      element.removeAttribute("aria-hidden")
      const open = this.open(iso)
      element.classList.toggle("pickable", open)
      this.paths.get(iso)?.classList.toggle("pickable", open)
      element.setAttribute("role", open ? "button" : "img")
      element.setAttribute("aria-label", this.told(iso))
      element.tabIndex = -1
    }
    if (!this.targets.has(this.focused)) this.focused = this.targets.has(this.data.picked) ? this.data.picked : this.byWorth()[0]
    if (this.focused) this.targets.get(this.focused).tabIndex = 0
  }

  byWorth() {
    const { moment } = this, ringed = moment.rings.map(([iso]) => iso)
    const all = [...this.targets.keys()]
    return [...ringed, ...all.sort((a, b) => (moment.value[b] ?? -Infinity) - (moment.value[a] ?? -Infinity))]
  }

  name(iso) { return this.moment.list?.beside?.[iso] ?? this.names[iso] ?? iso }
  number(iso) { return this.moment.labels?.[iso] ?? grouped(this.moment.value[iso], this.layer.decimals) }

  said(iso) {
    const { moment, layer } = this
    const ring = moment.rings.find(([code]) => code === iso)
    if (ring && moment.value[iso] === undefined) return ring[2].replace(`${this.name(iso)}: `, "")
    const own = moment.texts[iso] ?? (moment.value[iso] === undefined ? "" : `${this.number(iso)} ${layer.unit}`)
    const text = (layer.shared[moment.at[iso]] ?? "") + own
    return ring ? `${text}. ${ring[2].replace(`${this.name(iso)}: `, "")}` : text
  }

  rank(iso) {
    const values = Object.values(this.moment.value), own = this.moment.value[iso]
    return own === undefined ? "" : `Rank ${1 + values.filter((value) => value > own).length} of ${values.length}`
  }

  told(iso) { return [`${this.name(iso)}: ${this.said(iso)}`, this.rank(iso)].filter(Boolean).join(". ") }

  outlines() {
    const { moment } = this
    const path = (iso, style) => {
      const shape = this.paths.get(iso)
      return shape ? make("path", { d: shape.getAttribute("d"), class: style, "data-outline": iso, transform: `scale(${this.step})` }) : null
    }
    const routes = this.layer.routes.map(({ line }) => make("path", { class: "route", d: `M${line.map((at) => at.join(" ")).join("L")}` }))
    this.over.replaceChildren(...[
      ...moment.outlined.map((iso) => path(iso, "outlined")), ...(this.data.strong ?? moment.strong).map((iso) => path(iso, "strong")),
      this.data.picked ? path(this.data.picked, "picked") : null, ...routes].filter(Boolean))
    for (const mark of this.marks.children) mark.classList.toggle("picked", mark.dataset.iso === this.data.picked)
    this.hot = null
  }

  drawLegend() {
    const { legend, counts } = this.moment
    const words = (at) => counts[at] === null ? legend[at][0] : `${legend[at][0]} (${counts[at]})`
    // What counts nothing now keeps its place, so that nothing moves while the time is stepped.
    const tell = () => [...this.legend.children].forEach((item, at) => {
      item.querySelector("span").textContent = words(at)
      item.style.visibility = legend[at][5] && !counts[at] ? "hidden" : ""
    })
    if (this.legendShown === legend && this.legendLayer === this.layer) return tell()
    this.legendShown = legend; this.legendLayer = this.layer; this.lit = null
    this.legend.replaceChildren(...legend.map(([, tone, ring, outlined, also], at) => {
      const size = ring === null ? [22, 14] : [Math.max(22, ring * 2 + 4), Math.max(14, ring * 2 + 4)]
      const sign = make("svg", { width: size[0], height: size[1], "aria-hidden": "true" }, ring === null
        ? make("rect", { x: 1, y: 1, width: 20, height: 12, class: outlined ? "outlined" : null })
        : make("circle", { cx: size[0] / 2, cy: size[1] / 2, r: ring }))
      if (ring === null) {
        if (tone === null) sign.firstChild.style.fill = "none"
        else if (this.layer.tones[tone][2]) {
          const pattern = this.pattern(tone, this.layer.tones[tone][2])
          pattern.id = `key${this.uid}-${tone}`
          pattern.setAttribute("patternTransform", "rotate(45)")
          sign.prepend(make("defs", {}, pattern))
          sign.lastChild.style.fill = `url(#${pattern.id})`
        } else sign.firstChild.style.fill = `var(--t${tone})`
      }
      if (tone === null || ring !== null) return make("li", {}, make("button", { type: "button", tabindex: -1, disabled: true, style: "opacity:1" }, sign, make("span")))
      const made = make("button", { type: "button", "aria-pressed": "false" }, sign, make("span")), tones = [tone, ...also]
      made.addEventListener("pointerenter", () => this.light(tones))
      made.addEventListener("pointerleave", () => this.light())
      made.addEventListener("focus", () => this.light(tones))
      made.addEventListener("blur", () => this.light())
      made.addEventListener("click", () => {
        const on = made.getAttribute("aria-pressed") === "false"
        this.lit = on ? tones : null
        for (const other of this.legend.querySelectorAll("button[aria-pressed]")) other.setAttribute("aria-pressed", String(other === made && on))
        this.light()
      })
      return make("li", {}, made)
    }))
    tell()
  }

  light(tones = this.lit) {
    const dim = (iso) => tones !== null && !tones.includes(this.moment.at[iso])
    for (const [iso, path] of this.paths) path.classList.toggle("dim", dim(iso))
    for (const mark of this.marks.querySelectorAll("[data-square]")) mark.classList.toggle("dim", dim(mark.dataset.iso))
  }

  drawStrip() {
    const { strip } = this.moment, whole = strip.reduce((sum, [, value]) => sum + value, 0)
    this.strip.hidden = !strip.length || Boolean(this.data.height ?? this.data.leaves)
    this.strip.replaceChildren(...strip.map(([label, value, tone, text]) => {
      const bar = make("i"), part = make("div", {}, bar, make("b", {}, label), make("span", {}, text))
      part.style.setProperty("--share", value / whole)
      bar.style.background = `var(--t${tone})`
      return part
    }))
  }

  rows() {
    const { list, value } = this.moment
    if (list.rows) return { rows: list.rows, all: list.rows.length, heading: list.heading }
    const all = Object.keys(value).map((iso) => [iso, this.name(iso), this.number(iso), value[iso]])
      .sort((a, b) => b[3] - a[3] || (a[1] < b[1] ? -1 : 1))
    if (this.whole || all.length <= list.top) return { rows: all, all: all.length, heading: list.whole }
    const signed = all.some((row) => row[3] < 0)
    const first = signed ? new Set([...all].sort((a, b) => Math.abs(b[3]) - Math.abs(a[3])).slice(0, list.top)) : new Set(all.slice(0, list.top))
    return { rows: all.filter((row) => first.has(row)), all: all.length, heading: list.heading }
  }

  drawList() {
    const { moment } = this
    this.side.hidden = !this.data.list || !moment.list
    if (this.side.hidden) return
    const { rows, all, heading } = this.rows()
    const most = Math.max(...rows.map((row) => Math.abs(row[3] ?? 0)), 1e-9), signed = rows.some((row) => row[3] < 0)
    const focusedRow = this.box.getRootNode().activeElement?.closest?.("li")?.dataset.row
    const list = make("ol", { class: "list", "aria-label": heading }, ...rows.map(([iso, name, label, value], at) => {
      const button = make("button", { type: "button", tabindex: at ? -1 : 0 })
      if (value === null || value === undefined) button.append(make("b", {}, name), make("span", {}, label))
      else {
        const bar = make("i"), length = Math.abs(value) / most
        bar.style.background = moment.at[iso] === undefined ? "var(--line)" : this.fill(moment.at[iso]).startsWith("url") ? `var(--t${moment.at[iso]})` : this.fill(moment.at[iso])
        const words = make("em", {}, label), line = make("span", { class: signed ? "bar signed" : "bar" }, bar, words)
        if (signed) {
          bar.style.width = `${length * 30}%`
          if (value < 0) { bar.style.right = "70%"; words.style.left = "31%" } else { bar.style.left = "30%"; words.style.left = `${31 + length * 30}%` }
        } else bar.style.width = `${length * (moment.list.rows ? 22 : 52)}%`
        button.append(make("span", {}, name), line)
      }
      button.addEventListener("click", () => this.pick(iso))
      button.addEventListener("focus", () => this.hover(iso, null))
      button.addEventListener("blur", () => this.hover(null))
      return make("li", { "data-row": iso, class: value === null || value === undefined ? "text" : null }, button)
    }))
    list.addEventListener("keydown", (event) => this.walkList(event, list))
    const parts = [make("p", { class: "heading" }, heading), list]
    if (!moment.list.rows && all > moment.list.top)
      parts.push(this.button(this.whole ? `Show the first ${moment.list.top}` : `Show all ${all}`, "Length of the list", () => { this.whole = !this.whole; this.drawList() }))
    const { picked } = this.data
    if (picked) parts.unshift(this.card(picked))
    this.side.replaceChildren(...parts)
    for (const row of list.children) row.classList.toggle("picked", row.dataset.row === picked)
    if (focusedRow) list.querySelector(`[data-row="${focusedRow}"] button`)?.focus({ preventScroll: true })
  }

  card(iso) {
    const close = this.button("×", "Let go of this country", () => this.pick(""))
    const parts = [close, make("b", {}, this.name(iso)), make("span", {}, this.targets.has(iso) || this.moment.value[iso] !== undefined ? this.said(iso) : "Not on this map")]
    if (this.rank(iso)) parts.push(make("span", {}, this.rank(iso)))
    const series = this.series(iso, 200)
    if (series) parts.push(series)
    parts.push(make("span", {}, "In full under the map."))
    return make("div", { class: "card" }, ...parts)
  }

  // The country at all moments: a line of its numbers, or a row of its classes.
  series(iso, wide) {
    const { moments } = this.layer
    if (moments.length < 2 || moments.every(({ at }) => at[iso] === undefined)) return null
    const made = make("svg", { width: wide, height: 34, "aria-hidden": "true", class: "series" })
    const across = (at) => 5 + at * (wide - 10) / (moments.length - 1)
    const values = moments.map(({ value }) => value[iso])
    if (values.filter((value) => value !== undefined).length > 1) {
      const known = values.filter((value) => value !== undefined), low = Math.min(0, ...known), high = Math.max(...known, low + 1e-9)
      const down = (value) => 29 - (value - low) / (high - low) * 24
      let run = []
      const lines = []
      values.forEach((value, at) => { if (value === undefined) { lines.push(run); run = [] } else run.push(`${across(at)},${down(value)}`) })
      for (const line of [...lines, run]) if (line.length) made.append(make("polyline", { points: line.join(" "), fill: "none", style: "stroke:var(--ink);stroke-width:1.5" }))
      values.forEach((value, at) => value !== undefined && made.append(make("circle", { cx: across(at), cy: down(value), r: at === this.index ? 4 : 2, style: "fill:var(--ink)" })))
      return made
    }
    if (this.moment.value[iso] !== undefined || moments.length > 200 || new Set(moments.map(({ at }) => at[iso])).size < 2) return null
    moments.forEach(({ at }, place) => {
      const piece = make("rect", { x: across(place) - 2, y: 8, width: (wide - 10) / (moments.length - 1) + 1, height: 14 })
      piece.style.fill = `var(--t${at[iso] ?? 0})`
      made.append(piece)
    })
    made.append(make("rect", { x: across(this.index) - 1.5, y: 3, width: 3, height: 24, style: "fill:var(--ink)" }))
    return made
  }

  // ---- pointing, focus, picking

  hover(iso, event = null) {
    if (iso !== this.hovered) {
      this.hovered = iso
      for (const mark of this.marks.children) mark.classList.toggle("hot", Boolean(iso) && mark.dataset.iso === iso)
      this.hot?.remove()
      this.hot = null
      const shape = iso && this.paths.get(iso)
      if (shape) this.hot = this.over.appendChild(make("path", { d: shape.getAttribute("d"), class: "hot", transform: `scale(${this.step})` }))
      for (const row of this.side.querySelectorAll("[data-row]")) row.classList.toggle("on", row.dataset.row === iso)
      if (iso && this.targets.has(iso)) {
        const parts = [make("b", {}, this.name(iso)), make("span", {}, this.said(iso))]
        if (this.rank(iso)) parts.push(make("span", {}, this.rank(iso)))
        const series = this.series(iso, 150)
        if (series) parts.push(series)
        this.tip.replaceChildren(...parts)
        this.tip.hidden = false
      } else this.hideTip()
    }
    if (iso && !this.tip.hidden) this.placeTip(iso, event)
  }

  placeTip(iso, event) {
    const frame = this.stage.getBoundingClientRect()
    let [x, y] = event ? [event.clientX - frame.left, event.clientY - frame.top] : this.middle(iso)
    const { offsetWidth: wide, offsetHeight: high } = this.tip
    x = x + 14 + wide > frame.width ? x - 14 - wide : x + 14
    y = y + 14 + high > frame.height ? y - 14 - high : y + 14
    this.tip.style.left = `${clamp(x, 0, Math.max(0, frame.width - wide))}px`
    this.tip.style.top = `${clamp(y, 0, Math.max(0, frame.height - high))}px`
  }

  middle(iso) {
    const frame = this.stage.getBoundingClientRect(), [px, py] = this.point(iso)
    const at = new DOMPoint(px * this.k + this.x, py * this.k + this.y).matrixTransform(this.svg.getScreenCTM())
    return [at.x - frame.left, at.y - frame.top]
  }

  hideTip() { this.tip.hidden = true }

  open(iso) { return Boolean(this.data.closed) && !this.data.closed.includes(iso) }

  pick(iso) {
    if (iso && !this.open(iso)) return
    this.send.setTriggerValue?.("picked", iso)
  }

  focus(iso) {
    if (this.focused && this.targets.has(this.focused)) this.targets.get(this.focused).tabIndex = -1
    this.focused = iso
    const target = this.targets.get(iso)
    target.tabIndex = 0
    target.focus({ preventScroll: true })
    this.reveal(iso)
    this.hover(null)
    this.hover(iso)
  }

  reveal(iso) {
    const [px, py] = this.point(iso), { k } = this
    const x = px * k + this.x, y = py * k + this.y
    if (k === 1 || (x > 0 && x < WIDE && y > 0 && y < this.shapes.height)) return
    this.x = WIDE / 2 - px * k; this.y = this.shapes.height / 2 - py * k
    this.move()
  }

  walk(dx, dy) {
    this.typed = ""
    const [fromX, fromY] = this.point(this.focused)
    let best = null, least = Infinity
    for (const iso of this.targets.keys()) {
      if (iso === this.focused || !this.shapes.points[iso] || (this.shapes.outside.includes(iso) && !this.marks.querySelector(`[data-iso="${iso}"]`))) continue
      const [x, y] = this.point(iso), along = (x - fromX) * dx + (y - fromY) * dy, off = Math.abs((x - fromX) * dy) + Math.abs((y - fromY) * dx)
      if (along <= 0 || off > along * 3) continue
      if (along + 2 * off < least) { least = along + 2 * off; best = iso }
    }
    if (best) this.focus(best)
  }

  letter(sign) {
    const now = Date.now()
    this.typed = now - (this.typedAt ?? 0) < 900 ? this.typed + sign : sign
    this.typedAt = now
    const found = [...this.targets.keys()].sort((a, b) => this.name(a) < this.name(b) ? -1 : 1)
    const fitting = found.filter((iso) => bare(this.name(iso)).startsWith(bare(this.typed)))
    if (!fitting.length) return
    const next = this.typed.length === 1 ? fitting[(fitting.indexOf(this.focused) + 1) % fitting.length] : fitting[0]
    this.focus(next)
  }

  // What the browser does not know as a name, the page may know as another spelling.
  find(text) {
    const wanted = bare(text.trim()), { russian } = this.shapes
    const iso = Object.keys(this.names).find((iso) => this.open(iso) && [this.names[iso], russian[iso]].some((name) => bare(name) === wanted))
    if (iso && this.targets.has(iso)) { this.reveal(iso); this.hover(iso) }
    this.typing.setCustomValidity("")
    if (iso || !wanted) this.pick(iso ?? "")
    else if (this.send.setTriggerValue?.("named", text) === false) {
      this.typing.setCustomValidity(`No country is called “${text}”.`)
      this.typing.reportValidity()
    }
  }

  walkList(event, list) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    const rows = [...list.querySelectorAll("button")], at = rows.indexOf(event.target)
    const next = rows[clamp(at + step, 0, rows.length - 1)]
    rows.forEach((row) => { row.tabIndex = row === next ? 0 : -1 })
    next.focus()
    event.preventDefault()
  }

  listen() {
    const isoOf = (event) => event.target.closest?.("[data-iso]")?.dataset.iso ?? null
    const touches = new Map()
    let from = null, moved = false, spread = 0
    this.svg.addEventListener("pointerdown", (event) => {
      touches.set(event.pointerId, event)
      from = { x: event.clientX, y: event.clientY, mapX: this.x, mapY: this.y, iso: isoOf(event) }
      moved = false
      if (touches.size === 2) spread = distance(touches)
    })
    this.svg.addEventListener("pointermove", (event) => {
      if (touches.has(event.pointerId)) touches.set(event.pointerId, event)
      if (touches.size === 2) {
        const now = distance(touches)
        if (spread) this.zoom(now / spread, this.toUnits(middleOf(touches)))
        spread = now; moved = true
        return
      }
      if (!from || !touches.has(event.pointerId)) { if (event.pointerType !== "touch") this.hover(isoOf(event), event); return }
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > DRAG && !moved) {
        moved = true
        if (this.k > 1) { this.svg.setPointerCapture(event.pointerId); this.svg.classList.add("dragged"); this.hover(null) }
      }
      if (moved && this.k > 1) {
        this.x = from.mapX + (event.clientX - from.x) * this.unit
        this.y = from.mapY + (event.clientY - from.y) * this.unit
        this.move()
      }
    })
    const up = (event) => {
      touches.delete(event.pointerId)
      spread = 0
      this.svg.classList.remove("dragged")
      if (from && !moved && event.type === "pointerup") this.tap(from.iso, event)
      if (!touches.size) from = null
    }
    for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, up)
    this.svg.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") this.hover(null) })
    this.svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      this.zoom(event.deltaY < 0 ? 1.25 : 0.8, this.toUnits(event))
    }, { passive: false })
    this.svg.addEventListener("dblclick", (event) => { event.preventDefault(); this.zoom(2, this.toUnits(event)) })
    this.svg.addEventListener("focusin", (event) => {
      const iso = isoOf(event)
      if (iso && event.target.matches(":focus-visible")) { this.focused = iso; this.hover(iso) }
    })
    this.svg.addEventListener("focusout", () => this.hover(null))
    this.svg.addEventListener("keydown", (event) => this.key_(event))
    this.side.addEventListener("pointerover", (event) => { const row = event.target.closest?.("[data-row]"); if (row) this.hover(row.dataset.row) })
    this.side.addEventListener("pointerleave", () => this.hover(null))
    this.typing.addEventListener("focus", () => this.known.replaceChildren(...Object.entries(this.names)
      .filter(([iso]) => this.open(iso)).flatMap(([iso, name]) => [name, this.shapes.russian[iso]])
      .sort().map((value) => make("option", { value }))))
    this.typing.addEventListener("keydown", (event) => {
      event.stopPropagation() // the page has keys of its own
      if (event.key === "Enter" && !event.isComposing) this.find(this.typing.value)
    })
    // A name of the list was taken, or the field emptied with its own button.
    this.typing.addEventListener("input", ({ inputType = "insertReplacementText" }) => {
      if (inputType === "insertReplacementText") this.find(this.typing.value)
    })
    // Keys that turn slides do so here too, and do not move the time with them.
    this.slider.addEventListener("keydown", (event) => {
      const { key, code, keyCode } = event
      if (!this.box.classList.contains("slide") || !["PageUp", "PageDown", "End"].includes(key)) return
      event.preventDefault()
      event.stopPropagation()
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, keyCode, bubbles: true }))
    })
    this.slider.addEventListener("input", () => { this.stop(); this.go(+this.slider.value) })
    document.addEventListener("fullscreenchange", () => setTimeout(() => this.layout(), 60))
  }

  tap(iso, event) {
    if (event.pointerType === "touch" && this.tapped !== iso) { this.tapped = iso; this.hover(iso, event); return }
    this.tapped = null
    if (iso) { this.focused = iso; this.pick(iso) }
  }

  key_(event) {
    if (event.altKey || event.metaKey || event.ctrlKey) return
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    const act = arrow ? () => this.walk(...arrow)
      : { Enter: () => this.pick(this.focused), " ": () => this.pick(this.focused), Escape: () => { this.hover(null); this.zoomed.firstChild.focus() },
        "+": () => this.zoom(1.6, this.centre()), "=": () => this.zoom(1.6, this.centre()), "-": () => this.zoom(1 / 1.6, this.centre()), 0: () => this.zoom(0) }[event.key]
      ?? (/^\p{L}$/u.test(event.key) ? () => this.letter(event.key) : null)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  // ---- time

  go(index) {
    this.stepped = true
    this.index = index
    this.paint()
    this.live.textContent = this.moment.corner || this.moment.label
    clearTimeout(this.telling)
    this.telling = null
    if (!this.timer) this.telling = setTimeout(() => this.tell(), QUIET)
  }

  tell() {
    this.telling = null
    const { code } = this.moment
    if (code === this.server) { this.pending = null; return }
    this.pending = code
    this.send.setStateValue?.("moment", code)
  }

  play() {
    if (this.timer) { this.stop(); this.tell(); return }
    const { moments } = this.layer, last = moments.length - 1
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    const pace = (moments.length > MANY ? PACE.many : PACE.few) * (still ? 2 : 1)
    this.player.textContent = "Pause"; this.player.setAttribute("aria-label", "Pause"); this.player.title = "Pause"
    if (this.index >= last) this.index = -1
    const forward = () => {
      this.go(this.index + 1)
      if (this.index >= last) { this.stop(); this.tell() }
    }
    this.timer = setInterval(forward, pace)
    forward()
  }

  stop() {
    clearInterval(this.timer)
    this.timer = null
    this.player.textContent = "Play"; this.player.setAttribute("aria-label", "Play"); this.player.title = "Play"
  }
}

const distance = (touches) => { const [a, b] = [...touches.values()]; return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) }
const middleOf = (touches) => { const [a, b] = [...touches.values()]; return { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 } }
