"""A share as slider and number box, with the band of its assumption under the slider."""

from collections.abc import Callable

import streamlit as st

from dashboard.charts.band import draw_band
from dashboard.kit.looks import colors
from dashboard.kit.number_text import number_text
from dashboard.kit.source_note import plain
from dashboard.link.starts import PLACES
from dashboard.tables.rows import Row

# Slider and box side by side.
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
        on_change=lambda: put(round(st.session_state[names[0]], PLACES)),
    )
    low, default, high = (float(row[end]) for end in ("low", "default", "high"))
    strip.image(
        draw_band(low / top, default / top, high / top, colors()),
        width="stretch",
        alt=f"{label}: from {shown(low)} to {shown(high)}",
    )
    with box:
        number_text(
            f"{label}, %",
            names[1],
            f"{round(value * 100, PLACES - 2):.15g}",
            (0.0, 100.0),
            lambda percent: put(round(percent / 100, PLACES)),
        )
