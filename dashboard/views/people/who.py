"""Who and why: the figures of the profile as dots, a row each, in groups by topic."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from dashboard.charts.dots import GAP, STROKE, DotGroup, DotRow, Dots, Symbol, group_height
from dashboard.charts.figure import Figure
from dashboard.kit import store
from dashboard.kit.component import plain_chart
from dashboard.link.page_views import PeopleView
from dashboard.tables.people import ATTRIBUTES, PeopleTables, ProfileFigure
from dashboard.views.people.tables import foot, head, profile_table
from dashboard.words import people_words
from dashboard.words.numbers import folded, upper_first
from dashboard.words.sources import SURVEY_TERMS

# Pixels between the rows of Why, which has few.
WIDE = 44


WHY = ("motive", "permit_reason")
WHO = tuple(name for name in ATTRIBUTES if name not in WHY)
SIDES = ("Emigrants", "Residents of Russia")
# Letters in a line.
NAME_WIDTH, SMALL_WIDTH = 27, 31
# A shape a kind of sample; what is read in a retelling or claimed is hollow.
SHAPES: dict[str, Symbol] = {
    "register": "square",
    "census": "square",
    "survey": "circle",
    "volunteers": "circle-open",
    "online_survey": "circle-open",
    "review": "triangle-up-open",
    "retold": "triangle-up-open",
    "claim": "diamond-open",
    "not_stated": "diamond-open",
}
TOPS = {"percent": 100.0, "years": 60.0, "times": 8.0}


@dataclass(frozen=True)
class Profile(Figure):
    """Topics as dots: `rows` are the figures of the profile in the order in which they stand."""

    rows: list[ProfileFigure] = field(default_factory=list)


def profile_card(tables: PeopleTables, attributes: Sequence[str], gap: int = GAP) -> Profile:
    """Return all figures of some attributes, those with another unit in a group of their own."""
    rows = [row for each in _by_unit(tables, attributes) for row in each]
    why = tuple(attributes) == WHY
    return Profile(
        title=people_words.why_title(rows)
        if why
        else people_words.who_title(tables.attribute("education")),
        lines=[
            f"{people_words.shapes_line(rows)} · {people_words.IN_PERCENT}",
            *([people_words.ONLY_COUNTED, people_words.NOT_A_MOTIVE] if why else []),
            people_words.NO_LIST,
        ],
        alt=people_words.dots_alt(rows),
        spec=Dots(_groups(tables, attributes), SIDES, gap=gap),
        rows=rows,
    )


def in_columns(tables: PeopleTables, attributes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the attributes in two columns of about one height, each in its order."""
    heights = [sum(map(group_height, _groups(tables, [name]))) for name in attributes]
    most = [max(sum(heights[:at]), sum(heights[at:])) for at in range(len(attributes))]
    half = most.index(min(most))
    return list(attributes[:half]), list(attributes[half:])


def _by_unit(tables: PeopleTables, attributes: Sequence[str]) -> list[list[ProfileFigure]]:
    each = [tables.attribute(name) for name in attributes]
    units = [(rows, unit) for rows in each for unit in dict.fromkeys(row.unit for row in rows)]
    return [[row for row in rows if row.unit == unit] for rows, unit in units]


def _groups(tables: PeopleTables, attributes: Sequence[str]) -> list[DotGroup]:
    return [_group(rows, tables) for rows in _by_unit(tables, attributes)]


def _group(rows: Sequence[ProfileFigure], tables: PeopleTables) -> DotGroup:
    """Return the rows of one unit; of one survey, it is named once under the heading."""
    surveys = {people_words.asked_words(row) for row in rows}
    once = len(rows) > 2 and len(surveys) == 1
    small = people_words.small_words(rows[0], tables.publisher(rows[0])) if once else ""
    unit = str(rows[0].unit)
    return DotGroup(
        people_words.heading(rows[0]),
        [_row(row, tables, alone=not once) for row in rows],
        TOPS[unit],
        escape(small),
    )


def _row(row: ProfileFigure, tables: PeopleTables, *, alone: bool) -> DotRow:
    label = str(row.label)
    value = float(row.value)
    beside = float(row.comparison_value)
    publisher = tables.publisher(row)
    return DotRow(
        name=folded(escape(upper_first(label)), NAME_WIDTH),
        value=value,
        label=people_words.value_words(value, row.unit, row.bound),
        small=folded(escape(people_words.small_words(row, publisher)), SMALL_WIDTH)
        if alone
        else "",
        symbol=STROKE if row.subject == "residents" else SHAPES[row.method],
        span={"at_least": (value, None), "up_to": (None, value)}.get(row.bound),
        beside=beside if beside == beside else None,
        code=row.profile_id,
        exact=(row.bound, row.unit) == ("exact", "percent"),
        told=folded(escape(". ".join(people_words.told(row, publisher))), 48),
    )


def people_who(view: PeopleView) -> None:
    """Show the profile in two columns, against residents where the facts have both."""
    tables = store.tables().people
    cards = [profile_card(tables, each) for each in in_columns(tables, WHO)]
    rows = [row for card in cards for row in card.rows]
    head(cards[0].title, f"{people_words.shapes_line(rows)} · {people_words.IN_PERCENT}")
    for at, (column, card) in enumerate(zip(st.columns(2, gap="medium"), cards, strict=True)):
        with column:
            plain_chart(card.figure, card.alt, f"people_who_{at}")
    _profile_foot(view, rows, WHO, cards[0])


def people_why(view: PeopleView) -> None:
    """Show the motives that are counted, and the reasons of permits."""
    card = profile_card(store.tables().people, WHY, WIDE)
    head(card.title, card.lines[0])
    plain_chart(card.figure, card.alt, "people_why")
    _profile_foot(view, card.rows, WHY, card)


def _profile_foot(
    view: PeopleView, rows: list[ProfileFigure], attributes: Sequence[str], card: Profile
) -> None:
    shown = {"": lambda: profile_table(store.tables().people, attributes)}
    notes = card.lines[1:]
    header = {"title": card.title, "caution": " ".join(notes)}
    foot(view, [row.source_id for row in rows], shown, header, SURVEY_TERMS, notes)
