"""The ready-made briefing: the Map's opening, and views that follow the article's questions."""

from dashboard.link.page_codes import PageCodes
from dashboard.link.page_link import Page, PageLink

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


def ready_views(codes: PageCodes) -> tuple[PageLink, ...]:
    """Return the views of the ready-made briefing."""
    return tuple(codes.normal(PageLink.of(page, query))[0] for page, query, _ in READY)
