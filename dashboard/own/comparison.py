"""A built-in layer that a reader's table is held against, to notice slips of the unit."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import Indicator, rows_of
from dashboard.tables.rows import records

FEWEST_SHARED = 3


@dataclass(frozen=True)
class Comparison:
    """The values above zero of a layer: for each country its years, latest first."""

    label: str
    values: dict[str, list[tuple[int, float]]]

    def near(self, iso3: str, year: int) -> float | None:
        """Return the value of the year nearest to `year`, the latest where that is 0."""
        known = self.values.get(iso3)
        if not known:
            return None
        return known[0][1] if not year else min(known, key=lambda pair: abs(pair[0] - year))[1]

    def typical(self, ratios: Sequence[float]) -> float | None:
        """Return the middle ratio, None where too few countries are shared to tell."""
        return statistics.median(ratios) if len(ratios) >= FEWEST_SHARED else None


def comparison_with(catalogue: Catalogue, indicator: Indicator) -> Comparison:
    """Return an indicator of the tables as something to compare with."""
    values: dict[str, list[tuple[int, float]]] = {}
    rows = rows_of(catalogue, indicator.indicator_id).sort_values("period_end", ascending=False)
    for row in records(rows):
        if row["value"] > 0:
            values.setdefault(row["iso3"], []).append((int(row["period_end"][:4]), row["value"]))
    return Comparison(indicator.label, values)


def comparable_layers(layers: dict[str, Indicator]) -> list[Indicator]:
    """Return the layers that a table of counts can be held against."""
    return [
        layer
        for layer in layers.values()
        if layer.map_kind == "choropleth" and not layer.is_share and layer.comparable
    ]
