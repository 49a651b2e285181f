"""What the layer of entry rules shows, as the Map's link says it: parsing, refusals, and back.

The Map opens on it, with the people counted: what a link without `layer` means.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from dashboard.link.grammar import Query, Reader, Refusal, spelled
from dashboard.link.map_view import PERMIT_PARAMETERS, REGIONS, Region
from dashboard.link.page_link import Vocabulary
from dashboard.models.entry_people import opening_date
from dashboard.tables.entry import EntryTables

ENTRY_LAYER = "entry_rules"
People = Literal["staying", "none"]
PEOPLE: tuple[People, ...] = get_args(People)


@dataclass(frozen=True)
class EntryView:
    """The state of the layer; `since_date` turns comparing on and lies before `date`.

    `date` is any day from the first snapshot to the latest, and a snapshot where dates are
    compared. `people` are rings over a single day.
    """

    date: datetime.date
    since_date: datetime.date | None
    region: Region
    country: str | None
    event: str | None
    present: bool
    people: People = "none"


@dataclass(frozen=True)
class EntryCodes:
    """What a link to the layer can name in this release; `opening` is the date of the people."""

    release: str
    snapshots: tuple[datetime.date, ...]
    events: frozenset[str]
    countries: frozenset[str]
    opening: datetime.date

    @classmethod
    def of(cls, words: Vocabulary, tables: EntryTables) -> "EntryCodes":
        """Return the codes of the Map's countries and of the tables of entry rules."""
        events = frozenset(tables.events_by_id)
        opening = opening_date(tables, words.counted)
        return cls(words.release, tables.snapshots, events, words.countries, opening)


def is_entry(query: Query) -> bool:
    """Return whether a query of the Map asks for the layer of entry rules.

    Without a layer it does, unless it carries a parameter of the permit layers.
    """
    layers = list(query.get("layer", []))[:1]
    if layers:
        return layers == [ENTRY_LAYER]
    return not any(query.get(name) for name in PERMIT_PARAMETERS)


def defaults(codes: EntryCodes, people: People = "staying") -> EntryView:
    """Return the view that a link shows which names only the layer, and whether people."""
    if people == "staying":
        return EntryView(codes.opening, None, "eurasia", None, None, present=False, people=people)
    return EntryView(codes.snapshots[-1], None, "world", None, None, present=False)


def parse_entry(query: Query, codes: EntryCodes) -> tuple[EntryView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = Reader(query)
    read.choice("layer", (ENTRY_LAYER,), ENTRY_LAYER)
    comparing = read.given("since_date") is not None
    people: People = "none" if comparing else "staying"
    if comparing:
        read.choice("people", ("none",), "none", "the comparison of two dates shows no people")
    else:
        people = read.choice("people", PEOPLE, people)
    base = defaults(codes, people)
    date = read.day("date", codes.snapshots[0], codes.snapshots[-1], base.date)
    earlier = {str(at): at for at in codes.snapshots if at < date and date in codes.snapshots}
    since = read.optional_choice("since_date", earlier, _before(date, list(earlier), codes))
    view = EntryView(
        date=date,
        since_date=earlier[since] if since else None,
        region=read.choice("region", REGIONS, base.region),
        country=read.optional_choice("country", codes.countries),
        event=read.optional_choice("event", codes.events),
        present=read.present(),
        people=people,
    )
    for name in PERMIT_PARAMETERS:
        read.ignore(name)
    return view, read.refusals()


def _before(date: datetime.date, earlier: list[str], codes: EntryCodes) -> str:
    if date not in codes.snapshots:
        return f"only these dates can be compared: {', '.join(map(str, codes.snapshots))}"
    if not earlier:
        return "no snapshot lies before this date"
    return f"expected a snapshot before the date: {', '.join(earlier)}"


def entry_query(view: EntryView, codes: EntryCodes, *, full: bool = False) -> dict[str, str]:
    """Return the query of `view`: without defaults, or with every parameter and the release."""
    if full:
        return {"layer": ENTRY_LAYER, **spelled(_codes(view), {}, codes.release)}
    query = spelled(_codes(view), _codes(defaults(codes, view.people)))
    if view.people == "staying":
        return query
    # A comparison shows no people anyway.
    people = {} if view.since_date else {"people": view.people}
    return {"layer": ENTRY_LAYER, **people, **query}


def _codes(view: EntryView) -> Mapping[str, str | None]:
    return {
        "date": view.date.isoformat(),
        "since_date": view.since_date.isoformat() if view.since_date else None,
        "region": view.region,
        "country": view.country,
        "event": view.event,
        "people": view.people,
        "present": "true" if view.present else None,
    }
