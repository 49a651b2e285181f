"""Whether an estimate makes up a share of the workforce, in words made from the numbers."""

from collections import Counter
from collections.abc import Sequence

from dashboard.models.chain import Needed
from dashboard.models.verdicts import FROM, TO, Kind, Verdict, WhyNot
from dashboard.tables.estimates import Measure
from dashboard.words.chain_words import WHO, exact_share, interval_text, people, share_text
from dashboard.words.numbers import counted, day, period

PERIOD = period(FROM, TO)
COUNTED = f"Counted: {PERIOD}"
APART: dict[WhyNot, str] = {
    "other_period": "Not counted: another period",
    "made_before_its_end": "Not counted: made before its end",
    "no_period": "Not counted: no period given",
}
RANGES_NOTE = (
    "Dot: at the default assumptions. Bar: all assumptions and the estimate's own ends from low to "
    "high, after people who came back are taken off; arrow: an end that its source leaves open. A "
    "range of assumptions, not a confidence band."
)
TABLE_NOTE = (
    "Each estimate at its own step of the chain, before and after people who came back are taken "
    "off: Alfa Bank's claim is about people who left. Shares at the defaults start from the number "
    "a source gives, of a range from its low end. Low to high: all assumptions, and the estimate's "
    "own ends, after returns."
)
BEFORE = "Before people who came back are taken off"
BEFORE_NOT_TOLD = "cannot be told, they are already off this count"
BOUNDS = ("up to", "at least", "about")
LEFT_OUT: dict[WhyNot, str] = {
    "other_period": "for a shorter or another period",
    "made_before_its_end": "made before the period was over",
    "no_period": "with no period given",
}


def kind_text(kind: Kind, target: float) -> str:
    """Return one of the three verdicts, with the share it is measured against."""
    asked = exact_share(target)
    return {
        "reaches": f"reaches {asked}",
        "depends": f"{asked} depends on the assumptions",
        "does_not_reach": f"does not reach {asked}",
    }[kind]


def cell(found: Verdict) -> str:
    """Return the verdict of a table cell, with what goes with it."""
    words = kind_text(found.kind, found.target)
    if found.kind == "depends" and not found.on_assumptions:
        words = f"{exact_share(found.target)} depends on the assumptions and on its own higher end"
    if found.by_rounding:
        words += f"; it reads {exact_share(found.target)} only after rounding"
    if found.open_above and found.kind != "reaches":
        words += "; a floor, its source does not exclude more"
    return words


def needed_text(found: Verdict) -> str:
    """Return what would have to be true at the defaults."""
    if not isinstance(found.needed, Needed):
        return "more people than can be counted"
    return f"{people(found.needed.people)} {WHO[found.start.concept]}"


def sentence(name: str, found: Verdict, before: Verdict | None) -> str:
    """Return the verdict on one start as a sentence, with the one before returns beside it."""
    return (
        f"{name}: {cell(found)}. {share_text(found.share)} at the defaults, "
        f"{interval_text(found.fixed, share_text)} with all assumptions at their low or high. "
        f"At the defaults {exact_share(found.target)} takes {needed_text(found)}. "
        f"{before_sentence(before)}"
    )


def before_cell(before: Verdict | None, *, known: bool) -> str:
    """Return the verdict with nobody taken off who came back, or that it can't be told.

    `known` says whether those who came back are still in the number of the source.
    """
    if before is None:
        return BEFORE_NOT_TOLD
    return cell(before) if known else f"{cell(before)}; some may be off it already"


def before_sentence(before: Verdict | None) -> str:
    """Return the same as a sentence beside the verdict after returns."""
    if before is None:
        return f"{BEFORE}: {BEFORE_NOT_TOLD}."
    return f"{BEFORE}: {cell(before)}, {share_text(before.share)} at the defaults."


def headline(after: Sequence[Verdict], target: float) -> str:
    """Return how many of the estimates that are counted reach the share, as a title."""
    reach = sum(found.kind == "reaches" for found in after)
    many = counted(len(after), "estimate")
    does = "reaches" if reach < 2 else "reach"
    return f"{reach or 'None'} of {many} {does} {exact_share(target)} at the default assumptions"


