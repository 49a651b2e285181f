"""What the layer of entry rules shows, as the Map's link says it: parsing, refusals, and back."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.links.grammar import Query, Reader, Refusal, spelled
from dashboard.links.map_view import REGIONS, Region
from dashboard.links.vocabulary import Vocabulary
from dashboard.tables.entry import EntryTables

ENTRY_LAYER = "entry_rules"
# Parameters of the Map that mean something on its other layers only.
OTHER_LAYERS = ("year", "since", "measure", "classes", "national")


@dataclass(frozen=True)
class EntryView:
    """The state of the layer; `since_date` turns comparing on and lies before `date`."""

    date: str
    since_date: str | None
    region: Region
    country: str | None
    event: str | None
    present: bool


@dataclass(frozen=True)
class EntryCodes:
    """What a link to the layer can name in this release."""

    release: str
    snapshots: tuple[str, ...]
    events: frozenset[str]
    countries: frozenset[str]

    @classmethod
    def of(cls, words: Vocabulary, tables: EntryTables) -> "EntryCodes":
        """Return the codes of the Map's countries and of the tables of entry rules."""
        events = frozenset(tables.events_by_id)
        return cls(words.release, tables.snapshots, events, words.countries)


def is_entry(query: Query) -> bool:
    """Return whether a query of the Map asks for the layer of entry rules."""
    return list(query.get("layer", []))[:1] == [ENTRY_LAYER]


def defaults(codes: EntryCodes) -> EntryView:
    """Return the view that a link shows which names only the layer."""
    return EntryView(codes.snapshots[-1], None, "world", None, None, present=False)


def parse_entry(query: Query, codes: EntryCodes) -> tuple[EntryView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = Reader(query)
    base = defaults(codes)
    read.choice("layer", (ENTRY_LAYER,), ENTRY_LAYER)
    date = read.choice("date", codes.snapshots, base.date)
    earlier = [at for at in codes.snapshots if at < date]
    view = EntryView(
        date=date,
        since_date=read.optional_choice("since_date", earlier, _before(earlier)),
        region=read.choice("region", REGIONS, base.region),
        country=read.optional_choice("country", codes.countries),
        event=read.optional_choice("event", codes.events),
        present=read.choice("present", ("true", "false"), "false") == "true",
    )
    for name in (*OTHER_LAYERS, "data"):
        read.ignore(name)
    return view, read.refusals()


def _before(earlier: list[str]) -> str:
    if not earlier:
        return "no snapshot lies before this date"
    return f"expected a snapshot before the date: {', '.join(earlier)}"


def entry_query(view: EntryView, codes: EntryCodes, *, full: bool = False) -> dict[str, str]:
    """Return the query of `view`: without defaults, or with every parameter and the release."""
    query = spelled(_codes(view), {} if full else _codes(defaults(codes)))
    query = {"layer": ENTRY_LAYER, **query}
    if full:
        query["data"] = codes.release
    return query


def _codes(view: EntryView) -> Mapping[str, str | None]:
    return {
        "date": view.date,
        "since_date": view.since_date,
        "region": view.region,
        "country": view.country,
        "event": view.event,
        "present": "true" if view.present else None,
    }
