"""The figures of Sources: what rests on whom, who reports what, and an indicator in full."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.kit.component import fetched
from dashboard.kit.source_book import Publisher
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import check_totals
from dashboard.tables.indicators import Indicator, rows_of, scope_of
from dashboard.tables.map_rows import Observation
from dashboard.tables.provenance import Ids, each_id
from dashboard.words.numbers import full
from dashboard.words.source_words import GAP_WORDS, READ_WORDS, check_row, checks_text
from dashboard.words.values import MAIN_DESTINATIONS, QUALITY_WORDS, listed, not_among, scope_words

# Whose scope are the states that report permits to Eurostat.
EUROPE, WORLD = "valid_permits", "world"
# So many publishers have a bar of their own.
MOST_BARS = 14
# Kept before anything is drawn, in pixels: what stands under it must not move.
HEIGHT = 460
OTHERS = "others"

_bars = fetched("resting", "sources.js", "resting box")
GAPS_ROOM = "calc(19 * clamp(17px, 2.5vh, 34px) + 182px)"
_grid = fetched("gaps", "sources.js", "gaps box", GAPS_ROOM)


@dataclass(frozen=True)
class IndicatorCard:
    """What the page shows of an indicator.

    `by_year` has a row a year, `by_country` headings and names, `checks` a row for each published
    total and `checked` what was demanded of it.
    """

    indicator: Indicator
    scope: str
    by_year: pd.DataFrame
    by_country: list[tuple[str, str]]
    checks: pd.DataFrame
    checked: str
    source_ids: Ids
    qualities: str


@dataclass(frozen=True)
class Gaps:
    """Who reports what: for each indicator a letter of GAP_WORDS for each of `countries`.

    They are those that a source of less than the whole world may cover.
    """

    countries: list[tuple[str, str]]
    rows: list[tuple[Indicator, str]]

    @property
    def states(self) -> str:
        """The letters of all indicators."""
        return "".join(states for _, states in self.rows)

    def table(self) -> pd.DataFrame:
        """Return the twin of the picture: the countries of each state by name."""
        return pd.DataFrame(
            [
                {"Indicator": one.label}
                | {
                    words.capitalize(): self._named(states, state)
                    for state, words in GAP_WORDS.items()
                }
                for one, states in self.rows
            ]
        )

    def _named(self, states: str, state: str) -> str:
        named = [name for (_, name), s in zip(self.countries, states, strict=True) if s == state]
        return ", ".join(sorted(named)) or "none"


def gaps(data: Catalogue, indicators: Iterable[Indicator]) -> Gaps:
    """Return who reports what, those outside the statistics of the EU first."""
    each = list(indicators)
    scopes = {one.indicator_id: scope_of(data, one) for one in each}
    some = frozenset[str]().union(*(scopes[one.indicator_id] for one in each if one.scope != WORLD))
    states: dict[str, dict[str, str]] = {}
    for one in each:
        newest: dict[str, int] = {}
        for row in sorted(rows_of(data, one.indicator_id), key=lambda row: row.period_end):
            newest[row.iso3] = row.period_end.year
        states[one.indicator_id] = {
            iso3: ("v" if newest[iso3] >= one.default_year else "o")
            if iso3 in newest
            else ("n" if iso3 in scopes[one.indicator_id] else ".")
            for iso3 in some
        }
    europe = scopes.get(EUROPE, frozenset())

    def place(iso3: str) -> tuple[bool, int, str]:
        filled = sum(found[iso3] in "vo" for found in states.values())
        return iso3 in europe, -filled, data.names.by_code[iso3]

    order = sorted(some, key=place)
    return Gaps(
        [(iso3, data.names.by_code[iso3]) for iso3 in order],
        [(one, "".join(states[one.indicator_id][iso3] for iso3 in order)) for one in each],
    )


def draw_resting(publishers: Sequence[Publisher], alt: str, on_pick: Callable[[str], None]) -> None:
    """Draw what rests on each publisher.

    `on_pick` gets the name of a publisher, a key of READ_WORDS, or OTHERS.
    """
    sums = {kind: sum(one.rows[kind] for one in publishers) for kind in READ_WORDS}
    kinds = [kind for kind in READ_WORDS if sums[kind]]
    bars = [
        _bar(one.name, one.name, [one.rows[kind] for kind in kinds])
        for one in publishers[:MOST_BARS]
    ]
    if rest := publishers[MOST_BARS:]:
        parts = [sum(one.rows[kind] for one in rest) for kind in kinds]
        bars.append(_bar(OTHERS, f"{len(rest)} others", parts))
    data = {
        "alt": alt,
        "legend": "How they were read",
        "kinds": [{"code": k, "label": READ_WORDS[k], "text": full(sums[k])} for k in kinds],
        "bars": bars,
    }
    picked = _picked("resting", on_pick)
    _bars(key="resting", data=data, on_picked_change=picked, height=HEIGHT)


def _bar(code: str, name: str, parts: Sequence[int]) -> dict[str, object]:
    return {"code": code, "name": name, "text": full(sum(parts)), "parts": list(parts)}


def draw_gaps(found: Gaps, alt: str, on_pick: Callable[[str], None]) -> None:
    """Draw who reports what, a cell for each pair; `on_pick` gets the code of the indicator."""
    data = {
        "alt": alt,
        "words": GAP_WORDS,
        "hint": "Point at a cell, or walk with the arrow keys; Enter opens the indicator.",
        "countries": found.countries,
        "rows": [
            {"code": one.indicator_id, "label": one.label, "states": states}
            for one, states in found.rows
        ],
    }
    _grid(key="gaps", data=data, on_picked_change=_picked("gaps", on_pick))


def _picked(key: str, on_pick: Callable[[str], None]) -> Callable[[], None]:
    def picked() -> None:
        code = st.session_state[key].get("picked")
        if isinstance(code, str):
            on_pick(code)

    return picked


def indicator_card(data: Catalogue, indicator: Indicator) -> IndicatorCard:
    """Return the card of an indicator."""
    rows = rows_of(data, indicator.indicator_id)
    scope = scope_of(data, indicator)
    qualities = {row.quality for row in rows}
    quality = [text for name, text in QUALITY_WORDS.items() if name in qualities]
    totals = [row for row in data.totals if row.indicator_id == indicator.indicator_id]
    made = check_totals(data.observations, totals, data.countries)
    return IndicatorCard(
        indicator=indicator,
        scope=scope_text(data, indicator, scope),
        by_year=_by_year(data, indicator, scope),
        by_country=_by_country(data, rows, scope),
        checks=pd.DataFrame([check_row(check, is_share=indicator.is_share) for check in made]),
        checked=checks_text(made),
        source_ids=each_id(row.source_id for row in rows),
        qualities=listed(quality),
    )


def reporting(data: Catalogue, indicator: Indicator, year: int) -> set[str]:
    """Return the countries with a value in a year, inside the scope or not."""
    return {row.iso3 for row in rows_of(data, indicator.indicator_id, year)}


def scope_text(data: Catalogue, indicator: Indicator, scope: frozenset[str]) -> str:
    """Return who is inside the scope, and which main destinations are not."""
    text = f"{len(scope)} {scope_words(indicator.scope)}"
    names = data.names.by_code
    if len(scope) == 1:
        return f"{text}: {names[next(iter(scope))]}"
    return text + not_among([names[iso3] for iso3 in MAIN_DESTINATIONS if iso3 not in scope])


def _by_year(data: Catalogue, indicator: Indicator, scope: frozenset[str]) -> pd.DataFrame:
    lines = []
    for year in indicator.years:
        found = reporting(data, indicator, year)
        beyond = sorted(data.names.by_code[iso3] for iso3 in found - scope)
        lines.append(
            {
                "Year": str(year),
                "Countries with a value": f"{len(found & scope)} of {len(scope)}",
                "Outside the scope": listed(beyond) if beyond else "none",
            }
        )
    return pd.DataFrame(lines)


def _by_country(
    data: Catalogue, rows: Iterable[Observation], scope: frozenset[str]
) -> list[tuple[str, str]]:
    """Return which countries have the same years, and who has none, as headings and texts."""
    names = data.names.by_code
    reported: dict[str, set[str]] = {}
    for row in rows:
        reported.setdefault(row.iso3, set()).add(str(row.period_end.year))
    years = {iso3: tuple(sorted(found)) for iso3, found in reported.items()}
    everything = tuple(sorted({year for found in years.values() for year in found}))
    by_span: dict[tuple[str, ...], list[str]] = {}
    for iso3, found in years.items():
        by_span.setdefault(found, []).append(names[iso3])
    parts = [
        (_heading(found, everything), sorted(by_span[found]))
        for found in sorted(by_span, key=lambda one: (-len(one), one))
    ]
    parts.append(("Not reported", sorted(names[iso3] for iso3 in scope - set(years))))
    return [(f"{heading}: {len(found)}", ", ".join(found)) for heading, found in parts if found]


def _heading(found: tuple[str, ...], everything: tuple[str, ...]) -> str:
    """Return years as spans of neighbours in `everything`: `2018–2020, 2023`."""
    if found == everything and len(everything) > 1:
        return "A value in every year"
    spans: list[list[str]] = []
    for year in found:
        if spans and everything.index(year) == everything.index(spans[-1][-1]) + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(one[0] if len(one) == 1 else f"{one[0]}–{one[-1]}" for one in spans)
