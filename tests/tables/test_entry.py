"""The entry tables: golden rows, counts of the facts, and every broken cell named."""

import datetime
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.tables.dates import PartialDate
from dashboard.tables.entry import EntryTables
from dashboard.tables.everything import ALL_SCHEMAS, Tables
from dashboard.tables.problems import TableError
from dashboard.tables.reading import read_table

on = datetime.date.fromisoformat

SNAPSHOTS = (on("2022-02-10"), on("2023-06-05"), on("2024-12-04"), on("2026-09-12"))
# Category by category, snapshot by snapshot, as counted in the facts.
COUNTS = {
    "visa_free": (81, 77, 81, 81),
    "visa_on_arrival": (30, 30, 32, 25),
    "electronic_authorisation": (1, 2, 2, 8),
    "e_visa": (18, 24, 23, 24),
    "visa_required": (68, 53, 49, 50),
    "visa_suspended": (0, 6, 4, 3),
    "entry_restricted": (0, 6, 7, 7),
}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("entry_categories", 7),
        ("entry_rules", 792),
        ("entry_events", 149),
        ("entry_changes", 72),
    ],
)
def test_every_line_is_read(name: str, rows: int) -> None:
    path = Path("data") / f"{name}.csv"
    assert len(read_table(path, ALL_SCHEMAS[name])) == rows
    assert path.read_text(encoding="utf-8").count("\n") == rows + 1


def test_the_snapshots_and_the_counts_are_those_of_the_facts(entry: EntryTables) -> None:
    assert entry.snapshots == SNAPSHOTS
    at = Counter((row.category, row.as_of) for row in entry.rules)
    found = {row.category: tuple(at[row.category, day] for day in SNAPSHOTS) for row in entry.rules}
    assert found == COUNTS
    checked = Counter(row.as_of for row in entry.rules if row.checked)
    assert tuple(checked[day] for day in SNAPSHOTS) == (16, 57, 53, 54)
    assert len({row.iso3 for row in entry.rules}) == 198


def test_golden_rows(entry: EntryTables) -> None:
    for date in SNAPSHOTS:
        assert entry.rules_of("GEO")[date].max_stay_days == 365
        assert entry.rules_of("ARM")[date].max_stay_days == 180
    kazakhstan = [entry.rules_of("KAZ")[date].window for date in SNAPSHOTS]
    assert kazakhstan == ["90 per entry", "90 in 180", "90 in 180", "90 in 180"]
    closed = {
        date: {i for i, r in entry.rules_at(date).items() if r.category == "entry_restricted"}
        for date in SNAPSHOTS
    }
    assert closed[on("2022-02-10")] == set()
    assert closed[on("2023-06-05")] == {"FIN", "EST", "LVA", "LTU", "POL", "CZE"}
    assert (
        closed[on("2024-12-04")] == closed[on("2026-09-12")] == closed[on("2023-06-05")] | {"NOR"}
    )


CORRECTED = {
    ("ALB", on("2022-02-10")): ("e_visa", None),
    ("BLZ", on("2022-02-10")): ("visa_free", 90),
    ("BLZ", on("2023-06-05")): ("visa_free", 90),
    ("BLZ", on("2024-12-04")): ("visa_free", 90),
    ("CMR", on("2023-06-05")): ("e_visa", None),
    ("CRI", on("2023-06-05")): ("visa_free", 30),
    ("JAM", on("2022-02-10")): ("visa_free", None),
    ("MOZ", on("2023-06-05")): ("visa_free", 30),
    ("MWI", on("2024-12-04")): ("visa_free", 30),
    ("NRU", on("2022-02-10")): ("visa_free", 14),
    ("NRU", on("2023-06-05")): ("visa_free", 14),
    ("NRU", on("2024-12-04")): ("visa_free", 14),
    ("NRU", on("2026-09-12")): ("visa_free", 14),
    ("PAN", on("2022-02-10")): ("visa_free", 90),
    ("SLV", on("2023-06-05")): ("visa_free", 180),
    ("SUR", on("2024-12-04")): ("visa_free", None),
    ("TWN", on("2022-02-10")): ("visa_free", 14),
}


