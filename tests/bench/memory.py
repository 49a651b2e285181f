"""What a server process holds, and what it imports."""

import re
from collections import Counter
from pathlib import Path

import psutil

MEGA = 1e6
IMPORT_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)")
# Set for a server, Python writes the time of every import to its output.
PROFILE_IMPORTS = {"PYTHONPROFILEIMPORTTIME": "1"}


def resident(pid: int) -> float:
    """Return the resident memory of a process and its children in MB (a million bytes)."""
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return float(sum(each.memory_info().rss for each in family)) / MEGA


def import_seconds(log: Path, count: int = 8) -> list[tuple[str, float]]:
    """Return the packages that took longest to import, each without what it imports in turn."""
    seconds: Counter[str] = Counter()
    for match in IMPORT_LINE.finditer(log.read_text(errors="replace")):
        package = match[2].split(".")[0]
        seconds[package] += int(match[1])
    return [(package, micro / 1e6) for package, micro in seconds.most_common(count)]
