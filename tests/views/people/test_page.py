"""Every part and control of the People page, run without a browser: link in, page out."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.tables.everything import Tables
from tests.pages import charts
from tests.views.test_headlines import numbers

APP = str(Path(__file__).resolve().parents[3] / "dashboard" / "app.py")
PAGE = "views/people/page.py"
NAMES = tuple(row.name for row in Tables().people.people)
TITLES = {
    "when": "Exits from Russia, July–September: 9.7 million in 2022, 8.5 million in 2021",
    "who": "Higher education: 80% in 3 surveys of emigrants, 30–34% among residents",
    "why": "About 33% named the risk of mobilisation first (survey, Nov 2024)",
    "routes": "Three routes, as told to the BBC, June 2023",
    "asylum": "EU of 27, 2023: 32.0% of 10,498 decisions positive",
    "article": "23 figures of the article: 9 confirmed, 12 imprecise, 2 not traceable",
}


def run(page: str = PAGE, **query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    app.switch_page(page)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def title(app: AppTest) -> str:
    return str(app.subheader[0].value)


def texts(app: AppTest) -> str:
    parts: list[Any] = [*app.text, *app.caption, *app.markdown]
    return " | ".join(str(element.value) for element in parts)


def query(app: AppTest) -> dict[str, str]:
    found = app.query_params.items()
    return {name: value if isinstance(value, str) else value[0] for name, value in found}


@pytest.mark.parametrize("part", TITLES)
def test_each_part_opens_from_its_link(part: str) -> None:
    app = run(part=part)
    assert title(app) == TITLES[part]
    assert all(chart["alt"] for chart in charts(app))
    assert any(name in texts(app) for name in NAMES) == (part == "routes")


@pytest.mark.parametrize("part", [part for part in TITLES if part != "routes"])
def test_the_headline_names_what_the_first_pictures_draw(part: str) -> None:
    app = run(part=part)
    said = " ".join(chart["alt"] for chart in charts(app)[:2])
    drawn = [value for value, _ in numbers(said.replace(title(app), ""))]
    # How many surveys there are, and a share of the decisions.
    drawn += [said.count("Higher education: "), *(100 * one / 10_498 for one in drawn)]
    for value, half in numbers(title(app)):
        assert any(abs(value - one) <= half * 1.000001 for one in drawn), value


def test_parts_go_to_the_address_and_reset_clears_it() -> None:
    app = run()
    assert title(app) == TITLES["when"]
    for part in TITLES:
        app.segmented_control(key="people_part").set_value(part).run()
        assert title(app) == TITLES[part]
        assert query(app) == ({} if part == "when" else {"part": part})
    app.button(key="people_reset").click().run()
    assert query(app) == {}
    assert title(app) == TITLES["when"]


def test_events_filter_by_kind_and_keep_their_sources() -> None:
    app = run()
    assert len(app.table) == 0
    assert "45 events, 2022–2026" in texts(app)
    app.pills(key="people_kind").set_value("mobilisation").run()
    assert query(app) == {"kind": "mobilisation"}
    assert title(app) == TITLES["when"]
    assert "Mobilisation: 2 events, 2022" in texts(app)
    app.pills(key="people_open").set_value("Table").run()
    rows = app.table[0].value
    assert len(rows) == 2
    assert rows["Source"].str.contains("Forbes Russia|Yahoo News").all()
    assert len(app.table[1].value) == 25
    app.pills(key="people_kind").set_value(None).run()
    assert query(app) == {}
    assert len(app.table[0].value) == 25


@pytest.mark.parametrize("part", [part for part in TITLES if part != "routes"])
def test_table_files_sources_and_link_open_one_at_a_time(part: str) -> None:
    app = run(part=part)
    opened = app.pills(key="people_open")
    opened.set_value("Table").run()
    assert len(app.table) == (2 if part == "when" else 1)
    app.pills(key="people_open").set_value("Download").run()
    assert len(app.table) == 0
    assert len(app.get("download_button")) == (4 if part == "when" else 2)
    app.pills(key="people_open").set_value("Sources and terms").run()
    assert len(app.get("download_button")) == 0
    assert "all uses" in texts(app)
    app.pills(key="people_open").set_value("Link").run()
    assert f"part={part}" in app.code[0].value
    assert "data=" in app.code[0].value


def test_country_and_year_go_to_the_address() -> None:
    app = run(part="asylum")
    app.select_slider(key="people_year").set_value(2022).run()
    app.selectbox(key="people_country").set_value("DEU").run()
    assert query(app) == {"part": "asylum", "year": "2022", "country": "DEU"}
    assert title(app).startswith("Germany, 2022: ")
    app.toggle(key="people_rates_all").set_value(True).run()
    assert "all 27 countries" in texts(app)


def test_a_country_without_a_row_says_what_to_try() -> None:
    assert "not reported, which is not zero. Try another year." in texts(
        run(part="asylum", country="TUV")
    )


def test_refusals_and_another_release_are_told() -> None:
    app = run(part="who", kind="war", data="2020.01")
    assert "Not used from this link: kind = “war” (it belongs to part=when)" in texts(app)
    assert "made on data release “2020.01”" in texts(app)


def test_the_article_has_a_row_a_figure_and_its_verdict() -> None:
    app = run(part="article")
    figures = Tables().estimates.article_figures
    shown = texts(app)
    for figure in figures:
        assert figure.what_the_article_says.replace("'", "’") in shown.replace("\\", "").replace(
            "'", "’"
        )
    # The strip, and a range for each figure that its sources give numbers of.
    assert len(charts(app)) == 10
    app.pills(key="people_open").set_value("Sources and terms").run()
    assert "is not for us to check" in texts(app)


def test_routes_have_no_table_and_no_download() -> None:
    app = run(part="routes")
    assert len(app.table) == 0
    assert len(app.get("download_button")) == 0
    links = [link.proto for link in app.get("page_link")]
    assert [link.query_string for link in links] == ["c=SRB", "c=SWE", "c=GEO"]


@pytest.mark.parametrize(
    ("page", "given"),
    [
        ("views/map/page.py", {}),
        ("views/countries/page.py", {"c": "SRB"}),
        ("views/countries/page.py", {"c": "SWE"}),
        ("views/countries/page.py", {"c": "GEO"}),
        ("views/estimates/page.py", {}),
    ],
)
def test_no_other_page_names_the_three_people(page: str, given: dict[str, str]) -> None:
    app = run(page, **given)
    assert app.subheader
    everything = texts(app) + " ".join(
        json.dumps(chart, ensure_ascii=False) for chart in charts(app)
    )
    options = " ".join(" ".join(box.options) for box in app.selectbox)
    for name in NAMES:
        assert name not in everything
        assert name not in options
