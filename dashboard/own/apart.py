"""A file is read in a process of its own, so that whatever it does to a parser, that dies alone.

The file goes to the process and its cells come back through pipes, as lines of JSON that are held
to the same limits again; nothing the process says is run, and nothing touches the disk.
"""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from dashboard.own.grid import LONGEST_CELL, MOST_COLUMNS, Grid, GridBuilder, refusal
from dashboard.own.lines import END, read

ROOT = Path(__file__).resolve().parents[2]
# The largest tables that are read take some three seconds of one core.
SECONDS = 45.0
# JSON may write a character in six.
LONGEST_LINE = MOST_COLUMNS * (LONGEST_CELL + 4) * 6


def read_apart(file: str, content: bytes, sheet: str | None) -> Grid:
    """Return the cells of a file.

    Raises:
        TableError: where it is no table, or takes more memory or time than a file gets.
    """
    asked = json.dumps({"file": file, "sheet": sheet}).encode()
    with _reader() as (to_reader, answers):
        with contextlib.suppress(BrokenPipeError):
            to_reader.write(asked + b"\n" + content)
            to_reader.close()
        try:
            return _grid(file, answers)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise refusal(
                file,
                "needs more memory or time than a file is given here; save its table alone as .csv",
            ) from error


@contextlib.contextmanager
def _reader() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Start the process; it is gone when the block ends, and after `SECONDS` whatever it does."""
    # No fork: the server has threads. The process limits itself, see own_reader.
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard.own.reader"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    to_reader, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    alarm = threading.Timer(SECONDS, process.kill)
    alarm.start()
    try:
        yield to_reader, answers
    finally:
        alarm.cancel()
        process.kill()
        with contextlib.suppress(BrokenPipeError):
            to_reader.close()
        answers.close()
        process.wait()


def _grid(file: str, answers: IO[bytes]) -> Grid:
    head = json.loads(answers.readline(LONGEST_LINE))
    if "rule" in head:
        raise refusal(file, str(head["rule"]), head["line"])
    builder = GridBuilder(file)
    while (line := answers.readline(LONGEST_LINE)) != END:
        builder.add(*read(line))
    sheets = tuple(str(name) for name in head["sheets"])
    return builder.grid(str(head["how"]), sheets, str(head["sheet"]))
