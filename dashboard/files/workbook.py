"""Workbooks: formats, names of cells, headings, plain tables, and any table of a page as one."""

import datetime
import io
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.files.text import harmless

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# The background of cells that a reader may change.
INPUT = "#fff7d6"
# In letters.
NARROWEST, WIDEST = 8, 60
# xlsxwriter leaves a longer text, or address, out.
MOST_LETTERS, MOST_ADDRESS = 32_767, 2_079
A4 = 9
FIRST_YEAR = 1900
# Columns of addresses end so; an address in any other text is text.
ADDRESS = ("url", "link")
_ADDRESS = re.compile(r"https?://\S+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# No sign, which starts a formula, no leading zeros, as codes have, no more digits than are kept.
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,13})(?:\.\d{1,9})?")


def cell_formats(made: "Workbook") -> dict[str, "Format"]:
    """Return the formats by name; inputs have a background of their own."""
    return {
        "head": made.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "people": made.add_format({"num_format": "#,##0"}),
        "share": made.add_format({"num_format": "0.00%"}),
        "rate": made.add_format({"num_format": "#,##0.00"}),
        "part": made.add_format({"num_format": "0.0000"}),
        "year": made.add_format({"num_format": "0"}),
        "day": made.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "input": made.add_format({"num_format": "#,##0", "bg_color": INPUT}),
        "input_share": made.add_format({"num_format": "0.00%", "bg_color": INPUT}),
        "text": made.add_format({"text_wrap": True, "valign": "top"}),
    }


def write_heads(
    sheet: "Worksheet", row: int, column: int, texts: Sequence[str], formats: dict[str, "Format"]
) -> None:
    """Write headings from a cell to the right; `row` counts from 1, `column` from 0."""
    for offset, text in enumerate(texts):
        sheet.write_string(row - 1, column + offset, harmless(text), formats["head"])


def workbook_bytes(
    fill: Callable[["Workbook"], object], title: str, author: str, day: datetime.date
) -> bytes:
    """Return the workbook that `fill` writes, each sheet a page with its columns on one width.

    `day` stands for when it was made, so that the same table gives the same bytes.
    """
    import xlsxwriter

    out = io.BytesIO()
    created = datetime.datetime.combine(day, datetime.time())
    # In memory only: what a reader uploads must not reach the disk.
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as made:
        fill(made)
        made.set_properties({"title": title, "author": author, "created": created})
        for sheet in made.worksheets():
            sheet.set_landscape()
            sheet.set_paper(A4)
            sheet.fit_to_pages(1, 0)
            sheet.set_footer("&L&A&R&P / &N")
    return out.getvalue()


def write_table(
    made: "Workbook",
    name: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    formats: dict[str, "Format"],
) -> None:
    """Write a sheet of rows under headings that stay in view and filter.

    Numbers and days are written as such, also where the table holds them as text; addresses can
    be clicked; text is never run as a formula, NaN stays blank. Columns are as wide as their
    longest cell, within `NARROWEST` and `WIDEST` letters.
    """
    sheet = made.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    if columns:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    write_heads(sheet, 1, 0, columns, formats)
    for column, heading in enumerate(columns):
        cells = typed([row[column] for row in rows])
        longest = max((len(shown) for shown in map(_shown, cells)), default=0)
        # The button of the filter takes some room beside the heading.
        width = min(WIDEST, max(NARROWEST, len(heading) + 2, longest))
        sheet.set_column(column, column, width + 1)
        look = formats[_number_look(heading, cells)]
        for row, cell in enumerate(cells, start=1):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(row, column, cell, formats["day"])
            elif isinstance(cell, str):
                if heading.endswith(ADDRESS) and is_address(cell):
                    sheet.write_url(row, column, cell)
                else:
                    sheet.write_string(row, column, harmless(cell)[:MOST_LETTERS])
            elif cell is not None and math.isfinite(cell):
                sheet.write_number(row, column, cell, look)


def typed(cells: Sequence[Any]) -> list[Any]:
    """Return a column's cells as numbers or days, where all that are not blank are such texts.

    >>> typed(["2024", "", "1"]), typed(["2024", "about 5"]), typed(["2022-03", "007"])
    ([2024, '', 1], ['2024', 'about 5'], ['2022-03', '007'])
    """
    texts = [cell for cell in cells if isinstance(cell, str) and cell]
    if texts and all(_NUMBER.fullmatch(text) for text in texts):
        return [_number(cell) if isinstance(cell, str) and cell else cell for cell in cells]
    return [_day(cell) if isinstance(cell, str) else cell for cell in cells]


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)


def _day(text: str) -> str | datetime.date:
    if _DAY.fullmatch(text) is None:
        return text
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return text
    # A workbook counts its days from 1900 on.
    return day if day.year > FIRST_YEAR else text


def _number_look(heading: str, cells: Sequence[Any]) -> str:
    """Return the format of a column's numbers: years plain, counts and parts as they read."""
    numbers = [
        abs(cell)
        for cell in cells
        if cell is not None and not isinstance(cell, (str, datetime.date)) and math.isfinite(cell)
    ]
    if "year" in heading.lower():
        return "year"
    if all(float(number).is_integer() for number in numbers):
        return "people"
    return "rate" if max(numbers) >= 1 else "part"


def is_address(text: str) -> bool:
    """Return whether a text is one address, short enough to be clicked in a cell."""
    return _ADDRESS.fullmatch(text) is not None and len(text) <= MOST_ADDRESS


def _shown(cell: object) -> str:
    return f"{cell:,.2f}" if isinstance(cell, float) else str(cell)


def table_xlsx(rows: pd.DataFrame, about: Mapping[str, str], day: datetime.date) -> bytes:
    """Return a workbook with the sheets Table (the same rows as the CSV) and About its header.

    Numbers stay numbers, missing cells stay blank, and no text is run as a formula.
    `day` is the release's: the same rows give the same bytes.
    """

    def fill(made: "Workbook") -> None:
        formats = cell_formats(made)
        cells = [list(row) for row in rows.astype(object).itertuples(index=False)]
        write_table(made, "Table", [str(name) for name in rows.columns], cells, formats)
        _about(made, about, formats)

    return workbook_bytes(fill, about.get("title", ""), about.get("shown by", ""), day)


def _about(made: "Workbook", about: Mapping[str, str], formats: dict[str, "Format"]) -> None:
    sheet = made.add_worksheet("About")
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 90)
    write_heads(sheet, 1, 0, ["What", "Says"], formats)
    for row, (name, text) in enumerate(about.items(), start=1):
        line = harmless(" ".join(text.split()))
        sheet.write_string(row, 0, harmless(name), formats["text"])
        if name == "link" and is_address(line):
            sheet.write_url(row, 1, line)
        else:
            sheet.write_string(row, 1, line, formats["text"])
