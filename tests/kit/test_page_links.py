"""Links between pages, where a deployment leaves one of them out."""

import pytest

from dashboard import pages
from dashboard.link.page_link import TITLES, Page
from tests.pages import messages, page_of, refused, rendered, wrong


def leave_out(left_out: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {name: record for name, record in pages.PAGES.items() if name != left_out}
    monkeypatch.setattr(pages, "PAGES", kept)


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
    leave_out(left_out, monkeypatch)
    app = page_of(shown, query)
    if left_out == "sources":
        app.button_group(key="map_open").set_value("Sources and terms").run()
    assert wrong(app) is None


WAYS = {"map": 3, "scenarios": 1}


def ways(shown: dict[str, str]) -> list[str]:
    app = page_of("map", shown)
    assert wrong(app) is None
    return [str(one.key) for one in app.button if str(one.key).startswith("way_")]


@pytest.mark.parametrize("query", [{}, {"layer": "valid_permits"}])
def test_the_numbers_of_the_map_lead_only_to_pages_that_are_there(
    query: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(ways(query)) == sum(WAYS.values())
    assert any("scenarios" in key for key in ways(query))
    leave_out("scenarios", monkeypatch)
    left = ways(query)
    assert len(left) == WAYS["map"]
    assert not any("scenarios" in key for key in left)


@pytest.mark.parametrize(
    ("shown", "query"),
    [
        ("map", {"layer": "valid_permits", "country": "DEU"}),
        ("map", {"layer": "entry_rules", "country": "FIN"}),
        ("countries", {"c": "DEU"}),
        ("scenarios", {}),
        ("workforce", {}),
        ("people", {"part": "asylum"}),
    ],
)
def test_sources_and_terms_lead_nowhere_without_the_sources_page(
    shown: Page, query: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = {"scenarios": "scenario"}.get(shown, shown)

    def linked() -> bool:
        app = page_of(shown, query)
        app.button_group(key=f"{place}_open").set_value("Sources and terms").run()
        assert wrong(app) is None
        return any("](sources?" in text for text in rendered(app))

    assert linked()
    leave_out("sources", monkeypatch)
    assert not linked()


def test_the_board_of_a_country_says_whether_there_is_a_page_of_sources(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def uses() -> object:
        return next(
            one["uses"] for one in messages(page_of("countries", {"c": "DEU"})) if "uses" in one
        )

    assert uses() is True
    leave_out("sources", monkeypatch)
    assert uses() is False


@pytest.mark.parametrize("left_out", TITLES)
def test_a_briefing_is_of_the_pages_that_are_there(
    left_out: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_out(left_out, monkeypatch)
    ready = page_of("brief")
    assert wrong(ready) is None
    linked = page_of("brief", {"v": [left_out, "workforce", "scenarios"]})
    assert wrong(linked) is None
    assert "left out here" in str(refused(linked))


def test_a_figure_of_a_page_that_is_left_out_is_still_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    query = {"q": "650,000"}
    links = [str(one.proto.label) for one in page_of("sources", query).get("page_link")]
    found = [label for label in links if label.endswith(TITLES["scenarios"])]
    assert found
    leave_out("scenarios", monkeypatch)
    told = list(rendered(page_of("sources", query)))
    assert all(label in told for label in found)
