"""What the rest of the world notices while a server is being hurt: another reader, the memory."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

from tests.bench.memory import resident
from tests.hostile.reader import OPENER, Reader
from tests.serving import Server

YEARS = ("2021", "2022", "2023")
# Between two looks; each look is a request, so this is no load.
PAUSE = 0.05


@dataclass
class Seen:
    """What was seen: seconds of waiting, megabytes of the server and what it started."""

    health: list[float] = field(default_factory=list)
    stalls: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def worst(self) -> float:
        """The longest wait for the health check."""
        return max(self.health, default=0.0)

    @property
    def peak(self) -> float:
        """The most memory."""
        return max(self.megabytes, default=0.0)

    def assert_unhurt(self, quiet: "Quiet", grown: float = 450.0) -> None:
        """Hold the other reader's wait and the memory to what they are in quiet.

        The bound of a second is for the server alone. What the machine takes is added: how late
        a clock of this process rang meanwhile.
        """
        most = 1.0 + quiet.seconds + max(self.stalls)
        assert self.faults == []
        assert self.steps
        assert self.worst <= most, f"{self.worst:.2f} s, at most {most:.2f}"
        assert self.peak <= quiet.megabytes + grown, f"{self.peak} MB, {quiet.megabytes} in quiet"


@dataclass(frozen=True)
class Quiet:
    """How long a health check takes here and what the server weighs while nobody hurts it."""

    seconds: float
    megabytes: float


@contextmanager
def watched(server: Server, other: Reader) -> Iterator[Seen]:
    """Ask for the health, step another reader's control and weigh the server, over and over."""
    seen, over = Seen(), threading.Event()

    def health() -> None:
        while True:
            before = time.perf_counter()
            if over.wait(PAUSE) and seen.health:
                return
            seen.stalls.append(time.perf_counter() - before - PAUSE)
            begun = time.perf_counter()
            try:
                with OPENER.open(f"{server.url}/_stcore/health", timeout=30) as answer:
                    answer.read()
            except OSError as error:
                seen.faults.append(f"no health: {error!r}")
            seen.health.append(time.perf_counter() - begun)

    def step() -> None:
        at = 0
        while not (over.wait(PAUSE) and seen.steps):  # once at least
            at += 1
            year = YEARS[at % len(YEARS)]
            begun = time.perf_counter()
            page = other.run(f"layer=valid_permits&year={year}")
            seen.steps.append(time.perf_counter() - begun)
            seen.faults.extend(page.faults)
            if year not in page.text:
                seen.faults.append(f"asked for {year}: {page.text[:200]}")

    def weigh() -> None:
        while not over.wait(PAUSE):
            try:
                seen.megabytes.append(resident(server.process.pid))
            except psutil.NoSuchProcess:  # a process of a file ended meanwhile
                continue

    threads = [threading.Thread(target=work, daemon=True) for work in (health, step, weigh)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        over.set()
        for thread in threads:
            thread.join()
