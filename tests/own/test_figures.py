"""A reader's table drawn by the code of the built-in layers, and its report as a table."""

import io
import math
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from dashboard.files import downloads as map_downloads
from dashboard.files.text import csv_bytes
from dashboard.kit.country_card import choropleth_country
from dashboard.kit.table import layer_table
from dashboard.link.map_view import defaults
from dashboard.map.figure import MapCard, map_card
from dashboard.map.svg import svg_map
from dashboard.models.layer import Layer
from dashboard.own.catalogue import own_catalogue, own_text
from dashboard.own.findings import Repairs, Report, total
from dashboard.own.panel import TEMPLATE, rejected_rows, report_table
from dashboard.own.reader import read_own_file
from dashboard.own.report import check_table
from dashboard.tables.catalogue import Catalogue

TABLE = (
    "country,people,year,note\nGeorgia,1200,2022,\nGeorgia,1500,2023,<i>a</i> note\n"
    "Armenia,950,2023,\nArmenia,50,2023,\nSerbia,0,2023,\nGibraltar,3,2023,\nRussia,9,2023,\n"
)


def checked(
    catalogue: Catalogue, text: str = TABLE, name: str = "mine.csv", **repairs: Any
) -> Report:
    grid = read_own_file(name, text.encode())
    return check_table(grid, catalogue.names, Repairs(**repairs))


def drawn(catalogue: Catalogue, report: Report, **changes: Any) -> tuple[Catalogue, MapCard, Layer]:
    data, indicator = own_catalogue(catalogue, report)
    card = map_card(data, indicator, replace(defaults(indicator), **changes))
    assert card.layer is not None
    return data, card, card.layer


def test_every_country_has_one_of_three_states(catalogue: Catalogue) -> None:
    data, card, layer = drawn(catalogue, checked(catalogue))
    states = {place.iso3: place.state for place in layer.places}
    assert (states["GEO"], states["SRB"], states["DEU"]) == ("value", "zero", "absent")
    # Russia is the origin on every layer: its value is in the table, and it is never a class.
    assert states["RUS"] == "origin"
    assert set(states.values()) == {"value", "zero", "absent", "origin"}
    assert len(states) == len(catalogue.countries)
    assert [key.label for key in (card.map.legend if card.map else [])][-1] == "not in your table"
    assert card.title == "mine, 2023: most in Georgia, Armenia and Gibraltar"
    assert card.subtitle == (
        "people, 2023 · 4 countries and territories; the others are not in your table"
    )
    assert "1,500" in card.alt
    assert list(data.observations["source_id"].unique()) == ["own-table"]


def test_duplicates_are_added_up_where_the_reader_says(catalogue: Catalogue) -> None:
    report = checked(catalogue, duplicates="sum")
    _, _, layer = drawn(catalogue, report)
    assert layer.row("ARM").shown == 1000
    layers = (drawn(catalogue, report, year=2022)[2], layer)
    values = [place.figure.value for one in layers for place in one.places if place.figure]
    assert sum(values) == total(report.kept)


def test_ranking_country_and_table_are_those_of_the_built_in_layers(catalogue: Catalogue) -> None:
    data, card, layer = drawn(catalogue, checked(catalogue))
    assert card.map is not None
    items = card.map.items
    assert items is not None
    assert items.heading == "All 4, in people"
    assert [one.name for one in items.items] == ["Georgia", "Armenia", "Gibraltar", "Serbia"]
    georgia = choropleth_country(data, layer, "GEO")
    assert georgia.headline == "1,500 people, 2023"
    assert "Rank 1 of 4 countries with a value, by size" in georgia.details
    assert georgia.series == "2022: 1,200 · 2023: 1,500"
    assert georgia.sources[0].text == "Your own table, mine.csv"
    rows = layer_table(data, layer).download.set_index("iso3")
    assert rows.loc["GEO", "value"] == 1500
    assert rows.loc["GEO", "publisher"] == "Your own table"
    assert rows.loc["DEU", "state"] == "not in your table"
    assert rows.loc["RUS", "value"] == 9
    assert card.source.startswith("Your own table")


def test_the_measures_of_a_table_with_years(catalogue: Catalogue) -> None:
    report = checked(catalogue)
    _, card, layer = drawn(catalogue, report, measure="change", since=2022)
    assert layer.row("GEO").shown == 300
    assert layer.row("ARM").missing == "no_before"
    assert card.title == "mine: up in 1 of 1 country, 2022–2023"
    _, card, _ = drawn(catalogue, report, measure="per_1000")
    assert "People per 1,000 residents, 2023, population of 2024" in card.subtitle


def test_markup_is_text_wherever_it_is_drawn(catalogue: Catalogue) -> None:
    text = 'country,"<b>$x$</b>"\nGeorgia,5\nArmenia,7\n'
    _, card, layer = drawn(catalogue, checked(catalogue, text, "<img src=x>.csv"))
    for shown in (card.title, card.subtitle, card.source, layer.indicator.label):
        assert "<img" not in shown
        assert "<b>$" not in shown
    assert card.map is not None
    picture = svg_map(card.map, "light")
    assert "<img" not in picture
    assert "<b>" not in picture
    assert own_text("=a|b*[c](d) " + "x" * 99) == "a b c (d) " + "x" * 30


def test_a_name_in_two_characters_a_letter_stays_whole() -> None:
    assert own_text("Россий\u0438\u0306") == "Российй"
    assert own_text("हिन्दी") == "हिन्दी"


