"""A reader's own table on the Map, run without a browser: upload, report, repair, map."""

import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.kit.actions import opened_key
from dashboard.own import held as own_held
from dashboard.own import session as own_session
from dashboard.own.held import FULL_NOTE
from dashboard.own.session import GONE_NOTE
from dashboard.views.map import own_map
from tests.own.nasty_books import workbook
from tests.pages import the_map
from tests.views.map.test_page import OPENING, at_country, at_year, query, run, title

TABLE = (
    "country;people;year\n"
    "Грузия;1 200;2022\nГрузия;1 500;2023\nArmenia;950;2023\nArmenia;50;2023\n"
    "Kazachstan;300;2023\n<b>x</b>;7;2023\nSerbia;0;2023\nTürkiye*;-4;2023\n"
)


def upload(app: AppTest, content: bytes, name: str = "my_table.csv") -> AppTest:
    app.file_uploader[0].set_value((name, content, "text/csv")).run()
    assert not app.exception
    return app


def drawn(content: str = TABLE, **query: str) -> AppTest:
    app = upload(run(layer="own", **query), content.encode())
    app.button(key="own_draw").click().run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return " | ".join(str(e.value) for e in [*app.subheader, *app.text, *app.caption, *app.code])


def table(app: AppTest) -> pd.DataFrame:
    return app.table[0].value.reset_index()


def test_without_a_table_the_layer_says_what_it_is() -> None:
    app = run(layer="own", country="GEO", region="world")
    shown = texts(app)
    assert "Put a table of your own on this map" in shown
    assert "kept in memory for this session only" in shown
    assert "For confidential data run the app on your own machine" in shown
    assert "Not used from this link" not in shown
    assert len(app.get("bidi_component")) == 0
    assert len(app.get("download_button")) == 1


def test_a_session_that_begins_here_says_first_that_its_table_is_gone() -> None:
    app = run(layer="own")
    assert app.text[0].value == GONE_NOTE
    assert app.file_uploader
    upload(app, TABLE.encode())
    assert GONE_NOTE not in texts(app)
    app.button(key="own_forget").click().run()
    assert GONE_NOTE not in texts(app)


def test_a_server_that_holds_enough_says_so_and_takes_it_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = run(layer="own")
    with monkeypatch.context() as full:
        full.setattr(own_held, "MOST_HELD", 0)
        upload(app, TABLE.encode())
        assert (
            "This server is holding as many tables as it can. Try again later, or run the "
            "dashboard on your own machine"
        ) in [str(code.value) for code in app.code]
    upload(app, TABLE.encode())
    assert "Report on my" in texts(app)


def test_a_repair_without_room_leaves_the_table_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    app = upload(run(layer="own"), TABLE.encode())
    before = texts(app)
    monkeypatch.setattr(own_held, "MOST_HELD", 0)
    app.segmented_control(key="own_duplicates").set_value("sum").run()
    assert f"This choice was not taken: {FULL_NOTE}" in texts(app)
    app.run()
    assert texts(app) == before


def test_the_picker_leads_there_and_back() -> None:
    app = run(country="GEO")
    app.segmented_control(key="map_tab").set_value("Yours").run()
    assert query(app) == {"layer": "own", "country": "GEO"}
    # Who asks for the layer misses nothing.
    assert "Put a table of your own on this map" in texts(app)
    assert GONE_NOTE not in texts(app)
    app.segmented_control(key="map_tab").set_value("Rules and people").run()
    assert query(app) == {"country": "GEO"}
    assert title(app) == OPENING
    app.segmented_control(key="map_tab").set_value("Yours").run()
    app.segmented_control(key="map_tab").set_value("Counts").run()
    assert query(app) == {"layer": "staying", "country": "GEO"}


def test_the_report_comes_before_the_map() -> None:
    app = upload(run(layer="own"), TABLE.encode())
    assert len(app.get("bidi_component")) == 0
    shown = texts(app)
    assert "In the file: 8 rows, sum 4,003; on the map: 4 rows, sum 3,650; not on it" in shown
    assert "3 matched · 2 not matched · 2 duplicate · 1 negative" in shown
    found = dict(zip(table(app)["Line"], table(app)["What was found"], strict=True))
    expected = "not matched: no such country is known; nearest: Kazakhstan (KAZ)"
    assert found["6"].replace("\\", "") == expected
    assert "duplicate" in found["4"]
    assert "negative" in found["9"]


