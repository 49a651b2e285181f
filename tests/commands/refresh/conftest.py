"""A service that holds what data/ holds, a copy of data/, and a run between the two."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dashboard.commands.refresh.__main__ import main
from dashboard.commands.refresh.asking import BETWEEN, Answers, Asker, Ways
from dashboard.commands.refresh.eurostat import STATES, TABLES, read_table
from dashboard.commands.refresh.figures import Found, Row, read_rows
from dashboard.commands.refresh.unhcr import read_unhcr
from dashboard.tables.reading import DATA
from tests.commands.refresh import unhcr_shapes
from tests.commands.refresh.eurostat_shapes import Observed
from tests.commands.refresh.service import Service, running

ROWS = read_rows(DATA / "observations.csv")
CODES = {iso3: code for code, iso3 in STATES.items()}


def held(indicator: str) -> list[Row]:
    return [row for row in ROWS if row["indicator_id"] == indicator]


def as_eurostat(indicator: str) -> list[Observed]:
    return [
        (CODES[row["iso3"]], int(row["period_end"][:4]), float(row["value"]), "", "")
        for row in held(indicator)
    ]


def as_unhcr() -> dict[str, list[unhcr_shapes.Item]]:
    """What UNHCR would have to say for the figures that data/ holds."""
    figures = {
        name: {(row["iso3"], int(row["period_end"][:4])): row for row in held(name)}
        for name in ("asylum_recognised", "asylum_complementary", "asylum_rejected")
    }
    places = dict.fromkeys(place for rows in figures.values() for place in rows)
    decisions = []
    for iso3, year in places:
        rows = [found.get((iso3, year)) for found in figures.values()]
        notes = {row["note"].partition(" Shown")[0] for row in rows if row is not None}
        joint = any(note.startswith("First instance and appeal") for note in notes)
        cases = "Counts cases, not persons." in notes
        counts = [int(row["value"]) if row is not None else "-" for row in rows]
        total = sum(one for one in counts if isinstance(one, int)) + 7
        decisions.append(
            unhcr_shapes.decision(
                iso3,
                year,
                (counts[0], counts[1], counts[2], 7),
                total,
                "FA" if joint else "FI",
                "C" if cases else "P",
            )
        )
    return {
        "population": _population(),
        "asylum-applications": [
            unhcr_shapes.application(
                row["iso3"],
                int(row["period_end"][:4]),
                int(row["value"]),
                "NR" if "repeat" in row["note"] else "N",
            )
            for row in held("asylum_applications")
        ],
        "asylum-decisions": decisions,
    }


def _population() -> list[unhcr_shapes.Item]:
    """Refugees and asylum-seekers of each place and year, zero where only the other is held."""
    refugees, seekers = (
        {(row["iso3"], int(row["period_end"][:4])): int(row["value"]) for row in held(name)}
        for name in ("refugees_stock", "asylum_pending")
    )
    return [
        unhcr_shapes.population(*place, refugees.get(place, "0"), seekers.get(place, "0"))
        for place in dict.fromkeys([*refugees, *seekers])
    ]


@pytest.fixture
def service() -> Iterator[Service]:
    tables = {table.code: as_eurostat(table.indicator_id) for table in TABLES}
    # Tables of indicators that data/ does not hold yet: two states, one year.
    for code in ("migr_emi1ctz", "migr_asyappctza", "migr_acq"):
        tables[code] = [("DE", 2023, 1995.0, "", ""), ("AT", 2023, 80.0, "", "")]
    with running(Service(tables, as_unhcr())) as service:
        yield service


@pytest.fixture
def data(whole_copy: Path) -> Path:
    return whole_copy


@dataclass
class Runs:
    """Runs of the command against the server, with the pauses that it would have made."""

    service: Service
    data: Path
    out: Path
    pauses: list[float] = field(default_factory=list)
    patience: tuple[float, float] = (2.0, 20.0)

    def __call__(self, *arguments: str) -> int:
        ways = Ways(
            {"eurostat": self.service.url, "unhcr": self.service.url},
            self.pauses.append,
            self.patience,
        )
        return main(["--out", str(self.out), "--data", str(self.data), *arguments], ways)

    def rows(self, name: str = "report") -> list[Row]:
        return read_rows(self.out / f"{name}.csv")

    def row(self, indicator: str, iso3: str, year: int) -> Row:
        """The one row of the report on a figure."""
        (found,) = [
            row
            for row in self.rows()
            if (row["indicator_id"], row["iso3"], row["period_end"][:4])
            == (indicator, iso3, str(year))
        ]
        return found

    def candidate(self, indicator: str, iso3: str, year: int) -> Row:
        (found,) = [
            row
            for row in self.rows("candidates/observations")
            if (row["indicator_id"], row["iso3"], row["period_end"][:4])
            == (indicator, iso3, str(year))
        ]
        return found

    @property
    def told(self) -> str:
        return (self.out / "report.md").read_text(encoding="utf-8")


@pytest.fixture
def run(service: Service, data: Path, tmp_path: Path) -> Runs:
    return Runs(service, data, tmp_path / "out")


@dataclass
class Questions:
    """Questions to the server without the rest of a run."""

    service: Service
    folder: Path
    pauses: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    patience: tuple[float, float] = (2.0, 20.0)

    @property
    def asker(self) -> Asker:
        ways = Ways({}, self.pauses.append, self.patience)
        return Asker(Answers(self.folder), "a test", ways, self.told.append)

    def eurostat(self, code: str) -> Found:
        (table,) = [one for one in TABLES if one.code == code]
        return read_table(self.asker, self.service.url, table, 2018)

    def unhcr(self) -> dict[str, Found]:
        found = read_unhcr(self.asker, self.service.url, 2018, 2026)
        return {one.indicator_id: one for one in found}

    @property
    def waits(self) -> list[float]:
        """The pauses that were not the usual one between two questions."""
        return [pause for pause in self.pauses if pause != BETWEEN]


@pytest.fixture
def questions(service: Service, tmp_path: Path) -> Questions:
    return Questions(service, tmp_path / "raw")


def row_of(found: Found, iso3: str, year: int) -> Row:
    (row,) = [
        one for one in found.rows if (one["iso3"], one["period_end"][:4]) == (iso3, str(year))
    ]
    return row


Contents = Callable[[], dict[str, bytes]]


@pytest.fixture
def contents(data: Path) -> Contents:
    """The files of the copy of data/, as they are now."""
    return lambda: {str(p.relative_to(data)): p.read_bytes() for p in data.rglob("*.*")}
