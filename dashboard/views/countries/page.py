"""Countries: all destinations in a table, one in full, or up to four side by side."""

from collections.abc import Callable, Collection, Iterable

import streamlit as st

from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.actions import actions, headline, held_open, sources_and_terms
from dashboard.kit.address import (
    current_query,
    link_notes,
    page_link,
    reset_button,
    share_link,
    write_query,
)
from dashboard.kit.controls import bound, choices_width, icon_button, plain
from dashboard.kit.country_card import take_country, unknown_country
from dashboard.kit.entry_rules import events_table
from dashboard.kit.map_component import Shown, draw_one
from dashboard.kit.table import html_table
from dashboard.link.map_view import ENTRY_LAYER, entry_defaults
from dashboard.link.page_codes import on_countries
from dashboard.link.page_link import PageLink
from dashboard.link.page_views import MOST_COUNTRIES, CountryView, countries_query, parse_countries
from dashboard.tables.provenance import SOURCE, each_id, named_ids
from dashboard.views.countries.board import board
from dashboard.views.countries.figures import CountryPage, country_page
from dashboard.views.countries.pictures import Destinations, country_pictures
from dashboard.views.countries.table import (
    destinations,
    figure_rows,
    figure_table,
    observed,
    rule_rows,
    rule_table,
)
from dashboard.words.country_words import EACH_COUNTS, HEADLINE, TABLE_LINE
from dashboard.words.entry_words import SHORT_VISITS
from dashboard.words.sources import ENTRY_TERMS, indicator_terms, source_lines
from dashboard.words.values import listed

FIELD = "countries_add"
# In pixels: the board, less than any of its pictures takes on a laptop, and a button's cross.
MAP_HEIGHT, BOARD_HEIGHT, CROSS = 380, 520, 24


def main() -> None:
    """Lay the page out from the countries that the address bar names."""
    words = store.tables().words
    query = current_query()
    view, refusals = parse_countries(query, words)
    link_notes(refusals, query, words.release, on_countries(view, store.tables().entry))
    if not view.countries:
        _all()
        return
    data, entry = store.tables().catalogue, store.tables().entry
    page = country_page(data, entry, view.countries, view.show)
    _controls(view)
    headline("headline", page.title, SHORT_VISITS)
    with held_open("board", BOARD_HEIGHT):
        country_pictures(board(data, entry, page), "countries_board")
    _more(view, page)
    link = PageLink.of("countries", countries_query(view, words, full=True))
    actions(
        "countries",
        link=link,
        table=lambda: _tables(view.countries),
        download=lambda: _downloads(view.countries, share_link(link.query)),
        sources=lambda: _sources(view.countries, indicator_terms(r.indicator for r in page.rows)),
    )


@st.cache_resource(show_spinner=False, max_entries=1)
def _destinations() -> Destinations:
    return destinations(store.tables().catalogue, store.tables().entry)


def _all() -> None:
    """Show all destinations: a table, and a small map of their rules."""
    table = _destinations()
    title = str(table["title"])
    _controls(CountryView(()))
    headline("headline", title, f"{TABLE_LINE} {SHORT_VISITS}")
    with held_open("destinations", BOARD_HEIGHT):
        country_pictures(table, "countries_table", _show)
    link = PageLink.of(
        "countries", countries_query(CountryView(()), store.tables().words, full=True)
    )
    every = tuple(sorted(store.tables().words.countries))
    actions(
        "countries",
        link=link,
        download=lambda: _downloads(every, share_link(link.query)),
        sources=lambda: _sources(every, ()),
        briefing=False,
        present=False,
    )
    codes = store.tables().entry_codes
    card = store.entry_map_of(entry_defaults(codes, "none"), noise=False)
    shown = Shown(card.title, card.alt, picks=codes.countries, height=MAP_HEIGHT, beside=False)
    draw_one(card.map, shown, "countries_map", lambda iso3: _show((iso3,) if iso3 else ()))


def _controls(view: CountryView) -> None:
    """Show the field that adds a country, and those picked; not in a frame of another page."""
    if st.context.is_embedded:
        return
    data, picked = store.tables().catalogue, view.countries
    known = store.tables().words.countries - set(picked)
    full = len(picked) == MOST_COUNTRIES

    def add(iso3: str | None) -> None:
        if iso3 and iso3 not in picked and not full:
            _go(CountryView((*picked, iso3), show=view.show))

    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key="countries_find"
    ):
        _field(known, add, full=full)
        for iso3 in picked:
            left = tuple(one for one in picked if one != iso3)
            name = data.names.by_code[iso3]
            to, wide = CountryView(left, show=view.show), choices_width([name]) + CROSS
            icon_button(plain(name), "close", f"countries_remove_{iso3}", _go, to, width=wide)
        if picked:
            reset_button("countries")
    unknown_country(FIELD, data, known, add)


