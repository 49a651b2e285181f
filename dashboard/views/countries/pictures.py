"""The table of destinations and the pictures of countries: a component of our own."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st

SCRIPT = Path(__file__).parents[2] / "static" / "countries" / "countries.js"
# Streamlit sends this with each message, so it only fetches what the browser then keeps.
JS = """
export default function (component) {
  const place = `app/static/countries/countries.js?${component.data.version}`
  import(new URL(place, document.baseURI)).then((it) => it.mount(component)).catch((error) => {
    console.warn(error)
    const box = component.parentElement.querySelector(".countries")
    if (!box.childElementCount) box.textContent = "This could not be loaded. Reload the page."
  })
}
"""
# The room that the pictures will take, kept until they are drawn.
CSS = ".countries:empty { min-height: 85vh; }"
_pictures = st.components.v2.component(
    "countries", html='<div class="countries"></div>', css=CSS, js=JS
)


@cache
def _version() -> str:
    """Return a hash of what the browser fetches, so that it keeps no file of another release."""
    return hashlib.sha256(SCRIPT.read_bytes()).hexdigest()[:12]


def country_pictures(
    data: Mapping[str, object], key: str, go: Callable[[tuple[str, ...]], None] | None = None
) -> None:
    """Draw the table or the pictures; `go` gets the codes of the countries to show."""

    def picked() -> None:
        codes = st.session_state[key].get("picked")
        if go is not None and isinstance(codes, list):
            go(tuple(str(code) for code in codes))

    _pictures(key=key, data={**data, "version": _version()}, on_picked_change=picked)
