"""Formulas of a workbook, worked out by the tests themselves."""

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.workbook import Workbook

CELL = re.compile(r"'([A-Za-z ]+)'!\$([A-Z]+)\$([0-9]+)")
SAFE = re.compile(r"[0-9.eE+*/() -]+")

Value = Callable[[Workbook, str, str], float | str]


def formulas_that_hold(content: bytes, value: Value) -> int:
    """Return how many formulas a file has; each gives, by `value`, what is stored beside it."""
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    stored = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    count = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    count += 1
                    kept = stored[sheet.title][cell.coordinate].value
                    assert value(formulas, sheet.title, cell.coordinate) == pytest.approx(kept)
    return count
