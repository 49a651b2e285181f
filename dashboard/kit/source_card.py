"""A source in full: what is known of it, what rests on it, and the links to where it is used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.link.source_uses import LinkQuery, Use
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.rows import Row, records
from dashboard.words import source_words
from dashboard.words.entry_words import event_line


@dataclass(frozen=True)
class UseLink:
    """A link to a view of another page."""

    label: str
    page: str
    query: LinkQuery


@dataclass(frozen=True)
class SourceCard:
    """What the page shows of a source."""

    heading: str
    facts: list[tuple[str, str]]
    url: str
    uses: pd.DataFrame
    links: list[UseLink]
    row: Row


def labels_of(data: Catalogue, entry: EntryTables, estimates: EstimateTables) -> dict[str, str]:
    """Return the names of indicators, decisions and estimates by code."""
    indicators = data.indicators
    labels = dict(zip(indicators["indicator_id"], indicators["label"], strict=True))
    names = data.names.by_code
    labels |= {code: event_line(row, dict(names)) for code, row in entry.events_by_id.items()}
    rows = estimates.estimates
    return labels | dict(zip(rows["estimate_id"], rows["label"], strict=True))


def source_card(
    source: Row, uses: Sequence[Use], names: Mapping[str, str], labels: Mapping[str, str]
) -> SourceCard:
    """Return the card of a source."""
    facts = [
        ("Publisher", source["publisher"]),
        ("Published", source_words.published(source)),
        ("Terms", source["licence"]),
        ("Where it was read", source_words.read_where(source)),
    ]
    if source["note"]:
        facts.append(("Remarks", source["note"]))
    facts.append(("Code in links", source["source_id"]))
    rows = [
        {
            "Table": source_words.table_title(use.table),
            "What": source_words.use_text(use, names, labels),
            "Rows": f"{use.rows:,}",
        }
        for use in uses
        if use.table
    ]
    return SourceCard(
        heading=source["title"],
        facts=facts,
        url=source["url"],
        uses=pd.DataFrame(rows),
        links=_links(uses, names, labels),
        row=source,
    )


def sources_by_id(sources: pd.DataFrame) -> dict[str, Row]:
    """Return the rows of the table of sources by id, by publisher and title."""
    ordered = sorted(records(sources), key=lambda row: source_words.heading(row).casefold())
    return {row["source_id"]: row for row in ordered}


def _links(
    uses: Sequence[Use], names: Mapping[str, str], labels: Mapping[str, str]
) -> list[UseLink]:
    """Return one link for each view, in the order of the uses."""
    links: dict[str, UseLink] = {}
    for use in uses:
        label = source_words.link_text(use, names, labels)
        links.setdefault(label, UseLink(label, use.page, use.query))
    return list(links.values())
