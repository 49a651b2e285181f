"""Countries: one country in full, or up to four side by side."""

import streamlit as st

from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.add_to_briefing import add_button
from dashboard.kit.address import (
    current_query,
    share_link,
    show_refusals,
    show_release_note,
    write_query,
)
from dashboard.kit.chart import plain_chart
from dashboard.kit.entry_country import EntryCountry, entry_country
from dashboard.kit.entry_panel import all_rules, event_lines
from dashboard.kit.looks import palette
from dashboard.kit.page_foot import page_foot
from dashboard.kit.source_note import plain, source_note
from dashboard.kit.terms import term_links
from dashboard.link.country_view import CountryView, countries_query, parse_countries
from dashboard.link.entry_view import ENTRY_LAYER
from dashboard.link.in_view import on_countries
from dashboard.link.page_link import PageLink
from dashboard.views.countries.figures import Cell, CountryPage, IndicatorRow, country_page
from dashboard.views.countries.rows import figure_rows, rule_rows
from dashboard.views.countries.search import country_search
from dashboard.words.country_words import page_title
from dashboard.words.coverage import listed
from dashboard.words.entry_words import SHORT_VISITS
from dashboard.words.numbers import counted
from dashboard.words.term_words import ENTRY_TERMS, indicator_terms

EACH_COUNTS = "Each indicator counts by its own definition; see definition and caution in each row."
# Where most people went, for a reader who has not picked yet.
SUGGESTED = ("GEO", "SRB", "KAZ", "ARM", "TUR", "ISR", "DEU")


def main() -> None:
    """Lay the page out from the countries that the address bar names."""
    words = store.vocabulary()
    query = current_query()
    view, refusals = parse_countries(query, words)
    with st.container(gap="xsmall"):
        st.markdown(
            "**One country in full, or up to four side by side:** the entry rules at each date "
            "they are known for, every figure with its source, and what no source reports."
        )
        show_refusals(refusals)
        show_release_note(query, words.release, on_countries(view))
        country_search(store.catalogue(), words.countries, view.countries, _go)
    if not view.countries:
        _empty()
        return
    data = store.catalogue()
    names = data.names.by_code
    st.subheader(page_title([names[iso3] for iso3 in view.countries]), anchor=False)
    add_button(PageLink.of("countries", countries_query(view, words, full=True)), "countries")
    _rules([entry_country(data, store.entry(), iso3) for iso3 in view.countries])
    _figures(country_page(data, view.countries, palette()), len(view.countries))
    _downloads(view)
    page_foot("countries", countries_query(view, words, full=True), lambda: _go(()))


def _empty() -> None:
    names = store.catalogue().names.by_code
    st.text("No country is picked yet. Start with one, and add others beside it:")
    with st.container(horizontal=True, gap="small"):
        for iso3 in SUGGESTED:
            st.button(names[iso3], key=f"countries_start_{iso3}", on_click=_go, args=((iso3,),))


def _rules(countries: list[EntryCountry]) -> None:
    st.markdown("#### Entry rules for Russian citizens")
    st.text(SHORT_VISITS)
    term_links(ENTRY_TERMS)
    for column, country in zip(st.columns(len(countries), gap="medium"), countries, strict=True):
        with column, st.container(gap="xsmall"):
            st.markdown(f"**{plain(country.name)}**")
            all_rules(country)
            if country.events:
                decisions = counted(len(country.events), "decision")
                label = f"{decisions} that applied to {plain(country.name)}"
                with st.expander(label, expanded=len(countries) == 1 and len(country.events) < 9):
                    for event in country.events:
                        event_lines(event)
            st.page_link(
                "views/map/page.py",
                label=f"{plain(country.name)} on the map of entry rules",
                icon=":material/map:",
                query_params={"layer": ENTRY_LAYER, "people": "none", "country": country.iso3},
            )


def _figures(page: CountryPage, count: int) -> None:
    term_links(indicator_terms(row.indicator for row in page.rows))
    if page.both_ways:
        st.markdown("#### Moved in, and moved out again")
        st.caption("National statistics that count both. Two counts, not one group of people.")
        for line in page.both_ways:
            st.text(line)
    group = ""
    for row in page.rows:
        if row.indicator.layer_group != group:
            group = row.indicator.layer_group
            st.markdown(f"#### {plain(group)}")
        _indicator(row, count)
    st.markdown("#### What is missing")
    for absence in page.absences:
        st.markdown(f"**{plain(absence.name)}**")
        st.text(f"Not reported, though the source covers it: {absence.not_reported or 'nothing'}")
        st.text(f"Not covered by the source: {absence.not_covered or 'nothing'}")


def _indicator(row: IndicatorRow, count: int) -> None:
    indicator = row.indicator
    with st.container(gap="xsmall", key=f"indicator_{indicator.indicator_id}"):
        st.markdown(f"**{plain(indicator.label)}**")
        st.caption(plain(f"{indicator.definition} {indicator.caution}"))
        for column, cell in zip(st.columns(count, gap="medium"), row.cells, strict=True):
            with column:
                _cell(cell, indicator.indicator_id, alone=count == 1)


def _cell(cell: Cell, indicator_id: str, *, alone: bool) -> None:
    """Show text first; beside it, or under it where countries share the width, the series."""
    text, chart = st.columns([1.1, 1], gap="medium") if alone else (st.container(), st.container())
    with text, st.container(gap="xsmall"):
        st.text(f"{cell.name}: {cell.headline}")
        for line in cell.lines:
            st.text(line)
        if cell.sources:
            source_note(cell.sources, cell.quality)
    if cell.figure is not None:
        with chart:
            plain_chart(cell.figure, cell.alt, f"series_{indicator_id}_{cell.iso3}")


def _downloads(view: CountryView) -> None:
    """Offer the figures and the rules of the countries, once the reader opens them."""
    opened = st.expander(
        "Download", icon=":material/download:", key="countries_download", on_change="rerun"
    )
    if not opened.open:
        return
    data, codes = store.catalogue(), view.countries
    names = listed([data.names.by_code[iso3] for iso3 in codes])
    file = "-".join(iso3.lower() for iso3 in codes)
    link = share_link(countries_query(view, store.vocabulary(), full=True))
    with opened:
        downloads(
            lambda: figure_rows(data, codes),
            "countries_figures",
            f"figures-{file}",
            {"title": f"Figures of {names}", "caution": EACH_COUNTS},
            link,
            what="figures",
        )
        downloads(
            lambda: rule_rows(data, store.entry(), codes),
            "countries_rules",
            f"entry-rules-{file}",
            {"title": f"Entry rules of {names}", "caution": SHORT_VISITS},
            link,
            what="entry rules",
        )


def _go(countries: tuple[str, ...]) -> None:
    write_query(countries_query(CountryView(countries), store.vocabulary()))


main()
