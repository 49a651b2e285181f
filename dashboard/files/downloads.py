"""Files of a table or a map, each made when its button is clicked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.charts.palette import ThemeName
from dashboard.files.button import file_button
from dashboard.files.csv import csv_bytes
from dashboard.files.geo import geojson, geopackage
from dashboard.files.making import DRAWING
from dashboard.files.map import FileWords, map_file
from dashboard.files.table_xlsx import table_xlsx
from dashboard.kit import store
from dashboard.map.picture import Format, PictureWords, map_picture
from dashboard.map.spec import Map, Timeline
from dashboard.words.map_words import BORDER_NOTE

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
    """Return what a file says of itself: `header`, then who shows it, the link, the release.

    A `header` that says itself who shows it is believed.
    """
    return {
        **header,
        SHOWN_BY: header.get(SHOWN_BY, store.edition().signature),
        "link": link,
        "release": _release(),
    }


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
    files = [
        File("CSV", "csv", "text/csv", lambda: csv_bytes(rows(), about(header, link))),
        File("XLSX", "xlsx", SPREADSHEET, lambda: _xlsx(rows(), about(header, link))),
        *more,
    ]
    with st.container(horizontal=True, gap="small", key=f"{key}_files"):
        for file in files:
            file_button(
                f"Download {what} as {file.name}" if what else f"Download {file.name}",
                file.make,
                f"{name}-{store.catalogue().release.name}.{file.ending}",
                file.mime,
                f"{key}_{file.ending}",
            )


def _xlsx(rows: pd.DataFrame, lines: Mapping[str, str]) -> bytes:
    return table_xlsx(rows, lines, store.catalogue().release.date)


def geo_files(rows: Rows, layer: str, header: Mapping[str, str], link: str) -> list[File]:
    """Return the formats of a table that is joined to the shapes of the world."""
    world, day = store.catalogue().world, store.catalogue().release.date
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


def picture_files(
    spec: Map,
    theme: ThemeName,
    title: str,
    subtitle: str,
    source: str,
    link: str,
    notes: Sequence[str] = (),
    *,
    alt: str = "",
    terms: str = "",
    signature: str = "",
) -> list[File]:
    """Return the formats of a map as a picture, in the theme of the page.

    `alt` is told to those who do not see it; `terms` are the licences of its sources;
    `signature` stands in place of this deployment's.
    """

    def make(format_: Format) -> bytes:
        words = PictureWords(
            title=title,
            subtitle=subtitle,
            source=source,
            border_note=BORDER_NOTE,
            link=link,
            release=f"{signature or store.edition().signature} · data release {_release()}",
            notes=tuple(notes),
            alt=alt,
            terms=terms,
        )
        return map_picture(spec, words, theme, format=format_)

    return [
        File("PNG", "png", "image/png", _in_turn(lambda: make("png"))),
        File("SVG", "svg", "image/svg+xml", _in_turn(lambda: make("svg"))),
    ]


def playing_file(
    timeline: Callable[[], Timeline],
    sources: Sequence[str],
    notes: Sequence[str],
    link: str,
    *,
    signature: str = "",
) -> File:
    """Return the format of a map that plays in a browser without a server.

    `signature` stands in place of this deployment's.
    """

    def make() -> bytes:
        words = FileWords(sources, notes, signature or store.edition().signature, _release(), link)
        return map_file(timeline(), words)

    return File("HTML", "html", "text/html", make)


def _release() -> str:
    release = store.catalogue().release
    changed = ", ".join(problem.file for problem in store.edited())
    changed = f", changed on this server: {changed}" if changed else ""
    return f"{release.name} of {release.date.isoformat()}{changed}"


def _in_turn(make: Callable[[], bytes]) -> Callable[[], bytes]:
    def made() -> bytes:
        with DRAWING:
            return make()

    return made
