"""Read a table of Eurostat: its structure first, then the rows of Russian citizens.

Structure and data are SDMX-ML 2.1, read by sdmx1. A table whose dimensions or codes are not those
that `TABLES` asks for is refused with what has changed, before any figure is read.
"""

import contextlib
import io
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import sdmx

from dashboard.commands.refresh.asking import (
    Asker,
    HalfAnswerError,
    Kept,
    NoAnswerError,
    fault_text,
    one_line,
)
from dashboard.commands.refresh.figures import Found, Period, Row, as_total, figure, read_flags

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
    codes: dict[str, str]
    period: Period = "year"
    rounded: bool = False


_PERMITS = {"freq": "A", "reason": "TOTAL", "citizen": CITIZEN, "duration": "TOTAL", "unit": "PER"}
_PEOPLE = {"freq": "A", "citizen": CITIZEN, "age": "TOTAL", "unit": "NR", "sex": "T"}
_MOVED = {**_PEOPLE, "agedef": "COMPLET"}
_ASKED = {**_PEOPLE, "unit": "PER", "applicant": "FRST"}

TABLES = (
    Table(
        "migr_resvalid",
        "valid_permits",
        "All valid permits by reason, length of validity and citizenship on 31 December",
        _PERMITS,
        "31 December",
    ),
    Table(
        "migr_resfirst",
        "first_permits",
        "First permits by reason, length of validity and citizenship",
        _PERMITS,
    ),
    Table(
        "migr_pop1ctz",
        "citizens_population",
        "Population on 1 January by age group, sex and citizenship",
        _PEOPLE,
        "1 January",
    ),
    Table(
        "migr_imm1ctz",
        "immigration_citizens",
        "Immigration by age group, sex and citizenship",
        _MOVED,
    ),
    Table(
        "migr_emi1ctz",
        "emigration_citizens",
        "Emigration by age group, sex and citizenship",
        _MOVED,
    ),
    Table(
        "migr_asyappctza",
        "asylum_first_eurostat",
        "Asylum applicants by type, citizenship, age and sex, annual aggregated data",
        _ASKED,
        rounded=True,
    ),
    Table(
        "migr_acq",
        "naturalisations",
        "Acquisition of citizenship by age group, sex and former citizenship",
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


ADDRESS = "https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1"
SHOWN_AT = "https://ec.europa.eu/eurostat/databrowser/view/{}/default/table"
CONSTANTS = "dashboard/commands/refresh/eurostat.py"
STATE, TIME, EUU = "geo", "TIME_PERIOD", "EUU"


@dataclass(frozen=True)
class _Structure:
    """A table as the service describes it: codes by dimension in their order, and its last day."""

    codes: dict[str, list[str]]
    updated: str
    definition: Any


def read_table(asker: Asker, address: str, table: Table, since: int) -> Found:
    """Return what a table holds from `since` on.

    Raises:
        NoAnswerError: where it cannot be had, or is not the table that was known.
    """
    code = table.code.upper()
    described, _ = asker.ask(
        f"eurostat-{table.code}-structure",
        "xml",
        f"{address}/dataflow/ESTAT/{code}/latest?detail=referencepartial&references=descendants",
        lambda content: _structure(content, table),
    )
    key = ".".join(table.codes.get(dimension, "") for dimension in described.codes)
    query = urlencode({"startPeriod": since, "format": "SDMX_2.1_STRUCTURED"})
    observed, kept = asker.ask(
        f"eurostat-{table.code}-data",
        "xml",
        f"{address}/data/{code}/{key}?{query}",
        lambda content: _observed(content, table, described, since),
    )
    return _found(table, described, observed, kept)


def _read(content: bytes, structure: Any = None) -> Any:
    root = content.lstrip()[:2000]
    if b"Fault" in root and b"faultstring" in root:
        raise NoAnswerError(f"the service reports a fault{fault_text(content)}.")
    try:
        # The reader prints what it had read when an answer breaks off.
        with contextlib.redirect_stdout(io.StringIO()):
            return sdmx.read_sdmx(io.BytesIO(content), structure=structure)
    except Exception as error:
        # The reader asserts, fails to unpack or wraps lxml's error, whatever it did not expect.
        if "XMLSyntaxError" in {type(error).__name__, type(error.__cause__).__name__}:
            raise HalfAnswerError("the answer is a half one: its XML does not end.") from None
        raise NoAnswerError(f"an answer of another form: {one_line(str(error))}") from None


def _structure(content: bytes, table: Table) -> _Structure:
    message = _read(content)
    definitions = list(getattr(message, "structure", {}).values())
    flows = list(getattr(message, "dataflow", {}).values())
    if not definitions or not flows:
        raise NoAnswerError("the answer describes no table.")
    codes = {
        one.id: list(getattr(one.local_representation.enumerated, "items", {}) or {})
        for one in definitions[0].dimensions.components
        if one.id != TIME
    }
    _check_dimensions(set(codes), {*table.codes, STATE})
    for dimension, code in table.codes.items():
        _check_code(dimension, code, codes[dimension])
    dated = [one.title for one in flows[0].annotations if one.type == "UPDATE_DATA"]
    return _Structure(codes, str(dated[0])[:10] if dated else "", definitions[0])


def _check_dimensions(now: set[str], known: set[str]) -> None:
    if now != known:
        gone, new = ", ".join(sorted(known - now)), ", ".join(sorted(now - known))
        parts = [f"no dimension {gone}"] if gone else []
        parts += [f"a new dimension {new}"] if new else []
        raise NoAnswerError(
            f"the table has {' and '.join(parts)}. If one has a new name, or a new one has a code "
            f"for all, change the codes in {CONSTANTS}."
        )


def _check_code(dimension: str, code: str, now: list[str]) -> None:
    # Without a list the service itself refuses a code that is gone.
    if now and code not in now:
        near = ", ".join(one for one in now if one[:1] == code[:1]) or ", ".join(now)
        raise NoAnswerError(
            f"the code list of {dimension} no longer holds {code}; it has {near[:200]}. "
            f"Change the code in {CONSTANTS}."
        )


# State, year, count, and the letters of its status and of confidentiality.
_Observed = tuple[str, int, int | None, str, str]


def _observed(content: bytes, table: Table, described: _Structure, since: int) -> list[_Observed]:
    message = _read(content, described.definition)
    seen: set[tuple[str, int]] = set()
    observed: list[_Observed] = []
    for one in (one for data in getattr(message, "data", []) for one in data.obs):
        given = {name: str(value.value) for name, value in one.key.values.items()}
        wrong = {name for name, code in table.codes.items() if given.get(name) != code}
        if wrong:
            raise NoAnswerError(f"rows came that were not asked for: another {min(wrong)}.")
        state, time = given[STATE], given[TIME]
        if not re.fullmatch(r"\d{4}", time):
            raise NoAnswerError(f"a period that is no year: {one_line(time)!r} of {state}.")
        year = int(time)
        if (state, year) in seen:
            raise NoAnswerError(f"two figures for {state} in {time}.")
        seen.add((state, year))
        if year >= since:
            flags = {name: str(value.value) for name, value in one.attached_attribute.items()}
            status = flags.get("OBS_FLAG", flags.get("OBS_STATUS", ""))
            number = _count(one.value, f"{state} in {time}")
            observed.append((state, year, number, status, flags.get("CONF_STATUS", "")))
    if not observed:
        raise NoAnswerError(f"the answer holds no observation from {since} on.")
    return observed


def _count(text: object, place: str) -> int | None:
    """Return a count; None for what is not reported (blank, `:`, NaN)."""
    given = str(text if text is not None else "").strip()
    if given in {"", ":", "NaN", "nan"}:
        return None
    if not re.fullmatch(r"\d+(\.0+)?", given):
        raise NoAnswerError(f"{one_line(given)!r} of {place} is no count of people.")
    return int(float(given))


def _found(table: Table, described: _Structure, observed: list[_Observed], kept: Kept) -> Found:
    source = _source(table, described, kept)
    rows: list[Row] = []
    totals: list[Row] = []
    missing: dict[str, list[str]] = {}
    strange: dict[str, list[str]] = {}
    for state, year, number, status, confidential in observed:
        place = f"{one_line(state)} {year}"
        flagged = read_flags(status, confidential, rounded=table.rounded)
        if flagged.unknown:
            strange.setdefault(f"flag {flagged.unknown}", []).append(place)
        iso3 = EUU if state == EU_CODE else STATES.get(state, "")
        if not iso3:
            if not re.fullmatch(AGGREGATES, state):
                strange.setdefault("a state that is not known here", []).append(place)
        elif number is None:
            missing.setdefault(flagged.why_missing or "no reason given", []).append(place)
        else:
            row = figure(
                table.indicator_id,
                table.period,
                source,
                (iso3, year),
                number,
                bound=flagged.bound,
                break_before=flagged.break_before,
                note=flagged.note,
            )
            if iso3 == EUU:
                totals.append(as_total(row))
            else:
                rows.append(row)
    remarks = [f"Not reported ({why}): {', '.join(places)}." for why, places in missing.items()]
    remarks += [f"Met {what}: {', '.join(places)}." for what, places in strange.items()]
    return Found(table.indicator_id, source, rows, totals, tuple(remarks))


def _source(table: Table, described: _Structure, kept: Kept) -> Row:
    return {
        "source_id": f"eurostat-{table.code.replace('_', '-')}-{kept.day}",
        "publisher": "Eurostat",
        "title": f"{table.title} ({table.code})",
        "url": SHOWN_AT.format(table.code),
        "published": described.updated or kept.day,
        "licence": "Eurostat reuse policy (CC BY 4.0 equivalent)",
        "via": "",
        "note": f"Read at the service on {kept.day}; SHA-256 of the answer {kept.sha256[:16]}…",
    }
