"""The entry map, comparison, timeline, tables and numbers, as drawn and as written."""

import datetime
import math

import pytest

from dashboard.charts.palette import DARK, LIGHT
from dashboard.kit.entry_rules import entry_table, events_table, rules_table
from dashboard.link.map_view import EntryView, People
from dashboard.link.page_link import Vocabulary
from dashboard.map.entry import EntryCard, entry_card, tally_of
from dashboard.models.entry import compare
from dashboard.models.entry_days import EventFilter, rules_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.everything import Tables
from dashboard.tables.indicators import rows_of
from dashboard.views.rules.events import decision_dots, decisions
from dashboard.views.rules.numbers import entry_numbers, number_choices
from dashboard.words import entry_words

on = datetime.date.fromisoformat

LATEST = on("2026-09-12")


def view(
    date: datetime.date = LATEST, since: datetime.date | None = None, **other: str
) -> EntryView:
    people: People = "staying" if other.get("people") == "staying" else "none"
    return EntryView(
        date,
        since,
        "world",
        other.get("country"),
        other.get("event"),
        present=False,
        people=people,
    )


def said(card: EntryCard) -> dict[str, str]:
    return {iso3: card.map.said(iso3) for iso3 in card.map.classes}


def test_the_map_shows_every_rule_and_counts_it(catalogue: Catalogue, entry: EntryTables) -> None:
    card = entry_card(catalogue, entry, view())
    drawn, found = card.map, said(card)
    assert set(drawn.classes) == set(catalogue.world["iso3"])
    assert found["GEO"] == "1 No visa needed, 365 days per entry"
    assert found["FIN"] == "7 Tourists turned away; since 30 Sep 2022"
    assert found["DZA"] == "5 Consular visa"
    assert found["GRL"] == "no rule in the tables"
    assert found["RUS"] == "country of origin"
    rules = entry.rules_at(LATEST)
    for iso3, place in drawn.classes.items():
        tone = drawn.tones[place]
        if iso3 in rules:
            rank = entry.ranks[rules[iso3].category]
            assert (tone.light, tone.dark) == (LIGHT.entry[rank - 1], DARK.entry[rank - 1]), iso3
            assert tone.hatch == ("strong" if rank == 7 else ""), iso3
    assert [key.text for key in drawn.legend] == [
        *entry_words.category_counts(entry, LATEST).values(),
        "no rule in the tables",
        "changed on a day not known (0)",
    ]
    assert [key.stands for key in drawn.legend] == [True] * 8 + [False]
    assert "Czechia, Estonia, Finland, Latvia, Lithuania, Norway and Poland" in card.alt


def test_small_places_with_a_rule_have_a_square(catalogue: Catalogue, entry: EntryTables) -> None:
    squares = entry_card(catalogue, entry, view()).map.squares
    world = catalogue.world
    tiny = set(world["iso3"][world["tiny"].astype(int).eq(1)])
    assert squares == tiny & set(entry.rules_at(LATEST))


