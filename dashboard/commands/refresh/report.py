"""What a refresh found, for people (Markdown) and for a spreadsheet (CSV)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.commands.refresh.comparing import Change, by_indicator
from dashboard.commands.refresh.found import Found, Row, as_csv

KEY = ("indicator_id", "iso3", "period_end")
COLUMNS = (
    *("accept", "status", *KEY, "country", "old", "new", "ratio", "bound", "break_before"),
    *("was_read", "old_note", "new_note", "doubts"),
)
STATUSES = ("new", "changed", "confirmed", "same", "gone")
MEANS = {
    "new": "no figure before",
    "changed": "another figure than before",
    "confirmed": "the same figure, read at its publisher for the first time or with other notes",
    "same": "the same figure, already read there",
    "gone": "in data/, but not at the service any more",
}


@dataclass(frozen=True)
class Report:
    """All that the report tells."""

    day: str
    release: str
    names: Mapping[str, str]
    founds: list[Found]
    changes: list[Change]
    failed: list[str]
    remarks: list[str]
    advice: list[str]


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
    lines = [
        f"# Refresh of {report.day}, beside release {report.release}",
        "",
        "Nothing in data/ was changed. Figures with a doubt, and figures that are gone, are not "
        "accepted unless somebody writes 1 into the column `accept` of report.csv.",
        *_part("Could not be had", report.failed),
        *_counts(report),
        *_part("Look at these first", _doubts(report)),
        *_part("Was from a press report, is now official", _press(report)),
    ]
    for status in ("changed", "new", "gone"):
        lines += _part(f"{status.capitalize()}: {MEANS[status]}", _listed(report, status))
    lines += [*_part("Remarks", report.remarks), *_part("Where it was read", _read(report))]
    lines += _part("For a person to decide", report.advice)
    return "\n".join(lines) + "\n"


def _part(title: str, lines: Iterable[str]) -> list[str]:
    listed = [f"- {line}" for line in lines]
    return ["", f"## {title}", "", *listed] if listed else []


def _counts(report: Report) -> list[str]:
    lines = ["", "## In numbers", "", f"| indicator | {' | '.join(STATUSES)} | with a doubt |"]
    lines.append("|" + "---|" * (len(STATUSES) + 2))
    for indicator, changes in sorted(by_indicator(report.changes).items()):
        counts = [sum(one.status == status for one in changes) for status in STATUSES]
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


def _place(one: Change, names: Mapping[str, str]) -> str:
    return f"{one.key[0]}, {names.get(one.key[1], one.key[1])}, {_told(one)}"


def _doubts(report: Report) -> list[str]:
    return [
        f"{_place(one, report.names)}: {'; '.join(one.doubts)}"
        for one in report.changes
        if one.doubts and one.offered
    ]


def _press(report: Report) -> list[str]:
    return [
        f"{_place(one, report.names)}; was {(one.old or {}).get('quality', '')} "
        f"({(one.old or {}).get('source_id', '')})"
        for one in report.changes
        if one.was_press
    ]


def _read(report: Report) -> list[str]:
    sources = {one.source["source_id"]: one.source for one in report.founds}
    return [
        f"{row['publisher']}, {row['title']}, updated {row['published']}. {row['note']}"
        for row in sources.values()
    ] + ["Every answer as it came, with address, time and hash: raw/answers.csv."]
