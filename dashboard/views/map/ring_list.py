"""The list beside a ring layer: every figure as text, without a ranking of unlike counts."""

import pandas as pd
import streamlit as st

from dashboard.kit.html_table import escaped
from dashboard.map.figure import MapCard
from dashboard.tables.rows import records
from dashboard.words.periods import period
from dashboard.words.ring_words import LISTED_BY_SIZE
from dashboard.words.values import KIND_WORDS, value_text


def ring_list(card: MapCard) -> None:
    """Show the figures of a ring or series layer as a short table."""
    rows = card.rings
    by_size = card.indicator.indicator_id == LISTED_BY_SIZE
    if by_size:
        st.caption("Listed by size, but one newsroom's count from unlike inputs.")
    elif card.indicator.map_kind == "rings":
        st.caption("By name, not by size: each country counts by its own rule.")
        rows = rows.sort_values(["name", "period_end"])
    each = records(rows)
    table = pd.DataFrame(
        {
            "Country": [row["name"] for row in each],
            "Figure": [
                f"{value_text(row, card.indicator)} {KIND_WORDS[row['definition_class']]}".strip()
                for row in each
            ],
        }
    )
    if not by_size:
        table["Period"] = [period(row["period_start"], row["period_end"]) for row in each]
    st.table(escaped(table).set_index("Country"), border="horizontal", alt=f"List: {card.title}")
