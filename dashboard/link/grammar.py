"""The grammar that all links share: reading parameters one by one, refusing without raising."""

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Query = Mapping[str, Sequence[str]]
Choice = TypeVar("Choice", bound=str)
Code = TypeVar("Code")

MOST_SHOWN = 40
# The value of a repeated parameter that stands for an empty choice.
NONE = "none"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
SHARE = re.compile(r"(?:[01]|0?\.[0-9]{1,6}|[01]\.[0-9]{1,6})", re.ASCII)
# Streamlit reads these itself, and every link may name its release.
RESERVED = frozenset({"embed", "embed_options", "data"})


@dataclass(frozen=True)
class Refusal:
    """A parameter that was not accepted, its value as given, and what would have been."""

    parameter: str
    value: str
    reason: str

    @property
    def shown_parameter(self) -> str:
        """The name as plain text of at most 40 characters."""
        return _shown(self.parameter)

    @property
    def shown_value(self) -> str:
        """The value as plain text of at most 40 characters."""
        return _shown(self.value)


class Reader:
    """Reads a query parameter by parameter and remembers what it could not accept."""

    def __init__(self, query: Query) -> None:
        """Take the query as a mapping of each name to all its values."""
        self._query = {name: list(values) for name, values in query.items() if values}
        self._seen: set[str] = set(RESERVED)
        self._refused: list[Refusal] = []

    def choice(
        self, name: str, choices: Collection[Choice], default: Choice, reason: str | None = None
    ) -> Choice:
        """Return the value of `name` where it is one of `choices`, else `default`."""
        value = self.optional_choice(name, choices, reason)
        return default if value is None else value

    def optional_choice(
        self, name: str, choices: Collection[Choice], reason: str | None = None
    ) -> Choice | None:
        """Return the value of `name` where it is one of `choices`, else None."""
        value = self._single(name)
        if value is None:
            return None
        for known in choices:
            if known == value:
                return known
        self._refuse(name, value, reason or _expected(choices))
        return None

    def present(self) -> bool:
        """Return whether presenter mode is asked for; on every page the same way."""
        return self.choice("present", ("true", "false"), "false") == "true"

    def whole(self, name: str, low: int, high: int, default: int) -> int:
        """Return the whole number `name` where it lies between `low` and `high`."""
        value = self._single(name)
        if value is None:
            return default
        if value.isascii() and value.isdigit() and len(value) < 12 and low <= int(value) <= high:
            return int(value)
        self._refuse(name, value, f"expected a whole number from {low} to {high}")
        return default

    def day(
        self, name: str, first: datetime.date, last: datetime.date, default: datetime.date
    ) -> datetime.date:
        """Return the day `name` (YYYY-MM-DD) where the calendar has it from `first` to `last`."""
        value = self._single(name)
        if value is None:
            return default
        day = _day(value)
        if day is not None and first <= day <= last:
            return day
        self._refuse(name, value, f"expected a day from {first} to {last}, as YYYY-MM-DD")
        return default

    def share(self, name: str, default: float) -> float:
        """Return the number `name` where it lies within 0 and 1, with at most six decimals."""
        value = self._single(name)
        if value is None:
            return default
        if SHARE.fullmatch(value) and float(value) <= 1:
            return float(value)
        self._refuse(name, value, "expected a share from 0 to 1, such as 0.15")
        return default

    def several(
        self, name: str, choices: Sequence[Choice], default: tuple[Choice, ...]
    ) -> tuple[Choice, ...]:
        """Return the values of a repeated `name`, in the order of `choices`; `none` for no value.

        Where none of them was accepted, `default`.
        """
        self._seen.add(name)
        values = self._query.get(name)
        if values is None:
            return default
        if values == [NONE]:
            return ()
        for value in values:
            if value not in choices:
                self._refuse(name, value, _expected(choices))
        return tuple(choice for choice in choices if choice in values) or default

    def given(self, name: str) -> str | None:
        """Return the first value of `name` as it stands in the query, accepted or not."""
        return self._query.get(name, [None])[0]

    def locked(self, name: str, reason: str) -> None:
        """Refuse `name` where it is given, as nothing can be set there."""
        value = self._single(name)
        if value is not None:
            self._refuse(name, value, reason)

    def ignore(self, name: str) -> None:
        """Accept `name` without reading it here."""
        self._seen.add(name)

    def refusals(self) -> list[Refusal]:
        """Return what was not accepted, unknown parameters last."""
        unknown = [
            Refusal(name, values[0], "this page has no such parameter")
            for name, values in self._query.items()
            if name not in self._seen
        ]
        return self._refused + unknown

    def _single(self, name: str) -> str | None:
        self._seen.add(name)
        values = self._query.get(name)
        if values is None:
            return None
        if len(values) > 1:
            self._refuse(name, values[1], "given more than once; the first was used")
        return values[0]

    def _refuse(self, name: str, value: str, reason: str) -> None:
        self._refused.append(Refusal(name, value, reason))


def _day(text: str) -> datetime.date | None:
    """Return the day of the calendar that a text is, as YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def spelled(
    codes: Mapping[str, Code | None],
    usual: Mapping[str, Code | None],
    release: Code | None = None,
) -> dict[str, Code]:
    """Return the codes that are set and not as `usual`; with the `release` of a full link all."""
    found = {
        name: code
        for name, code in codes.items()
        if code is not None and (release or code != usual.get(name))
    }
    return found if release is None else {**found, "data": release}


def is_present(query: Query) -> bool:
    """Return whether a query asks for presenter mode; on every page the same way."""
    return list(query.get("present", []))[:1] == ["true"]


def release_of(query: Query) -> str | None:
    """Return the data release that a link was made on, as the link says it, ready to be shown."""
    values = query.get("data")
    return _shown(values[0]) if values else None


def _shown(text: str) -> str:
    clean = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:MOST_SHOWN]
    )
    return clean if len(text) <= MOST_SHOWN else clean[:-1] + "…"


def _expected(choices: Collection[str]) -> str:
    listed = sorted(choices)
    if len(listed) > 8:
        return "no such code"
    return f"expected {', '.join(listed)}"
