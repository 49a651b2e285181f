"""What Streamlit can't do itself: text that grows with the screen, and turning by key.

Components of our own: they run in the page, ask no host for anything, write text as text, and
touch nothing outside themselves.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from dashboard.kit.address import write_query
from dashboard.map.lettering import wrapped

KEY, TURN = "stage_head", "slide_turn"
# Until the browser has told: the smallest screen that has to do without scrolling.
USUAL_HEIGHT = 768
LEAST, MOST, STEP = 560, 2160, 20
# Letters that a line holds on a screen of 16 to 9, and how high a line is, as a part of it.
LETTERS = {"heading": 165, "subtitle": 165, "foot": 190}
LINES = {"title": 0.055, "heading": 0.03, "subtitle": 0.03, "foot": 0.026}
# A title's letters on a screen of 16 to 10, as parts of its height; the page's margins in pixels;
# and how wide the page's bold letters are, as a part of those that are measured here.
TITLE, WIDE, MARGINS, NARROWER = 0.04, 1.6, 160, 0.75

CSS = """
.stage { font-family: var(--st-font); color: var(--st-text-color); overflow-wrap: anywhere; }
h1, p, ul { margin: 0; }
h1 { font-weight: 700; line-height: 1.2; font-size: clamp(26px, min(2.5vw, 4.4vh), 80px); }
p { line-height: 1.4; font-size: clamp(16px, min(1.2vw, 2.1vh), 36px); }
ul { padding-left: 1.1em; line-height: 1.3; font-size: clamp(20px, min(1.9vw, 3.4vh), 60px); }
li { margin-bottom: 0.6em; }
"""
JS = """
export default function ({ data, parentElement, setStateValue }) {
  const made = (tag, text) => Object.assign(document.createElement(tag), { textContent: text })
  const list = (lines) => {
    const element = made("ul", "")
    element.append(...lines.map((line) => made("li", line)))
    return element
  }
  const stage = parentElement.querySelector(".stage")
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
"""
# The foot keeps its place whatever stands above it; the way on is for the presenter, so it shows
# only where a pointer moves or the keyboard stands.
TURN_CSS = """
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
"""
TURN_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const foot = parentElement.querySelector(".foot")
  const made = (tag, text) => Object.assign(document.createElement(tag), { textContent: text })
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
  const nav = made("nav", "")
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
  return () => {
    clearTimeout(asleep)
    window.removeEventListener("keydown", press)
    window.removeEventListener("pointermove", wake)
  }
}
"""
Query = Mapping[str, str | Sequence[str]]

_stage = st.components.v2.component("stage", html='<div class="stage"></div>', css=CSS, js=JS)
_turn = st.components.v2.component(
    "slide_turn", html='<div class="foot"></div>', css=TURN_CSS, js=TURN_JS
)


@dataclass(frozen=True)
class Turn:
    """Where a slide stands, the queries of the slides around it (None: there is none), and out."""

    line: str
    before: Query | None
    after: Query | None
    leave: Query


def screen_height(lowest: int = LEAST, unknown: int = USUAL_HEIGHT) -> int:
    """Return the height of the reader's window in pixels, in steps so that figures are shared.

    A window below `lowest` counts as that high, one that has not told yet as `unknown`.
    """
    height = _told() or unknown
    return min(max(height, lowest), MOST) // STEP * STEP


def head(title: str, lines: Sequence[str]) -> None:
    """Show a title and the lines under it as plain text, and learn the height of the window."""
    blocks = [_block("h1", [title]), *(_block("p", [line]) for line in lines)]
    _learn(blocks, LEAST, screen_height())


def listen(lowest: int) -> None:
    """Learn the height of the window, down to `lowest` pixels, and show nothing."""
    _learn([], lowest, screen_height(lowest, unknown=lowest))


def _learn(blocks: list[dict[str, object]], lowest: int, height: int) -> None:
    heights = {"least": lowest, "most": MOST, "step": STEP, "height": height}
    _stage(key=KEY, data={"blocks": blocks, "heights": heights}, on_height_change=_nothing)


def points(lines: Sequence[str], room: int) -> None:
    """Show lines of plain text as a list, as large as `room` pixels of height allow."""
    _stage(key="stage_points", data={"blocks": [_block("ul", lines)], "room": room})


def foot(line: str, turn: Turn, *, still: bool = True) -> None:
    """Show the line under a figure, and lead on by key, or by links where a pointer moves.

    `still` is for a slide: the foot keeps its place at the lower edge.
    """
    ways = {"before": turn.before, "after": turn.after, "leave": turn.leave}
    data = {
        "foot": line,
        "line": turn.line,
        "still": still,
        "ways": {way: None if query is None else _href(query) for way, query in ways.items()},
    }

    def turned() -> None:
        query = ways.get(str(st.session_state[TURN].get("way")))
        if query is not None:
            write_query(query)

    _turn(key=TURN, data=data, on_way_change=turned)


def _href(query: Query) -> str:
    return f"?{urlencode(query, doseq=True)}"


def room_for(**texts: str) -> int:
    """Return the pixels that texts take in the reader's window, by the names of LINES."""
    high = screen_height()
    parts = (LINES[name] * _lines(name, text, high) for name, text in texts.items())
    return math.ceil(high * sum(parts))


def _lines(name: str, text: str, high: int) -> int:
    """Return how many lines a text takes in a window; a line of a title is the dearest to err."""
    if name != "title":
        return math.ceil(len(text) / LETTERS[name])
    return len(wrapped(text, TITLE * high * NARROWER, WIDE * high - MARGINS, bold=True))


def _block(tag: str, lines: Sequence[str]) -> dict[str, object]:
    return {"tag": tag, "lines": list(lines)}


def _told() -> int | None:
    told = st.session_state.get(KEY)
    height = told.get("height") if told else None
    return int(height) if isinstance(height, (int, float)) else None


def _nothing() -> None:
    """Let the run that follows a new height draw the page anew."""
