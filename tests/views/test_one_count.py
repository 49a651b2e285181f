"""Counts that several pages give are the same everywhere, and one of a thing is named as one."""

import re

from streamlit.testing.v1 import AppTest

from tests.pages import page_of
from tests.slides import slide_tables

PLURAL_OF_ONE = re.compile(
    r"(?<![\d.,–])1 (decisions|countries|sources|figures|values|surveys|permits|people|years)\b"
)


def texts(app: AppTest) -> str:
    shown = [*app.header, *app.subheader, *app.markdown, *app.text, *app.caption]
    return "\n".join([*(str(each.value) for each in shown), *(part.label for part in app.expander)])


def test_about_and_the_sources_page_count_the_same_sources() -> None:
    app = page_of("sources")
    line, listed = (str(each.value) for each in app.markdown if "380 sources" in str(each.value))
    assert line.startswith(":small[380 sources ")
    assert listed == "**380 sources**"
    app.button("about").click().run()
    (about,) = (str(each.value) for each in app.caption if "indicators, with" in str(each.value))
    assert about.endswith("from 380 sources.")


def test_a_country_with_one_decision_has_one_decision() -> None:
    entry = slide_tables().entry
    countries = slide_tables().words.countries
    alone = next(iso3 for iso3 in sorted(countries) if len(entry.events_of(iso3)) == 1)
    (shown,) = (one.proto.json for one in page_of("countries", {"c": alone}).get("bidi_component"))
    assert "; 1 decision on the axis" in shown
    assert PLURAL_OF_ONE.findall(shown) == []
