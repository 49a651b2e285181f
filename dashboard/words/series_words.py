"""Counts over time in words: events and series of the part When, and asylum decisions by year."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.models.asylum import FEWEST_DECISIONS, Count, CountryYear
from dashboard.tables.people import SeriesPoint, TimelineEvent
from dashboard.words.numbers import counted, day, full, in_words, percent, period, span
from dashboard.words.values import BOUND_WORDS

KIND_LABELS = {
    "war": "War",
    "mobilisation": "Mobilisation",
    "law": "Law",
    "border": "Borders and visas",
    "economy": "Economy",
    "migration": "Counts and claims",
}
# Whose values are short as they are, and how these stand in a chart.
SHORT_UNITS = {
    "percent": "{:g}%",
    "billion US dollars": "${:g}bn",
    "million crossings": "{:g}m",
}
CROSSINGS = (
    "Crossings and passports are not people: one person counts at each crossing, tourists and "
    "transit included, and a passport may never be used."
)
GAPS = "Where a source gives no figure nothing is drawn: a gap is not a zero."


def events_title(events: Sequence[TimelineEvent], kind: str | None) -> str:
    """Return how many events are shown, of which kind, and the years they span."""
    name = f"{KIND_LABELS[kind]}: " if kind else ""
    return f"{name}{counted(len(events), 'event')}, {_years(e.date.first for e in events)}"


def later_line(events: Sequence[TimelineEvent]) -> str:
    """Return what the axis leaves out at its end, and where it stands."""
    years = _years(event.date.first for event in events)
    return f"{counted(len(events), 'later event')}, {years}: see Table."


def count_text(row: SeriesPoint) -> str:
    """Return a value of a series with bound and unit: `about 553,000 passports`, `3.9%`."""
    value = f"{row.value:g}" if row.unit in SHORT_UNITS else full(row.value)
    unit = "%" if row.unit == "percent" else f" {row.unit}"
    return f"{BOUND_WORDS[row.bound]}{value}{unit}"


def short_count(row: SeriesPoint) -> str:
    """Return a value as a label in a chart: `553k`, `9.7m`, `$6.7bn`, `3.9%`, `11,143`."""
    value, unit = row.value, row.unit
    if unit in SHORT_UNITS:
        return SHORT_UNITS[unit].format(value)
    # Thousands where nothing is lost: the text beside it gives every digit.
    return f"{value / 1000:,.0f}k" if value >= 20_000 and value % 1000 == 0 else full(value)


def count_line(row: SeriesPoint) -> str:
    """Return one row of a series: `Mar 2022: about 553,000 passports; rounded to thousands`."""
    when = period(row.period_start, row.period_end)
    derived = "; our own arithmetic" if row.derived else ""
    note = f"; {row.note}" if row.note else ""
    return f"{when}: {count_text(row)}{derived}{note}"


def peak_label(row: SeriesPoint) -> str:
    """Return a value as a label with its bound: `at least 560k`, `9.7m`."""
    bound = BOUND_WORDS[row.bound] if row.bound in ("at_least", "up_to") else ""
    return f"{bound}{short_count(row)}"


def bound_label(row: SeriesPoint) -> str:
    """Return a value that is not exact as a label, `about 9.7m`; blank for an exact one."""
    bound = BOUND_WORDS[row.bound]
    return f"{bound}{short_count(row)}" if bound else ""


def _same_season(rows: Sequence[SeriesPoint]) -> list[SeriesPoint]:
    """Return the quarter of most exits that the year before has too, and that one of all years."""
    found: list[list[SeriesPoint]] = []
    for most in rows:
        same = [row for row in rows if f"{row.period_start:%m-%d}" == f"{most.period_start:%m-%d}"]
        before = [row for row in same if row.period_start < most.period_start]
        if before and before[-1].period_start.year == most.period_start.year - 1:
            found.append([most, *reversed(before)])
    return max(found, key=lambda each: each[0].value)


def exits_title(exits: Sequence[SeriesPoint]) -> str:
    """Return the exits of a season beside those of the season a year before."""
    newest, before, *_ = _same_season(exits)
    months = f"{newest.period_start:%B}–{newest.period_end:%B}"
    each = [f"{row.value:g} million in {row.period_start.year}" for row in (newest, before)]
    return f"Exits from Russia, {months}: {', '.join(each)}"


def season_line(exits: Sequence[SeriesPoint]) -> str:
    """Return what the season was in other years, and what an exit is not."""
    others = _same_season(exits)[2:]
    each = "; ".join(f"{r.value:g} million in {r.period_start.year}" for r in others)
    same = f"The same months, as travel has seasons: {each}. " if each else ""
    return f"{same}{CROSSINGS}"


def years(rows: Sequence[SeriesPoint]) -> str:
    """Return the years that a series has values for: `2022`, `2021–2023`."""
    return _years(row.period_end for row in rows)


def _years(days: Iterable[date]) -> str:
    found = sorted(day.year for day in days)
    return span(found[0], found[-1])


def days_title(entries: Sequence[SeriesPoint], moment: TimelineEvent) -> str:
    """Return the most entries into Georgia on a day, and how long after `moment` that was."""
    most = max(entries, key=lambda row: row.value)
    after = (most.period_end - moment.date.first).days
    told = f"{BOUND_WORDS[most.bound]}{full(most.value)} entries on {day(most.period_end)}"
    days = "day" if after == 1 else "days"
    return f"Georgia counted {told}, {in_words(after)} {days} after mobilisation"


def track_alt(rows: Sequence[SeriesPoint]) -> str:
    """Return a series as a sentence: its label, first, highest and last value."""
    most = max(rows, key=lambda row: row.value)
    picked = {id(row): row for row in (rows[0], most, rows[-1])}
    each = "; ".join(
        f"{period(row.period_start, row.period_end)} {count_text(row)}" for row in picked.values()
    )
    return f"{rows[0].label}, {counted(len(rows), 'value')}: {each}."


def panels_alt(events: int, series: Sequence[Sequence[SeriesPoint]]) -> str:
    """Return a chart as sentences: how many events it marks, and what each series holds."""
    each = " ".join(track_alt(rows) for rows in series)
    return f"Charts on one axis of days with {counted(events, 'event')} marked. {each}"


def outside_line(rows: Sequence[SeriesPoint]) -> str:
    """Return the values that lie before the axis begins, so that they are not lost."""
    each = "; ".join(f"{row.label}, {count_line(row)}" for row in rows)
    return f"Before the axis begins: {each}." if rows else ""


NOT_REPORTED = "not reported"
AGGREGATES = {"EUU": "EU of 27", "WLD": "World"}
ASYLUM_WHAT = (
    "Asylum figures of UNHCR: applications for the first time, and decisions of the year at first "
    "instance. Recognition rate: refugee status and other protection, as a share of these and "
    "rejections; claims closed for other reasons are left out. Decisions often concern claims of "
    "earlier years, so they are not divided by the same year's applications. A rate tells what "
    "was decided, not how a claim will be."
)
ASYLUM_SHORT = (
    "What was decided in the year at first instance, not how a claim will be; decisions often "
    "concern claims of earlier years."
)
FIVES = (
    "UNHCR prints 1 to 4 as 5, so a 5 stands for 1–5; sums and rates use 5, as the publisher's "
    "do, and the range is given where it matters."
)
ASYLUM_YEARS = "By year: ● applied, ○ decided, ■ recognised"
SUMMED = "Sums over the countries that reported each, as UNHCR counts them."
APPEALS = "first instance and appeal reported together"


def count_words(count: Count | None) -> str:
    """Return a count with its range: `1,234`, `1–5`, `17–21`, `not reported`."""
    if count is None:
        return NOT_REPORTED
    if count.low != count.high:
        return f"{full(count.low)}–{full(count.high)}"
    return full(count.value)


def rate_words(one: CountryYear) -> str:
    """Return the rate with its range where a 5 stands behind it, or why there is none."""
    rate, ends = one.rate, one.rate_ends
    if rate is not None and ends is not None:
        low, high = (percent(end, 0) for end in ends)
        spread = f" ({low[:-1]}–{high})" if low != high else ""
        return f"{percent(rate, 0 if spread else 1)}{spread}"
    if one.decided is None:
        return "no rate: not all three kinds of decision are reported"
    return f"no rate: fewer than {FEWEST_DECISIONS} decisions"


def bar_words(one: CountryYear, places: int = 0) -> str:
    """Return a rate, a range where a 5 stands behind it, of its decisions: `26.4% of 1,234`."""
    low, high = (percent(end, 0) for end in one.rate_ends or (0.0, 0.0))
    shown = percent(one.rate or 0.0, places) if low == high else f"{low[:-1]}–{high}"
    return f"{shown} of {count_words(one.decided)}"


def place_title(name: str, one: CountryYear | None, year: int) -> str:
    """Return what was decided in a place and year."""
    if one is None or one.rate is None:
        return f"{name}, {year}: no recognition rate"
    return f"{name}, {year}: {bar_words(one, 1)} decisions positive"


def place_lines(one: CountryYear | None) -> list[str]:
    """Return the counts of a place and year, and how the rate is made."""
    if one is None:
        return ["No row for this year: not reported, which is not zero. Try another year."]
    lines = [
        f"Applied for the first time: {count_words(one.applied)}",
        f"Refugee status: {count_words(one.refugee)} · other protection: "
        f"{count_words(one.other)} · rejected: {count_words(one.rejected)}",
    ]
    if one.rate is None or one.positive is None:
        lines.append(f"Recognition rate: {rate_words(one)}")
    else:
        lines.append(
            f"Recognition rate: {full(one.positive.value)} ÷ "
            f"{full(one.decided.value if one.decided else 0)} decisions = {rate_words(one)}"
        )
    return [*lines, *_notes(one)]


def _notes(one: CountryYear) -> list[str]:
    """Return each note once, with the counts that it belongs to."""
    if one.place in AGGREGATES:
        return [SUMMED]
    names = ("applied", "refugee status", "other protection", "rejected")
    counts = (one.applied, one.refugee, one.other, one.rejected)
    found: dict[str, list[str]] = {}
    for name, count in zip(names, counts, strict=True):
        if count is not None and count.note:
            found.setdefault(count.note, []).append(name)
    return [f"Note on {', '.join(names)}: {note}" for note, names in found.items()]


def ranking_title(year: int, shown: int, total: int) -> str:
    """Return what the bars of one year show."""
    countries = counted(total, "country")
    if shown < total:
        return f"Recognition rates, {year}: the {shown} of {countries} with most decisions"
    return f"Recognition rates, {year}: all {countries} with {FEWEST_DECISIONS} decisions or more"


def years_alt(name: str, years: Sequence[CountryYear]) -> str:
    """Return applied, decided and recognised of each year as sentences."""
    each = "; ".join(
        f"{one.year}: applied {count_words(one.applied)}, decided {count_words(one.decided)}, "
        f"recognised {count_words(one.positive)}"
        for one in years
    )
    return f"Lines: asylum, {name}. {each}."


def beside_article(eu: Sequence[CountryYear], all_claims: Mapping[int, float]) -> list[str]:
    """Return UNHCR's own figures of the EU for the years that the article can mean.

    `all_claims` holds the applications of a year with the repeated ones, where they are known.
    """
    repeated = {year: f", {full(count)} new and repeat" for year, count in all_claims.items()}
    return [
        f"UNHCR, EU of 27, {one.year}: {count_words(one.applied)} new applications"
        f"{repeated.get(one.year, '')}; "
        f"{count_words(one.positive)} positive decisions ({count_words(one.refugee)} refugee "
        f"status, {count_words(one.other)} other protection) of {count_words(one.decided)}"
        for one in eu
    ]
