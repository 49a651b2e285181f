"""Files of a briefing: made in their turn, kept in the reader's own session only."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pptx
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.files.making import DECKS, Order, Tell
from dashboard.views.briefing import downloads as made_here
from dashboard.views.briefing.downloads import ASKED, Asked
from tests.decks import READY
from tests.views.briefing.test_page import BRIEF, go, texts
from tests.views.briefing.test_page import app as app

LONG_S = 60


def downloads(app: AppTest) -> list[str]:
    return [element.proto.label for element in app.get("download_button")]


def click(app: AppTest, key: str) -> AppTest:
    found: Any = app.button(key=key)
    found.click().run()
    assert not app.exception
    return app


def asked(app: AppTest) -> Asked:
    found = app.session_state[ASKED]
    assert isinstance(found, Asked)
    return found


def made(app: AppTest) -> bytes:
    """Wait for the file that was asked for, look at the page again, and return the file."""
    assert asked(app).order.ended.wait(LONG_S)
    assert not app.run().exception
    return DECKS.file(asked(app).order)


@contextmanager
def another_at_work() -> Iterator[None]:
    """Another reader's file, which takes as long as the block."""
    begun, go_on = threading.Event(), threading.Event()

    def make(_tell: Tell) -> bytes:
        begun.set()
        return b"x" * go_on.wait(LONG_S)

    other = DECKS.ask(Order(make, lambda: True))
    assert begun.wait(LONG_S)
    try:
        yield
    finally:
        go_on.set()
        assert other.ended.wait(LONG_S)


def test_both_files_are_made_on_click_and_go_with_the_briefing(app: AppTest) -> None:
    go(app, BRIEF)
    assert not [label for label in downloads(app) if "PowerPoint" in label or "HTML" in label]
    click(app, "deck_make_pptx")
    file = pptx.Presentation(io.BytesIO(made(app)))
    assert len(file.slides) > len(READY)
    assert "The PowerPoint is ready." in texts(app)
    assert [label for label in downloads(app) if label.startswith("Download PowerPoint (")]
    click(app, "deck_make_html")
    assert made(app).startswith(b"<!DOCTYPE html>")
    assert len([label for label in downloads(app) if label.startswith("Download ")]) == 1
    click(app, "brief_empty")
    assert ASKED not in app.session_state
    assert app.button(key="deck_make_pptx").disabled


def test_a_second_reader_is_told_to_wait_and_gets_the_file_without_another_click(
    app: AppTest,
) -> None:
    go(app, BRIEF)
    with another_at_work():
        click(app, "deck_make_html")
        assert app.status[0].label == "In line: 1 file of other readers before yours."
        # Whatever the reader does meanwhile, the place is kept.
        go(app, "views/workforce/page.py")
        go(app, BRIEF)
        assert app.status[0].label == "In line: 1 file of other readers before yours."
        assert not asked(app).order.ended.is_set()
    assert made(app).startswith(b"<!DOCTYPE html>")
    assert "The HTML file is ready." in texts(app)
    assert not app.status


def test_a_briefing_that_changes_leaves_the_line(app: AppTest) -> None:
    go(app, BRIEF)
    with another_at_work():
        click(app, "deck_make_html")
        order = asked(app).order
        click(app, "brief_empty")
        assert ASKED not in app.session_state
        assert not order.wanted
    assert order.ended.wait(LONG_S)
    assert order.data is None


def test_a_file_that_cannot_be_made_says_so_with_an_error_id(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError

    go(app, BRIEF)
    monkeypatch.setattr(made_here, "_deck", fails)
    click(app, "deck_make_html")
    order = asked(app).order
    assert order.ended.wait(LONG_S)
    assert not app.run().exception
    assert "The HTML file could not be made" in texts(app)
    assert f"report error id {order.error_id}." in texts(app)
    monkeypatch.undo()
    click(app, "deck_make_html")
    assert made(app).startswith(b"<!DOCTYPE html>")


def test_a_file_missed_while_the_connection_was_lost_is_asked_for_again(app: AppTest) -> None:
    go(app, BRIEF)
    with another_at_work():
        click(app, "deck_make_html")
        order = asked(app).order
        there, order._wanted = order._wanted, lambda: False
    assert order.ended.wait(LONG_S)
    assert order.data is None
    order._wanted = there
    app.run()
    assert asked(app).order is order
    assert made(app).startswith(b"<!DOCTYPE html>")
