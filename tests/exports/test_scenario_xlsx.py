"""The workbook's formulas, recalculated, give the page's numbers; no cell of data is run."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from dashboard.exports.scenario_xlsx import FIRST_INPUT, scenario_xlsx
from dashboard.figures.scenario_book import scenario_book
from dashboard.figures.scenario_figures import results
from dashboard.links.scenario_view import ScenarioView
from dashboard.models.inputs import per_thousand
from tests.calculators import ALL_ON, DEFAULT, STARTS, TABLES
from tests.recalculated import CELL, SAFE, formulas_that_hold

LINK = "https://example.org/scenarios?a_from=re_russia_2023"


def book(view: ScenarioView) -> Workbook:
    made = scenario_xlsx(scenario_book(TABLES, STARTS, view, results(view, STARTS), LINK))
    return openpyxl.load_workbook(io.BytesIO(made))


def value(workbook: Workbook, sheet: str, cell: str) -> float:
    """Return a cell's number, its formula worked out from the cells it names."""
    content = workbook[sheet][cell].value
    if not isinstance(content, str):
        return float(content)
    assert content.startswith("="), content

    def number(found: re.Match[str]) -> str:
        return repr(value(workbook, found[1], f"{found[2]}{found[3]}"))

    formula = CELL.sub(number, content[1:])
    assert SAFE.fullmatch(formula), formula
    return float(eval(formula))  # noqa: S307 - numbers and operators only, see SAFE


def test_recalculated_results_equal_the_page() -> None:
    workbook = book(ALL_ON)
    residents = float(TABLES.residents["value"])
    for place, result in enumerate(results(ALL_ON, STARTS).values()):
        column = "BEH"[place]
        assert result.still_abroad is not None
        found = [value(workbook, "Results", f"{column}{row}") for row in range(3, 8)]
        assert found == pytest.approx(
            [
                result.still_abroad,
                per_thousand(result.still_abroad, residents),
                result.workers,
                result.share,
                TABLES.target,
            ],
            rel=1e-12,
        )


def test_ends_follow_too_and_open_ends_have_no_number() -> None:
    workbook = book(ALL_ON)
    a, b, c = results(ALL_ON, STARTS).values()
    assert value(workbook, "Results", "C5") == pytest.approx(a.workers_interval.low)
    assert value(workbook, "Results", "D5") == pytest.approx(a.workers_interval.high)
    assert value(workbook, "Results", "F5") == pytest.approx(b.workers_interval.low)
    assert value(workbook, "Results", "J5") == pytest.approx(c.workers_interval.high)
    assert {workbook["Results"][cell].value for cell in ("G5", "I5", "I3")} == {"open"}


def test_every_stored_value_is_what_its_formula_gives() -> None:
    made = scenario_xlsx(scenario_book(TABLES, STARTS, ALL_ON, results(ALL_ON, STARTS), LINK))
    assert formulas_that_hold(made, value) > 50


def test_a_changed_input_changes_the_result() -> None:
    workbook = book(DEFAULT)
    workbook["Inputs"][f"B{FIRST_INPUT}"].value = 410_000
    page = results(replace(DEFAULT, a=replace(DEFAULT.a, people=410_000)), STARTS)["a"]
    assert value(workbook, "Results", "B6") == pytest.approx(page.share)


def test_sheets_hold_estimates_sources_and_the_link() -> None:
    workbook = book(DEFAULT)
    assert workbook.sheetnames == [
        "Read me",
        "Inputs",
        "Working",
        "Results",
        "Estimates",
        "Sources",
    ]
    assert workbook["Estimates"].max_row == 24
    known = {row[0].value for row in workbook["Sources"].iter_rows(min_row=2)}
    assert {"re-russia-347", "kommersant-outrush"} <= known
    assert any(LINK in str(row[0].value) for row in workbook["Read me"].iter_rows())


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_text_from_the_tables_is_never_run(text: str) -> None:
    made = results(DEFAULT, STARTS)
    safe = scenario_book(TABLES, STARTS, DEFAULT, made, LINK)
    row = {**safe.sources[0], "note": text}
    scenario = replace(safe.scenarios[0], name=text, caution=text)
    content = scenario_xlsx(replace(safe, sources=[row], scenarios=(scenario,)))
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert workbook["Sources"]["H2"].value == f"'{text}"
    assert workbook["Inputs"]["B2"].value == f"'{text}"
    assert workbook["Sources"]["H2"].data_type == "s"


def test_an_empty_list_still_makes_a_workbook() -> None:
    assert "Estimates" not in book(replace(DEFAULT, show=())).sheetnames
