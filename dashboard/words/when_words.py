"""The words of the part When: events by kind, and what was counted meanwhile."""

from collections.abc import Sequence
from datetime import date

from dashboard.tables.people import SeriesPoint, TimelineEvent
from dashboard.words.numbers import counted, day, full, in_words, month, period

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


def events_title(events: Sequence[TimelineEvent], kind: str | None) -> str:
    """Return how many events are shown, of which kind, and the years they span."""
    span = _span([event.date for event in events])
    name = f"{KIND_LABELS[kind]}: " if kind else ""
    return f"{name}{counted(len(events), 'event')}, {span}"


def later_line(events: Sequence[TimelineEvent]) -> str:
    """Return what the axis leaves out at its end, and where it stands."""
    return f"{counted(len(events), 'later event')}, {_span([e.date for e in events])}: see Table."


def count_text(row: SeriesPoint) -> str:
    """Return a value of a series with bound and unit: `about 553,000 passports`, `3.9%`."""
    prefix, value, unit = BOUND_PREFIX[row.bound], float(row.value), row.unit
    if unit == "percent":
        return f"{prefix}{value:g}%"
    if unit == "billion US dollars":
        return f"{prefix}{value:g} billion US dollars"
    if unit == "million crossings":
        return f"{prefix}{value:g} million crossings"
    return f"{prefix}{full(value)} {unit}"


def short_count(row: SeriesPoint) -> str:
    """Return a value as a label in a chart: `553k`, `9.7m`, `$6.7bn`, `3.9%`, `11,143`."""
    value, unit = float(row.value), row.unit
    if unit == "percent":
        return f"{value:g}%"
    if unit == "billion US dollars":
        return f"${value:g}bn"
    if unit == "million crossings":
        return f"{value:g}m"
    # Thousands where nothing is lost: the text beside it gives every digit.
    return f"{value / 1000:,.0f}k" if value >= 20_000 and value % 1000 == 0 else full(value)


def count_line(row: SeriesPoint) -> str:
    """Return one row of a series: `Mar 2022: about 553,000 passports; rounded to thousands`."""
    when = count_period(row)
    derived = "; our own arithmetic" if row.derived else ""
    note = f"; {row.note}" if row.note else ""
    return f"{when}: {count_text(row)}{derived}{note}"


def count_period(row: SeriesPoint) -> str:
    """Return the period of a row, a calendar month as `Mar 2022`."""
    start, end = row.period_start, row.period_end
    whole = f"{start:%Y-%m}" == f"{end:%Y-%m}" and start.day == 1 and end.day >= 28
    return month(start) if whole else period(start, end)


def peak_label(row: SeriesPoint) -> str:
    """Return a value as a label with its bound: `at least 560k`, `9.7m`."""
    bound = BOUND_PREFIX[row.bound] if row.bound in ("at_least", "up_to") else ""
    return f"{bound}{short_count(row)}"


def bound_label(row: SeriesPoint) -> str:
    """Return a value that is not exact as a label, `about 9.7m`; blank for an exact one."""
    bound = BOUND_PREFIX[row.bound]
    return f"{bound}{short_count(row)}" if bound else ""


def _same_season(rows: Sequence[SeriesPoint]) -> list[SeriesPoint]:
    """Return the quarter of most exits that the year before has too, and that one of all years."""
    found: list[list[SeriesPoint]] = []
    for most in rows:
        same = [row for row in rows if f"{row.period_start:%m-%d}" == f"{most.period_start:%m-%d}"]
        before = [row for row in same if row.period_start < most.period_start]
        if before and before[-1].period_start.year == most.period_start.year - 1:
            found.append([most, *reversed(before)])
    return max(found, key=lambda each: float(each[0].value))


def exits_title(exits: Sequence[SeriesPoint]) -> str:
    """Return the exits of a season beside those of the season a year before."""
    newest, before, *_ = _same_season(exits)
    months = _months(newest)
    first, second = (f"{float(row.value):g} million" for row in (newest, before))
    years_ = (row.period_start.year for row in (newest, before))
    return f"Exits from Russia, {months}: {first} in {next(years_)}, {second} in {next(years_)}"


def season_line(exits: Sequence[SeriesPoint]) -> str:
    """Return what the season was in other years, and what an exit is not."""
    others = _same_season(exits)[2:]
    each = "; ".join(f"{float(r.value):g} million in {r.period_start.year}" for r in others)
    same = f"The same months, as travel has seasons: {each}. " if each else ""
    return f"{same}{CROSSINGS}"


def _months(row: SeriesPoint) -> str:
    return f"{row.period_start:%B}–{row.period_end:%B}"


def years(rows: Sequence[SeriesPoint]) -> str:
    """Return the years that a series has values for: `2022`, `2021–2023`."""
    return _span([str(row.period_end) for row in rows])


def _span(dates: Sequence[str]) -> str:
    first, last = min(dates)[:4], max(dates)[:4]
    return first if first == last else f"{first}–{last}"


def days_title(entries: Sequence[SeriesPoint], moment: TimelineEvent) -> str:
    """Return the most entries into Georgia on a day, and how long after `moment` that was."""
    most = max(entries, key=lambda row: row.value)
    after = (most.period_end - date.fromisoformat(moment.date)).days
    return (
        f"Georgia counted {_amount(most)} entries on {day(most.period_end)}, "
        f"{in_words(after)} {'day' if after == 1 else 'days'} after mobilisation"
    )


def track_alt(rows: Sequence[SeriesPoint]) -> str:
    """Return a series as a sentence: its label, first, highest and last value."""
    most = max(rows, key=lambda row: row.value)
    picked = {id(row): row for row in (rows[0], most, rows[-1])}
    each = "; ".join(f"{count_period(row)} {count_text(row)}" for row in picked.values())
    return f"{rows[0].label}, {counted(len(rows), 'value')}: {each}."


def panels_alt(events: int, series: Sequence[Sequence[SeriesPoint]]) -> str:
    """Return a chart as sentences: how many events it marks, and what each series holds."""
    each = " ".join(track_alt(rows) for rows in series)
    return f"Charts on one axis of days with {counted(events, 'event')} marked. {each}"


def outside_line(rows: Sequence[SeriesPoint]) -> str:
    """Return the values that lie before the axis begins, so that they are not lost."""
    each = "; ".join(f"{row.label}, {count_line(row)}" for row in rows)
    return f"Before the axis begins: {each}." if rows else ""


def _amount(row: SeriesPoint) -> str:
    return f"{BOUND_PREFIX[row.bound]}{full(float(row.value))}"
