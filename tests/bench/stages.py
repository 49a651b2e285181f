"""The stages of a run: each starts its own servers and returns rows of the report and notes."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tests.bench import browser as web
from tests.bench import cold, controls, made, memory, own, pages, sessions
from tests.bench.report import Row, median, ms
from tests.bench.servers import ALONE, DASH, DASHBOARD, PLAIN, ROOT, STOCK, serve

SESSIONS = (10, 40)
MOST_MEMORY = 350.0
# Memory is read after each hundred changes; what grows for good shows from the second on.
CHANGES, CHANGES_A_READING = 500, 100
VISITED = ("", "countries", "scenarios", "workforce", "people", "sources", "brief")
LAYERS = ("valid_permits", "asylum_applications")
YEARS = (2019, 2020, 2021, 2022, 2023)


@dataclass(frozen=True)
class Effort:
    """How often each thing is done."""

    steps: int
    loads: int
    layers: int
    steps_a_session: int


FULL, QUICK = Effort(8, 9, 99, 4), Effort(3, 2, 4, 1)


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
            most = MOST_MEMORY if count == SESSIONS[-1] else None
            resident = memory.resident(server.pid)
            rows.append(Row(f"server memory, {count} sessions open", "MB", resident, most=most))
        queries = {
            f"layer={layer}&year={year}&measure=total": str(year)
            for layer, year in product(LAYERS, YEARS)
        }
        seen = sessions.references(opened[0], queries)
        alone = median([shown.seconds for shown in seen.values()])
        load = sessions.step_all(opened, seen, effort.steps_a_session)
        resident = memory.resident(server.pid)
        for session in opened:
            session.close()
    name = f"{SESSIONS[-1]} sessions stepping at once"
    rows += [
        Row("server memory, 40 sessions after stepping", "MB", resident, most=MOST_MEMORY),
        Row("one session stepping alone, median", "ms", ms(alone)),
        Row(f"{name}: reruns", "/s", load.per_second),
        Row(f"{name}: median wait", "ms", ms(load.median)),
        Row(f"{name}: 95th percentile", "ms", ms(load.p95)),
        Row(f"{name}: errors", "", float(len(load.errors)), most=0),
        Row(f"{name}: answers of another view", "", float(len(load.mixed_up)), most=0),
    ]
    return rows, [*load.errors[:5], *load.mixed_up[:5]]


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
        Row(f"server memory after {CHANGES} page changes", "MB", readings[-1], most=MOST_MEMORY),
        Row("… growth from the first hundred to the last", "MB", readings[-1] - readings[0]),
        Row("… faults", "", float(len(faults)), most=0),
    ], [f"Memory after each {CHANGES_A_READING} page changes, MB: {listed}.", *faults[:5]]


def page_rows(folder: Path, effort: Effort) -> tuple[list[Row], list[str]]:
    """Measure every other page, and the files that are made on click."""
    with (
        serve(DASHBOARD, ROOT, folder / "pages.log") as server,
        serve(PLAIN, folder, folder / "beside.log") as plain,
    ):
        say("first charts")
        with web.unwatched() as line:
            rows, notes = cold.first_chart_rows(line, server.url, plain.url, effort.loads // 2)
        with web.chromium() as browser:
            say("steps on other pages")
            rows += pages.page_rows(browser, server.url, plain.url, effort.steps)
            say("files")
            return rows + made.made_rows(browser, server), notes


def line_rows(folder: Path, _effort: Effort) -> tuple[list[Row], list[str]]:
    """Measure ten readers who ask for a deck at once."""
    say("decks in line")
    with serve(DASHBOARD, ROOT, folder / "line.log") as server:
        return made.line_rows(server), []


def first_rows(folder: Path, effort: Effort) -> tuple[list[Row], list[str]]:
    """Measure the first sight of the Map, and what it fetches."""
    say("first map")
    with (
        serve(DASHBOARD, ROOT, folder / "dashboard.log") as ours,
        serve(PLAIN, folder, folder / "plain.log") as plain,
    ):
        with (
            serve(PLAIN, folder, folder / "stock.log", streamlit=STOCK) as stock,
            web.unwatched() as line,
        ):
            apps = {"dashboard": ours.url, "plain": plain.url, "stock": stock.url}
            rows = cold.first_map_rows(line, apps, effort.loads)
        with web.chromium() as browser:
            fetched, notes = cold.fetched_rows(browser, ours.url, plain.url)
            say("foreign hosts")
            foreign, asked = cold.foreign_row(browser, ours.url)
    return [*rows, *fetched, foreign], [*notes, *asked]


def map_rows(folder: Path, effort: Effort) -> tuple[list[Row], list[str]]:
    """Measure the controls of the Map."""
    with (
        serve(DASHBOARD, ROOT, folder / "dashboard.log") as ours,
        serve(PLAIN, folder, folder / "plain.log") as plain,
        web.chromium() as browser,
    ):
        say("a year stepped")
        with serve(DASH, folder, folder / "dash.log", streamlit=ALONE) as dash:
            rows = controls.year_rows(browser, ours.url, plain.url, dash.url, effort.steps)
        say("other controls")
        rows += controls.control_rows(browser, ours.url, plain.url, effort.steps)
        say("bytes")
        counted, worst = controls.byte_rows(browser, ours.url, effort.layers)
    return [*rows, *counted], worst


def own_rows(_folder: Path, _effort: Effort) -> tuple[list[Row], list[str]]:
    """Measure what tables of readers' own do to the server."""
    say("ten own tables")
    rows = own.ten_tables()
    say("hostile files")
    return rows + own.hostile_files(), []


STAGES: dict[str, Callable[[Path, Effort], tuple[list[Row], list[str]]]] = {
    "first": first_rows,
    "map": map_rows,
    "pages": page_rows,
    "line": line_rows,
    "sessions": session_rows,
    "changes": change_rows,
    "start": start_rows,
    "own": own_rows,
}
