"""The tables, read once for all readers and shared unchanged."""

import streamlit as st

from dashboard.links.vocabulary import Vocabulary
from dashboard.tables.catalogue import DATA, Catalogue, read_catalogue
from dashboard.tables.release import Edition, read_edition


@st.cache_resource(show_spinner="Reading the tables …", max_entries=1)
def catalogue() -> Catalogue:
    """Return the validated tables. Raises TableError where a file is broken."""
    return read_catalogue()


@st.cache_resource(show_spinner=False, max_entries=1)
def vocabulary() -> Vocabulary:
    """Return the codes that links may hold."""
    return Vocabulary.of(catalogue())


@st.cache_resource(show_spinner=False, max_entries=1)
def edition() -> Edition:
    """Return the name this deployment goes by. Raises TableError where the file is broken."""
    return read_edition(DATA)
