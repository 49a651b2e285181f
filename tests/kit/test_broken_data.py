"""A file of data/ may be missing or half written: the pages that need it say so, no other does."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Code, Subheader

from dashboard.kit import store
from dashboard.kit.address import PAGE_FILES
from dashboard.kit.slide import SlideTables
from dashboard.tables.everything import Tables
from dashboard.tables.problems import TableError
from dashboard.tables.reading import DATA
from dashboard.tables.release import FILE as PACKAGE
from tests.effort import Effort
from tests.pages import BROKEN, FAILED, follow, foot_of, opened, wrong
from tests.this_release import RELEASE

PARTS = ("catalogue", "entry", "estimates", "people", "reference")
# What each page reads as it opens.
NEEDED = {
    "map": {"catalogue", "entry"},
    "countries": {"catalogue", "entry"},
    "scenarios": {"catalogue", "estimates"},
    "workforce": {"catalogue", "estimates"},
    "people": {"catalogue", "people"},
    "sources": set(PARTS),
}
OPENED_ON = {"countries": {"c": ["GEO"]}}
# Read by no page: text for people, and what the package and the map were made of.
NOT_READ = {"README.md", PACKAGE}
FILES = sorted(path.name for path in DATA.iterdir() if path.is_file() and path.name not in NOT_READ)


def missing(path: Path) -> None:
    path.unlink()


def half_written(path: Path) -> None:
    """Keep the first half, up to the middle of a row."""
    content = path.read_bytes()
    if path.suffix == ".csv":
        lines = content.splitlines(keepends=True)
        half = max(len(lines) // 2, 1)
        content = b"".join(lines[:half]) + lines[min(half, len(lines) - 1)].split(b",")[0]
    else:
        content = content[: len(content) // 2]
    path.write_bytes(content)


def cut(path: Path) -> None:
    """Keep the first half of the lines, whole ones only."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: len(lines) // 2]))


def nulls(path: Path) -> None:
    """Leave what a machine leaves that lost its power: the length of the file, and no content."""
    content = path.read_bytes()
    path.write_bytes(content[:10] + bytes(len(content) - 10))


def not_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00" * 40)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = (missing, half_written, cut, nulls, not_text, a_folder)


WHOLE = Tables()


def beside_whole(data: Path, broken: set[str]) -> Callable[[Path], Tables]:
    """Return what reads a folder for the `broken` parts only, as reading takes long."""
    tables = SlideTables(data)
    vars(tables).update({part: getattr(WHOLE, part) for part in PARTS if part not in broken})
    return lambda _: tables


