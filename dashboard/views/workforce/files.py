"""The files of Workforce: tables, a text, and a workbook with live formulas both ways."""

import datetime
from collections.abc import Mapping

import streamlit as st

from dashboard.files.downloads import SPREADSHEET, downloads
from dashboard.files.making import file_button
from dashboard.files.workbook import (
    Book,
    cell_name,
    factor,
    input_note,
    workbook_bytes,
)
from dashboard.kit import store
from dashboard.models.chain import Needed
from dashboard.models.inputs import INPUTS, Assumptions, Input, Lock, Start, locks
from dashboard.models.verdicts import Kind
from dashboard.tables.provenance import each_id
from dashboard.views.workforce import words
from dashboard.views.workforce.answer import Answer
from dashboard.views.workforce.estimates import published_shares, verdict_table
from dashboard.views.workforce.figures import grid_table
from dashboard.views.workforce.verdict_words import counted_cell
from dashboard.words import scenario_words
from dashboard.words.chain_words import CONCEPT_LABELS, INPUT_LABELS, LOCK_WORDS, step_name
from dashboard.words.sources import source_text

TITLE = "What would a share of the workforce mean?"
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
CAUTION = (
    "Shares run from all assumptions at their low to all at their high: a range of assumptions, "
    "not a confidence band."
)


def downloads_of(found: Answer, link: str) -> None:
    """Offer both directions as XLSX with live formulas, the text, and each table."""
    view, release = found.view, found.starts.release
    name = f"workforce-from-{view.chosen.source}"
    with st.container(horizontal=True, gap="small"):
        file_button(
            "Download XLSX with live formulas",
            lambda: workforce_xlsx(
                found, link, store.edition().signature, store.tables().catalogue.release.date
            ),
            f"{name}-{release}.xlsx",
            SPREADSHEET,
            "workforce_xlsx",
        )
        file_button(
            "Download the text",
            lambda: workforce_text(found, link).encode(),
            f"{name}-{release}.txt",
            "text/plain",
            "workforce_txt",
        )
    downloads(
        lambda: verdict_table(found.others, found.tables).download,
        "workforce_verdicts_table",
        f"{name}-verdicts",
        {
            "title": "Whether each estimate of emigrants makes up a share of the workforce",
            "result": found.line,
            "caution": CAUTION,
        },
        link,
        what="verdicts",
    )
    downloads(
        lambda: grid_table(found.result.base).assign(Source="our arithmetic"),
        "workforce_grid",
        f"workforce-grid-{view.base}",
        {
            "title": "Share of the base for people across and the part of them who worked",
            "source": "our arithmetic",
        },
        link,
        what="grid",
    )
    downloads(
        lambda: published_shares(found.tables),
        "workforce_published",
        "published-shares",
        {"title": "Shares that others have published, each with what it is a share of"},
        link,
        what="published shares",
    )


def workforce_text(found: Answer, link: str) -> str:
    """Return the result, both workings and the sources as plain text."""
    tables = found.tables
    ids = each_id([found.base.source_id, *(row.source_id for row in tables.assumptions)])
    parts = [
        TITLE,
        words.FIRST_LINE,
        found.line,
        *found.said,
        "",
        f"Start: {found.name}. {found.caution}",
        f"Base: {scenario_words.base_label(found.base)}. {words.base_text(found.base)}",
        "",
        words.forward_text(found.result),
        *words.detail_lines(found.result),
        "",
        words.backward_text(found.needed),
        "",
        f"Sources: {source_text(ids, tables.sources)}",
        f"Data release {found.starts.release}. {link}",
    ]
    return "\n".join(parts) + "\n"


def workforce_xlsx(found: Answer, link: str, author: str, day: datetime.date) -> bytes:
    """Return the workbook: Read me, Inputs, Forwards, Backwards, Estimates, Verdicts, Sources.

    Each cell that depends on an input is a formula of that input; what is fixed says so.
    """

    def fill(book: Book) -> None:
        _read_me(book, found, link)
        _inputs(book, found)
        _forwards(book, found)
        _backwards(book, found)
        _estimates(book, found)
        book.table(VERDICTS, verdict_table(found.others, found.tables).download)
        used = set(found.source_ids)
        book.sources(row for one, row in found.tables.sources.items() if one in used)

    return workbook_bytes(fill, TITLE, author, day)


