"""Controls, and the theme that the reader sees."""

import math
from collections.abc import Callable, Iterable

import streamlit as st

from dashboard.charts.palette import PALETTES, Palette, ThemeName
from dashboard.kit.source_note import plain
from dashboard.map.lettering import width
from dashboard.words.typed_numbers import typed_number

# In pixels: the letters of a choice, as wide as the page's are, and what stands around its words.
LETTERS, AROUND = 11.7, 34


def choices_width(names: Iterable[str], letters: float = LETTERS) -> int:
    """Return how wide choices, or tiles of larger `letters`, are that stand side by side.

    Streamlit loads each kind of control late: a row that knows its widths does not move then.
    """
    return sum(math.ceil(width(name, letters)) + AROUND for name in names)


def theme() -> ThemeName:
    """Return the reader's theme; it is known on the first run."""
    return "dark" if st.context.theme.type == "dark" else "light"


def colors() -> Palette:
    """Return the colours of the reader's theme."""
    return PALETTES[theme()]


def number_text(
    label: str,
    key: str,
    shown: str,
    bounds: tuple[float, float],
    put: Callable[[float], None],
    *,
    whole: bool = False,
) -> None:
    """Show a number as `shown`; `put` takes a new one within `bounds`.

    Streamlit's own field drops what it cannot parse: of "1,7" it keeps 17. Here what is no such
    number stays in the field, with why under it, until it or the value changes.
    """
    refused = f"{key}_refused"
    typed, why, at = st.session_state.get(refused, ("", "", shown))
    if at != shown:
        typed = why = ""
    st.session_state[key] = typed or shown

    def changed() -> None:
        text = st.session_state[key]
        number = typed_number(text, *bounds, whole=whole)
        if isinstance(number, str):
            st.session_state[refused] = (text, number, shown)
        else:
            st.session_state.pop(refused, None)
            put(number)

    st.text_input(
        label,
        key=key,
        max_chars=40,
        label_visibility="collapsed",
        on_change=changed,
    )
    if why:
        st.caption(plain(f"Not taken: {why}."))
