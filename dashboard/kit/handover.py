"""Links that hand a scenario from one calculator to the other, with nothing lost."""

import streamlit as st

from dashboard.kit import store
from dashboard.link.scenario_view import Letter, ScenarioView, scenario_query
from dashboard.link.workforce_view import WorkforceView, from_scenario, to_scenario, workforce_query


def to_workforce(view: ScenarioView, letter: Letter) -> None:
    """Offer a scenario's start, shares and base on the page Workforce."""
    starts, target = store.starts(), store.estimates().target
    st.page_link(
        "views/workforce/page.py",
        label="What does it mean for the workforce?",
        icon=":material/arrow_forward:",
        query_params=workforce_query(from_scenario(view, letter, starts, target), starts, target),
    )


def to_scenarios(view: WorkforceView) -> None:
    """Offer the start, the shares and the base as scenario A of How many left."""
    starts = store.starts()
    st.page_link(
        "views/estimates/page.py",
        label="Compare with other estimates in How many left",
        icon=":material/arrow_forward:",
        query_params=scenario_query(to_scenario(view, starts), starts),
    )
