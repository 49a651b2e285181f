"""A text table of any common kind: its encoding, its separator, its cells."""

import csv
import io
import re
from collections import Counter

from dashboard.own.grid import MOST_BYTES, Grid, GridBuilder, refusal

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
# A long cell is cut and told; by itself the reader would refuse the whole file.
csv.field_size_limit(MOST_BYTES)


def read_text(file: str, content: bytes) -> Grid:
    """Return the cells of a text table as text.

    Raises:
        TableError: where it is no text, mixes encodings or breaks the quoting of CSV.
    """
    text, encoding = _decoded(file, content)
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
                return _text(file, content.decode(codec)), name
            except UnicodeDecodeError:
                raise refusal(file, f"says that it is {name} and is not; save it again") from None
    unmarked = _unmarked_utf16(content)
    if unmarked is not None:
        return _text(file, unmarked), "UTF-16"
    try:
        return _text(file, content.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        return _single_bytes(file, content)


def _unmarked_utf16(content: bytes) -> str | None:
    """Return UTF-16 text that has no mark: then every second byte of plain letters is zero."""
    sample = content[:4_000]
    for codec, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        high, low = sample[offset::2], sample[1 - offset :: 2]
        # The high byte of Latin letters is 0, of Cyrillic ones 4.
        if len(high) > 4 and b"\0" in high and not low.count(0) and set(high) <= {0, 4, 0x20}:
            try:
                return content.decode(codec)
            except UnicodeDecodeError:
                return None
    return None


def _single_bytes(file: str, content: bytes) -> tuple[str, str]:
    """Return text of one byte a letter; a file that is UTF-8 in other lines is refused."""
    sound: int | None = None
    broken: int | None = None
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
        return _text(file, text), name
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


def _text(file: str, text: str) -> str:
    """Return `text` where it is one. A picture or a program is full of control characters."""
    controls = sum(1 for c in text[:SAMPLE_CHARACTERS] if ord(c) < 32 and c not in "\t\r\n")
    most = max(FEW_CONTROLS, MOST_CONTROLS * len(text[:SAMPLE_CHARACTERS]))
    if "\0" in text or controls > most:
        raise refusal(
            file, "is not a text table: it holds bytes that no text has; save it as .csv or .xlsx"
        )
    return text


def _separator(text: str) -> str:
    """Return what parts the cells: what parts most lines into the same number of them."""
    sample = text[:SAMPLE_CHARACTERS]
    shares = {separator: _share(sample, separator) for separator in SEPARATORS}
    return max(shares, key=shares.__getitem__)


def _share(sample: str, separator: str) -> float:
    """Return the share of lines that `separator` parts into their most common number of cells."""
    widths: Counter[int] = Counter()
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            if cells:
                widths[len(cells)] += 1
            if widths.total() == SAMPLE_LINES:
                break
    except csv.Error:
        return 0.0
    parted = {width: count for width, count in widths.items() if width > 1}
    return max(parted.values(), default=0) / max(widths.total(), 1)
