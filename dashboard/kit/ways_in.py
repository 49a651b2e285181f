"""The four numbers that lead into the dashboard: each the headline of another view."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.link.entry_view import ENTRY_LAYER
from dashboard.link.page_link import PageLink
from dashboard.models.entry_days import counts, rules_on
from dashboard.models.entry_people import COUNTED, counted_rows
from dashboard.models.layer import Layer
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.estimates import Estimate
from dashboard.words.numbers import counted, full


@dataclass(frozen=True)
class WayIn:
    """A number, what it counts, and the view that it is the headline of."""

    number: str
    label: str
    link: PageLink


def ways_in(
    catalogue: Catalogue, tables: EntryTables, permits: Layer, estimates: Sequence[Estimate]
) -> list[WayIn]:
    """Return people counted abroad, permits that rose, open destinations, rival estimates."""
    people = counted_rows(catalogue)["value"].sum()
    rules = counts(tables, rules_on(tables, tables.latest))
    changes = permits.valued["shown"]
    left = [row for row in estimates if row.concept == "left"]
    return [
        WayIn(full(people), "people counted abroad", PageLink.of("map", {"layer": COUNTED})),
        WayIn(
            f"{int((changes > 0).sum())} of {len(changes)}",
            f"countries: permits up, {permits.since}–{permits.year}",
            PageLink.of("map", {"layer": permits.indicator.indicator_id}),
        ),
        WayIn(
            f"{rules['visa_free']} of {sum(rules.values())}",
            "destinations visa-free",
            PageLink.of("map", {"layer": ENTRY_LAYER, "people": "none"}),
        ),
        WayIn(counted(len(left), "estimate"), "of how many left", PageLink.of("scenarios", {})),
    ]
