"""CSV that a reader, a spreadsheet and a program read alike."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.csv_file import FORMULA_STARTS, csv_bytes, harmless

HEADER = {"title": "A, b", "source": "two\nlines"}


def test_header_and_rows_come_back() -> None:
    rows = pd.DataFrame({"country": ["Türkiye", "=1+1"], "value": [-5.0, float("nan")]})
    content = csv_bytes(rows, HEADER)
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert lines == [
        ["# title: A, b"],
        ["# source: two lines"],
        ["country", "value"],
        ["Türkiye", "-5"],
        ["'=1+1", ""],
    ]
    back = pd.read_csv(io.BytesIO(content), skiprows=len(HEADER))
    assert back["value"].tolist()[0] == -5


@pytest.mark.parametrize("text", ["=SUM(A1)", "+1", "-1", "@cmd", " =x", "\t=x", "\r@x"])
def test_nothing_runs_in_a_spreadsheet(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.text())
def test_harmless_text_stays_what_it_is(text: str) -> None:
    kept = harmless(text)
    assert kept.endswith(text)
    assert not kept.lstrip().startswith(FORMULA_STARTS)
