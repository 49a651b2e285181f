"""The map on every screen, in print and in frames: it is drawn, read and reached there too."""

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import (
    another_site,
    open_page,
    query,
    violations,
    wait_for_parameter,
)
from tests.browser.maps import (
    enter,
    middle,
    the_map,
    zoom,
)


def test_a_finger_first_shows_then_picks(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total&region=europe")
    x, y = middle(page, "POL")
    page.touchscreen.tap(x, y)
    expect(the_map(page).locator(".tip")).to_contain_text("20,812 permits")
    assert "country" not in query(page)
    page.touchscreen.tap(x, y)
    wait_for_parameter(page, "country", "POL")
    context.close()


def test_reduced_motion_and_forced_colours_keep_the_map(browser: Browser, app_url: str) -> None:
    context = browser.new_context(reduced_motion="reduce", forced_colors="active")
    page = context.new_page()
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total")
    fills = (
        the_map(page)
        .locator(".land path")
        .evaluate_all("all => new Set(all.map(p => getComputedStyle(p).fill)).size")
    )
    assert fills > 4
    expect(the_map(page).locator("pattern").first).to_be_attached()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_all_shapes_and_a_tooltip(
    browser: Browser, app_url: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    open_page(page, f"{app_url}/?layer=asylum_applications&country=DEU")
    enter(page)
    assert violations(page) == []
    context.close()


def test_the_map_fits_the_first_screen_and_grows_with_it(browser: Browser, app_url: str) -> None:
    heights = []
    for width, height in ((390, 844), (1366, 768), (1920, 1080), (2560, 1440)):
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        open_page(page, f"{app_url}/?layer=asylum_applications")
        stage = the_map(page).locator(".stage").bounding_box()
        assert stage
        heights.append(stage["height"])
        assert stage["y"] + stage["height"] <= height
        context.close()
    assert heights == sorted(heights)
    assert all(a < b for a, b in itertools.pairwise(heights))


def test_a_map_whose_script_is_lost_says_what_to_do(page: Page, app_url: str) -> None:
    page.route("**/map.js*", lambda route: route.abort())
    page.goto(f"{app_url}/?layer=valid_permits")
    lost = page.get_by_text("The map could not be loaded. Reload the page; the table below holds")
    expect(lost).to_be_visible()
    expect(page.get_by_text("Table", exact=True)).to_be_visible()


def test_two_maps_on_a_page_keep_places_of_their_own(page: Page, app_url: str) -> None:
    """A map in full screen, and the same map in another tab, know nothing of each other."""
    open_page(page, f"{app_url}/?layer=valid_permits")
    other = page.context.new_page()
    open_page(other, f"{app_url}/?layer=valid_permits")
    the_map(page).get_by_role("button", name="Zoom in").click()
    assert zoom(page) > 1
    assert zoom(other) == 1
    other.close()


def test_the_map_reads_at_twice_the_size_and_in_print(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 683, "height": 384}, device_scale_factor=2)
    page = context.new_page()
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total")
    assert page.evaluate(
        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    page.emulate_media(media="print")
    expect(the_map(page).locator(".zoom")).to_be_hidden()
    expect(the_map(page).locator(".time")).to_be_hidden()
    expect(the_map(page).locator(".stage")).to_be_visible()
    context.close()


def test_in_an_iframe_of_another_site_the_map_is_drawn(
    page: Page, app_url: str, tmp_path: Path
) -> None:
    with another_site(tmp_path, f"{app_url}/?layer=valid_permits&embed=true") as site:
        page.goto(site)
        inside = page.frame_locator("iframe")
        expect(inside.locator(".map[data-ready]:not([hidden])")).to_be_visible()
        expect(inside.locator("svg.shapes .land path").first).to_be_attached()
