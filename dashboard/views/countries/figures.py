"""One to four countries in full: the rule over time, and each indicator on one scale."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.kit.country_card import beside_permits
from dashboard.models.entry import compare_one, since
from dashboard.models.entry_days import COUNTED
from dashboard.models.layer import Layer, layer_of
from dashboard.models.permits import VALID_PERMITS
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.indicators import Indicator, indicators, scope_of
from dashboard.tables.map_rows import Observation
from dashboard.tables.provenance import Ids, each_id
from dashboard.words import country_words as words
from dashboard.words.entry_words import NO_RULE, rule_text, since_text
from dashboard.words.numbers import first_short, upper_first
from dashboard.words.values import LISTED_BY_SIZE, QUALITY_WORDS, listed, value_text

# What says most about people who moved comes first; a visa is no move, so visas come last.
GROUPS = ("People staying", "Permits", "Residents", "Movements", "Asylum", "Short-stay visas")


@dataclass(frozen=True)
class Cell:
    """An indicator of one country: its observations by time, and what is said of them.

    `shown` is the one of the indicator's year, None where there is no value at all; `lines` are
    rank, rate and notes; `joined` says that a line may join the values.
    """

    iso3: str
    name: str
    rows: Sequence[Observation]
    shown: Observation | None
    headline: str
    lines: list[str]
    joined: bool
    source_ids: Ids
    quality: str
    publisher: str

    @property
    def last(self) -> Observation:
        """The last observation."""
        return self.rows[-1]


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with a cell for each country."""

    indicator: Indicator
    year: int
    cells: list[Cell]

    @property
    def with_value(self) -> list[Cell]:
        """The cells of the countries that have a value."""
        return [cell for cell in self.cells if cell.shown is not None]

    @property
    def in_year(self) -> list[Cell]:
        """The cells with a value in the year of the indicator, largest first."""
        found = [
            cell for cell in self.cells if cell.shown and cell.shown.period_end.year == self.year
        ]
        return sorted(found, key=lambda cell: -(cell.shown.value if cell.shown else 0))

    @property
    def by_size(self) -> bool:
        """Whether values of several countries may stand in one list by size."""
        return self.indicator.comparable or self.indicator.indicator_id == LISTED_BY_SIZE


@dataclass(frozen=True)
class Rule:
    """The entry rule of a country by the latest evidence; `rank` 0 where the tables have none.

    `always` is the category that stood at every date, blank where it changed; `course` is the way
    from the first date to the last: `same`, a direction that decisions explain, or blank.
    """

    iso3: str
    name: str
    text: str = NO_RULE
    rank: int = 0
    since: str = ""
    always: str = ""
    course: str = ""
    source_ids: Ids = ()


@dataclass(frozen=True)
class Absence:
    """The indicators that a country has no value of: inside their scope, and outside it."""

    name: str
    not_reported: list[str]
    not_covered: list[str]


@dataclass(frozen=True)
class CountryPage:
    """What the Countries page shows; `headline` is the row that title and slide are made of."""

    title: str
    rules: list[Rule]
    rows: list[IndicatorRow]
    headline: IndicatorRow | None
    absences: list[Absence]


def by_id(rows: Iterable[IndicatorRow]) -> dict[str, IndicatorRow]:
    """Return rows by the codes of their indicators."""
    return {row.indicator.indicator_id: row for row in rows}


def country_page(
    catalogue: Catalogue, entry: EntryTables, codes: Sequence[str], chosen: str | None = None
) -> CountryPage:
    """Return every indicator that any of the countries has a value of, and what they lack.

    `chosen` is the indicator of the headline, where it has a value.
    """
    rows: list[IndicatorRow] = []
    names = catalogue.names.by_code
    absences = [Absence(names[iso3], [], []) for iso3 in codes]
    for indicator in indicators(catalogue).values():
        each = [catalogue.rows_by_place.get((indicator.indicator_id, one), ()) for one in codes]
        scope = scope_of(catalogue, indicator)
        for iso3, own, absence in zip(codes, each, absences, strict=True):
            if not own:
                # Only where the source covers a country does a missing row mean not reported.
                lacking = absence.not_reported if iso3 in scope else absence.not_covered
                lacking.append(indicator.label)
        if any(each):
            rows.append(_row(catalogue, indicator, each, scope, codes))
    rows.sort(key=lambda row: GROUPS.index(row.indicator.layer_group))
    rules = [_rule(entry, iso3, names[iso3]) for iso3 in codes]
    headline = _headline(rows, chosen)
    return CountryPage(
        title=_title(catalogue, entry, rules, rows, headline, chosen),
        rules=rules,
        rows=rows,
        headline=headline,
        absences=absences,
    )


def _headline(rows: Sequence[IndicatorRow], chosen: str | None) -> IndicatorRow | None:
    """Return the indicator to draw large: a series of one country, one definition for several.

    Of several countries most must have a value; of those indicators, the one that counts most.
    """

    def fit(row: IndicatorRow) -> tuple[float, ...]:
        group = row.indicator.layer_group
        if len(row.cells) == 1:
            return int(row.cells[0].joined), -GROUPS.index(group)
        values = [cell.shown.value for cell in row.in_year if cell.shown]
        most = 2 * len(values) > len(row.cells)
        return row.by_size, most, group != GROUPS[-1], 0 if most else len(values), sum(values)

    asked = (row for row in rows if row.indicator.indicator_id == chosen)
    return next(asked, None) or max(rows, key=fit, default=None)


