"""What the tests of both calculators share: the tables and the starts of this release."""

from dashboard.link.scenario_view import ScenarioView, added, default_view
from dashboard.link.starts import Starts
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.everything import Tables
from dashboard.views.estimates.answer import Scenarios
from tests.this_release import RELEASE

ALL_TABLES = Tables()
TABLES: EstimateTables = ALL_TABLES.estimates
STARTS = Starts.of(TABLES, RELEASE)
DEFAULT: ScenarioView = default_view(STARTS)
ALL_ON = added(added(DEFAULT, STARTS), STARTS)


def scenarios(view: ScenarioView, tables: EstimateTables = TABLES) -> Scenarios:
    return Scenarios(view, tables, STARTS, ALL_TABLES.catalogue)
