"""The controls of the page Workforce: direction, start, base, share to reach, the five shares."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.kit.chain_controls import people_control, share_controls, start_menu
from dashboard.kit.share_slider import share_slider
from dashboard.kit.source_note import plain, source_note
from dashboard.link.starts import Chosen, Starts
from dashboard.link.workforce_view import SOLVES, WorkforceView, at_people, can_take, default_view
from dashboard.models.chain import Needed
from dashboard.tables.estimates import TARGET, EstimateTables
from dashboard.views.workforce.answer import Answer
from dashboard.words import scenario_words
from dashboard.words.chain_words import people, share_text
from dashboard.words.sources import source_lines
from dashboard.words.workforce_words import SOLVE_LABELS, base_text, target_text

Go = Callable[[WorkforceView], None]
KEY = "w_"
# The slider ends here unless the link holds more: a tenth of a per cent has to be a step apart.
USUAL_TOP = 0.05


def controls(
    view: WorkforceView, found: Answer, starts: Starts, tables: EstimateTables, go: Go
) -> None:
    """Show everything that can be set, in the order of the chain."""

    def put(chosen: Chosen) -> None:
        go(replace(view, chosen=chosen))

    _direction(view, starts, tables, go)
    start_menu(view.chosen, starts, tables, KEY, put)
    if view.solve == "share":
        people_control(view.chosen, KEY, put)
        st.caption(plain(scenario_words.start_note(tables, starts.start(view.chosen))))
        _target(view, tables, go, "Share to compare with")
    else:
        st.caption(plain(scenario_words.start_caution(tables, view.chosen.source)))
        _target(view, tables, go, "Share to reach")
        _take_over(view, found, go)
    _base(view, tables, go)
    share_controls(view.chosen, starts, tables, KEY, put)


def _direction(view: WorkforceView, starts: Starts, tables: EstimateTables, go: Go) -> None:
    way, reset = st.columns([2.2, 1], vertical_alignment="bottom", gap="small")
    st.session_state[f"{KEY}solve"] = view.solve
    way.segmented_control(
        "Direction",
        SOLVES,
        format_func=SOLVE_LABELS.__getitem__,
        key=f"{KEY}solve",
        required=True,
        on_change=lambda: go(replace(view, solve=st.session_state[f"{KEY}solve"])),
    )
    reset.button(
        "Reset",
        icon=":material/restart_alt:",
        key=f"{KEY}reset",
        width="stretch",
        on_click=lambda: go(default_view(starts, tables.target)),
    )


def _target(view: WorkforceView, tables: EstimateTables, go: Go, label: str) -> None:
    row = tables.assumption(TARGET)
    share_slider(
        label,
        f"{KEY}target",
        view.target,
        row,
        target_text,
        lambda share: go(replace(view, target=share)),
        top=USUAL_TOP if view.target <= USUAL_TOP else 1.0,
    )
    with st.container(gap="xxsmall"):
        st.markdown(
            f":small[{plain(scenario_words.band_note(row))}. Default: Alfa Bank's share, as the "
            "article gives it.]"
        )
        source_note(source_lines(row["source_id"], tables.sources))


def _take_over(view: WorkforceView, found: Answer, go: Go) -> None:
    """Offer the number of people as the start of the other direction."""
    if not isinstance(found.needed, Needed):
        return
    needed = found.needed.people
    if can_take(needed):
        st.button(
            f"Start from {people(needed)} people instead",
            icon=":material/swap_vert:",
            key=f"{KEY}take",
            help=f"They make {share_text(view.target)} again, at the same inputs.",
            on_click=lambda: go(at_people(view, needed)),
        )


def _base(view: WorkforceView, tables: EstimateTables, go: Go) -> None:
    st.session_state[f"{KEY}base"] = view.base
    st.selectbox(
        "Base of the share",
        list(tables.bases),
        format_func=lambda code: scenario_words.base_label(tables.bases[code]),
        key=f"{KEY}base",
        on_change=lambda: go(replace(view, base=st.session_state[f"{KEY}base"])),
    )
    row = tables.bases[view.base]
    with st.container(gap="xxsmall"):
        st.caption(plain(base_text(row)))
        source_note(source_lines(row["source_id"], tables.sources))
