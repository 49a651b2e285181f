"""Tables of every shape and spelling are read for what they are."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.own.catalogue import own_catalogue
from dashboard.own.findings import Repairs, Report, total
from dashboard.own.grid import Grid, read_text
from dashboard.own.report import check_table
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import Tables
from dashboard.tables.problems import TableError

CATALOGUE = Tables().catalogue
NAMES = CATALOGUE.names
CODES = sorted(set(NAMES.by_code) - {"RUS"})
DECIMALS = [(".", ""), (".", ","), (".", " "), (".", "'"), (",", ""), (",", "."), (",", "\u00a0")]
ABOVE: list[list[str]] = [
    ["Table 5. Residence permits"],
    ["Source", "Ministry of the Interior"],
    ["Extracted on 12/09/2026 10:00:00"],
    ["Contact", "a@example.org"],
    ["(persons)"],
    ["Last update", "2024-05-30"],
    ["Citizenship", "Russia"],
    ["2.7. МЕЖДУНАРОДНАЯ МИГРАЦИЯ"],
    ["Unit of measure", "Person", "", ""],
    [""],
]
TOTALS = ["World", "Total", "European Union - 27 countries (from 2020)", "Всего", "со странами СНГ"]


@dataclass(frozen=True)
class Shape:
    """How a table is written: its columns in order, marks, lines above, totals by their place."""

    order: list[int]
    decimal: str
    group: str
    above: list[list[str]]
    totals: list[tuple[int, str]]
    separator: str


shapes = st.builds(
    lambda order, marks, *rest: Shape(order, *marks, *rest),
    st.permutations(range(6)),
    st.sampled_from(DECIMALS),
    st.lists(st.sampled_from(ABOVE), max_size=12),
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(TOTALS)), max_size=4),
    st.sampled_from([",", ";", "\t"]),
)
tables = st.dictionaries(
    st.sampled_from(CODES),
    st.lists(st.integers(0, 10**7).map(lambda n: n / 10), min_size=2, max_size=2),
    min_size=3,
    max_size=25,
)


def written(value: float, shape: Shape) -> str:
    whole, _, tenth = f"{value:,.1f}".partition(".")
    return whole.replace(",", shape.group) + (shape.decimal + tenth if tenth != "0" else "")


def text(rows: list[list[str]], shape: Shape) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=shape.separator)
    writer.writerows(shape.above)
    writer.writerows(rows)
    return out.getvalue()


def long(numbers: dict[str, list[float]], shape: Shape) -> str:
    rows = [
        [NAMES.by_code[code], code, year, written(value, shape), "Russian Federation", "a remark"]
        for code, values in numbers.items()
        for year, value in zip(("2022", "2023"), values, strict=True)
    ]
    for place, name in shape.totals:
        rows.insert(place % (len(rows) + 1), [name, "", "2023", written(99999.9, shape), "", ""])
    head = ["Country", "ISO3", "Year", "Permits held", "Citizenship of", "Remark"]
    return text([[row[at] for at in shape.order] for row in [head, *rows]], shape)


def wide(numbers: dict[str, list[float]], shape: Shape) -> str:
    rows = [
        [NAMES.by_code[code], code, *(written(value, shape) for value in values)]
        for code, values in numbers.items()
    ]
    for place, name in shape.totals:
        rows.insert(place % (len(rows) + 1), [name, "", written(5.5, shape), written(99.9, shape)])
    order = [at for at in shape.order if at < 4]
    head = ["Country", "ISO3", "2022", "2023"]
    return text([[row[at] for at in order] for row in [head, *rows]], shape)


def answered(grid: Grid, shape: Shape) -> Report:
    """The report, once its only open question is answered: what the marks mean."""
    report = check_table(grid, NAMES)
    if not report.asked:
        return report
    assert report.asked == ("decimal",)
    repairs = Repairs(decimal="," if shape.decimal == "," else ".")
    return check_table(grid, NAMES, repairs)


def holds(content: str, numbers: dict[str, list[float]], shape: Shape) -> None:
    report = answered(read_text("mine.csv", content.encode()), shape)
    found = sorted((row.iso3 or "", row.year, row.value) for row in report.kept)
    assert found == sorted(
        (code, year, value)
        for code, values in numbers.items()
        for year, value in zip((2022, 2023), values, strict=True)
    )
    assert total(report.rows) == total([*report.kept, *report.rejected])
    drawn, _ = own_catalogue(CATALOGUE, report)
    listed: dict[Any, float] = {}
    for row in report.rows:
        if row.kept:
            listed[row.iso3, row.year] = listed.get((row.iso3, row.year), 0.0) + (row.value or 0.0)
    shown = {
        (iso3, int(end[:4])): value
        for iso3, end, value in zip(
            drawn.observations["iso3"],
            drawn.observations["period_end"],
            drawn.observations["value"],
            strict=True,
        )
    }
    # Nothing is drawn that the report does not list, and nothing it lists is left out.
    assert shown == listed


@settings(deadline=None)
@given(tables, shapes)
def test_a_long_table_gives_one_map_in_any_shape(
    numbers: dict[str, list[float]], shape: Shape
) -> None:
    holds(long(numbers, shape), numbers, shape)


@settings(deadline=None)
@given(tables, shapes)
def test_a_wide_table_gives_one_map_in_any_shape(
    numbers: dict[str, list[float]], shape: Shape
) -> None:
    holds(wide(numbers, shape), numbers, shape)


VARIANTS = json.loads(
    (Path(__file__).resolve().parent / "variants.json").read_text(encoding="utf-8")
)


def repairs(given: dict[str, Any]) -> Repairs:
    only = {int(place): value for place, value in given.pop("only", {}).items()}
    return Repairs(only=only, **given)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant["name"])
def test_a_shape_means_this_map(variant: dict[str, Any], catalogue: Catalogue) -> None:
    content = "\n".join(variant["lines"]).encode()
    said = repairs(dict(variant.get("repairs", {})))
    if variant["map"] == "refused":
        with pytest.raises(TableError):
            check_table(read_text("mine.csv", content), catalogue.names, said)
        return
    report = check_table(read_text("mine.csv", content), catalogue.names, said)
    assert list(report.asked) == variant.get("asked", [])
    found: dict[str, float] = {}
    for row in report.kept:
        key = f"{row.iso3} {row.year}" if row.year else str(row.iso3)
        found[key] = found.get(key, 0.0) + (row.value or 0.0)
    assert found == pytest.approx(variant["map"])
    assert total(report.rows) == pytest.approx(total(report.kept) + total(report.rejected))
