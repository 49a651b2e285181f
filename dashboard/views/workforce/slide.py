"""Workforce as a slide: the share of a base against people, or people for a share."""

from dataclasses import replace

from dashboard.charts.large import enlarged
from dashboard.charts.palette import Palette
from dashboard.charts.share_line import ShareLine
from dashboard.kit.slide import Lines, Slide
from dashboard.kit.slide_tables import SlideTables, Steps, steps_at
from dashboard.link.page_link import PageLink
from dashboard.link.starts import CUSTOM
from dashboard.link.workforce_view import SOLVES, WorkforceView, parse_workforce, workforce_query
from dashboard.tables.provenance import joined_ids
from dashboard.views.workforce.answer import (
    Answer,
    alfa,
    answer,
    compared,
    other_claim,
    verdict_lines,
)
from dashboard.views.workforce.book import result_line
from dashboard.views.workforce.figures import (
    picture_title,
    share_line,
    share_picture,
    verdict_table,
)
from dashboard.words import scenario_words, verdict_words, workforce_words
from dashboard.words.scenario_words import start_name
from dashboard.words.slide_words import notes, workforce_title
from dashboard.words.workforce_words import SOLVE_LABELS, start_subject, target_text

STEPS = 4


def workforce_slide(link: PageLink, tables: SlideTables, palette: Palette, height: int) -> Slide:
    """Return the slide of a normal link to Workforce."""
    estimates, starts = tables.estimates, tables.starts
    view, _ = parse_workforce(link.query, starts, estimates.target)
    found, base = answer(view, starts), estimates.measure(view.base)
    others, claim = compared(view, estimates, starts), alfa(view, estimates, starts)
    picture = share_picture(view, found, others, claim, starts, palette)
    line = result_line(view, found, base)
    said = verdict_lines(view, estimates, others, claim)
    ids = joined_ids(
        [
            base["source_id"],
            *(each.row["source_id"] for each in others),
            *(one for one in estimates.assumptions["source_id"] if one),
            *([other["source_id"]] if (other := other_claim(estimates)) else []),
        ]
    )
    return Slide(
        link=link,
        title=workforce_title(view, found.result, found.needed, base),
        subtitle=f"{scenario_words.base_label(base)} · dashed: {target_text(view.target)} · "
        f"{workforce_words.BAND_NOTE[0].lower()}{workforce_words.BAND_NOTE[1:].rstrip('.')}",
        alt=picture.alt,
        source=tables.source_line(ids),
        points=[
            *_answer(view, found),
            f"{_name(view, found, tables)}: {verdict_words.cell(found.verdict)}.",
            *said[:2],
        ],
        figure=None if picture.figure is None else enlarged(picture.figure, height),
        chart=_lines(share_line(view, found, others, claim, starts)),
        table=verdict_table(others, estimates).rows,
        notes=notes(
            f"{line}. {picture_title(view, found)}",
            workforce_words.base_text(base),
            workforce_words.FIRST_LINE,
            workforce_words.BAND_NOTE,
            scenario_words.start_caution(estimates, view.chosen.source),
            verdict_words.before_sentence(found.before_returns),
            *said[2:],
        ),
        sources=tables.source_texts(ids),
    )


def _name(view: WorkforceView, found: Answer, tables: SlideTables) -> str:
    name = scenario_words.start_name(tables.estimates, view.chosen.source)
    return start_subject(found.result.start, name)


def _answer(view: WorkforceView, found: Answer) -> list[str]:
    """Return the whole persons behind the title, and the range between all lows and all highs."""
    if view.solve == "share":
        spread = verdict_words.spread_text(found.share_range)
        return [
            workforce_words.detail_lines(found.result)[0],
            f"{spread} {workforce_words.ALL_ENDS}.",
        ]
    lines = workforce_words.needed_lines(found.needed, found.needs.people_if_all_worked)
    ranged = workforce_words.millions_range(found.needed_range)
    return [lines[0], f"{ranged} {workforce_words.ALL_ENDS}."]


def _lines(spec: ShareLine) -> Lines:
    """Return the lines of the picture at even steps of people; all run through zero."""
    parts = [step / STEPS for step in range(STEPS + 1)]
    return Lines(
        [f"{spec.most * part / 1e6:g} m" if part else "0" for part in parts],
        {
            "All assumptions high": [spec.high_at_most * part * 100 for part in parts],
            "As set": [spec.at_most * part * 100 for part in parts],
            "All assumptions low": [spec.low_at_most * part * 100 for part in parts],
            f"{spec.target_label} to reach": [spec.target * 100 for _ in parts],
        },
        "percent",
    )


def workforce_steps(link: PageLink, tables: SlideTables) -> Steps:
    """Step the start while it is solved for a share; people for a share depend on no start."""
    starts, target = tables.starts, tables.estimates.target
    view, _ = parse_workforce(link.query, starts, target)
    if view.solve == "people":
        line, at = f"Solved: {SOLVE_LABELS['people']}", SOLVES.index("people")
        views = [replace(view, solve=solve) for solve in SOLVES]
    else:
        codes = [code for code in starts.codes if code != CUSTOM or view.chosen.source == CUSTOM]
        line = f"Start: {start_name(tables.estimates, view.chosen.source)}"
        at = codes.index(view.chosen.source)
        views = [
            view
            if code == view.chosen.source
            else replace(view, chosen=starts.moved(view.chosen, code))
            for code in codes
        ]
    links = [PageLink.of("workforce", workforce_query(each, starts, target)) for each in views]
    return steps_at(line, links, at, tables)
