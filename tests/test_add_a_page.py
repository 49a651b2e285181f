"""The README's recipe "Add a page", followed literally in a copy of the app."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

VIEW = """
from dataclasses import dataclass


@dataclass(frozen=True)
class WordsView:
    present: bool = False


def words_query(view, full=False):
    return {"present": "true"} if view.present else {}
"""
CASE = """            case "words":
                return words_query(WordsView(present), full), [], ()
"""
PAGE = 'import streamlit as st\n\nst.header("Words of the field")\n'
SLIDE = """
from dashboard.kit.slide import Slide
from dashboard.kit.slide import Steps


def words_slide(link, tables, palette, height):
    raise NotImplementedError


def words_steps(link, tables):
    return Steps("All words")
"""
OPEN = """
from streamlit.testing.v1 import AppTest

app = AppTest.from_file("dashboard/app.py", default_timeout=60).run()
app.switch_page("views/words/page.py").run()
assert not app.exception, app.exception
print(app.header[0].value)
"""


def put(file: Path, before: str, text: str) -> None:
    """Put a text before the first place where `before` stands."""
    old = file.read_text(encoding="utf-8")
    assert before in old, f"{file.name}: {before}"
    file.write_text(old.replace(before, text + before, 1), encoding="utf-8")


def test_a_page_added_by_the_recipe_opens_and_is_listed(tmp_path: Path) -> None:
    recipe = re.search(r"### Add a page\n(.*?)\n## ", (ROOT / "README.md").read_text(), re.DOTALL)
    assert recipe is not None
    for named in ("page_link.py", "page_codes.py", "address.py", "pages.py", "slide.py"):
        assert named in recipe[1]
    app = tmp_path / "dashboard"
    shutil.copytree(ROOT / "dashboard", app, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "data").symlink_to(ROOT / "data")
    link = app / "link"
    put(link / "page_link.py", ', "sources"]', ', "words"')
    put(link / "page_link.py", '    "sources": "Sources",', '    "words": "Words",\n')
    (link / "words_view.py").write_text(VIEW, encoding="utf-8")
    put(link / "page_codes.py", '            case "sources":', CASE)
    put(
        link / "page_codes.py",
        "from dashboard.link.workforce_view",
        "from dashboard.link.words_view import WordsView, words_query\n",
    )
    folder = app / "views" / "words"
    folder.mkdir()
    (folder / "page.py").write_text(PAGE, encoding="utf-8")
    (folder / "slide.py").write_text(SLIDE, encoding="utf-8")
    put(
        app / "pages.py",
        '    "sources": PageRecord',
        '    "words": PageRecord(words_slide, words_steps),\n',
    )
    put(
        app / "pages.py",
        "from dashboard.views.workforce",
        "from dashboard.views.words.slide import words_slide, words_steps\n",
    )
    done = subprocess.run(
        [sys.executable, "-c", OPEN], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "Words of the field"
