"""A layer of the map as one HTML file: opened from disk, it plays, zooms and takes keys."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from dashboard.files.deck_words import clean
from dashboard.map.geometry import FOLDER, geometry
from dashboard.map.payload import payload
from dashboard.map.spec import Map, Timeline
from dashboard.words.map_words import BORDER_NOTE

TEMPLATE = Path(__file__).with_name("map_file.html")


@dataclass(frozen=True)
class FileWords:
    """What stands around the map: `notes` are cautions that it must not lose."""

    sources: Sequence[str]
    notes: Sequence[str]
    signature: str
    release: str
    link: str


def map_file(timeline: Timeline, words: FileWords) -> bytes:
    """Return the file: everything it needs is in it, and it may ask no host for anything.

    The same input gives the same bytes.
    """
    layer = payload(timeline, words=True)
    region = timeline.map.region
    shown = next(one for one in timeline.moments if one.code == timeline.shown)
    page = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        title=_text(shown.title),
        subtitle=_text(shown.subtitle),
        signature=_text(words.signature),
        release=_text(words.release),
        link=escape(words.link),
        words="\n".join(f"<p>{_text(note)}</p>" for note in words.notes),
        table=_table(timeline),
        sources="\n".join(f"<li>{_text(source)}</li>" for source in words.sources),
        border_note=_text(BORDER_NOTE),
        moment=_text(shown.code),
        layer=_json(layer),
        shapes=_script((FOLDER / f"{region}.json").read_text(encoding="utf-8")),
        fine=_script((FOLDER / f"{region}-fine.json").read_text(encoding="utf-8")),
        styles=(FOLDER / "map.css").read_text(encoding="utf-8"),
        script=(FOLDER / "map.js").read_text(encoding="utf-8"),
    )
    return page.encode("utf-8")


def _table(timeline: Timeline) -> str:
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


def _text(text: str) -> str:
    return escape(clean(text))


def _json(content: object) -> str:
    return _script(json.dumps(content, separators=(",", ":"), sort_keys=True, ensure_ascii=False))


def _script(text: str) -> str:
    """Return JSON that no text in it can end the script of."""
    return text.replace("<", "\\u003c")
