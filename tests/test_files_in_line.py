"""Ten readers of one server who ask for a deck at once, and one who wants a small file."""

import io
import time
import urllib.request
from collections.abc import Iterator

import pptx
import pytest

from dashboard.views.briefing.downloads import LOOK_S
from tests.bench.memory import resident
from tests.bench.sessions import Session, open_sessions
from tests.serving import Server, served

NAMES = {
    "ARM": "Armenia",
    "BRA": "Brazil",
    "DEU": "Germany",
    "ISR": "Israel",
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "MNG": "Mongolia",
    "NOR": "Norway",
    "SRB": "Serbia",
    "TUV": "Tuvalu",
    "UZB": "Uzbekistan",
}
MAKE = "Make PowerPoint"
MOST_MB = 600
LONG_S = 300


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as server:
        yield server


def briefing(iso3: str) -> str:
    return f"v=workforce&v=countries..c..{iso3}&v=people"


def ready(reader: Session) -> str:
    """The label of the button for the deck, blank while it is not made."""
    return next((label for label in reader.files if label.startswith("Download PowerPoint")), "")


def titles_of(server: Server, path: str) -> list[str]:
    with urllib.request.urlopen(f"{server.url}{path}") as file:
        slides = pptx.Presentation(io.BytesIO(file.read())).slides
    return [slide.shapes.title.text for slide in slides]


def look_again(readers: dict[str, Session]) -> dict[str, str]:
    """Let every reader's page look at the line once; return the buttons of those who have it."""
    for iso3, reader in readers.items():
        assert reader.run(briefing(iso3), page="brief", look=True).faults == ()
    return {iso3: label for iso3, reader in readers.items() if (label := ready(reader))}


def test_ten_readers_get_their_own_deck_and_a_small_file_waits_for_none(server: Server) -> None:
    readers = dict(zip(NAMES, open_sessions(server.stream, len(NAMES)), strict=True))
    (other,) = open_sessions(server.stream, 1)
    other.run("", page="workforce")
    other.run("", page="workforce", opens="Download")
    for iso3, reader in readers.items():
        reader.run(briefing(iso3), page="brief")
        reader.run(briefing(iso3), page="brief", opens="Download")
    for iso3, reader in readers.items():
        reader.run(briefing(iso3), page="brief", press=MAKE)

    other.click("Download verdicts as CSV")
    # It came while decks were waited for.
    assert len(look_again(readers)) < len(readers)

    # One in the middle leaves; the other ten are served, none presses again.
    readers.pop("KAZ").close()
    until, most = time.monotonic() + LONG_S, 0.0
    while len(made := look_again(readers)) < len(readers):
        assert time.monotonic() < until, f"only {sorted(made)} got their deck"
        most = max(most, resident(server.process.pid))
        time.sleep(LOOK_S)  # as often as the page itself looks; the server tells nobody
    for iso3, label in made.items():
        titles = titles_of(server, readers[iso3].click(label))
        # The cover and Workforce stand before it.
        assert [name for name in NAMES.values() if titles[2].startswith(name)] == [NAMES[iso3]]
    assert most <= MOST_MB
    for reader in (*readers.values(), other):
        reader.close()
