"""Photographs every page of the desk over the demo register, for the docs: `make pictures` (needs Chromium)."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from communique.cli.demo import demo
from communique.desk.app import build
from communique.desk.service import Desk
from communique.register.store import Register

TARGET = Path(__file__).parent / "desk"
#: of each picture its page, whether in the dark, the width of the screen, and how much of the page is taken
PICTURES = (
    ("home", "/", False, 1280, 900),
    ("relation", "/relations/CHN-TKM", False, 1280, 1050),
    ("world", "/world", True, 1280, 900),
    ("commitments", "/commitments", False, 1280, 800),
    ("commitment", "/commitments/{commitment}", False, 1280, 900),
    ("document", "/documents/{document}", False, 1280, 900),
    ("review", "/review?document={document}", False, 1280, 900),
    ("compare", "/compare?a={a}&b={b}", False, 1280, 900),
    ("accounts", "/compare", False, 1280, 800),
    ("samples", "/samples", False, 1280, 800),
    ("api", "/api/v1/docs", False, 1280, 800),
    ("search", "/search?kind=statements&area=energy", False, 1280, 800),
    ("phone", "/documents/{document}", True, 390, 800),
)


def main() -> None:
    """Write the pictures."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "demo.db"
        demo(db=str(where))
        with Register.open(where) as register:
            desk = Desk(register=register, alone="analyst", hosts=("127.0.0.1",))
            server = uvicorn.Server(uvicorn.Config(build(desk), port=0, log_level="warning", ws="none"))
            threading.Thread(target=server.run, daemon=True).start()
            while not server.started:
                time.sleep(0.02)
            _photograph(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
            server.should_exit = True


def _photograph(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        named: dict[str, str] = {}
        for name, path, dark, width, height in PICTURES:
            scheme = "dark" if dark else "light"
            context = browser.new_context(
                base_url=address,
                color_scheme=scheme,  # type: ignore[arg-type]
                viewport={"width": width, "height": height},
            )
            page = context.new_page()
            named = named or _named(page)
            page.goto(path.format(**named), wait_until="networkidle")
            page.screenshot(path=TARGET / f"{name}.png")
            context.close()
        browser.close()


def _named(page: Page) -> dict[str, str]:
    """Return what the addresses of the pictures name: a document, two accounts of a meeting, a commitment."""
    ask = page.request.get
    completed = ask("/api/v1/commitments?status=completed").json()["items"]
    commitment = max(completed, key=lambda each: (len(each["trail"]), each["id"]))["id"]
    page.goto("/compare?country=CHN&with=TKM")
    first = page.locator("main li a").first.get_attribute("href") or ""
    a, b = (part.partition("=")[2] for part in first.partition("?")[2].split("&"))
    return {"document": a, "a": a, "b": b, "commitment": commitment}


if __name__ == "__main__":
    main()
