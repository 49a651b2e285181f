"""The fills and the legend of the entry rules: one day by category, or what changed between two."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.charts.palette import DARK, LIGHT, both_lines
from dashboard.map.spec import Key, Tone
from dashboard.map.tones import both
from dashboard.models.entry_days import Standing, counts
from dashboard.tables.entry import EntryTables
from dashboard.words import entry_words

# Places in the tones of a day: the categories from FIRST on, from CHANGING on the same while a
# country changes on a day that is not known; the last tone stands for these in the legend.
CATEGORIES = len(LIGHT.entry)
NO_RULE, IS_ORIGIN, FIRST = range(3)
CHANGING = FIRST + CATEGORIES
ANY_CHANGING = CHANGING + CATEGORIES
# Places in the tones of a comparison.
SAME, TIGHTENED, LOOSENED, TERMS, NO_DECISION = range(2, 7)
COMPARED = {"tightened": TIGHTENED, "loosened": LOOSENED, "terms changed": TERMS}


def rule_tones() -> list[Tone]:
    """Return the tones of a day."""
    plain = both(lambda palette: [palette.not_covered, palette.origin])
    colors = list(zip(LIGHT.entry, DARK.entry, strict=True))
    categories = [Tone(*pair) for pair in colors[:-1]]
    closed = Tone(*colors[-1], hatch="strong", lines=both_lines(*colors[-1]))
    changing = [Tone(*pair, hatch="thin", lines=both_lines(*pair)) for pair in colors]
    (ground,) = both(lambda palette: [palette.not_covered])
    pattern = Tone(ground.light, ground.dark, "thin", both_lines(ground.light, ground.dark))
    return [*plain, *categories, closed, *changing, pattern]


def tone_of(tables: EntryTables, standing: Standing) -> int:
    """Return the place of a rule in `rule_tones`."""
    first = FIRST if standing.change is None else CHANGING
    return first + tables.ranks[standing.category] - 1


def shared_texts(tables: EntryTables) -> dict[int, str]:
    """Return what the countries of a tone share: the category, or that there is no rule."""
    labels = entry_words.category_labels(tables)
    return {
        NO_RULE: entry_words.NO_RULE,
        IS_ORIGIN: "country of origin",
        **{
            first + rank - 1: labels[category]
            for first in (FIRST, CHANGING)
            for category, rank in tables.ranks.items()
        },
    }


def rule_legend(
    tables: EntryTables, rules: Mapping[str, Standing], rings: Iterable[Key] = ()
) -> list[Key]:
    """Return the legend of a day: constant labels, with the counts of the day, and the rings."""
    labels, numbers = entry_words.category_labels(tables), counts(tables, rules)
    keys = [
        Key(
            labels[category],
            FIRST + rank - 1,
            count=numbers[category],
            also=(CHANGING + rank - 1,),
        )
        for category, rank in tables.ranks.items()
    ]
    changing = sum(standing.change is not None for standing in rules.values())
    every = tuple(range(CHANGING, ANY_CHANGING))
    return [
        *keys,
        Key(entry_words.NO_RULE, NO_RULE),
        *rings,
        Key(entry_words.CHANGING, ANY_CHANGING, count=changing, also=every, passing=True),
    ]


def compared_tones() -> list[Tone]:
    """Return the tones of a comparison."""
    no_rule, origin, same, tightened, loosened = both(
        lambda p: [p.not_reported, p.origin, p.not_covered, p.diverging[0], p.diverging[4]]
    )
    terms = Tone(no_rule.light, no_rule.dark, "thin")
    return [no_rule, origin, same, tightened, loosened, terms, same]


def compared_texts() -> dict[int, str]:
    """Return what the countries of a comparison share."""
    return {
        NO_RULE: entry_words.NO_RULE,
        IS_ORIGIN: "country of origin",
        SAME: "no change",
        NO_DECISION: entry_words.UNEXPLAINED,
        **{place: entry_words.DIRECTION_WORDS[name] for name, place in COMPARED.items()},
    }


def compared_legend(tally: Mapping[str, int]) -> Sequence[Key]:
    """Return the legend of a comparison, with its counts."""
    return [
        Key("tightened", TIGHTENED, count=tally["tightened"]),
        Key("loosened", LOOSENED, count=tally["loosened"]),
        Key("no change", SAME),
        Key(entry_words.NO_RULE, NO_RULE),
        Key("terms changed", TERMS, count=tally["terms changed"], passing=True),
        Key(
            entry_words.UNEXPLAINED,
            NO_DECISION,
            outlined=True,
            count=tally["unexplained"],
            passing=True,
        ),
    ]
