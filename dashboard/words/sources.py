"""Where a figure comes from, in one line, and how to cite it."""

from collections.abc import Sized
from dataclasses import dataclass

from dashboard.tables.map_rows import Source, Sources
from dashboard.tables.provenance import Ids
from dashboard.words.numbers import counted, day

CHECK_FIRST = "check there before you quote"


def source_count(sources: Sized) -> str:
    """Return how many sources there are, wherever a page says so: `380 sources`."""
    return counted(len(sources), "source")


@dataclass(frozen=True)
class SourceLine:
    """A source as text, its address where there is one, and its code in links."""

    text: str
    url: str
    source_id: str


def source_lines(source_ids: Ids, sources: Sources) -> list[SourceLine]:
    """Return a line for each source: publisher, title, date, via."""
    return [_line(sources[one]) for one in source_ids]


def _line(source: Source) -> SourceLine:
    text = f"{source.publisher}, {source.title}"
    if source.published:
        text += f", {day(source.published)}"
    if source.via:
        via = source.via
        text += f"; {via if via.startswith('read') else f'as read: {via}'}; {CHECK_FIRST}"
    return SourceLine(text, source.url, source.source_id)


def source_summary(source_ids: Ids, sources: Sources) -> str:
    """Return who publishes the figures of a layer, and how they were read, in one line."""
    rows = [sources[one] for one in source_ids]
    publishers = list(dict.fromkeys(row.publisher for row in rows))
    text = _few(publishers) if len(publishers) > 3 else "; ".join(publishers)
    if any(row.via for row in rows):
        whole = all("repository" in row.via for row in rows)
        copies = "in a public copy" if whole else "in copies"
        text += f"; read {copies}; {CHECK_FIRST}"
    return text


def terms_line(source_ids: Ids, sources: Sources) -> str:
    """Return under which terms the sources stand, and whose they are, in one line.

    >>> terms_line((), {})
    ''
    """
    owners: dict[str, dict[str, None]] = {}
    for one in source_ids:
        licence = sources[one].licence or "terms not stated"
        owners.setdefault(licence, {})[sources[one].publisher] = None
    told = [f"{licence} ({_few(list(names))})" for licence, names in owners.items()]
    return f"Terms: {' · '.join(told)}" if told else ""


def _few(names: list[str]) -> str:
    if len(names) <= 3:
        return ", ".join(names)
    return f"{', '.join(names[:2])} and {counted(len(names) - 2, 'more publisher')}"


@dataclass(frozen=True)
class Citation:
    """What a quotable figure has to name."""

    figure: str
    counts: str
    period: str
    sources: list[SourceLine]
    shown_by: str
    release: str
    link: str
    read_on: str

    def text(self) -> str:
        """Return the citation as plain text of one paragraph."""
        origin = " / ".join(
            f"{line.text}{f' <{line.url}>' if line.url else ''}" for line in self.sources
        )
        return (
            f"{self.figure} ({self.period}). What it counts: {self.counts} "
            f"Source: {origin}. Shown by {self.shown_by}, data release {self.release}, "
            f"{self.link}, read on {self.read_on}."
        )
