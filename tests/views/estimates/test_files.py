"""The workbook's formulas, recalculated, give the page's numbers; no cell of data is run."""

import datetime
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from dashboard.charts.scenarios import results
from dashboard.link.scenario_view import Letter, ScenarioView
from dashboard.link.starts import Chosen
from dashboard.models.chain import Result
from dashboard.models.inputs import INPUTS, per_thousand
from dashboard.models.interval import Interval
from dashboard.views.estimates.answer import scenario_rows
from dashboard.views.estimates.files import (
    BASE_ROW,
    FIRST_INPUT,
    PEOPLE_ROWS,
    SHARE_ROWS,
    scenario_xlsx,
)
from dashboard.words.chain_words import INPUT_LABELS
from tests.calculators import ALL_ON, DEFAULT, STARTS, TABLES, scenarios
from tests.recalculated import Edits, Worked, by_engine, by_libreoffice, stored

LINK = "https://example.org/scenarios?a_from=re_russia_2023"
STAMP = ("Who left Russia?", datetime.date(2026, 11, 24))
OWN = replace(ALL_ON, b=STARTS.opening("custom"))
READY = [by_engine, pytest.param(by_libreoffice, marks=pytest.mark.thorough)]
Engine = Callable[[bytes, Path], Worked]


def book(view: ScenarioView) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content(view)))


def content(view: ScenarioView) -> bytes:
    return scenario_xlsx(scenarios(view), LINK, *STAMP)


def _ends(used: float | None, interval: Interval | None) -> list[object]:
    if used is None or interval is None:
        return []
    return [used, *("open" if end is None else end for end in (interval.low, interval.high))]


def _same(given: dict[tuple[str, str], object], made: Mapping[Letter, Result]) -> None:
    residents = float(TABLES.residents.value)
    for place, result in enumerate(made.values()):
        columns = [chr(ord("B") + 3 * place + offset) for offset in range(3)]
        rows = {
            3: _ends(result.still_abroad, result.still_abroad_interval),
            5: _ends(result.workers, result.workers_interval),
            6: _ends(result.share, result.share_interval),
        }
        rows[4] = [
            each if isinstance(each, str) else per_thousand(float(str(each)), residents)
            for each in rows[3]
        ]
        for row, expected in rows.items():
            found = [given["Results", f"{column}{row}"] for column in columns if expected]
            assert found == [
                each if isinstance(each, str) else pytest.approx(each, rel=1e-12)
                for each in expected
            ]


def _at(view: ScenarioView, letter: Letter, chosen: Chosen) -> ScenarioView:
    changed: dict[str, Any] = {letter: chosen}
    return replace(view, **changed)


def _edits(view: ScenarioView) -> list[tuple[Edits, ScenarioView]]:
    """Return every open input of every scenario at another value, with the page's view of it."""
    edits: list[tuple[Edits, ScenarioView]] = [({}, view)]
    for place, (letter, chosen) in enumerate(view.on.items()):
        column = "BCD"[place]
        moved = replace(chosen, people=410_000)
        edits.append(({("Inputs", f"{column}{FIRST_INPUT}"): 410_000}, _at(view, letter, moved)))
        for name in (name for name in INPUTS if name not in STARTS.locks(chosen.source)):
            moved = replace(chosen, shares=replace(chosen.shares, **{name: 0.4}))
            cell = ("Inputs", f"{column}{SHARE_ROWS[name]}")
            edits.append(({cell: 0.4}, _at(view, letter, moved)))
    return edits


@pytest.mark.parametrize("engine", READY)
@pytest.mark.parametrize("view", [ALL_ON, OWN])
def test_each_edited_input_gives_what_the_page_gives(
    view: ScenarioView, engine: Engine, tmp_path: Path
) -> None:
    worked = engine(content(view), tmp_path)
    for edits, changed in _edits(view):
        _same(worked(edits), results(changed, STARTS))


@pytest.mark.parametrize("engine", READY)
def test_one_base_serves_all_scenarios(engine: Engine, tmp_path: Path) -> None:
    worked = engine(content(ALL_ON), tmp_path)
    base = STARTS.bases["emp_2023"]
    _same(
        worked({("Inputs", f"B{BASE_ROW}"): base}),
        results(replace(ALL_ON, base="emp_2023"), STARTS),
    )


@pytest.mark.parametrize("engine", READY)
def test_an_open_end_stays_open_until_it_gets_a_number(engine: Engine, tmp_path: Path) -> None:
    worked = engine(content(ALL_ON), tmp_path)
    before = worked({})
    assert {before["Results", cell] for cell in ("G5", "I5", "I3")} == {"open"}
    b = results(ALL_ON, STARTS)["b"]
    after = worked({("Inputs", f"C{PEOPLE_ROWS['high']}"): b.start.people * 2})
    assert after["Results", "G5"] == pytest.approx(b.workers * 2)


def test_every_stored_value_is_what_its_formula_gives(tmp_path: Path) -> None:
    made = content(ALL_ON)
    kept = stored(made)
    assert len(kept) > 50
    for cell, value in by_engine(made, tmp_path)({}).items():
        same = kept[cell] if isinstance(kept[cell], str) else pytest.approx(kept[cell], rel=1e-12)
        assert value == same


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
    tables = replace(
        TABLES,
        sources={one: replace(row, note=text) for one, row in TABLES.sources.items()},
        estimates=tuple(replace(row, label=text, caution=text) for row in TABLES.estimates),
    )
    content = scenario_xlsx(scenarios(DEFAULT, tables), LINK, *STAMP)
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    note = workbook["Sources"]["H2"]
    assert (note.value, note.data_type) == (f"'{text}", "s")
    assert workbook["Inputs"]["B2"].value == f"'{text}"


def test_an_empty_list_still_makes_a_workbook() -> None:
    assert "Estimates" not in book(replace(DEFAULT, show=())).sheetnames


def test_the_working_is_in_words_and_each_row_has_its_own_source() -> None:
    rows = scenario_rows(scenarios(ALL_ON))
    assert not rows["label"].str.contains(r"\.|_").any()
    first = rows[rows["scenario"].eq("A")].set_index("step")
    assert first.loc[1, "label"] == "People who left"
    assert first.loc[1, "source_id"] == ";".join(TABLES.estimates_by_id[ALL_ON.a.source].source_id)
    returned = first[first["label"].eq(f"less: {INPUT_LABELS['returned']}")].iloc[0]
    assert returned["source_id"] == "moscow-times-2023-10"
    assert returned["publisher"] == "The Moscow Times"
    # A subtotal brings nothing in; the share brings in its base.
    assert first[first["label"].eq("People still abroad")].iloc[0]["source_id"] == ""
    assert first.iloc[-1].source_id == ";".join(TABLES.measures_by_id[ALL_ON.base].source_id)
