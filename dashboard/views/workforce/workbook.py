"""Both directions as a workbook with live formulas, and a verdict on each estimate."""

import datetime
import io
from typing import TYPE_CHECKING

from dashboard.files.text import harmless
from dashboard.files.workbook import (
    cell_formats,
    cell_name,
    factor,
    finish,
    input_note,
    step_name,
    write_heads,
    write_input,
    write_read_me,
    write_sources,
    write_table,
)
from dashboard.models.chain import Needed
from dashboard.models.inputs import INPUTS, Assumptions, Input, locks
from dashboard.models.verdicts import Kind
from dashboard.views.workforce.book import WorkforceBook
from dashboard.words.chain_words import CONCEPT_LABELS, INPUT_LABELS, LOCK_WORDS
from dashboard.words.verdict_words import counted_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

Formats = dict[str, "Format"]
# Rows of the sheet Inputs, counted from 1; columns: 1 as set, 2 all low, 3 all high, 4 default.
PEOPLE_ROW = 4
SHARE_ROWS = {name: PEOPLE_ROW + 1 + place for place, name in enumerate(INPUTS)}
BASE_ROW = PEOPLE_ROW + 1 + len(INPUTS)
TARGET_ROW = BASE_ROW + 1
COLUMNS = ("as set", "all assumptions at their low", "all assumptions at their high")
DEFAULT_COLUMN = len(COLUMNS) + 1
UNREACHABLE = "cannot be reached"
VERDICTS = "Verdicts as downloaded"
DOWNLOADED = "As downloaded"
ONLY_ESTIMATES = "Used only for estimates of the sheet Estimates that enter before this step."
FOLLOWS = {"input": "people", "input_share": "share"}
KIND_WORDS: dict[Kind, str] = {
    "reaches": "reaches",
    "depends": "depends",
    "does_not_reach": "does not reach",
}


def workforce_xlsx(found: Answer, author: str, day: datetime.date) -> bytes:
    """Return the workbook: Read me, Inputs, Forwards, Backwards, Estimates, Verdicts, Sources.

    Each cell that depends on an input is a formula of that input; what is fixed says so.
    """
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as made:
        formats = cell_formats(made)
        _read_me(made, found, formats)
        _inputs(made, found, formats)
        _forwards(made, found, formats)
        _backwards(made, found, formats)
        _estimates(made, found, formats)
        table = book.verdicts.download
        cells = [list(row) for row in table.astype(object).itertuples(index=False)]
        write_table(made, VERDICTS, list(table.columns), cells, formats)
        write_sources(made, book.sources, formats)
        finish(made, book.title, author, day)
    return out.getvalue()


def _read_me(made: "Workbook", found: Answer, formats: Formats) -> None:
    lines = [
        book.title,
        book.first,
        *(f"{DOWNLOADED}: {line}" for line in book.results),
        f"{DOWNLOADED}, the start was: {found.name}. {found.caution}",
        "Yellow cells are yours to change: those of the sheet Inputs, and each number of the sheet "
        "Estimates. Forwards, Backwards, Estimates and the two lines at the end of this sheet "
        f"follow; the sheet {VERDICTS} does not.",
        "Low and high mean the result: a high share of returns belongs to the low end.",
        f"Data release {book.release}",
        f"Made from this link: {book.link}",
    ]
    sheet = write_read_me(made, lines, formats)
    sheet.set_column(1, 3, 18)
    first = len(lines) + 2
    write_heads(sheet, first, 0, ["Now, from the sheet Inputs", *COLUMNS], formats)
    last = 4 + len(INPUTS) - len(_held(found))
    spread = found.needed_range
    needed = (_needed(found), spread.high, spread.low)
    for column, share in enumerate(_results(found), start=1):
        formula = f"={cell_name('Forwards', last, column)}"
        sheet.write_formula(first, column, formula, formats["share"], share)
        formula = f"={cell_name('Backwards', last, column)}"
        people = needed[column - 1]
        shown = UNREACHABLE if people is None else people
        sheet.write_formula(first + 1, column, formula, formats["people"], shown)
    sheet.write_string(first, 0, "Share of the base")
    sheet.write_string(first + 1, 0, "People that the share to reach takes")


