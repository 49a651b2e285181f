"""A real Chromium: watched and unwatched, its pages, and when they are at rest."""

import base64
import contextlib
import json
import shutil
from collections.abc import Iterator
from typing import Any, Literal

from playwright.sync_api import Browser, Error, Page, ViewportSize, sync_playwright

from tests.bench.bare import Line, bare_chromium

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Scheme = Literal["light", "dark"]
VIEWPORT: ViewportSize = {"width": 1366, "height": 768}
IDLE = (
    '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
    '[data-test-script-state="notRunning"]'
)
# The shapes of a Plotly map, and those of the dashboard's own.
SHAPES = "path.choroplethlocation, svg.shapes .land path"
# Where plotly asks for its base layers, and what it gets: all of them, with nothing in them.
FOREIGN = "https://cdn.plot.ly/"
BASE_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
NO_LAND = json.dumps(
    {
        "type": "Topology",
        "arcs": [],
        "objects": {name: {"type": "GeometryCollection", "geometries": []} for name in BASE_LAYERS},
    }
).encode()
# Longer than a widget's debounce: before it has passed the page looks idle.
SETTLE_MS = 200
WAIT_MS = 60_000


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that this machine has."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_executable(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def unwatched() -> Iterator[Line]:
    """Start the same browser with nothing that slows a page down by listening in."""
    size = f"--window-size={VIEWPORT['width']},{VIEWPORT['height']}"
    with bare_chromium(_executable(), [*FLAGS, size], {FOREIGN: NO_LAND}) as line:
        yield line


def _executable() -> str:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        raise RuntimeError("no Chromium or Chrome on this machine")
    return path


@contextlib.contextmanager
def new_page(browser: Browser, scheme: Scheme = "light") -> Iterator[Page]:
    """Open a page with nothing in its cache.

    The plain apps ask a foreign host for plotly's base layers and draw nothing without an
    answer. They get one here at once, in the same format, whether or not there is a network.
    """
    context = browser.new_context(viewport=VIEWPORT, color_scheme=scheme)
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    body = base64.b64encode(NO_LAND).decode()

    def answer(event: dict[str, Any]) -> None:
        headers = [
            {"name": "Content-Type", "value": "application/json"},
            {"name": "Access-Control-Allow-Origin", "value": "*"},
        ]
        found = {"responseCode": 200, "responseHeaders": headers, "body": body}
        cdp.send("Fetch.fulfillRequest", {"requestId": event["requestId"], **found})

    cdp.on("Fetch.requestPaused", answer)
    cdp.send("Fetch.enable", {"patterns": [{"urlPattern": f"{FOREIGN}*"}]})
    page.set_default_timeout(WAIT_MS)
    try:
        yield page
    finally:
        context.close()


def idle(page: Page) -> None:
    """Wait until the script has run and the page has settled; one without a script only settles."""
    page.wait_for_timeout(SETTLE_MS)
    app = page.get_by_test_id("stApp")
    if app.count():
        try:
            page.locator(IDLE).wait_for(state="attached")
        except Error as error:
            states = [app.get_attribute(f"data-test-{of}-state") for of in ("connection", "script")]
            raise RuntimeError(f"the page does not come to rest: {states}") from error
    page.wait_for_timeout(SETTLE_MS)


def open_map(page: Page, url: str) -> None:
    """Open a page with a map and wait until it is drawn."""
    page.goto(url)
    try:
        page.locator(SHAPES).first.wait_for(state="attached")
    except Error as error:
        raise RuntimeError(f"no map; the page says: {page.inner_text('body')[:500]}") from error
    idle(page)


def open_page(page: Page, url: str) -> None:
    """Open a page of a Streamlit app and wait until its script has run."""
    page.goto(url)
    page.locator(IDLE).wait_for(state="attached")
    idle(page)
