"""Five classes at most, bounds that do not overlap, every value in exactly one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.link.page_link import Vocabulary
from dashboard.models.classes import Method, diverging, nearest_125, sequential
from dashboard.words.map_words import legend_labels

COUNTS = st.lists(st.integers(1, 1_000_000), min_size=1, max_size=60)


@given(COUNTS, st.sampled_from(["quantile", "log", "equal"]))
def test_counts_fall_into_at_most_five_ascending_classes(counts: list[int], method: Method) -> None:
    classes = sequential([float(count) for count in counts], method, whole=True)
    assert classes.count <= 5
    assert list(classes.uppers) == sorted(set(classes.uppers))
    assert all(upper.is_integer() for upper in classes.uppers)
    assert {classes.index(float(count)) for count in counts} <= set(range(classes.count))
    for upper in classes.uppers:
        assert classes.index(upper) + 1 == classes.index(upper + 1)


@given(st.lists(st.integers(-100_000, 100_000), min_size=1, max_size=60))
def test_changes_are_classed_alike_up_and_down(changes: list[int]) -> None:
    classes = diverging([float(change) for change in changes], whole=True)
    assert classes.count == 5
    assert classes.index(0) == 2
    for change in changes:
        assert classes.index(float(change)) + classes.index(-float(change)) == 4


def test_logarithmic_bounds_are_one_two_five() -> None:
    classes = sequential([1.0, 50_000.0], "log", whole=True)
    assert {str(upper)[0] for upper in classes.uppers} <= {"1", "2", "5"}
    assert nearest_125(1400) == 1000
    assert nearest_125(1500) == 2000
    assert nearest_125(0.04) == 0.05


def test_equal_bounds_are_equally_far_apart() -> None:
    classes = sequential([3.0, 97.0], "equal", whole=True)
    assert classes.uppers == (20, 40, 60, 80)


@pytest.mark.parametrize("method", ["quantile", "log", "equal"])
def test_no_values_give_one_class(method: Method) -> None:
    assert sequential([], method, whole=True).uppers == ()


def test_printed_bounds_join_without_overlap(words: Vocabulary) -> None:
    permits = words.layers["valid_permits"]
    classes = sequential([float(v) for v in range(1, 1000)], "quantile", whole=True)
    labels = legend_labels(classes, permits, "total")
    ends = [label.replace(",", "").split("–") for label in labels[:-1]]
    assert ends[0][0] == "1"
    for below, above in itertools.pairwise(ends):
        assert int(above[0]) == int(below[1]) + 1
    assert labels[-1] == f"{int(ends[-1][1]) + 1} or more"
