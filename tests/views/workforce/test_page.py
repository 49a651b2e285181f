"""The page shows what its link says: directions, bases, locks, refusals, and the way over."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.kit.source_note import plain
from dashboard.models.inputs import INPUTS
from dashboard.tables.estimate_schemas import NOT_KNOWN
from dashboard.words.chain_words import RETURNS_NOT_KNOWN
from dashboard.words.scenario_words import returned_claims
from dashboard.words.workforce_words import FIRST_LINE
from tests.calculators import STARTS, TABLES
from tests.pages import charts, page_of

Query = dict[str, str | list[str]]


def page(query: Query | None = None) -> AppTest:
    return page_of("workforce", query)


def texts(app: AppTest) -> str:
    shown = [*app.header, *app.text, *app.caption, *app.markdown, *app.code]
    return "\n".join(str(element.value) for element in shown)


def locked(app: AppTest) -> list[str]:
    return [str(text.value) for text in app.caption if str(text.value).startswith("Locked")]


def headline(app: AppTest) -> str:
    return str(app.header[0].value).replace("\\", "")


def address(app: AppTest) -> dict[str, list[str]]:
    found = app.query_params.items()
    return {name: [each] if isinstance(each, str) else each for name, each in found}


def test_first_screen_says_what_was_not_found_and_the_result() -> None:
    app = page()
    assert app.text[0].value == FIRST_LINE
    assert FIRST_LINE.startswith("Alfa Bank's own note was not found, only retellings.")
    assert headline(app).startswith("Up to 1.3 m leavers")
    assert "1.06% of the labour force" in headline(app)
    assert "none reaches 1.5% at the defaults" in texts(app).replace("\\", "")
    assert "795,600 ÷ 75,100,000 = 1.06% of the base" in app.code[0].value
    assert "Not used from this link" not in texts(app)


def test_every_slider_has_a_number_box_with_the_same_value() -> None:
    app = page({"people": "650000", "returned": "0.256", "target": "0.02"})
    assert app.slider("w_people").value == 650_000
    assert app.text_input("w_people_box").value == "650,000"
    assert app.slider("w_returned").value == 0.256
    assert app.text_input("w_returned_box").value == "25.6"
    assert app.slider("w_target").value == 0.02
    assert app.text_input("w_target_box").value == "2"


@pytest.mark.parametrize("code", STARTS.codes)
def test_a_number_set_here_is_shown_as_ones_own(code: str) -> None:
    app = page({"from": code})
    menu = app.selectbox("w_from")
    assert menu.value == code
    named = str(menu.format_func(code))
    held = locked(app)
    app.text_input("w_people_box").set_value("640,000").run()
    menu = app.selectbox("w_from")
    shown = str(menu.format_func(menu.value))
    assert shown.startswith("A number of your own")
    assert ("640,000" in shown) == (code != "custom")
    assert locked(app) == held
    menu.set_value(code).run()
    back = app.selectbox("w_from")
    assert str(back.format_func(back.value)) == named
    if code != "custom":
        assert app.slider("w_people").value == STARTS.opening(code).people


@pytest.mark.parametrize("code", STARTS.codes)
def test_every_start_shows_its_locks(code: str) -> None:
    app = page({"from": code, "present": "false"})
    held = STARTS.locks(code)
    keys = {slider.key for slider in app.slider}
    for name in INPUTS:
        assert (f"w_{name}" in keys) == (name not in held)
    assert sum(text.value.startswith("Locked") for text in app.caption) == len(held)
    claims = [] if "returned" in held else returned_claims(TABLES, code)
    assert plain("".join(claims)) in "".join(str(text.value) for text in app.caption)
    told = any(RETURNS_NOT_KNOWN in str(text.value) for text in app.markdown)
    assert told == (TABLES.returns_of(code) == NOT_KNOWN)


def test_backwards_from_a_share_to_people() -> None:
    app = page({"solve": "people", "target": "0.01"})
    assert headline(app).startswith("1% of the labour force → 0.75 m")
    assert "w_people" not in {slider.key for slider in app.slider}
    take = app.button("w_take")
    assert take.label == "Start from 1,227,124 people instead"
    take.click().run()
    assert headline(app).startswith("1.2 m leavers → 0.75 m workers → 1.00%")
    assert address(app)["people"] == ["1227124"]


def test_what_cannot_be_reached_is_explained_on_the_page() -> None:
    app = page({"solve": "people", "adult": "0"})
    assert app.header[
        0
    ].value == "1\\.5% of the labour force cannot be reached at these inputs" or (
        "cannot be reached" in app.header[0].value
    )
    assert "“Adults” as set leaves nobody over" in texts(app)
    assert "w_take" not in {button.key for button in app.button}


def test_bad_input_gets_one_line_and_a_working_page() -> None:
    app = page({"adult": "1.2", "people": "-1", "transit": "0.1", "solve": "<b>", "x": "1"})
    line = next(t.value for t in app.text if t.value.startswith("Not used from this link"))
    for name in ("adult", "people", "transit", "solve", "x"):
        assert name in line
    assert "1.06%" in headline(app)


def test_the_base_changes_the_share_and_says_whether_it_fits() -> None:
    app = page({"base": "wa_2022_01"})
    assert "0.96% of the working-age population" in headline(app)
    assert "Does not fit “entire workforce”" in texts(app)


def test_controls_write_the_link_and_reset_clears_it() -> None:
    app = page({"people": "650000"})
    app.selectbox("w_base").set_value("emp_2023").run()
    app.text_input("w_returned_box").set_value("20").run()
    app.segmented_control("w_solve").set_value("people").run()
    assert address(app) == {
        "people": ["650000"],
        "base": ["emp_2023"],
        "returned": ["0.2"],
        "solve": ["people"],
    }
    app.button("w_reset").click().run()
    assert address(app) == {}


def test_a_link_of_another_release_says_so() -> None:
    assert "made on data release “2025.01”" in texts(page({"data": "2025.01"}))


def test_the_picture_has_alt_text_and_is_small() -> None:
    chart = charts(page())[0]
    assert "The share to reach is 1.5%." in chart["alt"]
    assert len(json.dumps(chart["figure"])) < 15_000
