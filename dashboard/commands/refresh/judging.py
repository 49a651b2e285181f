"""What a person should look at before accepting a figure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from dashboard.commands.refresh.comparing import Change, Key
from dashboard.commands.refresh.writing import Row

STOCK, FIRST = "valid_permits", "first_permits"
# A stock that moves by fewer is not looked at, nor one that falls by less than a quarter.
FEW, FALL = 500, 0.25
# More figures gone than this share of those held looks like an answer that broke off unnoticed.
MUCH = 0.25
PEOPLE = ("permits", "persons")


def judged(
    changes: Iterable[Change],
    held: Iterable[Row],
    populations: Mapping[str, str],
    units: Mapping[str, str],
) -> list[Change]:
    """Return the changes with the doubts that the figures themselves raise.

    `held` are all rows of data/, `populations` residents by country (blank where unknown),
    `units` the unit of each indicator.
    """
    changes = _with_gone(list(changes))
    figures = {(r["indicator_id"], r["iso3"], r["period_end"]): r for r in held}
    figures |= {one.key: one.new for one in changes if one.new is not None}
    rules: tuple[Callable[[Change], str], ...] = (
        lambda one: _jump(one, figures),
        lambda one: _of_residents(one, populations, units),
    )
    for rule in rules:
        changes = [one.doubting(text) if (text := rule(one)) else one for one in changes]
    return changes


def _with_gone(changes: list[Change]) -> list[Change]:
    gone: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for one in changes:
        held[one.key[0]] += one.old is not None
        gone[one.key[0]] += one.status == "gone"
    much = {name for name in gone if gone[name] > MUCH * held[name]}
    return [
        one.doubting(f"{gone[one.key[0]]} of {held[one.key[0]]} figures are gone: half an answer?")
        if one.key[0] in much and one.offered
        else one
        for one in changes
    ]


def _jump(one: Change, figures: Mapping[Key, Row]) -> str:
    """Return what first permits of the year cannot explain in the stock at its end."""
    indicator, iso3, end = one.key
    if indicator != STOCK or one.new is None or one.new["break_before"] == "1":
        return ""
    before = figures.get((STOCK, iso3, f"{int(end[:4]) - 1}{end[4:]}"))
    if before is None:
        return ""
    moved = int(one.new["value"]) - int(before["value"])
    if moved < -max(FEW, FALL * int(before["value"])):
        return f"fell by {-moved:,} in a year without a break: naturalisations, or a break?"
    first = figures.get((FIRST, iso3, end))
    if first is not None and moved > max(FEW, int(first["high"] or first["value"])):
        return f"rose by {moved:,} in a year with {int(first['value']):,} first permits"
    return ""


def _of_residents(one: Change, populations: Mapping[str, str], units: Mapping[str, str]) -> str:
    residents = populations.get(one.key[1], "")
    if one.new is None or not residents or units.get(one.key[0]) not in PEOPLE:
        return ""
    if float(one.new["value"]) > float(residents):
        return "a rate out of 0 to 1: more people than the country has residents"
    return ""


def by_indicator(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Return the changes of each indicator."""
    found: dict[str, list[Change]] = defaultdict(list)
    for one in changes:
        found[one.key[0]].append(one)
    return dict(found)
