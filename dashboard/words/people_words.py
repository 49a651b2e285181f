"""The words of the parts Who, Why and The article: each figure with its date, and who was asked."""

from collections.abc import Mapping, Sequence
from math import isnan

from dashboard.tables.estimates import ArticleFigure
from dashboard.tables.people import ProfileFigure
from dashboard.words.numbers import counted, day, full, span, upper_first
from dashboard.words.values import BOUND_WORDS

HEADINGS = {
    "age": "Age",
    "sex": "Men and women",
    "education": "Education",
    "family": "Family",
    "income": "Income",
    "occupation": "Occupation",
    "employment": "Jobs",
    "russian_employer": "Work for Russian employers",
    "first_destination": "First country of stay",
    "moves": "Moving on, and back",
    "ties": "Ties with Russia",
    "plans": "Plans",
    "motive": "Motives, as surveys count them",
    "permit_reason": "Reasons of residence permits",
}
METHOD_WORDS = {
    "volunteers": "volunteers who answered an online survey",
    "online_survey": "online survey; how people were found is not stated",
    "survey": "survey; how people were found is not stated",
    "review": "review of several surveys",
    "retold": "read in a retelling; the survey is not named",
    "register": "administrative count",
    "census": "census or microcensus",
    "claim": "an official's claim",
    "not_stated": "how they were asked is not stated",
}
SHORT_METHODS = {
    "volunteers": "volunteers",
    "online_survey": "online survey",
    "survey": "survey",
    "review": "review of surveys",
    "retold": "a retelling",
    "register": "count",
    "census": "census",
    "claim": "claim",
    "not_stated": "not stated",
}
# What a shape stands for in a chart, and the ways of asking that it holds.
SHAPES = {
    "■ count": ("register", "census"),
    "● survey": ("survey",),
    "○ volunteers online": ("volunteers", "online_survey"),
    "△ retold or reviewed": ("review", "retold"),
    "◇ claimed": ("claim", "not_stated"),
}
SAMPLE_NOT_STATED = "sample not stated"
NO_LIST = (
    "There is no list of all who left to draw a sample from. Each figure holds for the people who "
    "were asked or counted, on its date; figures of different surveys are not joined."
)
IN_PERCENT = "in percent of those asked; nobody has a list of all who left."
ONLY_COUNTED = (
    "Only motives that a source counts are listed, as it counts them. The article itself gives "
    "dates and no shares."
)
NOT_A_MOTIVE = "The reason that a permit is given for is not the motive for leaving Russia."


def value_words(value: float, unit: str, bound: str = "exact") -> str:
    """Return a value with unit and bound: `about 80%`, `32 years`, `7 times`."""
    shown = f"{value:g}%" if unit == "percent" else f"{value:g} {unit}"
    if (value, unit) == (1, "times"):
        shown = "1"
    return f"{BOUND_WORDS[bound]}{shown}"


def figure_words(row: ProfileFigure) -> str:
    """Return what a figure says: `Under 35: 57%`."""
    shown = value_words(row.value, row.unit, row.bound)
    return f"{upper_first(row.label)}: {shown}"


def asked_words(row: ProfileFigure) -> str:
    """Return date, who was asked or counted, how, and how many."""
    when = day(row.as_of) if row.as_of else "date not stated"
    return f"{when} · {row.asked} · {METHOD_WORDS[row.method]} · {sample_words(row)}"


def sample_words(row: ProfileFigure) -> str:
    """Return the size of the sample, or that it is not stated."""
    if not isnan(row.sample):
        return f"sample {full(row.sample)}"
    return "a count, no sample" if row.method == "register" else SAMPLE_NOT_STATED


def comparison_words(row: ProfileFigure) -> str:
    """Return the figure of residents that a source sets beside its own, or a blank."""
    if isnan(row.comparison_value):
        return ""
    value = value_words(row.comparison_value, row.unit)
    return f"Set beside it: {value} for {_lower(row.comparison_note)}"


def heading(row: ProfileFigure) -> str:
    """Return the topic of a row, with its unit where that is not percent."""
    of = {"years": ", in years", "times": ", times the average"}.get(row.unit, "")
    return f"{HEADINGS[row.attribute]}{of}"


