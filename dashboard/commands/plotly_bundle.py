"""Build dashboard/static/chart/plotly.min.js: Plotly with the kinds of charts in use, and no more.

Needs npm, which fetches the package of the version that the Python package carries.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHARTS = ROOT / "dashboard" / "charts"
FOLDER = ROOT / "dashboard" / "static" / "chart"
BUNDLE, LICENCES = FOLDER / "plotly.min.js", FOLDER / "plotly.LICENSE.txt"
BUNDLER = "esbuild@0.28.2"
TRACE = re.compile(r"\bgo\.([A-Z]\w+)\(|\.add_(\w+)\(")
# What a figure has besides traces.
PARTS = ("Figure", "Layout", "trace", "annotation", "shape", "vline", "hline", "vrect", "hrect")


def traces(folder: Path = CHARTS) -> list[str]:
    """Return the kinds of traces that the charts are drawn with."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.py")))
    named = {made or added for made, added in TRACE.findall(text)}
    return sorted({name.lower() for name in named if name not in PARTS})


def main() -> int:
    """Build the bundle and the licences of all that is in it; return the exit code."""
    from plotly.offline import get_plotlyjs_version

    version, kinds = get_plotlyjs_version(), traces()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "package.json").write_text("{}")
        # A scatter is a part of the core.
        asked = "".join(f'require("plotly.js/lib/{k}"),' for k in kinds if k != "scatter")
        (place / "entry.js").write_text(
            f'module.exports = require("plotly.js/lib/core"); module.exports.register([{asked}])'
        )
        said = f"/* plotly.js {version} ({', '.join(kinds)}), MIT: see {LICENCES.name} */"
        for command in (
            ["npm", "install", "--no-audit", "--no-fund", f"plotly.js@{version}", BUNDLER],
            [
                *("npx", "esbuild", "entry.js", "--bundle", "--minify", "--format=iife"),
                *("--global-name=Plotly", "--define:global=window", "--target=es2020"),
                *("--legal-comments=none", f"--banner:js={said}", "--metafile=parts.json"),
                "--outfile=plotly.min.js",
            ],
        ):
            done = subprocess.run(command, cwd=place, check=False)  # noqa: S603
            if done.returncode:
                print(f"{command[0]} {command[1]} ended with {done.returncode}", file=sys.stderr)
                return 1
        BUNDLE.write_bytes((place / "plotly.min.js").read_bytes())
        LICENCES.write_text(_licences(place), encoding="utf-8")
    print(f"{said}\n{BUNDLE.stat().st_size:,} bytes")
    return 0


def _licences(place: Path) -> str:
    """Return the licence of each package that a part of the bundle comes from."""
    parts = json.loads((place / "parts.json").read_text())["outputs"]["plotly.min.js"]["inputs"]
    names = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/(?!.*node_modules/)")
    used = [part for part, size in parts.items() if size["bytesInOutput"]]
    folders = sorted({place / part[: m.end()] for part in used if (m := names.search(part))})
    texts = []
    for folder in folders:
        package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        files = sorted(file for file in folder.iterdir() if re.match("(?i)licen[cs]e", file.name))
        own = files[0].read_text(encoding="utf-8").strip() if files else "(no text in the package)"
        licence = package.get("license", "not stated")
        texts.append(f"{package['name']} {package['version']} ({licence})\n\n{own}\n")
    return ("-" * 80 + "\n").join(texts)


if __name__ == "__main__":
    sys.exit(main())
