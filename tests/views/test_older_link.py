"""A link of an older release on the real page: what changed is told as plain text."""

from pathlib import Path

import pytest

from dashboard.kit import store
from dashboard.kit.slide import SlideTables
from tests.pages import follow, opened, wrong

ROW = "2026.11,observations,valid_permits/CYP/2023-12-31/,value,37000,37127,**typing** error\n"


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("map", {"country": ["CYP"]}),
        ("countries", {"c": ["CYP"]}),
        ("brief", {"v": ["people?part=who", "map?layer=valid_permits&country=CYP"]}),
    ],
)
def test_a_page_says_what_its_figure_was(
    page: str, query: dict[str, list[str]], data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (data_copy / "changes.csv").open("a", encoding="utf-8") as changes:
        changes.write(ROW)
    monkeypatch.setattr(store, "SlideTables", lambda _: SlideTables(data_copy))
    store.tables.clear()
    try:
        app = follow(opened(page), {**query, "data": ["2026.01"]})
    finally:
        store.tables.clear()
    assert wrong(app) is None
    texts = [str(text.value) for text in app.text]
    assert any("made on data release “2026.01”; you see release" in text for text in texts)
    assert (
        "Changed since: Cyprus, Valid residence permits, end of 2023: from 37,000 to 37,127 "
        "(**typing** error)." in texts
    )
