"""A map in one file, opened from disk by a reader who has no network."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard.files.html import FileWords, map_file
from dashboard.link.map_view import defaults
from dashboard.link.page_link import Vocabulary
from dashboard.map.figure import map_timeline
from dashboard.tables.catalogue import Catalogue
from tests.browser.conftest import violations
from tests.browser.maps import (
    at_moment,
    country_field,
    enter,
    find_country,
    focused,
    step_time,
    the_map,
)

WORDS = FileWords(["UNHCR"], ["A caution."], "Who left Russia?", "2026.12", "https://example.org/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_plays_takes_keys_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, catalogue: Catalogue, words: Vocabulary, scheme: str
) -> None:
    indicator = words.layers["asylum_applications"]
    maps = map_timeline(catalogue, indicator, defaults(indicator))
    file = tmp_path / "map.html"
    file.write_bytes(map_file(maps, WORDS))
    context = browser.new_context(
        offline=True, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.goto(file.as_uri())
    at_moment(page, maps.shown)
    earlier = step_time(page)
    words_then = next(one for one in maps.moments if one.code == earlier)
    expect(page.locator("h1")).to_have_text(words_then.title)
    expect(page.locator("#subtitle")).to_have_text(words_then.subtitle)
    the_map(page).get_by_role("button", name="Play").click()
    at_moment(page, maps.moments[-1].code)
    enter(page)
    page.keyboard.type("germ")
    assert focused(page)["iso"] == "DEU"
    page.keyboard.press("Enter")
    expect(the_map(page).locator(".card")).to_contain_text("Germany")
    find_country(page, "Грузия")
    expect(the_map(page).locator(".card")).to_contain_text("Georgia")
    find_country(page, "Atlantis")
    expect(the_map(page).locator(".card")).to_contain_text("Georgia")
    told = country_field(page).evaluate("field => field.validationMessage")
    assert told == "No country is called “Atlantis”."
    assert violations(page) == []
    assert asked == [file.as_uri()]
    context.close()
