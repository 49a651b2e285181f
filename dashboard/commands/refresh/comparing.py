"""What a service gave beside what data/ holds: new, changed, the same or gone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.commands.refresh.flags import NOTES, ROUNDED_NOTE
from dashboard.commands.refresh.found import OFFICIAL, Found
from dashboard.commands.refresh.writing import Row
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

    def doubting(self, doubt: str) -> "Change":
        """Return the same change with one more doubt."""
        return replace(self, doubts=(*self.doubts, doubt))


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
