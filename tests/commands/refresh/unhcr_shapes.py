"""UNHCR's answers, in the shapes that clients of its open interface recorded.

Envelope (page, maxPages, total, items), fields, and counts as numbers or the texts "0" and "-":
the fixtures of cyanheads/unhcr-refugees-mcp-server (`tests/fixtures/unhcr.ts`, captured from the
service in 2026) and `data-raw/rdf.R` of UNHCR's own R package, which asks for the same pages.
The figures are made up.
"""

from collections.abc import Sequence

Item = dict[str, object]
Count = int | str
# UNHCR's own codes, which are not ISO's: AUS is Austria.
OWN_CODES = {"AUT": "AUS", "DEU": "GFR"}


def identity(iso3: str, year: int) -> Item:
    return {
        "year": year,
        "coo_id": 160,
        "coo_name": "Russian Federation",
        "coo": "RUS",
        "coo_iso": "RUS",
        "coa_id": 1,
        "coa_name": iso3,
        "coa": OWN_CODES.get(iso3, iso3),
        "coa_iso": iso3,
    }


def population(iso3: str, year: int, refugees: Count, asylum_seekers: Count = "0") -> Item:
    others = dict.fromkeys(("returned_refugees", "idps", "returned_idps", "stateless"), "0")
    return {
        **identity(iso3, year),
        "refugees": refugees,
        "asylum_seekers": asylum_seekers,
        **others,
        "ooc": "0",
        "oip": "-",
        "hst": "0",
    }


def application(iso3: str, year: int, applied: Count, kind: str = "N", unit: str = "P") -> Item:
    return {
        **identity(iso3, year),
        "procedure_type": "G",
        "app_type": kind,
        "dec_level": "FA" if kind == "NR" else "FI",
        "app_pc": unit,
        "applied": applied,
    }


def decision(
    iso3: str,
    year: int,
    outcomes: tuple[Count, Count, Count, Count],
    total: Count,
    level: str = "FI",
    unit: str = "P",
) -> Item:
    names = ("dec_recognized", "dec_other", "dec_rejected", "dec_closed")
    return {
        **identity(iso3, year),
        "procedure_type": "G",
        "dec_level": level,
        "dec_pc": unit,
        **dict(zip(names, outcomes, strict=True)),
        "dec_total": total,
    }


def page(rows: Sequence[Item], number: int, size: int) -> dict[str, object]:
    """Return one page of an endpoint, counted from 1."""
    return {
        "page": number,
        "short-url": "",
        "maxPages": max(-(-len(rows) // size), 1),
        "total": {},
        "items": list(rows[(number - 1) * size : number * size]),
    }
