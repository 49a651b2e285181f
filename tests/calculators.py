"""What the tests of both calculators share: the tables and the starts of this release."""

from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.kit.controls import plain
from dashboard.link.scenario_view import ScenarioView, added, default_view
from dashboard.link.starts import Starts
from dashboard.models.inputs import INPUTS, Assumptions
from dashboard.tables.estimates import NOT_KNOWN, EstimateTables
from dashboard.tables.everything import Tables
from dashboard.views.estimates.answer import Scenarios
from dashboard.words.chain_words import RETURNS_NOT_KNOWN
from dashboard.words.scenario_words import returned_claims
from tests.this_release import RELEASE

ALL_TABLES = Tables()
TABLES: EstimateTables = ALL_TABLES.estimates
STARTS = Starts.of(TABLES, RELEASE)
DEFAULT: ScenarioView = default_view(STARTS)
ALL_ON = added(added(DEFAULT, STARTS), STARTS)
ANY_SHARES = st.builds(Assumptions, **dict.fromkeys(INPUTS, st.floats(0, 1)))


def scenarios(view: ScenarioView, tables: EstimateTables = TABLES) -> Scenarios:
    return Scenarios(view, tables, STARTS, ALL_TABLES.catalogue)


def assert_locks_and_claims(app: AppTest, code: str, key: str) -> None:
    """Every locked input says so, and what a start's publisher says of returns stands below."""
    held = STARTS.locks(code)
    keys = {slider.key for slider in app.slider}
    for name in INPUTS:
        assert (f"{key}_{name}" in keys) == (name not in held)
    assert sum(text.value.startswith("Locked") for text in app.caption) == len(held)
    shown = "".join(str(text.value) for text in app.markdown)
    for claim in [] if "returned" in held else returned_claims(TABLES, code):
        assert plain(claim) in shown
    told = plain(RETURNS_NOT_KNOWN) in shown
    assert told == (TABLES.returns_of(code) == NOT_KNOWN)
