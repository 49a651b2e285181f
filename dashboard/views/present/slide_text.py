"""What Streamlit can't do itself: text that grows with the screen, and how high the screen is.

A component of our own: it runs in the page, asks no host for anything, writes text as text, and
touches nothing outside itself.
"""

import math
from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.map.lettering import wrapped

KEY = "stage_head"
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
p.foot { font-size: clamp(14px, min(1.04vw, 1.85vh), 30px); }
ul { padding-left: 1.1em; line-height: 1.35; }
ul { font-size: clamp(16px, min(1.35vw, 2.4vh), 42px); }
ul.alone { font-size: clamp(18px, min(1.75vw, 3.1vh), 54px); }
li { margin-bottom: 0.5em; }
"""
JS = """
export default function ({ data, parentElement, setStateValue }) {
  const made = (tag, style, text) => {
    const element = document.createElement(tag)
    if (style) element.className = style
    element.textContent = text
    return element
  }
  const list = ({ style, lines }) => {
    const element = made("ul", style, "")
    element.append(...lines.map((line) => made("li", "", line)))
    return element
  }
  parentElement.querySelector(".stage").replaceChildren(...data.blocks.map((block) =>
    block.tag === "ul" ? list(block) : made(block.tag, block.style, block.lines[0])))
  if (!data.tells) return
  let wait
  const tell = () => {
    const { least, most, step, height } = data.heights
    const stepped = Math.floor(Math.min(Math.max(window.innerHeight, least), most) / step) * step
    if (stepped !== height) setStateValue("height", window.innerHeight)
  }
  const later = () => { clearTimeout(wait); wait = setTimeout(tell, 200) }
  tell()
  window.addEventListener("resize", later)
  return () => { clearTimeout(wait); window.removeEventListener("resize", later) }
}
"""
_stage = st.components.v2.component("stage", html='<div class="stage"></div>', css=CSS, js=JS)


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


def _learn(blocks: list[dict[str, Any]], lowest: int, height: int) -> None:
    heights = {"least": lowest, "most": MOST, "step": STEP, "height": height}
    data = {"blocks": blocks, "tells": True, "heights": heights}
    _stage(key=KEY, data=data, on_height_change=_nothing)


def points(lines: Sequence[str], *, alone: bool) -> None:
    """Show lines of plain text as a list, larger where no figure stands beside it."""
    style = "alone" if alone else ""
    _stage(key="stage_points", data={"blocks": [_block("ul", lines, style)]})


def foot(line: str) -> None:
    """Show the line under a figure."""
    _stage(key="stage_foot", data={"blocks": [_block("p", [line], "foot")]})


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


def _block(tag: str, lines: Sequence[str], style: str = "") -> dict[str, Any]:
    return {"tag": tag, "style": style, "lines": list(lines)}


def _told() -> int | None:
    told = st.session_state.get(KEY)
    height = told.get("height") if told else None
    return int(height) if isinstance(height, (int, float)) else None


def _nothing() -> None:
    """Let the run that follows a new height draw the page anew."""
