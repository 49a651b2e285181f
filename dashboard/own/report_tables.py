"""The report on a reader's own table as a table to read, and as one to mend and bring back."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.own.findings import Report, ReportRow
from dashboard.own.words import finding_text, year_text
from dashboard.words.numbers import full, percent

TEMPLATE = pd.DataFrame(
    {
        "country": ["GEO", "Armenia", "Казахстан"],
        "value": [1200, 950, 0],
        "year": [2023, 2023, 2023],
        "low": [1000, None, None],
        "high": [1400, None, None],
        "note": ["an example; replace these rows", "", ""],
    }
)


@dataclass(frozen=True)
class ReportTable:
    """`rows` as text for the page; `numbers` are what its columns sort by."""

    rows: pd.DataFrame
    numbers: dict[str, pd.Series]


def report_table(report: Report, names: Mapping[str, str], *, only_findings: bool) -> ReportTable:
    """Return the rows of the file in its order; `only_findings` leaves out the plainly matched."""
    shown = [row for row in report.rows if not only_findings or needs_a_look(row)]
    rows = pd.DataFrame(
        {
            "Line": [str(row.line) for row in shown],
            "Country as written": [row.country for row in shown],
            "What was found": [finding_text(row, names) for row in shown],
            "Country": [f"{names[row.iso3]} ({row.iso3})" if row.iso3 else "" for row in shown],
            "Year": [year_text(row) for row in shown],
            "Value as written": [row.given for row in shown],
            "On the map": [_on_map(row, report) for row in shown],
        }
    )
    numbers = {
        "Line": pd.Series([row.line for row in shown], dtype="float64"),
        "Value as written": pd.Series([row.number for row in shown], dtype="float64"),
        "On the map": pd.Series([_value(row) for row in shown], dtype="float64"),
    }
    return ReportTable(rows, numbers)


def needs_a_look(row: ReportRow) -> bool:
    """Return whether anything but a plain match was found."""
    return any(finding.kind != "matched" or finding.text for finding in row.findings)


def rejected_rows(report: Report, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows that do not go onto the map, with the headings that are read again."""
    rows = report.rejected
    return pd.DataFrame(
        {
            "line": [row.line for row in rows],
            "country": [row.country for row in rows],
            "value": [_as_read(row) for row in rows],
            "year": [year_text(row) for row in rows],
            "column": [row.column for row in rows],
            "iso3_found": [row.iso3 or "" for row in rows],
            "why": [finding_text(row, names) for row in rows],
        }
    )


def _as_read(row: ReportRow) -> str | float:
    """Return a number as one, so that its minus is not taken for the start of a formula."""
    return row.given if row.number is None or row.given.endswith("%") else row.number


def _value(row: ReportRow) -> float | None:
    return row.value if row.kept else None


def _on_map(row: ReportRow, report: Report) -> str:
    value = _value(row)
    if value is None:
        return ""
    return percent(value) if report.unit == "share" else full(value)
