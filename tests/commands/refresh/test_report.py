"""A report tells what is new, changed, the same or gone, and leaves data/ alone."""

import hashlib
import re

import pytest

from dashboard.commands.refresh.figures import read_rows
from dashboard.tables.everything import ALL_SCHEMAS
from dashboard.tables.reading import DATA
from tests.commands.refresh.conftest import Contents, Runs, held
from tests.commands.refresh.service import Service

FROM_EUROSTAT = ("valid_permits", "first_permits", "citizens_population", "immigration_citizens")
FROM_UNHCR = (
    *("asylum_applications", "asylum_recognised", "asylum_complementary", "asylum_rejected"),
    *("refugees_stock", "asylum_pending"),
)


def replace(service: Service, table: str, state: str, year: int, *rows: float | None) -> None:
    """Put other figures, or none, in the place of one."""
    kept = [row for row in service.tables[table] if row[:2] != (state, year)]
    service.tables[table] = [*kept, *((state, year, row, "", "") for row in rows)]


def test_data_is_left_alone_and_figures_read_elsewhere_are_confirmed(
    run: Runs, contents: Contents
) -> None:
    before = contents()
    assert run() == 0
    assert contents() == before
    rows = run.rows()
    for name in FROM_EUROSTAT:
        found = [row["status"] for row in rows if row["indicator_id"] == name]
        assert len(found) == len(held(name))
        assert set(found) <= {"confirmed", "changed"}
    # UNHCR's were read at UNHCR: the same figures bring no candidate, small numbers included.
    assert not [row for row in rows if row["indicator_id"] in FROM_UNHCR]


def test_new_changed_and_gone_figures_are_told_with_their_ratio(
    run: Runs, service: Service
) -> None:
    replace(service, "migr_resvalid", "AT", 2023, 40_000)
    replace(service, "migr_resvalid", "AT", 2024, 41_000)
    replace(service, "migr_resvalid", "BE", 2023)
    (old,) = (r["value"] for r in held("valid_permits") if r["iso3"] == "AUT" and "2023" in str(r))
    assert run("--only", "eurostat") == 0
    changed, new = run.row("valid_permits", "AUT", 2023), run.row("valid_permits", "AUT", 2024)
    gone = run.row("valid_permits", "BEL", 2023)
    assert (changed["status"], changed["old"], changed["new"]) == ("changed", old, "40000")
    assert float(changed["ratio"]) == pytest.approx(40_000 / int(old), abs=5e-5)
    assert (new["status"], new["old"], new["new"], new["accept"]) == ("new", "", "41000", "1")
    assert (gone["status"], gone["new"], gone["accept"]) == ("gone", "", "0")
    assert f"valid_permits, Austria, 2023: {int(old):,} → 40,000 (×1." in run.told
    assert "valid_permits, Austria, 2024: 41,000" in run.told
    assert "valid_permits, Belgium, 2023:" in run.told.partition("## Gone")[2]


def test_a_press_figure_that_is_now_official_is_told(run: Runs, service: Service) -> None:
    replace(service, "migr_resfirst", "PT", 2022, 1_432)
    assert run("--only", "eurostat") == 0
    row = run.row("first_permits", "PRT", 2022)
    assert (row["old"], row["new"], row["was_read"]) == ("1400", "1432", "official_via_press")
    told = run.told.partition("press report, is now official")[2].partition("\n## ")[0]
    assert "Portugal, 2022: about 1,400 → 1,432 (×1.02); was official_via_press" in told
    assert run.candidate("first_permits", "PRT", 2022)["quality"] == "official"
    # A note on how a figure was read goes, one on what it is stays.
    assert run.candidate("first_permits", "DEU", 2024)["note"] != "Not cross-checked."
    latvia = run.candidate("valid_permits", "LVA", 2023)["note"]
    assert latvia == "Mostly residents settled long before 2022."


