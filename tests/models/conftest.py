import csv
from pathlib import Path

import pytest

from dashboard.models.inputs import AssumptionRanges

DATA = Path(__file__).parents[2] / "data"


def rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def estimates() -> dict[str, dict[str, str]]:
    return {row["estimate_id"]: row for row in rows("estimates")}


@pytest.fixture(scope="session")
def article() -> dict[str, dict[str, str]]:
    return {row["figure_id"]: row for row in rows("article_figures")}


@pytest.fixture(scope="session")
def ranges() -> AssumptionRanges:
    return AssumptionRanges.from_rows(rows("assumptions"))


@pytest.fixture(scope="session")
def target() -> float:
    return next(
        float(r["default"]) for r in rows("assumptions") if r["parameter_id"] == "alfa_share"
    )


@pytest.fixture(scope="session")
def labour_forces() -> dict[str, float]:
    return {
        row["measure_id"]: float(row["value"])
        for row in rows("workforce")
        if row["base"] == "labour_force" and row["unit"] == "persons"
    }


@pytest.fixture(scope="session")
def base(labour_forces: dict[str, float]) -> float:
    return labour_forces["lf_rosstat_2022_11"]
