"""The parts of People as slides; never the three people of the article."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.figure import Bars, Chart, Drawn, Lines
from dashboard.charts.palette import SCREEN
from dashboard.kit.slide import NoSlideError, Slide, SlideTables, Steps, notes, steps_at
from dashboard.link.page_link import PageLink
from dashboard.link.page_views import (
    PARTS,
    Part,
    PeopleView,
    default_people,
    parse_people,
    people_query,
)
from dashboard.tables.people import ProfileFigure, SeriesPoint, TimelineEvent
from dashboard.tables.provenance import Ids, each_id
from dashboard.views.people.article import verdict_strip
from dashboard.views.people.asylum import (
    all_claims,
    asylum_card,
    asylum_years,
    counts_by_year,
    place_names,
)
from dashboard.views.people.tables import article_table, asylum_table, profile_table
from dashboard.views.people.when import LONG, before_axis, long_card
from dashboard.views.people.who import WHO, WHY, profile_card
from dashboard.words import article_words, asylum_words, profile_words, when_words
from dashboard.words.article_words import PART_LABELS
from dashboard.words.numbers import day

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
    make = _MAKERS.get(view.part)
    if make is None:
        raise NoSlideError("the routes of three people are shown on the People page only")
    return make(_Asked(link, view, tables, height))


@dataclass(frozen=True)
class _Asked:
    """The view that a slide is asked for, and what it is made of."""

    link: PageLink
    view: PeopleView
    tables: SlideTables
    height: int

    def slide(
        self,
        title: str,
        alt: str,
        figure: go.Figure | None,
        ids: Ids,
        *,
        chart: Chart | None,
        **words: Any,
    ) -> Slide:
        """Return a slide whose figure rests on the sources `ids`."""
        return Slide(
            link=self.link,
            title=title,
            alt=alt,
            source=words.pop("source", self.tables.source_line(ids)),
            spec=None if figure is None or chart is None else Drawn(figure, chart),
            height=self.height,
            sources=self.tables.source_texts(ids),
            **words,
        )


def _when(asked: _Asked) -> Slide:
    people = asked.tables.people
    kind = asked.view.kind
    events = people.events(kind)
    numbered = events if kind else [row for row in events if row.kind in MAIN]
    shown = _spread(numbered)
    card = long_card(people, shown, SCREEN, LONG[:1], HIGH)
    exits = people.series_rows("fsb_exits_quarter")
    title, label = when_words.exits_title(exits), str(exits[0].label)
    bars = [row for row in card.rows if row.series_id == exits[0].series_id]
    ids = each_id([row.source_id for row in card.rows] + [row.source_id for row in shown])
    return asked.slide(
        title,
        card.alt,
        card.figure,
        ids,
        subtitle=f"{when_words.season_line(exits)} Numbered: {len(shown)} of "
        f"{when_words.events_title(events, None)}",
        points=[
            f"{at} · {day(event.date)}: {event.title}" for at, event in enumerate(shown, start=1)
        ],
        chart=Bars(
            [when_words.count_period(row) for row in bars],
            {label: [float(row.value) for row in bars]},
            str(exits[0].unit),
        ),
        table=_when_table(events, card.rows),
        notes=notes(
            f"{title}. {when_words.events_title(events, kind)}",
            label,
            when_words.CROSSINGS,
            when_words.GAPS,
            when_words.outside_line(before_axis(people)),
        ),
    )


def _spread(events: list[TimelineEvent]) -> list[TimelineEvent]:
    """Return a few events, spread evenly over all, the first and the last among them."""
    if len(events) <= SHOWN_EVENTS:
        return events
    step = (len(events) - 1) / (SHOWN_EVENTS - 1)
    return [events[round(at * step)] for at in range(SHOWN_EVENTS)]


def _when_table(events: list[TimelineEvent], counted: list[SeriesPoint]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"When": day(one.date), "What": one.title, "Kind": _kind(one), "Value": ""}
            for one in events
        ]
        + [
            {
                "When": when_words.count_period(row),
                "What": row.label,
                "Kind": "Counted",
                "Value": when_words.count_text(row),
            }
            for row in counted
        ]
    )


def _kind(event: TimelineEvent) -> str:
    return when_words.KIND_LABELS[event.kind]


def _who(asked: _Asked) -> Slide:
    people = asked.tables.people
    title = profile_words.who_title(people.attribute("education"))
    others = [people.attribute(name)[0] for name in ("age", "sex", "occupation")]
    return _profile(asked, WHO_DRAWN, title, others)


def _why(asked: _Asked) -> Slide:
    title = profile_words.why_title(asked.tables.people.attribute(WHY[0]))
    return _profile(asked, WHY, title, [], profile_words.NOT_A_MOTIVE)


def _profile(
    asked: _Asked,
    attributes: Sequence[str],
    title: str,
    others: list[ProfileFigure],
    caution: str = "",
) -> Slide:
    """Return the dots of some attributes, with other figures as points."""
    people = asked.tables.people
    card = profile_card(people, attributes, SCREEN)
    # What is drawn comes first in the line of sources.
    ids = each_id(row.source_id for row in [*card.rows, *others])
    return asked.slide(
        title,
        card.alt,
        card.figure,
        ids,
        subtitle=f"In percent: {profile_words.shapes_line(card.rows)}",
        points=[*map(_figure_point, others), *([caution] if caution else [])],
        chart=_bars(card.rows),
        table=profile_table(people, WHO if attributes == WHO_DRAWN else WHY).rows,
        notes=notes(title, profile_words.shapes_line(card.rows), profile_words.NO_LIST, caution),
    )


def _bars(rows: Sequence[ProfileFigure]) -> Bars:
    """Return the rows as bars: emigrants, and residents in a series of their own."""
    names, emigrants, residents, labels = [], list[float | None](), list[float | None](), []
    for row in rows:
        ours = row.subject == "emigrants"
        value, beside = float(row.value), float(row.comparison_value)
        names.append(f"{row.label[0].upper()}{row.label[1:]}, {row.as_of[:4]}")
        emigrants.append(value if ours else None)
        residents.append((beside if beside == beside else None) if ours else value)
        exact = row.bound == "exact" or not ours
        labels.append("" if exact else profile_words.value_words(value, row.unit, row.bound))
    series = {"Emigrants": emigrants}
    if any(value is not None for value in residents):
        series["Residents of Russia"] = residents
    return Bars(names, series, "percent", {"Emigrants": labels})


def _figure_point(row: ProfileFigure) -> str:
    when = f", {day(row.as_of)}" if row.as_of else ""
    how = profile_words.SHORT_METHODS[row.method]
    return f"{profile_words.figure_words(row)} ({how}{when})"


def _asylum(asked: _Asked) -> Slide:
    data, view = asked.tables.catalogue, asked.view
    claims = all_claims(asked.tables.people)
    card = asylum_card(data, view.country, view.year, SCREEN, claims, everything=False)
    years = asylum_years(data)
    own = [one for (place, _), one in years.items() if place == view.country]
    name = place_names(data).get(view.country) or data.names.by_code[view.country]
    ids = each_id(one.applied.source_id for one in (own or years.values()) if one.applied)
    return asked.slide(
        card.title,
        card.alt,
        card.figure,
        ids,
        subtitle=f"{name}: applications for the first time, decisions at first instance and "
        "positive ones, by year; what was decided, not how a claim will be",
        points=card.lines[:3],
        chart=Lines(
            [str(one.year) for one in own],
            {
                kind: [None if count is None else count.value for _, count in counts]
                for kind, counts in counts_by_year(own).items()
            },
            "applications and decisions",
        )
        if card.figure is not None
        else None,
        table=asylum_table(data, own or list(years.values())).rows,
        notes=notes(f"{card.title}. {' '.join(card.lines)}", asylum_words.WHAT, asylum_words.SMALL),
    )


def _article(asked: _Asked) -> Slide:
    tables = asked.tables
    figures = tables.estimates.article_figures
    title = article_words.article_title(figures)
    counts = [sum(row.verdict == name for row in figures) for name in article_words.VERDICTS]
    names = [article_words.VERDICT_WORDS[name] for name in article_words.VERDICTS]
    ids = each_id(row.source_id for row in figures)
    means = [f"{part.strip().rstrip('.')}." for part in article_words.VERDICT_MEANS.split(". ")]
    return asked.slide(
        title,
        article_words.strip_alt(figures),
        verdict_strip(figures, SCREEN),
        ids,
        subtitle="Each figure of the article beside what its sources say, and a verdict on it",
        source=tables.source_line((article_words.ARTICLE_SOURCE,)),
        points=means,
        chart=Bars(names, {"Figures": [float(count) for count in counts]}, "figures"),
        table=article_table(figures, tables.catalogue.sources).rows,
        notes=notes(title, article_words.VERDICT_MEANS, article_words.PEOPLE),
    )


_MAKERS: dict[Part, Callable[[_Asked], Slide]] = {
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
