"""The ready-made briefing as PowerPoint opens in LibreOffice and gives a page for each slide."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pptx
import pytest

from dashboard.files.pptx import pptx_bytes
from tests.decks import READY, deck_of
from tests.slides import slide_tables

pytestmark = pytest.mark.thorough
PAGE = re.compile(rb"/Type\s*/Page[^s]")


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
