"""Components of our own, charts among them: the browser fetches each script once and keeps it.

See dashboard/static/chart/chart.js; `python3 -m dashboard.commands.plotly_bundle` builds what it
draws charts with.
"""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.palette import TONES, tones_in
from dashboard.tables.release import STATIC

# In pixels, or as high as the figure was drawn.
Height = int | Literal["content"]
USUAL_HEIGHT = 450

# Streamlit sends this with each message, so it only fetches what the browser then keeps.
JS = """export default (component) =>
  import(new URL("app/static/SCRIPT", document.baseURI))
    .then((script) => script.mount(component))
    .catch((error) => {
      console.warn(error)
      const box = component.parentElement.querySelector(".BOX")
      if (!box.childElementCount) box.textContent = "This could not be loaded. Reload the page."
    })
"""


@cache
def version(place: Path) -> str:
    """Return a hash of what the browser fetches, so that it keeps no file of another release."""
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def fetched(name: str, script: str, box: str, room: str = "") -> Callable[..., object]:
    """Return a component whose `script`, a file of dashboard/static, fills a box.

    `box` are the classes of the box, its own first; `room` is how high it is while it is empty, as
    what stands under it must not move.
    """
    own = box.split()[0]
    js = JS.replace("SCRIPT", f"{script}?{version(STATIC / script)}").replace("BOX", own)
    # On one line it could be taken for the name of a file.
    css = f".{own}:empty {{\n  min-height: {room};\n}}" if room else None
    return st.components.v2.component(name, html=f'<div class="{box}"></div>', css=css, js=js)


# Plotly is asked for beside the script, which would ask for it only once it runs.
CHART_JS = """
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
    "chart", html='<div class="chart"></div>', js=CHART_JS, isolate_styles=False
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
