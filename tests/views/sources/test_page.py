"""The Sources page, run without a browser: link in, page out."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.words.source_words import GAP_WORDS
from tests.slides import slide_tables
from tests.this_release import RELEASE

APP = str(Path(__file__).resolve().parents[3] / "dashboard" / "app.py")


def run(**query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    app.switch_page("views/sources/page.py")
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    each = [*app.subheader, *app.markdown, *app.text, *app.caption]
    return " | ".join(str(element.value) for element in each)


def query(app: AppTest) -> dict[str, str]:
    found = app.query_params.items()
    return {name: value if isinstance(value, str) else value[0] for name, value in found}


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


def picture(app: AppTest) -> dict[str, Any]:
    """What the picture of the part that is open was given."""
    (found,) = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    assert isinstance(found, dict)
    return found


def open_part(app: AppTest, part: str) -> None:
    app.button_group(key="sources_parts").set_value(part).run()
    assert not app.exception


def test_it_opens_on_what_rests_on_whom_and_the_list_most_used_first() -> None:
    app = run()
    assert app.text_input(key="sources_search").value == ""
    assert query(app) == {}
    assert app.subheader[0].value == "Three of 278 publishers carry 67% of the rows shown here"
    assert "**380 sources**" in texts(app)
    keys = [str(one.key) for one in app.button]
    listed = [key for key in keys if key.startswith("sources_page_")]
    assert len(listed) == 25
    assert listed[0] == "sources_page_unhcr-rdf-2026-06"
    assert len(app.table) == len(app.expander) == 0


def test_the_picture_says_what_the_tables_hold() -> None:
    book, drawn = slide_tables().book, picture(run())
    totals = {one.name: one.total for one in book.publishers}
    *bars, others = drawn["bars"]
    assert [bar["name"] for bar in bars] == list(totals)[: len(bars)]
    for bar in bars:
        assert sum(bar["parts"]) == totals[bar["name"]]
        assert bar["text"] == f"{totals[bar['name']]:,}"
    assert sum(sum(bar["parts"]) for bar in drawn["bars"]) == sum(totals.values())
    assert others["name"] == f"{len(totals) - len(bars)} others"
    for at, kind in enumerate(drawn["kinds"]):
        assert kind["text"] == f"{sum(bar['parts'][at] for bar in drawn['bars']):,}"


def test_the_list_can_be_put_in_another_order() -> None:
    app = run()
    app.segmented_control(key="sources_order").set_value("publisher").run()
    first = next(one for one in app.button if str(one.key).startswith("sources_page_"))
    assert "420on" in first.label


def test_picking_a_source_writes_it_to_the_address_and_shows_what_rests_on_it() -> None:
    app = run()
    app.button(key="sources_page_bbc-2023-06").click().run()
    assert query(app) == {"s": "bbc-2023-06"}
    assert app.subheader[0].value.startswith("Why are people leaving Russia")
    assert "**Terms:** copyright BBC; not redistributed" in texts(app)
    assert "People\\: The article, figure by figure" in links(app)
    app.button(key="sources_all").click().run()
    assert query(app) == {}


def test_an_indicator_shows_coverage_checks_and_gaps() -> None:
    app = run(indicator="valid_permits")
    assert app.subheader[0].value == "Valid residence permits"
    assert len(app.table) == 2
    assert "EU totals of valid permits for 2018 to 2020 lack Denmark." in texts(app)
    assert "Map\\: Valid residence permits" in links(app)
    none = run(indicator="us_encounters")
    assert "No published total was found" in texts(none)


def test_the_gaps_are_drawn_as_the_tables_have_them() -> None:
    app = run()
    open_part(app, "gaps")
    drawn = picture(app)
    states = "".join(row["states"] for row in drawn["rows"])
    assert drawn["words"] == GAP_WORDS
    assert len(drawn["rows"]) == 19
    assert all(len(row["states"]) == len(drawn["countries"]) for row in drawn["rows"])
    expected = len(states) - states.count(".")
    said = f"{states.count('n')} of {expected} pairs of indicator and country are not reported"
    assert app.subheader[0].value == said
    place = [code for code, _ in drawn["countries"]].index("GEO")
    by_code = {row["code"]: row["states"][place] for row in drawn["rows"]}
    assert (by_code["valid_permits"], by_code["staying"]) == (".", "v")
    assert "#### 52 known gaps and conflicts" in texts(app)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("indicators", "19 indicators"),
        ("glossary", "67 terms"),
        ("changes", "changed up to release"),
        ("package", "as a Frictionless Data Package"),
    ],
)
def test_every_part_is_one_click_away_and_closes_a_search(part: str, said: str) -> None:
    app = run(q="permit")
    open_part(app, part)
    assert query(app) == {}
    assert said in texts(app)


def test_searching_writes_the_text_and_shows_every_kind() -> None:
    app = run()
    app.text_input(key="sources_search").set_value("  first   permit ").run()
    assert query(app) == {"q": "first permit"}
    assert "For “first permit”: 3 terms, 1 indicator, 5 known gaps and 6 sources." in texts(app)
    app.text_input(key="sources_search").set_value("").run()
    assert query(app) == {}


def test_a_figure_leads_to_the_pages_that_show_it() -> None:
    for typed in ("155,000", "155000"):
        app = run(q=typed)
        assert f"For “{typed}”: 3 figures and 1 known gap." in texts(app)
        assert [link.split(" · ")[-1] for link in links(app)[:3]] == [
            "How many left",
            "People",
            "People",
        ]


def test_markup_in_a_search_stays_text() -> None:
    app = run(q="**qqq** $y$ <b>")
    assert "Nothing found for “**qqq** $y$ <b>”." in " ".join(one.value for one in app.text)


def test_refusals_and_another_release_are_told() -> None:
    app = run(s="nobody", indicator="x", q="y" * 90, data="2020.01")
    shown = texts(app)
    assert "s = “nobody” (no source of that id)" in shown
    assert "indicator = “x” (no indicator of that id)" in shown
    assert "only the first 80 characters are searched for" in shown
    assert f"made on data release “2020.01”; you see release {RELEASE}" in shown
