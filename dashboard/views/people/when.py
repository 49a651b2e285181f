"""When: numbered events, and what was counted meanwhile, on axes that fit their data."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape

import streamlit as st

from dashboard.charts.figure import Figure
from dashboard.charts.panels import TRACK, Event, Form, Mark, Panels, Track
from dashboard.kit import store
from dashboard.kit.actions import fresh
from dashboard.kit.component import plain_chart
from dashboard.kit.controls import bound, plain
from dashboard.kit.table import MapTable
from dashboard.link.page_views import PeopleView
from dashboard.tables.dates import DAY
from dashboard.tables.people import KINDS, PeopleTables, SeriesPoint, TimelineEvent
from dashboard.views.people.tables import Go, event_table, foot, head, series_table
from dashboard.words import series_words
from dashboard.words.numbers import day, folded, period
from dashboard.words.sources import WHEN_TERMS

# The axis begins where a summer before the invasion stands beside the one after it.
FIRST = datetime.date(2021, 7, 1)
Drawn = tuple[tuple[str, ...], Form, str]
EXITS = "fsb_exits_quarter"
LONG: tuple[Drawn, ...] = (
    ((EXITS,), "bars", ", million crossings"),
    (("passports_monthly",), "bars", ""),
    (("georgia_monthly_in",), "bars", ", crossings"),
    (("transfers_abroad_monthly",), "bars", ", $bn"),
)
DAYS: tuple[Drawn, ...] = (
    (("georgia_daily_in", "georgia_daily_out"), "line", "Georgia, crossings a day: ● in, ○ out"),
    (("finland_daily_in",), "line", "Finland, crossings in by land a day"),
    (
        ("kazakhstan_cum_in", "kazakhstan_cum_out"),
        "points",
        "Kazakhstan, crossings since 21 Sep: ● in, ○ out",
    ),
)
# The events that get a number while all kinds are shown; more would hide each other.
NAMED = (
    ("2022-02-24", "war"),
    ("2022-03", "economy"),
    ("2022-07", "economy"),
    ("2022-09-19", "border"),
    ("2022-09-21", "mobilisation"),
    ("2022-10-28", "mobilisation"),
    ("2023-01-27", "border"),
    ("2023-04-14", "law"),
)
MOBILISATION = ("2022-09-21", "mobilisation")


@dataclass(frozen=True)
class Counts(Figure):
    """A chart with the rows that it draws, and how many events it marks."""

    rows: list[SeriesPoint] = field(default_factory=list)
    marked: int = 0


def numbered_events(tables: PeopleTables, kind: str | None) -> list[TimelineEvent]:
    """Return the events of a kind, or the few that stand for all kinds."""
    events = tables.events(kind)
    return events if kind else [row for row in events if (str(row.date), row.kind) in NAMED]


def long_card(
    tables: PeopleTables,
    events: Sequence[TimelineEvent],
    drawn: Sequence[Drawn] = LONG,
    high: int = TRACK,
) -> Counts:
    """Return the series `drawn` from FIRST on, half a year at a time, with `events` numbered."""
    exits = tables.series_rows(EXITS)
    each = [_since(tables, ids) for ids, _, _ in drawn]
    rows = [row for series in each for values in series for row in values]
    axis = (FIRST, _half_year(max(row.period_end for row in rows)))
    inside = [
        Event(_noon(row), f"{at}", folded(escape(f"{day(row.date)}: {row.title}"), 44))
        for at, row in enumerate(events, start=1)
        if axis[0] <= _noon(row) <= axis[1]
    ]
    tracks = [replace(track, high=high) for track in _tracks(drawn, each)]
    unit = exits[0].unit if len(drawn) == 1 else ""
    return Counts(
        title=series_words.exits_title(exits),
        lines=[
            series_words.season_line(exits),
            series_words.CROSSINGS,
            series_words.GAPS,
            series_words.outside_line(before_axis(tables)),
        ],
        alt=series_words.panels_alt(len(inside), [values for one in each for values in one]),
        spec=Panels(axis, inside, tracks, "M6", "%b %Y", unit),
        rows=rows,
        marked=len(inside),
    )


def day_cards(tables: PeopleTables) -> list[Counts]:
    """Return autumn 2022 by day, a chart a country, each on the days that it has."""
    return [_days(tables, one, moment_of(tables)) for one in DAYS]


def moment_of(tables: PeopleTables) -> TimelineEvent:
    """Return the event that the days are counted from."""
    return next(r for r in tables.events(None) if (str(r.date), r.kind) == MOBILISATION)


def before_axis(tables: PeopleTables) -> list[SeriesPoint]:
    """Return the values of the series drawn that lie before the axis."""
    each = [row for ids, _, _ in LONG for one in ids for row in tables.series_rows(one)]
    return [row for row in each if row.period_end < FIRST]


def _days(tables: PeopleTables, drawn: Drawn, moment: TimelineEvent) -> Counts:
    each = _since(tables, drawn[0])
    ends = sorted(row.period_end for values in each for row in values)
    first, last = min(ends[0], moment.date.first), ends[-1]
    span = (last - first).days
    edge = datetime.timedelta(days=max(span // 10, 1))
    axis = (first - edge, last + edge)
    event = Event(
        moment.date.first,
        series_words.KIND_LABELS["mobilisation"],
        escape(f"{day(moment.date)}: {moment.title}"),
    )
    tracks = _tracks([drawn], [each])
    step = 86_400_000 * max(7 * round(span / 28), 3)
    return Counts(
        title=tracks[0].title,
        lines=[],
        alt=series_words.panels_alt(1, each),
        spec=Panels(axis, [event], tracks, step, "%-d %b", each[0][0].unit),
        rows=[row for values in each for row in values],
        marked=1,
    )


def _since(tables: PeopleTables, ids: Sequence[str]) -> list[list[SeriesPoint]]:
    return [[r for r in tables.series_rows(one) if r.period_end >= FIRST] for one in ids]


def _half_year(date: datetime.date) -> datetime.date:
    """Return the end of the half-year of a day, so that every axis ends on a quarter."""
    return datetime.date(date.year, *((6, 30) if date.month <= 6 else (12, 31)))


def _noon(event: TimelineEvent) -> datetime.date:
    """Return the day of an event; one of which only the month is known stands in its middle."""
    return event.date.first if event.date.parts == DAY else event.date.first.replace(day=15)


def _tracks(drawn: Sequence[Drawn], each: Sequence[Sequence[Sequence[SeriesPoint]]]) -> list[Track]:
    return [
        Track(
            f"{series[0][0].label}{title}" if title[:1] in ("", ",") else title,
            form,
            {rows[0].label: _marks(rows, cumulative=form == "points") for rows in series},
        )
        for (_, form, title), series in zip(drawn, each, strict=True)
    ]


def _marks(rows: Sequence[SeriesPoint], *, cumulative: bool) -> list[Mark]:
    most = max(rows, key=lambda row: row.value)
    return [
        Mark(
            # A cumulative count stands at the day on which it was given.
            start=row.period_end if cumulative else row.period_start,
            end=row.period_end,
            value=row.value,
            label=series_words.peak_label(row) if row is most else "",
            text=folded(escape(series_words.count_line(row)), 44),
            name=period(row.period_start, row.period_end),
            bound=series_words.bound_label(row),
        )
        for row in rows
    ]


def people_when(view: PeopleView, go: Go) -> None:
    """Show what was counted meanwhile with numbered events, and autumn 2022 by day."""
    tables = store.tables().people
    events = numbered_events(tables, view.kind)
    card = long_card(tables, events)
    head(card.title, card.lines[0])
    _kinds(view, go)
    left, right = st.columns([2.35, 1], gap="medium")
    with left:
        plain_chart(card.figure, card.alt, "people_long")
    with right, st.container(gap="xsmall"):
        listed = series_words.events_title(tables.events(view.kind), view.kind)
        with fresh("events", listed):
            st.markdown(f"#### {listed}")
        marked = enumerate(events[: card.marked], start=1)
        st.markdown("\n".join(_numbered(at, row) for at, row in marked))
        if later := events[card.marked :]:
            st.caption(series_words.later_line(later))
    most = series_words.days_title(tables.series_rows("georgia_daily_in"), moment_of(tables))
    st.markdown(f"#### {plain(most)}")
    cards = day_cards(tables)
    for at, (column, each) in enumerate(zip(st.columns(len(cards)), cards, strict=True)):
        with column:
            plain_chart(each.figure, each.alt, f"people_days_{at}")
    drawn = [row for one in (card, *cards) for row in one.rows]
    shown: dict[str, Callable[[], MapTable]] = {
        "events": partial(event_table, tables, tables.events(view.kind)),
        "series": lambda: series_table(tables),
    }
    foot(
        view,
        [row.source_id for row in drawn],
        shown,
        {"title": card.title, "caution": series_words.CROSSINGS},
        WHEN_TERMS,
        card.lines[1:],
        extra=[row.source_id for row in tables.events(view.kind)],
    )


def _kinds(view: PeopleView, go: Go) -> None:
    bound(
        st.pills,
        "Kind of event",
        KINDS,
        key="people_kind",
        value=view.kind,
        put=lambda kind: go(replace(view, kind=kind)),
        format_func=series_words.KIND_LABELS.__getitem__,
        label_visibility="collapsed",
    )


def _numbered(at: int, event: TimelineEvent) -> str:
    return f"{at}. :small[{day(event.date)}: {plain(event.title)}]"
