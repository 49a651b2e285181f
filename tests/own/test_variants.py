"""Small tables of many shapes, each with the map it means, what is asked, or a refusal.

`map` gives values by country, with the year where there is one; `repairs` are a reader's answers.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.own.findings import Repairs, total
from dashboard.own.report import check_table
from dashboard.own.text import read_text
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.problems import TableError

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
