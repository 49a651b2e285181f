"""A briefing taken along: the HTML file with the network off, and a file made on the page."""

import re
from dataclasses import replace
from pathlib import Path

import pptx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dashboard.files.html import html_bytes
from tests.browser.conftest import downloaded, open_page, violations
from tests.decks import READY, deck_of

pytestmark = pytest.mark.browser
PDF_PAGE = re.compile(rb"/Type\s*/Page[^s]")


def test_the_html_file_works_with_the_network_off(context: BrowserContext, tmp_path: Path) -> None:
    deck = deck_of(READY)
    # One page of sources, so that the pages of the views can be counted.
    deck.slides[:] = [
        replace(item, slide=replace(item.slide, sources=item.slide.sources[:2]))
        for item in deck.slides
    ]
    file = tmp_path / "briefing.html"
    file.write_bytes(html_bytes(deck))
    context.set_offline(True)
    page = context.new_page()
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda request: found.append(request.url))
    page.goto(file.as_uri())
    maps = [number for number, item in enumerate(deck.slides, start=1) if item.slide.map]
    assert len(maps) == 3
    charts = len(READY) - len(maps)
    expect(page.locator("html")).to_have_attribute("data-drawn", str(charts), timeout=30_000)
    assert found == [file.as_uri()]

    expect(page.locator(".figure .main-svg:first-child")).to_have_count(charts)
    for number in maps:
        shape = page.locator(f"section:has(#view-{number}) path[data-iso=DEU]:visible").first
        box = shape.bounding_box()
        assert box
        assert box["width"] > 15
        told = shape.get_attribute("aria-label") or shape.locator("title").text_content()
        assert (told or "").startswith("Germany")

    # The map of permits steps and plays by its keys, with the title of the moment.
    change = page.locator(f"section:has(#view-{maps[-1]})")
    title = change.locator("h2")
    shown = title.inner_text()
    slider = change.get_by_role("slider")
    slider.focus()
    slider.press("Home")
    expect(title).not_to_have_text(shown)
    change.get_by_role("button", name="Play").press("Enter")
    expect(title).to_have_text(shown)
    # Two maps on a page keep places of their own.
    other = page.locator(f"section:has(#view-{maps[1]}) .map")
    other.get_by_role("button", name="Zoom in").click()
    expect(other).not_to_have_attribute("data-zoom", "1.00")
    expect(change.locator(".map")).to_have_attribute("data-zoom", "1.00")

    # A name that no country has picks none.
    field = change.get_by_role("combobox", name="Country")
    field.fill("Atlantis")
    field.press("Enter")
    expect(change.locator(".map .card")).to_have_count(0)
    field.fill("Польша")
    field.press("Enter")
    expect(change.locator(".map .card")).to_contain_text("Poland")

    page.locator("nav a").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#view-3")).to_be_in_viewport()
    assert violations(page) == []

    pages = PDF_PAGE.findall(page.pdf(prefer_css_page_size=True))
    assert len(pages) == 1 + len(READY) + 1
    page.emulate_media(media="print")
    for number in range(1, len(READY) + 1):
        box = page.locator(f"section:has(#view-{number}) .figure > *").first.bounding_box()
        assert box
        assert box["height"] > 150
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_presentation_is_made_on_click(page: Page, app_url: str, tmp_path: Path) -> None:
    open_page(page, f"{app_url}/brief")
    page.get_by_role("button", name="Download", exact=True).click()
    page.get_by_role("button", name="Make PowerPoint").click()
    expect(page.get_by_text(re.compile(r"Slide \d of 8: "))).to_be_visible()
    button = page.get_by_role("button", name="Download PowerPoint")
    expect(button).to_be_visible(timeout=40_000)
    download = downloaded(button)
    assert re.fullmatch(r"briefing-[\d.]+\.pptx", download.suggested_filename)
    download.save_as(tmp_path / "deck.pptx")
    made = pptx.Presentation(tmp_path / "deck.pptx")
    assert len(made.slides) > len(READY)
    links = {
        run.hyperlink.address
        for shape in made.slides[1].shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    }
    assert any(str(link).startswith(f"{app_url}/?layer=entry_rules&") for link in links)
