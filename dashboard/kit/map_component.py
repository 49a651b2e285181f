"""The one map on a page: a component of our own that is drawn once and repainted in place.

Two mounts: one brings a layer with all its moments, and stays unsent while the layer stays; the
other says which moment is shown and which country is picked. See dashboard/static/map/map.js.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from dashboard.map.geometry import FOLDER
from dashboard.map.payload import payload
from dashboard.map.spec import Map, Moment, Timeline

# Streamlit sends this with each message, so it only fetches what the browser then keeps.
JS = """
export default function (component) {
  const { data } = component
  const script = new URL(`app/static/map/map.js?${data.version}`, document.baseURI)
  const lost = "The map could not be loaded. Reload the page; the table below holds every value."
  import(script).then((map) => map.mount(component)).catch((error) => {
    console.warn(error)
    const box = component.parentElement.querySelector(".map:not([hidden])")
    if (box && !box.childElementCount) box.textContent = lost
  })
}
"""
# The shapes are asked for beside the script, which would ask for them only once it runs.
LAYER_JS = """
export default function (component) {
  const { data } = component
  const place = (name) => new URL(`app/static/map/${name}?${data.version}`, document.baseURI)
  const files = (globalThis.mapFiles ??= new Map()), shapes = `${data.region}.json`
  if (!files.has(shapes)) {
    const asked = fetch(place(shapes)).then((got) => got.ok ? got.json() : Promise.reject(shapes))
    asked.catch(() => files.delete(shapes))
    files.set(shapes, asked)
  }
  import(place("map.js")).then((map) => map.mount(component)).catch(console.warn)
}
"""
# The room that a map will take, kept until it is drawn: what stands under it must not move.
CSS = """
.map:empty { min-height: clamp(20rem, 58vh, 60rem); }
"""
_map = st.components.v2.component("map", html='<div class="map"></div>', css=CSS, js=JS)
_layer = st.components.v2.component("map_layer", html='<div class="map" hidden></div>', js=LAYER_JS)


@cache
def _version() -> str:
    """Return a hash of what the browser fetches, so that it keeps no file of another release."""
    files = sorted(FOLDER.iterdir())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


@dataclass(frozen=True)
class Shown:
    """What a map shows besides its layer: words, size in pixels (None: by its width), controls.

    `strong` are the countries with a heavy outline, where they are not those of the layer. `leaves`
    are the pixels that stay free under map and legend, where all has to fit the reader's window.
    """

    title: str
    alt: str
    picked: str | None = None
    picks: Collection[str] = ()
    height: int | None = None
    beside: bool = True
    strong: Sequence[str] | None = None
    steps: bool = True
    leaves: int | None = None


def draw_map(
    layer: dict[str, Any],
    moment: str,
    shown: Shown,
    key: str,
    on_pick: Callable[[str | None], None] | None = None,
    on_moment: Callable[[str], None] | None = None,
) -> None:
    """Draw `layer`, as `dashboard.map.payload` gives it, at a moment.

    `on_pick` gets the iso3 code of a country, or None where the reader lets go of it; `on_moment`
    the code that the time control came to rest at.
    """
    version = _version()

    def picked() -> None:
        code = st.session_state[key].get("picked")
        if isinstance(code, str) and on_pick is not None and (not code or code in shown.picks):
            on_pick(code or None)

    def moved() -> None:
        code = st.session_state[key].get("moment")
        known = {one["code"] for one in layer["moments"]}
        if isinstance(code, str) and on_moment is not None and code in known:
            on_moment(code)

    with st.container(gap=None):
        picks = sorted(shown.picks) if on_pick else []
        _layer(key=f"{key}_maps", data={**layer, "picks": picks, "version": version})
        _map(
            key=key,
            data={
                "key": key,
                "version": version,
                "layer": layer["id"],
                "moment": moment,
                "title": shown.title,
                "alt": shown.alt,
                "picked": shown.picked,
                "height": shown.height,
                "leaves": shown.leaves,
                "strong": None if shown.strong is None else sorted(shown.strong),
                "list": shown.beside,
                "steps": shown.steps and on_moment is not None,
            },
            on_picked_change=picked,
            on_moment_change=moved,
        )


def draw_one(spec: Map, shown: Shown, key: str) -> None:
    """Draw a map without a time control; `shown.height` leaves room for its legend."""
    draw_map(payload(Timeline([Moment("", "", spec)])), "", shown, key)
