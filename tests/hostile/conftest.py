"""A server for each way to hurt it, and the other reader, who goes on stepping a control.

A server of its own for each file of tests: what hostile files leave behind (tables are held for
the minutes in which a reader may come back) is judged there, not charged to the frames.
"""

from collections.abc import Iterator

import pytest

from tests.hostile.reader import Reader
from tests.hostile.watch import Quiet, watched
from tests.serving import Server, served


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as running:
        reader = Reader(running)
        for layer in ("", "layer=own", "layer=valid_permits&year=2022"):
            reader.run(layer)
        reader.close()
        yield running


@pytest.fixture
def other(server: Server) -> Iterator[Reader]:
    """One of its own for each test: the server hangs up on a reader who is silent for long."""
    reader = Reader(server)
    reader.run("layer=valid_permits&year=2022")
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def quiet(server: Server) -> Quiet:
    """The server while nobody hurts it, after one table of one's own: what the rest is held to."""
    reader, other = Reader(server), Reader(server)
    reader.run("")
    reader.upload(b"country,value\nGeorgia,5\n")
    reader.close()
    with watched(server, other) as seen:
        for _ in range(20):
            passer_by = Reader(server)
            passer_by.run("")
            passer_by.close()
    other.close()
    return Quiet(seen.worst, seen.peak)
