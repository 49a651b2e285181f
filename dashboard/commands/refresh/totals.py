"""Totals that follow the figures: sums made anew, and what Eurostat prints for the Union."""

import re
from collections.abc import Iterable

from dashboard.commands.refresh.found import OFFICIAL
from dashboard.commands.refresh.writing import Row

OUR_SUM = re.compile(r"sum of rows: (\d+) (of 27 states|countries)(, \w+ missing)?")
EUU, WLD = "EUU", "WLD"
# A sum over fewer members of the Union would pass for the Union's.
MOST_OF_UNION = 26
Key = tuple[str, str, str]


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
    return [totals[key] for key in _in_order(totals)]


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
    found = OUR_SUM.match(pattern["note"])
    words = found[2] if found else "countries"
    rest = pattern["note"][found.end() :] if found else ""
    qualities = [row["quality"] for row in parts]
    sources = {one for row in parts for one in row["source_id"].split(";")}
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
        "source_id": ";".join(sorted(sources)),
        "note": f"sum of rows: {len(parts)} {words}{rest}",
    }


def _check(row: Row, parts: list[Row], union: set[str]) -> str:
    together, value = sum(int(part["value"]) for part in parts), int(row["value"])
    if {part["iso3"] for part in parts} == union and together == value:
        return "sum"
    return "floor" if together <= value and row["bound"] == "exact" else "quoted"


def _in_order(totals: Iterable[Key]) -> list[Key]:
    """Return the keys by indicator and aggregate in the order they stand in, then by period."""
    groups = list(dict.fromkeys(key[0] for key in totals))
    return sorted(totals, key=lambda key: (groups.index(key[0]), key[1], key[2]))
