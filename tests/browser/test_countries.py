"""The Countries page as a reader uses it."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import (
    Theme,
    choose,
    idle,
    open_action,
    open_page,
    query,
    violations,
    wait_for_query,
)

pytestmark = pytest.mark.browser


def field(page: Page) -> Locator:
    """The one field that adds a country."""
    return page.get_by_role("combobox", name="Country")


def search(page: Page, text: str) -> None:
    """Type a name and take the option that holds it: a country, or the name as it was typed."""
    choose(page, field(page), text)


def words_in_view(page: Page) -> int:
    """How many words the page shows, those of its pictures too."""
    return int(
        page.evaluate(
            """() => [document.querySelector('[data-testid=stMain]'),
                ...[...document.querySelectorAll('[data-testid]')].map(n => n.shadowRoot)
                    .filter(Boolean).map(root => root.querySelector('.countries')).filter(Boolean)]
                .map(n => n.innerText).join(' ').split(/\\s+/).filter(Boolean).length"""
        )
    )


def height(page: Page) -> int:
    return int(page.get_by_test_id("stMain").evaluate("node => node.scrollHeight"))


def test_one_country_in_full(page: Page, app_url: str, foreign: list[str]) -> None:
    assert foreign == []
    open_page(page, f"{app_url}/countries?c=GEO")
    title = "Georgia: about 73,500 people counted in 2024; same rule at four dates"
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_text(re.compile("not the right to live or work"))).to_be_visible()
    expect(page.get_by_text("1 No visa needed, 365 days per entry").first).to_be_visible()
    expect(page.get_by_text("23,574 in, 25,612 out").first).to_be_visible()
    expect(page.get_by_text(re.compile("Not covered by the source: .*Valid res"))).to_be_visible()
    panel = page.locator("[data-indicator=asylum_applications]")
    chart = panel.get_by_role("img", name=re.compile("2022 115"))
    expect(chart).to_be_visible()
    # Under the pointer the large number is the one of that year.
    box = chart.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 10)
    expect(panel.locator("b").first).to_have_text("115")


def test_definition_caution_and_source_are_one_click_away(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/countries?c=GEO&c=DEU")
    page.get_by_role("button", name="About: New asylum applications").click()
    about = page.get_by_role("dialog")
    expect(about).to_contain_text("asked for asylum for the first time")
    expect(about).to_contain_text("no row means no report, not zero")
    expect(about.get_by_role("link", name="all uses").first).to_have_attribute(
        "href", "sources?s=unhcr-rdf-2026-06"
    )
    page.keyboard.press("Escape")
    expect(about).to_be_hidden()
    page.get_by_role("button", name=re.compile("Georgia: .*loosened")).click()
    expect(about.get_by_role("link", name="all uses")).not_to_have_count(0)
    page.get_by_role("button", name="Close").click()
    expect(about).to_be_hidden()


def test_the_table_has_every_figure_rule_and_decision(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/countries?c=GEO")
    open_action(page, "Table", "countries")
    expect(
        page.get_by_text(
            "On 5 June 2023 Georgia let Russian citizens stay 365 days per entry without a visa; "
            "text checked"
        )
    ).to_be_visible()
    expect(
        page.get_by_text("The index said 360 days; shown here is the text of the rule.").first
    ).to_be_visible()
    expect(page.get_by_text("79 applications")).to_be_visible()


def test_the_table_of_all_is_sorted_ticked_and_compared_by_keyboard(
    page: Page, app_url: str
) -> None:
    open_page(page, f"{app_url}/countries")
    table = page.get_by_role("table", name=re.compile("81 of 198 destinations"))
    first = table.get_by_role("rowheader").first
    expect(first).to_have_text("Armenia")
    expect(table.get_by_role("row")).to_have_count(16)
    page.get_by_label("Sort by").select_option("rise")
    expect(first).to_have_text("Germany")
    page.get_by_label("Region").select_option("EU")
    expect(page.get_by_role("status").last).to_have_text("15 of 27 destinations")
    page.get_by_role("button", name="Show all 27").press("Enter")
    expect(table.get_by_role("row")).to_have_count(28)
    for name in ("Finland", "Cyprus"):
        page.get_by_role("checkbox", name=f"Compare {name}").press("Space")
    page.get_by_role("button", name="Compare Finland, Cyprus").press("Enter")
    wait_for_query(page, {"c": ["FIN", "CYP"]})
    expect(page.get_by_role("group", name=re.compile("^Finland: 7 Tourists"))).to_be_visible()


def test_a_name_of_the_table_opens_its_country(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/countries")
    page.get_by_role("rowheader", name="Georgia").get_by_role("button").click()
    wait_for_query(page, {"c": ["GEO"]})
    search(page, "сербия")
    wait_for_query(page, {"c": ["GEO", "SRB"]})
    both = "Georgia and Serbia: no visa needed at all four dates"
    expect(page.get_by_role("heading", name=both)).to_be_visible()
    page.reload()
    idle(page)
    expect(page.get_by_role("heading", name=both)).to_be_visible()
    page.go_back()
    wait_for_query(page, {"c": ["GEO"]})
    page.locator(".st-key-countries_remove_GEO button").click()
    wait_for_query(page, {})
    page.go_back()
    wait_for_query(page, {"c": ["GEO"]})
    page.get_by_role("button", name="Reset").click()
    wait_for_query(page, {})


def test_the_presenter_chooses_what_the_slide_shows(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/countries?c=GEO&c=ARM&c=SRB&c=TUR")
    choose(page, page.get_by_role("combobox", name="Headline and slide"), "New asylum")
    wait_for_query(page, {"c": ["GEO", "ARM", "SRB", "TUR"], "show": ["asylum_applications"]})
    title = re.compile("^New asylum applications, 2023: ")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    page.get_by_role("button", name="Present").click()
    idle(page)
    expect(page.get_by_text(title).first).to_be_visible()
    assert query(page)["show"] == ["asylum_applications"]


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("countries", 2 * 768),
        ("countries?c=GEO", 1_536),
        ("countries?c=DEU", 1_536),
        ("countries?c=GEO&c=ARM&c=SRB&c=TUR", 3 * 768),
        ("countries?c=DEU&c=ESP&c=FIN&c=LVA", 3 * 768),
    ],
)
def test_a_page_is_short_and_mostly_picture(
    browser: Browser, app_url: str, path: str, most: int
) -> None:
    for wide, high, share in ((1366, 768, 1 / 2), (390, 844, 1 / 3)):
        context = browser.new_context(viewport={"width": wide, "height": high})
        page = context.new_page()
        open_page(page, f"{app_url}/{path}")
        pictures = page.locator(".countries[data-ready]")
        box = pictures.bounding_box()
        assert box is not None
        assert high - box["y"] >= share * high, (wide, box)
        assert words_in_view(page) < 500
        if wide > 1000:
            assert height(page) <= most
        context.close()


@pytest.mark.parametrize(
    ("typed", "iso3"),
    [("Republic of Korea", "KOR"), ("Kosovo", "XKX"), ("Турция", "TUR"), ("Turkey", "TUR")],
)
def test_search_takes_the_spellings_people_use(
    page: Page, app_url: str, typed: str, iso3: str
) -> None:
    open_page(page, f"{app_url}/countries")
    search(page, typed)
    wait_for_query(page, {"c": [iso3]})


def test_a_near_miss_suggests_and_does_not_guess(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/countries")
    search(page, "Kazahstan")
    assert query(page) == {}
    expect(page.get_by_text("No country is called “Kazahstan”. Did you mean:")).to_be_visible()
    page.locator(".st-key-countries_add_near_KAZ button").click()
    wait_for_query(page, {"c": ["KAZ"]})
    search(page, "qqqqq")
    unknown = "No country is called “qqqqq”. Try another spelling."
    expect(page.get_by_text(unknown)).to_be_visible()
    assert query(page) == {"c": ["KAZ"]}


def test_what_a_link_asks_too_much_is_named(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/countries?c=GEO&c=SRB&c=KAZ&c=ARM&c=TUR&c=RUS")
    line = page.get_by_text(re.compile("^Not used from this link"))
    expect(line).to_contain_text("c = “TUR” (at most 4 countries stand side by side)")
    expect(line).to_contain_text("c = “RUS” (no country of that ISO 3166 alpha-3 code)")
    expect(field(page)).to_be_disabled()


def test_a_list_is_reached_by_keyboard(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/countries")
    box = field(page)
    box.focus()
    box.press_sequentially("Armenia")
    box.press("Enter")
    wait_for_query(page, {"c": ["ARM"]})
    # The open list hides the rest of the page from assistive technology.
    box.press("Escape")
    expect(page.get_by_role("heading", name=re.compile("^Armenia: "))).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["countries", "countries?c=VUT", "countries?c=GEO&c=FIN"])
def test_no_axe_violation(browser: Browser, app_url: str, theme: Theme, path: str) -> None:
    context = browser.new_context(color_scheme=theme)
    page = context.new_page()
    open_page(page, f"{app_url}/{path}")
    assert violations(page) == []
    context.close()


def test_a_narrow_screen_scrolls_in_one_direction_only(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_page(page, f"{app_url}/countries?c=GEO&c=SRB")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    context.close()
