"""How much of a layer's scope has a value, and who is outside it."""

from dashboard.models.layer import Layer, Place
from dashboard.words.numbers import counted

SCOPE_WORDS = {
    "eurostat_permits": "states that report to Eurostat",
    "eurostat_population": "states in Eurostat's population data",
    "schengen": "states that issue Schengen visas or were about to",
    "world": "countries and territories",
    "usa": "country",
    "listed_national_permits": "countries with a national figure found",
    "listed_staying": "countries that The Bell quoted",
    "listed_national_immigration": "countries with a national figure found",
    "listed_national_emigration": "countries with a national figure found",
    "listed_naturalisations": "countries with a national figure found",
}
# Of a scope that has no words of its own yet.
ANY_SCOPE = "countries that its source covers"
# Where most people went; named when a source leaves them out.
MAIN_DESTINATIONS = ("GEO", "ARM", "KAZ", "SRB", "TUR", "ISR")


def scope_words(scope: str) -> str:
    """Return whom a scope covers, in the plural."""
    return SCOPE_WORDS.get(scope, ANY_SCOPE)


def coverage(layer: Layer) -> str:
    """Return `31 of 31 states that report to Eurostat; Georgia … are not among them`."""
    if layer.indicator.is_own:
        places = counted(len(layer.valued), "country or territory", "countries and territories")
        return f"{places}; the others are not in your table"
    names = scope_words(layer.indicator.scope)
    text = f"{layer.reporting} of {len(layer.scope)} {names}"
    outside = {place.iso3: place for place in layer.places if place.iso3 not in layer.scope}
    if more := [place.name for place in outside.values() if place.has_number]:
        text += f", and {listed(more)}"
    asked = [outside[iso3] for iso3 in MAIN_DESTINATIONS if iso3 in outside]
    left_out = [place.name for place in asked if not place.has_number]
    if left_out:
        verb = "is" if len(left_out) == 1 else "are"
        text += f"; {listed(left_out)} {verb} not among them"
        if layer.measure != "total" and layer.indicator.layer_group == "Permits":
            text += " and publish other counts"
    if layer.indicator.scope == "world":
        text += "; no row means not reported, not zero"
    return text


# Names that a sentence puts an article before.
PLURAL_OR_UNION = ("United ", "Netherlands", "Philippines", "Bahamas", "Maldives", "Comoros")
COMMON_NOUN = (" Republic", " Islands", "Gambia")


def in_sentence(name: str) -> str:
    """Return a country's name as it stands within a sentence.

    >>> in_sentence("United States"), in_sentence("Germany")
    ('the United States', 'Germany')
    """
    needs = name.startswith(PLURAL_OR_UNION) or name.endswith(COMMON_NOUN)
    return f"the {name}" if needs else name


def listed(names: list[str]) -> str:
    """Return `A`, `A and B` or `A, B and C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


MISSING_WORDS = {
    "": "",
    "no_row": "not reported",
    "no_before": "no value in the year compared with",
    "break": "a break in the series lies between the years",
    "no_population": "no population of that year in the tables",
}


STATE_WORDS = {
    "origin": "country of origin",
    "not_covered": "not covered",
    "absent": "not in your table",
}


def state_text(place: Place) -> str:
    """Return why a country shows no number: not reported (and why), not covered, origin."""
    return STATE_WORDS.get(place.state) or MISSING_WORDS[place.missing]
