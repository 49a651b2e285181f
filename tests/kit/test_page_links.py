"""Links between pages, where a deployment leaves one of them out."""

import pytest

from dashboard import pages
from dashboard.link.page_link import Page
from tests.pages import page_of, wrong


@pytest.mark.parametrize(
    ("left_out", "shown", "query"),
    [
        ("countries", "map", {"layer": "valid_permits", "country": "DEU"}),
        ("countries", "map", {"layer": "entry_rules", "country": "FIN"}),
        ("countries", "people", {"part": "routes"}),
        ("sources", "map", {"layer": "valid_permits"}),
        ("workforce", "scenarios", {}),
        ("scenarios", "workforce", {}),
    ],
)
def test_a_link_to_a_page_that_is_left_out_is_left_out(
    left_out: Page, shown: str, query: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {name: record for name, record in pages.PAGES.items() if name != left_out}
    monkeypatch.setattr(pages, "PAGES", kept)
    app = page_of(shown, query)
    if left_out == "sources":
        app.button_group(key="map_open").set_value("Sources and terms").run()
    assert wrong(app) is None
