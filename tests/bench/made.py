"""Files made on click: how long they take, and what the server holds meanwhile."""

import re
import threading
import time
from types import TracebackType

from playwright.sync_api import Browser

from tests.bench.browser import WAIT_MS, idle, new_page
from tests.bench.memory import resident
from tests.bench.report import Row
from tests.bench.servers import Server

MOST_MEMORY, MOST_SECONDS = 600.0, 10.0
KINDS = ("PowerPoint", "HTML file")


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
