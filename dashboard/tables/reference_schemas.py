"""What the tables about the tables hold: known gaps, a glossary, changes between releases."""

import pandera.pandas as pa

from dashboard.tables.estimate_schemas import _code
from dashboard.tables.schemas import CODE, _filled, _like, _row_rule, _schema, _text

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
CONCERNS = rf"{CODE}(?:;{CODE})*"
RELEASE = r"\d{4}\.\d{2}(?:\.\d+)?"

REFERENCE_SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "gaps": _schema(
        {
            "gap_id": _code(),
            "topic": _text(pa.Check.isin(TOPICS, error=f"must be one of: {', '.join(TOPICS)}")),
            "text": _filled(unique=True),
            "concerns": _text(_like(CONCERNS, "indicator ids or table names, joined by ;")),
        },
        ["gap_id"],
    ),
    "glossary": _schema({"term": _filled(), "meaning": _filled()}, ["term"]),
    "changes": _schema(
        {
            "release": _text(_like(RELEASE, "a release such as 2026.11")),
            "table": _filled(),
            "key": _filled(),
            "field": _filled(),
            "old": _text(),
            "new": _text(),
            "reason": _filled(),
        },
        ["release", "table", "key", "field"],
        [_row_rule(lambda t: t["old"].ne(t["new"]), "old and new are the same")],
    ),
}
# Tables of which a first release has no row to show.
MAY_BE_EMPTY = frozenset({"changes"})
