"""The bundle of Plotly is of the Python package's version, and holds all that is drawn."""

import re

from plotly.offline import get_plotlyjs_version

from dashboard.commands.plotly_bundle import BUNDLE, FOLDER, LICENCES, traces


def bundled() -> tuple[str, list[str]]:
    # The version of the bundle and the kinds of traces in it, as its first line says.
    first = BUNDLE.read_text(encoding="utf-8").partition("\n")[0]
    found = re.fullmatch(r"/\* plotly\.js ([\d.]+) \(([a-z, ]+)\), MIT: .* \*/", first)
    assert found, f"{BUNDLE.name} does not say what is in it"
    return found[1], found[2].split(", ")


def test_the_bundle_is_of_the_version_of_the_python_package() -> None:
    version, _ = bundled()
    assert version == get_plotlyjs_version()


def test_the_bundle_draws_every_kind_of_trace_in_use_and_no_other() -> None:
    _, kinds = bundled()
    assert kinds == traces()
    assert {"bar", "scatter"} <= set(kinds)


def test_the_bundle_is_a_quarter_of_the_whole_and_comes_with_its_licences() -> None:
    assert BUNDLE.stat().st_size < 4_715_877 / 3.5
    text = LICENCES.read_text(encoding="utf-8")
    assert f"plotly.js {get_plotlyjs_version()} (MIT)" in text
    assert "Copyright (c) 2016" in text
    assert {file.name for file in FOLDER.iterdir()} == {
        "chart.css",
        "chart.js",
        BUNDLE.name,
        LICENCES.name,
    }
