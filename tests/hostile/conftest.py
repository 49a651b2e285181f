"""One server for all that is sent to it, and the other reader, who goes on stepping a control."""

from collections.abc import Iterator

import pytest

from tests.hostile.reader import Reader
from tests.hostile.watch import Quiet, watched
from tests.serving import Server, served


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
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
