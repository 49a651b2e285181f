"""The address bar owns the state: reading it, writing it, and saying what was refused."""

import contextlib
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urljoin, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.kit import store
from dashboard.link.grammar import Refusal, release_of
from dashboard.link.page_codes import InView
from dashboard.link.page_link import TITLES, migrate, page_at
from dashboard.tables.problems import TableError
from dashboard.words.source_words import changed_lines, release_note


def current_query() -> dict[str, list[str]]:
    """Return all parameters of the address bar, as this release spells them, with all values."""
    return migrate(_given(), page_at(st.context.url or ""))


def write_query(query: Mapping[str, str | Sequence[str]]) -> None:
    """Replace the parameters of the address bar; the browser remembers the step for Back."""
    wanted = {name: [v] if isinstance(v, str) else list(v) for name, v in query.items()}
    if wanted != _given():
        st.query_params.from_dict(wanted)


def _given() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def hold(key: str, value: object) -> None:
    """Set a widget to `value` unless it has it already, so that nothing is sent again."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def reset_button(key: str, query: Mapping[str, str | Sequence[str]] | None = None) -> None:
    """Offer the way back to the view that a page opens with, or to `query`, where it is another."""
    if current_query() == {name: [value] for name, value in (query or {}).items()}:
        return
    st.button(
        "Reset",
        icon=":material/restart_alt:",
        type="tertiary",
        key=f"{key}_reset",
        on_click=write_query,
        args=(query or {},),
    )


def share_link(query: Mapping[str, str | Sequence[str]]) -> str:
    """Return the address of this page with `query`, without the app's own state in it."""
    parts = urlsplit(st.context.url or "")
    base = f"{parts.scheme}://{parts.netloc}{parts.path or '/'}" if parts.netloc else "/"
    return f"{base}?{urlencode(query, doseq=True)}"


def app_address() -> str:
    """Return the address of the app with a slash at its end: what pages stand under."""
    return urljoin(share_link({}), ".")


def link_notes(
    refusals: Sequence[Refusal],
    query: Mapping[str, Sequence[str]],
    release: str,
    in_view: InView = (),
) -> None:
    """Say what a link asked for and did not get, and what has changed since it was made."""
    if refusals:
        listed = "; ".join(
            f"{r.shown_parameter} = “{r.shown_value}” ({r.reason})" for r in refusals[:5]
        )
        more = f"; and {len(refusals) - 5} more" if len(refusals) > 5 else ""
        st.text(f"Not used from this link: {listed}{more}.")
    made_on = release_of(query)
    if made_on is None or made_on == release:
        return
    st.text(release_note(made_on, release))
    with contextlib.suppress(TableError):  # the Sources page, which needs the file, names it
        changes = store.tables().reference.changes
        for line in changed_lines(changes, made_on, in_view, store.tables().catalogue):
            st.text(line)


# The folder of a page has the name of what it shows, its address that of older links.
FOLDERS: Mapping[str, str] = {"scenarios": "estimates", "brief": "briefing"}
PAGE_FILES: Mapping[str, str] = {
    page: f"views/{FOLDERS.get(page, page)}/page.py" for page in (*TITLES, "brief")
}


def has_page(page: str) -> bool:
    """Return whether this deployment has a page: it may leave out some that others have."""
    context = get_script_run_ctx()
    listed = context.pages_manager.get_pages().values() if context else ()
    return any(one["script_path"].replace("\\", "/").endswith(PAGE_FILES[page]) for one in listed)


def page_link(
    label: str,
    page: str,
    query: Mapping[str, str | Sequence[str]],
    icon: str | None = ":material/arrow_forward:",
) -> None:
    """Show a link to a view, `label` as Markdown; a page that a deployment leaves out has none."""
    if has_page(page):
        st.page_link(PAGE_FILES[page], label=label, icon=icon, query_params=query)
