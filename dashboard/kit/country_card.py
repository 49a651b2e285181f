"""One country: the field that finds it, and its card, with the source of exactly that."""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import streamlit as st

from dashboard.kit.actions import Draw, cite, fresh, held_open, source_note
from dashboard.kit.address import page_link
from dashboard.kit.controls import icon_button, plain
from dashboard.map.figure import MapCard
from dashboard.models.layer import Layer, Place
from dashboard.models.permits import VALID_PERMITS, naturalised, per_resident
from dashboard.models.rings import NATIONAL_PERMITS, Single, named, picked
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Observation
from dashboard.tables.provenance import each_id
from dashboard.words import country_words, values
from dashboard.words.numbers import counted, full, percent, period
from dashboard.words.sources import SourceLine, source_lines


@dataclass(frozen=True)
class CountryCard:
    """`headline` and `details` are sentences; `series` gives all years, "" where there is one."""

    iso3: str
    name: str
    headline: str
    details: list[str]
    other_figures: list[str] = field(default_factory=list)
    series: str = ""
    sources: list[SourceLine] = field(default_factory=list)
    quality: str = ""
    period: str = ""


def choropleth_country(catalogue: Catalogue, layer: Layer, iso3: str) -> CountryCard:
    """Return the card of a country on a layer whose values share one definition."""
    place = layer.row(iso3)
    details = _details(layer, place) if place.has_number else _absent(layer, place)
    headline, when, quality = values.state_text(place).capitalize(), str(layer.year), ""
    sources: list[SourceLine] = []
    if place.figure:
        when = period(place.figure.period_start, place.figure.period_end)
        headline = f"{values.value_with_unit(place.figure, layer.indicator)}, {when}"
        quality = values.QUALITY_WORDS[place.figure.quality]
        ids = each_id(one for (one,) in layer.inputs([place]).values())
        sources = source_lines(ids, catalogue.sources)
    rows = _all(catalogue, layer.indicator.indicator_id, iso3)
    # National figures stand beside a permit layer.
    beside = layer.indicator.layer_group == "Permits"
    national = named(catalogue, _all(catalogue, NATIONAL_PERMITS, iso3) if beside else ())
    if layer.indicator.indicator_id == VALID_PERMITS:
        details += beside_permits(catalogue, iso3, layer.year)
    details += country_words.break_notes(rows, layer.year)
    return CountryCard(
        iso3=iso3,
        name=place.name,
        headline=headline,
        details=details,
        other_figures=[values.ring_hover(row, layer.indicator) for row in national],
        series=country_words.series_text(rows, layer.indicator) if len(rows) > 1 else "",
        sources=sources,
        quality=quality,
        period=when,
    )


def beside_permits(catalogue: Catalogue, iso3: str, year: int) -> list[str]:
    """Return how valid permits compare with residents, and who became a citizen."""
    found, citizens = per_resident(catalogue, iso3, year), naturalised(catalogue, iso3)
    lines = [country_words.per_resident_line(found)] if found else []
    if citizens:
        publishers = {one: source.publisher for one, source in catalogue.sources.items()}
        lines.append(country_words.naturalised_line(citizens, publishers))
    return lines


def ring_country(
    catalogue: Catalogue, indicator: Indicator, rows: Sequence[Single], iso3: str, year: int
) -> CountryCard:
    """Return the card of a country on a layer of unlike figures; `rows` as of `ring_rows`."""
    own, every = picked(rows, iso3), _all(catalogue, indicator.indicator_id, iso3)
    name = catalogue.names.by_code[iso3]
    if not own:
        years = ", ".join(sorted({str(row.period_end.year) for row in every}))
        advice = "No figure of this kind was found for this country; try another layer."
        advice = f"Figures of this country exist for {years}." if years else advice
        return CountryCard(iso3, name, f"No figure in {year}", [advice])
    first = own[0].figure
    ends = {row.figure.period_end for row in own}
    others = named(catalogue, (row for row in every if row.period_end not in ends))
    return CountryCard(
        iso3=iso3,
        name=name,
        headline=values.ring_hover(own[0], indicator),
        details=[values.ring_hover(row, indicator) for row in own[1:]],
        other_figures=[values.ring_hover(row, indicator) for row in others],
        sources=source_lines(each_id(row.figure.source_id for row in own), catalogue.sources),
        quality=values.QUALITY_WORDS[first.quality],
        period=period(first.period_start, first.period_end),
    )


