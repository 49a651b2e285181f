"""Every control of the Map, run without a browser: link in, page out."""

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from dashboard.links.vocabulary import Vocabulary
from dashboard.tables.catalogue import Catalogue
from tests.this_release import RELEASE, RELEASE_DAY

APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")
TITLE = "Valid residence permits: up in 23 of 30 countries, 2021–2023"


def run(**query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def title(app: AppTest) -> str:
    return str(app.subheader[0].value)


def texts(app: AppTest) -> str:
    return " | ".join(str(element.value) for element in [*app.text, *app.caption])


def charts(app: AppTest) -> list[Any]:
    return [chart.proto for chart in app.get("plotly_chart")]


def query(app: AppTest) -> dict[str, str]:
    found = app.query_params.items()
    return {name: value if isinstance(value, str) else value[0] for name, value in found}


def test_the_default_page() -> None:
    app = run()
    assert title(app) == TITLE
    assert charts(app)[0].alt.startswith("Map, Europe to Central Asia. Valid residence permits")
    assert query(app) == {}


def test_the_figure_is_small_and_fetches_its_geometry_from_this_host() -> None:
    chart = charts(run())[0]
    assert len(chart.spec) < 15_000
    assert "coordinates" not in chart.spec
    config = json.loads(chart.config)
    assert config["topojsonURL"] == "app/static/"


def test_each_layer_opens_in_each_of_its_years(words: Vocabulary) -> None:
    app = run()
    for layer in words.layers.values():
        app.selectbox(key="map_layer").set_value(layer.indicator_id).run()
        assert not app.exception
        assert layer.label in title(app)
        years = layer.open_years if layer.map_kind != "series" else ()
        for year in years if len(years) > 1 else ():
            app.select_slider(key="map_year").set_value(year).run()
            assert not app.exception
            assert str(year) in title(app)


def test_year_region_and_measure_go_to_the_address() -> None:
    app = run()
    app.select_slider(key="map_year").set_value(2022).run()
    app.segmented_control(key="map_region").set_value("world").run()
    app.segmented_control(key="map_measure").set_value("per_1000").run()
    app.radio(key="map_classes").set_value("log").run()
    assert query(app) == {
        "year": "2022",
        "region": "world",
        "measure": "per_1000",
        "classes": "log",
    }
    assert "Permits per 1,000 residents, end of 2022, population of 2024" in texts(app)


def test_comparing_a_year_with_itself_moves_to_an_earlier_one() -> None:
    app = run()
    app.select_slider(key="map_year").set_value(2021).run()
    assert title(app).endswith("2020–2021")
    assert query(app) == {"year": "2021"}
    app.selectbox(key="map_since").set_value(2018).run()
    assert query(app) == {"year": "2021", "since": "2018"}


def test_national_figures_can_be_hidden() -> None:
    app = run(measure="total")
    before = charts(app)[0].spec
    app.toggle(key="map_national").set_value(False).run()
    assert query(app)["national"] == "0"
    assert len(charts(app)[0].spec) < len(before)


def test_picking_a_country_shows_its_card_and_clearing_removes_it(catalogue: Catalogue) -> None:
    app = run()
    app.selectbox(key="map_country").set_value("CYP").run()
    assert query(app) == {"country": "CYP"}
    assert "37,127 permits, end of 2023" in texts(app)
    app.selectbox(key="map_country").set_value(None).run()
    assert query(app) == {}
    options = app.selectbox(key="map_country").options
    assert len(options) == len(catalogue.countries) - 1
    assert "Georgia · Грузия" in options
    assert not any("Россия" in option for option in options)


def test_a_country_without_data_says_what_to_try() -> None:
    app = run(layer="first_permits", year="2024", country="AUT")
    assert "No row for 2024: not reported, which is not zero. Try another year." in texts(app)
    app = run(layer="staying", country="AZE")
    assert "No figure of this kind was found for this country" in texts(app)


def test_the_table_is_made_only_when_it_is_opened() -> None:
    app = run()
    assert len(app.table) == 0
    rings = run(layer="staying")
    assert len(rings.table) == 1


def test_refusals_and_another_release_are_told_as_plain_text() -> None:
    app = run(layer="**x**", year="1", data="2020.01")
    assert "Not used from this link: layer = “**x**” (no such code); year = “1”" in texts(app)
    assert f"made on data release “2020.01”; you see release {RELEASE}" in texts(app)
    assert title(app) == TITLE


def test_a_thin_year_of_an_older_link_shows_the_nearest_full_one_and_says_why() -> None:
    app = run(year="2024", data="2026.11")
    assert app.select_slider(key="map_year").options == [str(year) for year in range(2018, 2024)]
    assert "only 9 of the 31 countries that report have a value for 2024" in texts(app)
    assert "2024 (9) and 2025 (1)" in app.select_slider(key="map_year").help


def test_a_year_without_data_shows_the_nearest() -> None:
    app = run(layer="immigration_citizens", year="2025")
    assert "has no values for 2025; the nearest year, 2023, is shown" in texts(app)


def test_the_footer_says_the_dates_of_the_map_before_release_and_newest_figure() -> None:
    footer = (
        f"This map: end of 2023 against end of 2021 · Data release {RELEASE} of {RELEASE_DAY} · "
        "newest figure in the tables: 31 Dec 2025"
    )
    assert footer in texts(run())
