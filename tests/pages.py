"""The pages of the app, run without a browser, and what a reader must never see on them."""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from dashboard.kit.address import PAGE_FILES

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "dashboard" / "app.py"
# Every page of the app, so that a new one is tried without being listed here.
PAGE_NAMES = tuple(PAGE_FILES)
FAILED = "This page could not be drawn"
BROKEN = "The data of this page are broken"
# Elements that show text as it is; everything else may render Markdown.
LITERAL = frozenset({"text", "code"})


def opened(page_name: str) -> AppTest:
    """Return the app with a page chosen, to be run."""
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    return app.switch_page(PAGE_FILES[page_name])


def follow(app: AppTest, query: Mapping[str, Sequence[str]]) -> AppTest:
    """Run the page that is open with another query."""
    app.query_params.clear()
    for name, values in query.items():
        app.query_params[name] = list(values)
    return app.run()


def page_of(page_name: str, query: Mapping[str, str | Sequence[str]] | None = None) -> AppTest:
    """Return a page as a link opens it, run without an exception."""
    app = opened(page_name)
    values = {n: [v] if isinstance(v, str) else list(v) for n, v in (query or {}).items()}
    follow(app, values)
    assert not app.exception
    return app


def messages(app: AppTest) -> list[dict[str, Any]]:
    """Return what the components of the page were sent."""
    return [_message(one.proto.bytes or one.proto.json) for one in app.get("bidi_component")]


def _message(content: bytes | str) -> dict[str, Any]:
    if isinstance(content, str):
        return dict(json.loads(content))
    head, packed = content.split(b"\n", 1)
    # A map's message is packed in whole; that of the decisions begins with what is shown of them.
    return dict(json.loads(head if head.startswith(b"{") else zlib.decompress(packed)))


def the_map(app: AppTest) -> dict[str, Any]:
    """Return the map's layer, as the component puts it together, with what of it is shown."""
    if "map_held" in app.session_state:
        # As a browser asks that has lost what it was sent before.
        del app.session_state["map_held"]
        app.run()
    shown = next(one for one in messages(app) if "layer" in one)
    found = [shown["parts"][name] for name in shown["layer"].split(".")]
    layer = {name: value for part in found for name, value in part.items()}
    joined = zip(*(part["moments"] for part in found), strict=True)
    moments = [{name: value for part in each for name, value in part.items()} for each in joined]
    return {**layer, **shown, "moments": moments}


def wrong(app: AppTest) -> str | None:
    """Return what a page says that it never should: an exception or an error card."""
    if app.exception:
        return f"exception: {app.exception[0].value}"
    titles = {str(title.value) for title in app.subheader}
    return next((title for title in (FAILED, BROKEN) if title in titles), None)


def charts(app: AppTest) -> list[dict[str, Any]]:
    """Return what each chart of a page was given: its figure, its alt text, its colours."""
    return [one for one in messages(app) if "figure" in one]


def refused(app: AppTest) -> str | None:
    """Return the line that says what of the address was not accepted."""
    lines = (str(text.value) for text in app.text)
    return next((line for line in lines if line.startswith("Not used from this link")), None)


def rendered(app: AppTest) -> Iterator[str]:
    """Yield every text that a browser would read as Markdown, labels included."""
    for element in (*app.main, *app.sidebar):
        if element.type in LITERAL:
            continue
        for name in ("body", "label", "help", "placeholder"):
            text = getattr(element.proto, name, "")
            if isinstance(text, str):
                yield text


def foot_of(app: AppTest) -> dict[str, Any]:
    """Return what the foot of a slide was sent: its line, where it stands, the ways on and out."""
    (found,) = [one for one in messages(app) if "ways" in one]
    return found


def turn(app: AppTest, way: str) -> None:
    """Follow a way that the foot of a slide offers, as its link and its key do."""
    href = foot_of(app)["ways"][way]
    app.query_params.clear()
    for name, values in parse_qs(href.removeprefix("?")).items():
        app.query_params[name] = values
    app.run()
    assert not app.exception
