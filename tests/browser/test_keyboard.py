"""Every job by keyboard alone, and one by what assistive technology is told alone."""

import contextlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FileChooser, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.conftest import idle, open_page, violations, wait_for_parameter
from tests.browser.maps import SHAPES, country_field, the_map

pytestmark = pytest.mark.browser

MOST_TABS = 90
OWN = "country,value\nGeorgia,1200\nСербия,800\n"


def tab_to(page: Page, wanted: Locator) -> Locator:
    """Press Tab until the focus is on `wanted`."""
    focused = wanted.and_(page.locator(":focus"))
    expect(wanted.first).to_be_attached()
    for _ in range(MOST_TABS):
        if focused.count():
            return focused
        page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_TABS} times Tab did not lead to {wanted}")


def take(page: Page, key: str, name: str) -> None:
    """Take one of the choices that stand side by side: Tab to them, arrows between, Enter."""
    choices = page.locator(f".st-key-{key}").get_by_role("radio")
    tab_to(page, choices)
    wanted = choices.filter(has_text=name).and_(page.locator(":focus"))
    for _ in range(choices.count()):
        if wanted.count():
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    idle(page)


def test_the_map_is_read_and_taken_along_by_keyboard(page: Page, app_url: str) -> None:
    open_page(page, app_url)
    take(page, "map_tab", "Asylum")
    take(page, "map_layer", "Refugees from Russia")
    wait_for_parameter(page, "layer", "refugees_stock")
    tab_to(page, country_field(page))
    page.keyboard.type("Кипр")
    page.keyboard.press("Enter")
    wait_for_parameter(page, "country", "CYP")
    tab_to(page, the_map(page).get_by_role("slider"))
    page.keyboard.press("ArrowLeft")
    idle(page)
    expect(page).to_have_url(re.compile("year="))
    card = page.locator(".st-key-country_card")
    expect(card.get_by_text(re.compile("^Rank [0-9]+ of", re.MULTILINE))).to_be_visible()
    take(page, "map_open", "Table")
    expect(page.get_by_role("table").first).to_be_visible()
    take(page, "map_open", "Download")
    button = page.get_by_role("button", name="Download CSV", exact=True)
    tab_to(page, button)
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename.startswith("refugees_stock-")


def test_the_calculators_are_run_by_keyboard(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/scenarios")
    tab_to(page, page.locator(".st-key-a_people input[type=range]"))
    page.keyboard.press("ArrowRight")
    wait_for_parameter(page, "a_people", "830000")
    open_page(page, f"{app_url}/workforce")
    tab_to(page, page.locator(".st-key-w_people input[type=range]"))
    page.keyboard.press("ArrowLeft")
    idle(page)
    expect(page).to_have_url(re.compile("people="))


def test_a_table_is_uploaded_by_keyboard(page: Page, app_url: str, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(OWN, encoding="utf-8")
    open_page(page, f"{app_url}/?layer=own")
    upload = page.get_by_test_id("stFileUploader").get_by_role("button", name="Upload")
    idle(page)
    chosen: list[FileChooser] = []
    page.on("filechooser", lambda chooser: chosen.append(chooser))
    # A page that is still being drawn may miss the key.
    for _ in range(5):
        tab_to(page, upload)
        page.keyboard.press("Enter")
        with contextlib.suppress(PlaywrightTimeout):
            page.wait_for_event("filechooser", timeout=3_000)
        if chosen:
            break
    chosen[0].set_files(file)
    idle(page)
    expect(page.get_by_text(re.compile("2 rows")).first).to_be_visible()


def test_a_slide_is_presented_by_keyboard(page: Page, app_url: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page(page, f"{app_url}/people")
    tab_to(page, page.get_by_role("button", name="Present", exact=True))
    page.keyboard.press("Enter")
    wait_for_parameter(page, "present", "true")
    expect(page.get_by_role("link", name="Next")).to_be_visible()
    page.keyboard.press("PageDown")
    wait_for_parameter(page, "part", "who")
    page.keyboard.press("End")
    wait_for_parameter(page, "present", None)


def test_cyprus_is_found_by_what_assistive_technology_is_told(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits&country=CYP")
    told = page.get_by_test_id("stMain").aria_snapshot()
    assert "Map, Europe to Central Asia. Valid residence permits: up in 23 of 30" in told
    assert "37,127 permits, end of 2023" in told
    assert "Rank 3 of 30 countries with a value, by change" in told
    assert re.search(r'link "Eurostat, All valid permits', told)
    cite = page.get_by_role("button", name=re.compile("Cite"))
    cite.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("data release [0-9.]+"))).to_be_visible()
    assert "Eurostat" in page.get_by_test_id("stPopoverBody").aria_snapshot()


@pytest.mark.parametrize("path", ["", "workforce"])
def test_forced_colours_less_motion_and_a_zoom_of_two(
    browser: Browser, app_url: str, path: str
) -> None:
    # Half of a laptop's screen in CSS pixels is what a zoom of 200% leaves.
    context = browser.new_context(
        viewport={"width": 683, "height": 384}, forced_colors="active", reduced_motion="reduce"
    )
    page = context.new_page()
    open_page(page, f"{app_url}/{path}")
    chart = page.locator(".main-svg") if path else the_map(page).locator(SHAPES)
    expect(chart.first).to_be_attached()
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    idle(page)
    page.get_by_role("button", name="About", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    idle(page)
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("path", ["?layer=valid_permits&measure=total", "workforce"])
def test_forced_colours_show_what_is_chosen_and_where_a_slider_stands(
    browser: Browser, app_url: str, path: str
) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    open_page(page, f"{app_url}/{path}")
    outline = "nodes => nodes.map(node => getComputedStyle(node).outlineStyle)"
    chosen = page.locator("[role=radio][aria-checked=true]")
    others = page.locator("[role=radio][aria-checked=false]")
    assert chosen.count() >= 2
    assert set(chosen.evaluate_all(outline)) == {"solid"}
    assert set(others.evaluate_all(outline)) == {"none"}
    if path == "workforce":
        thumbs = page.get_by_test_id("stSliderThumbValue").locator("..")
        colours = thumbs.evaluate_all("ns => ns.map(n => getComputedStyle(n).backgroundColor)")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert colours
        assert ground not in colours
    else:
        page.get_by_role("button", name="Classes").click()
        rings = page.get_by_role("switch").locator("xpath=ancestor::label")
        assert rings.evaluate(outline.replace("nodes.map(node", "[nodes].map(node")) == ["solid"]
    context.close()