@pytest.fixture(scope="module")
def needs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The files that each part misses where there is none."""
    empty = Tables(tmp_path_factory.mktemp("empty"))
    found: dict[str, set[str]] = {}
    for part in PARTS:
        with pytest.raises(TableError) as error:
            getattr(empty, part)
        found[part] = {problem.file for problem in error.value.problems}
    return found


@pytest.fixture(autouse=True)
def _caches_of_this_test_only() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def test_every_file_of_the_folder_is_read_by_a_page(needs: dict[str, set[str]]) -> None:
    assert set().union(*needs.values(), {"edition.toml"}) == set(FILES)


@pytest.mark.parametrize("number", range(len(FILES)), ids=FILES)
def test_a_damaged_file_stops_the_pages_that_need_it(
    number: int,
    data_copy: Path,
    needs: dict[str, set[str]],
    effort: Effort,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = FILES[number]
    monkeypatch.setattr(store, "DATA", data_copy)
    # A normal run tries one damage a file, each in its turn.
    for damage in DAMAGES if effort.thorough else [DAMAGES[number % len(DAMAGES)]]:
        damage(data_copy / file)
        broken = {part for part in PARTS if file in needs[part]}
        monkeypatch.setattr(store, "SlideTables", beside_whole(data_copy, broken))
        stopped = {page for page, reads in NEEDED.items() if any(file in needs[n] for n in reads)}
        if file == "edition.toml" and damage not in (missing, half_written, cut):
            # It may be absent, and its first half is comments. Else the footer of every page says
            # so, and the page stands above it.
            stopped = set(NEEDED)
        _see(file, stopped, damage.__name__)
        _mend(file, data_copy)


def test_a_mended_file_is_read_again(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SlideTables", beside_whole(data_copy, {"catalogue"}))
    half_written(data_copy / "scopes.csv")
    app = opened("map").run()
    assert _listed(app).startswith("scopes.csv: has ")
    _mend("scopes.csv", data_copy)
    assert wrong(app.run()) is None


def test_a_cut_table_is_named_with_both_counts_on_the_pages_that_need_it(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (data_copy / "entry_rules.csv").read_bytes().count(b"\n") - 1
    cut(data_copy / "entry_rules.csv")
    monkeypatch.setattr(store, "SlideTables", beside_whole(data_copy, {"entry"}))
    app = opened("countries")
    follow(app, OPENED_ON["countries"])
    assert _listed(app).startswith(
        f"entry_rules.csv: has {(rows + 1) // 2 - 1} instead of the {rows} rows of data release "
        f"{RELEASE}; it was cut short: put the release’s file back or, if the change is "
    )
    app.switch_page("views/workforce/page.py").run()
    assert wrong(app) is None


def test_an_edit_is_used_and_named_at_the_foot_of_a_page(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told = f"workforce.csv: differs from data release {RELEASE}, with as many rows"
    path = data_copy / "workforce.csv"
    path.write_bytes(path.read_bytes().replace(b"rounded to a million in the source", b"rounded"))
    monkeypatch.setattr(store, "DATA", data_copy)
    monkeypatch.setattr(store, "SlideTables", beside_whole(data_copy, {"estimates"}))
    app = opened("workforce").run()
    assert wrong(app) is None
    (said,) = (text.value for text in app.text if told in text.value)
    assert said.endswith("it is told with: python3 -m dashboard.commands.datapackage")
    assert [message for message in caplog.messages if told in message]


def test_a_broken_rule_leaves_the_layers_of_the_map_that_need_none(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(data_copy / "entry_rules.csv")
    monkeypatch.setattr(store, "SlideTables", beside_whole(data_copy, {"entry"}))
    app = opened("map")
    follow(app, {"layer": ["valid_permits"]})
    assert wrong(app) is None
    follow(app, {})
    assert _listed(app).startswith("entry_rules.csv")


@pytest.mark.parametrize(
    ("file", "presented", "stopped"),
    [
        ("profile.csv", ("map", {"layer": ["valid_permits"]}), ("people", {"part": ["who"]})),
        ("entry_rules.csv", ("workforce", {}), ("map", {})),
        ("workforce.csv", ("people", {}), ("scenarios", {})),
        ("glossary.csv", ("countries", {"c": ["GEO"]}), ("sources", {})),
    ],
)
def test_a_broken_table_stops_presenting_only_what_needs_it(
    file: str,
    presented: tuple[str, dict[str, list[str]]],
    stopped: tuple[str, dict[str, list[str]]],
    data_copy: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut(data_copy / file)
    broken = {part for part in PARTS if part != "catalogue"}
    monkeypatch.setattr(store, "SlideTables", beside_whole(data_copy, broken))
    page, query = presented
    app = opened(page)
    follow(app, {**query, "present": ["true"]})
    assert wrong(app) is None
    assert "present" not in foot_of(app)["ways"]["leave"]
    page, query = stopped
    app.switch_page(PAGE_FILES[page])
    follow(app, {**query, "present": ["true"]})
    assert _listed(app).startswith(file)


def _see(file: str, stopped: set[str], damage: str) -> None:
    st.cache_resource.clear()
    app = opened("map")
    for page in NEEDED:
        app.switch_page(PAGE_FILES[page])
        follow(app, OPENED_ON.get(page, {}))
        assert not app.exception
        cards = {str(title.value) for title in app.subheader} & {FAILED, BROKEN}
        assert cards == ({BROKEN} if page in stopped else set()), (page, damage)
        if page in stopped:
            assert _listed(app).startswith(file), (page, damage)
            if damage in ("half_written", "cut") and ".csv" in file:
                assert "it was cut short" in _listed(app), (page, damage)


def _listed(app: AppTest) -> str:
    """Return what the first card of broken data lists."""
    in_card = False
    for element in app.main:
        if isinstance(element, Subheader):
            in_card = element.value == BROKEN
        elif in_card and isinstance(element, Code):
            return str(element.value)
    return ""


def _mend(file: str, data: Path) -> None:
    path = data / file
    if path.is_dir():
        path.rmdir()
    shutil.copyfile(DATA / file, path)
