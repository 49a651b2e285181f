"""A source or an indicator as a slide of text; without either, what all figures rest on."""

import pandas as pd

from dashboard.kit.slide import Slide
from dashboard.kit.slide_tables import SlideTables, Steps, steps_at
from dashboard.link.page_link import PageLink
from dashboard.link.source_view import SourceView, parse_sources, sources_query
from dashboard.tables.provenance import joined_ids
from dashboard.views.sources.indicators import indicator_card
from dashboard.words import source_words
from dashboard.words.periods import day
from dashboard.words.slide_words import MOST_POINTS, first_short, notes
from dashboard.words.source_words import list_label
from dashboard.words.sources import source_count


def sources_slide(link: PageLink, tables: SlideTables) -> Slide:
    """Return the slide of a normal link to Sources; it has no figure."""
    view, _ = parse_sources(link.query, tables.source_codes)
    if view.source:
        return _source(link, tables, view.source)
    if view.indicator:
        return _indicator(link, tables, view.indicator)
    return _all(link, tables)


def _source(link: PageLink, tables: SlideTables, source_id: str) -> Slide:
    card = tables.book.card(source_id)
    used = [f"{row['Table']}: {row['What']}" for _, row in card.uses.iterrows()]
    facts = [f"{name}: {text}" for name, text in card.facts[:-1] if text]
    label = source_words.list_label(card.row)
    return Slide(
        link=link,
        title=_cut(label),
        subtitle=card.heading,
        alt=f"{label}: {card.heading}.",
        source=tables.source_line(source_id),
        points=[*facts[1:4], *(f"Used for {text}" for text in used)][:MOST_POINTS],
        table=card.uses if len(card.uses) else pd.DataFrame(card.facts, columns=["What", "Text"]),
        notes=notes(f"{label}: {card.heading}", ". ".join(used), card.row["note"]),
        sources=tables.source_texts(source_id),
    )


def _indicator(link: PageLink, tables: SlideTables, indicator_id: str) -> Slide:
    indicator = tables.words.layers[indicator_id]
    card = indicator_card(tables.catalogue, indicator)
    ids = joined_ids(card.source_ids)
    return Slide(
        link=link,
        title=_cut(f"{indicator.label}, {indicator.years[0]}–{indicator.years[-1]}"),
        subtitle=indicator.definition,
        alt=f"{indicator.label}: {indicator.definition}",
        source=tables.source_line(ids),
        points=[
            point
            for point in (
                f"Covers {card.scope}.",
                f"Quality: {card.qualities}.",
                indicator.caution,
                card.checked or source_words.NO_CHECK,
            )
            if point
        ],
        table=card.by_year,
        notes=notes(indicator.label, indicator.definition, indicator.caution, card.checked),
        sources=tables.source_texts(ids),
    )


def _all(link: PageLink, tables: SlideTables) -> Slide:
    book, release = tables.book, tables.catalogue.release
    most_used = book.ordered("most_used")
    title = f"{source_count(book.sources)} stand behind the figures"
    when = day(release.date.isoformat())
    return Slide(
        link=link,
        title=title,
        subtitle=f"Data release {release.name} of {when} · the six that most rows rest on",
        alt=f"{title}. Most rows rest on {book.sources[most_used[0]]['publisher']}.",
        source=tables.source_line(joined_ids(most_used[:3])),
        points=[
            f"{source_words.list_label(book.sources[one])}: {book.line(one)}"
            for one in most_used[:MOST_POINTS]
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
        sources=tables.source_texts(joined_ids(most_used)),
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
