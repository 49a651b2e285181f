"""A row of a reader's table judged by itself: its country, its number, its year."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.own.columns import Columns
from dashboard.own.countries import CountryMatcher, Match, country_text, style_of
from dashboard.own.findings import GROUP, Finding, Repairs, ReportRow
from dashboard.own.parts import Part, part_text
from dashboard.own.rows import Entry, given_text
from dashboard.own.units import Unit, scaled_share
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import NO_YEAR
from dashboard.tables.names import CountryNames


class Matching:
    """The countries of the rows: of the main column, else of one that agrees with it elsewhere."""

    def __init__(self, names: CountryNames, columns: Columns, repairs: Repairs) -> None:
        """Take all names, what the columns hold, and the countries a reader chose."""
        headings = [slot.country for slot in columns.value.slots]
        styles = [columns.styles[place] for place in columns.countries] or [style_of(headings)]
        self._matchers = [CountryMatcher(names, style) for style in styles]
        self._chosen = repairs.countries

    def of(self, entry: Entry) -> Match:
        """Return the country of a row; cells that name different ones name none."""
        chosen = self._chosen.get(country_text(entry.country))
        first, *others = [
            matcher.match(cell)
            for matcher, cell in zip(self._matchers, entry.countries, strict=True)
        ]
        if chosen:
            return replace(first, iso3=chosen, fix="your choice")
        for other, cell in zip(others, entry.countries[1:], strict=True):
            if other.iso3 and first.iso3 and other.iso3 != first.iso3:
                return Match(None, nearest=(first.iso3, other.iso3))
            if other.iso3 and not first.iso3 and not first.aggregate:
                return replace(other, fix=f"“{country_text(cell)}” beside it")
        if first.gap and any(other.aggregate for other in others):
            return replace(first, aggregate=True)
        return first


class Judge:
    """What is wrong with a row by itself, the gravest first."""

    def __init__(
        self,
        columns: Columns,
        parts: Sequence[Part],
        unit: Unit,
        repairs: Repairs,
        *,
        percents: bool,
    ) -> None:
        """Take what is decided for the whole table."""
        self._columns, self._parts, self._unit, self._repairs = columns, parts, unit, repairs
        self._percents = percents

    def row(self, entry: Entry, match: Match) -> ReportRow:
        """Return a row of the report."""
        number = entry.number
        factor = self._repairs.factor * self._repairs.row_factors.get(entry.line, 1.0)
        value = None if number.value is None else number.value * factor
        wrong: list[Finding] = []
        remarks: list[Finding] = []
        text = country_text(entry.country)
        if match.iso3 is None:
            wrong.append(_unmatched(entry, match, text))
        elif match.fix:
            remarks.append(Finding("fixed", f"read as {match.iso3}: {match.fix}"))
        if entry.line in self._repairs.left_out:
            wrong.insert(0, Finding("left_out", "left out by you"))
        elsewhere = [part for part in self._parts if not part.shows(entry)]
        for part in elsewhere:
            name = self._columns.name(part.place)
            wrong.append(Finding("part", f"{name} is “{part_text(entry, part.place)}”"))
        if not elsewhere:
            value, wrong_number, remark = self._number(entry, value, wrong)
            wrong += wrong_number
            remarks += remark
        if entry.undated:
            wrong.append(Finding("no_year", "no year from 2000 to 2100 stands in this row"))
        if match.iso3 == ORIGIN and not wrong:
            origin = "the country of origin: in table and downloads, neither coloured nor ranked"
            remarks.append(Finding("fixed" if match.fix else "matched", origin))
        bounds = [None if bound is None else bound * factor for bound in (entry.low, entry.high)]
        return ReportRow(
            line=entry.line,
            column=entry.column,
            country=text,
            given=given_text(entry.given),
            year=entry.when.year if entry.when else NO_YEAR,
            iso3=match.iso3,
            nearest=match.nearest,
            number=number.value,
            value=value if not wrong else None,
            low=bounds[0],
            high=bounds[1],
            note=entry.note,
            findings=tuple(wrong + remarks) or (Finding("matched"),),
            kept=not wrong,
        )

    def _number(
        self, entry: Entry, value: float | None, wrong: Sequence[Finding]
    ) -> tuple[float | None, list[Finding], list[Finding]]:
        """Return the value as the map shows it, what keeps it off the map, and what to know."""
        number = entry.number
        if number.why:
            return value, [Finding("not_a_number", number.why)], []
        if number.value is None:
            is_note = bool(wrong) and wrong[0].kind == "footnote"
            gap = Finding("no_value", "no value is given; a formula never saved reads so too")
            return value, [] if is_note else [gap], []
        if number.value < 0 and not self._repairs.balance:
            return value, [Finding("negative", "below zero, which no count or share is")], []
        shown, finding = scaled_share(value or 0.0, number, self._unit, percents=self._percents)
        found = [Finding("share", finding)] if finding else []
        return shown, ([] if shown is not None else found), (found if shown is not None else [])


def _unmatched(entry: Entry, match: Match, text: str) -> Finding:
    if not text or match.gap:
        if entry.given == "":
            return Finding("footnote", "neither a country nor a value: read as a note")
        return Finding("unmatched", "no country is named in this row")
    if match.aggregate:
        return Finding("unmatched", GROUP)
    if entry.given == "":
        return Finding("footnote", "neither a country nor a value: read as a note")
    if len(entry.countries) > 1 and len(match.nearest) == 2 and not match.fix:
        written = " and ".join(f"“{country_text(cell)}”" for cell in entry.countries)
        return Finding("unmatched", f"{written} name different countries")
    if match.nearest:
        return Finding("unmatched", "no such country is known")
    return Finding("unmatched", "no such country is known, and no name is near")
