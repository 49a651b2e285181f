"""Every page follows its tables: with a year and a snapshot more, nothing says the old ends."""

import json
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.kit import store
from dashboard.kit.address import PAGE_FILES
from dashboard.kit.slide import SlideTables
from dashboard.tables.reading import DATA
from tests.later import CLAIM, DECIDED, SNAPSHOT, YEAR, make_later
from tests.pages import charts, follow, opened, the_map, wrong

COUNTED = re.compile(r"\b(?:four|all four) (?:dates|snapshots)\b|\bfour dates\b", re.IGNORECASE)
Query = dict[str, str | list[str]]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppTest]:
    """The app on a copy of the tables that goes on to 2027."""
    data = tmp_path_factory.mktemp("later") / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("natural_earth"))
    make_later(data)
    st.cache_resource.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "SlideTables", lambda _: SlideTables(data))
        yield opened("map")
    st.cache_resource.clear()


def page(app: AppTest, name: str, query: Query | None = None) -> AppTest:
    app.switch_page(PAGE_FILES[name])
    follow(app, {n: [v] if isinstance(v, str) else v for n, v in (query or {}).items()})
    assert wrong(app) is None
    assert not COUNTED.search(said(app))
    return app


def said(app: AppTest) -> str:
    """Return all that a page says: texts, labels, helps, options, and what its charts hold."""
    texts = []
    for element in (*app.main, *app.sidebar):
        proto = element.proto
        for name in ("body", "label", "help", "placeholder", "value", "alt"):
            text = getattr(proto, name, "")
            texts.append(text if isinstance(text, str) else "")
        # Their JSON spells a dash as its number.
        texts += [
            json.dumps(json.loads(text), ensure_ascii=False)
            for name in ("spec", "json")
            if (text := getattr(proto, name, ""))
        ]
        texts += [str(option) for option in getattr(proto, "options", ())]
    return "\n".join(texts).replace("\\", "")


def axis(app: AppTest, name: str, chart: int = 0) -> Any:
    return charts(app)[chart]["figure"]["layout"][name]


def test_the_map_opens_on_the_later_year_and_its_time_ends_there(app: AppTest) -> None:
    shown = page(app, "map", {"layer": "valid_permits"})
    assert f"2021–{YEAR}" in shown.subheader[0].value
    assert the_map(shown)["moment"] == str(YEAR)
    assert the_map(shown)["moments"][-1]["code"] == str(YEAR)


def test_every_layer_has_the_later_year(app: AppTest) -> None:
    for layer in store.tables().words.layers:
        assert str(YEAR) in said(page(app, "map", {"layer": layer})), layer


def test_a_fifth_snapshot_is_the_latest_evidence_everywhere(app: AppTest) -> None:
    shown = page(app, "map", {"layer": "entry_rules", "people": "none", "country": "GEO"})
    assert len(shown.selectbox("entry_since").options) == 5
    assert the_map(shown)["moment"] == SNAPSHOT
    assert the_map(shown)["moments"][-1]["code"] == SNAPSHOT
    text = said(shown)
    assert "March 2027" in text
    assert "15 Jan 2027" in text
    compared = page(app, "map", {"layer": "entry_rules", "since_date": "2026-09-12"})
    assert compared.subheader[0].value.startswith("Tightened in 1 country, loosened in 0, Sep 20")
    rules = said(page(app, "countries", {"c": ["GEO", "TUR", "AFG"]}))
    assert "at all five dates" in rules
    assert "5 March 2027" in rules or "March 2027" in rules
    assert DECIDED[:4] in rules


def test_claims_filters_and_periods_follow_the_estimates(app: AppTest) -> None:
    shown = page(app, "scenarios")
    assert shown.subheader[0].value.replace("\\", "") == (
        f"People who left: claims covering 2022 run from 450,000 to {CLAIM:,}"
    )
    assert "24 of 41 estimates" in shown.caption[0].value
    periods = axis(shown, "xaxis2")
    assert periods["range"][1] == f"{YEAR}-12-31"
    assert periods["tickvals"][-1] == f"{YEAR}-01-01"
    shown.session_state["scenario_filters"] = True
    assert shown.run().select_slider("scenario_since").options[-1] == str(YEAR)


def test_the_verdict_counts_the_later_claim(app: AppTest) -> None:
    text = said(page(app, "workforce"))
    assert "None of 17 estimates reaches 1.5% at the default assumptions" in text
    assert "Estimates that cover 24 Feb to 31 Dec 2022" in text
    assert "7 more are named, not counted" in text


def test_the_later_event_is_counted_and_stands_in_the_table(app: AppTest) -> None:
    shown = page(app, "people", {"part": "when"})
    assert "46 events, 2022–2027" in said(shown)
    # The axis fits what is counted, which no later event moves.
    assert axis(shown, "xaxis")["range"] == ["2021-07-01", "2023-06-30"]
    one = page(app, "people", {"part": "when", "kind": "border"})
    assert f"later events, 2023–{YEAR}: see Table" in said(one)
    one.pills(key="people_open").set_value("Table").run()
    assert "A later event" in set(one.table[0].value.index)
    one.pills(key="people_open").set_value(None).run()


@pytest.mark.parametrize(
    ("name", "query", "shown"),
    [
        ("map", {"layer": "valid_permits"}, f"2021–{YEAR}"),
        ("map", {"layer": "entry_rules", "people": "none"}, "Latest evidence: "),
        ("countries", {"c": ["GEO", "DEU"]}, str(YEAR)),
        ("scenarios", {}, f"{CLAIM:,}"),
        ("workforce", {}, "A later claim"),
        ("people", {"part": "when"}, f"46 events, 2022–{YEAR}"),
        ("people", {"part": "asylum"}, str(YEAR)),
        ("sources", {}, "Data release"),
    ],
)
def test_slides_follow_too(app: AppTest, name: str, query: Query, shown: str) -> None:
    slide = page(app, name, {**query, "present": "true"})
    assert shown in said(slide) + json.dumps(charts(slide))


def test_other_parts_and_pages_are_drawn_and_the_footer_says_the_newest_day(app: AppTest) -> None:
    for part in ("who", "why", "routes", "asylum", "article"):
        page(app, "people", {"part": part})
    assert str(YEAR) in page(app, "people", {"part": "asylum"}).select_slider("people_year").options
    for name in ("sources", "brief", "countries"):
        assert "newest figure" in said(page(app, name))
    assert f"31 Dec {YEAR}" in said(app)
