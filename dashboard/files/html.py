"""A briefing as one HTML file that opens with no network: maps as drawings, charts to explore."""

import json
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import pandas as pd

from dashboard.charts.palette import filled
from dashboard.files.deck_words import (
    Source,
    Told,
    address_of,
    all_sources,
    clean,
    heading_line,
    own_notes,
    unique_titles,
)
from dashboard.kit.slide import Deck, DeckSlide
from dashboard.map.geometry import FOLDER, geometry
from dashboard.map.payload import payload
from dashboard.map.picture import bare_svg
from dashboard.map.spec import Map, Timeline

TEMPLATE = Path(__file__).with_name("deck_template.html")
CHARTS = Path(__file__).with_name("deck_charts.html")
MAPS = Path(__file__).with_name("deck_maps.html")
PLOTLY = Path(__file__).parents[1] / "static" / "chart" / "plotly.min.js"
# Rows of a table on paper, where one view takes one page.
MOST_PRINTED = 5
NO_SCRIPT = "<noscript><p>This chart needs scripts. The table holds the same data.</p></noscript>"
# Pixels of a map, and of the legend under it.
MAP_WIDTH, LEGEND_HEIGHT = 1000, 90


def html_bytes(deck: Deck, told: Told = lambda *_: None) -> bytes:
    """Return the file: everything it needs is in it, and it may ask no host for anything."""
    titles = unique_titles([item.slide.title for item in deck.slides])
    sections, figures, maps = [], {}, dict[str, Timeline]()
    for number, (item, title) in enumerate(zip(deck.slides, titles, strict=True), start=1):
        told(number, title)
        timeline = item.slide.moments() if item.slide.moments else None
        if timeline and len(timeline.moments) > 1:
            maps[f"map-{number}"] = timeline
        sections.append(_section(deck, item, title, number, maps.get(f"map-{number}")))
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
        charts=(_charts(figures) if figures else "") + (_maps(maps) if maps else ""),
    )
    return page.encode("utf-8")


def _section(
    deck: Deck, item: DeckSlide, title: str, number: int, timeline: Timeline | None
) -> str:
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
        f'<figure class="figure" role="img" tabindex="0" aria-label="{_text(view.alt)}"'
        f' id="map-{number}">'
        f"{_map(view.map, number) if view.map else _place(number)}</figure>"
        if drawn
        else "",
        NO_SCRIPT if view.figure is not None else "",
        _shown(timeline) if timeline else "",
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


def _shown(timeline: Timeline) -> str:
    """Return which moment the lines under a map that plays are of."""
    label = next(one.label for one in timeline.moments if one.code == timeline.shown)
    return f'<p class="small">The map plays. What stands under it is of {_text(label)}.</p>'


def _maps(maps: dict[str, Timeline]) -> str:
    """Return what makes the drawings of maps play, zoom and take keys, as on the page."""
    layers = {
        place: {**payload(timeline, words=True), "shown": timeline.shown}
        for place, timeline in maps.items()
    }
    regions = sorted({timeline.map.region for timeline in maps.values()})
    shapes = {name: json.loads((FOLDER / f"{name}.json").read_bytes()) for name in regions}
    return Template(MAPS.read_text(encoding="utf-8")).substitute(
        maps=_written(layers),
        shapes=_written(shapes),
        styles=_written((FOLDER / "map.css").read_text(encoding="utf-8")),
        script=(FOLDER / "map.js").read_text(encoding="utf-8"),
    )


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

    return _safe(filled(json.dumps(figures, cls=PlotlyJSONEncoder), "light"))


def _written(content: object) -> str:
    return _safe(json.dumps(content, separators=(",", ":"), ensure_ascii=False))


def _safe(content: str) -> str:
    return content.replace("<", "\\u003c")
