"""Output and money in our own words: an order of magnitude, and why it is no more than that."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.tables.estimates import ArticleFigure, Measure
from dashboard.tables.provenance import Ids, each_id
from dashboard.words.chain_words import people, share_text
from dashboard.words.numbers import day, rounded
from dashboard.words.workforce_words import millions

MEASURES = (
    "gdp_2022",
    "gdp_per_employed_2022",
    "emp_2022_11",
    "emp_2023_10",
    "unemp_2022_11",
    "unemp_2023_10",
    "share_returnees",
    "share_men_20_49",
)
FIGURES = ("a27_withdrawals", "a28_withdrawals_gbp", "a29_withdrawals_usd", "a30_since_2008")
RATES = ("a28_withdrawals_gbp", "a29_withdrawals_usd")


@dataclass(frozen=True)
class Passage:
    """Sentences of our own, and the sources they rest on."""

    text: str
    source_ids: Ids


def output_passages(workers: float, rows: Mapping[str, Measure]) -> list[Passage]:
    """Return the order of magnitude for `workers`, and what speaks against reading more into it."""
    value = {name: float(row.value) for name, row in rows.items()}
    product = workers * value["gdp_per_employed_2022"]
    part = product / value["gdp_2022"]

    def when(name: str) -> str:
        return day(str(rows[name].as_of))

    def went(first: str, last: str) -> str:
        way = "rose" if value[last] > value[first] else "fell"
        return (
            f"{way} from {people(value[first])} ({when(first)}) to {people(value[last])} "
            f"({when(last)})"
        )

    def sources(*names: str) -> Ids:
        return each_id(rows[name].source_id for name in names)

    return [
        Passage(
            f"An order of magnitude only: {millions(workers)} workers times the average product "
            f"of an employed person in {when('gdp_per_employed_2022')} "
            f"({people(value['gdp_per_employed_2022'])} roubles) come to about "
            f"{rounded(product / 1e12)} trillion roubles a year, {share_text(part)} "
            "of that year's GDP. It is no estimate of what was lost.",
            sources("gdp_2022", "gdp_per_employed_2022"),
        ),
        Passage(
            "Average product is not marginal product. The average also holds the yield of "
            "machines, land and oil fields, which stayed; when one worker leaves, output falls by "
            "what that worker added, which may be less. It may also be more: in surveys, none of "
            "them a random sample, most leavers have a degree and were better off than average.",
            ("ok-russians-2022-03", "re-russia-72", "ifri-2023"),
        ),
        Passage(
            f"Afterwards the employed {went('emp_2022_11', 'emp_2023_10')}, and the unemployed "
            f"{went('unemp_2022_11', 'unemp_2023_10')}. So a share of workers gone is not the same "
            "share of output gone; what each job yields is not told.",
            sources("emp_2022_11", "emp_2023_10", "unemp_2022_11", "unemp_2023_10"),
        ),
        Passage(
            "Some who left still work for Russian employers, which is why the calculator has an "
            "input for them; and some came back: one report puts those who returned at "
            f"{value['share_returnees']:g}% of the employed.",
            ("kommersant-outrush", *sources("share_returnees")),
        ),
        Passage(
            "Leavers are not the only ones missing. An economist's "
            f"{value['share_men_20_49']:g}% of "
            f"{rows['share_men_20_49'].unit.removeprefix('percent of ')} holds mobilised men "
            "too, and small birth cohorts thin out the young at the same time.",
            (*sources("share_men_20_49"), "finexpertiza-2023"),
        ),
    ]


def money_title(figures: Mapping[str, ArticleFigure]) -> str:
    """Return what the passages on money are about, as a heading."""
    amount = float(figures["a27_withdrawals"].value_low)
    return f"The article's {amount / 1e12:g} trillion roubles"


def money_passages(figures: Mapping[str, ArticleFigure]) -> list[Passage]:
    """Return what the money in the article was, and the rates it implies."""
    amount = float(figures["a27_withdrawals"].value_low)
    since = float(figures["a30_since_2008"].value_low)
    pounds, dollars = (amount / float(figures[name].value_low) for name in RATES)
    return [
        Passage(
            f"What the sources say: {figures['a27_withdrawals'].what_the_sources_say} Deposits "
            "and withdrawals are set against each other in it; cash that people kept at home or "
            "spent is in it, and did not leave the country by that.",
            figures["a27_withdrawals"].source_id,
        ),
        Passage(
            "Its two conversions imply two exchange rates (our arithmetic): "
            f"{pounds:g} roubles a pound and {dollars:g} roubles a dollar. The article does not "
            "say of which day they are.",
            figures["a28_withdrawals_gbp"].source_id,
        ),
        Passage(
            f"“The largest since {since:g}” is the largest since the data begin, which is "
            f"{since:g}; no comparison with the crisis of that year was shown.",
            figures["a30_since_2008"].source_id,
        ),
    ]
