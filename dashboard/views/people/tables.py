"""What stands over and under each figure of the People page: title, source, tables, files."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.actions import actions, headline, sources_and_terms
from dashboard.kit.address import share_link
from dashboard.kit.controls import plain
from dashboard.kit.table import MapTable, twin
from dashboard.link.page_link import PageLink
from dashboard.link.page_views import PeopleView, people_query
from dashboard.models.asylum import Count, CountryYear
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.estimates import ArticleFigure
from dashboard.tables.map_rows import Sources
from dashboard.tables.people import PeopleTables, ProfileFigure, SeriesPoint, TimelineEvent
from dashboard.tables.provenance import Ids, each_id, publishers, with_sources
from dashboard.words import people_words, series_words
from dashboard.words.numbers import day, period, upper_first
from dashboard.words.sources import source_lines, source_summary

Go = Callable[[PeopleView], None]
ARTICLE_COLUMNS = [
    "figure_id",
    "topic",
    "value_low",
    "value_high",
    "unit",
    "what_the_article_says",
    "what_the_sources_say",
    "verdict",
    "source_id",
]
# Heading, field of a year, and start of the columns of the file.
ASYLUM_COUNTS = (
    ("Applied", "applied", "applied"),
    ("Refugee status", "refugee", "refugee_status"),
    ("Other protection", "other", "other_protection"),
    ("Rejected", "rejected", "rejected"),
    ("Decisions", "decided", "decisions"),
)


def head(title: str, line: str) -> None:
    """Show what a figure says, and one line under it."""
    headline("headline", title, plain(line))


def link_of(view: PeopleView) -> PageLink:
    """Return the link that restores a view."""
    return PageLink.of("people", people_query(view, store.tables().words, full=True))


def foot(
    view: PeopleView,
    drawn: Iterable[Ids],
    tables: Mapping[str, Callable[[], MapTable]],
    header: Mapping[str, str],
    terms: Sequence[str],
    notes: Sequence[str],
    *,
    extra: Iterable[Ids] = (),
) -> None:
    """Show who published what is drawn, and the row of actions.

    `drawn` are the source ids of each thing that is drawn, `extra` those of what stands beside it.
    """
    sources = store.tables().people.sources
    ids = each_id(drawn)
    st.caption(plain(f"Source: {source_summary(ids, sources)}"))
    key, link = f"people_{view.part}", link_of(view)

    def table() -> None:
        for what, make in tables.items():
            if what:
                st.markdown(f"**{what.capitalize()}**")
            twin(make(), f"{key}_{what}_rows", what or header["title"])

    def files() -> None:
        for what, make in tables.items():
            name = "-".join(part for part in ("people", view.part, what) if part)
            downloads(
                lambda make=make: make().download,  # type: ignore[misc]
                f"{key}_{what}",
                name,
                header,
                share_link(link.query),
                what=what,
            )

    every = each_id([ids, *extra])
    actions(
        "people",
        link=link,
        table=table,
        download=files,
        sources=lambda: sources_and_terms(
            source_lines(every, sources), terms, [note for note in notes if note]
        ),
    )


def event_table(tables: PeopleTables, events: Sequence[TimelineEvent]) -> MapTable:
    """Return the events."""
    rows = pd.DataFrame(
        {
            "Event": [event.title for event in events],
            "Date": [day(event.date) for event in events],
            "Kind": [series_words.KIND_LABELS[event.kind] for event in events],
            "Source": publishers({"": [event.source_id for event in events]}, tables.sources),
        }
    )
    keys = {"Date": pd.Series([event.date for event in events])}
    return MapTable(rows, keys, with_sources(TimelineEvent.frame(events), tables.sources))


def series_table(tables: PeopleTables) -> MapTable:
    """Return every value of every series, drawn or not."""
    each = tables.series
    frame = SeriesPoint.frame(each)
    rows = pd.DataFrame(
        {
            "What is counted": [row.label for row in each],
            "Period": [period(row.period_start, row.period_end) for row in each],
            "Value": [series_words.count_text(row) for row in each],
            "Source": publishers({"": [row.source_id for row in each]}, tables.sources),
            "Note": [
                "; ".join(
                    part for part in ("our own arithmetic" if row.derived else "", row.note) if part
                )
                for row in each
            ],
        }
    )
    keys = {"Period": frame["period_start"], "Value": frame["value"]}
    return MapTable(rows, keys, with_sources(frame, tables.sources))


def profile_table(tables: PeopleTables, attributes: Sequence[str]) -> MapTable:
    """Return every figure of some attributes."""
    each = [row for row in tables.profile if row.attribute in attributes]
    frame = ProfileFigure.frame(each)
    rows = pd.DataFrame(
        {
            "Figure": [upper_first(row.label) for row in each],
            "About": [people_words.HEADINGS[row.attribute] for row in each],
            "Value": [
                people_words.value_words(float(row.value), row.unit, row.bound) for row in each
            ],
            "Of whom": [row.asked for row in each],
            "How": [people_words.METHOD_WORDS[row.method] for row in each],
            "Date": [day(row.as_of) if row.as_of else "not stated" for row in each],
            "Sample": [people_words.sample_words(row) for row in each],
            "Set beside it": [_beside(row) for row in each],
            "Source": publishers({"": [row.source_id for row in each]}, tables.sources),
            "Note": [row.note for row in each],
        }
    )
    keys = {"Value": frame["value"], "Date": frame["as_of"], "Sample": frame["sample"]}
    return MapTable(rows, keys, with_sources(frame, tables.sources))


def asylum_table(catalogue: Catalogue, years: Iterable[CountryYear]) -> MapTable:
    """Return every place and year, the newest first."""
    each = sorted(years, key=lambda one: -one.year)
    names = {**catalogue.names.by_code, **series_words.AGGREGATES}
    counted = {name: [getattr(one, of) for one in each] for name, of, _ in ASYLUM_COUNTS}
    rows = pd.DataFrame(
        {
            "Country": [names[one.place] for one in each],
            "Year": [str(one.year) for one in each],
            **{name: list(map(series_words.count_words, own)) for name, own in counted.items()},
            "Recognition rate": [series_words.rate_words(one) for one in each],
            "Level": [series_words.APPEALS if one.with_appeals else "" for one in each],
        }
    )
    keys = {name: _values(own) for name, own in counted.items()}
    keys["Recognition rate"] = pd.Series([_or_nan(one.rate) for one in each])
    download = pd.DataFrame([_asylum_row(one, names[one.place]) for one in each])
    return MapTable(rows, keys, with_sources(download, catalogue.sources))


def article_table(figures: Sequence[ArticleFigure], sources: Sources) -> MapTable:
    """Return every figure of the article in its order."""
    frame = ArticleFigure.frame(figures)
    rows = pd.DataFrame(
        {
            "What the article says": frame["what_the_article_says"],
            "Verdict": frame["verdict"],
            "What the sources say": frame["what_the_sources_say"],
            "Topic": frame["topic"],
            "Source": publishers({"": [row.source_id for row in figures]}, sources),
        }
    )
    return MapTable(rows, {}, with_sources(frame[ARTICLE_COLUMNS], sources))


def _asylum_row(one: CountryYear, name: str) -> dict[str, object]:
    row: dict[str, object] = {"place": one.place, "country": name, "year": one.year}
    counts: dict[str, Count | None] = {key: getattr(one, of) for _, of, key in ASYLUM_COUNTS}
    for key, count in counts.items():
        row[key] = math.nan if count is None else count.value
        row[f"{key}_low"] = math.nan if count is None else count.low
        row[f"{key}_high"] = math.nan if count is None else count.high
    ends = one.rate_ends or (math.nan, math.nan)
    row |= {"recognition_rate": _or_nan(one.rate), "rate_low": ends[0], "rate_high": ends[1]}
    given = [count for count in counts.values() if count is not None and count.source_id]
    row["source_id"] = each_id(count.source_id for count in given)
    row["note"] = " ".join(dict.fromkeys(count.note for count in given if count.note))
    return row


def _values(counts: Iterable[Count | None]) -> pd.Series:
    return pd.Series([math.nan if count is None else count.value for count in counts])


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _beside(row: ProfileFigure) -> str:
    value = float(row.comparison_value)
    if math.isnan(value):
        return ""
    return f"{people_words.value_words(value, row.unit)}: {row.comparison_note}"