def _details(layer: Layer, place: Place) -> list[str]:
    """Return change or rate, rank, share and note as sentences."""
    count = len(layer.valued)
    lines = []
    if layer.measure == "change" and place.before:
        value = place.before.value
        before = percent(value) if layer.indicator.is_share else full(value)
        unit = (
            "" if layer.indicator.is_share else f" {values.unit_words(layer.indicator, 'change')}"
        )
        lines.append(
            f"{values.change_text(place, layer.indicator)}{unit} against {before} in {layer.since}"
        )
    if layer.measure == "per_1000":
        lines.append(
            f"{place.per_1000:.2f} {values.unit_words(layer.indicator, 'per_1000')}, "
            f"population {full(place.country.population)} in {layer.population_year}"
        )
    ranked_by = {"change": "by change", "per_1000": "per resident"}.get(layer.measure, "by size")
    lines.append(f"Rank {place.rank} of {counted(count, 'country')} with a value, {ranked_by}")
    if not math.isnan(place.share):
        lines.append(f"{percent(place.share)} of all that these {count} report")
    if place.figure and place.figure.note:
        lines.append(f"Note: {place.figure.note}")
    return lines


def _absent(layer: Layer, place: Place) -> list[str]:
    if place.state == "not_covered":
        return [
            f"{layer.indicator.label}: the source does not cover this country. Try another layer."
        ]
    if place.state == "absent":
        return ["This country is not in your table, which does not mean zero."]
    if place.figure:
        return [f"No change or rate is shown: {values.state_text(place)}."]
    return [f"No row for {layer.year}: not reported, which is not zero. Try another year."]


def _all(catalogue: Catalogue, indicator_id: str, iso3: str) -> Sequence[Observation]:
    return catalogue.rows_by_place.get((indicator_id, iso3), ())


Pick = Callable[[str | None], None]
# Where the session holds what was typed into the map and is no country's name.
ON_MAP = "map_country"


def take_country(key: str, data: Catalogue, known: Collection[str], go: Pick, typed: str) -> None:
    """Go to the country in `known` that a code or any spelling of its name stands for.

    Empty text lets go of the one that is picked. A spelling that is not known changes nothing:
    `unknown_country` then says so.
    """
    found: str | None = typed
    if typed not in known:
        found = data.names.resolve(typed) or data.names.begun(typed)
    if typed and found not in known:
        st.session_state[f"{key}_unknown"] = typed
        return
    st.session_state.pop(f"{key}_unknown", None)
    go(found if typed else None)


def unknown_country(key: str, data: Catalogue, known: Collection[str], go: Pick) -> None:
    """Say that the last name typed into a field is not known, and offer what is near it."""
    typed = st.session_state.get(f"{key}_unknown")
    if not typed:
        return

    def take(iso3: str) -> None:
        st.session_state.pop(f"{key}_unknown", None)
        go(iso3)

    near = [iso3 for iso3 in data.names.nearest(typed) if iso3 in known]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        more = "Did you mean:" if near else "Try another spelling."
        st.text(f"No country is called “{typed[:40]}”. {more}", width="content")
        for iso3 in near:
            st.button(
                plain(data.names.by_code[iso3]),
                key=f"{key}_near_{iso3}",
                on_click=take,
                args=(iso3,),
            )


# In pixels: about what the ranking takes beside a map on a laptop.
CARD_WIDTH = 370
# Lines of the card that stand open: the change or rate, and the rank. The rest is a click away.
FIRST, MORE = 2, "All years, notes and other figures"
# In pixels: what a map with legend and time control takes in the lowest window that it is made for.
LEAST_HEIGHT = 440


def beside_map(draw: Draw, card: Draw | None, close: Callable[[], None]) -> None:
    """Draw a map, and over the place of its ranking the card of the picked country.

    The map stands in the same place of the page either way, so that it is not mounted anew.
    """
    with st.container(horizontal=True, gap=None, key="map_and_card"):
        with held_open("map", LEAST_HEIGHT):
            draw()
        if card is not None:
            with st.container(border=True, gap="xsmall", width=CARD_WIDTH, key="country_card"):
                card()
                icon_button("Close", "close", "country_close", close, type="tertiary")


def country_panel(country: CountryCard, card: MapCard, link: str) -> None:
    """Show value, rank, series, source and citation of one country."""
    with fresh("country", f"{country.iso3} {country.headline}"):
        st.markdown(f"**{country.name}**")
        # Of unlike figures each stands for itself.
        open_ones = FIRST if card.layer else len(country.details)
        st.text("\n".join([country.headline, *country.details[:open_ones]]))
        series = [f"By year: {country.series}"] if country.series else []
        if more := [*country.details[open_ones:], *series, *country.other_figures]:
            more_of_it = st.expander(MORE, expanded=not country.sources, on_change="rerun")
            if more_of_it.open:
                more_of_it.text("\n\n".join(more))
        if country.sources:
            source_note(country.sources, country.quality)
            first = f"; {country.details[0]}" if card.layer and country.details else ""
            cite(
                f"{country.name}: {country.headline}{first}",
                card.indicator.definition,
                country.period,
                country.sources,
                link,
                "cite_country",
            )
        in_full(country.name, country.iso3)


def in_full(name: str, iso3: str) -> None:
    """Lead from a country's card to its page."""
    page_link(f"{plain(name)} in full", "countries", {"c": iso3})
