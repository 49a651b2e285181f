"""The words of the Sources page, and what changed since the release that a link was made on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dashboard.link.page_codes import InView
from dashboard.link.page_link import TITLES
from dashboard.link.source_uses import Use
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import TotalCheck
from dashboard.tables.everything import SHARED_SCHEMAS
from dashboard.tables.indicators import Indicator
from dashboard.tables.map_rows import Source
from dashboard.tables.reference import Change
from dashboard.tables.release import release_order
from dashboard.words.numbers import NAMES, counted, dated, day, full, percent, span
from dashboard.words.values import UNIT_WORDS, listed

MOST_NAMED = 3
AGGREGATE_WORDS = {
    "EUU": "the EU of 27",
    "WLD": "the world",
    "SCH": "Schengen visas in Russia",
}
CHECK_WORDS = {
    "sum": "the rows have to add up to the published total",
    "floor": "the rows must not exceed the published total",
    "rate": "the published rate has to follow from the rows, to 0.1 percentage points",
    "quoted": "the published total is shown beside the rows and not compared",
}
NO_CHECK = "No published total was found to hold these rows against."
# How a source was read, the closest to its publisher first.
READ_WORDS = {
    "own": "At its own address",
    "repository": "In a public repository",
    "excerpt": "In a stored page excerpt",
    "copy": "In another copy or a retelling",
    "unkept": "Where was not kept",
}
# What the notes of where a source was read say, in this order.
READ_MARKS = (
    ("excerpt", ("stored",)),
    ("repository", ("repository", "git history", "R package")),
    ("own", ("own page",)),
)
# How the tables stand to a country and an indicator.
GAP_WORDS = {
    "v": "a value in the year that pages open on, or later",
    "o": "an older value only",
    "n": "not reported",
    ".": "not covered by this source",
}
PART_WORDS = {
    "who": "Who left",
    "why": "Why they left",
    "when": "When they left",
    "asylum": "Asylum, by year",
    "article": "The article, figure by figure",
}


def heading(source: Source) -> str:
    """Return publisher and title."""
    return f"{source.publisher}: {source.title}"


def list_label(source: Source) -> str:
    """Return publisher and date, as a list names a source."""
    date = f", {day(source.published)}" if source.published else ""
    return f"{source.publisher}{date}"


def published(source: Source) -> str:
    """Return the day of publication, or that none is known."""
    return day(source.published) if source.published else "date not known"


def read_where(source: Source) -> str:
    """Return where the source was read, in a sentence part."""
    if source.via:
        return str(source.via)
    return "read at its own address" if source.url else "where it was read was not kept"


def how_read(source: Source) -> str:
    """Return how a source was read, as a key of READ_WORDS."""
    via = source.via
    if not via:
        return "own" if source.url else "unkept"
    marked = (kind for kind, marks in READ_MARKS if any(mark in via for mark in marks))
    return next(marked, "copy")


def publishers_title(shares: Sequence[int]) -> str:
    """Return what the publishers of most rows carry; `shares` are the rows of each, most first."""
    part = sum(shares[:MOST_NAMED]) / sum(shares)
    named = NAMES[MOST_NAMED].capitalize()
    return f"{named} of {len(shares)} publishers carry {percent(part, 0)} of the rows shown here"


def gaps_title(states: str) -> str:
    """Return how many pairs of indicator and country lack a value; `states` is a letter a pair."""
    expected = len(states) - states.count(".")
    return f"{states.count('n')} of {expected} pairs of indicator and country are not reported"


def source_line(source: Source, rows: int, tables: int) -> str:
    """Return terms, where it was read and how much rests on it, in one line."""
    used = f"used in {counted(rows, 'row')} of {counted(tables, 'table')}"
    return f"{source.licence} · {read_where(source)} · {used}"


def use_text(use: Use, names: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Return what rests on a source: `Valid residence permits, 8 countries, 2024`.

    `names` are the countries by code, `labels` the indicators, decisions and estimates by code.
    """
    if use.table == "observations":
        return f"{labels[use.code]}, {_places(use, names)}, {span(use.years[0], use.years[-1])}"
    if use.table == "totals":
        return f"{labels[use.code]}, {span(use.years[0], use.years[-1])}, to check the rows"
    if use.table == "countries":
        return "Residents, for rates per 1,000"
    if use.table == "entry_rules":
        dates = " to ".join(dict.fromkeys((day(use.days[0]), day(use.days[-1]))))
        return f"Rule for short visits, {_places(use, names)}, {dates}"
    if use.table in ("entry_events", "estimates"):
        return labels[use.code]
    if use.table in ("profile", "series", "timeline", "article_figures"):
        return PART_WORDS[use.code]
    if use.table:
        return str(SHARED_SCHEMAS[use.table].description).rstrip(".")
    return listed([names[iso3] for iso3 in use.countries])


