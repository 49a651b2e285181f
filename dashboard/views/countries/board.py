"""The pictures of one to four countries as the page's component draws them."""

from collections.abc import Sequence
from typing import Literal

from dashboard.charts.palette import DARK, LIGHT, text_over
from dashboard.models.entry import direction
from dashboard.models.entry_days import COUNTED, DECIDED, history
from dashboard.models.permits import VALID_PERMITS
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.indicators import Indicator, indicators, scope_of
from dashboard.tables.map_rows import Observation
from dashboard.tables.provenance import each_id
from dashboard.views.countries.figures import (
    Cell,
    CountryPage,
    IndicatorRow,
    Rule,
    by_id,
    permit_change,
)
from dashboard.views.countries.pictures import Board, Dot, Panel, Point, Ribbon, Row, Span, Tile
from dashboard.words import country_words as words
from dashboard.words.entry_words import event_line, snapshot_label, standing_text
from dashboard.words.numbers import day, upper_first
from dashboard.words.sources import source_lines
from dashboard.words.values import series_alt, value_text

MOVED_IN, MOVED_OUT = "national_immigration", "national_emigration"
IMMIGRATION, NATIONAL_PERMITS = "immigration_citizens", "national_permits"


def rule_colors() -> list[list[str]]:
    """Return of each category, most open first, colours of both themes, then of text on them."""
    return [
        [light, dark, text_over(light), text_over(dark)]
        for light, dark in zip(LIGHT.entry, DARK.entry, strict=True)
    ]


def board(catalogue: Catalogue, entry: EntryTables, page: CountryPage) -> Board:
    """Return tiles, rules over time, and a small chart for each indicator and country.

    Of several countries the indicators that fewer than two report stand in a note.
    """
    alone = len(page.rules) == 1
    rows, left_out = _shown(page, alone=alone)
    ends = [row.period_end.year for each in rows for cell in each.cells for row in cell.rows]
    ribbons = [_timeline(catalogue, entry, rule) for rule in page.rules]
    ids = [cell.source_ids for row in rows for cell in row.cells]
    ids += [dot["sources"] for ribbon in ribbons for dot in ribbon["dots"]]
    lines = source_lines(each_id(ids), catalogue.sources)
    if alone:
        notes = [
            "Not reported, though the source covers it: "
            f"{'; '.join(each.not_reported) or 'nothing'}. Not covered by the source: "
            f"{'; '.join(each.not_covered) or 'nothing'}."
            for each in page.absences
        ]
    else:
        notes = [words.left_out_line(left_out), words.SAME_SCALE]
    return {
        "kind": "board",
        "tones": rule_colors(),
        "tiles": _tiles_of_one(catalogue, page) if alone else _tiles_of_several(page),
        "counts": "" if alone or page.headline is None else page.headline.indicator.label,
        "heading": words.TIMELINE,
        "key": [
            f"{day(entry.snapshots[0])} to the {snapshot_label(entry, entry.latest)}",
            words.TIMELINE_KEY,
        ],
        "axis": [str(entry.snapshots[0]), str(entry.latest)],
        "ribbons": ribbons,
        "years": [min(ends, default=0), max(ends, default=0)],
        "rows": [_row(row, page) for row in rows],
        "notes": [note for note in notes if note],
        "sources": {line.source_id: [line.text, line.url] for line in lines},
    }


def _shown(
    page: CountryPage, *, alone: bool
) -> tuple[list[IndicatorRow], list[tuple[str, list[str]]]]:
    """Return the rows to draw, and the indicators that fewer than two report, with who does."""
    tiled = COUNTED if alone or page.headline is None else page.headline.indicator.indicator_id
    rows, left_out = [], []
    for row in page.rows:
        if row.indicator.indicator_id == COUNTED == tiled:
            continue
        if alone or len(row.with_value) > 1:
            rows.append(row)
        else:
            left_out.append((row.indicator.label, [cell.name for cell in row.with_value]))
    known = by_id(rows)
    if MOVED_IN in known and MOVED_OUT in known:
        rows.remove(known[MOVED_OUT])
    return rows, left_out


def _timeline(catalogue: Catalogue, entry: EntryTables, rule: Rule) -> Ribbon:
    """Return the rules of a country over time, and the decisions since the first snapshot.

    A decision that is known to the month or year stands at its middle.
    """
    dots: list[Dot] = [
        {
            "id": event.event_id,
            "day": event.date.middle.isoformat(),
            "effect": event.effect,
            "counted": event.status in DECIDED,
            "heading": event_line(event, catalogue.names.by_code, status=True),
            "detail": event.detail,
            "sources": event.source_id,
        }
        for event in entry.events_of(rule.iso3)
        if event.date.last >= entry.snapshots[0]
    ]
    return {
        "name": rule.name,
        "rule": rule.text,
        "alt": words.timeline_alt(rule.name, rule.text, rule.since, len(dots)),
        "spans": _spans(entry, rule.iso3) if rule.rank else [],
        "dots": dots,
    }


def _spans(entry: EntryTables, iso3: str) -> list[Span]:
    """Return what stood when, without the days on which only the knowledge of a rule changed."""
    steps = history(entry, iso3)
    ends = [start for start, _ in steps[1:]] + [entry.latest]
    spans: list[Span] = []
    before = None
    for (start, standing), end in zip(steps, ends, strict=True):
        text = standing_text(entry, standing)
        known = before is not None and not (before.change or standing.change)
        if known and before and direction(before.row, standing.row, entry.ranks) == "same":
            spans[-1] = spans[-1]._replace(end=str(end), text=text)
        elif end > start or not spans:
            rank = entry.ranks[standing.category]
            spans.append(Span(str(start), str(end), rank, text, standing.change is not None))
        before = standing
    return spans


