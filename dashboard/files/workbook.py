"""Workbooks: any table of a page, and the calculators, with cells to change and formulas."""

import datetime
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.files.text import harmless
from dashboard.models.inputs import PARAMETER_IDS, TAKEN_OFF, Input
from dashboard.tables.estimates import Assumption
from dashboard.tables.map_rows import Source

# The background of cells that a reader may change, and what stands where an end is left open.
INPUT, OPEN = "#fff7d6", "open"
MOST_PERSONS = 10_000_000_000
# In letters.
NARROWEST, WIDEST = 8, 60
# xlsxwriter leaves a longer text, or address, out.
MOST_LETTERS, MOST_ADDRESS = 32_767, 2_079
A4 = 9
FIRST_YEAR = 1900
INPUTS_SHEET = "Inputs"
SOURCE_FIELDS = ["source_id", "publisher", "title", "url", "published", "licence", "via", "note"]
# Columns of addresses end so; an address in any other text is text.
ADDRESS = ("url", "link")
_ADDRESS = re.compile(r"https?://\S+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# No sign, which starts a formula, no leading zeros, as codes have, no more digits than are kept.
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,13})(?:\.\d{1,9})?")
TOP = {"text_wrap": True, "valign": "top"}
FORMATS: dict[str, dict[str, object]] = {
    "head": {"bold": True, **TOP},
    "people": {"num_format": "#,##0"},
    "share": {"num_format": "0.00%"},
    "rate": {"num_format": "#,##0.00"},
    "part": {"num_format": "0.0000"},
    "year": {"num_format": "0"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "input": {"num_format": "#,##0", "bg_color": INPUT},
    "input_share": {"num_format": "0.00%", "bg_color": INPUT},
    "text": TOP,
}


class Sheet:
    """A sheet of labels, inputs and formulas; rows count from 1, as a reader sees, columns from 0.

    `widths` are those of its columns: the first and the last one, and their letters.
    """

    def __init__(self, book: "Book", name: str, *widths: tuple[int, int, int]) -> None:
        """Add the sheet to a workbook."""
        self.name, self._formats = name, book.formats
        self.made = book.made.add_worksheet(name)
        for width in widths:
            self.made.set_column(*width)

    def heads(self, row: int, column: int, texts: Iterable[str]) -> None:
        """Write headings from a cell to the right."""
        for place, text in enumerate(texts, start=column):
            self.text(row, place, text, "head")

    def text(self, row: int, column: int, text: str, look: str | None = None) -> None:
        """Write text, which is never run."""
        self.made.write_string(
            row - 1, column, harmless(text), self._formats[look] if look else None
        )

    def down(self, row: int, column: int, texts: Iterable[str]) -> None:
        """Write texts from a cell downwards."""
        for place, text in enumerate(texts, start=row):
            self.text(place, column, text)

    def formula(
        self, row: int, column: int, formula: str, look: str | None, value: float | str
    ) -> None:
        """Write a formula; `value` is what it gives, for programs that do not recalculate."""
        shown = self._formats[look] if look else None
        self.made.write_formula(row - 1, column, f"={formula}", shown, value)

    def input(self, row: int, column: int, look: str, value: float | None) -> None:
        """Write a cell that a reader may change, and refuse what can't be its value.

        An open end takes a number, too.
        """
        share = look.endswith("share")
        if value is None:
            self.text(row, column, OPEN, look)
        else:
            self.made.write_number(row - 1, column, value, self._formats[look])
        self.made.data_validation(
            row - 1,
            column,
            row - 1,
            column,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": 1 if share else MOST_PERSONS,
                "error_title": "Not a value for this cell",
                "error_message": "A share from 0% to 100%." if share else "Persons: 0 or more.",
            },
        )


