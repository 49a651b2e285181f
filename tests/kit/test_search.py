"""Search over short texts."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.kit.search import Index, typed_figure

INDEX = Index({"a": ["First permits", "Türkiye"], "b": ["Permits held"], "c": ["CC BY 4.0"]})


def test_every_word_has_to_occur_in_any_order() -> None:
    assert INDEX.find("permit") == ["a", "b"]
    assert INDEX.find("PERMITS first") == ["a"]
    assert INDEX.find("turkiye permit") == ["a"]
    assert INDEX.find("permit nowhere") == []


def test_short_words_count_at_the_start_of_a_word_only() -> None:
    assert INDEX.find("by") == ["c"]
    assert INDEX.find("el") == []
    assert INDEX.find("t") == ["a"]


@given(st.text())
def test_any_text_can_be_searched_for(typed: str) -> None:
    assert set(INDEX.find(typed)) <= {"a", "b", "c"}


def test_a_figure_is_found_however_its_thousands_are_written_and_not_inside_another() -> None:
    index = Index({"a": ["The 155,000 permits"], "b": ["2,155,000"], "c": ["1550001, 155"]})
    for typed in ("155,000", "155000", "155 000"):
        assert index.find(typed) == ["a"]
    assert index.find("2155000") == ["b"]
    assert [typed_figure(text) for text in ("155,000", "26.4%", "1,5", "15 permits", "")] == [
        155_000,
        26.4,
        None,
        None,
        None,
    ]
