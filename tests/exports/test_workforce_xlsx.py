"""The workbook's formulas, recalculated, give the page's numbers in both directions."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from dashboard.exports.workforce_xlsx import PEOPLE_ROW, SHARE_ROWS, UNREACHABLE, workforce_xlsx
from dashboard.links.workforce_view import WorkforceView
from dashboard.models.chain import Needed
from tests.calculators import STARTS
from tests.recalculated import CELL, SAFE, formulas_that_hold
from tests.workforce import LINK, USUAL, answered, book

GUARDED = re.compile(r'IFERROR\((.+),"([a-z ]+)"\)')
BELL = replace(USUAL, chosen=STARTS.opening("the_bell_2024"), base="emp_2023")
SUM = replace(USUAL, chosen=STARTS.opening("re_russia_2023"), target=0.02)


def made(view: WorkforceView) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workforce_xlsx(book(view))))


def value(workbook: Workbook, sheet: str, cell: str) -> float | str:
    """Return a cell's number, its formula worked out from the cells it names."""
    content = workbook[sheet][cell].value
    if not isinstance(content, str):
        return float(content)
    if not content.startswith("="):
        return content
    guarded = GUARDED.fullmatch(content[1:])
    formula = guarded[1] if guarded else content[1:]
    try:
        numbers = CELL.sub(lambda m: repr(value(workbook, m[1], f"{m[2]}{m[3]}")), formula)
        if UNREACHABLE in numbers:
            return UNREACHABLE
        assert SAFE.fullmatch(numbers), numbers
        return float(eval(numbers))  # noqa: S307 - numbers and operators only, see SAFE
    except ZeroDivisionError:
        assert guarded
        return guarded[2]


def last(workbook: Workbook, sheet: str, back: int = 0) -> str:
    return f"B{workbook[sheet].max_row - back}"


@pytest.mark.parametrize("view", [USUAL, BELL, SUM])
def test_recalculated_results_equal_the_page(view: WorkforceView) -> None:
    workbook, found = made(view), answered(view)
    share = value(workbook, "Forwards", last(workbook, "Forwards", 1))
    assert share == pytest.approx(found.result.share, rel=1e-12)
    everyone = value(workbook, "Forwards", last(workbook, "Forwards"))
    assert everyone == pytest.approx(found.result.share_if_all_worked, rel=1e-12)
    row = workbook["Forwards"].max_row - 1
    low, high = (value(workbook, "Forwards", f"{column}{row}") for column in "CD")
    assert (low, high) == pytest.approx((found.share_range.low, found.share_range.high))
    assert isinstance(found.needed, Needed)
    people = value(workbook, "Backwards", last(workbook, "Backwards"))
    assert people == pytest.approx(found.needed.people, rel=1e-12)


@pytest.mark.parametrize("view", [USUAL, BELL, SUM])
def test_every_stored_value_is_what_its_formula_gives(view: WorkforceView) -> None:
    content = workforce_xlsx(book(view))
    assert formulas_that_hold(content, value) > 40


def test_a_changed_input_changes_both_directions() -> None:
    workbook = made(USUAL)
    workbook["Inputs"][f"B{PEOPLE_ROW}"].value = 650_000
    workbook["Inputs"][f"B{SHARE_ROWS['adult']}"].value = 1
    share = value(workbook, "Forwards", last(workbook, "Forwards", 1))
    assert share == pytest.approx(650_000 * 0.85 * 0.8 / 75_100_000)
    people = value(workbook, "Backwards", last(workbook, "Backwards"))
    assert people == pytest.approx(1_126_500 / 0.8 / 0.85)


def test_what_cannot_be_reached_says_so() -> None:
    nobody = replace(USUAL.chosen.shares, activity=0)
    workbook = made(replace(USUAL, chosen=replace(USUAL.chosen, shares=nobody)))
    assert value(workbook, "Backwards", last(workbook, "Backwards")) == UNREACHABLE


def test_sheets_hold_verdicts_sources_and_the_link() -> None:
    workbook = made(USUAL)
    assert workbook.sheetnames == [
        "Read me",
        "Inputs",
        "Forwards",
        "Backwards",
        "Estimates",
        "Verdicts",
        "Sources",
    ]
    assert workbook["Verdicts"].max_row == workbook["Estimates"].max_row == 24
    known = {row[0].value for row in workbook["Sources"].iter_rows(min_row=2)}
    assert {"moodys-lfs", "bbc-2023-06", "kommersant-outrush"} <= known
    read_me = [str(row[0].value) for row in workbook["Read me"].iter_rows()]
    assert any(LINK in text for text in read_me)
    assert any("1.06% of the labour force" in text for text in read_me)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "\t=1"])
def test_text_from_the_tables_is_never_run(text: str) -> None:
    row = {**book().sources[0], "note": text}
    content = workforce_xlsx(replace(book(), sources=[row], name=text, caution=text))
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert workbook["Sources"]["H2"].value == f"'{text}"
    assert workbook["Sources"]["H2"].data_type == "s"
