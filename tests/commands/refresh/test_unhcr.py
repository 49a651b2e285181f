"""UNHCR's pages as figures: what is taken of a year's rows, and small numbers."""

import pytest

from tests.commands.refresh.conftest import Questions, Runs, held, row_of
from tests.commands.refresh.service import Service
from tests.commands.refresh.unhcr_shapes import Item, application, decision, population


def only(service: Service, endpoint: str, iso3: str, year: int, *rows: Item) -> None:
    kept = [row for row in service.unhcr[endpoint] if (row["coa_iso"], row["year"]) != (iso3, year)]
    service.unhcr[endpoint] = [*kept, *rows]


def test_every_page_is_read(run: Runs, service: Service) -> None:
    service.page = 100
    assert run("--only", "unhcr") == 0
    pages = -(-len(held("asylum_applications")) // 100)
    asked = service.asked_of("/asylum-applications/")
    assert [path.rpartition("page=")[2] for path in asked] == [str(n + 1) for n in range(pages)]
    assert all("cf_type=ISO" in path and "coo=RUS" in path for path in service.asked)
    assert all("yearFrom=2018" in path and "yearTo=" in path for path in service.asked)
    assert run.rows() == []


@pytest.mark.parametrize(
    ("counts", "figure"),
    [
        ((5,), ("5", "1", "5", "range", "Shown as 5: 1 to 5 people.")),
        (("5",), ("5", "1", "5", "range", "Shown as 5: 1 to 5 people.")),
        ((6,), ("6", "", "", "exact", "")),
        (
            (20, 5),
            ("25", "21", "25", "range", "1 of its parts are shown as 5: 1 to 5 people each."),
        ),
    ],
)
def test_1_to_5_stays_1_to_5(
    questions: Questions,
    service: Service,
    counts: tuple[int | str, ...],
    figure: tuple[str, ...],
) -> None:
    rows = [application("GEO", 2024, count) for count in counts]
    only(service, "asylum-applications", "GEO", 2024, *rows)
    row = row_of(questions.unhcr()["asylum_applications"], "GEO", 2024)
    assert tuple(row[name] for name in ("value", "low", "high", "bound", "note")) == figure


def test_new_claims_go_before_joint_ones_and_repeats_are_left_out(
    questions: Questions, service: Service
) -> None:
    only(
        service,
        "asylum-applications",
        "DEU",
        2025,
        application("DEU", 2025, 3_000),
        application("DEU", 2025, 400, "R"),
        application("DEU", 2025, 90, "A"),
    )
    only(service, "asylum-applications", "BGR", 2025, application("BGR", 2025, 17, "NR"))
    found = questions.unhcr()["asylum_applications"]
    assert row_of(found, "DEU", 2025)["value"] == "3000"
    bulgaria = row_of(found, "BGR", 2025)
    assert (bulgaria["value"], bulgaria["note"]) == ("17", "New and repeat claims together.")


def test_persons_go_before_cases_and_a_person_has_to_look(run: Runs, service: Service) -> None:
    only(
        service,
        "asylum-applications",
        "USA",
        2025,
        application("USA", 2025, 6_000),
        application("USA", 2025, 2_000, unit="C"),
    )
    assert run("--only", "unhcr") == 0
    row = run.row("asylum_applications", "USA", 2025)
    assert (row["new"], row["accept"]) == ("6000", "0")
    assert row["doubts"].startswith("one part counts persons, another cases")
    assert "counts in cases is left out" in row["new_note"]


def test_first_instance_goes_before_joint_decisions(questions: Questions, service: Service) -> None:
    only(
        service,
        "asylum-decisions",
        "FRA",
        2025,
        decision("FRA", 2025, (800, "0", 900, 10), 1_710),
        decision("FRA", 2025, (50, 1, 60, 0), 111, "AR"),
        decision("FRA", 2025, (50, 1, 60, 0), 111, "RA"),
    )
    only(service, "asylum-decisions", "AUT", 2025, decision("AUT", 2025, (90, 7, 80, 3), 180, "FA"))
    found = questions.unhcr()
    names = ("asylum_recognised", "asylum_complementary", "asylum_rejected")
    assert [row_of(found[name], "FRA", 2025)["value"] for name in names] == ["800", "0", "900"]
    austria = row_of(found["asylum_recognised"], "AUT", 2025)
    assert austria["note"] == "First instance and appeal reported together."


def test_outcomes_have_to_fit_into_the_decisions(questions: Questions, service: Service) -> None:
    only(service, "asylum-decisions", "FRA", 2025, decision("FRA", 2025, (900, 0, 900, 9), 1_000))
    found = questions.unhcr()["asylum_recognised"]
    assert found.doubts == {("FRA", 2025): "a rate out of 0 to 1: 1809 outcomes of 1000 decisions"}


def test_one_row_gives_refugees_and_pending_claims_and_none_is_not_zero(
    questions: Questions, service: Service
) -> None:
    service.unhcr["population"] = [
        population("GEO", 2024, "-", 40),
        population("ARM", 2024, "0", "5"),
        population("DEU", 2024, 1_200),
    ]
    found = questions.unhcr()
    assert [row["iso3"] for row in found["refugees_stock"].rows] == ["DEU"]
    pending = {row["iso3"]: row["bound"] for row in found["asylum_pending"].rows}
    assert pending == {"ARM": "range", "GEO": "exact"}


def test_unknown_places_and_codes_are_told(run: Runs, service: Service) -> None:
    service.unhcr["population"] += [population("UNK", 2018, 9), population("RUS", 2018, 9)]
    service.unhcr["asylum-applications"] += [application("GEO", 2018, 8, "ZZ")]
    assert run("--only", "unhcr") == 0
    assert run.rows("candidates/observations") == []
    assert "refugees_stock: Outside its scope and left out: RUS, UNK." in run.told
    assert "Met the code app_type 'ZZ', which no list here holds; left out: GEO 2018." in run.told
