"""The entry map in words: what was changing on a day, who was counted under which rule."""

import datetime
from collections.abc import Mapping, Sequence

from dashboard.models.entry import since
from dashboard.models.entry_days import Change, Standing
from dashboard.models.entry_people import NO_FAMILY, NO_VISA, Counted
from dashboard.tables.entry import EntryEvent, EntryTables
from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Total
from dashboard.words.entry_words import (
    FAMILY_WORDS,
    NO_RULE,
    category_labels,
    event_place,
    rule_text,
    short_label,
    snapshot_label,
    stay_text,
    until_label,
)
from dashboard.words.numbers import day, full, percent, period
from dashboard.words.values import BOUND_SIGNS, listed, value_text

Families = Mapping[str, Sequence[Counted]]
CAUTION = "One newsroom's count from unlike inputs, listed by size"
COUNTS = "People who had left Russia and not come back"


def people_of(each: Sequence[Counted]) -> float:
    """Return how many people were counted in some countries."""
    return sum(one.value for one in each)


def counted_title(families: Families) -> str:
    """Return how many of the people counted stayed where no visa was needed beforehand."""
    total = sum(people_of(each) for each in families.values())
    stayed = people_of(families.get(NO_VISA, ()))
    share = f"{full(stayed)} of {full(total)}"
    if stayed in (0, total):
        share = f"{'All' if stayed else 'None of'} {full(total)}"
    return f"{share} counted abroad stayed where no visa was needed beforehand"


def counted_subtitle(
    tables: EntryTables,
    date: datetime.date,
    people: Sequence[Counted],
    publisher: str,
    total: tuple[Total, Indicator] | None,
) -> str:
    """Return the date of the rules, what was counted, when, where and by whom, and its total."""
    first = people[0].row
    when = period(first.period_start, first.period_end)
    text = (
        f"Rules: {snapshot_label(tables, date)} · rings: {COUNTS[0].lower()}{COUNTS[1:]}, {when}, "
        f"counted by one newsroom, {publisher}, in {len(people)} countries"
    )
    return f"{text}; its own total is {value_text(*total)}, not the sum of these" if total else text


def ring_lines(one: Counted) -> tuple[str, ...]:
    """Return the label of a ring in two lines: `Armenia`, `c. 110,000`."""
    return one.name, f"{BOUND_SIGNS.get(one.row.bound, '')}{full(one.value)}"


def ring_text(tables: EntryTables, one: Counted, indicator: Indicator) -> str:
    """Return what the tooltip of a ring says: the count with its period, and the rule."""
    when = period(one.row.period_start, one.row.period_end)
    rule = rule_text(tables, one.standing.row) if one.standing else NO_RULE
    return f"{one.name}: {value_text(one.row, indicator)} people counted, {when}; rule: {rule}"


def item_label(tables: EntryTables, one: Counted, indicator: Indicator) -> str:
    """Return a line of the list: `about 110,000 · 1 No visa needed`."""
    rule = NO_RULE
    if one.standing is not None:
        rule = category_labels(tables)[one.standing.category]
        rule += ", changing" if one.standing.change else ""
    return f"{value_text(one.row, indicator)} · {rule}"


def family_label(family: str, each: Sequence[Counted], total: float) -> str:
    """Return a part of the strip: `No visa beforehand: 431,500 (75%)`."""
    name = "No rule in the tables" if family == NO_FAMILY else FAMILY_WORDS[family]
    people = people_of(each)
    return f"{name}: {full(people)} ({percent(people / total, 0)})"


def family_text(each: Sequence[Counted], indicator: Indicator) -> str:
    """Return the countries of a part with their numbers."""
    return ", ".join(f"{one.name} {value_text(one.row, indicator)}" for one in each)


def counted_alt(
    title: str,
    region: str,
    parts: Sequence[tuple[str, str]],
    date: datetime.date,
    tables: EntryTables,
) -> str:
    """Return map and strip in sentences, for a reader who does not see them."""
    each = ". ".join(f"{label}: {text}" for label, text in parts)
    return (
        f"Map, {region}, filled by entry rule ({snapshot_label(tables, date)}), with rings where "
        f"people were counted. {title}. {each}. The table under the map holds every rule."
    )


def change_text(tables: EntryTables, change: Change) -> str:
    """Return a change whose day is not known: to what, between which days, by which decision."""
    to = f"changed to {rule_text(tables, change.after)}"
    between = f"between {day(change.first)} and {until_label(tables, change.last)}"
    named = "; ".join(f"{event.title}, {day(event.date)}" for event in change.decisions)
    proof = {
        "dated": f"decided: {named}",
        "unconfirmed": f"not confirmed: {named}",
        "missing": "no dated decision found",
        "noise": "in the index only, which swaps between kinds of visa",
    }[change.why]
    return f"{to} {between}, {proof}"


def standing_text(tables: EntryTables, standing: Standing) -> str:
    """Return category, stay and, where the country was changing, to what and between which days."""
    text = rule_text(tables, standing.row)
    return f"{text}; {change_text(tables, standing.change)}" if standing.change else text


def hover_detail(tables: EntryTables, standing: Standing) -> str:
    """Return what the tooltip says after the category: the stay, and since when by decision."""
    row = standing.row
    text = stay_text(row)
    detail = f", {text}" if text else ""
    if standing.change:
        return f"{detail}; {change_text(tables, standing.change)}"
    decided = since(tables, row.iso3, row.as_of).decided
    return f"{detail}; since {day(decided.date)}" if decided else detail


def corner_text(
    tables: EntryTables,
    date: datetime.date,
    events: Sequence[EntryEvent],
    tally: Mapping[str, int],
    names: Mapping[str, str],
) -> str:
    """Return what is read while the map plays: the day, its decisions, the counts up to it.

    `30 Sep 2022 · Finland: Entry closed to Russian tourists · 28 tightened, 7 loosened`. Countries
    that share a decision stand together; the second and further decisions are counted.
    """
    places: dict[str, list[str]] = {}
    for event in events:
        known = "" if event.date_precision == "day" else f" ({day(event.date)})"
        places.setdefault(event.title + known, []).append(event_place(event, names))
    decided = [f"{listed(each)}: {title}" for title, each in places.items()]
    if len(decided) > 1:
        decided = [f"{decided[0]}, and {len(decided) - 1} more"]
    counted = f"{tally['tightened']} tightened, {tally['loosened']} loosened"
    return " · ".join([short_label(tables, date), *decided, counted])
