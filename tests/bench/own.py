"""Tables of readers' own: what ten of them hold, and what a hostile one does to another reader."""

import csv
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.memory import resident
from tests.bench.report import Row
from tests.bench.servers import ROOT
from tests.hostile.files import FILES
from tests.hostile.reader import Reader
from tests.hostile.watch import watched
from tests.serving import Server, served

READERS, BYTES = 10, 5 * 10**6
MOST_MEMORY, MOST_WAIT = 600.0, 1.0
# Streamlit waits two minutes for a session to come back, and the sweep comes every half.
LEFT_SECONDS = 160.0


def large_table(size: int = BYTES, seed: int = 2022) -> bytes:
    """Return a CSV file of twelve columns, as full of different numbers as an honest one can be."""
    chance = random.Random(seed)
    with (ROOT / "data" / "countries.csv").open(encoding="utf-8") as countries:
        names = [row["name"] for row in csv.DictReader(countries)]
    lines = [",".join(["country", "year", "value", *(f"c{n}" for n in range(9))])]
    written = 0
    while written < size:
        numbers = [str(chance.randint(10**9, 10**11)) for _ in range(9)]
        year, value = str(chance.randint(2000, 2025)), str(chance.randint(1, 10**6))
        lines.append(",".join([f'"{chance.choice(names)}"', year, value, *numbers]))
        written += len(lines[-1].encode()) + 1
    return "\n".join(lines).encode()


@contextmanager
def _two(server: Server) -> Iterator[tuple[Reader, Reader]]:
    readers = Reader(server), Reader(server)
    for reader in readers:
        reader.run("")
        reader.run("layer=own")
    yield readers
    for reader in readers:
        reader.close()


def ten_tables() -> list[Row]:
    """Ten readers bring a table of 5 MB at once, look at its report, and leave."""
    content = large_table()
    said: list[str] = []
    with served() as server, _two(server) as (_, other):
        readers = [Reader(server) for _ in range(READERS)]
        for reader in readers:
            reader.run("")
        threads = [
            threading.Thread(target=lambda r=reader: said.append(r.upload(content).text))
            for reader in readers
        ]
        with watched(server, other) as seen:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        held = resident(server.process.pid)
        for reader in readers:
            reader.close()
        time.sleep(LEFT_SECONDS)
        after = resident(server.process.pid)
    taken = sum("Report on" in text for text in said)
    return [
        Row("ten own tables of 5 MB at once: taken", "", float(taken)),
        Row("… most memory while they are read", "MB", seen.peak, most=MOST_MEMORY),
        Row("… memory while they are held", "MB", held, most=MOST_MEMORY),
        Row("… longest wait for a health check", "s", seen.worst, most=MOST_WAIT),
        Row("… memory when their readers have left", "MB", after),
    ]


def hostile_files() -> list[Row]:
    """One hostile file after another, while another reader steps a control."""
    rows = []
    with served() as server, _two(server) as (_, other):
        for hostile in FILES:
            content = hostile.make()
            reader = Reader(server)
            reader.run("")
            with watched(server, other) as seen:
                reader.upload(content)
            reader.close()
            name = hostile.name.replace("_", " ")
            rows.append(Row(f"hostile file, {name}: longest wait", "s", seen.worst, most=MOST_WAIT))
            rows.append(Row("… most memory", "MB", seen.peak, most=MOST_MEMORY))
    return rows
