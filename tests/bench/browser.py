"""A real Chromium: pages, what comes over the wire, and when a map is painted."""

import base64
import contextlib
import shutil
import statistics
from collections.abc import Iterator
from typing import Any, Literal

from playwright.sync_api import Browser, Error, Page, ViewportSize, sync_playwright

from tests.bench.bare import Line, bare_chromium
from tests.bench.servers import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Scheme = Literal["light", "dark"]
VIEWPORT: ViewportSize = {"width": 1366, "height": 768}
IDLE = (
    '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
    '[data-test-script-state="notRunning"]'
)
SHAPES = "path.choroplethlocation"
TOPOJSON = "world_110m.json"
# Where plotly asks for its base layers unless it is told otherwise.
FOREIGN = "https://cdn.plot.ly/"
# Longer than a widget's debounce: before it has passed the page looks idle.
SETTLE_MS = 200
WAIT_MS = 60_000

FIRST_PAINT = """
(() => {
  window.firstMap = null;
  const look = () => {
    const shapes = document.querySelectorAll('path.choroplethlocation');
    for (const shape of shapes) {
      if ((shape.getAttribute('d') || '').length > 10) {
        window.firstMap = performance.now();
        return;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""
WATCH_REPAINT = """
([quiet, limit]) => {
  const fills = () => [...document.querySelectorAll('path.choroplethlocation')]
    .map(shape => shape.getAttribute('fill') + shape.style.fill).join();
  const before = fills();
  let pressed = null, last = before, changed = null;
  addEventListener('keydown', () => { pressed = performance.now(); },
    {capture: true, once: true});
  window.repainted = new Promise((resolve, reject) => {
    const look = () => {
      const now = performance.now(), seen = fills();
      if (seen !== last) { last = seen; changed = now; }
      if (pressed && changed && seen && seen !== before && now - changed > quiet)
        resolve(changed - pressed);
      else if (pressed && now - pressed > limit) reject(new Error('no repaint'));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
"""


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
    with bare_chromium(_executable(), [*FLAGS, size], {FOREIGN: _world()}) as line:
        yield line


def _executable() -> str:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        raise RuntimeError("no Chromium or Chrome on this machine")
    return path


def _world() -> bytes:
    return (ROOT / "dashboard" / "static" / TOPOJSON).read_bytes()


@contextlib.contextmanager
def new_page(browser: Browser, scheme: Scheme = "light") -> Iterator[Page]:
    """Open a page with nothing in its cache.

    The plain app asks a foreign host for plotly's base layers and draws nothing without an
    answer. It gets one here at once, in the same format, whether or not there is a network.
    """
    context = browser.new_context(viewport=VIEWPORT, color_scheme=scheme)
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    body = base64.b64encode(_world()).decode()

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
    """Wait until the script has run and the page has settled."""
    page.wait_for_timeout(SETTLE_MS)
    try:
        page.locator(IDLE).wait_for(state="attached")
    except Error as error:
        app = page.get_by_test_id("stApp")
        states = [app.get_attribute(f"data-test-{of}-state") for of in ("connection", "script")]
        raise RuntimeError(f"the page does not come to rest: {states}") from error
    page.wait_for_timeout(SETTLE_MS)


def open_map(page: Page, url: str) -> None:
    """Open a page with a map and wait until it is drawn."""
    page.goto(url)
    try:
        page.locator(f"{SHAPES}[d]").first.wait_for(state="attached")
    except Error as error:
        raise RuntimeError(f"no map; the page says: {page.inner_text('body')[:500]}") from error
    idle(page)


def first_map_seconds(line: Line, url: str) -> float:
    """Return the time from navigation to the first map, with a cold cache."""
    return line.seconds_until(url, FIRST_PAINT, "window.firstMap") / 1000


def slider(page: Page, key: str) -> None:
    """Put the focus on a slider's thumb."""
    page.locator(f".st-key-{key} input[type=range], .st-key-{key} [role=slider]").first.focus()


def repaint_seconds(page: Page, key: str, arrow: str, quiet_ms: int = 400) -> float:
    """Press an arrow key on a slider; return the time until the map has its new colours."""
    slider(page, key)
    page.evaluate(WATCH_REPAINT, [quiet_ms, WAIT_MS])
    page.keyboard.press(arrow)
    passed = float(page.evaluate("() => window.repainted")) / 1000
    idle(page)
    return passed


def median(values: list[float]) -> float | None:
    """Return the median, or None where nothing was measured."""
    return statistics.median(values) if values else None
