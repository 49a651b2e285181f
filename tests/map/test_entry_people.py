"""People counted and rules in words: the numbers of both tables, at most 12 words, no cause."""

import datetime
import re
from dataclasses import replace

import pytest

from dashboard.link.map_view import EntryCodes, entry_defaults
from dashboard.link.page_link import Vocabulary
from dashboard.map.entry import entry_card
from dashboard.map.entry_people import counted_title, ring_lines
from dashboard.models.entry_days import by_family, counted_people, rules_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.everything import Tables

on = datetime.date.fromisoformat

CAUSE = re.compile(
    r"\b(because|since|due|therefore|led|drove|chose|preferred|went|so|thanks|why|effect|fled)\b",
    re.IGNORECASE,
)
# Written anew, so that a category that changes its family is noticed.
NO_VISA = {"visa_free", "visa_on_arrival", "electronic_authorisation"}


@pytest.mark.parametrize("day", [*Tables().entry.snapshots, on("2022-09-30"), on("2025-06-01")])
def test_the_title_is_computed_from_both_tables(
    catalogue: Catalogue, entry: EntryTables, words: Vocabulary, day: datetime.date
) -> None:
    view = replace(entry_defaults(EntryCodes.of(words, entry)), date=day)
    card = entry_card(catalogue, entry, view)
    rows = catalogue.observations[catalogue.observations["indicator_id"].eq("staying")]
    rules = rules_on(entry, day)
    free = [iso3 for iso3 in rows["iso3"] if rules[iso3].category in NO_VISA]
    stayed = int(rows.loc[rows["iso3"].isin(free), "value"].sum())
    assert card.title.startswith(f"{stayed:,} of {int(rows['value'].sum()):,} counted abroad")
    assert len(card.title.split()) <= 12
    assert not CAUSE.search(card.title)
    assert f"in {len(rows)} countries" in card.subtitle
    assert "one newsroom, The Bell" in card.subtitle
    assert "its own total is at least 650,000, not the sum of these" in card.subtitle
    assert "24 Feb 2022 to 16 Jul 2024" in card.subtitle


def test_golden_the_opening_title(
    catalogue: Catalogue, entry: EntryTables, words: Vocabulary
) -> None:
    card = entry_card(catalogue, entry, entry_defaults(EntryCodes.of(words, entry)))
    assert card.date == on("2023-06-05")
    assert card.title == (
        "431,500 of 577,000 counted abroad stayed where no visa was needed beforehand"
    )
    assert card.subtitle.startswith("Rules: 5 June 2023 · rings: people who had left Russia")


def test_the_title_holds_at_both_ends(catalogue: Catalogue, entry: EntryTables) -> None:
    people = counted_people(catalogue, rules_on(entry, on("2023-06-05")))
    families = by_family(entry, people)
    stayed = families["no_visa_beforehand"]
    everybody = counted_title({"no_visa_beforehand": stayed})
    assert everybody == "All 431,500 counted abroad stayed where no visa was needed beforehand"
    nobody = counted_title({"visa_beforehand": families["visa_beforehand"]})
    assert nobody == "None of 115,500 counted abroad stayed where no visa was needed beforehand"
    for title in (everybody, nobody):
        assert len(title.split()) <= 12


def test_a_ring_names_the_country_and_the_bound(catalogue: Catalogue, entry: EntryTables) -> None:
    lines = {
        one.row.iso3: ring_lines(one)
        for one in counted_people(catalogue, rules_on(entry, entry.latest))
    }
    assert lines["ARM"] == ("Armenia", "c. 110,000")
    assert lines["ARG"] == ("Argentina", "≥ 11,000")
