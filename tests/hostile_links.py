"""Links that nobody made with care: unknown, huge, repeated, foreign, hostile, and half valid."""

import random
from functools import cache

from hypothesis import strategies as st

from dashboard.link.map_view import METHODS, PEOPLE, REGIONS, EntryCodes
from dashboard.link.page_link import Vocabulary
from dashboard.link.page_views import AGGREGATES, PARTS, SourceCodes, years_of_asylum
from dashboard.link.scenario_view import LETTERS, METHOD_CODES, RESULTS
from dashboard.link.scenario_view import PICTURES as SCENARIO_PICTURES
from dashboard.link.starts import Starts
from dashboard.link.workforce_view import PICTURES, SOLVES
from dashboard.models.inputs import INPUTS
from dashboard.tables.estimates import CONCEPTS
from dashboard.tables.everything import Tables
from dashboard.tables.people import KINDS

Query = dict[str, list[str]]
Codes = dict[str, tuple[str, ...]]

# Every hostile text holds this word, so that a page can be searched for it.
MARK = "zqx"
HOSTILE = (
    f"<script>alert('{MARK}')</script>",
    f'"><img src=x onerror=alert("{MARK}")>',
    f"**{MARK}** _{MARK}_ `{MARK}` # {MARK}",
    f"[{MARK}](javascript:alert(1))",
    f"![{MARK}](https://example.org/{MARK}.png)",
    f":red[{MARK}] :material/{MARK}: $\\frac{{{MARK}}}{{2}}$",
    f"../../../../etc/{MARK}",
    f"..\\..\\{MARK}\x00.csv",
    f"' OR 1=1; DROP TABLE {MARK}; --",
    f"=HYPERLINK({MARK})",
    f"{{{{{MARK}}}}} {{0.__class__}} %s %n {MARK}",
    f"{MARK}\u202e\u200b\ufeff\U0001f600\ud7ff",
    f"{MARK}\r\nSet-Cookie: a=b",
    f"{MARK}\x1b[31m\x07\x08\t",
    f"приехали {MARK} 出国 مهاجرون",
    MARK * 20_000,
)
NUMBERS = (
    "",
    " ",
    "0",
    "-1",
    "1e309",
    "nan",
    "inf",
    "0x10",
    "9" * 400,
    "٢٠٢٣",
    "1_000",
    "２０２３",
)


@cache
def codes() -> Codes:
    """Every parameter of the grammar with values that are valid somewhere."""
    catalogue = Tables().catalogue
    words = Vocabulary.of(catalogue)
    entry = EntryCodes.of(words, Tables().entry)
    sources = SourceCodes.of(words, catalogue.sources)
    starts = Starts.of(Tables().estimates, words.release)
    snapshots = tuple(map(str, entry.snapshots))
    all_years = sorted({str(y) for layer in words.layers.values() for y in layer.years})
    shares = ("0", "0.15", "1", "0.333333", ".5")
    chain = {"from": starts.codes, "people": ("0", "1300000", "3000000", *PEOPLE)}
    chain |= dict.fromkeys(INPUTS, shares)
    return {
        "layer": ("entry_rules", "own", *sorted(words.layers)),
        "year": tuple(all_years) + tuple(map(str, years_of_asylum(words))),
        "since": tuple(all_years),
        "measure": ("total", "per_1000", "change"),
        "date": (*snapshots, "2022-09-30", "2023-02-29"),
        "since_date": snapshots,
        "region": REGIONS,
        "classes": METHODS,
        "national": ("0", "1"),
        "country": (*sorted(words.countries), *AGGREGATES, "RUS"),
        "event": tuple(sorted(entry.events)),
        "c": tuple(sorted(words.countries)),
        **{f"{letter}_{name}": known for letter in LETTERS for name, known in chain.items()},
        **chain,
        "base": tuple(starts.bases),
        "show": (*CONCEPTS, "none"),
        "method": (*METHOD_CODES, "none"),
        "publisher": tuple(starts.publishers),
        "result": RESULTS,
        "solve": SOLVES,
        "target": shares,
        "view": tuple(dict.fromkeys((*SCENARIO_PICTURES, *PICTURES))),
        "part": PARTS,
        "kind": KINDS,
        "s": tuple(sorted(sources.sources)),
        "indicator": tuple(sorted(sources.indicators)),
        "q": ("permit", "Serbia", "CC BY"),
        "v": ("map", "workforce?solve=people", f"people?part={MARK}"),
        "n": ("1", "12"),
        "present": ("true", "false"),
        "data": (words.release, "2020.01"),
        "embed": ("true",),
    }


# What each page reads; a page that is not listed is tried with every parameter.
EVERY_PAGE = ("present", "data", "embed")
SHARED = ("from", "people", *INPUTS)
PAGE_PARAMETERS: dict[str, tuple[str, ...]] = {
    "map": (
        *("layer", "year", "since", "measure", "date", "since_date"),
        *("region", "classes", "national", "country", "event", "people"),
    ),
    "countries": ("c",),
    "scenarios": (
        *(f"{letter}_{name}" for letter in LETTERS for name in SHARED),
        *("base", "show", "method", "publisher", "since", "result", "view"),
    ),
    "workforce": (*SHARED, "base", "solve", "target", "view"),
    "people": ("part", "kind", "year", "country"),
    "sources": ("s", "indicator", "q"),
}


def parameters(page: str) -> tuple[str, ...]:
    """Return the parameters that a page reads."""
    return PAGE_PARAMETERS.get(page, tuple(codes())) + EVERY_PAGE


@st.composite
def queries(draw: st.DrawFn, page: str) -> Query:
    """A query of a page: most of its names are known, any value may stand anywhere."""
    known = codes()
    name = st.sampled_from(parameters(page)) | st.sampled_from(sorted(known)) | st.text(max_size=8)
    names = draw(st.lists(name, max_size=8, unique=True))
    query: Query = {}
    for one in names:
        anything = (
            st.text(max_size=60)
            | st.sampled_from(HOSTILE)
            | st.sampled_from(NUMBERS)
            | st.sampled_from([code for values in known.values() for code in values])
        )
        value = st.sampled_from(known[one]) | anything if one in known else anything
        query[one] = draw(st.lists(value, max_size=5))
    return query


def link(page: str, chance: random.Random) -> Query:
    """Return a query of a page in which each parameter is valid as often as not."""
    known = codes()
    names = chance.sample(parameters(page), chance.randint(1, min(7, len(parameters(page)))))
    if chance.random() < 0.3:
        names.append(chance.choice([*sorted(known), "zoom", "Layer", "c[]", HOSTILE[0]]))
    return {name: _values(name, chance) for name in names}


def _values(name: str, chance: random.Random) -> list[str]:
    known = codes().get(name, ("x",))
    each = 1 if chance.random() < 0.8 else chance.randint(2, 6)
    pools = (known, known, known, HOSTILE, NUMBERS)
    return [chance.choice(chance.choice(pools)) for _ in range(each)]
