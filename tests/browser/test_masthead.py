"""The name of the deployment stands at the left of the navigation, on a phone too."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import open_page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_name_stands_left_of_the_pages(
    browser: Browser, app_url: str, scheme: Literal["light", "dark"], width: int, height: int
) -> None:
    with browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": height}
    ) as context:
        page = context.new_page()
        open_page(page, f"{app_url}/sources")
        name = page.locator('header img[src^="data:image/svg+xml"]')
        expect(name).to_be_in_viewport(ratio=1)
        assert name.evaluate("image => image.complete && image.naturalWidth > 100")
        box = name.bounding_box()
        assert box is not None
        assert box["x"] < 40
        if width > 600:
            link = page.get_by_role("link", name="Map", exact=True).bounding_box()
            assert link is not None
            assert box["x"] + box["width"] < link["x"]
