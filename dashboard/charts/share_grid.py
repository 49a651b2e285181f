"""A grid of shares: people across, the part of them who worked upwards, a contour at one share."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.figure import Lines
from dashboard.charts.ground import draw_line, ground, note, ring, scale_axis
from dashboard.charts.palette import Palette

ROW_HEIGHT = 30


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
