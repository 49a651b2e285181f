"""A copy of the tables as a later release may hold them: a year on, with a fifth snapshot."""

import csv
from collections.abc import Callable
from pathlib import Path

YEAR = 2027
SNAPSHOT, DECIDED = "2027-03-05", "2027-01-15"
# The highest claim so far, over a longer period than any other.
CLAIM = 2_400_000
ONE_MORE = "later_2027"
Row = dict[str, str]


def make_later(data: Path) -> None:
    """Add to the tables in `data` what a release of 2027 would add to them."""
    _change(data, "entry_rules", _snapshot)
    _change(data, "entry_events", _decision)
    _change(data, "entry_changes", _listed)
    _change(data, "observations", _observed(data))
    _change(data, "indicators", _opens_on)
    _change(data, "estimates", _claimed)
    _change(data, "timeline", _happened)


def _change(data: Path, table: str, change: Callable[[list[Row]], list[Row]]) -> None:
    path = data / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def _snapshot(rules: list[Row]) -> list[Row]:
    """Repeat the latest rules at a fifth date; Georgia asks for a visa from then on."""
    latest = max(row["as_of"] for row in rules)
    added = [
        {**row, "as_of": SNAPSHOT, "evidence_date": SNAPSHOT}
        for row in rules
        if row["as_of"] == latest
    ]
    for row in added:
        if row["iso3"] == "GEO":
            row |= {"category": "visa_required", "max_stay_days": "", "window": ""}
    return [*rules, *added]


def _decision(events: list[Row]) -> list[Row]:
    like = next(row for row in events if row["date_precision"] == "day" and not row["members"])
    added = {
        "event_id": f"geo-{DECIDED}",
        "iso3": "GEO",
        "date": DECIDED,
        "effect": "tightened",
        "title": "Visa asked for",
        "status": "in force",
    }
    return [*events, {**like, **added}]


def _listed(changes: list[Row]) -> list[Row]:
    added = {
        "iso3": "GEO",
        "as_of_from": max(row["as_of_to"] for row in changes),
        "as_of_to": SNAPSHOT,
        "what": "category",
        "category_from": "visa_free",
        "category_to": "visa_required",
        "event_id": f"geo-{DECIDED}",
        "no_event_because": "",
    }
    return [*changes, added]


def _observed(data: Path) -> Callable[[list[Row]], list[Row]]:
    """Repeat the year that each layer opens on, as that of 2027."""
    with (data / "indicators.csv").open(encoding="utf-8", newline="") as file:
        opens = {row["indicator_id"]: int(row["default_year"]) for row in csv.DictReader(file)}

    def change(rows: list[Row]) -> list[Row]:
        added = []
        for row in rows:
            year = opens[row["indicator_id"]]
            if row["period_end"][:4] == str(year):
                moved = {
                    name: f"{int(row[name][:4]) + YEAR - year}{row[name][4:]}"
                    for name in ("period_start", "period_end")
                }
                added.append({**row, **moved, "break_before": "0"})
        return [*rows, *added]

    return change


def _opens_on(indicators: list[Row]) -> list[Row]:
    return [{**row, "default_year": str(YEAR)} for row in indicators]


def _claimed(estimates: list[Row]) -> list[Row]:
    like = next(row for row in estimates if row["estimate_id"] == "re_russia_2023")
    added = {
        "estimate_id": ONE_MORE,
        "label": "A later claim",
        "published": f"{YEAR}-02",
        "covers_to": f"{YEAR}-01",
        "high": str(CLAIM),
        "scenario_source": "0",
    }
    return [*estimates, {**like, **added}]


def _happened(timeline: list[Row]) -> list[Row]:
    return [*timeline, {**timeline[-1], "date": f"{YEAR}-02-01", "title": "A later event"}]
