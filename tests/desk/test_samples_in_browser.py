"""Two reviewers code a sample in a real browser, by keyboard, and a third settles what they coded differently."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from desk_browser import REPORT
from playwright.sync_api import Page, expect, sync_playwright

import communique
from communique.desk.app import build
from communique.desk.service import Desk
from communique.register.store import Register

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium; make test installs Debian's as root")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Register.open(tmp_path_factory.mktemp("desk") / "desk.db") as register:
        register.keep(communique.load().read(REPORT, published="2026-03-04"), source="report.txt")
        desk = Desk(register=register, alone="maria", hosts=("127.0.0.1",))
        server = uvicorn.Server(uvicorn.Config(build(desk), port=0, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def tab(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(base_url=address).new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        browser.close()
    assert not complaints


def nobody_is_shut_out(tab: Page) -> None:
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()


def code(tab: Page, who: str, *, act: str) -> None:
    """Code the sample as this reviewer: its first claim is not there, the others are this act of Motegi's."""
    tab.goto("/samples")
    tab.get_by_role("link", name=f"code as {who}").click()
    expect(tab.get_by_text("3 to go")).to_be_visible()
    assert tab.locator("mark.claimed").count() == 1
    nobody_is_shut_out(tab)
    tab.keyboard.press("x")
    for left in (2, 1):
        expect(tab.get_by_text(f"{left} to go")).to_be_visible()
        tab.wait_for_load_state("networkidle")
        tab.keyboard.press("e")
        assert tab.evaluate("document.activeElement.name") == "act"
        tab.keyboard.type(act)
        tab.get_by_label("speaker").fill("Toshimitsu Motegi")
        tab.keyboard.press("Control+Enter")


def test_two_code_by_keyboard_and_a_difference_is_settled(tab: Page) -> None:
    tab.goto("/review")
    tab.get_by_role("link", name="two reviewers").click()
    tab.get_by_label("One reviewer").fill("Ana")
    tab.get_by_label("The other").fill("Ivo")
    tab.get_by_label("Size").fill("3")
    tab.get_by_role("button", name="Draw").click()
    code(tab, "Ana", act="pledge")
    expect(tab.get_by_text("You have coded every claim, Ana")).to_be_visible()
    nobody_is_shut_out(tab)
    code(tab, "Ivo", act="support")
    tab.get_by_role("link", name="Agreement and differences").click()
    expect(tab.get_by_role("row", name="act")).to_contain_text("0 %")
    nobody_is_shut_out(tab)
    tab.get_by_role("button", name="Decide as both coded").click()
    expect(tab.get_by_text("1 of them decided")).to_be_visible()
    tab.get_by_role("form", name="Claim 2").get_by_role("button", name="Ivo is right").click()
    expect(tab.get_by_text("Settled by decision 2")).to_be_visible()
    tab.get_by_role("form", name="Claim 3").get_by_role("link", name="Neither").click()
    expect(tab.get_by_role("heading", name="What is right?")).to_be_visible()
    tab.get_by_label("act").select_option("propose")
    tab.get_by_label("why").fill("both were hasty")
    tab.keyboard.press("Control+Enter")
    expect(tab.get_by_text("Settled by decision 3")).to_be_visible()
    with tab.expect_download() as waited:
        tab.goto("/samples")
        tab.get_by_role("link", name="JSON", exact=True).click()
    assert "both were hasty" not in (taken := Path(waited.value.path()).read_text(encoding="utf-8"))
    assert "propose" in taken
