"""Every input of a value stands in its row, with the source of that input."""

import datetime

import pandas as pd
import pytest

from dashboard.files.workbook import table_xlsx
from dashboard.kit.entry_rules import entry_table, events_table
from dashboard.kit.table import layer_table
from dashboard.link.map_view import EntryView, parse_map
from dashboard.link.page_link import Vocabulary
from dashboard.map.entry import entry_card, tally_of
from dashboard.map.figure import map_card
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.map_rows import Source
from dashboard.tables.provenance import Ids, publishers, with_sources

on = datetime.date.fromisoformat

AT = "https://example.org/"
SOURCES = {
    "a": Source("a", "Office", "One", f"{AT}1", None, "CC BY 4.0", "", ""),
    "b": Source("b", "Office", "Two", f"{AT}2", None, "CC BY 4.0", "", ""),
    "c": Source("c", "Bank", "Three", f"{AT}3", None, "", "read in a repository", ""),
}


def test_each_input_has_its_source_and_nothing_is_said_twice() -> None:
    rows = pd.DataFrame({"source_id": ["a;b", None], "before_source_id": ["c", "a"]})
    found = with_sources(rows, SOURCES)
    assert list(found["publisher"]) == ["Office", ""]
    assert list(found["licence"]) == ["CC BY 4.0", ""]
    assert list(found["source_title"]) == ["One | Two", ""]
    assert list(found["before_publisher"]) == ["Bank", "Office"]
    assert list(found["before_read_via"]) == ["read in a repository", ""]


def test_a_publisher_of_the_row_itself_stays() -> None:
    found = with_sources(pd.DataFrame({"source_id": ["a"], "publisher": ["Ministry"]}), SOURCES)
    assert list(found.loc[0, ["publisher", "source_publisher"]]) == ["Ministry", "Office"]


def test_a_page_names_each_input_once() -> None:
    ids: dict[str, list[Ids]] = {"": [("a", "b"), ("a",)], "residents": [("c",), ("b",)]}
    assert publishers(ids, SOURCES) == ["Office; residents: Bank (read in a copy)", "Office"]


def layer_download(catalogue: Catalogue, **query: str) -> pd.DataFrame:
    words = Vocabulary.of(catalogue)
    view, _ = parse_map({name: [value] for name, value in query.items()}, words)
    card = map_card(catalogue, words.layers[view.layer], view)
    assert card.layer is not None
    return layer_table(catalogue, card.layer).download


def test_a_rate_carries_its_population_year_and_source(catalogue: Catalogue) -> None:
    rows = layer_download(catalogue, layer="valid_permits", year="2023", measure="per_1000")
    rated = rows[rows["shown"].notna()]
    again = rated["value"] / rated["population"] * 1000
    assert again.to_list() == pytest.approx(rated["shown"].to_list())
    assert (rated[["population_year", "population_publisher", "population_source_url"]] != "").all(
        axis=None
    )
    assert (rows["before_source_id"].fillna("") == "").all()


def test_a_change_carries_both_ends(catalogue: Catalogue) -> None:
    rows = layer_download(
        catalogue, layer="valid_permits", year="2023", since="2021", measure="change"
    )
    changed = rows[rows["shown"].notna()]
    assert (changed["value"] - changed["value_before"]).to_list() == changed["shown"].to_list()
    assert set(changed["before_period_end"].str[:4]) == {"2021"}
    assert (changed[["before_quality", "before_publisher", "before_source_url"]] != "").all(
        axis=None
    )
    assert rows["population"].isna().all()


def test_the_map_of_changed_rules_can_be_drawn_from_its_file(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    view = EntryView(on("2024-12-04"), on("2023-06-05"), "world", None, None, False)
    card = entry_card(catalogue, entry, view)
    table = entry_table(catalogue, entry, card)
    rows = table.download.set_index("iso3")
    assert set(card.map.classes) <= set(rows.index)
    counts = rows["class"].value_counts()
    for key in card.map.legend:
        if key.count is not None:
            assert counts.get(key.label, 0) == key.count, key.label
    assert card.title.startswith(
        f"Tightened in {counts['tightened']} countries, loosened in {counts['loosened']},"
    )
    changed = rows[rows["evidence"].isin(["explained", "unexplained", "noise"])]
    for end in ("before", "after"):
        assert (changed[[f"{end}_source_id", f"{end}_publisher"]] != "").all(axis=None)
    assert table.rows["Source"].ne("").all()
    assert tally_of(card.compared)["noise"] > 0


def test_decisions_are_taken_along_as_their_table_has_them(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    """A list of states is text in a file, as in entry_events.csv."""
    found = events_table(catalogue, list(entry.events)).download
    assert {type(cell) for cell in found["members"]} == {str}
    assert any(cell.count(";") > 20 for cell in found["members"])
    assert table_xlsx(found, {}, datetime.date(2026, 11, 24)).startswith(b"PK")
