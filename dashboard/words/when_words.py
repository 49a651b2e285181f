"""The words of the part When: events by kind, and what was counted meanwhile."""

from collections.abc import Sequence

from dashboard.tables.rows import Row
from dashboard.words.numbers import counted, full
from dashboard.words.periods import day, period

KIND_LABELS = {
    "war": "War",
    "mobilisation": "Mobilisation",
    "law": "Law",
    "border": "Borders and visas",
    "economy": "Economy",
    "migration": "Counts and claims",
}
BOUND_PREFIX = {"exact": "", "rounded": "about ", "at_least": "at least ", "up_to": "up to "}
CROSSINGS = (
    "Crossings and passports are not people: one person counts at each crossing, tourists and "
    "transit included, and a passport may never be used."
)
GAPS = "Where a source gives no figure nothing is drawn: a gap is not a zero."


def events_title(events: Sequence[Row], kind: str | None) -> str:
    """Return how many events are shown, of which kind, and the years they span."""
    first, last = events[0]["date"][:4], events[-1]["date"][:4]
    span = first if first == last else f"{first}–{last}"
    name = f"{KIND_LABELS[kind]}: " if kind else ""
    return f"{name}{counted(len(events), 'event')}, {span}"


def count_text(row: Row) -> str:
    """Return a value of a series with bound and unit: `about 553,000 passports`, `3.9%`."""
    prefix, value, unit = BOUND_PREFIX[row["bound"]], float(row["value"]), row["unit"]
    if unit == "percent":
        return f"{prefix}{value:g}%"
    if unit == "billion US dollars":
        return f"{prefix}{value:g} billion US dollars"
    if unit == "million crossings":
        return f"{prefix}{value:g} million crossings"
    return f"{prefix}{full(value)} {unit}"


def short_count(row: Row) -> str:
    """Return a value as a label in a chart: `553k`, `9.7m`, `$6.7bn`, `3.9%`, `11,143`."""
    value, unit = float(row["value"]), row["unit"]
    if unit == "percent":
        return f"{value:g}%"
    if unit == "billion US dollars":
        return f"${value:g}bn"
    if unit == "million crossings":
        return f"{value:g}m"
    return f"{round(value / 1000):,}k" if value >= 20_000 else full(value)


def count_line(row: Row) -> str:
    """Return one row of a series: `Mar 2022: about 553,000 passports; rounded to thousands`."""
    when = count_period(row)
    derived = "; our own arithmetic" if row["derived"] == "1" else ""
    note = f"; {row['note']}" if row["note"] else ""
    return f"{when}: {count_text(row)}{derived}{note}"


def count_period(row: Row) -> str:
    """Return the period of a row, a calendar month as `Mar 2022`."""
    start, end = str(row["period_start"]), str(row["period_end"])
    if start[:7] == end[:7] and start.endswith("-01") and int(end[8:]) >= 28:
        return day(start[:7])
    return period(start, end)


def long_title(passports: Sequence[Row]) -> str:
    """Return the least and the most passports issued in a month, with the year."""
    least = min(passports, key=lambda row: row["value"])
    most = max(passports, key=lambda row: row["value"])
    years = sorted({row["period_end"][:4] for row in passports})
    span = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return f"Passports issued a month in {span}: {_amount(least)} to {_amount(most)}"


def zoom_title(entries: Sequence[Row]) -> str:
    """Return the day with the most entries into Georgia."""
    most = max(entries, key=lambda row: row["value"])
    return f"Georgia counted most entries on {day(most['period_end'])}: {_amount(most)} crossings"


def track_alt(rows: Sequence[Row]) -> str:
    """Return a series as a sentence: its label, first, highest and last value."""
    most = max(rows, key=lambda row: row["value"])
    picked = {id(row): row for row in (rows[0], most, rows[-1])}
    each = "; ".join(f"{count_period(row)} {count_text(row)}" for row in picked.values())
    return f"{rows[0]['label']}, {counted(len(rows), 'value')}: {each}."


def outside_line(rows: Sequence[Row]) -> str:
    """Return the values that lie before the axis begins, so that they are not lost."""
    each = "; ".join(f"{row['label']}, {count_line(row)}" for row in rows)
    return f"Before this axis begins: {each}." if rows else ""


def _amount(row: Row) -> str:
    return f"{BOUND_PREFIX[row['bound']]}{full(float(row['value']))}"
