"""Any table of a page as a workbook: its rows, and what they are."""

import io
from collections.abc import Mapping

import pandas as pd

from dashboard.exports.workbook import cell_formats, write_table


def table_xlsx(rows: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """Return a workbook with the sheets Table (the same rows as the CSV) and About its header.

    Numbers stay numbers, missing cells stay blank, and no text is run as a formula.
    """
    import xlsxwriter

    out = io.BytesIO()
    # In memory only: what a reader uploads must not reach the disk.
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as made:
        formats = cell_formats(made)
        cells = [list(row) for row in rows.astype(object).itertuples(index=False)]
        write_table(made, "Table", [str(name) for name in rows.columns], cells, formats)
        lines = [[name, " ".join(text.split())] for name, text in about.items()]
        write_table(made, "About", ["What", "Says"], lines, formats)
    return out.getvalue()