class Book:
    """A workbook that is being written, `made` by the library, with its `formats` by name."""

    def __init__(self, made: Any) -> None:
        """Take the workbook of the library that writes it."""
        self.made = made
        self.formats = {name: made.add_format(look) for name, look in FORMATS.items()}

    def sheet(self, name: str, *widths: tuple[int, int, int]) -> Sheet:
        """Add a sheet."""
        return Sheet(self, name, *widths)

    def read_me(self, lines: Sequence[str], *widths: tuple[int, int, int]) -> Sheet:
        """Add what the workbook is and how it is used, the first line as its heading."""
        sheet = self.sheet("Read me", (0, 0, 100), *widths)
        for row, line in enumerate(lines, start=1):
            sheet.text(row, 0, line, "text" if row > 1 else "head")
        return sheet

    def about(self, about: Mapping[str, str]) -> None:
        """Add what a table says of itself."""
        sheet = self.sheet("About", (0, 0, 14), (1, 1, 90))
        sheet.heads(1, 0, ["What", "Says"])
        for row, (name, text) in enumerate(about.items(), start=2):
            line = " ".join(text.split())
            sheet.text(row, 0, name, "text")
            if name == "link" and is_address(line):
                sheet.made.write_url(row - 1, 1, line)
            else:
                sheet.text(row, 1, line, "text")

    def table(self, name: str, rows: pd.DataFrame) -> None:
        """Add a sheet of rows under headings that stay in view and filter.

        Numbers and days are written as such, also where the table holds them as text; addresses
        can be clicked; text is never run as a formula, NaN stays blank. Columns are as wide as
        their longest cell, within `NARROWEST` and `WIDEST` letters.
        """
        sheet, headings = self.sheet(name), [str(one) for one in rows.columns]
        sheet.made.freeze_panes(1, 1)
        sheet.made.repeat_rows(0)
        if headings:
            sheet.made.autofilter(0, 0, len(rows), len(headings) - 1)
        sheet.heads(1, 0, headings)
        for column, heading in enumerate(headings):
            cells = typed(list(rows.iloc[:, column].astype(object)))
            shown = (f"{cell:,.2f}" if isinstance(cell, float) else str(cell) for cell in cells)
            longest = max(map(len, shown), default=0)
            # The button of the filter takes some room beside the heading.
            width = min(WIDEST, max(NARROWEST, len(heading) + 2, longest))
            sheet.made.set_column(column, column, width + 1)
            look = self.formats[_number_look(heading, cells)]
            for row, cell in enumerate(cells, start=1):
                if isinstance(cell, datetime.date):
                    sheet.made.write_datetime(row, column, cell, self.formats["day"])
                elif isinstance(cell, str):
                    if heading.endswith(ADDRESS) and is_address(cell):
                        sheet.made.write_url(row, column, cell)
                    else:
                        sheet.made.write_string(row, column, harmless(cell)[:MOST_LETTERS])
                elif cell is not None and math.isfinite(cell):
                    sheet.made.write_number(row, column, cell, look)

    def sources(self, sources: Iterable[Source]) -> None:
        """Add the sources, each with its address, its licence and how it was read."""
        self.table("Sources", Source.frame(list(sources))[SOURCE_FIELDS])


def workbook_bytes(
    fill: Callable[[Book], object], title: str, author: str, day: datetime.date
) -> bytes:
    """Return the workbook that `fill` writes, each sheet a page with its columns on one width.

    `day` stands for when it was made, so that the same table gives the same bytes.
    """
    import xlsxwriter

    out = io.BytesIO()
    created = datetime.datetime.combine(day, datetime.time())
    # In memory only: what a reader uploads must not reach the disk.
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as made:
        fill(Book(made))
        made.set_properties({"title": title, "author": author, "created": created})
        for sheet in made.worksheets():
            sheet.set_landscape()
            sheet.set_paper(A4)
            sheet.fit_to_pages(1, 0)
            sheet.set_footer("&L&A&R&P / &N")
    return out.getvalue()


def table_xlsx(rows: pd.DataFrame, about: Mapping[str, str], day: datetime.date) -> bytes:
    """Return a workbook with the sheets Table (the same rows as the CSV) and About its header.

    Numbers stay numbers, missing cells stay blank, and no text is run as a formula.
    `day` is the release's: the same rows give the same bytes.
    """

    def fill(book: Book) -> None:
        book.table("Table", rows)
        book.about(about)

    return workbook_bytes(fill, about.get("title", ""), about.get("shown by", ""), day)


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


def cell_name(sheet: str, row: int, column: int) -> str:
    """Return a fixed reference; `row` counts from 1, `column` (of the first 26) from 0.

    >>> cell_name("Inputs", 4, 1)
    "'Inputs'!$B$4"
    """
    return f"'{sheet}'!${chr(ord('A') + column)}${row}"


def factor(name: Input, row: int, column: int) -> str:
    """Return what an input multiplies by, as a formula of its share on the sheet Inputs."""
    share = cell_name(INPUTS_SHEET, row, column)
    return f"(1-{share})" if name in TAKEN_OFF else share


def input_note(name: Input, assumptions: Sequence[Assumption]) -> str:
    """Return the range of an input, what it rests on and what it means."""
    found = next(row for row in assumptions if row.parameter_id == PARAMETER_IDS[name])
    ends = f"low {found.low:g}, default {found.default:g}, high {found.high:g}"
    return f"{ends}; {found.basis}; {found.help}"
