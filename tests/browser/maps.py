"""The map on a page, as a reader's hand, eye and ear find it."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

SHAPES = "svg.shapes .land path"
# What has focus may lie in the component's own root.
FOCUSED = """() => {
    let found = document.activeElement
    while (found?.shadowRoot) found = found.shadowRoot.activeElement
    return found && {iso: found.dataset.iso ?? null, label: found.getAttribute("aria-label"),
                     tag: found.tagName}
}"""


def the_map(page: Page) -> Locator:
    """The one map of a page."""
    return page.locator(".map:not([hidden])")


def country_field(page: Page) -> Locator:
    """The field of the map that a country is found by."""
    return the_map(page).get_by_role("combobox", name="Country")


def find_country(page: Page, text: str) -> None:
    """Type a name into the field of the map, and Enter."""
    country_field(page).fill(text)
    country_field(page).press("Enter")


def at_moment(page: Page, code: str) -> None:
    """Wait until the map shows a moment."""
    expect(the_map(page)).to_have_attribute("data-moment", code)


def drawn(page: Page) -> dict[str, int]:
    """Each country that is drawn, with the place of its tone."""
    found: dict[str, int] = page.locator(SHAPES).evaluate_all(
        "paths => Object.fromEntries(paths.filter(p => p.style.display !== 'none')"
        ".map(p => [p.dataset.iso, +p.dataset.class]))"
    )
    return found


def told(page: Page) -> dict[str, str]:
    """What is read out of each country, wherever on the map it is reached."""
    found: dict[str, str] = (
        the_map(page)
        .locator("svg.shapes [data-iso][aria-label]")
        .evaluate_all(
            "all => Object.fromEntries(all.map(e => [e.dataset.iso, e.getAttribute('aria-label')]))"
        )
    )
    return found


def place(page: Page, iso3: str) -> Locator:
    """The shape, square or ring that a country is reached at."""
    return the_map(page).locator(f'svg.shapes [data-iso="{iso3}"][aria-label]')


def middle(page: Page, iso3: str) -> tuple[float, float]:
    """A point on the screen that lies on a country."""
    x, y = place(page, iso3).evaluate(
        """e => {
            if (e.tagName !== "path") {
                const {x, y, width, height} = e.getBoundingClientRect()
                return [x + width / 2, y + height / 2]
            }
            const length = e.getTotalLength(), box = e.getBBox(), m = e.getScreenCTM()
            for (let n = 1; n < 40; n++) for (let k = 1; k < 40; k++) {
                const at = new DOMPoint(box.x + box.width * n / 40, box.y + box.height * k / 40)
                if (!e.isPointInFill(at)) continue
                const p = at.matrixTransform(m)
                if (e.getRootNode().elementFromPoint(p.x, p.y) === e) return [p.x, p.y]
            }
            throw new Error(`no point of ${e.dataset.iso} can be seen`)
        }"""
    )
    return float(x), float(y)


def focused(page: Page) -> dict[str, Any]:
    """Country, label and tag of what has focus."""
    found: dict[str, Any] = page.evaluate(FOCUSED)
    return found


def enter(page: Page) -> str:
    """Focus the map by its one tab stop and return the country that focus starts at."""
    the_map(page).locator('svg.shapes [tabindex="0"]').focus()
    return str(focused(page)["iso"])


def step_time(page: Page, key: str = "ArrowLeft") -> str:
    """Press a key on the time control and return the moment that is shown at once."""
    slider = the_map(page).get_by_role("slider")
    slider.focus()
    slider.press(key)
    return str(the_map(page).get_attribute("data-moment"))


def zoom(page: Page) -> float:
    """How far the map is zoomed in."""
    return float(the_map(page).get_attribute("data-zoom") or 1)
