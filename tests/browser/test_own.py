"""A table of one's own, as a reader brings it."""

import io
import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import (
    another_site,
    choose,
    downloaded,
    idle,
    open_page,
    violations,
    wait_for_query,
)
from tests.browser.maps import SHAPES, drawn, the_map

pytestmark = pytest.mark.browser

# The drop zone of st.file_uploader is marked as presentational and has a label all the same.
STREAMLITS_OWN = "presentation-role-conflict"
TABLE = (
    "Our survey\n\ncountry;people;year\nГрузия;1 200;2022\nГрузия;1 500;2023\nArmenia;950;2023\n"
    "Armenia;50;2023\nKazachstan;300;2023\n=1+1;7;2023\nSerbia;0;2023\nTurkey*;-4;2023\n"
)


def upload(page: Page, app_url: str, content: str = TABLE) -> None:
    open_page(page, f"{app_url}/?layer=own")
    page.locator("input[type=file]").set_input_files(
        {"name": "my_table.csv", "mimeType": "text/csv", "buffer": content.encode("cp1251")}
    )
    expect(page.get_by_role("heading", name="Report on my_table.csv")).to_be_visible()
    idle(page)


def draw(page: Page) -> None:
    page.get_by_role("button", name="Show it on the map").click()
    expect(the_map(page).locator(SHAPES).first).to_be_attached()
    idle(page)
    assert drawn(page)


def test_a_table_is_reported_on_drawn_and_kept_across_pages(
    page: Page, app_url: str, foreign: list[str]
) -> None:
    upload(page, app_url, TABLE)
    expect(page.get_by_text("headings in line 3")).to_be_visible()
    expect(page.get_by_text("In the file: 8 rows, sum 4,003")).to_be_visible()
    expect(the_map(page)).to_have_count(0)
    draw(page)
    title = page.get_by_role("heading", name="my_table, 2023: most in Georgia and Armenia")
    expect(title).to_be_visible()
    expect(page.get_by_text("not in your table", exact=True).first).to_be_attached()
    page.get_by_role("link", name="People", exact=True).click()
    # The map is gone a moment before the address changes: Back would leave the page before it.
    page.wait_for_url(re.compile("/people"))
    idle(page)
    expect(title).to_have_count(0)
    page.go_back()
    wait_for_query(page, {"layer": ["own"]})
    expect(title).to_be_visible()
    assert foreign == []


def test_repairs_and_the_rejected_rows(page: Page, app_url: str) -> None:
    upload(page, app_url, TABLE)
    page.get_by_role("radio", name="Add them up").click()
    idle(page)
    choose(page, page.locator(".st-key-own_country_0").get_by_role("combobox"), "Kazakhstan")
    expect(
        page.get_by_text("on the map: 6 rows, sum 4,000; not on it: 2 rows, sum 3.")
    ).to_be_visible()
    path = downloaded(page.get_by_role("button", name="Download the rejected rows")).path()
    rows = pd.read_csv(io.BytesIO(path.read_bytes()), dtype=str, keep_default_na=False)
    assert list(zip(rows["line"], rows["country"], rows["value"], strict=True)) == [
        ("9", "'=1+1", "7"),
        ("11", "Turkey*", "-4"),
    ]
    shown = page.get_by_role("table").inner_text()
    for why in rows["why"]:
        assert why in shown
    draw(page)
    said = "Highest: Georgia 1,500, Armenia 1,000, Kazakhstan 300"
    expect(page.get_by_role("group", name=said)).to_be_visible()
    bars = the_map(page).locator(".list li")
    assert [bar.split("\n") for bar in bars.all_inner_texts()[:3]] == [
        ["Georgia", "1,500"],
        ["Armenia", "1,000"],
        ["Kazakhstan", "300"],
    ]


def test_another_reader_sees_nothing_of_it(browser: Browser, app_url: str) -> None:
    one, other = browser.new_context().new_page(), browser.new_context().new_page()
    upload(one, app_url, "country,value\nGeorgia,5\n")
    draw(one)
    open_page(other, one.url)
    expect(other.get_by_text("Put a table of your own on this map")).to_be_visible()
    assert "my_table" not in other.content()
    upload(other, app_url, "country,value\nArmenia,7\n")
    draw(other)
    one.get_by_role("radio", name="Europe", exact=True).click()
    idle(one)
    expect(one.get_by_role("heading", name="my_table: most in Georgia")).to_be_visible()
    for page in (one, other):
        page.context.close()


def check(page: Page, without: str | None = None) -> None:
    """No violation on a laptop, and on a phone nothing to scroll sideways."""
    assert violations(page, without) == []
    page.set_viewport_size({"width": 390, "height": 844})
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    page.set_viewport_size({"width": 1366, "height": 768})


def test_no_axe_violation_and_one_direction_to_scroll(browser: Browser, app_url: str) -> None:
    for theme in ("light", "dark"):
        context = browser.new_context(
            color_scheme=theme,
            viewport={"width": 1366, "height": 768},
        )
        page = context.new_page()
        open_page(page, f"{app_url}/?layer=own")
        expect(page.locator("input[type=file]")).to_be_attached()
        check(page, STREAMLITS_OWN)
        upload(page, app_url)
        check(page)
        draw(page)
        check(page)
        context.close()


def test_a_table_is_taken_in_an_iframe_of_another_site(
    page: Page, app_url: str, tmp_path: Path
) -> None:
    """A browser keeps cookies from such an iframe."""
    with another_site(tmp_path, f"{app_url}/?layer=own&embed=true") as site:
        page.goto(site)
        inside = page.frame_locator("iframe")
        inside.locator("input[type=file]").set_input_files(
            {"name": "mine.csv", "mimeType": "text/csv", "buffer": b"country,value\nGeorgia,5\n"}
        )
        expect(inside.get_by_role("heading", name="Report on mine.csv")).to_be_visible()


def test_a_file_of_a_little_over_ten_megabytes_is_judged_in_words(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/?layer=own")
    content = b"country,value\nGeorgia,5\n".ljust(10 * 2**20 + 1, b" ")
    page.locator("input[type=file]").set_input_files(
        {"name": "large.csv", "mimeType": "text/csv", "buffer": content}
    )
    expect(page.get_by_text("large.csv: has 10.0 MB; at most 10 MB are read")).to_be_visible()
    expect(page.locator("input[type=file]")).to_be_attached()
    idle(page)
