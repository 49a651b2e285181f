"""Hostile links on the real pages: each gives a working page, and nothing of it as markup."""

import random

import pytest

from tests.effort import SEED, Effort
from tests.hostile_links import MARK, link
from tests.pages import PAGE_NAMES, follow, opened, rendered, wrong

# A reader follows some links in one session before a new one begins.
LINKS_A_SESSION = 20


@pytest.mark.parametrize("page_name", PAGE_NAMES)
def test_a_hostile_link_gives_a_working_page(page_name: str, effort: Effort) -> None:
    chance = random.Random(f"{SEED} {page_name}")
    for number in range(effort.links // len(PAGE_NAMES)):
        if number % LINKS_A_SESSION == 0:
            app = opened(page_name)
        query = link(page_name, chance)
        follow(app, query)
        tried = f"link {number} of /{page_name}: {query!r}"
        assert wrong(app) is None, f"{wrong(app)}: {tried}"
        marked = [text for text in rendered(app) if MARK in text]
        assert marked == [], tried
