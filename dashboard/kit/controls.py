"""Controls, their words, and the theme that the reader sees."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import streamlit as st

from dashboard.charts.palette import PALETTES, Palette, ThemeName
from dashboard.kit.address import hold
from dashboard.map.lettering import width
from dashboard.words.typed_numbers import typed_number

# In pixels: the letters of a choice, as wide as the page's are, and what stands around its words.
LETTERS, AROUND = 11.7, 34
Shown = TypeVar("Shown", bound=str)
_MARKDOWN = str.maketrans({c: f"\\{c}" for c in r"\`*_{}[]()#+-!|~:$<>"})


def plain(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    return text.translate(_MARKDOWN)


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


def bound(
    widget: Callable[..., object],
    label: str,
    *options: object,
    key: str,
    value: object,
    put: Callable[[Any], object],
    **more: Any,
) -> None:
    """Show a widget of Streamlit set to `value`; `put` gets what the reader sets it to."""
    hold(key, value)
    widget(label, *options, key=key, on_change=lambda: put(st.session_state[key]), **more)


def choose(
    label: str,
    labels: Mapping[Any, str],
    key: str,
    value: object,
    put: Callable[[Any], object],
    widget: Callable[..., object] = st.selectbox,
    **more: Any,
) -> None:
    """Offer what `labels` names, in its order; `put` takes what is chosen."""
    words = labels.__getitem__
    bound(widget, label, list(labels), key=key, value=value, put=put, format_func=words, **more)


def one_of(
    label: str,
    labels: Mapping[Shown, str],
    key: str,
    value: Shown,
    put: Callable[[Shown], object],
    widget: Callable[..., object] = st.segmented_control,
    **more: Any,
) -> None:
    """Offer a few in a row, of which one is always chosen; the label is read out only."""
    width = choices_width(labels.values())
    looks = {"required": True, "label_visibility": "collapsed", "width": width, **more}
    choose(label, labels, key, value, put, widget, **looks)


def icon_button(
    label: str, icon: str, key: str, do: Callable[..., None], *args: object, **look: Any
) -> None:
    """Show a button with an icon, which does `do` with `args`."""
    st.button(label, icon=f":material/{icon}:", key=key, on_click=do, args=args, **look)


def popover(
    label: str, icon: str | None, key: str, draw: Callable[[], object], **look: Any
) -> None:
    """Show a button that opens what `draw` shows, which is made once it is open.

    A control that is mounted later than it was set would not show what it was set to.
    """
    opened = st.popover(label, icon=icon, key=key, on_change="rerun", **look)
    if opened.open:
        with opened:
            draw()


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
