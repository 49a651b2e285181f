"""Write data/datapackage.json: `python3 -m dashboard.commands.datapackage [--check] [folder]`.

With --check nothing is written; exits with 1 where the file is stale or missing.
"""

import argparse
import sys
from pathlib import Path

from dashboard.files.datapackage import FILE, as_text, datapackage
from dashboard.tables.problems import TableError
from dashboard.tables.reading import DATA


def main(arguments: list[str] | None = None) -> int:
    """Write or check the descriptor; return the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m dashboard.commands.datapackage")
    parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="the tables' folder")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when stale")
    asked = parser.parse_args(arguments)
    path: Path = asked.folder / FILE
    try:
        text = as_text(datapackage(asked.folder))
    except TableError as error:
        print(f"The tables are broken:\n{error}", file=sys.stderr)
        return 1
    if not asked.check:
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"Wrote {path.name}")
        return 0
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        print(f"{path.name} is current")
        return 0
    print(f"{path.name} is stale: run python3 -m dashboard.commands.datapackage", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
