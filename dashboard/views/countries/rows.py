"""The rows behind the Countries page: every figure and every rule of some countries."""

from collections.abc import Sequence

import pandas as pd

from dashboard.kit.entry_table import rules_table
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.indicators import indicators
from dashboard.tables.provenance import with_sources


def figure_rows(catalogue: Catalogue, codes: Sequence[str]) -> pd.DataFrame:
    """Return every observation of the countries with indicator, definition and sources."""
    found = catalogue.observations[catalogue.observations["iso3"].isin(codes)]
    known = indicators(catalogue)
    order = {indicator_id: place for place, indicator_id in enumerate(known)}
    found = found.sort_values(
        ["indicator_id", "iso3", "period_end"],
        key=lambda column: column.map(order) if column.name == "indicator_id" else column,
        kind="stable",
    )
    each = [known[indicator_id] for indicator_id in found["indicator_id"]]
    rows = found.assign(
        country=found["iso3"].map(catalogue.names.by_code),
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
