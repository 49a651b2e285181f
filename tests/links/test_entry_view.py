"""Links to the layer of entry rules: what they restore, and what they refuse."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.links.entry_view import (
    EntryCodes,
    EntryView,
    defaults,
    entry_query,
    is_entry,
    parse_entry,
)
from dashboard.links.vocabulary import Vocabulary
from dashboard.tables.entry import read_entry


@pytest.fixture(scope="module")
def codes(words: Vocabulary) -> EntryCodes:
    return EntryCodes.of(words, read_entry())


def parsed(query: dict[str, str], codes: EntryCodes) -> EntryView:
    view, refusals = parse_entry(parse_qs(urlencode(query)), codes)
    assert refusals == []
    return view


def test_a_link_with_only_the_layer_shows_the_latest_evidence(codes: EntryCodes) -> None:
    assert parsed({"layer": "entry_rules"}, codes) == defaults(codes)
    assert defaults(codes).date == "2026-09-12"
    assert entry_query(defaults(codes), codes) == {"layer": "entry_rules"}


def test_the_full_link_spells_out_everything(codes: EntryCodes) -> None:
    view = EntryView("2023-06-05", "2022-02-10", "europe", "FIN", "fin-2022-09-30", present=False)
    assert entry_query(view, codes, full=True) == {
        "layer": "entry_rules",
        "date": "2023-06-05",
        "since_date": "2022-02-10",
        "region": "europe",
        "country": "FIN",
        "event": "fin-2022-09-30",
        "data": codes.release,
    }


@given(data=st.data())
def test_every_view_comes_back(data: st.DataObject, codes: EntryCodes) -> None:
    date = data.draw(st.sampled_from(codes.snapshots))
    earlier = [None, *(at for at in codes.snapshots if at < date)]
    view = EntryView(
        date=date,
        since_date=data.draw(st.sampled_from(earlier)),
        region=data.draw(st.sampled_from(("world", "europe", "eurasia"))),
        country=data.draw(st.sampled_from([None, "GEO", "KAZ"])),
        event=data.draw(st.sampled_from([None, *sorted(codes.events)])),
        present=data.draw(st.booleans()),
    )
    for full in (False, True):
        assert parsed(entry_query(view, codes, full=full), codes) == view


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"date": "2023-06-06"}, "expected 2022-02-10, 2023-06-05"),
        ({"since_date": "2026-09-12"}, "expected a snapshot before the date"),
        ({"date": "2022-02-10", "since_date": "2022-02-10"}, "no snapshot lies before this date"),
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
    expected = replace(defaults(codes), date=view.date)
    assert view == expected


def test_parameters_of_other_layers_are_accepted_and_left_out(codes: EntryCodes) -> None:
    view = parsed({"layer": "entry_rules", "year": "2023", "measure": "change"}, codes)
    assert view == defaults(codes)


def test_only_the_first_layer_decides() -> None:
    assert is_entry({"layer": ["entry_rules"]})
    assert not is_entry({"layer": ["staying", "entry_rules"]})
    assert not is_entry({})
