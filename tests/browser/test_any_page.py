"""What holds on every page: it stands still, survives translation, folds, and fits a frame."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import idle, open_page

PAGES = (
    "/?",
    "/?layer=valid_permits",
    "/countries?",
    "/countries?c=CYP",
    "/scenarios?",
    "/workforce?",
    "/people?part=when",
    "/people?part=who",
    "/people?part=article",
    "/people?part=asylum",
    "/sources?",
    "/brief?",
)
# What moved without a reader's doing. The widening of the whole page is Streamlit's own: it learns
# of the wide layout with the first message, when nothing stands on the page yet.
SHIFTS = """() => new Promise(done => {
    const found = []
    new PerformanceObserver(list => {
        for (const {value, hadRecentInput, sources} of list.getEntries()) {
            const nodes = sources.map(({node}) => node?.dataset?.testid ?? node?.nodeName ?? "")
            if (!hadRecentInput && !nodes.every(name => name === "stMainBlockContainer"))
                found.push([value, nodes.join(" ")])
        }
    }).observe({type: "layout-shift", buffered: true})
    requestAnimationFrame(() => requestAnimationFrame(() => done(found)))
})"""
# What Chrome's translation does to a page: each text stands in an element of its own from then on.
TRANSLATE = """main => {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), texts = []
    while (walker.nextNode()) texts.push(walker.currentNode)
    for (const text of texts) {
        if (!text.data.trim() || text.parentElement.closest("svg, style, textarea")) continue
        const outer = document.createElement("font"), inner = document.createElement("font")
        inner.textContent = text.data
        outer.append(inner)
        text.replaceWith(outer)
    }
}"""


def lines(page: Page) -> set[str]:
    text = page.get_by_test_id("stMain").inner_text()
    return {line.strip() for line in text.splitlines() if line.strip()}


def choice(key: str, name: str) -> Callable[[Page], None]:
    return lambda page: page.locator(f".st-key-{key}").get_by_text(name, exact=True).first.click()


def slid(key: str) -> Callable[[Page], None]:
    return lambda page: page.locator(f".st-key-{key} input[type=range]").first.press("ArrowRight")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
@pytest.mark.parametrize("address", [*PAGES, "/countries?c=GEO&c=KAZ&c=DEU&c=TUR"])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, app_url: str, address: str, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    open_page(page, f"{app_url}{address}")
    shifts = page.evaluate(SHIFTS)
    page.close()
    assert sum(value for value, _ in shifts) < 0.05, shifts


@pytest.mark.parametrize(
    ("address", "step"),
    [
        ("/", choice("entry_people", "Rules")),
        ("/?layer=valid_permits", choice("map_measure", "Total")),
        ("/?layer=valid_permits", choice("map_tab", "Asylum")),
        ("/scenarios", slid("a_people")),
        ("/workforce", slid("w_people")),
        ("/people?part=when", choice("people_part", "Who")),
        ("/people?part=asylum", choice("people_part", "When")),
    ],
)
def test_a_translated_page_never_keeps_old_words(
    page: Page, app_url: str, address: str, step: Callable[[Page], None]
) -> None:
    open_page(page, f"{app_url}{address}")
    page.get_by_test_id("stMain").evaluate(TRANSLATE)
    step(page)
    page.wait_for_url(re.compile(r"\?.+|/people$"))
    idle(page)
    address_now = page.url
    shown = lines(page)
    open_page(page, address_now)
    assert shown - lines(page) == set()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_320_pixels_scrolls_in_one_direction(
    browser: Browser, app_url: str, address: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    open_page(page, f"{app_url}{address}")
    beyond = page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth")
    page.close()
    assert beyond <= 0


@pytest.mark.parametrize("height", [900, 400])
@pytest.mark.parametrize("address", [*PAGES, "/people?part=routes"])
def test_a_frame_of_any_page_has_no_controls_and_leads_to_the_whole(
    browser: Browser, app_url: str, address: str, height: int
) -> None:
    page = browser.new_page(viewport={"width": 800, "height": height})
    open_page(page, f"{app_url}{address}&embed=true")
    expect(page.get_by_role("link", name="Open the whole page")).to_be_attached()
    expect(page.get_by_test_id("stTopNav")).to_have_count(0)
    for control in ("stButtonGroup", "stPopover", "stButton"):
        expect(page.get_by_test_id(control)).to_have_count(0)
    page.close()
