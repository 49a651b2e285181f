"""Rows of indicators.csv for what data/ does not hold yet; the first accepted figure brings one."""

from collections.abc import Iterable

from dashboard.commands.refresh.writing import Row

# The year shown first is the last one that at least three in four of the scope report.
ENOUGH = 0.75
_SHARED = {"comparable": "1", "map_kind": "choropleth", "change_base": "2021", "per_1000": "1"}
ROWS: dict[str, Row] = {
    "naturalisations": {
        "indicator_id": "naturalisations",
        "label": "Citizenship acquired",
        "unit": "persons",
        "concept": "flow",
        "definition": "Russian citizens who acquired the country's citizenship during the year, "
        "in whatever way (Eurostat migr_acq).",
        "caution": "They leave the counts of Russian citizens and of permits without moving "
        "anywhere; as a rule they had lived in the country for years.",
        "scope": "eurostat_population",
        "layer_group": "Residents",
        **_SHARED,
    },
    "emigration_citizens": {
        "indicator_id": "emigration_citizens",
        "label": "Emigration of Russian citizens",
        "unit": "persons",
        "concept": "flow",
        "definition": "Russian citizens who moved out during the year for an expected absence of "
        "twelve months or more, to any country (Eurostat migr_emi1ctz).",
        "caution": "Where they went next is not known, and departures are counted less fully "
        "than arrivals.",
        "scope": "eurostat_population",
        "layer_group": "Movements",
        **_SHARED,
    },
    "asylum_first_eurostat": {
        "indicator_id": "asylum_first_eurostat",
        "label": "First asylum applications, Eurostat",
        "unit": "applications",
        "concept": "flow",
        "definition": "Russian citizens who asked for asylum in the state for the first time "
        "during the year (Eurostat migr_asyappctza).",
        "caution": "Rounded to five, and counted by other rules than UNHCR's new applications: "
        "never add the two up or put them on one line.",
        "scope": "eurostat_permits",
        "layer_group": "Asylum",
        **_SHARED,
    },
}


def new_indicator(indicator_id: str, rows: Iterable[Row], scope: set[str]) -> Row:
    """Return the row of a new indicator that holds the observations `rows`."""
    reporting: dict[str, set[str]] = {}
    for row in rows:
        if row["iso3"] in scope:
            reporting.setdefault(row["period_end"][:4], set()).add(row["iso3"])
    full = [year for year, states in reporting.items() if len(states) >= ENOUGH * len(scope)]
    most = max(reporting, key=lambda year: (len(reporting[year]), year))
    return {**ROWS[indicator_id], "default_year": max(full, default=most)}