def test_between_two_dates_an_unexplained_change_is_hatched_in_its_old_colour(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    day = on("2022-09-30")
    card, rules = entry_card(catalogue, entry, view(day)), rules_on(entry, day)
    drawn = card.map
    for iso3, standing in rules.items():
        if iso3 in drawn.classes:
            tone = drawn.tones[drawn.classes[iso3]]
            rank = entry.ranks[standing.category]
            assert tone.light == LIGHT.entry[rank - 1]
            assert (tone.hatch == "thin") == (standing.change is not None), iso3
            if standing.change:
                assert "; changed to " in drawn.said(iso3)
    changing = sum(one.change is not None for one in rules.values())
    assert f"changed on a day not known ({changing})" in [key.text for key in drawn.legend]
    # A key of a category lights its hatched countries too, as its count holds them.
    lit = {key.tone: {key.tone, *key.also} for key in drawn.legend if key.count is not None}
    for key in drawn.legend[:7]:
        here = [one for one in rules.values() if f"{entry.ranks[one.category]} " in key.label]
        assert len(here) == key.count
        places = [p for iso3, p in drawn.classes.items() if p in lit[key.tone] and iso3 in rules]
        assert len(places) <= key.count


def test_only_decisions_are_filled_and_the_unexplained_outlined(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    asked = view(on("2023-06-05"), on("2022-02-10"))
    card = entry_card(catalogue, entry, asked)
    compared = compare(entry, on("2022-02-10"), on("2023-06-05"))
    unexplained = {iso3 for iso3, one in compared.items() if one.evidence == "unexplained"}
    noise = {iso3 for iso3, one in compared.items() if one.evidence == "noise"}
    found, tones = said(card), card.map.tones
    assert tones[card.map.classes["KAZ"]].light == LIGHT.diverging[0]
    assert tones[card.map.classes["UZB"]].light == LIGHT.diverging[4]
    for iso3 in ("GEO", *unexplained, *noise):
        assert tones[card.map.classes[iso3]].light == LIGHT.not_covered
    assert card.map.outlined == unexplained
    assert entry_card(catalogue, entry, asked, noise=True).map.outlined == unexplained | noise
    assert card.tally == tally_of(compared)
    assert found["GEO"] == "no change"
    assert all(found[iso3] == "index differs, no decision found" for iso3 in unexplained)
    assert found["KAZ"].startswith("tightened: Visa runs ended")
    counted = {key.label: key.count for key in card.map.legend}
    assert counted["tightened"] == card.tally["tightened"]
    assert counted["index differs, no decision found"] == len(unexplained)


def test_a_picked_decision_outlines_the_countries_it_applied_to(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    one = entry_card(catalogue, entry, view(event="est-2022-09-19"))
    assert one.map.strong == {"EST"}
    wide = entry_card(catalogue, entry, view(event="euu-2022-09-12"))
    assert len(wide.map.strong) == 25


@pytest.mark.parametrize("date", [*Tables().entry.snapshots, on("2022-09-30")])
def test_rings_list_and_strip_hold_the_same_people(
    catalogue: Catalogue, entry: EntryTables, date: datetime.date
) -> None:
    drawn = entry_card(catalogue, entry, view(date, people="staying")).map
    rows = {row.iso3: row.value for row in rows_of(catalogue, "staying")}
    values = sorted(rows.values(), reverse=True)
    assert {ring.iso3 for ring in drawn.rings} == set(rows)
    assert drawn.items is not None
    assert [item.value for item in drawn.items.items] == values
    assert not drawn.items.ranked
    assert "newsroom" in drawn.items.heading
    assert sum(part.value for part in drawn.strip) == sum(values)
    names = catalogue.names.by_code
    rules = rules_on(entry, date)
    for ring in drawn.rings:
        # True to area: people for each square pixel are the same everywhere.
        largest = drawn.rings[0].radius
        assert ring.radius == pytest.approx(
            largest * math.sqrt(rows[ring.iso3] / values[0]), abs=0.06
        )
        (part,) = [part for part in drawn.strip if names[ring.iso3] in part.text]
        assert f"{rows[ring.iso3]:,.0f}" in part.text
        label = entry.labels[rules[ring.iso3].category]
        assert label in ring.text
        (item,) = [item for item in drawn.items.items if item.iso3 == ring.iso3]
        assert label in item.label
    assert largest == 26
    for part in drawn.strip:
        assert f"{part.value:,.0f}" in part.label
        assert 0 <= part.tone < len(drawn.tones)
    keys = [key for key in drawn.legend if key.ring is not None]
    assert [key.label for key in keys] == ["50,000 people counted", "10,000 people counted"]
    assert keys[0].ring == pytest.approx(26 * math.sqrt(50_000 / values[0]), abs=0.06)


def test_golden_the_strip_of_the_opening(catalogue: Catalogue, entry: EntryTables) -> None:
    card = entry_card(catalogue, entry, view(on("2023-06-05"), people="staying"))
    assert [part.label for part in card.map.strip] == [
        "No visa beforehand: 431,500 (75%)",
        "Visa beforehand: 115,500 (20%)",
        "Closed to tourists: 30,000 (5%)",
    ]
    assert card.source.startswith("The Bell")
    for part in card.map.strip:
        assert f"{part.label}: {part.text}" in card.alt


def test_the_table_holds_the_rules_of_any_day(catalogue: Catalogue, entry: EntryTables) -> None:
    day = on("2022-09-30")
    table = rules_table(catalogue, entry, day)
    rules = rules_on(entry, day)
    assert len(table.rows) == len(rules)
    assert set(table.download["rule_on"]) == {str(day)}
    standing = table.rows.set_index("Country")["Standing"]
    assert standing["Finland"] == "since 30 Sep 2022"
    for iso3, one in rules.items():
        changing = standing[catalogue.names.by_code[iso3]].startswith("changed to ")
        assert changing == (one.change is not None), iso3


def test_the_table_holds_every_rule_with_its_evidence(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    table = entry_table(catalogue, entry, entry_card(catalogue, entry, view(on("2023-06-05"))))
    assert len(table.rows) == len(table.download) == 198
    row = table.rows.set_index("Country").loc["Georgia"]
    assert list(row[["Rule", "Stay", "Standing", "Text checked", "Index said"]]) == [
        "1 No visa needed",
        "365 days per entry",
        "at all four dates",
        "yes",
        "360 days",
    ]
    assert table.rows["Text checked"].eq("yes").sum() == 57
    assert table.download["source_title"].ne("").all()


def test_the_table_of_changes_puts_decisions_first(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    card = entry_card(catalogue, entry, view(on("2024-12-04"), on("2023-06-05")))
    table = entry_table(catalogue, entry, card)
    assert list(table.rows["Country"][:12]) == [
        "Angola",
        "Equatorial Guinea",
        "Kyrgyzstan",
        "Libya",
        "Malawi",
        "Norway",
        "Romania",
        "Syria",
        "Thailand",
        "Vietnam",
        "Kiribati",
        "Vanuatu",
    ]
    assert set(table.rows["Decision"][10:12]) == {"index differs, no decision found"}
    assert table.download["source_url"].notna().all()


def test_the_stack_says_what_it_draws(catalogue: Catalogue, entry: EntryTables) -> None:
    everything = decisions(catalogue, entry, EventFilter())
    assert everything.title == "72 decisions tightened entry, 38 loosened it"
    drawn = decision_dots(catalogue, entry)
    dots = {dot.event_id: dot for dot in drawn["dots"]}
    assert list(dots) == [event.event_id for event in everything.events]
    assert len(dots) == 144
    filled = [dot.effect for dot in dots.values() if dot.counted]
    assert [filled.count(effect) for effect in ("tightened", "loosened")] == [72, 38]
    estonian = dots["est-2022-09-19"]
    assert drawn["quarters"][estonian.quarter] == "2022-Q3"
    assert estonian.effect == "tightened"
    assert "Joint ban on entry" in estonian.text
    estonia = decisions(catalogue, entry, EventFilter(country="EST"))
    assert estonia.title.startswith("Estonia: ")
    for iso3 in catalogue.places:
        shown = decisions(catalogue, entry, EventFilter(country=iso3))
        assert len(shown.title.split()) <= 12
    nothing = decisions(catalogue, entry, EventFilter(country="KAZ", statuses=("lapsed",)))
    assert nothing.events == []
    assert nothing.title == "No decision passes these filters"


def test_each_decision_stands_with_its_source(catalogue: Catalogue, entry: EntryTables) -> None:
    table = events_table(catalogue, list(entry.events_by_id.values()))
    assert len(table.rows) == 149
    assert table.rows["Source"].ne("").all()
    own = entry.events_of("GEO")
    assert [event.event_id for event in own] == [
        "geo-2023-02-24",
        "geo-2023-05-15",
        "geo-2026-01-01",
        "geo-2026-03-01",
    ]
    assert all(event.source_id for event in own)


def test_people_and_permits_by_rule(
    catalogue: Catalogue, entry: EntryTables, words: Vocabulary
) -> None:
    choices = number_choices(words.layers)
    assert choices[0] == "staying"
    staying = entry_numbers(catalogue, entry, words.layers["staying"], LATEST)
    # One newsroom's count of July 2024 is set against the rules nearest to it.
    assert "rules: 4 December 2024" in staying.figure.lines[0]
    assert "Georgia about 73,500 · 365 days per entry" in staying.figure.alt
    assert len(staying.figure.lines) == 1
    permits = entry_numbers(catalogue, entry, words.layers["valid_permits"], on("2023-06-05"))
    assert permits.figure.title == "Valid residence permits: 0 of 31 countries visa-free"
    assert permits.figure.lines[1].startswith("None of these 31 countries let Russian citizens in")
    assert len(permits.table.rows) == 31
    assert permits.figure.figure is not None
    (bars,) = permits.figure.figure.data
    assert bars.type == "bar"
    for code in choices:
        for date in entry.snapshots:
            shown = entry_numbers(catalogue, entry, words.layers[code], date)
            assert len(shown.figure.title.split()) <= 12
