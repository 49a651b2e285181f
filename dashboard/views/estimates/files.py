"""The files of How many left: tables, and a workbook whose steps are live formulas."""

import datetime

from dashboard.files.downloads import SPREADSHEET, downloads
from dashboard.files.making import file_button
from dashboard.files.workbook import (
    OPEN,
    Book,
    Sheet,
    cell_name,
    factor,
    input_note,
    workbook_bytes,
)
from dashboard.kit import store
from dashboard.link.scenario_view import Letter
from dashboard.models.chain import Result, Step
from dashboard.models.inputs import INPUTS
from dashboard.models.interval import Interval
from dashboard.views.estimates.answer import Scenarios, scenario_rows
from dashboard.views.estimates.ranges import estimate_table, returns_table
from dashboard.words import estimate_words
from dashboard.words.chain_words import (
    END_WORDS,
    INPUT_LABELS,
    LOCK_WORDS,
    START_WORDS,
    input_of,
    step_name,
)

TITLE = "How many left, depending on whom you believe and what you assume"
SHARES_ARE_SET = (
    "Shares are the reader's settings or assumptions, not counts; see each row's start."
)
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
# The cell of each subtotal by letter, key and end.
Cells = dict[tuple[Letter, str, str], str]


def downloads_of(asked: Scenarios, link: str) -> None:
    """Offer scenarios with live formulas, their steps, the listed estimates, claims of returns."""
    tables = asked.tables
    file_button(
        "Download XLSX with live formulas",
        lambda: scenario_xlsx(asked, link, store.edition().signature, asked.catalogue.release.date),
        f"how-many-left-{asked.names}-{asked.starts.release}.xlsx",
        SPREADSHEET,
        "scenario_xlsx",
    )
    if asked.listed:
        downloads(
            lambda: estimate_table(tables, asked.listed).download,
            "estimates",
            "estimates",
            {
                "title": "Estimates of people who left Russia, as their publishers give them",
                "caution": "Kinds that count different things are not added or compared.",
            },
            link,
            what="estimates",
        )
    downloads(
        lambda: scenario_rows(asked),
        "scenario_steps",
        f"scenarios-{asked.names}",
        {"title": "Scenarios, step by step", "caution": SHARES_ARE_SET},
        link,
        what="steps",
    )
    downloads(
        lambda: returns_table(tables),
        "claims",
        "claims-of-returns",
        {
            "title": "What is claimed about people who came back",
            "caution": estimate_words.NOT_AVERAGED,
        },
        link,
        what="claims of returns",
    )


def scenario_xlsx(asked: Scenarios, link: str, author: str, day: datetime.date) -> bytes:
    """Return the workbook: Read me, Inputs, Working, Results, Estimates, Sources."""

    def fill(book: Book) -> None:
        book.read_me(_read_me(asked, link))
        _inputs(book, asked)
        _results(book, asked, _working(book, asked))
        if asked.listed:
            book.table("Estimates", estimate_table(asked.tables, asked.listed).download)
        used = set(asked.source_ids)
        book.sources(row for one, row in asked.tables.sources.items() if one in used)

    return workbook_bytes(fill, TITLE, author, day)


def _read_me(asked: Scenarios, link: str) -> list[str]:
    return [
        TITLE,
        "Left - counted twice in transit - returned = still abroad; still abroad x adults x "
        "activity rate - still working remotely for Russian employers = workers who left.",
        "Yellow cells of the sheet Inputs are yours to change; Working and Results follow.",
        "An end that a source leaves open stays open until you put a number in its place.",
        f"Data release {asked.starts.release}",
        f"Made from this link: {link}",
        *(
            f"Scenario {letter.upper()}, as downloaded, started from: {asked.name(letter)}. "
            f"{asked.caution(letter)}"
            for letter in asked.made
        ),
    ]


def _inputs(book: Book, asked: Scenarios) -> None:
    note = len(asked.made) + 1
    sheet = book.sheet("Inputs", (0, 0, 44), (1, note - 1, 24), (note, note, 70))
    sheet.heads(1, 0, ["Inputs", *(f"Scenario {letter.upper()}" for letter in asked.made)])
    sheet.heads(2, 0, ["As downloaded", *map(asked.name, asked.made)])
    sheet.down(FIRST_INPUT, 0, [f"People, {END_LABELS[end]}" for end in PEOPLE_ROWS])
    for name, row in SHARE_ROWS.items():
        sheet.text(row, 0, f"{INPUT_LABELS[name]}, share")
        sheet.text(row, note, input_note(name, asked.tables.assumptions))
    residents = asked.tables.residents
    labels = [
        f"Base, persons; as downloaded: {asked.base.label}",
        f"{residents.label}, persons",
        "Alfa Bank's share of the workforce, as the article gives it",
    ]
    sheet.down(BASE_ROW, 0, labels)
    for column, result in enumerate(asked.made.values(), start=1):
        _input_column(sheet, column, result)
        for row, shared, look in (
            (BASE_ROW, result.base, ""),
            (RESIDENTS_ROW, residents.value, ""),
            (TARGET_ROW, asked.tables.target, "_share"),
        ):
            # All scenarios share these, as on the page.
            if column == 1:
                sheet.input(row, column, f"input{look}", shared)
            else:
                follows = "share" if look else "people"
                sheet.formula(row, column, cell_name("Inputs", row, 1), follows, shared)


