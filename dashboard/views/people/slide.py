"""The parts of People as slides; never the three people of the article."""

from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.bars import Bar, draw_bars
from dashboard.charts.large import enlarged
from dashboard.charts.palette import Palette
from dashboard.kit.slide import Bars, Lines, Slide
from dashboard.kit.slide_tables import NoSlideError, SlideTables, Steps, steps_at
from dashboard.link.page_link import PageLink
from dashboard.link.people_view import (
    PARTS,
    Part,
    PeopleView,
    default_view,
    parse_people,
    people_query,
)
from dashboard.tables.provenance import joined_ids
from dashboard.tables.rows import Row, records
from dashboard.views.people.asylum_figure import (
    all_claims,
    asylum_card,
    asylum_years,
    counts_by_year,
    place_names,
)
from dashboard.views.people.profile_figure import WHO, WHY, profile_card
from dashboard.views.people.tables import article_table, asylum_table, profile_table
from dashboard.views.people.when_figure import FIRST, LONG, long_card
from dashboard.words import article_words, asylum_words, profile_words, when_words
from dashboard.words.article_words import PART_LABELS
from dashboard.words.periods import day
from dashboard.words.slide_words import MOST_POINTS, notes

# One series under the events: more would be too small to read across a room.
DRAWN = LONG[:1]
SHOWN_EVENTS = 5
# What emigrants and residents of Russia can both be counted by, in percent.
WHO_DRAWN = ("education", "family")


def people_slide(link: PageLink, tables: SlideTables, palette: Palette, height: int) -> Slide:
    """Return the slide of a normal link to People.

    Raises:
        NoSlideError: for the part with the routes of three people, who stand on their page only.
    """
    view, _ = parse_people(link.query, tables.words)
    make = _MAKERS.get(view.part)
    if make is None:
        raise NoSlideError("the routes of three people are shown on the People page only")
    return make(link, view, tables, palette, height)


def _when(
    link: PageLink, view: PeopleView, tables: SlideTables, palette: Palette, height: int
) -> Slide:
    people = tables.people
    events = people.events(view.kind)
    card = long_card(people, view.kind, palette, DRAWN)
    rows = [row for ids, _, _ in DRAWN for one in ids for row in people.series_rows(one)]
    drawn = [row for row in rows if row["period_end"] >= FIRST]
    label = str(drawn[0]["label"])
    _only_highest(card.figure)
    ids = joined_ids(row["source_id"] for row in [*drawn, *events])
    return Slide(
        link=link,
        title=card.title,
        subtitle=f"{label}, {when_words.years(drawn)} · above: "
        f"{when_words.events_title(events, view.kind)}",
        alt=card.alt,
        source=tables.source_line(ids),
        points=[
            *(f"{day(event['date'])}: {event['title']}" for event in _spread(events)),
            when_words.GAPS,
        ],
        figure=enlarged(card.figure, height),
        chart=Bars(
            [when_words.count_period(row) for row in drawn],
            {label: [float(row["value"]) for row in drawn]},
            str(drawn[0]["unit"]),
            {
                label: [
                    "" if row["bound"] == "exact" else when_words.count_text(row) for row in drawn
                ]
            },
        ),
        table=_when_table(events, drawn),
        notes=notes(
            f"{card.title}. {when_words.events_title(events, view.kind)}",
            label,
            when_words.CROSSINGS,
            when_words.GAPS,
            card.outside,
        ),
        sources=tables.source_texts(ids),
    )


def _only_highest(figure: go.Figure) -> None:
    """Leave out labels that large text would push under the next bar; the title gives both ends."""
    for bars in figure.select_traces(selector={"type": "bar"}):
        highest = max(bars.y)
        bars.text = [
            text if value == highest else "" for text, value in zip(bars.text, bars.y, strict=True)
        ]


def _spread(events: list[Row]) -> list[Row]:
    """Return at most five events, spread evenly over all, the first and the last among them."""
    if len(events) <= SHOWN_EVENTS:
        return events
    step = (len(events) - 1) / (SHOWN_EVENTS - 1)
    return [events[round(at * step)] for at in range(SHOWN_EVENTS)]


def _when_table(events: list[Row], counted: list[Row]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"When": day(one["date"]), "What": one["title"], "Kind": _kind(one), "Value": ""}
            for one in events
        ]
        + [
            {
                "When": when_words.count_period(row),
                "What": row["label"],
                "Kind": "Counted",
                "Value": when_words.count_text(row),
            }
            for row in counted
        ]
    )


def _kind(event: Row) -> str:
    return when_words.KIND_LABELS[event["kind"]]


def _who(
    link: PageLink, view: PeopleView, tables: SlideTables, palette: Palette, height: int
) -> Slide:
    del view
    title = profile_words.who_title(tables.people.attribute("education"))
    others = [tables.people.attribute(name)[0] for name in ("age", "sex", "occupation")]
    return _profile(link, tables, palette, height, WHO_DRAWN, title, others)


def _why(
    link: PageLink, view: PeopleView, tables: SlideTables, palette: Palette, height: int
) -> Slide:
    del view
    title = profile_words.why_title(tables.people.attribute(WHY[0]))
    return _profile(link, tables, palette, height, WHY, title, [], profile_words.NOT_A_MOTIVE)


