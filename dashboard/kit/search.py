"""Search: every word that was typed has to occur, and a figure is found wherever it stands."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from dashboard.link.map_view import ENTRY_LAYER
from dashboard.link.page_link import TITLES, Page, Vocabulary
from dashboard.link.source_uses import ASYLUM_SERIES, PER_1000, WHY, LinkQuery, Uses
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
from dashboard.tables.names import normalised
from dashboard.tables.people import ProfileFigure, SeriesPoint, TimelineEvent
from dashboard.words import source_words
from dashboard.words.country_words import figure_headline
from dashboard.words.estimate_words import estimate_value, return_value
from dashboard.words.numbers import day, period
from dashboard.words.people_words import figure_words
from dashboard.words.series_words import count_line

# Shorter ones occur inside too many words.
SHORTEST_INSIDE = 3
# Smaller ones are typed on the way to a year or stand in too many names.
LEAST_FIGURE = 1_000
FIGURE = re.compile(r"(\d{1,3}(?:[ ,]\d{3})+|\d{1,12})(\.\d{1,6})?%?")

# Up to three digits before a space are the millions of a longer number.
NO_GROUP_BEFORE = r"(?<!\d)(?<!\b\d )(?<!\b\d\d )(?<!\b\d\d\d )"


def typed_figure(typed: str) -> float | None:
    """Return the number that was typed and nothing else, None for any other text.

    >>> typed_figure("155,000"), typed_figure("155 000"), typed_figure("26.4%"), typed_figure("1,5")
    (155000.0, 155000.0, 26.4, None)
    """
    found = FIGURE.fullmatch(typed.strip())
    if found is None:
        return None
    return float(f"{re.sub('[ ,]', '', found[1])}{found[2] or ''}")


class Index:
    """Texts by code, ready to be searched."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """Take the texts of each code."""
        self._texts = {code: f" {normalised(' '.join(each))}" for code, each in texts.items()}

    def find(self, typed: str) -> list[str]:
        """Return the codes whose texts hold every word or part of a word, in their order.

        One or two letters count at the start of a word only. A figure is found however its
        thousands are written, and not inside another one.
        """
        figure = typed_figure(typed)
        if figure is not None and figure >= LEAST_FIGURE and figure.is_integer():
            spaced = f"{figure:,.0f}".replace(",", " ?")
            whole = re.compile(rf"{NO_GROUP_BEFORE}{spaced}(?!\d)")
            return [code for code, text in self._texts.items() if whole.search(text)]
        words = [
            word if len(word) >= SHORTEST_INSIDE else f" {word}"
            for word in normalised(typed).split()
        ]
        if not words:
            return []
        return [code for code, text in self._texts.items() if all(word in text for word in words)]


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
