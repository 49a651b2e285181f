"""Where a figure stands: every value of every table, with a link to the page that shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.link.entry_view import ENTRY_LAYER
from dashboard.link.page_link import TITLES, Page, Vocabulary
from dashboard.link.source_uses import ASYLUM_SERIES, PER_1000, WHY, LinkQuery, Uses
from dashboard.models.search import Index, typed_figure
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
from dashboard.tables.people import ProfileFigure, SeriesPoint, TimelineEvent
from dashboard.tables.rows import Row, records
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
        found = self._rows.get(round(figure, PLACES), ())
        places = [self._place(table, row) for table, row in found]
        told = set(self._timeline.find(typed))
        rows = records(TimelineEvent.frame(self._tables.people.timeline))
        places += [self._place("timeline", row) for at, row in enumerate(rows) if str(at) in told]
        # Those that read alike stand once.
        return list({place.label: place for place in places}.values())

    @cached_property
    def _timeline(self) -> Index:
        rows = records(TimelineEvent.frame(self._tables.people.timeline))
        return Index({str(at): [row["title"]] for at, row in enumerate(rows)})

    @cached_property
    def _searched(self) -> tuple[tuple[str, pd.DataFrame, Sequence[str]], ...]:
        ends = ("low", "central", "high")
        estimates, people = self._tables.estimates, self._tables.people
        return (
            ("estimates", Estimate.frame(estimates.estimates), ends),
            (
                "article_figures",
                ArticleFigure.frame(estimates.article_figures),
                ("value_low", "value_high"),
            ),
            ("returns", ReturnClaim.frame(estimates.returns), ends),
            ("assumptions", Assumption.frame(estimates.assumptions), ("low", "default", "high")),
            ("workforce", Measure.frame(estimates.workforce), ("value",)),
            (
                "profile",
                ProfileFigure.frame(people.profile),
                ("value", "sample", "comparison_value"),
            ),
            ("series", SeriesPoint.frame(people.series), ("value",)),
            ("observations", self._tables.catalogue.observations, ("value", "low", "high")),
            ("totals", self._tables.catalogue.totals, ("value", "low", "high")),
            ("countries", self._tables.catalogue.countries, ("population",)),
            ("entry_rules", EntryRule.frame(self._tables.entry.rules), ("max_stay_days",)),
        )

    @cached_property
    def _rows(self) -> dict[float, list[tuple[str, Row]]]:
        """Return table and row of each number, a row once under each of its numbers."""
        found: dict[float, list[tuple[str, Row]]] = {}
        for table, frame, columns in self._searched:
            for row in records(frame):
                for number in dict.fromkeys(self._numbers(table, row, columns)):
                    found.setdefault(number, []).append((table, row))
        return found

    def _numbers(self, table: str, row: Row, columns: Sequence[str]) -> Iterator[float]:
        share = self._is_share(table, row)
        for name in columns:
            value = float(row[name])
            if value == value:  # not a blank
                yield round(value * 100 if share else value, PLACES)

    def _is_share(self, table: str, row: Row) -> bool:
        if table in ("observations", "totals"):
            return self._words.layers[row["indicator_id"]].is_share
        return table == "returns" or (table == "assumptions" and row["unit"] == "share")

    def _place(self, table: str, row: Row) -> FigurePlace:
        page, query = self._link(table, row)
        where = TITLES[page]
        return FigurePlace(f"{self._text(table, row)} · {where}", page, query)

    def _link(self, table: str, row: Row) -> tuple[Page, Any]:
        """Return page and query; an observation stands on its country's page with all others."""
        if table == "observations":
            return "countries", {"c": row["iso3"]}
        if table == "totals":
            return "sources", {"indicator": row["indicator_id"]}
        if table == "countries":
            return "map", {**PER_1000, "country": row["iso3"]}
        if table == "entry_rules":
            query = {"layer": ENTRY_LAYER, "people": "none", "country": row["iso3"]}
            return "map", query if row["as_of"] == self._tables.entry.latest else query | {
                "date": row["as_of"]
            }
        if table == "estimates":
            source = row["source_id"].split(";")[0]
            code = row["estimate_id"]
            (use,) = (u for u in self._uses[source] if (u.table, u.code) == (table, code))
            return use.page, use.query
        if table == "workforce" or row.get("parameter_id") == TARGET:
            return "workforce", {}
        if table in ("assumptions", "returns"):
            return "scenarios", {}
        return "people", {"part": _part(table, row)}

    def _text(self, table: str, row: Row) -> str:
        if table in ("observations", "totals"):
            layer = self._words.layers[row["indicator_id"]]
            if table == "totals":
                when = period(row["period_start"], row["period_end"])
                place = source_words.AGGREGATE_WORDS[row["aggregate"]]
                return f"{layer.label}, published total of {place}, {when}"
            name = self._tables.catalogue.names.by_code[row["iso3"]]
            return f"{layer.label}, {name}: {figure_headline(row, layer)}"
        if table == "countries":
            return f"Residents of {row['name']}, {row['population_year']}"
        if table == "entry_rules":
            name = self._tables.catalogue.names.by_code[row["iso3"]]
            return f"Days of a short visit, {name}, {day(row['as_of'])}"
        if table == "estimates":
            estimate = self._tables.estimates.estimate(row["estimate_id"])
            return f"{estimate.label}: {estimate_value(estimate)}"
        if table == "returns":
            claims = self._tables.estimates.returns
            (claim,) = (claim for claim in claims if claim.return_id == row["return_id"])
            return f"Share that came back, {claim.publisher}: {return_value(claim)}"
        if table == "article_figures":
            return f"The article: {row['what_the_article_says'].removesuffix('.')}"
        if table == "profile":
            (figure,) = ProfileFigure.of(pd.DataFrame([row]))
            return figure_words(figure)
        if table == "series":
            (point,) = SeriesPoint.of(pd.DataFrame([row]))
            return f"{point.label}, {count_line(point)}"
        if table == "timeline":
            return f"{day(row['date'])}: {row['title']}"
        return str(row["label"])


def _part(table: str, row: Row) -> str:
    """Return the part of People that shows a row."""
    if table == "profile":
        return "why" if row["attribute"] in WHY else "who"
    if table == "series":
        return "asylum" if row["series_id"].startswith(ASYLUM_SERIES) else "when"
    return "when" if table == "timeline" else "article"
