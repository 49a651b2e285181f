"""The one map on a page: a component of our own that is drawn once and repainted in place.

A message holds what is shown and, packed with it, the parts of the layer that this browser has not
been sent yet. See dashboard/static/map/map.js.
"""

import json
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.kit.component import version
from dashboard.map.geometry import FOLDER, geometry
from dashboard.map.payload import Packed, packed
from dashboard.map.spec import Map, Moment, Timeline

# By session: the parts of layers that its browser holds.
HELD = "map_held"


# Streamlit sends this with each message, so it is short and only fetches what the browser then
# keeps. Shapes and styles are asked for beside the script, which would ask only once it runs.
JS = """export default c=>{
const m=c.data,n=new TextDecoder().decode(m.subarray(0,m.indexOf(10)))+".json",
f=globalThis.mapFiles??=new Map(),at=n=>new URL("app/static/map/"+n+"?VERSION",document.baseURI),
get=(n,as)=>f.has(n)||f.set(n,fetch(at(n)).then(a=>a.ok?a[as]():Promise.reject(n)))
get(n,"json");get("map.css","text")
import(at("map.js")).then(m=>m.mount(c)).catch(e=>{console.warn(e)
const b=c.parentElement.querySelector(".map")
if(!b.firstChild)b.textContent="The map could not be loaded. Reload the page; the table below \
holds every value."})}""".replace("VERSION", version(FOLDER))
# The room that a map will take, kept until it is drawn: what stands under it must not move.
CSS = ".map:empty{min-height:min(clamp(20rem,58vh,60rem),56vw)}"
_map = st.components.v2.component("map", html='<div class="map"></div>', css=CSS, js=JS)


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
    leaves: int | None = None


def draw_map(
    layer: Packed,
    moment: str,
    shown: Shown,
    key: str,
    on_pick: Callable[[str], None] | None = None,
    on_moment: Callable[[str], None] | None = None,
) -> None:
    """Draw `layer` at a moment.

    `on_pick` gets the iso3 code of a country, what was typed as its name where the map knows none
    of that name, or nothing where the reader lets go of it; `on_moment` the code that the time
    control came to rest at.
    """

    def picked() -> None:
        code = st.session_state[key].get("picked")
        if isinstance(code, str) and on_pick is not None and (not code or code in shown.picks):
            on_pick(code)

    def moved() -> None:
        code = st.session_state[key].get("moment")
        if isinstance(code, str) and on_moment is not None and code in layer.codes:
            on_moment(code)

    def named() -> None:
        typed = st.session_state[key].get("named")
        if isinstance(typed, str) and on_pick is not None:
            on_pick(typed)

    closed = sorted(geometry(layer.region).names.keys() - set(shown.picks))
    state = {
        "key": key,
        "layer": layer.id,
        "moment": moment,
        "title": shown.title,
        "alt": shown.alt,
        "picked": shown.picked,
        "closed": closed if on_pick else None,
        "height": shown.height,
        "leaves": shown.leaves,
        "strong": None if shown.strong is None else sorted(shown.strong),
        "list": shown.beside,
        "steps": on_moment is not None,
    }
    _map(
        key=key,
        data=_message(layer, state),
        on_picked_change=picked,
        on_moment_change=moved,
        on_named_change=named,
        on_missing_change=lambda: st.session_state.pop(HELD, None),
    )


def _message(layer: Packed, state: Mapping[str, object]) -> bytes:
    """Return a message to the browser: the region in a line, then the content, packed."""
    held: set[str] = st.session_state.setdefault(HELD, set())
    new = [f'"{name}":{part}' for name, part in layer.parts.items() if name not in held]
    held.update(layer.parts)
    told = json.dumps(state, separators=(",", ":"), ensure_ascii=False)
    content = f'{told[:-1]},"parts":{{{",".join(new)}}}}}'
    return layer.region.encode() + b"\n" + zlib.compress(content.encode(), 9)


def draw_one(
    spec: Map, shown: Shown, key: str, on_pick: Callable[[str], None] | None = None
) -> None:
    """Draw a map without a time control; `shown.height` leaves room for its legend."""
    draw_map(packed(Timeline([Moment("", "", spec)])), "", shown, key, on_pick)
