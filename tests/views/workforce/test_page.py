"""The page shows what its link says: directions, bases, locks, refusals, and the way over."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.link.workforce_view import PICTURES, PRESETS
from dashboard.views.workforce.words import FIRST_LINE
from tests.calculators import STARTS, assert_locks_and_claims
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
    """Return the three tiles, as they follow from one another."""
    return " ".join(f"{tile.label} {tile.value}" for tile in app.metric)


def address(app: AppTest) -> dict[str, list[str]]:
    found = app.query_params.items()
    return {name: [each] if isinstance(each, str) else each for name, each in found}


def test_first_screen_gives_the_verdict_the_result_and_what_was_not_found() -> None:
    app = page()
    title = str(app.header[0].value).replace("\\", "")
    assert title == "None of 16 estimates reaches 1.5% at the default assumptions"
    assert headline(app) == (
        "People who left Up to 1,300,000 → workers 795,600 → of the labour force (0.29–1.73%) 1.06%"
    )
    assert FIRST_LINE.startswith("Alfa Bank's own note was not found, only retellings.")
    assert FIRST_LINE in texts(app).replace("\\", "")
    assert "Not used from this link" not in texts(app)


def test_the_sources_hold_the_verdicts_in_full_and_the_working() -> None:
    app = opened(page(), "Sources and terms")
    assert "none reaches 1.5% at the defaults" in texts(app).replace("\\", "")
    assert "795,600 ÷ 75,100,000 = 1.06% of the base" in app.code[0].value


def opened(app: AppTest, part: str) -> AppTest:
    app.session_state["workforce_open"] = part
    return app.run()


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_stands_in_the_same_place_with_its_table(picture: str) -> None:
    app = opened(page({"view": picture}), "Table")
    assert app.segmented_control("w_view").value == picture
    assert bool(charts(app)) == (picture != "money")
    assert app.table
    app.segmented_control("w_view").set_value("line").run()
    assert address(app)["view"] == ["line"]


def test_presets_start_from_an_estimate_or_from_ones_own_number() -> None:
    app = page()
    presets = app.button_group("w_preset")
    shown = [presets.format_func(code) for code in (*PRESETS, "custom")]
    assert shown == ["650,000", "820,000", "up to 1.3 m", "own number"]
    assert presets.value == "uk_mod_2023"
    presets.set_value("ranepa_2025").run()
    assert address(app) == {"from": ["ranepa_2025"]}
    assert headline(app).startswith("People who left 650,000 → workers 397,800")
    app.text_input("w_people_box").set_value("651,000").run()
    assert app.button_group("w_preset").value == "custom"
    assert headline(app).startswith("People who left 651,000")


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
    app = opened(page({"from": code, "present": "false"}), "Sources and terms")
    assert_locks_and_claims(app, code, "w")


def test_backwards_from_a_share_to_people() -> None:
    app = page({"solve": "people", "target": "0.01"})
    assert headline(app) == ("of the labour force 1% → workers 751,000 → people who left 1,227,124")
    assert "w_people" not in {slider.key for slider in app.slider}
    take = app.button("w_take")
    assert take.label == "Start from 1,227,124 people instead"
    take.click().run()
    assert headline(app).startswith("People who left 1,227,124 → workers 751,000")
    assert headline(app).endswith(" 1.00%")
    assert address(app)["people"] == ["1227124"]


def test_what_cannot_be_reached_is_explained_on_the_page() -> None:
    app = page({"solve": "people", "adult": "0"})
    assert headline(app).endswith("people who left not reached")
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
    assert "→ of the working-age population (0.26–1.56%) 0.96%" in headline(app)
    opened(app, "Sources and terms")
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
    assert "Chart of ranges against 1.5%." in chart["alt"]
    assert len(json.dumps(chart["figure"])) < 15_000
