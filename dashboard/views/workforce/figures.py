"""The page Workforce as figures: share against people, a grid, and the tables beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from dashboard.charts.palette import Palette
from dashboard.charts.scenarios import Picture
from dashboard.charts.share_grid import ShareGrid, draw_share_grid
from dashboard.charts.share_line import Placed, ShareLine, draw_share_line
from dashboard.link.starts import Starts
from dashboard.link.workforce_view import WorkforceView
from dashboard.models.chain import Needed, extremes, forward
from dashboard.models.verdicts import Verdict
from dashboard.tables.estimate_schemas import NOT_KNOWN
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.provenance import with_sources
from dashboard.tables.rows import records
from dashboard.views.workforce.answer import Answer, Compared
from dashboard.words import verdict_words, workforce_words
from dashboard.words.chain_words import CONCEPT_LABELS, people, share_text
from dashboard.words.estimate_words import estimate_value
from dashboard.words.folding import folded
from dashboard.words.sources import source_lines
from dashboard.words.workforce_words import WHO, millions, target_text

USUAL_MOST, MOST = 2_000_000, 3_000_000
HOVER_WIDTH = 46
GRID_PEOPLE = tuple(400_000 + 200_000 * k for k in range(9))
GRID_WORKED = tuple(0.3 + 0.1 * k for k in range(8))
ALFA_NAME = "Alfa Bank, retold"
KINDS = {"left": "dots", "still_abroad": "diamonds", "workers": "squares"}


@dataclass(frozen=True)
class VerdictTable:
    """Rows as text for the page, numbers to sort by, and the rows of the download."""

    rows: pd.DataFrame
    sort_keys: dict[str, pd.Series]
    download: pd.DataFrame


def share_picture(
    view: WorkforceView,
    found: Answer,
    others: Sequence[Compared],
    alfa: Verdict,
    starts: Starts,
    palette: Palette,
) -> Picture:
    """Return the share against people, for what the chosen start counts."""
    line = share_line(view, found, others, alfa, starts)
    beyond = line.now is None and _now(view, found) is not None
    asked = target_text(view.target)
    title = picture_title(view, found)
    return Picture(
        title=title,
        lines=[
            workforce_words.BAND_NOTE,
            ("The answer lies beyond the picture. " if beyond else "Ring: the inputs as set. ")
            + "Each estimate stands at its own step and at the shares as "
            f"set: {', '.join(f'{KINDS[c]} {WHO[c]}' for c in WHO)}. Small marks: estimates that "
            f"are named in the table only. Dashed: {asked}.",
        ],
        alt=_alt(title, view, found, line.placed),
        figure=draw_share_line(line, palette),
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
    now = _now(view, found)
    most = float(USUAL_MOST if now is None or now[0] <= USUAL_MOST else MOST)
    beyond = now is not None and now[0] > MOST
    band = extremes(start.moved_to(most), starts.ranges, base).share
    line = forward(start.moved_to(most), found.result.assumptions, base)
    placed = [
        Placed(
            each.now.start.people,
            each.now.share,
            each.row["concept"],
            escape(_short(each.row["label"])) if each.row["estimate_id"] in starts.starts else "",
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


def _now(view: WorkforceView, found: Answer) -> tuple[float, float] | None:
    if view.solve == "share":
        return found.result.start.people, found.result.share
    return (found.needed.people, view.target) if isinstance(found.needed, Needed) else None


def _short(label: str) -> str:
    """Return a name that fits a narrow screen."""
    name = label.removesuffix(" (ceiling)")
    return name.replace("March", "Mar").replace("July", "Jul").replace("Sept", "Sep")


def _hover(each: Compared) -> str:
    text = (
        f"{each.row['label']}: {estimate_value(each.row)} "
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


def grid_picture(view: WorkforceView, found: Answer, palette: Palette) -> Picture:
    """Return the share for people across and the part of them who worked upwards."""
    base, asked = found.result.base, target_text(view.target)
    now = _now(view, found)
    worked = None
    if now is not None and now[0] > 0:
        worked = (now[0], now[1] * base / now[0])
    inside = worked is not None and (
        GRID_PEOPLE[0] <= worked[0] <= GRID_PEOPLE[-1] and GRID_WORKED[0] <= worked[1] <= 1
    )
    least = view.target * base
    title = f"{asked} takes {people(least)} workers, however they are made up"
    return Picture(
        title=title,
        lines=[
            f"Each cell: the share in per cent. Line: {asked}; shaded cells reach it. "
            + ("Ring: the inputs as set." if inside else "The inputs as set lie outside the grid.")
        ],
        alt=f"Grid of shares. {title}. The table beside it holds every cell.",
        figure=draw_share_grid(
            ShareGrid(
                GRID_PEOPLE,
                GRID_WORKED,
                [[f"{p * w / base * 100:.2f}" for p in GRID_PEOPLE] for w in GRID_WORKED],
                [[p * w >= least for p in GRID_PEOPLE] for w in GRID_WORKED],
                asked,
                worked if inside else None,
            ),
            palette,
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


def verdict_table(others: Sequence[Compared], tables: EstimateTables) -> VerdictTable:
    """Return every estimate of emigrants with its verdicts and what would have to be true."""
    shown, numbers = [], []
    for each in others:
        found = each.verdict
        shown.append(
            {
                "Estimate": each.row["label"],
                "Number": f"{estimate_value(each.row)} {WHO[found.start.concept]}",
                "Counted": verdict_words.counted_cell(each.left_out),
                "Before returns": verdict_words.before_cell(
                    each.before_returns, known=each.row["returns"] != NOT_KNOWN
                ),
                "Share before returns": share_text(each.before_returns.share)
                if each.before_returns
                else "",
                "After returns": verdict_words.cell(found),
                "Share after returns": share_text(found.share),
                "From low to high": verdict_words.spread_text(found.ranged),
                "At the shares as set": share_text(each.now.share),
                "It takes, at the defaults": verdict_words.needed_text(found),
            }
        )
        numbers.append(
            {
                "estimate_id": each.row["estimate_id"],
                "label": each.row["label"],
                "counts": CONCEPT_LABELS[found.start.concept],
                "low": each.row["low"],
                "central": each.row["central"],
                "high": each.row["high"],
                "bound": each.row["bound"],
                "number_used": found.start.people,
                "target_share": found.target,
                "base_persons": found.base,
                "counted": "yes" if each.left_out is None else "no",
                "why_not_counted": each.left_out or "",
                "covers_from": each.row["covers_from"],
                "covers_to": each.row["covers_to"],
                "verdict": found.kind.replace("_", " "),
                "verdict_before_returns": (
                    each.before_returns.kind.replace("_", " ") if each.before_returns else ""
                ),
                "share_before_returns": each.before_returns.share if each.before_returns else None,
                "share_at_defaults": found.share,
                "share_all_low": found.fixed.low,
                "share_all_high": found.fixed.high,
                "share_all_low_low_end": found.ranged.low,
                "share_all_high_high_end": found.ranged.high,
                "share_as_set": each.now.share,
                "needed_at_defaults": found.needed.people
                if isinstance(found.needed, Needed)
                else None,
                "caution": each.row["caution"],
                "source_id": each.row["source_id"],
            }
        )
    download = with_sources(pd.DataFrame(numbers), tables.sources)
    keys = {
        "Share after returns": download["share_at_defaults"],
        "At the shares as set": download["share_as_set"],
        "Number": download["number_used"],
    }
    return VerdictTable(pd.DataFrame(shown), keys, download)


def published_shares(tables: EstimateTables) -> pd.DataFrame:
    """Return the shares that others have published, each with what it is a share of."""
    rows = tables.workforce
    return pd.DataFrame(
        [
            {
                "Published share": row["label"],
                "Per cent": f"{float(row['value']):g}",
                "Of": row["unit"].removeprefix("percent of "),
                "Note": row["note"],
                "Source": " · ".join(
                    line.text for line in source_lines(row["source_id"], tables.sources)
                ),
            }
            for row in records(rows[rows["measure_id"].str.startswith("share_")])
        ]
    )
