"""The frame of the README in a page of another kind: figure, legend, source, link, all in view."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import open_page

pytestmark = pytest.mark.browser
README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
FRAME = re.compile(r"<iframe .*?</iframe>", re.DOTALL)
FITS = """() => [document.documentElement, ...document.querySelectorAll("*")].every((e) =>
    !/auto|scroll/.test(getComputedStyle(e).overflowY) || !e.clientHeight
        || e.scrollHeight <= e.clientHeight + 1)"""


def framed(page: Page, app_url: str, html: str) -> FrameLocator:
    page.route(
        f"{app_url}/host.html",
        lambda route: route.fulfill(
            content_type="text/html",
            body='<!doctype html><title>Host</title><link rel="icon" href="data:,">'
            f'<body style="margin:0">{html}',
        ),
    )
    page.goto(f"{app_url}/host.html")
    return page.frame_locator("iframe")


@pytest.mark.parametrize("height", [400, 900])
@pytest.mark.parametrize("width", [760, 1100])
def test_the_frame_of_the_readme_shows_all_of_the_map(
    page: Page, app_url: str, foreign: list[str], width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": 950})
    found = FRAME.search(README)
    assert found is not None
    html = found[0].replace("https://YOUR-APP.streamlit.app", app_url)
    inside = framed(page, app_url, html.replace('height="760"', f'height="{height}"'))
    title = inside.get_by_role("heading", name="Valid residence permits: up in 23 of 30 countries")
    expect(title).to_be_in_viewport(ratio=1)
    shapes = inside.locator("svg.shapes")
    expect(inside.locator(".map[data-ready]:not([hidden])")).to_be_visible()
    frame = page.frames[1]
    frame.wait_for_function(FITS)
    expect(shapes).to_be_in_viewport(ratio=1)
    expect(inside.locator(".legend")).to_be_in_viewport(ratio=1)
    expect(inside.get_by_text("Source: Eurostat; read in a public copy")).to_be_in_viewport(ratio=1)
    high = shapes.evaluate("svg => svg.getBoundingClientRect().height")
    assert high >= 0.4 * height
    assert inside.get_by_role("link", name="Workforce").count() == 0
    assert inside.get_by_test_id("stSelectbox").count() == 0
    whole = inside.get_by_role("link", name="Open the whole page")
    expect(whole).to_be_in_viewport(ratio=1)
    address = urlsplit(whole.get_attribute("href") or "")
    assert f"{address.scheme}://{address.netloc}" == app_url
    assert parse_qs(address.query) == {"layer": ["valid_permits"]}
    assert foreign == []


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ("countries?c=GEO&c=KAZ", "Left and not returned, The Bell 2024: most in Kazakhstan"),
        ("workforce?people=650000", "0.65 m leavers"),
        ("people?part=why", "About 33% named the risk of mobilisation first"),
        ("scenarios", "People who left: claims covering 2022"),
    ],
)
def test_every_page_shows_its_figure_and_the_way_to_the_whole(
    page: Page, app_url: str, link: str, title: str
) -> None:
    page.set_viewport_size({"width": 900, "height": 700})
    open_page(page, f"{app_url}/{link}{'&' if '?' in link else '?'}embed=true")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    expect(page.get_by_role("link", name="Open the whole page")).to_be_visible()
    expect(page.get_by_role("link", name="Sources")).to_have_count(0)
    expect(page.locator("input, [data-testid=stExpander]")).to_have_count(0)