def _field(known: Collection[str], add: Callable[[str | None], None], *, full: bool) -> None:
    """Offer the countries in `known` by their names, and take any other spelling of them."""
    data = store.tables().catalogue
    russian = dict(zip(data.world["iso3"], data.world["name_ru"], strict=True))
    names = {
        iso3: f"{name} · {russian[iso3]}" if iso3 in russian else name
        for iso3, name in data.names.by_code.items()
        if iso3 in known
    }

    def chosen() -> None:
        take_country(FIELD, data, known, add, st.session_state[FIELD] or "")
        if f"{FIELD}_unknown" not in st.session_state:
            st.session_state[FIELD] = None

    st.selectbox(
        "Country",
        sorted(names, key=names.__getitem__),
        index=None,
        format_func=lambda code: names.get(code, code),
        key=FIELD,
        label_visibility="collapsed",
        placeholder=f"Up to {MOST_COUNTRIES} stand side by side"
        if full
        else "Find a country, by any name",
        accept_new_options=True,
        disabled=full,
        width=300,
        on_change=chosen,
    )


def _more(view: CountryView, page: CountryPage) -> None:
    """Offer what title and slide are made of, and the way to the map of entry rules."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _headline(view, page)
        more = "" if view.countries[1:] else " of entry rules"
        for one in page.rules:
            query = {"layer": ENTRY_LAYER, "people": "none", "country": one.iso3}
            page_link(f"{plain(one.name)} on the map{more}", "map", query, ":material/map:")


def _headline(view: CountryView, page: CountryPage) -> None:
    labels = {row.indicator.indicator_id: row.indicator.label for row in page.rows}
    if len(labels) < 2 or page.headline is None:
        return
    bound(
        st.selectbox,
        HEADLINE,
        list(labels),
        key="countries_show",
        value=page.headline.indicator.indicator_id,
        put=lambda code: _go(CountryView(view.countries, show=code)),
        format_func=lambda code: f"{HEADLINE}: {labels.get(code, code)}",
        label_visibility="collapsed",
        width=330,
    )


def _tables(codes: tuple[str, ...]) -> None:
    data, entry = store.tables().catalogue, store.tables().entry
    decided = {event.event_id: event for iso3 in codes for event in entry.events_of(iso3)}
    tables = {
        "Figures": figure_table(data, codes),
        "Entry rules": rule_table(data, entry, codes),
        "Decisions": events_table(data, list(decided.values())).rows,
    }
    filled = {name: rows for name, rows in tables.items() if not rows.empty}
    for name, rows in filled.items():
        st.markdown(f"**{name}**")
        html_table(rows, f"countries_{name.split()[0].lower()}", f"Table: {name}")
    if not filled:
        st.text("The tables hold no figure, no rule and no decision.")


def _downloads(codes: tuple[str, ...], link: str) -> None:
    """Offer the figures and the rules of the countries."""
    data, known = store.tables().catalogue, store.tables().words.countries
    all_of_them = len(codes) == len(known)
    names = "all destinations" if all_of_them else listed([data.names.by_code[c] for c in codes])
    file = "all" if all_of_them else "-".join(iso3.lower() for iso3 in codes)
    for what, caution, rows in (
        ("figures", EACH_COUNTS, lambda: figure_rows(data, codes)),
        ("entry rules", SHORT_VISITS, lambda: rule_rows(data, store.tables().entry, codes)),
    ):
        name = what.replace(" ", "-")
        header = {"title": f"{what.capitalize()} of {names}", "caution": caution}
        key = f"countries_{what.split()[-1]}"
        downloads(rows, key, f"{name}-{file}", header, link, what=what)


def _sources(codes: tuple[str, ...], terms: Iterable[str]) -> None:
    data, entry = store.tables().catalogue, store.tables().entry
    of_rules = named_ids(rule_rows(data, entry, codes)[[SOURCE]])
    ids = each_id([*(row.source_id for row in observed(data, codes)), of_rules])
    lines = source_lines(ids, data.sources)
    sources_and_terms(lines, [*ENTRY_TERMS, *terms], [EACH_COUNTS])


def _show(countries: tuple[str, ...]) -> None:
    """Go to some countries: what the browser sends may be anything."""
    known = store.tables().words.countries
    kept = [iso3 for iso3 in dict.fromkeys(countries) if iso3 in known]
    _go(CountryView(tuple(kept[:MOST_COUNTRIES])))


def _go(view: CountryView) -> None:
    write_query(countries_query(view, store.tables().words))


main()
