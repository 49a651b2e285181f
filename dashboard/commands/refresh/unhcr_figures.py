"""UNHCR's rows as figures of this project's indicators.

What is taken, by the lists of UNHCR's methodology ("Data content"): applications that are new (N),
or new and repeat together (NR) where a country reports no others; decisions at first instance (FI
and NA, and IN and EO, the two procedures of the United States), or at first instance and appeal
together (FA) where a country reports no others. Persons go before cases.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dashboard.commands.refresh.answers import Kept
from dashboard.commands.refresh.asking import Asker
from dashboard.commands.refresh.found import Found, Value
from dashboard.commands.refresh.unhcr import Item, read_endpoint
from dashboard.commands.refresh.writing import Row

POPULATION = {"refugees_stock": "refugees", "asylum_pending": "asylum_seekers"}
DECISIONS = {
    "asylum_recognised": "dec_recognized",
    "asylum_complementary": "dec_other",
    "asylum_rejected": "dec_rejected",
}
NEW, NEW_AND_REPEAT = {"N"}, {"NR"}
FIRST, FIRST_AND_APPEAL = {"FI", "NA", "IN", "EO"}, {"FA"}
KNOWN = {
    "procedure_type": set("GJU"),
    "app_type": {"N", "R", "A", "NA", "NR", "FA", "J", "BL", "SP", "V", "RA"},
    "dec_level": {
        *("NA", "FI", "AR", "RA", "IN", "EO", "JR", "SP", "FA", "TP", "TA", "BL", "TR", "CA")
    },
    "app_pc": set("PC"),
    "dec_pc": set("PC"),
}
SMALL, SMALLEST = 5, 1
SMALL_NOTE = "Shown as 5: 1 to 5 people."
CASES_NOTE = "Counts cases, not persons."
TOGETHER_NOTE = "First instance and appeal reported together."
REPEAT_NOTE = "New and repeat claims together."
Place = tuple[str, int]


def read_unhcr(asker: Asker, address: str, since: int, until: int) -> list[Found]:
    """Return what UNHCR holds for the asylum indicators from `since` to `until`.

    Raises:
        NoAnswerError: where an endpoint cannot be had, or is not what was known.
    """
    people, pages = read_endpoint(asker, address, "population", since, until)
    applied, more = read_endpoint(asker, address, "asylum-applications", since, until)
    decided, most = read_endpoint(asker, address, "asylum-decisions", since, until)
    source = _source([*pages, *more, *most])
    found = [_population(people, name, field, source) for name, field in POPULATION.items()]
    found.append(_applications(applied, source))
    found += [_decisions(decided, name, field, source) for name, field in DECISIONS.items()]
    return found


def _population(items: list[Item], indicator_id: str, field: str, source: Row) -> Found:
    # A count of another group brings a row with zero here: no figure, not none.
    values = [
        _value(place, [one.counts[field] or 0 for one in rows], "")
        for place, rows in _by_place(items)
        if any(one.counts[field] for one in rows)
    ]
    return Found(indicator_id, "31 December", source, tuple(values))


def _applications(items: list[Item], source: Row) -> Found:
    values: list[Value] = []
    doubts: dict[Place, str] = {}
    for place, rows in _by_place(items):
        kind, note = _first_of(rows, "app_type", (NEW, ""), (NEW_AND_REPEAT, REPEAT_NOTE))
        taken, unit_note = _one_unit(kind, "app_pc", place, doubts)
        counts = [one.counts["applied"] for one in taken if one.counts["applied"]]
        if counts:
            values.append(_value(place, [one or 0 for one in counts], f"{note} {unit_note}"))
    return Found("asylum_applications", "year", source, tuple(values), (), _strange(items), doubts)


def _decisions(items: list[Item], indicator_id: str, field: str, source: Row) -> Found:
    values: list[Value] = []
    doubts: dict[Place, str] = {}
    for place, rows in _by_place(items):
        level, note = _first_of(rows, "dec_level", (FIRST, ""), (FIRST_AND_APPEAL, TOGETHER_NOTE))
        taken, unit_note = _one_unit(level, "dec_pc", place, doubts)
        counts = [one.counts[field] for one in taken if one.counts[field] is not None]
        if counts:
            values.append(_value(place, [one or 0 for one in counts], f"{note} {unit_note}"))
        for one in taken:
            _check_sum(one, place, doubts)
    return Found(indicator_id, "year", source, tuple(values), (), _strange(items), doubts)


def _by_place(items: Iterable[Item]) -> list[tuple[Place, list[Item]]]:
    places: dict[Place, list[Item]] = defaultdict(list)
    for one in items:
        places[one.iso3, one.year].append(one)
    return sorted(places.items())


def _first_of(
    rows: Sequence[Item], field: str, *kinds: tuple[set[str], str]
) -> tuple[list[Item], str]:
    """Return the rows of the first kind that has any, and what is to be said of it."""
    for codes, note in kinds:
        found = [one for one in rows if one.codes[field] in codes]
        if found:
            return found, note
    return [], ""


def _one_unit(
    rows: list[Item], field: str, place: Place, doubts: dict[Place, str]
) -> tuple[list[Item], str]:
    persons = [one for one in rows if one.codes[field] == "P"]
    if persons and len(persons) < len(rows):
        doubts[place] = "one part counts persons, another cases; only the persons are taken"
        return persons, "Persons only; what another procedure counts in cases is left out."
    return rows, "" if persons or not rows else CASES_NOTE


def _check_sum(one: Item, place: Place, doubts: dict[Place, str]) -> None:
    parts = ("dec_recognized", "dec_other", "dec_rejected", "dec_closed")
    most = sum(one.counts[part] or 0 for part in parts)
    total = one.counts["dec_total"]
    # Each part may have been raised to 5 where it is smaller.
    if total is not None and most - total > (SMALL - SMALLEST) * len(parts):
        doubts[place] = f"a rate out of 0 to 1: {most} outcomes of {total} decisions"


def _value(place: Place, counts: list[int], note: str) -> Value:
    """Return the sum; each 5 in it stands for 1 to 5, as UNHCR prints small numbers."""
    small = counts.count(SMALL)
    number = sum(counts)
    low = number - small * (SMALL - SMALLEST) if small else None
    if small:
        held = f"{small} of its parts are shown as 5: 1 to 5 people each."
        note = f"{note} {SMALL_NOTE if len(counts) == 1 else held}"
    return Value(
        *place,
        number,
        low=low,
        bound="range" if small else "exact",
        note=" ".join(note.split()),
    )


def _strange(items: Iterable[Item]) -> tuple[str, ...]:
    met: dict[str, list[str]] = defaultdict(list)
    for one in items:
        for field, code in one.codes.items():
            if code not in KNOWN[field]:
                met[f"{field} {code!r}"].append(f"{one.iso3} {one.year}")
    return tuple(
        f"Met the code {what}, which no list here holds; left out: {', '.join(places)}."
        for what, places in met.items()
    )


def _source(pages: list[Kept]) -> Row:
    day = max(one.day for one in pages)
    return {
        "source_id": f"unhcr-api-{day}",
        "publisher": "UNHCR",
        "title": "Refugee Population Statistics Database, open interface",
        "url": "https://www.unhcr.org/refugee-statistics/",
        "published": day,
        "licence": "CC BY 4.0",
        "via": "",
        "note": f"Read at the service on {day} in {len(pages)} pages; counts of 1 to 4 are shown "
        "as 5.",
    }
