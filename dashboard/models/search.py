"""Search over short texts: every word that was typed has to occur."""

import re
from collections.abc import Iterable, Mapping

from dashboard.tables.names import normalised

# Shorter ones occur inside too many words.
SHORTEST_INSIDE = 3
# Smaller ones are typed on the way to a year or stand in too many names.
LEAST_FIGURE = 1_000
FIGURE = re.compile(r"(\d{1,3}(?:[ ,]\d{3})+|\d{1,12})(\.\d{1,6})?%?")

# Up to three digits before a space are the millions of a longer number.
NO_GROUP_BEFORE = r"(?<!\d)(?<!\b\d )(?<!\b\d\d )(?<!\b\d\d\d )"


def typed_figure(typed: str) -> float | None:
    """Return the number that was typed and nothing else, None for any other text.

    >>> typed_figure("155,000"), typed_figure("155 000"), typed_figure("26.4%"), typed_figure("1,5")
    (155000.0, 155000.0, 26.4, None)
    """
    found = FIGURE.fullmatch(typed.strip())
    if found is None:
        return None
    return float(f"{re.sub('[ ,]', '', found[1])}{found[2] or ''}")


class Index:
    """Texts by code, ready to be searched."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """Take the texts of each code."""
        self._texts = {code: f" {normalised(' '.join(each))}" for code, each in texts.items()}

    def find(self, typed: str) -> list[str]:
        """Return the codes whose texts hold every word or part of a word, in their order.

        One or two letters count at the start of a word only. A figure is found however its
        thousands are written, and not inside another one.
        """
        figure = typed_figure(typed)
        if figure is not None and figure >= LEAST_FIGURE and figure.is_integer():
            spaced = f"{figure:,.0f}".replace(",", " ?")
            whole = re.compile(rf"{NO_GROUP_BEFORE}{spaced}(?!\d)")
            return [code for code, text in self._texts.items() if whole.search(text)]
        words = [
            word if len(word) >= SHORTEST_INSIDE else f" {word}"
            for word in normalised(typed).split()
        ]
        if not words:
            return []
        return [code for code, text in self._texts.items() if all(word in text for word in words)]
