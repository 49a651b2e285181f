"""The page Workforce as figures: share against people, a grid, and the tables beside them."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.scenarios import flow_picture, tornado_picture
from dashboard.charts.share_grid import ShareGrid
from dashboard.charts.share_line import Placed, ShareLine
from dashboard.models.chain import Needed, extremes, forward
from dashboard.views.workforce import money_words
from dashboard.views.workforce.answer import Answer, Compared
from dashboard.views.workforce.estimates import (
    ALFA_NAME,
    estimates_picture,
    published_picture,
    verdict_table,
)
from dashboard.words import workforce_words
from dashboard.words.chain_words import CONCEPT_LABELS, WHO, exact_share, people, share_text
from dashboard.words.estimate_words import estimate_value
from dashboard.words.numbers import folded
from dashboard.words.workforce_words import millions

USUAL_MOST, MOST = 2_000_000, 3_000_000
HOVER_WIDTH = 46
GRID_PEOPLE = tuple(400_000 + 200_000 * k for k in range(9))
GRID_WORKED = tuple(0.3 + 0.1 * k for k in range(8))
KINDS = {"left": "dots", "still_abroad": "diamonds", "workers": "squares"}


def workforce_picture(found: Answer, others: Sequence[Compared]) -> Figure:
    """Return the figure that a view has chosen; `others` are the estimates that it draws."""
    tables = found.tables
    match found.view.picture:
        case "estimates":
            return estimates_picture(found, others)
        case "line":
            picture = share_picture(found, others)
            return replace(picture, table=verdict_table(others, tables).rows)
        case "steps":
            return flow_picture({"a": found.result})
        case "drivers":
            return tornado_picture("The answer", found.result, found.starts, "workers")
        case "grid":
            return grid_picture(found)
        case "published":
            return published_picture(tables)
        case "money":
            lines = [one.text for one in money_words.passages(found.result.workers, tables)]
            title = f"Output and money: {money_words.money_title(tables)}"
            return Figure(title, lines, title)


def share_picture(found: Answer, others: Sequence[Compared]) -> Figure:
    """Return the share against people, for what the chosen start counts."""
    line = _share_line(found, others)
    beyond = line.now is None and found.at is not None
    asked = exact_share(found.view.target)
    title = f"At these inputs no number of people makes {asked}"
    if isinstance(needed := found.needed, Needed):
        title = f"At these inputs {asked} takes {millions(needed.people)} {WHO[needed.concept]}"
    return Figure(
        title=title,
        lines=[
            workforce_words.BAND_NOTE,
            ("The answer lies beyond the picture. " if beyond else "Ring: the inputs as set. ")
            + "Each estimate stands at its own step and at the shares as "
            f"set: {', '.join(f'{KINDS[c]} {WHO[c]}' for c in WHO)}. Small marks: estimates that "
            f"are named in the table only. Dashed: {asked}.",
        ],
        alt=_alt(title, found, line.placed),
        spec=line,
    )


def _share_line(found: Answer, others: Sequence[Compared]) -> ShareLine:
    start, base, starts = found.result.start, found.result.base, found.starts
    target, alfa, now = found.view.target, found.claim, found.at
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
        target,
        exact_share(target),
        None if beyond else now,
        f"As set: {people(now[0])}, {share_text(now[1])}" if now else "",
        CONCEPT_LABELS[start.concept],
        placed,
    )


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


def _alt(title: str, found: Answer, placed: Sequence[Placed]) -> str:
    low, high = (share_text(end or 0.0) for end in (found.share_range.low, found.share_range.high))
    named = "; ".join(
        f"{p.name} {people(p.people)}, {share_text(p.share)}" for p in placed if p.name
    )
    return (
        f"Line chart of share against people. {title}. {people(found.result.start.people)} "
        f"{WHO[found.result.start.concept]} make {share_text(found.result.share)}, from {low} to "
        f"{high} with all assumptions at their low or high. The share to reach is "
        f"{exact_share(found.view.target)}. Estimates: {named}."
    )


def grid_picture(found: Answer) -> Figure:
    """Return the share for people across and the part of them who worked upwards."""
    base, target, now = found.result.base, found.view.target, found.at
    asked = exact_share(target)
    worked = None
    if now is not None and now[0] > 0:
        worked = (now[0], now[1] * base / now[0])
    inside = worked is not None and (
        GRID_PEOPLE[0] <= worked[0] <= GRID_PEOPLE[-1] and GRID_WORKED[0] <= worked[1] <= 1
    )
    least = target * base
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
