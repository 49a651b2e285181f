"""A page and the view on it: what links, briefings and files point to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode, urlsplit

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
