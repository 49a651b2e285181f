"""Presenter mode in a real browser: nothing scrolls, keys turn the slides, embedded and accessible."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import idle, open_page, wait_for_parameter, wait_for_query

SIZES: tuple[ViewportSize, ...] = (
    {"width": 1366, "height": 768},
    {"width": 1920, "height": 1080},
)
SLIDES = (
    "?present=true",
    "?present=true&layer=entry_rules&since_date=2022-02-10",
    "countries?present=true&c=DEU&c=ESP&c=FIN&c=SRB",
    "scenarios?present=true",
    "workforce?present=true",
    "people?present=true",
    "sources?present=true&indicator=valid_permits",
)
# Beyond a pixel: the parts of the page that scroll, and texts that are cut off.
OVERFLOW = """() => [document.documentElement, ...document.querySelectorAll("*")]
    .filter((e) => /auto|scroll/.test(getComputedStyle(e).overflowY)
        && e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 0)
    .map((e) => `${e.dataset.testid || e.className}: ${e.scrollHeight} > ${e.clientHeight}`)"""
HIGH = """() => document.querySelector(".js-plotly-plot")?.clientHeight"""


def slide(page: Page, url: str) -> None:
    """Open a slide and wait until it is drawn for the size of the window."""
    open_page(page, url)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    idle(page)


def test_slides_fit_the_screen_without_scrolling(page: Page, app_url: str) -> None:
    heights = []
    for size in SIZES:
        page.set_viewport_size(size)
        for link in SLIDES:
            slide(page, f"{app_url}/{link}")
            expect(page.get_by_role("button", name="Leave presenter mode")).to_be_in_viewport()
            assert page.evaluate(OVERFLOW) == [], (link, size)
            expect(page.get_by_text("Data release 2026.11")).to_be_in_viewport(ratio=1)
        slide(page, f"{app_url}/workforce?present=true")
        heights.append(page.evaluate(HIGH))
    # On the larger screen the figure is larger too.
    assert heights[0] > 400
    assert heights[1] > heights[0] + 200


def test_keys_turn_the_slides_and_lead_out(page: Page, app_url: str, foreign: list[str]) -> None:
    open_page(page, app_url)
    page.get_by_role("button", name="Present", exact=True).click()
    wait_for_query(page, {"present": ["true"]})
    expect(page.get_by_text("Year 2023, 6 of 7")).to_be_visible()
    expect(page.get_by_role("link", name="Workforce")).to_have_count(0)
    page.keyboard.press("PageDown")
    wait_for_parameter(page, "year", "2024")
    expect(page.get_by_text("Year 2024, 7 of 7")).to_be_visible()
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    wait_for_parameter(page, "year", None)
    page.keyboard.press("PageUp")
    wait_for_parameter(page, "year", "2022")
    # What a lost connection or a reload comes back to.
    page.reload()
    expect(page.get_by_text("Year 2022, 5 of 7")).to_be_visible(timeout=30_000)
    idle(page)
    page.keyboard.press("End")
    wait_for_query(page, {"year": ["2022"]})
    expect(page.get_by_role("link", name="Workforce").first).to_be_visible()


def test_a_slide_works_inside_another_page(page: Page, app_url: str, foreign: list[str]) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.route(
        f"{app_url}/host.html",
        lambda route: route.fulfill(
            content_type="text/html",
            body='<!doctype html><title>Host</title><link rel="icon" href="data:,">'
            '<body style="margin:0"><iframe title="Slide" style="border:0;width:100%;height:720px"'
            ' src="/scenarios?present=true&embed=true"></iframe>',
        ),
    )
    page.goto(f"{app_url}/host.html")
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("heading", level=1)).to_contain_text("Counts of people who left")
    expect(inside.get_by_text("Result: people still abroad, 1 of 4")).to_be_visible()
    frame = page.frames[1]
    page.wait_for_timeout(1500)
    assert frame.evaluate(OVERFLOW) == []
    inside.get_by_role("button", name="Next").click()
    expect(inside.get_by_text("Result: per 1,000 residents, 2 of 4")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_slides_are_accessible(
    browser: Browser, app_url: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport=SIZES[0])
    page = context.new_page()
    found = []
    for link in SLIDES:
        slide(page, f"{app_url}/{link}")
        results = Axe().run(page)
        found += [(link, v["id"], v["nodes"][0]["html"]) for v in results.response["violations"]]
    context.close()
    assert found == []
