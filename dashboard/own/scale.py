"""What a table's own words say about its numbers: in thousands, in millions, a balance."""

import re

from dashboard.own.columns import Columns
from dashboard.own.headings import BALANCE, heads
from dashboard.own.layout import cell_at, sampled

_RATE = r"(?<!per )(?<!на )"
SCALES = (
    (1e3, rf"{_RATE}\b(?:in )?thousands?\b(?: of)?(?: persons| people)?|\btsd\b|['’]000s?\b"),
    (1e3, rf"{_RATE}\bтыс(?:\.|яч\w*|\b)(?: ?(?:человек|чел\.?|граждан))?"),
    (1e6, r"\b(?:in )?millions?\b(?: of)?(?: persons| people)?|\bmln\b|\bmio\b"),
    (1e6, r"\bмлн\.?(?: ?(?:человек|чел\.?))?|\bмиллион\w*"),
)
MOST_TEXT = 200


def told_scale(columns: Columns) -> tuple[float, str] | None:
    """Return the factor that headings give, and their words: (1000, "тыс. человек")."""
    for text in table_words(columns):
        for factor, pattern in SCALES:
            found = re.search(pattern, text, re.IGNORECASE)
            if found:
                return factor, found[0].strip()
    return None


def without_scale(text: str) -> str:
    """Return a heading without the words that tell its scale."""
    for _, pattern in SCALES:
        text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    return " ".join(re.sub(r"\(\s*\)|\[\s*\]", " ", text).split()).strip(" ,;:-–—")


def told_balance(columns: Columns) -> bool:
    """Return whether the table calls its values a balance, a change or net."""
    return any(heads(text, BALANCE) for text in table_words(columns))


def table_words(columns: Columns) -> list[str]:
    """Return what is said about all values: their heading, cells that never vary, the title."""
    value = columns.value
    texts = [columns.name(value.place) if len(value.slots) == 1 else value.label]
    for place in range(len(columns.names)):
        cells = {cell_at(cells, place) for _, cells in sampled(columns.body)}
        if len(cells) == 1 and place not in columns.countries:
            texts.append(str(next(iter(cells))))
    return [text[:MOST_TEXT] for text in (*texts, *columns.above)]
