"""The part of a link that both calculators share: a start, people, and five shares."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.link.grammar import Reader
from dashboard.models.inputs import (
    INPUTS,
    AssumptionRanges,
    Assumptions,
    Input,
    Lock,
    Start,
    Why,
    locks,
)
from dashboard.tables.estimates import ARTICLE_STARTS, EstimateTables

CUSTOM = "custom"
MOST_PEOPLE = 3_000_000
# A round number that no source gives, so that nobody takes it for a finding.
CUSTOM_PEOPLE = 1_000_000
PLACES = 6
NO_START = {
    "crossings": "not comparable: crossings are not people",
    "permits": "not comparable: permits are not people",
    "registered_departures": "not comparable: lapsed registrations of all nationalities",
    "net_migration": "not comparable: a balance of all nationalities",
}
LOCKED: dict[Why, str] = {
    "only_host_sums": "only a sum over host countries can count a person twice",
    "returns_already_off": "people who came back are already off this count",
    "already_workers": "this start already counts workers",
}


@dataclass(frozen=True)
class Chosen:
    """What a link says of one scenario: the code of its start, persons, and the shares.

    A locked share stands at its default and is not used.
    """

    source: str
    people: int
    shares: Assumptions


@dataclass(frozen=True)
class Starts:
    """What the calculators can start from in this release, with the limits of each input.

    `starts` holds every source that may be named, in the order of the menu, without the reader's
    own number; `not_offered` holds the other estimates with the reason; `bases` are persons;
    `publishers` maps codes to names; `target` is the share that Workforce opens with.
    """

    release: str
    starts: Mapping[str, Start]
    not_offered: Mapping[str, str]
    ranges: AssumptionRanges
    bases: Mapping[str, float]
    publishers: Mapping[str, str]
    target: float

    @classmethod
    def of(cls, tables: EstimateTables, release: str) -> "Starts":
        """Return the starts of `tables`: estimates by date, then the article's own readings."""
        offered = [row for row in tables.estimates if row.scenario_source]
        offered.sort(key=lambda row: str(row.published or ""))
        starts = {row.estimate_id: Start.from_estimate(vars(row)) for row in offered}
        for figure_id in ARTICLE_STARTS:
            starts[figure_id] = Start.from_article(vars(tables.figures_by_id[figure_id]))
        names = {row.publisher for row in tables.estimates}
        return cls(
            release=release,
            starts=starts,
            not_offered={
                row.estimate_id: NO_START.get(row.concept, "listed, not offered as a start")
                for row in tables.estimates
                if row.estimate_id not in starts
            },
            ranges=AssumptionRanges.from_rows(map(vars, tables.assumptions)),
            bases={key: row.value for key, row in tables.bases.items()},
            publishers={publisher_code(name): name for name in sorted(names)},
            target=tables.target,
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """Every start that a link can name."""
        return (*self.starts, CUSTOM)

    def source(self, code: str) -> Start:
        """Return a start at the number it opens with."""
        return self.starts[code] if code in self.starts else Start.custom(CUSTOM_PEOPLE)

    def opening(self, code: str) -> Chosen:
        """Return a start with all shares at their defaults."""
        return Chosen(code, round(self.source(code).people), self.ranges.defaults())

    def start(self, chosen: Chosen) -> Start:
        """Return what the chain starts from."""
        if chosen.source == CUSTOM:
            return Start.custom(chosen.people)
        start = self.starts[chosen.source]
        return start if start.people == chosen.people else start.moved_to(chosen.people)

    def locks(self, code: str) -> dict[Input, Lock]:
        """Return the inputs that a start locks."""
        start = self.source(code)
        return locks(start.concept, host_sum=start.host_sum)

    def moved(self, chosen: Chosen, code: str) -> Chosen:
        """Return `chosen` at another start: its number; shares stay, locked ones at default.

        The reader's own number takes over the one that stood there.
        """
        people = chosen.people if code == CUSTOM else round(self.source(code).people)
        reset = {name: self.ranges.ends(name)[1] for name in self.locks(code)}
        return Chosen(code, people, replace(chosen.shares, **reset))


def publisher_code(name: str) -> str:
    """Return a publisher as a link writes it: `RANEPA` as `ranepa`."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def spelled_share(share: float) -> str:
    """Return a share as a link writes it: at most six decimals, no trailing zeros."""
    return f"{share:.{PLACES}f}".rstrip("0").rstrip(".")


def read_chosen(read: Reader, starts: Starts, prefix: str, opening: str | None) -> Chosen | None:
    """Return one scenario; None where it names no start and there is no `opening`.

    The numbers of a start that is not known are not put on another one.
    """
    asked = read.given(f"{prefix}from")
    source = read.optional_choice(
        f"{prefix}from", starts.codes, starts.not_offered.get(asked or "", "no such start")
    )
    if asked is None:
        source = opening
    if source is None:
        for name in ("people", *INPUTS):
            read.locked(f"{prefix}{name}", f"needs a valid {prefix}from")
        return None
    base = starts.opening(source)
    people = read.whole(f"{prefix}people", 0, MOST_PEOPLE, base.people)
    held = starts.locks(source)
    shares: dict[Input, float] = {}
    for name in INPUTS:
        if name in held:
            read.locked(f"{prefix}{name}", LOCKED[held[name].reason])
        else:
            shares[name] = read.share(f"{prefix}{name}", base.shares.share(name))
    return Chosen(source, people, replace(base.shares, **shares))


def chosen_codes(
    chosen: Chosen, starts: Starts, prefix: str, opening: str | None, *, full: bool
) -> dict[str, list[str]]:
    """Return the parameters of one scenario; without `full`, those that differ from its start."""
    base = starts.opening(chosen.source)
    codes: dict[str, list[str]] = {}
    if chosen.source != opening:
        codes[f"{prefix}from"] = [chosen.source]
    if full or chosen.people != base.people:
        codes[f"{prefix}people"] = [str(chosen.people)]
    for name in INPUTS:
        share = spelled_share(chosen.shares.share(name))
        free = name not in starts.locks(chosen.source)
        if free and (full or share != spelled_share(base.shares.share(name))):
            codes[f"{prefix}{name}"] = [share]
    return codes
