"""The range chart of rival estimates: the tables and a view in; figure, words and table out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.palette import Palette
from dashboard.charts.ranges import RangeGroup, RangeRow, draw_ranges
from dashboard.link.scenario_view import METHOD_CODES, SINCE_ALL, ScenarioView
from dashboard.link.starts import publisher_code
from dashboard.tables.estimate_schemas import CONCEPTS, EMIGRANTS
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.provenance import with_sources
from dashboard.tables.rows import Row, records
from dashboard.words import estimate_words
from dashboard.words.chain_words import CONCEPT_LABELS
from dashboard.words.folding import folded
from dashboard.words.sources import source_lines

HOVER_WIDTH = 70


@dataclass(frozen=True)
class RangesCard:
    """One chart of estimates that count comparable things, with all its words."""

    title: str
    subtitle: str
    alt: str
    figure: go.Figure
    rows: list[Row]


def listed_rows(tables: EstimateTables, view: ScenarioView) -> list[Row]:
    """Return the estimates that pass the filters: by concept, then by date, undated last."""
    methods = {METHOD_CODES[code] for code in view.methods}
    rows = [
        row
        for row in records(tables.estimates)
        if row["concept"] in view.show
        and row["method"] in methods
        and view.publisher in (None, publisher_code(row["publisher"]))
        and (not row["published"] or int(row["published"][:4]) >= view.since)
    ]
    return sorted(
        rows,
        key=lambda row: (
            CONCEPTS.index(row["concept"]),
            not row["published"],
            row["published"],
            row["label"],
        ),
    )


def published_years(tables: EstimateTables) -> range:
    """Return the years from which estimates can be listed, up to the latest one."""
    latest = max(str(date)[:4] for date in tables.estimates["published"] if date)
    return range(SINCE_ALL, int(latest) + 1)


def emigrants(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that count people who left, people still abroad or workers."""
    return [row for row in rows if row["concept"] in EMIGRANTS]


def others(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that count something else; they stand apart."""
    return [row for row in rows if row["concept"] not in EMIGRANTS]


def ranges_card(
    tables: EstimateTables, rows: Sequence[Row], marks: Mapping[str, str], palette: Palette
) -> RangesCard:
    """Return the chart of `rows`; `marks` gives the letters of the scenarios by start."""
    groups = [
        RangeGroup(
            escape(CONCEPT_LABELS[concept]),
            [_range_row(row, marks, tables) for row in rows if row["concept"] == concept],
        )
        for concept in dict.fromkeys(row["concept"] for row in rows)
    ]
    return RangesCard(
        title=estimate_words.ranges_title(rows),
        subtitle=estimate_words.ranges_subtitle(rows, len(tables.estimates)),
        alt=estimate_words.ranges_alt(rows),
        figure=draw_ranges(groups, palette),
        rows=list(rows),
    )


def _range_row(row: Row, marks: Mapping[str, str], tables: EstimateTables) -> RangeRow:
    low, central, high = (estimate_words.number(row, name) for name in ("low", "central", "high"))
    letters = marks.get(row["estimate_id"])
    label = escape(row["label"])
    source = " · ".join(line.text for line in source_lines(row["source_id"], tables.sources))
    return RangeRow(
        label=f"<b>{letters}</b> {label}" if letters else label,
        low=low,
        high=high,
        central=central,
        text=estimate_words.short_value(row),
        hover=folded(escape(estimate_words.hover(row, source)), HOVER_WIDTH),
        start=row["covers_from"],
        end=row["covers_to"],
        hollow=row["derived"] == "1",
    )


@dataclass(frozen=True)
class EstimateTable:
    """Rows as text for the page, numbers to sort by, and the rows of the download."""

    rows: pd.DataFrame
    sort_keys: dict[str, pd.Series]
    download: pd.DataFrame


def estimate_table(tables: EstimateTables, rows: Sequence[Row]) -> EstimateTable:
    """Return the twin of the chart: every estimate with caution and source."""
    shown = pd.DataFrame(
        [
            {
                "Estimate": row["label"],
                "Counts": CONCEPT_LABELS[row["concept"]],
                "Value": estimate_words.estimate_value(row),
                "Period counted": estimate_words.covers(row),
                "Published": estimate_words.published(row),
                "Method": estimate_words.METHOD_WORDS[row["method"]],
                "Caution": row["caution"],
                "Source": " · ".join(
                    line.text for line in source_lines(row["source_id"], tables.sources)
                ),
            }
            for row in rows
        ]
    )
    frame = pd.DataFrame(rows)
    middle = frame[["central", "high", "low"]].astype(float).bfill(axis=1).iloc[:, 0]
    return EstimateTable(
        shown,
        {"Value": middle, "Published": frame["published"]},
        with_sources(frame, tables.sources),
    )


def returns_table(tables: EstimateTables) -> pd.DataFrame:
    """Return what is claimed about people who came back, each with what it is a share of."""
    return pd.DataFrame(
        [
            {
                "Claim": row["publisher"],
                "Came back": estimate_words.return_value(row),
                "Share of": row["denominator"],
                "Published": estimate_words.published(row),
                "Source": " · ".join(
                    line.text for line in source_lines(row["source_id"], tables.sources)
                ),
            }
            for row in records(tables.returns)
        ]
    )
