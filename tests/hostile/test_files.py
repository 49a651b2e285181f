"""A file made to hurt: its reader gets a plain answer, and nobody else notices."""

import pytest

from tests.bench.memory import resident
from tests.hostile.files import FILES, Hostile
from tests.hostile.reader import Reader
from tests.hostile.watch import Quiet, watched
from tests.serving import Server

# The process of one file may take 400 MB of addresses; all of them go back.
MOST_WHILE, MOST_AFTER = 450.0, 150.0


def test_there_is_one_of_each_kind() -> None:
    assert len({hostile.name for hostile in FILES}) == len(FILES) >= 30


@pytest.mark.parametrize("hostile", FILES, ids=lambda hostile: hostile.name)
def test_a_hostile_file_is_answered_in_words(
    hostile: Hostile, server: Server, other: Reader, quiet: Quiet
) -> None:
    content = hostile.make()
    reader = Reader(server)
    reader.run("")
    with watched(server, other) as seen:
        page = reader.upload(content)
    reader.close()
    assert page.faults == ()
    assert "This file could not be read:" in page.words or "Report on table" in page.text
    assert hostile.words in page.text
    seen.assert_unhurt(quiet, MOST_WHILE)
    assert resident(server.process.pid) <= quiet.megabytes + MOST_AFTER
