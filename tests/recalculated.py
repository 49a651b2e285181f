"""Workbooks worked out anew, after edits, by a formula engine or by LibreOffice."""

import io
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import formulas
import openpyxl
import pytest

Cell = tuple[str, str]
"""A sheet's name and a cell: `("Inputs", "B4")`."""
Edits = Mapping[Cell, float]
Worked = Callable[[Edits], dict[Cell, object]]
"""Takes edits, and returns what every formula of the workbook then gives."""
NO_OFFICE = "LibreOffice is not installed: apt-get install libreoffice-calc"


def formula_cells(content: bytes) -> list[Cell]:
    """Return the cells of a workbook that hold a formula."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]


def stored(content: bytes) -> dict[Cell, object]:
    """Return what the file keeps beside each formula, for readers that work nothing out."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {cell: book[cell[0]][cell[1]].value for cell in formula_cells(content)}


def by_engine(content: bytes, folder: Path) -> Worked:
    """Return a workbook that the package `formulas` works out."""
    path = folder / "book.xlsx"
    path.write_bytes(content)
    model = formulas.ExcelModel().loads(str(path)).finish()
    cells = {cell: f"'[{path.name}]{cell[0].upper()}'!{cell[1]}" for cell in formula_cells(content)}

    def worked(edits: Edits) -> dict[Cell, object]:
        changed = {f"'[{path.name}]{s.upper()}'!{c}": [[value]] for (s, c), value in edits.items()}
        found = model.calculate(inputs=changed, outputs=[*cells.values()])
        return {cell: found[name].value[0, 0] for cell, name in cells.items()}

    return worked


def by_libreoffice(content: bytes, folder: Path) -> Worked:
    """Return a workbook that LibreOffice works out; skips where that is not installed."""
    if office() is None:
        pytest.skip(NO_OFFICE)

    def worked(edits: Edits) -> dict[Cell, object]:
        book = openpyxl.load_workbook(io.BytesIO(content))
        for (sheet, cell), value in edits.items():
            book[sheet][cell].value = value
        # openpyxl keeps no results, so that each formula has to be worked out.
        book.save(folder / "edited.xlsx")
        made = convert(folder / "edited.xlsx", folder / "out", "xlsx")
        again = openpyxl.load_workbook(made, data_only=True)
        return {cell: again[cell[0]][cell[1]].value for cell in formula_cells(content)}

    return worked


def office() -> str | None:
    """Return LibreOffice's command, or None."""
    return shutil.which("soffice")


def convert(file: Path, into: Path, form: str) -> Path:
    """Return `file` as LibreOffice writes it in another form."""
    profile = (into / "profile").as_uri()
    command = [str(office()), "--headless", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", form, "--outdir", str(into), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=os.environ)
    return into / f"{file.stem}.{form.split(':')[0]}"