def test_repairs_change_the_report_and_the_map() -> None:
    app = upload(run(layer="own"), TABLE.encode())
    app.segmented_control(key="own_duplicates").set_value("sum").run()
    app.selectbox(key="own_country_0").set_value("KAZ").run()
    assert "on the map: 6 rows, sum 4,000; not on it: 2 rows, sum 3." in texts(app)
    app.multiselect(key="own_left_out").set_value([6]).run()
    assert "on the map: 5 rows, sum 3,700; not on it: 3 rows, sum 303." in texts(app)
    app.multiselect(key="own_left_out").set_value([]).run()
    app.button(key="own_draw").click().run()
    expected = "my table, 2023: most in Georgia, Armenia and Kazakhstan"
    assert title(app).replace("\\", "").replace("_", " ") == expected
    assert "Georgia 1,500, Armenia 1,000, Kazakhstan 300" in the_map(app)["alt"]


def test_the_map_ranks_and_shows_the_country() -> None:
    app = drawn()
    assert [one["code"] for one in the_map(app)["moments"]] == ["2022", "2023"]
    at_year(app, 2022)
    assert the_map(app)["moment"] == "2022"
    assert query(app) == {"layer": "own", "year": "2022"}
    at_country(app, "GEO")
    assert "1,200 people, 2022" in texts(app)
    at_country(app, "DEU")
    assert "This country is not in your table, which does not mean zero." in texts(app)
    shown = the_map(app)
    labels = [key[0] for one in shown["moments"] for key in one.get("legend", [])]
    assert "not in your table" in labels
    assert "not reported" not in labels
    # Nor in a tooltip: no country is of that class in any year.
    (unused,) = [code for code, text in shown["shared"].items() if text == "not reported"]
    classes = [one["classes"] for one in shown["moments"] if "classes" in one]
    assert classes
    assert not any(unused in (c if isinstance(c, str) else c.values()) for c in classes)
    assert "not reported" not in json.dumps([one.get("texts") for one in shown["moments"]])


def test_the_table_survives_another_page_and_can_be_removed() -> None:
    app = drawn()
    app.switch_page("views/people/page.py").run()
    app.switch_page("views/map/page.py").run()
    app.segmented_control(key="map_tab").set_value("Yours").run()
    assert "people, 2023 · 3 countries and territories" in texts(app)
    app.button(key="own_back").click().run()
    assert "Report on my" in texts(app)
    app.button(key="own_forget").click().run()
    assert "Put a table of your own on this map" in texts(app)


def test_two_sessions_do_not_see_each_other() -> None:
    drawn()
    assert "Put a table of your own on this map" in texts(run(layer="own"))


def test_a_table_without_years_and_with_shares() -> None:
    app = drawn("country,доля\nGeorgia,12%\nArmenia,3%\n", year="2023")
    shown = texts(app)
    assert "year = “2023” (this table has no years)" in shown
    assert "no period given" in shown
    at_country(app, "GEO")
    assert "12.0% доля, no period given" in texts(app)


def test_a_broken_file_is_refused_and_the_page_stays() -> None:
    app = upload(run(layer="own"), b"country,value\nGeorgia,5\0\n", "bad<i>.csv")
    assert "bad<i>.csv: is not a text table" in texts(app)
    upload(app, b"country,value\nGeorgia,5\n")
    assert "In the file: 1 row, sum 5" in texts(app)


def test_a_link_leaves_the_table_out() -> None:
    app = drawn("geo,secret heading\nGeorgia,5\n", country="GEO")
    app.session_state[opened_key("map")] = "Link"
    app.run()
    # The citation of the country holds it too, among other words.
    (link,) = [str(code.value) for code in app.code if len(str(code.value).split()) == 1]
    assert "layer=own" in link
    assert "country=GEO" in link
    assert "secret" not in link
    assert "my_table" not in link
    assert query(app) == {"layer": "own", "country": "GEO"}


