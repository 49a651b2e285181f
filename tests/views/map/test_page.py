"""Every control of the Map, run without a browser: link in, page out."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.kit.map_head import tabs_of
from dashboard.link.page_link import Vocabulary
from tests.pages import messages, the_map
from tests.this_release import RELEASE, RELEASE_DAY

APP = str(Path(__file__).resolve().parents[3] / "dashboard" / "app.py")
TITLE = "Valid residence permits: up in 23 of 30 countries, 2021–2023"
OPENING = "431,500 of 577,000 counted abroad stayed where no visa was needed beforehand"
PERMITS = "valid_permits"


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


def at_year(app: AppTest, year: int) -> AppTest:
    """Run the page as the map's time control asks for it."""
    app.query_params["year"] = str(year)
    return app.run()


def at_country(app: AppTest, iso3: str) -> AppTest:
    """Run the page as the map asks for it once a country is picked."""
    app.query_params["country"] = iso3
    return app.run()


def query(app: AppTest) -> dict[str, str]:
    found = app.query_params.items()
    return {name: value if isinstance(value, str) else value[0] for name, value in found}


def test_the_default_page() -> None:
    app = run()
    assert title(app) == OPENING
    assert the_map(app)["alt"].startswith("Map, Europe to Central Asia, filled by entry rule")
    assert query(app) == {}


def test_a_country_stands_beside_the_chart_of_a_layer_that_knows_one_only() -> None:
    app = run(layer="us_encounters", country="USA")
    assert "United States: 57,163, Oct 2022 to Sep 2023" in texts(app)
    assert "No figure of this kind was found" in texts(run(layer="us_encounters", country="DEU"))


def test_a_layer_travels_once_and_a_step_sends_little_more_than_the_moment() -> None:
    app = run(layer=PERMITS)
    assert len(app.get("bidi_component")[0].proto.bytes) < 5_000
    first = messages(app)[0]
    assert list(first["parts"]) == first["layer"].split(".")
    at_year(app, 2022)
    assert len(app.get("bidi_component")[0].proto.bytes) < 800
    moved = messages(app)[0]
    assert (moved["moment"], moved["layer"], moved["parts"]) == ("2022", first["layer"], {})


def test_what_two_views_share_travels_once() -> None:
    app = run()
    app.query_params["people"] = "none"
    app.run()
    rules, _, placed = messages(app)[0]["layer"].split(".")
    # The rules and where their marks stand are those that the first view came with.
    assert rules not in messages(app)[0]["parts"]
    app.query_params["region"] = "europe"
    app.run()
    again = messages(app)[0]
    assert again["layer"].split(".")[0] == rules
    assert again["layer"].split(".")[2] != placed
    assert rules not in again["parts"]


def test_each_layer_opens_in_each_of_its_years(words: Vocabulary) -> None:
    app = run(layer=PERMITS)
    tabs = {code: tab for tab, codes in tabs_of(words).items() for code in codes}
    for layer in words.layers.values():
        app.segmented_control(key="map_tab").set_value(tabs[layer.indicator_id]).run()
        app.pills(key="map_layer").set_value(layer.indicator_id).run()
        assert not app.exception
        assert layer.label in title(app)
        if layer.map_kind == "series":
            continue
        moments = {one["code"] for one in the_map(app)["moments"]}
        for year in layer.open_years:
            at_year(app, year)
            assert not app.exception
            assert str(year) in title(app)
            assert the_map(app)["moment"] == str(year)
            moments |= {one["code"] for one in the_map(app)["moments"]}
        assert moments == {str(year) for year in layer.open_years}


def test_year_region_and_measure_go_to_the_address() -> None:
    app = run(layer=PERMITS, year="2022", classes="log")
    app.segmented_control(key="map_region").set_value("world").run()
    app.segmented_control(key="map_measure").set_value("per_1000").run()
    assert query(app) == {
        "layer": PERMITS,
        "year": "2022",
        "region": "world",
        "measure": "per_1000",
        "classes": "log",
    }
    assert "Permits per 1,000 residents, end of 2022, population of 2024" in texts(app)


def test_comparing_a_year_with_itself_moves_to_an_earlier_one() -> None:
    app = run(layer=PERMITS, year="2021")
    assert title(app).endswith("2020–2021")
    app.selectbox(key="map_since").set_value(2018).run()
    assert query(app) == {"layer": PERMITS, "year": "2021", "since": "2018"}


def test_national_figures_can_be_hidden() -> None:
    shown = the_map(run(layer=PERMITS, measure="total"))
    assert any(one.get("rings") for one in shown["moments"])
    hidden = the_map(run(layer=PERMITS, measure="total", national="0"))
    assert not any(one.get("rings") for one in hidden["moments"])


def test_a_country_of_the_link_shows_its_card_and_closing_removes_it() -> None:
    app = run(layer=PERMITS, country="CYP")
    assert the_map(app)["picked"] == "CYP"
    assert "37,127 permits, end of 2023" in texts(app)
    app.button(key="country_close").click().run()
    assert query(app) == {"layer": PERMITS}
    assert the_map(app)["picked"] is None
    assert "37,127 permits, end of 2023" not in texts(app)


def test_a_country_without_data_says_what_to_try() -> None:
    app = run(layer="first_permits", year="2024", country="AUT")
    assert "No row for 2024: not reported, which is not zero. Try another year." in texts(app)
    app = run(layer="staying", country="AZE")
    assert "No figure of this kind was found for this country" in texts(app)


def test_the_table_is_made_only_when_it_is_opened() -> None:
    app = run()
    assert len(app.table) == 0


def test_refusals_and_another_release_are_told_as_plain_text() -> None:
    app = run(layer="**x**", year="1", data="2020.01")
    assert "Not used from this link: layer = “**x**” (no such code); year = “1”" in texts(app)
    assert f"made on data release “2020.01”; you see release {RELEASE}" in texts(app)
    assert title(app) == TITLE


def test_a_thin_year_of_an_older_link_shows_the_nearest_full_one_and_says_why() -> None:
    app = run(year="2024", data="2026.11")
    moments = [one["code"] for one in the_map(app)["moments"]]
    assert moments == [str(year) for year in range(2018, 2024) if year != 2021]
    assert "only 9 of the 31 countries that report have a value for 2024" in texts(app)
    assert "2024 (9) and 2025 (1)" in texts(app)


def test_a_year_without_data_shows_the_nearest() -> None:
    app = run(layer="immigration_citizens", year="2025")
    assert "has no values for 2025; the nearest year, 2023, is shown" in texts(app)


def test_the_footer_says_the_dates_of_the_map_before_release_and_newest_figure() -> None:
    footer = (
        f" · Data release {RELEASE} of {RELEASE_DAY} · newest figure in the tables: 31 Dec 2025"
    )
    for query_, dates in (
        ({}, "5 June 2023"),
        (
            {"date": "2024-12-04", "since_date": "2022-02-10"},
            "4 December 2024 against 10 February 2022",
        ),
        ({"layer": PERMITS}, "end of 2023 against end of 2021"),
    ):
        assert f"This map: {dates}{footer}" in texts(run(**query_))
