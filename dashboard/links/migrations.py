"""Links of older releases: names and codes that have another spelling now."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.links.grammar import Query
from dashboard.links.page_link import Page
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


def migrate(
    query: Query, page: Page | None, renames: Sequence[Rename] = RENAMES
) -> dict[str, list[str]]:
    """Return the query of a link as this release spells it.

    A link that names its release is spared the renames which that release already knew.
    """
    made_on = release_order(next(iter(query.get("data", [])), ""))
    found = {name: list(values) for name, values in query.items()}
    for rename in renames:
        if rename.page in (None, page) and made_on < release_order(rename.release):
            found = _renamed(found, rename)
    return found


def _renamed(query: dict[str, list[str]], rename: Rename) -> dict[str, list[str]]:
    if rename.code is not None:
        return {
            name: [rename.now if name == rename.parameter and v == rename.code else v for v in vs]
            for name, vs in query.items()
        }
    if rename.now in query:  # the new name decides; the old one is then refused by name
        return query
    return {rename.now if name == rename.parameter else name: vs for name, vs in query.items()}
