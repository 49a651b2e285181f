"""What all tests share: the real tables, and a copy of them to break."""

import shutil
from pathlib import Path

import pytest

from dashboard.links.vocabulary import Vocabulary
from dashboard.tables.catalogue import DATA, Catalogue, read_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="session")
def words(catalogue: Catalogue) -> Vocabulary:
    return Vocabulary.of(catalogue)


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of data/ that a test may break."""
    target = tmp_path / "data"
    shutil.copytree(DATA, target, ignore=shutil.ignore_patterns("natural_earth"))
    return target
