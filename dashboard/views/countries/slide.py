"""One country, or up to four side by side, as a slide."""

from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.bars import Bar, draw_bars
from dashboard.charts.large import enlarged
from dashboard.charts.palette import Palette
from dashboard.kit.slide import Bars, Chart, Lines, Slide
from dashboard.kit.slide_tables import NoSlideError, SlideTables, Steps, steps_at
from dashboard.link.country_view import countries_query, parse_countries
from dashboard.link.page_link import PageLink
from dashboard.tables.indicators import Indicator, rows_of
from dashboard.tables.provenance import joined_ids
from dashboard.tables.rows import Row, records
from dashboard.views.countries.figures import CountryPage, IndicatorRow, country_page
from dashboard.words.counted_words import CAUTION
from dashboard.words.country_words import absent_headline, page_title
from dashboard.words.coverage import listed
from dashboard.words.entry_words import NO_RULE, SHORT_VISITS, rule_text, snapshot_label
from dashboard.words.ring_words import LISTED_BY_SIZE
from dashboard.words.scenario_words import lower_first
from dashboard.words.slide_words import MOST_POINTS, compared_title, first_short, notes
from dashboard.words.values import UNIT_WORDS, value_text

# What says most about people who moved comes first.
GROUPS = ("Permits", "Residents", "Movements", "Asylum", "Short-stay visas")


@dataclass(frozen=True)
class _Shown:
    """The indicator that a slide draws; `figure` None where nothing may be drawn."""

    title: str
    subtitle: str
    alt: str
    figure: go.Figure | None
    chart: Chart | None


def countries_slide(link: PageLink, tables: SlideTables, palette: Palette, height: int) -> Slide:
    """Return the slide of a normal link to Countries.

    Raises:
        NoSlideError: where no country is picked.
    """
    view, _ = parse_countries(link.query, tables.words)
    if not view.countries:
        raise NoSlideError("no country is picked")
    page = country_page(tables.catalogue, view.countries, palette)
    row = _main(page, tables)
    alone = len(view.countries) == 1
    rules, rule_ids = _rules(tables, view.countries)
    names = [tables.catalogue.names.by_code[iso3] for iso3 in view.countries]
    if row is None:
        title = f"{page_title(names)}: no figure in the tables"
        shown = _Shown(first_short([title]), SHORT_VISITS, f"{title}.", None, None)
        counts, caution = "Entry rules for short visits", SHORT_VISITS
    else:
        shown = _one(row, tables) if alone else _several(row, tables, palette)
        counts, caution = row.indicator.definition, row.indicator.caution
    others = [
        f"{each.indicator.label}: {each.cells[0].headline}"
        for each in page.rows
        if alone and each is not row
    ]
    lacking = [] if row is None else _lacking(row)
    ids = [line.source_id for cell in (row.cells if row else []) for line in cell.sources]
    return Slide(
        link=link,
        title=shown.title,
        subtitle=shown.subtitle,
        alt=shown.alt,
        source=tables.source_line(joined_ids(ids or rule_ids)) if ids or rule_ids else "none",
        points=[*rules, *lacking, *others][:MOST_POINTS],
        figure=None if shown.figure is None else enlarged(shown.figure, height),
        chart=shown.chart,
        table=_table(page, rules, names),
        notes=notes(f"{shown.title}. {'. '.join(rules)}", counts, caution, SHORT_VISITS),
        sources=tables.source_texts(joined_ids([*ids, *rule_ids])) if ids or rule_ids else [],
    )


def _main(page: CountryPage, tables: SlideTables) -> IndicatorRow | None:
    """Return the indicator to draw: a series of one country, one definition for several.

    Of several countries most must have a value; of those indicators, the one that counts most.
    A visa is no move, so visas come last.
    """

    def fit(row: IndicatorRow) -> tuple[float, ...]:
        group = row.indicator.layer_group
        rank = GROUPS.index(group) if group in GROUPS else len(GROUPS)
        if len(row.cells) == 1:
            return int(row.cells[0].figure is not None), -rank
        values = [float(each["value"]) for each in _in_year(row, tables).values()]
        most = 2 * len(values) > len(row.cells)
        few = 0 if most else len(values)
        return _listed(row.indicator), most, group != GROUPS[-1], few, sum(values)

    return max(page.rows, key=fit, default=None)


def _listed(indicator: Indicator) -> bool:
    """Whether values of several countries may stand in one list by size."""
    return indicator.comparable or indicator.indicator_id == LISTED_BY_SIZE


def _in_year(row: IndicatorRow, tables: SlideTables) -> dict[str, Row]:
    """Return the value of each country in the year of an indicator, where it has one."""
    return {
        cell.iso3: each
        for cell in row.cells
        for each in _own_rows(tables, row.indicator, cell.iso3)
        if each["period_end"].startswith(f"{row.year}-")
    }


