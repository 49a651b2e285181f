"""A page with nothing in the browser's cache: when its picture is there, and what it fetched."""

import itertools
from collections.abc import Mapping

from playwright.sync_api import Browser

from tests.bench.bare import Line
from tests.bench.browser import SHAPES, Scheme, idle, new_page, open_map
from tests.bench.meter import Meter
from tests.bench.report import Row, median, timed
from tests.bench.watch import CHARTS, first_seconds

# Every page that the navigation lists, and the layers drawn apart.
PAGES = (
    "/",
    "/?layer=valid_permits",
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
# Those whose first chart is timed; one that has none within the time is named.
OTHERS = {
    "Countries": "/countries?c=GEO",
    "How many left": "/scenarios",
    "Workforce": "/workforce",
    "People": "/people",
    "Sources": "/sources",
    "My briefing, presented": "/brief?present=true",
}
NO_CHART_MS = 20_000
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
REGIONS = ("world", "europe", "eurasia")


def first_map_rows(line: Line, apps: Mapping[str, str], loads: int) -> list[Row]:
    """Time the first map of `dashboard`, `plain` and `stock`, on a fast line and a slow one."""
    rows = []
    for slow, most in ((False, 0.45), (True, 0.25)):
        # The first load of each warms the server and is not counted; then they take turns.
        took: dict[str, list[float]] = {name: [] for name in apps}
        for turn, (name, url) in itertools.product(range(loads + 1), apps.items()):
            seconds = first_seconds(line, url, SHAPES, slow=slow)
            if turn and seconds is not None:
                took[name].append(seconds)
        on = "on 10 Mbit/s and 40 ms" if slow else "cold page, warm server"
        rows += [
            timed(f"first map, {on}", took["dashboard"], took["plain"], most_ratio=most),
            timed("… beside the plain app on the stock loop", took["dashboard"], took["stock"]),
        ]
    return rows


def first_chart_rows(
    line: Line, dashboard: str, plain: str, loads: int
) -> tuple[list[Row], list[str]]:
    """Time the first chart of every other page on a slow line, beside the plain app's map."""
    took: dict[str, list[float]] = {name: [] for name in OTHERS}
    base: list[float] = []
    none: set[str] = set()
    first_seconds(line, plain, slow=True)
    for turn in range(loads + 1):
        if turn and (seconds := first_seconds(line, plain, slow=True)) is not None:
            base.append(seconds)
        for name, path in OTHERS.items():
            if name in none:
                continue
            found = first_seconds(line, dashboard + path, CHARTS, slow=True, wait_ms=NO_CHART_MS)
            if found is None:
                none.add(name)
            elif turn:
                took[name].append(found)
    drawn = {name: seconds for name, seconds in took.items() if seconds}
    slowest = max(drawn, key=lambda name: median(drawn[name]) or 0, default="")
    what = "first chart of every other page, 10 Mbit/s and 40 ms"
    rows = [timed(f"{what}: slowest", drawn.get(slowest, ()), base, most_ratio=0.35)]
    rows += [
        timed(f"… {name}", seconds, base, most_ratio=0.35, binding=False)
        for name, seconds in drawn.items()
    ]
    return rows, [f"No chart on the first screen of: {', '.join(none)}."] if none else []


def fetched_rows(browser: Browser, dashboard: str, plain: str) -> tuple[list[Row], list[str]]:
    """Count what a cold page fetches, and the geometry of each region."""
    sizes: dict[str, float] = {}
    plotly, notes = 0, []
    for url in (dashboard, plain):
        with new_page(browser) as page:
            meter = Meter(page)
            open_map(page, url)
            sizes[url] = meter.uncompressed / 1000
            if url == dashboard:
                got = meter.traffic()
                plotly = sum("plotly" in address.lower() for address, _ in got.responses)
                notes.append(f"A cold first page, largest as they came: {got.largest(8)}.")
    geometry: list[float] = []
    for region in REGIONS:
        with new_page(browser) as page:
            meter = Meter(page)
            open_map(page, f"{dashboard}/?region={region}")
            geometry.append(sum(meter.bodies_of(f"/{region}.json")) / 1000)
    rows = [
        Row(
            "cold first page, all requests, uncompressed",
            "kB",
            sizes[dashboard],
            sizes[plain],
            4000,
        ),
        Row("… requests for Plotly", "", plotly, most=0),
        Row("geometry of a region on the wire, largest", "kB", max(geometry) or None, most=60),
    ]
    return rows, notes


def foreign_row(browser: Browser, url: str) -> tuple[Row, list[str]]:
    """Open every page in both themes and count what it asks other hosts for."""
    found: list[str] = []
    own = (url, url.replace("http", "ws", 1), "data:", "blob:")
    for path, scheme in itertools.product(PAGES, SCHEMES):
        with new_page(browser, scheme) as page:
            page.on("request", lambda r: None if r.url.startswith(own) else found.append(r.url))
            page.on("websocket", lambda s: None if s.url.startswith(own) else found.append(s.url))
            page.goto(f"{url}{path}")
            idle(page)
            page.wait_for_timeout(1000)
    row = Row("requests to any other host, all pages, both themes", "", len(found), most=0)
    return row, [f"Foreign request: {address}" for address in found[:5]]
