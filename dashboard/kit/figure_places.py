"""Where a figure stands: every value of every table, with a link to the page that shows it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from dashboard.link.map_view import ENTRY_LAYER
from dashboard.link.page_link import TITLES, Page, Vocabulary
from dashboard.link.source_uses import ASYLUM_SERIES, PER_1000, WHY, LinkQuery, Uses
from dashboard.models.search import Index, typed_figure
from dashboard.tables.columns import Row
from dashboard.tables.entry import EntryRule
from dashboard.tables.estimates import (
    TARGET,
    ArticleFigure,
    Assumption,
    Estimate,
    Measure,
    ReturnClaim,
)
from dashboard.tables.everything import Tables
from dashboard.tables.map_rows import Country, Observation, Total
from dashboard.tables.people import ProfileFigure, SeriesPoint, TimelineEvent
from dashboard.words import source_words
from dashboard.words.country_words import figure_headline
from dashboard.words.estimate_words import estimate_value, return_value
from dashboard.words.numbers import day, period
from dashboard.words.people_words import figure_words
from dashboard.words.series_words import count_line

# As pages print a share: in percent, with at most two decimals.
PLACES = 2


@dataclass(frozen=True)
class FigurePlace:
    """A place that holds a figure: what it says there, and the link to it."""

    label: str
    page: str
    query: LinkQuery


class FigureIndex:
    """All values of the tables, ready to be searched; shared between readers."""

    def __init__(self, tables: Tables, words: Vocabulary, uses: Uses) -> None:
        """Take the tables; the people of the article are not among what is searched."""
        self._tables, self._words, self._uses = tables, words, uses

    def find(self, typed: str) -> list[FigurePlace]:
        """Return the places that hold the figure that was typed; none for any other text.

        A share is found as its percentage.
        """
        figure = typed_figure(typed)
        if figure is None:
            return []
        places = [self._place(row) for row in self._rows.get(round(figure, PLACES), ())]
        timeline = self._tables.people.timeline
        told = map(int, self._timeline.find(typed))
        places += [self._place(timeline[at]) for at in sorted(told)]
        # Those that read alike stand once.
        return list({place.label: place for place in places}.values())

    @cached_property
    def _timeline(self) -> Index:
        return Index({str(at): [row.title] for at, row in enumerate(self._tables.people.timeline)})

    @cached_property
    def _rows(self) -> dict[float, list[Row]]:
        """Return the rows of each number, a row once under each of its numbers."""
        data, estimates = self._tables.catalogue, self._tables.estimates
        people = self._tables.people
        ends, found = ("low", "central", "high"), dict[float, list[Row]]()
        tables: tuple[tuple[Iterable[Row], Sequence[str]], ...] = (
            (estimates.estimates, ends),
            (estimates.article_figures, ("value_low", "value_high")),
            (estimates.returns, ends),
            (estimates.assumptions, ("low", "default", "high")),
            (estimates.workforce, ("value",)),
            (people.profile, ("value", "sample", "comparison_value")),
            (people.series, ("value",)),
            (chain.from_iterable(data.rows_by_indicator.values()), ("value", "low", "high")),
            (data.totals, ("value", "low", "high")),
            (data.places.values(), ("population",)),
            (self._tables.entry.rules, ("max_stay_days",)),
        )
        for rows, columns in tables:
            for row in rows:
                scale = 100 if self._is_share(row) else 1
                numbers = [float(getattr(row, name)) for name in columns]
                filled = (number for number in numbers if not math.isnan(number))
                for number in dict.fromkeys(round(one * scale, PLACES) for one in filled):
                    found.setdefault(number, []).append(row)
        return found

    def _is_share(self, row: Row) -> bool:
        if isinstance(row, Observation | Total):
            return self._words.layers[row.indicator_id].is_share
        return isinstance(row, ReturnClaim) or (isinstance(row, Assumption) and row.unit == "share")

    def _place(self, row: Row) -> FigurePlace:
        text, page, query = self._told(row)
        return FigurePlace(f"{text} · {TITLES[page]}", page, query)

    def _told(self, row: Row) -> tuple[str, Page, LinkQuery]:
        """Return text, page and query; an observation stands on its country's page."""
        names, layers = self._tables.catalogue.names.by_code, self._words.layers
        match row:
            case Observation():
                layer = layers[row.indicator_id]
                text = f"{layer.label}, {names[row.iso3]}: {figure_headline(row, layer)}"
                return text, "countries", {"c": row.iso3}
            case Total():
                when = period(row.period_start, row.period_end)
                place = source_words.AGGREGATE_WORDS[row.aggregate]
                text = f"{layers[row.indicator_id].label}, published total of {place}, {when}"
                return text, "sources", {"indicator": row.indicator_id}
            case Country():
                text = f"Residents of {row.name}, {row.population_year}"
                return text, "map", {**PER_1000, "country": row.iso3}
            case EntryRule():
                query = {"layer": ENTRY_LAYER, "people": "none", "country": row.iso3}
                if row.as_of != self._tables.entry.latest:
                    query["date"] = row.as_of.isoformat()
                return f"Days of a short visit, {names[row.iso3]}, {day(row.as_of)}", "map", query
            case Estimate():
                key = ("estimates", row.estimate_id)
                uses = self._uses[row.source_id[0]]
                (use,) = (use for use in uses if (use.table, use.code) == key)
                return f"{row.label}: {estimate_value(row)}", use.page, use.query
            case ReturnClaim():
                text = f"Share that came back, {row.publisher}: {return_value(row)}"
                return text, "scenarios", {}
            case Assumption():
                return row.label, "workforce" if row.parameter_id == TARGET else "scenarios", {}
            case Measure():
                return row.label, "workforce", {}
            case ArticleFigure():
                text = f"The article: {row.what_the_article_says.removesuffix('.')}"
                return text, "people", {"part": "article"}
            case ProfileFigure():
                part = "why" if row.attribute in WHY else "who"
                return figure_words(row), "people", {"part": part}
            case SeriesPoint():
                part = "asylum" if row.series_id.startswith(ASYLUM_SERIES) else "when"
                return f"{row.label}, {count_line(row)}", "people", {"part": part}
            case TimelineEvent():
                return f"{day(row.date)}: {row.title}", "people", {"part": "when"}
        raise TypeError(type(row))
