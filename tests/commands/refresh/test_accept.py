"""What a report accepts moves into data/, all or nothing, and the release asks why."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.commands.check import main as check
from dashboard.commands.datapackage import main as datapackage
from dashboard.commands.refresh.figures import as_csv, key_of, read_rows
from dashboard.commands.refresh.report import COLUMNS
from dashboard.commands.release import main as release
from dashboard.models.layer import layer_of
from dashboard.tables.everything import Tables
from dashboard.tables.indicators import indicators
from dashboard.tables.reading import DATA
from tests.commands.refresh.conftest import Contents, Runs, held
from tests.commands.refresh.eurostat_shapes import Observed
from tests.commands.refresh.service import Service
from tests.commands.refresh.test_report import replace
from tests.commands.refresh.unhcr_shapes import application

NEXT = ("2030.01", "--date", "2030-01-15")


def decide(run: Runs, indicator: str, iso3: str, year: int, accept: str) -> None:
    """Write into the column accept of report.csv, as a person would."""
    rows = run.rows()
    for row in rows:
        if (row["indicator_id"], row["iso3"], row["period_end"][:4]) == (
            indicator,
            iso3,
            str(year),
        ):
            row["accept"] = accept
    (run.out / "report.csv").write_text(as_csv(COLUMNS, rows), encoding="utf-8")


def figure(data: Path, indicator: str, iso3: str, year: int) -> dict[str, str]:
    (found,) = [
        row
        for row in read_rows(data / "observations.csv")
        if (row["indicator_id"], row["iso3"], row["period_end"][:4]) == (indicator, iso3, str(year))
    ]
    return found


def test_accepted_figures_stand_in_data_with_their_sources_and_the_check_passes(
    run: Runs, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(service, "migr_resvalid", "AT", 2023, 40_000)
    replace(service, "migr_resvalid", "AT", 2024, 41_000)
    replace(service, "migr_resfirst", "AT", 2024, 1_234)
    replace(service, "migr_resvalid", "BE", 2023)
    assert run() == 0
    assert run("--accept") == 0
    austria = figure(run.data, "valid_permits", "AUT", 2024)
    assert (austria["value"], austria["quality"]) == ("41000", "official")
    assert figure(run.data, "valid_permits", "AUT", 2023)["value"] == "40000"
    source = austria["source_id"]
    assert source.startswith("eurostat-migr-resvalid-20")
    (row,) = [r for r in read_rows(run.data / "sources.csv") if r["source_id"] == source]
    assert row["publisher"] == "Eurostat"
    # What the service no longer holds stays until somebody decides.
    assert figure(run.data, "valid_permits", "BEL", 2023)["quality"] == "official_via_copy"
    capsys.readouterr()
    assert check([str(run.data)]) == 0
    assert datapackage(["--check", str(run.data)]) == 0
    ids = [r["source_id"] for r in read_rows(run.data / "sources.csv")]
    assert ids == sorted(ids)


def test_a_report_that_a_spreadsheet_saved_is_accepted(run: Runs, service: Service) -> None:
    replace(service, "migr_resvalid", "AT", 2024, 41_000)
    assert run("--only", "eurostat") == 0
    path = run.out / "report.csv"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    assert run("--accept", "valid_permits") == 0
    assert figure(run.data, "valid_permits", "AUT", 2024)["value"] == "41000"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_report_saved_in_another_encoding_is_refused_and_can_be_had_anew(
    run: Runs,
    service: Service,
    contents: Contents,
    capsys: pytest.CaptureFixture[str],
    encoding: str,
) -> None:
    replace(service, "migr_resvalid", "AT", 2024, 41_000)
    assert run("--only", "eurostat") == 0
    path = run.out / "report.csv"
    text = path.read_text(encoding="utf-8").replace("Austria", "Österreich")
    path.write_text(text, encoding=encoding)
    before = contents()
    capsys.readouterr()
    assert run("--accept") == 1
    said = capsys.readouterr().err
    line = 2 if encoding == "cp1252" else 1
    assert said == (
        f"Nothing was written. {path}, line {line}: is not UTF-8, in which the report was written; "
        "a spreadsheet may have saved it as Windows-1252. Save it as “CSV UTF-8”, or run the "
        "command without --accept, which writes the report anew.\n"
    )
    assert contents() == before
    assert run("--only", "eurostat") == 0
    assert run("--accept", "valid_permits") == 0


def test_a_row_that_was_cut_off_is_named(
    run: Runs, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(service, "migr_resvalid", "AT", 2024, 41_000)
    assert run("--only", "eurostat") == 0
    path = run.out / "report.csv"
    path.write_text(path.read_text(encoding="utf-8").split("\n")[0] + "\n1,new\n", "utf-8")
    assert run("--accept") == 1
    assert "Nothing was written. report.csv, line 2: no candidate //." in capsys.readouterr().err


def test_the_release_asks_for_the_reasons_of_what_was_accepted(
    run: Runs, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(service, "migr_resvalid", "AT", 2024, 41_000)
    assert run("--only", "eurostat") == 0
    assert run("--accept", "valid_permits") == 0
    capsys.readouterr()
    given = ["--data", str(run.data), "--from", str(DATA)]
    assert release([*NEXT, *given]) == 1
    said = capsys.readouterr().err
    assert "1 figure changed without a reason:" in said
    assert "observations valid_permits/AUT/2024-12-31/ value: (none) -> 41000" in said
    assert release([*NEXT, *given, "--reason", "Eurostat's update of 11 September 2026"]) == 0


def test_our_own_sums_follow_and_eurostat_s_total_takes_their_place(
    run: Runs, service: Service
) -> None:
    replace(service, "migr_resvalid", "AT", 2022, 40_000)
    replace(service, "migr_resfirst", "AT", 2022, 30_000)
    together = sum(int(r["value"]) for r in held("valid_permits") if "2023" in r["period_end"])
    beyond = {"CHE", "ISL", "LIE", "NOR"}
    together -= sum(
        int(r["value"])
        for r in held("valid_permits")
        if "2023" in r["period_end"] and r["iso3"] in beyond
    )
    service.tables["migr_resvalid"].append(("EU27_2020", 2023, float(together), "", ""))
    service.unhcr["asylum-applications"] = [
        row
        for row in service.unhcr["asylum-applications"]
        if (row["coa_iso"], row["year"]) != ("DEU", 2025)
    ]
    service.unhcr["asylum-applications"].append(application("DEU", 2025, 9_000))
    assert run() == 0
    assert run("--accept") == 0
    assert check([str(run.data)]) == 0
    totals = {
        (r["indicator_id"], r["aggregate"], r["period_end"][:4]): r
        for r in read_rows(run.data / "totals.csv")
    }
    before = {
        (r["indicator_id"], r["aggregate"], r["period_end"][:4]): r
        for r in read_rows(DATA / "totals.csv")
    }
    printed = totals["valid_permits", "EUU", "2023"]
    assert (printed["value"], printed["check"], printed["note"]) == (str(together), "sum", "")
    assert printed["quality"] == "official"
    ours = totals["valid_permits", "EUU", "2022"]
    assert ours["note"] == "sum of rows: 27 of 27 states"
    assert ours["value"] != before["valid_permits", "EUU", "2022"]["value"]
    world = totals["asylum_applications", "WLD", "2025"]
    (germany,) = [
        int(r["value"])
        for r in held("asylum_applications")
        if (r["iso3"], r["period_end"]) == ("DEU", "2025-12-31")
    ]
    was = int(before["asylum_applications", "WLD", "2025"]["value"])
    assert int(world["value"]) == was - germany + 9_000
    assert world["source_id"].split(";")[-1] == "unhcr-rdf-2026-06"
    # What nobody touched is byte for byte what it was.
    assert totals["refugees_stock", "WLD", "2025"] == before["refugees_stock", "WLD", "2025"]


def test_a_person_decides_row_by_row(run: Runs, service: Service) -> None:
    replace(service, "migr_resvalid", "AT", 2024, 41_000)
    replace(service, "migr_resvalid", "ES", 2024, 42_000)  # a fall, which waits
    replace(service, "migr_resvalid", "BE", 2023)
    assert run("--only", "eurostat") == 0
    assert run.row("valid_permits", "ESP", 2024)["accept"] == "0"
    decide(run, "valid_permits", "AUT", 2024, "0")
    decide(run, "valid_permits", "ESP", 2024, "1")
    decide(run, "valid_permits", "BEL", 2023, "1")
    assert run("--accept", "valid_permits") == 0
    rows = {
        (r["iso3"], r["period_end"][:4])
        for r in read_rows(run.data / "observations.csv")
        if r["indicator_id"] == "valid_permits"
    }
    assert ("ESP", "2024") in rows
    assert ("AUT", "2024") not in rows
    assert ("BEL", "2023") not in rows
    # Other indicators were not named.
    assert figure(run.data, "first_permits", "DEU", 2023)["quality"] == "official_via_copy"


def test_rows_that_were_not_touched_keep_their_place_and_text(run: Runs, service: Service) -> None:
    replace(service, "migr_pop1ctz", "AT", 2025, 40_000)
    assert run("--only", "eurostat") == 0
    for row in run.rows():
        if (row["indicator_id"], row["iso3"], row["period_end"]) != (
            "citizens_population",
            "AUT",
            "2025-01-01",
        ):
            decide(run, row["indicator_id"], row["iso3"], int(row["period_end"][:4]), "0")
    assert run("--accept") == 0
    before = (DATA / "observations.csv").read_text(encoding="utf-8").splitlines()
    now = (run.data / "observations.csv").read_text(encoding="utf-8").splitlines()
    (added,) = set(now) - set(before)
    now.remove(added)
    assert now == before
    assert added.startswith("citizens_population,AUT,2025-01-01,2025-01-01,40000,,,exact,,0,")


def test_naturalisations_become_a_layer_once_figures_are_accepted(
    run: Runs, service: Service
) -> None:
    states = dict.fromkeys(row[0] for row in service.tables["migr_pop1ctz"])
    rows: list[Observed] = [
        (state, year, 100.0 * number + year, "", "")
        for number, state in enumerate(states, start=1)
        for year in (2021, 2022, 2023)
    ]
    service.tables["migr_acq"] = [*rows, ("DE", 2024, 12_980.0, "", "")]
    assert "naturalisations" not in indicators(Tables(run.data).catalogue)
    assert run("--only", "eurostat") == 0
    assert run("--accept", "naturalisations") == 0
    catalogue = Tables(run.data).catalogue
    layer = indicators(catalogue)["naturalisations"]
    assert (layer.default_year, layer.years) == (2023, (2021, 2022, 2023, 2024))
    for measure in ("total", "per_1000", "change"):
        shown = layer_of(catalogue, layer, layer.default_year, measure, 2021, "quantile")
        assert len(shown.valued) == len(states)
    gone = layer_of(catalogue, layer, 2024, "total", None, "quantile")
    assert [place.iso3 for place in gone.valued] == ["DEU"]


def test_nothing_is_written_where_a_rule_would_break(
    run: Runs, contents: Contents, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--only", "eurostat") == 0
    path = run.out / "candidates" / "observations.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",official,", ",hearsay,", 1), encoding="utf-8")
    before = contents()
    assert run("--accept") == 1
    assert "column quality: 'hearsay': must be one of" in capsys.readouterr().err
    assert contents() == before


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda run: shutil.rmtree(run.out), "holds no report"),
        (
            lambda run: (run.data / "totals.csv").write_text("changed", encoding="utf-8"),
            "totals.csv changed since the report was made",
        ),
        (
            lambda run: (run.out / "report.csv").write_text(
                as_csv(COLUMNS, [{**row, "accept": "yes"} for row in run.rows()]), encoding="utf-8"
            ),
            "report.csv, line 2: accept must be 0 or 1.",
        ),
        (
            lambda run: (run.out / "report.csv").write_text(
                as_csv(COLUMNS, [{**row, "accept": "0"} for row in run.rows()]), encoding="utf-8"
            ),
            "No row of report.csv is accepted",
        ),
        (
            lambda run: (run.out / "report.csv").write_text("a,b\n1,2\n", encoding="utf-8"),
            "report.csv has other columns",
        ),
    ],
)
def test_what_cannot_be_accepted_is_refused(
    run: Runs,
    capsys: pytest.CaptureFixture[str],
    break_it: Callable[[Runs], object],
    said: str,
) -> None:
    assert run("--only", "eurostat") == 0
    break_it(run)
    before = (run.data / "observations.csv").read_bytes()
    assert run("--accept") == 1
    assert said in capsys.readouterr().err
    assert (run.data / "observations.csv").read_bytes() == before


def test_a_flag_that_is_lifted_takes_its_note_along(run: Runs, service: Service) -> None:
    service.tables["migr_resvalid"] += [("LV", 2025, 40_000.0, "p", "")]
    assert run("--only", "eurostat") == 0
    assert run("--accept", "valid_permits") == 0
    accepted = figure(run.data, "valid_permits", "LVA", 2025)
    assert accepted["note"] == "Provisional."
    service.tables["migr_resvalid"][-1] = ("LV", 2025, 40_000.0, "", "")
    shutil.rmtree(run.out)
    assert run("--only", "eurostat") == 0
    row = run.row("valid_permits", "LVA", 2025)
    assert (row["status"], row["old_note"], row["new_note"]) == ("confirmed", "Provisional.", "")
    # Its neighbours were read there before with the same notes, and are not offered again.
    again = [r for r in run.rows() if r["indicator_id"] == "valid_permits" and not r["doubts"]]
    assert again == [row]


def test_what_was_accepted_once_is_not_accepted_twice(
    run: Runs, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--only", "eurostat") == 0
    assert run("--accept") == 0
    # The service holds what data/ held: no value moves, and none is lost.
    kept = {(key_of(row), row["value"]) for row in read_rows(run.data / "observations.csv")}
    assert {(key_of(row), row["value"]) for row in read_rows(DATA / "observations.csv")} <= kept
    assert run("--accept") == 1
    assert "changed since the report was made" in capsys.readouterr().err
    # A new report against the new data has nothing left to offer but what waits.
    assert run("--only", "eurostat") == 0
    assert [row for row in run.rows() if not row["doubts"]] == []
