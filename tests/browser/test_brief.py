"""My briefing in a real browser: collect, present by keyboard, save, open, accessibility."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import (
    downloaded,
    idle,
    open_page,
    query,
    violations,
    wait_for_parameter,
    wait_for_query,
)
from tests.browser.maps import SHAPES, the_map

pytestmark = pytest.mark.browser

EIGHT = 8
CARDS = '[class*="st-key-brief_"][class*="_edit"]'
NO_SCROLLBARS = """() => [...document.querySelectorAll("*")].filter(node => {
  const style = getComputedStyle(node)
  const down = node.scrollHeight > node.clientHeight && /auto|scroll/.test(style.overflowY)
  const across = node.scrollWidth > node.clientWidth && /auto|scroll/.test(style.overflowX)
  return node.clientHeight > 0 && (down || across)
}).map(node => node.className || node.tagName)"""

FITS = """selector => {
  const node = document.querySelector(selector)
  return node !== null && node.scrollHeight <= node.clientHeight
}"""


def add(page: Page, counted: str) -> None:
    page.get_by_role("button", name="Add to briefing").click()
    idle(page)
    expect(page.get_by_text(counted)).to_be_visible()


def test_collect_on_two_pages_then_present_the_ready_made_by_keyboard(
    page: Page, app_url: str, foreign: list[str]
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page(page, f"{app_url}/?layer=staying")
    add(page, "Added (1 of 12).")
    page.get_by_role("link", name="Workforce", exact=True).click()
    idle(page)
    add(page, "Added (2 of 12).")
    page.get_by_role("link", name="Open my briefing").click()
    wait_for_query(page, {"v": ["map..layer..staying", "workforce"]})
    expect(page.get_by_text("1. Left and not returned, The Bell 2024")).to_be_visible()
    # The browser's Back takes a change back.
    page.get_by_role("button", name="Edit").first.click()
    page.get_by_role("button", name="Later").first.click()
    wait_for_query(page, {"v": ["workforce", "map..layer..staying"]})
    page.go_back()
    wait_for_query(page, {"v": ["map..layer..staying", "workforce"]})
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Start from the ready-made").click()
    wait_for_query(page, {})
    page.get_by_role("button", name="Present", exact=True).press("Enter")
    wait_for_query(page, {"present": ["true"], "n": ["1"]})
    titles = []
    for n in range(1, EIGHT + 1):
        wait_for_parameter(page, "n", str(n))
        expect(page.get_by_text(f"{n} of {EIGHT}", exact=True)).to_be_visible()
        titles.append(page.get_by_role("heading", level=1).inner_text())
        assert page.evaluate(NO_SCROLLBARS) == [], titles[-1]
        page.keyboard.press("PageDown" if n < EIGHT else "PageUp")
    wait_for_parameter(page, "n", str(EIGHT - 1))
    assert len(set(titles)) == EIGHT
    page.get_by_role("link", name="Leave presenter mode").click()
    wait_for_query(page, {})
    expect(page.locator(CARDS)).to_have_count(EIGHT)
    assert foreign == []


@pytest.mark.parametrize(("width", "height", "scheme"), [(1366, 768, "light"), (390, 844, "dark")])
def test_accessible_and_in_one_direction(
    browser: Browser, app_url: str, width: int, height: int, scheme: Any
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    open_page(page, f"{app_url}/brief?v=map&v=workforce&v=moon")
    assert violations(page) == []
    page.get_by_role("button", name="Edit").first.click()
    idle(page)
    page.get_by_label("Presenter's heading").fill("Where to?")
    page.keyboard.press("Tab")
    # Streamlit darkens what a pointer stands on.
    page.mouse.move(1, 1)
    idle(page)
    assert violations(page) == []
    page.keyboard.press("Escape")
    idle(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    page.get_by_role("button", name="Present", exact=True).click()
    wait_for_parameter(page, "present", "true")
    expect(page.get_by_text("Presenter's heading: Where to?")).to_be_visible()
    expect(the_map(page).locator(SHAPES).first).to_be_visible()
    # The figure gets its height once the page has told how high the window is.
    page.wait_for_function(FITS, arg=".st-key-slide_figure")
    assert violations(page) == []
    context.close()


def test_a_saved_file_opens_again(page: Page, app_url: str, tmp_path: Path) -> None:
    open_page(page, f"{app_url}/brief?v=workforce&v=people..part..who")
    page.get_by_role("button", name="Edit").last.click()
    idle(page)
    page.get_by_label("Presenter's heading").fill("<b>Who</b> *left*?")
    page.get_by_label("Your speaker notes").fill("Slowly.")
    page.keyboard.press("Control+Enter")
    idle(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Download", exact=True).click()
    download = downloaded(page.get_by_role("button", name="Save as a file"))
    file = tmp_path / download.suggested_filename
    download.save_as(file)
    content = json.loads(file.read_text(encoding="utf-8"))
    assert [view["heading"] for view in content["views"]] == ["", "<b>Who</b> *left*?"]
    open_page(page, f"{app_url}/brief")
    page.get_by_role("button", name="More", exact=True).click()
    page.locator("input[type=file]").set_input_files(file)
    wait_for_query(page, {"v": ["workforce", "people..part..who"]})
    expect(page.get_by_text("Opened: 2 views.")).to_be_visible()
    expect(page.get_by_text("Presenter's heading: <b>Who</b> *left*?")).to_be_visible()
    assert query(page) == {"v": ["workforce", "people..part..who"]}


@pytest.mark.parametrize(("width", "height", "part"), [(1366, 768, 0.5), (390, 844, 1 / 3)])
def test_the_first_screen_is_pictures_and_few_buttons(
    browser: Browser, app_url: str, width: int, height: int, part: float
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    open_page(page, f"{app_url}/brief")
    pictures = page.locator(".st-key-brief_cards img")
    expect(pictures).to_have_count(EIGHT)
    box = page.locator(".st-key-brief_cards").bounding_box()
    assert box
    assert min(box["y"] + box["height"], height) - box["y"] >= part * height
    assert page.get_by_test_id("stMain").get_by_role("button").count() <= 16
    assert all(pictures.nth(at).get_attribute("alt") for at in range(EIGHT))
    sizes = pictures.evaluate_all("all => all.map((one) => one.src.length)")
    assert sum(sizes) < 80_000
    context.close()
