"""CSV and citations as other programs read them: nothing lost, nothing run, nothing misread."""

import csv
import io
import re
import unicodedata
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.files.text import FORMULA_STARTS, LEADING_CONTROLS, bibtex, csv_bytes, harmless, ris
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.dates import PartialDate
from dashboard.tables.map_rows import Source

HEADER = {"title": "A, b", "source": "two\nlines"}
# What opens a formula, after what a spreadsheet may take for the end of a cell.
NASTY = st.text(alphabet='=+-@＝＋﹣＠;,\t\r\n" \u200b\u202ea1')


def is_formula(cell: str) -> bool:
    """Whether a cell starts a formula with its first character that is seen."""
    seen = [c for c in cell if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")]
    first = unicodedata.normalize("NFKC", seen[0]) if seen else ""
    return first.startswith(FORMULA_STARTS)


def runs(cell: str) -> bool:
    return cell.startswith(LEADING_CONTROLS) or is_formula(cell)


def read(content: bytes, separator: str = ",") -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def test_header_and_rows_come_back() -> None:
    rows = pd.DataFrame({"country": ["Türkiye", "=1+1"], "value": [-5.0, float("nan")]})
    content = csv_bytes(rows, HEADER)
    assert read(content) == [
        ["# title: A, b"],
        ["# source: two lines"],
        ["country", "value"],
        ["Türkiye", "-5"],
        ["'=1+1", ""],
    ]
    back = pd.read_csv(io.BytesIO(content), skiprows=len(HEADER))
    assert back["value"].tolist()[0] == -5


def test_every_text_is_quoted_and_no_number_is() -> None:
    rows = pd.DataFrame(
        {"country": ['A; "b"', ""], "value": [0.25, float("nan")], "year": [2023, 2024]}
    )
    assert csv_bytes(rows, {"title": "A"}).decode("utf-8-sig").splitlines() == [
        '"# title: A"',
        '"country","value","year"',
        '"A; ""b""",0.25,2023',
        '"",,2024',
    ]


def test_a_table_of_one_column_keeps_its_blank_rows() -> None:
    rows = pd.DataFrame({"value": [1.0, float("nan"), 3.0]})
    assert read(csv_bytes(rows, {}))[1:] == [["1"], [""], ["3"]]


@pytest.mark.parametrize(
    "text",
    [
        *("=SUM(A1)", "+1", "-1", "@cmd", " =x", "\t=x", "\r@x", "\n-x", "\ttext", "\rtext"),
        *("＝1+1", "＋1", "－1", "＠cmd", "﹦1", "\u3000＝1", "\u200b=1", "\ufeff=1", "\x00=1"),
    ],
)
def test_nothing_runs_in_a_spreadsheet(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.text())
def test_harmless_text_stays_what_it_is(text: str) -> None:
    kept = harmless(text)
    assert kept == (f"'{text}" if runs(text) else text)
    assert not runs(kept)


@pytest.mark.parametrize("text", ["Côte d’Ivoire; 5", "−5", "1–4", "a;b", "#1", "–"])
def test_text_that_runs_nowhere_is_not_changed(text: str) -> None:
    assert read(csv_bytes(pd.DataFrame({"a": [text], "b": ["x"]}), {}))[1] == [text, "x"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(texts=st.lists(st.tuples(NASTY, NASTY), min_size=1, max_size=4))
def test_no_cell_runs_whatever_parts_the_cells(
    separator: str, texts: list[tuple[str, str]]
) -> None:
    rows = pd.DataFrame(texts, columns=["name; =1", "=note"])
    content = csv_bytes(rows, {"title": "x;=1+1"})
    # Read with another separator a quote may swallow the end of a line, which is no formula.
    bad = runs if separator == "," else is_formula
    assert not [cell for line in read(content, separator) for cell in line if bad(cell)]
    if separator == ",":
        kept = [[cell.replace("'", "") for cell in line] for line in read(content)[2:]]
        assert kept == [list(pair) for pair in texts]


SOURCE = Source(
    source_id="a.b-2023",
    publisher="Smith & Sons, on Eurostat",
    title="100% of {braces}_under #1 ~ ^ $ \\end",
    published=PartialDate.of("2023-11-09"),
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
    row = replace(SOURCE, published=PartialDate.of(published) if published else None)
    (record,) = tags(ris([row], "D", "1").decode())
    assert dict(record).get("DA") == date
    assert "day" not in entries(bibtex([row], "D", "1").decode())


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
