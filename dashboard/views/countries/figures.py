"""One to four countries in full: each indicator as text and a small series on one scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.palette import Palette
from dashboard.charts.series_figure import series_figure
from dashboard.kit.country_card import beside_permits
from dashboard.models.layer import Layer, layer_of
from dashboard.models.permits import VALID_PERMITS
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator, indicators, rows_of, scope_of
from dashboard.tables.rows import Row, records
from dashboard.words.country_words import (
    absence_line,
    absent_headline,
    both_ways,
    break_notes,
    figure_headline,
    figure_line,
    rank_line,
    resident_line,
    series_text,
)
from dashboard.words.sources import SourceLine, source_lines
from dashboard.words.values import QUALITY_WORDS, value_text

MOVED_IN, MOVED_OUT = "national_immigration", "national_emigration"
SERIES_HEIGHT = 150


@dataclass(frozen=True)
class Cell:
    """An indicator of one country; `figure` is None where there are no two years."""

    iso3: str
    name: str
    headline: str
    lines: list[str]
    figure: go.Figure | None
    alt: str
    sources: list[SourceLine]
    quality: str


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with a cell for each country, on the same scale."""

    indicator: Indicator
    year: int
    cells: list[Cell]


@dataclass(frozen=True)
class Absence:
    """The indicators that a country has no value of: inside their scope, and outside it."""

    iso3: str
    name: str
    not_reported: str
    not_covered: str


@dataclass(frozen=True)
class CountryPage:
    """What the Countries page shows of the figures; `both_ways` are sentences."""

    rows: list[IndicatorRow]
    both_ways: list[str]
    absences: list[Absence]


def country_page(catalogue: Catalogue, codes: Sequence[str], palette: Palette) -> CountryPage:
    """Return every indicator that any of the countries has a value of, and what they lack."""
    shown: list[IndicatorRow] = []
    absent: dict[str, tuple[list[str], list[str]]] = {iso3: ([], []) for iso3 in codes}
    for indicator in indicators(catalogue).values():
        rows = rows_of(catalogue, indicator.indicator_id)
        rows = rows[rows["iso3"].isin(codes)].sort_values(["period_end", "definition_class"])
        scope = scope_of(catalogue, indicator)
        for iso3 in set(codes) - set(rows["iso3"]):
            # Only where the source covers a country does a missing row mean not reported.
            absent[iso3][0 if iso3 in scope else 1].append(indicator.label)
        if not rows.empty:
            shown.append(_row(catalogue, indicator, rows, scope, codes, palette))
    names = catalogue.names.by_code
    return CountryPage(
        rows=shown,
        both_ways=[text for iso3 in codes for text in _both_ways(catalogue, iso3)],
        absences=[
            Absence(iso3, names[iso3], *(absence_line(labels) for labels in absent[iso3]))
            for iso3 in codes
        ],
    )


def _row(
    catalogue: Catalogue,
    indicator: Indicator,
    rows: pd.DataFrame,
    scope: frozenset[str],
    codes: Sequence[str],
    palette: Palette,
) -> IndicatorRow:
    years = sorted({int(end[:4]) for end in rows["period_end"]})
    year = indicator.default_year if indicator.default_year in years else years[-1]
    layer = layer_of(catalogue, indicator, year) if indicator.map_kind == "choropleth" else None
    highest = float(rows["value"].max())
    names = catalogue.names.by_code
    cells = [
        _cell(
            catalogue,
            indicator,
            layer,
            records(rows[rows["iso3"].eq(iso3)]),
            iso3,
            names[iso3],
            inside=iso3 in scope,
            year=year,
            palette=palette,
        )
        for iso3 in codes
    ]
    for cell in cells:
        if cell.figure is not None:
            _same_scale(cell.figure, years, highest)
    return IndicatorRow(indicator, year, cells)


def _cell(
    catalogue: Catalogue,
    indicator: Indicator,
    layer: Layer | None,
    own: list[Row],
    iso3: str,
    name: str,
    *,
    inside: bool,
    year: int,
    palette: Palette,
) -> Cell:
    if not own:
        return Cell(iso3, name, absent_headline(inside=inside), [], None, "", [], "")
    in_year = [row for row in own if row["period_end"].startswith(str(year))]
    latest = (in_year if layer is not None and in_year else own)[-1]
    lines: list[str] = []
    if layer is not None and in_year:
        lines = _ranked(layer, iso3)
    figure, alt = None, ""
    if len(own) > 1 and (indicator.map_kind != "rings" or _one_series(own)):
        figure, alt = series_figure(own, indicator, name, palette, year, SERIES_HEIGHT)
        _label_ranges(figure, own, indicator)
        lines.append(series_text(own, indicator))
    else:
        lines += [figure_line(row, indicator) for row in own if row is not latest]
    if indicator.indicator_id == VALID_PERMITS:
        lines += beside_permits(catalogue, iso3, year)
    if latest["note"]:
        lines.append(f"Note: {latest['note']}")
    lines += break_notes(own, int(latest["period_end"][:4]))
    ids = ";".join(dict.fromkeys(one for row in own for one in row["source_id"].split(";")))
    qualities = dict.fromkeys(QUALITY_WORDS[row["quality"]] for row in own)
    return Cell(
        iso3=iso3,
        name=name,
        headline=figure_headline(latest, indicator),
        lines=lines,
        figure=figure,
        alt=alt,
        sources=source_lines(ids, catalogue.sources),
        quality=", ".join(qualities),
    )


def _one_series(own: list[Row]) -> bool:
    """Whether national figures are of one kind and from one source, so that a line may join."""
    kinds = {row["definition_class"] for row in own}
    shared = set.intersection(*(set(row["source_id"].split(";")) for row in own))
    return len(kinds) == 1 and bool(shared)


def _label_ranges(figure: go.Figure, own: list[Row], indicator: Indicator) -> None:
    """Print a hidden small count as its range, `1–5`, and not as the number it is drawn at."""
    ranges = {
        int(row["period_end"][:4]): value_text(row, indicator)
        for row in own
        if row["bound"] == "range"
    }
    line = figure.data[0]
    line.text = [ranges.get(x, text) for x, text in zip(line.x, line.text, strict=True)]


def _ranked(layer: Layer, iso3: str) -> list[str]:
    """Return rank and rate where the definition is one and the measure makes sense."""
    row = layer.row(iso3)
    lines: list[str] = []
    if row["state"] != "value":
        return lines
    if layer.indicator.comparable and not math.isnan(row["rank"]):
        lines.append(rank_line(int(row["rank"]), len(layer.valued)))
    if layer.indicator.per_1000 and not math.isnan(row["per_1000"]):
        lines.append(resident_line(row, layer.indicator))
    return lines


def _same_scale(figure: go.Figure, years: list[int], highest: float) -> None:
    figure.update_xaxes(range=[years[0] - 0.6, years[-1] + 0.6])
    figure.update_yaxes(range=[0, (highest or 1.0) * 1.35])


def _both_ways(catalogue: Catalogue, iso3: str) -> list[str]:
    """Return moved in beside moved out for each year in which national statistics have both."""
    found = {
        key: {
            (row["period_start"], row["period_end"]): row
            for row in records(rows_of(catalogue, key))
            if row["iso3"] == iso3
        }
        for key in (MOVED_IN, MOVED_OUT)
    }
    name = catalogue.names.by_code[iso3]
    return [
        both_ways(name, found[MOVED_IN][span], found[MOVED_OUT][span])
        for span in sorted(set(found[MOVED_IN]) & set(found[MOVED_OUT]))
    ]
