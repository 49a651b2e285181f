"""A share as slider and number box, with the band of its assumption under the slider."""

from collections.abc import Callable

import streamlit as st

from dashboard.charts.band import draw_band
from dashboard.links.starts import PLACES
from dashboard.tables.rows import Row
from dashboard.widgets.looks import palette
from dashboard.widgets.source_note import plain

# Slider and box side by side; the box shows seven digits beside its two buttons.
SIDES = [1.5, 1]


def share_slider(
    label: str,
    key: str,
    value: float,
    row: Row,
    shown: Callable[[float], str],
    put: Callable[[float], None],
    *,
    top: float = 1.0,
) -> None:
    """Show a share from 0 to `top` in steps of its assumption `row`; `put` takes the new one.

    `shown` writes a share for the band's text alternative; the box beside it is in percent.
    """
    names = (key, f"{key}_box")
    st.session_state[names[0]] = value
    st.session_state[names[1]] = round(value * 100, PLACES - 2)

    def changed(widget: str, scale: float) -> Callable[[], None]:
        return lambda: put(round(st.session_state[widget] / scale, PLACES))

    slider, box = st.columns(SIDES, vertical_alignment="top", gap="small")
    strip = slider.container(gap="xxsmall")
    strip.slider(
        label,
        0.0,
        top,
        step=float(row["step"]),
        format="percent",
        key=names[0],
        help=plain(row["help"]),
        on_change=changed(names[0], 1),
    )
    low, default, high = (float(row[end]) for end in ("low", "default", "high"))
    strip.image(
        draw_band(low / top, default / top, high / top, palette()),
        width="stretch",
        alt=f"{label}: from {shown(low)} to {shown(high)}",
    )
    box.number_input(
        f"{label}, %",
        0.0,
        100.0,
        step=float(row["step"]) * 100,
        format="%g",
        key=names[1],
        on_change=changed(names[1], 100),
    )
