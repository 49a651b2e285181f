"""A file of data/ may be missing or half written: the pages that need it say so, no other does."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Code, Subheader

from dashboard.files.datapackage import FILE as PACKAGE
from dashboard.kit import store
from dashboard.kit.page_files import PAGE_FILES
from dashboard.tables.catalogue import DATA, read_catalogue
from dashboard.tables.entry import read_entry
from dashboard.tables.estimates import read_estimates
from dashboard.tables.people import read_people
from dashboard.tables.problems import TableError
from dashboard.tables.reference import read_reference
from tests.effort import Effort
from tests.pages import BROKEN, FAILED, follow, opened, wrong
from tests.this_release import RELEASE

Read = Callable[[Path], Any]
LOADERS: dict[str, Read] = {
    "read_catalogue": read_catalogue,
    "read_entry": read_entry,
    "read_estimates": read_estimates,
    "read_people": read_people,
    "read_reference": read_reference,
}
# What each page reads as it opens.
NEEDED = {
    "map": {"read_catalogue", "read_entry"},
    "countries": {"read_catalogue", "read_entry"},
    "scenarios": {"read_catalogue", "read_estimates"},
    "workforce": {"read_catalogue", "read_estimates"},
    "people": {"read_catalogue", "read_people"},
    "sources": set(LOADERS),
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


@cache
def whole(name: str) -> Any:
    return LOADERS[name](DATA)


class Once:
    """A loader that reads a folder once and says the same at every call, as reading takes long."""

    def __init__(self, read: Read, folder: Path) -> None:
        self._read, self._folder = read, folder
        self._made: Any = None

    def __call__(self) -> Any:
        if self._made is None:
            try:
                self._made = self._read(self._folder)
            except TableError as error:
                self._made = error
        if isinstance(self._made, TableError):
            raise TableError(self._made.problems)
        return self._made


@pytest.fixture(scope="module")
def needs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The files that each loader misses where there is none."""
    empty = tmp_path_factory.mktemp("empty")
    found: dict[str, set[str]] = {}
    for name, read in LOADERS.items():
        with pytest.raises(TableError) as error:
            read(empty)
        found[name] = {problem.file for problem in error.value.problems}
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
        for name, read in LOADERS.items():
            loader = Once(read, data_copy) if file in needs[name] else partial(whole, name)
            monkeypatch.setattr(store, name, loader)
        stopped = {page for page, reads in NEEDED.items() if any(file in needs[n] for n in reads)}
        if file == "edition.toml" and damage not in (missing, half_written, cut):
            # It may be absent, and its first half is comments. Else the footer of every page says
            # so, and the page stands above it.
            stopped = set(NEEDED)
        _see(file, stopped, damage.__name__)
        _mend(file, data_copy)


def test_a_mended_file_is_read_again(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "read_catalogue", lambda: read_catalogue(data_copy))
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
    monkeypatch.setattr(store, "read_entry", lambda: read_entry(data_copy))
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
    monkeypatch.setattr(store, "read_estimates", lambda: read_estimates(data_copy))
    app = opened("workforce").run()
    assert wrong(app) is None
    (said,) = (text.value for text in app.text if told in text.value)
    assert said.endswith("it is told with: python3 -m dashboard.commands.datapackage")
    assert [message for message in caplog.messages if told in message]


def test_a_broken_rule_leaves_the_layers_of_the_map_that_need_none(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(data_copy / "entry_rules.csv")
    monkeypatch.setattr(store, "read_entry", lambda: read_entry(data_copy))
    store.entry.clear()
    app = opened("map")
    follow(app, {"layer": ["valid_permits"]})
    assert wrong(app) is None
    follow(app, {})
    assert _listed(app).startswith("entry_rules.csv")
    store.entry.clear()


def _see(file: str, stopped: set[str], damage: str) -> None:
    if "map" in stopped:
        st.cache_resource.clear()
    # The map's own tables stay: only what the smaller files went into is read again.
    read: list[Any] = [store.edition, store.estimates, store.starts, store.entry]
    read += [store.entry_codes, store.people, store.reference, store.source_book]
    for one in read:
        one.clear()
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
