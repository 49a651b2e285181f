"""The working of a chain, shown as on a whiteboard, to be copied as text."""

import streamlit as st

from dashboard.models.chain import Result
from dashboard.words.chain_words import equation, step_lines


def working(result: Result) -> None:
    """Show one line a step with the numbers in it, and the whole as an equation."""
    st.code("\n".join([*step_lines(result), "", equation(result)]), language=None, wrap_lines=True)
