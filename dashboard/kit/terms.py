"""Links from where a term is first used to what the glossary says of it."""

from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from dashboard.kit.source_note import plain


def term_links(terms: Iterable[str]) -> None:
    """Show terms in one line, each linked to its entry; relative, to hold under any base path."""
    links = [f"[{plain(term)}](sources?{urlencode({'q': term})})" for term in terms]
    # Not a caption: links in faded text fall below the contrast that text needs.
    st.markdown(f":small[Terms: {' · '.join(links)}]")
