"""Measure the dashboard against a plain map of the same data: `python3 -m tests.bench`."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import report
from tests.bench.stages import BEGUN, FULL, QUICK, STAGES


def main() -> int:
    """Print the table; return 1 where a budget is missed."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--only", choices=STAGES, help="one stage of the run")
    options = parser.parse_args()
    rows: list[report.Row] = []
    notes: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        wanted = [options.only] if options.only else list(STAGES)
        for stage in wanted:
            found, told = STAGES[stage](Path(name), QUICK if options.quick else FULL)
            rows += found
            notes += told
            # What has been measured is not lost with what goes wrong later.
            sys.stderr.write(f"{report.table(found)}\n")
    notes.append(f"Measured in {time.monotonic() - BEGUN:.0f} s.")
    sys.stdout.write("\n".join([report.table(rows), "", *notes]) + "\n")
    return int(any(row.missed for row in rows))


if __name__ == "__main__":
    sys.exit(main())
