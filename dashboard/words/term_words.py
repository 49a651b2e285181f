"""Which terms of the glossary a view uses, so that it can link them where they first occur."""

from collections.abc import Iterable

from dashboard.tables.indicators import Indicator

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
