"""Random walks over every control of every page: nothing a reader can set breaks a page."""

import random

import pytest

from tests.effort import SEED, Effort
from tests.hostile_links import Query
from tests.pages import PAGE_NAMES, follow, opened, refused, wrong
from tests.walk import step

# Where a walk begins: each page as it opens, and views whose controls the opening does not show.
STARTS: dict[str, list[Query]] = {
    "map": [{}, {"layer": ["entry_rules"]}, {"layer": ["staying"], "country": ["GEO"]}],
    "countries": [{}, {"c": ["GEO", "DEU"]}],
    "people": [{}, {"part": ["asylum"]}, {"part": ["article"]}, {"part": ["who"]}],
    "scenarios": [{}, {"b_from": ["custom"], "c_from": ["the_bell_2024"]}],
    "workforce": [{}, {"solve": ["people"], "from": ["custom"]}],
    "sources": [{}, {"s": ["bbc-2023-06"]}, {"indicator": ["valid_permits"], "q": ["permit"]}],
}


@pytest.mark.parametrize("page_name", PAGE_NAMES)
def test_no_walk_over_the_controls_breaks_a_page(page_name: str, effort: Effort) -> None:
    chance = random.Random(f"{SEED} {page_name}")
    starts = STARTS.get(page_name, [{}])
    for start in starts:
        app = follow(opened(page_name), start)
        assert (wrong(app), refused(app)) == (None, None)
        taken = [f"seed {SEED}, /{page_name} from {start!r}"]
        for _ in range(max(effort.steps // len(starts), 1)):
            taken.append(step(app, chance))
            # The app itself never writes an address that it would not accept.
            found = wrong(app) or refused(app)
            assert found is None, f"{found}:\n" + "\n".join(taken)