def _results(found: Answer) -> tuple[float, float, float]:
    spread = found.share_range
    return found.result.share, spread.low or 0.0, spread.high or 0.0


def _needed(found: Answer) -> float | None:
    return found.needed.people if isinstance(found.needed, Needed) else None


def _inputs(made: "Workbook", found: Answer, formats: Formats) -> None:
    sheet = made.add_worksheet("Inputs")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, DEFAULT_COLUMN, 18)
    sheet.set_column(DEFAULT_COLUMN + 1, DEFAULT_COLUMN + 1, 70)
    write_heads(sheet, 2, 0, ["Inputs", *COLUMNS, "default", "Note"], formats)
    start = found.result.start
    labels = [
        (PEOPLE_ROW, f"People; as downloaded: {found.name}"),
        *((row, f"{INPUT_LABELS[name]}, share") for name, row in SHARE_ROWS.items()),
        (BASE_ROW, f"Base, persons; as downloaded: {found.base.label}"),
        (TARGET_ROW, "Share to reach"),
    ]
    for row, label in labels:
        sheet.write_string(row - 1, 0, harmless(label))
    for row, value, look in (
        (PEOPLE_ROW, start.people, "input"),
        (BASE_ROW, found.result.base, "input"),
        (TARGET_ROW, found.view.target, "input_share"),
    ):
        write_input(sheet, row, 1, value, formats, look)
        for column in range(2, DEFAULT_COLUMN + 1):
            formula = f"={cell_name('Inputs', row, 1)}"
            sheet.write_formula(row - 1, column, formula, formats[FOLLOWS[look]], value)
    held = _held(found)
    for column, shares in enumerate(_columns(found), start=1):
        for name, row in SHARE_ROWS.items():
            look = "share" if name in held and column == 1 else "input_share"
            write_input(sheet, row, column, shares.share(name), formats, look)
    locked = locks(start.concept, host_sum=start.host_sum)
    for name, row in SHARE_ROWS.items():
        text = input_note(name, found.tables.assumptions)
        if name in locked:
            text = f"{LOCK_WORDS[locked[name].reason]} {ONLY_ESTIMATES}"
        sheet.write_string(row - 1, DEFAULT_COLUMN + 1, harmless(text))


def _held(found: Answer) -> set[Input]:
    start = found.result.start
    return set(locks(start.concept, host_sum=start.host_sum))


def _columns(found: Answer) -> tuple[Assumptions, ...]:
    ranges = found.starts.ranges
    as_set = found.result.assumptions
    return as_set, ranges.lowering(), ranges.raising(), ranges.defaults()


def _shares(found: Answer) -> list[dict[Input, float]]:
    columns = _columns(found)[: len(COLUMNS)]
    return [{name: shares.factor(name) for name in INPUTS} for shares in columns]


def _forwards(made: "Workbook", found: Answer, formats: Formats) -> None:
    """Write people, each step, workers and share; the values are what the formulas give."""
    sheet = made.add_worksheet("Forwards")
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 3, 18)
    write_heads(sheet, 2, 0, ["From people to a share", *COLUMNS], formats)
    free = [name for name in INPUTS if name not in _held(found)]
    labels = ["People", *map(step_name, free), "Share of the base", "Share if all had worked"]
    for row, label in enumerate(labels, start=3):
        sheet.write_string(row - 1, 0, label)
    base = found.result.base
    for column, factors in enumerate(_shares(found), start=1):
        value = found.result.start.people
        people = cell_name("Inputs", PEOPLE_ROW, column)
        divisor = cell_name("Inputs", BASE_ROW, column)
        sheet.write_formula(2, column, f"={people}", formats["people"], value)
        row = 3
        for name in free:
            value *= factors[name]
            before = cell_name("Forwards", row, column)
            formula = f"={before}*{factor(name, SHARE_ROWS[name], column)}"
            sheet.write_formula(row, column, formula, formats["people"], value)
            row += 1
        before = cell_name("Forwards", row, column)
        sheet.write_formula(row, column, f"={before}/{divisor}", formats["share"], value / base)
        everyone = found.result.start.people / base
        sheet.write_formula(row + 1, column, f"={people}/{divisor}", formats["share"], everyone)


