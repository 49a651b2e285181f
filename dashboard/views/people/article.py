"""The article, figure by figure: verdicts, ranges of what the sources say, and where to go."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.figure import Bars, Figure
from dashboard.charts.ground import ground
from dashboard.charts.palette import SCREEN, Palette
from dashboard.kit import store
from dashboard.kit.actions import source_note
from dashboard.kit.address import page_link
from dashboard.kit.component import plain_chart
from dashboard.kit.controls import choices_width, plain, popover
from dashboard.link.page_views import PeopleView
from dashboard.tables.estimates import ArticleFigure
from dashboard.views.people.tables import article_table, foot, head
from dashboard.words import people_words
from dashboard.words.sources import source_lines

Target = tuple[str, dict[str, str]]

# Figures for which a view says more than the page's opening; the rest open the page they name.
VIEWS: dict[str, Target] = {
    "a04_crimea": ("people", {"part": "when"}),
    "a05_first_wave": ("people", {"part": "when"}),
    "a06_mobilisation": ("people", {"part": "when", "kind": "mobilisation"}),
    "a07_online_callup": ("people", {"part": "when", "kind": "law"}),
    "a09_uk_mod": ("scenarios", {"a_from": "a09_uk_mod"}),
    "a10_forbes": ("scenarios", {"a_from": "a10_forbes"}),
    "a11_the_bell": ("scenarios", {"a_from": "the_bell_2024"}),
    "a13_kazakhstan_days": ("map", {"layer": "entry_rules", "people": "none", "country": "KAZ"}),
    "a14_months": ("map", {"layer": "valid_permits"}),
    "a15_permits": ("map", {"layer": "valid_permits"}),
    "a16_asylum_claims": ("people", {"part": "asylum", "year": "2022"}),
    "a17_asylum_granted": ("people", {"part": "asylum", "year": "2022"}),
    "a18_passports": ("people", {"part": "when"}),
    "a20_under_50": ("people", {"part": "who"}),
    "a25_total_again": ("people", {"part": "who"}),
}


def article_target(figure: ArticleFigure) -> Target:
    """Return the page and query for a row of article_figures."""
    return VIEWS.get(figure.figure_id, (figure.used_on, {}))


# Pixels.
LANE, RANGE = 46, 36
# What tells the verdicts apart besides their lanes: filled, empty, crossed.
HATCHES = {"confirmed": "", "imprecise": "", "not traceable": "x"}


@dataclass(frozen=True)
class Strip:
    """A mark a figure of the article, in lanes by verdict."""

    figures: Sequence[ArticleFigure]

    def draw(self, palette: Palette) -> go.Figure:
        """Return the marks from left to right, as the article gives the figures."""
        strip, words = go.Figure(), people_words.VERDICT_WORDS
        for lane, verdict in enumerate(people_words.VERDICTS):
            places = [at for at, row in enumerate(self.figures, start=1) if row.verdict == verdict]
            strip.add_bar(
                x=places,
                y=[0.7] * len(places),
                base=[lane - 0.35] * len(places),
                width=0.7,
                name=words[verdict],
                customdata=[
                    f"{at}: {self.figures[at - 1].topic}, {words[verdict].lower()}" for at in places
                ],
                hovertemplate="%{customdata}<extra></extra>",
                marker={
                    "color": palette.accent if verdict == "confirmed" else palette.page,
                    "line": {"color": palette.accent, "width": 2},
                    "pattern": {"shape": HATCHES[verdict], "fgcolor": palette.accent, "size": 7},
                },
            )
        names = [
            people_words.lane_words(self.figures, verdict) for verdict in people_words.VERDICTS
        ]
        return strip.update_layout(
            ground(LANE * len(names) + 26, (0, 14, 2, 24)),
            barmode="overlay",
            xaxis={
                "range": [0.4, len(self.figures) + 0.4],
                "tickvals": [1, *range(5, len(self.figures) + 1, 5)],
                "tickfont": {"size": 12, "color": palette.label},
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={
                "range": [len(names) - 0.5, -0.5],
                "tickvals": list(range(len(names))),
                "ticktext": names,
                "tickfont": {"size": 13, "color": palette.text},
                "ticklabelstandoff": 8,
                "automargin": True,
                "fixedrange": True,
                "gridcolor": palette.grid,
                "zeroline": False,
            },
        )

    def plain(self) -> Bars:
        """Return how many figures have each verdict."""
        verdicts = Counter(figure.verdict for figure in self.figures)
        counts: list[float | None] = [verdicts[name] for name in people_words.VERDICTS]
        return Bars([*people_words.VERDICT_WORDS.values()], {"Figures": counts}, "figures")


def article_card(figures: Sequence[ArticleFigure]) -> Figure:
    """Return the verdicts on all figures."""
    return Figure(
        title=people_words.article_title(figures),
        lines=[people_words.VERDICT_MEANS, people_words.OWN_LIVES],
        alt=people_words.strip_alt(figures),
        spec=Strip(figures),
    )


def has_range(figure: ArticleFigure) -> bool:
    """Whether the sources of a figure give numbers for what the article says."""
    return not (isnan(figure.sources_low) and isnan(figure.sources_high))


def tops(figures: Sequence[ArticleFigure]) -> dict[str, float]:
    """Return the end of each figure's scale; figures of one unit share theirs."""
    ends: dict[str, float] = {}
    for row in figures:
        known = [float(getattr(row, name)) for name in (*people_words.SAID, *people_words.FOUND)]
        highest = max((value for value in known if not isnan(value)), default=0.0)
        unit = people_words.article_unit(row)
        ends[unit] = max(ends.get(unit, 0.0), highest)
    return {row.figure_id: ends[people_words.article_unit(row)] * 1.06 for row in figures}


