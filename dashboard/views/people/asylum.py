"""Asylum: rates by country as dots, and what was applied for and decided over the years."""

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.charts.dots import DotGroup, DotRow, Dots
from dashboard.charts.figure import Figure
from dashboard.charts.panels import Event, Mark, Panels, Track
from dashboard.kit import store
from dashboard.kit.actions import fresh
from dashboard.kit.component import plain_chart
from dashboard.kit.controls import bound, choose, plain
from dashboard.link.page_views import PeopleView, years_of_asylum
from dashboard.models.asylum import Count, CountryYear, country_years, rated
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.people import PeopleTables
from dashboard.tables.provenance import each_id
from dashboard.views.people.tables import Go, asylum_table, foot, head
from dashboard.words import series_words
from dashboard.words.series_words import AGGREGATES
from dashboard.words.sources import ASYLUM_TERMS

ARTICLE_ON_ASYLUM = ("a16_asylum_claims", "a17_asylum_granted")


TOP = 15
# Pixels across, of the dot of most decisions and of the least that can be picked.
LARGEST, LEAST = 24.0, 7.0
# Pixels between two dots.
ASIDE = 9
# Pixels, of the counts over the years.
YEARS_HIGH = 220
# The article is of June 2023 and gives no period.
ARTICLE_YEARS = (2022, 2023)
ALL_CLAIMS = "asylum_eu27_all"


@dataclass(frozen=True)
class AsylumCard:
    """One place over the years, and the rates of one year, of `total` countries."""

    place: Figure
    rates: Figure
    total: int
    beside: list[str]


def place_names(catalogue: Catalogue) -> dict[str, str]:
    """Return the places with an asylum figure, the two aggregates first."""
    found = {place for place, _ in country_years(catalogue)} - set(AGGREGATES)
    names = catalogue.names.by_code
    return {**AGGREGATES, **{code: names[code] for code in sorted(found, key=names.__getitem__)}}


def all_claims(people: PeopleTables) -> dict[int, float]:
    """Return new and repeated applications in the EU of 27 by year, where the tables have them."""
    return {r.period_end.year: r.value for r in people.series_rows(ALL_CLAIMS)}


def asylum_card(
    catalogue: Catalogue,
    place: str,
    year: int,
    claims: Mapping[int, float],
    *,
    everything: bool,
) -> AsylumCard:
    """Return the card of a place and a year; `claims` are those of `all_claims`."""
    figures = country_years(catalogue)
    name = AGGREGATES.get(place) or catalogue.names.by_code[place]
    own = [one for (code, _), one in figures.items() if code == place]
    one = figures.get((place, year))
    ranked = rated(
        each for (code, at), each in figures.items() if at == year and code not in AGGREGATES
    )
    shown = ranked if everything else ranked[:TOP]
    heading = series_words.ranking_title(year, len(shown), len(ranked))
    most = max((_decisions(each) for each in shown), default=1.0)
    dots = [_dot(each, catalogue, place, most) for each in shown]
    listed = "; ".join(f"{dot.name} {dot.label}" for dot in dots)
    return AsylumCard(
        place=Figure(
            title=series_words.place_title(name, one, year),
            lines=series_words.place_lines(one),
            alt=series_words.years_alt(name, own),
            spec=_counts(own, year) if len(own) > 1 else None,
        ),
        rates=Figure(
            title=heading,
            lines=[],
            alt=f"Dots, larger with more decisions: {heading}. {listed}.",
            spec=Dots([DotGroup("", dots)], ("Recognition rate", ""), gap=ASIDE) if dots else None,
        ),
        total=len(ranked),
        beside=series_words.beside_article(
            [figures["EUU", at] for at in ARTICLE_YEARS if ("EUU", at) in figures], claims
        ),
    )


def _dot(one: CountryYear, catalogue: Catalogue, picked: str, most: float) -> DotRow:
    """Return a country's rate; the area of its dot is true to its decisions, but for the least."""
    low, high = one.rate_ends or (0.0, 0.0)
    return DotRow(
        name=catalogue.names.by_code[one.place],
        value=100 * (one.rate or 0.0),
        label=series_words.bar_words(one),
        size=max(LARGEST * math.sqrt(_decisions(one) / most), LEAST),
        span=(100 * low, 100 * high) if low != high else None,
        code=one.place,
        picked=one.place == picked,
        exact=low == high,
    )


