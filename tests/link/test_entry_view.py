"""Links to the layer of entry rules: what they restore, and what they refuse."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.map_view import (
    PEOPLE,
    EntryCodes,
    EntryView,
    entry_defaults,
    entry_query,
    is_entry,
    parse_entry,
    parse_map,
)
from dashboard.link.page_link import Vocabulary
from dashboard.tables.everything import Tables

on = date.fromisoformat


@pytest.fixture(scope="module")
def codes(words: Vocabulary) -> EntryCodes:
    return EntryCodes.of(words, Tables().entry)


def parsed(query: dict[str, str], codes: EntryCodes) -> EntryView:
    view, refusals = parse_entry(parse_qs(urlencode(query)), codes)
    assert refusals == []
    return view


def test_a_link_with_only_the_layer_shows_the_people_at_their_date(codes: EntryCodes) -> None:
    for query in ({}, {"layer": "entry_rules"}, {"people": "staying"}):
        assert parsed(query, codes) == entry_defaults(codes)
    assert entry_defaults(codes).people == "staying"
    assert entry_defaults(codes).date == codes.opening
    assert entry_query(entry_defaults(codes), codes) == {}


def test_without_people_the_layer_opens_on_the_latest_evidence(codes: EntryCodes) -> None:
    view = parsed({"layer": "entry_rules", "people": "none"}, codes)
    assert view == entry_defaults(codes, "none")
    assert (view.date, view.region) == (codes.snapshots[-1], "world")
    assert entry_query(view, codes) == {"layer": "entry_rules", "people": "none"}


def test_a_comparison_shows_no_people(codes: EntryCodes) -> None:
    view = parsed({"since_date": "2022-02-10"}, codes)
    assert (view.people, view.since_date, view.date) == (
        "none",
        on("2022-02-10"),
        codes.snapshots[-1],
    )
    assert entry_query(view, codes) == {"layer": "entry_rules", "since_date": "2022-02-10"}
    query = {"since_date": ["2022-02-10"], "people": ["staying"]}
    again, (refusal,) = parse_entry(query, codes)
    assert again == view
    assert (refusal.parameter, refusal.value) == ("people", "staying")
    assert refusal.reason == "the comparison of two dates shows no people"


def test_the_full_link_spells_out_everything(codes: EntryCodes) -> None:
    view = EntryView(
        on("2023-06-05"), on("2022-02-10"), "europe", "FIN", "fin-2022-09-30", present=False
    )
    assert entry_query(view, codes, full=True) == {
        "layer": "entry_rules",
        "date": "2023-06-05",
        "since_date": "2022-02-10",
        "region": "europe",
        "country": "FIN",
        "event": "fin-2022-09-30",
        "people": "none",
        "data": codes.release,
    }
    assert entry_query(entry_defaults(codes), codes, full=True) == {
        "layer": "entry_rules",
        "date": str(codes.opening),
        "region": entry_defaults(codes).region,
        "people": "staying",
        "data": codes.release,
    }


def days(codes: EntryCodes) -> st.SearchStrategy[date]:
    return st.dates(codes.snapshots[0], codes.snapshots[-1])


@given(data=st.data())
def test_every_view_comes_back(data: st.DataObject, codes: EntryCodes) -> None:
    day = data.draw(st.sampled_from(codes.snapshots) | days(codes))
    earlier = [at for at in codes.snapshots if at < day] if day in codes.snapshots else []
    since_date = data.draw(st.sampled_from([None, *earlier]))
    view = EntryView(
        date=day,
        since_date=since_date,
        region=data.draw(st.sampled_from(("world", "europe", "eurasia"))),
        country=data.draw(st.sampled_from([None, "GEO", "KAZ"])),
        event=data.draw(st.sampled_from([None, *sorted(codes.events)])),
        present=data.draw(st.booleans()),
        people="none" if since_date else data.draw(st.sampled_from(PEOPLE)),
    )
    for full in (False, True):
        query = entry_query(view, codes, full=full)
        assert is_entry(parse_qs(urlencode(query)))
        assert parsed(query, codes) == view


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"date": "2022-02-09"}, "expected a day from 2022-02-10 to 2"),
        ({"date": "2026-12-31"}, "expected a day from 2022-02-10 to 2"),
        ({"date": "2023-02-29"}, "expected a day from 2022-02-10 to 2"),
        ({"date": "20230605"}, "expected a day from 2022-02-10 to 2"),
        ({"date": "2023-W23-1"}, "as YYYY-MM-DD"),
        ({"date": "٢٠٢٣-٠٦-٠٥"}, "as YYYY-MM-DD"),
        ({"people": "some"}, "expected none, staying"),
        ({"since_date": "2031-01-01"}, "expected a snapshot before the date"),
        ({"since_date": "2023-06-06"}, "expected a snapshot before the date"),
        ({"date": "2022-02-10", "since_date": "2022-02-10"}, "no snapshot lies before this date"),
        (
            {"date": "2022-09-30", "since_date": "2022-02-10"},
            "only these dates can be compared: 2022-02-10, 2023-06-05",
        ),
        ({"country": "RUS"}, "no such code"),
        ({"event": "kaz-2029-01-01"}, "no such code"),
        ({"region": "mars"}, "expected eurasia, europe, world"),
        ({"colour": "red"}, "no such parameter"),
    ],
)
def test_a_refused_parameter_is_named_and_nothing_raises(
    query: dict[str, str], reason: str, codes: EntryCodes
) -> None:
    asked = parse_qs(urlencode({"layer": "entry_rules", **query}))
    view, refusals = parse_entry(asked, codes)
    (refusal,) = refusals
    assert refusal.parameter == list(query)[-1]
    assert reason in refusal.reason
    expected = entry_defaults(codes, "none" if "since_date" in query else "staying")
    if len(query) > 1:
        expected = replace(expected, date=on(query["date"]))
    assert view == expected


def test_parameters_of_other_layers_are_accepted_and_left_out(codes: EntryCodes) -> None:
    view = parsed({"layer": "entry_rules", "year": "2023", "measure": "change"}, codes)
    assert view == entry_defaults(codes)


def test_only_the_first_layer_decides() -> None:
    assert is_entry({"layer": ["entry_rules"]})
    assert not is_entry({"layer": ["staying", "entry_rules"]})


@pytest.mark.parametrize("name", ["year", "since", "measure", "classes", "national"])
def test_without_a_layer_a_parameter_of_the_permit_layers_means_them(
    name: str, words: Vocabulary
) -> None:
    query = {name: ["2022" if name in ("year", "since") else "1"], "country": ["DEU"]}
    assert not is_entry(query)
    assert parse_map(query, words)[0].layer == "valid_permits"
    for other in ("region", "country", "date", "since_date", "event", "people", "present", "data"):
        assert is_entry({other: ["x"]})
    assert is_entry({})
