"""Every page but the Map: what its first run and a step of its main control cost."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Browser, Page

from tests.bench.browser import idle, median, new_page, slider
from tests.bench.controls import measured
from tests.bench.meter import Meter
from tests.bench.report import Row


@dataclass(frozen=True)
class Kind:
    """A page, what of it is stepped, and how."""

    name: str
    path: str
    control: str
    step: Callable[[Page, int], None]


def _slide(key: str) -> Callable[[Page, int], None]:
    def step(page: Page, turn: int) -> None:
        slider(page, key)
        page.keyboard.press("ArrowLeft" if turn % 2 == 0 else "ArrowRight")

    return step


def _next_part(page: Page, turn: int) -> None:
    parts = page.locator(".st-key-people_part [role=radio]")
    parts.first.wait_for()
    parts.nth((turn + 1) % parts.count()).click()


def _search(page: Page, turn: int) -> None:
    box = page.get_by_test_id("stTextInput").locator("input").first
    box.fill(("Eurostat", "UNHCR")[turn % 2])
    box.press("Enter")


def _country(page: Page, turn: int) -> None:
    if turn % 2 == 0:
        page.get_by_role("button", name="Serbia", exact=True).click()
    else:
        page.get_by_role("button", name="Remove Serbia").click()


def _turn(page: Page, turn: int) -> None:
    page.keyboard.press("PageDown" if turn % 2 == 0 else "PageUp")


PAGES = (
    Kind("Entry rules", "/?layer=entry_rules", "date", _slide("entry_date")),
    Kind("Countries", "/countries", "country", _country),
    Kind("How many left", "/scenarios", "people", _slide("a_people")),
    Kind("Workforce", "/workforce", "people", _slide("w_people")),
    Kind("People", "/people", "part", _next_part),
    Kind("Sources", "/sources", "search", _search),
    Kind("My briefing, presented", "/brief?present=true", "slide", _turn),
)


def page_rows(browser: Browser, url: str, steps: int) -> list[Row]:
    """Return for each page: seconds to rest on a cold page, bytes and seconds of a step."""
    rows = []
    for kind in PAGES:
        with new_page(browser) as page:
            meter = Meter(page)
            begun = time.perf_counter()
            page.goto(f"{url}{kind.path}")
            idle(page)
            drawn = time.perf_counter() - begun
            sizes, waits = [], []
            for turn in range(max(2, steps // 2)):
                traffic = measured(page, meter, partial(kind.step, page, turn))
                sizes.append(float(sum(map(len, traffic.frames))))
                waits.append(traffic.server_seconds or 0.0)
        size, wait = median(sizes) or 0.0, median(waits) or 0.0
        rows += [
            Row(f"{kind.name}: cold page at rest", "s", drawn),
            Row(f"… a step of the {kind.control}, median", "kB", size / 1000),
            Row("… request to last answer, median", "ms", wait * 1000),
        ]
    return rows
