"""Eurostat's tables as figures of this project: who is counted, and what the flags say."""

import pytest

from dashboard.commands.refresh.eurostat import TABLES
from dashboard.commands.refresh.figures import read_flags
from tests.commands.refresh import eurostat_shapes
from tests.commands.refresh.conftest import Questions, Runs, row_of
from tests.commands.refresh.eurostat_shapes import Observed
from tests.commands.refresh.service import Reply, Service

# Table, and the key that picks Russian citizens and all else together, the states left open.
KEYS = {
    "MIGR_RESVALID": "A.TOTAL.RU.TOTAL.PER.",
    "MIGR_RESFIRST": "A.TOTAL.RU.TOTAL.PER.",
    "MIGR_POP1CTZ": "A.RU.TOTAL.NR.T.",
    "MIGR_IMM1CTZ": "A.RU.COMPLET.TOTAL.NR.T.",
    "MIGR_EMI1CTZ": "A.RU.COMPLET.TOTAL.NR.T.",
    "MIGR_ASYAPPCTZA": "A.PER.RU.T.FRST.TOTAL.",
    "MIGR_ACQ": "A.RU.COMPLET.TOTAL.NR.T.",
}


def test_the_key_follows_the_order_that_the_service_describes(run: Runs, service: Service) -> None:
    assert run("--only", "eurostat") == 0
    asked = [path.partition("?")[0].split("/") for path in service.asked_of("/data/")]
    assert {table: key for _, _, table, key in asked} == KEYS


def test_the_order_of_dimensions_may_change(questions: Questions, service: Service) -> None:
    order = {"geo": ["DE", "AT"], "sex": ["T"], "unit": ["NR"], "age": ["TOTAL"]}
    service.codes["migr_acq"] = {**order, "agedef": ["COMPLET"], "citizen": ["RU"], "freq": ["A"]}
    found = questions.eurostat("migr_acq")
    assert service.asked_of("/data/MIGR_ACQ/.T.NR.TOTAL.COMPLET.RU.A?")
    assert row_of(found, "DEU", 2023)["value"] == "1995"


def test_flags_become_bound_break_and_note(run: Runs, service: Service) -> None:
    kept = [row for row in service.tables["migr_resvalid"] if row[0] != "FR"]
    service.tables["migr_resvalid"] = [
        *kept,
        ("FR", 2021, 30_000, "b", ""),
        ("FR", 2022, 31_000, "ep", ""),
        ("FR", 2023, None, "", "C"),
        ("FR", 2024, None, "", ""),
        ("FR", 2025, 0, "d", ""),
        ("FR", 2020, 29_000, "bd", ""),
    ]
    assert run("--only", "eurostat") == 0
    seen = {
        year: [
            run.candidate("valid_permits", "FRA", year)[name]
            for name in ("value", "bound", "break_before", "note")
        ]
        for year in (2020, 2021, 2022, 2025)
    }
    differs = "Counted by another definition, see Eurostat's metadata."
    assert seen == {
        2020: ["29000", "exact", "1", differs],
        2021: ["30000", "exact", "1", ""],
        2022: ["31000", "rounded", "0", "Estimated. Provisional."],
        2025: ["0", "exact", "0", differs],
    }
    # Not reported is not zero: no candidate, and the reason where there is one.
    gone = run.row("valid_permits", "FRA", 2023)
    assert (gone["status"], gone["accept"]) == ("gone", "0")
    assert "Not reported (confidential): FR 2023." in run.told
    assert "Not reported (no reason given): FR 2024." in run.told


@pytest.mark.parametrize("nothing", [":", "NaN", ""])
def test_what_is_not_reported_is_no_figure(
    questions: Questions, service: Service, nothing: str
) -> None:
    (table,) = [one for one in TABLES if one.code == "migr_acq"]
    rows: list[Observed] = [("DE", 2023, 1995, "", ""), ("AT", 2023, 0, "", "")]
    body = eurostat_shapes.data(table, table.codes, rows).replace(b"1995", nothing.encode())
    service.failures["/data/MIGR_ACQ"] = [Reply(body)]
    found = questions.eurostat("migr_acq")
    assert [(row["iso3"], row["value"]) for row in found.rows] == [("AUT", "0")]
    assert found.remarks == ("Not reported (no reason given): DE 2023.",)


@pytest.mark.parametrize(
    ("status", "confidential", "bound", "note", "missing", "unknown"),
    [
        ("", "", "exact", "", "", ""),
        ("p", "", "exact", "Provisional.", "", ""),
        ("u", "", "rounded", "Of low reliability.", "", ""),
        ("i", "", "rounded", "Imputed by Eurostat.", "", ""),
        ("s", "", "rounded", "Imputed by Eurostat.", "", ""),
        ("z", "", "exact", "", "cannot exist", ""),
        ("c", "", "exact", "", "confidential", ""),
        ("", "N", "exact", "", "not for publication", ""),
        ("pq", "X", "exact", "Provisional.", "", "qX"),
    ],
)
def test_both_lists_of_flags_are_known(
    status: str, confidential: str, bound: str, note: str, missing: str, unknown: str
) -> None:
    seen = read_flags(status, confidential, rounded=False)
    assert (seen.bound, seen.note, seen.why_missing, seen.unknown) == (
        bound,
        note,
        missing,
        unknown,
    )


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("migr_resvalid", "2023-12-31", "2023-12-31"),
        ("migr_pop1ctz", "2023-01-01", "2023-01-01"),
        ("migr_acq", "2023-01-01", "2023-12-31"),
    ],
)
def test_figures_are_dated_as_the_indicator_says(
    questions: Questions, code: str, start: str, end: str
) -> None:
    row = row_of(questions.eurostat(code), "DEU", 2023)
    assert (row["period_start"], row["period_end"]) == (start, end)


def test_asylum_is_rounded_and_greece_is_not_the_code_gr(
    questions: Questions, service: Service
) -> None:
    service.tables["migr_asyappctza"] = [("EL", 2024, 35, "", "")]
    row = row_of(questions.eurostat("migr_asyappctza"), "GRC", 2024)
    assert (row["bound"], row["note"]) == ("rounded", "Rounded to five.")


def test_unknown_states_and_flags_and_states_outside_the_scope_are_told(
    run: Runs, service: Service
) -> None:
    service.tables["migr_resvalid"] += [
        ("XX", 2023, 4, "", ""),
        ("GE", 2023, 6, "", ""),
        ("EA20", 2023, 7, "", ""),
        ("AT", 2025, 8, "q", ""),
    ]
    assert run("--only", "eurostat") == 0
    assert "Met a state that is not known here: XX 2023." in run.told
    assert "Met flag q: AT 2025." in run.told
    assert "valid_permits: Outside its scope and left out: GEO." in run.told
    assert "EA20" not in run.told
    assert not [r for r in run.rows("candidates/observations") if r["iso3"] == "GEO"]
