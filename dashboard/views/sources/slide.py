"""A source or an indicator as a slide; without either, what all figures rest on."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from dashboard.charts.bars import Bar, Ranking
from dashboard.charts.figure import Figure
from dashboard.kit.slide import MOST_POINTS, MakeSlide, Slide, SlideTables, Steps, notes, steps_at
from dashboard.link.page_link import PageLink
from dashboard.link.page_views import SourceView, parse_sources, sources_query
from dashboard.views.sources.figures import indicator_card, reporting
from dashboard.words import source_words
from dashboard.words.numbers import counted, first_short, full
from dashboard.words.source_words import list_label

# So many publishers have a bar of their own.
BARS = 8


def sources_slide(link: PageLink, tables: SlideTables, height: int) -> Slide:
    """Return the slide of a normal link to Sources."""
    view, _ = parse_sources(link.query, tables.source_codes)
    slide = partial(tables.slide, link, height=height)
    if view.source:
        return _source(tables, slide, view.source)
    if view.indicator:
        return _indicator(tables, slide, view.indicator)
    return _all(tables, slide)


# Makes a slide of a figure and the sources that it rests on.
def _bars(values: Mapping[str, float], what: str, unit: str) -> Ranking:
    """Return bars by name; `what` they count, in the `unit`."""
    bars = [Bar(name, count, full(count)) for name, count in values.items()]
    return Ranking(bars, what, unit)


def _source(tables: SlideTables, slide: MakeSlide, source_id: str) -> Slide:
    card = tables.book.card(source_id)
    used = [f"{row['Table']}: {row['What']}" for _, row in card.uses.iterrows()]
    facts = [f"{name}: {text}" for name, text in card.facts[:-1] if text]
    label = source_words.list_label(card.row)
    rows: dict[str, float] = {}
    for use in tables.book.uses[source_id]:
        if use.table:
            name = source_words.table_title(use.table)
            rows[name] = rows.get(name, 0) + use.rows
    alt = f"{label}: {card.row.title}. Bars of the rows of each table that rest on it."
    bars = _bars(rows, "Rows that rest on it", "rows")
    return slide(
        Figure(_cut(label), [card.row.title], alt, bars),
        (source_id,),
        points=[*facts[1:4], *(f"Used for {text}" for text in used)][:MOST_POINTS],
        table=card.uses if len(card.uses) else pd.DataFrame(card.facts, columns=["What", "Text"]),
        notes=notes(f"{label}: {card.row.title}", ". ".join(used), card.row.note),
    )


def _indicator(tables: SlideTables, slide: MakeSlide, indicator_id: str) -> Slide:
    indicator = tables.words.layers[indicator_id]
    card = indicator_card(tables.catalogue, indicator)
    years = {
        str(year): float(len(reporting(tables.catalogue, indicator, year)))
        for year in indicator.years
    }
    title = _cut(f"{indicator.label}, {indicator.years[0]}–{indicator.years[-1]}")
    alt = f"{indicator.label}: {indicator.definition} Bars: countries with a value by year."
    bars = _bars(years, "Countries with a value", "countries")
    checked = card.checked or source_words.NO_CHECK
    points = [f"Covers {card.scope}.", f"Quality: {card.qualities}.", indicator.caution, checked]
    return slide(
        Figure(title, [indicator.definition], alt, bars, card.by_year),
        card.source_ids,
        points=[point for point in points if point],
        notes=notes(indicator.label, indicator.definition, indicator.caution, card.checked),
    )


def _all(tables: SlideTables, slide: MakeSlide) -> Slide:
    book = tables.book
    title, line = book.resting
    most, *_ = book.publishers
    first, rest = book.publishers[:BARS], book.publishers[BARS:]
    rows = {one.name: float(one.total) for one in first}
    rows[f"{len(rest)} others"] = float(sum(one.total for one in rest))
    read = {
        words: sum(one.rows[kind] for one in book.publishers)
        for kind, words in source_words.READ_WORDS.items()
    }
    ids = tuple(book.ordered("most_used"))
    alt = (
        f"{title}. Bars of {len(first)} of {len(book.publishers)} publishers, and of the "
        f"others together; most rows rest on {most.name}, {full(most.total)}."
    )
    return slide(
        Figure(title, [line], alt, _bars(rows, "Rows", "rows")),
        ids,
        source=tables.source_line(ids[:3]),
        points=[
            f"{words}: {counted(count, 'row')}"
            for words, count in sorted(read.items(), key=lambda each: -each[1])
            if count
        ],
        table=pd.DataFrame(
            [
                {
                    "Source": source_words.heading(book.sources[one]),
                    "Terms, where read, what rests on it": book.line(one),
                }
                for one in book.ordered("publisher")
            ]
        ),
        notes=notes(title, "Every source with its terms, where it was read and what rests on it"),
    )


def _cut(text: str) -> str:
    """Return a heading cut to twelve words, as a publisher's name may be longer."""
    words = text.split()
    return first_short([text, f"{' '.join(words[:11])} …"])


def sources_steps(link: PageLink, tables: SlideTables) -> Steps:
    """Return what next and previous show: the steps of the page's main control."""
    codes = tables.source_codes
    view, _ = parse_sources(link.query, codes)
    if view.source:
        ids = tables.book.ordered("publisher")
        line, at = f"Source: {list_label(tables.book.sources[view.source])}", ids.index(view.source)
        views = [SourceView(source=source) for source in ids]
    elif view.indicator:
        indicators = list(tables.words.layers)
        line, at = "Indicator", indicators.index(view.indicator)
        views = [SourceView(indicator=indicator) for indicator in indicators]
    else:
        return Steps("All sources")
    links = [PageLink.of("sources", sources_query(each, codes)) for each in views]
    return steps_at(line, links, at, tables)