def test_first_permits_have_to_explain_a_jump(run: Runs, service: Service) -> None:
    replace(service, "migr_resvalid", "AT", 2022, 30_000)
    replace(service, "migr_resvalid", "AT", 2023, 40_000)
    replace(service, "migr_resfirst", "AT", 2023, 2_000)
    replace(service, "migr_resvalid", "ES", 2023, 20_000)
    assert run("--only", "eurostat") == 0
    jump, fall = run.row("valid_permits", "AUT", 2023), run.row("valid_permits", "ESP", 2023)
    assert jump["doubts"] == "rose by 10,000 in a year with 2,000 first permits"
    assert re.fullmatch(r"fell by [\d,]+ in a year without a break: .*", fall["doubts"])
    assert jump["accept"] == fall["accept"] == "0"
    assert "rose by 10,000" in run.told.partition("## Look at these first")[2]
    # A break that a person marked before is a break still: Germany's fall to 2024.
    germany = run.row("valid_permits", "DEU", 2024)
    assert (germany["break_before"], germany["doubts"]) == ("1", "")


def test_figures_that_contradict_a_published_total_wait(run: Runs, service: Service) -> None:
    replace(service, "migr_resfirst", "DE", 2024, 70_000)
    assert run("--only", "eurostat") == 0
    row = run.row("first_permits", "DEU", 2024)
    assert re.search(
        r"the rows come to [\d,]+, the total for EUU is 78,800 \(floor\)", row["doubts"]
    )
    assert row["accept"] == "0"
    assert run.row("first_permits", "FRA", 2024)["accept"] == "0"
    assert run.row("first_permits", "FRA", 2023)["accept"] == "1"


def test_more_people_than_residents_is_a_rate_out_of_bounds(run: Runs, service: Service) -> None:
    replace(service, "migr_pop1ctz", "LU", 2024, 900_000)
    assert run("--only", "eurostat") == 0
    assert "a rate out of 0 to 1" in run.row("citizens_population", "LUX", 2024)["doubts"]


def test_an_answer_that_lacks_much_is_not_accepted_unseen(run: Runs, service: Service) -> None:
    half = len(service.tables["migr_imm1ctz"]) // 2
    service.tables["migr_imm1ctz"] = service.tables["migr_imm1ctz"][:half]
    assert run("--only", "eurostat") == 0
    rows = [row for row in run.rows() if row["indicator_id"] == "immigration_citizens"]
    assert {row["accept"] for row in rows} == {"0"}
    assert all("half an answer?" in row["doubts"] for row in rows)


def test_raw_answers_stand_with_address_time_and_hash(run: Runs, service: Service) -> None:
    assert run("--only", "eurostat") == 0
    listed = run.rows("raw/answers")
    assert [row["address"] for row in listed] == [service.url + path for path in service.asked]
    for row in listed:
        content = (run.out / "raw" / row["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["sha256"]
        assert int(row["bytes"]) == len(content)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", row["read_at"])


def test_candidates_stand_in_the_schemas_of_data(run: Runs) -> None:
    assert run() == 0
    for name in ("observations", "totals", "sources", "indicators"):
        first = (run.out / "candidates" / f"{name}.csv").read_text(encoding="utf-8")
        assert first.partition("\n")[0] == ",".join(ALL_SCHEMAS[name].columns)
    (source,) = [
        row
        for row in run.rows("candidates/sources")
        if row["source_id"].startswith("eurostat-migr-resvalid-")
    ]
    assert source["published"] == "2026-09-11"
    new = {row["indicator_id"] for row in run.rows("candidates/indicators")}
    assert new == {"naturalisations", "emigration_citizens", "asylum_first_eurostat"}


def test_a_layer_that_could_open_on_a_later_year_is_named(run: Runs, service: Service) -> None:
    service.tables["migr_resvalid"] += [
        (state, 2026, value, "", "")
        for state, year, value, *_ in service.tables["migr_resvalid"]
        if year == 2023
    ]
    (opens_on,) = [
        row["default_year"]
        for row in read_rows(DATA / "indicators.csv")
        if row["indicator_id"] == "valid_permits"
    ]
    assert run("--only", "eurostat") == 0
    assert f"valid_permits: 2026 has 31 of 31; the layer opens on {opens_on}." in run.told


def test_years_before_since_are_neither_asked_for_nor_gone(run: Runs, service: Service) -> None:
    assert run("--only", "eurostat", "--since", "2022") == 0
    assert all("startPeriod=2022" in path for path in service.asked_of("/data/"))
    assert min(row["period_end"][:4] for row in run.rows()) == "2022"
    assert not [row for row in run.rows() if row["status"] == "gone"]


def test_a_folder_within_data_is_refused(run: Runs, capsys: pytest.CaptureFixture[str]) -> None:
    run.out = run.data / "out"
    assert run() == 1
    assert "must not lie in" in capsys.readouterr().err
    assert not run.out.exists()
