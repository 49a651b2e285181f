"""The parts of People as slides; never the three people of the article."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from dashboard.kit.slide import MakeSlide, NoSlideError, Slide, SlideTables, Steps, notes, steps_at
from dashboard.link.page_link import PageLink
from dashboard.link.page_views import (
    PARTS,
    Part,
    PeopleView,
    default_people,
    parse_people,
    people_query,
)
from dashboard.models.asylum import country_years
from dashboard.tables.people import ProfileFigure, SeriesPoint, TimelineEvent
from dashboard.tables.provenance import each_id
from dashboard.views.people.article import article_card
from dashboard.views.people.asylum import asylum_card, place_names
from dashboard.views.people.tables import article_table, asylum_table, profile_table
from dashboard.views.people.when import LONG, long_card
from dashboard.views.people.who import WHO, WHY, Profile, profile_card
from dashboard.words import people_words, series_words
from dashboard.words.numbers import day, period
from dashboard.words.people_words import PART_LABELS

# As many events as can be read out beside a figure, of kinds that explain it where none is asked.
SHOWN_EVENTS, MAIN = 3, ("war", "mobilisation")
# Pixels of the chart under the events, which else take too much of a large screen.
HIGH = 240
# What emigrants and residents of Russia can both be counted by, in percent.
WHO_DRAWN = ("education",)


def people_slide(link: PageLink, tables: SlideTables, height: int) -> Slide:
    """Return the slide of a normal link to People.

    Raises:
        NoSlideError: for the part with the routes of three people, who stand on their page only.
    """
    view, _ = parse_people(link.query, tables.words)
    if view.part not in _MAKERS:
        raise NoSlideError("the routes of three people are shown on the People page only")
    return _MAKERS[view.part](view, tables, partial(tables.slide, link, height=height))


# Makes a slide of a figure and the sources that it rests on.
def _when(view: PeopleView, tables: SlideTables, slide: MakeSlide) -> Slide:
    people, kind = tables.people, view.kind
    events = people.events(kind)
    shown = _spread(events if kind else [row for row in events if row.kind in MAIN])
    card = long_card(people, shown, LONG[:1], HIGH)
    ids = each_id([*(row.source_id for row in card.rows), *(row.source_id for row in shown)])
    listed = series_words.events_title(events, kind)
    return slide(
        card,
        ids,
        subtitle=f"{card.lines[0]} Numbered: {len(shown)} of "
        f"{series_words.events_title(events, None)}",
        points=[f"{at} · {day(one.date)}: {one.title}" for at, one in enumerate(shown, start=1)],
        table=_when_table(events, card.rows),
        notes=notes(f"{card.title}. {listed}", card.rows[0].label, *card.lines[1:]),
    )


def _spread(events: list[TimelineEvent]) -> list[TimelineEvent]:
    """Return a few events, spread evenly over all, the first and the last among them."""
    if len(events) <= SHOWN_EVENTS:
        return events
    step = (len(events) - 1) / (SHOWN_EVENTS - 1)
    return [events[round(at * step)] for at in range(SHOWN_EVENTS)]


def _when_table(events: list[TimelineEvent], counted: list[SeriesPoint]) -> pd.DataFrame:
    kinds = series_words.KIND_LABELS
    told = [(day(one.date), one.title, kinds[one.kind], "") for one in events]
    for row in counted:
        when = period(row.period_start, row.period_end)
        told.append((when, row.label, "Counted", series_words.count_text(row)))
    return pd.DataFrame(told, columns=["When", "What", "Kind", "Value"])


def _who(_: PeopleView, tables: SlideTables, slide: MakeSlide) -> Slide:
    others = [tables.people.attribute(name)[0] for name in ("age", "sex", "occupation")]
    card = profile_card(tables.people, WHO_DRAWN)
    return _profile(card, tables, slide, WHO, list(map(_figure_point, others)), others)


def _why(_: PeopleView, tables: SlideTables, slide: MakeSlide) -> Slide:
    card = profile_card(tables.people, WHY)
    return _profile(card, tables, slide, WHY, [people_words.NOT_A_MOTIVE])


def _profile(
    card: Profile,
    tables: SlideTables,
    slide: MakeSlide,
    attributes: Sequence[str],
    points: list[str],
    others: Sequence[ProfileFigure] = (),
) -> Slide:
    """Return the dots of a card; what is drawn comes first in the line of sources."""
    shapes = people_words.shapes_line(card.rows)
    return slide(
        card,
        each_id(row.source_id for row in [*card.rows, *others]),
        subtitle=f"In percent: {shapes}",
        points=points,
        table=profile_table(tables.people, attributes).rows,
        notes=notes(card.title, shapes, *card.lines[1:]),
    )


def _figure_point(row: ProfileFigure) -> str:
    when = f", {day(row.as_of)}" if row.as_of else ""
    how = people_words.SHORT_METHODS[row.method]
    return f"{people_words.figure_words(row)} ({how}{when})"


def _asylum(view: PeopleView, tables: SlideTables, slide: MakeSlide) -> Slide:
    data = tables.catalogue
    card = asylum_card(data, view.country, view.year, {}, everything=False).place
    years = country_years(data)
    own = [one for (place, _), one in years.items() if place == view.country]
    name = place_names(data).get(view.country) or data.names.by_code[view.country]
    said = f"{card.title}. {' '.join(card.lines)}"
    ids = each_id(one.applied.source_id for one in (own or years.values()) if one.applied)
    return slide(
        card,
        ids,
        subtitle=f"{name}: applications for the first time, decisions at first instance and "
        "positive ones, by year; what was decided, not how a claim will be",
        points=card.lines[:3],
        table=asylum_table(data, own or years.values()).rows,
        notes=notes(said, series_words.ASYLUM_WHAT, series_words.FIVES),
    )


def _article(_: PeopleView, tables: SlideTables, slide: MakeSlide) -> Slide:
    figures = tables.estimates.article_figures
    card = article_card(figures)
    return slide(
        card,
        each_id(row.source_id for row in figures),
        subtitle="Each mark is a figure of the article, in its order, by what its sources say",
        source=tables.source_line((people_words.ARTICLE_SOURCE,)),
        points=[f"{part.strip().rstrip('.')}." for part in card.lines[0].split(". ")],
        table=article_table(figures, tables.catalogue.sources).rows,
        notes=notes(card.title, *card.lines),
    )


_MAKERS: dict[Part, Callable[[PeopleView, SlideTables, MakeSlide], Slide]] = {
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
                view if part == view.part else default_people(tables.words, part), tables.words
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
