"""Citations that a reference manager reads back."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.files.citations import bibtex, ris
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.map_rows import Source

SOURCE = Source(
    source_id="a.b-2023",
    publisher="Smith & Sons, on Eurostat",
    title="100% of {braces}_under #1 ~ ^ $ \\end",
    published="2023-11-09",
    url="https://example.org/a_b%20c?x=1&y={2}#z",
    licence="facts only; terms not checked",
    via="read in a copy",
    note="",
)


def entries(text: str) -> dict[str, dict[str, str]]:
    """Read BibTeX back: fields by key, braces balanced."""
    found: dict[str, dict[str, str]] = {}
    for block in re.findall(r"^@misc\{(.*?)^\}$", text, re.MULTILINE | re.DOTALL):
        key, _, body = block.partition(",\n")
        fields: dict[str, str] = {}
        for line in body.rstrip("\n").split("\n"):
            name, _, value = line.strip().removesuffix(",").partition(" = ")
            bare = re.sub(r"\\[{}]", "", value)
            assert bare.count("{") == bare.count("}"), line
            fields[name] = value
        found[key] = fields
    return found


def tags(text: str) -> list[list[tuple[str, str]]]:
    """Read RIS back: records of tag and value."""
    lines = [line for line in text.split("\r\n") if line]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    pairs = [(line[:2], line[6:]) for line in lines]
    ends = [at for at, (tag, _) in enumerate(pairs) if tag == "ER"]
    starts = [0, *(at + 1 for at in ends)]
    return [pairs[a:b] for a, b in zip(starts, ends, strict=False)]


def test_what_tex_would_run_is_escaped() -> None:
    fields = entries(bibtex([SOURCE], "Dash_board", "2026.11").decode())["a.b-2023"]
    assert fields["author"] == r"{{Smith \& Sons, on Eurostat}}"
    assert fields["title"] == (
        r"{{100\% of \{braces\}\_under \#1 \textasciitilde{} \textasciicircum{} \$ "
        r"\textbackslash{}end}}"
    )
    assert fields["url"] == "{https://example.org/a_b%20c?x=1&y=%7B2%7D#z}"
    assert (fields["year"], fields["month"], fields["day"]) == ("{2023}", "nov", "{9}")
    assert r"Shown by Dash\_board, data release 2026.11." in fields["note"]


def test_an_ris_record_has_its_date_address_and_no_false_author() -> None:
    (record,) = tags(ris([SOURCE], "Dashboard", "2026.11").decode())
    found = dict(record)
    assert record[0] == ("TY", "ELEC")
    assert (found["PY"], found["DA"]) == ("2023", "2023/11/09/")
    assert found["UR"] == SOURCE.url
    assert found["PB"] == SOURCE.publisher
    assert "AU" not in found


@pytest.mark.parametrize(
    ("published", "date"), [("2023", "2023///"), ("2023-11", "2023/11//"), ("", None)]
)
def test_a_date_is_as_precise_as_it_is_known(published: str, date: str | None) -> None:
    (record,) = tags(ris([replace(SOURCE, published=published)], "D", "1").decode())
    assert dict(record).get("DA") == date
    assert "day" not in entries(bibtex([replace(SOURCE, published=published)], "D", "1").decode())


def test_every_source_is_in_both_files_once(catalogue: Catalogue) -> None:
    rows = list(catalogue.sources.values())
    found = entries(bibtex(rows, "Who left Russia?", "2026.11").decode())
    assert list(found) == list(catalogue.sources)
    listed = tags(ris(rows, "Who left Russia?", "2026.11").decode())
    assert [dict(record)["ID"] for record in listed] == list(catalogue.sources)


@given(st.text())
def test_no_text_opens_a_field_of_its_own(text: str) -> None:
    row = replace(SOURCE, title=text, note=text)
    assert list(entries(bibtex([row], "D", "1").decode())) == [SOURCE.source_id]
    assert len(tags(ris([row], "D", "1").decode())) == 1
