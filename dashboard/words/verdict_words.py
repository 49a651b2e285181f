"""Whether an estimate makes up a share of the workforce, in words made from the numbers."""

from collections import Counter
from collections.abc import Sequence

from dashboard.models.chain import Needed
from dashboard.models.interval import Interval
from dashboard.models.verdicts import Kind, Verdict
from dashboard.words.chain_words import interval_text, people, share_text
from dashboard.words.numbers import counted
from dashboard.words.workforce_words import WHO, target_text


def kind_text(kind: Kind, target: float) -> str:
    """Return one of the three verdicts, with the share it is measured against."""
    asked = target_text(target)
    return {
        "reaches": f"reaches {asked}",
        "depends": f"{asked} depends on the assumptions",
        "does_not_reach": f"does not reach {asked}",
    }[kind]


def cell(found: Verdict) -> str:
    """Return the verdict of a table cell, with what goes with it."""
    words = kind_text(found.kind, found.target)
    if found.kind == "depends" and not found.on_assumptions:
        words = f"{target_text(found.target)} depends on the assumptions and on its own higher end"
    if found.by_rounding:
        words += f"; it reads {target_text(found.target)} only after rounding"
    if found.open_above and found.kind != "reaches":
        words += "; a floor, its source does not exclude more"
    return words


def spread_text(spread: Interval) -> str:
    """Return a range of shares: `0.29–1.73%`, `at most 1.73%`."""
    return interval_text(spread, share=True)


def needed_text(found: Verdict) -> str:
    """Return what would have to be true at the defaults."""
    if not isinstance(found.needed, Needed):
        return "more people than can be counted"
    return f"{people(found.needed.people)} {WHO[found.start.concept]}"


def sentence(name: str, found: Verdict) -> str:
    """Return the verdict on one start as a sentence of its own."""
    return (
        f"{name}: {cell(found)}. {share_text(found.share)} at the defaults, "
        f"{spread_text(found.fixed)} with all assumptions at their low or high. At the defaults "
        f"{target_text(found.target)} takes {needed_text(found)}."
    )


def summary(verdicts: Sequence[Verdict], target: float) -> str:
    """Return how many estimates reach the share, depend on the assumptions, or do neither."""
    counts = Counter(found.kind for found in verdicts)
    reach, depend, short = (counts[kind] for kind in ("reaches", "depends", "does_not_reach"))
    asked = target_text(target)
    first = {0: "none reaches", 1: "1 reaches"}.get(reach, f"{reach} reach")
    second = {0: "none depends", 1: "1 depends"}.get(depend, f"{depend} depend")
    third = "1 does not reach it" if short == 1 else f"{short} do not reach it"
    return (
        f"Of {counted(len(verdicts), 'comparable estimate')} {first} {asked} at the defaults, "
        f"{second} on the assumptions, {third}."
    )


def alfa_line(found: Verdict) -> str:
    """Return how Alfa Bank's number, as retold, stands to its own share at this base."""
    reads = f"they are {share_text(found.share)} of this base"
    asked = target_text(found.target)
    if found.by_rounding:
        reads += f", and read {asked} only after rounding"
    elif found.kind != "reaches":
        reads += f", short of {asked} even after rounding"
    return f"Alfa Bank's {people(found.start.people)} workers come from a retelling: {reads}."
