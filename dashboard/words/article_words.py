"""The words of the article, figure by figure."""

from collections.abc import Mapping, Sequence
from math import isnan

from dashboard.tables.estimates import ArticleFigure
from dashboard.tables.provenance import Ids
from dashboard.words.numbers import counted, full

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
# The columns of what the article says, and of what its sources say.
SAID, FOUND = ("value_low", "value_high"), ("sources_low", "sources_high")
MARKS = "◆ the article · ━ its sources"
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


def article_title(figures: Sequence[ArticleFigure]) -> str:
    """Return how many figures came out how."""
    counts = [(sum(row.verdict == verdict for row in figures), verdict) for verdict in VERDICTS]
    listed = ", ".join(f"{count} {verdict}" for count, verdict in counts)
    return f"{counted(len(figures), 'figure')} of the article: {listed}"


def other_sources(source_ids: Ids) -> Ids:
    """Return the sources beside the article itself."""
    return tuple(one for one in source_ids if one != ARTICLE_SOURCE)


def link_label(page: str, query: Mapping[str, str]) -> str:
    """Return where a link leads: `In Workforce`, `On this page: when`."""
    part = query.get("part")
    return f"{PAGE_LABELS[page]}: {PART_LABELS[part].lower()}" if part else PAGE_LABELS[page]


def lane_words(figures: Sequence[ArticleFigure], verdict: str) -> str:
    """Return a verdict with how many figures have it: `9 confirmed`."""
    return f"{sum(row.verdict == verdict for row in figures)} {verdict}"


def strip_alt(figures: Sequence[ArticleFigure]) -> str:
    """Return which figures of the article came out how, by their number."""
    each = []
    for verdict in VERDICTS:
        places = [str(at) for at, row in enumerate(figures, 1) if row.verdict == verdict]
        each.append(f"{lane_words(figures, verdict)}: {', '.join(places)}")
    return f"Strip of marks, {article_title(figures)}. {'; '.join(each)}."


def unit(figure: ArticleFigure) -> str:
    """Return what a figure counts, without how the article gives it: `people`."""
    return str(figure.unit).partition(" (")[0]


def range_words(figure: ArticleFigure) -> str:
    """Return the article's number and what its sources say: `◆ 17,000 · ━ 12,811–18,400`."""
    said = _ends(*(float(getattr(figure, name)) for name in SAID))
    found = _ends(*(float(getattr(figure, name)) for name in FOUND))
    sign = "%" if figure.unit == "percent" else ""
    return f"◆ {f'{said}{sign}' if said else 'no number'} · ━ {found}{sign}"


def range_alt(figure: ArticleFigure) -> str:
    """Return the range of a figure as a sentence."""
    shown = range_words(figure).replace("◆", "The article:").replace("━", "its sources:")
    return f"{topic_heading(figure.topic)}. {shown.replace(' ·', ';')}."


def topic_heading(topic: str) -> str:
    """Return a topic as a heading."""
    return f"{topic[0].upper()}{topic[1:]}"


def _ends(low: float, high: float) -> str:
    if isnan(low):
        return "" if isnan(high) else f"up to {_number(high)}"
    if isnan(high):
        return f"at least {_number(low)}"
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _number(value: float) -> str:
    return full(value) if value >= 1000 else f"{value:g}"
