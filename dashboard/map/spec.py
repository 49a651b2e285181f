"""All that a map shows, as plain data: what page, slide, picture and file are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Hatch = Literal["", "thin", "strong"]
# Pixels on a map of BASE pixels: three sizes for figures of mixed kinds.
RING_RADII = (4.0, 6.5, 10.0)


@dataclass(frozen=True)
class Tone:
    """A fill in both themes, and the lines that are drawn over it.

    `lines` are their colours in both themes, where those of the palette could not be seen.
    """

    light: str
    dark: str
    hatch: Hatch = ""
    lines: tuple[str, str] | None = None


@dataclass(frozen=True)
class Key:
    """A line of the legend: a tone, or a ring of a radius in pixels.

    `count` is what it counts at this moment, so that the label stays while the time is stepped;
    `also` are further tones that it speaks for. One that is `passing` is no class of the scale: it
    is shown only while it counts something.
    """

    label: str
    tone: int | None = None
    ring: float | None = None
    outlined: bool = False
    count: int | None = None
    also: tuple[int, ...] = ()
    passing: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is shown at this moment."""
        return not self.passing or bool(self.count)

    @property
    def text(self) -> str:
        """The label with its count: `1 No visa needed (81)`."""
        return self.label if self.count is None else f"{self.label} ({self.count})"


@dataclass(frozen=True)
class Ring:
    """A circle at a country, with the lines of its label and what is said of it."""

    iso3: str
    radius: float
    label: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Name:
    """A text that is centred on a point (degrees), bold where it names a route."""

    text: str
    lon: float
    lat: float
    strong: bool = False


@dataclass(frozen=True)
class Route:
    """A line from place to place (degrees), with a dot at each of its towns."""

    points: Sequence[tuple[float, float]]
    towns: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Item:
    """A line of the list beside the map; `value` is the length of its bar, None for no bar."""

    iso3: str
    name: str
    label: str
    value: float | None = None


@dataclass(frozen=True)
class Items:
    """The list beside the map: `ranked` where the order of its values may be read as a rank.

    `top` lines stand at first, of values of both signs the largest either way.
    """

    heading: str
    items: Sequence[Item]
    whole_heading: str = ""
    top: int = 15
    ranked: bool = False


@dataclass(frozen=True)
class Part:
    """A part of the strip under the map: its share of the whole, and what it stands for."""

    label: str
    value: float
    tone: int
    text: str


@dataclass(frozen=True)
class Map:
    """A map at one moment; every text is plain.

    `classes` are places in `tones`; what is said of a country is what its class shares, then its
    own text. `unit` and `decimals` are how most numbers of `items` are written: a file says only
    what differs from that. A country of `squares` is marked where it is too small to be seen.
    `outlined` have a thin outline, `strong` a heavy one.
    """

    region: str
    classes: Mapping[str, int]
    texts: Mapping[str, str]
    shared: Mapping[int, str]
    tones: Sequence[Tone]
    legend: Sequence[Key] = ()
    rings: Sequence[Ring] = ()
    squares: frozenset[str] = frozenset()
    names: Sequence[Name] = ()
    routes: Sequence[Route] = ()
    outlined: frozenset[str] = frozenset()
    strong: frozenset[str] = frozenset()
    items: Items | None = None
    strip: Sequence[Part] = ()
    corner: str = ""
    unit: str = ""
    decimals: Literal["0", "2", "%"] = "0"

    @property
    def ranked(self) -> Sequence[Item]:
        """The countries that show a number which may be ranked; none where there is no rank."""
        return self.items.items if self.items and self.items.ranked else ()

    @property
    def valued(self) -> frozenset[str]:
        """The countries whose colours stand for such numbers."""
        return frozenset(item.iso3 for item in self.ranked)

    def said(self, iso3: str) -> str:
        """Return what the tooltip says of a country after its name."""
        return self.shared.get(self.classes[iso3], "") + self.texts.get(iso3, "")


@dataclass(frozen=True)
class Moment:
    """A map with the code that a link names it by, how its time control calls it, and its words."""

    code: str
    label: str
    map: Map
    title: str = ""
    subtitle: str = ""


@dataclass(frozen=True)
class Timeline:
    """The maps that a time control steps through, oldest first, of one region and one legend.

    `gauge` says in words what is stepped: a year, a date.
    """

    moments: Sequence[Moment]
    gauge: str = ""
    shown: str = field(default="")

    @property
    def map(self) -> Map:
        """The map of the moment that is shown."""
        return next(one.map for one in self.moments if one.code == self.shown)
