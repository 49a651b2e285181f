"""What tables are declared with: a row is a frozen dataclass, and its fields are the columns.

A field's type is what the code reads; its column holds meaning, unit, rule, what it refers to and
whether it is a figure. Schema, checks, data package, data/README.md and the list of changes are
made from that. What a table is about is the docstring of its class.
"""

import dataclasses
import datetime
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Self, dataclass_transform, get_type_hints

import pandas as pd
import pandera.pandas as pa

from dashboard.tables.dates import DAY, NO_DAY, PARTIAL_DATE, PartialDate

ISO3 = r"[A-Z]{3}"
CODE = r"[a-z0-9_]+"
SOURCE_IDS = r"[A-Za-z0-9][A-Za-z0-9.-]*(;[A-Za-z0-9][A-Za-z0-9.-]*)*"

# How a cell becomes the value of a field of that type; blank numbers are NaN in both.
_READ: dict[object, Callable[[Any], Any]] = {
    str: str,
    float: float,
    bool: lambda cell: cell == "1",
    int: int,
    int | None: lambda cell: int(cell) if cell else None,
    datetime.date: lambda cell: datetime.date.fromisoformat(cell) if cell else NO_DAY,
    PartialDate: PartialDate.of,
    PartialDate | None: lambda cell: PartialDate.of(cell) if cell else None,
    tuple[str, ...]: lambda cell: tuple(cell.split(";")) if cell else (),
}


