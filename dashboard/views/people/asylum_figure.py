"""Asylum: applied, decided and recognised by year, and recognition rates by country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.bars import Bar, draw_bars
from dashboard.charts.palette import Palette
from dashboard.charts.three_lines import Line, draw_lines
from dashboard.models.asylum import Count, CountryYear, country_years, rated
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.people import PeopleTables
from dashboard.words import asylum_words
from dashboard.words.asylum_words import AGGREGATES

TOP = 15
# The article is of June 2023 and gives no period.
ARTICLE_YEARS = (2022, 2023)
ALL_CLAIMS = "asylum_eu27_all"


@dataclass(frozen=True)
class AsylumCard:
    """One place over the years, and the countries of one year."""

    title: str
    lines: list[str]
    figure: go.Figure | None
    alt: str
    ranking_title: str
    ranking: go.Figure | None
    ranking_alt: str
    total: int
    beside: list[str]


def asylum_years(catalogue: Catalogue) -> dict[tuple[str, int], CountryYear]:
    """Return every place and year with an asylum figure."""
    return country_years(catalogue.observations, catalogue.totals)


def place_names(catalogue: Catalogue) -> dict[str, str]:
    """Return the places with an asylum figure, the two aggregates first."""
    found = {place for place, _ in asylum_years(catalogue)} - set(AGGREGATES)
    names = catalogue.names.by_code
    return {**AGGREGATES, **{code: names[code] for code in sorted(found, key=names.__getitem__)}}


def all_claims(people: PeopleTables) -> dict[int, float]:
    """Return new and repeated applications in the EU of 27 by year, where the tables have them."""
    return {int(r["period_end"][:4]): float(r["value"]) for r in people.series_rows(ALL_CLAIMS)}


def asylum_card(
    catalogue: Catalogue,
    place: str,
    year: int,
    palette: Palette,
    claims: Mapping[int, float],
    *,
    everything: bool,
) -> AsylumCard:
    """Return the card of a place and a year; `claims` are those of `all_claims`."""
    figures = asylum_years(catalogue)
    name = AGGREGATES.get(place) or catalogue.names.by_code[place]
    own = [one for (code, _), one in figures.items() if code == place]
    one = figures.get((place, year))
    ranked = rated(
        each for (code, at), each in figures.items() if at == year and code not in AGGREGATES
    )
    shown = ranked if everything else ranked[:TOP]
    heading = asylum_words.ranking_title(year, len(shown), len(ranked))
    bars = [_bar(each, catalogue, place, palette) for each in shown]
    listed = "; ".join(f"{bar.name} {bar.label}" for bar in bars)
    return AsylumCard(
        title=asylum_words.place_title(name, one, year),
        lines=asylum_words.place_lines(one),
        figure=_lines(own, year, palette) if len(own) > 1 else None,
        alt=asylum_words.years_alt(name, own),
        ranking_title=heading,
        ranking=_ranking(bars, palette) if bars else None,
        ranking_alt=f"Bars: {heading}. {listed}.",
        total=len(ranked),
        beside=asylum_words.beside_article(
            [figures["EUU", at] for at in ARTICLE_YEARS if ("EUU", at) in figures], claims
        ),
    )


def _ranking(bars: Sequence[Bar], palette: Palette) -> go.Figure:
    """Return the bars with room for their labels on a narrow screen."""
    figure = draw_bars(bars, palette)
    # A skipped bar takes no click either.
    figure.update_traces(hoverinfo="none")
    return figure.update_xaxes(range=[0, max(bar.value for bar in bars) * 1.6 or 1])


def _bar(one: CountryYear, catalogue: Catalogue, picked: str, palette: Palette) -> Bar:
    return Bar(
        iso3=one.place,
        name=catalogue.names.by_code[one.place],
        value=one.rate or 0.0,
        color=palette.accent,
        label=asylum_words.bar_words(one),
        picked=one.place == picked,
    )


def counts_by_year(own: Sequence[CountryYear]) -> dict[str, list[tuple[int, Count | None]]]:
    """Return applied, decided and recognised of one place as pairs of year and count."""
    return {
        "Applied": [(one.year, one.applied) for one in own],
        "Decided": [(one.year, one.decided) for one in own],
        "Recognised": [(one.year, one.positive) for one in own],
    }


def _lines(own: Sequence[CountryYear], year: int, palette: Palette) -> go.Figure:
    """Return the three counts on one scale; a year without a row stays a gap."""
    lines = [
        Line(
            name,
            [
                (at, count.value, asylum_words.count_words(count))
                for at, count in counts
                if count is not None
            ],
        )
        for name, counts in counts_by_year(own).items()
    ]
    return draw_lines([line for line in lines if line.points], year, palette)
