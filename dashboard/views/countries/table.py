"""The table of all destinations, and the rows behind the pictures of some countries."""

from collections.abc import Sequence
from itertools import groupby, pairwise

import pandas as pd

from dashboard.kit.entry_rules import country_rules, rules_table
from dashboard.models.entry import direction
from dashboard.models.entry_days import counted_rows, counts, rules_on
from dashboard.models.layer import layer_of
from dashboard.models.permits import VALID_PERMITS
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.entry import EntryTables
from dashboard.tables.indicators import indicators, rows_of
from dashboard.tables.map_rows import Observation
from dashboard.tables.provenance import publishers, with_sources
from dashboard.views.countries.board import point_of, rule_colors
from dashboard.views.countries.pictures import Destinations, Place, Point, Stood
from dashboard.words import country_words as words
from dashboard.words.entry_words import category_labels, rule_text, short_label
from dashboard.words.numbers import month
from dashboard.words.values import change_text, value_text, value_with_unit

BROKEN = "Not comparable with the year before."


def destinations(catalogue: Catalogue, entry: EntryTables) -> Destinations:
    """Return all destinations as the page's component draws them."""
    known = indicators(catalogue)
    people, permits = known["staying"], known[VALID_PERMITS]
    counted = {row.iso3: row for row in counted_rows(catalogue)}
    first = next(iter(counted.values()))
    base = permits.change_base
    layer = layer_of(catalogue, permits, permits.default_year, "change", base)
    changes = {place.iso3: place for place in layer.valued}
    series: dict[str, list[Point]] = {}
    for row in sorted(rows_of(catalogue, VALID_PERMITS), key=lambda row: row.period_end):
        series.setdefault(row.iso3, []).append(point_of(row, permits))
    places = sorted(catalogue.places.values(), key=lambda place: place.name)
    regions = sorted({place.region for place in places})
    rows = [
        Place(
            place.iso3,
            place.name,
            regions.index(place.region),
            int(place.eu_member),
            _strip(entry, place.iso3),
            (one.value, value_text(one, people)) if (one := counted.get(place.iso3)) else None,
            series.get(place.iso3, []),
            (at.shown, change_text(at, permits)) if (at := changes.get(place.iso3)) else None,
        )
        for place in places
        if place.iso3 != ORIGIN
    ]
    years = sorted({point.year for each in series.values() for point in each})
    (publisher,) = publishers({"": [first.source_id]}, catalogue.sources)
    return {
        "kind": "table",
        "title": destinations_title(catalogue, entry),
        "tones": rule_colors(),
        "legend": list(category_labels(entry).values()),
        "dates": [short_label(entry, date) for date in entry.snapshots],
        "heads": [
            f"People counted, {publisher}, {month(first.period_end)}",
            f"{permits.label}, {years[0]}–{years[-1]}",
            f"Change {base}–{permits.default_year}",
        ],
        "regions": regions,
        "years": [years[0], years[-1]],
        "rows": rows,
    }


def destinations_title(catalogue: Catalogue, entry: EntryTables) -> str:
    """Return how many ask for no visa, and where most people were counted."""
    open_ones = counts(entry, rules_on(entry, entry.latest))
    people = counted_rows(catalogue)
    most = max(row.value for row in people)
    names = [catalogue.names.by_code[row.iso3] for row in people if row.value == most]
    return words.destinations_title(open_ones["visa_free"], sum(open_ones.values()), names)


def _strip(entry: EntryTables, iso3: str) -> list[Stood]:
    """Return the rules at the snapshots; one that stays stands once, over all its dates."""
    rules = [row for _, row in sorted(entry.rules_of(iso3).items())]
    runs = [0]
    for before, after in pairwise(rules):
        runs.append(runs[-1] + (direction(before, after, entry.ranks) != "same"))
    cells: list[Stood] = []
    for _, each in groupby(zip(runs, rules, strict=False), key=lambda pair: pair[0]):
        same = [row for _, row in each]
        rank = entry.ranks[same[-1].category]
        whole = rule_text(entry, same[-1])
        cells.append(Stood(rank, words.short_rule(same[-1], rank), len(same), whole))
    return cells


def observed(catalogue: Catalogue, codes: Sequence[str]) -> list[Observation]:
    """Return every observation of the countries, an indicator after the other, by time."""
    return [
        row
        for indicator_id in indicators(catalogue)
        for row in sorted(rows_of(catalogue, indicator_id), key=lambda r: (r.iso3, r.period_end))
        if row.iso3 in codes
    ]


def figure_rows(catalogue: Catalogue, codes: Sequence[str]) -> pd.DataFrame:
    """Return every observation of the countries with indicator, definition and sources."""
    found, known = observed(catalogue, codes), indicators(catalogue)
    each = [known[row.indicator_id] for row in found]
    rows = Observation.frame(found).assign(
        country=[catalogue.names.by_code[row.iso3] for row in found],
        indicator=[one.label for one in each],
        unit=[one.unit for one in each],
        definition=[one.definition for one in each],
        caution=[one.caution for one in each],
    )
    first = ["iso3", "country", "indicator_id", "indicator", "unit"]
    return with_sources(rows[[*first, *rows.columns.drop(first)]], catalogue.sources)


def rule_rows(catalogue: Catalogue, tables: EntryTables, codes: Sequence[str]) -> pd.DataFrame:
    """Return the entry rules of the countries at every snapshot, with sources."""
    each = [rules_table(catalogue, tables, date).download for date in tables.snapshots]
    rows = pd.concat(each, ignore_index=True)
    return rows[rows["iso3"].isin(codes)].reset_index(drop=True)


def figure_table(catalogue: Catalogue, codes: Sequence[str]) -> pd.DataFrame:
    """Return every figure of the countries as text, with its period, source and note."""
    each, known = observed(catalogue, codes), indicators(catalogue)
    return pd.DataFrame(
        {
            "Country": [catalogue.names.by_code[row.iso3] for row in each],
            "Figure": [known[row.indicator_id].label for row in each],
            "Value": [value_with_unit(row, known[row.indicator_id]) for row in each],
            "Period": [words.when_text(row) for row in each],
            "Source": publishers({"": [row.source_id for row in each]}, catalogue.sources),
            "Note": [f"{BROKEN if row.break_before else ''} {row.note}".strip() for row in each],
        }
    )


def rule_table(catalogue: Catalogue, tables: EntryTables, codes: Sequence[str]) -> pd.DataFrame:
    """Return the rules of the countries as sentences, oldest first, with what they rest on."""
    return pd.DataFrame(
        [
            (
                catalogue.names.by_code[iso3],
                rule.sentence,
                rule.since,
                rule.evidence,
                "; ".join(line.text for line in rule.sources),
            )
            for iso3 in codes
            for rule in country_rules(catalogue, tables, iso3)
        ],
        columns=["Country", "Rule", "Standing", "Evidence", "Source"],
    )
