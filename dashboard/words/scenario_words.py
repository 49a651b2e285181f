"""The page How many left in words: starts, results, what differs, what an answer hangs on."""

from dashboard.link.scenario_view import Letter, Picture, ResultOf
from dashboard.models.chain import Result
from dashboard.models.inputs import Start, per_thousand
from dashboard.tables.estimates import Assumption, EstimateTables, Measure
from dashboard.words.chain_words import (
    CONCEPT_LABELS,
    END_WORDS,
    INPUT_LABELS,
    START_WORDS,
    exact_share,
    input_of,
    input_text,
    interval_text,
    people,
    share_text,
)
from dashboard.words.estimate_words import covers, estimate_value, published, return_value
from dashboard.words.numbers import counted, day, lower_first, span, upper_first

RESULT_LABELS: dict[ResultOf, str] = {
    "still_abroad": "People still abroad",
    "per_1000": "Per 1,000 residents",
    "workers": "Workers who left",
    "share": "Share of the base",
}
SHORT_LABELS: dict[ResultOf, str] = {
    "still_abroad": "abroad",
    "per_1000": "per 1,000",
    "workers": "workers",
    "share": "of base",
}
BESIDE_LABELS: dict[ResultOf, str] = {
    "still_abroad": "still abroad",
    "per_1000": "per 1,000 residents",
    "workers": "workers",
    "share": "of the base",
}
PICTURE_LABELS: dict[Picture, str] = {
    "estimates": "Estimates",
    "steps": "Step by step",
    "drivers": "What it hangs on",
    "difference": "Difference",
    "hosts": "Host countries",
    "returns": "Came back",
}
ARTICLE_LABELS = {
    "a09_uk_mod": "The article's reading of the UK ministry",
    "a10_forbes": "The article's reading of Forbes",
}
CUSTOM_LABEL = "A number of your own"
NO_COUNT = "not told by this start"
ASSUMPTIONS = "**Assumptions**: shares of the step before"


def start_labels(tables: EstimateTables, codes: tuple[str, ...]) -> dict[str, str]:
    """Return the menu of starts: `Re:Russia, July 2023: 820,000–920,000 left`."""
    labels: dict[str, str] = {}
    for code in codes:
        labels[code] = start_name(tables, code)
        if code in ARTICLE_LABELS:
            figure = tables.figures_by_id[code]
            value = span(people(figure.value_low), people(figure.value_high))
            labels[code] += f": {value} {figure.start_concept}"
        elif code != "custom":
            row = tables.estimates_by_id[code]
            labels[code] += f": {estimate_value(row)} {row.concept.replace('_', ' ')}"
    return labels


def own_label(start: Start) -> str:
    """Return the entry of the menu for a number set here: `A number of your own: 650,000 …`."""
    return f"{CUSTOM_LABEL}: {people(start.people)} {START_WORDS[start.concept]}"


def start_name(tables: EstimateTables, code: str) -> str:
    """Return who a scenario starts from, without its number."""
    known = {**ARTICLE_LABELS, "custom": CUSTOM_LABEL}
    return known[code] if code in known else tables.estimates_by_id[code].label


def start_note(tables: EstimateTables, start: Start) -> str:
    """Return which end a start uses, what it counts, and what to mind."""
    caution = start_caution(tables, start.source)
    if start.source == "custom":
        return caution
    end = END_WORDS[start.end]
    return f"{upper_first(end)}. {caution}"


def start_caution(tables: EstimateTables, code: str) -> str:
    """Return what a start counts, over which period, and what to mind."""
    if code == "custom":
        return "People who left. No source stands behind this number."
    if code in ARTICLE_LABELS:
        figure = tables.figures_by_id[code]
        return f"{figure.what_the_article_says} What the sources say: {figure.what_the_sources_say}"
    row = tables.estimates_by_id[code]
    return f"{CONCEPT_LABELS[row.concept]}, {covers(row)}. {row.caution}"


