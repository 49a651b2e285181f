"""One country, or up to four side by side, as a slide: the headline of their page."""

from dataclasses import replace

import pandas as pd

from dashboard.charts.bars import Bar, Ranking
from dashboard.charts.figure import Figure
from dashboard.charts.series import series_figure
from dashboard.kit.slide import (
    MOST_BESIDE,
    MOST_POINTS,
    NoSlideError,
    Slide,
    SlideTables,
    Steps,
    notes,
    steps_at,
)
from dashboard.link.page_link import PageLink
from dashboard.link.page_views import CountryView, countries_query, parse_countries
from dashboard.tables.provenance import each_id
from dashboard.views.countries.figures import Cell, IndicatorRow, country_page
from dashboard.words.country_words import compared_title
from dashboard.words.entry_words import SHORT_VISITS, snapshot_label
from dashboard.words.numbers import first_short, lower_first
from dashboard.words.values import LISTED_BY_SIZE, LISTED_CAUTION, UNIT_WORDS, listed, value_text


def countries_slide(link: PageLink, tables: SlideTables, height: int) -> Slide:
    """Return the slide of a normal link to Countries.

    Raises:
        NoSlideError: where no country is picked.
    """
    view, _ = parse_countries(link.query, tables.words)
    if not view.countries:
        raise NoSlideError("no country is picked")
    page = country_page(tables.catalogue, tables.entry, view.countries, view.show)
    row = page.headline
    alone = len(view.countries) == 1
    when = snapshot_label(tables.entry, tables.entry.latest)
    rules = [
        f"{f'Entry rule, {when}' if alone and one.rank else one.name}: {one.text}"
        for one in page.rules
    ]
    if row is None:
        title = f"{listed([one.name for one in page.rules])}: no figure in the tables"
        shown = Figure(first_short([title]), [SHORT_VISITS], f"{title}.")
        counts, caution = "Entry rules for short visits", SHORT_VISITS
    else:
        shown = _one(row, row.cells[0]) if alone else _several(row)
        counts, caution = row.indicator.definition, row.indicator.caution
    others = [
        f"{each.indicator.label}: {each.cells[0].headline}"
        for each in page.rows
        if alone and each is not row
    ]
    ids = each_id(cell.source_ids for cell in (row.cells if row else []))
    rule_ids = each_id(one.source_ids for one in page.rules)
    entries = [("Entry rule, latest evidence", one.name, one.text) for one in page.rules]
    figures = [(e.indicator.label, cell.name, cell.headline) for e in page.rows for cell in e.cells]
    return tables.slide(
        link,
        shown,
        ids or rule_ids,
        height,
        # All of them stand beside the picture, or none would be told of the last.
        points=[
            *(rules if len(rules) <= MOST_BESIDE else ["; ".join(rules)]),
            *(_lacking(row) if row else []),
            *others,
        ][:MOST_POINTS],
        caution=SHORT_VISITS,
        table=pd.DataFrame([*figures, *entries], columns=["What", "Country", "Value"]),
        notes=notes(f"{shown.title}. {'. '.join(rules)}", counts, caution, SHORT_VISITS),
        sources=tables.source_texts(each_id([ids, rule_ids])),
    )


def _one(row: IndicatorRow, cell: Cell) -> Figure:
    indicator = row.indicator
    title = first_short(
        [
            f"{cell.name}, {lower_first(indicator.label)}: {cell.headline}",
            f"{cell.name}: {cell.headline}",
            f"{cell.name}: {cell.headline.split(', ')[0]}",
        ]
    )
    subtitle = f"{indicator.label} · {cell.headline}"
    if not cell.joined:
        return Figure(title, [subtitle], f"{indicator.label}, {cell.name}: {cell.headline}.")
    drawn = series_figure(cell.rows, indicator, cell.name, row.year)
    return Figure(title, [f"{subtitle} · a dotted line marks a break"], drawn.alt, drawn.spec)


def _several(row: IndicatorRow) -> Figure:
    indicator, unit = row.indicator, UNIT_WORDS[row.indicator.unit]
    found = [(cell, cell.shown) for cell in row.in_year if cell.shown]
    values = [(cell.name, value_text(shown, indicator)) for cell, shown in found]
    title = compared_title(indicator.label, row.year, values, by_size=row.by_size)
    subtitle = f"In {unit} · {len(found)} of {len(row.cells)} countries have a value in {row.year}"
    if indicator.indicator_id == LISTED_BY_SIZE:
        subtitle += f" · {lower_first(LISTED_CAUTION)}"
    if not row.by_size or not found:
        subtitle += " · not ranked or compared, as the definitions differ"
        return Figure(title, [subtitle], f"{title}.")
    bars = [
        Bar(cell.name, shown.value, text, exact=shown.bound == "exact")
        for (cell, shown), (_, text) in zip(found, values, strict=True)
    ]
    alt = f"Bars: {title}. {'; '.join(f'{bar.name} {bar.label}' for bar in bars)}."
    return Figure(title, [subtitle], alt, Ranking(bars, indicator.label, unit))


def _lacking(row: IndicatorRow) -> list[str]:
    """Return who has no value of the indicator, and why."""
    reasons: dict[str, list[str]] = {}
    for cell in row.cells:
        if cell.shown is None:
            reasons.setdefault(cell.headline, []).append(cell.name)
    return [f"{reason}: {listed(each)}" for reason, each in reasons.items()]


def countries_steps(link: PageLink, tables: SlideTables) -> Steps:
    """Return what next and previous show: the steps of the page's main control."""
    view, _ = parse_countries(link.query, tables.words)
    if not view.countries:
        return Steps("")
    if len(view.countries) > 1:
        return _headlines(view, tables)
    names = tables.catalogue.names.by_code
    codes = sorted(tables.words.countries, key=names.__getitem__)
    links = [
        PageLink.of("countries", countries_query(replace(view, countries=(code,)), tables.words))
        for code in codes
    ]
    shown = view.countries[0]
    return steps_at(names[shown], links, codes.index(shown), tables)


def _headlines(view: CountryView, tables: SlideTables) -> Steps:
    """Return the indicators that the slide of several countries can be headed by."""
    page = country_page(tables.catalogue, tables.entry, view.countries)
    usual, chosen = page.headline, view.show
    # Most of the countries have a value of it, or the presenter asked for it.
    rows = [
        row
        for row in page.rows
        if row is usual
        or row.indicator.indicator_id == chosen
        or 2 * len(row.in_year) > len(row.cells)
    ]
    names = [row.indicator.indicator_id for row in rows]
    first = usual.indicator.indicator_id if usual else None
    shown = chosen if chosen in names else first
    if shown is None:
        return Steps(f"{len(view.countries)} countries side by side")
    views = [replace(view, show=None if name == first else name) for name in names]
    links = [PageLink.of("countries", countries_query(each, tables.words)) for each in views]
    at = names.index(shown)
    return steps_at(f"Headline: {rows[at].indicator.label}", links, at, tables)