def range_figure(figure: ArticleFigure, top: float, palette: Palette) -> go.Figure:
    """Return a bar for what the sources say, with the article's number as a diamond on it."""
    low, high = (float(getattr(figure, name)) for name in people_words.FOUND)
    said = list(dict.fromkeys(float(getattr(figure, name)) for name in people_words.SAID))
    ends = (0 if isnan(low) else low, top if isnan(high) else high)
    chart = go.Figure()
    chart.add_scatter(
        x=ends,
        y=[0, 0],
        mode="lines",
        line={"color": palette.accent, "width": 7},
        opacity=0.55,
        hoverinfo="skip",
        meta={"says": [people_words.range_alt(figure)]},
        cliponaxis=False,
    )
    # A bar with an open end fades out in points.
    if isnan(low) or isnan(high):
        chart.data[0].line.dash = "2px,2px"
    if ends[0] == ends[1]:
        chart.update_traces(mode="markers", marker={"symbol": "line-ns", "size": 13})
        chart.update_traces(marker_line={"color": palette.accent, "width": 3})
    chart.add_scatter(
        x=[value for value in said if not isnan(value)],
        y=[0 for value in said if not isnan(value)],
        mode="markers",
        hoverinfo="skip",
        cliponaxis=False,
        marker={
            "symbol": "diamond",
            "size": 11,
            "color": palette.text,
            "opacity": 1,
            "line": {"color": palette.page, "width": 1.5},
        },
    )
    label: dict[str, object] = {
        "text": people_words.range_words(figure),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": 13, "color": palette.text},
    }
    return chart.update_layout(
        ground(RANGE, (1, 8, 0, 2)),
        annotations=[label],
        xaxis={
            "range": [0, top],
            "fixedrange": True,
            "showticklabels": False,
            "showgrid": False,
            "zeroline": True,
            "zerolinecolor": palette.muted,
        },
        yaxis={"range": [-0.7, 2], "visible": False, "fixedrange": True},
    )


def people_article(view: PeopleView) -> None:
    """Show the verdicts as a strip, then a row a figure; its sources open where its verdict is."""
    estimates = store.tables().estimates
    figures = estimates.article_figures
    card = article_card(figures)
    head(card.title, f"{people_words.VERDICT_MEANS} {people_words.ARTICLE_MARKS}.")
    plain_chart(card.figure, card.alt, "people_strip")
    ends = tops(figures)
    with st.container(gap=None):
        for at, figure in enumerate(figures, start=1):
            _figure(at, figure, ends[figure.figure_id])
    foot(
        view,
        [row.source_id for row in figures],
        {"": lambda: article_table(figures, estimates.sources)},
        {"title": card.title, "verdicts": card.lines[0]},
        (),
        card.lines,
    )


def _figure(at: int, figure: ArticleFigure, top: float) -> None:
    said, found = st.columns([1, 1.16], gap="xxsmall", vertical_alignment="center")
    with said, st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        _verdict(figure)
        st.markdown(f":small[**{at}** · {plain(figure.what_the_article_says)}]")
    with found:
        if has_range(figure):
            drawn = range_figure(figure, top, SCREEN)
            plain_chart(drawn, people_words.range_alt(figure), f"range_{figure.figure_id}")
        else:
            st.markdown(f":small[{plain(figure.what_the_sources_say)}]")


def _verdict(figure: ArticleFigure) -> None:
    """Show a verdict, which opens what the sources say."""

    def sources() -> None:
        st.text(figure.what_the_sources_say)
        if others := tuple(one for one in figure.source_id if one != people_words.ARTICLE_SOURCE):
            source_note(source_lines(others, store.tables().estimates.sources))
        page, query = article_target(figure)
        page_link(people_words.link_label(page, query), page, query)

    popover(
        people_words.VERDICT_WORDS[figure.verdict],
        people_words.VERDICT_ICONS[figure.verdict],
        f"sources_{figure.figure_id}",
        sources,
        type="tertiary",
        width=max(choices_width([word]) for word in people_words.VERDICT_WORDS.values()),
    )
