"""The entry map, comparison, timeline, tables and numbers, as drawn and as written."""

import pytest

from dashboard.charts.entry_palette import fills
from dashboard.charts.palette import DARK, LIGHT, Palette
from dashboard.figures.entry_country import entry_country
from dashboard.figures.entry_map import EntryCard, entry_card
from dashboard.figures.entry_numbers import entry_numbers, number_choices
from dashboard.figures.entry_table import entry_table, events_table
from dashboard.figures.entry_timeline import entry_timeline
from dashboard.links.entry_view import EntryView
from dashboard.links.vocabulary import Vocabulary
from dashboard.models.entry_events import EventFilter
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables, read_entry

LATEST = "2026-09-12"


@pytest.fixture(scope="module")
def entry() -> EntryTables:
    return read_entry()


def view(date: str = LATEST, since: str | None = None, **other: str) -> EntryView:
    return EntryView(date, since, "world", other.get("country"), other.get("event"), present=False)


def shapes(card: EntryCard) -> dict[str, tuple[str, str]]:
    """Return fill and tooltip of each country."""
    found = {}
    for trace in card.figure.data:
        if trace.type != "choropleth" or trace.hoverinfo == "skip":
            continue
        template = trace.hovertemplate.removeprefix("%{ct[2]}: ")
        for at, iso3 in enumerate(trace.locations):
            # Plotly takes the fallback where the list of texts ends.
            own = trace.text[at] if at < len(trace.text or ()) else trace.hovertemplatefallback
            text = template.replace("%{text}", own or "")
            steps = trace.colorscale
            fill = steps[0][1] if len(steps) == 2 else steps[2 * int(trace.z[at])][1]
            found[iso3] = (fill, text)
    return found


def outlined(card: EntryCard) -> dict[str, float]:
    """Return the width of the outline of each outlined country."""
    return {
        iso3: trace.marker.line.width
        for trace in card.figure.data
        if trace.type == "choropleth" and trace.hoverinfo == "skip"
        for iso3 in trace.locations
    }


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_map_shows_every_rule_and_counts_it(
    catalogue: Catalogue, entry: EntryTables, palette: Palette
) -> None:
    card = entry_card(catalogue, entry, view(), palette)
    found = shapes(card)
    assert len(found) == len(catalogue.world)
    colors = fills(palette)
    assert found["GEO"] == (colors[0], "1 No visa needed, 365 days per entry")
    assert found["FIN"] == (colors[6], "7 Tourists turned away; since 30 Sep 2022")
    assert found["DZA"] == (colors[4], "5 Consular visa")
    assert found["GRL"] == (palette.not_covered, "no rule in the tables")
    for iso3, row in entry.rules_at(LATEST).items():
        if iso3 in found:
            assert found[iso3][0] == colors[entry.ranks[row["category"]] - 1], iso3
    labels = [trace.name for trace in card.figure.data if trace.name]
    assert labels[:7] == [
        "1 No visa needed (81)",
        "2 Visa on arrival (25)",
        "3 Electronic permit before travel (8)",
        "4 Visa by internet (24)",
        "5 Consular visa (50)",
        "6 Visitor visas suspended (3)",
        "7 Tourists turned away (7)",
    ]
    assert "Czechia, Estonia, Finland, Latvia, Lithuania, Norway and Poland" in card.alt


