"""What figures differ between two releases of the tables, and why: the rows of changes.csv."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from dashboard.tables.everything import SHARED_SCHEMAS
from dashboard.tables.reference import Change

# The columns that a reader may have quoted. Wording, sources and notes may change unlisted.
FIGURES: dict[str, tuple[str, ...]] = {
    name: figures
    for name, schema in SHARED_SCHEMAS.items()
    if (
        figures := tuple(
            name for name, column in schema.columns.items() if column.metadata.get("figure")
        )
    )
}
COLUMNS = tuple(Change.schema.columns)
REASON_COLUMNS = ("table", "key", "field", "reason")


@dataclass(frozen=True)
class Difference:
    """A figure that is not what it was; `old` is blank for a new row, `new` for one that went."""

    table: str
    key: str
    field: str
    old: str
    new: str

    def __str__(self) -> str:
        """Return `observations valid_permits/CYP/2023-12-31/ value: 37000 -> 37127`."""
        return (
            f"{self.table} {self.key} {self.field}: "
            f"{self.old or '(none)'} -> {self.new or '(none)'}"
        )


@dataclass(frozen=True)
class Reason:
    """Why figures changed; blank or `*` stands for any table, key or field."""

    table: str
    key: str
    field: str
    text: str

    def explains(self, difference: Difference) -> bool:
        """Return whether it is about this difference."""
        pairs = (
            (self.table, difference.table),
            (self.key, difference.key),
            (self.field, difference.field),
        )
        return all(fnmatchcase(text, pattern or "*") for pattern, text in pairs)


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[Difference]:
    """Return the figures that differ between two releases, by table and in the order of the rows.

    `old` and `new` hold each table as the text of its CSV file. A table or column that the old
    release did not have is new as a whole, and not a change of a figure.
    """
    return [
        found
        for table, fields in FIGURES.items()
        if table in old
        for found in _table(table, fields, _rows(table, old[table]), _rows(table, new[table]))
    ]


def reasons_of(text: str) -> list[Reason]:
    """Return the reasons that a CSV file with the columns table, key, field, reason gives.

    Raises:
        ValueError: where a column is missing, or a reason is blank.
    """
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != REASON_COLUMNS:
        raise ValueError(f"its first line must be: {','.join(REASON_COLUMNS)}")
    rows = [{name: (row[name] or "").strip() for name in REASON_COLUMNS} for row in reader]
    for number, row in enumerate(rows, start=2):
        if not row["reason"]:
            raise ValueError(f"line {number}: the reason must not be blank")
    return [Reason(row["table"], row["key"], row["field"], row["reason"]) for row in rows]


def explained(
    found: Iterable[Difference], reasons: Iterable[Reason]
) -> tuple[list[tuple[Difference, str]], list[Difference]]:
    """Return each difference with the first reason that is about it, and those without one."""
    known = list(reasons)
    told: list[tuple[Difference, str]] = []
    untold: list[Difference] = []
    for one in found:
        reason = next((each.text for each in known if each.explains(one)), None)
        if reason is None:
            untold.append(one)
        else:
            told.append((one, reason))
    return told, untold


def with_changes(text: str, release: str, told: Iterable[tuple[Difference, str]]) -> str:
    """Return the text of changes.csv with the changes of a release behind those it holds."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(
        (release, one.table, one.key, one.field, one.old, one.new, reason) for one, reason in told
    )
    before = text if text.endswith("\n") else f"{text}\n"
    return before + out.getvalue()


def _table(
    table: str,
    fields: tuple[str, ...],
    old: Mapping[str, Mapping[str, str]],
    new: Mapping[str, Mapping[str, str]],
) -> list[Difference]:
    known = next(iter(old.values()), {})
    compared = [field for field in fields if field in known]
    return [
        Difference(table, key, field, before.get(field, ""), now.get(field, ""))
        for key in dict.fromkeys([*new, *old])
        for before, now in [(old.get(key, {}), new.get(key, {}))]
        for field in _changed(before, now, compared)
    ]


def _changed(before: Mapping[str, str], now: Mapping[str, str], fields: list[str]) -> list[str]:
    """Return the fields that differ; of a row that came or went, only the first that is filled."""
    if before and now:
        return [field for field in fields if not _same(before[field], now[field])]
    row = before or now
    return [field for field in fields if row[field]][:1]


def _rows(table: str, text: str) -> dict[str, dict[str, str]]:
    """Return the rows of a table by their key, its parts joined by /."""
    parts = list(SHARED_SCHEMAS[table].unique or [])
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return {"/".join(row[part] for part in parts): row for row in reader}


def _same(old: str, new: str) -> bool:
    if old == new:
        return True
    try:
        return float(old) == float(new)
    except ValueError:
        return False
