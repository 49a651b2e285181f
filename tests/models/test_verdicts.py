import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.models.chain import Needed, Unreachable
from dashboard.models.inputs import AssumptionRanges, Concept, NotComparableError, Start
from dashboard.models.interval import Interval, OutOfRangeError
from dashboard.models.verdicts import Verdict, needs, verdict, verdict_before_returns

Rows = dict[str, dict[str, str]]


@pytest.fixture
def verdicts(
    estimates: Rows, ranges: AssumptionRanges, base: float, target: float
) -> dict[str, Verdict]:
    found = {}
    for key, row in estimates.items():
        try:
            found[key] = verdict(Start.from_estimate(row), ranges, base, target)
        except NotComparableError:
            continue
    return found


def test_what_the_target_takes(base: float, target: float) -> None:
    takes = needs(target, base, adult=0.9, activity=0.8)
    assert takes.workers == takes.people_if_all_worked == 1_126_500
    assert isinstance(takes.people_at_shares, Needed)
    assert round(takes.people_at_shares.people) == 1_564_583


def test_what_the_target_takes_if_nobody_works(base: float, target: float) -> None:
    takes = needs(target, base, adult=0.9, activity=0.0)
    assert isinstance(takes.people_at_shares, Unreachable)
    assert takes.people_at_shares.inputs == ("activity",)


def test_no_estimate_reaches_the_target_at_the_defaults(verdicts: dict[str, Verdict]) -> None:
    by_kind = {kind: {k for k, v in verdicts.items() if v.kind == kind} for kind in ("depends",)}
    assert by_kind["depends"] == {"auzan_2023", "moscow_times_2024", "nezygar_2022", "uk_mod_2023"}
    assert {v.kind for v in verdicts.values()} == {"depends", "does_not_reach"}
    alone = {key for key, found in verdicts.items() if found.on_assumptions}
    assert alone == {"auzan_2023", "uk_mod_2023"}


def test_the_retold_count_reads_like_the_target_only_rounded(verdicts: dict[str, Verdict]) -> None:
    alfa = verdicts["alfa_2022"]
    assert f"{alfa.share:.2%}" == "1.46%"
    assert (alfa.kind, alfa.by_rounding) == ("does_not_reach", True)
    assert [key for key, found in verdicts.items() if found.by_rounding] == ["alfa_2022"]


def test_a_floor_excludes_nothing_above_it(verdicts: dict[str, Verdict]) -> None:
    floors = {key for key, found in verdicts.items() if found.open_above}
    assert floors == {"bumaga_2022", "sonin_2022", "the_bell_2024"}
    assert verdicts["the_bell_2024"].kind == "does_not_reach"


def test_needed_counts_the_kind_of_the_start(verdicts: dict[str, Verdict]) -> None:
    for key, people in (
        ("uk_mod_2023", 1_126_500 / 0.612),
        ("the_bell_2024", 1_126_500 / 0.72),
        ("alfa_2022", 1_126_500),
    ):
        needed = verdicts[key].needed
        assert isinstance(needed, Needed)
        assert needed.people == pytest.approx(people)


def test_exactly_the_target_reaches_it(ranges: AssumptionRanges, target: float) -> None:
    for base in (72_054_140.0, 75_100_000.0, 76_300_000.0):
        start = Start.custom(target * base, "workers")
        found = verdict(start, ranges, base, target)
        assert (found.kind, found.by_rounding) == ("reaches", False)


@given(st.floats(0, 3e6), st.sampled_from(["left", "workers"]))
def test_before_returns_is_the_same_chain_without_that_step(
    ranges: AssumptionRanges, people: float, concept: Concept
) -> None:
    start = Start.custom(people, concept)
    before = verdict_before_returns(start, ranges, 75e6, 0.015)
    after = verdict(start, ranges, 75e6, 0.015)
    assert before is not None
    stayed = 1 - ranges.defaults().returned if concept == "left" else 1
    assert after.share == pytest.approx(before.share * stayed)
    assert after.fixed.high == pytest.approx(before.fixed.high)


def test_returns_cannot_be_put_back_on_people_still_abroad(ranges: AssumptionRanges) -> None:
    start = Start.custom(666_000, "still_abroad")
    assert verdict_before_returns(start, ranges, 75e6, 0.015) is None


def test_the_ends_of_an_estimate_count_too(ranges: AssumptionRanges, base: float) -> None:
    start = Start.of("x", "workers", Interval(1_000_000, 1_200_000))
    found = verdict(start, ranges, base, 0.015)
    assert (found.kind, found.on_assumptions) == ("depends", False)


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_refuses_a_target_outside_zero_to_one(
    share: float, ranges: AssumptionRanges, base: float
) -> None:
    with pytest.raises(OutOfRangeError):
        verdict(Start.custom(1.0), ranges, base, share)
    with pytest.raises(OutOfRangeError):
        needs(share, base, 0.9, 0.8)
