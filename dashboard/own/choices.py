"""What was decided about a reader's own table, one line each, and what may be taken instead.

The page and the command line offer the same choices and say the same words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from xlsxwriter.utility import xl_col_to_name

from dashboard.own.columns import HEADINGS, NOWHERE
from dashboard.own.findings import SLIP, Repairs, Report, span
from dashboard.own.rows import ADDED, Part
from dashboard.tables.names import normalised

Option = int | str | float
UNIT_WORDS: Mapping[Option, str] = {"number": "Number", "share": "Share of a whole"}
DECIMAL_WORDS: Mapping[Option, str] = {
    ".": "Point parts decimals, comma thousands",
    ",": "Comma parts decimals, point thousands",
}
DUPLICATE_WORDS: Mapping[Option, str] = {
    "first": "Keep the first",
    "last": "Keep the last",
    "sum": "Add them up",
}
PERIOD_WORDS: Mapping[Option, str] = {
    "last": "The last period of each year",
    "sum": "Add the periods of a year up",
}
BALANCE_WORDS: Mapping[Option, str] = {"no": "No, leave them out", "yes": "Yes, a balance"}
FACTOR_WORDS = {
    1.0: "As written",
    SLIP: "Multiplied by 1,000",
    1e6: "Multiplied by 1,000,000",
    1 / SLIP: "Divided by 1,000",
}
MOST_OPTIONS, LONGEST = 300, 60
# How the parameter of the command for a part is called; it takes COLUMN=VALUE.
ONLY = "only"


@dataclass(frozen=True)
class Choice:
    """One decision: `label` is what it is about, `options` its codes and words, `said` a line.

    `asked` says that only the reader can decide; `taken` is a guess then.
    """

    key: str
    label: str
    options: Mapping[Option, str]
    taken: Option
    said: str
    asked: bool = False

    @property
    def name(self) -> str:
        """What the command line calls it."""
        return ONLY if self.key.startswith("part_") else self.key

    @property
    def offered(self) -> list[str]:
        """The options as the command line names them: their codes where these are words."""
        by_words = self.key in ("countries", "years", "value") or self.name == ONLY
        return [
            words if by_words or str(code) == words else f"{code} ({words})"
            for code, words in self.options.items()
            if self.asked or code != self.taken
        ]

    def option(self, text: str) -> Option | None:
        """Return the option that a text means: its code, its words or a column's letter."""
        for code, words in self.options.items():
            if text in (str(code), words):
                return code
        key = normalised(text)
        close = [code for code, words in self.options.items() if normalised(words) == key != ""]
        if len(close) == 1:
            return close[0]
        places = [code for code in self.options if isinstance(code, int) and code >= 0]
        return next((place for place in places if xl_col_to_name(place) == text.upper()), None)


def choices(report: Report) -> list[Choice]:
    """Return all that was decided, and first what could not be."""
    repairs, mark = report.repairs, report.entries.decimal
    found = [_countries(report), _years(report), _values(report)]
    found += [_part(report, part) for part in report.parts]
    found.append(_unit(report))
    if report.several:
        taken = repairs.periods or "last"
        found.append(_choice(report, "periods", "Periods of a year", PERIOD_WORDS, taken))
    if report.entries.marked:
        said = f"Decimal mark: {'comma' if mark == ',' else 'point'}"
        label = "What 1,234 and 1.234 mean"
        found.append(_choice(report, "decimal", label, DECIMAL_WORDS, mark, said))
    if report.unit == "number" and (report.scale or report.table_slip or repairs.factor != 1):
        found.append(_factor(report))
    if report.below_zero:
        meant = "a balance, on a scale with two sides" if repairs.balance else "left out"
        label, answer = "Are values below zero a balance?", "yes" if repairs.balance else "no"
        said = f"Values below zero: {meant}"
        found.append(_choice(report, "balance", label, BALANCE_WORDS, answer, said))
    if any(finding.kind == "duplicate" for row in report.rows for finding in row.findings):
        label = "Rows of the same country and year"
        found.append(_choice(report, "duplicates", label, DUPLICATE_WORDS, repairs.duplicates))
    return sorted(found, key=lambda choice: not choice.asked)


def _choice(
    report: Report,
    key: str,
    label: str,
    options: Mapping[Option, str],
    taken: Option,
    said: str = "",
) -> Choice:
    said = said or f"{label}: {options[taken].casefold()}"
    return Choice(key, label, options, taken, said, asked=key in report.asked)


