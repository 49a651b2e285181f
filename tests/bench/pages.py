"""Every page but the Map: what a step of its main control costs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from playwright.sync_api import Browser, Page

from tests.bench.browser import idle, new_page, open_page
from tests.bench.meter import Meter
from tests.bench.report import Row, median, timed
from tests.bench.watch import seconds_to_repaint

# Called right before the press that counts.
Arm = Callable[[], object]
Step = Callable[[Page, int, Arm], None]
# A step leads to what the page has not shown: what it has, the browser keeps and is not sent again.
SEARCHED = ("Eurostat", "UNHCR", "Rosstat", "Forbes")
ADDED = ("Serbia", "Armenia", "Kazakhstan")
MOST_STEPS = len(ADDED)


@dataclass(frozen=True)
class Kind:
    """A page, what of it is stepped, and how."""

    name: str
    path: str
    control: str
    step: Step


@dataclass
class Costs:
    """Of each step the bytes of messages, and the seconds until all is repainted."""

    sizes: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def slide(selector: str) -> Step:
    """Return a step of a slider that starts near its end: four to the left, and four back."""

    def step(page: Page, turn: int, arm: Arm) -> None:
        page.locator(f"{selector} [role=slider], {selector} input[type=range]").first.focus()
        arm()
        page.keyboard.press("ArrowRight" if turn // 4 % 2 else "ArrowLeft")

    return step


def _next_part(page: Page, turn: int, arm: Arm) -> None:
    parts = page.locator(".st-key-people_part [role=radio]")
    parts.first.wait_for()
    arm()
    parts.nth((turn + 1) % parts.count()).click()


def _search(page: Page, turn: int, arm: Arm) -> None:
    box = page.get_by_test_id("stTextInput").locator("input").first
    box.fill(SEARCHED[turn % len(SEARCHED)])
    arm()
    box.press("Enter")


def _country(page: Page, turn: int, arm: Arm) -> None:
    box = page.get_by_role("combobox", name="Country")
    box.focus()
    box.press_sequentially(ADDED[turn % len(ADDED)])
    arm()
    box.press("Enter")


def _turn(page: Page, _turn: int, arm: Arm) -> None:
    arm()
    page.keyboard.press("PageDown")


PAGES = (
    Kind("Countries", "/countries?c=GEO", "country", _country),
    Kind("How many left", "/scenarios", "people", slide(".st-key-a_people")),
    Kind("Workforce", "/workforce", "people", slide(".st-key-w_people")),
    Kind("People", "/people", "part", _next_part),
    Kind("Sources", "/sources", "search", _search),
    Kind("My briefing, presented", "/brief?present=true", "slide", _turn),
)
PLAIN = Kind("The plain app", "", "year", slide(".st-key-year"))


def page_rows(browser: Browser, dashboard: str, plain: str, steps: int) -> list[Row]:
    """Return what a step of each page costs, beside a step of the plain app's year."""
    steps = min(steps, MOST_STEPS)
    base = _costs(browser, plain, PLAIN, steps)
    costs = {kind: _costs(browser, dashboard, kind, steps) for kind in PAGES}
    slowest = max(costs.values(), key=lambda each: median(each.seconds) or 0)
    rows = [
        timed(
            "a step on any other page to everything repainted: slowest",
            slowest.seconds,
            base.seconds,
            most_ratio=0.25,
        )
    ]
    for kind, each in costs.items():
        name = f"… {kind.name}: {kind.control}"
        rows += [
            timed(name, each.seconds, base.seconds, most_ratio=0.25, binding=False),
            Row("… its bytes, median", "kB", median(each.sizes), median(base.sizes)),
        ]
    return rows


def _costs(browser: Browser, url: str, kind: Kind, steps: int) -> Costs:
    costs = Costs()
    with new_page(browser) as page:
        meter = Meter(page)
        open_page(page, f"{url}{kind.path}")
        for turn in range(steps):
            meter.clear()
            costs.seconds.append(seconds_to_repaint(page, partial(kind.step, page, turn)))
            idle(page)
            costs.sizes.append(sum(map(len, meter.traffic().frames)) / 1000)
    return costs
