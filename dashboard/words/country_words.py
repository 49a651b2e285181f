"""The words of the Countries page: values, ranks, rates and what is missing."""

from collections.abc import Mapping, Sequence

from dashboard.models.entry import stay
from dashboard.models.layer import Place
from dashboard.models.permits import PerResident
from dashboard.tables.entry import EntryRule
from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Observation
from dashboard.words.numbers import counted, day, first_short, full, in_words, period, signed
from dashboard.words.values import (
    BOUND_WORDS,
    KIND_WORDS,
    in_sentence,
    listed,
    unit_words,
    value_text,
    value_with_unit,
)

# Below it, two decimals would print a zero.
SMALLEST_RATE = 0.005
NOT_REPORTED = "Not reported, which is not zero"
NOT_COVERED = "Not covered by this source"
TIMELINE = "Entry rules for short visits"
TIMELINE_KEY = (
    "▲ tightened ▼ loosened ● clarified, hollow: proposed or not confirmed · striped: changed on a "
    "day not known · pick a decision to read it"
)
EACH_COUNTS = "Each indicator counts by its own definition; see definition and caution in each row."
HEADLINE = "Headline and slide"
TABLE_LINE = (
    "Each rule with its number and the days of a stay; one that stays is said once. A blank is no "
    "count, which is not zero."
)
SAME_SCALE = (
    "Each row has one scale; national statistics follow national rules: read them over time, not "
    "between countries."
)
SHORT_RULES = {
    "visa_free": "no visa",
    "visa_on_arrival": "on arrival",
    "electronic_authorisation": "e-permit",
    "e_visa": "e-visa",
    "visa_required": "consulate",
    "visa_suspended": "suspended",
    "entry_restricted": "turned away",
}
RULE, PEOPLE_COUNTED = "Entry rule, latest evidence", "People who left, counted"
PERMITS, BOTH_WAYS = "Valid residence permits", "Moved in and out again"


def figure_headline(row: Observation, indicator: Indicator) -> str:
    """Return a value with unit, kind and period: `87,126 permits, end of 2023`."""
    return f"{value_with_unit(row, indicator)}{_joined(row)}{when_text(row)}"


def series_text(rows: Sequence[Observation], indicator: Indicator) -> str:
    """Return all values by year as text; a break is named where it lies."""
    return " · ".join(
        f"{row.period_end.year}: {value_text(row, indicator)}"
        f"{' (not comparable with the year before)' if row.break_before else ''}"
        for row in rows
    )


def rank_line(rank: int, count: int) -> str:
    """Return the rank among the countries with a value."""
    return f"Rank {rank} of {counted(count, 'country')} with a value, by size"


def resident_line(place: Place, indicator: Indicator) -> str:
    """Return the value per 1,000 residents with the population it is made with."""
    rate, country = place.per_1000, place.country
    shown = "Under 0.01" if 0 < rate < SMALLEST_RATE else f"{rate:.2f}"
    return (
        f"{shown} {unit_words(indicator, 'per_1000')} "
        f"(population {full(country.population)}, {country.population_year})"
    )


def per_resident_line(found: PerResident) -> str:
    """Return permits per resident Russian citizen, with both numbers it is made of."""
    permits, residents = found.permits, found.residents
    held = f"{full(permits.value)} at the {period(permits.period_start, permits.period_end)}"
    living = (
        f"{full(residents.value)} residents with Russian citizenship on {day(residents.period_end)}"
    )
    return f"{found.ratio:.2f} valid permits for each resident Russian citizen: {held}, {living}"


def naturalised_line(rows: Sequence[Observation], publishers: Mapping[str, str]) -> str:
    """Return how many became citizens in the years known, and who says so."""
    bounds = [BOUND_WORDS.get(row.bound, "") for row in rows]
    counts = [f"{full(row.value)} in {row.period_end.year}" for row in rows]
    each = [bound + count for bound, count in zip(bounds, counts, strict=True)]
    said = dict.fromkeys(publishers[one] for row in rows for one in row.source_id)
    return (
        "A permit also ends when its holder becomes a citizen: "
        f"{listed(each)} ({listed(list(said))})"
    )


def break_notes(rows: Sequence[Observation], shown: int) -> list[str]:
    """Return what is said about the breaks of a series in other years than the one shown."""
    return [
        f"Note on {row.period_end.year}: {row.note}"
        for row in rows
        if row.break_before and row.note and row.period_end.year != shown
    ]


def short_absence(headline: str) -> str:
    """Return why there is no value in two words.

    >>> short_absence(NOT_REPORTED), short_absence(NOT_COVERED)
    ('not reported', 'not covered')
    """
    return " ".join(headline.replace(",", "").split()[:2]).lower()