def test_only_decisions_are_filled_and_the_unexplained_outlined(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    asked = view("2023-06-05", "2022-02-10")
    card = entry_card(catalogue, entry, asked, LIGHT)
    found = shapes(card)
    assert found["KAZ"][0] == LIGHT.diverging[0]
    assert found["UZB"][0] == LIGHT.diverging[4]
    assert found["SGP"][0] == found["GEO"][0] == LIGHT.not_covered
    assert outlined(card) == {}
    assert card.tally == {
        "tightened": 17,
        "loosened": 6,
        "terms changed": 2,
        "unexplained": 0,
        "noise": 7,
    }
    with_noise = outlined(entry_card(catalogue, entry, asked, LIGHT, noise=True))
    assert "SGP" in with_noise
    assert found["GEO"][1] == "no change"
    later = entry_card(catalogue, entry, view("2024-12-04", "2023-06-05"), LIGHT)
    assert set(outlined(later)) == {"KIR", "VUT"}
    assert shapes(later)["VUT"][0] == LIGHT.not_covered
    assert shapes(later)["VUT"][1] == "index differs, no decision found"
    assert found["KAZ"][1].startswith("tightened: Visa runs ended")


def test_a_picked_decision_outlines_the_countries_it_applied_to(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    found = outlined(entry_card(catalogue, entry, view(event="est-2022-09-19"), LIGHT))
    assert set(found) == {"EST"}
    wide = outlined(entry_card(catalogue, entry, view(event="euu-2022-09-12"), LIGHT))
    assert len(wide) == 25
    both = outlined(
        entry_card(catalogue, entry, view(event="est-2022-09-19", country="GEO"), LIGHT)
    )
    assert set(both) == {"EST", "GEO"}


def test_the_table_holds_every_rule_with_its_evidence(
    catalogue: Catalogue, entry: EntryTables
) -> None:
    table = entry_table(catalogue, entry, entry_card(catalogue, entry, view("2023-06-05"), LIGHT))
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
    card = entry_card(catalogue, entry, view("2024-12-04", "2023-06-05"), LIGHT)
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


def test_the_timeline_says_what_it_draws(catalogue: Catalogue, entry: EntryTables) -> None:
    everything = entry_timeline(catalogue, entry, EventFilter(), "kaz-2023-01-27", LIGHT)
    assert everything.figure is not None
    assert everything.title == "72 decisions tightened entry, 38 loosened it"
    (dots,) = everything.figure.data
    assert len(dots.x) == 144
    assert dots.marker.size[list(dots.customdata).index("kaz-2023-01-27")] > 10
    estonia = entry_timeline(catalogue, entry, EventFilter(country="EST"), None, LIGHT)
    assert estonia.title.startswith("Estonia: ")
    for region in catalogue.countries["region"].unique():
        shown = entry_timeline(catalogue, entry, EventFilter(region=region), None, LIGHT)
        assert len(shown.title.split()) <= 12
    nothing = entry_timeline(
        catalogue, entry, EventFilter(country="KAZ", statuses=("lapsed",)), None, LIGHT
    )
    assert nothing.figure is None
    assert nothing.title == "No decision passes these filters"


def test_each_decision_stands_with_its_source(catalogue: Catalogue, entry: EntryTables) -> None:
    table = events_table(catalogue, list(entry.events_by_id.values()))
    assert len(table.rows) == 149
    assert table.rows["Source"].ne("").all()
    lines = entry_country(catalogue, entry, "GEO").events
    assert [line.event_id for line in lines] == [
        "geo-2026-03-01",
        "geo-2026-01-01",
        "geo-2023-05-15",
        "geo-2023-02-24",
    ]
    assert all(line.sources for line in lines)


def test_a_territory_without_a_rule_says_so(catalogue: Catalogue, entry: EntryTables) -> None:
    greenland = entry_country(catalogue, entry, "GRL")
    assert greenland.rules == []
    assert greenland.missing == "Greenland: no rule in the tables."


def test_people_and_permits_by_rule(
    catalogue: Catalogue, entry: EntryTables, words: Vocabulary
) -> None:
    choices = number_choices(words.layers)
    assert choices[0] == "staying"
    staying = entry_numbers(catalogue, entry, words.layers["staying"], LATEST, LIGHT)
    # One newsroom's count of July 2024 is set against the rules nearest to it.
    assert "rules: 4 December 2024" in staying.subtitle
    assert "Georgia about 73,500 · 365 days per entry" in staying.alt
    assert staying.note == ""
    permits = entry_numbers(catalogue, entry, words.layers["valid_permits"], "2023-06-05", LIGHT)
    assert permits.title == "Valid residence permits: 0 of 31 countries visa-free"
    assert permits.note.startswith("None of these 31 countries let Russian citizens in")
    assert len(permits.table.rows) == 31
    (bars,) = permits.figure.data
    assert bars.type == "bar"
    for code in choices:
        for date in entry.snapshots:
            shown = entry_numbers(catalogue, entry, words.layers[code], date, LIGHT)
            assert len(shown.title.split()) <= 12
