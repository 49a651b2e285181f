"""Every part and control of the People page, run without a browser: link in, page out."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.tables.everything import Tables
from tests.pages import charts

APP = str(Path(__file__).resolve().parents[3] / "dashboard" / "app.py")
PAGE = "views/people/page.py"
NAMES = tuple(Tables().people.people["name"])
TITLES = {
    "when": "45 events, 2022–2026",
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
    assert len(app.table) == 1
    app.pills(key="people_kind").set_value("mobilisation").run()
    assert query(app) == {"kind": "mobilisation"}
    assert title(app) == "Mobilisation: 2 events, 2022"
    rows = app.table[0].value
    assert len(rows) == 2
    assert rows["Source"].str.contains("Forbes Russia|Yahoo News").all()
    app.pills(key="people_kind").set_value(None).run()
    assert query(app) == {}


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


def test_the_article_says_what_is_left_out_and_leads_on() -> None:
    app = run(part="article")
    assert "is not for us to check" in texts(app)
    links = [link.proto for link in app.get("page_link")]
    assert len(links) >= 17
    assert {"In How many left", "On this page: asylum", "On the Map"} <= {x.label for x in links}


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
