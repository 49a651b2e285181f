"""Components of our own: the browser fetches the script of each once, and then keeps it."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard.tables.release import STATIC

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
