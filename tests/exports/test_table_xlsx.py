"""Any table as a workbook, opened again."""

import io
from typing import Any

import openpyxl
import pandas as pd

from dashboard.exports.csv_file import FORMULA_STARTS, csv_bytes
from dashboard.exports.table_xlsx import table_xlsx

ABOUT = {"title": "=1+1", "source": "two\nlines", "release": "2026.11"}
ROWS = pd.DataFrame(
    {
        "country": ["Türkiye", "=1+1", "＠x", "-", "http://example.org"],
        "value": [-5.0, float("nan"), 0.25, float("inf"), 3],
        "year": [2022, 2023, 2024, 2025, 2026],
        "blank": [None, "", "w" * 40_000, "+1", "x"],
    }
)


def _sheet(content: bytes, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return list(book[name].iter_rows(values_only=True))


def test_the_rows_come_back_as_what_they_are() -> None:
    heads, *rows = _sheet(table_xlsx(ROWS, ABOUT), "Table")
    assert heads == ("country", "value", "year", "blank")
    assert rows[0] == ("Türkiye", -5, 2022, None)
    assert [row[1] for row in rows] == [-5, None, 0.25, None, 3]
    assert [row[2] for row in rows] == [2022, 2023, 2024, 2025, 2026]
    # Too long for a cell: cut, not lost.
    assert rows[2][3] == "w" * 32_767


def test_nothing_is_a_formula_or_a_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(ROWS, ABOUT)))
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
            if isinstance(cell.value, str):
                assert not cell.value.startswith((*FORMULA_STARTS, "＠"))


def test_the_header_stays_in_view_and_columns_have_room() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(table_xlsx(ROWS, ABOUT)))["Table"]
    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["A"].width > len("http://example.org")
    assert sheet.column_dimensions["D"].width < 70


def test_about_says_what_the_csv_says() -> None:
    content = csv_bytes(ROWS, ABOUT).decode("utf-8-sig").splitlines()
    about = _sheet(table_xlsx(ROWS, ABOUT), "About")
    assert [f"# {name}: {text}" for name, text in about[1:]] == [
        "# title: '=1+1",
        "# source: two lines",
        "# release: 2026.11",
    ]
    assert content[1:3] == ['"# source: two lines"', '"# release: 2026.11"']


def test_a_table_without_rows_is_a_table() -> None:
    assert _sheet(table_xlsx(ROWS.iloc[:0], ABOUT), "Table") == [tuple(ROWS.columns)]
