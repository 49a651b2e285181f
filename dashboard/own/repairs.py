"""What a reader can mend in the report on their own table."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.kit import store
from dashboard.kit.address import hold
from dashboard.kit.controls import plain
from dashboard.own.choices import Choice, choices, chosen, question
from dashboard.own.findings import Repairs, ReportRow, line_label
from dashboard.own.session import OwnTable, repair, take, tried
from dashboard.tables.catalogue import Catalogue

# Pixels; wide enough for the longest layer, and two of them fit a phone one under the other.
COMPARE_WIDTH = 265
REFUSED = "own_refused"
MOST_NAMES, MOST_LINES = 20, 500
# Choices of two or three short answers.
BUTTONS = {"unit", "periods", "decimal", "balance", "duplicates"}


def own_questions(table: OwnTable) -> None:
    """Ask what only the reader can decide."""
    asked = [choice for choice in choices(table.report) if choice.asked]
    if asked:
        st.markdown("**Before anything is drawn, please say:**")
    for choice in asked:
        st.text(question(table.report, choice))
        _control(table, choice)


def own_decisions(table: OwnTable) -> None:
    """Show what was decided, one line each, with a control where something else is possible."""
    _sheet(table)
    for choice in choices(table.report):
        if choice.asked:
            continue
        line, control = st.columns([1.6, 1], vertical_alignment="center", gap="small")
        line.text(choice.said)
        if len(choice.options) > 1:
            with control:
                _control(table, choice)


def _sheet(table: OwnTable) -> None:
    """Offer the other sheets of a workbook; what was said of one does not hold for another."""
    sheets, sheet = table.report.grid.sheets, table.report.grid.sheet
    if len(sheets) < 2:
        return
    line, control = st.columns([1.6, 1], vertical_alignment="center", gap="small")
    line.text(f"Sheet: “{sheet}”")
    hold("own_sheet", sheet)
    control.selectbox(
        "Sheet",
        sheets,
        key="own_sheet",
        label_visibility="collapsed",
        on_change=lambda: _tried(
            lambda: take(table.file, table.workbook, st.session_state["own_sheet"])
        ),
    )


def _control(table: OwnTable, choice: Choice) -> None:
    key = f"own_{choice.key}"
    hold(key, None if choice.asked else choice.taken)

    def take() -> None:
        option = st.session_state[key]
        if option is not None:
            _repaired(table, chosen(table.report, choice, option))

    if choice.key in BUTTONS:
        st.segmented_control(
            choice.label,
            list(choice.options),
            format_func=choice.options.__getitem__,
            key=key,
            required=not choice.asked,
            label_visibility="collapsed",
            on_change=take,
        )
    else:
        st.selectbox(
            choice.label,
            list(choice.options),
            index=None if choice.asked else 0,
            format_func=choice.options.__getitem__,
            key=key,
            placeholder="Choose",
            label_visibility="collapsed",
            on_change=take,
        )


def own_repairs(data: Catalogue, table: OwnTable) -> None:
    """Offer what can be mended in single rows."""
    if table.report.unit == "number":
        _sizes(table)
    _countries(data, table)
    _lines(table)


def _repaired(table: OwnTable, repairs: Repairs, compared_with: str | None = None) -> None:
    _tried(lambda: repair(table, repairs, compared_with))


def _tried(change: Callable[[], None]) -> None:
    told = "it broke the report in a way not known before"
    if refused := tried(change, "an own table could not be repaired", told):
        st.session_state[REFUSED] = "\n".join(refused)


def _sizes(table: OwnTable) -> None:
    layers = {
        code: layer
        for code, layer in store.tables().words.layers.items()
        if layer.map_kind == "choropleth" and not layer.is_share and layer.comparable
    }
    hold("own_compared", table.compared_with)
    st.selectbox(
        "Compare sizes with",
        ["", *layers],
        format_func=lambda code: layers[code].label if code else "Nothing",
        key="own_compared",
        width=COMPARE_WIDTH,
        help="A value about 1,000 times off where the others are not is likely a slip of the unit.",
        on_change=lambda: _repaired(table, table.report.repairs, st.session_state["own_compared"]),
    )


def _countries(data: Catalogue, table: OwnTable) -> None:
    """Offer the nearest names, then all others, for each country that was not matched."""
    unmatched: dict[str, ReportRow] = {}
    mended = table.report.repairs.countries
    for row in table.report.rows:
        open_one = row.iso3 is None and row.kind == "unmatched" and not row.is_group
        if row.country and (open_one or row.country in mended):
            unmatched.setdefault(row.country, row)
    if not unmatched:
        return
    names = data.names.by_code
    label = f"Countries that were not matched: {len(unmatched):,}"
    with st.expander(label, icon=":material/edit:", expanded=True, key="own_countries"):
        columns = st.columns(3)
        for at, (text, row) in enumerate(list(unmatched.items())[:MOST_NAMES]):
            with columns[at % 3]:
                _country(table, names, text, row, f"own_country_{at}")
        if len(unmatched) > MOST_NAMES:
            st.text(
                f"{len(unmatched) - MOST_NAMES:,} more: mend them in the file; "
                "the rejected rows can be downloaded."
            )


def _country(
    table: OwnTable, names: Mapping[str, str], text: str, row: ReportRow, key: str
) -> None:
    chosen = table.report.repairs.countries
    others = sorted((code for code in names if code not in row.nearest), key=names.__getitem__)
    hold(key, chosen.get(text))

    def pick() -> None:
        code = st.session_state[key]
        rest = {known: iso3 for known, iso3 in chosen.items() if known != text}
        countries = {**rest, text: code} if code else rest
        _repaired(table, replace(table.report.repairs, countries=countries))

    st.selectbox(
        plain(f"Line {row.line}: “{text}”"),
        [*row.nearest, *others],
        index=None,
        format_func=names.__getitem__,
        key=key,
        placeholder=_placeholder(row, names),
        on_change=pick,
    )


def _placeholder(row: ReportRow, names: Mapping[str, str]) -> str:
    return f"Nearest: {names[row.nearest[0]]}" if row.nearest else "Not on the map; pick a country"


def _lines(table: OwnTable) -> None:
    """Offer lines to leave out, and those to bring to the size of the others."""
    repairs = table.report.repairs
    rows = {row.line: row for row in table.report.rows}
    slips = {row.line: row.slip for row in table.report.rows if row.slip is not None}
    slips = {**repairs.row_factors, **slips}
    if slips:
        hold("own_slips", [line for line in slips if line in repairs.row_factors])
        # Labels, not rows: a field holds what it needs until the page is drawn again.
        labels = {line: line_label(rows[line]) for line in list(slips)[:MOST_LINES]}
        st.multiselect(
            "Lines to bring to the size of the others, by 1,000",
            list(labels),
            format_func=labels.__getitem__,
            key="own_slips",
            on_change=lambda: _repaired(
                table,
                replace(
                    repairs,
                    row_factors={line: slips[line] for line in st.session_state["own_slips"]},
                ),
            ),
        )
    flagged = [row.line for row in table.report.rows if row.kind != "matched" and row.kept]
    lines = sorted({*flagged, *repairs.left_out})[:MOST_LINES]
    names = {line: line_label(rows[line]) for line in lines}
    if lines:
        hold("own_left_out", [line for line in lines if line in repairs.left_out])
        st.multiselect(
            "Lines to leave out",
            lines,
            format_func=names.__getitem__,
            key="own_left_out",
            on_change=lambda: _repaired(
                table,
                replace(repairs, left_out=frozenset(st.session_state["own_left_out"])),
            ),
        )