def _decisions(one: CountryYear) -> float:
    return one.decided.value if one.decided is not None else 0.0


def _counts(own: Sequence[CountryYear], year: int) -> Panels:
    """Return the three counts on one scale; a year without a row stays a gap."""
    series = {
        "Applied": [_mark("Applied", one.year, one.applied) for one in own if one.applied],
        "Decided": [_mark("Decided", one.year, one.decided) for one in own if one.decided],
        "Recognised": [_mark("Recognised", one.year, one.positive) for one in own if one.positive],
    }
    years_ = sorted(one.year for one in own)
    axis = (datetime.date(years_[0], 1, 1), datetime.date(years_[-1], 12, 31))
    picked = [Event(datetime.date(year, 7, 2), str(year), "")]
    drawn = {name: marks for name, marks in series.items() if marks}
    track = Track(series_words.ASYLUM_YEARS, "line", drawn, YEARS_HIGH)
    return Panels(axis, picked, [track], "M12", "%Y", "applications and decisions")


def _mark(name: str, year: int, count: Count) -> Mark:
    shown = series_words.count_words(count)
    return Mark(
        datetime.date(year, 1, 1),
        datetime.date(year, 12, 31),
        count.value,
        "",
        f"{name}, {year}: {shown}",
        str(year),
        shown if count.low != count.high else "",
    )


def people_asylum(view: PeopleView, go: Go) -> None:
    """Show the rates of one year as dots, and one place over the years."""
    data, estimates = store.tables().catalogue, store.tables().estimates
    everything = bool(st.session_state.get("people_rates_all", False))
    claims = all_claims(store.tables().people)
    card = asylum_card(data, view.country, view.year, claims, everything=everything)
    head(card.place.title, series_words.ASYLUM_SHORT)
    _asylum_controls(view, go)
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        _rates(card, view, go)
    with right, st.container(gap="xsmall"):
        for line in card.place.lines:
            st.text(line)
        if card.place.figure is not None:
            plain_chart(card.place.figure, card.place.alt, "people_asylum_years")
    counts = [one.applied for one in country_years(data).values()]
    ids = tuple(sorted(each_id(one.source_id for one in counts if one)))
    figures = [estimates.figures_by_id[one] for one in ARTICLE_ON_ASYLUM]
    said = [
        f"The article: {row.what_the_article_says} Sources: {row.what_the_sources_say}"
        for row in figures
    ]
    foot(
        view,
        [ids],
        {"": lambda: asylum_table(data, country_years(data).values())},
        {
            "title": "Asylum: applications and decisions on claims of people from Russia",
            "definition": series_words.ASYLUM_WHAT,
            "caution": series_words.FIVES,
        },
        ASYLUM_TERMS,
        [series_words.ASYLUM_WHAT, series_words.FIVES, *said, *card.beside],
        extra=[row.source_id for row in figures],
    )


def _asylum_controls(view: PeopleView, go: Go) -> None:
    data = store.tables().catalogue
    names = place_names(data)
    names.setdefault(view.country, data.names.by_code.get(view.country, view.country))
    with st.container(horizontal=True, gap="small"):

        def pick(code: str) -> None:
            go(replace(view, country=code))

        choose("Country", names, "people_country", view.country, pick, width=160)
        bound(
            st.select_slider,
            "Year",
            years_of_asylum(store.tables().words),
            key="people_year",
            value=view.year,
            put=lambda year: go(replace(view, year=year)),
            width=170,
        )


def _rates(card: AsylumCard, view: PeopleView, go: Go) -> None:
    with fresh("rates", card.rates.title):
        st.markdown(f"#### {plain(card.rates.title)}")
    if card.rates.figure is None:
        st.text("No country has a rate in this year. Try another year.")
        return
    plain_chart(
        card.rates.figure,
        card.rates.alt,
        "people_rates",
        lambda iso3: go(replace(view, country=iso3)),
    )
    if card.total > TOP:
        st.toggle(f"Show all {card.total}", key="people_rates_all")
