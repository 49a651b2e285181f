"""Where a figure comes from, how to cite it, and which terms of the glossary a view uses."""

from collections.abc import Iterable, Sized
from dataclasses import dataclass

from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Source, Sources
from dashboard.tables.provenance import Ids
from dashboard.words.numbers import counted, day

CHECK_FIRST = "check there before you quote"


def source_count(sources: Sized) -> str:
    """Return how many sources there are, wherever a page says so: `380 sources`."""
    return counted(len(sources), "source")


@dataclass(frozen=True)
class SourceLine:
    """A source as text, its address where there is one, and its code in links."""

    text: str
    url: str
    source_id: str


def source_lines(source_ids: Ids, sources: Sources) -> list[SourceLine]:
    """Return a line for each source: publisher, title, date, via."""
    return [_line(sources[one]) for one in source_ids]


def source_text(source_ids: Ids, sources: Sources) -> str:
    """Return the same lines in one."""
    return " · ".join(line.text for line in source_lines(source_ids, sources))


def _line(source: Source) -> SourceLine:
    text = f"{source.publisher}, {source.title}"
    if source.published:
        text += f", {day(source.published)}"
    if source.via:
        via = source.via
        text += f"; {via if via.startswith('read') else f'as read: {via}'}; {CHECK_FIRST}"
    return SourceLine(text, source.url, source.source_id)


def source_summary(source_ids: Ids, sources: Sources) -> str:
    """Return who publishes the figures of a layer, and how they were read, in one line."""
    rows = [sources[one] for one in source_ids]
    publishers = list(dict.fromkeys(row.publisher for row in rows))
    text = _few(publishers) if len(publishers) > 3 else "; ".join(publishers)
    if any(row.via for row in rows):
        whole = all("repository" in row.via for row in rows)
        copies = "in a public copy" if whole else "in copies"
        text += f"; read {copies}; {CHECK_FIRST}"
    return text


def terms_line(source_ids: Ids, sources: Sources) -> str:
    """Return under which terms the sources stand, and whose they are, in one line.

    >>> terms_line((), {})
    ''
    """
    owners: dict[str, dict[str, None]] = {}
    for one in source_ids:
        licence = sources[one].licence or "terms not stated"
        owners.setdefault(licence, {})[sources[one].publisher] = None
    told = [f"{licence} ({_few(list(names))})" for licence, names in owners.items()]
    return f"Terms: {' · '.join(told)}" if told else ""


def _few(names: list[str]) -> str:
    if len(names) <= 3:
        return ", ".join(names)
    return f"{', '.join(names[:2])} and {counted(len(names) - 2, 'more publisher')}"


INDICATOR_TERMS: dict[str, tuple[str, ...]] = {
    "valid_permits": ("valid permit", "naturalisation", "permits per resident"),
    "first_permits": ("first permit",),
    "national_permits": ("national permit figure",),
    "staying": ("second-hand",),
    "asylum_applications": ("asylum application",),
    "asylum_pending": ("pending claim", "1–5"),
    "asylum_recognised": ("refugee status", "first instance"),
    "asylum_complementary": ("other protection", "first instance"),
    "asylum_rejected": ("first instance",),
    "refugees_stock": ("refugees from Russia",),
    "schengen_applied": ("short-stay visa", "uniform Schengen visa"),
    "schengen_issued": ("short-stay visa", "uniform Schengen visa"),
    "schengen_refusal_rate": ("refusal rate", "short-stay visa"),
    "citizens_population": ("residents",),
    "immigration_citizens": ("immigration",),
    "us_encounters": ("encounter",),
    "national_immigration": ("immigration",),
    "national_emigration": (),
    "national_naturalisations": ("naturalisation",),
}
METHOD_TERMS = {
    "quantile": "quantile",
    "log": "logarithmic classes",
    "equal": "equal classes",
}
BOUND_TERMS = ("at least", "up to", "about")
ENTRY_TERMS = ("snapshot", "short-stay visa", "window")
ESTIMATE_TERMS = ("left", "still abroad", "host sum", "transit", *BOUND_TERMS, "our arithmetic")
WORKFORCE_TERMS = (
    "labour force",
    "employed",
    "working age",
    "activity rate",
    "workers",
    "assumption",
)
WHEN_TERMS = ("crossings", "registered departures", "net migration", "first permit")
SURVEY_TERMS = ("volunteers", *BOUND_TERMS)
ASYLUM_TERMS = (
    "asylum application",
    "first instance",
    "refugee status",
    "other protection",
    "recognition rate",
    "1–5",
)


def _terms_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the terms of an indicator; one that was just added to the data may have no others."""
    return (indicator.concept, *INDICATOR_TERMS.get(indicator.indicator_id, ()))


def layer_terms(indicator: Indicator, measure: str, method: str) -> list[str]:
    """Return the terms of a layer as it is shown."""
    terms = list(_terms_of(indicator))
    if indicator.map_kind == "rings":
        return [*terms, *BOUND_TERMS]
    if indicator.map_kind == "series":
        return terms
    terms += ["coverage", "not reported", "not covered"]
    if measure == "per_1000":
        terms.append("per 1,000")
    if measure != "change":
        terms.append(METHOD_TERMS[method])
    return terms


def indicator_terms(each: Iterable[Indicator]) -> list[str]:
    """Return the terms of several indicators, each once."""
    return list(dict.fromkeys(term for one in each for term in _terms_of(one)))
