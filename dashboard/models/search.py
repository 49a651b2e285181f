"""Search over short texts: every word that was typed has to occur."""

from collections.abc import Iterable, Mapping

from dashboard.tables.names import normalised

# Shorter ones occur inside too many words.
SHORTEST_INSIDE = 3


class Index:
    """Texts by code, ready to be searched."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """Take the texts of each code."""
        self._texts = {code: f" {normalised(' '.join(each))}" for code, each in texts.items()}

    def find(self, typed: str) -> list[str]:
        """Return the codes whose texts hold every word or part of a word, in their order.

        One or two letters count at the start of a word only.
        """
        words = [
            word if len(word) >= SHORTEST_INSIDE else f" {word}"
            for word in normalised(typed).split()
        ]
        if not words:
            return []
        return [code for code, text in self._texts.items() if all(word in text for word in words)]
