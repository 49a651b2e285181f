"""The words of the part Asylum: decisions, never chances."""

from collections.abc import Mapping, Sequence

from dashboard.models.asylum import FEWEST_DECISIONS, Count, CountryYear
from dashboard.words.numbers import counted, full, percent

NOT_REPORTED = "not reported"
AGGREGATES = {"EUU": "EU of 27", "WLD": "World"}
WHAT = (
    "Asylum figures of UNHCR: applications for the first time, and decisions of the year at first "
    "instance. Recognition rate: refugee status and other protection, as a share of these and "
    "rejections; claims closed for other reasons are left out. Decisions often concern claims of "
    "earlier years, so they are not divided by the same year's applications. A rate tells what "
    "was decided, not how a claim will be."
)
SHORT = (
    "What was decided in the year at first instance, not how a claim will be; decisions often "
    "concern claims of earlier years."
)
SMALL = (
    "UNHCR prints 1 to 4 as 5, so a 5 stands for 1–5; sums and rates use 5, as the publisher's "
    "do, and the range is given where it matters."
)
YEARS = "By year: ● applied, ○ decided, ■ recognised"
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


def bar_words(one: CountryYear) -> str:
    """Return the label of a bar: the rate, or its range, with the number of decisions."""
    return f"{_shown_rate(one, 0)} of {count_words(one.decided)}"


def _shown_rate(one: CountryYear, places: int) -> str:
    """Return the rate with decimals, or as a whole range where a 5 stands behind it."""
    low, high = (percent(end, 0) for end in one.rate_ends or (0.0, 0.0))
    return percent(one.rate or 0.0, places) if low == high else f"{low[:-1]}–{high}"


def place_title(name: str, one: CountryYear | None, year: int) -> str:
    """Return what was decided in a place and year."""
    if one is None or one.rate is None:
        return f"{name}, {year}: no recognition rate"
    shown = f"{_shown_rate(one, 1)} of {count_words(one.decided)}"
    return f"{name}, {year}: {shown} decisions positive"


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
    counts = {
        "applied": one.applied,
        "refugee status": one.refugee,
        "other protection": one.other,
        "rejected": one.rejected,
    }
    found: dict[str, list[str]] = {}
    for name, count in counts.items():
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
