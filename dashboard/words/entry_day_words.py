"""Entry rules on any day in words: what was changing, and what is read while the map plays."""

from collections.abc import Mapping, Sequence

from dashboard.models.entry import since
from dashboard.models.entry_days import Change, Standing
from dashboard.tables.entry import EntryEvent, EntryTables
from dashboard.words.coverage import listed
from dashboard.words.entry_words import (
    did,
    event_place,
    long_day,
    rule_sentence,
    rule_text,
    short_label,
    stay_text,
    until_label,
)
from dashboard.words.numbers import day


def day_sentence(tables: EntryTables, standing: Standing, name: str, date: str) -> str:
    """Return what the rule was on any day, and which of the dates it follows from."""
    row = standing.row
    if row.as_of == date:
        return rule_sentence(tables, row, name)
    text = f"On {long_day(date)} {name} {did(row)}; as read for {short_label(tables, row.as_of)}"
    return f"{text}; {change_text(tables, standing.change)}" if standing.change else text


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
    date: str,
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
