"""The dashboard in headless Chromium, as people see it: on a desk and on a phone, with and without a mouse, full and empty."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from orchestration.dashboard.pages import PAGES
from orchestration.dashboard.wording import plain
from tests.e2e.dashboard.conftest import MOST_TO_SHOW
from tests.e2e.dashboard.server import publish_copy, publish_empty, served

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: tools/setup.sh dashboard")
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe is not installed: tools/setup.sh dashboard"
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if CHROMIUM is None:
    pytest.skip("there is no Chromium (on Debian and Ubuntu: apt install chromium)", allow_module_level=True)

DESK, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def empty(seeds_warehouse, tmp_path_factory) -> Iterator[str]:
    warehouse = tmp_path_factory.mktemp("empty") / "gipfel.duckdb"
    publish_empty(seeds_warehouse, warehouse)
    with served(warehouse) as address:
        yield address


@pytest.fixture
def tab(chromium) -> Iterator[Callable]:
    """Open a tab of some size; at the end, no page has complained or asked anything of another machine."""
    contexts, complaints, asked = [], [], set()

    def opened(viewport: dict[str, int]):
        context = chromium.new_context(viewport=viewport, locale="de-DE")
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert asked <= {"127.0.0.1"}


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_fits_the_screen(full, tab, addresses, name, viewport):
    page = tab(viewport)
    assert page.goto(full + addresses[name]).status == 200
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    # nothing reaches over the edge but inside a box that scrolls by itself
    outside = page.evaluate("""[...document.querySelectorAll('main *, header *')].filter(one =>
        one.checkVisibility() && !one.closest('.scroll') && !one.closest('svg')
        && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(one => one.outerHTML.slice(0, 80))""")
    assert outside == []


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_has_no_barriers(full, tab, addresses, name, viewport):
    """Contrast, names of fields and links, order of headings and what else axe-core knows."""
    page = tab(viewport)
    page.goto(full + addresses[name])
    found = axe.Axe().run(page).response["violations"]
    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", sorted(set(PAGES) - set(MOST_TO_SHOW)))
def test_a_page_of_an_empty_warehouse_is_no_ruin(empty, tab, addresses, name, viewport):
    page = tab(viewport)
    assert page.goto(empty + addresses[name]).status == 200
    assert page.get_by_text("Das Warehouse ist noch leer").is_visible()
    assert page.locator("svg").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["overview", "timeline", "map", "network"])
def test_pictures_are_drawn_for_the_screen_with_letters_that_can_be_read(full, tab, addresses, name, viewport):
    page = tab(viewport)
    page.goto(full + addresses[name])
    visible = [svg for svg in page.locator("figure.chart svg").all() if svg.is_visible()]
    assert len(visible) == page.locator("figure.chart").count() > 0
    for svg in visible:
        letters = svg.locator("text").first.evaluate("one => one.getBoundingClientRect().height")
        assert letters >= 10


def test_from_the_overview_to_the_words_of_an_article_on_a_phone(full, tab):
    page = tab(PHONE)
    page.goto(f"{full}/?lang=de")
    page.locator("td.main a").first.click()
    assert "/meeting?key=" in page.url
    page.locator("#evidence blockquote a.to").first.click()
    assert "/article?key=" in page.url
    assert page.locator(":target").is_visible()
    assert page.locator(":target").evaluate("one => one.getBoundingClientRect().top < innerHeight")


def test_a_mark_of_a_picture_is_a_link_with_a_tool_tip(full, tab):
    page = tab(DESK)
    page.goto(f"{full}/?lang=de")
    bar = page.locator("figure.chart .wide svg a").first
    assert bar.locator("title").first.text_content()
    bar.click()
    assert page.url.startswith(f"{full}/meetings?status=")
    assert page.locator("tbody tr").count() > 0


def test_the_language_is_switched_on_the_spot_and_kept(full, tab, keys):
    page = tab(DESK)
    page.goto(f"{full}/meeting?lang=de&key={keys['meeting']}")
    page.get_by_role("link", name="English").click()
    assert f"key={keys['meeting']}" in page.url
    assert page.get_by_role("heading", name="Life line").is_visible()
    page.locator("td.main a").first.click()
    assert page.get_by_role("heading", name="Spellings").is_visible()


def test_it_can_be_used_with_the_keyboard_alone(full, tab):
    page = tab(DESK)
    page.goto(f"{full}/?lang=de")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.text_content() == "Zum Inhalt"
    assert skip.evaluate("one => one.getBoundingClientRect().left >= 0"), "it shows itself when it has the focus"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("one => one.closest('main') !== null")
    page.locator("input[type=search]").first.focus()
    page.keyboard.type("rutte")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    page.get_by_role("link", name="Mark Rutte").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/actor?**")
    assert page.locator("h1").text_content() == "Mark Rutte"


def test_what_has_the_focus_can_be_seen(full, tab):
    page = tab(DESK)
    page.goto(f"{full}/?lang=de")
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle")
        assert style != "none"


def test_a_filter_is_a_link_that_can_be_shared(full, tab):
    page = tab(DESK)
    page.goto(f"{full}/meetings?lang=de")
    page.get_by_label("Stand").select_option("held")
    page.get_by_role("button", name="Anzeigen").click()
    page.wait_for_url("**status=held**")
    shared = tab(PHONE)
    shared.goto(page.url)
    assert shared.locator("td .badge").count() > 0
    assert {badge.text_content() for badge in shared.locator("td .badge").all()} == {"stattgefunden"}


def test_an_open_page_shows_the_next_publication_when_it_is_asked_again(seeds_warehouse, tmp_path, tab):
    warehouse = tmp_path / "gipfel.duckdb"
    with served(warehouse) as address:
        page = tab(PHONE)
        publish_copy(seeds_warehouse, warehouse)
        page.goto(f"{address}/meetings?lang=de")
        publish_copy(seeds_warehouse, warehouse, "update dim_meeting set meeting_name = 'Neuer Name'")
        page.reload()
        assert page.get_by_text("Neuer Name").first.is_visible()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_table_is_sorted_with_the_keyboard_and_the_order_can_be_shared(full, tab, viewport):
    page = tab(viewport)
    page.goto(f"{full}/actors?lang=de")
    page.get_by_role("link", name="Name", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=name**")
    assert page.locator("[aria-sort]").text_content() == "Name"
    assert page.locator("#actors").evaluate("one => one.getBoundingClientRect().top >= 0"), "where one was"
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("one => one.closest('#actors') !== null")
    shared = tab(DESK)
    shared.goto(page.url)
    names = shared.locator("td.main").all_text_contents()
    assert names == page.locator("td.main").all_text_contents()
    assert sorted(names, key=plain) == names
