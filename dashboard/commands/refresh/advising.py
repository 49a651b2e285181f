"""What the figures suggest and only a person decides."""

from collections.abc import Iterable

from dashboard.commands.refresh.comparing import Change
from dashboard.commands.refresh.merging import Tables
from dashboard.commands.refresh.new_indicators import ENOUGH


def advice(changes: Iterable[Change], tables: Tables) -> list[str]:
    """Return the layers that could open on a later year, and what new indicators need."""
    states: dict[str, dict[str, set[str]]] = {}
    for one in changes:
        if one.new is not None:
            years = states.setdefault(one.key[0], {})
            years.setdefault(one.key[2][:4], set()).add(one.key[1])
    lines = []
    known = {row["indicator_id"] for row in tables.indicators}
    for row in tables.indicators:
        scope = tables.scope(row["scope"])
        years = states.get(row["indicator_id"], {})
        full = [year for year, found in years.items() if len(found & scope) >= ENOUGH * len(scope)]
        if full and max(full) > row["default_year"]:
            lines.append(
                f"{row['indicator_id']}: {max(full)} has {len(years[max(full)] & scope)} of "
                f"{len(scope)}; the layer opens on {row['default_year']}. Change default_year in "
                "indicators.csv if it should open on the newer year."
            )
    lines += [
        f"{name}: an indicator that data/ does not hold yet. Say in gaps.csv what it leaves out."
        for name in sorted(set(states) - known)
    ]
    return lines
