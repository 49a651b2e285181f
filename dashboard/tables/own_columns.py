"""Which columns of a reader's table hold what: found from its headings and its cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.tables.names import CountryNames, normalised
from dashboard.tables.own_grid import Cell, Grid, Line, refusal
from dashboard.tables.own_numbers import looks_numeric

HEADER_WITHIN, SAMPLE = 50, 300
FIRST_YEAR, LAST_YEAR = 2000, 2100


def _headings(*texts: str) -> frozenset[str]:
    return frozenset(normalised(text) for text in texts)


COUNTRY = _headings(
    *("country", "country name", "country code", "country or area", "country/territory", "nation"),
    *(
        "iso",
        "iso2",
        "iso3",
        "iso 2",
        "iso 3",
        "iso code",
        "iso a2",
        "iso a3",
        "alpha 2",
        "alpha 3",
    ),
    *("state", "territory", "destination", "geo", "reporter", "code", "iso alpha 3"),
    *("страна", "государство", "код страны", "код", "название страны", "страна назначения"),
)
VALUE = _headings(
    *("value", "values", "count", "number", "total", "people", "persons", "permits", "amount"),
    *("quantity", "figure", "estimate", "share", "rate", "obs value", "percent", "per cent"),
    *("значение", "количество", "число", "всего", "человек", "люди", "итого", "доля", "процент"),
)
YEAR = _headings("year", "time", "time period", "period", "date", "год", "период", "дата")
LOW = _headings("low", "lower", "lower bound", "min", "minimum", "минимум", "нижняя граница")
HIGH = _headings("high", "upper", "upper bound", "max", "maximum", "максимум", "верхняя граница")
NOTE = _headings("note", "notes", "comment", "comments", "remark", "примечание", "комментарий")
# Columns of numbers that are seldom the values.
ORDINAL = _headings(
    *("", "id", "no", "nr", "№", "n", "rank", "index", "row", "m49", "место"),
    *("lat", "lon", "latitude", "longitude", "population", "население"),
)
YEAR_HEADING = re.compile(r"(?:y|yr|year|год)? ?((?:19|20)[0-9]{2})(?: ?(?:г|год|year))?")


@dataclass(frozen=True)
class Columns:
    """Places of the columns, from 0. `years` maps the columns of a wide table to their years.

    `skipped` are years of a wide table that the Map does not go back to.
    `value` is None in a wide table. `candidates` are all columns that could hold the values.
    """

    header: int | None
    names: tuple[str, ...]
    country: int
    value: int | None
    years: dict[int, int]
    year: int | None
    low: int | None
    high: int | None
    note: int | None
    candidates: tuple[int, ...]
    skipped: tuple[int, ...]
    body: tuple[Line, ...]

    def name(self, place: int) -> str:
        """Return the heading of a column, or its letter where it has none."""
        given = self.names[place] if place < len(self.names) else ""
        return given or f"column {letter(place)}"


def find_columns(grid: Grid, names: CountryNames, value: int | None = None) -> Columns:
    """Return what each column holds; `value` is the reader's own choice of the values.

    Raises:
        TableError: where no column holds countries, or none holds values.
    """
    lines = grid.lines
    header, country = _country(lines, names)
    if country is None:
        raise refusal(
            grid.file,
            "no column with countries was found; expected a heading such as country, iso3 or "
            "страна, and under it codes or names in English or Russian",
            lines[0][0],
        )
    heads = lines[header][1] if header is not None else ()
    body = lines[header + 1 :] if header is not None else lines
    if not body:
        raise refusal(grid.file, "has headings and no rows under them", lines[-1][0])
    keys = [normalised(_heading(cell)) for cell in heads]
    roles = {role: _first(keys, known) for role, known in ROLES.items()}
    all_years = {
        place: int(found[1])
        for place, key in enumerate(keys)
        if place != country and (found := YEAR_HEADING.fullmatch(key))
    }
    years = {p: year for p, year in all_years.items() if FIRST_YEAR <= year <= LAST_YEAR}
    taken = {country, *roles.values()} | {p for p, key in enumerate(keys) if key in COUNTRY}
    numeric = [p for p in _numeric(body) if p not in taken]
    named = [p for p, key in enumerate(keys) if key in VALUE and p not in taken]
    others = [place for place in numeric if place not in all_years]
    others.sort(key=lambda place: place < len(keys) and keys[place] in ORDINAL)
    candidates = tuple(dict.fromkeys([*named, *others]))
    wide = value is None and (len(years) > 1 or (len(years) == 1 and not named))
    chosen = value if value is not None else next(iter(candidates), None)
    if not wide and chosen is None:
        chosen = _any_column(body, taken)
        if chosen is None:
            raise refusal(
                grid.file,
                "no column with values was found; expected a heading such as value, or a column "
                "for each year",
                lines[header or 0][0],
            )
    return Columns(
        header=None if header is None else lines[header][0],
        names=tuple(" ".join(_heading(cell).split())[:60] for cell in heads),
        country=country,
        value=None if wide else chosen,
        years=years if wide else {},
        candidates=candidates,
        skipped=tuple(sorted(set(all_years.values()) - set(years.values()))) if wide else (),
        body=tuple(body),
        **roles,
    )


ROLES = {"year": YEAR, "low": LOW, "high": HIGH, "note": NOTE}


def letter(place: int) -> str:
    """Return the letter that spreadsheets give a column: 0 is A, 26 is AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def cell_at(cells: Sequence[Cell], place: int | None) -> Cell:
    """Return a cell of a line, blank where the line ends before it."""
    return cells[place] if place is not None and place < len(cells) else ""


