"""A map in one file: all that the page shows of a layer, and nothing that a text could break."""

import json
import re
from dataclasses import replace

from dashboard.files.map import FileWords, map_file
from dashboard.link.map_view import defaults
from dashboard.link.page_link import Vocabulary
from dashboard.map.figure import map_timeline
from dashboard.map.spec import Timeline
from dashboard.tables.catalogue import Catalogue

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
