"""The map that lives in the page: it shows what its table says, and keeps its reader's place."""

import unicodedata

import pytest
from playwright.sync_api import Page, expect

from dashboard.link.map_view import defaults
from dashboard.link.page_link import Vocabulary
from dashboard.map.figure import map_timeline
from dashboard.map.geometry import geometry
from dashboard.map.spec import Timeline
from dashboard.tables.catalogue import Catalogue
from tests.browser.conftest import (
    idle,
    open_layer,
    open_page,
    query,
    settled,
    wait_for_parameter,
)
from tests.browser.maps import (
    at_moment,
    drawn,
    enter,
    find_country,
    focused,
    middle,
    step_time,
    the_map,
    told,
    zoom,
)


def timeline(catalogue: Catalogue, words: Vocabulary, layer: str) -> Timeline:
    indicator = words.layers[layer]
    return map_timeline(catalogue, indicator, defaults(indicator))


@pytest.mark.parametrize(
    "layer", ["valid_permits", "asylum_applications", "schengen_refusal_rate", "national_permits"]
)
def test_every_moment_shows_what_the_specification_says(
    page: Page, app_url: str, catalogue: Catalogue, words: Vocabulary, layer: str
) -> None:
    maps = timeline(catalogue, words, layer)
    open_page(page, f"{app_url}/?layer={layer}&year={maps.moments[-1].code}")
    shapes = geometry(maps.map.region)
    for moment in reversed(maps.moments):
        at_moment(page, moment.code)
        spec = moment.map
        assert drawn(page) == {i: k for i, k in spec.classes.items() if i in shapes.shapes}
        rings = {ring.iso3: ring.text for ring in spec.rings}
        for iso3, label in told(page).items():
            if iso3 in spec.classes and iso3 not in rings:
                assert label.startswith(f"{shapes.names[iso3]}: {spec.said(iso3)}"), moment.code
        for iso3, text in rings.items():
            assert text.partition(": ")[2] in told(page)[iso3]
        legend = the_map(page).locator(".legend li").all_inner_texts()
        assert legend == [key.label for key in spec.legend]
        if moment is not maps.moments[0]:
            step_time(page)


def test_the_list_beside_the_map_is_the_ranking_of_the_layer(
    page: Page, app_url: str, catalogue: Catalogue, words: Vocabulary
) -> None:
    maps = timeline(catalogue, words, "asylum_applications")
    open_page(page, f"{app_url}/?layer=asylum_applications")
    the_map(page).get_by_role("button", name="Length of the list").click()
    items = maps.map.items
    assert items is not None
    rows = the_map(page).locator(".list li").all_inner_texts()
    assert [row.split("\n") for row in rows] == [[one.name, one.label] for one in items.items]


@pytest.fixture
def asylum(page: Page, app_url: str) -> Page:
    open_page(page, f"{app_url}/?layer=asylum_applications&year=2022&region=world")
    return page


def test_zoom_focus_and_pick_survive_year_layer_theme_and_a_rerun(asylum: Page) -> None:
    page = asylum
    enter(page)
    page.keyboard.type("fr")
    assert focused(page)["iso"] == "FRA"
    page.keyboard.press("Enter")
    wait_for_parameter(page, "country", "FRA")
    for _ in range(3):
        page.keyboard.press("+")
    near = zoom(page)
    assert near > 3.5
    assert focused(page)["iso"] == "FRA"
    assert step_time(page) == "2021"
    wait_for_parameter(page, "year", "2021")
    assert zoom(page) == near
    open_layer(page, "Asylum", "Claims rejected")
    wait_for_parameter(page, "layer", "asylum_rejected")
    assert zoom(page) == near
    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    page.keyboard.press("Escape")
    settled(page)
    assert zoom(page) == near
    expect(the_map(page).locator('[data-outline="FRA"].picked')).to_have_count(1)
    assert enter(page) == "FRA"
    page.get_by_role("radio", name="Europe", exact=True).check(force=True)
    wait_for_parameter(page, "region", "europe")
    assert zoom(page) == 1


def test_the_theme_recolours_the_map_without_a_step(page: Page, app_url: str) -> None:
    page.emulate_media(color_scheme="light")
    open_page(page, f"{app_url}/?layer=valid_permits")
    fill = "e => getComputedStyle(e).fill"
    ukraine = the_map(page).locator('.land [data-iso="UKR"]')
    assert ukraine.evaluate(fill) == "rgb(228, 231, 233)"
    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    expect(ukraine).to_have_css("fill", "rgb(39, 47, 55)")


