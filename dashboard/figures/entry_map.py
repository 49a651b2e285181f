"""Entry rules as a map: one snapshot by category, or what changed between two."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

import plotly.graph_objects as go

from dashboard.charts.choropleth import Key, Map, Points, Shapes, draw_map
from dashboard.charts.entry_palette import entry_colors, fills, over
from dashboard.charts.map_layout import FRAMES, TRANSPARENT
from dashboard.charts.outlines import (
    add_details,
    strong_hatching,
)
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
SAME, TIGHTENED, LOOSENED, TERMS, NO_DECISION = range(2, 7)
COMPARED = {"tightened": TIGHTENED, "loosened": LOOSENED, "terms changed": TERMS}


@dataclass(frozen=True)
class EntryCard:
    """What the Map page shows of the entry rules; `compared` is empty at a single snapshot.

    `spec` is what `figure` was drawn from.
    """

    title: str
    subtitle: str
    alt: str
    source: str
    figure: go.Figure
    spec: Map
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
    labels = entry_words.category_labels(tables)
    shared = {FIRST + rank - 1: labels[category] for category, rank in tables.ranks.items()}
    details = {iso3: entry_words.hover_detail(tables, row) for iso3, row in rules.items()}
    colors = [palette.not_covered, palette.origin, *fills(palette)]
    words = entry_words.category_counts(tables, view.date)
    legend = [
        Key(label, color, hatched=color == colors[-1])
        for label, color in zip(words.values(), colors[FIRST:], strict=True)
    ]
    legend.append(Key(entry_words.NO_RULE, palette.not_covered))
    drawn = _Drawn(
        classes,
        shared | {NO_RULE: entry_words.NO_RULE},
        details,
        colors,
        legend,
        hatched=len(colors) - 1,
        stripes=entry_colors(palette).pattern,
    )
    spec, figure = _draw(catalogue, tables, view, drawn, palette, height)
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
        spec=spec,
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
        iso3: SAME
        if one.evidence == "same"
        else COMPARED[one.direction]
        if one.evidence == "explained"
        else NO_DECISION
        for iso3, one in found.items()
    }
    # The whole change, before and after, stands in the country's card and in the table.
    details = {
        iso3: f": {entry_words.decision_text(one)}"
        for iso3, one in found.items()
        if one.evidence == "explained"
    }
    names = catalogue.names.by_code
    colors = [
        palette.not_reported,
        palette.origin,
        palette.not_covered,
        palette.diverging[0],
        palette.diverging[4],
        TRANSPARENT,
        palette.not_covered,
    ]
    legend = [
        Key(f"tightened ({tally['tightened']})", colors[TIGHTENED]),
        Key(f"loosened ({tally['loosened']})", colors[LOOSENED]),
        Key(f"terms changed ({tally['terms changed']})", TRANSPARENT, hatched=True),
        Key("no change", colors[SAME]),
        Key(entry_words.NO_RULE, palette.not_reported),
        Key(f"{entry_words.UNEXPLAINED} ({tally['unexplained']})", TRANSPARENT, outlined=True),
    ]
    shown = ("unexplained", "noise") if noise else ("unexplained",)
    marked = {iso3 for iso3, one in found.items() if one.evidence in shown}
    shared = {index: entry_words.DIRECTION_WORDS[name] for name, index in COMPARED.items()}
    shared |= {SAME: "no change", NO_DECISION: entry_words.UNEXPLAINED}
    shared |= {NO_RULE: entry_words.NO_RULE}
    drawn = _Drawn(classes, shared, details, colors, legend, TERMS, marked, squares_from=TIGHTENED)
    spec, figure = _draw(catalogue, tables, view, drawn, palette, height)
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
        spec=spec,
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


@dataclass(frozen=True)
class _Drawn:
    """Classes by country, the text a class shares, and what a country's own text is or adds."""

    classes: dict[str, int]
    shared: dict[int, str]
    details: dict[str, str]
    colors: list[str]
    legend: list[Key]
    hatched: int
    marked: set[str] = field(default_factory=set)
    squares_from: int = FIRST
    stripes: str | None = None

    def text(self, iso3: str) -> str:
        """Return the whole text of a country, without its name."""
        shared = self.shared.get(self.classes.get(iso3, NO_RULE), "")
        return shared + self.details.get(iso3, "")


def _draw(
    catalogue: Catalogue,
    tables: EntryTables,
    view: EntryView,
    drawn: _Drawn,
    palette: Palette,
    height: int,
) -> tuple[Map, go.Figure]:
    """Draw every country with its colour, text and outline."""
    order = list(catalogue.world["iso3"])
    place = {iso3: drawn.classes.get(iso3, NO_RULE) for iso3 in order} | {ORIGIN: IS_ORIGIN}
    own = {iso3: escape(text) for iso3, text in drawn.details.items()}
    spec = Map(
        region=view.region,
        shapes=Shapes(
            order,
            [place[iso3] for iso3 in order],
            [own.get(iso3, "") if iso3 != ORIGIN else "country of origin" for iso3 in order],
            {index: escape(text) for index, text in drawn.shared.items()},
        ),
        colors=drawn.colors,
        legend=drawn.legend,
        squares=_squares(catalogue, view.region, place, drawn),
        picked=view.country,
        names=[("Russia", *ORIGIN_LABELS[view.region])],
        hatched=frozenset({drawn.hatched}),
        outlined=sorted(drawn.marked),
        strong=sorted(tables.affected[view.event]) if view.event else [],
        stripes=drawn.stripes,
    )
    return spec, add_details(draw_map(spec, palette, height), own)


def _squares(
    catalogue: Catalogue, region: str, place: dict[str, int], drawn: _Drawn
) -> Points | None:
    """Mark the small places of the region that have something to show."""
    world, names, frame = catalogue.world, catalogue.names.by_code, FRAMES[region]
    tiny = world[
        world["tiny"].astype(int).eq(1)
        & world["label_lon"].between(*frame.lon)
        & world["label_lat"].between(*frame.lat)
    ]
    rows = tiny[[place[iso3] >= drawn.squares_from for iso3 in tiny["iso3"]]]
    if rows.empty:
        return None
    return Points(
        list(rows["iso3"]),
        [place[iso3] for iso3 in rows["iso3"]],
        [escape(f"{names[iso3]}: {drawn.text(iso3)}") for iso3 in rows["iso3"]],
    )
