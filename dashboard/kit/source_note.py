"""Source and terms of a figure."""

import datetime
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard.kit import store
from dashboard.kit.address import has_page
from dashboard.tables.indicators import OWN_SOURCE
from dashboard.words.sources import SourceLine

_MARKDOWN = str.maketrans({c: f"\\{c}" for c in r"\`*_{}[]()#+-!|~:$<>"})


def plain(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    return text.translate(_MARKDOWN)


def source_note(lines: Sequence[SourceLine], quality: str = "") -> None:
    """Show where a figure comes from, each source with its address and what rests on it here."""
    shown = [_linked(line) for line in lines]
    suffix = f". {plain(quality).capitalize()}." if quality else ""
    # Not a caption: links in faded text fall below the contrast that text needs.
    st.markdown(f":small[Source: {' · '.join(shown)}{suffix}]")


def _linked(line: SourceLine) -> str:
    """Return a source as Markdown. The second link is relative: it holds under any base path."""
    text = f"[{plain(line.text)}](<{line.url}>)" if line.url else plain(line.text)
    if line.source_id == OWN_SOURCE or not has_page("sources"):
        return text
    return f"{text} ([all uses](sources?s={line.source_id}))"


def cite(
    figure: str, counts: str, period: str, sources: Iterable[SourceLine], link: str, key: str
) -> None:
    """Offer what a quotable figure has to name as text to copy: of what, when and by whom."""
    opened = st.popover("Cite", icon=":material/format_quote:", key=key, on_change="rerun")
    if not opened.open:
        return
    origin = " / ".join(f"{one.text}{f' <{one.url}>' if one.url else ''}" for one in sources)
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    opened.caption("Select the text, or use the copy button at its corner.")
    opened.code(
        f"{figure} ({period}). What it counts: {counts} Source: {origin}. Shown by "
        f"{store.edition().signature}, data release {store.tables().catalogue.release.name}, "
        f"{link}, read on {today}.",
        language=None,
        wrap_lines=True,
    )


def term_links(terms: Iterable[str]) -> None:
    """Show terms in one line, each linked to its entry; relative, to hold under any base path."""
    linked = has_page("sources")
    links = [
        f"[{plain(term)}](sources?{urlencode({'q': term})})" if linked else plain(term)
        for term in terms
    ]
    # Not a caption: links in faded text fall below the contrast that text needs.
    st.markdown(f":small[Terms: {' · '.join(links)}]")
