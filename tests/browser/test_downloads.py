"""Files in a real browser: every format of the Map, and a table of the People page, reopened."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import openpyxl
from PIL import Image
from playwright.sync_api import Page, expect

from tests.this_release import RELEASE, RELEASE_DATE

from .conftest import downloaded, open_action, open_page

BORDERS = "Crimea is shown as Ukraine"


def taken(page: Page, name: str, folder: Path) -> Path:
    """Click a download and return the file under the name that the browser gives it."""
    file = downloaded(page.get_by_role("button", name=name, exact=True))
    path = folder / file.suggested_filename
    file.save_as(path)
    return path


def rows_of(path: Path) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the header block of a CSV and its rows."""
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    head = [line for line in lines if line[0].startswith("# ")]
    names, *cells = lines[len(head) :]
    about = dict(line[0].removeprefix("# ").split(": ", 1) for line in head)
    return about, [dict(zip(names, line, strict=True)) for line in cells]


def test_the_map_comes_down_in_every_format(
    page: Page, app_url: str, tmp_path: Path, foreign: list[str]
) -> None:
    open_page(page, f"{app_url}/?layer=valid_permits")
    title = page.get_by_role("heading", level=3).first.inner_text()
    open_action(page, "Table")
    first = page.get_by_test_id("stTable").get_by_role("row").nth(1)
    expect(first).to_contain_text("Germany")
    expect(first).to_contain_text("+31,536 (+14.7%)")

    open_action(page, "Download")
    formats = ("CSV", "XLSX", "GeoPackage", "GeoJSON", "PNG", "SVG")
    files = {name: taken(page, f"Download {name}", tmp_path) for name in formats}
    assert {path.name for path in files.values()} == {
        f"valid_permits-2023-change-since-2021-eurasia-{RELEASE}.{ending}"
        for ending in ("csv", "xlsx", "gpkg", "geojson", "png", "svg")
    }

    about, rows = rows_of(files["CSV"])
    assert about["title"] == title
    assert about["release"] == f"{RELEASE} of {RELEASE_DATE}"
    assert len(rows) == 237
    germany = next(row for row in rows if row["iso3"] == "DEU")
    assert (germany["shown"], germany["value"], germany["value_before"]) == (
        "31536",
        "246204",
        "214668",
    )
    assert all(row["source_id"] and row["publisher"] for row in rows if row["value"])
    total = sum(float(row["shown"]) for row in rows if row["shown"])

    book = openpyxl.load_workbook(files["XLSX"])
    names, *cells = book["Table"].iter_rows(values_only=True)
    assert sum(row[names.index("shown")] or 0 for row in cells) == total
    assert ("release", about["release"]) in list(book["About"].iter_rows(values_only=True))
    for name in ("GeoPackage", "GeoJSON"):
        layer = gpd.read_file(files[name])
        assert len(layer) == 237
        assert layer["shown"].sum() == total

    with Image.open(files["PNG"]) as image:
        assert image.size == (1600, 900)
    drawn = ElementTree.parse(files["SVG"]).getroot()  # noqa: S314 - the app's own file
    said = " ".join("".join(text.itertext()) for text in drawn.iterfind(".//{*}text"))
    assert title in said
    for words in ("Source: Eurostat", BORDERS, f"release {RELEASE}", app_url):
        assert words in said
    assert foreign == []


def test_a_table_of_people_comes_down(page: Page, app_url: str, tmp_path: Path) -> None:
    open_page(page, f"{app_url}/people?part=asylum")
    open_action(page, "Table", "people")
    shown = page.get_by_test_id("stTable").get_by_role("row").nth(1)
    expect(shown).to_contain_text("Argentina")
    said = shown.inner_text()
    open_action(page, "Download", "people")
    about, rows = rows_of(taken(page, "Download CSV", tmp_path))
    assert f"{RELEASE} of" in about["release"]
    assert "part=asylum" in about["link"]
    first = rows[0]
    assert first["country"] == "Argentina"
    assert first["applied"] in said
    path = taken(page, "Download XLSX", tmp_path)
    assert path.name == f"people-asylum-{RELEASE}.xlsx"
    names, *cells = openpyxl.load_workbook(path)["Table"].iter_rows(values_only=True)
    assert len(cells) == len(rows)
    assert cells[0][names.index("applied")] == float(first["applied"])
