"""Files of a briefing: made on click, one at a time, kept in the reader's session only."""

import io
from typing import Any

import pptx
from streamlit.testing.v1 import AppTest

from dashboard.widgets.file_making import MAKING
from tests.decks import READY
from tests.views.test_brief_page import BRIEF, go, texts
from tests.views.test_brief_page import app as app


def downloads(app: AppTest) -> list[str]:
    return [element.proto.label for element in app.get("download_button")]


def click(app: AppTest, key: str) -> AppTest:
    found: Any = app.button(key=key)
    found.click().run()
    assert not app.exception
    return app


def test_both_files_are_made_on_click_and_go_with_the_briefing(app: AppTest) -> None:
    go(app, BRIEF)
    assert not [label for label in downloads(app) if "PowerPoint" in label or "HTML" in label]
    click(app, "deck_make_pptx")
    assert app.status[0].label == "The PowerPoint is ready."
    assert [label for label in downloads(app) if label.startswith("Download PowerPoint")]
    made = app.session_state["deck_made"]
    file = pptx.Presentation(io.BytesIO(made.data))
    assert len(file.slides) > len(READY)
    click(app, "deck_make_html")
    assert app.session_state["deck_made"].data.startswith(b"<!DOCTYPE html>")
    assert len([label for label in downloads(app) if label.startswith("Download ")]) == 1
    click(app, "brief_empty")
    assert "deck_made" not in app.session_state
    assert app.button(key="deck_make_pptx").disabled


def test_a_second_reader_is_told_to_wait(app: AppTest) -> None:
    go(app, BRIEF)
    with MAKING:
        click(app, "deck_make_html")
        assert "Another file is being made on this server" in texts(app)
        assert "deck_made" not in app.session_state
    click(app, "deck_make_html")
    assert "deck_made" in app.session_state
    assert not MAKING.locked()
