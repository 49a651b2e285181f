"""A reader's file as lines of cells: the limits it must keep, and text tables of any kind."""

import csv
import datetime
import io
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from dashboard.tables.problems import Problem, TableError
from dashboard.words.typed_numbers import Cell, shortened

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELLS = 600_000
# Cells of numbers and names are short; a longer one is a text that no map shows.
LONGEST_CELL = 1_000
MOST_CHARACTERS = 2 * MOST_BYTES
# Names and years come again in every row, so each is kept once; more texts than that do not.
MOST_SHARED, SHARED_LENGTH = 20_000, 80
# What a spreadsheet can number; a file of blank lines must not be read for ever.
LAST_LINE = 2**20
MOST_NAME = 60

Line = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True)
class Grid:
    """The lines that hold anything, each with its number in the file, and how they were read.

    `sheets` are the visible sheets of a workbook, in its order, and `sheet` the one that was read.
    """

    file: str
    lines: tuple[Line, ...]
    how: str
    sheets: tuple[str, ...] = ()
    sheet: str = ""


class GridBuilder:
    """Collects lines and refuses a file as soon as it goes over a limit."""

    def __init__(self, file: str) -> None:
        """Take the name that messages call the file by."""
        self._file = file
        self._cells = self._characters = 0
        self._lines: list[Line] = []
        self._cut: list[int] = []
        self._same: dict[str, str] = {}

    def add(self, number: int, cells: list[Cell]) -> None:
        """Keep a line without its blank end; a line that holds nothing is left out.

        Raises:
            TableError: where the table has too many columns, lines or cells.
        """

        def refused(rule: str) -> TableError:
            return refusal(self._file, rule, number)

        if number > LAST_LINE:
            raise refused(f"has more than {LAST_LINE:,} lines; remove the blank ones")
        while cells and isinstance(cells[-1], str) and not cells[-1].strip():
            cells.pop()
        if not cells:
            return
        if len(cells) > MOST_COLUMNS:
            raise refused(
                f"has {len(cells):,} columns; at most {MOST_COLUMNS} are read. "
                "Keep the column of countries and the columns of values"
            )
        self._cells += len(cells)
        # One line more than the limit, as the header is not a row.
        if len(self._lines) > MOST_ROWS:
            raise refused(f"has more than {MOST_ROWS:,} rows; split it or add rows up")
        if self._cells > MOST_CELLS:
            raise refused(
                f"has more than {MOST_CELLS:,} cells; keep only the columns that are needed"
            )
        self._lines.append((number, tuple(self._kept(number, cell) for cell in cells)))
        if self._characters > MOST_CHARACTERS:
            raise refused(
                f"has more than {MOST_CHARACTERS:,} characters; keep only the needed columns"
            )

    def _kept(self, number: int, cell: Cell) -> Cell:
        if isinstance(cell, float):
            return cell
        if len(cell) > LONGEST_CELL:
            self._cut.append(number)
            cell = cell[:LONGEST_CELL]
        self._characters += len(cell)
        if len(cell) > SHARED_LENGTH or len(self._same) > MOST_SHARED:
            return self._same.get(cell, cell)
        return self._same.setdefault(cell, cell)

    def grid(self, how: str, sheets: tuple[str, ...] = (), sheet: str = "") -> Grid:
        """Return what was collected; `how` also says what was cut.

        Raises:
            TableError: where nothing was.
        """
        if not self._lines:
            raise refusal(self._file, "is empty: expected a column of countries and one of values")
        if self._cut:
            cells = "1 cell was" if len(self._cut) == 1 else f"{len(self._cut):,} cells were"
            how += (
                f"; {cells} longer than {LONGEST_CELL:,} characters and cut there, "
                f"the first in line {self._cut[0]:,}"
            )
        return Grid(self._file, tuple(self._lines), how, sheets, sheet)


def refusal(file: str, rule: str, line: int | None = None) -> TableError:
    """Return the one problem that keeps a file from being read."""
    return TableError([Problem(file, rule, line)])


def cell_of(value: object) -> Cell:
    """Return a cell as text or number; a date becomes text that looks like one."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value).strip()


def shown_name(name: str) -> str:
    """Return a file's name as short printable text without its folder."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in last).strip()
    return shortened(text, MOST_NAME) or "the file"


BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
# In the order that decides where several part the lines equally well.
SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}
SAMPLE_LINES, SAMPLE_CHARACTERS = 60, 200_000
DECLARED = re.compile(r"sep=([\t;,|])\s*(?:\r\n|\r|\n)", re.IGNORECASE)
# Windows-1251 and Windows-1252 both decode nearly any byte; a word with letters of both
# alphabets shows that the first was the wrong one.
MIXED_WORD = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
# Capitals stand at the beginning of a word or make up all of it: not so in the wrong encoding.
RUSSIAN_WORD = re.compile(r"(?<!\w)(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+)(?!\w)")
WINDOWS = (("cp1251", "Windows-1251"), ("cp1252", "Windows-1252"))
OLDER = (("koi8-r", "KOI8-R"), ("cp866", "DOS (code page 866)"))
FEW_CONTROLS, MOST_CONTROLS = 5, 0.02


