"""Rival estimates as ranges, grouped by what they count, with the period each covers."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.ground import ground, hover_box
from dashboard.charts.palette import FONT_SIZE, Palette

ROW_HEIGHT = 20
BAR_WIDTH = 8
# How far the stub of an open end reaches, as a part of the axis: a direction, not a length.
STUB = 0.08
NBSP = "\N{NO-BREAK SPACE}"
STEPS = (1e5, 2e5, 5e5, 1e6, 2e6, 5e6)
VALUES, PERIODS = (0.0, 0.82), (0.86, 1.0)


@dataclass(frozen=True)
class RangeRow:
    """One estimate; `low` or `high` None is an open end, all None is a number not found.

    `label` and `hover` are escaped by the caller. `start` and `end` are dates or blank.
    """

    label: str
    low: float | None
    high: float | None
    central: float | None
    text: str
    hover: str
    start: str = ""
    end: str = ""
    hollow: bool = False


@dataclass(frozen=True)
class RangeGroup:
    """The estimates of one concept under its name."""

    name: str
    rows: Sequence[RangeRow]


def draw_ranges(groups: Sequence[RangeGroup], palette: Palette) -> go.Figure:
    """Return the groups from top to bottom, in the order given, on one axis of persons."""
    figure = go.Figure()
    places: list[int] = []
    ticks: list[str] = []
    heads: list[tuple[int, str]] = []
    drawn: list[tuple[int, RangeRow]] = []
    place = 0
    for group in groups:
        heads.append((place, group.name))
        place += 1
        for row in group.rows:
            places.append(place)
            ticks.append(row.label)
            drawn.append((place, row))
            place += 1
    top = max(
        (value for _, row in drawn for value in (row.low, row.high, row.central) if value),
        default=1.0,
    )
    _bars(figure, drawn, top, palette)
    _dots(figure, drawn, palette)
    _texts(figure, drawn, top)
    _periods(figure, drawn, palette)
    _hovers(figure, drawn, top)
    for at, name in heads:
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=at,
            text=f"<b>{name}</b>",
            showarrow=False,
            font={"size": FONT_SIZE, "color": palette.text},
        )
    figure.update_layout(_layout(places, ticks, place, top, _years(drawn), palette))
    return figure


def _stub(row: RangeRow, top: float) -> tuple[float, float, str] | None:
    """Return where a mark without one end is drawn from and to, and where its arrow points."""
    reach = top * STUB
    if row.low is None and row.high is not None:
        return max(row.high - reach, 0.0), row.high, "left"
    if row.low is not None and row.high is None:
        return row.low, max(row.low, row.central or 0.0) + reach, "right"
    return None


def _bars(
    figure: go.Figure, drawn: Sequence[tuple[int, RangeRow]], top: float, palette: Palette
) -> None:
    """Plain bars for ranges; a bar that ends in an arrow where one end is not known."""
    x: list[float | None] = []
    y: list[float | None] = []
    arrows: dict[str, list[tuple[float, int]]] = {"left": [], "right": []}
    caps: list[tuple[float, int]] = []
    for place, row in drawn:
        if row.low is not None and row.high is not None and row.low != row.high:
            x += [row.low, row.high, None]
            y += [place, place, None]
        elif stub := _stub(row, top):
            x += [stub[0], stub[1], None]
            y += [place, place, None]
            arrows[stub[2]].append((stub[0] if stub[2] == "left" else stub[1], place))
            caps.append((stub[1] if stub[2] == "left" else stub[0], place))
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": palette.accent, "width": BAR_WIDTH},
        hoverinfo="skip",
    )
    for side, at in arrows.items():
        figure.add_scatter(
            x=[value for value, _ in at],
            y=[place for _, place in at],
            mode="markers",
            marker={
                "symbol": f"triangle-{side}",
                "size": 13,
                "color": palette.accent,
                "opacity": 1,
            },
            hoverinfo="skip",
            cliponaxis=False,
        )
    figure.add_scatter(
        x=[value for value, _ in caps],
        y=[place for _, place in caps],
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 9,
            "line": {"color": palette.text, "width": 2.5},
            "opacity": 1,
        },
        hoverinfo="skip",
    )


def _dots(figure: go.Figure, drawn: Sequence[tuple[int, RangeRow]], palette: Palette) -> None:
    at = [(row.central, place, row) for place, row in drawn if row.central is not None]
    figure.add_scatter(
        x=[value for value, _, _ in at],
        y=[place for _, place, _ in at],
        mode="markers",
        marker={
            "symbol": ["circle-open" if row.hollow else "circle" for _, _, row in at],
            "size": 11,
            "color": [
                palette.accent if row.low is None and row.high is None else palette.text
                for _, _, row in at
            ],
            "line": {
                "color": [
                    palette.accent if row.low is None and row.high is None else palette.page
                    for _, _, row in at
                ],
                "width": 1.5,
            },
            "opacity": 1,
        },
        hoverinfo="skip",
    )


def _texts(figure: go.Figure, drawn: Sequence[tuple[int, RangeRow]], top: float) -> None:
    """Direct labels, right of each mark; blanks keep them off dots and arrow heads."""
    ends: list[float] = []
    blanks: list[str] = []
    for _, row in drawn:
        stub = _stub(row, top)
        end = max([v for v in (row.low, row.central, row.high) if v is not None], default=0.0)
        ends.append(max(end, stub[1] if stub else 0.0))
        blanks.append(NBSP * (2 if row.high is not None else 4))
    figure.add_scatter(
        x=ends,
        y=[place for place, _ in drawn],
        mode="text",
        text=[f"{blank}{row.text}" for blank, (_, row) in zip(blanks, drawn, strict=True)],
        textposition="middle right",
        textfont={"size": 13},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _periods(figure: go.Figure, drawn: Sequence[tuple[int, RangeRow]], palette: Palette) -> None:
    """The days that each estimate counts, in a narrow panel of their own."""
    x: list[str | None] = []
    y: list[int | None] = []
    for place, row in drawn:
        if row.start and row.end:
            x += [row.start, row.end, None]
            y += [place, place, None]
    figure.add_scatter(
        x=x,
        y=y,
        xaxis="x2",
        mode="lines+markers",
        line={"color": palette.muted, "width": 3},
        marker={"size": 4, "color": palette.muted, "opacity": 1},
        hoverinfo="skip",
    )


def _hovers(figure: go.Figure, drawn: Sequence[tuple[int, RangeRow]], top: float) -> None:
    """An unseen mark on each row that carries the hover text."""
    figure.add_scatter(
        x=[
            next((v for v in (row.central, row.high, row.low) if v is not None), top * 0.05)
            for _, row in drawn
        ],
        y=[place for place, _ in drawn],
        mode="markers",
        marker={"size": 16, "color": "rgba(0,0,0,0)", "opacity": 1},
        hovertext=[row.hover for _, row in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _ticks(top: float) -> list[float]:
    """Return round numbers of persons, at most four from zero on."""
    step = next((step for step in STEPS if top / step <= 3), STEPS[-1])
    return [step * k for k in range(int(top // step) + 1)]


def _years(drawn: Sequence[tuple[int, RangeRow]]) -> list[int]:
    """Return the first and the last year of all periods, each once; none where none is known."""
    dates = [d for _, row in drawn if row.start and row.end for d in (row.start, row.end)]
    return sorted({int(min(dates)[:4]), int(max(dates)[:4])}) if dates else []


def _layout(
    places: Sequence[int],
    names: Sequence[str],
    rows: int,
    top: float,
    years: Sequence[int],
    palette: Palette,
) -> dict[str, object]:
    small = {"size": 12, "color": palette.text}
    return ground(ROW_HEIGHT * rows + 34, (0, 8, 4, 24), size=FONT_SIZE, color=palette.text) | {
        "hoverlabel": hover_box(palette),
        "xaxis": {
            "domain": VALUES,
            # Room for the labels, which plotly does not count when it sets the range.
            "range": [0, top * 1.55],
            "fixedrange": True,
            "gridcolor": palette.grid,
            "zeroline": True,
            "zerolinecolor": palette.muted,
            "tickvals": _ticks(top),
            "ticktext": [f"{value / 1e6:g} m" if value else "0" for value in _ticks(top)],
            "tickfont": small,
            "showgrid": True,
        },
        "xaxis2": {
            "domain": PERIODS,
            "anchor": "y",
            "type": "date",
            # Two months ahead, so that a mark at the start of the first year stands free.
            "range": [f"{years[0] - 1}-11-01", f"{years[-1]}-12-31"] if years else None,
            "fixedrange": True,
            "tickvals": [f"{year}-01-01" for year in years],
            "ticktext": [f"’{year % 100:02}" for year in years],
            "tickangle": 0,
            "tickfont": small,
            "showgrid": True,
            "gridcolor": palette.grid,
        },
        "yaxis": {
            "tickvals": list(places),
            "ticktext": [f"{name}  " for name in names],
            "tickfont": {"size": 13, "color": palette.text},
            "range": [rows - 0.4, -0.6],
            "fixedrange": True,
            "automargin": True,
            "showgrid": False,
            "zeroline": False,
        },
    }