def test_rules_that_a_text_proved_wrong_are_those_of_the_text(entry: EntryTables) -> None:
    for (iso3, date), (category, days) in CORRECTED.items():
        row = entry.rules_of(iso3)[date]
        stay = None if row.max_stay_days != row.max_stay_days else row.max_stay_days
        assert (row.category, stay, row.checked) == (category, days, True), (iso3, date)
        assert row.index_says, (iso3, date)
        assert not any("passport-index" in one for one in row.source_id), (iso3, date)


def test_a_doubted_rule_says_both_texts(entry: EntryTables) -> None:
    for iso3, texts in (("MWI", "visasnews-2026-01-malawi"), ("MOZ", "78-2026-03-mozambique")):
        row = entry.rules_of(iso3)[entry.latest]
        assert row.note.startswith("In doubt: ")
        assert {texts, "passport-index-2026-02"} <= set(row.source_id)


LINKED = {
    "AGO": "ago-2023-09-29",
    "BFA": "bfa-2023-02-01",
    "BTN": "btn-2022-09-23",
    "CMR": "cmr-2023-04-30",
    "CRI": "cri-2022-08-16",
    "GNQ": "gnq-2023-07-01",
    "IDN": "idn-2022-05-30",
    "KNA": "kna-2025-05-26",
    "LBR": "lbr-2025-03-11",
    "LBY": "lby-2024-03-21",
    "MOZ": "moz-2023-05-01",
    "MWI": "mwi-2024-02-07",
    "SLV": "slv-2023-01-12",
    "SYR": "syr-2024-05-01",
    "TCD": "tcd-2024-12-11",
    "TWN": "twn-2022-07-31",
}


def test_the_27_changes_without_a_decision_are_settled_as_in_the_facts(entry: EntryTables) -> None:
    changes = {row.iso3: row for row in entry.changes}
    assert {iso3: changes[iso3].event_id for iso3 in LINKED} == LINKED
    for gone in ("ALB", "BLZ", "JAM", "NRU", "PAN"):
        assert gone not in changes
    reasons = {iso3: changes[iso3].no_event_because for iso3 in ("GMB", "KIR", "LSO", "VUT")}
    assert reasons == {
        **dict.fromkeys(("GMB", "KIR", "LSO"), "unconfirmed event"),
        "VUT": "missing event",
    }
    assert changes["SUR"].no_event_because == "index noise"
    assert [row.no_event_because for row in entry.changes].count("missing event") == 1


def test_older_decisions_stand_in_the_countrys_list_and_not_among_the_changes(
    entry: EntryTables,
) -> None:
    older = {"nru-2015-05-14", "jam-2018-09-27", "alb-2021-02-01", "pan-2021-10-01"}
    older |= {"blz-2022-01-12"}
    recent = {event.event_id for event in entry.recent}
    assert set(entry.events_by_id) - recent == older
    # Known by month or year only, and not before the first snapshot for all that is known.
    assert {"nor-2022", "cze-2022-02"} <= recent
    for event_id in older:
        listed = entry.events_of(event_id[:3].upper())
        assert event_id in {event.event_id for event in listed}


def test_every_category_change_is_listed_and_those_with_an_event_are_as_in_the_facts(
    entry: EntryTables,
) -> None:
    by_category = [row for row in entry.changes if row.what == "category"]
    assert len(by_category) == 63
    assert sum(row.event_id != "" for row in by_category) == 37
    assert sum(row.event_id != "" for row in entry.changes) == 45


def test_where_index_and_text_disagree_the_row_says_what_the_index_said(
    entry: EntryTables,
) -> None:
    assert entry.rules_of("GEO")[on("2023-06-05")].index_says == "360 days"
    assert entry.rules_of("FIN")[on("2023-06-05")].index_says == "visa required"
    assert entry.rules_of("OMN")[on("2026-09-12")].index_says == "14 days"
    assert entry.rules_of("SAU")[on("2026-09-12")].index_says == "visa on arrival"
    assert [row.index_says for row in entry.rules].count("no admission (pandemic)") == 31


