"""All tables of data/: each read once, and only when something asks for it."""

from functools import cached_property
from pathlib import Path

from dashboard.tables import catalogue, estimates, people, reference
from dashboard.tables.catalogue import Catalogue, read_catalogue
from dashboard.tables.checks import (
    entry_change_problems,
    entry_event_problems,
    entry_reference_problems,
)
from dashboard.tables.columns import Row
from dashboard.tables.entry import EntryCategory, EntryChange, EntryEvent, EntryRule, EntryTables
from dashboard.tables.estimates import EstimateTables, read_estimates
from dashboard.tables.map_rows import Country, Source
from dashboard.tables.people import PeopleTables, read_people
from dashboard.tables.problems import gathered
from dashboard.tables.reading import DATA, Folder
from dashboard.tables.reference import ReferenceTables, read_reference
from dashboard.tables.release import read_edition

# Every table, in the order in which they are listed.
KINDS: tuple[type[Row], ...] = (
    *catalogue.TABLES,
    *(EntryCategory, EntryRule, EntryEvent, EntryChange),
    *(estimates.Estimate, estimates.Assumption, estimates.ReturnClaim),
    *(estimates.Measure, estimates.ArticleFigure),
    *(people.ProfileFigure, people.Person, people.TimelineEvent, people.SeriesPoint),
    *(reference.Gap, reference.Term, reference.Change),
)
ALL_SCHEMAS = {str(kind.schema.name): kind.schema for kind in KINDS}
# Three people of an article stand on the People page only: their table is given to no one.
KEPT_APART = "people"
SHARED_SCHEMAS = {name: schema for name, schema in ALL_SCHEMAS.items() if name != KEPT_APART}


def read_entry(folder: Folder) -> EntryTables:
    """Return the tables of entry rules, every rule held.

    Raises:
        TableError: with every problem of every file.
    """
    tables = folder.frames(EntryCategory, EntryRule, EntryEvent, EntryChange, Country, Source)
    with gathered() as problems:
        problems += entry_reference_problems(tables)
    rules = EntryRule.lines(tables["entry_rules"])
    changes = EntryChange.lines(tables["entry_changes"])
    by_date = tables["entry_events"].sort_values(["date", "event_id"], kind="stable")
    events = EntryEvent.of(by_date)
    with gathered() as problems:
        problems += entry_change_problems(rules, changes)
        problems += entry_event_problems(events, changes)
    categories = EntryCategory.of(tables["entry_categories"].sort_values("rank"))
    return EntryTables(
        categories, tuple(row for _, row in rules), events, tuple(row for _, row in changes)
    )


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
