"""The one way bars and lines get onto a page: drawn by Plotly, then changed where they stand.

See dashboard/static/chart/chart.js; `python3 -m dashboard.commands.plotly_bundle` builds what it
draws with.
"""

import json
from collections.abc import Callable
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.palette import TONES, tones_in
from dashboard.kit.component import version
from dashboard.tables.release import STATIC

# In pixels, or as high as the figure was drawn.
Height = int | Literal["content"]
USUAL_HEIGHT = 450
# Streamlit sends this with each message, so it only fetches what the browser then keeps. Plotly is
# asked for beside the script, which would ask for it only once it runs.
JS = """
export default async function (component) {
  const { data } = component, box = component.parentElement.querySelector(".chart")
  const place = (name) => new URL(`app/static/chart/${name}?${data.version}`, document.baseURI)
  globalThis.chartPlotly ??= new Promise((done, lost) => {
    const script = document.createElement("script")
    script.src = place("plotly.min.js")
    script.onload = done
    script.onerror = () => { globalThis.chartPlotly = null; lost(new Error(script.src)) }
    document.head.append(script)
  })
  try {
    const [chart] = await Promise.all([import(place("chart.js")), globalThis.chartPlotly])
    return chart.mount(component)
  } catch (error) {
    console.warn(error)
    box.textContent = "The chart could not be loaded. Reload the page; the table holds every value."
    box.dataset.ready = "lost"
  }
}
"""
_chart = st.components.v2.component(
    "chart", html='<div class="chart"></div>', js=JS, isolate_styles=False
)


def plain_chart(
    figure: go.Figure,
    alt: str,
    key: str,
    on_pick: Callable[[str], None] | None = None,
    *,
    height: Height = "content",
) -> None:
    """Draw bars or a line; `on_pick` gets the `customdata` of what the reader clicks or enters."""
    text = figure.to_json()
    drawn = json.loads(text)
    # Nothing is left of it that Plotly would not take for granted.
    drawn["layout"].pop("template", None)
    pixels = drawn["layout"].get("height", USUAL_HEIGHT) if height == "content" else height

    def picked() -> None:
        code = st.session_state[key].get("picked")
        if isinstance(code, str) and on_pick is not None:
            on_pick(code)

    _chart(
        key=key,
        data={
            "figure": drawn,
            "alt": alt,
            "height": pixels,
            "picks": on_pick is not None,
            "tones": {"page": TONES["page"], **tones_in(text)},
            "version": version(STATIC / "chart"),
        },
        on_picked_change=picked,
        # Kept before anything is drawn: what stands under it must not move.
        height=round(pixels),
    )
