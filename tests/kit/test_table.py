"""Tables as readers meet them: none to search where there is no row, none of a place without."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import page_of, wrong


def test_a_table_without_rows_says_so_and_offers_no_search() -> None:
    def page(countries: list[str]) -> None:
        import pandas

        from dashboard.kit.table import html_table

        rows = pandas.DataFrame({"Country": countries, "Value": countries})
        html_table(rows, "rows", "Table: rows")

    app = AppTest.from_function(page, args=([],)).run()
    assert not app.exception
    assert [text.value for text in app.text] == ["No row here."]
    assert not app.text_input
    app = AppTest.from_function(page, args=(["Chad", "Cuba"],)).run()
    app.text_input(key="rows_search").set_value("nowhere").run()
    assert [text.value for text in app.text] == [
        "No row matches. Try part of a name, or clear the search."
    ]


@pytest.mark.parametrize(
    ("country", "headings"), [("GHA", ["Entry rules"]), ("LVA", ["Figures", "Entry rules"])]
)
def test_of_a_country_the_tables_that_have_rows_are_shown(
    country: str, headings: list[str]
) -> None:
    app = page_of("countries", {"c": country})
    app.button_group(key="countries_open").set_value("Table").run()
    assert wrong(app) is None
    names = ("Figures", "Entry rules", "Decisions")
    shown = [text.value.strip("*") for text in app.markdown if text.value.strip("*") in names]
    assert shown[: len(headings)] == headings
    for name in ("entry", "figures") if "Figures" in headings else ("entry",):
        app.text_input(key=f"countries_{name}_search").set_value("of").run()
        assert wrong(app) is None


def test_of_a_territory_without_rows_no_table_is_shown() -> None:
    app = page_of("countries", {"c": "GRL"})
    app.button_group(key="countries_open").set_value("Table").run()
    assert wrong(app) is None
    assert "The tables hold no figure, no rule and no decision." in [t.value for t in app.text]
