"""The range chart of rival estimates: the tables and a view in; figure, words and table out."""

from collections.abc import Mapping, Sequence
from html import escape, unescape

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.palette import Tone
from dashboard.charts.ranges import RangeGroup, RangeRow, Ranges
from dashboard.charts.scenarios import quantity_of
from dashboard.kit.table import MapTable
from dashboard.link.scenario_view import Letter
from dashboard.models.sensitivity import Quantity
from dashboard.tables.estimates import Estimate, EstimateTables
from dashboard.tables.provenance import with_sources
from dashboard.views.estimates.answer import Scenarios, emigrants, others
from dashboard.words import chain_words, estimate_words, scenario_words
from dashboard.words.chain_words import CONCEPT_LABELS, exact_share
from dashboard.words.numbers import folded
from dashboard.words.sources import source_text

HOVER_WIDTH = 70
PERIODS = "period counted"
QUANTITIES: dict[Quantity, str] = {
    "still_abroad": "People still abroad",
    "workers": "Workers who left",
}
# The scenarios by their letters.
TONES: dict[str, Tone] = {"A": "a", "B": "b", "C": "c"}


def estimate_pictures(asked: Scenarios) -> list[Figure]:
    """Return the emigrants that pass the filters, and other kinds in a chart of their own."""
    tables, rows = asked.tables, asked.listed
    marks: dict[str, str] = {}
    for letter, chosen in asked.view.on.items():
        marks[chosen.source] = f"{marks.get(chosen.source, '')}{letter.upper()}"
    left, apart = emigrants(rows), others(rows)
    pictures = []
    if left or not apart:
        pictures = [ranges_card(tables, left, marks, lanes(asked))]
    return pictures + ([ranges_card(tables, apart, {})] if apart else [])


def lanes(asked: Scenarios) -> list[RangeGroup]:
    """Return what the scenarios come to, as rows to stand over the estimates.

    A start that does not tell how many are abroad stands at its workers.
    """
    wanted = quantity_of(asked.view.result)
    groups: dict[Quantity, list[RangeRow]] = {}
    for letter, result in asked.made.items():
        abroad, ends = result.still_abroad, result.still_abroad_interval
        told: Quantity = wanted
        if wanted == "workers" or abroad is None or ends is None:
            told, abroad, ends = "workers", result.workers, result.workers_interval
        point = ends.low == ends.high
        groups.setdefault(told, []).append(
            RangeRow(
                f"<b>{letter.upper()}</b>",
                chain_words.with_ends(abroad, ends),
                None if point else ends.low,
                None if point else ends.high,
                abroad,
                escape(scenario_words.result_line(letter, result, asked.tables)),
                hollow=True,
                tone=letter,
            )
        )
    return [
        RangeGroup(f"{QUANTITIES[quantity]}, as set here", rows)
        for quantity, rows in groups.items()
    ]


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
