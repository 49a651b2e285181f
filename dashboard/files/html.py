"""Pages that open from disk with no network: a briefing, and a layer of the map that plays."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

import pandas as pd

from dashboard.charts.palette import filled
from dashboard.files.deck import Deck, DeckSlide, Source, Told, clean, unique_titles
from dashboard.map.geometry import FOLDER, geometry
from dashboard.map.payload import payload
from dashboard.map.picture import bare_svg
from dashboard.map.spec import Map, Timeline
from dashboard.words.map_words import BORDER_NOTE

HERE = Path(__file__).parent
PLOTLY = HERE.parent / "static" / "chart" / "plotly.min.js"
# Everything that a page needs is in it, and it may ask no host for anything.
HEAD = """<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src $images; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="author" content="$signature">
<title>$title</title>"""
CHARTS = """<script type="application/json" id="figures">$figures</script>
<script>$plotly</script>
<script>
const figures = JSON.parse(document.getElementById("figures").textContent);
const settings = {displayModeBar: false, displaylogo: false, scrollZoom: false, responsive: true};
const drawn = Object.entries(figures).map(([id, figure]) =>
  Plotly.newPlot(id, figure.data, figure.layout, settings));
Promise.all(drawn).then(() => { document.documentElement.dataset.drawn = drawn.length; });
</script>
"""
# Rows of a table on paper, where one view takes one page.
MOST_PRINTED = 5
NO_SCRIPT = "<noscript><p>This chart needs scripts. The table holds the same data.</p></noscript>"
# Pixels of a map, and of the legend under it.
MAP_WIDTH, LEGEND_HEIGHT = 1000, 90


def html_bytes(deck: Deck, told: Told = lambda *_: None) -> bytes:
    """Return a briefing: maps as drawings that play on a screen, charts to explore."""
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
    return _page(
        "deck_template.html",
        "data: blob:",
        title=_text(deck.title),
        signature=_text(deck.signature),
        release=_text(deck.release),
        rows_hidden_from=MOST_PRINTED + 1,
        contents="\n".join([*heads, '<li><a href="#sources">Sources</a></li>']),
        sections="\n".join(sections),
        sources="\n".join(_source(source) for source in deck.sources),
        charts=(_charts(figures) if figures else "") + (_maps(maps) if maps else ""),
    )


def _page(template: str, images: str, **parts: object) -> bytes:
    head = Template(HEAD).substitute(parts, images=images)
    return _filled(template, head=head, **parts).encode()


def _filled(template: str, **parts: object) -> str:
    return Template((HERE / template).read_text(encoding="utf-8")).substitute(parts)


def _section(
    deck: Deck, item: DeckSlide, title: str, number: int, timeline: Timeline | None
) -> str:
    """Return one view with all its words."""
    view = item.slide
    drawn = view.figure is not None or view.map is not None
    points = [f"<li>{_text(point)}</li>" for point in view.points]
    address = escape(deck.address_of(view))
    drawing = f'<div id="figure-{number}"></div>'
    if view.map:
        size = (MAP_WIDTH, round(MAP_WIDTH / geometry(view.map.region).aspect) + LEGEND_HEIGHT)
        drawing = bare_svg(view.map, "light", size, f"view{number}-")
    parts = [
        f'<section aria-labelledby="view-{number}">',
        f'<h2 id="view-{number}">{_text(title)}</h2>',
        f'<p class="own">{_text(item.heading_line)}</p>' if item.heading else "",
        f'<p class="muted">{_text(view.subtitle)}</p>' if view.subtitle else "",
        f'<figure class="figure" role="img" tabindex="0" aria-label="{_text(view.alt)}"'
        f' id="map-{number}">'
        f"{drawing}</figure>"
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


def _charts(figures: dict[str, object]) -> str:
    """Return what draws the charts."""
    from plotly.utils import PlotlyJSONEncoder

    drawn = _safe(filled(json.dumps(figures, cls=PlotlyJSONEncoder), "light"))
    return Template(CHARTS).substitute(figures=drawn, plotly=PLOTLY.read_text(encoding="utf-8"))


def _shown(timeline: Timeline) -> str:
    """Return which moment the lines under a map that plays are of."""
    label = next(one.label for one in timeline.moments if one.code == timeline.shown)
    return f'<p class="small">The map plays. What stands under it is of {_text(label)}.</p>'


def _maps(maps: dict[str, Timeline]) -> str:
    """Return what makes the drawings of maps play, zoom and take keys, as on the page."""
    layers = {
        place: {**payload(timeline, words=True).whole(), "shown": timeline.shown}
        for place, timeline in maps.items()
    }
    regions = sorted({timeline.map.region for timeline in maps.values()})
    shapes = {name: json.loads((FOLDER / f"{name}.json").read_bytes()) for name in regions}
    return _filled(
        "deck_maps.html",
        maps=_written(layers),
        shapes=_written(shapes),
        styles=_written((FOLDER / "map.css").read_text(encoding="utf-8")),
        script=(FOLDER / "map.js").read_text(encoding="utf-8"),
    )


def _notes(item: DeckSlide) -> str:
    own = "\n".join(item.own_notes)
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


def _written(content: object) -> str:
    return _safe(json.dumps(content, separators=(",", ":"), ensure_ascii=False))


def _safe(content: str) -> str:
    """Return JSON that no text in it can end the script of."""
    return content.replace("<", "\\u003c")


@dataclass(frozen=True)
class FileWords:
    """What stands around the map: `notes` are cautions that it must not lose."""

    sources: Sequence[str]
    notes: Sequence[str]
    signature: str
    release: str
    link: str


def map_file(timeline: Timeline, words: FileWords) -> bytes:
    """Return a layer that plays, zooms and takes keys; the same input gives the same bytes."""
    region = timeline.map.region
    shown = next(one for one in timeline.moments if one.code == timeline.shown)
    return _page(
        "map_file.html",
        "data:",
        title=_text(shown.title),
        subtitle=_text(shown.subtitle),
        signature=_text(words.signature),
        release=_text(words.release),
        link=escape(words.link),
        words="\n".join(f"<p>{_text(note)}</p>" for note in words.notes),
        table=_moments(timeline),
        sources="\n".join(f"<li>{_text(source)}</li>" for source in words.sources),
        border_note=_text(BORDER_NOTE),
        moment=_text(shown.code),
        layer=_written(payload(timeline, words=True).whole()),
        shapes=_safe((FOLDER / f"{region}.json").read_text(encoding="utf-8")),
        fine=_safe((FOLDER / f"{region}-fine.json").read_text(encoding="utf-8")),
        styles=(FOLDER / "map.css").read_text(encoding="utf-8"),
        script=(FOLDER / "map.js").read_text(encoding="utf-8"),
    )


def _moments(timeline: Timeline) -> str:
    """Return what is said of every country at every moment; of many moments, those that differ."""
    names = geometry("world").names
    moments = timeline.moments
    codes = sorted({code for one in moments for code in one.map.classes}, key=lambda c: names[c])
    head = "".join(
        f'<th scope="col" data-moment="{_text(one.code)}">{_text(one.label or "Value")}</th>'
        for one in moments
    )
    rows = "".join(
        f'<tr><th scope="row">{_text(names[code])}</th>'
        + "".join(
            f'<td data-moment="{_text(one.code)}">{_text(_said(one.map, code))}</td>'
            for one in moments
        )
        + "</tr>"
        for code in codes
    )
    return f"<table><thead><tr><th>Country</th>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _said(spec: Map, iso3: str) -> str:
    ring = next((ring.text for ring in spec.rings if ring.iso3 == iso3), "")
    return ring or (spec.said(iso3) if iso3 in spec.classes else "")