def _row(
    catalogue: Catalogue,
    indicator: Indicator,
    each: Sequence[Sequence[Observation]],
    scope: frozenset[str],
    codes: Sequence[str],
) -> IndicatorRow:
    years = sorted({row.period_end.year for own in each for row in own})
    year = indicator.default_year if indicator.default_year in years else years[-1]
    layer = layer_of(catalogue, indicator, year) if indicator.map_kind == "choropleth" else None
    names = catalogue.names.by_code
    cells = []
    for iso3, own in zip(codes, each, strict=True):
        if not own:
            absent = words.NOT_REPORTED if iso3 in scope else words.NOT_COVERED
            cells.append(Cell(iso3, names[iso3], [], None, absent, [], False, (), "", ""))
            continue
        in_year = [row for row in own if row.period_end.year == year]
        shown = (in_year if layer is not None and in_year else own)[-1]
        lines = _ranked(layer, iso3) if layer is not None and in_year else []
        joined = len(own) > 1 and (indicator.map_kind != "rings" or _one_series(own))
        if not joined:
            others = [row for row in own if row is not shown]
            said = [(words.figure_headline(row, indicator), row.note) for row in others]
            lines += [f"{text}. {note}" if note else text for text, note in said]
        if indicator.indicator_id == VALID_PERMITS:
            lines += beside_permits(catalogue, iso3, year)
        if shown.note:
            lines.append(f"Note: {shown.note}")
        lines += words.break_notes(own, shown.period_end.year)
        cells.append(
            Cell(
                iso3=iso3,
                name=names[iso3],
                rows=own,
                shown=shown,
                headline=words.figure_headline(shown, indicator),
                lines=lines,
                joined=joined,
                source_ids=each_id(row.source_id for row in own),
                quality=", ".join(dict.fromkeys(QUALITY_WORDS[row.quality] for row in own)),
                publisher=catalogue.sources[own[-1].source_id[0]].publisher,
            )
        )
    return IndicatorRow(indicator, year, cells)


def _one_series(own: Sequence[Observation]) -> bool:
    """Whether national figures are of one kind and from one source, so that a line may join."""
    kinds = {row.definition_class for row in own}
    shared = set.intersection(*(set(row.source_id) for row in own))
    return len(kinds) == 1 and bool(shared)


def _ranked(layer: Layer, iso3: str) -> list[str]:
    """Return rank and rate where the definition is one and the measure makes sense."""
    place = layer.row(iso3)
    lines: list[str] = []
    if place.state != "value":
        return lines
    if layer.indicator.comparable:
        lines.append(words.rank_line(place.rank, len(layer.valued)))
    if layer.indicator.per_1000 and not math.isnan(place.per_1000):
        lines.append(words.resident_line(place, layer.indicator))
    return lines


def _rule(entry: EntryTables, iso3: str, name: str) -> Rule:
    if not (rules := entry.rules_of(iso3)):
        return Rule(iso3, name)
    latest = rules[entry.latest]
    always = since(entry, iso3, entry.latest).always
    found = compare_one(entry, iso3, entry.snapshots[0], entry.latest)
    return Rule(
        iso3=iso3,
        name=name,
        text=rule_text(entry, latest),
        rank=entry.ranks[latest.category],
        since=since_text(entry, iso3, entry.latest),
        always=str(latest.category) if always else "",
        course=found.direction if found.evidence == "explained" else "same" if always else "",
        source_ids=latest.source_id,
    )


def _title(
    catalogue: Catalogue,
    entry: EntryTables,
    rules: Sequence[Rule],
    rows: Sequence[IndicatorRow],
    headline: IndicatorRow | None,
    chosen: str | None,
) -> str:
    """Return what the rules and the figures show, in at most twelve words where that can be."""
    known = by_id(rows)
    dates = len(entry.snapshots)
    if len(rules) == 1:
        (only,) = rules
        found = ""
        if COUNTED in known and (row := known[COUNTED].cells[0].shown):
            people = value_text(row, known[COUNTED].indicator)
            found = f"{people} people counted in {row.period_end.year}"
        elif change := permit_change(catalogue, known.get(VALID_PERMITS)):
            found = f"valid permits {words.signed_full(change[0])}, {change[1]}–{change[2]}"
        return words.country_title(only.name, found, only.course, only.text, dates)
    names = listed([one.name for one in rules])
    same = words.same_rule([one.always for one in rules], entry.labels, dates)
    if same and not chosen:
        return first_short([f"{names}: {same}", f"{upper_first(same)} in all of them"])
    if headline is None:
        return names
    values = [
        (cell.name, value_text(cell.shown, headline.indicator))
        for cell in headline.in_year
        if cell.shown
    ]
    label, year = headline.indicator.label, headline.year
    return words.compared_title(label, year, values, by_size=headline.by_size)


def permit_change(catalogue: Catalogue, row: IndicatorRow | None) -> tuple[float, int, int] | None:
    """Return by how much permits changed between which years; None where no change can be made."""
    if row is None or row.indicator.change_base is None:
        return None
    base = row.indicator.change_base
    layer = layer_of(catalogue, row.indicator, row.year, "change", base)
    change = layer.row(row.cells[0].iso3).shown
    return None if math.isnan(change) else (change, base, row.year)
