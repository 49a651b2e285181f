"""Where a table begins in its file: the lines of headings, and the lines of data under them.

Nothing is decided from one line. The column with most countries says which lines are data, and
these say which columns hold numbers; a line above is a heading where it has words or years over
those columns, and data where it has numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from dashboard.own.countries import named_country
from dashboard.own.grid import Line
from dashboard.own.headings import COUNTRY, PART, TIME, TOTAL, VALUE, heads, period
from dashboard.tables.names import CountryNames, normalised
from dashboard.words.typed_numbers import Cell, is_gap, looks_numeric, one_line

HEADING = (COUNTRY | TIME | VALUE | PART | {"time period"}) - TOTAL
HEADER_WITHIN, SAMPLE, LONGEST_HEADING = 50, 600, 120


@dataclass(frozen=True)
class Layout:
    """`header` is a line's number, None where there are no headings; `above` what stands over them.

    `names` are the headings, those of several lines in one.
    """

    header: int | None
    names: tuple[str, ...]
    body: tuple[Line, ...]
    above: tuple[str, ...]


def sampled(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines from all parts of a table, which may be sorted."""
    return lines[:: max(1, len(lines) // SAMPLE)]


def cell_at(cells: Sequence[Cell], place: int | None) -> Cell:
    """Return a cell of a line, blank where the line ends before it."""
    return cells[place] if place is not None and place < len(cells) else ""


def find_layout(lines: Sequence[Line], names: CountryNames) -> Layout | None:
    """Return headings and data of a file, None where nothing in it looks like countries."""
    lines = _unpacked(lines)
    anchor = _anchor(lines, names)
    if anchor is None:
        return None
    place, first = anchor
    below = lines[first:]
    numeric = {p: of_periods for p, of_periods in _numeric(below).items() if p != place}
    header, start = _header(lines, place, first, numeric)
    if header is None:
        return Layout(None, (), tuple(lines[start:]), ())
    at = header
    heading = list(lines[at][1])
    above = at - 1
    if above >= 0 and _is_upper(lines, above, at, place):
        heading = _with_upper(heading, lines[above][1], place)
        above -= 1
    body = [line for line in lines[at + 1 :] if not _is_tags(line[1])]
    while body and _counts_columns(body[0][1]):
        body.pop(0)
    texts = tuple(str(cell) for _, cells in lines[: above + 1] for cell in cells if cell != "")
    return Layout(
        lines[at][0],
        tuple(one_line(cell)[:LONGEST_HEADING] for cell in heading),
        tuple(body),
        texts[:100],
    )


def _unpacked(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of Eurostat's TSV, which packs its dimensions into the first column."""
    packed = str(cell_at(lines[0][1], 0))
    if "\\" not in packed or "," not in packed:
        return lines
    heads = packed.split("\\")[0].split(",")
    rows = [(number, (*str(cells[0]).split(","), *cells[1:])) for number, cells in lines[1:]]
    return [(lines[0][0], (*heads, *lines[0][1][1:])), *rows]


def _anchor(lines: Sequence[Line], names: CountryNames) -> tuple[int, int] | None:
    """Return a column that names countries, and the first line in which it does."""
    found: dict[int, set[str]] = {}
    known: dict[str, bool] = {}
    for _, cells in sampled(lines):
        for place, cell in enumerate(cells):
            if isinstance(cell, str) and 1 < len(cell) < 80:
                if cell not in known:
                    known[cell] = named_country(names, cell.strip(), "codes") is not None
                if known[cell]:
                    found.setdefault(place, set()).add(cell)
    if not found:
        return _headed(lines)
    place = max(found, key=lambda at: (len(found[at]), -at))
    rows = [at for at, (_, cells) in enumerate(lines) if cell_at(cells, place) in found[place]]
    usual = sorted(len(_filled(lines[at][1])) for at in rows)[len(rows) // 2]
    numbers = sum(_has_number(lines[at][1], place) for at in rows)
    for at in rows:
        cells = lines[at][1]
        numbered = _has_number(cells, place) or 5 * numbers < 4 * len(rows)
        if numbered and 2 * len(_filled(cells)) >= usual and not _names_columns(cells, place):
            return place, at
    return place, rows[0]


def _filled(cells: Sequence[Cell], beside: int | None = None) -> list[Cell]:
    return [cell for place, cell in enumerate(cells) if cell != "" and place != beside]


def _has_number(cells: Sequence[Cell], beside: int) -> bool:
    return any(looks_numeric(cell) or is_gap(cell) for cell in _filled(cells, beside))


def _names_columns(cells: Sequence[Cell], anchor: int) -> bool:
    """Return whether a line is a heading, though `geo` in it is the code of Georgia too."""
    others = _filled(cells, anchor)
    text = str(cell_at(cells, anchor)).strip()
    years = [cell for cell in others if period(cell) is not None]
    is_geo = text == "geo" or (text == "GEO" and len(years) == len(others))
    return _known(others) or (is_geo and bool(years))


def _headed(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Return the column under a heading of countries where no country in it is known."""
    for at, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
        for place, cell in enumerate(cells):
            short = isinstance(cell, str) and len(cell) < 40 and len(_filled(cells)) > 1
            if short and heads(str(cell), COUNTRY):
                return place, at + 1
    return None


def _numeric(lines: Sequence[Line]) -> dict[int, bool]:
    """Return the columns in which at least half are numbers, and whether most are periods."""
    sample = [cells for _, cells in sampled(lines)]
    found = {}
    for place in range(max(map(len, sample), default=0)):
        filled = _filled([cell_at(cells, place) for cells in sample])
        given = [cell for cell in filled if not is_gap(cell)]
        if given and 2 * sum(map(looks_numeric, given)) >= len(given):
            found[place] = 2 * sum(period(cell) is not None for cell in filled) > len(filled)
    return found


def _header(
    lines: Sequence[Line], anchor: int, first: int, numeric: dict[int, bool]
) -> tuple[int | None, int]:
    """Return which line holds the headings, and which is the first of data where none does."""
    start, maybe = first, None
    for at in range(first - 1, -1, -1):
        cells = lines[at][1]
        if not _filled(cells, anchor) or _is_tags(cells) or _counts_columns(cells):
            continue
        data, words = _evidence(cells, numeric)
        if words == 1 and not _known(cells) and _among_data(lines, at, numeric):
            data, words = words, data
        if data > words:
            start, maybe = at, None
        elif words or _known(cells):
            return at, start
        elif maybe is None:
            maybe = at
    return None if numeric and start < first else maybe, start


def _evidence(cells: Sequence[Cell], numeric: dict[int, bool]) -> tuple[int, int]:
    """Return in how many columns of numbers a line has data, and in how many a heading."""
    data = words = 0
    for place, of_periods in numeric.items():
        cell = cell_at(cells, place)
        if cell == "":
            continue
        if period(cell) is not None and not of_periods:
            words += 1
        elif looks_numeric(cell) or is_gap(cell) or period(cell) is not None:
            data += 1
        else:
            words += 1
    return data, words


def _among_data(lines: Sequence[Line], at: int, numeric: dict[int, bool]) -> bool:
    """Return whether numbers that look like years stand under lines of data: they are numbers."""
    above = (_evidence(cells, numeric) for _, cells in lines[:at])
    return len(list(islice((1 for data, words in above if data > words), 3))) == 3


def _known(cells: Iterable[Cell]) -> bool:
    keys = [normalised(cell) for cell in cells if isinstance(cell, str)]
    return any(key in HEADING for key in keys)


def _is_tags(cells: Sequence[Cell]) -> bool:
    """Return whether a line holds the tags of the Humanitarian Exchange Language."""
    filled = _filled(cells)
    tags = [c for c in filled if isinstance(c, str) and c[:1] == "#" and c[1:2].isalpha()]
    return len(filled) > 1 and tags == filled


def _counts_columns(cells: Sequence[Cell]) -> bool:
    """Return whether a line only numbers its columns: `A | 1 | 2 | 3`."""
    numbers = [one_line(cell) for cell in _filled(cells)]
    if len(numbers) > 2 and not numbers[0].isdecimal() and len(numbers[0]) == 1:
        numbers.pop(0)
    counted = [str(n) for n in range(1, len(numbers) + 2)]
    return len(numbers) > 2 and numbers in (counted[:-1], counted[1:])


def _is_upper(lines: Sequence[Line], above: int, at: int, anchor: int) -> bool:
    """Return whether the line above the headings groups them, and is no title."""
    (number, cells), (lower, heading) = lines[above], lines[at]
    filled = _filled(cells)
    over, under = cell_at(cells, anchor), cell_at(heading, anchor)
    apart = over in ("", under) or under == ""
    groups = set(filled) - {over}
    # "Source | Ministry" above headings that differ anyway tells nothing about them.
    first = cell_at(cells, 0) == ""
    needed = len(set(heading)) < len(heading) or (len(groups) == 1 < len(filled)) or first
    return number == lower - 1 and apart and bool(groups) and needed


def _with_upper(heading: list[Cell], upper: Sequence[Cell], anchor: int) -> list[Cell]:
    """Return the headings with their groups; a group reaches to the next one."""
    reach: list[Cell] = []
    for place in range(max(len(heading), len(upper))):
        cell = cell_at(upper, place)
        fills = cell == "" and place and place - 1 != anchor
        reach.append(reach[-1] if fills else cell)
    merged: list[Cell] = []
    names = [one_line(cell) for cell in heading]
    for place, group in enumerate(reach):
        own = cell_at(heading, place)
        texts = [one_line(cell) for cell in dict.fromkeys((group, own)) if cell != ""]
        # A heading that says enough by itself keeps its words.
        alone = own != "" and period(own) is None and names.count(one_line(own)) == 1
        merged.append(own if alone else " · ".join(texts))
    return merged