def when_text(row: Observation) -> str:
    """Return the kind of a figure and its period: `held, 9 Nov 2023`."""
    kind = KIND_WORDS[row.definition_class]
    when = period(row.period_start, row.period_end)
    return f"{kind}, {when}" if kind else when


def both_text(moved_in: Observation, moved_out: Observation) -> str:
    """Return moved in against moved out: two counts, no difference made of them."""
    return f"{full(moved_in.value)} in, {full(moved_out.value)} out"


def both_ways(pairs: Sequence[tuple[Observation, Observation, str]]) -> str:
    """Return moved in against moved out by period: two counts, not one group of people."""
    each = [f"{when_text(came)}: {both_text(came, left)}" for came, left, _ in pairs]
    return f"Moved in and out. {'; '.join(each)}"


def short_figure(row: Observation, indicator: Indicator) -> str:
    """Return a further figure in as few words as it takes: `107,392 held, 9 Nov 2023`."""
    return f"{value_text(row, indicator)}{_joined(row)}{when_text(row)}"


def _joined(row: Observation) -> str:
    """Return what stands between a value and its kind, or its period alone."""
    return " " if KIND_WORDS[row.definition_class] else ", "


def short_rule(row: EntryRule, rank: int) -> str:
    """Return a rule as a cell has room for it: `1 · 365 days`, `5 · consulate`."""
    days, window = stay(row), row.window.split(";")[0]
    text = f"{days} days" if days is not None else SHORT_RULES[row.category]
    return f"{rank} · {window if ' in ' in window else text}"


def left_out_line(left_out: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return the indicators that only one of some countries has a value of, and which."""
    each = [f"{label} ({listed(list(names))})" for label, names in left_out]
    return f"One of them only reports: {'; '.join(each)}." if each else ""


def timeline_alt(name: str, rule: str, since: str, decisions: int) -> str:
    """Return the rules of a country over time for a reader who does not see them."""
    if not since:
        return f"{name}: {rule}"
    return f"{name}: {rule}, {since}; {counted(decisions, 'decision')} on the axis"


def destinations_title(free: int, total: int, most: Sequence[str]) -> str:
    """Return how many destinations ask for no visa, and where most people were counted."""
    where = f"; most people counted in {listed(list(most))}"
    return first_short([f"{free} of {total} destinations ask no visa{where}"])


def signed_full(change: float) -> str:
    """Return a change with its sign and all its digits."""
    return signed(full(change), change) if change else "unchanged"


def country_title(name: str, found: str, course: str, rule: str, dates: int) -> str:
    """Return a figure of a country and what became of its entry rule, in at most twelve words.

    `course` is as in `Rule`; where it says nothing, the title says nothing of the rule's past.
    """
    at = f"at {in_words(dates)} dates"
    told = {
        "same": [f"same entry rule {at}", f"same rule {at}", "same rule"],
        "tightened": ["entry rule tightened", "rule tightened"],
        "loosened": ["entry rule loosened", "rule loosened"],
        "terms changed": ["terms of entry changed"],
    }.get(course, [""])
    if not found:
        label = rule if not rule[0].isdigit() else rule.partition(" ")[2].split(",")[0]
        return first_short([f"{name}: {label}; {one}".removesuffix("; ") for one in told] + [name])
    return first_short([f"{name}: {found}; {one}".removesuffix("; ") for one in told])


def same_rule(always: Sequence[str], labels: Mapping[str, str], dates: int) -> str:
    """Return the category that stood at every date in all of some countries; blank if none did."""
    first = always[0]
    if not first or any(one != first for one in always):
        return ""
    label = labels[first]
    return f"{label[0].lower()}{label[1:]} at all {in_words(dates)} dates"


def compared_title(
    label: str, year: int, values: Sequence[tuple[str, str]], *, by_size: bool = False
) -> str:
    """Return an indicator with the values of some countries, largest first, as many as fit.

    Only those that may be listed `by_size` name the one that has most.
    """
    each = [f"{name} {value}" for name, value in values]
    names = [name for name, _ in values]
    what = label if label.endswith(str(year)) else f"{label}, {year}"
    candidates = [f"{what}: {', '.join(each)}"]
    if by_size and values:
        name, value = values[0]
        most = f"{what}: most in {in_sentence(name)}"
        candidates += [f"{most}, {value}", most]
    return first_short(
        [
            *candidates,
            f"{what}: {listed(names)}",
            f"{what}: {counted(len(names), 'country')}",
        ]
    )
