"""CSV that a reader, a spreadsheet and a program read alike."""

import csv
import io
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.files.csv import FORMULA_STARTS, LEADING_CONTROLS, csv_bytes, harmless

HEADER = {"title": "A, b", "source": "two\nlines"}
# What opens a formula, after what a spreadsheet may take for the end of a cell.
NASTY = st.text(alphabet='=+-@＝＋﹣＠;,\t\r\n" \u200b\u202ea1')


def is_formula(cell: str) -> bool:
    """Whether a cell starts a formula with its first character that is seen."""
    seen = [c for c in cell if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")]
    first = unicodedata.normalize("NFKC", seen[0]) if seen else ""
    return first.startswith(FORMULA_STARTS)


def runs(cell: str) -> bool:
    return cell.startswith(LEADING_CONTROLS) or is_formula(cell)


def read(content: bytes, separator: str = ",") -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def test_header_and_rows_come_back() -> None:
    rows = pd.DataFrame({"country": ["Türkiye", "=1+1"], "value": [-5.0, float("nan")]})
    content = csv_bytes(rows, HEADER)
    assert read(content) == [
        ["# title: A, b"],
        ["# source: two lines"],
        ["country", "value"],
        ["Türkiye", "-5"],
        ["'=1+1", ""],
    ]
    back = pd.read_csv(io.BytesIO(content), skiprows=len(HEADER))
    assert back["value"].tolist()[0] == -5


def test_every_text_is_quoted_and_no_number_is() -> None:
    rows = pd.DataFrame(
        {"country": ['A; "b"', ""], "value": [0.25, float("nan")], "year": [2023, 2024]}
    )
    assert csv_bytes(rows, {"title": "A"}).decode("utf-8-sig").splitlines() == [
        '"# title: A"',
        '"country","value","year"',
        '"A; ""b""",0.25,2023',
        '"",,2024',
    ]


def test_a_table_of_one_column_keeps_its_blank_rows() -> None:
    rows = pd.DataFrame({"value": [1.0, float("nan"), 3.0]})
    assert read(csv_bytes(rows, {}))[1:] == [["1"], [""], ["3"]]


@pytest.mark.parametrize(
    "text",
    [
        *("=SUM(A1)", "+1", "-1", "@cmd", " =x", "\t=x", "\r@x", "\n-x", "\ttext", "\rtext"),
        *("＝1+1", "＋1", "－1", "＠cmd", "﹦1", "\u3000＝1", "\u200b=1", "\ufeff=1", "\x00=1"),
    ],
)
def test_nothing_runs_in_a_spreadsheet(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.text())
def test_harmless_text_stays_what_it_is(text: str) -> None:
    kept = harmless(text)
    assert kept == (f"'{text}" if runs(text) else text)
    assert not runs(kept)


@pytest.mark.parametrize("text", ["Côte d’Ivoire; 5", "−5", "1–4", "a;b", "#1", "–"])
def test_text_that_runs_nowhere_is_not_changed(text: str) -> None:
    assert read(csv_bytes(pd.DataFrame({"a": [text], "b": ["x"]}), {}))[1] == [text, "x"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(texts=st.lists(st.tuples(NASTY, NASTY), min_size=1, max_size=4))
def test_no_cell_runs_whatever_parts_the_cells(
    separator: str, texts: list[tuple[str, str]]
) -> None:
    rows = pd.DataFrame(texts, columns=["name; =1", "=note"])
    content = csv_bytes(rows, {"title": "x;=1+1"})
    # Read with another separator a quote may swallow the end of a line, which is no formula.
    bad = runs if separator == "," else is_formula
    assert not [cell for line in read(content, separator) for cell in line if bad(cell)]
    if separator == ",":
        kept = [[cell.replace("'", "") for cell in line] for line in read(content)[2:]]
        assert kept == [list(pair) for pair in texts]
