"""Files made to hurt whoever reads them, a few lines each, with the words the reader must get."""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.own.nasty_books import GEORGIA, HEAD, PLAIN, SHEET, sheet_xml, text_cell, with_part
from tests.own.nasty_books import workbook as book

MEGA = 2**20
SPENT = "needs more memory or time than a file is given here"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


@dataclass(frozen=True)
class Hostile:
    """A file and words of the answer: a refusal's, or the report's where it is read after all."""

    name: str
    make: Callable[[], bytes]
    words: str


def utf16_entities() -> bytes:
    """One entity of 500 characters, used 2.7 million times, where ASCII eyes do not see it."""
    declared = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "{"a" * 500}">]>'
    texts = f'<sst xmlns="{MAIN}"><si><t>' + "&a;" * 2_700_000 + "</t></si></sst>"
    return with_part(book(PLAIN), "xl/sharedStrings.xml", (declared + texts).encode("utf-16"))


def entities_elsewhere() -> bytes:
    """The same in a sheet that the relations put at another path, in UTF-8."""
    declared = '<!DOCTYPE x [<!ENTITY a "' + "a" * 500 + '">]>'
    sheet = declared.encode() + sheet_xml(HEAD + f"<row>{text_cell('&a;' * 1_000_000)}</row>")
    moved = with_part(book(PLAIN), "odd/place.xml", sheet)
    return with_part(moved, "xl/_rels/workbook.xml.rels", rels("/odd/place.xml"))


