"""A timeline of maps as the page's component reads it: each moment says what is new in it."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.map.geometry import BASE, FRAMES, UNITS, Geometry, geometry
from dashboard.map.labels import (
    FAR_HEADING,
    far_heading,
    place_labels,
    place_letters,
    ring_places,
)
from dashboard.map.space import Label
from dashboard.map.spec import Items, Map, Timeline
from dashboard.words.numbers import dated

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
NOWHERE = "-"

Json = dict[str, object]
# What of a layer changes for a reason of its own: where a label stands is a matter of the region,
# rings and list may be taken away from a fill that stays. All the rest is the third part.
PLACED = {
    "region",
    "square",
    "names",
    "routes",
    "ringLabels",
    "squares",
    "far",
    "ringLetters",
    "words",
}
LISTED = {"valued", "unit", "decimals", "rings", "list", "values", "labels", "strip"}
LISTED |= {"legend", "counts"}


@dataclass(frozen=True)
class Payload:
    """What the component draws: what all moments share, and of each moment what is new in it."""

    shared: Json
    moments: Sequence[Json]

    def whole(self) -> Json:
        """Return it in one, with `id`, the hash of it all."""
        content = self.shared | {"moments": self.moments}
        return {"id": _hash(_written(content)), **content}

    def only(self, names: Collection[str]) -> Json:
        """Return some of its fields, and of those of its moments."""
        moments = [{name: one[name] for name in one if name in names} for one in self.moments]
        return {name: self.shared[name] for name in self.shared if name in names} | {
            "moments": moments
        }

    def names(self) -> set[str]:
        """Return what its fields and those of its moments are called."""
        return {*self.shared, *(name for one in self.moments for name in one)}


@dataclass(frozen=True)
class Drawn:
    """A map as one moment: a letter for each country, texts of countries, and all the rest."""

    classes: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    rest: Json = field(default_factory=dict)

    def since(self, before: "Drawn | None", order: Sequence[str]) -> Json:
        """Return what is not as it was before; of the first moment all."""
        if before is None:
            return {"classes": self.classes, "texts": self.texts, **self.rest}
        new = {name: part for name, part in self.rest.items() if part != before.rest.get(name)}
        if self.classes != before.classes:
            new["classes"] = _changed(before.classes, self.classes, order)
        if self.texts != before.texts:
            gone = dict.fromkeys(sorted(before.texts.keys() - self.texts.keys()))
            new["texts"] = gone | dict(sorted(self.texts.items() - before.texts.items()))
        return new


@dataclass(frozen=True)
class Packed:
    """A layer in parts, each as JSON by the hash of its content, so that none is sent twice."""

    region: str
    codes: Sequence[str]
    parts: Mapping[str, str]

    @property
    def id(self) -> str:
        """What the browser knows the whole layer by."""
        return ".".join(self.parts)


def packed(timeline: Timeline) -> Packed:
    """Return what the page's component draws, in the parts that it puts together again."""
    whole = payload(timeline)
    rest = whole.names() - PLACED - LISTED
    written = [_written(whole.only(names)) for names in (rest, LISTED, PLACED)]
    return Packed(
        timeline.moments[0].map.region,
        [moment.code for moment in timeline.moments],
        {_hash(text): text for text in written},
    )


def _written(content: Json) -> str:
    return json.dumps(content, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def payload(timeline: Timeline, *, words: bool = False) -> Payload:
    """Return what the component draws.

    With `words` each moment has its title and subtitle, for a file that no page stands around.

    `moments` follow one another: a field that is missing is as it was in the moment before.
    `classes` is a letter for each country in the order of the file of paths, or, where few change,
    the letters of those; `texts` are those that changed, None where there is none any more. Values
    of the list stand in the order of `valued`; a label that is not the plain number stands in
    `labels`, a text that is label and unit is left out.
    """
    first = timeline.moments[0].map
    shapes = geometry(first.region)
    frame = FRAMES[first.region]
    valued = sorted({one.iso3 for at in timeline.moments for one in at.map.ranked})
    order = sorted(shapes.names)
    moments: list[Json] = []
    before: Drawn | None = None
    for moment in timeline.moments:
        now = _moment(moment.map, valued)
        told = {"title": moment.title, "subtitle": moment.subtitle} if words else {}
        label = {} if moment.label == dated(moment.code) else {"label": moment.label}
        moments.append({"code": moment.code, **label, **told, **now.since(before, order)})
        before = now
    shared: Json = {
        "region": first.region,
        "gauge": timeline.gauge,
        "tones": [
            [tone.light, tone.dark, tone.hatch, *(tone.lines or ("", ""))] for tone in first.tones
        ],
        "shared": {str(index): text for index, text in first.shared.items()},
        "square": frame.square,
        "words": round(BASE * frame.words),
        "unit": first.unit,
        "decimals": first.decimals,
        "names": [
            [name.text, *map(round, frame.place(name.lon, name.lat)), name.strong]
            for name in first.names
        ],
        "routes": [
            {
                part: [list(map(round, frame.place(*at))) for at in points]
                for part, points in (("line", route.points), ("towns", route.towns))
            }
            for route in first.routes
        ],
        "valued": valued,
    }
    return Payload(shared, moments)


def plain_label(value: float, decimals: str) -> str:
    """Return a number as the component writes it where no other label is given.

    >>> plain_label(1234, "0"), plain_label(27.318, "2"), plain_label(0.264, "%")
    ('1,234', '27.32', '26.4%')
    """
    if decimals == "%":
        return f"{value * 100:.1f}%"
    return f"{value:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")


