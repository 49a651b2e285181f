"""The downloads of the page How many left, made only when asked for."""

from collections.abc import Mapping

from dashboard.files.button import file_button
from dashboard.files.downloads import SPREADSHEET, downloads
from dashboard.kit import store
from dashboard.link.scenario_view import Letter, ScenarioView
from dashboard.models.chain import Result
from dashboard.views.estimates.book import scenario_book, scenario_rows
from dashboard.views.estimates.ranges import estimate_table, listed_rows
from dashboard.views.estimates.workbook import scenario_xlsx

SHARES_ARE_SET = (
    "Shares are the reader's settings or assumptions, not counts; see each row's start."
)


def scenario_downloads(view: ScenarioView, made: Mapping[Letter, Result], link: str) -> None:
    """Offer scenarios with live formulas, and the listed estimates."""
    tables, starts = store.estimates(), store.starts()
    rows = listed_rows(tables, view)
    file_button(
        "Download XLSX with live formulas",
        lambda: scenario_xlsx(
            scenario_book(tables, starts, view, made, link),
            store.edition().signature,
            store.catalogue().release.date,
        ),
        f"how-many-left-{scenario_names(view)}-{starts.release}.xlsx",
        SPREADSHEET,
        "scenario_xlsx",
    )
    if rows:
        downloads(
            lambda: estimate_table(tables, rows).download,
            "estimates",
            "estimates",
            {
                "title": "Estimates of people who left Russia, as their publishers give them",
                "caution": "Kinds that count different things are not added or compared.",
            },
            link,
            what="estimates",
        )


def scenario_names(view: ScenarioView) -> str:
    """Return what the scenarios start from, as a part of a file's name."""
    return "-".join(f"{letter}-{chosen.source}" for letter, chosen in view.on.items())


def step_downloads(view: ScenarioView, made: Mapping[Letter, Result], link: str) -> None:
    """Offer the working of all scenarios as a table."""
    tables, starts = store.estimates(), store.starts()
    downloads(
        lambda: scenario_rows(tables, scenario_book(tables, starts, view, made, link)),
        "scenario_steps",
        f"scenarios-{scenario_names(view)}",
        {"title": "Scenarios, step by step", "caution": SHARES_ARE_SET},
        link,
    )
