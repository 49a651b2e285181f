"""What the other tests rest on: axe, asked as they ask it, finds what is wrong."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import violations

pytestmark = pytest.mark.browser
PAGE = """<html lang="en"><title>A page</title><main><h1>A page</h1>
<button></button><p style="color: #ccc; background: #fff">Hardly to be read</p></main></html>"""


def test_a_fault_is_found_with_its_place(page: Page) -> None:
    page.set_content(PAGE)
    assert violations(page) == [
        ("button-name", ["<button></button>"]),
        ("color-contrast", ['<p style="color: #ccc; background: #fff">Hardly to be read</p>']),
    ]
    assert [rule for rule, _ in violations(page, "color-contrast")] == ["button-name"]
