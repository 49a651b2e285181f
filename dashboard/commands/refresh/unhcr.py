"""Ask UNHCR's open interface, page by page, for people from Russia by country of asylum.

Parameters and fields as its clients use them (the refugees package of UNHCR's own statisticians,
`data-raw/rdf.R`): JSON pages with page, maxPages and items; counts are numbers or text, `-` where
there is none. `cf_type=ISO` makes codes ISO 3166; a lone yearFrom is ignored, so both ends are
given.
"""

import json
import re
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from dashboard.commands.refresh.answers import Kept
from dashboard.commands.refresh.asking import Asker
from dashboard.commands.refresh.failures import HalfAnswerError, NoAnswerError, one_line

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
    except (ValueError, UnicodeDecodeError):
        raise HalfAnswerError("the answer is a half one: its JSON does not end.") from None
    if not isinstance(page, dict) or not isinstance(page.get("items"), list):
        raise NoAnswerError("an answer of another form: no list of items.")
    last = page.get("maxPages")
    if not isinstance(last, int) or not 1 <= last <= MOST_PAGES:
        raise NoAnswerError(f"an answer of another form: maxPages is {one_line(str(last))!r}.")
    if page.get("page") not in {number, str(number)}:
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
