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

# A step leads to what the page has not shown: what it has, the browser keeps and is not sent again.
SEARCHED = ("Eurostat", "UNHCR", "Rosstat", "Forbes")
ADDED = ("Serbia", "Georgia", "Armenia", "Kazakhstan")


@dataclass(frozen=True)
class Kind:
    """A page, what of it is stepped, and how."""

    name: str
    path: str
    control: str
    step: Callable[[Page, int], None]


def _slide(key: str) -> Callable[[Page, int], None]:
    def step(page: Page, _turn: int) -> None:
        slider(page, key)
        page.keyboard.press("ArrowLeft")

    return step


def _next_part(page: Page, turn: int) -> None:
    parts = page.locator(".st-key-people_part [role=radio]")
    parts.first.wait_for()
    parts.nth((turn + 1) % parts.count()).click()


def _search(page: Page, turn: int) -> None:
    box = page.get_by_test_id("stTextInput").locator("input").first
    box.fill(SEARCHED[turn % len(SEARCHED)])
    box.press("Enter")


def _country(page: Page, turn: int) -> None:
    box = page.get_by_role("combobox", name="Add a country")
    box.focus()
    box.press_sequentially(ADDED[turn % len(ADDED)])
    box.press("Enter")


def _turn(page: Page, _turn: int) -> None:
    page.keyboard.press("PageDown")


PAGES = (
    Kind("Entry rules", "/?layer=entry_rules", "date", _slide("entry_date")),
    Kind("Countries", "/countries", "country", _country),
    Kind("How many left", "/scenarios", "people", _slide("a_people")),
    Kind("Workforce", "/workforce", "people", _slide("w_people")),
    Kind("People", "/people", "part", _next_part),
    Kind("Sources", "/sources", "search", _search),
    Kind("My briefing, presented", "/brief?present=true", "slide", _turn),
)


PLAIN = Kind("The plain app", "", "year", _slide("year"))


@dataclass(frozen=True)
class Costs:
    """Seconds to rest on a cold page; of a step the bytes, and the seconds to the last answer."""

    drawn: float
    size: float
    wait: float


def page_rows(browser: Browser, dashboard: str, plain: str, steps: int) -> list[Row]:
    """Return what each page costs, beside the plain app and a step of its year."""
    # The first page of a new server also loads its packages and tables.
    for url in (dashboard, plain):
        _costs(browser, url, PLAIN, 0)
    base = _costs(browser, plain, PLAIN, steps)
    rows = []
    for kind in PAGES:
        costs = _costs(browser, dashboard, kind, steps)
        name = f"… a step of the {kind.control}, median"
        rows += [
            Row(f"{kind.name}: cold page at rest", "s", costs.drawn, base.drawn),
            Row(name, "kB", costs.size / 1000, base.size / 1000),
            Row("… request to last answer, median", "ms", costs.wait * 1000, base.wait * 1000),
        ]
    return rows


def _costs(browser: Browser, url: str, kind: Kind, steps: int) -> Costs:
    with new_page(browser) as page:
        meter = Meter(page)
        begun = time.perf_counter()
        page.goto(f"{url}{kind.path}")
        idle(page)
        drawn = time.perf_counter() - begun
        sizes, waits = [], []
        for turn in range(steps):
            traffic = measured(page, meter, partial(kind.step, page, turn))
            sizes.append(float(sum(map(len, traffic.frames))))
            waits.append(traffic.server_seconds or 0.0)
    return Costs(drawn, median(sizes) or 0.0, median(waits) or 0.0)
