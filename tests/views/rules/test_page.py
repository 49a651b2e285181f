"""The rules as the Map shows them, run without a browser: any two dates compared."""

from itertools import combinations

import pytest

from dashboard.tables.everything import Tables
from tests.pages import follow, opened, page_of, wrong


def test_any_two_dates_can_be_compared() -> None:
    app = opened("map")
    for earlier, later in combinations(map(str, Tables().entry.snapshots), 2):
        follow(app, {"date": [later], "since_date": [earlier]})
        assert wrong(app) is None, (earlier, later)
        assert "Changed by a decision" in [text.value.strip("*") for text in app.markdown]


@pytest.mark.parametrize(
    ("country", "date", "rule", "since"),
    [
        ("FIN", "2023-06-05", "On 5 June 2023 Finland turned tourists", "since 30 Sep 2022"),
        # Between two snapshots the dated decisions say what stood.
        ("FIN", "2022-09-29", "On 29 September 2022 Finland asked", "at the first of the four"),
        ("FIN", "2022-10-01", "On 1 October 2022 Finland turned tourists", "since 30 Sep 2022"),
        (
            "ETH",
            "2022-07-15",
            "On 15 July 2022 Ethiopia gave Russian citizens a visa",
            "changed to ",
        ),
    ],
)
def test_the_card_of_a_country_has_its_rule_on_every_day(
    country: str, date: str, rule: str, since: str
) -> None:
    app = page_of(
        "map", {"layer": "entry_rules", "people": "none", "date": date, "country": country}
    )
    assert wrong(app) is None
    shown = [text.value for text in app.text]
    assert any(text.startswith(rule) for text in shown), shown
    assert any(text.startswith(f"This rule: {since}") for text in shown), shown


@pytest.mark.parametrize("date", ["2022-02-10", "2022-07-15"])
def test_a_territory_without_a_rule_says_so(date: str) -> None:
    query = {"layer": "entry_rules", "people": "none", "date": date, "country": "GRL"}
    app = page_of("map", query)
    assert wrong(app) is None
    assert "Greenland: no rule in the tables." in [text.value for text in app.text]
