"""Files of plain text: a table as CSV, sources as BibTeX and RIS."""

import calendar
import re
import unicodedata
from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.tables.map_rows import Source

# What a spreadsheet takes for the start of a formula; full-width and small forms count as well.
FORMULA_STARTS = ("=", "+", "-", "@")
LEADING_CONTROLS = ("\t", "\r", "\n")
# A spreadsheet whose list separator is another than the comma begins a cell after each of these.
_PIECE = re.compile(r"([;\t\r\n])")


def csv_bytes(rows: pd.DataFrame, header: Mapping[str, str]) -> bytes:
    """Return UTF-8 CSV with a byte-order mark: `# name: text` lines, then the rows.

    Read it back with `pandas.read_csv(file, skiprows=len(header))`. Every text is quoted; text
    that a spreadsheet would run as a formula, whatever its separator of cells, gets an
    apostrophe; numbers stay numbers, and what is missing is blank.
    """
    lines = [_line([f"# {name}: {' '.join(text.split())}"]) for name, text in header.items()]
    lines.append(_line(rows.columns))
    lines += [_line(row) for row in rows.itertuples(index=False)]
    return "".join(lines).encode("utf-8-sig", errors="replace")


def harmless(text: str) -> str:
    """Return `text` so that no spreadsheet runs it when it stands in a cell.

    Characters that are not seen do not hide the one that counts.

    >>> harmless("=1+1"), harmless(" ＝1"), harmless("minus 1")
    ("'=1+1", "' ＝1", 'minus 1')
    """
    runs = text.startswith(LEADING_CONTROLS) or _is_formula(text)
    return f"'{text}" if runs else text


def _is_formula(text: str) -> bool:
    seen = (c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))
    first = unicodedata.normalize("NFKC", next(seen, ""))
    return first.startswith(FORMULA_STARTS)


def _line(cells: Iterable[object]) -> str:
    # A line of one blank cell would be no line to most readers.
    return (",".join(map(_cell, cells)) or '""') + "\r\n"


def _cell(cell: object) -> str:
    if isinstance(cell, str):
        return _quoted(cell)
    if cell is None or cell != cell:  # NaN is the only value that differs from itself
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _quoted(text: str) -> str:
    pieces = _PIECE.split(harmless(text))
    # To a reader of another separator a quote ends there, and what follows begins a cell.
    pieces = [f"'{piece}" if _is_formula(piece.replace('"', "")) else piece for piece in pieces]
    return '"{}"'.format("".join(pieces).replace('"', '""'))


# What TeX reads as a command stands as the character itself.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# In an address only these would end the field or start a command.
ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
WEB_PAGE, OTHER = "ELEC", "GEN"


def bibtex(sources: Iterable[Source], shown_by: str, release: str) -> bytes:
    """Return BibTeX entries in UTF-8, one for each row of the table of sources."""
    return "\n".join(_entry(row, _note(row, shown_by, release)) for row in sources).encode()


def ris(sources: Iterable[Source], shown_by: str, release: str) -> bytes:
    """Return RIS records in UTF-8, one for each row of the table of sources."""
    return "".join(_record(row, _note(row, shown_by, release)) for row in sources).encode()


def _note(row: Source, shown_by: str, release: str) -> str:
    where = row.via or ("own address" if row.url else "not kept")
    parts = [f"Read: {where}", f"Terms: {row.licence}", row.note]
    parts.append(f"Shown by {shown_by}, data release {release}")
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _entry(row: Source, note: str) -> str:
    date = str(row.published).split("-") if row.published else []
    # Second braces keep the capitals, and a publisher with "and" in its name in one piece.
    fields: dict[str, str] = {
        "author": f"{{{{{_tex(row.publisher)}}}}}",
        "title": f"{{{{{_tex(row.title)}}}}}",
    }
    if date:
        fields["year"] = f"{{{date[0]}}}"
    if len(date) > 1:
        fields["month"] = calendar.month_abbr[int(date[1])].lower()
    if len(date) > 2:
        fields["day"] = f"{{{int(date[2])}}}"
    if row.url:
        fields["url"] = f"{{{row.url.translate(ADDRESS)}}}"
    fields["note"] = f"{{{_tex(note)}}}"
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@misc{{{row.source_id},\n{lines}\n}}\n"


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(TEX)


def _record(row: Source, note: str) -> str:
    date = str(row.published).split("-") if row.published else []
    lines = [
        ("TY", WEB_PAGE if row.url else OTHER),
        ("ID", row.source_id),
        ("TI", row.title),
        ("PB", row.publisher),
    ]
    # A comma would be read as surname, first name.
    if "," not in row.publisher:
        lines.append(("AU", row.publisher))
    if date:
        lines += [("PY", date[0]), ("DA", "/".join([*date, "", ""][:3]) + "/")]
    if row.url:
        lines.append(("UR", row.url))
    lines += [("N1", note), ("ER", "")]
    return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines)
