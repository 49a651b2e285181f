"""Write what data/ says of itself: `python3 -m dashboard.commands.datapackage [--check] [folder]`.

That is datapackage.json, and the tables of columns in README.md. With --check nothing is written;
exits with 1 where a file is stale, or the package missing.
"""

import argparse
import sys
from pathlib import Path

from dashboard.files.datapackage import README, as_text, datapackage, with_columns
from dashboard.tables.problems import TableError
from dashboard.tables.reading import DATA
from dashboard.tables.release import COMMAND, FILE


def main(arguments: list[str] | None = None) -> int:
    """Write or check the descriptor; return the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m dashboard.commands.datapackage")
    parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="the tables' folder")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when stale")
    asked = parser.parse_args(arguments)
    readme: Path = asked.folder / README
    try:
        texts = {asked.folder / FILE: as_text(datapackage(asked.folder))}
    except TableError as error:
        print(f"The tables are broken:\n{error}", file=sys.stderr)
        return 1
    if readme.is_file():
        texts[readme] = with_columns(readme.read_text(encoding="utf-8"))
    code = 0
    for path, text in texts.items():
        if not asked.check:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"Wrote {path.name}")
        elif path.is_file() and path.read_text(encoding="utf-8") == text:
            print(f"{path.name} is current")
        else:
            print(f"{path.name} is stale: run {COMMAND}", file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    raise SystemExit(main())
