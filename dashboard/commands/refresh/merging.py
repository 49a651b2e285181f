"""Tables of data/ with accepted changes in them, as text."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboard.commands.refresh.comparing import Change, key_of
from dashboard.commands.refresh.found import Found
from dashboard.commands.refresh.new_indicators import ROWS, new_indicator
from dashboard.commands.refresh.totals import new_totals
from dashboard.commands.refresh.writing import Row, as_csv, read_rows
from dashboard.tables.everything import ALL_SCHEMAS

CHANGED = ("observations", "totals", "sources", "indicators")
READ = (*CHANGED, "scopes", "countries")


@dataclass(frozen=True)
class Tables:
    """The rows of the tables that a refresh reads."""

    observations: list[Row]
    totals: list[Row]
    sources: list[Row]
    indicators: list[Row]
    scopes: list[Row]
    countries: list[Row]

    @property
    def union(self) -> set[str]:
        """The members of the European Union."""
        return {row["iso3"] for row in self.countries if row["eu_member"] == "1"}

    def scope(self, name: str) -> set[str]:
        """Return the countries of a scope."""
        return {row["iso3"] for row in self.scopes if row["scope"] == name}


@dataclass(frozen=True)
class Candidates:
    """What may be accepted: rows in the schemas of data/."""

    observations: list[Row]
    totals: list[Row]
    sources: list[Row]
    indicators: list[Row]

    @classmethod
    def of(cls, founds: Iterable[Found], changes: Iterable[Change], tables: Tables) -> "Candidates":
        """Return the candidates that changes bring, each source and total beside its figures."""
        rows = [one.new for one in changes if one.offered and one.new is not None]
        founds = list(founds)
        known = {row["indicator_id"] for row in tables.indicators}
        touched = {row["indicator_id"] for row in rows}
        sources = {one.source["source_id"]: one.source for one in founds}
        used = {row["source_id"] for row in rows}
        return cls(
            rows,
            [row for one in founds for row in one.total_rows() if row["indicator_id"] in touched],
            [row for name, row in sources.items() if name in used],
            [_new(name, rows, tables) for name in sorted(touched - known)],
        )


def read_tables(folder: Path) -> Tables:
    """Return the tables of a folder as text; they have to be sound."""
    return Tables(**{name: read_rows(folder / f"{name}.csv") for name in READ})


def merged(tables: Tables, accepted: Iterable[Change], candidates: Candidates) -> dict[str, str]:
    """Return the text of each table of CHANGED with the accepted changes in it."""
    changes = list(accepted)
    observations = _observations(tables.observations, changes)
    held = {row["source_id"] for row in tables.sources}
    used = {name for row in observations for name in row["source_id"].split(";")}
    sources = [row for row in candidates.sources if row["source_id"] in used - held]
    touched = {(one.key[0], one.key[2]) for one in changes}
    known = {row["indicator_id"] for row in tables.indicators}
    added = [row for row in candidates.indicators if row["indicator_id"] not in known]
    rows = {
        "observations": observations,
        "totals": new_totals(tables.totals, candidates.totals, observations, touched, tables.union),
        "sources": sorted([*tables.sources, *sources], key=lambda row: row["source_id"])
        if sources
        else tables.sources,
        "indicators": [*tables.indicators, *_with_years(added, observations, tables)],
    }
    # A total that Eurostat prints brings the source of its figures along, if nothing else did.
    wanted = {name for row in rows["totals"] for name in row["source_id"].split(";")}
    missing = wanted - {row["source_id"] for row in rows["sources"]}
    rows["sources"] += [row for row in candidates.sources if row["source_id"] in missing]
    return {name: as_csv(list(ALL_SCHEMAS[name].columns), rows[name]) for name in CHANGED}


def _observations(held: list[Row], changes: list[Change]) -> list[Row]:
    """Return the rows with the changes, each new one in the order of its indicator's rows."""
    new = {one.key: one.new for one in changes}
    rows = [new.pop(key_of(row)) if _replaced(row, new) else row for row in held]
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


def _replaced(row: Row, new: dict[tuple[str, str, str], Row | None]) -> bool:
    return not row["definition_class"] and key_of(row) in new


def _new(indicator_id: str, rows: list[Row], tables: Tables) -> Row:
    own = [row for row in rows if row["indicator_id"] == indicator_id]
    return new_indicator(indicator_id, own, tables.scope(ROWS[indicator_id]["scope"]))


def _with_years(added: list[Row], observations: list[Row], tables: Tables) -> list[Row]:
    """Return the new indicators that have figures, opening on a year that has some."""
    rows = []
    for row in added:
        own = [one for one in observations if one["indicator_id"] == row["indicator_id"]]
        if own:
            years = {one["period_end"][:4] for one in own}
            made = new_indicator(row["indicator_id"], own, tables.scope(row["scope"]))
            year = row["default_year"] if row["default_year"] in years else made["default_year"]
            rows.append({**row, "default_year": year})
    return rows