def _rules(tables: SlideTables, codes: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the rule of each country by the latest evidence, and the sources of the rules."""
    rules = tables.entry.rules_at(tables.entry.latest)
    names = tables.catalogue.names.by_code
    when = snapshot_label(tables.entry, tables.entry.latest)
    lead = f"Entry rule, {when}" if len(codes) == 1 else ""
    lines = [
        f"{lead or names[iso3]}: {rule_text(tables.entry, rules[iso3])}"
        if iso3 in rules
        else f"{names[iso3]}: {NO_RULE}"
        for iso3 in codes
    ]
    return lines, [rules[iso3]["source_id"] for iso3 in codes if iso3 in rules]


def _own_rows(tables: SlideTables, indicator: Indicator, iso3: str) -> list[Row]:
    rows = rows_of(tables.catalogue, indicator.indicator_id)
    return records(rows[rows["iso3"].eq(iso3)].sort_values(["period_end", "definition_class"]))


def _one(row: IndicatorRow, tables: SlideTables) -> _Shown:
    cell, indicator = row.cells[0], row.indicator
    title = first_short(
        [
            f"{cell.name}, {lower_first(indicator.label)}: {cell.headline}",
            f"{cell.name}: {cell.headline}",
            f"{cell.name}: {cell.headline.split(', ')[0]}",
        ]
    )
    own = _own_rows(tables, indicator, cell.iso3)
    chart = Lines(
        [each["period_end"][:4] for each in own],
        {cell.name: [float(each["value"]) for each in own]},
        UNIT_WORDS[indicator.unit],
    )
    drawn = cell.figure is not None
    return _Shown(
        title,
        f"{indicator.label} · {cell.headline}"
        + (" · a dotted line marks a break" if drawn else ""),
        cell.alt or f"{indicator.label}, {cell.name}: {cell.headline}.",
        cell.figure,
        chart if drawn else None,
    )


def _several(row: IndicatorRow, tables: SlideTables, palette: Palette) -> _Shown:
    indicator, unit = row.indicator, UNIT_WORDS[row.indicator.unit]
    found = _in_year(row, tables)
    names = {cell.iso3: cell.name for cell in row.cells}
    values = [(names[iso3], value_text(each, indicator)) for iso3, each in found.items()]
    values.sort(key=lambda pair: -float(found[_code(names, pair[0])]["value"]))
    by_size = _listed(indicator)
    title = compared_title(indicator.label, row.year, values, by_size=by_size)
    subtitle = f"In {unit} · {len(found)} of {len(row.cells)} countries have a value in {row.year}"
    if indicator.indicator_id == LISTED_BY_SIZE:
        subtitle += f" · {lower_first(CAUTION)}"
    if not by_size or not found:
        subtitle += " · not ranked or compared, as the definitions differ"
        return _Shown(title, subtitle, f"{title}.", None, None)
    bars = [
        Bar(code, name, float(found[code]["value"]), palette.accent, text)
        for name, text in values
        for code in [_code(names, name)]
    ]
    told = {
        indicator.label: ["" if found[bar.iso3]["bound"] == "exact" else bar.label for bar in bars]
    }
    numbers: dict[str, list[float | None]] = {indicator.label: [bar.value for bar in bars]}
    chart = Bars([bar.name for bar in bars], numbers, unit, told)
    alt = f"Bars: {title}. {'; '.join(f'{bar.name} {bar.label}' for bar in bars)}."
    return _Shown(title, subtitle, alt, draw_bars(bars, palette), chart)


def _code(names: dict[str, str], name: str) -> str:
    return next(iso3 for iso3, known in names.items() if known == name)


def _lacking(row: IndicatorRow) -> list[str]:
    """Return who has no value of the indicator, and why."""
    reasons: dict[str, list[str]] = {}
    for cell in row.cells:
        if cell.headline in (absent_headline(inside=True), absent_headline(inside=False)):
            reasons.setdefault(cell.headline, []).append(cell.name)
    return [f"{reason}: {listed(each)}" for reason, each in reasons.items()]


def _table(page: CountryPage, rules: list[str], names: list[str]) -> pd.DataFrame:
    """Return a row for each indicator and country, and one for each rule."""
    entries = [
        {"What": "Entry rule, latest evidence", "Country": name, "Value": rule.split(": ")[-1]}
        for name, rule in zip(names, rules, strict=True)
    ]
    figures = [
        {"What": row.indicator.label, "Country": cell.name, "Value": cell.headline}
        for row in page.rows
        for cell in row.cells
    ]
    return pd.DataFrame([*figures, *entries])


def countries_steps(link: PageLink, tables: SlideTables) -> Steps:
    """Return what next and previous show: the steps of the page's main control."""
    view, _ = parse_countries(link.query, tables.words)
    if len(view.countries) != 1:
        return Steps(f"{len(view.countries)} countries side by side" if view.countries else "")
    names = tables.catalogue.names.by_code
    codes = sorted(tables.words.countries, key=names.__getitem__)
    links = [
        PageLink.of("countries", countries_query(replace(view, countries=(code,)), tables.words))
        for code in codes
    ]
    shown = view.countries[0]
    return steps_at(names[shown], links, codes.index(shown), tables)
