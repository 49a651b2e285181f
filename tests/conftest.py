"""What all tests share: the real tables, a copy of them to break, and how much is tried."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.link.page_link import Vocabulary
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.everything import Tables
from dashboard.tables.reading import DATA
from tests.effort import THOROUGH_LINKS, Effort


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough",
        action="store_true",
        help="ten times as many examples and steps, and the tests that only a long run can afford",
    )


def pytest_configure(config: pytest.Config) -> None:
    # A test that states no number of its own tries as many examples as the profile says.
    settings.register_profile("normal", derandomize=True, deadline=None)
    settings.register_profile("thorough", max_examples=THOROUGH_LINKS, deadline=None)
    settings.load_profile("thorough" if config.getoption("--thorough") else "normal")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--thorough"):
        return
    skip = pytest.mark.skip(reason="takes long: run with --thorough")
    for item in items:
        if item.get_closest_marker("thorough"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def effort(pytestconfig: pytest.Config) -> Effort:
    """How many examples and steps this run tries."""
    return Effort(thorough=bool(pytestconfig.getoption("--thorough")))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Tables().catalogue


@pytest.fixture(scope="session")
def entry() -> EntryTables:
    return Tables().entry


@pytest.fixture(scope="session")
def words(catalogue: Catalogue) -> Vocabulary:
    return Vocabulary.of(catalogue)


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of data/ that a test may break."""
    target = tmp_path / "data"
    shutil.copytree(DATA, target, ignore=shutil.ignore_patterns("natural_earth"))
    return target


@pytest.fixture
def whole_copy(data_copy: Path) -> Path:
    """The same, with all that the data package is made of."""
    shutil.copytree(DATA / "natural_earth", data_copy / "natural_earth")
    return data_copy
