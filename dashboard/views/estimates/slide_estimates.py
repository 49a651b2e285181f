"""Rival estimates as a slide: how far they lie apart, by what they count."""

from collections.abc import Sequence

import pandas as pd

from dashboard.charts.large import enlarged
from dashboard.charts.palette import Palette
from dashboard.kit.slide import Slide, Span, Spans
from dashboard.kit.slide_tables import SlideTables
from dashboard.link.page_link import PageLink
from dashboard.link.scenario_view import ScenarioView
from dashboard.models.chain import Result
from dashboard.tables.provenance import joined_ids
from dashboard.tables.rows import Row
from dashboard.views.estimates.ranges import (
    emigrants,
    estimate_table,
    listed_rows,
    others,
    ranges_card,
)
from dashboard.words import estimate_words, scenario_words
from dashboard.words.chain_words import CONCEPT_LABELS
from dashboard.words.slide_words import MOST_POINTS, notes

PERSONS = "persons"


def estimates_slide(
    link: PageLink,
    view: ScenarioView,
    result: Result,
    tables: SlideTables,
    palette: Palette,
    height: int,
) -> Slide:
    """Return the estimates that pass the filters; `result` is what scenario A makes of one."""
    listed = listed_rows(tables.estimates, view)
    # Kinds that do not count emigrants stand apart on the page: a slide shows one or the other.
    rows = emigrants(listed) or others(listed)
    card = ranges_card(tables.estimates, rows, {view.a.source: "A"}, palette)
    spans = [_span(row) for row in rows]
    ids = joined_ids(row["source_id"] for row in rows)
    cautions = [estimate_words.WHY_APART[row["concept"]] for row in rows if not emigrants([row])]
    return Slide(
        link=link,
        title=card.title,
        subtitle=card.subtitle,
        alt=card.alt,
        source=tables.source_line(ids) if rows else "no estimate is listed",
        points=_range_points(rows, result, tables),
        figure=enlarged(card.figure, height) if rows else None,
        chart=Spans(spans, PERSONS) if rows else None,
        table=estimate_table(tables.estimates, rows).rows if rows else pd.DataFrame(),
        notes=notes(
            f"{card.title}. {card.subtitle}",
            "; ".join(CONCEPT_LABELS[c] for c in dict.fromkeys(row["concept"] for row in rows)),
            "Rival estimates are not a distribution: nothing is averaged",
            *cautions,
        ),
        sources=tables.source_texts(ids) if rows else [],
    )


def _span(row: Row) -> Span:
    low, central, high = (estimate_words.number(row, name) for name in ("low", "central", "high"))
    group = CONCEPT_LABELS[row["concept"]]
    return Span(row["label"], low, high, central, estimate_words.short_value(row), group)


def _range_points(rows: Sequence[Row], result: Result, tables: SlideTables) -> list[str]:
    """Return the ends of each concept, how the marks read, and what scenario A makes of one."""
    lines = [
        estimate_words.ranges_title([row for row in rows if row["concept"] == concept])
        for concept in dict.fromkeys(row["concept"] for row in rows)
    ][: MOST_POINTS - 2]
    if not rows:
        lines = ["Choose at least one kind of count and one method."]
    else:
        lines.append("Bar: a range. Dot: a single claim. Arrow: “up to” or “at least”.")
    return [*lines, scenario_words.result_line("a", result, tables.estimates)]
