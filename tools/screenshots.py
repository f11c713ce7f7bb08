"""Make the pictures of README and docs anew, from the warehouse as it is: python tools/screenshots.py (needs chromium).

The lineage is Dagster's own page; the answer is what `gipfel sql` prints for a question. Those of the dashboard need its
extra, too (tools/setup.sh dashboard).
"""

from __future__ import annotations

import io
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from playwright.sync_api import Page

PROJECT = Path(__file__).resolve().parents[1]
IMAGES = PROJECT / "docs" / "images"
GIPFEL = Path(sys.executable).with_name("gipfel")
PORT = 3977
PATIENCE = 180_000  # milliseconds; Dagster's pages take long where the machine is busy
SETTLING = 3_000  # milliseconds until a page's pictures stand still
QUESTION = """select one.actor_name as who, other.actor_name as met, place_name, start_date, meeting_type, meeting_status
from fct_encounter join dim_meeting using (meeting_key, meeting_status) join dim_place using (place_key)
join dim_actor as one on one.actor_key = actor_key_1 join dim_actor as other on other.actor_key = actor_key_2
where 'Wolodymyr Selenskyj' in (who, met) and one.actor_type = 'person' and other.actor_type = 'person'
order by start_date desc, who, met"""


def screenshot(address: str, image: Path, width: int, height: int) -> None:
    """Save a page as a picture."""
    subprocess.run(
        [
            *("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(f"--window-size={width},{height}", "--virtual-time-budget=25000", f"--screenshot={image}", address),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


def dagster() -> None:
    """Start the web UI, and save its page of all layers, and the article that the published file's page shows."""
    from playwright.sync_api import sync_playwright

    with subprocess.Popen([GIPFEL, "ui", "--port", str(PORT)], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[0]
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 2200, "height": 480})
                page.set_default_timeout(PATIENCE)
                lineage(page, address)
                page.set_viewport_size({"width": 1400, "height": 940})
                article(page, address.removesuffix("/asset-groups"))
                browser.close()
        finally:
            server.send_signal(signal.SIGTERM)


def lineage(page: Page, address: str) -> None:
    """Save the layers and what leads from one to the next."""
    page.goto(address)
    page.get_by_text("Hide navigation").click()
    page.get_by_text("intermediate").last.wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLING)
    page.screenshot(path=IMAGES / "lineage.png")


def article(page: Page, address: str) -> None:
    """Save the article that a click on the published file's metadata opens."""
    page.goto(f"{address}/assets/published/warehouse")
    shown = page.get_by_text("[Show Markdown]")
    shown.nth(1).wait_for()
    page.wait_for_load_state("networkidle")
    shown.nth(1).click()
    page.get_by_role("dialog").locator("img").wait_for()
    page.wait_for_timeout(SETTLING)
    page.screenshot(path=IMAGES / "dagster_article.png")


def query() -> None:
    """Save a question and its answer as they look in a terminal."""
    answer = subprocess.run([GIPFEL, "sql", QUESTION], capture_output=True, text=True, check=True).stdout
    lines = [f'$ gipfel sql "{QUESTION}"', answer.rstrip()]
    width = max(len(line) for line in "\n".join(lines).splitlines()) + 1
    console = Console(record=True, width=width, file=io.StringIO())
    for line in lines:
        console.print(Text(line))
    svg = re.sub(
        r"@font-face \{.*?\}", "", console.export_svg(title="Who met whom?"), flags=re.DOTALL
    )  # fonts of the web
    _, _, box_width, box_height = map(float, re.search(r'viewBox="([^"]+)"', svg)[1].split())  # type: ignore[index]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "query.html"
        page.write_text(
            f"<meta charset=utf-8><style>body {{margin: 0}} svg {{width: {box_width}px}}</style>{svg}", encoding="utf-8"
        )
        screenshot(page.as_uri(), IMAGES / "query.png", int(box_width) + 1, int(box_height) + 1)


def dashboard() -> None:
    """Start the dashboard, and save its first page on a desk and a meeting on a phone."""
    from playwright.sync_api import sync_playwright

    with (
        subprocess.Popen([GIPFEL, "dashboard", "--port", "0"], stdout=subprocess.PIPE, text=True) as server,
        sync_playwright() as driver,
    ):
        assert server.stdout is not None
        address = server.stdout.readline().split()[0]
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        desk = browser.new_page(viewport={"width": 1180, "height": 1050})
        desk.goto(f"{address}/?lang=de")
        desk.screenshot(path=IMAGES / "dashboard_overview.png")
        phone = browser.new_page(viewport={"width": 390, "height": 844})
        phone.goto(f"{address}/?lang=de")
        phone.locator("tr", has_text="weitere").locator("td.main a").first.click()  # one with many participants
        phone.screenshot(path=IMAGES / "dashboard_meeting.png")
        browser.close()
        server.send_signal(signal.SIGTERM)


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    query()
    dagster()
    dashboard()
