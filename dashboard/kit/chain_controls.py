"""The inputs of both calculators: a row each, slider and number in one, bound to the link."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import streamlit as st

from dashboard.charts.palette import Palette
from dashboard.kit import store
from dashboard.kit.controls import bound, choose, colors, number_text, plain
from dashboard.link.starts import MOST_PEOPLE, PLACES, Chosen
from dashboard.models.inputs import INPUTS, PARAMETER_IDS, Input
from dashboard.tables.estimates import NOT_KNOWN, Assumption, EstimateTables
from dashboard.words import chain_words, scenario_words

Set = Callable[[Chosen], None]
PEOPLE_STEP = 10_000
# Name and number of a row, in pixels: what is left to the slider on a phone is a thumb's travel.
NAME_WIDTH, PEOPLE_WIDTH, SHARE_WIDTH = 112, 104, 72
# The entry of the menu for a number that is not the source's; no code of a link.
SET_HERE = "set_here"


def start_menu(chosen: Chosen, key: str, put: Set) -> None:
    """Offer the sourced estimates, the article's own readings, and a number of one's own."""
    starts = store.tables().starts
    labels = scenario_words.start_labels(store.tables().estimates, starts.codes)
    start = starts.start(chosen)
    shown = chosen.source
    # A number set here is not its source's, though it counts what that source counts.
    if start.end == "chosen":
        shown = SET_HERE
        labels = {SET_HERE: scenario_words.own_label(start), **labels}

    def picked(code: str) -> None:
        if code != SET_HERE:
            put(starts.moved(chosen, code))

    choose("Start from", labels, f"{key}from", shown, picked)


def people_control(chosen: Chosen, key: str, put: Set) -> None:
    """Show the number of people as slider and box."""
    name = f"{key}people"

    def moved(people: float) -> None:
        put(replace(chosen, people=int(people)))

    with _row(name, chain_words.INPUT_LABELS["people"]):
        bound(
            st.slider,
            chain_words.INPUT_LABELS["people"],
            0,
            MOST_PEOPLE,
            key=name,
            value=chosen.people,
            put=moved,
            step=PEOPLE_STEP,
            format="localized",
            label_visibility="collapsed",
        )
        with st.container(width=PEOPLE_WIDTH):
            shown, ends = f"{chosen.people:,}", (0, MOST_PEOPLE)
            number_text("People, number", f"{name}_box", shown, ends, moved, whole=True)


def share_controls(chosen: Chosen, key: str, put: Set) -> None:
    """Show the five shares, a row each; a locked one says why instead."""
    held = store.tables().starts.locks(chosen.source)

    def setting(name: Input) -> Callable[[float], None]:
        return lambda share: put(replace(chosen, shares=replace(chosen.shares, **{name: share})))

    for name in INPUTS:
        if name in held:
            why = held[name].reason
            with _row(f"{key}{name}_locked", chain_words.ROW_LABELS[name]):
                st.caption(chain_words.LOCKED[why], help=chain_words.LOCK_WORDS[why])
            continue
        share_row(
            chain_words.ROW_LABELS[name],
            chain_words.INPUT_LABELS[name],
            f"{key}{name}",
            chosen.shares.share(name),
            store.tables().estimates.assumption(PARAMETER_IDS[name]),
            setting(name),
        )


def share_row(
    shown: str,
    label: str,
    key: str,
    value: float,
    row: Assumption,
    put: Callable[[float], None],
    *,
    top: float = 1.0,
) -> None:
    """Show a share from 0 to `top` in steps of its assumption `row`, with its band marked.

    `shown` is its name in the row, `label` the one that is read out; `put` takes the new share.
    """
    low, default, high = (end / top for end in (row.low, row.default, row.high))
    with _row(key, shown, plain(f"{row.help} {scenario_words.band_note(row)}.")):
        with st.container(gap=None):
            bound(
                st.slider,
                label,
                0.0,
                top,
                key=key,
                value=value,
                put=lambda share: put(round(share, PLACES)),
                step=float(row.step),
                format="percent",
                label_visibility="collapsed",
            )
            # A picture is taller while it loads: what stands under it must not move.
            with st.container(height=BAND_HEIGHT, border=False):
                st.image(
                    draw_band(low, default, high, colors()),
                    width="stretch",
                    alt=f"{label}: {scenario_words.band_note(row)}",
                )
        with st.container(width=SHARE_WIDTH):
            number_text(
                f"{label}, %",
                f"{key}_box",
                f"{round(value * 100, PLACES - 2):.15g}",
                (0.0, 100.0),
                lambda percent: put(round(percent / 100, PLACES)),
            )


def _row(key: str, name: str, note: str | None = None) -> st.delta_generator.DeltaGenerator:
    row = st.container(
        horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"{key}_row"
    )
    row.markdown(f":small[{plain(name)}]", width=NAME_WIDTH, help=note)
    return row


def about_inputs(chosen: Iterable[Chosen]) -> None:
    """Say what stands behind the inputs: of each start its caution, of each share its source."""
    starts, tables = store.tables().starts, store.tables().estimates
    for one in chosen:
        lines = [scenario_words.start_note(tables, starts.start(one))]
        if "returned" not in starts.locks(one.source):
            lines += scenario_words.returned_claims(tables, one.source)
        if tables.returns_of(one.source) == NOT_KNOWN:
            lines.append(chain_words.RETURNS_NOT_KNOWN)
        st.markdown(f":small[{plain(' '.join(lines))}]")
    for name in INPUTS:
        row = tables.assumption(PARAMETER_IDS[name])
        said = f"{chain_words.INPUT_LABELS[name]}: {scenario_words.band_note(row)}."
        st.markdown(f":small[{plain(said)} {origin(row, tables)}]")


def origin(row: Assumption, tables: EstimateTables) -> str:
    """Return where a default comes from: its sources as links, or that it is an assumption."""
    if row.basis == "assumption":
        return "The default is an assumption; no source gives it."
    found = tables.sources
    links = [
        f"[{plain(source.publisher)}]({source.url})" if source.url else plain(source.publisher)
        for source in (found[one] for one in row.source_id)
    ]
    return f"Default from {', '.join(links)}."


def base_menu(base: str, key: str, put: Callable[[str], object]) -> None:
    """Offer what the workers are a share of."""
    bases = store.tables().estimates.bases.items()
    labels = {code: scenario_words.base_label(row) for code, row in bases}
    choose("Base of the share", labels, f"{key}base", base, put)


# In pixels: the strip under a slider that marks where an assumption runs from low to high.
BAND_WIDTH, BAND_HEIGHT = 280, 8


def draw_band(low: float, default: float, high: float, palette: Palette) -> str:
    """Return an SVG of the whole slider, 0 to 1, with the band and its default marked."""
    left, middle, right = (round(value * BAND_WIDTH) for value in (low, default, high))
    middle = min(max(middle, 2), BAND_WIDTH - 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BAND_WIDTH} {BAND_HEIGHT}" '
        f'width="{BAND_WIDTH}" height="{BAND_HEIGHT}" preserveAspectRatio="none">'
        f'<rect x="0" y="3" width="{BAND_WIDTH}" height="2" fill="{palette.grid}"/>'
        f'<rect x="{left}" y="2" width="{max(right - left, 2)}" height="4" '
        f'fill="{palette.muted}"/>'
        f'<rect x="{middle - 1.5}" y="0" width="3" height="{BAND_HEIGHT}" '
        f'fill="{palette.text}"/></svg>'
    )