def _read_me(book: Book, found: Answer, link: str) -> None:
    lines = [
        TITLE,
        words.FIRST_LINE,
        *(f"{DOWNLOADED}: {line}" for line in (found.line, *found.said)),
        f"{DOWNLOADED}, the start was: {found.name}. {found.caution}",
        "Yellow cells are yours to change: those of the sheet Inputs, and each number of the sheet "
        "Estimates. Forwards, Backwards, Estimates and the two lines at the end of this sheet "
        f"follow; the sheet {VERDICTS} does not.",
        "Low and high mean the result: a high share of returns belongs to the low end.",
        f"Data release {found.starts.release}",
        f"Made from this link: {link}",
    ]
    sheet = book.read_me(lines, (1, 3, 18))
    first = len(lines) + 2
    sheet.heads(first, 0, ["Now, from the sheet Inputs", *COLUMNS])
    sheet.down(first + 1, 0, ["Share of the base", "People that the share to reach takes"])
    last = 4 + len(INPUTS) - len(_held(found.result.start))
    spread, ends = found.share_range, found.needed_range
    shares = (found.result.share, spread.low or 0.0, spread.high or 0.0)
    needed = found.needed.people if isinstance(found.needed, Needed) else None
    takes = (needed, ends.high, ends.low)
    for column, (share, people) in enumerate(zip(shares, takes, strict=True), start=1):
        sheet.formula(first + 1, column, cell_name("Forwards", last, column), "share", share)
        shown = UNREACHABLE if people is None else people
        sheet.formula(first + 2, column, cell_name("Backwards", last, column), "people", shown)


def _inputs(book: Book, found: Answer) -> None:
    note = DEFAULT_COLUMN + 1
    sheet = book.sheet("Inputs", (0, 0, 44), (1, DEFAULT_COLUMN, 18), (note, note, 70))
    sheet.heads(2, 0, ["Inputs", *COLUMNS, "default", "Note"])
    start = found.result.start
    for row, label, value, look in (
        (PEOPLE_ROW, f"People; as downloaded: {found.name}", start.people, "input"),
        (BASE_ROW, f"Base, persons; as downloaded: {found.base.label}", found.result.base, "input"),
        (TARGET_ROW, "Share to reach", found.view.target, "input_share"),
    ):
        sheet.text(row, 0, label)
        sheet.input(row, 1, look, value)
        for column in range(2, DEFAULT_COLUMN + 1):
            sheet.formula(row, column, cell_name("Inputs", row, 1), FOLLOWS[look], value)
    locked = _held(start)
    for name, row in SHARE_ROWS.items():
        sheet.text(row, 0, f"{INPUT_LABELS[name]}, share")
        for column, shares in enumerate(_columns(found), start=1):
            look = "share" if name in locked and column == 1 else "input_share"
            sheet.input(row, column, look, shares.share(name))
        text = input_note(name, found.tables.assumptions)
        if name in locked:
            text = f"{LOCK_WORDS[locked[name].reason]} {ONLY_ESTIMATES}"
        sheet.text(row, note, text)


def _held(start: Start) -> Mapping[Input, Lock]:
    return locks(start.concept, host_sum=start.host_sum)


def _columns(found: Answer) -> tuple[Assumptions, ...]:
    ranges = found.starts.ranges
    return found.result.assumptions, ranges.lowering(), ranges.raising(), ranges.defaults()


def _shares(found: Answer) -> list[dict[Input, float]]:
    columns = _columns(found)[: len(COLUMNS)]
    return [{name: shares.factor(name) for name in INPUTS} for shares in columns]


