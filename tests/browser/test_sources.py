"""The Sources page as a reader uses it."""

import zipfile
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import (
    Theme,
    downloaded,
    idle,
    open_action,
    open_page,
    query,
    violations,
    wait_for_query,
)
from tests.this_release import RELEASE

pytestmark = pytest.mark.browser

PARTS = ("Gaps", "Indicators", "Glossary", "Changes", "Take along", "What rests on what")


def open_part(page: Page, part: str) -> None:
    page.get_by_role("radio", name=part, exact=True).click()
    idle(page)


def test_from_a_source_to_the_page_that_uses_it_and_back(page: Page, app_url: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    open_page(page, f"{app_url}/sources")
    # The picture and the list lead to the same source.
    page.get_by_role("button", name="UNHCR 2,389").click()
    wait_for_query(page, {"s": ["unhcr-rdf-2026-06"]})
    page.go_back()
    wait_for_query(page, {})
    page.get_by_role("button", name="Eurostat 513").press("Enter")
    wait_for_query(page, {"q": ["Eurostat"]})
    page.go_back()
    wait_for_query(page, {})
    page.get_by_role("button", name="UNHCR, 25 Jun 2026").click()
    wait_for_query(page, {"s": ["unhcr-rdf-2026-06"]})
    open_page(page, f"{app_url}/sources?s=eurostat-migr-resvalid-2026")
    # The Map does not open on 2024; the figures stand in the series of the countries.
    page.get_by_role("link", name="Countries: Valid residence permits").click()
    wait_for_query(page, {"c": ["DEU", "DNK", "ESP", "FRA"]})
    page.go_back()
    wait_for_query(page, {"s": ["eurostat-migr-resvalid-2026"]})
    page.get_by_role("button", name="All sources").click()
    wait_for_query(page, {})
    expect(page.get_by_text("380 sources", exact=True)).to_be_visible()
    page.get_by_role("button", name="At its own address").click()
    idle(page)
    expect(page.get_by_text("380 sources", exact=True)).to_have_count(0)
    page.locator(".st-key-read_all button").click()
    expect(page.get_by_text("380 sources", exact=True)).to_be_visible()
    own = (app_url, app_url.replace("http", "ws", 1), "data:", "blob:")
    assert [url for url in requests if not url.startswith(own)] == []


def test_a_source_note_leads_to_its_source(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/countries?c=GEO")
    open_action(page, "Sources and terms", "countries")
    link = page.locator('a[href^="sources?s="]').first
    with page.expect_popup() as opened:
        link.click()
    source = opened.value
    expect(source.get_by_role("heading", name="What rests on it")).to_be_visible()
    assert urlsplit(source.url).path == "/sources"
    assert list(query(source)) == ["s"]
    source.close()


def test_searching_by_keyboard_and_reloading(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/sources")
    box = page.get_by_label("Search sources, figures, indicators, terms and known gaps")
    box.fill("recognition rate")
    box.press("Enter")
    wait_for_query(page, {"q": ["recognition rate"]})
    page.reload()
    idle(page)
    expect(page.get_by_text("For “recognition rate”: 1 term")).to_be_visible()
    expect(page.get_by_text("Refugee status and other protection together")).to_be_visible()


def test_what_is_downloaded_carries_the_release(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/sources?s=bbc-2023-06")
    page.get_by_role("radio", name="Download").click()
    idle(page)
    found = downloaded(page.get_by_role("button", name="Cite as BibTeX"))
    assert found.suggested_filename == f"bbc-2023-06-{RELEASE}.bib"
    assert found.path().read_text(encoding="utf-8").startswith("@misc{bbc-2023-06,")
    open_part(page, "Take along")
    found = downloaded(page.get_by_role("button", name="Download all tables"))
    assert found.suggested_filename == f"who-left-russia-{RELEASE}.zip"
    names = zipfile.ZipFile(found.path()).namelist()
    assert names[0] == "datapackage.json"
    assert "people.csv" not in names


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_axe_violation(browser: Browser, app_url: str, theme: Theme) -> None:
    context = browser.new_context(color_scheme=theme)
    page = context.new_page()
    for path in ("sources", "sources?s=bbc-2023-06&indicator=valid_permits&q=permit"):
        open_page(page, f"{app_url}/{path}")
        assert violations(page) == []
    for part in PARTS:
        open_part(page, part)
        assert violations(page) == [], part
    context.close()


def test_a_narrow_screen_scrolls_in_one_direction_only(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_page(page, f"{app_url}/sources?s=unhcr-rdf-2026-06&indicator=valid_permits")
    main = page.get_by_test_id("stMain")
    for part in (None, *PARTS):
        if part:
            open_part(page, part)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert main.evaluate("node => node.scrollWidth <= node.clientWidth"), part
    context.close()


def test_the_gaps_are_walked_by_keyboard(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/sources")
    open_part(page, "Gaps")
    first = page.get_by_role("gridcell").first
    first.focus()
    expect(page.get_by_text("Valid residence permits, Georgia: not covered")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    told = "Left and not returned, The Bell 2024, Georgia: a value in the year"
    expect(page.get_by_text(told)).to_be_visible()
    page.keyboard.press("Enter")
    wait_for_query(page, {"indicator": ["staying"]})


@pytest.mark.parametrize(("width", "height", "part"), [(1366, 768, 0.5), (390, 844, 1 / 3)])
@pytest.mark.parametrize("opened", ["What rests on what", "Gaps"])
def test_the_first_screen_is_a_picture(
    browser: Browser, app_url: str, width: int, height: int, part: float, opened: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    open_page(page, f"{app_url}/sources")
    open_part(page, opened)
    box = page.locator(".box").last.bounding_box()
    assert box
    assert min(box["y"] + box["height"], height) - box["y"] >= part * height
    context.close()
