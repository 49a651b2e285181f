"""Which value of one input alone would bring a result to a share of the workforce."""

import math

from dashboard.models.inputs import INPUTS, TAKEN_OFF, Assumptions, Input, Start, locks
from dashboard.models.interval import a_share, above_zero


def thresholds(
    start: Start, assumptions: Assumptions, base: float, target: float
) -> dict[Input, float]:
    """Return for each open input the share (0 to 1) at which `target` is met, the others as set.

    An input that cannot meet it, whatever its value, is left out. A share that is taken off may at
    most be so high; any other has to be at least so high.

    Raises:
        OutOfRangeError: `target` lies outside 0 to 1, or `base` is not above zero.
    """
    a_share("target", target)
    above_zero("base", base)
    held = locks(start.concept, host_sum=start.host_sum)
    found: dict[Input, float] = {}
    for name in INPUTS:
        if name in held:
            continue
        others = math.prod(
            assumptions.factor(other) for other in INPUTS if other != name and other not in held
        )
        most = start.people * others
        factor = target * base / most if most > 0 else math.inf
        if factor <= 1:
            found[name] = 1 - factor if name in TAKEN_OFF else factor
    return found
