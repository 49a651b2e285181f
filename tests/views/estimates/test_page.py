"""The page shows what its link says: presets, locks, refusals, every part one click away."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.link.scenario_view import PICTURES, scenario_query
from dashboard.models.inputs import INPUTS
from tests.calculators import ALL_ON, STARTS, assert_locks_and_claims
from tests.pages import charts, page_of

Query = dict[str, str | list[str]]


def page(query: Query | None = None) -> AppTest:
    return page_of("scenarios", query)


def texts(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.text, *app.caption, *app.markdown])


def test_first_screen_shows_the_ranges_and_scenario_a() -> None:
    app = page()
    assert [metric.value for metric in app.metric] == ["697,000"]
    assert app.subheader[0].value.replace("\\", "") == (
        "People who left: claims covering 2022 run from 450,000 to 2,000,000"
    )
    assert len(charts(app)) == 1
    assert "Not used from this link" not in texts(app)


def test_every_slider_has_a_number_box_with_the_same_value() -> None:
    app = page({"a_people": "650000", "a_returned": "0.256"})
    assert app.slider("a_people").value == 650_000
    assert app.text_input("a_people_box").value == "650,000"
    assert app.slider("a_returned").value == 0.256
    assert app.text_input("a_returned_box").value == "25.6"
    for name in INPUTS:
        slider, box = app.slider(f"a_{name}"), app.text_input(f"a_{name}_box")
        assert (slider.min, slider.max) == (0, 1)
        box.set_value("100.5").run()
        captions = [caption.value.replace("\\", "") for caption in app.caption]
        assert "Not taken: “100.5” is not between 0 and 100." in captions


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("1.200.000", "1200000"),
        ("1.2 m", "1200000"),
        ("1 200 000", "1200000"),
        ("1,2 млн", "1200000"),
        ("800k", "800000"),
        ("800,000", "800000"),
    ],
)
def test_people_are_read_as_a_person_means_them(typed: str, people: str) -> None:
    app = page({})
    app.text_input("a_people_box").set_value(typed).run()
    assert app.query_params["a_people"] in (people, [people])
    assert app.text_input("a_people_box").value == f"{int(people):,}"


@pytest.mark.parametrize("typed", ["1,7", "12%", "abc", "4000000", "-5", ""])
def test_people_that_are_none_are_refused_in_words(typed: str) -> None:
    app = page({"a_people": "650000"})
    app.text_input("a_people_box").set_value(typed).run()
    assert app.slider("a_people").value == 650_000
    assert app.text_input("a_people_box").value == (typed or "650,000")
    captions = [caption.value.replace("\\", "") for caption in app.caption]
    assert any(caption.startswith("Not taken: ") for caption in captions)


@pytest.mark.parametrize("typed", ["1,7", "1.7", "1,7 %"])
def test_a_share_with_a_comma_is_that_share(typed: str) -> None:
    app = page({})
    app.text_input("a_returned_box").set_value(typed).run()
    assert app.query_params["a_returned"] in ("0.017", ["0.017"])


@pytest.mark.parametrize("code", STARTS.codes)
def test_every_start_shows_its_locks(code: str) -> None:
    app = page({"a_from": code})
    app.session_state["scenario_open"] = "Sources and terms"
    app.run()
    assert_locks_and_claims(app, code, "a")


def test_a_link_cannot_open_a_lock() -> None:
    app = page({"a_from": "the_bell_2024", "a_returned": "0.5"})
    assert "a_returned = “0.5” (people who came back are already off this count)" in texts(app)
    assert app.metric[0].value == "666,000"


def test_bad_input_gets_one_line_and_a_working_page() -> None:
    app = page({"a_adult": "1.2", "a_people": "-1", "b_from": "<b>x</b>", "show": "none", "x": "1"})
    line = next(t.value for t in app.text if t.value.startswith("Not used from this link"))
    for name in ("a_adult", "a_people", "b_from", "x"):
        assert name in line
    assert app.subheader[0].value == "No estimate is listed with these filters"
    assert "<b>A</b>" in rows_of(app)
    assert app.metric[0].value == "697,000"


def test_three_scenarios_stand_on_one_chart_and_one_is_edited() -> None:
    app = page(dict(scenario_query(ALL_ON, STARTS, full=True)))
    assert [metric.value for metric in app.metric] == ["697,000", "666,000", "1,105,000"]
    assert "Not used" not in texts(app)
    assert len(charts(app)) == 1
    for letter, name in (("A", "Re:Russia, July 2023"), ("B", "The Bell, July 2024")):
        assert f"<b>{letter}</b> {name}" in rows_of(app)
    assert all(str(slider.key).startswith("a_") for slider in app.slider)
    app.segmented_control("scenario_edited_menu").set_value("b").run()
    assert app.slider("b_people").value == 666_000
    assert app.query_params["b_from"] in ("the_bell_2024", ["the_bell_2024"])


def rows_of(app: AppTest) -> str:
    """Return what names the rows of the first chart."""
    return " ".join(charts(app)[0]["figure"]["layout"]["yaxis"]["ticktext"])


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_stands_in_the_same_place(picture: str) -> None:
    app = page({"view": picture, "b_from": "uk_mod_2023"})
    menu = app.segmented_control("scenario_view")
    assert menu.value == picture
    assert app.subheader[0].value
    assert charts(app)
    app.segmented_control("scenario_view").set_value("steps").run()
    assert app.query_params["view"] in ("steps", ["steps"])
    app.session_state["scenario_open"] = "Table"
    app.run()
    assert app.table


def test_without_a_second_scenario_the_difference_says_so() -> None:
    app = page({"view": "difference"})
    assert "There is one scenario" in app.subheader[0].value
    assert not charts(app)


@pytest.mark.parametrize(
    ("result", "value"),
    [("still_abroad", "697,000"), ("per_1000", "4.76"), ("workers", "501,840"), ("share", "0.67%")],
)
def test_the_answer_can_be_any_of_four(result: str, value: str) -> None:
    assert page({"result": result}).metric[0].value == value


def test_the_base_changes_the_share() -> None:
    assert page({"result": "share", "base": "emp_2022_q2"}).metric[0].value == "0.70%"


def test_other_kinds_stand_apart_and_say_why() -> None:
    app = page({"show": ["left", "crossings", "permits"]})
    assert len(charts(app)) == 2
    assert "Crossings are not people" in texts(app)
    assert "Permits and notices are not people" in texts(app)


def test_the_chart_has_alt_text_with_every_number() -> None:
    chart = charts(page())[0]
    assert "UK MoD, May 2023 (ceiling) up to 1,300,000" in chart["alt"]
    assert "RTVi (number not found) number not found" in chart["alt"]
    assert len(json.dumps(chart["figure"])) < 20_000


def test_a_link_of_another_release_says_so() -> None:
    assert "made on data release “2025.01”" in texts(page({"data": "2025.01"}))