def _profile(
    link: PageLink,
    tables: SlideTables,
    palette: Palette,
    height: int,
    attributes: Sequence[str],
    title: str,
    others: list[Row],
    caution: str = "",
) -> Slide:
    """Return the dots of some attributes, with other figures as points."""
    card = profile_card(tables.people, attributes, palette)
    # What is drawn comes first in the line of sources.
    ids = joined_ids(row["source_id"] for row in [*card.rows, *others])
    return Slide(
        link=link,
        title=title,
        subtitle=f"In percent: {profile_words.shapes_line(card.rows)}",
        alt=card.alt,
        source=tables.source_line(ids),
        points=[*map(_figure_point, others), *([caution] if caution else [])],
        figure=enlarged(card.figure, height),
        chart=_bars(card.rows),
        table=profile_table(tables.people, WHO if attributes == WHO_DRAWN else WHY).rows,
        notes=notes(title, profile_words.shapes_line(card.rows), profile_words.NO_LIST, caution),
        sources=tables.source_texts(ids),
    )


def _bars(rows: Sequence[Row]) -> Bars:
    """Return the rows as bars: emigrants, and residents in a series of their own."""
    names, emigrants, residents, labels = [], list[float | None](), list[float | None](), []
    for row in rows:
        ours = row["subject"] == "emigrants"
        value, beside = float(row["value"]), float(row["comparison_value"])
        names.append(f"{row['label'][0].upper()}{row['label'][1:]}, {row['as_of'][:4]}")
        emigrants.append(value if ours else None)
        residents.append((beside if beside == beside else None) if ours else value)
        exact = row["bound"] == "exact" or not ours
        labels.append("" if exact else profile_words.value_words(value, row["unit"], row["bound"]))
    series = {"Emigrants": emigrants}
    if any(value is not None for value in residents):
        series["Residents of Russia"] = residents
    return Bars(names, series, "percent", {"Emigrants": labels})


def _figure_point(row: Row) -> str:
    when = f", {day(row['as_of'])}" if row["as_of"] else ""
    how = profile_words.SHORT_METHODS[row["method"]]
    return f"{profile_words.figure_words(row)} ({how}{when})"


def _asylum(
    link: PageLink, view: PeopleView, tables: SlideTables, palette: Palette, height: int
) -> Slide:
    data = tables.catalogue
    card = asylum_card(
        data, view.country, view.year, palette, all_claims(tables.people), everything=False
    )
    years = asylum_years(data)
    own = [one for (place, _), one in years.items() if place == view.country]
    name = place_names(data).get(view.country) or data.names.by_code[view.country]
    drawn = card.figure is not None
    ids = joined_ids(one.applied.source_id for one in (own or years.values()) if one.applied)
    return Slide(
        link=link,
        title=card.title,
        subtitle=f"{name}: applications for the first time, decisions at first instance and "
        "positive ones, by year; what was decided, not how a claim will be",
        alt=card.alt,
        source=tables.source_line(ids),
        points=[*card.lines, asylum_words.SMALL][:MOST_POINTS],
        figure=enlarged(card.figure, height) if card.figure is not None else None,
        chart=Lines(
            [str(one.year) for one in own],
            {
                kind: [None if count is None else count.value for _, count in counts]
                for kind, counts in counts_by_year(own).items()
            },
            "applications and decisions",
        )
        if drawn
        else None,
        table=asylum_table(data, own or list(years.values())).rows,
        notes=notes(f"{card.title}. {' '.join(card.lines)}", asylum_words.WHAT, asylum_words.SMALL),
        sources=tables.source_texts(ids),
    )


def _article(
    link: PageLink, view: PeopleView, tables: SlideTables, palette: Palette, height: int
) -> Slide:
    del view
    frame = tables.estimates.article_figures
    figures = records(frame)
    title = article_words.article_title(figures)
    counts = [sum(row["verdict"] == name for row in figures) for name in article_words.VERDICTS]
    names = [article_words.VERDICT_WORDS[name] for name in article_words.VERDICTS]
    bars = [
        Bar(verdict, name, float(count), palette.accent, str(count))
        for verdict, name, count in zip(article_words.VERDICTS, names, counts, strict=True)
    ]
    ids = joined_ids(frame["source_id"])
    means = [f"{part.strip().rstrip('.')}." for part in article_words.VERDICT_MEANS.split(". ")]
    return Slide(
        link=link,
        title=title,
        subtitle="Each figure of the article beside what its sources say, and a verdict on it",
        alt=f"Bars: {title}.",
        source=tables.source_line(article_words.ARTICLE_SOURCE),
        points=[*means, article_words.PEOPLE],
        figure=enlarged(draw_bars(bars, palette), height),
        chart=Bars(names, {"Figures": [float(count) for count in counts]}, "figures"),
        table=article_table(frame, tables.catalogue.sources).rows,
        notes=notes(title, article_words.VERDICT_MEANS, article_words.PEOPLE),
        sources=tables.source_texts(ids),
    )


Maker = Callable[[PageLink, PeopleView, SlideTables, Palette, int], Slide]
_MAKERS: dict[Part, Maker] = {
    "when": _when,
    "who": _who,
    "why": _why,
    "asylum": _asylum,
    "article": _article,
}


# The three people stand on no slide.
PRESENTED = tuple(part for part in PARTS if part != "routes")


def people_steps(link: PageLink, tables: SlideTables) -> Steps:
    """Return what next and previous show: the steps of the page's main control."""
    view, _ = parse_people(link.query, tables.words)
    links = [
        PageLink.of(
            "people",
            people_query(
                view if part == view.part else default_view(tables.words, part), tables.words
            ),
        )
        for part in PRESENTED
    ]
    line = f"Part: {PART_LABELS[view.part]}"
    if view.part in PRESENTED:
        return steps_at(line, links, PRESENTED.index(view.part), tables)
    # Between two slides, so that keys lead on from where there is none.
    at = sum(PARTS.index(part) < PARTS.index(view.part) for part in PRESENTED)
    around = (tables.address(one, present=True) for one in links[at - 1 : at + 1])
    return Steps(f"{line}, not a slide", *around)
