"""Files of a table or a map, each made when its button is clicked."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.files.geo import geojson, geopackage
from dashboard.files.html import FileWords, map_file
from dashboard.files.making import DRAWING, file_button
from dashboard.files.text import csv_bytes
from dashboard.files.workbook import table_xlsx
from dashboard.kit import store
from dashboard.kit.controls import theme
from dashboard.kit.table import card_table, twin
from dashboard.map.figure import MapCard
from dashboard.map.picture import Format, PictureWords, map_picture
from dashboard.map.spec import Map, Timeline
from dashboard.own.catalogue import OWN_SIGNATURE
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import OWN_SOURCE
from dashboard.words.map_words import BORDER_NOTE
from dashboard.words.sources import SourceLine, source_lines

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

SHOWN_BY = "shown by"

Rows = Callable[[], pd.DataFrame]


@dataclass(frozen=True)
class File:
    """A format: its name on the button, the ending of the file, and what makes its bytes."""

    name: str
    ending: str
    mime: str
    make: Callable[[], bytes]


def about(header: Mapping[str, str], link: str) -> dict[str, str]:
    """Return what a file says of itself: `header`, then who shows it, the link, the release."""
    return {**header, SHOWN_BY: _shown_by(header), "link": link, "release": _release()}


def downloads(
    rows: Rows,
    key: str,
    name: str,
    header: Mapping[str, str],
    link: str,
    *,
    what: str = "",
    more: Sequence[File] = (),
) -> None:
    """Offer a table as CSV and XLSX, and `more` formats.

    `name` is the file's without release and ending, `what` tells tables of one page apart.
    """
    day = store.tables().catalogue.release.date
    files = [
        File("CSV", "csv", "text/csv", lambda: csv_bytes(rows(), about(header, link))),
        File("XLSX", "xlsx", SPREADSHEET, lambda: table_xlsx(rows(), about(header, link), day)),
        *more,
    ]
    with st.container(horizontal=True, gap="small", key=f"{key}_files"):
        for file in files:
            file_button(
                f"Download {what} as {file.name}" if what else f"Download {file.name}",
                file.make,
                f"{name}-{store.tables().catalogue.release.name}.{file.ending}",
                file.mime,
                f"{key}_{file.ending}",
            )


def geo_files(rows: Rows, layer: str, header: Mapping[str, str], link: str) -> list[File]:
    """Return the formats of a table that is joined to the shapes of the world."""
    world, day = store.tables().catalogue.world, store.tables().catalogue.release.date
    return [
        File(
            "GeoPackage",
            "gpkg",
            "application/geopackage+sqlite3",
            _in_turn(lambda: geopackage(rows(), world, about(header, link), layer, day)),
        ),
        File(
            "GeoJSON",
            "geojson",
            "application/geo+json",
            _in_turn(lambda: geojson(rows(), world, about(header, link))),
        ),
    ]


def drawn_files(
    spec: Map,
    timeline: Callable[[], Timeline],
    header: Mapping[str, str],
    link: str,
    notes: Sequence[str],
    *,
    alt: str,
    terms: str,
    sources: Sequence[str],
    told: Sequence[str],
) -> list[File]:
    """Return the formats of a map: a picture in the theme of the page, and one that plays.

    `notes` stand under the picture, `told` and `sources` under the map that plays in a browser
    without a server. `alt` is for those who do not see it, `terms` are the licences of its sources.
    """
    shown_in = theme()

    def picture(format_: Format) -> bytes:
        words = PictureWords(
            title=header["title"],
            subtitle=header["shows"],
            source=header["source"],
            border_note=BORDER_NOTE,
            link=link,
            release=f"{_shown_by(header)} · data release {_release()}",
            notes=tuple(notes),
            alt=alt,
            terms=terms,
        )
        return map_picture(spec, words, shown_in, format=format_)

    def playing() -> bytes:
        words = FileWords(sources, told, _shown_by(header), _release(), link)
        return map_file(timeline(), words)

    return [
        File("PNG", "png", "image/png", _in_turn(lambda: picture("png"))),
        File("SVG", "svg", "image/svg+xml", _in_turn(lambda: picture("svg"))),
        File("HTML", "html", "text/html", playing),
    ]


def _shown_by(header: Mapping[str, str]) -> str:
    """Return who shows a figure; a `header` that says so itself is believed."""
    return header.get(SHOWN_BY, store.edition().signature)


def _release() -> str:
    release = store.tables().catalogue.release
    changed = ", ".join(problem.file for problem in store.edited())
    changed = f", changed on this server: {changed}" if changed else ""
    return f"{release.name} of {release.date.isoformat()}{changed}"


def _in_turn(make: Callable[[], bytes]) -> Callable[[], bytes]:
    def made() -> bytes:
        with DRAWING:
            return make()

    return made


def map_rows(data: Catalogue, card: MapCard) -> None:
    """Show what the map shows as a table."""
    search_in = ["Country", "State"] if card.layer else ["Country"]
    twin(card_table(data, card), "map_rows", card.title, search_in)


def map_files(data: Catalogue, card: MapCard, timeline: Callable[[], Timeline], link: str) -> None:
    """Offer all files of what the map shows."""
    table = card_table(data, card)
    header = header_of(card, data)
    more = geo_files(lambda: table.download, card.indicator.indicator_id, header, link)
    if card.map is not None:
        more += drawn_files(
            card.map,
            timeline,
            header,
            link,
            card.notes,
            alt=card.alt,
            terms=card.terms,
            sources=[line for line in (header["source"], card.terms) if line],
            told=[card.indicator.definition, card.indicator.caution, *card.notes],
        )
    downloads(lambda: table.download, "map", file_name(card), header, link, more=more)


def map_sources(data: Catalogue, card: MapCard) -> list[SourceLine]:
    """Return every source of what the map shows, those of its rings last."""
    return source_lines(card.source_ids, data.sources)


def header_of(card: MapCard, data: Catalogue) -> dict[str, str]:
    """Return what the files of a view say of it before their rows; of an own table, its file."""
    own = card.indicator.is_own
    return {
        "title": card.title,
        "shows": card.subtitle,
        "definition": card.indicator.definition,
        "caution": card.indicator.caution,
        "source": source_lines((OWN_SOURCE,), data.sources)[0].text if own else card.source,
        **({SHOWN_BY: OWN_SIGNATURE} if own else {}),
    }


def file_name(card: MapCard) -> str:
    """Return what tells the files of a view apart: layer, year, measure, base year, region."""
    measure = card.layer.measure if card.layer else "figures"
    year = card.year or "no-year"
    since = f"-since-{card.layer.since}" if card.layer and card.layer.since else ""
    region = f"-{card.map.region}" if card.map else ""
    own = re.sub(r"\W+", "-", card.indicator.label.lower()).strip("-")
    layer = f"own-{own}" if card.indicator.is_own else card.indicator.indicator_id
    return f"{layer}-{year}-{measure}{since}{region}"
