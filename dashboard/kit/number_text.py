"""A number as text, read as a person means it, or refused in words.

Streamlit's own field drops what it cannot parse: of "1,7" it keeps 17.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.kit.source_note import plain
from dashboard.words.typed_numbers import typed_number


def number_text(
    label: str,
    key: str,
    shown: str,
    bounds: tuple[float, float],
    put: Callable[[float], None],
    *,
    whole: bool = False,
    collapsed: bool = False,
) -> None:
    """Show a number as `shown`; `put` takes a new one within `bounds`.

    What is no such number stays in the field, with why under it, until it or the value changes.
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
        label_visibility="collapsed" if collapsed else "visible",
        on_change=changed,
    )
    if why:
        st.caption(plain(f"Not taken: {why}."))
