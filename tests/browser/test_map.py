"""The Map as a reader uses it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.link.map_view import REGIONS
from dashboard.map.geometry import geometry
from tests.browser.conftest import (
    choose,
    idle,
    open_action,
    open_layer,
    open_page,
    query,
    violations,
    wait_for_parameter,
    wait_for_query,
)
from tests.browser.maps import (
    at_moment,
    country_field,
    drawn,
    find_country,
    middle,
    step_time,
    the_map,
    told,
)
from tests.this_release import RELEASE

OPENING = "431,500 of 577,000 counted abroad stayed where no visa was needed beforehand"
PERMITS = "Valid residence permits: up in 23 of 30 countries, 2021–2023"


def title(page: Page) -> str:
    return page.locator("h3").first.inner_text()


def pick(page: Page, label: str, option: str) -> None:
    """Choose an option of a select box by typing part of it."""
    choose(page, page.get_by_role("combobox", name=re.compile(f"^{label}|{label}\\.?$")), option)


def test_the_map_opens_on_rules_and_people_from_this_host_alone(
    page: Page, app_url: str, foreign: list[str]
) -> None:
    open_page(page, app_url)
    assert title(page) == OPENING
    assert query(page) == {}
    assert len(drawn(page)) == len(geometry("eurasia").shapes)
    expect(the_map(page).locator("[data-ring]")).to_have_count(14)
    expect(the_map(page).locator(".strip")).to_contain_text("No visa beforehand: 431,500 (75%)")
    assert foreign == []


def test_no_chart_library_is_fetched_for_the_map(page: Page, app_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.lower()))
    open_page(page, app_url)
    open_page(page, f"{app_url}/?layer=valid_permits&country=DEU")
    assert [url for url in asked if "plotly" in url] == []


@pytest.mark.parametrize("region", REGIONS)
def test_every_country_of_a_region_is_drawn(page: Page, app_url: str, region: str) -> None:
    open_page(page, f"{app_url}/?region={region}&layer=asylum_applications&year=2023")
    assert set(drawn(page)) == set(geometry(region).shapes)


def test_every_group_of_layers_is_drawn_as_its_link_draws_it(page: Page, app_url: str) -> None:
    """What a layer before it left on the map is gone, in both directions."""
    open_page(page, app_url)
    tabs = page.locator(".st-key-map_tab").get_by_role("radio")
    names = [name for name in tabs.all_inner_texts() if name != "Yours"]
    other = page.context.new_page()
    for name in [*names[1:], *names[-2::-1]]:
        before = page.url
        open_layer(page, name)
        expect(page).not_to_have_url(before)
        open_page(other, page.url)
        ready = the_map(other).get_attribute("data-ready")
        expect(the_map(page)).to_have_attribute("data-ready", ready or "none")
        assert told(page) == told(other), name
        assert drawn(page) == drawn(other), name


def test_controls_write_readable_codes_and_back_undoes_them(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits")
    page.get_by_role("radio", name="World").check(force=True)
    wait_for_query(page, {"layer": ["valid_permits"], "region": ["world"]})
    open_layer(page, "Asylum")
    wait_for_query(page, {"layer": ["asylum_applications"], "measure": ["change"]})
    page.go_back()
    wait_for_query(page, {"layer": ["valid_permits"], "region": ["world"]})
    assert title(page) == PERMITS
    page.go_back()
    wait_for_query(page, {"layer": ["valid_permits"]})


def test_the_year_moves_by_keyboard_and_the_words_follow(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total")
    assert step_time(page) == "2022"
    wait_for_parameter(page, "year", "2022")
    expect(page.locator("h3").first).to_contain_text("end of 2022")


def test_a_click_on_the_map_picks_the_country(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits")
    page.mouse.click(*middle(page, "POL"))
    expect(page.get_by_text("20,812 permits, end of 2023")).to_be_visible()
    wait_for_parameter(page, "country", "POL")
    card = page.locator(".st-key-country_card")
    expect(card).to_contain_text("Poland")
    expect(the_map(page).locator(".list")).to_be_hidden()
    assert title(page) == PERMITS
    card.get_by_role("button", name="Close").click()
    wait_for_parameter(page, "country", None)
    expect(the_map(page).locator(".list")).to_be_visible()


def test_a_click_on_a_bar_picks_the_country(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits")
    the_map(page).locator('.list [data-row="CYP"] button').click()
    expect(page.get_by_text("37,127 permits, end of 2023")).to_be_visible()
    wait_for_parameter(page, "country", "CYP")


def test_a_country_is_found_in_russian_and_has_value_rank_source_and_citation(
    page: Page, app_url: str
) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits")
    find_country(page, "Кипр")
    card = page.locator(".st-key-country_card")
    expect(card.get_by_text("37,127 permits, end of 2023")).to_be_visible()
    expect(card.get_by_text("+19,138 (+106.4%) permits against 17,989 in 2021")).to_be_visible()
    expect(card.get_by_text("Rank 3 of 30 countries with a value, by change")).to_be_visible()
    expect(card.get_by_text("Official figure, read in a public copy")).to_be_visible()
    card.get_by_role("button", name="Cite").click()
    citation = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    expect(citation).to_contain_text(f"data release {RELEASE}")
    expect(citation).to_contain_text("country=CYP")


@pytest.mark.parametrize(
    ("typed", "iso3"),
    [
        ("Turkey", "TUR"),
        ("turkiye", "TUR"),
        ("Республика Корея", "KOR"),
        ("Кип", "CYP"),
        ("Tuvalu", "TUV"),
    ],
)
def test_a_country_is_found_by_a_name_that_the_list_does_not_show(
    page: Page, app_url: str, typed: str, iso3: str
) -> None:
    open_page(page, f"{app_url}/?layer=asylum_applications")
    find_country(page, typed)
    wait_for_parameter(page, "country", iso3)


def test_a_name_that_no_country_has_is_said_with_what_is_near(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=asylum_applications")
    find_country(page, "Gorgia")
    expect(page.get_by_text("No country is called “Gorgia”. Did you mean:")).to_be_visible()
    page.get_by_role("button", name="Georgia", exact=True).click()
    wait_for_parameter(page, "country", "GEO")


def test_the_field_of_the_map_offers_what_can_be_picked_and_lets_go(
    page: Page, app_url: str
) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits&country=DEU")
    box = country_field(page)
    expect(box).to_have_value("Germany")
    box.focus()
    offered = box.evaluate("box => [...box.list.options].map((one) => one.value)")
    assert {"Georgia", "Грузия"} <= set(offered)
    assert len(offered) == 2 * (len(geometry("eurasia").names) - 1)
    assert "Россия" not in offered
    box.press("ControlOrMeta+a")
    # Keys of the page itself would run the script again, and ask whether to clear its caches.
    page.keyboard.type("rc")
    expect(box).to_have_value("rc")
    expect(page.get_by_role("dialog")).to_have_count(0)
    find_country(page, "")
    wait_for_parameter(page, "country", None)
    expect(page.locator(".st-key-country_card")).to_have_count(0)


def test_a_pasted_link_restores_the_view_and_names_what_it_refused(
    page: Page, app_url: str
) -> None:
    link = (
        "?layer=schengen_refusal_rate&year=2030&region=mars&country=MLT&measure=total&data=2025.01"
    )
    open_page(page, f"{app_url}/{link}")
    expect(page.get_by_text("region = “mars” (expected eurasia, europe, world)")).to_be_visible()
    expect(page.get_by_text("made on data release “2025.01”")).to_be_visible()
    expect(
        page.get_by_text("has no values for 2030; the nearest year, 2024, is shown")
    ).to_be_visible()
    expect(page.locator(".st-key-country_card").get_by_text("Malta", exact=True)).to_be_visible()
    at_moment(page, "2024")


def test_a_link_without_a_layer_but_with_a_year_means_permits(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?year=2022")
    assert title(page).startswith("Valid residence permits")


def test_markup_in_a_link_stays_text(page: Page, app_url: str, foreign: list[str]) -> None:
    open_page(page, f"{app_url}/?layer=<img src=x onerror=alert(1)>**b**")
    expect(page.get_by_text("<img src=x onerror=alert(1)>**b**")).to_be_visible()
    assert page.locator("img[src='x']").count() == 0
    assert foreign == []


def test_the_share_link_restores_exactly_this_view(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits&measure=per_1000&country=EST&region=europe")
    open_action(page, "Link")
    link = page.locator(".st-key-map_opened").get_by_test_id("stCode").first.inner_text().strip()
    shown, shapes = title(page), drawn(page)
    assert parse_qs(urlsplit(link).query)["data"] == [RELEASE]
    open_page(page, link)
    assert title(page) == shown
    assert drawn(page) == shapes
    expect(page.locator(".st-key-country_card").get_by_text("Estonia", exact=True)).to_be_visible()


def test_the_table_opens_sorts_and_searches(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits")
    open_action(page, "Table")
    table = page.get_by_test_id("stTable")
    expect(table.get_by_role("row")).to_have_count(26)
    expect(table.get_by_role("row").nth(1)).to_contain_text("Germany")
    pick(page, "Sort by", "Value")
    expect(table.get_by_role("row").nth(1)).to_contain_text("Liechtenstein")
    page.get_by_role("radio", name="High first").check(force=True)
    idle(page)
    expect(table.get_by_role("row").nth(1)).to_contain_text("Germany")
    search = page.get_by_label("Search the table")
    search.fill("cyp")
    search.press("Enter")
    idle(page)
    expect(table.get_by_role("row")).to_have_count(2)
    expect(table).to_contain_text("+19,138 (+106.4%)")
    expect(table).to_contain_text("Eurostat")
    search.fill("nowhere")
    search.press("Enter")
    expect(page.get_by_text("No row matches. Try part of a name")).to_be_visible()


def test_reset_returns_to_the_default(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=staying&country=ARM")
    page.get_by_role("button", name="Reset").click()
    wait_for_query(page, {})
    expect(page.locator("h3").first).to_have_text(OPENING)


def test_what_the_popover_holds_is_what_the_page_shows(page: Page, app_url: str) -> None:
    """A control that is mounted late must not show what the page no longer does."""
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total&classes=log&national=0")
    the_map(page).locator('.list [data-row="ESP"] button').click()
    wait_for_parameter(page, "country", "ESP")
    step_time(page)
    wait_for_parameter(page, "year", "2022")
    page.get_by_role("radio", name="Europe", exact=True).check(force=True)
    wait_for_parameter(page, "region", "europe")
    page.get_by_role("button", name="Classes").click()
    idle(page)
    body = page.get_by_test_id("stPopoverBody")
    expect(body.get_by_role("radio", name=re.compile("Logarithmic"))).to_be_checked()
    national = body.get_by_role("switch").or_(body.get_by_role("checkbox"))
    expect(national).not_to_be_checked()
    body.get_by_role("radio", name=re.compile("Equal")).check(force=True)
    wait_for_parameter(page, "classes", "equal")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?layer=valid_permits&country=CYP",
        "/?layer=staying&country=GEO",
        "/?layer=us_encounters",
        "/?layer=x",
    ],
)
def test_accessibility_has_no_findings(
    browser: Browser, app_url: str, scheme: str, address: str
) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": 1366, "height": 768},
    )
    page = context.new_page()
    open_page(page, f"{app_url}{address}")
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("size", [(390, 844), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("address", ["/", "/?layer=valid_permits&country=CYP"])
def test_nothing_is_wider_than_the_window_and_the_map_is_in_the_first_screen(
    browser: Browser, app_url: str, size: tuple[int, int], address: str
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    open_page(page, f"{app_url}{address}")
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
            .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1
                && e.getBoundingClientRect().width > 0 && e.type !== 'range' && !e.closest('svg')
                // A strip of tabs, numbers or controls is scrolled sideways by itself.
                && !e.closest('.st-key-map_tab, .st-key-map_layer, .st-key-ways_in, '
                    + '.st-key-map_reach'))
            .map(e => e.dataset.testid || e.className).slice(0, 5)"""
    )
    stage = the_map(page).locator(".stage").bounding_box()
    assert stage is not None
    assert stage["y"] + stage["height"] <= size[1]
    if size[0] < 500 and "country" not in address:
        assert size[1] - stage["y"] >= size[1] / 3  # map and legend
    context.close()
    assert too_wide == []
