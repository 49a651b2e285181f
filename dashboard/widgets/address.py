"""The address bar owns the state: reading it, writing it, and saying what was refused."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urljoin, urlsplit

import streamlit as st

from dashboard.links.grammar import Refusal, release_of


def current_query() -> dict[str, list[str]]:
    """Return all parameters of the address bar with all their values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def write_query(query: Mapping[str, str | Sequence[str]]) -> None:
    """Replace the parameters of the address bar; the browser remembers the step for Back."""
    wanted = {name: [v] if isinstance(v, str) else list(v) for name, v in query.items()}
    if wanted != current_query():
        st.query_params.from_dict(wanted)


def hold(key: str, value: object) -> None:
    """Set a widget to `value` unless it has it already, so that nothing is sent again."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def share_link(query: Mapping[str, str | Sequence[str]]) -> str:
    """Return the address of this page with `query`, without the app's own state in it."""
    parts = urlsplit(st.context.url or "")
    base = f"{parts.scheme}://{parts.netloc}{parts.path}" if parts.netloc else "/"
    return f"{base}?{urlencode(query, doseq=True)}"


def app_address() -> str:
    """Return the address of the app with a slash at its end: what pages stand under."""
    return urljoin(share_link({}), ".")


def show_refusals(refusals: Sequence[Refusal]) -> None:
    """Say in one line what the link asked for and did not get."""
    if not refusals:
        return
    listed = "; ".join(
        f"{r.shown_parameter} = “{r.shown_value}” ({r.reason})" for r in refusals[:5]
    )
    more = f"; and {len(refusals) - 5} more" if len(refusals) > 5 else ""
    st.text(f"Not used from this link: {listed}{more}.")


def show_release_note(query: Mapping[str, Sequence[str]], release: str) -> None:
    """Say when a link was made on another release of the data."""
    made_on = release_of(query)
    if made_on is not None and made_on != release:
        st.text(
            f"This link was made on data release “{made_on}”; "
            f"you see release {release}, so figures may differ."
        )
