"""The page Workforce as figures: share against people, a grid, and output and money in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

import pandas as pd

from dashboard.charts.figure import Figure
from dashboard.charts.scenarios import flow_picture, tornado_picture
from dashboard.charts.shares import Placed, ShareGrid, ShareLine
from dashboard.models.chain import Needed, extremes, forward
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.provenance import Ids, each_id
from dashboard.views.workforce import words
from dashboard.views.workforce.answer import Answer, Compared
from dashboard.views.workforce.estimates import (
    ALFA_NAME,
    estimates_picture,
    published_picture,
    verdict_table,
)
from dashboard.views.workforce.words import millions
from dashboard.words.chain_words import CONCEPT_LABELS, WHO, exact_share, people, share_text
from dashboard.words.estimate_words import estimate_value
from dashboard.words.numbers import day, folded, rounded

USUAL_MOST, MOST = 2_000_000, 3_000_000
HOVER_WIDTH = 46
GRID_PEOPLE = tuple(400_000 + 200_000 * k for k in range(9))
GRID_WORKED = tuple(0.3 + 0.1 * k for k in range(8))
KINDS = {"left": "dots", "still_abroad": "diamonds", "workers": "squares"}


def workforce_picture(found: Answer, others: Sequence[Compared]) -> Figure:
    """Return the figure that a view has chosen; `others` are the estimates that it draws."""
    tables = found.tables
    match found.view.picture:
        case "estimates":
            return estimates_picture(found, others)
        case "line":
            picture = share_picture(found, others)
            return replace(picture, table=verdict_table(others, tables).rows)
        case "steps":
            return flow_picture({"a": found.result})
        case "drivers":
            return tornado_picture("The answer", found.result, found.starts, "workers")
        case "grid":
            return grid_picture(found)
        case "published":
            return published_picture(tables)
        case "money":
            lines = [one.text for one in passages(found.result.workers, tables)]
            title = f"Output and money: {money_title(tables)}"
            return Figure(title, lines, title)


def share_picture(found: Answer, others: Sequence[Compared]) -> Figure:
    """Return the share against people, for what the chosen start counts."""
    line = _share_line(found, others)
    beyond = line.now is None and found.at is not None
    asked = exact_share(found.view.target)
    title = f"At these inputs no number of people makes {asked}"
    if isinstance(needed := found.needed, Needed):
        title = f"At these inputs {asked} takes {millions(needed.people)} {WHO[needed.concept]}"
    return Figure(
        title=title,
        lines=[
            words.BAND_NOTE,
            ("The answer lies beyond the picture. " if beyond else "Ring: the inputs as set. ")
            + "Each estimate stands at its own step and at the shares as "
            f"set: {', '.join(f'{KINDS[c]} {WHO[c]}' for c in WHO)}. Small marks: estimates that "
            f"are named in the table only. Dashed: {asked}.",
        ],
        alt=_alt(title, found, line.placed),
        spec=line,
    )


def _share_line(found: Answer, others: Sequence[Compared]) -> ShareLine:
    start, base, starts = found.result.start, found.result.base, found.starts
    target, alfa, now = found.view.target, found.claim, found.at
    most = float(USUAL_MOST if now is None or now[0] <= USUAL_MOST else MOST)
    beyond = now is not None and now[0] > MOST
    band = extremes(start.moved_to(most), starts.ranges, base).share
    line = forward(start.moved_to(most), found.result.assumptions, base)
    placed = [
        Placed(
            each.now.start.people,
            each.now.share,
            each.row.concept,
            escape(_short(each.row.label)) if each.row.estimate_id in starts.starts else "",
            _hover(each),
        )
        for each in others
    ]
    claim = f"{ALFA_NAME}: {people(alfa.start.people)} workers, {share_text(alfa.share)}"
    placed.append(Placed(alfa.start.people, alfa.share, "workers", ALFA_NAME, claim, True))
    return ShareLine(
        most,
        line.share,
        band.low or 0.0,
        band.high or 0.0,
        target,
        exact_share(target),
        None if beyond else now,
        f"As set: {people(now[0])}, {share_text(now[1])}" if now else "",
        CONCEPT_LABELS[start.concept],
        placed,
    )


def _short(label: str) -> str:
    """Return a name that fits a narrow screen."""
    name = label.removesuffix(" (ceiling)")
    return name.replace("March", "Mar").replace("July", "Jul").replace("Sept", "Sep")


def _hover(each: Compared) -> str:
    text = (
        f"{each.row.label}: {estimate_value(each.row)} "
        f"({WHO[each.now.start.concept]}); {share_text(each.now.share)} as set"
    )
    return folded(escape(text), HOVER_WIDTH)


def _alt(title: str, found: Answer, placed: Sequence[Placed]) -> str:
    low, high = (share_text(end or 0.0) for end in (found.share_range.low, found.share_range.high))
    named = "; ".join(
        f"{p.name} {people(p.people)}, {share_text(p.share)}" for p in placed if p.name
    )
    return (
        f"Line chart of share against people. {title}. {people(found.result.start.people)} "
        f"{WHO[found.result.start.concept]} make {share_text(found.result.share)}, from {low} to "
        f"{high} with all assumptions at their low or high. The share to reach is "
        f"{exact_share(found.view.target)}. Estimates: {named}."
    )


def grid_picture(found: Answer) -> Figure:
    """Return the share for people across and the part of them who worked upwards."""
    base, target, now = found.result.base, found.view.target, found.at
    asked = exact_share(target)
    worked = None
    if now is not None and now[0] > 0:
        worked = (now[0], now[1] * base / now[0])
    inside = worked is not None and (
        GRID_PEOPLE[0] <= worked[0] <= GRID_PEOPLE[-1] and GRID_WORKED[0] <= worked[1] <= 1
    )
    least = target * base
    title = f"{asked} takes {people(least)} workers, however they are made up"
    return Figure(
        title=title,
        lines=[
            f"Each cell: the share in per cent. Line: {asked}; shaded cells reach it. "
            + ("Ring: the inputs as set." if inside else "The inputs as set lie outside the grid.")
        ],
        alt=f"Grid of shares. {title}. Where all worked, {people(least)} people reach {asked}. The "
        "table holds every cell.",
        table=grid_table(base),
        spec=ShareGrid(
            GRID_PEOPLE,
            GRID_WORKED,
            [[f"{p * w / base * 100:.2f}" for p in GRID_PEOPLE] for w in GRID_WORKED],
            [[p * w >= least for p in GRID_PEOPLE] for w in GRID_WORKED],
            asked,
            worked if inside else None,
        ),
    )


def grid_table(base: float) -> pd.DataFrame:
    """Return the twin of the grid."""
    return pd.DataFrame(
        [
            {"Worked": f"{w * 100:.0f}%"}
            | {f"{p / 1e6:g} m people": share_text(p * w / base) for p in GRID_PEOPLE}
            for w in reversed(GRID_WORKED)
        ]
    )


RATES = ("a28_withdrawals_gbp", "a29_withdrawals_usd")


@dataclass(frozen=True)
class Passage:
    """Sentences of our own, and the sources they rest on."""

    text: str
    source_ids: Ids


def output_passages(workers: float, tables: EstimateTables) -> list[Passage]:
    """Return the order of magnitude for `workers`, and what speaks against reading more into it."""
    rows = tables.measures_by_id
    value = {name: row.value for name, row in rows.items()}
    product = workers * value["gdp_per_employed_2022"]
    part = product / value["gdp_2022"]

    def when(name: str) -> str:
        return day(rows[name].as_of)

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


def money_title(tables: EstimateTables) -> str:
    """Return what the passages on money are about, as a heading."""
    amount = tables.figures_by_id["a27_withdrawals"].value_low
    return f"The article's {amount / 1e12:g} trillion roubles"


def money_passages(tables: EstimateTables) -> list[Passage]:
    """Return what the money in the article was, and the rates it implies."""
    figures = tables.figures_by_id
    amount = figures["a27_withdrawals"].value_low
    since = figures["a30_since_2008"].value_low
    pounds, dollars = (amount / figures[name].value_low for name in RATES)
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


def passages(workers: float, tables: EstimateTables) -> list[Passage]:
    """Return all of it, output first."""
    return [*output_passages(workers, tables), *money_passages(tables)]
