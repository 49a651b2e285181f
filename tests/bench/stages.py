"""The stages of a run: each starts its own servers and returns rows of the report and notes."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import browser as web
from tests.bench import controls, made, memory, pages, sessions
from tests.bench.report import Row
from tests.bench.servers import DASHBOARD, PLAIN, ROOT, STOCK, serve

SESSIONS = (10, 40)
# Memory is read after each hundred changes; what grows for good shows from the second on.
CHANGES, CHANGES_A_READING = 500, 100
VISITED = ("", "countries", "scenarios", "workforce", "people", "sources", "brief")
LAYERS = (controls.OPENING_LAYER, controls.OTHER_LAYER)
YEARS = (2019, 2020, 2021, 2022, 2023)


@dataclass(frozen=True)
class Effort:
    """How often each thing is done."""

    steps: int
    repaints: int
    loads: int
    steps_a_session: int


FULL, QUICK = Effort(8, 10, 9, 4), Effort(3, 3, 2, 1)


BEGUN = time.monotonic()


def say(stage: str) -> None:
    """Tell on the error stream what is being measured, and when it began."""
    sys.stderr.write(f"{time.monotonic() - BEGUN:4.0f} s  {stage}\n")
    sys.stderr.flush()


def start_rows(folder: Path, _effort: Effort) -> tuple[list[Row], list[str]]:
    """Measure a cold process: until it answers, and until its first page has run."""
    say("cold start")
    with serve(DASHBOARD, ROOT, folder / "cold.log") as server:
        started = server.started_in
        first = sessions.Session(server.stream).run("").seconds
    with serve(DASHBOARD, ROOT, folder / "imports.log", memory.PROFILE_IMPORTS) as server:
        sessions.Session(server.stream).run("")
        log = server.log
    slowest = ", ".join(f"{name} {took:.2f} s" for name, took in memory.import_seconds(log))
    return [
        Row("process start to health check", "s", started),
        Row("first page of a cold process, without a browser", "s", first),
    ], [f"Imports of server and first page, each package's own time: {slowest}."]


def session_rows(folder: Path, effort: Effort) -> tuple[list[Row], list[str]]:
    """Measure memory with sessions open, and all of them stepping at once."""
    say("sessions")
    with serve(DASHBOARD, ROOT, folder / "sessions.log") as server:
        rows = [Row("server memory, idle", "MB", memory.resident(server.pid))]
        opened: list[sessions.Session] = []
        for count in SESSIONS:
            opened += sessions.open_sessions(server.stream, count - len(opened))
            most = 400.0 if count == SESSIONS[-1] else None
            resident = memory.resident(server.pid)
            rows.append(Row(f"server memory, {count} sessions open", "MB", resident, most=most))
        queries = {
            f"layer={layer}&year={year}&measure=total": str(year)
            for layer, year in product(LAYERS, YEARS)
        }
        seen = sessions.references(opened[0], queries)
        alone = web.median([shown.seconds for shown in seen.values()])
        load = sessions.step_all(opened, seen, effort.steps_a_session)
        resident = memory.resident(server.pid)
        for session in opened:
            session.close()
    name = f"{SESSIONS[-1]} sessions stepping at once"
    rows += [
        Row("server memory, 40 sessions after stepping", "MB", resident, most=400),
        Row("one session stepping alone, median", "ms", _ms(alone)),
        Row(f"{name}: reruns", "/s", load.per_second),
        Row(f"{name}: median wait", "ms", _ms(load.median)),
        Row(f"{name}: 95th percentile", "ms", _ms(load.p95)),
        Row(f"{name}: errors", "", float(len(load.errors)), most=0),
        Row(f"{name}: answers of another view", "", float(len(load.mixed_up)), most=0),
    ]
    return rows, [*load.errors[:5], *load.mixed_up[:5]]


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else seconds * 1000


def change_rows(folder: Path, _effort: Effort) -> tuple[list[Row], list[str]]:
    """Let one reader go from page to page, and see whether the server keeps something of it."""
    say("page changes")
    readings: list[float] = []
    faults: list[str] = []
    with serve(DASHBOARD, ROOT, folder / "changes.log") as server:
        reader = sessions.Session(server.stream)
        for number in range(CHANGES):
            faults += reader.run("", VISITED[number % len(VISITED)]).faults
            if (number + 1) % CHANGES_A_READING == 0:
                readings.append(memory.resident(server.pid))
        reader.close()
    listed = ", ".join(f"{reading:.0f}" for reading in readings)
    return [
        Row(f"server memory after {CHANGES} page changes", "MB", readings[-1], most=400),
        Row("… growth from the first hundred to the last", "MB", readings[-1] - readings[0]),
        Row("… faults", "", float(len(faults)), most=0),
    ], [f"Memory after each {CHANGES_A_READING} page changes, MB: {listed}.", *faults[:5]]


def page_rows(folder: Path, effort: Effort) -> tuple[list[Row], list[str]]:
    """Measure every other page, and the files that are made on click."""
    with (
        serve(DASHBOARD, ROOT, folder / "pages.log") as server,
        serve(PLAIN, folder, folder / "beside.log", streamlit=STOCK) as plain,
        web.chromium() as browser,
    ):
        say("other pages")
        rows = pages.page_rows(browser, server.url, plain.url, max(2, effort.steps // 2))
        say("files")
        return rows + made.made_rows(browser, server), []


def line_rows(folder: Path, _effort: Effort) -> tuple[list[Row], list[str]]:
    """Measure ten readers who ask for a deck at once."""
    say("decks in line")
    with serve(DASHBOARD, ROOT, folder / "line.log") as server:
        return made.line_rows(server), []


def byte_rows(browser: Browser, dashboard: str, plain: str, effort: Effort) -> list[Row]:
    """Count what the server sends for a change of each control."""
    say("bytes")
    base = controls.plain_costs(browser, plain, max(2, effort.steps // 3)).median("year")
    rows: list[Row] = []
    for table, most in ((False, 15.0), (True, 60.0)):
        state = f"table {'open' if table else 'closed'}"
        costs = controls.map_costs(browser, dashboard, effort.steps, table=table)
        year = costs.median("year")
        rows.append(Row(f"bytes for a step of the year, {state}, median", "kB", year, base, most))
        rows += [
            Row(f"… worst {name}", "kB", costs.worst(name), most=most, binding=False)
            for name in ("year", "region", "layer", "country")
        ]
    return rows


def time_rows(browser: Browser, dashboard: str, plain: str, effort: Effort) -> list[Row]:
    """Time key press to repaint."""
    say("repaint")
    repaints: dict[str, list[float]] = {dashboard: [], plain: []}
    # They take turns, so that a busy moment of the machine meets both.
    with web.new_page(browser) as ours, web.new_page(browser) as theirs:
        apps = [(dashboard, ours, controls.YEAR_KEY), (plain, theirs, "year")]
        for url, page, _ in apps:
            web.open_map(page, url)
        for arrow in controls.arrows(effort.repaints):
            for url, page, key in apps:
                repaints[url].append(web.repaint_seconds(page, key, arrow))
    name = "key press to map repainted, median"
    return [_beside(name, repaints[dashboard], repaints[plain], 0.25)]


def first_map_rows(folder: Path, dashboard: str, plain: str, effort: Effort) -> list[Row]:
    """Time the first map of a cold page; the plain app also on the dashboard's event loop."""
    say("first map")
    with serve(PLAIN, folder, folder / "uvloop.log") as faster, web.unwatched() as line:
        # The first load of each warms the server and is not counted; then they take turns.
        loads: dict[str, list[float]] = {dashboard: [], plain: [], faster.url: []}
        for turn, url in product(range(effort.loads + 1), loads):
            took = web.first_map_seconds(line, url)
            if turn:
                loads[url].append(took)
    name = "first map, cold page, warm server, median"
    same_loop = "… the plain app on uvloop too"
    return [
        _beside(name, loads[dashboard], loads[plain], 0.7),
        _beside(same_loop, loads[dashboard], loads[faster.url]),
    ]


