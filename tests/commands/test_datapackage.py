"""The data package says what is in data/, and notices when it no longer does."""

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.commands.datapackage import main
from dashboard.files.datapackage import (
    LEFT_OUT,
    README,
    as_text,
    datapackage,
    package_zip,
    with_columns,
)
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.everything import ALL_SCHEMAS, KEPT_APART, SHARED_SCHEMAS
from dashboard.tables.reading import DATA
from dashboard.tables.release import FILE

HINT = "run python3 -m dashboard.commands.datapackage"


@pytest.fixture(scope="module")
def package() -> dict[str, Any]:
    return dict(json.loads((DATA / FILE).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def tables(package: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = [one for one in package["resources"] if "schema" in one]
    return {one["path"].removesuffix(".csv"): one for one in found}


def test_the_committed_file_is_current() -> None:
    assert (DATA / FILE).read_text(encoding="utf-8") == as_text(datapackage()), HINT
    assert main(["--check"]) == 0


def test_it_is_stale_as_soon_as_a_table_changes(
    whole_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--check", str(whole_copy)]) == 0
    table = whole_copy / "glossary.csv"
    table.write_text(f"{table.read_text(encoding='utf-8')}zebra,A striped animal.\n")
    assert main(["--check", str(whole_copy)]) == 1
    assert HINT in capsys.readouterr().err
    assert main([str(whole_copy)]) == 0
    assert main(["--check", str(whole_copy)]) == 0
    (whole_copy / "sources.csv").unlink()
    assert main(["--check", str(whole_copy)]) == 1
    assert "sources.csv: the file is missing" in capsys.readouterr().err


def test_every_file_of_data_is_in_it_or_left_out_for_a_reason(package: dict[str, Any]) -> None:
    inside = {resource["path"] for resource in package["resources"]}
    present = {str(path.relative_to(DATA)) for path in DATA.rglob("*") if path.is_file()}
    assert present - inside == {name for name in LEFT_OUT if (DATA / name).exists()}
    assert inside <= present
    assert all(LEFT_OUT.values())


def test_the_people_of_the_article_are_in_no_part_of_it(package: dict[str, Any]) -> None:
    names = pd.read_csv(DATA / f"{KEPT_APART}.csv")["name"]
    packed = zipfile.ZipFile(BytesIO(package_zip()))
    inside = [FILE, *(one["path"] for one in package["resources"]), "README.md", "LICENSE"]
    assert packed.namelist() == inside
    assert f"{KEPT_APART}.csv" not in packed.namelist()
    for path in packed.namelist():
        if path.endswith((".csv", ".json", ".md")):
            text = packed.read(path).decode()
            assert not [name for name in names if name in text], path


def test_bytes_and_hashes_are_those_of_the_files(package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        content = (DATA / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_fields_and_keys_are_those_of_the_schemas(tables: dict[str, dict[str, Any]]) -> None:
    assert list(tables) == list(SHARED_SCHEMAS)
    for name, schema in SHARED_SCHEMAS.items():
        held = tables[name]["schema"]
        assert [field["name"] for field in held["fields"]] == list(schema.columns)
        assert held["primaryKey"] == list(schema.unique or [])
        for field in held["fields"]:
            number = schema.columns[field["name"]].dtype.type == "float64"
            assert (field["type"] == "number") == number, field


def test_each_foreign_key_leads_to_a_column_that_exists(
    tables: dict[str, dict[str, Any]],
) -> None:
    columns = {one["name"]: [f["name"] for f in one["schema"]["fields"]] for one in tables.values()}
    keys = [key for one in tables.values() for key in one["schema"].get("foreignKeys", [])]
    assert len(keys) > 8
    for key in keys:
        reference = key["reference"]
        assert set(reference["fields"]) <= set(columns[reference["resource"]])


def test_types_and_limits_follow_the_checks(tables: dict[str, dict[str, Any]]) -> None:
    fields = {
        (name, field["name"]): field
        for name, one in tables.items()
        for field in one["schema"]["fields"]
    }
    assert fields["observations", "period_end"]["type"] == "date"
    assert fields["observations", "value"]["constraints"] == {"minimum": 0, "required": True}
    assert fields["observations", "break_before"]["trueValues"] == ["1"]
    assert fields["observations", "source_id"]["type"] == "list"
    assert fields["observations", "definition_class"]["missingValues"] == []
    assert fields["countries", "population_year"]["type"] == "year"
    assert fields["countries", "population"]["unit"] == "persons"
    assert fields["returns", "central"]["constraints"] == {"minimum": 0, "maximum": 1}
    assert fields["assumptions", "step"]["constraints"]["exclusiveMinimum"] == 0
    assert "required" not in fields["sources", "url"]["constraints"]


def test_every_source_that_is_used_is_listed_with_its_terms(
    package: dict[str, Any], catalogue: Catalogue
) -> None:
    listed = {source["source_id"]: source for source in package["sources"]}
    for name in SHARED_SCHEMAS:
        frame = pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)
        if "source_id" in frame:
            used = set(frame["source_id"].str.split(";").explode()) - {""}
            assert used <= set(listed), name
    assert set(listed) <= set(catalogue.sources)
    assert all(source["licence"] for source in listed.values())


def test_it_names_the_release(package: dict[str, Any], catalogue: Catalogue) -> None:
    assert package["version"] == catalogue.release.name
    assert package["created"].startswith(catalogue.release.date.isoformat())


def test_the_readme_lists_every_column_as_it_is_declared() -> None:
    text = (DATA / README).read_text(encoding="utf-8")
    assert with_columns(text) == text, HINT
    for name, schema in ALL_SCHEMAS.items():
        section = text.split(f"## {name}.csv\n")[1].split("\n## ")[0]
        for column, held in schema.columns.items():
            assert f"\n| {column} | {held.description}" in section
    edited = text.replace("| iso3 |", "| iso |")
    assert edited != text
    assert with_columns(edited) == text


def test_every_table_and_column_is_described() -> None:
    for schema in ALL_SCHEMAS.values():
        assert schema.title
        assert schema.description
        assert all(column.description for column in schema.columns.values())
