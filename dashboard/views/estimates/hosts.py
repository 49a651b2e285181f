"""What host countries count, as figures beside the scenarios: people, and what is not people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.ranges import RangeGroup, RangeRow, Ranges
from dashboard.link.map_view import default_since
from dashboard.link.scenario_view import Letter
from dashboard.models.chain import Result
from dashboard.models.interval import Interval
from dashboard.models.layer import layer_of
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator, indicators, rows_of, world_totals
from dashboard.tables.map_rows import Observation
from dashboard.tables.provenance import Ids, each_id
from dashboard.views.estimates.ranges import HOVER_WIDTH
from dashboard.words import chain_words
from dashboard.words.chain_words import people
from dashboard.words.numbers import folded

NOT_PEOPLE = "Permits and applications are not people"

PERSONS = "persons"
Made = Mapping[Letter, Result]


@dataclass(frozen=True)
class HostCount:
    """What one source counts in host countries: number, sentence, caution and sources."""

    name: str
    counted: float
    unit: str
    line: str
    caution: str
    source_ids: Ids


def host_counts(catalogue: Catalogue, made: Made) -> list[HostCount]:
    """Return three counts beside each scenario; they overlap and are never added up."""
    return [count(catalogue, made) for count in (_the_bell, _permits, _asylum)]


def _count(
    indicator: Indicator,
    name: str,
    counted: float,
    what: str,
    rows: Iterable[Observation],
    made: Made,
) -> HostCount:
    line = _line(counted, indicator.unit, what, made)
    ids = tuple(sorted(each_id(row.source_id for row in rows)))
    return HostCount(name, counted, indicator.unit, line, indicator.caution, ids)


def hosts_pictures(counts: Sequence[HostCount], made: Made) -> list[Figure]:
    """Return what is counted abroad beside the scenarios; what is not people stands apart."""
    abroad = {
        letter: one.still_abroad for letter, one in made.items() if one.still_abroad is not None
    }
    ends = {letter: one.still_abroad_interval or Interval.point(0) for letter, one in made.items()}
    scenarios = [
        RangeRow(
            f"<b>{letter.upper()}</b>",
            chain_words.with_ends(value, ends[letter]),
            tone=letter,
            whole=value,
        )
        for letter, value in abroad.items()
    ]
    pictures = []
    for counted, name in ((True, "Counted in host countries"), (False, "Not people")):
        found = [count for count in counts if (count.unit == PERSONS) == counted]
        rows = [
            RangeRow(
                escape(count.name),
                people(count.counted),
                hover=folded(escape(count.line), HOVER_WIDTH),
                whole=count.counted,
            )
            for count in found
        ]
        groups = [RangeGroup(name, rows)]
        title = NOT_PEOPLE
        if counted:
            title = _title(found[0].name, found[0].counted, abroad)
            groups = [
                *([RangeGroup("People still abroad, as set here", scenarios)] if scenarios else []),
                *groups,
            ]
        lines = [count.line for count in found]
        pictures.append(
            Figure(
                title=title,
                lines=lines,
                alt=f"Bar chart. {title}. {' '.join(lines)}",
                spec=Ranges(groups),
                table=pd.DataFrame(
                    [
                        {
                            "Count": count.name,
                            "Number": f"{people(count.counted)} {count.unit}",
                            "Beside the scenarios": count.line,
                            "Caution": count.caution,
                        }
                        for count in found
                    ]
                ),
            )
        )
    return pictures


def _the_bell(catalogue: Catalogue, made: Made) -> HostCount:
    rows = rows_of(catalogue, "staying")
    total = world_totals(catalogue, "staying")[0]
    counted = sum(row.value for row in rows)
    what = (
        f"The Bell, in the {len(rows)} countries it quoted ({people(counted)} of its own "
        f"{people(total.value)}),"
    )
    name = f"The Bell, {len(rows)} countries"
    return _count(indicators(catalogue)["staying"], name, counted, what, rows, made)


def _permits(catalogue: Catalogue, made: Made) -> HostCount:
    """Return the change that the Map opens the layer with: no break of a series lies in it."""
    indicator = indicators(catalogue)["valid_permits"]
    year, since = indicator.default_year, default_since(indicator, indicator.default_year)
    changed = layer_of(catalogue, indicator, year, "change", since).valued
    change = sum(place.shown for place in changed)
    way = "rise" if change >= 0 else "fall"
    what = (
        f"The {way} of valid permits from the end of {since} to the "
        f"end of {year} in {len(changed)} countries"
    )
    name = f"Permits, {way} {since}–{year}"
    used = [row for place in changed for row in (place.figure, place.before) if row]
    return _count(indicator, name, abs(change), what, used, made)


def _asylum(catalogue: Catalogue, made: Made) -> HostCount:
    indicator = indicators(catalogue)["asylum_applications"]
    last = indicator.default_year
    first = default_since(indicator, last) + 1
    every = rows_of(catalogue, indicator.indicator_id)
    rows = [row for row in every if first <= row.period_end.year <= last]
    counted = sum(row.value for row in rows)
    years = str(last) if first == last else f"{first} to {last}"
    what = f"Asylum applications of {years}, worldwide"
    return _count(indicator, "Asylum applications", counted, what, rows, made)


def _title(name: str, counted_there: float, abroad: Mapping[Letter, float]) -> str:
    """Return how many people one source counts, and the first scenario beside it."""
    first = next(iter(abroad.items()), None)
    beside = f"; {first[0].upper()} has {people(first[1])} abroad" if first else ""
    return f"{name}: {people(counted_there)} people{beside}"


def _line(counted: float, unit: str, what: str, made: Made) -> str:
    """Return what a source counts beside each scenario: persons as a part, all else apart."""
    parts, covered = [], False
    for letter, result in made.items():
        abroad, name = result.still_abroad, letter.upper()
        if abroad is None:
            parts.append(f"{name} does not say how many are abroad")
        elif unit != PERSONS:
            parts.append(f"{people(abroad)} people still abroad in {name}")
        elif counted > abroad:
            parts.append(f"more than all {people(abroad)} in {name}")
        else:
            covered = True
            parts.append(f"{people(counted)} of {people(abroad)} in {name}")
    beside = "; ".join(parts)
    if unit != PERSONS:
        return f"{what}: {people(counted)} {unit}, which are not people; {beside}."
    return f"{what} counts {beside}.{' The rest it does not cover.' if covered else ''}"
