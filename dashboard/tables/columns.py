"""Columns, checks and rules that the schemas of the tables are made of."""

from collections.abc import Callable

import pandas as pd
import pandera.pandas as pa

ISO3 = r"[A-Z]{3}"
CODE = r"[a-z0-9_]+"
SOURCE_IDS = r"[A-Za-z0-9][A-Za-z0-9.-]*(;[A-Za-z0-9][A-Za-z0-9.-]*)*"
PARTIAL_DATE = r"(\d{4}(-\d{2}(-\d{2})?)?)?"


def _is_date(texts: pd.Series) -> pd.Series:
    return pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce").notna()


def one_of(values: list[str]) -> pa.Check:
    """Return the check that a cell is one of `values`."""
    shown = ", ".join(value or "(blank)" for value in values)
    return pa.Check.isin(values, error=f"must be one of: {shown}")


def like(pattern: str, expected: str) -> pa.Check:
    """Return the check that a cell matches `pattern`; `expected` says it in words."""
    return pa.Check.str_matches(rf"^(?:{pattern})$", error=f"must be {expected}")


def text(*checks: pa.Check, unique: bool = False) -> pa.Column:
    """Return a column of text."""
    return pa.Column(str, list(checks), unique=unique)


def filled(unique: bool = False) -> pa.Column:
    """Return a column of text that is never blank."""
    return text(pa.Check.str_length(min_value=1, error="must not be blank"), unique=unique)


def iso3(unique: bool = False) -> pa.Column:
    """Return a column of ISO 3166 alpha-3 codes."""
    return text(like(ISO3, "an ISO 3166 alpha-3 code such as GEO"), unique=unique)


def sources(blank: bool = False) -> pa.Column:
    """Return a column of source ids, joined by `;`."""
    pattern = rf"(?:{SOURCE_IDS})?" if blank else SOURCE_IDS
    return text(like(pattern, "one or more source ids, joined by ;"))


def date() -> pa.Column:
    """Return a column of days, YYYY-MM-DD."""
    return text(pa.Check(_is_date, error="must be a date, YYYY-MM-DD"))


def number(blank: bool = False) -> pa.Column:
    """Return a column of numbers from 0 up, NaN where `blank` allows it."""
    at_least_zero = pa.Check.ge(0, error="must be 0 or more")
    return pa.Column(float, at_least_zero, nullable=blank)


def flag() -> pa.Column:
    """Return a column of 0 and 1."""
    return text(one_of(["0", "1"]))


def year(blank: bool = False) -> pa.Column:
    """Return a column of years."""
    return text(like(r"(?:\d{4})?" if blank else r"\d{4}", "a year, YYYY"))


def code() -> pa.Column:
    """Return a column of codes as links hold them."""
    return text(like(CODE, "a code of a-z, 0-9 and _"))


def partial_date() -> pa.Column:
    """Return a column of days, months or years, or blank."""
    return text(like(PARTIAL_DATE, "blank, YYYY, YYYY-MM or YYYY-MM-DD"))


def share() -> pa.Column:
    """Return a column of numbers from 0 to 1."""
    return pa.Column(float, pa.Check.in_range(0, 1, error="must lie within 0 and 1"))


def row_rule(rule: Callable[[pd.DataFrame], pd.Series], text: str) -> pa.Check:
    """Return the check that `rule` holds for every row."""
    return pa.Check(rule, error=text)


def schema(
    columns: dict[str, pa.Column],
    key: list[str],
    rules: list[pa.Check] | None = None,
) -> pa.DataFrameSchema:
    """Return a table with exactly `columns`, whose rows `key` tells apart."""
    return pa.DataFrameSchema(columns, checks=rules or [], unique=key, strict=True, coerce=True)
