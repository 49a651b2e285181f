"""Rows of a reader's table judged one by one, and the columns whose values part their figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.own.columns import HEADINGS, Columns
from dashboard.own.countries import CountryMatcher, Match, country_text, style_of
from dashboard.own.findings import GROUP, Finding, Repairs, ReportRow
from dashboard.own.headings import PART, REMARK, TIME, heads, is_total
from dashboard.own.layout import cell_at, sampled
from dashboard.own.rows import ADDED, Entry, Part, Unit, part_text, scaled_share, shown_text
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import NO_YEAR
from dashboard.tables.names import CountryNames
from dashboard.words.typed_numbers import Number, looks_numeric, one_line, shortened

LONGEST_GIVEN = 60


def matched(
    names: CountryNames, columns: Columns, chosen: Mapping[str, str], entries: Sequence[Entry]
) -> list[Match]:
    """Return the country of each row, of the main column or else of one that agrees elsewhere.

    Cells that name different countries name none; `chosen` are those that a reader chose.
    """
    headings = [slot.country for slot in columns.value.slots]
    styles = [columns.styles[place] for place in columns.countries] or [style_of(headings)]
    matchers = [CountryMatcher(names, style) for style in styles]
    return [_match(matchers, chosen, entry) for entry in entries]


def _match(matchers: Sequence[CountryMatcher], chosen: Mapping[str, str], entry: Entry) -> Match:
    own = chosen.get(country_text(entry.country))
    first, *others = [
        matcher.match(cell) for matcher, cell in zip(matchers, entry.countries, strict=True)
    ]
    if own:
        return replace(first, iso3=own, fix="your choice")
    for other, cell in zip(others, entry.countries[1:], strict=True):
        if other.iso3 and first.iso3 and other.iso3 != first.iso3:
            return Match(None, nearest=(first.iso3, other.iso3))
        if other.iso3 and not first.iso3 and not first.aggregate:
            return replace(other, fix=f"“{country_text(cell)}” beside it")
    if first.gap and any(other.aggregate for other in others):
        return replace(first, aggregate=True)
    return first


@dataclass(frozen=True)
class Judge:
    """What is wrong with a row by itself, the gravest first, by what holds for the whole table."""

    columns: Columns
    parts: Sequence[Part]
    unit: Unit
    repairs: Repairs
    percents: bool

    def row(self, entry: Entry, match: Match) -> ReportRow:
        """Return a row of the report."""
        number = entry.number
        factor = self.repairs.factor * self.repairs.row_factors.get(entry.line, 1.0)
        value = None
        wrong: list[Finding] = []
        remarks: list[Finding] = []
        text = country_text(entry.country)
        if match.iso3 is None:
            wrong.append(_unmatched(entry, match, text))
        elif match.fix:
            remarks.append(Finding("fixed", f"read as {match.iso3}: {match.fix}"))
        if entry.line in self.repairs.left_out:
            wrong.insert(0, Finding("left_out", "left out by you"))
        elsewhere = [part for part in self.parts if not part.shows(entry)]
        for part in elsewhere:
            name = self.columns.name(part.place)
            wrong.append(Finding("part", f"{name} is “{part_text(entry, part.place)}”"))
        if not elsewhere:
            value, found = self._number(number, factor)
            # A note has no value, which says nothing more about it.
            is_note = number.value is None and bool(wrong) and wrong[0].kind == "footnote"
            if found and not is_note:
                (wrong if value is None else remarks).append(found)
        if entry.undated:
            wrong.append(Finding("no_year", "no year from 2000 to 2100 stands in this row"))
        if match.iso3 == ORIGIN and not wrong:
            origin = "the country of origin: in table and downloads, neither coloured nor ranked"
            remarks.append(Finding("fixed" if match.fix else "matched", origin))
        return ReportRow(
            line=entry.line,
            column=entry.column,
            country=text,
            given=shortened(one_line(entry.given), LONGEST_GIVEN),
            year=entry.when.year if entry.when else NO_YEAR,
            iso3=match.iso3,
            nearest=match.nearest,
            number=number.value,
            value=value if not wrong else None,
            low=None if entry.low is None else entry.low * factor,
            high=None if entry.high is None else entry.high * factor,
            note=entry.note,
            findings=tuple(wrong + remarks) or (Finding("matched"),),
            kept=not wrong,
        )

    def _number(self, number: Number, factor: float) -> tuple[float | None, Finding | None]:
        """Return the value as the map shows it, None where it cannot be, and what to say of it."""
        if number.why:
            return None, Finding("not_a_number", number.why)
        if number.value is None:
            return None, Finding(
                "no_value", "no value is given; a formula never saved reads so too"
            )
        if number.value < 0 and not self.repairs.balance:
            return None, Finding("negative", "below zero, which no count or share is")
        shown, said = scaled_share(number.value * factor, number, self.unit, percents=self.percents)
        return shown, Finding("share", said) if said else None


def _unmatched(entry: Entry, match: Match, text: str) -> Finding:
    nameless = not text or match.gap
    if entry.given == "" and (nameless or not match.aggregate):
        return Finding("footnote", "neither a country nor a value: read as a note")
    why = "no such country is known" + ("" if match.nearest else ", and no name is near")
    if nameless:
        why = "no country is named in this row"
    elif match.aggregate:
        why = GROUP
    elif len(entry.countries) > 1 and len(match.nearest) == 2 and not match.fix:
        written = " and ".join(f"“{country_text(cell)}”" for cell in entry.countries)
        why = f"{written} name different countries"
    return Finding("unmatched", why)


# Columns whose values part a country's figure: reason, sex, age, indicator, origin. They are found
# by what they do: rows of one country and period that would be duplicates differ in them. One of
# their values is shown, the total where there is one.
MOST_VALUES = 300


def find_parts(
    columns: Columns,
    entries: Sequence[Entry],
    codes: Sequence[str | None],
    only: Mapping[int, str],
    names: CountryNames,
) -> tuple[Part, ...]:
    """Return the columns in which rows of the same country (`codes`) and period differ."""
    left = [(iso3, entry) for iso3, entry in zip(codes, entries, strict=True) if iso3]
    free = _candidates(columns)
    parts: list[Part] = []
    while free:
        place = _parting(left, free)
        place = _called(columns, left, free) if place is None else place
        if place is None:
            break
        free.remove(place)
        part = _part(columns, place, [entry for _, entry in left], only, names)
        parts.append(part)
        left = [
            (f"{iso3} {part_text(entry, place)}" if part.taken == ADDED else iso3, entry)
            for iso3, entry in left
            if part.shows(entry)
        ]
    return tuple(parts)


def _candidates(columns: Columns) -> list[int]:
    series = [columns.value] if columns.country == HEADINGS else columns.value_choices
    taken = {*columns.countries, columns.time, columns.low, columns.high, columns.note}
    taken |= {slot.place for each in series for slot in each.slots}
    width = max(len(cells) for _, cells in columns.body)
    free = []
    for place in range(width):
        heading = columns.names[place] if place < len(columns.names) else ""
        texts = {shown_text(cell_at(cells, place)) for _, cells in sampled(columns.body)}
        numeric = 2 * sum(map(looks_numeric, texts)) > len(texts)
        called = heads(heading, PART | TIME)
        if place not in taken and not heads(heading, REMARK) and (called or not numeric):
            free.append(place)
    return free


def _parting(left: Sequence[tuple[str, Entry]], free: Sequence[int]) -> int | None:
    """Return the column that tells most rows of one country and period apart."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for iso3, entry in left:
        groups.setdefault((iso3, entry.when, entry.column), []).append(entry)
    doubles = [rows for rows in groups.values() if len(rows) > 1]
    told = {
        place: sum(len({part_text(entry, place) for entry in rows}) - 1 for rows in doubles)
        for place in free
    }
    telling = {place: len(_values(left, place)) for place in free if told[place]}
    few = [place for place, count in telling.items() if count <= MOST_VALUES]
    return max(few, key=lambda place: (told[place], -telling[place], -place), default=None)