def chosen(report: Report, choice: Choice, option: Option) -> Repairs:
    """Return the repairs with an option of a choice taken; the others stay."""
    repairs = report.repairs
    if choice.key.startswith("part_"):
        place = int(choice.key.removeprefix("part_"))
        return replace(repairs, only={**repairs.only, place: str(option)})
    if choice.key == "balance":
        return replace(repairs, balance=option == "yes")
    field = {"countries": "country", "years": "time", "value": "value_column"}
    changes = {field.get(choice.key, choice.key): option}
    return replace(repairs, **changes)  # type: ignore[arg-type]  # options are of the field's type


def _countries(report: Report) -> Choice:
    columns = report.columns
    helped = ", ".join(f"“{columns.name(place)}”" for place in columns.countries[1:])
    name = columns.name(columns.country)
    said = f"“{name}”" if columns.country != HEADINGS else name
    return Choice(
        "countries",
        "Countries",
        {place: columns.name(place) for place in columns.country_choices},
        columns.country,
        f"Countries: {said}{f', and {helped} where that names none' if helped else ''}",
        asked="country" in report.asked,
    )


def _years(report: Report) -> Choice:
    columns = report.columns
    periods = [slot.period for slot in columns.value.slots if slot.period]
    if periods:
        years = sorted({one.year for one in periods if one.is_read})
        said = f"Years: in the headings, {span(years) or 'none read'}"
        return Choice("years", "Years", {}, NOWHERE, said)
    options: dict[Option, str] = {place: columns.name(place) for place in columns.time_choices}
    said = "none in this table" if columns.time is None else f"“{columns.name(columns.time)}”"
    taken = NOWHERE if columns.time is None else columns.time
    return Choice("years", "Years", {**options, NOWHERE: "No years"}, taken, f"Years: {said}")


def _values(report: Report) -> Choice:
    columns = report.columns
    series, heading = columns.value, columns.heading(columns.value)
    whole = len(series.slots) > 1 and not series.label
    options: dict[Option, str] = {one.place: columns.heading(one) for one in columns.value_choices}
    said = f"Values: {f'what stands under {heading}' if whole else f'“{heading}”'}"
    return _choice(report, "value", "Values", options, series.place, said)


def _part(report: Report, part: Part) -> Choice:
    name = report.columns.name(part.place)
    options: dict[Option, str] = {text: _value(text) for text in part.values[:MOST_OPTIONS]}
    if part.can_add and report.unit == "number":
        options[ADDED] = "All of them, added up"
    return Choice(
        f"part_{part.place}",
        name,
        options,
        part.taken,
        f"{name}: {options.get(part.taken, part.taken)} (its rows differ in this column)",
        asked=part.asked,
    )


def _value(text: str) -> str:
    return f"“{text[:LONGEST]}”" if text else "the blank ones"


def _unit(report: Report) -> Choice:
    said = ""
    if report.unit == "share":
        scale = "per cent" if report.per_cent else "shares between 0 and 1"
        said = f"Unit: share of a whole; numbers without a sign are read as {scale}"
    return _choice(report, "unit", "Unit", UNIT_WORDS, report.unit, said)


def _factor(report: Report) -> Choice:
    offered = [1.0, SLIP, 1 / SLIP]
    taken = report.repairs.factor
    words = {**FACTOR_WORDS, taken: FACTOR_WORDS.get(taken, f"Multiplied by {taken:g}")}
    said = f"All values: {words[taken].casefold()}"
    if report.scale:
        factor, told = report.scale
        offered = [1.0, factor, *offered]
        said += f"; the table says “{told}”"
    options: dict[Option, str] = {one: words[one] for one in [*offered, taken]}
    return _choice(report, "factor", "All values", options, taken, said)


def question(report: Report, choice: Choice) -> str:
    """Return what is asked of the reader."""
    match choice.key:
        case "countries" if len(choice.options) > 1:
            return "Which column holds the countries to be shown?"
        case "countries":
            (name,) = choice.options.values()
            return (
                f"“{name}” holds codes that ISO does not have. Other lists give some of ISO's "
                "codes to other countries. Is this to be read as ISO's all the same?"
            )
        case "value":
            return "Which column holds the values?"
        case "periods":
            return "Years have several periods. What stands for a year?"
        case "decimal":
            listed = ", ".join(f"“{name}”" for name in report.entries.ambiguous)
            return (
                f"Every number with a mark in {listed} is like 1,234 or 1.234. Does the mark "
                "part thousands or decimals?"
            )
        case "balance":
            return "Some values are below zero. Are they a balance, as arrivals less departures?"
    return f"Rows of one country and period differ in “{choice.label}”. Which are to be shown?"
