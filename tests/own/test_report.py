"""The report: nothing vanishes, and the same repairs give the same report."""

import csv
import io
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.own.catalogue import Comparison, comparison_with
from dashboard.own.findings import Duplicates, Repairs, Report, total
from dashboard.own.grid import GridBuilder
from dashboard.own.reader import read_own_file
from dashboard.own.report import check_table
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables
from dashboard.tables.indicators import indicators

CATALOGUE = Tables().catalogue
NAMES = CATALOGUE.names
CODES = sorted(NAMES.by_code)


def report(text: str, comparison: Comparison | None = None, **repairs: Any) -> Report:
    grid = read_own_file("mine.csv", text.encode())
    return check_table(grid, NAMES, Repairs(**repairs), comparison)


def outcomes(made: Report) -> list[tuple[str | None, float | None, str]]:
    return [(row.iso3, row.value, row.kind) for row in made.rows]


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[str, str, str]]:
    country = st.sampled_from([*CODES, "None", "NA", "Грузия", "Total", ""]) | st.text(
        st.characters(exclude_categories=["Cc", "Cs"]), max_size=12
    )
    value = st.integers(-10_000, 10_000_000).map(str) | st.sampled_from(["", "abc", "1e400", "7%"])
    year = st.sampled_from(["2021", "2022", "x"])
    rows = draw(st.lists(st.tuples(country, value, year), min_size=1, max_size=30))
    return [("GEO", "5", "2022"), *rows]


