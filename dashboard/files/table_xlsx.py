"""Any table of a page as a workbook: its rows, and what they are."""

import datetime
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.files.csv import harmless
from dashboard.files.workbook import cell_formats, finish, is_address, write_heads, write_table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook


def table_xlsx(rows: pd.DataFrame, about: Mapping[str, str], day: datetime.date) -> bytes:
    """Return a workbook with the sheets Table (the same rows as the CSV) and About its header.

    Numbers stay numbers, missing cells stay blank, and no text is run as a formula.
    `day` is the release's: the same rows give the same bytes.
    """
    import xlsxwriter

    out = io.BytesIO()
    # In memory only: what a reader uploads must not reach the disk.
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as made:
        formats = cell_formats(made)
        cells = [list(row) for row in rows.astype(object).itertuples(index=False)]
        write_table(made, "Table", [str(name) for name in rows.columns], cells, formats)
        _about(made, about, formats)
        finish(made, about.get("title", ""), about.get("shown by", ""), day)
    return out.getvalue()


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
