"""The Sources page, run without a browser: link in, page out."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

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


def test_it_opens_on_the_search_and_the_list() -> None:
    app = run()
    assert app.text_input(key="sources_search").value == ""
    assert "#### 380 sources" in texts(app)
    assert len([one for one in app.button if str(one.key).startswith("sources_page_")]) == 25
    assert query(app) == {}
    labels = [part.label for part in app.expander]
    assert labels[:4] == [
        "19 indicators: definition, coverage, checks",
        "52 known gaps and conflicts",
        "Glossary: 67 terms",
        "What changed between releases",
    ]
    assert len(app.table) == 0


def test_the_list_can_be_put_in_another_order() -> None:
    app = run()
    app.segmented_control(key="sources_order").set_value("most_used").run()
    first = next(one for one in app.button if str(one.key).startswith("sources_page_"))
    assert "UNHCR" in first.label


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
