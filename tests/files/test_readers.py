"""Every kind of file, opened by the readers that people have: the table of what was opened.

LibreOffice and ogrinfo run where they are installed, the first with --thorough.
"""

import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pptx
import pytest
import python_calamine
from PIL import Image

from dashboard.files.datapackage import package_zip
from dashboard.files.geo import geojson, geopackage
from dashboard.files.html import FileWords, html_bytes, map_file
from dashboard.files.text import bibtex, csv_bytes, ris
from dashboard.files.workbook import table_xlsx
from dashboard.kit.slide import BriefItem
from dashboard.kit.table import layer_table
from dashboard.link.map_view import parse_map
from dashboard.map.figure import map_card, map_timeline
from dashboard.map.picture import Format, PictureWords, map_picture
from dashboard.views.briefing.file import briefing_bytes, read_briefing, ready_views
from dashboard.views.estimates.files import scenario_xlsx
from dashboard.words.map_words import BORDER_NOTE
from tests import workforce
from tests.calculators import ALL_ON, scenarios
from tests.deck_files import made as deck_bytes
from tests.decks import wide_deck
from tests.recalculated import NO_OFFICE, convert, office
from tests.slides import slide_tables

LINK = "https://example.org/?layer=valid_permits"
SIGNED = "Who left Russia?"
ROWS = 237
PAGE = re.compile(rb"/Type\s*/Page[^s]")


@cache
def files() -> dict[str, bytes]:
    """One file of each kind, of the same layer where it is one of a layer."""
    data, words = slide_tables().catalogue, slide_tables().words
    day = data.release.date
    query = {"layer": ["valid_permits"], "year": ["2023"], "measure": ["per_1000"]}
    view, _ = parse_map(query, words)
    indicator = words.layers[view.layer]
    card = map_card(data, indicator, view)
    assert card.layer is not None
    assert card.map is not None
    rows = layer_table(data, card.layer).download
    about = {"title": card.title, "shown by": SIGNED, "link": LINK}
    told = PictureWords(
        card.title, card.subtitle, card.source, BORDER_NOTE, LINK, SIGNED, (), card.alt, card.terms
    )
    sides: tuple[Format, ...] = ("svg", "png")
    sources = list(slide_tables().book.sources.values())
    views = [BriefItem(link) for link in ready_views(slide_tables())]
    around = FileWords([card.source, card.terms], [], SIGNED, data.release.name, LINK)
    return {
        "table.csv": csv_bytes(rows, about),
        "table.xlsx": table_xlsx(rows, about, day),
        "workforce.xlsx": workforce.xlsx_of(),
        "scenarios.xlsx": scenario_xlsx(scenarios(ALL_ON), LINK, SIGNED, day),
        "layer.gpkg": geopackage(rows, data.world, about, "valid_permits", day),
        "layer.geojson": geojson(rows, data.world, about),
        **{f"map.{side}": map_picture(card.map, told, "light", format=side) for side in sides},
        "map.html": map_file(map_timeline(data, indicator, view), around),
        "briefing.html": html_bytes(wide_deck()),
        "briefing.pptx": deck_bytes(wide_deck()),
        "tables.zip": package_zip(),
        "sources.bib": bibtex(sources, SIGNED, data.release.name),
        "sources.ris": ris(sources, SIGNED, data.release.name),
        "briefing.json": briefing_bytes(views, data.release.name),
    }


def by_pandas(path: Path) -> None:
    rows = pd.read_csv(path, skiprows=3)
    assert len(rows) == ROWS
    assert rows.loc[rows["shown"].notna(), "population"].notna().all()


