"""Start, people and shares of one scenario, each a slider with a number box, bound to the link."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.kit.number_text import number_text
from dashboard.kit.share_slider import SIDES, share_slider
from dashboard.kit.source_note import plain
from dashboard.link.starts import MOST_PEOPLE, Chosen, Starts
from dashboard.models.inputs import INPUTS, PARAMETER_IDS, Input, Lock
from dashboard.tables.estimate_schemas import NOT_KNOWN
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.rows import Row, records
from dashboard.words.chain_words import INPUT_LABELS, LOCK_WORDS, RETURNS_NOT_KNOWN, input_text
from dashboard.words.scenario_words import band_note, own_label, returned_claims, start_labels

Set = Callable[[Chosen], None]
PEOPLE_STEP = 10_000
# The entry of the menu for a number that is not the source's; no code of a link.
SET_HERE = "set_here"


def start_menu(chosen: Chosen, starts: Starts, tables: EstimateTables, key: str, put: Set) -> None:
    """Offer the sourced estimates, the article's own readings, and a number of one's own."""
    labels = start_labels(tables, starts.codes)
    start = starts.start(chosen)
    shown = chosen.source
    # A number set here is not its source's, though it counts what that source counts.
    if start.end == "chosen":
        shown = SET_HERE
        labels = {SET_HERE: own_label(start), **labels}
    st.session_state[f"{key}from"] = shown

    def changed() -> None:
        code = st.session_state[f"{key}from"]
        if code != SET_HERE:
            put(starts.moved(chosen, code))

    st.selectbox(
        "Start from",
        list(labels),
        format_func=labels.__getitem__,
        key=f"{key}from",
        on_change=changed,
    )


def people_control(chosen: Chosen, key: str, put: Set) -> None:
    """Show the number of people as slider and box."""
    slider, box = st.columns(SIDES, vertical_alignment="bottom", gap="small")
    names = (f"{key}people", f"{key}people_box")
    st.session_state[names[0]] = chosen.people
    slider.slider(
        INPUT_LABELS["people"],
        0,
        MOST_PEOPLE,
        step=PEOPLE_STEP,
        format="localized",
        key=names[0],
        on_change=lambda: put(replace(chosen, people=int(st.session_state[names[0]]))),
    )
    with box:
        number_text(
            "People, number",
            names[1],
            f"{chosen.people:,}",
            (0, MOST_PEOPLE),
            lambda people: put(replace(chosen, people=int(people))),
            whole=True,
            collapsed=True,
        )


def share_controls(
    chosen: Chosen, starts: Starts, tables: EstimateTables, key: str, put: Set
) -> None:
    """Show the five shares; a locked one says why instead."""
    held = starts.locks(chosen.source)
    for name in INPUTS:
        if name in held:
            _locked(name, held[name])
        else:
            _share(name, chosen, tables, key, put)


def _locked(name: Input, lock: Lock) -> None:
    st.markdown(f":material/lock: {INPUT_LABELS[name]}")
    st.caption(LOCK_WORDS[lock.reason])


def _share(name: Input, chosen: Chosen, tables: EstimateTables, key: str, put: Set) -> None:
    row = tables.assumption(PARAMETER_IDS[name])
    share_slider(
        INPUT_LABELS[name],
        f"{key}{name}",
        chosen.shares.share(name),
        row,
        lambda share: input_text(name, share),
        lambda share: put(replace(chosen, shares=replace(chosen.shares, **{name: share}))),
    )
    # Not a caption: links in faded text fall below the contrast that text needs.
    st.markdown(f":small[{plain(band_note(row))}. {_origin(row, tables)}]")
    if name == "returned" and tables.returns_of(chosen.source) == NOT_KNOWN:
        st.markdown(f":small[{RETURNS_NOT_KNOWN}]")
    for claim in returned_claims(tables, chosen.source) if name == "returned" else ():
        st.caption(plain(claim))


def _origin(row: Row, tables: EstimateTables) -> str:
    """Return where a default comes from: its sources as links, or that it is an assumption."""
    if row["basis"] == "assumption":
        return "The default is an assumption; no source gives it."
    wanted = row["source_id"].split(";")
    found = {source["source_id"]: source for source in records(tables.sources)}
    links = [
        f"[{plain(source['publisher'])}]({source['url']})"
        if source["url"]
        else plain(source["publisher"])
        for source in (found[one] for one in wanted)
    ]
    return f"Default from {', '.join(links)}."
