"""Files made on click: how long they take, who waits, and what the server holds meanwhile."""

import re
import threading
import time
from types import TracebackType

from playwright.sync_api import Browser

from tests.bench.browser import WAIT_MS, idle, new_page
from tests.bench.memory import resident
from tests.bench.report import Row
from tests.bench.servers import Server
from tests.bench.sessions import Session, open_sessions

MOST_MEMORY, MOST_SECONDS = 600.0, 10.0
KINDS = ("PowerPoint", "HTML file")
AT_ONCE = 10
# Seconds between two looks of a waiting page, and until the rest counts as not delivered.
LOOK, PATIENCE = 1.0, 300.0
SMALL_FILE = "Download verdicts as CSV"


class Peak:
    """The most memory that a process holds while this is open, sampled every 50 ms, in MB."""

    def __init__(self, pid: int) -> None:
        self.most = 0.0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.most = max(self.most, resident(self._pid))

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()


def made_rows(browser: Browser, server: Server) -> list[Row]:
    """Make the ready-made briefing in each kind; the first time pays for what is imported."""
    rows = []
    with new_page(browser) as page:
        page.goto(f"{server.url}/brief")
        idle(page)
        for kind in KINDS:
            with Peak(server.pid) as peak:
                begun = time.perf_counter()
                page.get_by_role("button", name="Download", exact=True).click()
                page.get_by_role("button", name=f"Make {kind}").click()
                page.get_by_role("button", name=re.compile(f"Download {kind}")).wait_for(
                    timeout=WAIT_MS
                )
                took = time.perf_counter() - begun
            idle(page)
            rows += [
                Row(f"briefing of eight as {kind}", "s", took, most=MOST_SECONDS),
                Row("… most memory meanwhile", "MB", peak.most, most=MOST_MEMORY),
            ]
    return rows


def line_rows(server: Server) -> list[Row]:
    """Let ten readers ask for the ready-made briefing at once, and one for a small file."""
    waiting = open_sessions(server.stream, AT_ONCE)
    (other,) = open_sessions(server.stream, 1)
    # What a page offers is known once it has run.
    for opens in ("", "Download"):
        other.run("", page="workforce", opens=opens)
        for reader in waiting:
            reader.run("", page="brief", opens=opens)
    begun = time.perf_counter()
    small: list[float] = []
    with Peak(server.pid) as peak:
        for reader in waiting:
            reader.run("", page="brief", press="Make PowerPoint")
        while waiting and time.perf_counter() - begun < PATIENCE:
            asked = time.perf_counter()
            other.click(SMALL_FILE)
            small.append(time.perf_counter() - asked)
            waiting = [reader for reader in waiting if not _delivered(reader)]
            took = time.perf_counter() - begun
            time.sleep(LOOK if waiting else 0)
    name = f"{AT_ONCE} decks at once"
    return [
        Row(f"{name}: not delivered", "", float(len(waiting)), most=0),
        Row("… longest wait", "s", took),
        Row("… most memory meanwhile", "MB", peak.most, most=MOST_MEMORY),
        Row("… longest wait for a small file", "s", max(small), most=1),
    ]


def _delivered(reader: Session) -> bool:
    """Look at the line; fetch the file, and close the page, where it is there."""
    reader.run("", page="brief", look=True)
    label = next((one for one in reader.files if one.startswith("Download PowerPoint")), "")
    if label:
        reader.click(label)
        reader.close()
    return bool(label)
