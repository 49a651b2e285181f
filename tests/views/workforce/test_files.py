"""The workbook, worked out after each edit, gives what the model gives for the same inputs."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from dashboard.link.workforce_view import WorkforceView
from dashboard.models.chain import Needed, Unreachable, backward, extremes, forward, needed_range
from dashboard.models.inputs import TAKEN_OFF, AssumptionRanges, Assumptions, Input, Start
from dashboard.models.verdicts import verdict
from dashboard.views.workforce.files import (
    BASE_ROW,
    KIND_WORDS,
    PEOPLE_ROW,
    SHARE_ROWS,
    TARGET_ROW,
    UNREACHABLE,
    workforce_xlsx,
)
from tests.calculators import STARTS, TABLES
from tests.recalculated import Edits, Worked, by_engine, by_libreoffice, stored
from tests.workforce import LINK, STAMP, USUAL, answered, xlsx_of

BELL = replace(USUAL, chosen=STARTS.opening("the_bell_2024"), base="emp_2023")
SUM = replace(USUAL, chosen=STARTS.opening("re_russia_2023"), target=0.02)
READY = [by_engine, pytest.param(by_libreoffice, marks=pytest.mark.thorough)]
Engine = Callable[[bytes, Path], Worked]


@dataclass(frozen=True)
class Asked:
    """What the sheet Inputs holds, as the model takes it."""

    start: Start
    shares: Assumptions
    ranges: AssumptionRanges
    base: float
    target: float


def _end(asked: Asked, name: Input, **ends: float) -> Asked:
    band = replace(getattr(asked.ranges, name), **ends)
    return replace(asked, ranges=replace(asked.ranges, **{name: band}))


def _edits(asked: Asked) -> list[tuple[Edits, Asked]]:
    """Return every cell of the sheet Inputs at another value, with what the model then takes."""
    edits: list[tuple[Edits, Asked]] = [
        ({}, asked),
        (
            {("Inputs", f"B{PEOPLE_ROW}"): 1_000_000},
            replace(asked, start=asked.start.moved_to(1_000_000)),
        ),
        ({("Inputs", f"B{BASE_ROW}"): 60_000_000}, replace(asked, base=60_000_000)),
        ({("Inputs", f"B{TARGET_ROW}"): 0.008}, replace(asked, target=0.008)),
    ]
    for name, row in SHARE_ROWS.items():
        low, default, high = asked.ranges.ends(name)
        lows, highs = ("high", "low") if name in TAKEN_OFF else ("low", "high")
        values = {"low": low * 0.9, "high": high + (1 - high) / 2}
        moved = (low + default) / 2
        shares = replace(asked.shares, **{name: moved})
        edits += [
            ({("Inputs", f"B{row}"): moved}, replace(asked, shares=shares)),
            ({("Inputs", f"C{row}"): values[lows]}, _end(asked, name, **{lows: values[lows]})),
            ({("Inputs", f"D{row}"): values[highs]}, _end(asked, name, **{highs: values[highs]})),
            ({("Inputs", f"E{row}"): moved}, _end(asked, name, central=moved)),
        ]
    return edits


def _people(found: Needed | Unreachable) -> float | str:
    return found.people if isinstance(found, Needed) else UNREACHABLE


def _same(given: dict[tuple[str, str], object], asked: Asked, view: WorkforceView) -> None:
    start, base, ranges = asked.start, asked.base, asked.ranges
    spread = extremes(start, ranges, base).share
    read_me = [cell for cell in given if cell[0] == "Read me"]
    shares, needed = ([given[cell] for cell in read_me[first : first + 3]] for first in (0, 3))
    central = forward(start, asked.shares, base).share
    assert shares == pytest.approx([central, spread.low, spread.high], rel=1e-12)
    kind, host_sum = start.concept, start.host_sum
    takes = needed_range(asked.target, ranges, base, kind, host_sum=host_sum)
    back = backward(asked.target, asked.shares, base, kind, host_sum=host_sum)
    assert needed == pytest.approx([_people(back), takes.high, takes.low], rel=1e-12)
    for row, each in enumerate(answered(view).others, start=2):
        own = Start.from_estimate(vars(each.row))
        found = verdict(own, ranges, base, asked.target)
        as_set = forward(own, asked.shares, base).share
        highest = max(found.fixed.high or 0, found.ranged.high or 0)
        numbers = [given["Estimates", f"{column}{row}"] for column in "EFG"]
        assert numbers == pytest.approx([as_set, found.share, highest], rel=1e-12)
        assert given["Estimates", f"H{row}"] == KIND_WORDS[found.kind]


@pytest.mark.parametrize("engine", READY)
@pytest.mark.parametrize("view", [USUAL, BELL, SUM])
def test_each_edited_input_gives_what_the_model_gives(
    view: WorkforceView, engine: Engine, tmp_path: Path
) -> None:
    found = answered(view).result
    asked = Asked(found.start, found.assumptions, STARTS.ranges, found.base, view.target)
    worked = engine(xlsx_of(view), tmp_path)
    for edits, changed in _edits(asked):
        _same(worked(edits), changed, view)


@pytest.mark.parametrize("engine", READY)
def test_the_issue_s_own_example_gives_the_page_s_range(engine: Engine, tmp_path: Path) -> None:
    worked = engine(xlsx_of(), tmp_path)
    given = worked(
        {
            ("Inputs", f"B{PEOPLE_ROW}"): 1_000_000,
            ("Inputs", f"B{SHARE_ROWS['returned']}"): 0.3,
        }
    )
    shares = [value for cell, value in given.items() if cell[0] == "Read me"][:3]
    assert [f"{float(str(share)) * 100:.2f}" for share in shares] == ["0.67", "0.22", "1.33"]


@pytest.mark.parametrize("engine", READY)
def test_the_number_of_an_estimate_and_its_end_are_inputs(engine: Engine, tmp_path: Path) -> None:
    worked = engine(xlsx_of(), tmp_path)
    kinds = [each.verdict.kind for each in answered().others]
    row = 2 + next(place for place, kind in enumerate(kinds) if kind != "reaches")
    given = worked({("Estimates", f"C{row}"): 9_000_000, ("Estimates", f"D{row}"): 9_500_000})
    assert given["Estimates", f"H{row}"] == "reaches"
    assert given["Estimates", f"G{row}"] > given["Estimates", f"F{row}"]  # type: ignore[operator]  # both numbers


@pytest.mark.parametrize("view", [USUAL, BELL, SUM])
def test_every_stored_value_is_what_its_formula_gives(view: WorkforceView, tmp_path: Path) -> None:
    content = xlsx_of(view)
    kept = stored(content)
    assert len(kept) > 100
    for cell, value in by_engine(content, tmp_path)({}).items():
        if isinstance(kept[cell], str):
            assert value == kept[cell]
        else:
            assert value == pytest.approx(kept[cell], rel=1e-12)


def test_what_cannot_be_reached_says_so(tmp_path: Path) -> None:
    nobody = replace(USUAL.chosen.shares, activity=0)
    view = replace(USUAL, chosen=replace(USUAL.chosen, shares=nobody))
    given = by_engine(xlsx_of(view), tmp_path)({})
    assert [value for cell, value in given.items() if cell[0] == "Read me"][3] == UNREACHABLE


def made(view: WorkforceView) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_of(view)))


def test_sheets_hold_verdicts_sources_and_the_link() -> None:
    workbook = made(USUAL)
    assert workbook.sheetnames == [
        "Read me",
        "Inputs",
        "Forwards",
        "Backwards",
        "Estimates",
        "Verdicts as downloaded",
        "Sources",
    ]
    verdicts = workbook["Verdicts as downloaded"]
    assert verdicts.max_row == workbook["Estimates"].max_row == 24
    known = {row[0].value for row in workbook["Sources"].iter_rows(min_row=2)}
    assert {"moodys-lfs", "bbc-2023-06", "kommersant-outrush"} <= known
    read_me = [str(row[0].value) for row in workbook["Read me"].iter_rows()]
    assert any(LINK in text for text in read_me)
    headline = next(text for text in read_me if "1.06% of the labour force" in text)
    assert headline.startswith("As downloaded: ")


def test_input_cells_refuse_what_can_t_be_their_value() -> None:
    rules = {
        str(rule.sqref): (rule.type, rule.formula1, rule.formula2)
        for rule in made(USUAL)["Inputs"].data_validations.dataValidation
    }
    assert rules[f"B{SHARE_ROWS['adult']}"] == ("decimal", "0", "1")
    assert rules[f"B{PEOPLE_ROW}"][:2] == ("decimal", "0")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "\t=1"])
def test_text_from_the_tables_is_never_run(text: str) -> None:
    found = answered()
    tables = replace(
        TABLES,
        sources={one: replace(row, note=text) for one, row in TABLES.sources.items()},
        estimates=tuple(replace(row, label=text, caution=text) for row in TABLES.estimates),
    )
    content = workforce_xlsx(replace(found, tables=tables), text, *STAMP)
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert workbook["Estimates"]["A2"].value == f"'{text}"
    assert workbook["Sources"]["H2"].value == f"'{text}"
    assert workbook["Sources"]["H2"].data_type == "s"
