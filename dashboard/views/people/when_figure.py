"""When: the events and what was counted meanwhile, on two aligned axes of days."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import plotly.graph_objects as go

from dashboard.charts.palette import Palette
from dashboard.charts.panels import Dot, Mark, Moment, Panels, Track, draw_panels
from dashboard.tables.people import PeopleTables
from dashboard.tables.people_schemas import KINDS
from dashboard.tables.rows import Row
from dashboard.words import when_words
from dashboard.words.folding import folded
from dashboard.words.periods import day, long_month

Form = Literal["bars", "line", "points"]
# The axis begins a year before the invasion; the months around the mobilisation are enlarged.
FIRST = "2021-01-01"
WINDOW = ("2022-09-01", "2022-11-30")
MOMENTS = tuple(
    Moment(date, f"{day(date)}: {what}")
    for date, what in (("2022-02-24", "invasion"), ("2022-09-21", "mobilisation"))
)
Tracks = tuple[tuple[tuple[str, ...], Form, str], ...]
LONG: Tracks = (
    (("passports_monthly",), "bars", ""),
    (("transfers_abroad_monthly",), "bars", ""),
    (("fsb_exits_quarter",), "bars", ", crossings"),
    (("georgia_monthly_in",), "bars", ", crossings"),
    (("unemployment_rate",), "line", ""),
)
ZOOM: Tracks = (
    (
        ("georgia_daily_in", "georgia_daily_out"),
        "line",
        "Georgia: crossings by Russian citizens, by day (● in, ○ out)",
    ),
    (("finland_daily_in",), "line", "Finland: crossings in by land, by day"),
    (
        ("kazakhstan_cum_in", "kazakhstan_cum_out"),
        "points",
        "Kazakhstan: crossings since 21 Sep (● in, ○ out)",
    ),
)
# Labels nearer to each other than this part of the axis would hide each other.
APART = 0.08
ALL_LABELLED = 6


@dataclass(frozen=True)
class WhenCard:
    """One axis: figure, words, and the values that lie before it."""

    title: str
    alt: str
    figure: go.Figure
    outside: str


def long_card(
    tables: PeopleTables, kind: str | None, palette: Palette, drawn: Tracks = LONG
) -> WhenCard:
    """Return FIRST to the latest event over the series `drawn`, the enlarged months shaded."""
    axis = first, last = FIRST, _last_day(tables, drawn)
    series = [tables.series_rows(one) for ids, _, _ in drawn for one in ids]
    before = [row for rows in series for row in rows if row["period_end"] < first]
    spec = Panels(
        first=first,
        last=last,
        lanes=_lanes(kind),
        dots=_dots(tables.events(kind), kind, axis),
        tracks=[_track(tables, ids, form, axis, suffix) for ids, form, suffix in drawn],
        moments=MOMENTS,
        step="M12",
        window=WINDOW,
    )
    return WhenCard(
        title=when_words.long_title(tables.series_rows("passports_monthly")),
        alt=_alt(f"{first[:4]} to {last[:4]}", tables.events(kind), series),
        figure=draw_panels(spec, palette),
        outside=when_words.outside_line(before),
    )


def zoom_card(tables: PeopleTables, kind: str | None, palette: Palette) -> WhenCard:
    """Return the months of WINDOW enlarged."""
    events = [event for event in tables.events(kind) if _inside(event["date"], WINDOW)]
    series = [tables.series_rows(one) for ids, _, _ in ZOOM for one in ids]
    spec = Panels(
        first=WINDOW[0],
        last=WINDOW[1],
        lanes=_lanes(kind),
        dots=_dots(events, kind, WINDOW),
        tracks=[_track(tables, ids, form, WINDOW, title) for ids, form, title in ZOOM],
        moments=MOMENTS[1:],
        step="M1",
    )
    return WhenCard(
        title=when_words.zoom_title(tables.series_rows("georgia_daily_in")),
        alt=_alt(" to ".join(map(long_month, WINDOW)), events, series),
        figure=draw_panels(spec, palette),
        outside="",
    )


def _last_day(tables: PeopleTables, drawn: Tracks) -> str:
    """Return the last day of the year of the latest event or value; the same for every kind."""
    shown = {one for ids, _, _ in drawn for one in ids}
    values = tables.series.loc[tables.series["series_id"].isin(shown), "period_end"]
    return f"{max(*tables.timeline['date'], *values)[:4]}-12-31"


def _lanes(kind: str | None) -> list[str]:
    return [when_words.KIND_LABELS[one] for one in KINDS if kind in (None, one)]


def _dots(events: Sequence[Row], kind: str | None, axis: tuple[str, str]) -> list[Dot]:
    """Return the events; one of which only the month is known stands in its middle."""
    kinds = [one for one in KINDS if kind in (None, one)]
    return [
        Dot(
            day=event["date"] if len(event["date"]) > 7 else f"{event['date']}-15",
            lane=kinds.index(event["kind"]),
            text=f"{day(event['date'])}<br>{folded(escape(event['title']), 44)}",
        )
        for event in events
        if _inside(event["date"], axis)
    ]


def _track(
    tables: PeopleTables, ids: Sequence[str], form: Form, axis: tuple[str, str], title: str
) -> Track:
    """Return the series as a small chart; a title that starts with a comma follows the label."""
    each = [
        [row for row in tables.series_rows(one) if axis[0] <= row["period_end"] <= axis[1]]
        for one in ids
    ]
    label = str(each[0][0]["label"])
    return Track(
        title=f"{label}{title}" if not title or title.startswith(",") else title,
        form=form,
        series=[_marks(rows, axis, cumulative=form == "points") for rows in each],
    )


def _labelled(rows: Sequence[Row], axis: tuple[str, str]) -> list[Row]:
    """Return the rows that get a label: the highest, first and last, of few rows all with room."""
    most = max(rows, key=lambda row: row["value"])
    wanted = [most, rows[0], rows[-1], *(rows if len(rows) <= ALL_LABELLED else ())]
    first, last = map(datetime.date.fromisoformat, axis)
    room = (last - first) * APART
    kept: list[Row] = []
    for row in wanted:
        at = datetime.date.fromisoformat(row["period_end"])
        if all(abs(at - datetime.date.fromisoformat(k["period_end"])) >= room for k in kept):
            kept.append(row)
    return kept


def _marks(rows: Sequence[Row], axis: tuple[str, str], *, cumulative: bool) -> list[Mark]:
    labelled = _labelled(rows, axis)
    return [
        Mark(
            # A cumulative count stands at the day on which it was given.
            start=row["period_end"] if cumulative else row["period_start"],
            end=row["period_end"],
            value=float(row["value"]),
            label=when_words.short_count(row) if any(row is one for one in labelled) else "",
            text=folded(escape(when_words.count_line(row)), 44),
        )
        for row in rows
    ]


def _inside(date: str, axis: tuple[str, str]) -> bool:
    return axis[0][: len(date)] <= date <= axis[1]


def _alt(span: str, events: Sequence[Row], series: Sequence[Sequence[Row]]) -> str:
    counted = " ".join(when_words.track_alt(rows) for rows in series)
    return (
        f"Timeline, {span}: {len(events)} events in lanes by kind, and what was counted "
        f"meanwhile. {counted} The tables hold every event and value."
    )
