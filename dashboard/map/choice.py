"""Which of its places each label takes: all of them, and together as near as can be."""

from collections.abc import Mapping, Sequence

import numpy as np

from dashboard.map.space import Flags, Numbers

# A label that finds no place is as bad as one so many pixels away.
LOST = 10_000.0
# So often all look again for a better place, and so many orders are tried where one has none.
ROUNDS, TRIES = 8, 16
# So many others at most move for one that betters its place, and for one that has none.
MOVED = 2, 5


def chosen_places(
    costs: Sequence[Numbers], meets: Mapping[tuple[int, int], Flags]
) -> list[int | None]:
    """Return for each ring which of its places it takes, so that no two meet; None for none.

    `costs` are those of each ring's places, from the best on; `meets` has a matrix for each two
    rings. The one with the fewest places chooses first; where a ring then finds none, they choose
    in other orders, drawn by lot but always the same.
    """
    order = sorted(range(len(costs)), key=lambda ring: len(costs[ring]))
    lots = np.random.default_rng(0)
    best = _settled(costs, meets, order)
    if None not in best:
        return best

    def cost(chosen: Sequence[int | None]) -> float:
        return sum(_cost(one, at) for one, at in zip(costs, chosen, strict=True))

    tried = [_settled(costs, meets, lots.permutation(len(costs)).tolist()) for _ in range(TRIES)]
    return min([best, *tried], key=cost)


def _cost(costs: Numbers, at: int | None) -> float:
    return LOST if at is None else float(costs[at])


def _settled(
    costs: Sequence[Numbers], meets: Mapping[tuple[int, int], Flags], order: Sequence[int]
) -> list[int | None]:
    """Let each ring take the best place that is left, then change places as long as it helps."""
    chosen: list[int | None] = [None] * len(costs)

    def free(ring: int) -> int | None:
        taken = np.zeros(len(costs[ring]), dtype=bool)
        for other, at in enumerate(chosen):
            if other != ring and at is not None:
                taken |= meets[ring, other][:, at]
        left = np.flatnonzero(~taken)
        return int(left[0]) if len(left) else None

    def cost(ring: int) -> float:
        return _cost(costs[ring], chosen[ring])

    def moved(ring: int, at: int) -> bool:
        others = [
            other
            for other, its in enumerate(chosen)
            if other != ring and its is not None and meets[ring, other][at, its]
        ]
        if len(others) > MOVED[chosen[ring] is None]:
            return False
        before, old = list(chosen), sum(map(cost, [ring, *others]))
        chosen[ring] = at
        for other in others:
            chosen[other] = None
        for other in others:
            chosen[other] = free(other)
        if sum(map(cost, [ring, *others])) < old:
            return True
        chosen[:] = before
        return False

    for ring in order:
        chosen[ring] = free(ring)
    for _ in range(ROUNDS):
        better = [
            any(moved(ring, at) for at, its in enumerate(costs[ring]) if its < cost(ring))
            for ring in order
        ]
        if not any(better):
            break
    return chosen
