"""Pages that open from disk hold every view, map and word, and nothing from elsewhere."""

import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest

from dashboard.charts.palette import filled
from dashboard.files.deck import Deck, DeckSlide, clean
from dashboard.files.html import FileWords, html_bytes, map_file
from dashboard.link.map_view import defaults
from dashboard.link.page_link import Vocabulary
from dashboard.map.figure import map_timeline
from dashboard.map.geometry import geometry
from dashboard.map.spec import Key, Moment, Timeline
from dashboard.tables.catalogue import Catalogue
from tests.decks import HEADING, Drawn, deck_of, wide_deck
from tests.this_release import RELEASE

HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)> " &amp; \x00'
POLICY = "default-src 'none'"
# Attributes that make a browser fetch something.
FETCHING = {"src", "srcset", "data", "poster", "background", "action"}


class Reader(HTMLParser):
    """Elements with their attributes, and the text outside scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's own signature
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style"):
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def read(deck: Deck) -> Reader:
    reader = Reader()
    reader.feed(html_bytes(deck).decode("utf-8"))
    return reader


@cache
def page() -> Reader:
    return read(wide_deck())


@cache
def figures() -> dict[str, dict[str, object]]:
    text = html_bytes(wide_deck()).decode("utf-8")
    found = re.search(r'<script type="application/json" id="figures">(.*?)</script>', text)
    assert found
    loaded: dict[str, dict[str, object]] = json.loads(found[1])
    return loaded


def test_every_view_is_a_section_with_all_its_words() -> None:
    text = " ".join(page().text.split())
    assert len(page().all("section")) == len(wide_deck().slides) + 1
    assert len(page().all("h2")) == len(wide_deck().slides) + 1
    for item in wide_deck().slides:
        view = item.slide
        for words in (view.title, view.subtitle, view.source, *view.points, *view.notes):
            assert clean(words) in text
        assert {"href": wide_deck().address_of(view)} in page().all("a")
    assert text.count(f"Presenter’s heading: {HEADING}") == len(wide_deck().slides) // 2
    assert f"Data release {RELEASE}" in text


def test_figures_have_alt_text_and_a_table() -> None:
    views = [item.slide for item in wide_deck().slides]
    drawn = [view for view in views if view.figure is not None or view.map is not None]
    labels = [attributes["aria-label"] for attributes in page().all("figure")]
    assert len(figures()) == sum(view.figure is not None for view in views)
    assert labels == [clean(view.alt) for view in drawn]
    for item in wide_deck().slides:
        if not item.slide.table.empty:
            assert clean(str(item.slide.table.iloc[0, 0])) in page().text
    assert len(page().all("table")) == sum(
        not item.slide.table.empty for item in wide_deck().slides
    )


def test_charts_hold_the_slides_numbers() -> None:
    drawn = {
        f"figure-{number}": item.slide.figure
        for number, item in enumerate(wide_deck().slides, start=1)
        if item.slide.figure is not None
    }
    assert figures() == {
        place: json.loads(filled(figure.to_json(), "light")) for place, figure in drawn.items()
    }


def test_maps_are_drawings_with_each_country_and_its_words() -> None:
    specs = [item.slide.map for item in wide_deck().slides if item.slide.map]
    shapes = [attributes for attributes in page().all("path") if "data-iso" in attributes]
    drawn = [set(spec.classes) & set(geometry(spec.region).shapes) for spec in specs]
    assert len(specs) == len(page().all("svg")) / 2 == 2
    assert len(shapes) == sum(map(len, drawn))
    for spec in specs:
        for key in filter(lambda key: key.stands, spec.legend):
            assert key.text in page().text
        for iso3 in ("DEU", "TUR"):
            assert f"{geometry(spec.region).names[iso3]}: {spec.said(iso3)}" in page().text
    # What one map refers to is its own.
    names = [attributes["id"] for attributes in page().all("pattern")]
    assert len(names) == len(set(names))
    used = {fill[5:-1] for tag in ("path", "rect") for fill in _fills(tag) if fill[:3] == "url"}
    assert used <= set(names)


def _fills(tag: str) -> list[str]:
    return [attributes.get("fill", "") for attributes in page().all(tag)]


def test_a_briefing_of_maps_alone_brings_no_charts() -> None:
    maps = [item for item in wide_deck().slides if item.slide.map is not None]
    text = html_bytes(replace(wide_deck(), slides=maps)).decode("utf-8")
    assert "Plotly" not in text
    assert "<noscript" not in text
    assert len(text) < 1_000_000


def test_a_map_of_one_moment_brings_no_scripts() -> None:
    (still,) = deck_of([("map", {"layer": "staying"})]).slides
    text = html_bytes(replace(wide_deck(), slides=[still])).decode("utf-8")
    assert "<script" not in text
    assert "The map plays" not in text


def test_a_map_brings_all_its_moments_with_their_words() -> None:
    (item,) = deck_of([("map", {"layer": "valid_permits", "year": "2022", "since": "2021"})]).slides
    text = html_bytes(replace(wide_deck(), slides=[item])).decode("utf-8")
    found = re.search(r'<script type="application/json" id="maps">(.*?)</script>', text)
    assert found
    (layer,) = json.loads(found[1]).values()
    assert item.slide.moments
    moments = item.slide.moments().moments
    assert [one["code"] for one in layer["moments"]] == [one.code for one in moments]
    assert [one["title"] for one in layer["moments"]] == [one.title for one in moments]
    assert layer["shown"] == "2022"
    assert "What stands under it is of 2022." in text


def test_sources_are_listed_once_with_their_addresses() -> None:
    sources = {clean(text) for item in wide_deck().slides for text in item.slide.sources}
    for source in sources:
        text, _, address = source.partition(" http")
        assert text.rstrip(".:") in page().text
        assert not address or {"href": f"http{address}"} in page().all("a")


def test_nothing_is_fetched_from_anywhere() -> None:
    for tag, attributes in page().elements:
        assert tag not in ("link", "iframe", "object", "embed", "base", "form")
        assert not FETCHING & set(attributes), tag
    (policy,) = [m["content"] for m in page().all("meta") if "http-equiv" in m]
    assert policy.startswith(POLICY)
    assert "connect-src" not in policy
    assert "http" not in policy


def test_hostile_text_stays_text() -> None:
    item = next(item for item in wide_deck().slides if item.slide.figure is not None)
    figure, chart = item.slide.figure, item.slide.chart
    assert figure is not None
    assert chart is not None
    slide = replace(
        item.slide,
        title=HOSTILE,
        alt=HOSTILE,
        points=[HOSTILE],
        sources=[HOSTILE, "Bad. javascript:alert(1)"],
        table=item.slide.table.head(1).assign(**{HOSTILE: [HOSTILE]}),
        spec=Drawn(type(figure)(figure).update_layout(title=HOSTILE), chart),
    )
    whole = read(replace(wide_deck(), title=HOSTILE, slides=[DeckSlide(slide, HOSTILE, HOSTILE)]))
    usual = read(replace(wide_deck(), slides=[item]))
    assert len(whole.all("script")) == len(usual.all("script"))
    assert not whole.all("img")
    assert all(link["href"].startswith(("#", "https://", "http://")) for link in whole.all("a"))
    assert whole.text.count(clean(HOSTILE)) >= 5


def test_hostile_text_on_a_map_stays_text() -> None:
    item = next(item for item in wide_deck().slides if item.slide.map)
    assert item.slide.map
    spec = replace(
        item.slide.map,
        shared=dict.fromkeys(range(99), HOSTILE),
        legend=[Key(HOSTILE, 0)],
        corner=HOSTILE,
    )
    moments = [Moment(code, HOSTILE, spec, HOSTILE, HOSTILE) for code in (HOSTILE, "2023")]
    timeline = Timeline(moments, gauge=HOSTILE, shown=HOSTILE)
    slide = replace(item.slide, map=spec, moments=lambda: timeline)
    whole = read(replace(wide_deck(), slides=[DeckSlide(slide)]))
    usual = read(replace(wide_deck(), slides=[item]))
    assert len(whole.all("script")) == len(usual.all("script"))
    assert not whole.all("img")
    assert not any(name.startswith("on") for _, found in whole.elements for name in found)
    assert "<script>alert(1)</script>" in whole.text


@pytest.mark.parametrize("count", [1, 12])
def test_any_number_of_views_has_a_contents_list(count: int) -> None:
    deck = replace(wide_deck(), slides=wide_deck().slides[:count])
    links = [link["href"] for link in read(deck).all("a") if link["href"].startswith("#view")]
    assert links == [f"#view-{number}" for number in range(1, count + 1)]


WORDS = FileWords(
    sources=["Publisher <b>A</b>", "Publisher B"],
    notes=["</script><script>alert(1)</script>"],
    signature="Who left Russia?",
    release="2026.12",
    link="https://example.org/?layer=x&year=2022",
)


def timeline(catalogue: Catalogue, words: Vocabulary, layer: str) -> Timeline:
    indicator = words.layers[layer]
    return map_timeline(catalogue, indicator, defaults(indicator))


def embedded(page: str, name: str) -> object:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_it_holds_every_moment_its_words_and_the_table(
    catalogue: Catalogue, words: Vocabulary
) -> None:
    maps = timeline(catalogue, words, "valid_permits")
    page = map_file(maps, WORDS).decode()
    layer = embedded(page, "layer")
    assert isinstance(layer, dict)
    assert [one["code"] for one in layer["moments"]] == [one.code for one in maps.moments]
    assert [one["title"] for one in layer["moments"]] == [one.title for one in maps.moments]
    for one in maps.moments:
        assert one.map.items is not None
        for item in one.map.items.items:
            assert item.label in page
    assert "Cyprus" in page
    assert "Publisher &lt;b&gt;A&lt;/b&gt;" in page


def test_no_text_ends_its_script_or_becomes_markup(catalogue: Catalogue, words: Vocabulary) -> None:
    maps = timeline(catalogue, words, "valid_permits")
    evil = "</script><img src=x onerror=alert(1)>"
    moments = [replace(one, title=evil, subtitle=evil) for one in maps.moments]
    page = map_file(replace(maps, moments=moments), WORDS).decode()
    assert "<img" not in page
    assert page.count("<script") == page.count("</script>")
    assert "alert(1)</script>" not in page


def test_it_asks_no_host_and_is_the_same_twice(catalogue: Catalogue, words: Vocabulary) -> None:
    maps = timeline(catalogue, words, "asylum_applications")
    made = map_file(maps, WORDS)
    assert made == map_file(maps, WORDS)
    assert b"default-src 'none'" in made
    addresses = set(re.findall(rb"https?://[^\s\"'<)]+", made))
    assert addresses == {
        b"http://www.w3.org/2000/svg",
        b"https://example.org/?layer=x&amp;year=2022",
    }
    assert len(made) < 1_000_000
