"""What changed since the release a link was made on, where it is in view."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.link.page_codes import InView, changed_in
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import SHARED_SCHEMAS
from dashboard.tables.reference import Change
from dashboard.tables.release import release_order
from dashboard.words.numbers import day, full

MOST_LINES = 5
NOTHING = "no figure"
# Columns whose name says nothing beside the figure itself.
PLAIN_FIELDS = frozenset({"value", "category", "central", "population", "date"})
YEAR_END = "-12-31"


def release_note(made_on: str, release: str) -> str:
    """Return that a link was made on another release of the data."""
    return (
        f"This link was made on data release “{made_on}”; "
        f"you see release {release}, so figures may differ."
    )


def changed_lines(
    changes: Iterable[Change], made_on: str, in_view: InView, catalogue: Catalogue
) -> list[str]:
    """Return what figures in view were and are, and why, for a link made on release `made_on`.

    A figure that changed more than once is given from its first value to its last one, with the
    last reason; one that is back at its old value is left out.
    """
    known = release_order(made_on)
    later = [row for row in changes if release_order(row.release) > known]
    figures: dict[tuple[str, str, str], Change] = {}
    for row in sorted(changed_in(later, in_view), key=lambda row: release_order(row.release)):
        place = (row.table, row.key, row.field)
        first = figures.get(place, row).old
        figures[place] = replace(row, old=first)
    changed = [row for row in figures.values() if row.old != row.new]
    lines = [_line(row, catalogue) for row in changed[:MOST_LINES]]
    if left := len(changed) - len(lines):
        lines.append(f"And {left} more in view: see Sources, What changed between releases.")
    return lines


def _line(row: Change, catalogue: Catalogue) -> str:
    field = "" if row.field in PLAIN_FIELDS else f", {row.field.replace('_', ' ')}"
    return (
        f"Changed since: {_name(row, catalogue)}{field}: from {_value(row, row.old)} "
        f"to {_value(row, row.new)} ({row.reason})."
    )


def _name(row: Change, catalogue: Catalogue) -> str:
    """Return what a changed row is about: country, indicator and day, or its table and key."""
    table, parts = row.table, row.key.split("/")
    places = catalogue.names.by_code
    if table == "observations":
        labels = dict(
            zip(catalogue.indicators["indicator_id"], catalogue.indicators["label"], strict=True)
        )
        indicator, iso3, end = parts[:3]
        when = f"end of {end[:4]}" if end.endswith(YEAR_END) else day(end)
        return f"{places.get(iso3, iso3)}, {labels.get(indicator, indicator)}, {when}"
    if table == "entry_rules":
        return f"{places.get(parts[0], parts[0])}, entry rule on {day(parts[1])}"
    if table == "entry_events":
        return f"{places.get(row.key[:3].upper(), 'EU-wide')}, decision {row.key}"
    if table == "countries":
        return f"{places.get(parts[0], parts[0])}, residents"
    return f"{SHARED_SCHEMAS[table].title!s}, {row.key}"


def _value(row: Change, text: str) -> str:
    if not text:
        return NOTHING
    if row.field == "date":
        return day(text)
    try:
        return full(float(text))
    except ValueError:
        return text
