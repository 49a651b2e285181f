"""What is wrong with a table, by file, line, column and value."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One broken rule: which file, line, column and value, what was expected."""

    file: str
    rule: str
    line: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        """Return `file, line 3, column value: '-5': must be 0 or more`."""
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
        if self.column is not None:
            place += f", column {self.column}"
        found = "" if self.value is None else f"{self.value[:80]!r}: "
        return f"{place}: {found}{self.rule}"


class TableError(Exception):
    """One or more problems that keep a table from being used."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep `problems` (at least one) for the page or the command line to print."""
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Problems(list[Problem]):
    """Problems as they are found."""

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the problems of what is read here, and go on."""
        try:
            yield
        except TableError as error:
            self += error.problems


@contextmanager
def gathered() -> Iterator[Problems]:
    """Raise a TableError with all problems that were found by the end, if any were."""
    problems = Problems()
    yield problems
    if problems:
        raise TableError(problems)
