"""The words of the article, figure by figure."""

from collections.abc import Mapping, Sequence

from dashboard.tables.rows import Row
from dashboard.words.numbers import counted

VERDICTS = ("confirmed", "imprecise", "not traceable")
VERDICT_WORDS = {
    "confirmed": "Confirmed",
    "imprecise": "Imprecise",
    "not traceable": "Not traceable",
}
VERDICT_ICONS = {
    "confirmed": ":material/check_circle:",
    "imprecise": ":material/adjust:",
    "not traceable": ":material/help:",
}
VERDICT_MEANS = (
    "Confirmed: the sources agree. Imprecise: they say something narrower, older or of another "
    "kind. Not traceable: the figure's own source was not found."
)
PEOPLE = "What people told the BBC about their own lives is not for us to check and is left out."
# Stands under every figure, so it is named once for all.
ARTICLE_SOURCE = "bbc-2023-06"
PAGE_LABELS = {
    "map": "On the Map",
    "scenarios": "In How many left",
    "workforce": "In Workforce",
    "people": "On this page",
}
PART_LABELS = {
    "when": "When",
    "who": "Who",
    "why": "Why",
    "routes": "Three routes",
    "asylum": "Asylum",
    "article": "The article, figure by figure",
}


def article_title(figures: Sequence[Row]) -> str:
    """Return how many figures came out how."""
    counts = [(sum(row["verdict"] == verdict for row in figures), verdict) for verdict in VERDICTS]
    listed = ", ".join(f"{count} {verdict}" for count, verdict in counts)
    return f"{counted(len(figures), 'figure')} of the article: {listed}"


def other_sources(source_ids: str) -> str:
    """Return the sources beside the article itself, joined by ;, blank where there is none."""
    return ";".join(one for one in source_ids.split(";") if one != ARTICLE_SOURCE)


def link_label(page: str, query: Mapping[str, str]) -> str:
    """Return where a link leads: `In Workforce`, `On this page: when`."""
    part = query.get("part")
    return f"{PAGE_LABELS[page]}: {PART_LABELS[part].lower()}" if part else PAGE_LABELS[page]


def topic_heading(topic: str) -> str:
    """Return a topic as a heading."""
    return f"{topic[0].upper()}{topic[1:]}"
