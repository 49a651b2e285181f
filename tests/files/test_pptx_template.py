"""The template of presentations, and LibreOffice's reading of them."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.util import Pt

from dashboard.commands.deck_template import LAYOUTS, template
from dashboard.files.deck import Deck
from dashboard.files.pptx import pptx_bytes
from dashboard.files.pptx_text import TEMPLATE
from tests.deck_files import made
from tests.decks import READY, VIEWS, deck_of
from tests.slides import slide_tables


def short_deck(path: Path | None = None) -> Deck:
    return replace(deck_of(VIEWS[:1]), template=path)


def ours(path: Path) -> Path:
    """Save a template of a team: another master, and slides of its own that it forgot in it."""
    team: Any = pptx.Presentation(io.BytesIO(template()))
    team.slide_master.background.fill.solid()
    team.slide_master.name = "Example office"
    team.slides.add_slide(team.slide_layouts[0]).shapes.title.text = "Left over"
    team.save(str(path))
    return path


def test_the_template_is_what_its_command_makes() -> None:
    assert TEMPLATE.read_bytes() == template()
    layouts = pptx.Presentation(str(TEMPLATE)).slide_layouts
    assert [layout.name for layout in layouts] == list(LAYOUTS)


def test_a_team_s_own_look_is_taken_and_its_slides_are_not(tmp_path: Path) -> None:
    deck = short_deck(ours(tmp_path / "ours.pptx"))
    found: Any = pptx.Presentation(io.BytesIO(made(deck)))
    assert found.slide_master.name == "Example office"
    titles = [slide.shapes.title.text_frame.text for slide in found.slides]
    assert "Left over" not in titles
    assert titles[0] == deck.title
    assert titles[1].startswith(deck.slides[0].slide.title)
    assert {slide.slide_layout.name for slide in found.slides} == {"Title Only"}


@pytest.mark.parametrize(("width", "said"), [(720, "13.333 by 7.5 inches"), (960, "no layout")])
def test_a_template_that_does_not_fit_is_refused(tmp_path: Path, width: int, said: str) -> None:
    team: Any = pptx.Presentation(io.BytesIO(template()))
    team.slide_width = Pt(width)
    for layout in list(team.slide_layouts):
        if layout.name != "Blank":
            team.slide_layouts.remove(layout)
    team.save(str(tmp_path / "small.pptx"))
    with pytest.raises(ValueError, match=f"small.pptx: .*{said}"):
        made(short_deck(tmp_path / "small.pptx"))


PAGE = re.compile(rb"/Type\s*/Page[^s]")


@pytest.mark.thorough
def test_libreoffice_makes_a_page_of_each_slide(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-impress")
    data = slide_tables().catalogue
    made = pptx_bytes(deck_of(READY), data.release.date)
    (tmp_path / "deck.pptx").write_bytes(made)
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--convert-to", "pdf", "--outdir", str(tmp_path)),
            str(tmp_path / "deck.pptx"),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    pages = PAGE.findall((tmp_path / "deck.pdf").read_bytes())
    assert len(pages) == len(pptx.Presentation(io.BytesIO(made)).slides) > len(READY)
