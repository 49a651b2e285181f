"""The tables of entry rules: rules at each snapshot, decisions, and what explains a change."""

import datetime
from dataclasses import dataclass
from functools import cached_property

import pandera.pandas as pa

from dashboard.tables import columns as col
from dashboard.tables.dates import PartialDate

CATEGORIES = (
    "visa_free",
    "visa_on_arrival",
    "electronic_authorisation",
    "e_visa",
    "visa_required",
    "visa_suspended",
    "entry_restricted",
)
EFFECTS = ("tightened", "loosened", "clarified")
STATUSES = ("in force", "lapsed", "proposed", "unconfirmed")
PRECISIONS = {"year": 4, "month": 7, "day": 10}
NO_EVENT = ("", "missing event", "unconfirmed event", "index noise")

_in_categories = ("entry_categories", "category")


class EntryCategory(col.Row, table="entry_categories", title="Kinds of entry rule", key=("rank",)):
    """The seven kinds of entry rule, open to closed."""

    category: str = col.choice("Code of the kind", CATEGORIES, unique=True)
    label: str = col.label()
    family: str = col.choice(
        "Family of kinds: by visa before the trip, or closed",
        ("no_visa_beforehand", "visa_beforehand", "closed_to_tourists"),
    )
    rank: float = col.number("1, most open, to 7; the number printed on the map")
    definition: str = col.filled("What the rule asks of a Russian citizen")


class EntryRule(
    col.Row,
    table="entry_rules",
    title="Entry rules",
    key=("iso3", "as_of"),
    rules=[
        pa.Check(
            lambda t: (
                ~t["category"].isin(["visa_required", "visa_suspended", "entry_restricted"])
                | t["max_stay_days"].isna()
            ),
            error="a visa from a consulate sets its own stay: max_stay_days must be blank",
        )
    ],
):
    """The rule for short visits of a destination at one date."""

    iso3: str = col.iso3()
    as_of: datetime.date = col.date("Snapshot; the last one stands for the newest evidence")
    category: str = col.choice(
        "Kind of entry rule, see entry_categories.csv",
        CATEGORIES,
        refers=_in_categories,
        figure=True,
    )
    max_stay_days: float = col.number(
        "Days of one stay; blank where nothing or a visa sets them",
        blank=True,
        unit="days",
        figure=True,
    )
    window: str = col.column("How stays add up; parts joined by ;")
    checked: bool = col.flag(
        "1 where a text beyond the passport index describes the rule at that date"
    )
    evidence_date: PartialDate | None = col.partial_date(
        "Date of the newest source of the row; may lie before or after the snapshot",
        blank=True,
    )
    index_says: str = col.column("What the index said where the row departs from it")
    source_id: tuple[str, ...] = col.sources()
    note: str = col.note()


class EntryEvent(
    col.Row,
    table="entry_events",
    title="Entry decisions",
    key=("event_id",),
    rules=[
        pa.Check(
            lambda t: t["date"].str.len().eq(t["date_precision"].map(PRECISIONS)),
            error="date must be as precise as date_precision says",
        ),
        pa.Check(
            lambda t: t["iso3"].eq("EUU").eq(t["members"].ne("")),
            error="EUU needs its members, a single country has none",
        ),
    ],
):
    """A dated decision on entry or stay."""

    event_id: str = col.column(
        "Code in links",
        col.like(r"[a-z]{3}-\d{4}(?:-\d{2}){0,2}", "an event id such as geo-2026-01-01"),
        unique=True,
    )
    iso3: str = col.iso3("Country, ISO 3166-1 alpha-3; EUU for a decision of the EU", refers=None)
    members: tuple[str, ...] = col.column(
        "The states that an EU-wide decision applied to",
        col.like(r"(?:[A-Z]{3}(?:;[A-Z]{3})+)?", "blank, or ISO 3166 alpha-3 codes joined by ;"),
        joined=True,
    )
    date: PartialDate = col.partial_date("Day, month or year of the decision", figure=True)
    date_precision: str = col.choice(
        "Whether the date is a day, a month or a year", tuple(PRECISIONS)
    )
    effect: str = col.choice(
        "Whether it tightened, loosened or clarified the rule", EFFECTS, figure=True
    )
    title: str = col.filled("Title as shown")
    detail: str = col.filled("What was decided")
    status: str = col.choice(
        "As judged at the last snapshot: in force (also where a stricter rule absorbed it), "
        "lapsed, proposed or unconfirmed",
        STATUSES,
    )
    source_id: tuple[str, ...] = col.sources()


