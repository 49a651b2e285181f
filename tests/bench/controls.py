"""What a reader does on the Map, and what it costs."""

import contextlib
import csv
import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from playwright.sync_api import Browser, Error, Page

from tests.bench.browser import TOPOJSON, Scheme, idle, median, new_page, open_map, slider
from tests.bench.meter import Meter, Traffic
from tests.bench.servers import ROOT

# Every page that the navigation lists, and the layers drawn apart.
PAGES = (
    "/",
    "/?layer=entry_rules",
    "/?layer=own",
    "/?present=true",
    "/countries?c=GEO",
    "/scenarios",
    "/workforce",
    "/people",
    "/people?part=routes",
    "/sources",
    "/brief",
)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
OPENING_LAYER, OTHER_LAYER = "valid_permits", "asylum_applications"
COUNTRIES = ("Germany", "Spain")
TABLE = "Table and download"
YEAR_KEY = "map_year"


@dataclass
class Costs:
    """Bytes from the server, by control."""

    by_control: dict[str, list[int]] = field(default_factory=dict)

    def median(self, control: str) -> float | None:
        """Return the median in kB."""
        middle = median([float(size) for size in self.by_control.get(control, [])])
        return None if middle is None else middle / 1000

    def worst(self, control: str) -> float | None:
        """Return the most in kB."""
        return max(self.by_control.get(control, []), default=0) / 1000 or None


def arrows(steps: int) -> Iterator[str]:
    """Go to earlier years and back; the slider starts near its end."""
    return itertools.islice(itertools.cycle(["ArrowLeft"] * 5 + ["ArrowRight"] * 5), steps)


def layer_label(indicator: str) -> str:
    """Return the label of a layer as the table of indicators has it."""
    with (ROOT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        return next(r["label"] for r in csv.DictReader(lines) if r["indicator_id"] == indicator)


def press(page: Page, key: str, arrow: str) -> None:
    slider(page, key)
    page.keyboard.press(arrow)


def pick(page: Page, key: str, text: str) -> None:
    """Type into a select box and take the first option that holds the text."""
    box = page.locator(f".st-key-{key} input").first
    box.click()
    box.fill(text)
    page.get_by_role("option").filter(has_text=text).first.click()


def other_region(page: Page) -> None:
    page.locator('.st-key-map_region [role=radio][aria-checked="false"]').first.click()


def measured(page: Page, meter: Meter, act: Callable[[], None]) -> Traffic:
    """Do something on a page and return what the server sent because of it."""
    meter.clear()
    act()
    idle(page)
    return meter.traffic()


def map_costs(browser: Browser, url: str, steps: int, *, table: bool = False) -> Costs:
    """Drive every control of the Map and count what the server sends."""
    costs = Costs()
    with new_page(browser) as page:
        meter = Meter(page)
        open_map(page, url)
        if table:
            page.get_by_test_id("stExpander").filter(has_text=TABLE).locator("summary").click()
            page.get_by_test_id("stTable").first.wait_for(state="visible")
            idle(page)
        actions: list[tuple[str, Callable[[], None]]] = [
            ("year", partial(press, page, YEAR_KEY, arrow)) for arrow in arrows(steps)
        ]
        actions += [("region", lambda: other_region(page))] * 2
        actions += [
            ("layer", partial(pick, page, "map_layer", layer_label(code)))
            for code in (OTHER_LAYER, OPENING_LAYER)
        ]
        actions += [("country", partial(pick, page, "map_country", name)) for name in COUNTRIES]
        for control, act in actions:
            with _told(f"the control {control}"):
                size = measured(page, meter, act).size
                costs.by_control.setdefault(control, []).append(size)
    return costs


def plain_costs(browser: Browser, url: str, steps: int) -> Costs:
    """Count what the plain app sends for a step of its slider."""
    with new_page(browser) as page:
        meter = Meter(page)
        open_map(page, url)
        sizes = [
            measured(page, meter, partial(press, page, "year", arrow)).size
            for arrow in arrows(steps)
        ]
    return Costs({"year": sizes})


def topojson_kilobytes(browser: Browser, url: str) -> tuple[float | None, int]:
    """Return the size of the geometry on the wire, and how often a page load fetches it."""
    with new_page(browser) as page:
        meter = Meter(page)
        open_map(page, url)
        sizes = meter.bodies_of(TOPOJSON)
    return (sum(sizes) / 1000 if sizes else None), len(sizes)


def foreign_requests(browser: Browser, url: str) -> list[str]:
    """Open every page in both themes and return what it asked other hosts for."""
    found: list[str] = []
    own = (url, url.replace("http", "ws", 1), "data:", "blob:")
    for path, scheme in itertools.product(PAGES, SCHEMES):
        with new_page(browser, scheme) as page:
            page.on("request", lambda r: None if r.url.startswith(own) else found.append(r.url))
            page.on("websocket", lambda s: None if s.url.startswith(own) else found.append(s.url))
            page.goto(f"{url}{path}")
            idle(page)
            page.wait_for_timeout(1000)
    return found


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    """Go on after a control that is not where it was; the report shows what is missing."""
    try:
        yield
    except Error as error:
        sys.stderr.write(f"{what} was not measured: {error.message.splitlines()[0]}\n")
