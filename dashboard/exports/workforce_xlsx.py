"""Both directions as a workbook with live formulas, and a verdict on each estimate."""

import io
from typing import TYPE_CHECKING

from dashboard.exports.csv_file import harmless
from dashboard.exports.workbook import cell_formats, cell_name, write_heads, write_table
from dashboard.figures.workforce_book import WorkforceBook
from dashboard.models.inputs import INPUTS, PARAMETER_IDS, TAKEN_OFF, Input, locks
from dashboard.words.chain_words import INPUT_LABELS, LOCK_WORDS
from dashboard.words.verdict_words import counted_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

Formats = dict[str, "Format"]
# Rows of the sheet Inputs, counted from 1; columns: 1 as set, 2 all low, 3 all high.
PEOPLE_ROW = 4
SHARE_ROWS = {name: PEOPLE_ROW + 1 + place for place, name in enumerate(INPUTS)}
BASE_ROW = PEOPLE_ROW + 1 + len(INPUTS)
TARGET_ROW = BASE_ROW + 1
COLUMNS = ("as set", "all assumptions at their low", "all assumptions at their high")
UNREACHABLE = "cannot be reached"


def workforce_xlsx(book: WorkforceBook) -> bytes:
    """Return the workbook: Read me, Inputs, Forwards, Backwards, Estimates, Verdicts, Sources."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as made:
        formats = cell_formats(made)
        _read_me(made, book, formats)
        _inputs(made, book, formats)
        _forwards(made, book, formats)
        _backwards(made, book, formats)
        _estimates(made, book, formats)
        table = book.verdicts.download
        cells = [list(row) for row in table.astype(object).itertuples(index=False)]
        write_table(made, "Verdicts", list(table.columns), cells, formats)
        fields = ["source_id", "publisher", "title", "url", "published", "licence", "via", "note"]
        rows = [[source[field] for field in fields] for source in book.sources]
        write_table(made, "Sources", fields, rows, formats)
    return out.getvalue()


def _read_me(made: "Workbook", book: WorkforceBook, formats: Formats) -> None:
    sheet = made.add_worksheet("Read me")
    sheet.set_column(0, 0, 100)
    lines = [
        book.title,
        *book.lines,
        f"Start: {book.name}. {book.caution}",
        "Yellow cells of the sheet Inputs are yours to change; Forwards, Backwards and Estimates "
        "follow. The sheet Verdicts is as the page showed it.",
        "Low and high mean the result: a high share of returns belongs to the low end.",
        f"Data release {book.release}",
        f"Made from this link: {book.link}",
    ]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, harmless(line), formats["text" if row else "head"])


def _inputs(made: "Workbook", book: WorkforceBook, formats: Formats) -> None:
    sheet = made.add_worksheet("Inputs")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 3, 18)
    sheet.set_column(4, 4, 70)
    write_heads(sheet, 2, 0, ["Inputs", *COLUMNS, "Note"], formats)
    start = book.answer.result.start
    labels = [
        (PEOPLE_ROW, f"People: {book.name}"),
        *((row, f"{INPUT_LABELS[name]}, share") for name, row in SHARE_ROWS.items()),
        (BASE_ROW, f"Base: {book.base['label']}, persons"),
        (TARGET_ROW, "Share to reach"),
    ]
    for row, label in labels:
        sheet.write_string(row - 1, 0, harmless(label))
    columns = (book.answer.result.assumptions, book.ranges.ranges.lowering())
    for column, shares in enumerate((*columns, book.ranges.ranges.raising()), start=1):
        sheet.write_number(PEOPLE_ROW - 1, column, start.people, formats["input"])
        sheet.write_number(BASE_ROW - 1, column, book.answer.result.base, formats["input"])
        sheet.write_number(TARGET_ROW - 1, column, book.target, formats["input_share"])
        for name, row in SHARE_ROWS.items():
            if name in _held(book):
                sheet.write_string(row - 1, column, "locked")
            else:
                sheet.write_number(row - 1, column, shares.share(name), formats["input_share"])
    held = locks(start.concept, host_sum=start.host_sum)
    found = {row["parameter_id"]: row for row in book.assumptions}
    for name, row in SHARE_ROWS.items():
        source = found[PARAMETER_IDS[name]]
        text = (
            LOCK_WORDS[held[name].reason]
            if name in held
            else f"low {source['low']:g}, default {source['default']:g}, high "
            f"{source['high']:g}; {source['basis']}; {source['help']}"
        )
        sheet.write_string(row - 1, 4, harmless(text))


def _held(book: WorkforceBook) -> set[Input]:
    start = book.answer.result.start
    return set(locks(start.concept, host_sum=start.host_sum))


def _factor(name: Input, column: int) -> str:
    share = cell_name("Inputs", SHARE_ROWS[name], column)
    return f"(1-{share})" if name in TAKEN_OFF else share


def _step_name(name: Input) -> str:
    return f"{'less' if name in TAKEN_OFF else 'times'}: {INPUT_LABELS[name]}"


def _shares(book: WorkforceBook) -> list[dict[Input, float]]:
    ranges = book.ranges.ranges
    each = (book.answer.result.assumptions, ranges.lowering(), ranges.raising())
    return [{name: shares.factor(name) for name in INPUTS} for shares in each]


def _forwards(made: "Workbook", book: WorkforceBook, formats: Formats) -> None:
    """Write people, each step, workers and share; the values are what the formulas give."""
    sheet = made.add_worksheet("Forwards")
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 3, 18)
    write_heads(sheet, 2, 0, ["From people to a share", *COLUMNS], formats)
    free = [name for name in INPUTS if name not in _held(book)]
    labels = ["People", *map(_step_name, free), "Share of the base", "Share if all had worked"]
    for row, label in enumerate(labels, start=3):
        sheet.write_string(row - 1, 0, label)
    base = book.answer.result.base
    for column, factors in enumerate(_shares(book), start=1):
        value = book.answer.result.start.people
        people = cell_name("Inputs", PEOPLE_ROW, column)
        divisor = cell_name("Inputs", BASE_ROW, column)
        sheet.write_formula(2, column, f"={people}", formats["people"], value)
        row = 3
        for name in free:
            value *= factors[name]
            before = cell_name("Forwards", row, column)
            formula = f"={before}*{_factor(name, column)}"
            sheet.write_formula(row, column, formula, formats["people"], value)
            row += 1
        before = cell_name("Forwards", row, column)
        sheet.write_formula(row, column, f"={before}/{divisor}", formats["share"], value / base)
        everyone = book.answer.result.start.people / base
        sheet.write_formula(row + 1, column, f"={people}/{divisor}", formats["share"], everyone)


def _backwards(made: "Workbook", book: WorkforceBook, formats: Formats) -> None:
    """Write the share, its workers, and each step undone; a zero share in the way says so."""
    sheet = made.add_worksheet("Backwards")
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 3, 18)
    write_heads(sheet, 2, 0, ["From a share to people", *COLUMNS], formats)
    free = [name for name in reversed(INPUTS) if name not in _held(book)]
    labels = ["Share to reach", "Workers", *(f"before {_step_name(name)}" for name in free)]
    for row, label in enumerate(labels, start=3):
        sheet.write_string(row - 1, 0, label)
    for column, factors in enumerate(_shares(book), start=1):
        target, base = (cell_name("Inputs", row, column) for row in (TARGET_ROW, BASE_ROW))
        value: float | None = book.target * book.answer.result.base
        sheet.write_formula(2, column, f"={target}", formats["share"], book.target)
        share = cell_name("Backwards", 3, column)
        sheet.write_formula(3, column, f"={share}*{base}", formats["people"], value)
        for row, name in enumerate(free, start=4):
            before = cell_name("Backwards", row, column)
            value = _undone(value, factors[name])
            formula = f'=IFERROR({before}/{_factor(name, column)},"{UNREACHABLE}")'
            shown = UNREACHABLE if value is None else value
            sheet.write_formula(row, column, formula, formats["people"], shown)


def _undone(value: float | None, factor: float) -> float | None:
    return value / factor if value is not None and factor > 0 else None


def _estimates(made: "Workbook", book: WorkforceBook, formats: Formats) -> None:
    """Write each estimate's share at the shares of the sheet Inputs, at its own step."""
    sheet = made.add_worksheet("Estimates")
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 5, 20)
    heads = ["Estimate", "Counts", "Number used", "Share as set", "Verdict", "Counted"]
    write_heads(sheet, 1, 0, heads, formats)
    open_here = _held(book)
    for row, each in enumerate(book.compared, start=2):
        start = each.now.start
        held = locks(start.concept, host_sum=start.host_sum)
        sheet.write_string(row - 1, 0, harmless(each.row["label"]))
        sheet.write_string(row - 1, 1, start.concept)
        sheet.write_number(row - 1, 2, start.people, formats["input"])
        factors = []
        for name in INPUTS:
            if name in held:
                continue
            # A share that is locked for the chosen start has no cell of its own to change.
            locked = name in open_here
            number = f"{book.answer.result.assumptions.factor(name)!r}"
            factors.append(number if locked else _factor(name, 1))
        product = "*".join([cell_name("Estimates", row, 2), *factors])
        base = cell_name("Inputs", BASE_ROW, 1)
        formula = f"={product}/{base}"
        sheet.write_formula(row - 1, 3, formula, formats["share"], each.now.share)
        sheet.write_string(row - 1, 4, each.verdict.kind.replace("_", " "))
        sheet.write_string(row - 1, 5, counted_cell(each.left_out))
