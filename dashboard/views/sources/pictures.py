"""The two pictures of the Sources page, drawn in the page: what rests on whom, who reports what."""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.kit.component import fetched
from dashboard.kit.source_book import Publisher
from dashboard.views.sources.indicators import Gaps
from dashboard.words.numbers import full
from dashboard.words.source_words import GAP_WORDS, READ_WORDS

# So many publishers have a bar of their own.
MOST_BARS = 14
# Kept before anything is drawn, in pixels: what stands under it must not move.
HEIGHT = 460
OTHERS = "others"

_bars = fetched("resting", "sources.js", "resting box")
GAPS_ROOM = "calc(19 * clamp(17px, 2.5vh, 34px) + 182px)"
_grid = fetched("gaps", "sources.js", "gaps box", GAPS_ROOM)


def draw_resting(publishers: Sequence[Publisher], alt: str, on_pick: Callable[[str], None]) -> None:
    """Draw what rests on each publisher.

    `on_pick` gets the name of a publisher, a key of READ_WORDS, or OTHERS.
    """
    sums = {kind: sum(one.rows[kind] for one in publishers) for kind in READ_WORDS}
    kinds = [kind for kind in READ_WORDS if sums[kind]]
    bars = [
        _bar(one.name, one.name, [one.rows[kind] for kind in kinds])
        for one in publishers[:MOST_BARS]
    ]
    if rest := publishers[MOST_BARS:]:
        parts = [sum(one.rows[kind] for one in rest) for kind in kinds]
        bars.append(_bar(OTHERS, f"{len(rest)} others", parts))
    data = {
        "alt": alt,
        "legend": "How they were read",
        "kinds": [{"code": k, "label": READ_WORDS[k], "text": full(sums[k])} for k in kinds],
        "bars": bars,
    }
    picked = _picked("resting", on_pick)
    _bars(key="resting", data=data, on_picked_change=picked, height=HEIGHT)


def _bar(code: str, name: str, parts: Sequence[int]) -> dict[str, object]:
    return {"code": code, "name": name, "text": full(sum(parts)), "parts": list(parts)}


def draw_gaps(found: Gaps, alt: str, on_pick: Callable[[str], None]) -> None:
    """Draw who reports what, a cell for each pair; `on_pick` gets the code of the indicator."""
    data = {
        "alt": alt,
        "words": GAP_WORDS,
        "hint": "Point at a cell, or walk with the arrow keys; Enter opens the indicator.",
        "countries": found.countries,
        "rows": [
            {"code": one.indicator_id, "label": one.label, "states": states}
            for one, states in found.rows
        ],
    }
    _grid(key="gaps", data=data, on_picked_change=_picked("gaps", on_pick))


def _picked(key: str, on_pick: Callable[[str], None]) -> Callable[[], None]:
    def picked() -> None:
        code = st.session_state[key].get("picked")
        if isinstance(code, str):
            on_pick(code)

    return picked
