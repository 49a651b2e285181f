"""The layer of entry rules as a reader uses it."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.map.entry_tones import CHANGING, tone_of
from dashboard.map.geometry import geometry
from dashboard.models.entry_days import rules_on
from dashboard.tables.everything import Tables
from tests.browser.conftest import (
    Theme,
    choose,
    idle,
    open_action,
    open_layer,
    open_page,
    settled,
    violations,
    wait_for_parameter,
    wait_for_query,
)
from tests.browser.maps import SHAPES, at_moment, drawn, step_time, the_map

pytestmark = pytest.mark.browser

LAYER = {"layer": ["entry_rules"], "people": ["none"]}
RULES = "?layer=entry_rules&people=none"


def select(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key}").get_by_role("combobox")


def test_the_layer_is_drawn_from_this_host_with_its_counts(
    page: Page, app_url: str, foreign: list[str]
) -> None:
    open_page(page, f"{app_url}/{RULES}")
    assert set(drawn(page)) == set(geometry("world").shapes)
    expect(
        page.get_by_role(
            "heading", name="Latest evidence: 81 of 198 destinations let Russian citizens in"
        )
    ).to_be_visible()
    expect(page.get_by_text("54 of 198 rules checked against a text")).to_be_visible()
    expect(page.get_by_text(re.compile("not the right to live or work"))).to_be_visible()
    expect(page.get_by_text("7 Tourists turned away (7)").first).to_be_visible()
    assert "today" not in page.inner_text('[data-testid="stMain"]').lower()
    assert foreign == []


def test_the_layer_is_reached_from_the_others_and_left_again(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits&country=KAZ")
    open_layer(page, "Rules and people")
    wait_for_query(page, {"country": ["KAZ"]})
    expect(page.get_by_text("let Russian citizens stay 90 in any 180 days")).to_be_visible()
    open_layer(page, "Counts")
    wait_for_query(page, {"layer": ["staying"], "country": ["KAZ"]})
    page.go_back()
    wait_for_query(page, {"country": ["KAZ"]})


def test_the_date_moves_by_keyboard_and_shows_real_dates(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{RULES}")
    day = step_time(page)
    wait_for_query(page, {**LAYER, "date": [day]})
    page.keyboard.press("Home")
    at_moment(page, "2022-02-10")
    wait_for_query(page, {**LAYER, "date": ["2022-02-10"]})
    expect(page.get_by_role("heading", name="10 February 2022: 81 of 198")).to_be_visible()


def test_the_doors_play_through_the_decisions(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=entry_rules&people=none&date=2022-09-29&region=europe")
    corner = the_map(page).locator(".corner")
    expect(corner).to_be_hidden()
    the_map(page).get_by_role("button", name="Play").click()
    expect(corner).to_contain_text("30 Sep 2022 · Finland")
    the_map(page).get_by_role("button", name="Pause").click()
    stopped = the_map(page).get_attribute("data-moment")
    assert stopped
    assert stopped >= "2022-09-30"
    wait_for_parameter(page, "date", stopped)
    page.reload()
    settled(page)
    at_moment(page, stopped)


def test_a_day_between_two_snapshots_hatches_what_no_decision_dates(
    page: Page, app_url: str
) -> None:
    tables = Tables().entry
    open_page(page, f"{app_url}/?layer=entry_rules&people=none&date=2022-09-30")
    shown = drawn(page)
    for iso3, one in rules_on(tables, datetime.date(2022, 9, 30)).items():
        if iso3 in shown:
            assert shown[iso3] == tone_of(tables, one)
    assert any(index >= CHANGING for index in shown.values())


def test_five_maps_stand_on_one_page_and_each_keeps_to_itself(page: Page, app_url: str) -> None:
    tables = Tables().entry
    open_page(page, f"{app_url}/{RULES}")
    page.locator(".st-key-entry_further").get_by_text("The rules at each date").click()
    idle(page)
    maps = page.locator(".map:not([hidden])")
    expect(maps).to_have_count(1 + len(tables.snapshots))
    for number, date in enumerate(tables.snapshots, start=1):
        shown = (
            maps.nth(number)
            .locator(SHAPES)
            .evaluate_all(
                "paths => Object.fromEntries(paths.map(p => [p.dataset.iso, +p.dataset.class]))"
            )
        )
        rules = rules_on(tables, date)
        expected = {iso3: tone_of(tables, rules[iso3]) for iso3 in shown if iso3 in rules}
        assert {iso3: shown[iso3] for iso3 in expected} == expected, date
    # A pattern that two maps named alike would be the first map's in both.
    patterns = maps.locator("pattern").evaluate_all("all => all.map(one => one.id)")
    assert len(patterns) == len(set(patterns)) > len(tables.snapshots)
    maps.first.get_by_role("button", name="Zoom in").click()
    zooms = [float(one.get_attribute("data-zoom") or 0) for one in maps.all()]
    assert [zoom > 1 for zoom in zooms] == [True, False, False, False, False]


def test_two_snapshots_are_compared_and_the_link_restores_it(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{RULES}&date=2023-06-05")
    choose(page, select(page, "entry_since"), "10 Feb 2022")
    compared = {
        "layer": ["entry_rules"],
        "date": ["2023-06-05"],
        "since_date": ["2022-02-10"],
    }
    wait_for_query(page, compared)
    title = "Tightened in 17 countries, loosened in 6, Feb 2022 to Jun 2023"
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    changed = page.get_by_text(re.compile("Belgium: tightened"))
    expect(changed).to_contain_text("Burkina Faso: loosened. E-visa portal in use, 1 Feb 2023")
    expect(page.get_by_text("index differs, no decision found (0)").first).to_be_attached()
    expect(page.get_by_text("Singapore", exact=False)).to_have_count(0)
    page.reload()
    idle(page)
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_map_and_timeline_are_linked_both_ways(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{RULES}&country=EST")
    expect(page.get_by_text(re.compile("^Estonia: 9 decisions tightened entry"))).to_be_visible()
    dots = page.locator(".st-key-decisions .quarters button")
    expect(dots).to_have_count(144)
    expect(page.locator(".st-key-decisions .quarters button:not(.away)")).to_have_count(13)
    dot = page.get_by_role("button", name=re.compile("19 Sep 2022, Estonia: Joint ban"))
    dot.focus()
    expect(page.locator(".st-key-decisions .said")).to_contain_text("Joint ban on entry")
    page.keyboard.press("Enter")
    wait_for_query(page, {**LAYER, "country": ["EST"], "event": ["est-2022-09-19"]})
    card = page.locator(".st-key-event_card")
    expect(card).to_contain_text("19 Sep 2022, Estonia: Joint ban on entry")
    expect(card).to_contain_text("Source:")
    expect(dot).to_have_attribute("aria-pressed", "true")
    page.locator(".st-key-country_card").get_by_role("button", name="Close").click()
    wait_for_query(page, {**LAYER, "event": ["est-2022-09-19"]})
    expect(page.get_by_text("72 decisions tightened entry, 38 loosened it")).to_be_visible()


def test_a_kind_of_decision_stands_out_and_keeps_the_focus(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{RULES}")
    shown = page.locator(".quarters button:not(.away)")
    loosened = page.get_by_role("button", name="Loosened", exact=True)
    loosened.click()
    expect(page.get_by_text("0 decisions tightened entry, 38 loosened it")).to_be_visible()
    expect(shown).to_have_count(page.locator(".quarters button.loosened").count())
    expect(loosened).to_be_focused()
    expect(loosened).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_text("72 decisions tightened entry, 38 loosened it")).to_be_visible()
    expect(loosened).to_have_attribute("aria-pressed", "false")
    expect(shown).to_have_count(page.locator(".quarters button").count())


def test_filters_leave_an_empty_timeline_with_advice(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{RULES}&country=KAZ")
    page.get_by_role("button", name="No longer in force", exact=True).click()
    idle(page)
    expect(page.get_by_text("No decision passes these filters")).to_be_visible()


def test_the_country_leads_to_its_page(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{RULES}&country=GEO")
    page.get_by_role("link", name="Georgia in full").click()
    expect(page.get_by_role("heading", name=re.compile("^Georgia: "))).to_be_visible()
    wait_for_query(page, {"c": ["GEO"]})
    assert urlsplit(page.url).path == "/countries"
    page.get_by_role("link", name="Georgia on the map of entry rules").click()
    wait_for_query(page, {**LAYER, "country": ["GEO"]})


def test_what_a_link_asks_in_vain_is_named(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{RULES}&date=2023-06-31&event=x")
    line = page.get_by_text(re.compile("^Not used from this link"))
    expect(line).to_contain_text("date = “2023-06-31”")
    expect(line).to_contain_text("event = “x”")


def test_rules_and_numbers_unfold_without_a_trend(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{RULES}")
    page.get_by_text("Rules beside numbers").click()
    idle(page)
    expect(page.get_by_text("Left and not returned, The Bell 2024: 7 of 14")).to_be_visible()
    choose(page, select(page, "entry_numbers_of"), "Valid residence permits")
    expect(page.get_by_text(re.compile("None of these 31 countries let Russian"))).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "asked",
    [
        "country=FIN&event=fin-2022-09-30",
        "date=2023-06-05&since_date=2022-02-10",
        "people=staying&country=ARM",
    ],
)
def test_no_axe_violation(browser: Browser, app_url: str, theme: Theme, asked: str) -> None:
    context = browser.new_context(color_scheme=theme)
    page = context.new_page()
    open_page(page, f"{app_url}/?layer=entry_rules&{asked}")
    open_action(page, "Table")
    assert violations(page) == []
    context.close()


def test_a_narrow_screen_scrolls_in_one_direction_only(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_page(page, f"{app_url}/{RULES}&country=GEO")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    context.close()