def link_text(use: Use, names: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Return the label of the link to the page that shows it."""
    page = TITLES[use.page]
    if use.table == "workforce":
        return page
    if use.table in ("assumptions", "returns"):
        return f"{page}: {str(SHARED_SCHEMAS[use.table].title).lower()}"
    if use.table == "entry_rules":
        return f"{page}: entry rules, {_places(use, names)}"
    if use.table == "observations":
        return f"{page}: {labels[use.code]}"
    if use.table == "totals":
        return f"Checks of {labels[use.code]}"
    return f"{page}: {use_text(use, names, labels)}"


def table_title(table: str) -> str:
    """Return the name of a table as the page shows it."""
    return str(SHARED_SCHEMAS[table].title)


def indicator_line(indicator: Indicator, found: int, scope: int) -> str:
    """Return unit, concept, years and coverage in one line."""
    years = span(indicator.years[0], indicator.years[-1])
    unit = "share of decisions" if indicator.is_share else UNIT_WORDS[indicator.unit]
    return (
        f"{unit} · {indicator.concept} · {years} · {found} of {scope} in {indicator.default_year}"
    )


def check_row(check: TotalCheck, *, is_share: bool) -> dict[str, str]:
    """Return one check as a row of text."""
    number = percent if is_share else full
    held = "not compared" if check.check == "quoted" else "holds" if check.passed else "fails"
    return {
        "Total of": AGGREGATE_WORDS[check.aggregate],
        "Year": str(check.year),
        "Published": number(check.published),
        "From the rows": number(check.from_rows),
        "Check": held,
    }


def checks_text(checks: Iterable[TotalCheck]) -> str:
    """Return what was checked, in a sentence; blank where nothing was."""
    kinds = [CHECK_WORDS[kind] for kind in dict.fromkeys(check.check for check in checks)]
    return f"What was checked: {'; '.join(kinds)}." if kinds else ""


def changes_text(changes: int, release: str) -> str:
    """Return what the list of changes holds."""
    if not changes:
        return (
            f"Release {release} is the first one, so nothing has changed yet. From the next "
            "release on, every value that differs from the one before is listed here with its "
            "reason."
        )
    return f"{counted(changes, 'value')} changed up to release {release}, each with its reason."


def found_text(search: str, found: Mapping[str, int]) -> str:
    """Return what a search found: `found` is the number of each kind, by its name for one."""
    parts = [counted(number, kind) for kind, number in found.items() if number]
    if not parts:
        return f"Nothing found for “{search}”. Try fewer or shorter words, or clear the search."
    return f"For “{search}”: {listed(parts)}."


def _places(use: Use, names: Mapping[str, str]) -> str:
    if len(use.countries) <= MOST_NAMED:
        return listed([names[iso3] for iso3 in use.countries])
    return counted(len(use.countries), "country")


MOST_LINES = 5
NOTHING = "no figure"
# Columns whose name says nothing beside the figure itself.
PLAIN_FIELDS = frozenset({"value", "category", "central", "population", "date"})
YEAR_END = "-12-31"


def release_note(made_on: str, release: str) -> str:
    """Return that a link was made on another release of the data."""
    return (
        f"This link was made on data release “{made_on}”; "
        f"you see release {release}, so figures may differ."
    )


def changed_lines(
    changes: Iterable[Change], made_on: str, in_view: InView, catalogue: Catalogue
) -> list[str]:
    """Return what figures in view were and are, and why, for a link made on release `made_on`.

    A figure that changed more than once is given from its first value to its last one, with the
    last reason; one that is back at its old value is left out.
    """
    known = release_order(made_on)
    later = [
        row
        for row in changes
        if release_order(row.release) > known and any(one.hold(row) for one in in_view)
    ]
    figures: dict[tuple[str, str, str], Change] = {}
    for row in sorted(later, key=lambda row: release_order(row.release)):
        place = (row.table, row.key, row.field)
        first = figures.get(place, row).old
        figures[place] = replace(row, old=first)
    changed = [row for row in figures.values() if row.old != row.new]
    lines = [_line(row, catalogue) for row in changed[:MOST_LINES]]
    if left := len(changed) - len(lines):
        lines.append(f"And {left} more in view: see Sources, What changed between releases.")
    return lines


def _line(row: Change, catalogue: Catalogue) -> str:
    field = "" if row.field in PLAIN_FIELDS else f", {row.field.replace('_', ' ')}"
    return (
        f"Changed since: {_name(row, catalogue)}{field}: from {_value(row, row.old)} "
        f"to {_value(row, row.new)} ({row.reason})."
    )


def _name(row: Change, catalogue: Catalogue) -> str:
    """Return what a changed row is about: country, indicator and day, or its table and key."""
    table, parts = row.table, row.key.split("/")
    places = catalogue.names.by_code
    if table == "observations":
        labels = {row.indicator_id: row.label for row in catalogue.indicators}
        indicator, iso3, end = parts[:3]
        when = f"end of {end[:4]}" if end.endswith(YEAR_END) else dated(end)
        return f"{places.get(iso3, iso3)}, {labels.get(indicator, indicator)}, {when}"
    if table == "entry_rules":
        return f"{places.get(parts[0], parts[0])}, entry rule on {dated(parts[1])}"
    if table == "entry_events":
        return f"{places.get(row.key[:3].upper(), 'EU-wide')}, decision {row.key}"
    if table == "countries":
        return f"{places.get(parts[0], parts[0])}, residents"
    return f"{SHARED_SCHEMAS[table].title!s}, {row.key}"


def _value(row: Change, text: str) -> str:
    if not text:
        return NOTHING
    if row.field == "date":
        return dated(text)
    try:
        return full(float(text))
    except ValueError:
        return text
