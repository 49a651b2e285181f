"""Presenter mode in a real browser: nothing scrolls, keys turn the slides, embedded too."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import idle, open_page, violations, wait_for_parameter, wait_for_query
from tests.browser.maps import at_moment, step_time, the_map
from tests.this_release import RELEASE

pytestmark = pytest.mark.browser
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
SCREEN: ViewportSize = {"width": 1920, "height": 1080}
SLIDES = (
    "?present=true",
    "?present=true&layer=entry_rules&since_date=2022-02-10",
    "countries?present=true&c=DEU&c=ESP&c=FIN&c=SRB",
    "scenarios?present=true",
    "workforce?present=true",
    "people?present=true",
    "sources?present=true&indicator=valid_permits",
)
# What scrolls by more than a pixel.
OVERFLOW = """() => [document.documentElement, ...document.querySelectorAll("*")]
    .filter((e) => /auto|scroll/.test(getComputedStyle(e).overflowY)
        && e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 0)
    .map((e) => `${e.dataset.testid || e.className}: ${e.scrollHeight} > ${e.clientHeight}`)"""
FITS = f"() => ({OVERFLOW})().length === 0"


@pytest.mark.parametrize(
    ("scheme", "size", "highest"), [("light", LAPTOP, 580), ("dark", SCREEN, 900)]
)
def test_slides_fit_the_screen_and_are_accessible(
    browser: Browser,
    app_url: str,
    scheme: Literal["light", "dark"],
    size: ViewportSize,
    highest: int,
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport=size)
    page = context.new_page()
    found, ends = [], set()
    for link in SLIDES:
        open_page(page, f"{app_url}/{link}")
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
        idle(page)
        figure = page.locator(".chart, .map:not([hidden])").first
        if "sources" not in link:
            expect(figure).to_be_in_viewport(ratio=1)
            high = figure.evaluate("node => node.clientHeight")
            assert high < highest, link
            # A map may be as wide as its column before it is as high.
            whole = figure.evaluate("node => node.dataset.width === `${node.clientWidth}`")
            assert whole or highest - 90 < high, link
            picture = page.locator(".st-key-slide_figure").bounding_box()
            assert picture
            assert picture["width"] > 0.62 * (size["width"] - 160), link
            assert page.locator(".stage li").count() <= 3, link
        assert page.evaluate(OVERFLOW) == [], link
        expect(page.get_by_text(f"Data release {RELEASE}")).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("link", name="Leave presenter mode")).to_be_in_viewport(ratio=1)
        line = page.locator(".foot p").bounding_box()
        assert line
        ends.add(round(line["y"] + line["height"]))
        found += [(link, *each) for each in violations(page)]
    context.close()
    assert found == []
    # The foot keeps its place from slide to slide.
    assert len(ends) == 1


def test_keys_turn_the_slides_and_lead_out(page: Page, app_url: str, foreign: list[str]) -> None:
    # The size that slides are drawn for at first, so that none is drawn anew meanwhile.
    page.set_viewport_size(LAPTOP)
    open_page(page, f"{app_url}/?layer=valid_permits")
    page.get_by_role("button", name="Present", exact=True).click()
    wait_for_query(page, {"present": ["true"], "layer": ["valid_permits"]})
    expect(page.get_by_text("Year 2023, 6 of 6")).to_be_visible()
    expect(page.get_by_role("link", name="Workforce")).to_have_count(0)
    # A key finds the buttons that are there.
    expect(page.get_by_role("link", name="Previous")).to_be_visible()
    page.keyboard.press("PageUp")
    wait_for_parameter(page, "year", "2022")
    page.keyboard.press("PageDown")
    wait_for_parameter(page, "year", None)
    expect(page.get_by_text("Year 2023, 6 of 6")).to_be_visible()
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    wait_for_parameter(page, "year", "2022")
    # What a lost connection or a reload comes back to.
    page.reload()
    expect(page.get_by_text("Year 2022, 5 of 6")).to_be_visible(timeout=30_000)
    idle(page)
    page.keyboard.press("End")
    wait_for_query(page, {"layer": ["valid_permits"], "year": ["2022"]})
    expect(page.get_by_role("link", name="Workforce").first).to_be_visible()
    assert foreign == []


def test_keys_scroll_the_page_again_after_slides_were_turned(page: Page, app_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    open_page(page, f"{app_url}/?layer=valid_permits&present=true")
    for year in ("2022", "2021"):
        expect(page.get_by_role("link", name="Previous")).to_be_attached()
        page.keyboard.press("PageUp")
        wait_for_parameter(page, "year", year)
    idle(page)
    page.keyboard.press("End")
    wait_for_query(page, {"layer": ["valid_permits"], "year": ["2021"]})
    expect(page.get_by_role("link", name="Workforce").first).to_be_visible()
    idle(page)
    taken = """() => {
        const press = new KeyboardEvent("keydown", { key: "PageDown", cancelable: true })
        window.dispatchEvent(press)
        return press.defaultPrevented
    }"""
    assert page.evaluate(taken) is False


def test_the_audience_sees_no_controls_until_the_presenter_moves(page: Page, app_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    open_page(page, f"{app_url}/?layer=valid_permits&present=true")
    ways = page.get_by_role("navigation", name="Slides")
    expect(ways).to_have_css("opacity", "0")
    page.mouse.move(300, 300)
    expect(ways).to_have_css("opacity", "1")
    expect(ways).to_have_css("opacity", "0")
    page.get_by_role("link", name="Previous").focus()
    expect(ways).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    wait_for_parameter(page, "year", "2022")


def test_a_map_steps_and_plays_on_its_slide(page: Page, app_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total&year=2022&present=true")
    title = page.get_by_role("heading", level=1)
    expect(title).to_contain_text("end of 2022")
    assert step_time(page) == "2021"
    wait_for_parameter(page, "year", "2021")
    expect(title).to_contain_text("end of 2021")
    # A key that turns slides does not move the time as well.
    the_map(page).get_by_role("slider").focus()
    page.keyboard.press("PageDown")
    wait_for_parameter(page, "year", "2022")
    at_moment(page, "2022")
    the_map(page).get_by_role("button", name="Play").press("Enter")
    expect(title).to_contain_text("end of 2023")
    expect(page.get_by_text("Year 2023, 6 of 6")).to_be_attached()


def test_keys_lead_out_of_the_routes_which_are_no_slide(page: Page, app_url: str) -> None:
    page.set_viewport_size(LAPTOP)
    open_page(page, f"{app_url}/people?part=routes&present=true")
    expect(page.get_by_text("Not a slide: the routes of three people")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Leave presenter mode")).to_be_in_viewport(ratio=1)
    page.keyboard.press("PageDown")
    wait_for_parameter(page, "part", "asylum")
    page.go_back()
    wait_for_parameter(page, "part", "routes")
    page.keyboard.press("End")
    wait_for_query(page, {"part": ["routes"]})
    expect(page.get_by_role("link", name="Workforce").first).to_be_visible()


def test_a_slide_works_inside_another_page(page: Page, app_url: str, foreign: list[str]) -> None:
    page.set_viewport_size(LAPTOP)
    page.route(
        f"{app_url}/host.html",
        lambda route: route.fulfill(
            content_type="text/html",
            body='<!doctype html><title>Host</title><link rel="icon" href="data:,">'
            '<body style="margin:0"><iframe title="Slide" style="border:0;width:100%;height:720px"'
            ' src="/scenarios?present=true&embed=true"></iframe>',
        ),
    )
    page.goto(f"{app_url}/host.html")
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("heading", level=1)).to_contain_text("People who left: claims")
    expect(inside.get_by_text("Figure: Estimates, 1 of 5")).to_be_visible()
    page.frames[1].wait_for_function(FITS)
    inside.get_by_role("link", name="Next").click()
    expect(inside.get_by_text("Figure: Step by step, 2 of 5")).to_be_visible()
    assert foreign == []