def _forwards(book: Book, found: Answer) -> None:
    """Write people, each step, workers and share; the values are what the formulas give."""
    sheet = book.sheet("Forwards", (0, 0, 48), (1, 3, 18))
    sheet.heads(2, 0, ["From people to a share", *COLUMNS])
    free = [name for name in INPUTS if name not in _held(found.result.start)]
    labels = ["People", *map(step_name, free), "Share of the base", "Share if all had worked"]
    sheet.down(3, 0, labels)
    base = found.result.base
    for column, factors in enumerate(_shares(found), start=1):
        value = found.result.start.people
        people = cell_name("Inputs", PEOPLE_ROW, column)
        divisor = cell_name("Inputs", BASE_ROW, column)
        sheet.formula(3, column, people, "people", value)
        row = 4
        for name in free:
            value *= factors[name]
            before = cell_name("Forwards", row - 1, column)
            taken = factor(name, SHARE_ROWS[name], column)
            sheet.formula(row, column, f"{before}*{taken}", "people", value)
            row += 1
        before = cell_name("Forwards", row - 1, column)
        sheet.formula(row, column, f"{before}/{divisor}", "share", value / base)
        everyone = found.result.start.people / base
        sheet.formula(row + 1, column, f"{people}/{divisor}", "share", everyone)


def _backwards(book: Book, found: Answer) -> None:
    """Write the share, its workers, and each step undone; a zero share in the way says so."""
    sheet = book.sheet("Backwards", (0, 0, 48), (1, 3, 18))
    sheet.heads(2, 0, ["From a share to people", *COLUMNS])
    free = [name for name in reversed(INPUTS) if name not in _held(found.result.start)]
    labels = ["Share to reach", "Workers", *(f"before {step_name(name)}" for name in free)]
    sheet.down(3, 0, labels)
    for column, factors in enumerate(_shares(found), start=1):
        target, base = (cell_name("Inputs", row, column) for row in (TARGET_ROW, BASE_ROW))
        value: float | None = found.view.target * found.result.base
        sheet.formula(3, column, target, "share", found.view.target)
        share = cell_name("Backwards", 3, column)
        sheet.formula(4, column, f"{share}*{base}", "people", value or 0.0)
        for row, name in enumerate(free, start=5):
            before = cell_name("Backwards", row - 1, column)
            value = value / factors[name] if value is not None and factors[name] > 0 else None
            undone = f"{before}/{factor(name, SHARE_ROWS[name], column)}"
            shown = UNREACHABLE if value is None else value
            sheet.formula(row, column, f'IFERROR({undone},"{UNREACHABLE}")', "people", shown)


def _estimates(book: Book, found: Answer) -> None:
    """Write each estimate's share and verdict at its own step, from the sheet Inputs."""
    sheet = book.sheet("Estimates", (0, 0, 36), (1, 8, 20))
    heads = ["Estimate", "Counts", "Number used", "Its high end", "Share as set"]
    heads += ["Share at the defaults", "Share, highest", "Verdict at the defaults", "Counted"]
    sheet.heads(1, 0, heads)
    base, target = (cell_name("Inputs", row, 1) for row in (BASE_ROW, TARGET_ROW))
    for row, each in enumerate(found.others, start=2):
        start, judged = each.now.start, each.verdict
        free = [n for n in INPUTS if n not in _held(start)]
        number, high, default, highest = (cell_name("Estimates", row, c) for c in (2, 3, 5, 6))
        sheet.text(row, 0, each.row.label)
        sheet.text(row, 1, CONCEPT_LABELS[start.concept])
        sheet.input(row, 2, "input", start.people)
        sheet.input(row, 3, "input", start.interval.high)
        # What is not a number is left out of a maximum: a floor has no higher end.
        most = f"MAX({number},{high})"
        shares = (
            (number, 1, each.now.share),
            (number, DEFAULT_COLUMN, judged.share),
            (most, 3, max(judged.fixed.high or 0.0, judged.ranged.high or 0.0)),
        )
        for column, (people, inputs, share) in enumerate(shares, start=4):
            product = "*".join([people, *(factor(name, SHARE_ROWS[name], inputs) for name in free)])
            sheet.formula(row, column, f"{product}/{base}", "share", share)
        # A share that equals the target but for the rounding of a division reaches it.
        least = f"{target}*(1-1E-12)"
        reaches, depends, not_reached = (f'"{KIND_WORDS[kind]}"' for kind in KIND_WORDS)
        formula = f"IF({default}>={least},{reaches},IF({highest}>={least},{depends},{not_reached}))"
        sheet.formula(row, 7, formula, None, KIND_WORDS[judged.kind])
        sheet.text(row, 8, counted_cell(each.left_out))
