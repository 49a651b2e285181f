"""Rules of the house that no other tool keeps."""

import ast
import gc
import re
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned(file: str) -> dict[str, Version]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    exact = [re.match(r"([A-Za-z0-9._-]+)==([^ ;]+)", line) for line in lines]
    return {m[1].lower(): Version(m[2]) for m in exact if m}


def test_imports_point_down_only() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as l; l()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "ranges"),
    [
        ("dashboard/requirements.txt", PROJECT["project"]["dependencies"]),
        (
            "tests/requirements.txt",
            PROJECT["project"]["dependencies"]
            + PROJECT["dependency-groups"]["test"]
            + PROJECT["dependency-groups"]["refresh"],
        ),
        (
            "dashboard/commands/refresh/requirements.txt",
            PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["refresh"],
        ),
    ],
)
def test_pinned_versions_lie_in_their_ranges(file: str, ranges: list[str]) -> None:
    exact = pinned(file)
    for text in ranges:
        wanted = Requirement(text)
        assert exact[wanted.name.lower()] in wanted.specifier, text


@pytest.mark.parametrize(
    "file", ["dashboard/requirements.txt", "dashboard/commands/refresh/requirements.txt"]
)
def test_the_tests_run_on_the_versions_of_the_app(file: str) -> None:
    app, tests = pinned(file), pinned("tests/requirements.txt")
    assert {name: tests.get(name) for name in app} == app


def test_the_app_installs_nothing_that_only_a_command_needs() -> None:
    own = {Requirement(text).name for text in PROJECT["dependency-groups"]["refresh"]}
    assert own - set(pinned("dashboard/requirements.txt")) == {"sdmx1"}


def test_no_address_of_a_download_is_recorded() -> None:
    for file in (
        "dashboard/requirements.txt",
        "dashboard/commands/refresh/requirements.txt",
        "tests/requirements.txt",
    ):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text


def test_no_page_writes_raw_html() -> None:
    for path in (ROOT / "dashboard").rglob("*.py"):
        assert "unsafe_allow_html" not in path.read_text(encoding="utf-8"), path


def test_no_sentence_of_the_code_names_a_year_that_the_tables_could_move() -> None:
    """The invasion is a date; every later year in prose comes from a table, or is an example."""
    found = [
        f"{path.name}: {text}"
        for path in (ROOT / "dashboard").rglob("*.py")
        for text in sentences(path)
        if re.search(r"\b20(?:2[3-9]|3\d)\b", text)
        and not re.search(r"such as|look like", text)
        # What the columns of countries.csv mean, which describes the table itself.
        and path.name != "map_rows.py"
    ]
    assert found == []


def sentences(path: Path) -> Iterator[str]:
    """Yield the texts in code that hold a blank, without what documents it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value
            and id(node) not in documents
        ):
            yield node.value


def test_the_readme_names_both_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (
        "python3 -m pip install -r dashboard/requirements.txt && "
        "python3 -m streamlit run dashboard/app.py" in text
    )
    assert "python3 -m pip install -r tests/requirements.txt && python3 -m pytest" in text


@pytest.mark.parametrize("readme", ["README.md", "data/README.md"])
def test_every_file_that_a_readme_names_is_there(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:dashboard|data|tests|\.ci|\.streamlit)/[\w./-]+)`", text))
    named |= {link for link in re.findall(r"\]\(([\w./-]+)", text) if "//" not in link}
    assert len(named) > 2
    missing = {name for name in named if "NAME" not in name and not (ROOT / name).exists()}
    assert missing == set()


def test_the_example_of_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert example is not None
    names: dict[str, object] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # an example may leave a file open
        exec(example[1], names)
        gc.collect()
    printed = [line.split() for line in capsys.readouterr().out.splitlines()]
    said = re.findall(r"0\.\d{4}", example[1])
    assert said == [f"{float(line[0]):.4f}" for line in printed] == ["0.0125", "0.0106"]


def test_nothing_else_stands_at_the_top_level() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    assert {name.partition("/")[0] for name in listed.stdout.split("\0") if name} == {
        ".ci",
        ".gitattributes",
        ".gitignore",
        ".streamlit",
        "LICENSE",
        "README.md",
        "dashboard",
        "data",
        "pyproject.toml",
        "tests",
    }
