"""Tables in the shapes that people have: the right rows, years, unit and sums, by kind.

What each holds was read off the file itself. `asked` is what only its reader can decide; `taken`
an answer to that, as the command line takes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dashboard.own.choices import choices, chosen
from dashboard.own.findings import Report, total
from dashboard.own.report import check_table, fitting_sheet
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.problems import TableError

CASES = Path(__file__).resolve().parent / "cases"
Values = Mapping[tuple[str, int], float]


@dataclass(frozen=True)
class Case:
    """What a file says: its values on the map by country and year, 0 where it has no years."""

    file: str
    values: Values
    unit: str = "number"
    asked: tuple[str, ...] = ()
    taken: Mapping[str, str] = field(default_factory=dict)
    opens_on: int | None = None

    def __str__(self) -> str:
        return self.file


def of(year: int = 0, **values: float) -> Values:
    return {(iso3, year): float(value) for iso3, value in values.items()}


def years(**rows: dict[int, float]) -> Values:
    return {(iso3, year): float(n) for iso3, each in rows.items() for year, n in each.items()}


TWO = of(DEU=10, FRA=20)
PASSPORT = of(ARM=180, GEO=360, SRB=30, TUR=60)
ENCODINGS = [
    Case("bom.csv", TWO),
    Case("cp866.csv", of(KAZ=10, GEO=20)),
    Case("koi8.csv", of(KAZ=10, GEO=20)),
    Case("latin1.csv", of(CIV=10, TUR=20, ALA=5)),
    Case("excel_unicode.txt", of(DEU=10, KAZ=20)),
    Case("mac.csv", TWO),
    Case("trailing_sep.csv", TWO),
    Case("quoted_newline.csv", of(2023, DEU=10, FRA=20)),
    Case("readme_first.xlsx", of(DEU=5, FRA=6)),
]
NUMBERS = [
    Case("semi_crlf.csv", of(DEU=1.234, FRA=2.5)),
    Case("nbsp.xlsx", of(DEU=1234567, FRA=98765), asked=("value",), taken={"value": "Permits"}),
    Case("nbsp.xlsx", of(DEU=0.125, FRA=0.2), "share", ("value",), {"value": "Share"}),
    Case("formulas.xlsx", of(DEU=20, FRA=30, ESP=40), asked=("value",), taken={"value": "b"}),
    # Countries are read in English and Russian; what the marks mean is asked all the same.
    Case("german_amb.csv", {}, asked=("decimal",), taken={"decimal": ","}),
    Case("german_numbers.csv", {}, asked=("value",), taken={"value": "Personen"}),
    Case("ranges.csv", of(ISR=75_000, TUR=1_200_000, ESP=3_000)),
    Case("rus_thousands.csv", of(KAZ=146, GEO=112.7, ARM=110, TUR=92.3, DEU=1234.5)),
    Case("net.csv", of(KAZ=-8000, GEO=12000, ARM=5000, RUS=-2000), asked=("balance",),
         taken={"balance": "yes"}),
    Case("net.csv", of(GEO=12000, ARM=5000), asked=("balance",), taken={"balance": "no"}),
]  # fmt: skip
LINES_ABOVE = [
    Case(
        "undesa_dest.xlsx",
        years(DEU={2020: 13000, 2024: 14300}, ISR={2020: 14000, 2024: 15400},
              GEO={2020: 15000, 2024: 16500}, MDA={2020: 16000, 2024: 17600}),
        opens_on=2024,
    ),
    Case(
        "undesa_dest.xlsx",
        years(DEU={2020: 7800, 2024: 7800}, ISR={2020: 8400, 2024: 8400},
              GEO={2020: 9000, 2024: 9000}, MDA={2020: 9600, 2024: 9600}),
        taken={"value": "International migrant stock at mid-year (female)"},
    ),
    Case(
        "rosstat.xlsx",
        years(AZE={2020: 20000, 2021: 10000, 2022: 30000},
              ARM={2020: 30000, 2021: 15000, 2022: 86000},
              BLR={2020: 14000, 2021: 7000, 2022: 14000},
              KAZ={2020: 60000, 2021: 30000, 2022: 90000},
              MDA={2020: 10000, 2021: 5000, 2022: 10000},
              DEU={2020: 4500, 2021: 4000, 2022: 4500}, USA={2020: 1500, 2021: 1200, 2022: 1200},
              KOR={2020: 800, 2021: 700, 2022: 900}),
        opens_on=2022,
    ),
    Case(
        "rus_rosstat.csv",
        of(AZE=30000, ARM=86000, BLR=14000, KAZ=90000, KGZ=50000, MDA=10000, TJK=90000, DEU=4500,
           PRK=12, USA=1200),
        asked=("value",),
        taken={"value": "Выбыло"},
    ),
]  # fmt: skip
TWO_COUNTRIES = [
    Case("origin_only.csv", of(DEU=10, FRA=20, GEO=30)),
    Case(
        "unhcr_russians.csv",
        of(2022, EGY=12, ARG=60, AUS=118, AUT=17000, DEU=9000, CHE=300, SRB=30, TUR=50, USA=2500,
           KOR=24),
        asked=("value",),
        taken={"value": "refugees"},
    ),
    Case(
        "unhcr_site.csv",
        of(2023, AUT=2696, DEU=5000, TUR=90, USA=21000),
        asked=("value",),
        taken={"value": "Asylum-seekers"},
    ),
    Case("passport_tidy.csv", PASSPORT),
    Case("passport_tidy_all.csv", of(ARM=180, GEO=360)),
    Case("passport_tidy_all.csv", of(AND=90, ATG=180, GEO=360), taken={"only": "Passport=ALB"}),
    Case("passport_matrix.csv", PASSPORT),
    Case("two_country_cols.csv", of(PSE=10, FSM=20, GMB=30, KNA=40, PRK=50, SOM=60, DEU=70)),
]  # fmt: skip
PARTS = [
    Case("dup_order.csv", of(2023, AUT=34000, DEU=260000)),
    Case("dup_order.csv", of(2023, AUT=12500), taken={"only": "reason=FAM"}),
    Case(
        "eurostat_sdmx.csv",
        years(AUT={2022: 33000, 2023: 34000}, GRC={2022: 9000, 2023: 9500},
              DEU={2022: 250000, 2023: 260000}, GBR={2022: 30000}),
        opens_on=2022,
    ),
    Case(
        "jhu.csv",
        of(2020, AFG=5, AUS=8, DEU=4, KOR=2, TWN=3, USA=2, COD=1, COG=1, PSE=1, MMR=1, VAT=1),
        asked=("part", "periods"),
        taken={"only": "Province/State=+", "periods": "last"},
    ),
]  # fmt: skip
VALUES = [
    Case("m49.csv", of(DEU=100, GEO=200, KAZ=300, ARM=50)),
    Case("m49_only.csv", of(DEU=100, GEO=200, KAZ=300, ARM=50)),
    Case("owid_wide.csv", of(2023, IND=3.52, KEN=2.61, DEU=7.61), asked=("value",),
         taken={"value": "Wheat"}),
    Case("na_among_names.csv", of(DEU=1003, NAM=5)),
]  # fmt: skip
PERIODS = [
    Case("dates_col.xlsx", {("DEU", 2022): 2000.0, ("FRA", 2023): 6000.0}),
    Case("dates_head.xlsx",
         years(DEU={2021: 1, 2022: 2, 2023: 3}, FRA={2021: 4, 2022: 5, 2023: 6})),
    Case(
        "eurostat.tsv",
        years(AUT={2021: 31000, 2022: 33000, 2023: 34000},
              DEU={2021: 240000, 2022: 250000, 2023: 260000}, GRC={2021: 8000, 2022: 9000},
              GBR={2021: 30000}),
        opens_on=2021,
    ),
    Case(
        "eurostat_flags.csv",
        years(AUT={2021: 31000, 2022: 33000, 2023: 34000},
              DEU={2021: 240000, 2022: 250000, 2023: 260000}, GRC={2021: 8000, 2022: 9000},
              POL={2021: 70000, 2022: 61000, 2023: 62000}, BEL={2022: 9000, 2023: 9500}),
        opens_on=2022,
    ),
    Case("eurostat_month.csv", of(2023, DEU=300, AUT=100), asked=("periods",),
         taken={"periods": "last"}),
    Case("eurostat_quarter.csv", of(2023, DEU=610, AUT=210), asked=("periods",),
         taken={"periods": "sum"}),
    Case(
        "wb_api.csv",
        years(ABW={2019: 34000, 2022: 36000}, DEU={2019: 13000000, 2020: 15700000},
              KOR={2019: 1163000, 2020: 1700000}, EGY={2019: 504000, 2020: 543000}),
        opens_on=2019,
    ),
    Case(
        "owid.csv",
        years(RUS={2022: 98000, 2023: 105000}, DEU={2022: 60, 2023: 70}, XKX={2023: 37000},
              TLS={2023: 40}, COD={2023: 960000}),
        opens_on=2023,
    ),
    Case("hdx_hxl.csv", of(2022, AFG=-65846, DEU=1200000, GEO=50000), asked=("balance",),
         taken={"balance": "yes"}),
]  # fmt: skip
NAMES = [
    Case("ru_fullnames.csv", of(BLR=100, KAZ=200, USA=300, MDA=400, KGZ=500, GBR=600, GEO=700)),
]
ALL = [*ENCODINGS, *NUMBERS, *LINES_ABOVE, *TWO_COUNTRIES, *PARTS, *VALUES, *PERIODS, *NAMES]
REFUSED = {"us_states.csv": "“State” holds states of the USA, which are not on this map"}


def judged(catalogue: Catalogue, file: str, taken: Mapping[str, str] | None = None) -> Report:
    """The report on a case, with answers taken as the command line takes them."""
    content = (CASES / file).read_bytes()
    names = catalogue.names
    grid = fitting_sheet(file, content, names)
    report = check_table(grid, names)
    for key, text in (taken or {}).items():
        column, _, value = text.partition("=")
        found = [
            choice
            for choice in choices(report)
            if choice.name == key and (key != "only" or choice.label == column)
        ]
        assert len(found) == 1, key
        option = found[0].option(value if key == "only" else text)
        assert option is not None, text
        report = check_table(grid, names, chosen(report, found[0], option))
    return report


def on_map(report: Report) -> dict[tuple[str, int], float]:
    found: dict[tuple[str, int], float] = {}
    for row in report.kept:
        key = (row.iso3 or "", row.year)
        found[key] = found.get(key, 0.0) + (row.value or 0.0)
    return found


def test_every_case_has_its_truth() -> None:
    assert {case.file for case in ALL} | {*REFUSED} == {path.name for path in CASES.iterdir()}


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_table_is_read_as_it_is_meant(case: Case, catalogue: Catalogue) -> None:
    first = judged(catalogue, case.file)
    assert first.asked == case.asked
    # Nothing is drawn before all is answered.
    assert not (first.asked and first.kept)
    report = judged(catalogue, case.file, case.taken)
    assert report.asked == ()
    assert on_map(report) == pytest.approx(dict(case.values))
    if case.values:
        assert report.unit == case.unit
    if case.opens_on is not None:
        assert report.fullest_year == case.opens_on
    for each in (first, report):
        assert total(each.rows) == pytest.approx(total(each.kept) + total(each.rejected))
        assert len(each.rows) == len(each.kept) + len(each.rejected)


@pytest.mark.parametrize("file", REFUSED)
def test_a_table_without_countries_is_refused(file: str, catalogue: Catalogue) -> None:
    with pytest.raises(TableError) as refused:
        judged(catalogue, file)
    assert REFUSED[file] in str(refused.value)


def test_the_words_of_a_table_offer_its_factor(catalogue: Catalogue) -> None:
    report = judged(catalogue, "rus_thousands.csv")
    assert report.scale == (1000.0, "тыс. человек")
    taken = judged(catalogue, "rus_thousands.csv", {"factor": "1000.0"})
    assert on_map(taken)["KAZ", 0] == 146_000


def test_a_change_keeps_the_others(catalogue: Catalogue) -> None:
    answers = {"value": "refugees", "unit": "number", "countries": "coa", "years": "No years"}
    report = judged(catalogue, "unhcr_russians.csv", answers)
    repairs = report.repairs
    assert (repairs.country, repairs.value_column, repairs.unit) == (5, 7, "number")
    assert {row.year for row in report.rows} == {0}
    back = judged(catalogue, "unhcr_russians.csv", {**answers, "countries": "coa_name"})
    assert back.repairs.value_column == 7


def test_rows_that_are_not_shown_say_in_what_they_differ(catalogue: Catalogue) -> None:
    rows = judged(catalogue, "dup_order.csv").rows
    assert [row.findings[0].text for row in rows] == [
        "reason is “FAM”", "", "reason is “EDU”", "",
    ]  # fmt: skip
    assert {row.kind for row in rows} == {"matched", "part"}
