"""A real server and a real browser. Without a browser these tests skip; REQUIRE_BROWSER=1 fails."""

import contextlib
import os
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Download, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.serving import served

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
IDLE = (
    '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
    '[data-test-script-state="notRunning"]'
)
# A rerun starts only after the widget's debounce; before that the page looks idle.
DEBOUNCE_MS = 155
STANDS_STILL = """button => new Promise(done => {
    let place = "", since = 0;
    const look = now => {
        const box = JSON.stringify(button.getBoundingClientRect());
        if (box !== place) [place, since] = [box, now];
        if (now - since > 300) done();
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})"""
CLICKS = """button => {
    const heard = {clicks: 0, said: []};
    document.addEventListener("click", ({target}) => heard.clicks += button.contains(target), true);
    new MutationObserver(() => {
        for (const alert of document.querySelectorAll('[data-testid="stDownloadButtonError"]'))
            if (!heard.said.includes(alert.innerText)) heard.said.push(alert.innerText);
    }).observe(document, {subtree: true, childList: true});
    return heard;
}"""
# A component is on the page before what it holds is.
FILLED = """() => [...document.querySelectorAll('[data-testid^="stBidiComponent"]')]
    .every(host => (host.shadowRoot ?? host).querySelector('[class], img'))"""
FAULT = re.compile(r"(Uncaught )?(Type|Reference|Range|Syntax)Error")
Theme = Literal["light", "dark"]

# Machines that run the tests are slow and busy; a test that passes does not wait.
expect.set_options(timeout=30_000)


def chromium() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if chromium() is not None:
        return
    if os.environ.get("REQUIRE_BROWSER") == "1":
        raise pytest.UsageError("REQUIRE_BROWSER=1, but no Chromium or Chrome was found")
    skip = pytest.mark.skip(reason="no Chromium or Chrome on this machine")
    for item in items:
        if "browser" in Path(item.path).parent.name:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": chromium(),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """The address of the app, served as the README says, without a trailing slash."""
    with served() as server:
        yield server.url


@pytest.fixture
def foreign(context: BrowserContext, app_url: str) -> Iterator[list[str]]:
    """Requests to any other host and errors on the console; a test fails where there is one."""
    found: list[str] = []
    own = (app_url, app_url.replace("http", "ws", 1), "data:", "blob:")

    def watch(page: Page) -> None:
        page.on("request", lambda r: None if r.url.startswith(own) else found.append(r.url))
        page.on("console", lambda m: found.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: found.append(str(error)))

    context.on("page", watch)
    yield found
    assert found == []


@pytest.fixture(autouse=True)
def faults(context: BrowserContext) -> Iterator[list[str]]:
    """Errors that the scripts of a page ran into; a test fails where there is one."""
    found: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda m: found.append(m.text) if FAULT.match(m.text) else None)
        page.on("pageerror", lambda error: found.append(str(error)))

    context.on("page", watch)
    yield found
    assert found == []


@contextlib.contextmanager
def another_site(folder: Path, address: str) -> Iterator[str]:
    """Serve a page with `address` in an iframe; `localhost` is another site than 127.0.0.1."""
    frame = f'<iframe src="{address}" width="1200" height="760"></iframe>'
    (folder / "index.html").write_text(frame, encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://localhost:{site.server_port}/"
        site.shutdown()


def idle(page: Page) -> None:
    """Wait until the app has run and the page shows the result."""
    page.wait_for_timeout(DEBOUNCE_MS)
    settled(page)


def open_page(page: Page, url: str) -> None:
    """Open an address and wait until the page is drawn."""
    page.goto(url)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the script has run and no chart or map is left that has yet to be drawn."""
    # A page that has connected and not yet asked for its first run looks idle.
    first = page.get_by_test_id("stMain").get_by_test_id("stElementContainer").first
    expect(first).to_be_attached(timeout=60_000)
    expect(page.locator(IDLE)).to_be_attached(timeout=30_000)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=30_000)
    page.wait_for_function(FILLED)
    kinds = (".map:not([hidden])", ".chart", ".countries")
    waits = ", ".join(f"{kind}:not([data-ready])" for kind in kinds)
    expect(page.locator(waits)).to_have_count(0, timeout=30_000)


def open_action(page: Page, name: str, place: str = "map") -> None:
    """Open what the row of actions at a figure names."""
    page.locator(f".st-key-{place}_open").get_by_text(name, exact=True).click()
    idle(page)


def open_layer(page: Page, tab: str, chip: str | None = None) -> None:
    """Open a group of the Map's layers, and one of its layers."""
    page.locator(".st-key-map_tab").get_by_text(tab, exact=True).click()
    idle(page)
    if chip is not None:
        page.locator(".st-key-map_layer").get_by_text(chip, exact=True).click()
        idle(page)


def query(page: Page) -> dict[str, list[str]]:
    """The parameters of the address bar."""
    return parse_qs(urlsplit(page.url).query)


def wait_for_query(page: Page, expected: dict[str, list[str]]) -> None:
    """Wait until the address bar holds exactly `expected` and the page shows it."""
    page.wait_for_url(
        lambda url: parse_qs(urlsplit(url).query) == expected, wait_until="commit", timeout=30_000
    )
    idle(page)


def wait_for_parameter(page: Page, name: str, value: str | None) -> None:
    """Wait until one parameter of the address bar is `value`, or gone where that is None."""
    wanted = None if value is None else [value]
    page.wait_for_url(
        lambda url: parse_qs(urlsplit(url).query).get(name) == wanted,
        wait_until="commit",
        timeout=30_000,
    )
    idle(page)


def violations(page: Page, without: str | None = None) -> list[tuple[str, list[str]]]:
    """What axe finds on the page as it stands, by all its rules but `without`: rule and places."""
    # Told to report violations alone, axe does not carry over what each rule let pass.
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if without is not None:
        options["rules"] = {without: {"enabled": False}}
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], [place["html"][:160] for place in rule["nodes"]]) for rule in found]


def downloaded(button: Locator) -> Download:
    """Click a button for a file and return the file; where none comes, say what the page says.

    A figure that is drawn late moves the page: a click that it parts from its button is made again.
    """
    button.evaluate(STANDS_STILL)
    heard = button.evaluate_handle(CLICKS)
    try:
        with button.page.expect_download() as started:
            for _ in range(5):
                button.click()
                if heard.evaluate("heard => heard.clicks"):
                    break
    except PlaywrightTimeout as error:
        error.add_note(f"what the button heard, and the page said: {heard.json_value()}")
        raise
    return started.value


def choose(page: Page, box: Locator, text: str) -> None:
    """Choose the first option of a select box that matches `text`.

    A page that is still being drawn may close the list again: it is opened until it stays.
    """
    option = page.get_by_role("option").first

    def opened() -> bool:
        box.click()
        box.fill(text)
        with contextlib.suppress(PlaywrightTimeout):
            option.wait_for(timeout=3_000)
            option.click(timeout=3_000)
            return True
        page.keyboard.press("Escape")
        return False

    assert any(opened() for _ in range(5)), f"no option {text!r} to choose"
    idle(page)
