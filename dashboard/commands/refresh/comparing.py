"""What a service gave beside what data/ holds: new, changed, the same or gone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.commands.refresh.found import NOTES, OFFICIAL, ROUNDED_NOTE, Found, Row
from dashboard.tables.checks import ORIGIN

FIGURES = ("value", "low", "high", "bound", "break_before")
# How a figure was read when it was not read at its publisher.
PRESS = ("official_via_press", "media_estimate", "secondary")
# How notes on reading and comparing begin, which no longer hold once a source itself was read.
ON_READING = (
    "Not cross-checked.",
    "Agrees with press figures of Eurostat.",
    "Later download than",
    "First release.",
)
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Change:
    """A figure before and now; `status` is new, changed, confirmed, same or gone.

    `confirmed` figures are the same, and read at their publisher for the first time or with other
    notes. `doubts` say why a person should look before accepting it.
    """

    key: Key
    status: str
    old: Row | None
    new: Row | None
    doubts: tuple[str, ...] = ()

    @property
    def ratio(self) -> float | None:
        """The figure now to the figure before; None where one is missing or zero."""
        if self.old is None or self.new is None or not float(self.old["value"]):
            return None
        return float(self.new["value"]) / float(self.old["value"])

    @property
    def was_press(self) -> bool:
        """Whether data/ had it from a press report, and it is now official."""
        return self.new is not None and self.old is not None and self.old["quality"] in PRESS

    @property
    def offered(self) -> bool:
        """Whether accepting it changes anything."""
        return self.status != "same"

    @property
    def accepted(self) -> bool:
        """Whether it is accepted where nobody decides otherwise."""
        return self.offered and self.status != "gone" and not self.doubts

    def doubting(self, *doubts: str) -> "Change":
        """Return the same change with more doubts; a blank one is none."""
        return replace(self, doubts=(*self.doubts, *filter(None, doubts)))


def key_of(row: Row) -> Key:
    """Return indicator, country and end of the period."""
    return row["indicator_id"], row["iso3"], row["period_end"]


def compare(
    found: Found, held: Iterable[Row], scope: set[str], since: int
) -> tuple[list[Change], tuple[str, ...]]:
    """Return the changes of an indicator, and remarks on figures that are left out.

    `held` are its rows in data/, `scope` the countries for which it is expected. Figures of other
    countries are left out unless data/ holds some of theirs.
    """
    old = {key_of(row): row for row in held if not row["definition_class"]}
    wanted = (scope | {iso3 for _, iso3, _ in old}) - {ORIGIN}
    rows = {key_of(row): row for row in found.rows()}
    beyond = sorted({iso3 for _, iso3, _ in rows} - wanted)
    new = {key: row for key, row in rows.items() if key[1] in wanted}
    doubts = {key: found.doubts.get((key[1], int(key[2][:4]))) for key in new}
    changes = [_change(key, old.get(key), row, doubts[key]) for key, row in new.items()]
    changes += [
        Change(key, "gone", row, None)
        for key, row in old.items()
        if key not in new and int(key[2][:4]) >= since
    ]
    left_out = f"Outside its scope and left out: {', '.join(beyond)}."
    return sorted(changes, key=lambda one: one.key), (left_out,) if beyond else ()


def _change(key: Key, old: Row | None, new: Row, doubt: str | None) -> Change:
    doubts = (doubt,) if doubt else ()
    if old is None:
        return Change(key, "new", None, new, doubts)
    # A break that a person marked stays with the figure it was marked at.
    same = all(old[name] == new[name] for name in FIGURES[:-1])
    if same:
        new = {**new, "note": _notes(old, new)}
        new["break_before"] = str(max(int(old["break_before"]), int(new["break_before"])))
    if not same or old["break_before"] != new["break_before"]:
        return Change(key, "changed", old, new, doubts)
    if old["quality"] == OFFICIAL and old["note"] == new["note"]:
        return Change(key, "same", old, old)
    return Change(key, "confirmed", old, new, doubts)


def _notes(old: Row, new: Row) -> str:
    """Return what a person noted at a figure, and the notes of now in the place of older ones."""
    kept = "" if old["note"].startswith(ON_READING) else old["note"]
    for flag in (*NOTES.values(), ROUNDED_NOTE):
        kept = kept.replace(flag, "")
    kept = " ".join(kept.split())
    if kept in new["note"] or new["note"] in kept:
        return max(kept, new["note"], key=len)
    return f"{kept} {new['note']}"


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
    return [
        one.doubting(_jump(one, figures), _of_residents(one, populations, units)) for one in changes
    ]


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
