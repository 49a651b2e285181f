"""Accepted figures into the tables: rows, totals, new indicators."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.commands.refresh.figures import (
    OFFICIAL,
    Change,
    Found,
    Key,
    Row,
    as_csv,
    key_of,
    read_rows,
)
from dashboard.tables.everything import ALL_SCHEMAS

# The year shown first is the last one that at least three in four of the scope report.
ENOUGH = 0.75
_SHARED: Row = {"comparable": "1", "map_kind": "choropleth", "change_base": "2021", "per_1000": "1"}
_NEW: dict[str, Row] = {
    "naturalisations": {
        "label": "Citizenship acquired",
        "unit": "persons",
        "concept": "flow",
        "definition": "Russian citizens who acquired the country's citizenship during the year, "
        "in whatever way (Eurostat migr_acq).",
        "caution": "They leave the counts of Russian citizens and of permits without moving "
        "anywhere; as a rule they had lived in the country for years.",
        "scope": "eurostat_population",
        "layer_group": "Residents",
    },
    "emigration_citizens": {
        "label": "Emigration of Russian citizens",
        "unit": "persons",
        "concept": "flow",
        "definition": "Russian citizens who moved out during the year for an expected absence of "
        "twelve months or more, to any country (Eurostat migr_emi1ctz).",
        "caution": "Where they went next is not known, and departures are counted less fully "
        "than arrivals.",
        "scope": "eurostat_population",
        "layer_group": "Movements",
    },
    "asylum_first_eurostat": {
        "label": "First asylum applications, Eurostat",
        "unit": "applications",
        "concept": "flow",
        "definition": "Russian citizens who asked for asylum in the state for the first time "
        "during the year (Eurostat migr_asyappctza).",
        "caution": "Rounded to five, and counted by other rules than UNHCR's new applications: "
        "never add the two up or put them on one line.",
        "scope": "eurostat_permits",
        "layer_group": "Asylum",
    },
}
ROWS = {name: {"indicator_id": name, **_SHARED, **row} for name, row in _NEW.items()}


def new_indicator(indicator_id: str, rows: Iterable[Row], tables: "Tables") -> Row:
    """Return the row of a new indicator that has observations among `rows`."""
    scope = tables.scope(ROWS[indicator_id]["scope"])
    reporting: dict[str, set[str]] = {}
    for row in rows:
        if row["indicator_id"] == indicator_id:
            reporting.setdefault(row["period_end"][:4], set()).update({row["iso3"]} & scope)
    full = [year for year, states in reporting.items() if len(states) >= ENOUGH * len(scope)]
    most = max(reporting, key=lambda year: (len(reporting[year]), year))
    return {**ROWS[indicator_id], "default_year": max(full, default=most)}


OUR_SUM = re.compile(r"sum of rows: (\d+) (of 27 states|countries)(, \w+ missing)?")
EUU, WLD = "EUU", "WLD"
# A sum over fewer members of the Union would pass for the Union's.
MOST_OF_UNION = 26


def new_totals(
    held: Iterable[Row],
    published: Iterable[Row],
    observations: Iterable[Row],
    touched: set[tuple[str, str]],
    union: set[str],
) -> list[Row]:
    """Return totals.csv for changed observations.

    `touched` are the indicators and ends of periods whose figures changed. A total that was our own
    sum of the rows is summed anew, and made for a period that is new; one that Eurostat prints
    takes the place of what stood there, checked as a sum where every member reports and the figures
    add up, else as what the rows must not exceed, else only shown.
    """
    rows = list(observations)
    totals = {_key(row): row for row in held}
    ours = {(k[0], k[1]): row for k, row in totals.items() if OUR_SUM.match(row["note"])}
    for indicator, end in sorted(touched):
        for aggregate in (EUU, WLD):
            key = (indicator, aggregate, end)
            pattern = totals.get(key, ours.get((indicator, aggregate)))
            if pattern is None or not OUR_SUM.match(pattern["note"]):
                continue
            parts = _parts(rows, indicator, end, aggregate, union)
            totals.pop(key, None)
            few = aggregate == EUU and "of 27" in pattern["note"] and len(parts) < MOST_OF_UNION
            if parts and not few:
                totals[key] = _sum(pattern, parts)
    for row in published:
        if (row["indicator_id"], row["period_end"]) in touched:
            parts = _parts(rows, row["indicator_id"], row["period_end"], row["aggregate"], union)
            totals[_key(row)] = {**row, "check": _check(row, parts, union)}
    # By indicator in the order they stand in, then by aggregate and period.
    groups = list(dict.fromkeys(key[0] for key in totals))
    return [totals[k] for k in sorted(totals, key=lambda k: (groups.index(k[0]), k[1], k[2]))]


def _key(row: Row) -> Key:
    return row["indicator_id"], row["aggregate"], row["period_end"]


def _parts(rows: list[Row], indicator: str, end: str, aggregate: str, union: set[str]) -> list[Row]:
    return [
        row
        for row in rows
        if (row["indicator_id"], row["period_end"]) == (indicator, end)
        and (aggregate == WLD or row["iso3"] in union)
    ]


def _sum(pattern: Row, parts: list[Row]) -> Row:
    qualities = [row["quality"] for row in parts]
    return {
        **pattern,
        "period_start": parts[0]["period_start"],
        "period_end": parts[0]["period_end"],
        "value": str(sum(int(row["value"]) for row in parts)),
        "low": "",
        "high": "",
        "bound": "exact",
        "check": "sum",
        "quality": next((one for one in qualities if one != OFFICIAL), OFFICIAL),
        "source_id": ";".join(sorted(_sources(parts))),
        "note": OUR_SUM.sub(rf"sum of rows: {len(parts)} \2", pattern["note"], count=1),
    }


def _check(row: Row, parts: list[Row], union: set[str]) -> str:
    together, value = sum(int(part["value"]) for part in parts), int(row["value"])
    if {part["iso3"] for part in parts} == union and together == value:
        return "sum"
    return "floor" if together <= value and row["bound"] == "exact" else "quoted"


CHANGED = ("observations", "totals", "sources", "indicators")
READ = (*CHANGED, "scopes", "countries")


@dataclass(frozen=True)
class Candidates:
    """What may be accepted: rows in the schemas of data/."""

    observations: list[Row]
    totals: list[Row]
    sources: list[Row]
    indicators: list[Row]


@dataclass(frozen=True)
class Tables(Candidates):
    """The rows of the tables that a refresh reads."""

    scopes: list[Row]
    countries: list[Row]

    @property
    def union(self) -> set[str]:
        """The members of the European Union."""
        return {row["iso3"] for row in self.countries if row["eu_member"] == "1"}

    def scope(self, name: str) -> set[str]:
        """Return the countries of a scope."""
        return {row["iso3"] for row in self.scopes if row["scope"] == name}


def candidates_of(founds: list[Found], changes: Iterable[Change], tables: Tables) -> Candidates:
    """Return the candidates that changes bring, each source and total beside its figures."""
    rows = [one.new for one in changes if one.offered and one.new is not None]
    known = {row["indicator_id"] for row in tables.indicators}
    touched = {row["indicator_id"] for row in rows}
    sources = {one.source["source_id"]: one.source for one in founds}
    used = {row["source_id"] for row in rows}
    return Candidates(
        rows,
        [row for one in founds for row in one.totals if row["indicator_id"] in touched],
        [row for name, row in sources.items() if name in used],
        [new_indicator(name, rows, tables) for name in sorted(touched - known)],
    )


def read_tables(folder: Path) -> Tables:
    """Return the tables of a folder as text; they have to be sound."""
    return Tables(**{name: read_rows(folder / f"{name}.csv") for name in READ})


def merged(tables: Tables, accepted: Iterable[Change], candidates: Candidates) -> dict[str, str]:
    """Return the text of each table of CHANGED with the accepted changes in it."""
    changes = list(accepted)
    touched = {(one.key[0], one.key[2]) for one in changes}
    observations = _observations(tables.observations, changes)
    totals = new_totals(tables.totals, candidates.totals, observations, touched, tables.union)
    sources = {row["source_id"]: row for row in tables.sources}
    offered = {row["source_id"]: row for row in candidates.sources}
    new = offered.keys() & _sources(observations) - sources.keys()
    sources |= {name: offered[name] for name in new}
    order = sorted(sources) if new else list(sources)
    # A total that Eurostat prints brings the source of its figures along, if nothing else did.
    missing = _sources(totals) - sources.keys()
    order += [name for name in offered if name in missing]
    rows = {
        "observations": observations,
        "totals": totals,
        "sources": [(sources | offered)[name] for name in order],
        "indicators": [*tables.indicators, *_added(tables, candidates, observations)],
    }
    return {name: as_csv(list(ALL_SCHEMAS[name].columns), rows[name]) for name in CHANGED}


def _sources(rows: Iterable[Row]) -> set[str]:
    return {name for row in rows for name in row["source_id"].split(";")}


def _added(tables: Tables, candidates: Candidates, observations: list[Row]) -> Iterator[Row]:
    """Yield the new indicators that have figures, opening on a year that has some."""
    known = {row["indicator_id"] for row in tables.indicators}
    for row in candidates.indicators:
        name, year = row["indicator_id"], row["default_year"]
        years = {one["period_end"][:4] for one in observations if one["indicator_id"] == name}
        if years and name not in known:
            opened = row if year in years else new_indicator(name, observations, tables)
            yield {**row, "default_year": opened["default_year"]}


def _observations(held: list[Row], changes: list[Change]) -> list[Row]:
    """Return the rows with the changes, each new one in the order of its indicator's rows."""
    new = {one.key: one.new for one in changes}
    rows = [
        new.pop(key_of(row)) if not row["definition_class"] and key_of(row) in new else row
        for row in held
    ]
    rows += list(new.values())
    order = {name: n for n, name in enumerate(dict.fromkeys(r["indicator_id"] for r in rows if r))}
    touched = {one.key[0] for one in changes}

    def place(row: Row) -> tuple[int, str, str]:
        # Sorting is stable: what was not touched stays in the order it has.
        group = order[row["indicator_id"]]
        if row["indicator_id"] not in touched:
            return group, "", ""
        return group, row["iso3"], row["period_end"]

    return sorted((row for row in rows if row is not None), key=place)
