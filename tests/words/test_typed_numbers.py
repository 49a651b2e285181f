"""Numbers as people write them: what was written is what is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.words.typed_numbers import Decimal, Number, is_gap, read_numbers, typed_number

DECIMAL_MARKS = [".", ","]
GROUPS = [",", ".", " ", "\u00a0", "\u2009", "\u202f", "'", "’", ""]


def written(value: float, decimal: str, group: str, places: int) -> str:
    """A number with its marks, as a spreadsheet of some country writes it."""
    whole, _, rest = f"{abs(value):,.{places}f}".partition(".")
    text = whole.replace(",", group) + (decimal + rest if rest else "")
    return f"-{text}" if value < 0 else text


def values(cells: list[str | float], decimal: Decimal | None = None) -> list[float | None]:
    return [number.value for number in read_numbers(cells, decimal).numbers]


@st.composite
def columns(draw: st.DrawFn) -> tuple[list[float], list[str | float], str]:
    decimal = draw(st.sampled_from([".", ","]))
    group = draw(st.sampled_from([mark for mark in GROUPS if mark != decimal]))
    places = draw(st.integers(0, 6))
    numbers = draw(
        st.lists(
            st.integers(-(10**13), 10**13).map(lambda n: round(n / 10**places, places)), min_size=1
        )
    )
    return numbers, [written(n, decimal, group, places) for n in numbers], decimal


@settings(deadline=None)
@given(columns(), st.booleans())
def test_what_is_written_is_read(
    column: tuple[list[float], list[str | float], str], told: bool
) -> None:
    numbers, cells, decimal = column
    # A value that leaves nothing open decides for the column; the reader's word does it too.
    clear: list[str | float] = [] if told else [f"0{decimal}5"]
    word: Decimal | None = ("," if decimal == "," else ".") if told else None
    read = read_numbers([*cells, *clear], word)
    assert [n.value for n in read.numbers][: len(numbers)] == numbers
    assert read.decimal == decimal
    assert not read.ambiguous


@settings(deadline=None)
@given(st.lists(st.floats(-1e15, 1e15)))
def test_numbers_of_a_workbook_stay_as_they_are(numbers: list[float]) -> None:
    assert values(list(numbers)) == numbers


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_text_gives_a_finite_number_or_a_reason(cells: list[str]) -> None:
    for number in read_numbers(list(cells)).numbers:
        assert number.value is None or abs(number.value) <= 1e15


@pytest.mark.parametrize("cells", [["1,234"], ["1.234", "5.678"], ["12,345", "100"]])
def test_a_column_that_leaves_it_open_is_said_to(cells: list[str | float]) -> None:
    assert read_numbers(cells).ambiguous
    assert not read_numbers(cells, ",").ambiguous


def test_the_other_columns_help() -> None:
    read = read_numbers(["1.234"], elsewhere=",")
    assert (read.numbers[0].value, read.ambiguous) == (1234.0, False)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1 234 567", 1234567.0),
        ("1.234.567,8", 1234567.8),
        ("12%", 12.0),
        ("−5", -5.0),
        ("1,5e3", 1500.0),
        ("0,123", 0.123),
        ("1234,567", 1234.567),
        ("12,34,567", None),
        ("1 23", None),
        ("1,234 567", None),
        ("5 people", None),
        ("0x1F", None),
        ("1_000", None),
        ("", None),
    ],
)
def test_one_cell(cell: str, expected: float | None) -> None:
    assert values([cell]) == [expected]


def test_a_word_of_the_reader_goes_before_the_column() -> None:
    assert values(["1.5", "1,234"], ",") == [None, 1.234]


def test_why_a_cell_is_no_number() -> None:
    reasons = [n.why for n in read_numbers(["=1+1", "2023-01-05", "<5", "#REF!", "n/a"]).numbers]
    assert [reason.split(",")[0].split(" and")[0] for reason in reasons] == [
        "a formula",
        "a date",
        "a bound",
        "an error of the spreadsheet",
        "",
    ]
    assert read_numbers(["x" * 100_000]).numbers == (
        Number(None, why="not a number with the decimal mark “.”"),
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("34000 p", 34000.0),
        ("70000 bd", 70000.0),
        ("9000 (p)", 9000.0),
        ("3,5*", 3.5),
        ("12 [1]", 12.0),
        ("75k", 75000.0),
        ("1.2 million", 1200000.0),
        ("1,7 млн", 1700000.0),
        ("146,5 тыс.", 146500.0),
        ("10-20", None),
        ("5 persons", None),
        ("~65000", None),
    ],
)
def test_flags_and_words_of_size(cell: str, expected: float | None) -> None:
    assert values([cell]) == [expected]


@pytest.mark.parametrize("cell", [":", ": z", ":c", "..", "–", "- (c)", "n/a", "na", "нет данных"])
def test_what_says_that_there_is_no_value(cell: str) -> None:
    assert is_gap(cell)
    assert read_numbers([cell]).numbers == (Number(None),)


@settings(deadline=None)
@given(st.integers(0, 3_000_000), st.sampled_from(GROUPS))
def test_typed_people_are_those_people(people: int, group: str) -> None:
    text = f"{people:,}".replace(",", group)
    assert typed_number(text, 0, 3_000_000, whole=True) == people


@settings(deadline=None)
@given(st.integers(0, 1_000), st.sampled_from(DECIMAL_MARKS), st.sampled_from(["", "%", " %"]))
def test_a_typed_share_is_that_share(tenths: int, mark: str, sign: str) -> None:
    text = f"{tenths / 10:.1f}".replace(".", mark) + sign
    assert typed_number(text, 0, 100) == tenths / 10


@settings(deadline=None)
@given(st.text(max_size=60), st.booleans())
def test_whatever_is_typed_is_a_number_within_the_bounds_or_told(text: str, whole: bool) -> None:
    number = typed_number(text, 0, 100, whole=whole)
    assert isinstance(number, str) or 0 <= number <= 100
