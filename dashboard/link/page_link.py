"""What links point to, the codes that they may hold, and links of older releases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode, urlsplit

from dashboard.link.grammar import Query
from dashboard.models.entry_days import Period, counting_period
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.indicators import Indicator, indicators
from dashboard.tables.release import release_order

Page = Literal["map", "countries", "scenarios", "workforce", "people", "sources"]
# The pages that have views, by slug, in the order of the navigation; pages.py says what draws them.
TITLES: Mapping[Page, str] = {
    "map": "Map",
    "countries": "Countries",
    "scenarios": "How many left",
    "workforce": "Workforce",
    "people": "People",
    "sources": "Sources",
}
# It shows views of the other pages, whose parameters stand inside its own.
BRIEFING = "brief"


def page_at(url: str) -> Page | None:
    """Return the page that an address of the app opens, whatever path the app is served under.

    None for My briefing, which has no view of its own.

    >>> page_at("https://example.org/who/left/people"), page_at("https://example.org/who/left/")
    ('people', 'map')
    """
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    if last == BRIEFING:
        return None
    return next((page for page in TITLES if page == last), "map")


@dataclass(frozen=True)
class PageLink:
    """A page with its parameters, each with all its values, in the order of the link."""

    page: Page
    parameters: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, page: Page, query: Mapping[str, str | Sequence[str]]) -> "PageLink":
        """Return the link of a query as the address bar or a view gives it."""
        return cls(
            page,
            tuple(
                (name, (values,) if isinstance(values, str) else tuple(values))
                for name, values in query.items()
            ),
        )

    @property
    def query(self) -> dict[str, list[str]]:
        """The parameters as the grammar reads them."""
        return {name: list(values) for name, values in self.parameters}

    def made_on(self, release: str | None) -> "PageLink":
        """Return the link with the release that what holds it was made on, unless it names one."""
        if release is None or "data" in self.query:
            return self
        return PageLink(self.page, (*self.parameters, ("data", (release,))))

    @property
    def path(self) -> str:
        """The page's place under the address of the app, without a leading slash."""
        return "" if self.page == "map" else self.page

    @property
    def text(self) -> str:
        """The link under the address of the app.

        >>> PageLink.of("workforce", {"solve": "people"}).text
        'workforce?solve=people'
        """
        query = urlencode(self.query, doseq=True)
        return f"{self.path}?{query}" if query else self.path


DEFAULT_LAYER = "valid_permits"


@dataclass(frozen=True)
class Vocabulary:
    """What a link can name in this release; `counted` is the period of the people counted."""

    release: str
    layers: dict[str, Indicator]
    countries: frozenset[str]
    counted: Period

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Vocabulary":
        """Return the codes of `catalogue`; Russia is the origin and cannot be picked."""
        return cls(
            release=catalogue.release.name,
            layers=indicators(catalogue),
            countries=frozenset(catalogue.places) - {ORIGIN},
            counted=counting_period(catalogue),
        )


@dataclass(frozen=True)
class Rename:
    """A parameter, or one of its codes, that a release spells in another way.

    `page` is None where it holds on every page, `code` where the parameter itself was renamed.
    """

    release: str
    page: Page | None
    parameter: str
    code: str | None
    now: str


# In the order of the releases. A rename stays for good: links are kept for years.
RENAMES: tuple[Rename, ...] = ()


@dataclass(frozen=True)
class Meant:
    """What a link without a parameter meant before a release; with `layer`, on that layer only."""

    release: str
    page: Page
    parameter: str
    code: str
    layer: str | None = None


# In the order of the releases.
MEANT: tuple[Meant, ...] = (
    Meant("2026.12", "map", "layer", "valid_permits"),
    Meant("2026.12", "map", "people", "none", layer="entry_rules"),
)


def migrate(
    query: Query, page: Page | None, renames: Sequence[Rename] = RENAMES
) -> dict[str, list[str]]:
    """Return the query of a link as this release spells it.

    A link that names its release is spared the renames which that release already knew, and keeps
    the defaults that it was made with; one that names none has today's.
    """
    made_on = release_order(next(iter(query.get("data", [])), ""))
    found = {name: list(values) for name, values in query.items()}
    for meant in MEANT:
        if meant.page == page and () < made_on < release_order(meant.release):
            found = _completed(found, meant)
    for rename in renames:
        if rename.page in (None, page) and made_on < release_order(rename.release):
            found = _renamed(found, rename)
    return found


def _completed(query: dict[str, list[str]], meant: Meant) -> dict[str, list[str]]:
    if query.get(meant.parameter) or (meant.layer and query.get("layer", [])[:1] != [meant.layer]):
        return query
    return {**query, meant.parameter: [meant.code]}


def _renamed(query: dict[str, list[str]], rename: Rename) -> dict[str, list[str]]:
    if rename.code is not None:
        return {
            name: [rename.now if name == rename.parameter and v == rename.code else v for v in vs]
            for name, vs in query.items()
        }
    if rename.now in query:  # the new name decides; the old one is then refused by name
        return query
    return {rename.now if name == rename.parameter else name: vs for name, vs in query.items()}
