"""What the page How many left shows, as its link says it: parsing, refusals, and back."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from dashboard.link.grammar import NONE, Query, Reader, Refusal, spelled
from dashboard.link.starts import Chosen, Starts, chosen_codes, read_chosen
from dashboard.tables.estimates import CONCEPTS, DEFAULT_BASE, METHODS

Letter = Literal["a", "b", "c"]
ResultOf = Literal["still_abroad", "per_1000", "workers", "share"]
Picture = Literal["estimates", "steps", "drivers", "difference", "hosts", "returns"]
Codes = dict[str, list[str]]

LETTERS: tuple[Letter, ...] = get_args(Letter)
RESULTS: tuple[ResultOf, ...] = get_args(ResultOf)
PICTURES: tuple[Picture, ...] = get_args(Picture)
# The methods as codes: a link holds no blanks.
METHOD_CODES = {method.replace(" ", "_"): method for method in METHODS}
SINCE_ALL = 2022
LAST_SINCE = 2030
SHOWN_AT_FIRST = ("left", "still_abroad")
# A opens with a count whose method is stated, with both ends known, and for which no step of the
# chain is locked: every input can be tried on it. B and C open with the other kinds of claim: a
# floor of people still abroad, and a ceiling.
OPENING: dict[Letter, str] = {"a": "re_russia_2023", "b": "the_bell_2024", "c": "uk_mod_2023"}


@dataclass(frozen=True)
class ScenarioView:
    """The state of the page; `b` and `c` are None while they are off.

    `show` holds the concepts listed, `methods` the codes of METHOD_CODES, `publisher` the code of
    one publisher or None, `since` the year from which estimates were published; `picture` is what
    stands in the place of the figure.
    """

    a: Chosen
    b: Chosen | None
    c: Chosen | None
    base: str
    show: tuple[str, ...]
    methods: tuple[str, ...]
    publisher: str | None
    since: int
    result: ResultOf
    picture: Picture
    present: bool

    @property
    def on(self) -> dict[Letter, Chosen]:
        """The scenarios that are on, in order."""
        each = {"a": self.a, "b": self.b, "c": self.c}
        return {letter: chosen for letter in LETTERS if (chosen := each[letter]) is not None}


def default_view(starts: Starts) -> ScenarioView:
    """Return the view that a link without parameters shows."""
    return ScenarioView(
        a=starts.opening(OPENING["a"]),
        b=None,
        c=None,
        base=DEFAULT_BASE,
        show=SHOWN_AT_FIRST,
        methods=tuple(METHOD_CODES),
        publisher=None,
        since=SINCE_ALL,
        result="still_abroad",
        picture=PICTURES[0],
        present=False,
    )


def parse_scenarios(query: Query, starts: Starts) -> tuple[ScenarioView, list[Refusal]]:
    """Return the view a query asks for, and what of it was not accepted. Never raises."""
    read = Reader(query)
    a = read_chosen(read, starts, "a_", OPENING["a"])
    b, c = (read_chosen(read, starts, f"{letter}_", None) for letter in LETTERS[1:])
    base = default_view(starts)
    view = replace(
        base,
        a=a or base.a,
        b=b,
        c=c,
        base=read.choice("base", starts.bases, base.base),
        show=read.several("show", CONCEPTS, base.show),
        methods=read.several("method", tuple(METHOD_CODES), base.methods),
        publisher=read.optional_choice("publisher", starts.publishers),
        since=read.whole("since", SINCE_ALL, LAST_SINCE, SINCE_ALL),
        result=read.choice("result", RESULTS, base.result),
        picture=read.choice("view", PICTURES, base.picture),
        present=read.present(),
    )
    return view, read.refusals()


def scenario_query(view: ScenarioView, starts: Starts, *, full: bool = False) -> Codes:
    """Return the query of `view`: without defaults, or with every parameter and the release.

    A locked share has no parameter, as nothing can be set there.
    """
    codes: Codes = {}
    for letter, chosen in view.on.items():
        opening = OPENING["a"] if letter == "a" else None
        codes |= chosen_codes(chosen, starts, f"{letter}_", None if full else opening, full=full)
    release = [starts.release] if full else None
    return codes | spelled(_codes(view), _codes(default_view(starts)), release)


def _codes(view: ScenarioView) -> Codes:
    codes: Codes = {
        "base": [view.base],
        "show": list(view.show) or [NONE],
        "method": list(view.methods) or [NONE],
        "since": [str(view.since)],
        "result": [view.result],
        "view": [view.picture],
    }
    if view.publisher is not None:
        codes["publisher"] = [view.publisher]
    if view.present:
        codes["present"] = ["true"]
    return codes


def with_scenario(view: ScenarioView, letter: Letter, chosen: Chosen | None) -> ScenarioView:
    """Return `view` with one scenario changed, or off; A can't be off."""
    if letter == "a":
        return view if chosen is None else replace(view, a=chosen)
    return replace(view, b=chosen) if letter == "b" else replace(view, c=chosen)


def added(view: ScenarioView, starts: Starts) -> ScenarioView:
    """Return `view` with the next scenario on, at its opening start."""
    free = next(letter for letter in LETTERS if letter not in view.on)
    return with_scenario(view, free, starts.opening(OPENING[free]))


def copied(view: ScenarioView) -> ScenarioView:
    """Return `view` with B as a copy of A."""
    return replace(view, b=view.a)


def swapped(view: ScenarioView) -> ScenarioView:
    """Return `view` with A and B exchanged; without B nothing changes."""
    return view if view.b is None else replace(view, a=view.b, b=view.a)
