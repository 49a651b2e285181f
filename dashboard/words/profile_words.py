"""The words of the parts Who and Why: each figure with its date, who was asked and how many."""

import math
from collections.abc import Sequence

from dashboard.tables.rows import Row
from dashboard.words.numbers import full
from dashboard.words.periods import day

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
BOUND_PREFIX = {"exact": "", "rounded": "about ", "at_least": "at least ", "up_to": "up to "}
SAMPLE_NOT_STATED = "sample not stated"
NO_LIST = (
    "There is no list of all who left to draw a sample from. Each figure holds for the people who "
    "were asked or counted, on its date; figures of different surveys are not joined."
)
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
    return f"{BOUND_PREFIX[bound]}{shown}"


def figure_words(row: Row) -> str:
    """Return what a figure says: `Under 35: 57%`."""
    label = str(row["label"])
    shown = value_words(float(row["value"]), row["unit"], row["bound"])
    return f"{label[0].upper()}{label[1:]}: {shown}"


def asked_words(row: Row) -> str:
    """Return date, who was asked or counted, how, and how many."""
    when = day(row["as_of"]) if row["as_of"] else "date not stated"
    return f"{when} · {row['asked']} · {METHOD_WORDS[row['method']]} · {sample_words(row)}"


def sample_words(row: Row) -> str:
    """Return the size of the sample, or that it is not stated."""
    sample = float(row["sample"])
    if not math.isnan(sample):
        return f"sample {full(sample)}"
    return "a count, no sample" if row["method"] == "register" else SAMPLE_NOT_STATED


def comparison_words(row: Row) -> str:
    """Return the figure of residents that a source sets beside its own, or a blank."""
    value = float(row["comparison_value"])
    if math.isnan(value):
        return ""
    return f"Set beside it: {value_words(value, row['unit'])} for {_lower(row['comparison_note'])}"


def note_words(row: Row, *, alone: bool) -> str:
    """Return the note of a figure, which is named where others stand beside it; or a blank."""
    if not row["note"]:
        return ""
    return f"Note: {row['note']}" if alone else f"Note on {_lower(row['label'])}: {row['note']}"


def bar_name(row: Row) -> str:
    """Return how a bar beside others of the same attribute is told apart."""
    year = row["as_of"][:4]
    if row["subject"] == "residents":
        return f"{row['label'].rsplit(', ', 1)[-1]}, {year}"
    return f"{SHORT_METHODS[row['method']].capitalize()}, {year}"


def who_title(education: Sequence[Row]) -> str:
    """Return higher education among emigrants against residents, each as its spread."""
    ours = [row for row in education if row["subject"] == "emigrants"]
    others = [row for row in education if row["subject"] == "residents"]
    return (
        f"Higher education: {_spread(ours)} in {len(ours)} surveys of emigrants, "
        f"{_spread(others)} among residents"
    )


def why_title(drawn: Sequence[Row]) -> str:
    """Return the first figure of the survey that is drawn, with its kind and date."""
    row = drawn[0]
    shown = value_words(float(row["value"]), row["unit"], row["bound"])
    how = SHORT_METHODS[row["method"]]
    return f"{shown.capitalize()} {row['label']} ({how}, {day(row['as_of'])})"


def chart_alt(heading: str, bars: Sequence[tuple[str, str]]) -> str:
    """Return a chart as a sentence: each bar with its label."""
    return f"Bars: {heading}. {'; '.join(f'{name} {label}' for name, label in bars)}."


def _spread(rows: Sequence[Row]) -> str:
    values = sorted({float(row["value"]) for row in rows})
    low, high = f"{values[0]:.0f}", f"{values[-1]:.0f}"
    return f"{low}%" if low == high else f"{low}–{high}%"


def _lower(text: str) -> str:
    return text if text.startswith(("Russia", "IT ")) else text[:1].lower() + text[1:]