def _backwards(made: "Workbook", found: Answer, formats: Formats) -> None:
    """Write the share, its workers, and each step undone; a zero share in the way says so."""
    sheet = made.add_worksheet("Backwards")
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 3, 18)
    write_heads(sheet, 2, 0, ["From a share to people", *COLUMNS], formats)
    free = [name for name in reversed(INPUTS) if name not in _held(found)]
    labels = ["Share to reach", "Workers", *(f"before {step_name(name)}" for name in free)]
    for row, label in enumerate(labels, start=3):
        sheet.write_string(row - 1, 0, label)
    for column, factors in enumerate(_shares(found), start=1):
        target, base = (cell_name("Inputs", row, column) for row in (TARGET_ROW, BASE_ROW))
        value: float | None = found.view.target * found.result.base
        sheet.write_formula(2, column, f"={target}", formats["share"], found.view.target)
        share = cell_name("Backwards", 3, column)
        sheet.write_formula(3, column, f"={share}*{base}", formats["people"], value)
        for row, name in enumerate(free, start=4):
            before = cell_name("Backwards", row, column)
            value = _undone(value, factors[name])
            formula = f'=IFERROR({before}/{factor(name, SHARE_ROWS[name], column)},"{UNREACHABLE}")'
            shown = UNREACHABLE if value is None else value
            sheet.write_formula(row, column, formula, formats["people"], shown)


def _undone(value: float | None, factor: float) -> float | None:
    return value / factor if value is not None and factor > 0 else None


def _estimates(made: "Workbook", found: Answer, formats: Formats) -> None:
    """Write each estimate's share and verdict at its own step, from the sheet Inputs."""
    sheet = made.add_worksheet("Estimates")
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 8, 20)
    heads = ["Estimate", "Counts", "Number used", "Its high end", "Share as set"]
    heads += ["Share at the defaults", "Share, highest", "Verdict at the defaults", "Counted"]
    write_heads(sheet, 1, 0, heads, formats)
    base, target = (cell_name("Inputs", row, 1) for row in (BASE_ROW, TARGET_ROW))
    for row, each in enumerate(found.others, start=2):
        start, found = each.now.start, each.verdict
        free = [n for n in INPUTS if n not in locks(start.concept, host_sum=start.host_sum)]
        number, high, default, highest = (cell_name("Estimates", row, c) for c in (2, 3, 5, 6))
        sheet.write_string(row - 1, 0, harmless(each.row.label))
        sheet.write_string(row - 1, 1, CONCEPT_LABELS[start.concept])
        write_input(sheet, row, 2, start.people, formats, "input")
        write_input(sheet, row, 3, start.interval.high, formats, "input")
        # What is not a number is left out of a maximum: a floor has no higher end.
        most = f"MAX({number},{high})"
        shares = (
            (number, 1, each.now.share),
            (number, DEFAULT_COLUMN, found.share),
            (most, 3, max(found.fixed.high or 0.0, found.ranged.high or 0.0)),
        )
        for column, (people, inputs, share) in enumerate(shares, start=4):
            product = "*".join([people, *(factor(name, SHARE_ROWS[name], inputs) for name in free)])
            sheet.write_formula(row - 1, column, f"={product}/{base}", formats["share"], share)
        # A share that equals the target but for the rounding of a division reaches it.
        least = f"{target}*(1-1E-12)"
        reaches, depends, not_reached = (f'"{KIND_WORDS[kind]}"' for kind in KIND_WORDS)
        formula = (
            f"=IF({default}>={least},{reaches},IF({highest}>={least},{depends},{not_reached}))"
        )
        sheet.write_formula(row - 1, 7, formula, None, KIND_WORDS[found.kind])
        sheet.write_string(row - 1, 8, counted_cell(each.left_out))
