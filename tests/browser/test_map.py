"""The Map as a reader uses it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.figures.regions import in_region
from dashboard.links.map_view import REGIONS
from dashboard.tables.catalogue import read_catalogue
from tests.browser.conftest import choose, idle, open_page, query, violations, wait_for_query
from tests.this_release import RELEASE

SHAPES = "path.choroplethlocation"
DRAWN: dict[str, int] = {region: len(in_region(read_catalogue(), region)) for region in REGIONS}
TITLE = "Valid residence permits: up in 23 of 30 countries, 2021–2023"


def title(page: Page) -> str:
    return page.locator("h3").first.inner_text()


def pick(page: Page, label: str, option: str) -> None:
    """Choose an option of a select box by typing part of it."""
    box = page.get_by_role("combobox", name=re.compile(f"^{label}|{label}\\.?$"))
    choose(page, box, option)


def shape(iso3: str) -> str:
    """Return a JavaScript expression for the shape of a country."""
    return f"""[...document.querySelectorAll('{SHAPES}')]
        .find(p => p.__data__ && p.__data__.loc === '{iso3}')"""


def middle(page: Page, iso3: str) -> tuple[float, float]:
    box = page.evaluate(
        f"(b => [b.x, b.y, b.width, b.height])({shape(iso3)}.getBoundingClientRect())"
    )
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def fill(iso3: str) -> str:
    """Return a JavaScript expression for the fill of a country, null while it is not drawn."""
    return f"(e => e && getComputedStyle(e).fill)({shape(iso3)})"


def test_the_default_map_is_drawn_in_full_from_this_host_alone(
    page: Page, app_url: str, foreign: list[str]
) -> None:
    open_page(page, app_url)
    expect(page.locator(SHAPES)).to_have_count(DRAWN["eurasia"])
    assert title(page) == TITLE
    assert query(page) == {}
    chart = page.get_by_role("figure").first
    expect(chart).to_have_attribute("aria-label", re.compile("Highest: Germany \\+32,000"))
    assert foreign == []


@pytest.mark.parametrize("region", ["world", "europe", "eurasia"])
def test_every_country_is_drawn_and_none_fills_the_globe(
    page: Page, app_url: str, region: str
) -> None:
    open_page(page, f"{app_url}/?region={region}&layer=asylum_applications&year=2023")
    expect(page.locator(SHAPES)).to_have_count(DRAWN[region])
    shares = page.evaluate(
        f"""() => {{
            const map = document.querySelector('.geo').getBoundingClientRect();
            return [...document.querySelectorAll('{SHAPES}')].map(p => {{
                const box = p.getBoundingClientRect();
                return [p.__data__.loc, box.width * box.height / (map.width * map.height)];
            }});
        }}"""
    )
    spread = {"RUS", "USA", "FRA", "KIR", "NZL", "ATF", "UMI"}  # wide by their islands
    assert [iso3 for iso3, share in shares if share > 0.2 and iso3 not in spread] == []


def test_hover_names_the_country_and_its_value(page: Page, app_url: str) -> None:
    open_page(page, app_url)
    expect(page.locator(SHAPES)).to_have_count(DRAWN["eurasia"])
    for iso3, text in (
        ("POL", "Poland: −5,563 (−21.1%) permits"),
        ("UKR", "Ukraine: not covered"),
    ):
        page.mouse.move(*middle(page, iso3))
        expect(page.locator(".hovertext")).to_have_text(text)


def test_controls_write_readable_codes_and_back_undoes_them(page: Page, app_url: str) -> None:
    open_page(page, app_url)
    page.get_by_role("radio", name="World").or_(page.get_by_text("World", exact=True)).first.click()
    wait_for_query(page, {"region": ["world"]})
    pick(page, "Layer", "New asylum")
    wait_for_query(page, {"layer": ["asylum_applications"], "measure": ["change"]})
    page.go_back()
    wait_for_query(page, {"region": ["world"]})
    assert title(page) == TITLE
    page.go_back()
    wait_for_query(page, {})


def test_the_year_moves_by_keyboard(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?measure=total")
    slider = page.locator(".st-key-map_year").get_by_role("slider")
    slider.focus()
    slider.press("ArrowLeft")
    idle(page)
    assert query(page)["year"] == ["2022"]
    assert "end of 2022" in title(page)


def test_a_click_on_the_map_picks_the_country(page: Page, app_url: str) -> None:
    open_page(page, app_url)
    expect(page.locator(SHAPES)).to_have_count(DRAWN["eurasia"])
    page.mouse.click(*middle(page, "POL"))
    expect(page.get_by_text("20,812 permits, end of 2023")).to_be_visible()
    wait_for_query(page, {"country": ["POL"]})
    assert title(page) == TITLE


def test_a_click_on_a_bar_picks_the_country(page: Page, app_url: str) -> None:
    open_page(page, app_url)
    bar = page.locator(".st-key-ranking .point path").nth(2).bounding_box()
    assert bar is not None
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    expect(page.get_by_text("37,127 permits, end of 2023")).to_be_visible()
    wait_for_query(page, {"country": ["CYP"]})


def test_a_country_is_found_in_russian_and_has_value_rank_source_and_citation(
    page: Page, app_url: str
) -> None:
    open_page(page, app_url)
    pick(page, "Country", "Кипр")
    card = page.locator(".st-key-country_card")
    expect(card.get_by_text("37,127 permits, end of 2023")).to_be_visible()
    expect(card.get_by_text("+19,138 (+106.4%) permits against 17,989 in 2021")).to_be_visible()
    expect(card.get_by_text("Rank 3 of 30 countries with a value, by change")).to_be_visible()
    expect(card.get_by_text("Official figure, read in a public copy")).to_be_visible()
    card.get_by_role("button", name="Cite").click()
    citation = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    expect(citation).to_contain_text(f"data release {RELEASE}")
    expect(citation).to_contain_text("country=CYP")


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


def test_markup_in_a_link_stays_text(page: Page, app_url: str, foreign: list[str]) -> None:
    open_page(page, f"{app_url}/?layer=<img src=x onerror=alert(1)>**b**")
    expect(page.get_by_text("<img src=x onerror=alert(1)>**b**")).to_be_visible()
    assert page.locator("img[src='x']").count() == 0
    assert foreign == []


def test_the_share_link_restores_exactly_this_view(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits&measure=per_1000&country=EST&region=europe")
    page.get_by_text("Link to this view").click()
    link = page.get_by_test_id("stExpander").get_by_test_id("stCode").first.inner_text().strip()
    shown = title(page)
    assert parse_qs(urlsplit(link).query)["data"] == [RELEASE]
    open_page(page, link)
    assert title(page) == shown
    expect(page.locator(".st-key-country_card").get_by_text("Estonia", exact=True)).to_be_visible()


def test_the_table_opens_sorts_and_searches(page: Page, app_url: str) -> None:
    open_page(page, app_url)
    page.get_by_text("Table and download").click()
    idle(page)
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
    expect(page.locator("h3").first).to_have_text(TITLE)


def test_a_reader_can_switch_the_theme_and_the_map_follows(page: Page, app_url: str) -> None:
    page.emulate_media(color_scheme="light")
    open_page(page, app_url)
    page.wait_for_function(f"() => {fill('UKR')} === 'rgb(228, 231, 233)'")
    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    page.keyboard.press("Escape")
    legend = page.locator(".legendtext").first
    expect(legend).not_to_have_css("fill", "rgb(16, 20, 24)")
    bright = legend.evaluate("e => getComputedStyle(e).fill.match(/\\d+/g).map(Number)")
    assert min(bright) > 200
    page.get_by_role("radio", name="World").check(force=True)
    page.wait_for_function(f"() => {fill('UKR')} === 'rgb(39, 47, 55)'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    ["/", "/?country=CYP", "/?layer=staying&country=GEO", "/?layer=us_encounters", "/?layer=x"],
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
def test_nothing_is_wider_than_the_window(
    browser: Browser, app_url: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    open_page(page, f"{app_url}/?country=CYP")
    expect(page.locator(SHAPES)).to_have_count(DRAWN["eurasia"] + 1)
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
            .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1
                && e.getBoundingClientRect().width > 0 && e.type !== 'range'
                && !e.closest('svg') && !e.closest('[data-testid="stPlotlyChart"]'))
            .map(e => e.dataset.testid || e.className).slice(0, 5)"""
    )
    if size == (1366, 768):
        bottom = page.get_by_test_id("stPlotlyChart").first.bounding_box()
        assert bottom is not None
        assert bottom["y"] + bottom["height"] <= 780
    context.close()
    assert too_wide == []
