"""The Countries page as a reader uses it."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Theme, choose, idle, open_page, query, violations, wait_for_query

pytestmark = pytest.mark.browser


def field(page: Page) -> Locator:
    """The one field that adds a country."""
    return page.get_by_role("combobox", name="Country")


def search(page: Page, text: str) -> None:
    """Type a name and take the option that holds it: a country, or the name as it was typed."""
    choose(page, field(page), text)


def test_one_country_in_full(page: Page, app_url: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    open_page(page, f"{app_url}/countries?c=GEO")
    expect(page.get_by_role("heading", name="Georgia", exact=True)).to_be_visible()
    expect(
        page.get_by_text(
            "On 5 June 2023 Georgia let Russian citizens stay 365 days per entry without a visa; "
            "text checked."
        )
    ).to_be_visible()
    expect(
        page.get_by_text("The index said 360 days; shown here is the text of the rule.").first
    ).to_be_visible()
    expect(page.get_by_text(re.compile("not the right to live or work"))).to_be_visible()
    expect(page.get_by_text("Georgia, 2023: 52,627 moved in, 35,344 moved out")).to_be_visible()
    expect(page.get_by_text("Georgia: about 73,500 people", exact=False)).to_be_visible()
    expect(page.get_by_text(re.compile("Not covered by the source: .*Valid res"))).to_be_visible()
    own = (app_url, app_url.replace("http", "ws", 1), "data:", "blob:")
    assert [url for url in requests if not url.startswith(own)] == []


def test_an_empty_page_offers_a_start_and_a_link_is_written(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/countries")
    page.get_by_role("button", name="Georgia").click()
    wait_for_query(page, {"c": ["GEO"]})
    search(page, "сербия")
    wait_for_query(page, {"c": ["GEO", "SRB"]})
    expect(page.get_by_role("heading", name="Georgia and Serbia")).to_be_visible()
    page.reload()
    idle(page)
    expect(page.get_by_role("heading", name="Georgia and Serbia")).to_be_visible()
    page.go_back()
    wait_for_query(page, {"c": ["GEO"]})
    page.get_by_role("button", name="Remove Georgia").click()
    wait_for_query(page, {})
    page.go_back()
    wait_for_query(page, {"c": ["GEO"]})
    page.get_by_role("button", name="Reset").click()
    wait_for_query(page, {})


@pytest.mark.parametrize(
    ("typed", "iso3"),
    [("Republic of Korea", "KOR"), ("Kosovo", "XKX"), ("Турция", "TUR"), ("kaz", "KAZ")],
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
    expect(page.get_by_role("heading", name="Armenia", exact=True)).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["countries", "countries?c=GEO&c=FIN"])
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
