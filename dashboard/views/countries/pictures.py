"""The table of destinations and the pictures of countries: a component, and what it is sent."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, NotRequired, TypedDict

import streamlit as st

from dashboard.kit.address import has_page
from dashboard.kit.component import fetched

_pictures = fetched("countries", "countries/countries.js", "countries", "85vh")


class Point(NamedTuple):
    """A value in a small chart; `broken` where it cannot be compared with the one before."""

    year: int
    value: float
    text: str
    broken: int


class Span(NamedTuple):
    """What stood between two days; `on_a_day` where the day on which it began is known."""

    start: str
    end: str
    rank: int
    text: str
    on_a_day: bool


class Tile(NamedTuple):
    """What it is, the value, its date and source, and the number of a rule for its colour."""

    label: str
    value: str
    note: str
    rank: int = 0


class Dot(TypedDict):
    """A decision on the line of its country."""

    id: str
    day: str
    effect: str
    counted: bool
    heading: str
    detail: str
    sources: tuple[str, ...]


class Ribbon(TypedDict):
    """The rules of a country over time."""

    name: str
    rule: str
    alt: str
    spans: list[Span]
    dots: list[Dot]


class Panel(TypedDict):
    """One country in one indicator: its last value large; `out` is drawn against `points`."""

    name: str
    value: str
    said: str
    points: list[Point]
    when: NotRequired[str]
    by: NotRequired[str]
    joined: NotRequired[bool]
    more: NotRequired[list[str]]
    lines: NotRequired[list[str]]
    sources: NotRequired[Sequence[str]]
    alt: NotRequired[str]
    out: NotRequired[list[Point]]


class Row(TypedDict):
    """An indicator; `by` is what all its panels share."""

    id: str
    label: str
    about: list[str]
    by: str
    form: str
    cells: list[Panel]


class Board(TypedDict):
    """What the component draws of one to four countries."""

    kind: str
    tones: list[list[str]]
    tiles: list[Tile]
    counts: str
    heading: str
    key: list[str]
    axis: list[str]
    ribbons: list[Ribbon]
    years: list[int]
    rows: list[Row]
    notes: list[str]
    sources: dict[str, list[str]]


class Stood(NamedTuple):
    """A rule that stood at one date or at several in a row."""

    rank: int
    text: str
    dates: int
    full: str


class Place(NamedTuple):
    """A destination; `region` is a place in the list of regions."""

    iso3: str
    name: str
    region: int
    eu_member: int
    rules: list[Stood]
    people: tuple[float, str] | None
    permits: list[Point]
    change: tuple[float, str] | None


class Destinations(TypedDict):
    """The table of all destinations as the component draws it."""

    kind: str
    title: str
    tones: list[list[str]]
    legend: list[str]
    dates: list[str]
    heads: list[str]
    regions: list[str]
    years: list[int]
    rows: list[Place]


def country_pictures(
    data: Mapping[str, object], key: str, go: Callable[[tuple[str, ...]], None] | None = None
) -> None:
    """Draw the table or the pictures; `go` gets the codes of the countries to show."""

    def picked() -> None:
        codes = st.session_state[key].get("picked")
        if go is not None and isinstance(codes, list):
            go(tuple(str(code) for code in codes))

    uses = {"uses": has_page("sources")}
    _pictures(key=key, data={**data, **uses}, on_picked_change=picked)
