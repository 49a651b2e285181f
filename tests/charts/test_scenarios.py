"""The steps from people to workers are drawn as the model has them, open ends open."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.figure import Bars
from dashboard.charts.scenarios import flow_picture, results
from dashboard.link.starts import Chosen
from dashboard.models.inputs import Assumptions
from tests.calculators import ALL_ON, ANY_SHARES, DEFAULT, STARTS


@settings(deadline=None, max_examples=25)
@given(
    st.sampled_from(STARTS.codes),
    st.integers(0, 3_000_000),
    ANY_SHARES,
)
def test_the_steps_are_drawn_as_the_model_has_them(
    source: str, people: int, assumptions: Assumptions
) -> None:
    made = results(replace(DEFAULT, a=Chosen(source, people, assumptions)), STARTS)
    picture = flow_picture(made)
    assert isinstance(picture.chart, Bars)
    assert picture.figure is not None
    taken = [s for s in made["a"].steps if s.reason is None and s.share is not None]
    drawn = [value for value in picture.chart.series["Persons"] if value is not None]
    assert drawn[-len(taken) :] == [step.persons for step in taken]
    assert list(picture.figure.data[0].x) == drawn
    assert drawn[-1] == made["a"].workers
    assert drawn == sorted(drawn, reverse=True)
    assert len(picture.title.split()) <= 12
    assert len(picture.table) == len(drawn)


def test_the_steps_say_the_assumption_and_keep_open_ends_open() -> None:
    made = results(DEFAULT, STARTS)
    alone = flow_picture({"a": made["a"]})
    assert alone.title == "820,000 people who left come to 501,840 workers, 0.67% of the base"
    assert alone.table.to_dict("list") == {
        "Step": [
            "People who left",
            "0% counted twice in transit",
            "15% came back: people still abroad",
            "90% are adults",
            "80% of them work or seek work",
            "0% still work remotely for Russian employers: workers who left",
        ],
        "Persons": [
            "820,000 (820,000–920,000)",
            "820,000 (820,000–920,000)",
            "697,000 (697,000–782,000)",
            "627,300 (627,300–703,800)",
            "501,840 (501,840–563,040)",
            "501,840 (501,840–563,040) → 0.67%",
        ],
    }
    three = flow_picture(results(ALL_ON, STARTS)).table
    assert three.at[0, "Scenario B"] == ""
    assert next(iter(three["Scenario C"])) == "at most 1,300,000"
    assert list(three["Scenario B"])[-1] == "479,520 (at least 468,000), −0% → 0.64%"
