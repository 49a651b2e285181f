"""The shapes of a region in the page's projection, as they were built."""

import json
from dataclasses import dataclass
from functools import cache

from dashboard.map.frames import WIDTH
from dashboard.tables.release import STATIC

FOLDER = STATIC / "map"


@dataclass(frozen=True)
class Geometry:
    """Paths and label points by iso3, in units of a map WIDTH wide; `commands.world` makes them."""

    region: str
    height: int
    outline: str
    shapes: dict[str, str]
    points: dict[str, tuple[int, int]]
    outside: frozenset[str]
    tiny: frozenset[str]
    names: dict[str, str]

    @property
    def aspect(self) -> float:
        """Width over height."""
        return WIDTH / self.height


@cache
def geometry(region: str) -> Geometry:
    """Return the shapes of a region; shared, so not to be changed."""
    read = json.loads((FOLDER / f"{region}.json").read_bytes())
    return Geometry(
        region=region,
        height=read["height"],
        outline=read["outline"],
        shapes=read["shapes"],
        points={iso3: (x, y) for iso3, (x, y) in read["points"].items()},
        outside=frozenset(read["outside"]),
        tiny=frozenset(read["tiny"]),
        names=read["names"],
    )
