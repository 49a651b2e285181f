"""The workbook that opens when a reader edits the numbers of a chart on a slide."""

import datetime
import io

from dashboard.files.chart_columns import Columns
from dashboard.files.csv import harmless
from dashboard.files.deck_words import clean

TINY, THOUSAND = 1e-9, 1000
# The same deck makes the same bytes, whenever it is made.
MADE = datetime.datetime(2000, 1, 1)


def number_format(columns: Columns) -> str:
    """Return a spreadsheet format with as many places as each number needs, two at most."""
    values = [
        value
        for column in (columns.basis or columns.drawn)
        for value in column.values
        if value is not None
    ]
    if all(float(value).is_integer() for value in values):
        return "#,##0"
    short = all(abs(value - round(value, 2)) < TINY for value in values)
    return "General" if short and max(map(abs, values)) < THOUSAND else "#,##0.00"


def chart_workbook(names: list[str], columns: Columns, form: str) -> bytes:
    """Return the workbook behind a chart: what is drawn, and the numbers it is worked out from."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet()
    number = book.add_format({"num_format": form})
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, len(columns.drawn) + len(columns.basis), 16)
    for row, name in enumerate(names, start=1):
        sheet.write_string(row, 0, harmless(name))
    for place, column in enumerate([*columns.drawn, *columns.basis], start=1):
        sheet.write_string(0, place, harmless(clean(column.name)))
        for row, value in enumerate(column.values, start=1):
            formula = column.formulas[row - 1] if column.formulas else ""
            if formula:
                sheet.write_formula(row, place, f"={formula}", number, value)
            elif value is not None:
                sheet.write_number(row, place, value, number)
    book.close()
    return out.getvalue()