def test_no_log_holds_anything_of_the_table(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("secret cell")

    app = drawn()
    monkeypatch.setattr(own_map, "map_card", broken)
    app.run()
    assert "This page could not be drawn" in texts(app)
    monkeypatch.setattr(own_session, "fitting_sheet", broken)
    app = upload(run(layer="own"), b"country,value\nGeorgia,5\n")
    assert "Something in it could not be read" in texts(app)
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_a_repair_that_breaks_is_told_and_logged_without_the_table(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("secret cell")

    app = upload(run(layer="own"), TABLE.encode())
    monkeypatch.setattr(own_session, "check_table", broken)
    app.segmented_control(key="own_duplicates").set_value("sum").run()
    assert "This choice was not taken: it broke the report" in texts(app)
    assert "an own table could not be repaired: KeyError" in caplog.text
    assert "secret" not in caplog.text


UNHCR = (
    "year,coo_name,coo_iso,coa_name,coa_iso,refugees,asylum_seekers\n"
    "2022,Russian Federation,RUS,Germany,DEU,9000,5000\n"
    "2022,Russian Federation,RUS,Austria,AUT,17000,2696\n"
    "2022,Ukraine,UKR,Austria,AUT,60000,96\n"
)


def test_what_cannot_be_decided_is_asked_before_anything_is_drawn() -> None:
    app = upload(run(layer="own"), UNHCR.encode(), "unhcr.csv")
    shown = texts(app)
    assert "Which column holds the values?" in shown
    assert "Countries: “coa_name”, and “coa_iso” where that names none" in shown
    assert "coo_name: “Russian Federation” (its rows differ in this column)" in shown
    assert "on the map: 0 rows" in shown
    assert app.button(key="own_draw").disabled
    app.selectbox(key="own_value").set_value(6).run()
    shown = texts(app)
    assert "Which column" not in shown
    assert "on the map: 2 rows, sum 7,696; not on it: 1 row, sum 96." in shown
    app.button(key="own_draw").click().run()
    assert "asylum_seekers, 2022" in texts(app).replace("\\", "")


def test_a_changed_decision_keeps_the_others() -> None:
    app = upload(run(layer="own"), UNHCR.encode(), "unhcr.csv")
    app.selectbox(key="own_value").set_value(6).run()
    app.selectbox(key="own_part_1").set_value("Ukraine").run()
    assert "on the map: 1 row, sum 96;" in texts(app)
    app.selectbox(key="own_years").set_value(-1).run()
    shown = texts(app)
    assert "on the map: 1 row, sum 96;" in shown
    assert "Years: none in this table" in shown
    assert app.selectbox(key="own_value").value == 6
    assert app.selectbox(key="own_part_1").value == "Ukraine"


def test_a_balance_has_two_sides() -> None:
    app = upload(run(layer="own"), b"Country,Net migration\nGeorgia,-5000\nArmenia,3000\n")
    assert "Are they a balance" in texts(app)
    app.segmented_control(key="own_balance").set_value("yes").run()
    assert "on the map: 2 rows, sum −2,000" in texts(app)
    app.button(key="own_draw").click().run()
    alt = the_map(app)["alt"]
    assert "Highest: Armenia +3,000, Georgia −5,000. Lowest: Georgia −5,000" in alt
    assert "per 1,000" not in " ".join(str(control.options) for control in app.segmented_control)


def test_the_words_of_a_table_offer_the_factor() -> None:
    app = upload(run(layer="own"), "Страна;Выехало, тыс. человек\nГрузия;1,5\nАрмения;2\n".encode())
    assert "All values: as written; the table says “тыс. человек”" in texts(app)
    app.selectbox(key="own_factor").set_value(1000.0).run()
    app.button(key="own_draw").click().run()
    at_country(app, "GEO")
    assert "1,500 Выехало, no period given" in texts(app).replace("\\", "")


def test_another_sheet_can_be_taken() -> None:
    book = workbook(
        [["Title", "Permits"], ["Contact", "a@example.org"]],
        [["country", "value"], ["Georgia", 5]],
        [["country", "value"], ["Armenia", 7]],
    )
    app = upload(run(layer="own"), book, "book.xlsx")
    assert "Sheet: “S1”" in texts(app)
    assert "on the map: 1 row, sum 5" in texts(app)
    app.selectbox(key="own_sheet").set_value("S2").run()
    assert "on the map: 1 row, sum 7" in texts(app)
