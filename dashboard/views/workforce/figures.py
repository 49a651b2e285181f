"""The page Workforce as figures: share against people, a grid, and the tables beside them."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.scenarios import chain_sources, flow_picture, tornado_picture
from dashboard.charts.share_grid import ShareGrid
from dashboard.charts.share_line import Placed, ShareLine
from dashboard.link.starts import Starts
from dashboard.link.workforce_view import WorkforceView
from dashboard.models.chain import Needed, extremes, forward
from dashboard.models.verdicts import Verdict
from dashboard.tables.estimates import TARGET, EstimateTables
from dashboard.tables.provenance import Ids, each_id
from dashboard.views.workforce import money_words
from dashboard.views.workforce.answer import ALFA, Answer, Compared, answered_at, other_claim
from dashboard.views.workforce.estimates import (
    ALFA_NAME,
    estimates_picture,
    published_picture,
    verdict_table,
)
from dashboard.words import workforce_words
from dashboard.words.chain_words import CONCEPT_LABELS, WHO, people, share_text
from dashboard.words.estimate_words import estimate_value
from dashboard.words.numbers import folded
from dashboard.words.workforce_words import millions, target_text

USUAL_MOST, MOST = 2_000_000, 3_000_000
HOVER_WIDTH = 46
GRID_PEOPLE = tuple(400_000 + 200_000 * k for k in range(9))
GRID_WORKED = tuple(0.3 + 0.1 * k for k in range(8))
KINDS = {"left": "dots", "still_abroad": "diamonds", "workers": "squares"}


def workforce_picture(
    view: WorkforceView,
    found: Answer,
    others: Sequence[Compared],
    alfa: Verdict,
    tables: EstimateTables,
    starts: Starts,
) -> Figure:
    """Return the figure that a view has chosen."""
    match view.picture:
        case "estimates":
            return estimates_picture(view, found, others, alfa, tables)
        case "line":
            picture = share_picture(view, found, others, alfa, starts)
            return replace(picture, table=verdict_table(others, tables).rows)
        case "steps":
            return flow_picture({"a": found.result})
        case "drivers":
            return tornado_picture("The answer", found.result, starts, "workers")
        case "grid":
            return grid_picture(view, found)
        case "published":
            return published_picture(tables)
        case "money":
            figures = {name: tables.article_figure(name) for name in money_words.FIGURES}
            rows = {name: tables.measure(name) for name in money_words.MEASURES}
            said = money_words.output_passages(found.result.workers, rows)
            lines = [one.text for one in (*said, *money_words.money_passages(figures))]
            title = f"Output and money: {money_words.money_title(figures)}"
            return Figure(title, lines, title)


def workforce_sources(
    view: WorkforceView, others: Sequence[Compared], tables: EstimateTables
) -> Ids:
    """Return the sources that the page rests on, the start's and the claim's first."""
    start = chain_sources(tables, [view.chosen.source], tables.measure(view.base))
    claims = [tables.assumption(TARGET).source_id, tables.estimate(ALFA).source_id]
    if other := other_claim(tables):
        claims.append(other.source_id)
    return each_id([start, *claims, *(each.row.source_id for each in others)])


def share_picture(
    view: WorkforceView,
    found: Answer,
    others: Sequence[Compared],
    alfa: Verdict,
    starts: Starts,
) -> Figure:
    """Return the share against people, for what the chosen start counts."""
    line = share_line(view, found, others, alfa, starts)
    beyond = line.now is None and answered_at(view, found) is not None
    asked = target_text(view.target)
    title = picture_title(view, found)
    return Figure(
        title=title,
        lines=[
            workforce_words.BAND_NOTE,
            ("The answer lies beyond the picture. " if beyond else "Ring: the inputs as set. ")
            + "Each estimate stands at its own step and at the shares as "
            f"set: {', '.join(f'{KINDS[c]} {WHO[c]}' for c in WHO)}. Small marks: estimates that "
            f"are named in the table only. Dashed: {asked}.",
        ],
        alt=_alt(title, view, found, line.placed),
        spec=line,
    )


def share_line(
    view: WorkforceView,
    found: Answer,
    others: Sequence[Compared],
    alfa: Verdict,
    starts: Starts,
) -> ShareLine:
    """Return what the picture of the share against people is drawn from."""
    start, base = found.result.start, found.result.base
    now = answered_at(view, found)
    most = float(USUAL_MOST if now is None or now[0] <= USUAL_MOST else MOST)
    beyond = now is not None and now[0] > MOST
    band = extremes(start.moved_to(most), starts.ranges, base).share
    line = forward(start.moved_to(most), found.result.assumptions, base)
    placed = [
        Placed(
            each.now.start.people,
            each.now.share,
            each.row.concept,
            escape(_short(each.row.label)) if each.row.estimate_id in starts.starts else "",
            _hover(each),
        )
        for each in others
    ]
    claim = f"{ALFA_NAME}: {people(alfa.start.people)} workers, {share_text(alfa.share)}"
    placed.append(Placed(alfa.start.people, alfa.share, "workers", ALFA_NAME, claim, True))
    return ShareLine(
        most,
        line.share,
        band.low or 0.0,
        band.high or 0.0,
        view.target,
        target_text(view.target),
        None if beyond else now,
        f"As set: {people(now[0])}, {share_text(now[1])}" if now else "",
        CONCEPT_LABELS[start.concept],
        placed,
    )


def picture_title(view: WorkforceView, found: Answer) -> str:
    """Return where the line crosses the share to reach, or that it never does."""
    asked = target_text(view.target)
    if not isinstance(found.needed, Needed):
        return f"At these inputs no number of people makes {asked}"
    who = WHO[found.needed.concept]
    return f"At these inputs {asked} takes {millions(found.needed.people)} {who}"


def _short(label: str) -> str:
    """Return a name that fits a narrow screen."""
    name = label.removesuffix(" (ceiling)")
    return name.replace("March", "Mar").replace("July", "Jul").replace("Sept", "Sep")


def _hover(each: Compared) -> str:
    text = (
        f"{each.row.label}: {estimate_value(each.row)} "
        f"({WHO[each.now.start.concept]}); {share_text(each.now.share)} as set"
    )
    return folded(escape(text), HOVER_WIDTH)


def _alt(title: str, view: WorkforceView, found: Answer, placed: Sequence[Placed]) -> str:
    low, high = (share_text(end or 0.0) for end in (found.share_range.low, found.share_range.high))
    named = "; ".join(
        f"{p.name} {people(p.people)}, {share_text(p.share)}" for p in placed if p.name
    )
    return (
        f"Line chart of share against people. {title}. {people(found.result.start.people)} "
        f"{WHO[found.result.start.concept]} make {share_text(found.result.share)}, from {low} to "
        f"{high} with all assumptions at their low or high. The share to reach is "
        f"{target_text(view.target)}. Estimates: {named}."
    )


def grid_picture(view: WorkforceView, found: Answer) -> Figure:
    """Return the share for people across and the part of them who worked upwards."""
    base, asked = found.result.base, target_text(view.target)
    now = answered_at(view, found)
    worked = None
    if now is not None and now[0] > 0:
        worked = (now[0], now[1] * base / now[0])
    inside = worked is not None and (
        GRID_PEOPLE[0] <= worked[0] <= GRID_PEOPLE[-1] and GRID_WORKED[0] <= worked[1] <= 1
    )
    least = view.target * base
    title = f"{asked} takes {people(least)} workers, however they are made up"
    return Figure(
        title=title,
        lines=[
            f"Each cell: the share in per cent. Line: {asked}; shaded cells reach it. "
            + ("Ring: the inputs as set." if inside else "The inputs as set lie outside the grid.")
        ],
        alt=f"Grid of shares. {title}. Where all worked, {people(least)} people reach {asked}. The "
        "table holds every cell.",
        table=grid_table(base),
        spec=ShareGrid(
            GRID_PEOPLE,
            GRID_WORKED,
            [[f"{p * w / base * 100:.2f}" for p in GRID_PEOPLE] for w in GRID_WORKED],
            [[p * w >= least for p in GRID_PEOPLE] for w in GRID_WORKED],
            asked,
            worked if inside else None,
        ),
    )


def grid_table(base: float) -> pd.DataFrame:
    """Return the twin of the grid."""
    return pd.DataFrame(
        [
            {"Worked": f"{w * 100:.0f}%"}
            | {f"{p / 1e6:g} m people": share_text(p * w / base) for p in GRID_PEOPLE}
            for w in reversed(GRID_WORKED)
        ]
    )
