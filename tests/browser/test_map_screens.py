"""The map on every screen, in print and in frames: it is drawn, read and reached there too."""

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.conftest import (
    another_site,
    open_page,
    query,
    settled,
    violations,
    wait_for_parameter,
)
from tests.browser.maps import (
    enter,
    focused,
    middle,
    step_time,
    the_map,
    zoom,
)

HIDDEN = """addEventListener("DOMContentLoaded", () => {
    const style = document.createElement("style")
    style.id = "hides"
    style.textContent = "[data-testid=stMain] { display: none !important }"
    document.head.append(style)
})"""


def test_a_finger_first_shows_then_picks(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total&region=europe")
    x, y = middle(page, "POL")
    page.touchscreen.tap(x, y)
    expect(the_map(page).locator(".tip")).to_contain_text("20,812 permits")
    assert "country" not in query(page)
    page.touchscreen.tap(x, y)
    wait_for_parameter(page, "country", "POL")
    context.close()


def test_two_fingers_zoom_about_the_place_between_them(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total&region=europe")
    x, y = middle(page, "POL")
    fingers = context.new_cdp_session(page)

    def touch(kind: str, *apart: float) -> None:
        points = [{"x": x + way * each, "y": y, "id": way} for each in apart for way in (-1, 1)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 20)
    for apart in range(25, 65, 5):
        touch("touchMove", apart)
    touch("touchEnd")
    near = zoom(page)
    assert 2 < near < 4
    again = middle(page, "POL")
    assert abs(again[0] - x) < 40
    assert abs(again[1] - y) < 40
    assert "country" not in query(page)
    touch("touchStart", 60)
    for apart in range(55, 15, -5):
        touch("touchMove", apart)
    touch("touchEnd")
    assert zoom(page) < near
    context.close()


@pytest.mark.parametrize("size", [(390, 844), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize(
    ("link", "rings"),
    [
        ("", 14),
        ("?region=world", 14),
        ("?layer=first_permits&region=world&year=2023", 14),
        ("?layer=national_permits&region=world&year=2022", 11),
        ("?layer=staying&region=europe", 14),
    ],
)
def test_every_ring_has_its_words_or_a_letter_keyed_to_them(
    browser: Browser, app_url: str, link: str, rings: int, size: tuple[int, int]
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    open_page(page, f"{app_url}/{link}")
    words = the_map(page).locator(".label[data-label]:visible")
    letters = the_map(page).locator(".letter:visible")
    keys = the_map(page).locator(".keys li:visible")
    assert the_map(page).locator("[data-ring]").count() == rings
    if size[0] == 390:
        expect(words).to_have_count(0)
        signs = list("ABCDEFGHIJKLMN"[:rings])
        assert letters.all_text_contents() == signs
        assert [key[0] for key in keys.all_inner_texts()] == signs
        assert all(any(sign.isdigit() for sign in key) for key in keys.all_inner_texts())
        expect(letters.nth(rings - 1)).to_be_visible()
    else:
        expect(words).to_have_count(rings)
        expect(letters).to_have_count(0)
        expect(keys).to_have_count(0)
    page.close()


@pytest.mark.parametrize(
    ("width", "link"),
    [
        (390, "?layer=valid_permits&measure=total"),
        (1366, "?layer=valid_permits&measure=total&region=world"),
        (1366, ""),
    ],
)
def test_the_field_for_a_country_covers_no_mark_and_no_word(
    browser: Browser, app_url: str, width: int, link: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    open_page(page, f"{app_url}/{link}")
    field = the_map(page).locator(".find").bounding_box()
    assert field
    marks = the_map(page).locator(".marks text, .marks circle, .marks rect")
    drawn = marks.evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).filter((box) => box.width)"
        ".map(({left, right, top, bottom}) => [left, right, top, bottom])"
    )
    assert drawn
    assert not [
        box
        for box in drawn
        if box[0] < field["x"] + field["width"]
        and box[1] > field["x"]
        and box[2] < field["y"] + field["height"]
        and box[3] > field["y"]
    ]
    context.close()


def test_a_map_in_a_part_that_is_hidden_at_first_is_drawn_when_it_is_shown(
    page: Page, app_url: str
) -> None:
    spoken: list[str] = []
    page.on("console", lambda message: spoken.append(message.text))
    page.add_init_script(HIDDEN)
    open_page(page, app_url)
    expect(the_map(page).locator(".land path").first).to_be_attached()
    assert the_map(page).locator(".stage").bounding_box() is None
    page.evaluate("() => document.getElementById('hides').remove()")
    expect(the_map(page).locator(".label[data-label]:visible")).to_have_count(14)
    stage = the_map(page).locator(".stage").bounding_box()
    assert stage
    assert stage["height"] > 250
    x, y = middle(page, "KAZ")
    page.mouse.move(x, y)
    expect(the_map(page).locator(".tip")).to_contain_text("Kazakhstan")
    assert not [text for text in spoken if "NaN" in text]


def test_place_focus_and_choice_survive_a_lost_connection(page: Page, app_url: str) -> None:
    opened: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        opened.append(socket)
        socket.connect_to_server()

    page.route_web_socket("**/_stcore/stream", through)
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total&country=FRA")
    enter(page)
    page.keyboard.press("+")
    near = zoom(page)
    assert near > 1
    opened[-1].close()
    expect(page.locator('[data-test-connection-state="CONNECTED"]')).to_have_count(0)
    settled(page)
    assert len(opened) == 2
    assert zoom(page) == near
    assert focused(page)["iso"] == "FRA"
    expect(the_map(page).locator('[data-outline="FRA"].picked')).to_have_count(1)
    assert step_time(page) == "2022"
    wait_for_parameter(page, "year", "2022")
    assert zoom(page) == near


def test_reduced_motion_and_forced_colours_keep_the_map(browser: Browser, app_url: str) -> None:
    context = browser.new_context(reduced_motion="reduce", forced_colors="active")
    page = context.new_page()
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total")
    fills = (
        the_map(page)
        .locator(".land path")
        .evaluate_all("all => new Set(all.map(p => getComputedStyle(p).fill)).size")
    )
    assert fills > 4
    expect(the_map(page).locator("pattern").first).to_be_attached()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_all_shapes_and_a_tooltip(
    browser: Browser, app_url: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    open_page(page, f"{app_url}/?layer=asylum_applications&country=DEU")
    enter(page)
    assert violations(page) == []
    context.close()


def test_the_map_fits_the_first_screen_and_grows_with_it(browser: Browser, app_url: str) -> None:
    heights = []
    for width, height in ((390, 844), (1366, 768), (1920, 1080), (2560, 1440)):
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        open_page(page, f"{app_url}/?layer=asylum_applications")
        stage = the_map(page).locator(".stage").bounding_box()
        assert stage
        heights.append(stage["height"])
        assert stage["y"] + stage["height"] <= height
        context.close()
    assert heights == sorted(heights)
    assert all(a < b for a, b in itertools.pairwise(heights))


def test_a_map_whose_script_is_lost_says_what_to_do(
    page: Page, app_url: str, faults: list[str]
) -> None:
    page.route("**/map.js*", lambda route: route.abort())
    page.goto(f"{app_url}/?layer=valid_permits")
    lost = page.get_by_text("The map could not be loaded. Reload the page; the table below holds")
    expect(lost).to_be_visible()
    expect(page.get_by_text("Table", exact=True)).to_be_visible()
    assert all("map.js" in fault for fault in faults)
    faults.clear()


def test_two_maps_on_a_page_keep_places_of_their_own(page: Page, app_url: str) -> None:
    """A map in full screen, and the same map in another tab, know nothing of each other."""
    open_page(page, f"{app_url}/?layer=valid_permits")
    other = page.context.new_page()
    open_page(other, f"{app_url}/?layer=valid_permits")
    the_map(page).get_by_role("button", name="Zoom in").click()
    assert zoom(page) > 1
    assert zoom(other) == 1
    other.close()


def test_the_map_reads_at_twice_the_size_and_in_print(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 683, "height": 384}, device_scale_factor=2)
    page = context.new_page()
    open_page(page, f"{app_url}/?layer=valid_permits&measure=total")
    assert page.evaluate(
        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    page.emulate_media(media="print")
    expect(the_map(page).locator(".zoom")).to_be_hidden()
    expect(the_map(page).locator(".time")).to_be_hidden()
    expect(the_map(page).locator(".stage")).to_be_visible()
    context.close()


def test_in_an_iframe_of_another_site_the_map_is_drawn(
    page: Page, app_url: str, tmp_path: Path
) -> None:
    with another_site(tmp_path, f"{app_url}/?layer=valid_permits&embed=true") as site:
        page.goto(site)
        inside = page.frame_locator("iframe")
        expect(inside.locator(".map[data-ready]:not([hidden])")).to_be_visible()
        expect(inside.locator("svg.shapes .land path").first).to_be_attached()