class EntryChange(
    col.Row,
    table="entry_changes",
    title="Changes of entry rules",
    key=("iso3", "as_of_from"),
    rules=[
        pa.Check(
            lambda t: t["event_id"].eq("").ne(t["no_event_because"].eq("")),
            error="needs an event_id or a no_event_because, and not both",
        ),
        pa.Check(
            lambda t: t["what"].eq("stay").eq(t["category_from"].eq(t["category_to"])),
            error="what is category where the category changed, else stay",
        ),
    ],
):
    """A change between neighbouring snapshots."""

    iso3: str = col.iso3()
    as_of_from: datetime.date = col.date("Snapshot before")
    as_of_to: datetime.date = col.date("Snapshot after")
    what: str = col.choice("Whether the category or only the stay changed", ("category", "stay"))
    category_from: str = col.choice("Category before", CATEGORIES, refers=_in_categories)
    category_to: str = col.choice(
        "Category after; the same where only the stay changed",
        CATEGORIES,
        refers=_in_categories,
    )
    event_id: str = col.column("The decision that explains it", refers=("entry_events", "event_id"))
    no_event_because: str = col.choice(
        "Why no decision is named; unconfirmed: one was found, and not whether it names "
        "Russia. Exactly one of the two columns is filled",
        NO_EVENT,
    )


@dataclass(frozen=True)
class EntryTables:
    """The tables of entry rules: categories by rank, decisions by date."""

    categories: tuple[EntryCategory, ...]
    rules: tuple[EntryRule, ...]
    events: tuple[EntryEvent, ...]
    changes: tuple[EntryChange, ...]

    @cached_property
    def snapshots(self) -> tuple[datetime.date, ...]:
        """The dates of the snapshots, oldest first."""
        return tuple(sorted({row.as_of for row in self.rules}))

    @cached_property
    def latest(self) -> datetime.date:
        """The last snapshot, which stands for the latest evidence and not for today."""
        return self.snapshots[-1]

    @cached_property
    def events_by_id(self) -> dict[str, EntryEvent]:
        """Each decision by its id."""
        return {row.event_id: row for row in self.events}

    @cached_property
    def recent(self) -> tuple[EntryEvent, ...]:
        """The decisions from the first snapshot on, oldest first.

        Older ones only show that the index was wrong: they stand in their country's list.
        """
        first = self.snapshots[0]
        # A bare year or month may lie on either side of the snapshot, and counts as after it.
        return tuple(row for row in self.events_by_id.values() if row.date.last >= first)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The number of each category, 1 for the most open."""
        return {row.category: int(row.rank) for row in self.categories}

    @cached_property
    def labels(self) -> dict[str, str]:
        """The name of each category."""
        return {row.category: row.label for row in self.categories}

    @cached_property
    def _rules_by_country(self) -> dict[str, dict[datetime.date, EntryRule]]:
        found: dict[str, dict[datetime.date, EntryRule]] = {}
        for row in self.rules:
            found.setdefault(row.iso3, {})[row.as_of] = row
        return found

    def rules_of(self, iso3: str) -> dict[datetime.date, EntryRule]:
        """Return the rules of a country by snapshot; none for a territory without a row."""
        return self._rules_by_country.get(iso3, {})

    @cached_property
    def _changes_by_country(self) -> dict[str, list[EntryChange]]:
        found: dict[str, list[EntryChange]] = {}
        for row in sorted(self.changes, key=lambda one: one.as_of_from):
            found.setdefault(row.iso3, []).append(row)
        return found

    def changes_of(self, iso3: str, since: datetime.date, date: datetime.date) -> list[EntryChange]:
        """Return the listed changes of a country between two snapshots, oldest first."""
        return [
            row
            for row in self._changes_by_country.get(iso3, [])
            if since <= row.as_of_from and row.as_of_to <= date
        ]

    def rules_at(self, date: datetime.date) -> dict[str, EntryRule]:
        """Return the rule of every destination at a snapshot, by country."""
        return {iso3: rules[date] for iso3, rules in self._rules_by_country.items()}

    @cached_property
    def affected(self) -> dict[str, tuple[str, ...]]:
        """The countries each decision applies to: its members, or its one country."""
        return {event_id: row.members or (row.iso3,) for event_id, row in self.events_by_id.items()}

    def events_of(self, iso3: str) -> list[EntryEvent]:
        """Return the decisions that apply to a country, oldest first, EU-wide ones among them."""
        return [row for key, row in self.events_by_id.items() if iso3 in self.affected[key]]