def as_csv(rows: list[tuple[str, str, str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([("country", "value", "year"), *rows])
    return out.getvalue()


@settings(deadline=None)
@given(tables(), st.sampled_from(get_args(Duplicates)), st.sampled_from([1.0, 1000.0]))
def test_no_row_vanishes_and_sums_agree(
    rows: list[tuple[str, str, str]], duplicates: str, factor: float
) -> None:
    made = report(as_csv(rows), duplicates=duplicates, factor=factor, unit="number")
    assert len(made.rows) == len([row for row in rows if any(cell.strip() for cell in row)])
    assert len(made.kept) + len(made.rejected) == len(made.rows)
    assert total(made.rows) == total(made.kept) + total(made.rejected)
    numbers = [int(value) for _, value, _ in rows if value.lstrip("-").isdigit()]
    assert total(made.rows) == sum(numbers) + sum(7 for _, value, _ in rows if value == "7%")
    keys = [(row.iso3, row.year) for row in made.kept]
    assert duplicates == "sum" or len(set(keys)) == len(keys)
    assert all(row.iso3 in CODES and row.value is not None and row.value >= 0 for row in made.kept)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(CODES), st.lists(st.integers(0, 10**9), min_size=3, max_size=3), min_size=1
    )
)
def test_long_and_wide_give_the_same_rows(numbers: dict[str, list[int]]) -> None:
    years = ["2020", "2021", "2022"]
    long = "iso3,year,value\n" + "".join(
        f"{code},{year},{n}\n"
        for code, three in numbers.items()
        for year, n in zip(years, three, strict=True)
    )
    wide = f"iso3,{','.join(years)}\n" + "".join(
        f"{code},{','.join(map(str, three))}\n" for code, three in numbers.items()
    )

    def values(text: str) -> set[Any]:
        return {(row.iso3, row.year, row.value) for row in report(text).kept}

    assert values(long) == values(wide)
    assert len(values(long)) == 3 * len(numbers)


DOUBLE = "country,value,low,high\nGeorgia,5,4,6\nАрмения,1,,\nГрузия,7,6,9\n"


@pytest.mark.parametrize(
    ("rule", "kept"), [("first", [5, 1]), ("last", [1, 7]), ("sum", [5, 1, 7])]
)
def test_duplicates_are_kept_as_the_reader_says(rule: str, kept: list[float]) -> None:
    made = report(DOUBLE, duplicates=rule)
    assert [row.value for row in made.kept] == kept
    assert made.counts["duplicate"] == 2
    assert "line 4" in made.rows[0].findings[0].text


def test_a_country_can_be_chosen_and_a_line_left_out() -> None:
    text = "country,value\nKazachstan,5\nGeorgia,7\nArmenia,9\n"
    before = report(text)
    assert before.rows[0].nearest == ("KAZ",)
    after = report(text, countries={"Kazachstan": "KAZ"}, left_out=frozenset({4}))
    assert outcomes(after) == [
        ("KAZ", 5.0, "fixed"),
        ("GEO", 7.0, "matched"),
        ("ARM", None, "left_out"),
    ]
    assert (total(after.kept), total(after.rejected)) == (12.0, 9.0)


def slip(catalogue: Catalogue, factor: float, odd: float = 1.0) -> str:
    comparison = comparison_with(catalogue, indicators(catalogue)["valid_permits"])
    rows = [
        f"{iso3},{comparison.values[iso3][0][1] * factor * (odd if iso3 == 'FIN' else 1)}\n"
        for iso3 in ("AUT", "DEU", "FIN", "FRA", "ITA", "POL")
    ]
    return "iso3,value\n" + "".join(rows)


def test_a_row_a_thousand_times_off_is_noticed(catalogue: Catalogue) -> None:
    layer = comparison_with(catalogue, indicators(catalogue)["valid_permits"])
    made = report(slip(catalogue, 1.3, odd=1000), layer)
    assert [row.iso3 for row in made.rows if row.kind == "unit_slip"] == ["FIN"]
    assert "divided by 1,000" in made.rows[2].findings[0].text
    mended = report(slip(catalogue, 1.3, odd=1000), layer, row_factors={4: 0.001})
    assert mended.counts["unit_slip"] == 0
    assert made.table_slip is None


def test_a_balance_as_much_below_zero_as_above_has_a_size(catalogue: Catalogue) -> None:
    layer = comparison_with(catalogue, indicators(catalogue)["valid_permits"])
    signs = {"AUT": -1, "DEU": -1, "FRA": 1, "ITA": 1}
    rows = [f"{iso3},{sign * layer.values[iso3][0][1]}\n" for iso3, sign in signs.items()]
    made = report("iso3,net\n" + "".join(rows), layer, balance=True)
    assert (made.typical_ratio, made.counts["unit_slip"], len(made.kept)) == (1, 0, 4)


def test_long_numbers_in_a_column_that_parts_figures_are_told_apart() -> None:
    builder = GridBuilder("a.xlsx")
    builder.add(1, ["country", "reason", "value"])
    for line, (reason, value) in enumerate([(20230101.0, 5.0), (20230102.0, 7.0)], start=2):
        builder.add(line, ["Georgia", reason, value])
    made = check_table(builder.grid("XLSX"), NAMES)
    assert [part.values for part in made.parts] == [("20230101", "20230102")]


@pytest.mark.parametrize(("factor", "undo"), [(0.001, 1000.0), (1000.0, 0.001), (1.2, None)])
def test_a_table_in_thousands_is_noticed(
    catalogue: Catalogue, factor: float, undo: float | None
) -> None:
    layer = comparison_with(catalogue, indicators(catalogue)["valid_permits"])
    made = report(slip(catalogue, factor), layer)
    assert made.table_slip == undo
    assert made.counts["unit_slip"] == 0
    assert report(slip(catalogue, factor), layer, factor=undo or 1).table_slip is None


@pytest.mark.parametrize(
    ("values", "shares"),
    [
        (["0.5", "0.25", "1"], [0.5, 0.25, 1.0]),
        (["50", "25", "0.5"], [0.5, 0.25, 0.005]),
        (["50%", "25%", "0,5%"], [0.5, 0.25, 0.005]),
        (["0.5", "0.25", "30"], [0.5, 0.25, None]),
        (["50", "25", "130"], [0.5, 0.25, None]),
    ],
)
def test_shares_and_per_cents(values: list[str], shares: list[float | None]) -> None:
    rows = zip(("GEO", "ARM", "KAZ"), values, strict=True)
    text = "iso3;value\n" + "".join(f"{iso3};{value}\n" for iso3, value in rows)
    made = report(text, unit="share")
    assert [row.value for row in made.rows] == pytest.approx(shares, nan_ok=True)
    # Only the last one is unlike the others where anything is said at all.
    assert [row.kind == "share" for row in made.rows[:2]] == [False, False]


def test_the_unit_is_guessed_and_can_be_told() -> None:
    assert report("iso3,value\nGEO,0.5\nARM,1\n").unit == "share"
    assert report("iso3,value\nGEO,1\nARM,0\n").unit == "number"
    asked = report("iso3,Share of those asked (%)\nGEO,45\nARM,30.5\n")
    assert [row.value for row in asked.rows] == [0.45, 0.305]
    assert report("iso3,shares sold\nGEO,450\nARM,3\n").unit == "number"
    assert report("iso3,value\nGEO,0.5\nARM,1\n", unit="number").rows[0].value == 0.5


def test_another_column_can_be_taken() -> None:
    text = "country,men,women\nGeorgia,5,6\n"
    made = report(text)
    assert [series.label for series in made.columns.value_choices] == ["men", "women"]
    assert (made.asked, made.kept) == (("value",), ())
    taken = report(text, value_column=2)
    assert (taken.asked, taken.kept[0].value) == ((), 6.0)


def test_low_high_and_note_come_along() -> None:
    row = report("country,value,low,high,note\nGeorgia,5,4,6,a <b>note</b>\n", factor=1000.0).rows[
        0
    ]
    assert (row.value, row.low, row.high, row.note) == (5000.0, 4000.0, 6000.0, "a <b>note</b>")


def test_a_world_bank_export_is_read() -> None:
    made = report(
        '"Data Source","World Development Indicators",\n\n'
        '"Country Name","Country Code","Indicator Name","1999","2022","2023",\n'
        '"Georgia","GEO","Something","1","2.5","3",\n"Arab World","ARB","Something","1","2","3",\n'
    )
    found = [(row.iso3, row.year, row.value) for row in made.rows]
    assert found == [("GEO", 2022, 2.5), ("GEO", 2023, 3.0), (None, 2022, None), (None, 2023, None)]
    assert made.columns.skipped == (1999,)


@pytest.mark.parametrize("heading", ["", "id", "Rank", "№", "Population"])
def test_a_column_that_only_counts_rows_is_not_the_values(heading: str) -> None:
    made = report(f"{heading},country,asked\n1,Georgia,70\n2,Armenia,80\n")
    assert [row.value for row in made.kept] == [70.0, 80.0]
    others = [series.place for series in made.columns.value_choices if series.place != 2]
    assert others == ([0] if heading in ("", "Population") else [])


@pytest.mark.parametrize("number", ["-222", "+276", "276.", "(40)"])
def test_a_number_with_a_mark_is_no_code_of_a_country(number: str) -> None:
    made = report(f"country,value,year\nGEO,5,2022\nABW,{number},2021\n")
    assert [row.iso3 for row in made.rows] == ["GEO", "ABW"]
    assert [row.given for row in made.rows] == ["5", number]


def test_duplicates_name_the_lines_they_stand_in() -> None:
    made = report("country,value\n" + "Georgia,5\n" * 2_000)
    assert made.rows[-1].findings[0].text == "line 2 has the same country and year"
    kept = "kept; lines 3, 4, 5 and 1,996 more have the same country and year"
    assert made.rows[0].findings[0].text == kept
