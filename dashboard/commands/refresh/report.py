"""What a refresh found and what to doubt of it, for people (Markdown) and a spreadsheet (CSV)."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.commands.refresh.figures import Change, Found, Key, Row, as_csv, key_of
from dashboard.commands.refresh.merging import ENOUGH, ROWS, Candidates, Tables, merged
from dashboard.tables.checks import check_totals
from dashboard.tables.everything import ALL_SCHEMAS
from dashboard.tables.map_rows import Country, Total
from dashboard.tables.reading import read_table

KEY = ("indicator_id", "iso3", "period_end")
COLUMNS = (
    *("accept", "status", *KEY, "country", "old", "new", "ratio", "bound", "break_before"),
    *("was_read", "old_note", "new_note", "doubts"),
)
MEANS = {
    "new": "no figure before",
    "changed": "another figure than before",
    "confirmed": "the same figure, read at its publisher for the first time or with other notes",
    "same": "the same figure, already read there",
    "gone": "in data/, but not at the service any more",
}


@dataclass
class Report:
    """All that the report tells; a run fills its lists."""

    day: str
    release: str
    names: Mapping[str, str]
    founds: list[Found] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)


STOCK, FIRST = "valid_permits", "first_permits"
# A stock that moves by fewer is not looked at, nor one that falls by less than a quarter.
FEW, FALL = 500, 0.25
# More figures gone than this share of those held looks like an answer that broke off unnoticed.
MUCH = 0.25
PEOPLE = ("permits", "persons")
# How a figure was read when it was not read at its publisher.
PRESS = ("official_via_press", "media_estimate", "secondary")


def judged(changes: list[Change], tables: Tables) -> list[Change]:
    """Return the changes with the doubts that the figures themselves raise."""
    gone = Counter(one.key[0] for one in changes if one.status == "gone")
    held = Counter(one.key[0] for one in changes if one.old is not None)
    figures = {key_of(row): row for row in tables.observations}
    figures |= {one.key: one.new for one in changes if one.new is not None}
    units = {row["indicator_id"]: row["unit"] for row in (*ROWS.values(), *tables.indicators)}
    residents = {row["iso3"]: row["population"] for row in tables.countries}
    judged = []
    for one in changes:
        (indicator, iso3, _), new = one.key, one.new
        doubts = []
        if gone[indicator] > MUCH * held[indicator] and one.offered:
            share = f"{gone[indicator]} of {held[indicator]} figures are gone"
            doubts.append(f"{share}: half an answer?")
        if new is not None:
            doubts.append(_jump(one.key, new, figures))
            people = residents.get(iso3) if units.get(indicator) in PEOPLE else None
            if people and float(new["value"]) > float(people):
                doubts.append("a rate out of 0 to 1: more people than the country has residents")
        judged.append(one.doubting(*doubts))
    return judged


def _jump(key: Key, new: Row, figures: Mapping[Key, Row]) -> str:
    """Return what first permits of the year cannot explain in the stock at its end."""
    indicator, iso3, end = key
    before = figures.get((STOCK, iso3, f"{int(end[:4]) - 1}{end[4:]}"))
    if indicator != STOCK or before is None or new["break_before"] == "1":
        return ""
    moved = int(new["value"]) - int(before["value"])
    if moved < -max(FEW, FALL * int(before["value"])):
        return f"fell by {-moved:,} in a year without a break: naturalisations, or a break?"
    first = figures.get((FIRST, iso3, end))
    if first is not None and moved > max(FEW, int(first["high"] or first["value"])):
        return f"rose by {moved:,} in a year with {int(first['value']):,} first permits"
    return ""


def held_against_totals(
    changes: list[Change], tables: Tables, candidates: Candidates
) -> list[Change]:
    """Return the changes with the doubt that accepting them would make a published total wrong."""
    accepted = [one for one in changes if one.accepted]
    touched = {(one.key[0], one.key[2]) for one in accepted}
    texts = merged(tables, accepted, candidates)
    texts["countries"] = as_csv(list(ALL_SCHEMAS["countries"].columns), tables.countries)
    frames = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("observations", "totals", "countries"):
            path = Path(folder) / f"{name}.csv"
            path.write_text(texts[name], encoding="utf-8", newline="\n")
            frames[name] = read_table(path, ALL_SCHEMAS[name])
    totals = Total.of(frames["totals"])
    moved = [one for one in totals if (one.indicator_id, str(one.period_end)) in touched]
    for check in check_totals(frames["observations"], moved, Country.of(frames["countries"])):
        text = (
            f"the rows come to {check.from_rows:,.0f}, the total for {check.aggregate} "
            f"is {check.published:,.0f} ({check.check})"
        )
        wrong = None if check.passed else (check.indicator_id, check.year)
        changes = [
            one.doubting(text)
            if one.accepted and (one.key[0], int(one.key[2][:4])) == wrong
            else one
            for one in changes
        ]
    return changes


def report_csv(report: Report) -> str:
    """Return a row a figure; whoever accepts edits the column `accept`."""
    offered = [one for one in report.changes if one.offered]
    return as_csv(COLUMNS, (_row(one, report.names) for one in offered))


def _row(one: Change, names: Mapping[str, str]) -> Row:
    old, new = one.old or {}, one.new or {}
    shown = new or old
    return {
        "accept": str(int(one.accepted)),
        "status": one.status,
        **dict(zip(KEY, one.key, strict=True)),
        "country": names.get(one.key[1], one.key[1]),
        "old": old.get("value", ""),
        "new": new.get("value", ""),
        "ratio": "" if one.ratio is None else f"{one.ratio:.4f}",
        "bound": shown.get("bound", ""),
        "break_before": shown.get("break_before", ""),
        "was_read": old.get("quality", ""),
        "old_note": old.get("note", ""),
        "new_note": new.get("note", ""),
        "doubts": "; ".join(one.doubts),
    }


def report_md(report: Report) -> str:
    """Return the report to read."""

    def place(one: Change) -> str:
        return f"{one.key[0]}, {report.names.get(one.key[1], one.key[1])}, {_told(one)}"

    doubted = [
        f"{place(one)}: {'; '.join(one.doubts)}"
        for one in report.changes
        if one.doubts and one.offered
    ]
    press = [
        f"{place(one)}; was {old['quality']} ({old['source_id']})"
        for one in report.changes
        if one.new is not None and (old := one.old) is not None and old["quality"] in PRESS
    ]
    sources = {one.source["source_id"]: one.source for one in report.founds}
    read = [
        f"{row['publisher']}, {row['title']}, updated {row['published']}. {row['note']}"
        for row in sources.values()
    ]
    read.append("Every answer as it came, with address, time and hash: raw/answers.csv.")
    lines = [
        f"# Refresh of {report.day}, beside release {report.release}",
        "",
        "Nothing in data/ was changed. Figures with a doubt, and figures that are gone, are not "
        "accepted unless somebody writes 1 into the column `accept` of report.csv.",
        *_part("Could not be had", report.failed),
        *_counts(report),
        *_part("Look at these first", doubted),
        *_part("Was from a press report, is now official", press),
    ]
    for status in ("changed", "new", "gone"):
        lines += _part(f"{status.capitalize()}: {MEANS[status]}", _listed(report, status))
    lines += [*_part("Remarks", report.remarks), *_part("Where it was read", read)]
    lines += _part("For a person to decide", report.advice)
    return "\n".join(lines) + "\n"


def _part(title: str, lines: Iterable[str]) -> list[str]:
    listed = [f"- {line}" for line in lines]
    return ["", f"## {title}", "", *listed] if listed else []


def _counts(report: Report) -> list[str]:
    lines = ["", "## In numbers", "", f"| indicator | {' | '.join(MEANS)} | with a doubt |"]
    lines.append("|" + "---|" * (len(MEANS) + 2))
    for indicator in sorted({one.key[0] for one in report.changes}):
        changes = [one for one in report.changes if one.key[0] == indicator]
        counts = [sum(one.status == status for one in changes) for status in MEANS]
        counts.append(sum(bool(one.doubts) and one.offered for one in changes))
        lines.append(f"| {indicator} | {' | '.join(map(str, counts))} |")
    return [*lines, "", "; ".join(f"*{name}*: {means}" for name, means in MEANS.items()) + "."]


def _figure(row: Row | None) -> str:
    if row is None:
        return "nothing"
    number = f"{int(float(row['value'])):,}"
    if row["bound"] == "range":
        number = f"{int(float(row['low'])):,}–{int(float(row['high'])):,}"
    about = {"rounded": "about ", "at_least": "at least ", "up_to": "up to "}
    return about.get(row["bound"], "") + number + (", a break" * (row["break_before"] == "1"))


def _told(one: Change) -> str:
    year = one.key[2][:4]
    if one.old is None or one.new is None:
        return f"{year}: {_figure(one.new or one.old)}"
    ratio = "" if one.ratio is None else f" (×{one.ratio:.3g})"
    return f"{year}: {_figure(one.old)} → {_figure(one.new)}{ratio}"


def _listed(report: Report, status: str) -> list[str]:
    lines: dict[tuple[str, str], list[str]] = {}
    for one in report.changes:
        if one.status == status:
            lines.setdefault(one.key[:2], []).append(_told(one))
    return [
        f"{indicator}, {report.names.get(iso3, iso3)}, {'; '.join(told)}"
        for (indicator, iso3), told in sorted(lines.items())
    ]


def advice(changes: Iterable[Change], tables: Tables) -> list[str]:
    """Return the layers that could open on a later year, and what new indicators need."""
    states: dict[str, dict[str, set[str]]] = {}
    for one in changes:
        if one.new is not None:
            years = states.setdefault(one.key[0], {})
            years.setdefault(one.key[2][:4], set()).add(one.key[1])
    lines = []
    known = {row["indicator_id"] for row in tables.indicators}
    for row in tables.indicators:
        scope = tables.scope(row["scope"])
        years = states.get(row["indicator_id"], {})
        full = [year for year, found in years.items() if len(found & scope) >= ENOUGH * len(scope)]
        if full and max(full) > row["default_year"]:
            lines.append(
                f"{row['indicator_id']}: {max(full)} has {len(years[max(full)] & scope)} of "
                f"{len(scope)}; the layer opens on {row['default_year']}. Change default_year in "
                "indicators.csv if it should open on the newer year."
            )
    lines += [
        f"{name}: an indicator that data/ does not hold yet. Say in gaps.csv what it leaves out."
        for name in sorted(set(states) - known)
    ]
    return lines
