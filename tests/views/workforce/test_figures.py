"""Golden values, forwards and backwards the same, corners explained, words as the numbers."""

import json
import math
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.link.starts import MOST_PEOPLE, Chosen
from dashboard.link.workforce_view import PICTURES, WorkforceView, at_people, can_take
from dashboard.models.chain import Needed, Unreachable
from dashboard.models.inputs import INPUTS, TAKEN_OFF, Assumptions
from dashboard.views.workforce import figures, words
from dashboard.views.workforce.figures import (
    grid_picture,
    grid_table,
    share_picture,
    workforce_picture,
)
from dashboard.words.chain_words import people, share_text
from tests.calculators import STARTS, TABLES
from tests.link.test_workforce_view import views
from tests.workforce import USUAL, answered, text_of

BASE = TABLES.measures_by_id[USUAL.base]
NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def line(view: WorkforceView) -> str:
    return answered(view).line


def working(view: WorkforceView) -> str:
    found = answered(view)
    if view.solve == "share":
        return words.forward_text(found.result)
    return words.backward_text(found.needed)


def test_the_result_line_is_computed() -> None:
    assert line(USUAL) == (
        "Up to 1.3 m leavers → 0.80 m workers → 1.06% of the labour force "
        "(0.29–1.73% with all assumptions at their low or high)"
    )
    assert line(replace(USUAL, solve="people")) == (
        "1.5% of the labour force → 1.1 m workers → 1.8 m leavers "
        "(1.1–6.7 m with all assumptions at their low or high)"
    )


def test_what_the_share_needs() -> None:
    found = answered()
    shares = USUAL.chosen.shares
    assert words.needs_text(found.needs, shares.adult, shares.activity) == (
        "1.5% needs 1,126,500 workers: as many leavers if all of them had worked, or 1,564,583 "
        "leavers at 90% adults and an activity rate of 80%."
    )
    assert "if every one of them had worked: 1.73%" in " ".join(
        words.detail_lines(found.result)
    ).replace("Share if", "if")


@given(views())
@settings(deadline=None)
def test_both_directions_give_back_each_others_input(view: WorkforceView) -> None:
    found = answered(view)
    target = found.result.share
    if target > 1 or found.result.workers == 0:
        return
    back = answered(replace(view, target=target)).needed
    assert isinstance(back, Needed)
    assert back.people == pytest.approx(view.chosen.people, rel=1e-9)
    there = answered(replace(view, solve="people")).needed
    if isinstance(there, Needed) and can_take(there.people):
        again = answered(at_people(view, there.people))
        nearest = 1 / STARTS.bases[view.base]
        assert again.result.share == pytest.approx(view.target, abs=nearest)


@given(views())
@settings(deadline=None, max_examples=20)
def test_no_text_and_no_picture_holds_an_infinite_number(view: WorkforceView) -> None:
    for solve in ("share", "people"):
        shown = replace(view, solve="share" if solve == "share" else "people")
        texts = [line(shown), working(shown), text_of(shown)]
        assert not re.search(r"\b(?:inf|nan)\b", " ".join(texts), re.IGNORECASE)
        for kind in PICTURES:
            found = answered(replace(shown, picture=kind))
            picture = workforce_picture(found, found.others)
            assert 0 < len(picture.title.split()) <= 12
            if picture.figure is None:
                assert kind == "money"
                continue
            drawn = picture.figure.to_json()
            assert not re.search(r"NaN|Infinity", drawn)
            assert len(drawn) < 20_000
            json.loads(drawn)


@given(views(), st.sampled_from(INPUTS), st.floats(0, 1))
@settings(deadline=None)
def test_the_share_rises_or_falls_with_each_input(
    view: WorkforceView, name: str, other: float
) -> None:
    own = next(one for one in INPUTS if one == name)
    now = view.chosen.shares.share(own)
    low, high = sorted((now, other))
    shares = [
        answered(
            replace(
                view,
                chosen=replace(view.chosen, shares=replace(view.chosen.shares, **{own: value})),
            )
        ).result.share
        for value in (low, high)
    ]
    if own in TAKEN_OFF:
        shares.reverse()
    assert shares[0] <= shares[1] + 1e-15


def with_shares(**changes: float) -> WorkforceView:
    shares: Assumptions = replace(USUAL.chosen.shares, **changes)
    return replace(USUAL, chosen=replace(USUAL.chosen, shares=shares), solve="people")


@pytest.mark.parametrize(
    ("view", "named"),
    [
        (with_shares(adult=0), "“Adults” as set leaves nobody over"),
        (with_shares(returned=1), "“Came back” as set leaves nobody over"),
        (with_shares(adult=0, activity=0), "as set leave nobody over"),
    ],
)
def test_what_cannot_be_reached_is_explained(view: WorkforceView, named: str) -> None:
    found = answered(view)
    assert isinstance(found.needed, Unreachable)
    assert line(view) == "1.5% of the labour force cannot be reached at these inputs"
    assert named in words.unreachable_text(found.needed)
    assert named in working(view)