def read_text(file: str, content: bytes) -> Grid:
    """Return the cells of a text table as text.

    Raises:
        TableError: where it is no text, mixes encodings or breaks the quoting of CSV.
    """
    # A long cell is cut and told; by itself the reader would refuse the whole file.
    csv.field_size_limit(MOST_BYTES)
    text, encoding = _decoded(file, content)
    _check_text(file, text)
    declared = DECLARED.match(text)
    separator = declared[1] if declared else _separator(text)
    builder = GridBuilder(file)
    # Not splitlines(): it also parts lines at characters that may stand within a cell. And not
    # StringIO: it takes four bytes a character.
    lines = io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline="")
    del text
    if declared:
        lines.readline()
    first = 1 if declared else 0
    reader = csv.reader(lines, delimiter=separator, strict=True)
    start = 0
    try:
        for cells in reader:
            builder.add(first + start + 1, [cell.strip() for cell in cells])
            start = reader.line_num
    except csv.Error as error:
        raise refusal(
            file,
            f"is not readable as a table with {SEPARATORS[separator]} between cells ({error}); "
            "look for a quotation mark that is never closed",
            first + start + 1,
        ) from None
    return builder.grid(f"{encoding}, cells separated by {SEPARATORS[separator]}")


def _decoded(file: str, content: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding."""
    for mark, codec, name in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(codec), name
            except UnicodeDecodeError:
                raise refusal(file, f"says that it is {name} and is not; save it again") from None
    unmarked = _unmarked_utf16(content)
    if unmarked is not None:
        return unmarked, "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _single_bytes(file, content)


def _unmarked_utf16(content: bytes) -> str | None:
    """Return UTF-16 text that has no mark: then every second byte of plain letters is zero."""
    sample = content[:4_000]
    for codec, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        high, low = sample[offset::2], sample[1 - offset :: 2]
        # The high byte of Latin letters is 0, of Cyrillic ones 4.
        if len(high) > 4 and b"\0" in high and not low.count(0) and set(high) <= {0, 4, 0x20}:
            with suppress(UnicodeDecodeError):
                return content.decode(codec)
    return None


def _single_bytes(file: str, content: bytes) -> tuple[str, str]:
    """Return text of one byte a letter; a file that is UTF-8 in other lines is refused."""
    sound = broken = None
    for number, line in enumerate(io.BytesIO(content), start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            sound = sound or number
        except UnicodeDecodeError:
            broken = broken or number
    if sound:
        raise refusal(
            file,
            f"mixes encodings: line {sound} is UTF-8 and this line is not; save it as UTF-8",
            broken,
        )
    for codec, name in (*_older_russian(content), *WINDOWS):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "cp1251" and MIXED_WORD.search(text):
            continue
        return text, name
    raise refusal(file, "is in no encoding that is read here; save it as UTF-8", broken)


def _older_russian(content: bytes) -> list[tuple[str, str]]:
    """Return KOI8-R or DOS where a text is Russian in it, and gibberish as Windows-1251."""
    shares = {codec: _russian(content, codec) for codec, _ in (*OLDER, *WINDOWS[:1])}
    best = max(shares, key=shares.__getitem__)
    clear = shares[best] > 0.8 and shares[best] > shares["cp1251"] + 0.3
    return [pair for pair in OLDER if pair[0] == best and clear]


def _russian(content: bytes, codec: str) -> float:
    """Return how many of a sample's letters beyond ASCII stand in words of Russian shape."""
    text = content[:SAMPLE_CHARACTERS].decode(codec, errors="replace")
    beyond = sum(1 for c in text if not c.isascii())
    return sum(len(word) for word in RUSSIAN_WORD.findall(text)) / max(beyond, 1)


def _check_text(file: str, text: str) -> None:
    """Refuse what is no text: a picture or a program is full of control characters."""
    sample = text[:SAMPLE_CHARACTERS]
    controls = sum(1 for c in sample if ord(c) < 32 and c not in "\t\r\n")
    most = max(FEW_CONTROLS, MOST_CONTROLS * len(sample))
    if "\0" in text or controls > most:
        raise refusal(
            file, "is not a text table: it holds bytes that no text has; save it as .csv or .xlsx"
        )


def _separator(text: str) -> str:
    """Return what parts the cells: what parts most lines into the same number of them."""
    return max(SEPARATORS, key=lambda each: _share(text[:SAMPLE_CHARACTERS], each))


def _share(sample: str, separator: str) -> float:
    """Return the share of lines that `separator` parts into their most common number of cells."""
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        widths = Counter(islice((len(cells) for cells in rows if cells), SAMPLE_LINES))
    except csv.Error:
        return 0.0
    parted = {width: count for width, count in widths.items() if width > 1}
    return max(parted.values(), default=0) / max(widths.total(), 1)
