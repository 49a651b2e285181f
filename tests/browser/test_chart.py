"""Charts: changed where they stand, recoloured, walked by keyboard, read out, picked, printed."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.conftest import (
    IDLE,
    idle,
    open_page,
    settled,
    violations,
    wait_for_parameter,
)

pytestmark = pytest.mark.browser

ASYLUM = "people?part=asylum"
FILL = "node => getComputedStyle(node).fill"
TOO_WIDE = """() => [...document.querySelectorAll('.chart')].map(box => {
    const room = box.getBoundingClientRect();
    const inner = [...box.querySelectorAll('.svg-container, .main-svg')];
    return Math.max(0, ...inner.map(each => {
        const { left, right } = each.getBoundingClientRect();
        return Math.max(right - room.right, room.left - left, right - innerWidth);
    }));
}).filter(over => over > 1)"""
SHIFTS = """() => { window.shifted = 0; new PerformanceObserver(list => {
    for (const each of list.getEntries()) for (const source of each.sources)
        if (!each.hadRecentInput && source.node?.closest?.('.chart')) window.shifted += each.value;
}).observe({ type: 'layout-shift', buffered: true }) }"""


def chart(page: Page, number: int = 0) -> Locator:
    return page.locator(".chart").nth(number)


def said(page: Page, number: int = 0) -> str:
    return chart(page, number).locator("[aria-live]").inner_text()


def switch_theme(page: Page, name: str) -> None:
    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_role("menuitemradio", name=name).click()
    page.keyboard.press("Escape")


def test_a_step_changes_the_chart_where_it_stands(
    page: Page, app_url: str, foreign: list[str]
) -> None:
    open_page(page, f"{app_url}/workforce")
    page.evaluate("() => { window.kept = document.querySelector('.chart .main-svg') }")
    line = "() => document.querySelector('.chart .scatterlayer').innerHTML"
    before = page.evaluate(line)
    page.locator(
        ".st-key-w_returned [role=slider], .st-key-w_returned input[type=range]"
    ).first.focus()
    page.keyboard.press("ArrowLeft")
    idle(page)
    page.wait_for_function(f"before => ({line})() !== before", arg=before)
    assert page.evaluate("() => document.contains(window.kept)")
    assert page.evaluate("() => window.kept === document.querySelector('.chart .main-svg')")
    assert foreign == []


def test_the_theme_recolours_a_chart_without_a_step(page: Page, app_url: str) -> None:
    page.emulate_media(color_scheme="light")
    open_page(page, f"{app_url}/{ASYLUM}")
    bar = chart(page).locator(".scatterlayer .point").first
    assert bar.evaluate(FILL) == "rgb(31, 95, 139)"
    text = chart(page).locator(".ytick text").first
    assert text.evaluate(FILL) == "rgb(16, 20, 24)"
    switch_theme(page, "Dark")
    expect(bar).to_have_css("fill", "rgb(125, 184, 224)")
    expect(text).to_have_css("fill", "rgb(244, 246, 247)")


def test_arrow_keys_walk_through_a_list_and_enter_picks(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{ASYLUM}")
    walk = chart(page).locator(".walk")
    page.keyboard.press("Tab")
    walk.focus()
    assert re.match(r"France: 27% of 3,545\. 1 of 15$", said(page))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert said(page).startswith("United States: 80% of 2,621. 2 of 15")
    mark = chart(page).locator(".mark")
    bar = chart(page).locator(".scatterlayer .point").nth(1)
    around, inner = mark.bounding_box(), bar.bounding_box()
    assert around is not None
    assert inner is not None
    assert around["x"] <= inner["x"] + 1
    assert around["y"] <= inner["y"]
    assert around["x"] + around["width"] >= inner["x"] + inner["width"] - 1
    page.keyboard.press("Enter")
    wait_for_parameter(page, "country", "USA")
    page.keyboard.press("Escape")
    expect(mark).to_be_hidden()


def test_arrow_keys_walk_through_points_and_between_rows(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{ASYLUM}")
    page.keyboard.press("Tab")
    chart(page, 1).locator(".walk").focus()
    page.keyboard.press("ArrowRight")
    first = said(page, 1)
    page.keyboard.press("ArrowDown")
    second = said(page, 1)
    assert first.split(",")[0] != second.split(",")[0]
    assert first.split(", ")[1][:4] == second.split(", ")[1][:4]
    expect(chart(page, 1).locator(".hovertext")).to_be_visible()
    page.keyboard.press("Tab")
    expect(chart(page, 1).locator(".hovertext")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "number", "words"),
    [
        ("scenarios", 0, "A: Re:Russia, July 2023, 820,000 people left"),
        ("?layer=us_encounters", 0, r"\d{4}: [\d,]+\. 1 of"),
        ("people?part=who", 0, r"Volunteers, 2022: 80%|[\w ,]+: (about )?\d+%"),
    ],
)
def test_the_first_mark_is_read_out(
    page: Page, app_url: str, path: str, number: int, words: str
) -> None:
    open_page(page, f"{app_url}/{path}")
    page.keyboard.press("Tab")
    chart(page, number).locator(".walk").focus()
    pattern = words if "\\" in words or "|" in words else re.escape(words)
    assert re.match(pattern, said(page, number)), said(page, number)


def test_a_click_picks(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/{ASYLUM}")
    box = chart(page).locator(".scatterlayer .point").nth(3).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + 10, box["y"] + box["height"] / 2)
    wait_for_parameter(page, "country", "DEU")


def test_room_is_kept_before_a_chart_is_drawn(page: Page, app_url: str) -> None:
    page.add_init_script(f"({SHIFTS})()")
    held: list[Any] = []
    page.route("**/plotly.min.js*", lambda route: held.append(route))
    with page.expect_event("request", lambda request: "plotly.min.js" in request.url):
        page.goto(f"{app_url}/scenarios")
    below = page.get_by_text("Bar: a range.")
    expect(below).to_be_visible()
    expect(page.locator(IDLE)).to_be_attached()
    place = below.bounding_box()
    assert place is not None
    assert place["y"] > 500
    [bundle] = held
    bundle.continue_()
    settled(page)
    assert below.bounding_box() == place
    assert page.evaluate("() => window.shifted") == 0


def test_a_chart_that_cannot_be_loaded_says_so(page: Page, app_url: str) -> None:
    page.route("**/plotly.min.js*", lambda route: route.abort())
    page.goto(f"{app_url}/scenarios")
    expect(page.get_by_text("The chart could not be loaded.").first).to_be_visible()


def test_a_chart_follows_the_width_of_the_window(page: Page, app_url: str) -> None:
    open_page(page, f"{app_url}/workforce")
    page.set_viewport_size(ViewportSize(width=390, height=844))
    page.wait_for_function(
        "() => { const box = document.querySelector('.chart'); return Math.abs("
        "box.querySelector('.main-svg').getBoundingClientRect().width - box.clientWidth) < 2 }"
    )
    assert page.evaluate(TOO_WIDE) == []


def test_a_swipe_over_a_chart_scrolls_the_page(browser: Browser, app_url: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    open_page(page, f"{app_url}/people")
    chart(page).scroll_into_view_if_needed()
    idle(page)
    top = "() => document.querySelector('[data-testid=stMain]').scrollTop"
    before = page.evaluate(top)
    device = context.new_cdp_session(page)
    for kind, y in [("Start", 500), *(("Move", 500 - 25 * step) for step in range(1, 11))]:
        at = [{"x": 190, "y": y}]
        device.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": at})
    device.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function(f"before => ({top})() > before + 100", arg=before)
    context.close()


@pytest.mark.parametrize("paper", [(794, "A4"), (816, "Letter")], ids=["A4", "Letter"])
@pytest.mark.parametrize("path", ["people", "people?part=asylum", "scenarios", "workforce"])
def test_charts_are_whole_on_paper(
    page: Page, app_url: str, path: str, paper: tuple[int, str]
) -> None:
    width, form = paper
    open_page(page, f"{app_url}/{path}")
    # As the browser does before it prints: first the event, then the width of the page.
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(ViewportSize(width=width - 76, height=1047))
    assert page.evaluate(TOO_WIDE) == []
    drawn = page.evaluate(
        "() => [...document.querySelectorAll('.chart')].map(box => box.dataset.look)"
    )
    assert set(drawn) == {"light"}
    assert len(page.pdf(format=form)) > 20_000
    page.emulate_media(media="screen")
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")


def test_forced_colours_keep_a_chart_legible(browser: Browser, app_url: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    open_page(page, f"{app_url}/{ASYLUM}")
    ground = chart(page).evaluate("node => getComputedStyle(node).backgroundColor")
    assert ground == "rgb(17, 22, 27)"
    assert chart(page, 1).locator(".xtick text").first.evaluate(FILL) == "rgb(152, 161, 169)"
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_walked_chart_has_no_axe_violation(browser: Browser, app_url: str, theme: Any) -> None:
    context = browser.new_context(color_scheme=theme)
    page = context.new_page()
    open_page(page, f"{app_url}/{ASYLUM}")
    page.keyboard.press("Tab")
    chart(page).locator(".walk").focus()
    assert violations(page) == []
    context.close()
