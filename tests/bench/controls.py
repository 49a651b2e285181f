"""What a reader does on the Map: how long it takes, and what the server sends for it."""

import contextlib
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Browser, Error, Page

from tests.bench.browser import SHAPES, idle, new_page, open_map
from tests.bench.meter import Meter, Traffic
from tests.bench.pages import Arm, Step, slide
from tests.bench.report import Row, median, timed
from tests.bench.servers import ROOT
from tests.bench.watch import seconds_to_repaint

ENTRY = "entry_rules"
COUNTRIES = ("Germany", "Spain")
ACTIONS = ".st-key-map_open"
MAP_TIME = ".map:not([hidden])"
# The years of the plain apps' table, on the Map.
YEARS = "/?layer=valid_permits&measure=total&year=2023"


def layers() -> list[str]:
    """Return the codes of the Map's layers, without a reader's own table."""
    with (ROOT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        return [ENTRY, *(row["indicator_id"] for row in csv.DictReader(lines))]


def find(*names: str) -> Step:
    """Return a step that types a name into the field of the map and takes it."""

    def step(page: Page, turn: int, arm: Arm) -> None:
        box = page.locator(f".map {FIND}")
        box.fill(names[turn % len(names)])
        arm()
        box.press("Enter")

    return step


def choose(key: str, among: int | None = None) -> Step:
    """Return a step to the next of all choices that stand side by side, or of the first few."""

    def step(page: Page, _turn: int, arm: Arm) -> None:
        choices = page.locator(f".st-key-{key} [role=radio]")
        at = next(n for n in range(choices.count()) if choices.nth(n).is_checked())
        arm()
        choices.nth((at + 1) % (among or choices.count())).click()

    return step


FIND = ".find input"
YEAR = slide(MAP_TIME)
# A decision may change no shape: the map itself says then that another moment is painted.
PAINTED = f"{SHAPES}, .map"
REGION, PEOPLE, MEASURE = choose("map_region"), choose("entry_people"), choose("map_measure")
COUNTRY = find(*COUNTRIES)


def year_rows(browser: Browser, dashboard: str, plain: str, dash: str, steps: int) -> list[Row]:
    """Time a year stepped on a map that is zoomed in, beside the plain app and Dash."""
    apps = {
        "years": (f"{dashboard}{YEARS}", MAP_TIME),
        "decisions": (dashboard, MAP_TIME),
        "plain": (plain, ".st-key-year"),
        "Dash": (dash, "#year"),
    }
    took: dict[str, list[float]] = {name: [] for name in apps}
    lost = dict.fromkeys(apps, 0)
    asked = 0
    with contextlib.ExitStack() as stack:
        opened: dict[str, tuple[Page, Meter]] = {}
        for name, (url, _) in apps.items():
            page = stack.enter_context(new_page(browser))
            opened[name] = page, Meter(page)
            open_map(page, url)
            _zoom_in(page)
        # They take turns, so that a busy moment of the machine meets all.
        for turn in range(steps):
            for name, (page, meter) in opened.items():
                page.bring_to_front()
                before = _zoom(page)
                meter.clear()
                step = partial(slide(apps[name][1]), page, turn)
                took[name].append(seconds_to_repaint(page, step, PAINTED))
                asked += meter.sent if name in ("years", "decisions") else 0
                idle(page)
                lost[name] += abs(_zoom(page) / before - 1) > 0.01
    years, zoomed = "a year stepped on the Map, key press to repainted", "… zooms lost"
    return [
        timed(years, took["years"], took["plain"], most=34),
        timed("… quicker than Dash", took["years"], took["Dash"], most_ratio=1, beside="Dash"),
        timed("… a decision of the entry rules", took["decisions"], most=34, binding=False),
        Row("… messages sent before it is repainted", "", asked, most=0),
        Row(zoomed, "", lost["years"] + lost["decisions"], lost["plain"], most=0),
        Row(zoomed, "", lost["years"] + lost["decisions"], lost["Dash"], beside="Dash"),
    ]


SCALE = "document.querySelector('.js-plotly-plot')._fullLayout.geo._subplot.projection.scale()"


def _zoom(page: Page) -> float:
    """Return how far the map is zoomed in, in units of its own."""
    own = page.locator(MAP_TIME)
    return float(own.get_attribute("data-zoom") or 1) if own.count() else page.evaluate(SCALE)


def _zoom_in(page: Page) -> None:
    before = _zoom(page)
    if page.locator(MAP_TIME).count():
        page.get_by_role("button", name="Zoom in").click()
    else:
        page.locator(".js-plotly-plot .geo").first.hover(force=True)
        for _ in range(3):
            page.mouse.wheel(0, -200)
    page.wait_for_timeout(1000)
    if _zoom(page) <= before:
        sys.stderr.write(f"{page.url} was not zoomed in\n")


def control_rows(browser: Browser, dashboard: str, plain: str, steps: int) -> list[Row]:
    """Time every other control of the Map until title, map and ranking are repainted."""
    plans: list[tuple[str, dict[str, Step]]] = [
        ("/", {"people": PEOPLE, "region": REGION, "country": COUNTRY}),
        # The third layer of permits has no measures.
        (YEARS, {"measure": MEASURE, "layer": choose("map_layer", among=2)}),
    ]
    base: list[float] = []
    took: dict[str, list[float]] = {}
    with new_page(browser) as ours, new_page(browser) as theirs:
        open_map(theirs, plain)
        for path, controls in plans:
            open_map(ours, f"{dashboard}{path}")
            for turn in range(steps):
                theirs.bring_to_front()
                base.append(seconds_to_repaint(theirs, partial(PLAIN_YEAR, theirs, len(base))))
                idle(theirs)
                ours.bring_to_front()
                for name, step in controls.items():
                    with _told(f"the control {name}"):
                        act = partial(step, ours, turn)
                        took.setdefault(name, []).append(seconds_to_repaint(ours, act))
                    idle(ours)
    slowest = max(took.values(), key=lambda seconds: median(seconds) or 0, default=[])
    what = "any other control on the Map to everything repainted: slowest"
    return [
        timed(what, slowest, base, most_ratio=0.2),
        *(
            timed(f"… {name}", seconds, base, most_ratio=0.2, binding=False)
            for name, seconds in took.items()
        ),
    ]


PLAIN_YEAR = slide(".st-key-year")


@dataclass(frozen=True)
class Change:
    """A change of a control on a layer, and what the server sent for it."""

    layer: str
    control: str
    traffic: Traffic

    @property
    def kilobytes(self) -> float:
        return self.traffic.size / 1000


def byte_rows(browser: Browser, dashboard: str, most_layers: int) -> tuple[list[Row], list[str]]:
    """Count what the server sends for a change of each control, on every layer."""
    rows: list[Row] = []
    notes: list[str] = []
    for table, most in ((False, 12.0), (True, 40.0)):
        state = f"table {'open' if table else 'closed'}"
        changes = _changes(browser, dashboard, layers()[:most_layers], table=table)
        controls = dict.fromkeys(change.control for change in changes)
        worst = {
            control: max(
                (each for each in changes if each.control == control), key=lambda c: c.kilobytes
            )
            for control in controls
        }
        top = max(worst.values(), key=lambda change: change.kilobytes, default=None)
        what = f"bytes for one control change, {state}: worst of all layers"
        rows.append(Row(what, "kB", top.kilobytes if top else None, most=most))
        rows += [
            Row(f"… {control} ({each.layer})", "kB", each.kilobytes, most=most, binding=False)
            for control, each in worst.items()
        ]
        heaviest = max(changes, key=lambda change: change.traffic.once, default=None)
        if heaviest and not table:
            what = f"… files fetched once, not in these: {heaviest.control} ({heaviest.layer})"
            rows.append(Row(what, "kB", heaviest.traffic.once / 1000))
        notes += [
            f"Over the budget, {state}: {each.control} on {each.layer}, "
            f"{each.kilobytes:.1f} kB, packed {each.traffic.packed / 1000:.1f}: "
            f"{each.traffic.largest()}."
            for each in sorted(changes, key=lambda change: -change.kilobytes)[:6]
            if each.kilobytes > most
        ]
    return rows, notes


def _changes(browser: Browser, dashboard: str, codes: list[str], *, table: bool) -> list[Change]:
    found: list[Change] = []
    with new_page(browser) as page:
        meter = Meter(page)
        for code in codes:
            page.goto(f"{dashboard}/?layer={code}")
            page.get_by_test_id("stCaptionContainer").first.wait_for()
            idle(page)
            if table:
                page.locator(ACTIONS).get_by_text("Table", exact=True).click()
                page.get_by_test_id("stTable").first.wait_for()
                idle(page)
            controls: dict[str, tuple[str, Step]] = {
                "time": (f"{MAP_TIME} .time:not([hidden])", YEAR),
                "people": (".st-key-entry_people", PEOPLE),
                "measure": (".st-key-map_measure", MEASURE),
                "region": (".st-key-map_region", REGION),
                "country": (f".map {FIND}", COUNTRY),
                "layer": (".st-key-map_layer", choose("map_layer")),
                "tab": (".st-key-map_tab", choose("map_tab")),
                "tab of the rules": (".st-key-map_tab", choose("map_tab", among=1)),
            }
            for control, (place, step) in controls.items():
                if not page.locator(place).count():
                    continue
                with _told(f"the control {control} on {code}"):
                    step(page, 0, meter.clear)
                    page.wait_for_timeout(AT_REST_MS if control == "time" else 0)
                    idle(page)
                    found.append(Change(code, control, meter.traffic()))
    return found


# The time control tells the page where it came to rest after a quarter of a second.
AT_REST_MS = 300


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    """Go on after a control that is not where it was; the report shows what is missing."""
    try:
        yield
    except Error as error:
        sys.stderr.write(f"{what} was not measured: {error.message.splitlines()[0]}\n")
