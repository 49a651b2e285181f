"""The table under the Map and its files, made only when asked for."""

import re
from collections.abc import Callable

from dashboard.files.downloads import SHOWN_BY, downloads, geo_files, picture_files, playing_file
from dashboard.kit.controls import theme
from dashboard.kit.html_table import html_table
from dashboard.kit.map_table import MapTable, layer_table, ring_table
from dashboard.map.figure import MapCard
from dashboard.map.spec import Timeline
from dashboard.own.words import OWN_SIGNATURE
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.indicators import OWN_SOURCE
from dashboard.words.sources import SourceLine, source_lines


def map_rows(data: Catalogue, card: MapCard) -> None:
    """Show what the map shows as a table."""
    table = _table(data, card)
    html_table(
        table.rows,
        "map_rows",
        f"Table: {card.title}",
        sort_keys=table.sort_keys,
        search_in=["Country", "State"] if card.layer else ["Country"],
    )


def map_files(data: Catalogue, card: MapCard, timeline: Callable[[], Timeline], link: str) -> None:
    """Offer all files of what the map shows."""
    table = _table(data, card)
    header = header_of(card, data)
    more = geo_files(lambda: table.download, card.indicator.indicator_id, header, link)
    if card.map is not None:
        notes = [card.indicator.definition, card.indicator.caution, *card.notes]
        more += picture_files(
            card.map,
            theme(),
            card.title,
            card.subtitle,
            header["source"],
            link,
            card.notes,
            alt=card.alt,
            terms=card.terms,
            signature=header.get(SHOWN_BY, ""),
        )
        more.append(
            playing_file(
                timeline,
                [line for line in (header["source"], card.terms) if line],
                notes,
                link,
                signature=header.get(SHOWN_BY, ""),
            )
        )
    downloads(lambda: table.download, "map", file_name(card), header, link, more=more)


def map_sources(data: Catalogue, card: MapCard) -> list[SourceLine]:
    """Return every source of what the map shows, those of its rings last."""
    ids = list(card.layer.source_ids) if card.layer else []
    ids += list(card.rings["source_id"]) if len(card.rings) else []
    each = dict.fromkeys(one for joined in ids for one in joined.split(";"))
    return source_lines(";".join(each), data.sources)


def _table(data: Catalogue, card: MapCard) -> MapTable:
    if card.layer is not None:
        return layer_table(data, card.layer)
    return ring_table(data, card.indicator, card.rings)


def header_of(card: MapCard, data: Catalogue) -> dict[str, str]:
    """Return what the files of a view say of it before their rows."""
    return {
        "title": card.title,
        "shows": card.subtitle,
        "definition": card.indicator.definition,
        "caution": card.indicator.caution,
        "source": _source(card, data),
        **({SHOWN_BY: OWN_SIGNATURE} if card.indicator.is_own else {}),
    }


def _source(card: MapCard, data: Catalogue) -> str:
    """Return the source line; of a reader's own table, with the name of the file."""
    if card.indicator.is_own:
        return source_lines(OWN_SOURCE, data.sources)[0].text
    return card.source


def file_name(card: MapCard) -> str:
    """Return what tells the files of a view apart: layer, year, measure, base year, region."""
    measure = card.layer.measure if card.layer else "figures"
    year = card.year or "no-year"
    since = f"-since-{card.layer.since}" if card.layer and card.layer.since else ""
    region = f"-{card.map.region}" if card.map else ""
    own = re.sub(r"\W+", "-", card.indicator.label.lower()).strip("-")
    layer = f"own-{own}" if card.indicator.is_own else card.indicator.indicator_id
    return f"{layer}-{year}-{measure}{since}{region}"
