"""All tables of data/: each read once, and only when something asks for it."""

from functools import cached_property
from pathlib import Path

from dashboard.tables import catalogue, entry, estimates, people, reference
from dashboard.tables.catalogue import Catalogue, read_catalogue
from dashboard.tables.columns import Row
from dashboard.tables.entry import EntryTables
from dashboard.tables.entry_checks import read_entry
from dashboard.tables.estimates import EstimateTables, read_estimates
from dashboard.tables.people import PeopleTables, read_people
from dashboard.tables.problems import gathered
from dashboard.tables.reading import DATA, Folder
from dashboard.tables.reference import ReferenceTables, read_reference
from dashboard.tables.release import read_edition

# Every table, in the order in which they are listed.
KINDS: tuple[type[Row], ...] = (
    *catalogue.TABLES,
    *(entry.EntryCategory, entry.EntryRule, entry.EntryEvent, entry.EntryChange),
    *(estimates.Estimate, estimates.Assumption, estimates.ReturnClaim),
    *(estimates.Measure, estimates.ArticleFigure),
    *(people.ProfileFigure, people.Person, people.TimelineEvent, people.SeriesPoint),
    *(reference.Gap, reference.Term, reference.Change),
)
ALL_SCHEMAS = {str(kind.schema.name): kind.schema for kind in KINDS}
# Three people of an article stand on the People page only: their table is given to no one.
KEPT_APART = "people"
SHARED_SCHEMAS = {name: schema for name, schema in ALL_SCHEMAS.items() if name != KEPT_APART}


class Tables:
    """The tables of a folder. A broken one stops what asks for it, with a TableError, only that.

    Shared between readers, so not to be changed.
    """

    def __init__(self, data: Path = DATA) -> None:
        self._folder = Folder(data)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The tables that the Map needs, and every other page with it."""
        return read_catalogue(self._folder)

    @cached_property
    def entry(self) -> EntryTables:
        """The tables of entry rules."""
        return read_entry(self._folder)

    @cached_property
    def estimates(self) -> EstimateTables:
        """The tables of the calculators."""
        return read_estimates(self._folder)

    @cached_property
    def people(self) -> PeopleTables:
        """The tables of the People page."""
        return read_people(self._folder)

    @cached_property
    def reference(self) -> ReferenceTables:
        """Known gaps, glossary and changes."""
        return read_reference(self._folder, SHARED_SCHEMAS)


def read_everything(data: Path = DATA) -> Tables:
    """Return the tables of `data` after every rule of every table was held.

    Raises:
        TableError: with every problem of every file; of the Map's files first, as the others
            rest on them.
    """
    tables = Tables(data)
    _ = tables.catalogue
    with gathered() as problems:
        for read in (
            lambda: read_edition(data),
            lambda: tables.entry,
            lambda: tables.estimates,
            lambda: tables.people,
            lambda: tables.reference,
        ):
            with problems.kept():
                read()
    return tables