def _input_column(sheet: Sheet, column: int, result: Result) -> None:
    start = result.start
    values = {"used": start.people, "low": start.interval.low, "high": start.interval.high}
    for end, row in PEOPLE_ROWS.items():
        if end != "used" and start.source == "custom":
            # A number of the reader's own has no ends but itself.
            used = cell_name("Inputs", PEOPLE_ROWS["used"], column)
            sheet.formula(row, column, used, "people", start.people)
        else:
            sheet.input(row, column, "input", values[end])
    held = {step.key for step in result.steps if step.reason is not None}
    for name, row in SHARE_ROWS.items():
        if name in held:
            sheet.text(row, column, "locked, see Working")
        else:
            sheet.input(row, column, "input_share", result.assumptions.share(name))


def _working(book: Book, asked: Scenarios) -> Cells:
    """Write the steps as formulas; return the cells of the subtotals."""
    sheet = book.sheet("Working", (0, 0, 44), (1, 4 * len(asked.made), 15))
    sheet.heads(2, 0, ["Step"])
    first_made = next(iter(asked.made.values()))
    sheet.down(3, 0, map(_step_label, first_made.steps))
    cells: Cells = {}
    for place, (letter, result) in enumerate(asked.made.items()):
        first = 1 + 4 * place
        sheet.text(1, first, f"Scenario {letter.upper()}", "head")
        sheet.heads(2, first, [*(END_LABELS[end] for end in ENDS), "Note"])
        for column, end in enumerate(ENDS, start=first):
            before = cell_name("Inputs", PEOPLE_ROWS[end], place + 1)
            for row, step in enumerate(result.steps, start=3):
                if step.persons is None:
                    sheet.text(row, column, NOT_COUNTED)
                    continue
                formula, name = before, input_of(step)
                if name is not None and step.reason is None:
                    formula = f"{before}*{factor(name, SHARE_ROWS[name], place + 1)}"
                value = _end(end, step.persons, step.interval)
                _guarded(sheet, row, column, formula, "people", value, needs=before)
                before = cell_name("Working", row, column)
                cells[letter, step.key, end] = before
        sheet.down(3, first + 3, [_step_note(step, result) for step in result.steps])
    return cells


def _step_label(step: Step) -> str:
    name = input_of(step)
    return STEP_LABELS[step.key] if name is None else step_name(name)


def _step_note(step: Step, result: Result) -> str:
    if step.reason is not None:
        return LOCK_WORDS[step.reason]
    if step.key == "start":
        start = result.start
        own = "a number of your own" if start.source == "custom" else END_WORDS[start.end]
        return f"{START_WORDS[start.concept]}; {own}"
    return ""


def _guarded(
    sheet: Sheet, row: int, column: int, formula: str, look: str, value: float | None, needs: str
) -> None:
    """Write a formula that is open as long as the cell it `needs` has no number."""
    guarded = f'IF(ISNUMBER({needs}),{formula},"{OPEN}")'
    sheet.formula(row, column, guarded, look, OPEN if value is None else value)


def _end(end: str, used: float | None, interval: Interval | None) -> float | None:
    if end == "used" or interval is None:
        return used
    return interval.low if end == "low" else interval.high


def _results(book: Book, asked: Scenarios, cells: Cells) -> None:
    sheet = book.sheet("Results", (0, 0, 44), (1, 3 * len(asked.made), 15))
    labels = [
        "People still abroad",
        "Per 1,000 residents of Russia",
        "Workers who left",
        "Share of the base",
        "Alfa Bank's share, as the article gives it",
    ]
    sheet.heads(2, 0, ["Result"])
    sheet.down(3, 0, labels)
    for place, (letter, result) in enumerate(asked.made.items()):
        first = 1 + 3 * place
        sheet.text(1, first, f"Scenario {letter.upper()}", "head")
        sheet.heads(2, first, [END_LABELS[end] for end in ENDS])
        base, residents, target = (
            cell_name("Inputs", row, place + 1) for row in (BASE_ROW, RESIDENTS_ROW, TARGET_ROW)
        )
        for column, end in enumerate(ENDS, start=first):
            abroad = cells.get((letter, "still_abroad", end))
            workers = cells.get((letter, "workers", end))
            # What the formulas give, for readers whose program does not recalculate.
            there = _end(end, result.still_abroad, result.still_abroad_interval)
            rate = None if there is None else there / asked.tables.residents.value * 1000
            left = _end(end, result.workers, result.workers_interval)
            share = _end(end, result.share, result.share_interval)
            lines = [
                (abroad, abroad, there, "people"),
                (abroad, f"{abroad}/{residents}*1000", rate, "rate"),
                (workers, workers, left, "people"),
                (workers, f"{workers}/{base}", share, "share"),
                (target, target, asked.tables.target, "share"),
            ]
            for row, (needs, formula, value, look) in enumerate(lines, start=3):
                if needs is None or formula is None:
                    sheet.text(row, column, NOT_COUNTED)
                else:
                    _guarded(sheet, row, column, formula, look, value, needs)
