"""What a packed workbook (.xlsx, .ods) declares and holds, weighed before a parser opens it."""

import re
import zipfile

from dashboard.own.grid import MOST_CELLS, refusal
from dashboard.tables.problems import TableError

# A zip entry never gives more bytes than it declares (zipfile cuts it there), so these bound what
# is unpacked. A sheet of 50,000 rows has about 10 MB.
MOST_PARTS = 2_000
MOST_UNPACKED, MOST_PART = 120 * 2**20, 60 * 2**20
EXCEL, OPEN_DOCUMENT = "xl/workbook.xml", "content.xml"
CELL = re.compile(rb"<(?:[A-Za-z0-9]{1,16}:)?(?:c|table-cell)[ />]")
# Longer than any tag's beginning that is looked for.
SEAM = 32
CHUNK = 2**20


def weigh(file: str, packed: zipfile.ZipFile) -> None:
    """Refuse an archive that is no workbook, or unpacks to more than a table needs.

    Any part may be the sheet, wherever it lies, so all of them are held to the same.

    Raises:
        TableError: with what is too large and what to do.
    """
    parts = packed.infolist()
    if not {EXCEL, OPEN_DOCUMENT} & {part.filename for part in parts}:
        raise refusal(file, "is a zip archive and neither an .xlsx nor an .ods workbook")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_large(file)
    for part in parts:
        if part.file_size > MOST_PART:
            raise too_large(file)
        if part.filename.endswith((".xml", ".rels")):
            _weigh_xml(file, packed, part)


def _weigh_xml(file: str, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    cells = 0
    tail = b""
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            # The end is looked at again with the next chunk, so nothing hides at the seam. Cells
            # there may be counted twice: one in ten thousand, far below the limit.
            seen = tail + chunk
            if b"\0" in chunk:
                raise refusal(file, "has a part that is not UTF-8; save it again, or as .csv")
            if b"<!ENTITY" in seen or b"<!DOCTYPE" in seen:
                raise refusal(file, "defines XML entities, which no workbook needs")
            cells += len(CELL.findall(seen))
            if cells > MOST_CELLS + MOST_CELLS // 100:
                raise refusal(
                    file,
                    f"has a sheet of more than {MOST_CELLS:,} cells; save the needed columns alone",
                )
            tail = seen[-SEAM:]


def too_large(file: str) -> TableError:
    """Return the refusal of a workbook that would take too much memory or time."""
    return refusal(
        file, "unpacks to more than is read here; save the sheet with the table alone, as .csv"
    )