def small_words(row: ProfileFigure, publisher: str) -> str:
    """Return who says a figure and of when: `OK Russians, Mar 2022`."""
    publisher = publisher.partition(" (")[0]
    return f"{publisher}, {day(row.as_of)}" if row.as_of else f"{publisher}, no date"


def told(row: ProfileFigure, publisher: str) -> list[str]:
    """Return all that is known of a figure, as sentences without their full stops."""
    parts = [figure_words(row), asked_words(row), comparison_words(row), row.note]
    return [part for part in (*parts, f"Source: {publisher}") if part]


def who_title(education: Sequence[ProfileFigure]) -> str:
    """Return higher education among emigrants against residents, each as its spread."""
    ours = [row for row in education if row.subject == "emigrants"]
    others = [row for row in education if row.subject == "residents"]
    return (
        f"Higher education: {_spread(ours)} in {len(ours)} surveys of emigrants, "
        f"{_spread(others)} among residents"
    )


def why_title(drawn: Sequence[ProfileFigure]) -> str:
    """Return the first figure that is drawn, with its kind and date."""
    row = drawn[0]
    shown = value_words(row.value, row.unit, row.bound)
    how = SHORT_METHODS[row.method]
    return f"{shown.capitalize()} {row.label} ({how}, {day(row.as_of) if row.as_of else 'no date'})"


def shapes_line(rows: Sequence[ProfileFigure]) -> str:
    """Return what the shapes of a chart stand for, as far as it draws them."""
    ours = {row.method for row in rows if row.subject == "emigrants"}
    shapes = [shape for shape, methods in SHAPES.items() if ours & set(methods)]
    if any(row.subject == "residents" or comparison_words(row) for row in rows):
        shapes.append("┃ residents of Russia")
    return " · ".join(shapes)


def dots_alt(rows: Sequence[ProfileFigure]) -> str:
    """Return a chart as sentences: each topic, and each of its figures with what stands beside."""
    topics: dict[str, list[str]] = {}
    for row in rows:
        beside = comparison_words(row)
        said = f"{figure_words(row)}{f' ({_lower(beside)})' if beside else ''}"
        topics.setdefault(heading(row), []).append(said)
    return " ".join(["Dots.", *(f"{topic}: {'; '.join(each)}." for topic, each in topics.items())])


def _spread(rows: Sequence[ProfileFigure]) -> str:
    values = sorted({row.value for row in rows})
    return f"{span(f'{values[0]:.0f}', f'{values[-1]:.0f}')}%"


def _lower(text: str) -> str:
    return text if text.startswith(("Russia", "IT ")) else text[:1].lower() + text[1:]


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
OWN_LIVES = "What people told the BBC about their own lives is not for us to check and is left out."
# Stands under every figure, so it is named once for all.
ARTICLE_SOURCE = "bbc-2023-06"
# The columns of what the article says, and of what its sources say.
SAID, FOUND = ("value_low", "value_high"), ("sources_low", "sources_high")
ARTICLE_MARKS = "◆ the article · ━ its sources"
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


def article_unit(figure: ArticleFigure) -> str:
    """Return what a figure counts, without how the article gives it: `people`."""
    return figure.unit.partition(" (")[0]


def range_words(figure: ArticleFigure) -> str:
    """Return the article's number and what its sources say: `◆ 17,000 · ━ 12,811–18,400`."""
    said = _ends(figure.value_low, figure.value_high)
    found = _ends(figure.sources_low, figure.sources_high)
    sign = "%" if figure.unit == "percent" else ""
    return f"◆ {f'{said}{sign}' if said else 'no number'} · ━ {found}{sign}"


def range_alt(figure: ArticleFigure) -> str:
    """Return the range of a figure as a sentence."""
    shown = range_words(figure).replace("◆", "The article:").replace("━", "its sources:")
    return f"{upper_first(figure.topic)}. {shown.replace(' ·', ';')}."


def _ends(low: float, high: float) -> str:
    if isnan(low):
        return "" if isnan(high) else f"up to {_number(high)}"
    if isnan(high):
        return f"at least {_number(low)}"
    return span(_number(low), _number(high))


def _number(value: float) -> str:
    return full(value) if value >= 1000 else f"{value:g}"
