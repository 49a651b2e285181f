"""The range chart of rival estimates: the tables and a view in; figure, words and table out."""

from collections.abc import Mapping, Sequence
from html import escape, unescape

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.palette import Tone
from dashboard.charts.ranges import RangeGroup, RangeRow, Ranges
from dashboard.kit.table import MapTable
from dashboard.link.scenario_view import METHOD_CODES, SINCE_ALL, Letter, ScenarioView
from dashboard.link.starts import publisher_code
from dashboard.tables.estimates import CONCEPTS, EMIGRANTS, Estimate, EstimateTables
from dashboard.tables.provenance import with_sources
from dashboard.words import estimate_words
from dashboard.words.chain_words import CONCEPT_LABELS, exact_share
from dashboard.words.numbers import folded
from dashboard.words.sources import source_text

HOVER_WIDTH = 70
PERIODS = "period counted"
# The scenarios by their letters.
TONES: dict[str, Tone] = {"A": "a", "B": "b", "C": "c"}


def listed_rows(tables: EstimateTables, view: ScenarioView) -> list[Estimate]:
    """Return the estimates that pass the filters: by concept, then by date, undated last."""
    methods = {METHOD_CODES[code] for code in view.methods}
    rows = [
        row
        for row in tables.estimates
        if row.concept in view.show
        and row.method in methods
        and view.publisher in (None, publisher_code(row.publisher))
        and (not row.published or row.published.first.year >= view.since)
    ]
    return sorted(
        rows,
        key=lambda row: (CONCEPTS.index(row.concept), not row.published, row.published, row.label),
    )


def published_years(tables: EstimateTables) -> range:
    """Return the years from which estimates can be listed, up to the latest one."""
    latest = max(row.published.first.year for row in tables.estimates if row.published)
    return range(SINCE_ALL, latest + 1)


def emigrants(rows: Sequence[Estimate]) -> list[Estimate]:
    """Return the rows that count people who left, people still abroad or workers."""
    return [row for row in rows if row.concept in EMIGRANTS]


def others(rows: Sequence[Estimate]) -> list[Estimate]:
    """Return the rows that count something else; they stand apart."""
    return [row for row in rows if row.concept not in EMIGRANTS]


def ranges_card(
    tables: EstimateTables,
    rows: Sequence[Estimate],
    marks: Mapping[str, str],
    lanes: Sequence[RangeGroup] = (),
) -> Figure:
    """Return the chart of `rows`; `marks` gives the letters of the scenarios by start.

    `lanes` stand first: what the scenarios come to.
    """
    groups = [
        *lanes,
        *(
            RangeGroup(
                escape(CONCEPT_LABELS[concept]),
                [_range_row(row, marks, tables) for row in rows if row.concept == concept],
            )
            for concept in dict.fromkeys(row.concept for row in rows)
        ),
    ]
    said = [f"{group.name}: {'; '.join(unescape(x.hover) for x in group.rows)}" for group in lanes]
    return Figure(
        title=estimate_words.ranges_title(rows),
        lines=[estimate_words.ranges_subtitle(rows, len(tables.estimates))],
        alt=" ".join([estimate_words.ranges_alt(rows), *said]),
        spec=Ranges(groups, periods=PERIODS),
        table=estimate_table(tables, rows).rows if rows else pd.DataFrame(),
    )


def _range_row(row: Estimate, marks: Mapping[str, str], tables: EstimateTables) -> RangeRow:
    low, central, high = estimate_words.ends(row)
    letters = marks.get(row.estimate_id, "")
    label = escape(row.label)
    source = source_text(row.source_id, tables.sources)
    return RangeRow(
        label=f"<b>{letters}</b> {label}" if letters else label,
        low=low,
        high=high,
        central=central,
        text=estimate_words.short_value(row),
        hover=folded(escape(estimate_words.hover(row, source)), HOVER_WIDTH),
        start=row.covers_from,
        end=row.covers_to,
        hollow=row.derived,
        tone=TONES[letters[0]] if letters else "plain",
    )


def returns_card(tables: EstimateTables, as_set: Mapping[Letter, float]) -> Figure:
    """Return what is claimed about people who came back, beside what the scenarios assume.

    `as_set` holds the share of each scenario that takes such people off.
    """
    rows = []
    for row in tables.returns:
        low, central, high = estimate_words.ends(row)
        name = f"{row.publisher}, {estimate_words.published(row)}"
        said = f"{name}: {estimate_words.return_value(row)} ({row.denominator})"
        rows.append(
            RangeRow(
                escape(row.publisher),
                estimate_words.return_value(row).partition(",")[0],
                low,
                high,
                central,
                folded(escape(said), HOVER_WIDTH),
                hollow=row.derived,
            )
        )
    rows.sort(key=lambda row: -row.most)
    lanes = [
        RangeRow(f"<b>{letter.upper()}</b>", exact_share(share), central=share, tone=letter)
        for letter, share in as_set.items()
    ]
    groups = [RangeGroup("As set here", lanes)] if lanes else []
    groups.append(RangeGroup("Claims, each about its own group of people", rows))
    title = estimate_words.returns_title(tables.returns)
    claims = "; ".join(unescape(row.hover.replace("<br>", " ")) for row in rows)
    return Figure(
        title=title,
        lines=[estimate_words.RETURNS_NOTE],
        alt=f"Chart of ranges. {title}. {claims}.",
        spec=Ranges(groups, "share"),
        table=returns_table(tables),
    )


def estimate_table(tables: EstimateTables, rows: Sequence[Estimate]) -> MapTable:
    """Return the twin of the chart: every estimate with caution and source."""
    shown = pd.DataFrame(
        [
            {
                "Estimate": row.label,
                "Counts": CONCEPT_LABELS[row.concept],
                "Value": estimate_words.estimate_value(row),
                "Period counted": estimate_words.covers(row),
                "Published": estimate_words.published(row),
                "Method": estimate_words.METHOD_WORDS[row.method],
                "Caution": row.caution,
                "Source": source_text(row.source_id, tables.sources),
            }
            for row in rows
        ]
    )
    frame = Estimate.frame(rows)
    middle = frame[["central", "high", "low"]].astype(float).bfill(axis=1).iloc[:, 0]
    return MapTable(
        shown,
        {"Value": middle, "Published": frame["published"]},
        with_sources(frame, tables.sources),
    )


def returns_table(tables: EstimateTables) -> pd.DataFrame:
    """Return what is claimed about people who came back, each with what it is a share of."""
    return pd.DataFrame(
        [
            {
                "Claim": row.publisher,
                "Came back": estimate_words.return_value(row),
                "Share of": row.denominator,
                "Published": estimate_words.published(row),
                "Source": source_text(row.source_id, tables.sources),
            }
            for row in tables.returns
        ]
    )
