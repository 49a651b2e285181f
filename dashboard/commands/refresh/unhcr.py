"""Ask UNHCR's open interface, page by page, for people from Russia by country of asylum.

Parameters and fields as its clients use them (the refugees package of UNHCR's own statisticians,
`data-raw/rdf.R`): JSON pages with page, maxPages and items; counts are numbers or text, `-` where
there is none. `cf_type=ISO` makes codes ISO 3166; a lone yearFrom is ignored, so both ends are
given.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from dashboard.commands.refresh.asking import (
    Asker,
    HalfAnswerError,
    Kept,
    NoAnswerError,
    one_line,
)
from dashboard.commands.refresh.figures import Found, Period, Row, figure

ADDRESS = "https://api.unhcr.org/population/v1"
ORIGIN = "RUS"
PAGE = 1000
MOST_PAGES = 100
IDENTITY = ("year", "coo_iso", "coa_iso")
# Endpoint: the fields that its items must have, and those of them that are counts.
ENDPOINTS = {
    "population": ((), ("refugees", "asylum_seekers")),
    "asylum-applications": (("procedure_type", "app_type", "dec_level", "app_pc"), ("applied",)),
    "asylum-decisions": (
        ("procedure_type", "dec_level", "dec_pc"),
        ("dec_recognized", "dec_other", "dec_rejected", "dec_closed", "dec_total"),
    ),
}


@dataclass(frozen=True)
class Item:
    """One row of the interface: codes as they came, counts None where there is none."""

    year: int
    iso3: str
    codes: dict[str, str]
    counts: dict[str, int | None]


def read_endpoint(
    asker: Asker, address: str, endpoint: str, since: int, until: int
) -> tuple[list[Item], list[Kept]]:
    """Return all rows of an endpoint, and the pages they were read from.

    Raises:
        NoAnswerError: where a page cannot be had, or does not have the fields that were known.
    """
    items: list[Item] = []
    pages: list[Kept] = []
    last = 1
    while len(pages) < last:
        number = len(pages) + 1
        query = {
            "yearFrom": since,
            "yearTo": until,
            "coo": ORIGIN,
            "coa_all": "true",
            "cf_type": "ISO",
            "limit": PAGE,
            "page": number,
        }
        (found, last), kept = asker.ask(
            f"unhcr-{endpoint}-{number}",
            "json",
            f"{address}/{endpoint}/?{urlencode(query)}",
            partial(_page, endpoint=endpoint, number=number),
        )
        items += found
        pages.append(kept)
    return [one for one in items if since <= one.year <= until], pages


def _page(content: bytes, endpoint: str, number: int) -> tuple[list[Item], int]:
    try:
        page = json.loads(content)
    except ValueError:
        raise HalfAnswerError("the answer is a half one: its JSON does not end.") from None
    if not isinstance(page, dict) or not isinstance(page.get("items"), list):
        raise NoAnswerError("an answer of another form: no list of items.")
    last = page.get("maxPages")
    if not isinstance(last, int) or not 1 <= last <= MOST_PAGES:
        raise NoAnswerError(f"an answer of another form: maxPages is {one_line(str(last))!r}.")
    if str(page.get("page")) != str(number):
        raise NoAnswerError(f"page {one_line(str(page.get('page')))} came instead of {number}.")
    if not page["items"]:
        raise NoAnswerError("the page has no rows.")
    return [_item(one, endpoint) for one in page["items"]], last


def _item(given: Any, endpoint: str) -> Item:
    names, counted = ENDPOINTS[endpoint]
    if not isinstance(given, dict):
        raise NoAnswerError("an answer of another form: an item that is no record.")
    gone = [name for name in (*IDENTITY, *names, *counted) if name not in given]
    if gone:
        now = one_line(", ".join(map(str, given)))
        raise NoAnswerError(f"the field {', '.join(gone)} is gone; the rows now have: {now}.")
    if given["coo_iso"] != ORIGIN:
        raise NoAnswerError(f"rows of another origin came: {one_line(str(given['coo_iso']))!r}.")
    year = str(given["year"])
    if not re.fullmatch(r"\d{4}", year):
        raise NoAnswerError(f"{one_line(year)!r} is no year.")
    return Item(
        int(year),
        one_line(str(given["coa_iso"])),
        {name: one_line(str(given[name])) for name in names},
        {name: _count(given[name], name) for name in counted},
    )


def _count(given: object, name: str) -> int | None:
    text = "" if given is None else str(given).strip().replace(",", "")
    if text in {"", "-"}:
        return None
    if not re.fullmatch(r"\d+", text):
        raise NoAnswerError(f"{one_line(text)!r} in {name} is no count.")
    return int(text)


POPULATION = {"refugees_stock": "refugees", "asylum_pending": "asylum_seekers"}
DECISIONS = {
    "asylum_recognised": "dec_recognized",
    "asylum_complementary": "dec_other",
    "asylum_rejected": "dec_rejected",
}
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
# What tells kinds apart and persons from cases; the first kind that has rows is taken.
APPLICATIONS = ("app_type", "app_pc", (({"N"}, ""), ({"NR"}, "New and repeat claims together.")))
LEVELS = (
    *("dec_level", "dec_pc"),
    (({"FI", "NA", "IN", "EO"}, ""), ({"FA"}, "First instance and appeal reported together.")),
)
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
    found.append(_counted(applied, "asylum_applications", "applied", source))
    return found + [_counted(decided, name, field, source) for name, field in DECISIONS.items()]


def _population(items: list[Item], indicator_id: str, field: str, source: Row) -> Found:
    make = partial(_figure, indicator_id, "31 December", source)
    # A count of another group brings a row with zero here: no figure, not none.
    rows = [
        make(place, [one.counts[field] or 0 for one in same], "")
        for place, same in _by_place(items)
        if any(one.counts[field] for one in same)
    ]
    return Found(indicator_id, source, rows)


def _counted(items: list[Item], indicator_id: str, field: str, source: Row) -> Found:
    """Return applications, or what was decided on them."""
    of_applications = field == "applied"
    kind, unit, kinds = APPLICATIONS if of_applications else LEVELS
    make = partial(_figure, indicator_id, "year", source)
    rows: list[Row] = []
    doubts: dict[Place, str] = {}
    for place, same in _by_place(items):
        of_kind, note = _first_of(same, kind, kinds)
        taken, unit_note = _one_unit(of_kind, unit, place, doubts)
        # None applied brings no row of its own; none recognised is a figure.
        given = [one.counts[field] for one in taken]
        counts = [n for n in given if n is not None and (n or not of_applications)]
        if counts:
            rows.append(make(place, counts, f"{note} {unit_note}"))
        for one in taken:
            _check_sum(one, place, doubts)
    return Found(indicator_id, source, rows, (), _strange(items), doubts)


def _by_place(items: Iterable[Item]) -> list[tuple[Place, list[Item]]]:
    places: dict[Place, list[Item]] = defaultdict(list)
    for one in items:
        places[one.iso3, one.year].append(one)
    return sorted(places.items())


def _first_of(
    rows: Sequence[Item], field: str, kinds: Sequence[tuple[set[str], str]]
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
    total = one.counts.get("dec_total")
    most = sum(one.counts.get(part) or 0 for part in parts)
    # Each part may have been raised to 5 where it is smaller.
    if total is not None and most - total > (SMALL - SMALLEST) * len(parts):
        doubts[place] = f"a rate out of 0 to 1: {most} outcomes of {total} decisions"


def _figure(
    indicator_id: str, period: Period, source: Row, place: Place, counts: list[int], note: str
) -> Row:
    """Return the sum; each 5 in it stands for 1 to 5, as UNHCR prints small numbers."""
    small = counts.count(SMALL)
    number = sum(counts)
    if not small:
        return figure(indicator_id, period, source, place, number, note=" ".join(note.split()))
    held = f"{small} of its parts are shown as 5: 1 to 5 people each."
    note = f"{note} {SMALL_NOTE if len(counts) == 1 else held}"
    low = number - small * (SMALL - SMALLEST)
    said = " ".join(note.split())
    return figure(indicator_id, period, source, place, number, low=low, bound="range", note=said)


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
