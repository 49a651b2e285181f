"""Any table as a workbook, opened again."""

import datetime
import io
import zipfile
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.files.text import FORMULA_STARTS, csv_bytes
from dashboard.files.workbook import table_xlsx

ABOUT = {"title": "=1+1", "source": "two\nlines", "release": "2026.11"}
DAY = datetime.date(2026, 11, 24)
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
    heads, *rows = _sheet(table_xlsx(ROWS, ABOUT, DAY), "Table")
    assert heads == ("country", "value", "year", "blank")
    assert rows[0] == ("Türkiye", -5, 2022, None)
    assert [row[1] for row in rows] == [-5, None, 0.25, None, 3]
    assert [row[2] for row in rows] == [2022, 2023, 2024, 2025, 2026]
    # Too long for a cell: cut, not lost.
    assert rows[2][3] == "w" * 32_767


def test_nothing_is_a_formula_or_a_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(ROWS, ABOUT, DAY)))
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
            if isinstance(cell.value, str):
                assert not cell.value.startswith((*FORMULA_STARTS, "＠"))


def test_the_header_stays_in_view_and_columns_have_room() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(table_xlsx(ROWS, ABOUT, DAY)))["Table"]
    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["A"].width > len("http://example.org")
    assert sheet.column_dimensions["D"].width < 70


def test_about_says_what_the_csv_says() -> None:
    content = csv_bytes(ROWS, ABOUT).decode("utf-8-sig").splitlines()
    about = _sheet(table_xlsx(ROWS, ABOUT, DAY), "About")
    assert [f"# {name}: {text}" for name, text in about[1:]] == [
        "# title: '=1+1",
        "# source: two lines",
        "# release: 2026.11",
    ]
    assert content[1:3] == ['"# source: two lines"', '"# release: 2026.11"']


def test_a_table_without_rows_is_a_table() -> None:
    assert _sheet(table_xlsx(ROWS.iloc[:0], ABOUT, DAY), "Table") == [tuple(ROWS.columns)]


def _opened(rows: pd.DataFrame) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(table_xlsx(rows, ABOUT, DAY)))["Table"]


def test_numbers_and_days_are_numbers_and_days() -> None:
    sheet = _opened(
        pd.DataFrame(
            {
                "population_year": ["2024", "", "2018"],
                "checked": ["1", "0", "1"],
                "code": ["007", "12", "3"],
                "published": ["2022-12-31", "2023-02", "1899-05-01"],
                "change_percent": [14.690591983900722, 1234.5, None],
                "share": [0.0106, 0.5, 0.25],
                "people": [1_300_000, 5, 0],
            }
        )
    )
    first = {heads.value: cell for heads, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (first["population_year"].value, first["population_year"].number_format) == (2024, "0")
    assert first["checked"].value == 1
    assert first["code"].value == "007"
    assert first["published"].value == datetime.datetime(2022, 12, 31)
    assert [row[3].value for row in sheet.iter_rows(min_row=3)] == ["2023-02", "1899-05-01"]
    # Full precision is kept, two decimals are read.
    assert first["change_percent"].value == pytest.approx(14.690591983900722, rel=1e-15)
    assert first["change_percent"].number_format == "#,##0.00"
    assert first["share"].number_format == "0.0000"
    assert first["people"].number_format == "#,##0"


def test_addresses_of_sources_can_be_clicked() -> None:
    rows = pd.DataFrame(
        {
            "source_url": ["https://example.org/a", "=1+1", "javascript:alert(1)"],
            "note": ["https://example.org/b", "", ""],
        }
    )
    sheet = _opened(rows)
    assert sheet["A2"].hyperlink.target == "https://example.org/a"
    assert [sheet[cell].hyperlink for cell in ("A3", "A4", "B2")] == [None, None, None]
    about = openpyxl.load_workbook(
        io.BytesIO(table_xlsx(rows, {"link": "https://example.org/?layer=x"}, DAY))
    )["About"]
    assert about["B2"].hyperlink.target == "https://example.org/?layer=x"


def test_a_sheet_filters_and_prints_on_one_width() -> None:
    sheet = _opened(ROWS)
    assert sheet.auto_filter.ref == "A1:D6"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_a_workbook_has_title_author_and_the_same_bytes_twice() -> None:
    about = ABOUT | {"title": "Permits", "shown by": "Who left Russia?, Example office"}
    content = table_xlsx(ROWS, about, DAY)
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert (properties.title, properties.creator) == ("Permits", "Who left Russia?, Example office")
    assert properties.created == datetime.datetime(2026, 11, 24)
    assert table_xlsx(ROWS, about, DAY) == content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        # Nothing in it is of the moment it was made.
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read("docProps/core.xml").count(b"2026-11-24T00:00:00Z") == 2