def _heading(cell: Cell) -> str:
    return f"{cell:g}" if isinstance(cell, float) else cell


def _first(keys: Sequence[str], known: frozenset[str]) -> int | None:
    return next((place for place, key in enumerate(keys) if key in known), None)


def _country(lines: Sequence[Line], names: CountryNames) -> tuple[int | None, int | None]:
    """Return which line is the header (as its place in `lines`) and which column the countries."""
    for at, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
        keys = [normalised(_heading(cell)) for cell in cells]
        places = [place for place, key in enumerate(keys) if key in COUNTRY]
        if places and len([key for key in keys if key]) > 1:
            found = _resolved(lines[at + 1 :], names)
            return at, max(places, key=lambda place: found.get(place, 0))
    found = _resolved(lines, names)
    if not found:
        return None, None
    country = max(found, key=found.__getitem__)
    first = next(
        at
        for at, (_, cells) in enumerate(lines)
        if names.resolve(str(cell_at(cells, country))) is not None
    )
    above = lines[first - 1][1] if first else ()
    texts = [cell for cell in above if isinstance(cell, str) and cell and not looks_numeric(cell)]
    is_header = len([cell for cell in above if cell != ""]) > 1 and bool(texts)
    return (first - 1 if is_header else None), country


def _resolved(lines: Sequence[Line], names: CountryNames) -> dict[int, int]:
    """Return for each column how many of its first cells name a country."""
    found: dict[int, int] = {}
    for _, cells in lines[:SAMPLE]:
        for place, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) < 80 and names.resolve(cell) is not None:
                found[place] = found.get(place, 0) + 1
    return found


def _numeric(body: Sequence[Line]) -> list[int]:
    """Return the columns in which at least half of the filled cells are numbers."""
    filled: dict[int, int] = {}
    numbers: dict[int, int] = {}
    for _, cells in body[:SAMPLE]:
        for place, cell in enumerate(cells):
            if cell != "":
                filled[place] = filled.get(place, 0) + 1
                numbers[place] = numbers.get(place, 0) + looks_numeric(cell)
    return [place for place in sorted(filled) if 2 * numbers[place] >= filled[place]]


def _any_column(body: Sequence[Line], taken: set[int | None]) -> int | None:
    filled = {place for _, cells in body[:SAMPLE] for place, cell in enumerate(cells) if cell != ""}
    return min(filled - taken, default=None)
