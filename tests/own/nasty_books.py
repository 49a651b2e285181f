"""Nasty workbooks and other zip files, with exactly what has to become of each."""

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl

from tests.own.nasty import GEO, TWO, Nasty, Refused, Rows, csv

Sheet = Sequence[Sequence[object]]


def workbook(*sheets: Sheet, hidden: int | None = None) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(list(row))
        if number == hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A workbook with one of its parts exchanged or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for info in before.infolist():
            if info.filename != name:
                after.writestr(info, before.read(info))
        after.writestr(name, part)
    return out.getvalue()


def sheet_xml(rows: str, dimension: str = "A1:B3") -> bytes:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    ).encode()


def text_cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


SHEET = "xl/worksheets/sheet1.xml"
PLAIN: Sheet = [["country", "value"], ["Georgia", 5]]
HEAD = f"<row>{text_cell('country')}{text_cell('value')}</row>"
GEORGIA = f"<row>{text_cell('Georgia')}<c><v>5</v></c></row>"


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def bomb() -> bytes:
    return with_part(workbook(PLAIN), SHEET, b" " * (200 * 2**20))


def wide_row_bomb() -> bytes:
    return with_part(workbook(PLAIN), SHEET, sheet_xml("<row>" + "<c/>" * 3_000_000 + "</row>"))


def lying_size() -> bytes:
    """A part that declares fewer bytes than it holds."""
    content = bytearray(with_part(workbook(PLAIN), SHEET, b"<x/>" * 500_000))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(SHEET.encode()))
    content[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    return bytes(content)


def entities() -> bytes:
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    return with_part(workbook(PLAIN), SHEET, laughs.encode() + sheet_xml(HEAD + GEORGIA))


def xlsx(*sheets: Sheet, hidden: int | None = None) -> Callable[[], bytes]:
    return lambda: workbook(*sheets, hidden=hidden)


DAY = datetime.datetime(2023, 1, 5)

BOOKS = [
    Nasty("book", xlsx([["country", "value"], ["Georgia", 5], ["Armenia", 7]]), TWO),
    Nasty("cover_and_hidden_sheet",
          xlsx([["A cover"]], [["country", "value"], ["Serbia", 1]], PLAIN, hidden=1), Rows([GEO])),
    Nasty("dates_and_truths",
          xlsx([["country", "value"], ["Georgia", DAY], ["Armenia", True], ["Serbia", "#N/A"]]),
          Rows([(2, "GEO", None, "not_a_number"), (3, "ARM", None, "not_a_number"),
                (4, "SRB", None, "no_value")])),
    Nasty("formula_never_saved", xlsx([["country", "value"], ["Georgia", "=1+1"], ["Armenia", 7]]),
          Rows([(2, "GEO", None, "no_value"), (3, "ARM", 7.0, "matched")])),
    Nasty("years_as_dates", xlsx([["country", "year", "value"], ["Georgia", DAY, 5]]), Rows([GEO])),
    Nasty("numbers_as_text", xlsx([["country", "value"], ["Georgia", "1 234,5"]]),
          Rows([(2, "GEO", 1234.5, "matched")])),
    Nasty("empty_book", xlsx([]), Refused("is empty")),
    Nasty("far_cell", xlsx([["country", "value"], ["Georgia", 5, *[None] * 300, 1]]),
          Refused("has 303 columns")),
    Nasty("far_row", lambda: with_part(workbook(PLAIN), SHEET, sheet_xml(
        HEAD + GEORGIA.replace("<row>", '<row r="999999999">'))),
          Refused("needs more memory or time than a file is given here")),
    Nasty("lying_dimension", lambda: with_part(workbook(PLAIN), SHEET, sheet_xml(
        HEAD + GEORGIA, "A1:XFD1048576")), Rows([GEO])),
    Nasty("short_dimension", lambda: with_part(workbook(PLAIN), SHEET, sheet_xml(
        HEAD + GEORGIA, "A1:A1")), Rows([GEO])),
    Nasty("not_a_number_in_xml", lambda: with_part(workbook(PLAIN), SHEET, sheet_xml(
        HEAD + GEORGIA.replace("5", "NaN"))), Rows([(2, "GEO", None, "no_value")])),
    Nasty("infinite_in_xml", lambda: with_part(workbook(PLAIN), SHEET, sheet_xml(
        HEAD + GEORGIA.replace("5", "1E999"))), Rows([(2, "GEO", None, "not_a_number")])),
    Nasty("zip_bomb", bomb, Refused("unpacks to more than is read here")),
    Nasty("row_of_millions_of_cells", wide_row_bomb, Refused("more than 600,000 cells")),
    Nasty("size_that_lies", lying_size, Refused("is not a readable workbook")),
    Nasty("entities", entities, Refused("defines XML entities")),
    Nasty("thousands_of_parts", lambda: with_part(zipped(
        **{f"x{n}": b"" for n in range(2_500)}), "xl/workbook.xml", b""),
        Refused("unpacks to more than is read here")),
    Nasty("heavy_styles", lambda: with_part(workbook(PLAIN), "xl/styles.xml", b"<x/>" * 1_200_000),
          Refused("is not a readable workbook")),
    Nasty("cells_in_utf16", lambda: with_part(workbook(PLAIN), SHEET, sheet_xml(
        HEAD + GEORGIA).decode().encode("utf-16")), Refused("a part that is not UTF-8")),
    Nasty("cells_in_another_code", lambda: with_part(workbook(PLAIN), SHEET, (
        '<?xml version="1.0" encoding="cp037"?>' + sheet_xml(HEAD + GEORGIA).decode()
    ).encode("cp037")), Refused("is not a readable workbook")),
    Nasty("a_cell_of_millions_of_runs", lambda: with_part(workbook(PLAIN), SHEET, sheet_xml(
        HEAD + "<row><c t='inlineStr'><is>" + "<r/>" * 6_000_000 + "</is></c></row>")),
        Refused("has headings and no rows")),
    Nasty("millions_of_texts", lambda: with_part(workbook(PLAIN), "xl/sharedStrings.xml",
        b"<sst>" + b"<si/>" * 2_000_000 + b"</sst>"), Rows([GEO])),
    Nasty("thousands_of_sheets", lambda: with_part(workbook(PLAIN), "xl/workbook.xml",
        b"<workbook><sheets>" + b"<sheet name='a' sheetId='1'/>" * 5_000 + b"</sheets></workbook>"),
        Refused("is not a readable workbook")),
    Nasty("sheets_without_a_table", xlsx(*[[["a"]] * 51_000]), Refused("is empty: no sheet")),
    Nasty("cut_short", lambda: workbook(PLAIN)[:-200], Refused("is not a readable workbook")),
    Nasty("broken_sheet", lambda: with_part(workbook(PLAIN), SHEET, b"<worksheet><sheetData>"),
          Refused("is not a readable workbook")),
    Nasty("any_zip", lambda: zipped(**{"a.txt": b"x"}), Refused("is a zip archive and neither")),
    Nasty("open_document", lambda: zipped(
        mimetype=b"application/vnd.oasis.opendocument.text"),
        Refused("is a zip archive and neither")),
    Nasty("text_called_xlsx", csv("country,value\nGeorgia,5\n"), Rows([GEO]), file="table.xlsx"),
    Nasty("book_called_csv", xlsx(PLAIN), Rows([GEO])),
    Nasty("name_with_a_path", csv("a\n"), Refused("passwd, line 1: no column"),
        file="../../etc/passwd"),
]  # fmt: skip
