"""What Streamlit can't do itself: text that grows with the screen, and turning by key.

See dashboard/static/stage.js.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from dashboard.kit.address import write_query
from dashboard.kit.component import fetched
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

Query = Mapping[str, str | Sequence[str]]

_stage = fetched("stage", "stage.js", "stage")
_turn = fetched(TURN, "stage.js", "foot")


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
    with st.container(key="stage_room"):
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
        "ways": {
            way: None if query is None else f"?{urlencode(query, doseq=True)}"
            for way, query in ways.items()
        },
    }

    def turned() -> None:
        query = ways.get(str(st.session_state[TURN].get("way")))
        if query is not None:
            write_query(query)

    _turn(key=TURN, data=data, on_way_change=turned)


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
