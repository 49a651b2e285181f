"""The server under an open page: killed and started again, and behind a base path."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import IDLE, idle, open_action, open_page, settled, wait_for_parameter
from tests.browser.maps import drawn, the_map, zoom
from tests.serving import AS_SCRIPT, free_port, served

EVERY_PAGE = {
    "/?layer=first_permits&year=2021": "2021",
    "/?layer=entry_rules&date=2023-06-05": "2023",
    "/countries?c=CYP&c=KAZ": "Cyprus",
    "/scenarios?a_from=custom&a_people=650000": "650,000",
    "/workforce?from=custom&people=650000": "650,000",
    "/people?part=who": "emigrants",
    "/sources?q=155000": "155,000",
    "/brief?": "briefing",
}
LOST = '[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])'


def test_a_page_survives_its_server(page: Page) -> None:
    port = free_port()
    with served(port=port) as server:
        open_page(page, f"{server.url}/?layer=first_permits&year=2021&country=POL")
        title = page.get_by_role("heading", level=3).first.inner_text()
        assert "2021" in title
        the_map(page).get_by_role("button", name="Zoom in").click()
        near = zoom(page)
        server.process.kill()
        expect(page.locator(LOST)).to_be_attached()
    with served(port=port):
        expect(page.locator(IDLE)).to_be_attached(timeout=60_000)
        expect(page.get_by_role("heading", level=3).first).to_have_text(title)
        assert drawn(page)
        assert zoom(page) == near > 1
        # Streamlit runs nothing when it comes back: the first change only tells the new server of
        # the page, which then draws what the address says.
        world = page.get_by_role("radio", name="World")
        world.click(force=True)
        idle(page)
        expect(page.get_by_role("heading", level=3).first).to_have_text(title)
        expect(world).not_to_be_checked()
        world.click(force=True)
        wait_for_parameter(page, "region", "world")
        wait_for_parameter(page, "country", "POL")


def test_every_page_keeps_what_it_shows_while_its_server_is_gone(context: BrowserContext) -> None:
    port = free_port()
    pages: list[tuple[Page, str]] = []
    with served(port=port) as server:
        for address, words in EVERY_PAGE.items():
            page = context.new_page()
            open_page(page, f"{server.url}{address}")
            expect(page.get_by_test_id("stMain")).to_contain_text(words)
            pages.append((page, page.get_by_test_id("stMain").inner_text()))
        server.process.kill()
        for page, shown in pages:
            expect(page.locator(LOST)).to_be_attached()
            assert page.get_by_test_id("stMain").inner_text() == shown
    with served(port=port):
        for page, shown in pages:
            page.bring_to_front()
            expect(page.locator(IDLE)).to_be_attached(timeout=60_000)
            assert page.get_by_test_id("stMain").inner_text() == shown
            page.reload()
            settled(page)
            expect(page.get_by_test_id("stMain")).to_have_text(shown, use_inner_text=True)


def test_behind_a_base_path_maps_are_drawn_and_links_stay(page: Page) -> None:
    missed: list[str] = []
    asked: list[str] = []
    page.on("response", lambda r: missed.append(r.url) if r.status >= 400 else None)
    page.on("request", lambda r: asked.append(r.url))
    with served(base_path="/who/left", command=AS_SCRIPT) as server:
        open_page(page, f"{server.url}/")
        assert drawn(page)
        page.get_by_role("link", name="How many left", exact=True).click()
        page.wait_for_url(f"{server.url}/scenarios*", wait_until="commit")
        idle(page)
        page.get_by_role("link", name="People", exact=True).click()
        page.wait_for_url(f"{server.url}/people*", wait_until="commit")
        idle(page)
        open_action(page, "Link", "people")
        link = page.get_by_test_id("stCode").first.inner_text().strip()
        assert link.startswith(f"{server.url}/people?part=when")
        open_page(page, link)
        expect(page.get_by_test_id("stAppViewContainer")).to_contain_text("Exits from Russia")
        own = (server.url, server.url.replace("http", "ws", 1), "data:", "blob:")
        assert [url for url in asked if not url.startswith(own)] == []
    # A page opened by its own address asks for the health of the server until it knows the base.
    assert [url for url in missed if "/_stcore/" not in url] == []
