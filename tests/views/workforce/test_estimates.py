"""Each comparable estimate against the share: verdicts, who is counted, and what is drawn of it."""

from dataclasses import replace

from hypothesis import given, settings

from dashboard.charts.figure import Figure, Spans
from dashboard.link.workforce_view import WorkforceView
from dashboard.tables.dates import PartialDate
from dashboard.views.workforce import verdict_words
from dashboard.views.workforce.estimates import (
    estimates_picture,
    published_picture,
    published_shares,
    verdict_table,
)
from dashboard.words.chain_words import share_text
from tests.calculators import TABLES
from tests.link.test_workforce_view import views
from tests.workforce import USUAL, answered, text_of


def drawn(view: WorkforceView = USUAL) -> Figure:
    return estimates_picture(answered(view), answered(view).others)


def test_alfas_number_reads_one_and_a_half_percent_only_after_rounding() -> None:
    claim = answered().claim
    assert share_text(claim.share) == "1.46%"
    assert verdict_words.alfa_line(claim) == (
        "Alfa Bank's 1,100,000 workers come from a retelling: they are 1.46% of this base, and "
        "read 1.5% only after rounding."
    )
    lowest = answered(replace(USUAL, base="lf_wb_2021")).claim
    assert verdict_words.alfa_line(lowest).endswith("they are 1.53% of this base.")
    widest = answered(replace(USUAL, base="wa_2022_01")).claim
    assert "short of 1.5% even after rounding" in verdict_words.alfa_line(widest)


def test_every_comparable_estimate_has_a_verdict() -> None:
    made = answered().others
    assert len(made) == 23
    assert {each.row.estimate_id for each in made}.isdisjoint({"alfa_2022", "rtvi_2023"})
    kinds = {each.row.estimate_id: each.verdict.kind for each in made}
    assert kinds["uk_mod_2023"] == kinds["auzan_2023"] == "depends"
    assert kinds["re_russia_2023"] == kinds["the_bell_2024"] == "does_not_reach"
    table = verdict_table(made, TABLES)
    assert len(table.rows) == len(table.download) == 23
    for column in ("Before returns", "After returns"):
        assert not table.rows[column].str.contains("confirmed|wrong").any()
    assert (table.download[["publisher", "source_title"]] != "").all(axis=None)


def test_only_estimates_of_the_whole_period_are_counted_and_the_others_named() -> None:
    made = answered().others
    left_out = {each.row.estimate_id: each.left_out for each in made if each.left_out}
    assert left_out == {
        "bumaga_2022": "other_period",
        "florinskaya_2022_05": "other_period",
        "florinskaya_2022_09": "made_before_its_end",
        "nezygar_2022": "other_period",
        "ok_russians_2022": "other_period",
        "re_russia_2022": "other_period",
        "sonin_2022": "other_period",
    }
    assert answered().said[:2] == [
        "Of 16 estimates that cover 24 Feb to 31 Dec 2022, none reaches 1.5% at the defaults, 3 "
        "depend on the assumptions or the upper end of a range, 13 do not reach it. Before people "
        "who came back are taken off: none reaches it, 3 depend, 12 do not; 1 counts people still "
        "abroad, so there it cannot be told.",
        "Not counted, and last in the table: 6 for a shorter or another period, 1 made before the "
        "period was over.",
    ]
    table = verdict_table(made, TABLES)
    assert list(table.rows["Counted"].eq("yes")) == [True] * 16 + [False] * 7
    assert list(table.download["counted"].eq("yes")) == [True] * 16 + [False] * 7
    auzan = table.rows.set_index("Estimate").loc["Auzan, Feb 2023"]
    # 1,500,000 x 0.9 x 0.8 / 75,100,000, and the same after 15% who came back.
    assert (auzan["Share before returns"], auzan["Share after returns"]) == ("1.44%", "1.22%")
    bell = table.rows.set_index("Estimate").loc["The Bell, July 2024"]
    assert bell["Before returns"] == "cannot be told, they are already off this count"
    assert bell["Share before returns"] == ""
    unclear = table.rows["Before returns"].str.endswith("some may be off it already")
    assert set(table.rows.loc[unclear, "Estimate"]) == {
        "UK MoD, May 2023 (ceiling)",
        "OutRush, March 2025",
        "RANEPA, Aug 2025",
    }


