"""A briefing as one HTML file that opens with no network: maps as drawings, charts to explore."""

import json
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import pandas as pd

from dashboard.charts.palette import filled
from dashboard.files.deck_sources import Source, all_sources
from dashboard.files.deck_words import (
    Told,
    address_of,
    clean,
    heading_line,
    own_notes,
    unique_titles,
)
from dashboard.kit.deck import Deck, DeckSlide
from dashboard.map.geometry import geometry
from dashboard.map.picture import bare_svg
from dashboard.map.spec import Map

TEMPLATE = Path(__file__).with_name("deck_template.html")
CHARTS = Path(__file__).with_name("deck_charts.html")
PLOTLY = Path(__file__).parents[1] / "static" / "chart" / "plotly.min.js"
# Rows of a table on paper, where one view takes one page.
MOST_PRINTED = 5
NO_SCRIPT = "<noscript><p>This chart needs scripts. The table holds the same data.</p></noscript>"
# Pixels of a map, and of the legend under it.
MAP_WIDTH, LEGEND_HEIGHT = 1000, 90


def html_bytes(deck: Deck, told: Told = lambda *_: None) -> bytes:
    """Return the file: everything it needs is in it, and it may ask no host for anything."""
    titles = unique_titles([item.slide.title for item in deck.slides])
    sections, figures = [], {}
    for number, (item, title) in enumerate(zip(deck.slides, titles, strict=True), start=1):
        told(number, title)
        sections.append(_section(deck, item, title, number))
        if item.slide.figure is not None:
            figures[f"figure-{number}"] = item.slide.figure.to_plotly_json()
    heads = [
        f'<li><a href="#view-{number}">{_text(title)}</a></li>'
        for number, title in enumerate(titles, start=1)
    ]
    page = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        title=_text(deck.title),
        signature=_text(deck.signature),
        release=_text(deck.release),
        rows_hidden_from=MOST_PRINTED + 1,
        contents="\n".join([*heads, '<li><a href="#sources">Sources</a></li>']),
        sections="\n".join(sections),
        sources="\n".join(_source(source) for source in all_sources(deck)),
        charts=_charts(figures) if figures else "",
    )
    return page.encode("utf-8")


def _section(deck: Deck, item: DeckSlide, title: str, number: int) -> str:
    """Return one view with all its words."""
    view = item.slide
    drawn = view.figure is not None or view.map is not None
    points = [f"<li>{_text(point)}</li>" for point in view.points]
    address = escape(address_of(deck, view))
    parts = [
        f'<section aria-labelledby="view-{number}">',
        f'<h2 id="view-{number}">{_text(title)}</h2>',
        f'<p class="own">{_text(heading_line(item))}</p>' if item.heading else "",
        f'<p class="muted">{_text(view.subtitle)}</p>' if view.subtitle else "",
        f'<figure class="figure" role="img" tabindex="0" aria-label="{_text(view.alt)}">'
        f"{_map(view.map, number) if view.map else _place(number)}</figure>"
        if drawn
        else "",
        NO_SCRIPT if view.figure is not None else "",
        f'<ul class="points">{"".join(points)}</ul>' if points else "",
        _table(view.table, title, drawn=drawn),
        f'<p class="small">Source: {_text(view.source)}</p>',
        f'<p class="small">{_text(view.caution)}</p>' if view.caution else "",
        f'<p class="small">{_text(view.border_note)}</p>' if view.border_note else "",
        f'<p class="small view-link"><a href="{address}">Open this view</a></p>',
        _notes(item),
        '<p class="back"><a href="#contents">Back to the contents</a></p>',
        "</section>",
    ]
    return "\n".join(part for part in parts if part)


def _map(spec: Map, number: int) -> str:
    size = (MAP_WIDTH, round(MAP_WIDTH / geometry(spec.region).aspect) + LEGEND_HEIGHT)
    return bare_svg(spec, "light", size, f"view{number}-")


def _place(number: int) -> str:
    """Return where a chart is drawn."""
    return f'<div id="figure-{number}"></div>'


def _charts(figures: dict[str, Any]) -> str:
    """Return what draws the charts."""
    template = Template(CHARTS.read_text(encoding="utf-8"))
    return template.substitute(figures=_json(figures), plotly=PLOTLY.read_text(encoding="utf-8"))


def _notes(item: DeckSlide) -> str:
    own = "\n".join(own_notes(item))
    parts = []
    if item.slide.notes:
        lines = "".join(f"<li>{_text(note)}</li>" for note in item.slide.notes)
        parts.append(f"<h3>Notes</h3>\n<ul>{lines}</ul>")
    if own:
        parts.append(f'<h3>Presenter’s notes</h3>\n<p class="own-notes">{escape(own)}</p>')
    return "\n".join(parts)


def _table(table: pd.DataFrame, title: str, *, drawn: bool) -> str:
    """Return the twin of a figure, closed; open where there is no figure."""
    if table.empty:
        return ""
    head = "".join(f'<th scope="col">{_text(str(name))}</th>' for name in table.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_text(str(cell))}</td>' for cell in row)}</tr>"
        for row in table.itertuples(index=False)
    )
    opened = ' class="with-figure"' if drawn else " open"
    cut = ""
    if len(table) > MOST_PRINTED:
        cut = f'<p class="printed">{MOST_PRINTED} of {len(table)} rows are printed.</p>'
    return (
        f"<details{opened}><summary>Table: {_text(title)}</summary>"
        f'<div class="scroll" role="region" aria-label="Table: {_text(title)}" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{cut}</div></details>"
    )


def _source(source: Source) -> str:
    text, address = source
    shown = f' <a href="{escape(address)}">{escape(address)}</a>' if address else ""
    return f"<li>{escape(text)}{shown}</li>"


def _text(text: str) -> str:
    """Return text as it may stand in HTML, in content and in attributes."""
    return escape(clean(text))


def _json(figures: dict[str, Any]) -> str:
    """Return figures as JSON that no text in them can break out of."""
    from plotly.utils import PlotlyJSONEncoder

    drawn = filled(json.dumps(figures, cls=PlotlyJSONEncoder), "light")
    return drawn.replace("<", "\\u003c")