def _tied(value: float, decimals: str) -> bool:
    """Return whether two languages may round a number to different sides."""
    steps = value * {"0": 1, "2": 100, "%": 1000}[decimals]
    return abs(steps % 1 - 0.5) < 1e-6


def _moment(spec: Map, valued: list[str]) -> Drawn:
    """Return all of a map that can differ between moments."""
    shapes = geometry(spec.region)
    letters = [
        DIGITS[spec.classes[iso3]] if iso3 in spec.classes else NOWHERE
        for iso3 in sorted(shapes.names)
    ]
    ranked = {item.iso3: item for item in spec.ranked}
    plain = {
        iso3: item.label
        for iso3, item in ranked.items()
        if item.value is not None
        and item.label == plain_label(item.value, spec.decimals)
        and not _tied(item.value, spec.decimals)
    }
    texts = {
        iso3: text
        for iso3, text in spec.texts.items()
        if (text != f"{ranked[iso3].label} {spec.unit}" if iso3 in ranked else text)
    }
    rest: Json = {
        "legend": [
            [key.label, key.tone, key.ring, key.outlined, list(key.also), key.passing]
            for key in spec.legend
        ],
        "counts": [key.count for key in spec.legend],
        "squares": sorted(spec.squares & shapes.tiny),
        "outlined": sorted(spec.outlined),
        "strong": sorted(spec.strong),
        "corner": spec.corner,
        "rings": [[ring.iso3, ring.radius, ring.text] for ring in spec.rings],
        "ringLabels": [
            _label(one) for one in place_labels(spec.rings, spec.names, shapes, spec.valued)
        ],
        "ringLetters": [_label(one) for one in place_letters(spec.rings, spec.names, shapes)],
        "far": _far(spec, shapes),
        "strip": [[part.label, part.value, part.tone, part.text] for part in spec.strip],
        "list": None,
    }
    if spec.items is not None:
        rest["list"] = _list(spec.items)
        rest["values"] = [_short(ranked[one].value) if one in ranked else None for one in valued]
        rest["labels"] = {iso3: item.label for iso3, item in ranked.items() if iso3 not in plain}
    return Drawn("".join(letters), texts, rest)


def _label(label: Label) -> list[object]:
    """Return whose label it is, its lines and where they stand, and the line that leads there."""
    placed: list[object] = [label.iso3, list(label.lines), label.x, label.y, label.anchor]
    return [*placed, label.leader, label.start] if label.leader else placed


def _far(spec: Map, shapes: Geometry) -> Json | None:
    """Return the heading of the rings outside of the frame, and how many pixels from it they are.

    Words do not shrink with a map, so neither does what stands between them.
    """
    heading = far_heading(spec.rings, shapes)
    if heading is None:
        return None
    left, top = heading
    by = {
        iso3: [round((x - left) / UNITS, 1), round((y - top) / UNITS, 1)]
        for iso3, (x, y) in ring_places(spec.rings, shapes).items()
        if iso3 in shapes.outside
    }
    return {"heading": [FAR_HEADING, round(left), round(top)], "by": by}


def _list(items: Items) -> Json:
    found: Json = {"heading": items.heading, "whole": items.whole_heading, "top": items.top}
    if not items.ranked:
        found["rows"] = [[one.iso3, one.name, one.label, one.value] for one in items.items]
    # Countries without a shape have no name in the file of paths.
    drawn = geometry("world").names
    found["beside"] = {one.iso3: one.name for one in items.items if one.iso3 not in drawn}
    return found


def _short(value: float | None) -> float | int | None:
    """Return a number without digits that nothing shows."""
    if value is None:
        return None
    return int(value) if value.is_integer() else round(value, 5)


def _changed(before: str, after: str, order: Sequence[str]) -> str | Mapping[str, str]:
    new = {iso3: b for iso3, a, b in zip(order, before, after, strict=True) if a != b}
    return new if len(new) * 10 < len(after) else after
