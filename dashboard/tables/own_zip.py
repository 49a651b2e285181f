"""What an XLSX file declares and holds, weighed before a parser builds anything of it."""

import re
import zipfile

from dashboard.tables.own_grid import MOST_CELLS, refusal
from dashboard.tables.problems import TableError

# A zip entry never gives more bytes than it declares (zipfile cuts it there), so these bound what
# is unpacked; the tags bound what a parser makes of it. A sheet of 50,000 rows has about 10 MB.
MOST_PARTS, MOST_SHEETS = 2_000, 300
MOST_UNPACKED = 120 * 2**20
MOST_SHEET, MOST_SHEET_TAGS, MOST_IN_ROW = 60 * 2**20, 5_000_000, 20_000
MOST_TEXTS, MOST_TEXT_TAGS = 16 * 2**20, 1_000_000
MOST_PART, MOST_PART_TAGS = 4 * 2**20, 100_000
WORKBOOK, SHEETS, TEXTS = "xl/workbook.xml", "xl/worksheets/", "xl/sharedStrings.xml"
PREFIX = rb"<(?:[A-Za-z0-9]{1,16}:)?"
CELL, ROW, SHEET = (re.compile(PREFIX + name + rb"[ />]") for name in (b"c", b"row", b"sheet"))
# Longer than any tag's beginning that is looked for.
SEAM = 24
CHUNK = 2**20


def weigh(file: str, packed: zipfile.ZipFile) -> None:
    """Refuse an archive that is no workbook, or unpacks to more than a table needs.

    Raises:
        TableError: with what is too large and what to do.
    """
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if "mimetype" in names and b"opendocument" in packed.open("mimetype").read(100):
        raise refusal(file, "is an OpenDocument file; save it as .xlsx or .csv")
    if WORKBOOK not in names:
        raise refusal(file, "is a zip archive and not an .xlsx workbook")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_large(file)
    for part in parts:
        if part.filename.startswith(SHEETS):
            _Sheet(file, part, MOST_SHEET, MOST_SHEET_TAGS).weigh(packed)
        elif part.filename == TEXTS:
            _Part(file, part, MOST_TEXTS, MOST_TEXT_TAGS).weigh(packed)
        else:
            _Part(file, part, MOST_PART, MOST_PART_TAGS).weigh(packed)


def too_large(file: str) -> TableError:
    """Return the refusal of a workbook that would take too much memory or time."""
    return refusal(
        file, "unpacks to more than is read here; save the sheet with the table alone, as .csv"
    )


class _Part:
    """One part of the archive, read once in chunks."""

    def __init__(self, file: str, part: zipfile.ZipInfo, most: int, most_tags: int) -> None:
        self.file, self.part, self._most, self._most_tags = file, part, most, most_tags

    def weigh(self, packed: zipfile.ZipFile) -> None:
        if self.part.file_size > self._most:
            raise too_large(self.file)
        tags = sheets = 0
        tail = b""
        with packed.open(self.part) as stream:
            while chunk := stream.read(CHUNK):
                tags += chunk.count(b"<")
                # The end is looked at again with the next chunk, so nothing hides at the seam.
                seen = tail + chunk
                if b"<!ENTITY" in seen or b"<!DOCTYPE" in seen:
                    raise refusal(self.file, "defines XML entities, which no workbook needs")
                sheets += len(SHEET.findall(chunk)) if self.part.filename == WORKBOOK else 0
                if tags > self._most_tags or sheets > MOST_SHEETS:
                    raise too_large(self.file)
                self.look(seen, chunk, first=not tail)
                tail = seen[-SEAM:]

    def look(self, seen: bytes, chunk: bytes, *, first: bool) -> None:
        """Look at a chunk (`seen` with the end of the one before)."""


class _Sheet(_Part):
    """A sheet: its cells are counted, all of them and those of the row being read."""

    cells = in_row = 0

    def look(self, seen: bytes, chunk: bytes, *, first: bool) -> None:
        # In another encoding than UTF-8 the counts would miss what the parser finds.
        if first and not chunk.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            raise refusal(self.file, "has a sheet that is not UTF-8; save it again, or as .csv")
        if b"\0" in chunk:
            raise refusal(self.file, "has a sheet that is not UTF-8; save it again, or as .csv")
        # Cells at the seam may be counted twice: one in ten thousand, far below the limits.
        before, *rows = ROW.split(seen)
        for at, cells in enumerate([before, *rows]):
            found = len(CELL.findall(cells))
            self.cells += found
            self.in_row = found if at else self.in_row + found
            if self.in_row > MOST_IN_ROW:
                raise too_large(self.file)
        if self.cells > MOST_CELLS + MOST_CELLS // 100:
            raise refusal(
                self.file,
                f"has a sheet of more than {MOST_CELLS:,} cells; save the needed columns alone",
            )
