"""What every page shares: the masthead, the guarded page itself, the footer."""

import contextlib
import math
from collections.abc import Sequence
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.charts.palette import Palette
from dashboard.kit import store
from dashboard.kit.controls import colors, plain
from dashboard.kit.guard import guarded, watch_frames
from dashboard.kit.map_head import SHOWN
from dashboard.link.page_link import page_at
from dashboard.map.lettering import FAMILIES, drawable, printable, width
from dashboard.own.held import watch_incoming
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.release import COMMAND, DEFAULT_NAME, STATIC, Edition
from dashboard.views.present import presented, presenting, whole_page
from dashboard.words.map_words import BORDER_NOTE
from dashboard.words.numbers import counted, day
from dashboard.words.sources import source_count


def app_name() -> str:
    """Return the name of the app; the default where edition.toml is broken."""
    try:
        return store.edition().name
    except TableError:
        return DEFAULT_NAME


def menu() -> Literal["top", "hidden"]:
    """Return where the navigation stands; presenter mode and a frame of another page have none."""
    return "hidden" if _bare() else "top"


def _bare() -> bool:
    return presenting() or bool(st.context.is_embedded)


def front(page: StreamlitPage) -> None:
    """Run `page` and put the footer under it; a page that fails leaves the rest standing.

    Presenter mode and a frame of another page have neither masthead nor footer.
    """
    watch_frames()
    watch_incoming()
    st.html(STATIC / "page.css")
    shown = page_at(page.url_path)

    def drawn() -> None:
        if shown is None or not presented(shown):
            page.run()
            if st.context.is_embedded:
                whole_page()

    if _bare():
        guarded(drawn)
        return
    with contextlib.suppress(TableError):  # the footer says what is wrong with edition.toml
        masthead(store.edition())
    guarded(drawn)
    guarded(lambda: footer(store.tables().catalogue, store.edition(), store.edited()))


HEIGHT, SIZE, BASELINE = 24, 16, 17.5
# A phone of 390 pixels has room for it between the two buttons of the header.
MOST_WIDTH = 230


def masthead(edition: Edition) -> None:
    """Show the logo that a team gives, else the name of its deployment."""
    st.logo(STATIC / edition.logo if edition.logo else drawn_name(edition.name, colors()))


def drawn_name(name: str, palette: Palette) -> str:
    """Return a name as one line of SVG in the colour of the page's text; a long one is cut."""
    text = drawable(name)
    while width(text, SIZE, bold=True) > MOST_WIDTH:
        text = f"{text.removesuffix('…')[:-1].rstrip()}…"
    wide = math.ceil(width(text, SIZE, bold=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{HEIGHT}" '
        f'viewBox="0 0 {wide} {HEIGHT}"><text y="{BASELINE}" font-family="{FAMILIES}" '
        f'font-size="{SIZE}" font-weight="700" fill="{palette.text}">{printable(text)}</text></svg>'
    )


def footer(catalogue: Catalogue, edition: Edition, edited: Sequence[Problem]) -> None:
    """Show the map's own dates, the release, the newest figure, `edited` files, and About."""
    if edited:
        st.text("\n".join([*map(str, edited), f"If that is meant, it is told with: {COMMAND}"]))
    dates = st.session_state.pop(SHOWN, "")
    with st.container(horizontal=True, vertical_alignment="center", key="footer"):
        shown = f"This map: {plain(dates)} · " if dates else ""
        by = f"{plain(edition.publisher)} · " if edition.publisher else ""
        st.caption(
            f"{shown}{by}Data release {catalogue.release.name} of "
            f"{day(catalogue.release.date)} · newest figure in the tables: "
            f"{day(catalogue.newest_figure)}",
            width="content",
        )
        if st.button("About", type="tertiary", key="about"):
            _about(catalogue, edition)


@st.dialog("About this dashboard", width="medium")
def _about(catalogue: Catalogue, edition: Edition) -> None:
    st.markdown(
        "It shows what public sources say about emigration from Russia since 24 February 2022: "
        "where people went, which rules they met and how many left. Each figure names its source, "
        "its period and what it counts; what no source reports is shown as not reported."
    )
    st.markdown(
        "It is independent of every publisher it names. Figures were read in public copies or the "
        "press where the source line says so: check there before you quote."
    )
    st.markdown(
        "This page asks no other host for anything and stores nothing about you. A hosting service "
        "may collect usage statistics of its own; Streamlit Community Cloud does."
    )
    st.markdown(BORDER_NOTE)
    if edition.note:
        st.markdown(plain(edition.note))
    if edition.contact:
        st.markdown(f"Contact: {plain(edition.contact)}")
    st.caption(
        f"{counted(len(catalogue.observations), 'value')} of "
        f"{counted(len(catalogue.indicators), 'indicator')}, with the rules, estimates and surveys "
        f"beside them from {source_count(catalogue.sources)}."
    )