def _beside(name: str, ours: list[float], theirs: list[float], most: float | None = None) -> Row:
    return Row(name, "ms", _ms(web.median(ours)), _ms(web.median(theirs)), most_ratio=most)


def browser_rows(folder: Path, effort: Effort) -> tuple[list[Row], list[str]]:
    """Measure everything that needs a browser, both apps in one run."""
    with (
        serve(DASHBOARD, ROOT, folder / "dashboard.log") as ours,
        serve(PLAIN, folder, folder / "plain.log", streamlit=STOCK) as theirs,
        web.chromium() as browser,
    ):
        rows = byte_rows(browser, ours.url, theirs.url, effort)
        rows += time_rows(browser, ours.url, theirs.url, effort)
        rows += first_map_rows(folder, ours.url, theirs.url, effort)
        say("geometry and foreign hosts")
        size, times = controls.topojson_kilobytes(browser, ours.url)
        foreign = controls.foreign_requests(browser, ours.url)
    rows += [
        Row(f"TopoJSON on the wire ({times} fetch a page load)", "kB", size, most=160),
        Row("requests to any other host, all pages, both themes", "", len(foreign), most=0),
    ]
    return rows, [f"Foreign request: {address}" for address in foreign[:5]]


STAGES: dict[str, Callable[[Path, Effort], tuple[list[Row], list[str]]]] = {
    "browser": browser_rows,
    "pages": page_rows,
    "line": line_rows,
    "sessions": session_rows,
    "changes": change_rows,
    "start": start_rows,
}
