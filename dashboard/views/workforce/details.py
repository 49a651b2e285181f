"""What stands one click away on the page Workforce: each part is made only when opened."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard.charts.scenarios import Picture, tornado_picture
from dashboard.files.downloads import downloads
from dashboard.kit import store
from dashboard.kit.chart import plain_chart
from dashboard.kit.html_table import html_table
from dashboard.kit.looks import palette
from dashboard.kit.source_note import plain, source_note
from dashboard.link.workforce_view import WorkforceView
from dashboard.models.sensitivity import tornado
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.rows import Row
from dashboard.views.workforce import money_words
from dashboard.views.workforce.answer import Answer, Compared
from dashboard.views.workforce.figures import (
    grid_picture,
    grid_table,
    published_shares,
    verdict_table,
)
from dashboard.views.workforce.money_words import Passage
from dashboard.words import scenario_words
from dashboard.words.chain_words import INPUT_LABELS
from dashboard.words.sources import source_lines
from dashboard.words.workforce_words import hangs_on

# A line of text stays readable.
TEXT_WIDTH = 820


def details(view: WorkforceView, found: Answer, others: Sequence[Compared], link: str) -> None:
    """Show, folded: the verdicts, the tornado, the grid, published shares, output and money."""
    tables = store.estimates()
    result = found.result
    figures = {name: tables.article_figure(name) for name in money_words.FIGURES}
    money = money_words.money_title(figures)
    bars = tornado(result.start, result.assumptions, store.starts().ranges, result.base)
    _folded(
        f"The verdict on each of {len(others)} estimates",
        "fact_check",
        "verdicts",
        lambda: _verdicts(others, tables),
    )
    _folded(hangs_on(INPUT_LABELS[bars[0].name]), "tune", "tornado", lambda: _tornado(found))
    _folded(
        "A grid: people against the share of them who worked",
        "grid_on",
        "grid",
        lambda: _grid(view, found, link),
    )
    _folded(
        "Shares that others have published",
        "format_list_bulleted",
        "published",
        lambda: _published(tables, link),
    )
    _folded(
        f"Output and money: an order of magnitude, and {scenario_words.lower_first(money)}",
        "payments",
        "money",
        lambda: _money(found, tables, figures),
    )


def picture(shown: Picture, key: str) -> None:
    """Show a figure with its title and its sentences."""
    st.markdown(f"**{plain(shown.title)}**")
    if shown.figure is not None:
        plain_chart(shown.figure, shown.alt, key)
    with st.container(gap="xsmall"):
        for line in shown.lines:
            st.caption(plain(line))


def _folded(title: str, icon: str, key: str, draw: Callable[[], None]) -> None:
    opened = st.expander(
        plain(title), icon=f":material/{icon}:", key=f"workforce_{key}", on_change="rerun"
    )
    if opened.open:
        with opened:
            draw()


def _verdicts(others: Sequence[Compared], tables: EstimateTables) -> None:
    table = verdict_table(others, tables)
    st.caption(
        "Each estimate at its own step of the chain, before and after people who came back are "
        "taken off: Alfa Bank's claim is about people who left. Shares at the defaults start from "
        "the number a source gives, of a range from its low end. Low to high: all assumptions, "
        "and the estimate's own ends, after returns. Sources and cautions: on the page How many "
        "left, and in the CSV."
    )
    html_table(table.rows, "workforce_verdict_rows", "Table: verdicts", sort_keys=table.sort_keys)


def _tornado(found: Answer) -> None:
    shown = tornado_picture("a", found.result, store.starts(), "workers", palette())
    title = shown.title.removeprefix("Scenario A").lstrip(": ").capitalize()
    alt = shown.alt.replace(shown.title, title)
    picture(Picture(title, shown.lines, alt, shown.figure), "workforce_tornado_chart")
    st.caption(scenario_words.TORNADO_NOTE)


def _grid(view: WorkforceView, found: Answer, link: str) -> None:
    shown = grid_picture(view, found, palette())
    picture(shown, "workforce_grid_chart")
    rows = grid_table(found.result.base)
    html_table(rows, "workforce_grid_rows", "Table: grid of shares")
    header = {"title": shown.title, "shows": " ".join(shown.lines), "source": "our arithmetic"}
    downloads(
        lambda: rows.assign(Source="our arithmetic"),
        "workforce_grid",
        f"workforce-grid-{view.base}",
        header,
        link,
    )


def _published(tables: EstimateTables, link: str) -> None:
    rows = published_shares(tables)
    html_table(rows, "workforce_published_rows", "Table: published shares")
    header = {"title": "Shares that others have published, each with what it is a share of"}
    downloads(lambda: rows, "workforce_published", "published-shares", header, link)


def _money(found: Answer, tables: EstimateTables, figures: Mapping[str, Row]) -> None:
    workers = found.result.workers
    rows = {name: tables.measure(name) for name in money_words.MEASURES}
    with st.container(width=TEXT_WIDTH):
        st.markdown("**Output**")
        _passages(money_words.output_passages(workers, rows), tables)
        st.markdown(f"**{plain(money_words.money_title(figures))}**")
        _passages(money_words.money_passages(figures), tables)


def _passages(passages: Sequence[Passage], tables: EstimateTables) -> None:
    for passage in passages:
        with st.container(gap="xxsmall"):
            st.markdown(plain(passage.text))
            source_note(source_lines(passage.source_id, tables.sources))
