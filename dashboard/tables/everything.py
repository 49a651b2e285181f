"""All tables of data/ at once, as the commands need them."""

from pathlib import Path

from dashboard.tables.catalogue import DATA, Catalogue, read_catalogue
from dashboard.tables.entry import read_entry
from dashboard.tables.estimates import read_estimates
from dashboard.tables.people import read_people
from dashboard.tables.problems import Problem, TableError
from dashboard.tables.reference import read_reference
from dashboard.tables.release import read_edition


def read_everything(data: Path = DATA) -> Catalogue:
    """Return the tables of the Map, after every rule of every table of `data` was held.

    Raises:
        TableError: with every problem of every file; of the Map's files first, as the others
            rest on them.
    """
    catalogue = read_catalogue(data)
    problems: list[Problem] = []
    for read in (read_edition, read_entry, read_estimates, read_people, read_reference):
        try:
            read(data)
        except TableError as error:
            problems += error.problems
    if problems:
        raise TableError(problems)
    return catalogue
