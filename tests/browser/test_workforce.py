"""Workforce in a real browser: links, keyboard, handing over, downloads, axe, a narrow screen."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.link.workforce_view import workforce_query
from tests.browser.conftest import (
    downloaded,
    idle,
    open_action,
    open_page,
    query,
    violations,
    wait_for_parameter,
    wait_for_query,
)
from tests.calculators import STARTS
from tests.workforce import USUAL

pytestmark = pytest.mark.browser

PARTS = ("Table", "Download", "Sources and terms", "Link")
CHART = ".js-plotly-plot"


def headline(page: Page) -> str:
    """Return the three tiles, as they follow from one another."""
    tiles = page.locator(".st-key-workforce_tiles").get_by_test_id("stMetricValue")
    return " ".join(tiles.all_inner_texts())


def test_sliders_move_by_keyboard_and_the_link_restores_them(
    page: Page, app_url: str, foreign: list[str]
) -> None:
    open_page(page, f"{app_url}/workforce")
    assert headline(page) == "Up to 1,300,000 795,600 1.06%"
    for name, value in (
        ("people", "1310000"),
        ("target", "0.016"),
        ("returned", "0.16"),
    ):
        slider = page.locator(f".st-key-w_{name} input[type=range]")
        slider.focus()
        slider.press("ArrowRight")
        wait_for_parameter(page, name, value)
    changed = headline(page)
    assert changed == "1,310,000 792,288 1.05%"
    page.reload()
    idle(page)
    assert headline(page) == changed
    assert foreign == []


def test_back_and_forth_between_share_and_people(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/workforce?from=ranepa_2025")
    page.get_by_role("radio", name="Share → people").click()
    wait_for_parameter(page, "solve", "people")
    assert headline(page) == "1.5% 1,126,500 1,840,686"
    page.get_by_role("button", name="Start from 1,840,686 people instead").click()
    wait_for_parameter(page, "people", "1840686")
    assert headline(page) == "1,840,686 1,126,500 1.50%"
    page.get_by_role("button", name="Reset").click()
    wait_for_parameter(page, "people", None)
    wait_for_query(page, {})


def test_a_scenario_goes_over_and_back_with_nothing_lost(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/scenarios?a_people=700000&a_transit=0.1&base=emp_2023")
    page.get_by_role("link", name="What does it mean for the workforce?").click()
    expected = {
        "from": ["re_russia_2023"],
        "people": ["700000"],
        "transit": ["0.1"],
        "base": ["emp_2023"],
    }
    wait_for_query(page, expected)
    assert headline(page).startswith("700,000 385,560 ")
    page.get_by_role("link", name="Compare with other estimates").click()
    wait_for_parameter(page, "a_people", "700000")
    assert query(page)["a_transit"] == ["0.1"]
    assert query(page)["base"] == ["emp_2023"]


def test_the_full_link_and_the_downloads(page: Page, app_url: str) -> None:
    query = workforce_query(USUAL, STARTS, full=True)
    joined = "&".join(f"{name}={value}" for name, values in query.items() for value in values)
    open_page(page, f"{app_url}/workforce?{joined}")
    assert page.get_by_text("Not used from this link").count() == 0
    open_action(page, "Link", "workforce")
    shown = page.locator(".st-key-workforce_opened code").first.inner_text()
    assert parse_qs(urlsplit(shown).query) == query
    open_action(page, "Download", "workforce")
    for name, ending in (
        ("XLSX with live formulas", ".xlsx"),
        ("verdicts as CSV", ".csv"),
        ("the text", ".txt"),
    ):
        file = downloaded(page.get_by_role("button", name=f"Download {name}"))
        assert file.suggested_filename.endswith(ending)
        assert file.path().stat().st_size > 1500


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_axe_violation_with_every_part_open(browser: Browser, app_url: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    open_page(page, f"{app_url}/workforce?adult=3")
    for part in PARTS:
        open_action(page, part, "workforce")
        assert violations(page) == []
    for picture in ("By people", "Step by step", "What it hangs on", "Grid", "Published shares"):
        page.get_by_role("radio", name=picture).click()
        idle(page)
        expect(page.locator(CHART).first).to_be_visible()
    page.get_by_role("radio", name="Output and money").click()
    idle(page)
    assert violations(page) == []
    context.close()


def test_650_000_is_one_click_and_ones_own_number_is_typed(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/workforce")
    page.get_by_role("radio", name="650,000").click()
    wait_for_query(page, {"from": ["ranepa_2025"]})
    assert headline(page) == "650,000 397,800 0.53%"
    box = page.locator(".st-key-w_people_box input")
    box.fill("640,000")
    box.press("Enter")
    wait_for_parameter(page, "people", "640000")
    assert headline(page).startswith("640,000 ")
    start = page.locator(".st-key-w_from input")
    expect(start).to_have_value(re.compile("^A number of your own: 640,000"))


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768)])
def test_nothing_runs_off_the_side(browser: Browser, app_url: str, width: int, height: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    open_page(page, f"{app_url}/workforce")
    expect(page.locator(CHART).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width > 390:
        for key in ("workforce_tiles", "w_people"):
            box = page.locator(f".st-key-{key}").bounding_box()
            assert box is not None
            assert box["y"] + box["height"] < height
    context.close()
