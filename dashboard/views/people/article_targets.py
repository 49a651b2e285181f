"""Which page, and which view of it, works with a figure of the article."""

from dashboard.tables.rows import Row

Target = tuple[str, dict[str, str]]

# Figures for which a view says more than the page's opening; the rest open the page they name.
VIEWS: dict[str, Target] = {
    "a04_crimea": ("people", {"part": "when"}),
    "a05_first_wave": ("people", {"part": "when"}),
    "a06_mobilisation": ("people", {"part": "when", "kind": "mobilisation"}),
    "a07_online_callup": ("people", {"part": "when", "kind": "law"}),
    "a09_uk_mod": ("scenarios", {"a_from": "a09_uk_mod"}),
    "a10_forbes": ("scenarios", {"a_from": "a10_forbes"}),
    "a11_the_bell": ("scenarios", {"a_from": "the_bell_2024"}),
    "a13_kazakhstan_days": ("map", {"layer": "entry_rules", "people": "none", "country": "KAZ"}),
    "a14_months": ("map", {"layer": "valid_permits"}),
    "a15_permits": ("map", {"layer": "valid_permits"}),
    "a16_asylum_claims": ("people", {"part": "asylum", "year": "2022"}),
    "a17_asylum_granted": ("people", {"part": "asylum", "year": "2022"}),
    "a18_passports": ("people", {"part": "when"}),
    "a20_under_50": ("people", {"part": "who"}),
    "a25_total_again": ("people", {"part": "who"}),
}


def article_target(figure: Row) -> Target:
    """Return the page and query for a row of article_figures."""
    return VIEWS.get(figure["figure_id"], (figure["used_on"], {}))
