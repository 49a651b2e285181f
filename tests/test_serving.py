"""The app as Community Cloud runs it, and two readers of one server."""

import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.sessions import Session, open_sessions, references, step_all
from tests.serving import AS_SCRIPT, Server, served

# What Community Cloud sets whatever a repository's own .streamlit/config.toml says.
FORCED = {
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true",
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_SERVER_ENABLE_CORS": "false",
    "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "poll",
}
YEARS = {f"measure=total&year={year}": str(year) for year in (2019, 2021, 2023)}
STEPS = 6


@pytest.fixture(scope="module")
def cloud() -> Iterator[Server]:
    with served(command=AS_SCRIPT, environment=FORCED) as server:
        yield server


def test_the_first_page_runs_as_community_cloud_starts_it(cloud: Server) -> None:
    session = Session(cloud.stream)
    shown = session.run("")
    session.close()
    assert shown.faults == ()
    heading = "431,500 of 577,000 counted abroad stayed where no visa was needed beforehand"
    assert heading in shown.headings


@pytest.mark.skipif(sys.platform != "linux", reason="the process is read in /proc")
def test_the_server_runs_on_the_loop_that_does_not_hold_small_answers_back(cloud: Server) -> None:
    Session(cloud.stream).close()
    assert "uvloop" in Path(f"/proc/{cloud.process.pid}/maps").read_text(encoding="utf-8")


def test_two_readers_at_once_never_see_each_others_state(cloud: Server) -> None:
    # What a browser keeps is sent once, so each has seen the layer before.
    readers = open_sessions(cloud.stream, 2, next(iter(YEARS)))
    load = step_all(readers, references(readers[0], YEARS), STEPS)
    for reader in readers:
        reader.close()
    assert (load.errors, load.mixed_up) == ([], [])
    assert len(load.seconds) == 2 * STEPS


def test_a_made_file_waits_for_its_reader_while_others_step(cloud: Server) -> None:
    reader, other = open_sessions(cloud.stream, 2)
    reader.run("", page="workforce")
    reader.run("", page="workforce", opens="Download")
    path = reader.click("Download the text")
    for query in YEARS:
        other.run(query)
    with urllib.request.urlopen(f"{cloud.url}{path}") as file:
        assert b"1.5%" in file.read()
    for session in (reader, other):
        session.close()
