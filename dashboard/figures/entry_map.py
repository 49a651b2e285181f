"""Entry rules as a map: one snapshot by category, or what changed between two."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TypedDict

import plotly.graph_objects as go

from dashboard.charts.choropleth import TRANSPARENT, Key, Map, Points, Shapes, draw_map
from dashboard.charts.entry_palette import entry_colors, fills, over
from dashboard.charts.outlines import legend_outline, outline, strong_hatching
from dashboard.charts.palette import Palette
from dashboard.figures.map_figure import ORIGIN_LABELS, REGION_WORDS
from dashboard.links.entry_view import EntryView
from dashboard.models.entry import Comparison, compare
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.checks import ORIGIN
from dashboard.tables.entry import EntryTables
from dashboard.words import entry_words
from dashboard.words.coverage import listed
from dashboard.words.sources import source_summary

NO_RULE, IS_ORIGIN, FIRST = range(3)
# Places in the colours of a comparison.
SAME, TIGHTENED, LOOSENED, TERMS = range(2, 6)
# So many countries with one text are cheaper as a trace of their own.
MANY = 8
COMPARED = {"same": SAME, "tightened": TIGHTENED, "loosened": LOOSENED, "terms changed": TERMS}


@dataclass(frozen=True)
class EntryCard:
    """What the Map page shows of the entry rules; `compared` is empty at a single snapshot."""

    title: str
    subtitle: str
    alt: str
    source: str
    figure: go.Figure
    date: str
    since_date: str | None
    compared: Mapping[str, Comparison]
    tally: Mapping[str, int]


def entry_card(
    catalogue: Catalogue,
    tables: EntryTables,
    view: EntryView,
    palette: Palette,
    height: int = 520,
    *,
    noise: bool = False,
) -> EntryCard:
    """Return the map of the view with its words; `noise` outlines what the index only swaps."""
    if view.since_date is None:
        return _snapshot_card(catalogue, tables, view, palette, height)
    return _compare_card(catalogue, tables, view, view.since_date, palette, height, noise=noise)


def _snapshot_card(
    catalogue: Catalogue, tables: EntryTables, view: EntryView, palette: Palette, height: int
) -> EntryCard:
    rules, numbers = tables.rules_at(view.date), tables.ranks
    classes = {iso3: FIRST + numbers[row["category"]] - 1 for iso3, row in rules.items()}
    texts = {iso3: entry_words.hover(tables, rules.get(iso3)) for iso3 in catalogue.names.by_code}
    colors = [palette.not_covered, palette.origin, *fills(palette)]
    words = entry_words.category_counts(tables, view.date)
    legend = [
        Key(label, color, hatched=color == colors[-1])
        for label, color in zip(words.values(), colors[FIRST:], strict=True)
    ]
    legend.append(Key(entry_words.NO_RULE, palette.not_covered))
    drawn = (classes, texts, colors, legend)
    figure = _draw(catalogue, tables, view, drawn, palette, height, squares_from=FIRST)
    own = entry_colors(palette)
    last = own.categories[-1]
    shown_as = over(last, palette.not_reported), over(last, own.pattern)
    strong_hatching(figure, own.pattern, *shown_as)
    title = entry_words.title(tables, view.date)
    closed = sorted(
        catalogue.names.by_code[iso3]
        for iso3, row in rules.items()
        if row["category"] == "entry_restricted"
    )
    alt = f"Map, {REGION_WORDS[view.region]}. {title}. {', '.join(words.values())}."
    if closed:
        alt += f" Tourists turned away: {listed(closed)}."
    return EntryCard(
        title=title,
        subtitle=entry_words.subtitle(tables, view.date),
        alt=f"{alt} The table under the map holds every rule.",
        source=source_summary([row["source_id"] for row in rules.values()], catalogue.sources),
        figure=figure,
        date=view.date,
        since_date=None,
        compared={},
        tally={},
    )


def _compare_card(
    catalogue: Catalogue,
    tables: EntryTables,
    view: EntryView,
    since_date: str,
    palette: Palette,
    height: int,
    *,
    noise: bool,
) -> EntryCard:
    found = compare(tables, since_date, view.date)
    tally = tally_of(found)
    classes = {
        iso3: COMPARED[one.direction] if one.evidence == "explained" else SAME
        for iso3, one in found.items()
    }
    names = catalogue.names.by_code
    texts = {
        iso3: entry_words.compared_text(tables, found[iso3])
        if iso3 in found
        else entry_words.NO_RULE
        for iso3 in names
    }
    colors = [
        palette.not_reported,
        palette.origin,
        palette.not_covered,
        palette.diverging[0],
        palette.diverging[4],
        TRANSPARENT,
    ]
    legend = [
        Key(f"tightened ({tally['tightened']})", colors[TIGHTENED]),
        Key(f"loosened ({tally['loosened']})", colors[LOOSENED]),
        Key(f"terms changed ({tally['terms changed']})", TRANSPARENT, hatched=True),
        Key("no change", colors[SAME]),
        Key(entry_words.NO_RULE, palette.not_reported),
    ]
    shown = ("unexplained", "noise") if noise else ("unexplained",)
    marked = {iso3 for iso3, one in found.items() if one.evidence in shown}
    drawn = (classes, texts, colors, legend)
    figure = _draw(catalogue, tables, view, drawn, palette, height, marked, squares_from=TIGHTENED)
    legend_outline(figure, f"{entry_words.UNEXPLAINED} ({tally['unexplained']})", palette)
    title = entry_words.compare_title(tables, since_date, view.date, tally)
    explained = [
        f"{names[iso3]} {entry_words.DIRECTION_WORDS[one.direction]}"
        for iso3, one in found.items()
        if one.evidence == "explained"
    ]
    ids = [event["source_id"] for one in found.values() for event in one.events]
    return EntryCard(
        title=title,
        subtitle=entry_words.compare_subtitle(tables, since_date, view.date, tally),
        alt=f"Map, {REGION_WORDS[view.region]}. {title}. {'; '.join(explained)}.",
        source=source_summary(ids, catalogue.sources),
        figure=figure,
        date=view.date,
        since_date=since_date,
        compared=found,
        tally=tally,
    )


def tally_of(found: Mapping[str, Comparison]) -> dict[str, int]:
    """Return how many countries changed each way by a decision, and how many without one."""
    each = list(found.values())
    explained = [one.direction for one in each if one.evidence == "explained"]
    tally = {name: explained.count(name) for name in ("tightened", "loosened", "terms changed")}
    return tally | {
        name: sum(one.evidence == name for one in each) for name in ("unexplained", "noise")
    }


Drawn = tuple[dict[str, int], dict[str, str], list[str], list[Key]]


def _draw(
    catalogue: Catalogue,
    tables: EntryTables,
    view: EntryView,
    drawn: Drawn,
    palette: Palette,
    height: int,
    marked: frozenset[str] | set[str] = frozenset(),
    *,
    squares_from: int,
) -> go.Figure:
    """Draw every country with its colour, text and outline."""
    classes, texts, colors, legend = drawn
    strong = set(tables.affected[view.event]) if view.event else set()
    world = catalogue.world
    order = list(world["iso3"])
    place = {iso3: classes.get(iso3, NO_RULE) for iso3 in order} | {ORIGIN: IS_ORIGIN}
    texts = texts | {ORIGIN: "country of origin"}
    spec = Map(
        region=view.region,
        **_shapes(order, place, texts, colors),
        legend=legend,
        squares=_squares(catalogue, place, texts, squares_from),
        picked=view.country,
        names=[("Russia", *ORIGIN_LABELS[view.region])],
    )
    return outline(draw_map(spec, palette, height), marked, strong, palette)


class _Filled(TypedDict):
    shapes: Shapes
    colors: list[str]


def _shapes(
    order: list[str], place: dict[str, int], texts: dict[str, str], colors: list[str]
) -> _Filled:
    """Return shapes and colours; a text that many countries of a colour share is sent once."""
    uses = Counter((place[iso3], texts[iso3]) for iso3 in order)
    often = [key for key, count in uses.items() if count >= MANY]
    moved = {key: len(colors) + at for at, key in enumerate(often)}
    return {
        "shapes": Shapes(
            order,
            [moved.get((place[iso3], texts[iso3]), place[iso3]) for iso3 in order],
            [escape(texts[iso3]) for iso3 in order],
            {at: escape(text) for (_, text), at in moved.items()},
        ),
        "colors": colors + [colors[index] for index, _ in often],
    }


def _squares(
    catalogue: Catalogue, place: dict[str, int], texts: dict[str, str], first: int
) -> Points | None:
    """Mark the small places from the colour `first` on; the others have nothing to show."""
    world, names = catalogue.world, catalogue.names.by_code
    tiny = world[world["tiny"].astype(int).eq(1)]
    rows = tiny[[place[iso3] >= first for iso3 in tiny["iso3"]]]
    if rows.empty:
        return None
    return Points(
        list(rows["iso3"]),
        list(rows["label_lon"]),
        list(rows["label_lat"]),
        [place[iso3] for iso3 in rows["iso3"]],
        [escape(f"{names[iso3]}: {texts[iso3]}") for iso3 in rows["iso3"]],
    )
