"""The People page as a reader uses it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Theme, idle, open_page, violations, wait_for_query
from tests.browser.maps import the_map

pytestmark = pytest.mark.browser
PARTS = ("when", "who", "why", "routes", "asylum", "article")


def test_parts_by_keyboard_back_and_reset(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/people")
    expect(page.get_by_role("heading", name="45 events, 2022–2026")).to_be_visible()
    who = page.get_by_role("radio", name="Who", exact=True)
    who.focus()
    who.press("Enter")
    wait_for_query(page, {"part": ["who"]})
    expect(page.get_by_role("heading", name=re.compile("^Higher education: 80%"))).to_be_visible()
    page.go_back()
    wait_for_query(page, {})
    page.get_by_role("radio", name="Mobilisation").press("Enter")
    wait_for_query(page, {"kind": ["mobilisation"]})
    expect(page.get_by_role("heading", name="Mobilisation: 2 events, 2022")).to_be_visible()
    page.reload()
    idle(page)
    expect(page.get_by_role("heading", name="Mobilisation: 2 events, 2022")).to_be_visible()
    page.get_by_role("button", name="Reset").click()
    wait_for_query(page, {})


def test_the_routes_lead_to_countries_and_are_drawn_offline(
    page: Page, app_url: str, foreign: list[str]
) -> None:
    open_page(page, f"{app_url}/people?part=routes")
    expect(the_map(page).locator(".over .route")).to_have_count(3)
    expect(page.get_by_text("Month not given; as told to the BBC, June 2023").first).to_be_visible()
    page.get_by_role("link", name="Georgia in full").click()
    expect(page.get_by_role("heading", name=re.compile("^Georgia")).first).to_be_visible()
    wait_for_query(page, {"c": ["GEO"]})
    assert foreign == []


def test_a_bar_picks_its_country(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/people?part=asylum&year=2022")
    bar = page.locator(".st-key-people_rates .point").first
    bar.evaluate("node => node.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    box = bar.bounding_box()
    assert box is not None
    # The chart's own layer for clicks lies over the bar.
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(60):
        if "country" in page.url:
            break
        page.wait_for_timeout(100)
    idle(page)
    assert "country=" in page.url
    expect(
        page.get_by_role("heading", name=re.compile("^United States, 2022: 65.5% of"))
    ).to_be_visible()


@pytest.mark.parametrize(("width", "height", "least"), [(1366, 768, 1 / 2), (390, 844, 1 / 3)])
def test_the_first_screen_is_a_picture(
    page: Page, app_url: str, width: int, height: int, least: float
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for part in PARTS:
        open_page(page, f"{app_url}/people?part={part}")
        drawn_first(page)
        # Between the ranges of the article's figures stands what the article says; the map of the
        # routes is as wide as a phone and whole in view.
        wanted = {"article": 0.23, "routes": 0.28}.get(part, least)
        assert covered(page, height) >= wanted, part


def covered(page: Page, height: int) -> float:
    """Return the part of the window's height in which a chart or a map stands."""
    boxes = [one.bounding_box() for one in page.locator(".chart, .map").all()]
    inside = {
        line
        for box in boxes
        if box is not None and box["height"] > 0
        for line in range(max(round(box["y"]), 0), min(round(box["y"] + box["height"]), height))
    }
    return len(inside) / height


def drawn_first(page: Page) -> None:
    """Wait until the first picture of a part is drawn."""
    expect(page.locator(".chart .main-svg, .map svg").first).to_be_visible()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_can_be_left_from_presenter_mode(page: Page, app_url: str, part: str) -> None:
    open_page(page, f"{app_url}/people?part={part}&present=true")
    drawn_first(page)
    idle(page)
    page.keyboard.press("End")
    wait_for_query(page, {} if part == "when" else {"part": [part]})
    expect(page.get_by_role("radio", name="When", exact=True)).to_be_visible()


def test_a_verdict_opens_its_sources_and_leads_on(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/people?part=article")
    page.locator(".st-key-sources_a09_uk_mod button").press("Enter")
    opened = page.get_by_test_id("stPopoverBody")
    expect(opened).to_contain_text("The update of 7 May 2023 set it as a maximum")
    expect(
        opened.get_by_role("link", name=re.compile("UK Ministry of Defence")).first
    ).to_be_visible()
    opened.get_by_role("link", name="In How many left").click()
    wait_for_query(page, {"a_from": ["a09_uk_mod"]})


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 390)])
def test_every_part_is_accessible_fits_and_asks_no_other_host(
    browser: Browser, app_url: str, theme: Theme, width: int
) -> None:
    context = browser.new_context(
        color_scheme=theme,
        viewport={"width": width, "height": 844},
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for part in PARTS:
        open_page(page, f"{app_url}/people?part={part}")
        assert violations(page) == []
        main = page.get_by_test_id("stMain")
        assert main.evaluate("node => node.scrollWidth <= node.clientWidth"), part
    own = (app_url, app_url.replace("http", "ws", 1), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    context.close()
