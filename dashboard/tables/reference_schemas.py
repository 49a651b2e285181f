"""What the tables about the tables hold: known gaps, a glossary, changes between releases."""

import pandera.pandas as pa

from dashboard.tables import columns as col
from dashboard.tables.release import RELEASE

TOPICS = (
    "Coverage",
    "Comparability",
    "Conflict",
    "Breaks",
    "Rounding",
    "Quality",
    "How it was read",
    "Our own arithmetic",
)
CONCERNS = rf"{col.CODE}(?:;{col.CODE})*"

REFERENCE_SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "gaps": col.schema(
        {
            "gap_id": col.code(),
            "topic": col.text(pa.Check.isin(TOPICS, error=f"must be one of: {', '.join(TOPICS)}")),
            "text": col.filled(unique=True),
            "concerns": col.text(col.like(CONCERNS, "indicator ids or table names, joined by ;")),
        },
        ["gap_id"],
    ),
    "glossary": col.schema({"term": col.filled(), "meaning": col.filled()}, ["term"]),
    "changes": col.schema(
        {
            "release": col.text(col.like(RELEASE, "a release such as 2026.11")),
            "table": col.filled(),
            "key": col.filled(),
            "field": col.filled(),
            "old": col.text(),
            "new": col.text(),
            "reason": col.filled(),
        },
        ["release", "table", "key", "field"],
        [col.row_rule(lambda t: t["old"].ne(t["new"]), "old and new are the same")],
    ),
}
# Tables of which a first release has no row to show.
MAY_BE_EMPTY = frozenset({"changes"})
