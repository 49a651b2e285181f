"""The words of slides: titles of at most twelve words, and what a presenter reads."""

from collections.abc import Sequence

from dashboard.link.workforce_view import WorkforceView
from dashboard.models.chain import Needed, Result, Unreachable
from dashboard.tables.estimates import Measure
from dashboard.words.chain_words import share_text
from dashboard.words.coverage import in_sentence, listed
from dashboard.words.map_words import MOST_WORDS
from dashboard.words.numbers import counted
from dashboard.words.workforce_words import (
    BASE_NOUNS,
    LEAVERS,
    millions,
    start_words,
    target_text,
)

MOST_POINTS = 6
# The note in full does not fit a line; it stands in About and in the notes.
SHORT_BORDER_NOTE = "Crimea is shown as Ukraine (UNGA 68/262); no endorsement of any boundary"
# Marks the words that are the presenter's and not made from the data.
OWN_HEADING = "Presenter's heading"


def first_short(candidates: Sequence[str]) -> str:
    """Return the first candidate of at most twelve words, else the last one."""
    fits = (text for text in candidates if len(text.split()) <= MOST_WORDS)
    return next(fits, candidates[-1])


def notes(takeaway: str, definition: str, *cautions: str) -> list[str]:
    """Return what a presenter reads: takeaway, what is counted, what to mind."""
    parts = [("Takeaway", takeaway), ("What it counts", definition)]
    parts += [("Caution", caution) for caution in dict.fromkeys(cautions)]
    return [f"{name}: {text.rstrip('.')}." for name, text in parts if text]


def workforce_title(
    view: WorkforceView, result: Result, needed: Needed | Unreachable, base: Measure
) -> str:
    """Return the result of the direction that is solved, without its range."""
    noun = BASE_NOUNS[base.base]
    if view.solve == "share":
        return f"{start_words(result.start)}: {share_text(result.share)} of the {noun}"
    asked = f"{target_text(view.target)} of the {noun}"
    if isinstance(needed, Unreachable):
        return f"{asked} cannot be reached at these inputs"
    return f"{asked} takes {millions(needed.people)} {LEAVERS[needed.concept]}"


def compared_title(
    label: str, year: int, values: Sequence[tuple[str, str]], *, by_size: bool = False
) -> str:
    """Return an indicator with the values of some countries, largest first, as many as fit.

    Only those that may be listed `by_size` name the one that has most.
    """
    each = [f"{name} {value}" for name, value in values]
    names = [name for name, _ in values]
    what = label if label.endswith(str(year)) else f"{label}, {year}"
    candidates = [f"{what}: {', '.join(each)}"]
    if by_size and values:
        name, value = values[0]
        most = f"{what}: most in {in_sentence(name)}"
        candidates += [f"{most}, {value}", most]
    return first_short(
        [
            *candidates,
            f"{what}: {listed(names)}",
            f"{what}: {counted(len(names), 'country')}",
        ]
    )