def rels(target: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return (
        f'<Relationships xmlns="{space}">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    ).encode()


def number_format(code: str) -> bytes:
    return with_part(
        book(PLAIN),
        "xl/styles.xml",
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
        f'formatCode="{code}"/></numFmts><cellXfs count="1"><xf numFmtId="164"/></cellXfs>'
        "</styleSheet>".encode(),
    )


def defined_name(text: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book(PLAIN))) as packed:
        whole = packed.read("xl/workbook.xml").decode()
    name = f'<definedName name="_xlnm.Print_Area" localSheetId="0">{text}</definedName>'
    named = whole.replace("<definedNames />", "").replace("<definedNames/>", "")
    made = named.replace("</sheets>", f"</sheets><definedNames>{name}</definedNames>")
    return with_part(book(PLAIN), "xl/workbook.xml", made.encode())


def shared_text(length: int, cells: int) -> bytes:
    """One long text that many cells refer to."""
    texts = f'<sst xmlns="{MAIN}"><si><t>{"x" * length}</t></si></sst>'
    row = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'
    made = with_part(book(PLAIN), SHEET, sheet_xml(HEAD + row * (cells // 2)))
    return with_part(made, "xl/sharedStrings.xml", texts.encode())


def open_document(rows: str) -> bytes:
    out = io.BytesIO()
    spaces = " ".join(f'xmlns:{n}="{OFFICE}{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="T">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{OFFICE}manifest:1.0"/>')
        packed.writestr("content.xml", content)
    return out.getvalue()


def ods_row(*texts: str, repeated: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string" {repeated}><text:p>{text}</text:p>'
        "</table:table-cell>"
        for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


ODS_ROWS = ods_row("country", "value") + ods_row("Georgia", "5")


def compound(fat_sectors: int = 1, size: int = 4096, stream: bytes = b"") -> bytes:
    """An Office file of before 2007 with one stream called Workbook, its numbers as told."""
    body = stream.ljust(4096, b"\0")
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + len(body) // 512), 0xFFFFFFFE]
    fat = b"".join(struct.pack("<I", at) for at in chain).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)

    def entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        sides = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
        return (
            text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + sides
            + bytes(36) + struct.pack("<IQ", start, length)
        )  # fmt: skip

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, size)
    return header + fat + folder.ljust(512, b"\0") + body


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


# A workbook of before 2007 whose table of texts says that it holds four thousand million.
BIFF = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + record(
    0xFC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF)
)


def nested(depth: int) -> bytes:
    return with_part(book(PLAIN), SHEET, sheet_xml(HEAD + "<a>" * depth + "</a>" * depth + GEORGIA))


def zip_in_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", zipped_zeros())
    return out.getvalue()


def zipped_zeros() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", bytes(50 * MEGA))
    return inner.getvalue()


def merges(count: int) -> bytes:
    ranges = "".join(f'<mergeCell ref="A2:A{60_000 + n}"/>' for n in range(count))
    sheet = (
        sheet_xml(HEAD + GEORGIA)
        .decode()
        .replace("</worksheet>", f"<mergeCells>{ranges}</mergeCells></worksheet>")
    )
    return with_part(book(PLAIN), SHEET, sheet.encode())


def at(row: int, column: str = "A") -> str:
    return f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'


def csv(line: str, times: int = 1, head: str = "country,value\nGeorgia,5\n") -> Callable[[], bytes]:
    return lambda: (head + line * times).encode()


FILES = (
    # Entities, wherever they are written
    Hostile("utf16_entities", utf16_entities, "has a part that is not UTF-8"),
    Hostile("entities_elsewhere", entities_elsewhere, "defines XML entities"),
    # Texts that a library might run an expression over
    Hostile("format_code", lambda: number_format("[" * 300_000), "on the map: 1 row"),
    Hostile("format_quotes", lambda: number_format("&quot;_*" * 100_000), "on the map: 1 row"),
    Hostile("print_area", lambda: defined_name("(" * 64_000), "on the map: 1 row"),
    Hostile("print_area_quotes", lambda: defined_name("'!$A$1:" * 60_000), "on the map: 1 row"),
    # Counts and places that a file may state
    Hostile("last_cell", lambda: with_part(book(PLAIN), SHEET, sheet_xml(
        HEAD + GEORGIA + at(1_048_576, "XFD"))), SPENT),
    Hostile("a_row_of_all_columns", lambda: with_part(book(PLAIN), SHEET, sheet_xml(
        HEAD + at(2, "XFD") + at(40_000))), SPENT),
    Hostile("beyond_every_row", lambda: with_part(book(PLAIN), SHEET, sheet_xml(
        HEAD + GEORGIA.replace("<row>", '<row r="4294967295">'))), ""),
    Hostile("repeated_cells", lambda: open_document(
        ODS_ROWS + ods_row("x", repeated='table:number-columns-repeated="2000000000"')), ""),
    Hostile("repeated_rows", lambda: open_document(ODS_ROWS.replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">')), ""),
    Hostile("spaces_in_a_cell", lambda: open_document(
        ods_row("country", "value") + ods_row("Georgia", '<text:s text:c="2000000000"/>')), ""),
    Hostile("xls_of_four_thousand_million_texts", lambda: compound(stream=BIFF), "is empty"),
    Hostile("xls_with_lying_sectors", lambda: compound(0xFFFFFFFF), "is empty"),
    Hostile("xls_with_a_lying_size", lambda: compound(size=2**62), "is empty"),
    Hostile("merged_over_and_over", lambda: merges(40_000), "unpacks to more than is read"),
    # Large from small
    Hostile("shared_text", lambda: shared_text(30_000, 600_000), SPENT),
    Hostile("zip_bomb", lambda: with_part(book(PLAIN), SHEET, b" " * (200 * MEGA)),
            "unpacks to more than is read"),
    Hostile("zip_in_zip", zip_in_zip, "has a part that is not UTF-8"),
    Hostile("spaces_in_xml", lambda: with_part(book(PLAIN), SHEET, sheet_xml(
        HEAD + " " * (55 * MEGA) + GEORGIA)), "on the map: 1 row"),
    # Deep, wide, long
    Hostile("deep_xml", lambda: nested(1_000_000), ""),
    Hostile("two_hundred_columns", lambda: b"country" + b",v" * 199 + (
        b"\nGeorgia" + b",5" * 199) * 2_900, "2,899 duplicate"),
    Hostile("a_million_columns", csv("5," * 2_500_000), "columns; at most 200"),
    Hostile("one_line", lambda: b"x" * 10 * MEGA, "no column with countries"),
    Hostile("quotes", lambda: b'"' * 10 * MEGA, ""),
    Hostile("open_quote", lambda: b'country,value\n"' + b"\n" * 9 * MEGA, "never closed"),
    Hostile("nuls", lambda: bytes(10 * MEGA), "is not a text table"),
    Hostile("newlines", lambda: b"country,value\n" + b"\n" * 10_000_000, "1,048,576 lines"),
    Hostile("a_huge_cell", csv("Georgia," + "9" * 9_000_000), "cut there, the first in line 3"),
    Hostile("cells_of_spaces", csv("Geor" + "  " * 450 + "gia," + "1 " * 450 + "x\n", 5_000), ""),
    Hostile("cells_of_digits", csv("Georgia," + "1,1.1'" * 160 + "\n", 9_000), ""),
    Hostile("cells_that_grow", csv("\ufdfa" * 300 + ",5\n", 10_000), ""),
    Hostile("unknown_countries", lambda: ("country,value\n" + "".join(
        f"Qwrtz{n:x}ia land,{n}\n" for n in range(49_000))).encode(), "not matched"),
    # The limit itself
    Hostile("ten_megabytes", lambda: (
        b"country,value,note\n" + b"Georgia,5," + b"x" * 900 + b"\n"
    ).ljust(10 * MEGA, b" "), ""),
    Hostile("a_little_more", lambda: b"country,value\nGeorgia,5\n".ljust(10 * MEGA + 1, b" "),
            "has 10.0 MB; at most 10 MB are read"),
)  # fmt: skip


def old_workbook(rows: list[tuple[str, str | float]]) -> bytes:
    """An honest workbook of before 2007, by hand, as nothing writes them any more."""
    begin = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    name = b"\x01S"
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                sheet += record(0x204, place + struct.pack("<HB", len(cell), 0) + cell.encode())
            else:
                sheet += record(0x203, place + struct.pack("<d", cell))
    start = len(record(0x809, begin)) + 4 + 8 + len(name[1:]) + 4
    bound = record(0x85, struct.pack("<IBBBB", start, 0, 0, 1, 0) + name[1:])
    return compound(stream=record(0x809, begin) + bound + record(0x0A) + sheet + record(0x0A))
