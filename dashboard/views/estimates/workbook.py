"""Scenarios as a workbook whose steps are live formulas: change an input, and all follows."""

import datetime
import io
from typing import TYPE_CHECKING

from dashboard.files.text import harmless
from dashboard.files.workbook import (
    OPEN,
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
from dashboard.models.chain import Step
from dashboard.models.inputs import INPUTS
from dashboard.models.interval import Interval
from dashboard.views.estimates.book import BookScenario, ScenarioBook
from dashboard.words.chain_words import END_WORDS, INPUT_LABELS, LOCK_WORDS, START_WORDS, input_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Rows of the sheet Inputs, counted from 1 as a reader sees them.
FIRST_INPUT = 4
PEOPLE_ROWS = {"used": FIRST_INPUT, "low": FIRST_INPUT + 1, "high": FIRST_INPUT + 2}
SHARE_ROWS = {name: FIRST_INPUT + 3 + place for place, name in enumerate(INPUTS)}
BASE_ROW = FIRST_INPUT + 3 + len(INPUTS)
RESIDENTS_ROW, TARGET_ROW = BASE_ROW + 1, BASE_ROW + 2
ENDS = ("used", "low", "high")
END_LABELS = {"used": "number used", "low": "low end", "high": "high end"}
NOT_COUNTED = "skipped"
STEP_LABELS = {
    "start": "Start",
    "still_abroad": "leaves: people still abroad",
    "workers": "leaves: workers who left",
}


def scenario_xlsx(book: ScenarioBook, author: str, day: datetime.date) -> bytes:
    """Return the workbook: Read me, Inputs, Working, Results, Estimates, Sources."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as made:
        formats = cell_formats(made)
        _read_me(made, book, formats)
        _inputs(made, book, formats)
        ends = _working(made, book, formats)
        _results(made, book, formats, ends)
        if book.estimates is not None:
            columns = list(book.estimates.download.columns)
            cells = book.estimates.download.itertuples(index=False)
            write_table(made, "Estimates", columns, [list(row) for row in cells], formats)
        write_sources(made, book.sources, formats)
        finish(made, book.title, author, day)
    return out.getvalue()


def _read_me(made: "Workbook", book: ScenarioBook, formats: dict[str, "Format"]) -> None:
    lines = [
        book.title,
        "Left - counted twice in transit - returned = still abroad; still abroad x adults x "
        "activity rate - still working remotely for Russian employers = workers who left.",
        "Yellow cells of the sheet Inputs are yours to change; Working and Results follow.",
        "An end that a source leaves open stays open until you put a number in its place.",
        f"Data release {book.release}",
        f"Made from this link: {book.link}",
        *(
            f"Scenario {s.letter}, as downloaded, started from: {s.name}. {s.caution}"
            for s in book.scenarios
        ),
    ]
    write_read_me(made, lines, formats)


def _inputs(made: "Workbook", book: ScenarioBook, formats: dict[str, "Format"]) -> None:
    sheet = made.add_worksheet("Inputs")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, len(book.scenarios), 24)
    sheet.set_column(len(book.scenarios) + 1, len(book.scenarios) + 1, 70)
    write_heads(sheet, 1, 0, ["Inputs", *(f"Scenario {s.letter}" for s in book.scenarios)], formats)
    write_heads(sheet, 2, 0, ["As downloaded", *(s.name for s in book.scenarios)], formats)
    for end, row in PEOPLE_ROWS.items():
        sheet.write_string(row - 1, 0, f"People, {END_LABELS[end]}")
    for name, row in SHARE_ROWS.items():
        sheet.write_string(row - 1, 0, f"{INPUT_LABELS[name]}, share")
        sheet.write_string(
            row - 1, len(book.scenarios) + 1, harmless(input_note(name, book.assumptions))
        )
    for row, label in (
        (BASE_ROW, f"Base, persons; as downloaded: {book.base.label}"),
        (RESIDENTS_ROW, f"{book.residents.label}, persons"),
        (TARGET_ROW, "Alfa Bank's share of the workforce, as the article gives it"),
    ):
        sheet.write_string(row - 1, 0, harmless(label))
    for column, scenario in enumerate(book.scenarios, start=1):
        _input_column(sheet, column, scenario, book, formats)


def _input_column(
    sheet: "Worksheet",
    column: int,
    scenario: BookScenario,
    book: ScenarioBook,
    formats: dict[str, "Format"],
) -> None:
    start = scenario.result.start
    values = {"used": start.people, "low": start.interval.low, "high": start.interval.high}
    for end, row in PEOPLE_ROWS.items():
        if end != "used" and start.source == "custom":
            # A number of the reader's own has no ends but itself.
            used = f"={cell_name('Inputs', PEOPLE_ROWS['used'], column)}"
            sheet.write_formula(row - 1, column, used, formats["people"], start.people)
        else:
            write_input(sheet, row, column, values[end], formats, "input")
    held = {step.key: step for step in scenario.result.steps if step.reason is not None}
    for name, row in SHARE_ROWS.items():
        if name in held:
            sheet.write_string(row - 1, column, "locked, see Working")
        else:
            share = scenario.result.assumptions.share(name)
            write_input(sheet, row, column, share, formats, "input_share")
    for row, shared, look in (
        (BASE_ROW, scenario.result.base, ""),
        (RESIDENTS_ROW, float(book.residents.value), ""),
        (TARGET_ROW, book.target, "_share"),
    ):
        # All scenarios share these, as on the page.
        if column == 1:
            write_input(sheet, row, column, shared, formats, f"input{look}")
        else:
            follows = formats["share" if look else "people"]
            formula = f"={cell_name('Inputs', row, 1)}"
            sheet.write_formula(row - 1, column, formula, follows, shared)


def _working(
    made: "Workbook", book: ScenarioBook, formats: dict[str, "Format"]
) -> dict[tuple[str, str, str], str]:
    """Write the steps as formulas; return the cell of each subtotal by letter, key and end."""
    sheet = made.add_worksheet("Working")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 4 * len(book.scenarios), 15)
    steps = book.scenarios[0].result.steps
    write_heads(sheet, 2, 0, ["Step"], formats)
    for row, step in enumerate(steps, start=3):
        sheet.write_string(row - 1, 0, _step_label(step))
    cells: dict[tuple[str, str, str], str] = {}
    for place, scenario in enumerate(book.scenarios):
        first = 1 + 4 * place
        sheet.write_string(0, first, f"Scenario {scenario.letter}", formats["head"])
        write_heads(sheet, 2, first, [*(END_LABELS[end] for end in ENDS), "Note"], formats)
        for offset, end in enumerate(ENDS):
            _step_column(sheet, first + offset, place + 1, end, scenario, formats, cells)
        for row, step in enumerate(scenario.result.steps, start=3):
            sheet.write_string(row - 1, first + 3, harmless(_step_note(step, scenario)))
    return cells


def _step_label(step: Step) -> str:
    name = input_of(step)
    return STEP_LABELS[step.key] if name is None else step_name(name)


def _step_note(step: Step, scenario: BookScenario) -> str:
    if step.reason is not None:
        return LOCK_WORDS[step.reason]
    if step.key == "start":
        start = scenario.result.start
        own = "a number of your own" if start.source == "custom" else END_WORDS[start.end]
        return f"{START_WORDS[start.concept]}; {own}"
    return ""


def _step_column(
    sheet: "Worksheet",
    column: int,
    input_column: int,
    end: str,
    scenario: BookScenario,
    formats: dict[str, "Format"],
    cells: dict[tuple[str, str, str], str],
) -> None:
    before = cell_name("Inputs", PEOPLE_ROWS[end], input_column)
    for row, step in enumerate(scenario.result.steps, start=3):
        if step.persons is None:
            sheet.write_string(row - 1, column, NOT_COUNTED)
            continue
        value = _end_of(step, end)
        formula = before
        name = input_of(step)
        if name is not None and step.reason is None:
            formula = f"{before}*{factor(name, SHARE_ROWS[name], input_column)}"
        _write(sheet, row, column, formula, formats["people"], value, needs=before)
        before = cell_name("Working", row, column)
        cells[scenario.letter, step.key, end] = before


def _write(
    sheet: "Worksheet",
    row: int,
    column: int,
    formula: str,
    look: "Format",
    value: float | None,
    needs: str,
) -> None:
    """Write a formula that is open as long as the cell it `needs` has no number."""
    guarded = f'=IF(ISNUMBER({needs}),{formula},"{OPEN}")'
    sheet.write_formula(row - 1, column, guarded, look, OPEN if value is None else value)


def _end_of(step: Step, end: str) -> float | None:
    if end == "used" or step.interval is None:
        return step.persons
    return step.interval.low if end == "low" else step.interval.high


def _results(
    made: "Workbook",
    book: ScenarioBook,
    formats: dict[str, "Format"],
    cells: dict[tuple[str, str, str], str],
) -> None:
    sheet = made.add_worksheet("Results")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 3 * len(book.scenarios), 15)
    labels = [
        "People still abroad",
        "Per 1,000 residents of Russia",
        "Workers who left",
        "Share of the base",
        "Alfa Bank's share, as the article gives it",
    ]
    write_heads(sheet, 2, 0, ["Result"], formats)
    for row, label in enumerate(labels, start=3):
        sheet.write_string(row - 1, 0, label)
    for place, scenario in enumerate(book.scenarios):
        first = 1 + 3 * place
        sheet.write_string(0, first, f"Scenario {scenario.letter}", formats["head"])
        write_heads(sheet, 2, first, [END_LABELS[end] for end in ENDS], formats)
        base, residents, target = (
            cell_name("Inputs", row, place + 1) for row in (BASE_ROW, RESIDENTS_ROW, TARGET_ROW)
        )
        for offset, end in enumerate(ENDS):
            abroad = cells.get((scenario.letter, "still_abroad", end))
            workers = cells.get((scenario.letter, "workers", end))
            values = _result_values(scenario, book, end)
            formulas = [
                (abroad, abroad),
                (abroad, f"{abroad}/{residents}*1000"),
                (workers, workers),
                (workers, f"{workers}/{base}"),
                (target, target),
            ]
            looks = ("people", "rate", "people", "share", "share")
            lines = zip(formulas, values, looks, strict=True)
            for row, ((needs, formula), value, look) in enumerate(lines, start=3):
                if needs is None or formula is None:
                    sheet.write_string(row - 1, first + offset, NOT_COUNTED)
                else:
                    _write(sheet, row, first + offset, formula, formats[look], value, needs)


def _result_values(scenario: BookScenario, book: ScenarioBook, end: str) -> list[float | None]:
    """Return what the formulas give, for readers whose program does not recalculate."""
    result = scenario.result

    def pick(used: float | None, interval: Interval | None) -> float | None:
        if end == "used" or interval is None:
            return used
        return interval.low if end == "low" else interval.high

    abroad = pick(result.still_abroad, result.still_abroad_interval)
    rate = None if abroad is None else abroad / float(book.residents.value) * 1000
    return [
        abroad,
        rate,
        pick(result.workers, result.workers_interval),
        pick(result.share, result.share_interval),
        book.target,
    ]
