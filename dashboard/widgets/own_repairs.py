"""What a reader can mend in the report on their own table."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.own_comparison import comparable_layers
from dashboard.tables.own_findings import DUPLICATES, SLIP, ReportRow
from dashboard.tables.own_numbers import DECIMALS
from dashboard.tables.own_units import UNITS
from dashboard.tables.problems import TableError
from dashboard.widgets import store
from dashboard.widgets.address import hold
from dashboard.widgets.layer_picker import CONTROL_WIDTH
from dashboard.widgets.own_held import FullError
from dashboard.widgets.own_session import repair
from dashboard.widgets.own_table import OwnTable
from dashboard.widgets.source_note import plain
from dashboard.words.own_words import (
    DECIMAL_WORDS,
    DUPLICATE_WORDS,
    FACTOR_WORDS,
    FULL_NOTE,
    UNIT_CHOICES,
    line_label,
)

LOG = logging.getLogger("dashboard")
REFUSED = "own_refused"
MOST_NAMES, MOST_LINES = 20, 500


def own_repairs(data: Catalogue, table: OwnTable) -> None:
    """Offer the choices that change something in this table."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        _table_choices(table)
    _countries(data, table)
    _lines(table)


def _repaired(table: OwnTable, compared_with: str | None = None, **changes: Any) -> None:
    try:
        repair(table, replace(table.report.repairs, **changes), compared_with)
    except TableError as error:
        st.session_state[REFUSED] = str(error)
    except FullError:
        st.session_state[REFUSED] = FULL_NOTE
    except Exception as error:
        # Outside the page's guard Streamlit would log its text, which may quote the file.
        LOG.error("an own table could not be repaired: %s", type(error).__name__)  # noqa: TRY400
        st.session_state[REFUSED] = "it broke the report in a way not known before"


def _table_choices(table: OwnTable) -> None:
    report, repairs = table.report, table.report.repairs
    hold("own_unit", report.unit)
    st.segmented_control(
        "Unit",
        UNITS,
        format_func=UNIT_CHOICES.__getitem__,
        key="own_unit",
        required=True,
        on_change=lambda: _repaired(table, unit=st.session_state["own_unit"]),
    )
    if len(report.columns.candidates) > 1 and report.columns.value is not None:
        hold("own_value", report.columns.value)
        st.selectbox(
            "Column of the values",
            report.columns.candidates,
            format_func=report.columns.name,
            key="own_value",
            width=CONTROL_WIDTH,
            on_change=lambda: _repaired(table, value_column=st.session_state["own_value"]),
        )
    if table.first.entries.ambiguous or repairs.decimal:
        hold("own_decimal", report.entries.decimal)
        st.segmented_control(
            "What 1,234 and 1.234 mean",
            DECIMALS,
            format_func=DECIMAL_WORDS.__getitem__,
            key="own_decimal",
            required=True,
            on_change=lambda: _repaired(table, decimal=st.session_state["own_decimal"]),
        )
    if report.counts["duplicate"]:
        hold("own_duplicates", repairs.duplicates)
        st.segmented_control(
            "Rows of the same country and year",
            DUPLICATES,
            format_func=DUPLICATE_WORDS.__getitem__,
            key="own_duplicates",
            required=True,
            on_change=lambda: _repaired(table, duplicates=st.session_state["own_duplicates"]),
        )
    if report.unit == "number":
        _sizes(table)


def _sizes(table: OwnTable) -> None:
    layers = {layer.indicator_id: layer for layer in comparable_layers(store.vocabulary().layers)}
    hold("own_compared", table.compared_with)
    st.selectbox(
        "Compare sizes with",
        ["", *layers],
        format_func=lambda code: layers[code].label if code else "Nothing",
        key="own_compared",
        width=CONTROL_WIDTH,
        help="A value about 1,000 times off where the others are not is likely a slip of the unit.",
        on_change=lambda: _repaired(table, st.session_state["own_compared"]),
    )
    if table.first.table_slip or table.report.repairs.factor != 1:
        hold("own_factor", table.report.repairs.factor)
        st.selectbox(
            "All values",
            [1.0, SLIP, 1 / SLIP],
            format_func=FACTOR_WORDS.__getitem__,
            key="own_factor",
            width=CONTROL_WIDTH,
            on_change=lambda: _repaired(table, factor=st.session_state["own_factor"]),
        )


def _countries(data: Catalogue, table: OwnTable) -> None:
    """Offer the nearest names, then all others, for each country that was not matched."""
    unmatched: dict[str, ReportRow] = {}
    for row in table.first.rows:
        if row.iso3 is None and row.country and row.kind != "footnote":
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
        _repaired(table, countries={**rest, text: code} if code else rest)

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
    slips = {
        row.line: row.slip
        for row in (*table.first.rows, *table.report.rows)
        if row.slip is not None
    }
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
                table, row_factors={line: slips[line] for line in st.session_state["own_slips"]}
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
                table, left_out=frozenset(st.session_state["own_left_out"])
            ),
        )