def test_values_that_are_not_whole_keep_their_decimals(catalogue: Catalogue) -> None:
    text = "country,score\n" + "".join(
        f"{iso3},{n + 1.5}\n" for n, iso3 in enumerate(("GEO", "ARM", "KAZ", "SRB", "TUR", "ISR"))
    )
    _, card, _ = drawn(catalogue, checked(catalogue, text))
    labels = [key.label for key in (card.map.legend if card.map else [])]
    assert labels[:3] == ["zero", "up to 2.5", "over 2.5 to 3.5"]
    assert card.title == "mine: most in Israel, Türkiye and Serbia"


def test_a_table_of_nothing_cannot_be_drawn(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="no row of the table goes onto the map"):
        own_catalogue(catalogue, checked(catalogue, "country,value\nGeorgia,abc\n"))


def test_the_report_as_a_table_and_the_rejected_rows(catalogue: Catalogue) -> None:
    names = catalogue.names.by_code
    report = checked(
        catalogue, TABLE + "=HYPERLINK(1),5,2023,\nGermany,-7,2023,\nKazachstan,1,2023,\n"
    )
    everything, _ = report_table(report, names, only_findings=False)
    assert len(everything) == len(report.rows)
    looked_at, _ = report_table(report, names, only_findings=True)
    assert list(looked_at["Line"]) == ["4", "5", "8", "9", "10", "11"]
    content = csv_bytes(rejected_rows(report, names), {})
    again = pd.read_csv(io.BytesIO(content), keep_default_na=False, dtype=str)
    assert list(again["country"]) == ["Armenia", "'=HYPERLINK(1)", "Germany", "Kazachstan"]
    assert list(again["value"]) == ["50", "5", "-7", "1"]
    assert (
        again["why"].iloc[3] == "not matched: no such country is known; nearest: Kazakhstan (KAZ)"
    )


def test_rejected_rows_can_be_mended_and_brought_back(catalogue: Catalogue) -> None:
    first = checked(catalogue, "country;people;year\nKazachstan;1 234,5;2023\nGeorgia;5;2023\n")
    content = csv_bytes(rejected_rows(first, catalogue.names.by_code), {})
    mended = content.decode("utf-8-sig").replace("Kazachstan", "Kazakhstan")
    again = checked(catalogue, mended)
    assert [(row.iso3, row.value, row.year) for row in again.kept] == [("KAZ", 1234.5, 2023)]


def test_the_template_is_read_without_a_finding(catalogue: Catalogue) -> None:
    report = checked(catalogue, csv_bytes(TEMPLATE, {}).decode("utf-8-sig"))
    assert report.counts == {"matched": 3}
    assert [(row.iso3, row.value, row.low) for row in report.rows] == [
        ("GEO", 1200.0, 1000.0),
        ("ARM", 950.0, None),
        ("KAZ", 0.0, None),
    ]


def test_a_balance_is_drawn_on_a_scale_with_two_sides(catalogue: Catalogue) -> None:
    text = "country,net\nGeorgia,-5000\nArmenia,3000\nSerbia,0\nKazakhstan,-200\n"
    report = checked(catalogue, text, balance=True)
    data, card, layer = drawn(catalogue, report)
    assert layer.classes.signed
    # Nothing is a value like any other here, and lies in the middle class.
    assert layer.row("SRB").state == "value"
    assert layer.classes.index(0.0) == layer.classes.count // 2
    labels = [key.label for key in (card.map.legend if card.map else [])]
    assert "zero" not in labels
    assert card.title == "mine: highest in Armenia, Serbia and Kazakhstan"
    assert "Georgia −5,000" in card.alt
    items = card.map.items if card.map else None
    assert items is not None
    assert [one.value for one in items.items] == [3000, 0, -200, -5000]
    georgia = choropleth_country(data, layer, "GEO")
    assert georgia.headline == "−5,000 net, no period given"
    assert math.isnan(layer.row("GEO").share)
    assert not card.indicator.per_1000


def test_the_map_opens_on_the_last_year_with_most_rows(catalogue: Catalogue) -> None:
    text = "iso3,year,n\nGEO,2021,1\nARM,2021,2\nGEO,2022,3\nARM,2022,4\nGEO,2023,5\n"
    _, indicator = own_catalogue(catalogue, checked(catalogue, text))
    assert (indicator.default_year, indicator.years) == (2022, (2021, 2022, 2023))


def test_thousands_as_written_are_no_rate_and_single_ones_are_not_called_thousands(
    catalogue: Catalogue,
) -> None:
    text = "country;residents, in thousands\nGeorgia;5\nArmenia;7\n"
    _, indicator = own_catalogue(catalogue, checked(catalogue, text))
    assert (indicator.unit_name, indicator.per_1000) == ("residents, in thousands", False)
    _, indicator = own_catalogue(catalogue, checked(catalogue, text, factor=1000.0))
    assert (indicator.unit_name, indicator.per_1000) == ("residents", True)


def test_files_of_an_own_table_name_it_and_are_not_signed(catalogue: Catalogue) -> None:
    data, card, layer = drawn(catalogue, checked(catalogue))
    header = map_downloads.header_of(card, data)
    assert header["source"] == "Your own table, mine.csv"
    assert header["shown by"] == "Figures of the reader's own table, not checked"
    assert set(layer_table(data, layer).download["unit"]) == {"people"}
    assert map_downloads.file_name(card).startswith("own-mine-2023-total")
