"""What My briefing shows, as its link says it: parsing, refusals, and back.

Each view is one token: page, names and values joined with two dots, as in
`scenarios..a_from..re_russia_2023..a_people..800000`. Dots are what every writer of links leaves
as they are; Streamlit spells most other marks as %2A and the like.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.link.grammar import Query, Reader, Refusal
from dashboard.link.page_codes import PageCodes
from dashboard.link.page_link import TITLES, PageLink
from dashboard.tables.indicators import OWN_LAYER

MOST_VIEWS = 12
# The app's own server takes 70,000 characters, but proxies in front of one commonly end a
# request line at 8,192 (nginx, Apache); the address of the app needs some of them too.
LONGEST_LINK = 6_000
JOINT = ".."
TOKEN = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)
NOT_COLLECTED = {
    ("map", "layer", OWN_LAYER): (
        "an own table stays in the session of the reader who uploaded it, so no link or briefing "
        "can hold it"
    ),
    ("people", "part", "routes"): (
        "the three routes are people's own accounts and stay on their page"
    ),
}
FREE_TEXT = "a search is free text, which no link to a briefing holds"
NO_COUNTRY = "it names no country"


@dataclass(frozen=True)
class BriefView:
    """The state of the page.

    `views` are as `PageCodes.normal` writes them; none stands for what the reader's session holds,
    or else the ready-made briefing. `n` is the slide that is presented, from 1.
    """

    views: tuple[PageLink, ...] = ()
    n: int = 1
    present: bool = False


def token(link: PageLink) -> str:
    """Return a view as one value of `v`.

    >>> token(PageLink.of("countries", {"c": ["GEO", "SRB"]}))
    'countries..c..GEO..c..SRB'
    """
    parts = [
        link.page,
        *(part for name, values in link.parameters for v in values for part in (name, v)),
    ]
    return JOINT.join(parts)


def link_of(text: str) -> PageLink | None:
    """Return the link that a token writes; None for what is no token."""
    named, *rest = text.split(JOINT)
    page = next((page for page in TITLES if page == named), None)
    if page is None or not TOKEN.fullmatch(text) or len(rest) % 2:
        return None
    query: dict[str, list[str]] = {}
    for name, value in zip(rest[::2], rest[1::2], strict=True):
        query.setdefault(name, []).append(value)
    return PageLink.of(page, query)


def not_collected(link: PageLink) -> str | None:
    """Return why a view can be in no briefing, or None."""
    for name, values in link.parameters:
        for value in values:
            if reason := NOT_COLLECTED.get((link.page, name, value)):
                return reason
    query = link.query
    if link.page == "sources" and "q" in query:
        return FREE_TEXT
    if link.page == "countries" and "c" not in query:
        return NO_COUNTRY
    return None


class Collected:
    """Takes views one by one as long as they fit, and says of the others why they do not."""

    def __init__(self, codes: PageCodes, pages: Container[str] = TITLES) -> None:
        """Take the codes that links may hold, and the pages that this deployment has."""
        self._codes, self._pages = codes, pages
        self.views: list[PageLink] = []

    def take(self, link: PageLink | None) -> tuple[PageLink | None, str]:
        """Return the view as it was taken; or None, with the reason.

        A link of which a part was not accepted is not taken, as it would show another view.
        """
        if link is None:
            return None, "no such view"
        if link.page not in self._pages:
            return None, "its page is left out here"
        if reason := not_collected(link):
            return None, reason
        normal, refused = self._codes.normal(link)
        if refused:
            first = refused[0]
            return None, f"{first.shown_parameter} = “{first.shown_value}”: {first.reason}"
        if normal in self.views:
            return None, "it is in the briefing already"
        if len(self.views) == MOST_VIEWS:
            return None, f"a briefing holds at most {MOST_VIEWS} views"
        self.views.append(normal)
        return normal, ""


class _Views(Reader):
    """Reads the repeated `v` in the order of the link."""

    def views(self, collected: Collected) -> tuple[PageLink, ...]:
        self._seen.add("v")
        for text in self._query.get("v", []):
            link = link_of(text)
            # The views hold no release of their own; their defaults are those of the briefing.
            _, reason = collected.take(link and link.made_on(self.given("data")))
            if reason:
                self._refuse("v", text, reason)
        return tuple(collected.views)


def parse_brief(
    query: Query, codes: PageCodes, pages: Container[str] = TITLES
) -> tuple[BriefView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises.

    `pages` are those that this deployment has.
    """
    read = _Views(query)
    views = read.views(Collected(codes, pages))
    view = BriefView(
        views=views,
        n=read.whole("n", 1, len(views) or MOST_VIEWS, 1),
        present=read.present(),
    )
    return view, read.refusals()


def brief_query(
    view: BriefView, codes: PageCodes, *, full: bool = False
) -> dict[str, str | list[str]]:
    """Return the query of `view`: views without defaults, or with all parameters and the release.

    The slide is named where it is not the first, and always while presenting.
    """
    query: dict[str, str | list[str]] = {}
    if view.views:
        query["v"] = [token(codes.normal(each, full=full)[0]) for each in view.views]
    if view.present:
        query["present"] = "true"
    if view.present or view.n != 1:
        query["n"] = str(view.n)
    if full:
        query["data"] = codes.words.release
    return query


def fits_link(query: Mapping[str, str | Sequence[str]]) -> bool:
    """Return whether a query is short enough to be a link wherever the app is deployed."""
    return len(urlencode(query, doseq=True)) <= LONGEST_LINK