def _called(columns: Columns, left: Sequence[tuple[str, Entry]], free: Sequence[int]) -> int | None:
    """Return a column that parts figures by its heading or its total, though no rows meet."""
    for place in free:
        values = _values(left, place)
        heading = columns.names[place] if place < len(columns.names) else ""
        some_total = any(map(is_total, values))
        if 1 < len(values) <= max(2, len(left) // 2) and (some_total or heads(heading, PART)):
            return place
    return None


def _values(left: Sequence[tuple[str, Entry]], place: int) -> Counter[str]:
    return Counter(part_text(entry, place) for _, entry in left)


def _part(
    columns: Columns,
    place: int,
    entries: Sequence[Entry],
    only: Mapping[int, str],
    names: CountryNames,
) -> Part:
    counted = Counter(part_text(entry, place) for entry in entries)
    values = sorted(counted, key=lambda text: (not is_total(text), -counted[text], text))
    chosen = only.get(place)
    if chosen in counted or (chosen == ADDED and not is_total(values[0])):
        return Part(place, tuple(values), str(chosen), asked=False)
    origins = values if place in columns.styles else ()
    of_russia = [text for text in origins if names.resolve(text) == ORIGIN]
    likely = [*(text for text in values[:1] if is_total(text)), *of_russia]
    return Part(place, tuple(values), (likely or values)[0], asked=not likely)
