"""Search over short texts: every word that was typed has to occur."""

from collections.abc import Iterable, Mapping

from dashboard.tables.names import normalised


class Index:
    """Texts by code, ready to be searched."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """Take the texts of each code."""
        self._texts = {code: normalised(" ".join(each)) for code, each in texts.items()}

    def find(self, typed: str) -> list[str]:
        """Return the codes whose texts hold every word, or part of a word, in their order."""
        words = normalised(typed).split()
        if not words:
            return []
        return [code for code, text in self._texts.items() if all(w in text for w in words)]