def by_openpyxl(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert book.properties.title
    assert book.properties.creator == SIGNED
    for sheet in book:
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    if path.name == "table.xlsx":
        assert book["Table"].max_row == ROWS + 1


def by_calamine(path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(path)
    assert all(book.get_sheet_by_name(name).to_python() for name in book.sheet_names)


def by_geopandas(path: Path) -> None:
    found = gpd.read_file(path)
    assert len(found) == ROWS
    assert found.crs == "EPSG:4326"


def by_ogrinfo(path: Path) -> None:
    command = shutil.which("ogrinfo")
    if command is None:
        pytest.skip("ogrinfo is not installed: apt-get install gdal-bin")
    told = subprocess.run([command, "-so", "-al", str(path)], check=True, capture_output=True)
    assert f"Feature Count: {ROWS}".encode() in told.stdout
    assert not told.stderr


def by_etree(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own file
    told = " ".join(root.itertext())
    assert SIGNED in told
    assert "CC BY 4.0" in told
    named = [one for one in root.iter() if "data-iso" in one.attrib]
    assert len(named) > 50
    assert all(one.findtext("{http://www.w3.org/2000/svg}title") for one in named)


def by_pillow(path: Path) -> None:
    with Image.open(path) as image:
        image.load()
        assert image.size == (1600, 900)


def by_python_pptx(path: Path) -> None:
    found = pptx.Presentation(str(path))
    assert len(found.slides) > len(wide_deck().slides)
    last = list(found.slides)[-1]
    told = " ".join(shape.text_frame.text for shape in last.shapes if shape.has_text_frame)
    assert "Terms: " in told


class Page(HTMLParser):
    """Reads a page and keeps what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe") and given.get("src"):
            self.fetched.append(str(given["src"]))
        if tag == "link" and given.get("href"):
            self.fetched.append(str(given["href"]))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def by_html_parser(path: Path) -> None:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    assert [one for one in page.fetched if not one.startswith("data:")] == []
    assert "Terms: " in " ".join(page.text)


def by_zipfile(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        assert {"README.md", "LICENSE", "datapackage.json"} <= set(packed.namelist())
        described = json.loads(packed.read("datapackage.json"))
        for resource in described["resources"]:
            if resource["path"].endswith(".csv") and resource.get("type") == "table":
                rows = pd.read_csv(io.BytesIO(packed.read(resource["path"])), dtype=str)
                assert len(rows) == resource["rows"]


def by_entries(path: Path) -> None:
    """Reads a file of references as managers do: an entry with an author or publisher, a title."""
    text = path.read_text(encoding="utf-8")
    bib = path.suffix == ".bib"
    entries = re.split(r"(?m)^@misc" if bib else r"(?m)^TY  - ", text)[1:]
    assert len(entries) == len(slide_tables().book.sources)
    for entry in entries:
        assert re.search(r"(?m)^  title = \{\{.+\}\}" if bib else r"(?m)^TI  - .+", entry)
        assert entry.count("{") == entry.count("}") if bib else entry.endswith("ER  - \n")


def by_the_page(path: Path) -> None:
    opened = read_briefing(path.read_bytes(), slide_tables())
    assert opened.refused == []
    assert [item.link for item in opened.items] == list(ready_views(slide_tables()))


def by_libreoffice(path: Path) -> None:
    if office() is None:
        pytest.skip(NO_OFFICE)
    made = convert(path, path.parent / "out", "pdf")
    pages = len(PAGE.findall(made.read_bytes()))
    assert pages > 0
    # The table of the map used to take 22 sheets of paper.
    assert path.suffix != ".xlsx" or pages <= 12


# What was opened, by whom. A browser opens both HTML files and the pages in tests/browser/.
OPENED: list[tuple[str, Callable[[Path], None]]] = [
    ("table.csv", by_pandas),
    ("table.csv", by_libreoffice),
    ("table.xlsx", by_openpyxl),
    ("table.xlsx", by_calamine),
    ("table.xlsx", by_libreoffice),
    ("workforce.xlsx", by_openpyxl),
    ("workforce.xlsx", by_calamine),
    ("workforce.xlsx", by_libreoffice),
    ("scenarios.xlsx", by_openpyxl),
    ("scenarios.xlsx", by_calamine),
    ("scenarios.xlsx", by_libreoffice),
    ("layer.gpkg", by_geopandas),
    ("layer.gpkg", by_ogrinfo),
    ("layer.geojson", by_geopandas),
    ("layer.geojson", by_ogrinfo),
    ("map.svg", by_etree),
    ("map.png", by_pillow),
    ("map.html", by_html_parser),
    ("briefing.html", by_html_parser),
    ("briefing.pptx", by_python_pptx),
    ("briefing.pptx", by_libreoffice),
    ("tables.zip", by_zipfile),
    ("sources.bib", by_entries),
    ("sources.ris", by_entries),
    ("briefing.json", by_the_page),
]


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        pytest.param(
            name,
            reader,
            id=f"{name}-{reader.__name__}",
            marks=pytest.mark.thorough if reader is by_libreoffice else (),
        )
        for name, reader in OPENED
    ],
)
def test_a_file_opens(name: str, reader: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(files()[name])
    reader(path)


def test_every_kind_of_file_is_opened() -> None:
    assert {name for name, _ in OPENED} == set(files())


def test_every_kind_gives_the_same_bytes_twice() -> None:
    again = files.__wrapped__()
    assert [name for name, content in files().items() if again[name] != content] == []
