"""A page that fails shows a card, never a traceback, and the footer stays."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.kit import store
from tests.this_release import RELEASE

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")


def texts(app: AppTest) -> str:
    shown = [*app.subheader, *app.text, *app.code, *app.caption]
    return " | ".join(str(element.value) for element in shown)


def test_broken_tables_are_named_on_the_page(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data_copy / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",exact,", ",exactly,", 1))
    monkeypatch.setattr(store, "DATA", data_copy)
    store.tables.clear()
    try:
        app = AppTest.from_file(APP, default_timeout=60).run()
    finally:
        store.tables.clear()
    assert not app.exception
    shown = texts(app)
    assert "The data of this page are broken" in shown
    assert "observations.csv, line 2, column bound: 'exactly': must be one of" in shown
    assert "python3 -m dashboard.commands.check" in shown


def test_an_unexpected_error_shows_an_id_and_hides_its_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(store, "map_of", broken)
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["layer"] = "valid_permits"
    app.run()
    assert not app.exception
    shown = texts(app)
    assert "This page could not be drawn" in shown
    assert "secret detail" not in shown
    error_id = shown.split("error id ")[1][:8]
    assert f"error id {error_id}" in caplog.text
    assert "secret detail" in caplog.text
    assert f"Data release {RELEASE}" in shown
