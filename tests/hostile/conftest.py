"""One server for all that is sent to it, and the other reader, who goes on stepping a control."""

from collections.abc import Iterator

import pytest

from tests.hostile.reader import Reader
from tests.hostile.watch import Quiet, watched
from tests.serving import Server, served


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with served() as running:
        yield running


@pytest.fixture(scope="session")
def other(server: Server) -> Iterator[Reader]:
    reader = Reader(server)
    for layer in ("", "layer=own", "layer=valid_permits&year=2022"):
        reader.run(layer)
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def quiet(server: Server, other: Reader) -> Quiet:
    """The server while nobody hurts it, after one table of one's own: what the rest is held to."""
    reader = Reader(server)
    reader.run("")
    reader.upload(b"country,value\nGeorgia,5\n")
    reader.close()
    with watched(server, other) as seen:
        for _ in range(20):
            other_reader = Reader(server)
            other_reader.run("")
            other_reader.close()
    return Quiet(seen.worst, seen.peak)
