"""Every comparable estimate against a share of the workforce, and shares that others published."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape, unescape

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.ranges import RangeGroup, RangeRow, Ranges
from dashboard.kit.table import MapTable
from dashboard.models.chain import Needed
from dashboard.models.interval import Interval
from dashboard.tables.estimates import NOT_KNOWN, EstimateTables, Measure
from dashboard.tables.provenance import with_sources
from dashboard.views.workforce import verdict_words
from dashboard.views.workforce.answer import Answer, Compared
from dashboard.views.workforce.words import start_words
from dashboard.words.chain_words import CONCEPT_LABELS, WHO, exact_share, interval_text, share_text
from dashboard.words.estimate_words import estimate_value
from dashboard.words.numbers import folded
from dashboard.words.sources import source_text

ALFA_NAME = "Alfa Bank, retold"
HOVER_WIDTH = 46


def estimates_picture(found: Answer, others: Sequence[Compared]) -> Figure:
    """Return the answer as a bar from zero and every comparable estimate against the share."""
    target = found.view.target
    groups = [
        *_as_set(found),
        RangeGroup("The claim", _claims(found)),
        RangeGroup(
            verdict_words.COUNTED,
            [_verdict_row(each) for each in others if each.left_out is None],
        ),
        *(
            RangeGroup(
                verdict_words.APART[why],
                [_verdict_row(each) for each in others if each.left_out == why],
            )
            for why in verdict_words.LEFT_OUT
            if any(each.left_out == why for each in others)
        ),
    ]
    asked = exact_share(target)
    verdicts = [each.verdict for each in others if each.left_out is None]
    title = verdict_words.headline(verdicts, target)
    said = [
        f"{group.name}: {'; '.join(f'{unescape(row.label)} {row.text}' for row in group.rows)}."
        for group in groups
    ]
    return Figure(
        title=title,
        lines=[verdict_words.RANGES_NOTE],
        alt=f"Chart of ranges against {asked}. {title}. {' '.join(said)}",
        spec=Ranges(groups, "share", target, asked),
        table=verdict_table(others, found.tables).rows,
    )


def _as_set(found: Answer) -> list[RangeGroup]:
    """Return the answer as one bar; none where no number of people makes up the share."""
    view, now = found.view, found.at
    if now is None:
        return []
    ends = found.share_range if view.solve == "share" else Interval(None, None)
    row = RangeRow(
        "As set",
        share_text(now[1]),
        ends.low,
        ends.high,
        tone="reach" if now[1] >= view.target else "a",
        whole=now[1],
    )
    start = found.result.start.moved_to(now[0]) if view.solve == "people" else found.result.start
    return [RangeGroup(start_words(start, exact=True), [row])]


def _claims(found: Answer) -> list[RangeRow]:
    """Return the claim as retold, and the other judgement of the same share with its bound."""
    share, other = found.claim.share, found.other_claim
    rows = [RangeRow(ALFA_NAME, share_text(share), central=share)]
    if other and found.base.base == other.base:
        who, bound, _ = verdict_words.other_claim_parts(other)
        row = _claim_row(other, escape(f"{who}, {bound}".removesuffix(", ")))
        rows.append(replace(row, text=f"{float(other.value):g}%"))
    return rows


def _claim_row(row: Measure, label: str) -> RangeRow:
    """Return a published share; a bound in its note is an open end."""
    _, bound, text = verdict_words.other_claim_parts(row)
    share = float(row.value) / 100
    return RangeRow(
        label,
        text,
        share if bound == "at least" else None,
        share if bound == "up to" else None,
        None if bound in ("up to", "at least") else share,
        folded(escape(row.note), HOVER_WIDTH),
    )


def _verdict_row(each: Compared) -> RangeRow:
    found = each.verdict
    low, high = found.ranged.low, found.ranged.high
    return RangeRow(
        escape(each.row.label),
        share_text(found.share),
        found.fixed.low if low is None else low,
        found.fixed.high if high is None else high,
        found.share,
        folded(escape(_verdict_hover(each)), HOVER_WIDTH),
        tone="plain" if found.kind == "does_not_reach" else "reach",
        open="low" if low is None else "high" if high is None else "",
    )


def _verdict_hover(each: Compared) -> str:
    found = each.verdict
    return (
        f"{each.row.label}: {estimate_value(each.row)} ({WHO[found.start.concept]}). "
        f"{share_text(found.share)} at the defaults, {interval_text(found.ranged, share_text)} "
        f"from low to high: {verdict_words.cell(found)}."
    )


def verdict_table(others: Sequence[Compared], tables: EstimateTables) -> MapTable:
    """Return every estimate of emigrants with its verdicts and what would have to be true."""
    shown, numbers = [], []
    for each in others:
        found = each.verdict
        shown.append(
            {
                "Estimate": each.row.label,
                "Number": f"{estimate_value(each.row)} {WHO[found.start.concept]}",
                "Counted": verdict_words.counted_cell(each.left_out),
                "Before returns": verdict_words.before_cell(
                    each.before_returns, known=each.row.returns != NOT_KNOWN
                ),
                "Share before returns": share_text(each.before_returns.share)
                if each.before_returns
                else "",
                "After returns": verdict_words.cell(found),
                "Share after returns": share_text(found.share),
                "From low to high": interval_text(found.ranged, share_text),
                "At the shares as set": share_text(each.now.share),
                "It takes, at the defaults": verdict_words.needed_text(found),
            }
        )
        numbers.append(
            {
                "estimate_id": each.row.estimate_id,
                "label": each.row.label,
                "counts": CONCEPT_LABELS[found.start.concept],
                "low": each.row.low,
                "central": each.row.central,
                "high": each.row.high,
                "bound": each.row.bound,
                "number_used": found.start.people,
                "target_share": found.target,
                "base_persons": found.base,
                "counted": "yes" if each.left_out is None else "no",
                "why_not_counted": each.left_out or "",
                "covers_from": str(each.row.covers_from or ""),
                "covers_to": str(each.row.covers_to or ""),
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
                "caution": each.row.caution,
                "source_id": each.row.source_id,
            }
        )
    download = with_sources(pd.DataFrame(numbers), tables.sources)
    keys = {
        "Share after returns": download["share_at_defaults"],
        "At the shares as set": download["share_as_set"],
        "Number": download["number_used"],
    }
    return MapTable(pd.DataFrame(shown), keys, download)


def published_picture(tables: EstimateTables) -> Figure:
    """Return the shares that others have published, grouped by what they are shares of."""
    rows = [row for row in tables.workforce if row.measure_id.startswith("share_")]
    groups = [
        RangeGroup(
            f"Of {unit.removeprefix('percent of ')}",
            [_claim_row(row, escape(row.label.split(": ")[0])) for row in rows if row.unit == unit],
        )
        for unit in dict.fromkeys(row.unit for row in rows)
    ]
    known = [float(row.value) for row in rows]
    title = f"Published shares run from {min(known):g}% to {max(known):g}%, each of its own base"
    said = "; ".join(f"{row.label} {float(row.value):g}" for row in rows)
    return Figure(
        title=title,
        lines=["What each is a share of, and its note, stand in the table."],
        alt=f"Chart of shares in per cent. {title}. {said}.",
        spec=Ranges(groups, "share"),
        table=published_shares(tables),
    )


def published_shares(tables: EstimateTables) -> pd.DataFrame:
    """Return the shares that others have published, each with what it is a share of."""
    return pd.DataFrame(
        [
            {
                "Published share": row.label,
                "Per cent": f"{float(row.value):g}",
                "Of": row.unit.removeprefix("percent of "),
                "Note": row.note,
                "Source": source_text(row.source_id, tables.sources),
            }
            for row in tables.workforce
            if row.measure_id.startswith("share_")
        ]
    )
