"""How many left as a slide: the figure of its page, and what the scenarios come to."""

from dataclasses import replace

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.kit.slide import MOST_POINTS, Slide, SlideTables, SlideWords, Steps, notes, steps_at
from dashboard.link.page_link import PageLink
from dashboard.link.scenario_view import PICTURES, parse_scenarios, scenario_query
from dashboard.views.estimates.answer import Scenarios, emigrants
from dashboard.views.estimates.figures import NOTES, rests_on, scenario_pictures
from dashboard.words import estimate_words, scenario_words
from dashboard.words.chain_words import CONCEPT_LABELS
from dashboard.words.numbers import first_short


def scenarios_slide(link: PageLink, tables: SlideTables, height: int) -> Slide:
    """Return the slide of a normal link to How many left: the first figure of its picture."""
    view, _ = parse_scenarios(link.query, tables.starts)
    asked = Scenarios(view, tables.estimates, tables.starts, tables.catalogue)
    picture = scenario_pictures(asked)[0]
    title, subtitle = picture.title, " ".join(picture.lines[:1])
    if view.picture == "drivers":
        result, what = asked.made["a"], view.result
        value = scenario_words.result_value(result, what, asked.tables.residents.value)
        said = scenario_words.persons_first(result, what, value)
        subtitle = f"{title}. {subtitle}".removesuffix(" ")
        title = first_short([f"{said}, starting from {asked.name('a')}", said])
    ids = rests_on(asked)
    drawn = picture.spec is not None and bool(len(picture.table))
    words: SlideWords = {
        "subtitle": subtitle,
        "points": _points(asked, picture),
        "notes": notes(f"{title}. {subtitle}", *_definition(asked)),
    }
    if not ids:
        words["source"] = "no estimate is listed"
    if not drawn:
        words["spec"] = None
        words["table"] = _answers_table(asked) if ids else pd.DataFrame()
    return tables.slide(
        link,
        replace(picture, title=title, alt=picture.alt or title),
        ids,
        height,
        **words,
    )


def _points(asked: Scenarios, picture: Figure) -> list[str]:
    """Return what the scenarios come to, and how the marks read or what the figure says."""
    view, made, tables = asked.view, asked.made, asked.tables
    answers = [
        scenario_words.result_line(letter, result, tables, short=True)
        for letter, result in made.items()
    ]
    if view.picture == "drivers":
        said = scenario_words.short_answer(made["a"], view.result, tables)
        lines = said.split(" · ")
    elif view.picture == "estimates":
        rows = asked.drawn
        concepts = list(dict.fromkeys(row.concept for row in rows))
        lines = [
            estimate_words.ranges_title([row for row in rows if row.concept == concept])
            for concept in concepts[1:]
        ]
        lines.append(estimate_words.SHORT_MARKS if rows else estimate_words.CHOOSE)
    else:
        lines = picture.lines[1 if view.picture in ("steps", "returns") else 0 :]
    return [*answers, *lines][:MOST_POINTS]


def _definition(asked: Scenarios) -> list[str]:
    """Return what a presenter says is counted, and the cautions."""
    picture, rows = asked.view.picture, asked.drawn
    if picture == "estimates":
        concepts = list(dict.fromkeys(row.concept for row in rows))
        apart = [estimate_words.WHY_APART[concept] for concept in concepts if not emigrants(rows)]
        counts = "; ".join(CONCEPT_LABELS[concept] for concept in concepts)
        covering = estimate_words.COVERING if emigrants(rows) else ""
        return [counts, covering, estimate_words.NO_DISTRIBUTION, *apart]
    caution = NOTES.get(picture, "")
    if picture == "returns":
        caution = estimate_words.NOT_AVERAGED
    starts = [scenario_words.start_note(asked.tables, one.start) for one in asked.made.values()]
    return [" ".join(starts), caution]


def _answers_table(asked: Scenarios) -> pd.DataFrame:
    """Return every result of every scenario, for starts that leave nothing to draw."""
    residents = asked.tables.residents.value
    return pd.DataFrame(
        [
            {
                "Scenario": letter.upper(),
                **{
                    label: scenario_words.result_value(result, what, residents)
                    for what, label in scenario_words.RESULT_LABELS.items()
                },
            }
            for letter, result in asked.made.items()
        ]
    )


def scenarios_steps(link: PageLink, tables: SlideTables) -> Steps:
    """Step the pictures; what sets scenarios apart is left out where there is one."""
    view, _ = parse_scenarios(link.query, tables.starts)
    views = [
        replace(view, picture=picture)
        for picture in PICTURES
        if picture == view.picture or picture != "difference" or len(view.on) > 1
    ]
    links = [PageLink.of("scenarios", scenario_query(one, tables.starts)) for one in views]
    line = f"Figure: {scenario_words.PICTURE_LABELS[view.picture]}"
    return steps_at(line, links, views.index(view), tables)
