"""The tables of the Map, which every page needs: one class a table, its fields are the columns."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

import pandas as pd
import pandera.pandas as pa

from dashboard.tables import columns as col
from dashboard.tables.dates import PartialDate

MapKind = Literal["choropleth", "rings", "series"]
# Columns of the figures of an indicator, by country and as published totals.
INDICATOR = "Indicator, code in links"
IN_INDICATORS = ("indicators", "indicator_id")
VALUE = "Count in the indicator's unit, or share between 0 and 1"
LOW = "Lower end; blank where there is none"
HIGH = "Upper end; blank where there is none"
BOUND = "exact, rounded, at_least (value repeats low), up_to (value repeats high) or range"
BOUNDS = ("exact", "rounded", "at_least", "up_to", "range")
QUALITY = "How official the figure is, and how it was read; official_via_copy: in a public copy"
QUALITIES = (
    "official",
    "official_via_copy",
    "official_via_press",
    "media_estimate",
    "secondary",
)
DEFINITION_CLASSES = ("", "stock_at_date", "permits_issued", "applications")


def in_order(low: str, high: str) -> pa.Check:
    """Return the check that one number is not above another, where both stand."""
    return pa.Check(lambda t: ~(t[low] > t[high]), error=f"{low} must not be above {high}")


def dates_in_order(first: str, last: str) -> pa.Check:
    """Return the check that no date follows another, as far as both are known to the day."""

    def holds(rows: pd.DataFrame) -> pd.Series:
        pairs = zip(rows[first], rows[last], strict=True)
        right = [not end or start[: len(end)] <= end[: len(start)] for start, end in pairs]
        return pd.Series(right, index=rows.index)

    return pa.Check(holds, error=f"{first} must not follow {last}")


FIGURE_RULES = [
    dates_in_order("period_start", "period_end"),
    in_order("low", "value"),
    in_order("value", "high"),
    pa.Check(
        lambda t: ~t["bound"].isin(["at_least", "range"]) | t["low"].notna(),
        error="a bound of at_least or range needs low",
    ),
    pa.Check(
        lambda t: ~t["bound"].isin(["up_to", "range"]) | t["high"].notna(),
        error="a bound of up_to or range needs high",
    ),
    pa.Check(
        lambda t: ~t["bound"].isin(["exact", "rounded"]) | (t["low"].isna() & t["high"].isna()),
        error="an exact or rounded value has no low or high",
    ),
]


def _filled_as(bound: str, low: bool, central: bool | None, high: bool) -> pa.Check:
    """Return the rule which columns a bound fills; `central` None means either way."""

    def holds(rows: pd.DataFrame) -> pd.Series:
        right = rows["low"].notna().eq(low) & rows["high"].notna().eq(high)
        if central is not None:
            right &= rows["central"].notna().eq(central)
        return rows["bound"].ne(bound) | right

    wanted = {"low": low, "central": central, "high": high}
    text = ", ".join(name for name, filled in wanted.items() if filled) or "no number"
    return pa.Check(holds, error=f"a bound of {bound or '(blank)'} fills: {text}")


BOUND_RULES = [
    _filled_as("point", low=False, central=True, high=False),
    _filled_as("range", low=True, central=None, high=True),
    _filled_as("up_to", low=False, central=False, high=True),
    _filled_as("at_least", low=True, central=None, high=False),
    _filled_as("", low=False, central=False, high=False),
    in_order("low", "high"),
    in_order("low", "central"),
    in_order("central", "high"),
]


class Country(col.Row, table="countries", title="Countries", key=("iso3",)):
    """A country or territory of the map, and Gibraltar."""

    iso3: str = col.iso3(refers=None)
    name: str = col.filled("Name in English, today's usage", unique=True)
    region: str = col.filled("Region of this dashboard")
    eu_member: bool = col.flag("1 for the 27 members of the EU as of 2024")
    schengen: bool = col.flag("1 for the 29 states of Schengen as of 2024")
    population: float = col.number(
        "Residents: World Bank 2024, Natural Earth for 20 small territories; blank where none "
        "was found",
        blank=True,
        unit="persons",
        figure=True,
    )
    population_year: int | None = col.year("Year of the residents", blank=True)
    off_map: str = col.column("Why the map has no shape for it; blank for all that it has")
    source_id: tuple[str, ...] = col.sources("Source of the population", blank=True)


class Scope(col.Row, table="scopes", title="Scopes", key=("scope", "iso3")):
    """The countries for which an indicator may be expected."""

    scope: str = col.code("Code of the scope, see indicators.csv")
    iso3: str = col.iso3()


class IndicatorRow(col.Row, table="indicators", title="Indicators", key=("indicator_id",)):
    """One thing that is counted, with definition and caution."""

    indicator_id: str = col.code("Code in links")
    label: str = col.label()
    unit: str = col.choice(
        "What is counted",
        ("permits", "persons", "applications", "visas", "share", "encounters"),
    )
    concept: str = col.choice(
        "Stock (held on a day), flow (in a period) or estimate", ("stock", "flow", "estimate")
    )
    definition: str = col.filled("What it counts")
    caution: str = col.caution()
    comparable: bool = col.flag("1 where all rows share one definition and may be ranked and added")
    default_year: int = col.year(
        "Year shown first; the Map offers no year for which fewer than half of the countries "
        "that ever report have a value"
    )
    scope: str = col.filled("Countries for which it may be expected, see scopes.csv")
    map_kind: MapKind = col.choice(
        "Drawn as classes, as rings (single figures of unlike definitions) or as a series of "
        "one country",
        get_args(MapKind),
    )
    change_base: int | None = col.year(
        "First year a change is measured from; blank where a change makes no sense", blank=True
    )
    per_1000: bool = col.flag("1 where a rate per 1,000 residents makes sense")
    layer_group: str = col.filled("Heading in the list of layers")


class Observation(
    col.Row,
    table="observations",
    title="Observations",
    key=("indicator_id", "iso3", "period_end", "definition_class"),
    rules=FIGURE_RULES,
):
    """The value of an indicator for a country and period."""

    indicator_id: str = col.code(INDICATOR, refers=IN_INDICATORS)
    iso3: str = col.iso3()
    period_start: date = col.first_day()
    period_end: date = col.last_day()
    value: float = col.number(VALUE, figure=True)
    low: float = col.number(LOW, blank=True, figure=True)
    high: float = col.number(HIGH, blank=True, figure=True)
    bound: str = col.choice(BOUND, BOUNDS, figure=True)
    definition_class: str = col.choice(
        "For national figures, what kind of count it is", DEFINITION_CLASSES
    )
    break_before: bool = col.flag(
        "1 where it cannot be compared with the year before; the check asks for it where "
        "valid permits rise by more than the first permits of the year",
        figure=True,
    )
    quality: str = col.choice(QUALITY, QUALITIES)
    source_id: tuple[str, ...] = col.sources()
    note: str = col.note()


class Total(
    col.Row,
    table="totals",
    title="Published totals",
    key=("indicator_id", "aggregate", "period_end"),
    rules=FIGURE_RULES,
):
    """A published total to hold the observations against."""

    indicator_id: str = col.code(INDICATOR, refers=IN_INDICATORS)
    aggregate: str = col.choice(
        "EUU the EU of 27, WLD the world, SCH uniform Schengen visas in Russia",
        ("EUU", "SCH", "WLD"),
    )
    period_start: date = col.first_day()
    period_end: date = col.last_day()
    value: float = col.number(VALUE, figure=True)
    low: float = col.number(LOW, blank=True, figure=True)
    high: float = col.number(HIGH, blank=True, figure=True)
    bound: str = col.choice(BOUND, BOUNDS, figure=True)
    check: str = col.choice(
        "How the rows are held against it: sum (they add up to it), floor (they do not exceed "
        "it), rate (it follows from visas and rates) or not at all (quoted)",
        ("sum", "rate", "floor", "quoted"),
    )
    quality: str = col.choice(QUALITY, QUALITIES)
    source_id: tuple[str, ...] = col.sources()
    note: str = col.note()


Figure = Observation | Total


class Source(col.Row, table="sources", title="Sources", key=("source_id",)):
    """Who published what, under which terms, and where it was read."""

    source_id: str = col.column(
        "Code in links", col.like(col.SOURCE_IDS, "a source id of letters, digits, . and -")
    )
    publisher: str = col.publisher()
    title: str = col.filled("Title as shown; some are descriptions")
    url: str = col.column(
        "Where it was read; blank where only a reprint was",
        col.like(r"(?:https?://\S+)?", "blank or an http(s) address"),
    )
    published: PartialDate | None = col.published()
    licence: str = col.filled("Terms as found; only facts are taken where they were not checked")
    via: str = col.column("The copy or reprint it was read in")
    note: str = col.note()


Sources = Mapping[str, Source]
"""The sources by their ids, in the order of their table."""


def sources_by_id(frame: pd.DataFrame) -> Sources:
    """Return the rows of sources.csv by their ids."""
    return {row.source_id: row for row in Source.of(frame)}


class CountryAlias(col.Row, table="country_aliases", title="Country names", key=("alias",)):
    """Names as people type them, in English and Russian."""

    alias: str = col.filled("A spelling, without case, accents and punctuation")
    iso3: str = col.iso3()