def _row(row: IndicatorRow, page: CountryPage) -> Row:
    indicator = row.indicator
    paired = by_id(page.rows).get(MOVED_OUT) if indicator.indicator_id == MOVED_IN else None
    shown: Row = {
        "id": indicator.indicator_id,
        "label": words.BOTH_WAYS if paired else indicator.label,
        "about": [indicator.definition, indicator.caution],
        "by": "",
        "form": "both" if paired else "line",
        "cells": [_cell(cell, indicator) for cell in row.cells],
    }
    if paired is not None:
        shown["about"] = [indicator.definition, paired.indicator.definition, indicator.caution]
        for place, cell in enumerate(row.cells):
            pairs = _moved(row, paired, place)
            if pairs:
                came, left, publisher = pairs[-1]
                shown["cells"][place] |= {
                    "value": words.both_text(came, left),
                    "when": words.when_text(came),
                    "by": publisher,
                    "said": words.both_ways(pairs),
                    "alt": f"{cell.name}: {words.both_ways(pairs)}",
                    "points": _points([pair[0] for pair in pairs], indicator),
                    "out": _points([pair[1] for pair in pairs], indicator),
                }
    if len(row.cells) > 1:
        # What all of them share is said once, at the label.
        shared: tuple[Literal["when", "by"], ...] = ("when", "by")
        for part in shared:
            said = {cell[part] for cell in shown["cells"] if cell["value"]}
            if len(said) == 1:
                shown["by"] += f" · {said.pop()}"
                for each in shown["cells"]:
                    each[part] = ""
    return shown


def _cell(cell: Cell, indicator: Indicator) -> Panel:
    """Return the last value large, all values as points, and what stands behind the icon."""
    if cell.shown is None:
        return {
            "name": cell.name,
            "value": "",
            "said": words.short_absence(cell.headline),
            "points": [],
        }
    # Figures of unlike definitions stand one under the other, and no line joins them.
    others = [] if cell.joined else [row for row in cell.rows if row is not cell.last]
    return {
        "name": cell.name,
        "value": value_text(cell.last, indicator),
        "when": words.when_text(cell.last),
        "by": cell.publisher,
        "said": f"{cell.headline}. {upper_first(cell.quality)}.",
        "joined": cell.joined,
        "points": _points(cell.rows, indicator) if cell.joined else [],
        "more": [words.short_figure(row, indicator) for row in reversed(others)],
        "lines": cell.lines,
        "sources": cell.source_ids,
        "alt": series_alt(cell.rows, indicator, cell.name),
    }


def point_of(row: Observation, indicator: Indicator) -> Point:
    """Return an observation as a point of a small chart."""
    text = value_text(row, indicator)
    return Point(row.period_end.year, row.value, text, int(row.break_before))


def _points(rows: Sequence[Observation], indicator: Indicator) -> list[Point]:
    return [point_of(row, indicator) for row in rows]


def _tiles_of_one(catalogue: Catalogue, page: CountryPage) -> list[Tile]:
    """Return the rule and since when, people counted and by whom, permits, moved in and out."""
    known = by_id(page.rows)
    (only,) = page.rules

    def tile(label: str, indicator_id: str, note: str = "") -> Tile | None:
        row = known.get(indicator_id)
        if row is None or (shown := row.cells[0].shown) is None:
            return None
        value = value_text(shown, row.indicator)
        return Tile(label, value, _dated(shown, row.cells[0].publisher, note))

    def missing(label: str, indicator_id: str) -> Tile:
        scope = scope_of(catalogue, indicators(catalogue)[indicator_id])
        inside = "Not reported", "which is not zero"
        return Tile(label, *(inside if only.iso3 in scope else ("No count", "not covered")))

    change = permit_change(catalogue, known.get(VALID_PERMITS))
    held = f", {words.signed_full(change[0])} since {change[1]}" if change else ""
    ways = None
    if pairs := _moved(known.get(MOVED_IN), known.get(MOVED_OUT)):
        came, left, publisher = pairs[-1]
        ways = Tile(words.BOTH_WAYS, words.both_text(came, left), _dated(came, publisher))
    return [
        Tile(words.RULE, only.text, only.since, only.rank),
        tile(words.PEOPLE_COUNTED, COUNTED) or missing(words.PEOPLE_COUNTED, COUNTED),
        tile(words.PERMITS, VALID_PERMITS, held)
        or tile("Permits, national figure", NATIONAL_PERMITS)
        or missing(words.PERMITS, VALID_PERMITS),
        ways or tile("Moved in", IMMIGRATION) or missing(words.BOTH_WAYS, MOVED_OUT),
    ]


def _dated(row: Observation, publisher: str, more: str = "") -> str:
    return f"{words.when_text(row)}{more} · {publisher}"


def _tiles_of_several(page: CountryPage) -> list[Tile]:
    """Return for each country the value of the headline."""
    if page.headline is None:
        return []
    indicator = page.headline.indicator
    return [
        Tile(cell.name, "No figure", cell.headline)
        if cell.shown is None
        else Tile(cell.name, value_text(cell.shown, indicator), _dated(cell.shown, cell.publisher))
        for cell in page.headline.cells
    ]


def _moved(
    came: IndicatorRow | None, left: IndicatorRow | None, place: int = 0
) -> list[tuple[Observation, Observation, str]]:
    """Return moved in beside moved out for each period in which national statistics have both."""
    if came is None or left is None:
        return []
    out = {(row.period_start, row.period_end): row for row in left.cells[place].rows}
    return [
        (row, out[span], came.cells[place].publisher)
        for row in came.cells[place].rows
        if (span := (row.period_start, row.period_end)) in out
    ]