def base_label(row: Measure) -> str:
    """Return a base with its number: `Labour force, Rosstat, Nov 2022: 75,100,000`."""
    return f"{row.label}: {people(row.value)}"


def result_value(result: Result, what: ResultOf, residents: float) -> str:
    """Return one result as a number: whole persons, two decimals of a percent."""
    if what == "workers":
        return people(result.workers)
    if what == "share":
        return share_text(result.share)
    if result.still_abroad is None:
        return NO_COUNT
    if what == "still_abroad":
        return people(result.still_abroad)
    return f"{per_thousand(result.still_abroad, residents):.2f}"


def persons_first(result: Result, what: ResultOf, value: str) -> str:
    """Return a result named by the persons that figures draw: `501,840 workers: 0.67% …`."""
    if what == "share":
        return f"{people(result.workers)} workers: {value} of the base"
    if what == "per_1000" and result.still_abroad is not None:
        return f"{people(result.still_abroad)} people still abroad: {value} per 1,000 residents"
    return f"{RESULT_LABELS[what]}: {value}"


def result_range(result: Result, what: ResultOf, residents: float) -> str:
    """Return the same result at the ends that the source gives: `697,000–782,000`."""
    if what == "workers":
        return interval_text(result.workers_interval)
    if what == "share":
        return interval_text(result.share_interval, share_text)
    interval = result.still_abroad_interval
    if interval is None:
        return NO_COUNT
    if what == "still_abroad":
        return interval_text(interval)
    return interval_text(interval.over(residents / 1000), "{:.2f}".format)


def result_line(
    letter: Letter, result: Result, tables: EstimateTables, *, short: bool = False
) -> str:
    """Return what is shown now, in one sentence; unless it is `short` with its assumptions."""
    used = ", ".join(
        f"{lower_first(INPUT_LABELS[name])} {input_text(name, step.share)}"
        for step in result.steps
        if step.share is not None and step.reason is None and (name := input_of(step)) is not None
    )
    abroad = ""
    if result.still_abroad is not None and result.start.concept == "left":
        abroad = f" → {people(result.still_abroad)} still abroad"
    return (
        f"{letter.upper()}: {start_name(tables, result.start.source)}, "
        f"{people(result.start.people)} {START_WORDS[result.start.concept]}{abroad} → "
        f"{counted(round(result.workers), 'worker')} → {share_text(result.share)} of the base"
        f"{'' if short else f'; {used}'}."
    )


def short_answer(result: Result, large: ResultOf, tables: EstimateTables) -> str:
    """Return the other results beside the large one, and its own with the ends of its source."""
    residents = float(tables.residents.value)
    ends = result_range(result, large, residents)
    parts = []
    if ends not in (NO_COUNT, result_value(result, large, residents)):
        parts.append(f"{ends} with the ends of its source")
    for what, name in BESIDE_LABELS.items():
        value = result_value(result, what, residents)
        if what != large and value != NO_COUNT:
            parts.append(f"{value} {name}")
    return " · ".join(parts)


def residents_line(row: Measure) -> str:
    """Return which population a rate is made with."""
    return f"{people(row.value)} residents, {day(row.as_of)}"


def band_note(row: Assumption) -> str:
    """Return the band of an assumption: `Low 0%, default 15%, high 50%`."""
    low, default, high = (exact_share(end) for end in (row.low, row.default, row.high))
    return f"Low {low}, default {default}, high {high}"


def returned_claims(tables: EstimateTables, code: str) -> list[str]:
    """Return what the publisher of a start says itself of people who came back, and of whom."""
    if code not in tables.estimates_by_id:
        return []
    name = tables.estimates_by_id[code].publisher
    return [
        f"{claim.publisher}, {published(claim)}: {return_value(claim)} came back "
        f"({claim.denominator})."
        for claim in tables.returns
        if claim.publisher.startswith(name) or name.startswith(claim.publisher)
    ]