def test_the_other_judgement_stands_beside_alfas_with_kind_and_period() -> None:
    row = answered().other_claim
    assert row is not None
    line = verdict_words.other_claim_line(row)
    assert line == (
        "The only other claim of that kind found: Polevoy, 2022, up to 1.4% of the labour force "
        "(a judgement on the time after the mobilisation, worst case)."
    )
    moved = replace(row, value=1.7, note="about; a guess", as_of=PartialDate.of("2027"))
    assert verdict_words.other_claim_line(moved).endswith(
        "Polevoy, 2027, about 1.7% of the labour force (a guess)."
    )
    assert line in text_of()
    assert {*row.source_id} <= {*answered().source_ids}


def test_published_shares_stand_with_what_they_are_shares_of() -> None:
    rows = published_shares(TABLES).set_index("Published share")
    assert len(rows) == 7
    assert rows.at["Polevoy: up to this share, worst case", "Per cent"] == "1.4"
    assert rows.at["Alfa Bank: share that left in 2022", "Per cent"] == "1.5"
    assert rows.at["Gimpelson: emigration plus mobilisation", "Of"] == "male workers 20-49"
    assert rows["Source"].ne("").all()


def test_the_title_counts_the_verdicts_that_the_chart_draws() -> None:
    picture = drawn()
    assert picture.title == "None of 16 estimates reaches 1.5% at the default assumptions"
    verdicts = [each.verdict for each in answered().counted]
    assert verdict_words.second_line(verdicts, 7, USUAL.target) == (
        "Estimates that cover 24 Feb to 31 Dec 2022 · 3 reach 1.5% only with other assumptions or "
        "the upper end of a range (orange) · 7 more are named, not counted"
    )
    low = drawn(replace(USUAL, target=0.012)).title
    assert low == "1 of 16 estimates reaches 1.2% at the default assumptions"
    assert drawn(replace(USUAL, target=0.005)).title.startswith("9 of 16 estimates reach 0.5%")


@given(views())
@settings(deadline=None, max_examples=15)
def test_every_estimate_is_drawn_from_low_to_high_with_open_ends_open(view: WorkforceView) -> None:
    picture, made = drawn(view), answered(view).others
    assert isinstance(picture.chart, Spans)
    assert picture.figure is not None
    spans = {span.name: span for span in picture.chart.spans}
    names = [name.strip() for name in picture.figure.layout.yaxis.ticktext]
    for each in made:
        span, ranged = spans[each.row.label], each.verdict.ranged
        for end, value in ((span.low, ranged.low), (span.high, ranged.high)):
            assert (end is None) == (value is None)
            assert end is None or abs(end - (value or 0) * 100) < 1e-6
        assert span.label == share_text(each.verdict.share)
        assert each.row.label in names
        apart = span.group.startswith("Not counted")
        assert apart == (each.left_out is not None)
    # All that is drawn is read out.
    assert all(span.name in picture.alt for span in picture.chart.spans)


def test_the_answer_is_a_bar_from_zero_against_the_share() -> None:
    picture = drawn()
    assert picture.figure is not None
    assert isinstance(picture.chart, Spans)
    found = answered()
    whole = next(t for t in picture.figure.data if t.mode == "lines" and t.x and t.x[0] == 0)
    assert list(whole.x[:2]) == [0, found.result.share]
    dashed = next(t for t in picture.figure.data if t.line.dash == "dash")
    assert list(dashed.x) == [0.015, 0.015]
    first = picture.chart.spans[0]
    assert (first.group, first.label) == ("Up to 1,300,000 leavers", "1.06%")
    claims = [span for span in picture.chart.spans if span.group == "The claim"]
    assert [(span.name, span.label) for span in claims] == [
        ("Alfa Bank, retold", "1.46%"),
        ("Polevoy, up to", "1.4%"),
    ]
    assert claims[1].low is None


def test_another_kind_of_base_has_no_other_claim() -> None:
    chart = drawn(replace(USUAL, base="emp_2023")).chart
    assert isinstance(chart, Spans)
    assert not any(span.name.startswith("Polevoy") for span in chart.spans)


def test_published_shares_keep_their_bounds_and_bases() -> None:
    picture = published_picture(TABLES)
    assert picture.title == "Published shares run from 0.3% to 2%, each of its own base"
    assert isinstance(picture.chart, Spans)
    spans = {span.name: span for span in picture.chart.spans}
    polevoy = spans["Polevoy"]
    assert (polevoy.low, polevoy.high, polevoy.label) == (None, 1.4, "up to 1.4%")
    assert {span.group for span in spans.values()} == {
        "Of the labour force",
        "Of male workers 20-49",
        "Of the employed",
    }
