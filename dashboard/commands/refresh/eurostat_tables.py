"""Which table of Eurostat an indicator comes from, and with which codes."""

from dataclasses import dataclass, field
from typing import Literal

# What a figure of a year is dated by.
Period = Literal["1 January", "31 December", "year"]
CITIZEN = "RU"
EU_CODE = "EU27_2020"


@dataclass(frozen=True)
class Table:
    """A table of Eurostat, and the codes that pick Russian citizens, all else together.

    `codes` holds every dimension but the state and the time; their order is the service's own.
    `rounded` says that the table as a whole is rounded (to five).
    """

    code: str
    indicator_id: str
    title: str
    period: Period
    codes: dict[str, str] = field(default_factory=dict)
    rounded: bool = False


_PERMITS = {"freq": "A", "reason": "TOTAL", "citizen": CITIZEN, "duration": "TOTAL", "unit": "PER"}
_PEOPLE = {"freq": "A", "citizen": CITIZEN, "age": "TOTAL", "unit": "NR", "sex": "T"}
_MOVED = {**_PEOPLE, "agedef": "COMPLET"}
_ASKED = {
    "freq": "A",
    "unit": "PER",
    "citizen": CITIZEN,
    "sex": "T",
    "applicant": "FRST",
    "age": "TOTAL",
}

TABLES = (
    Table(
        "migr_resvalid",
        "valid_permits",
        "All valid permits by reason, length of validity and citizenship on 31 December",
        "31 December",
        _PERMITS,
    ),
    Table(
        "migr_resfirst",
        "first_permits",
        "First permits by reason, length of validity and citizenship",
        "year",
        _PERMITS,
    ),
    Table(
        "migr_pop1ctz",
        "citizens_population",
        "Population on 1 January by age group, sex and citizenship",
        "1 January",
        _PEOPLE,
    ),
    Table(
        "migr_imm1ctz",
        "immigration_citizens",
        "Immigration by age group, sex and citizenship",
        "year",
        _MOVED,
    ),
    Table(
        "migr_emi1ctz",
        "emigration_citizens",
        "Emigration by age group, sex and citizenship",
        "year",
        _MOVED,
    ),
    Table(
        "migr_asyappctza",
        "asylum_first_eurostat",
        "Asylum applicants by type, citizenship, age and sex, annual aggregated data",
        "year",
        _ASKED,
        rounded=True,
    ),
    Table(
        "migr_acq",
        "naturalisations",
        "Acquisition of citizenship by age group, sex and former citizenship",
        "year",
        _MOVED,
    ),
)

# Eurostat's codes of states, by the codes of data/: ISO 3166 alpha-2 but for EL and UK.
STATES = {
    "AL": "ALB", "AM": "ARM", "AT": "AUT", "AZ": "AZE", "BA": "BIH", "BE": "BEL", "BG": "BGR",
    "BY": "BLR", "CH": "CHE", "CY": "CYP", "CZ": "CZE", "DE": "DEU", "DK": "DNK", "EE": "EST",
    "EL": "GRC", "ES": "ESP", "FI": "FIN", "FR": "FRA", "GE": "GEO", "HR": "HRV", "HU": "HUN",
    "IE": "IRL", "IS": "ISL", "IT": "ITA", "LI": "LIE", "LT": "LTU", "LU": "LUX", "LV": "LVA",
    "MD": "MDA", "ME": "MNE", "MK": "MKD", "MT": "MLT", "NL": "NLD", "NO": "NOR", "PL": "POL",
    "PT": "PRT", "RO": "ROU", "RS": "SRB", "SE": "SWE", "SI": "SVN", "SK": "SVK", "TR": "TUR",
    "UA": "UKR", "UK": "GBR", "XK": "XKX",
}  # fmt: skip
# Sums that are not shown: the euro area, older sizes of the Union, the EEA, EFTA.
AGGREGATES = r"(EU|EA|EEA|EFTA)\d*(_\d{4})?"
