"""Links of older releases: names and codes that have another spelling now, other defaults."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.link.grammar import Query
from dashboard.link.page_link import Page
from dashboard.tables.release import release_order


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
