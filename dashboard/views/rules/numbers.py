"""Rules and numbers side by side: permits or people by entry category, without a trend."""

import datetime
from dataclasses import dataclass
from html import escape

import pandas as pd

from dashboard.charts.bars import Band, Bands
from dashboard.charts.figure import Figure
from dashboard.charts.palette import SCREEN
from dashboard.kit.table import MapTable
from dashboard.models.entry import nearest_snapshot
from dashboard.models.entry_days import COUNTED, rules_on
from dashboard.models.layer import nearest_year
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.entry import EntryRule, EntryTables
from dashboard.tables.indicators import Indicator, rows_of
from dashboard.tables.map_rows import Observation
from dashboard.tables.provenance import each_id, publishers, with_sources
from dashboard.words.entry_words import rule_text, snapshot_label, stay_text
from dashboard.words.numbers import counted, period
from dashboard.words.sources import source_summary
from dashboard.words.values import QUALITY_WORDS, UNIT_WORDS, value_text

ONE_FIGURE = "This shows two things side by side. It does not say that one caused the other."


@dataclass(frozen=True)
class EntryNumbers:
    """A figure with its source and the table of its countries."""

    figure: Figure
    source: str
    table: MapTable


def number_choices(indicators: dict[str, Indicator]) -> list[str]:
    """Return the indicators that may stand beside the rules: people staying first, permits."""
    permits = [
        key
        for key, one in indicators.items()
        if one.layer_group == "Permits" and one.map_kind == "choropleth"
    ]
    return [COUNTED, *permits]


def entry_numbers(
    catalogue: Catalogue,
    tables: EntryTables,
    indicator: Indicator,
    date: datetime.date,
) -> EntryNumbers:
    """Return the figures of the year nearest to a snapshot, by the rule at the snapshot.

    An indicator with a single year, such as `staying`, is set against the snapshot nearest to it.
    """
    year = nearest_year(indicator.open_years, date.year)
    rows = rows_of(catalogue, indicator.indicator_id, year)
    if len(indicator.years) == 1:
        date = nearest_snapshot(tables, rows[0].period_end)
    names = catalogue.names.by_code
    rules = rules_on(tables, date)
    ordered = sorted(rows, key=lambda row: -row.value)
    shown = [row for row in ordered if row.iso3 in rules and row.iso3 != ORIGIN]
    each = [(row, rules[row.iso3].row) for row in shown]
    each.sort(key=lambda pair: tables.ranks[pair[1].category])
    bands = _bands(tables, indicator, each, dict(names))
    when = period(ordered[0].period_start, ordered[0].period_end)
    unit = UNIT_WORDS[indicator.unit]
    label = snapshot_label(tables, date)
    listed = "; ".join(
        f"{band.heading}: " + ", ".join(f"{name} {text}" for _, name, _, text in band.bars)
        for band in bands
    )
    free = sum(rule.category == "visa_free" for _, rule in each)
    countries = counted(len(each), "country")
    nobody = f"None of these {countries} let Russian citizens in without a visa then."
    title = f"{indicator.label}: {free} of {countries} visa-free"
    return EntryNumbers(
        figure=Figure(
            title=title,
            lines=[
                f"Number of {unit}, {when} · rules: {label} · {countries}. {ONE_FIGURE}",
                *([] if free else [nobody]),
            ],
            alt=f"Bars by entry rule: {title}. {listed}.",
            spec=Bands(bands, unit),
        ),
        source=source_summary(
            each_id(ids for row, rule in each for ids in (row.source_id, rule.source_id)),
            catalogue.sources,
        ),
        table=_table(catalogue, tables, indicator, each, date),
    )


Pairs = list[tuple[Observation, EntryRule]]


def _bands(
    tables: EntryTables, indicator: Indicator, each: Pairs, names: dict[str, str]
) -> list[Band]:
    bands = []
    for category, rank in tables.ranks.items():
        bars = [
            (row.iso3, escape(names[row.iso3]), row.value, escape(_label(row, rule, indicator)))
            for row, rule in each
            if rule.category == category
        ]
        if bars:
            heading = escape(f"{rank} {tables.labels[category]}")
            bands.append(Band(heading, SCREEN.entry[rank - 1], bars))
    return bands


def _label(row: Observation, rule: EntryRule, indicator: Indicator) -> str:
    return " · ".join(filter(None, (value_text(row, indicator), stay_text(rule))))


def _table(
    catalogue: Catalogue,
    tables: EntryTables,
    indicator: Indicator,
    each: Pairs,
    date: datetime.date,
) -> MapTable:
    names = catalogue.names.by_code
    rows = [row for row, _ in each]
    table = pd.DataFrame(
        {
            "Country": [names[row.iso3] for row in rows],
            "Rule": [rule_text(tables, rule) for _, rule in each],
            "Value": [value_text(row, indicator) for row in rows],
            "Period": [period(row.period_start, row.period_end) for row in rows],
            "Quality": [QUALITY_WORDS[row.quality] for row in rows],
            "Source": publishers(
                {
                    "": [row.source_id for row in rows],
                    "rule": [rule.source_id for _, rule in each],
                },
                catalogue.sources,
            ),
        }
    )
    download = Observation.frame(rows).assign(
        country=table["Country"],
        rule_at=date.isoformat(),
        category=[rule.category for _, rule in each],
        stay=[stay_text(rule) for _, rule in each],
        rule_evidence_date=[str(rule.evidence_date or "") for _, rule in each],
        rule_source_id=pd.Series([rule.source_id for _, rule in each]),
    )
    keys = {"Value": pd.Series([row.value for row in rows])}
    return MapTable(table, keys, with_sources(download, catalogue.sources))
