"""Sources as BibTeX and RIS, for reference managers."""

import calendar
from collections.abc import Iterable, Mapping

from dashboard.tables.map_rows import Source

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
    date = row.published.split("-") if row.published else []
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
    return f"@misc{{{row.source_id},\n{_lines(fields)}\n}}\n"


def _lines(fields: Mapping[str, str]) -> str:
    return ",\n".join(f"  {name} = {value}" for name, value in fields.items())


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(TEX)


def _record(row: Source, note: str) -> str:
    date = row.published.split("-") if row.published else []
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
