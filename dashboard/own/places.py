"""Which columns name countries; those that name the same ones in every row belong together."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.own.countries import (
    Style,
    country_text,
    is_group,
    is_us_states,
    named_country,
    style_of,
)
from dashboard.own.headings import CODES, COUNTRY, DESTINATION, ORIGIN, PART, REMARK, heads
from dashboard.tables.names import CountryNames, normalised
from dashboard.words.typed_numbers import Cell, is_gap

ENOUGH, AGREE = 0.8, 0.9


@dataclass(frozen=True)
class Places:
    """`clusters` are columns of the same countries, the ones to map first.

    `columns` are all of them, `asked` says that the reader has to choose, `why` none was taken.
    """

    clusters: tuple[tuple[int, ...], ...]
    columns: frozenset[int]
    styles: dict[int, Style]
    asked: bool
    is_destination: bool
    is_neutral: bool
    why: str = ""


@dataclass(frozen=True)
class _Column:
    place: int
    style: Style
    found: tuple[str | None, ...]
    share: float
    foreign: bool

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(iso3 for iso3 in self.found if iso3)


def country_columns(
    headings: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    names: CountryNames,
    chosen: int | None,
) -> Places:
    """Return the columns that name countries; `chosen` is the reader's own choice."""
    states = ""
    columns: list[_Column] = []
    for place, heading in enumerate(headings):
        texts = {country_text(c) for c in cells[place] if c != ""}
        if is_us_states(texts, names):
            states = f"“{heading}” holds states of the USA, which are not on this map"
        else:
            column = _column(place, heading, cells[place], texts, names)
            if column is not None:
                columns.append(column)
    # A heading alone is enough only where no column holds anything better.
    columns = [column for column in columns if column.countries] or columns
    clusters = [_longest_first(cluster, cells) for cluster in _clusters(columns, headings)]
    ranked = sorted(clusters, key=lambda c: _rank(c, headings), reverse=True)
    if chosen is not None:
        ranked.sort(key=lambda cluster: all(column.place != chosen for column in cluster))
        ranked[:1] = [sorted(cluster, key=lambda c: c.place != chosen) for cluster in ranked[:1]]
    best = ranked[0] if ranked else []
    alone = best and len(set().union(*(c.countries for c in best))) == 1
    rows = len(cells[0]) if cells else 0
    if alone and chosen is None and rows > 1 and _role(best, headings) == 0:
        name = headings[best[0].place]
        states = f"“{name}” is where people come from, and holds one country alone"
        ranked = []
    return Places(
        clusters=tuple(tuple(column.place for column in cluster) for cluster in ranked),
        columns=frozenset(column.place for column in columns),
        styles={column.place: column.style for column in columns},
        asked=(len(ranked) > 1 and _alike(ranked[0], ranked[1], headings))
        or (len(best) == 1 and best[0].foreign),
        is_destination=bool(ranked) and not alone and _role(best, headings) == 2,
        is_neutral=bool(ranked) and not alone and _role(best, headings) == 1,
        why=states,
    )


def _column(
    place: int, heading: str, cells: Sequence[Cell], texts: set[str], names: CountryNames
) -> _Column | None:
    style = style_of(texts)
    known = {text: named_country(names, text, style) for text in texts}
    asked = [text for text in texts if known[text] or not (is_gap(text) or is_group(text))]
    matched = sum(known[text] is not None for text in asked)
    share = matched / len(asked) if asked else 0.0
    is_headed = heads(heading, COUNTRY | DESTINATION | ORIGIN)
    key = normalised(heading)
    if style == "numbers":
        # Any number under a thousand may be a code: the heading has to say that they are.
        fits = share >= AGREE and heads(heading, CODES | {"location"})
    elif is_headed:
        fits = matched > 0 or key in COUNTRY
    else:
        fits = share >= 0.5 and key not in PART | REMARK
    if not fits or not asked or (all(map(is_gap, asked)) and not is_headed):
        return None
    found = tuple(known.get(country_text(cell)) if cell != "" else None for cell in cells)
    # UNHCR, the IOC and others have codes of their own: some of them are ISO's, of other countries.
    strange = [text for text in asked if known[text] is None]
    are_codes = all(len(text) == 3 and text.isascii() and text.isupper() for text in asked)
    foreign = are_codes and len(strange) > 1 and share < AGREE
    return _Column(place, style, found, share, foreign)


def _clusters(columns: list[_Column], headings: Sequence[str]) -> list[list[_Column]]:
    clusters: list[list[_Column]] = []
    for column in sorted(columns, key=lambda c: (-_known(c), -c.share, headings[c.place])):
        for cluster in clusters:
            if _agree(cluster[0], column) and _compatible(cluster[0], column, headings):
                cluster.append(column)
                break
        else:
            clusters.append([column])
    return clusters


def _longest_first(cluster: list[_Column], cells: Sequence[Sequence[Cell]]) -> list[_Column]:
    """Return the columns of a cluster with the names, which say more than codes, before these."""
    return sorted(cluster, key=lambda c: -sum(len(str(cell)) for cell in cells[c.place]))


def _known(column: _Column) -> int:
    return sum(iso3 is not None for iso3 in column.found)


def _agree(one: _Column, other: _Column) -> bool:
    both = [a == b for a, b in zip(one.found, other.found, strict=True) if a and b]
    return bool(both) and sum(both) >= AGREE * len(both)


def _compatible(one: _Column, other: _Column, headings: Sequence[str]) -> bool:
    return {_role([one], headings), _role([other], headings)} != {0, 2}


def _role(cluster: Sequence[_Column], headings: Sequence[str]) -> int:
    """Return 2 for where people are, 0 for where they come from, 1 where no heading says so."""
    texts = [headings[column.place] for column in cluster]
    if any(heads(text.replace("_", " "), DESTINATION) for text in texts):
        return 2
    return 0 if any(heads(text.replace("_", " "), ORIGIN) for text in texts) else 1


def _rank(cluster: Sequence[_Column], headings: Sequence[str]) -> tuple[float, ...]:
    different = len(frozenset().union(*(column.countries for column in cluster)))
    share = max(column.share for column in cluster)
    role = _role(cluster, headings)
    return (different > 1, share >= ENOUGH or different == 0, role, len(cluster), different, share)


def _alike(best: Sequence[_Column], other: Sequence[_Column], headings: Sequence[str]) -> bool:
    one, two = _rank(best, headings), _rank(other, headings)
    return one[:3] == two[:3] and two[0] > 0 and len(other) >= len(best)
