"""A briefing as a file to save and to open again: JSON with links, headings and notes."""

import json
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from dashboard.kit.slide import LONGEST_HEADING, LONGEST_NOTES, BriefItem, heading_text, notes_text
from dashboard.link.brief_view import Collected
from dashboard.link.page_codes import PageCodes
from dashboard.link.page_link import TITLES, Page, PageLink

FORMAT = "who-left-russia briefing"
VERSION = 1
# Twelve views with the longest links, headings and notes come to a third of it.
LARGEST = 200_000
MOST_LISTED = 1_000
LONGEST_SHOWN = 40
TOP_KEYS = frozenset({"format", "version", "release", "views"})
VIEW_KEYS = frozenset({"link", "heading", "notes"})
LONGEST_ADDRESS = 2_000

# Each with the figures of the article that it works with, in its order. It opens as the Map does;
# the reasons, which the article has no figure for, stand where it comes to speak of them.
READY: tuple[tuple[Page, dict[str, str], tuple[str, ...]], ...] = (
    ("map", {"layer": "entry_rules", "people": "staying"}, ()),
    ("scenarios", {}, ("a01_total_words",)),
    ("people", {"part": "when"}, ("a04_crimea", "a05_first_wave", "a06_mobilisation")),
    (
        "map",
        {
            "layer": "entry_rules",
            "date": "2023-06-05",
            "since_date": "2022-02-10",
            "region": "eurasia",
        },
        ("a13_kazakhstan_days",),
    ),
    ("map", {"layer": "valid_permits", "measure": "change"}, ("a14_months", "a15_permits")),
    ("people", {"part": "who"}, ("a20_under_50",)),
    ("people", {"part": "why"}, ()),
    ("workforce", {}, ("a26_alfa",)),
)


class BriefingFileError(ValueError):
    """The file cannot be opened; the message says what is wrong, in plain words."""


@dataclass(frozen=True)
class OpenedBriefing:
    """What a file holds: the views that were accepted, and what was not, by its place in it.

    `release` is the data release on which the file was made.
    """

    items: tuple[BriefItem, ...]
    release: str
    refused: list[str] = field(default_factory=list)


def briefing_bytes(items: Sequence[BriefItem], release: str) -> bytes:
    """Return the file, UTF-8."""
    views = [
        {"link": item.link.text, "heading": item.heading, "notes": item.notes} for item in items
    ]
    content = {"format": FORMAT, "version": VERSION, "release": release, "views": views}
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def read_briefing(data: bytes, codes: PageCodes, pages: Container[str] = TITLES) -> OpenedBriefing:
    """Return what a file holds; views that are not accepted are named, the rest stand.

    `pages` are those that this deployment has.

    Raises:
        BriefingFileError: for what is no briefing, is too large, or of a later version.
    """
    content = _object(data)
    if content.get("format") != FORMAT:
        raise BriefingFileError(f"this is no briefing file: format is not “{FORMAT}”")
    version = content.get("version")
    if version != VERSION or not isinstance(version, int) or isinstance(version, bool):
        raise BriefingFileError(f"version is {_short(version)}; this app reads version {VERSION}")
    _known_keys(content, TOP_KEYS, "the file")
    release = content.get("release")
    if not isinstance(release, str) or not release.strip():
        raise BriefingFileError("release must be text such as “2026.11”")
    views = content.get("views")
    if not isinstance(views, list):
        raise BriefingFileError("views must be a list")
    if len(views) > MOST_LISTED:
        raise BriefingFileError(f"views lists {len(views):,} views, far more than a briefing holds")
    items: list[BriefItem] = []
    refused: list[str] = []
    collected = Collected(codes, pages)
    for at, view in enumerate(views, start=1):
        try:
            item, cut = _item(view, collected, release)
        except BriefingFileError as error:
            refused.append(f"View {at}: {error}")
        else:
            items.append(item)
            refused += [f"View {at}: {what}" for what in cut]
    return OpenedBriefing(tuple(items), heading_text(release)[:LONGEST_SHOWN], refused)


def _object(data: bytes) -> dict[str, object]:
    if len(data) > LARGEST:
        raise BriefingFileError(
            f"the file has {len(data):,} bytes; a briefing has at most {LARGEST:,}"
        )
    try:
        content = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_unique)
    except UnicodeDecodeError as error:
        raise BriefingFileError(f"it is not UTF-8 text: byte {error.start:,}") from None
    except json.JSONDecodeError as error:
        raise BriefingFileError(
            f"it is not JSON: line {error.lineno}, character {error.colno}"
        ) from None
    except RecursionError:
        raise BriefingFileError("it is nested too deeply") from None
    except BriefingFileError:
        raise
    except ValueError:  # a whole number of thousands of digits
        raise BriefingFileError("it holds a number that is too long") from None
    if not isinstance(content, dict):
        raise BriefingFileError("it must hold one object, in braces")
    return content


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BriefingFileError(f"{_short(twice)} stands twice in one object")
    return found


def _known_keys(content: dict[str, object], known: frozenset[str], where: str) -> None:
    for key in content:
        if key not in known:
            expected = ", ".join(sorted(known))
            raise BriefingFileError(f"{where} has an unknown key {_short(key)}; known: {expected}")


def _item(view: object, collected: Collected, release: str) -> tuple[BriefItem, list[str]]:
    """Return a view of the file, and which of its words were shortened."""
    if not isinstance(view, dict):
        raise BriefingFileError("it must be an object with link, heading and notes")
    _known_keys(view, VIEW_KEYS, "it")
    texts = {key: view.get(key, "") for key in VIEW_KEYS}
    for key, text in texts.items():
        if not isinstance(text, str):
            raise BriefingFileError(f"{key} must be text, not {_short(text)}")
    link, reason = collected.take(_link(texts["link"], release))
    if link is None:
        raise BriefingFileError(f"link {_short(texts['link'])} was not used: {reason}")
    cut = []
    if len(texts["heading"].strip()) > LONGEST_HEADING:
        cut.append(f"the heading was cut to {LONGEST_HEADING} characters")
    if len(texts["notes"].strip()) > LONGEST_NOTES:
        cut.append(f"the notes were cut to {LONGEST_NOTES:,} characters")
    return BriefItem(link, heading_text(texts["heading"]), notes_text(texts["notes"])), cut


def _link(text: str, release: str) -> PageLink | None:
    """Return the link of `scenarios?a_from=custom`; None for an address or an unknown page.

    `release` is that of the file: what a link leaves out means what it meant then.
    """
    if len(text) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(text)
        query = parse_qs(parts.query, keep_blank_values=True)
    except ValueError:
        return None
    page = next((page for page in TITLES if PageLink(page).path == parts.path), None)
    if page is None or parts.scheme or parts.netloc or parts.fragment:
        return None
    return PageLink.of(page, query).made_on(release)


def _short(value: object) -> str:
    """Return a value of the file as plain text of at most 40 characters."""
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    text = heading_text(value if isinstance(value, str) else json.dumps(value))
    return f"“{text}”" if len(text) <= LONGEST_SHOWN else f"“{text[: LONGEST_SHOWN - 1]}…”"


def ready_views(codes: PageCodes, pages: Container[str] = TITLES) -> tuple[PageLink, ...]:
    """Return the views of the ready-made briefing, of the pages that this deployment has."""
    links = [PageLink.of(page, query) for page, query, _ in READY if page in pages]
    return tuple(codes.normal(link)[0] for link in links)