def test_corners() -> None:
    nobody = replace(USUAL, chosen=replace(USUAL.chosen, people=0))
    assert line(nobody).startswith("0 leavers → 0 workers → 0.00% of the labour force (0.00%"[:50])
    nothing = replace(USUAL, target=0.0, solve="people")
    found = answered(nothing).needed
    assert isinstance(found, Needed)
    assert found.people == 0
    everybody = answered(replace(USUAL, target=1.0, solve="people")).needed
    assert isinstance(everybody, Needed)
    assert math.isfinite(everybody.people)
    assert not can_take(everybody.people)


def test_the_way_back_is_written_out() -> None:
    view = replace(USUAL, solve="people")
    assert working(view).splitlines() == [
        "1.5% × 75,100,000 = 1,126,500 workers",
        "1,126,500 ÷ (1 − 0) still work remotely for Russian employers → 1,126,500",
        "1,126,500 ÷ 0.8 of them work or seek work → 1,408,125",
        "1,408,125 ÷ 0.9 are adults → 1,564,583",
        "= 1,564,583 people still abroad",
        "1,564,583 ÷ (1 − 0.15) came back → 1,840,686",
        "= 1,840,686 people who left",
        "",
        "0.015 × 75,100,000 ÷ ((1 − 0) × 0.8 × 0.9 × (1 − 0.15)) = 1,840,686",
    ]


@given(views())
@settings(deadline=None, max_examples=30)
def test_the_text_says_the_numbers(view: WorkforceView) -> None:
    found = answered(view)
    text = text_of(view)
    for number in (people(found.result.workers), share_text(found.result.share)):
        assert number in text
    shown = [float(n.replace(",", "")) for n in NUMBER.findall(line(replace(view, solve="share")))]
    millions = shown[0] * (1e6 if view.chosen.people >= 100_000 else 1)
    assert millions == pytest.approx(view.chosen.people, rel=0.06, abs=0.5)
    assert found.result.share * 100 == pytest.approx(shown[2], abs=0.0051)


def test_a_number_set_here_is_not_its_sources() -> None:
    moved = replace(USUAL, chosen=replace(USUAL.chosen, people=2_500_000))
    start = answered(moved).result.start
    assert line(moved).startswith("2.5 m leavers")
    assert words.start_subject(start, "UK MoD").startswith("2,500,000 people who left, a")
    assert answered(moved).verdict.kind == "reaches"


def test_the_picture_names_every_start_and_places_it_at_its_own_step() -> None:
    picture = share_picture(answered(), answered().others)
    assert len(picture.title.split()) <= 12
    assert "The Bell, Jul 2024 666,000, 0.64%" in picture.alt
    assert "Alfa Bank, retold 1,100,000, 1.46%" in picture.alt
    assert "not a confidence band" in picture.lines[0]
    assert picture.figure is not None
    notes = {note.text for note in picture.figure.layout.annotations}
    assert {"UK MoD, May 2023", "RANEPA, Aug 2025", "<b>1.5%</b>", "<b>as set</b>"} <= notes


def test_the_grid_and_its_table_say_the_same() -> None:
    picture = grid_picture(answered())
    assert picture.title == "1.5% takes 1,126,500 workers, however they are made up"
    assert picture.figure is not None
    texts = picture.figure.to_dict()["data"][0]["text"]
    table = grid_table(75_100_000)
    drawn = [[f"{cell}%" for cell in row] for row in reversed(texts)]
    assert table.iloc[:, 1:].to_numpy().tolist() == drawn
    assert table.iloc[0, 0] == "100%"


def test_output_is_an_order_of_magnitude_and_the_roubles_are_explained() -> None:
    output = figures.output_passages(795_600, TABLES)
    assert "1.7 trillion roubles a year, 1.10% of that year's GDP" in output[0].text
    assert "Average product is not marginal product" in output[1].text
    money = figures.money_passages(TABLES)
    assert output[2].text.startswith(
        "Afterwards the employed rose from 72,400,000 (Nov 2022) to 74,100,000 (Oct 2023), and the "
        "unemployed fell from 2,700,000 (Nov 2022) to 2,224,000 (Oct 2023)."
    )
    assert "2% of male workers 20-49" in output[4].text
    assert figures.money_title(TABLES) == "The article's 1.2 trillion roubles"
    # Its numbers are those of the table, whatever they are.
    told = TABLES.figures_by_id["a27_withdrawals"]
    assert told.what_the_sources_say in money[0].text
    changed = replace(TABLES, article_figures=(replace(told, value_low=2e12),))
    assert figures.money_title(changed) == "The article's 2 trillion roubles"
    assert "100 roubles a pound and 80 roubles a dollar" in money[1].text
    known = set(TABLES.sources)
    for passage in (*output, *money):
        assert set(passage.source_ids) <= known


def test_each_base_says_its_date_and_whether_it_fits() -> None:
    texts = {code: words.base_text(row) for code, row in TABLES.bases.items()}
    assert texts["lf_rosstat_2022_11"].startswith("Nov 2022. Fits")
    assert "less well" in texts["emp_2023"]
    assert "Does not fit" in texts["wa_2022_01"]


def test_own_number_opens_at_a_round_one() -> None:
    own = replace(USUAL, chosen=Chosen("custom", MOST_PEOPLE, STARTS.ranges.raising()))
    assert line(own).startswith("3.0 m leavers → 3.0 m workers → 3.99%")