def test_arrow_keys_walk_from_portugal_to_kazakhstan_and_back(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=asylum_applications&region=eurasia")
    enter(page)
    page.keyboard.type("portug")
    assert focused(page)["iso"] == "PRT"

    def walk(*steps: tuple[str, int]) -> list[str]:
        way = []
        for arrow, times in steps:
            for _ in range(times):
                page.keyboard.press(f"Arrow{arrow}")
                way.append(focused(page)["iso"])
        return way

    there = walk(("Right", 14), ("Up", 1))
    assert there[-1] == "KAZ"
    assert len(set(there)) == 15
    back = walk(("Up", 2), ("Left", 6))
    assert back[-1] == "PRT"


def test_every_country_has_words_and_letters_reach_it(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total&region=europe")
    enter(page)
    assert set(told(page)) >= set(drawn(page))
    names = geometry("europe").names
    for iso3 in ("ALB", "CYP", "LUX", "LIE", "MLT", "DEU", "TUR"):
        # An arrow ends a name that was typed.
        page.keyboard.press("ArrowUp")
        # Letters are found without their marks, as most keyboards have them.
        letters = unicodedata.normalize("NFD", names[iso3]).encode("ascii", "ignore").decode()
        page.keyboard.type(letters)
        assert focused(page)["iso"] == iso3
        assert focused(page)["label"] == told(page)[iso3]


def test_pointing_at_one_lights_the_other(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total&region=europe")
    page.mouse.move(*middle(page, "POL"))
    row = the_map(page).locator('.list [data-row="POL"]')
    expect(row).to_have_class("on")
    expect(the_map(page).locator(".tip")).to_contain_text("20,812 permits")
    expect(the_map(page).locator(".tip")).to_contain_text("Rank")
    the_map(page).locator('.list [data-row="ESP"] button').hover()
    expect(the_map(page).locator(".tip")).to_contain_text("Spain")
    expect(the_map(page).locator(".over .hot")).to_have_count(1)


def test_the_tooltip_never_leaves_the_frame(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=asylum_applications&region=world")
    frame = the_map(page).locator(".stage").bounding_box()
    assert frame
    for iso3 in ("NZL", "USA", "ARG", "CHN"):
        page.mouse.move(*middle(page, iso3))
        tip = the_map(page).locator(".tip").bounding_box()
        assert tip
        assert tip["x"] >= frame["x"] - 1
        assert tip["x"] + tip["width"] <= frame["x"] + frame["width"] + 1
        assert tip["y"] + tip["height"] <= frame["y"] + frame["height"] + 1


def test_a_drag_pans_and_never_picks(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits&region=europe")
    for _ in range(3):
        the_map(page).get_by_role("button", name="Zoom in").click()
    svg = the_map(page).locator("svg.shapes")
    box = svg.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = svg.locator("> g").first.get_attribute("transform")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 40, steps=4)
    page.mouse.up()
    assert svg.locator("> g").first.get_attribute("transform") != before
    idle(page)
    assert "country" not in query(page)


def test_a_plain_wheel_scrolls_the_page_and_with_ctrl_it_zooms(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits")
    page.mouse.move(*middle(page, "DEU"))
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => [...document.querySelectorAll('*')].some(e => e.scrollTop > 100)")
    assert zoom(page) == 1
    page.mouse.move(*middle(page, "ITA"))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(the_map(page)).not_to_have_attribute("data-zoom", "1.00")


def test_a_finer_file_is_fetched_when_the_reader_zooms_in(page: Page, app_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, f"{app_url}/?layer=valid_permits&region=europe")
    assert not any("europe-fine" in url for url in asked)
    for _ in range(4):
        the_map(page).get_by_role("button", name="Zoom in").click()
    expect(the_map(page)).to_have_attribute("data-fine", "true")
    assert sum("europe-fine" in url for url in asked) == 1


def test_play_reaches_the_last_year_and_the_link_follows(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=asylum_applications&year=2019")
    the_map(page).get_by_role("button", name="Play").click()
    wait_for_parameter(page, "year", "2025")
    at_moment(page, "2025")
    expect(page.locator("h3").first).to_contain_text("2025")
    expect(the_map(page).get_by_role("button", name="Play")).to_be_visible()


def test_a_step_is_painted_at_once_before_any_message(page: Page, app_url: str) -> None:
    sent: list[str | bytes] = []
    # A bound method of a list holds no attribute, which the browser's client sets on a listener.
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    open_page(page, f"{app_url}/?layer=asylum_applications&year=2022")
    sent.clear()
    slider = the_map(page).get_by_role("slider")
    slider.focus()
    painted = slider.evaluate(
        """slider => {
            slider.stepDown()
            slider.dispatchEvent(new Event("input", {bubbles: true}))
            return slider.closest(".map").dataset.moment
        }"""
    )
    assert painted == "2021"
    assert sent == []


def test_two_quick_steps_are_not_undone_by_the_answer_to_the_first(
    page: Page, app_url: str
) -> None:
    open_page(page, f"{app_url}/?layer=asylum_applications&year=2024")
    slider = the_map(page).get_by_role("slider")
    slider.focus()
    for wanted in ("2023", "2022", "2021", "2020"):
        slider.press("ArrowLeft")
        at_moment(page, wanted)
    wait_for_parameter(page, "year", "2020")
    at_moment(page, "2020")


def test_the_legend_lights_its_class(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits&region=europe&measure=total")
    key = the_map(page).locator(".legend button[aria-pressed]").nth(5)
    key.click()
    expect(key).to_have_attribute("aria-pressed", "true")
    lit = (
        the_map(page)
        .locator(".land path:not(.dim)")
        .evaluate_all(
            "all => [...new Set(all.filter(p => p.style.display !== 'none')"
            ".map(p => p.dataset.class))]"
        )
    )
    assert len(lit) == 1


def test_the_legend_names_no_class_that_passes_while_nothing_is_in_it(
    page: Page, app_url: str
) -> None:
    open_page(page, f"{app_url}/?layer=entry_rules&people=none&date=2023-06-05")
    passing = the_map(page).get_by_role("button", name="changed on a day not known")
    height = the_map(page).locator(".legend").evaluate("e => e.offsetHeight")
    expect(passing).to_have_count(0)
    step_time(page)
    expect(passing).to_have_count(1)
    expect(passing).not_to_contain_text("(0)")
    assert the_map(page).locator(".legend").evaluate("e => e.offsetHeight") == height


def test_a_browser_that_lost_a_layer_asks_for_it_again(asylum: Page) -> None:
    page = asylum
    known = the_map(page).get_attribute("data-ready")
    page.evaluate("() => { mapLayers.clear(); mapParts.clear() }")
    find_country(page, "Germany")
    wait_for_parameter(page, "country", "DEU")
    expect(the_map(page).locator('[data-outline="DEU"].picked')).to_have_count(1)
    assert page.evaluate("() => mapLayers.size") == 1
    assert the_map(page).get_attribute("data-ready") == known
