"""Workforce as a slide: the figure of its page, with the answer in the direction that is solved."""

from dataclasses import replace

from dashboard.kit.slide import Slide, SlideTables, Steps, notes, steps_at
from dashboard.link.page_link import PageLink
from dashboard.link.starts import CUSTOM
from dashboard.link.workforce_view import SOLVES, parse_workforce, workforce_query
from dashboard.models.chain import Needed
from dashboard.views.workforce import verdict_words, words
from dashboard.views.workforce.answer import Answer, answer
from dashboard.views.workforce.estimates import verdict_table
from dashboard.views.workforce.figures import workforce_picture
from dashboard.views.workforce.words import SOLVE_LABELS, start_subject
from dashboard.words import scenario_words
from dashboard.words.chain_words import exact_share, interval_text, share_text
from dashboard.words.numbers import lower_first
from dashboard.words.scenario_words import start_name

# Figures that are about the answer, which then is their headline.
ANSWERS = ("estimates", "line")


def workforce_slide(link: PageLink, tables: SlideTables, height: int) -> Slide:
    """Return the slide of a normal link to Workforce."""
    estimates, starts = tables.estimates, tables.starts
    view, _ = parse_workforce(link.query, starts)
    found = answer(view, estimates, starts)
    base, others = found.base, found.others
    # Rows that can be read from afar: who is not counted stands in the table and the notes.
    picture = workforce_picture(found, found.counted)
    said = found.said
    table = picture.table
    if view.picture in (*ANSWERS, "money"):
        table = verdict_table(others, estimates).rows
    subtitle = scenario_words.base_label(base)
    points = [
        *_answer(found),
        f"{start_subject(found.result.start, found.name)}: {verdict_words.cell(found.verdict)}.",
        said[0],
    ]
    title = picture.title
    if view.picture in ANSWERS:
        title = _title(found)
        band = words.BAND_NOTE
        subtitle += f" · dashed: {exact_share(view.target)} · {lower_first(band).rstrip('.')}"
    if view.picture == "money":
        points = [f"{text.split('. ')[0].rstrip('.')}." for text in picture.lines][:5]
    return tables.slide(
        link,
        replace(picture, title=title, table=table),
        found.source_ids,
        height,
        subtitle=subtitle,
        points=points,
        notes=notes(
            f"{found.line}. {picture.title}",
            words.base_text(base),
            words.FIRST_LINE,
            words.BAND_NOTE,
            found.caution,
            verdict_words.before_sentence(found.before_returns),
            *said[1:],
        ),
    )


def _title(found: Answer) -> str:
    """Return the result of the direction that is solved, without its range."""
    noun, needed, view = words.BASE_NOUNS[found.base.base], found.needed, found.view
    if view.solve == "share":
        start = words.start_words(found.result.start)
        return f"{start}: {share_text(found.result.share)} of the {noun}"
    asked = f"{exact_share(view.target)} of the {noun}"
    if not isinstance(needed, Needed):
        return f"{asked} cannot be reached at these inputs"
    people = words.millions(needed.people)
    return f"{asked} takes {people} {words.LEAVERS[needed.concept]}"


def _answer(found: Answer) -> list[str]:
    """Return the whole persons behind the title, and the range between all lows and all highs."""
    if found.view.solve == "share":
        spread = interval_text(found.share_range, share_text)
        return [
            words.detail_lines(found.result)[0],
            f"{spread} {words.ALL_ENDS}.",
        ]
    lines = words.needed_lines(found.needed, found.needs.people_if_all_worked)
    ranged = interval_text(found.needed_range, words.millions)
    return [lines[0], f"{ranged} {words.ALL_ENDS}."]


def workforce_steps(link: PageLink, tables: SlideTables) -> Steps:
    """Step the start while it is solved for a share; people for a share depend on no start."""
    starts = tables.starts
    view, _ = parse_workforce(link.query, starts)
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
    links = [PageLink.of("workforce", workforce_query(each, starts)) for each in views]
    return steps_at(line, links, at, tables)
