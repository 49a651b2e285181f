"""Shares of a base: against people as a line in a band with estimates, and as a grid of cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.figure import Lines
from dashboard.charts.ground import draw_line, ground, hover_box, note, ring, scale_axis
from dashboard.charts.palette import FONT_SIZE, Palette

# In pixels.
HEIGHT, ROW_HEIGHT = 390, 30
SYMBOLS = {"left": "circle", "still_abroad": "diamond", "workers": "square"}
# The names stand in the free corner under the line: from this part of the width on, and between
# these parts of the height.
NAMES_AT, NAMES_FROM, NAMES_TO = 0.7, 0.035, 0.315
ACROSS = 500_000
STEPS = (0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


@dataclass(frozen=True)
class Placed:
    """An estimate: persons of what it counts, the share they make, and its hover text.

    `name` is drawn with a leader to the corner, or beside the mark where it stands `apart`; blank
    for one that only the table names.
    """

    people: float
    share: float
    concept: str
    name: str
    hover: str
    apart: bool = False


@dataclass(frozen=True)
class ShareLine:
    """A line through zero, so each slope is known by the share at `most` people."""

    most: float
    at_most: float
    low_at_most: float
    high_at_most: float
    target: float
    target_label: str
    now: tuple[float, float] | None
    now_label: str
    axis: str
    placed: Sequence[Placed]

    def draw(self, palette: Palette) -> go.Figure:
        """Return the line in its band, with the estimates and the share to reach."""
        highest = max(self.high_at_most, self.target * 1.1, *(p.share for p in self.placed), 1e-4)
        top = min(highest * 1.06, 1.05)
        figure = go.Figure(layout=_layout(self, top, palette))
        figure.add_scatter(
            x=[0, self.most, self.most, 0],
            y=[0, self.high_at_most, self.low_at_most, 0],
            mode="lines",
            fill="toself",
            fillcolor=palette.not_covered,
            line={"width": 0},
            hoverinfo="skip",
        )
        # The lower edge stops where the names begin.
        for end, slope in ((1.0, self.high_at_most), (NAMES_AT - 0.02, self.low_at_most)):
            ends = [0, self.most * end], [0, slope * end]
            draw_line(figure, *ends, width=1, color=palette.muted, dash="dot")
        whole = [0, self.most]
        draw_line(figure, whole, [0, self.at_most], width=2.5, color=palette.accent)
        target = [self.target, self.target]
        draw_line(figure, whole, target, width=1.5, color=palette.text, dash="dash")
        _estimates(figure, self, top, palette)
        if self.now is not None:
            figure.add_scatter(
                x=[self.now[0]],
                y=[self.now[1]],
                mode="markers",
                marker=ring(19, palette),
                hovertemplate=f"{self.now_label}<extra></extra>",
            )
        _labels(figure, self, palette)
        return figure

    def listed(self, top: float) -> list[tuple[Placed, float]]:
        """Return the estimates named in the corner, and how high there; `top` ends the axis.

        They stand in the order of their height, so that no leader crosses another.
        """
        named = [one for one in self.placed if one.name and not one.apart]
        room = (NAMES_TO - NAMES_FROM) / max(len(named) - 1, 1)
        ordered = sorted(named, key=lambda one: (one.share, one.people))
        return [(one, top * (NAMES_FROM + room * at)) for at, one in enumerate(ordered)]

    def plain(self) -> "ShareLine":
        """Return itself: PowerPoint draws lines and marks over an axis of numbers too."""
        return self


def _estimates(figure: go.Figure, spec: ShareLine, top: float, palette: Palette) -> None:
    """Named estimates large with a leader to their name, the others small."""
    for named in (False, True):
        drawn = [p for p in spec.placed if bool(p.name) == named]
        figure.add_scatter(
            x=[p.people for p in drawn],
            y=[p.share for p in drawn],
            mode="markers",
            marker={
                "symbol": [SYMBOLS[p.concept] for p in drawn],
                "size": 10 if named else 6,
                "color": palette.accent if named else palette.page,
                "line": {"width": 1.5, "color": palette.page if named else palette.label},
                "opacity": 1,
            },
            hovertext=[p.hover for p in drawn],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    x: list[float | None] = []
    y: list[float | None] = []
    for each, at in spec.listed(top):
        x += [each.people, spec.most * (NAMES_AT - 0.01), None]
        y += [each.share, at, None]
        place_of = {"x": spec.most * NAMES_AT, "y": at, "xanchor": "left", "yanchor": "middle"}
        figure.add_annotation(note(each.name, 12, palette.label, yshift=0, **place_of))
    draw_line(figure, x, y, width=0.8, color=palette.label)
    for each in spec.placed:
        if each.apart:
            place_of = {"x": each.people, "y": each.share, "xanchor": "right", "yanchor": "bottom"}
            figure.add_annotation(note(each.name, 12, palette.label, yshift=8, **place_of))


def _labels(figure: go.Figure, spec: ShareLine, palette: Palette) -> None:
    # The two that may lie close together are anchored away from each other.
    above = spec.at_most >= spec.target
    for share, text, anchor in (
        (spec.high_at_most, "all high", "middle"),
        (spec.at_most, "<b>as set</b>", "bottom" if above else "top"),
        (spec.target, f"<b>{spec.target_label}</b>", "top" if above else "bottom"),
    ):
        at = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": share}
        figure.add_annotation(note(text, 12, palette.label, yanchor=anchor, **at))


def _layout(spec: ShareLine, top: float, palette: Palette) -> go.Layout:
    step = next((s for s in STEPS if top / s <= 6), STEPS[-1])
    ticks = [step * k for k in range(int(top / step) + 1)]
    people = [ACROSS * k for k in range(int(spec.most // ACROSS) + 1)]
    small = {"size": 12, "color": palette.label}
    axis = {"gridcolor": palette.grid, "zerolinecolor": palette.muted, "showgrid": True}
    return go.Layout(
        **ground(HEIGHT, (0, 48, 6, 0), size=FONT_SIZE),
        hoverlabel=hover_box(palette),
        xaxis=scale_axis(
            people,
            [f"{value / 1e6:g} m" if value else "0" for value in people],
            palette,
            range=[0, spec.most],
            title={"text": spec.axis, "font": small, "standoff": 6},
            **axis,
        ),
        yaxis=scale_axis(
            ticks, [f"{value * 100:g}%" for value in ticks], palette, range=[0, top], **axis
        ),
    )


@dataclass(frozen=True)
class ShareGrid:
    """`people` and `worked` (0 to 1) in even steps, and the cells' texts row by row.

    The contour runs between the cells that are `reached` and the others; `now` is where the inputs
    stand.
    """

    people: Sequence[float]
    worked: Sequence[float]
    texts: Sequence[Sequence[str]]
    reached: Sequence[Sequence[bool]]
    contour_label: str
    now: tuple[float, float] | None

    def draw(self, palette: Palette) -> go.Figure:
        """Return the grid; cells that reach the share are shaded and lie above the contour."""
        width, height = self.people[1] - self.people[0], self.worked[1] - self.worked[0]
        left, right = self.people[0] - width / 2, self.people[-1] + width / 2
        bottom, top = self.worked[0] - height / 2, self.worked[-1] + height / 2
        says = [
            [
                f"{people / 1e6:g} m people, {part * 100:.0f}% worked: {text}%"
                for people, text in zip(self.people, texts, strict=True)
            ]
            for part, texts in zip(self.worked, self.texts, strict=True)
        ]
        figure = go.Figure(
            data=go.Heatmap(
                x=list(self.people),
                y=list(self.worked),
                z=[[int(cell) for cell in row] for row in self.reached],
                zmin=0,
                zmax=1,
                colorscale=[
                    [0, palette.not_reported],
                    [0.5, palette.not_reported],
                    [0.5, palette.not_covered],
                    [1, palette.not_covered],
                ],
                showscale=False,
                meta={"says": says},
                xgap=1,
                ygap=1,
                text=[list(row) for row in self.texts],
                texttemplate="%{text}",
                textfont={"size": 12, "color": palette.label},
                hoverinfo="skip",
            ),
        )
        x, y = _contour(self, (left, width), (bottom, height))
        if x:
            draw_line(figure, x, y, width=2.5, color=palette.accent)
            end = {"x": x[-1], "y": y[-1], "xanchor": "left", "xshift": 3}
            name = f"<b>{self.contour_label}</b>"
            figure.add_annotation(note(name, 13, palette.label, **end))
        if self.now is not None:
            figure.add_scatter(
                x=[self.now[0]],
                y=[self.now[1]],
                mode="markers",
                marker=ring(24, palette),
                hoverinfo="skip",
            )
        small = {"size": 12, "color": palette.label}
        bare = {"showgrid": False, "zeroline": False}
        figure.update_layout(
            ground(ROW_HEIGHT * len(self.worked) + 46, (0, 44, 4, 0)),
            xaxis=scale_axis(
                self.people,
                [f"{value / 1e6:g}" for value in self.people],
                palette,
                range=[left, right],
                title={"text": "People, millions", "font": small, "standoff": 6},
                **bare,
            ),
            yaxis=scale_axis(
                self.worked,
                [f"{value * 100:.0f}%" for value in self.worked],
                palette,
                range=[bottom, top],
                **bare,
            ),
        )
        return figure

    def plain(self) -> Lines:
        """Return a line for each part that worked, the highest first."""
        rows = [*zip(self.worked, self.texts, strict=True)][::-1]
        return Lines(
            [f"{people / 1e6:g} m" for people in self.people],
            {f"{part * 100:.0f}% worked": [*map(float, texts)] for part, texts in rows},
            "percent",
        )


def _contour(
    spec: ShareGrid, across: tuple[float, float], upwards: tuple[float, float]
) -> tuple[list[float], list[float]]:
    """Return the steps along the cells, so that the line strikes no number through.

    `across` and `upwards` are where the grid begins and how large a cell is.
    """
    x: list[float] = []
    y: list[float] = []
    for column in range(len(spec.people)):
        short = sum(not row[column] for row in spec.reached)
        if short == len(spec.reached):
            continue
        left, edge = across[0] + across[1] * column, upwards[0] + upwards[1] * short
        if not x:
            x.append(left)
            y.append(upwards[0] + upwards[1] * len(spec.reached))
        x += [left, left + across[1]]
        y += [edge, edge]
    return x, y
