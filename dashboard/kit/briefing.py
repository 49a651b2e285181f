"""A briefing being collected: views in order, with what their presenter added."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.link.page_link import PageLink

LONGEST_HEADING = 80
LONGEST_NOTES = 2_000
# Not seen, but some scripts are misspelt without them: joiners (Persian, the scripts of India),
# marks of direction (Arabic, Hebrew), breaks between words (Khmer, Thai), soft hyphens. Those
# that turn the order of a whole text are not among them.
UNSEEN = frozenset("\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060")


@dataclass(frozen=True)
class BriefItem:
    """A view with the presenter's own heading and notes, as `heading_text` and `notes_text`."""

    link: PageLink
    heading: str = ""
    notes: str = ""


Items = tuple[BriefItem, ...]


def heading_text(text: str) -> str:
    """Return `text` as a heading: one line of what can be shown, at most LONGEST_HEADING long."""
    return " ".join(_shown(text).split())[:LONGEST_HEADING].rstrip()


def notes_text(text: str) -> str:
    """Return `text` as notes: lines of what can be shown, at most LONGEST_NOTES long."""
    lines = (_shown(line).rstrip() for line in text.splitlines())
    return "\n".join(lines).strip()[:LONGEST_NOTES].rstrip()


def _shown(text: str) -> str:
    kept = "".join(c if c.isprintable() or c in UNSEEN else " " for c in text)
    return kept if any(c not in UNSEEN and c != " " for c in kept) else ""


def moved(items: Sequence[BriefItem], at: int, by: int) -> Items:
    """Return `items` with the one at `at` moved `by` places; it stops at either end."""
    left = [item for index, item in enumerate(items) if index != at]
    left.insert(max(0, at + by), items[at])
    return tuple(left)


def without(items: Sequence[BriefItem], at: int) -> Items:
    """Return `items` without the one at `at`."""
    return (*items[:at], *items[at + 1 :])


def with_words(items: Sequence[BriefItem], link: PageLink, heading: str, notes: str) -> Items:
    """Return `items` with the presenter's words at `link`."""
    worded = BriefItem(link, heading_text(heading), notes_text(notes))
    return tuple(worded if item.link == link else item for item in items)
