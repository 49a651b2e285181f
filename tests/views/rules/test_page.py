"""The rules as the Map shows them, run without a browser: any two dates compared."""

from itertools import combinations

from dashboard.tables.everything import Tables
from tests.pages import follow, opened, wrong


def test_any_two_dates_can_be_compared() -> None:
    app = opened("map")
    for earlier, later in combinations(Tables().entry.snapshots, 2):
        follow(app, {"date": [later], "since_date": [earlier]})
        assert wrong(app) is None, (earlier, later)
        assert "Changed by a decision" in [text.value.strip("*") for text in app.markdown]