def written(value: object) -> object:
    """Return a value as its file has it: flags as 0 and 1, days as text, codes joined by `;`."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, tuple):
        return ";".join(value)
    if value is None or value == NO_DAY:
        return ""
    return str(value) if isinstance(value, datetime.date | PartialDate | int) else value


def column(
    about: str,
    *checks: pa.Check,
    kind: type = str,
    blank: bool = False,
    unique: bool = False,
    **more: Any,
) -> Any:
    """Return a column of text, or of numbers which may be `blank`.

    `more` says its `unit`, what it `refers` to (table and column), whether it is a `figure` that
    a reader may have quoted, and whether its cells are codes `joined` by a semicolon.
    """
    made = pa.Column(
        kind, list(checks), nullable=blank, unique=unique, description=about, metadata=more
    )
    return dataclasses.field(metadata={"column": made})


def one_of(values: Sequence[str]) -> pa.Check:
    """Return the check that a cell is one of `values`."""
    shown = ", ".join(value or "(blank)" for value in values)
    return pa.Check.isin(list(values), error=f"must be one of: {shown}")


def like(pattern: str, expected: str) -> pa.Check:
    """Return the check that a cell matches `pattern`; `expected` says it in words."""
    return pa.Check.str_matches(rf"^(?:{pattern})$", error=f"must be {expected}")


def choice(about: str, values: Sequence[str], **more: Any) -> Any:
    """Return a column of one of some words."""
    return column(about, one_of(values), **more)


def filled(about: str, **more: Any) -> Any:
    """Return a column of text that is never blank."""
    return column(about, pa.Check.str_length(min_value=1, error="must not be blank"), **more)


def code(about: str, **more: Any) -> Any:
    """Return a column of codes as links hold them."""
    return column(about, like(CODE, "a code of a-z, 0-9 and _"), **more)


def iso3(
    about: str = "Country, ISO 3166-1 alpha-3; XKX for Kosovo",
    refers: tuple[str, str] | None = ("countries", "iso3"),
) -> Any:
    """Return a column of ISO 3166 alpha-3 codes."""
    return column(about, like(ISO3, "an ISO 3166 alpha-3 code such as GEO"), refers=refers)


def sources(about: str = "Sources, ids of sources.csv", *, blank: bool = False) -> Any:
    """Return a column of source ids, joined by `;`."""
    pattern = rf"(?:{SOURCE_IDS})?" if blank else SOURCE_IDS
    return column(about, like(pattern, "one or more source ids, joined by ;"), joined=True)


def _is_date(text: str) -> bool:
    return bool(text) and _in_calendar(text) and PartialDate.of(text).parts == DAY


def date(about: str) -> Any:
    """Return a column of days, YYYY-MM-DD."""
    is_date = pa.Check(_is_date, element_wise=True, error="must be a date, YYYY-MM-DD")
    return column(about, is_date)


def _in_calendar(text: str) -> bool:
    try:
        return not text or PartialDate.of(text) is not None
    except ValueError:
        return False


def partial_date(
    about: str,
    *,
    blank: bool = False,
    pattern: str = PARTIAL_DATE,
    expected: str = "",
    **more: Any,
) -> Any:
    """Return a column of days, months or years, as far as they are known."""
    expected = expected or f"{'blank, ' if blank else ''}YYYY, YYYY-MM or YYYY-MM-DD"
    there_is = pa.Check(_in_calendar, element_wise=True, error=f"must be {expected}")
    return column(about, like(pattern if blank else f"(?!$){pattern}", expected), there_is, **more)


def number(about: str, **more: Any) -> Any:
    """Return a column of numbers from 0 up, NaN where it may be `blank`."""
    return column(about, pa.Check.ge(0, error="must be 0 or more"), kind=float, **more)


def share(about: str, **more: Any) -> Any:
    """Return a column of numbers from 0 to 1, NaN where it may be `blank`."""
    within = pa.Check.in_range(0, 1, error="must lie within 0 and 1")
    return column(about, within, kind=float, unit="share", **more)


def flag(about: str, **more: Any) -> Any:
    """Return a column of 0 and 1."""
    return choice(about, ["0", "1"], **more)


def year(about: str, *, blank: bool = False) -> Any:
    """Return a column of years."""
    return column(about, like(r"(?:\d{4})?" if blank else r"\d{4}", "a year, YYYY"))


def label(about: str = "Name as shown", *, unique: bool = True) -> Any:
    """Return a column of names."""
    return filled(about, unique=unique)


def note() -> Any:
    """Return a column of remarks."""
    return column("What a reader of this row has to know")


def caution() -> Any:
    """Return a column of warnings."""
    return filled("What it must not be read as")


def publisher() -> Any:
    """Return a column of publishers."""
    return filled("Who published it")


def published() -> Any:
    """Return a column of dates of publication."""
    return partial_date("When it was published, as far as known", blank=True)


def derived() -> Any:
    """Return a column that marks our own arithmetic."""
    return flag("1 for our own arithmetic")


def first_day() -> Any:
    """Return a column of the days that periods begin on."""
    return date("First day counted")


def last_day() -> Any:
    """Return a column of the days that periods end on."""
    return date("Last day counted; the same day for a stock")


@dataclass_transform(
    frozen_default=True,
    field_specifiers=(
        column,
        choice,
        filled,
        code,
        iso3,
        sources,
        date,
        partial_date,
        number,
        share,
        flag,
        year,
        label,
        note,
        caution,
        publisher,
        published,
        derived,
        first_day,
        last_day,
    ),
)
class Row:
    """A row of a table of data/: see the module."""

    schema: ClassVar[pa.DataFrameSchema]
    _read: ClassVar[dict[str, Callable[[Any], Any]]]

    def __init_subclass__(
        cls,
        *,
        table: str = "",
        title: str = "",
        key: Sequence[str] = (),
        rules: Sequence[pa.Check] = (),
        may_be_empty: bool = False,
    ) -> None:
        """Make the schema: exactly these columns, whose rows `key` tells apart.

        A class without a `table` is a row of its base with more to it than its table says.
        """
        super().__init_subclass__()
        dataclasses.dataclass(frozen=True)(cls)
        if not table:
            return
        hints = get_type_hints(cls)
        fields = dataclasses.fields(cls)  # type: ignore[arg-type]  # made one line above
        cls._read = {field.name: _READ.get(hints[field.name], str) for field in fields}
        cls.schema = pa.DataFrameSchema(
            {field.name: field.metadata["column"] for field in fields},
            checks=list(rules),
            unique=list(key),
            strict=True,
            coerce=True,
            name=table,
            title=title,
            description=inspect.getdoc(cls),
            metadata={"may_be_empty": may_be_empty},
        )

    @classmethod
    def of(cls, frame: pd.DataFrame) -> tuple[Self, ...]:
        """Return the rows of a frame that holds to the schema."""
        cells = [map(read, frame[name].tolist()) for name, read in cls._read.items()]
        return tuple(cls(*row) for row in zip(*cells, strict=True))

    @classmethod
    def lines(cls, frame: pd.DataFrame) -> list[tuple[int, Self]]:
        """Return the same rows, each with its line in the file, which the index holds."""
        return list(zip(map(int, frame.index), cls.of(frame), strict=True))

    @classmethod
    def frame(cls, rows: Iterable[Self]) -> pd.DataFrame:
        """Return rows as a frame whose cells are as their file has them."""
        return pd.DataFrame(
            [map(written, vars(row).values()) for row in rows], columns=[*cls._read]
        )