def test_evidence_dates_come_from_the_sources(entry: EntryTables) -> None:
    assert entry.rules_of("GEO")[on("2022-02-10")].evidence_date == PartialDate(on("2024-10-10"))
    index_rows = [row for row in entry.rules if row.source_id == ("passport-index-2026-02",)]
    assert {row.evidence_date for row in index_rows} == {PartialDate(on("2026-02-18"))}


def test_eu_wide_decisions_apply_to_their_members(entry: EntryTables) -> None:
    assert "euu-2022-09-12" in {event.event_id for event in entry.events_of("EST")}
    assert "euu-2022-09-12" not in {event.event_id for event in entry.events_of("DNK")}
    assert entry.affected["kaz-2023-01-27"] == ("KAZ",)
    assert all(len(entry.affected[row.event_id]) > 1 for row in entry.events if row.iso3 == "EUU")


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("file", "change", "expected"),
    [
        (
            "entry_rules.csv",
            replaced("AFG,2022-02-10,visa_required", "AFG,2022-02-10,visa"),
            "entry_rules.csv, line 2, column category: 'visa': must be one of",
        ),
        (
            "entry_rules.csv",
            replaced("AFG,2022-02-10,visa_required,,", "AFG,2022-02-10,visa_required,30,"),
            "max_stay_days must be blank",
        ),
        (
            "entry_rules.csv",
            replaced("AFG,2022-02-10", "XXX,2022-02-10"),
            "entry_rules.csv, line 2, column iso3: 'XXX': no such iso3",
        ),
        (
            "entry_rules.csv",
            replaced("AFG,2023-06-05,visa_required", "AFG,2023-06-05,e_visa"),
            "changed since 2022-02-10 (visa_required), and entry_changes.csv does not list it",
        ),
        ("entry_rules.csv", replaced("passport-index-2022-02", "no-such"), "no such source"),
        (
            "entry_rules.csv",
            replaced("AFG,2022-02-10", "AFG,2022-03-10"),
            "this country has no rule at 2022-02-10",
        ),
        ("entry_events.csv", replaced("AUT;BEL", "XXX;BEL"), "column members: 'XXX': no such"),
        (
            "entry_events.csv",
            replaced("MKD,,2022-03,month", "MKD,,2022-03,day"),
            "date must be as precise as date_precision says",
        ),
        ("entry_events.csv", replaced("EUU,AUT", "AUT,AUT"), "EUU needs its members"),
        (
            "entry_changes.csv",
            replaced("bel-2022-07", "bel-2029-01"),
            "column event_id: 'bel-2029-01': no such event",
        ),
        ("entry_changes.csv", replaced("bel-2022-07", "nld-2022-04"), "does not apply to this"),
        ("entry_changes.csv", replaced("nor-2024-05-29", "nor-2022"), "does not lie between"),
        ("entry_changes.csv", replaced(",missing event", ","), "and not both"),
        (
            "entry_changes.csv",
            replaced("visa_required,visa_suspended,bel", "e_visa,visa_suspended,bel"),
            "column category_from: 'e_visa': entry_rules.csv says otherwise at 2022-02-10",
        ),
        (
            "entry_changes.csv",
            replaced("BEL,2022-02-10,2023-06-05", "BEL,2022-02-10,2024-12-04"),
            "must span two neighbouring snapshots",
        ),
        ("entry_categories.csv", replaced("closed_to_tourists", "closed"), "must be one of: no_vi"),
    ],
)
def test_a_broken_cell_is_named(
    data_copy: Path, file: str, change: Callable[[str], str], expected: str
) -> None:
    path = data_copy / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(TableError) as error:
        _ = Tables(data_copy).entry
    assert expected in str(error.value)
    assert file in {problem.file for problem in error.value.problems} | {"entry_changes.csv"}


def test_a_missing_file_is_named(data_copy: Path) -> None:
    (data_copy / "entry_events.csv").unlink()
    with pytest.raises(TableError, match=r"entry_events\.csv: the file is missing"):
        _ = Tables(data_copy).entry
