"""The choices about a reader's own table as the command line takes them, by name and in words."""

from dataclasses import replace

from dashboard.own.choices import ONLY, choices, chosen
from dashboard.own.findings import Repairs, Report
from dashboard.own.grid import refusal

# In the order in which they are taken: what columns hold comes before what is said of them.
OPTIONS = {
    "countries": "the column of the countries, by its heading or letter",
    "years": "the column of the years, or “No years”",
    "value": "the column of the values",
    ONLY: "COLUMN=VALUE: which rows are shown where they differ in a column (repeatable)",
    "periods": "“last” or “sum” where a year has several periods",
    "unit": "“number” or “share”",
    "decimal": "the decimal mark, “.” or “,”",
    "factor": "what all values are multiplied by: 1000, 0.001",
    "balance": "“yes” where values below zero are a balance, “no” to leave them out",
    "duplicates": "“first”, “last” or “sum” for rows of the same country and year",
}


def answered(report: Report, name: str, text: str) -> Repairs:
    """Return the repairs with one more choice taken, looked up as the others left the report.

    Raises:
        TableError: with what may be chosen, where `text` is nothing of it.
    """
    if name == "factor":
        return replace(report.repairs, factor=_factor(report, text))
    found = {choice.key: choice for choice in choices(report)}
    column, _, value = text.partition("=")
    if name == ONLY:
        parts = [choice for choice in found.values() if choice.name == ONLY]
        choice = next((part for part in parts if column in (part.label, f"“{part.label}”")), None)
        offered = ", ".join(part.label for part in parts) or "none"
        wrong = f"--{name} {text}: columns whose values part figures here: {offered}"
    else:
        choice, value = found.get(name), text
        wrong = f"--{name}: there is nothing to choose here"
    if choice is None:
        raise refusal(report.file, wrong)
    option = choice.option(value)
    if option is None:
        raise refusal(
            report.file,
            f"--{name} {text}: takes one of {', '.join(replace(choice, asked=True).offered)}",
        )
    return chosen(report, choice, option)


def _factor(report: Report, text: str) -> float:
    try:
        factor = float(text)
    except ValueError:
        factor = 0.0
    if not 1e-9 <= factor <= 1e9:
        raise refusal(report.file, f"--factor {text}: takes a number above zero, such as 1000")
    return factor