def second_line(after: Sequence[Verdict], left_out: int, target: float) -> str:
    """Return what the title leaves out: who can reach the share, and who is not counted."""
    counts = Counter(found.kind for found in after)
    asked = exact_share(target)
    parts = [f"Estimates that cover {PERIOD}"]
    if counts["depends"]:
        can = counts["depends"]
        parts.append(
            f"{can} {'reaches' if can == 1 else 'reach'} {asked} only with other assumptions or "
            "the upper end of a range (orange)"
        )
    if left_out:
        parts.append(f"{left_out} more are named, not counted")
    return " · ".join(parts)


def summary(after: Sequence[Verdict], before: Sequence[Verdict | None], target: float) -> str:
    """Return how many of the estimates that are counted reach the share, before and after returns.

    The claim is about people who left; the calculator takes those off who came back.
    """
    asked = exact_share(target)
    told = [each for each in before if each is not None]
    untold = len(before) - len(told)
    more = ""
    if untold:
        verb = "counts" if untold == 1 else "count"
        more = f"; {untold} {verb} people still abroad, so there it cannot be told"
    reach, depend, short = _tally(after)
    first = (
        f"Of {counted(len(after), 'estimate')} that cover {PERIOD}, {reach} {asked} at the "
        f"defaults, {depend} on the assumptions or the upper end of a range, {short} reach it."
    )
    reach, depend, short = _tally(told)
    return f"{first} {BEFORE}: {reach} it, {depend}, {short}{more}."


def _tally(verdicts: Sequence[Verdict]) -> tuple[str, str, str]:
    """Return `none reaches`, `3 depend`, `13 do not`."""
    counts = Counter(found.kind for found in verdicts)
    reach, depend, short = (counts[kind] for kind in ("reaches", "depends", "does_not_reach"))
    return (
        {0: "none reaches", 1: "1 reaches"}.get(reach, f"{reach} reach"),
        {0: "none depends", 1: "1 depends"}.get(depend, f"{depend} depend"),
        "1 does not" if short == 1 else f"{short} do not",
    )


def left_out_line(reasons: Sequence[WhyNot]) -> str:
    """Return how many estimates are not counted and why; blank where all are."""
    if not reasons:
        return ""
    counts = Counter(reasons)
    each = [f"{counts[why]} {words}" for why, words in LEFT_OUT.items() if counts[why]]
    return f"Not counted, and last in the table: {', '.join(each)}."


def counted_cell(why: WhyNot | None) -> str:
    """Return whether an estimate is counted, or why not, for a table."""
    return "yes" if why is None else f"no: {LEFT_OUT[why]}"


def other_claim_line(row: Measure) -> str:
    """Return the other claim of a share of the labour force: whose, its period and its kind."""
    who, _, shown = other_claim_parts(row)
    kind = row.note.partition("; ")[2] if shown[0].isalpha() else row.note
    share = f"{shown} of {row.unit.removeprefix('percent of ')}"
    when = day(row.as_of)
    return f"The only other claim of that kind found: {who}, {when}, {share} ({kind})."


def other_claim_parts(row: Measure) -> tuple[str, str, str]:
    """Return whose a claim is, its bound, and its share with the bound: `up to 1.4%`.

    A note may begin with a bound: `up to; a judgement`.
    """
    bound = row.note.partition("; ")[0]
    bound = bound if bound in BOUNDS else ""
    return row.label.split(": ")[0], bound, f"{bound} {row.value:g}%".strip()


def alfa_line(found: Verdict) -> str:
    """Return how Alfa Bank's number, as retold, stands to its own share at this base."""
    reads = f"they are {share_text(found.share)} of this base"
    asked = exact_share(found.target)
    if found.by_rounding:
        reads += f", and read {asked} only after rounding"
    elif found.kind != "reaches":
        reads += f", short of {asked} even after rounding"
    return f"Alfa Bank's {people(found.start.people)} workers come from a retelling: {reads}."
