"""How many left in a real browser: links, keyboard, locks, buttons, axe, a narrow screen."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.link.scenario_view import scenario_query
from dashboard.models.inputs import INPUTS
from tests.browser.conftest import (
    choose,
    downloaded,
    idle,
    open_action,
    open_page,
    violations,
    wait_for_parameter,
    wait_for_query,
)
from tests.calculators import ALL_ON, STARTS

pytestmark = pytest.mark.browser

PARTS = ("Table", "Download", "Sources and terms", "Link")
CHART = ".js-plotly-plot"


def answer(page: Page, letter: str = "a") -> str:
    """Return what a scenario comes to."""
    return tile(page, letter).get_by_test_id("stMetricValue").inner_text()


def tile(page: Page, letter: str) -> Locator:
    tiles = page.locator(".st-key-scenario_results").get_by_test_id("stMetric")
    return tiles.filter(has_text=f"{letter.upper()}:")


def test_every_slider_moves_by_keyboard_and_is_in_the_link(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/scenarios")
    for name, value in (
        ("people", "830000"),
        ("transit", "0.01"),
        ("returned", "0.16"),
        ("adult", "0.91"),
        ("activity", "0.81"),
        ("remote", "0.01"),
    ):
        slider = page.locator(f".st-key-a_{name} input[type=range]")
        slider.focus()
        slider.press("ArrowRight")
        wait_for_parameter(page, f"a_{name}", value)
    changed = answer(page)
    assert changed == "690,228"
    page.reload()
    idle(page)
    assert answer(page) == changed


def test_a_number_box_takes_a_typed_number(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/scenarios")
    for name, typed, value in (("people", "650000", "650000"), ("returned", "12.5", "0.125")):
        box = page.locator(f".st-key-a_{name}_box input")
        box.fill(typed)
        box.press("Enter")
        wait_for_parameter(page, f"a_{name}", value)
    assert answer(page) == "568,750"


def test_a_start_brings_its_number_and_locks(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/scenarios")
    choose(page, page.locator(".st-key-a_from input"), "The Bell, July 2024")
    wait_for_parameter(page, "a_from", "the_bell_2024")
    assert answer(page) == "666,000"
    expect(page.get_by_text("Locked: already off this start").first).to_be_visible()
    assert page.locator(".st-key-a_returned").count() == 0


def test_add_copy_swap_remove_and_reset(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/scenarios?a_people=500000")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Add a scenario").click()
    wait_for_parameter(page, "b_from", "the_bell_2024")
    assert (answer(page), answer(page, "b")) == ("425,000", "666,000")
    for name, (a, b) in (
        ("Swap A and B", ("666,000", "425,000")),
        ("Copy A to B", ("666,000", "666,000")),
    ):
        button = page.get_by_role("button", name=name)
        if not button.is_visible():
            page.get_by_role("button", name="Compare").click()
        button.click()
        expect(tile(page, "a").get_by_test_id("stMetricValue")).to_have_text(a)
        expect(tile(page, "b").get_by_test_id("stMetricValue")).to_have_text(b)
        idle(page)
    if not page.get_by_role("button", name="Remove B").is_visible():
        page.get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Remove B").click()
    wait_for_parameter(page, "b_from", None)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Reset").click()
    wait_for_parameter(page, "a_from", None)
    wait_for_query(page, {})


def test_the_full_link_restores_the_view(page: Page, app_url: str) -> None:
    query = scenario_query(ALL_ON, STARTS, full=True)
    joined = "&".join(f"{name}={value}" for name, values in query.items() for value in values)
    open_page(page, f"{app_url}/scenarios?{joined}")
    assert [answer(page, letter) for letter in "abc"] == ["697,000", "666,000", "1,105,000"]
    assert page.get_by_text("Not used from this link").count() == 0
    open_action(page, "Link", "scenario")
    shown = page.locator(".st-key-scenario_opened code").first.inner_text()
    assert parse_qs(urlsplit(shown).query) == query


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_axe_violation_with_every_part_open(browser: Browser, app_url: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    open_page(page, f"{app_url}/scenarios?b_from=the_bell_2024&show=left&show=crossings&a_adult=3")
    for part in PARTS:
        open_action(page, part, "scenario")
        assert violations(page) == []
    for picture in ("Step by step", "What it hangs on", "Difference", "Host countries"):
        page.get_by_role("radio", name=picture).click()
        idle(page)
        expect(page.locator(CHART).first).to_be_visible()
    assert violations(page) == []
    context.close()


def test_the_chart_stays_where_it_is_when_b_comes(page: Page, app_url: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page(page, f"{app_url}/scenarios")
    chart = page.locator(CHART)
    before = chart.bounding_box()
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Add a scenario").click()
    wait_for_parameter(page, "b_from", "the_bell_2024")
    expect(tile(page, "b")).to_be_visible()
    idle(page)
    after = chart.bounding_box()
    assert before is not None
    assert after is not None
    assert (after["x"], after["y"], after["width"]) == (before["x"], before["y"], before["width"])
    expect(chart.locator(".ytick").get_by_text("The Bell, July 2024")).to_have_text(
        re.compile("^B")
    )


def test_a_popover_shows_what_the_page_shows(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/scenarios?result=share&base=emp_2023&since=2024")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("radio", name="Share of the base")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    idle(page)
    page.get_by_role("radio", name="Step by step").click()
    wait_for_parameter(page, "view", "steps")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("radio", name="Share of the base")).to_be_checked()
    page.get_by_role("radio", name="Workers who left").click()
    wait_for_parameter(page, "result", "workers")


@pytest.mark.parametrize(
    ("width", "height", "part"), [(390, 844, 1 / 3), (1366, 768, 0.5), (1920, 1080, 0.5)]
)
def test_the_first_screen_is_a_picture(
    browser: Browser, app_url: str, width: int, height: int, part: float
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    for path in ("scenarios", "scenarios?b_from=the_bell_2024&c_from=uk_mod_2023", "workforce"):
        open_page(page, f"{app_url}/{path}")
        chart = page.locator(CHART).first
        expect(chart).to_be_visible()
        box = chart.bounding_box()
        assert box is not None
        assert min(box["y"] + box["height"], height) - box["y"] >= part * height, path
    context.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768), (1920, 1080)])
def test_nothing_runs_off_the_side(browser: Browser, app_url: str, width: int, height: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    open_page(page, f"{app_url}/scenarios")
    expect(page.locator(CHART).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width > 390:
        number = tile(page, "a").bounding_box()
        assert number is not None
        assert number["y"] + number["height"] < height
    context.close()


def test_it_asks_no_other_host(page: Page, app_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, f"{app_url}/scenarios")
    expect(page.locator(CHART).first).to_be_visible()
    own = (app_url, "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []


def test_the_workbook_and_the_csv_come_down(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/scenarios")
    open_action(page, "Download", "scenario")
    for name, ending in (("Download XLSX", ".xlsx"), ("Download estimates as CSV", ".csv")):
        file = downloaded(page.get_by_role("button", name=name))
        assert file.suggested_filename.endswith(ending)
        assert file.path().stat().st_size > 3000


def test_every_input_has_a_name(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/scenarios")
    for name in INPUTS:
        slider = page.locator(f".st-key-a_{name} input[type=range]")
        assert slider.get_attribute("aria-label") or slider.get_attribute("aria-labelledby")
