"""The desk in a real browser: Debian's Chromium, driven by Playwright, on a server of its own."""

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
from playwright.sync_api import Browser, Page, expect, sync_playwright

import communique
from communique.desk.app import build
from communique.desk.service import Desk
from communique.register.store import Register

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium; make test installs Debian's as root")
#: further reports, so that there is something to review: what each says is told by its last word
FURTHER = tuple(
    f"""TOKYO, April {day} (Desk News) -- Japanese Foreign Minister Toshimitsu Motegi met with Kenyan Foreign Minister
Musalia Mudavadi in Tokyo on Wednesday.

Motegi said that Japan will build {day} hospitals in Kenya. Mudavadi called for more investment in geothermal energy.
Both sides agreed to hold joint exercises at sea, and Motegi expressed concern over piracy near Mombasa.
"""
    for day in range(1, 9)
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that is served from this process, its register filled with our reports."""
    with Register.open(tmp_path_factory.mktemp("desk") / "desk.db") as register:
        coder = communique.load()
        for number, text in enumerate(FURTHER):
            register.keep(coder.read(text, published="2026-04-20"), source=f"further-{number}.txt")
        desk = Desk(register=register, alone="maria", hosts=("127.0.0.1",))
        server = uvicorn.Server(uvicorn.Config(build(desk), port=0, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tab(chromium: Browser, address: str) -> Iterator[Page]:
    """A tab of a fresh browser; whatever the browser complains of fails the test."""
    context = chromium.new_context(base_url=address)
    yield from _watched(context.new_page())
    context.close()


def _watched(page: Page) -> Iterator[Page]:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert not complaints


def paths(tab: Page) -> list[str]:
    """Return the addresses of every kind of page there is."""
    first, second = (row["id"] for row in tab.request.get("/api/v1/documents?limit=2").json()["items"])
    document = first
    commitment = tab.request.get("/api/v1/commitments?limit=1").json()["items"][0]["id"]
    return [
        "/",
        "/relations/JPN-KEN",
        "/world",
        "/world?kind=meetings&since=2020",
        "/commitments",
        f"/commitments/{commitment}",
        "/compare",
        f"/compare?a={first}",
        f"/compare?a={first}&b={second}",
        "/search?text=hospitals",
        "/search?kind=statements",
        "/search?kind=events",
        f"/documents/{document}",
        f"/review?document={document}",
        f"/review/add?document={document}",
        "/api/v1/docs",
        "/search?since=soon&text=port",
        "/nowhere",
    ]


def test_no_page_shuts_anybody_out(chromium: Browser, address: str, theme: str) -> None:
    for width in (1280, 390):
        context = chromium.new_context(base_url=address, color_scheme=theme, viewport={"width": width, "height": 800})
        page = context.new_page()
        for path in paths(page):
            page.goto(path)
            found = Axe().run(page)
            assert found.violations_count == 0, f"{path} {theme} {width}: {found.generate_report()}"
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overflow <= 0, f"{path} is wider than a screen of {width}"
        context.close()


def test_no_page_loads_much_script(tab: Page) -> None:
    for path in paths(tab)[:-2]:
        sizes: list[int] = []
        listen = lambda answer, sizes=sizes: (  # noqa: E731 - it is taken off again
            sizes.append(len(answer.body())) if answer.request.resource_type == "script" else None
        )
        tab.on("response", listen)
        tab.goto(path, wait_until="networkidle")
        tab.remove_listener("response", listen)
        assert sum(sizes) < 300_000, path


def test_a_text_is_pasted_read_kept_reviewed_corrected_and_exported(tab: Page) -> None:
    tab.goto("/")
    tab.get_by_label("A report or readout").fill(REPORT)
    tab.get_by_role("button", name="Read").click()
    expect(tab.get_by_role("heading", name="Statements")).to_be_visible()
    tab.get_by_role("button", name="Keep it").click()
    expect(tab.get_by_text("Found in 1 place")).to_be_visible()
    commitments = tab.request.get("/api/v1/commitments").json()["items"]
    assert any("Mombasa" in each["what"] for each in commitments)
    tab.locator("li", has_text="second port at Mombasa").get_by_role("link", name="review").first.click()
    expect(tab.get_by_role("heading", name="Is this right?")).to_be_visible()
    claim = tab.locator("form.claim")
    expect(claim).to_contain_text("second port at Mombasa")
    claim.get_by_label("act").select_option("support")
    claim.get_by_label("technology").check()
    claim.get_by_role("button", name="Save the correction").click()
    expect(tab.get_by_role("status")).to_contain_text("corrected")
    rows = tab.request.get("/api/v1/statements?text=Mombasa+finance&act=support").json()["items"]
    assert [row["verdict"] for row in rows] == ["correct"]
    assert "technology" in rows[0]["areas"]
    commitments = tab.request.get("/api/v1/commitments").json()["items"]
    assert not any("Mombasa" in each["what"] for each in commitments)  # support is no commitment, a pledge was
    tab.goto("/search?kind=statements&text=finance")
    with tab.expect_download() as waited:
        tab.get_by_role("link", name="CSV of statements").click()
    assert "support" in Path(waited.value.path()).read_text(encoding="utf-8")


def test_twenty_statements_are_reviewed_by_keyboard_alone(tab: Page) -> None:
    tab.goto("/review")
    began = time.monotonic()
    decided = tab.request.get("/api/v1/statements?limit=500").json()["items"]
    before = sum(row["verdict"] is not None for row in decided)
    for number in range(20):
        shown = tab.locator("form.claim h2").inner_text()
        if number % 5 == 4:  # every fifth is corrected: to the fields, down to another act, and saved
            tab.keyboard.press("e")
            tab.keyboard.press("ArrowDown")
            tab.keyboard.press("Control+Enter")
        else:
            tab.keyboard.press("c")
        expect(tab.get_by_role("status")).to_be_visible()
        tab.wait_for_load_state("networkidle")
        assert shown
    rows = tab.request.get("/api/v1/statements?limit=500").json()["items"]
    assert sum(row["verdict"] is not None for row in rows) - before == 20
    assert time.monotonic() - began < 120


def test_what_was_decided_is_undone_by_a_key(tab: Page) -> None:
    tab.goto("/review?subject=event")
    name = tab.locator("form.claim h2").inner_text()
    tab.keyboard.press("x")
    expect(tab.get_by_role("status")).to_contain_text("rejected")
    tab.wait_for_load_state("networkidle")  # the words stand before the page's keys do
    tab.keyboard.press("u")
    expect(tab.locator("form.claim h2")).to_have_text(name)
    expect(tab.get_by_text("Decided already")).to_have_count(0)


def test_a_statement_that_was_missed_is_added_from_a_selection(tab: Page) -> None:
    tab.goto("/documents/" + tab.request.get("/api/v1/documents").json()["items"][1]["id"])
    tab.get_by_role("link", name="Review", exact=True).last.click()
    expect(tab.get_by_role("heading", name="Is this right?")).to_be_visible()
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("a")
    expect(tab.get_by_role("heading", name="Add a statement")).to_be_visible()
    tab.evaluate(
        """() => {
            const pieces = [...document.querySelectorAll("[data-start]")];
            const words = pieces.find((piece) => piece.textContent.includes("Tokyo on"));
            const at = words.firstChild.data.indexOf("Tokyo");
            getSelection().setBaseAndExtent(words.firstChild, at, words.firstChild, at + 5);
        }"""
    )
    tab.keyboard.press("s")
    expect(tab.locator("[data-shown]")).to_have_text("Tokyo")
    tab.get_by_label("act").select_option("report")
    tab.get_by_label("speaker").fill("Mara Lind (NOR)")
    tab.keyboard.press("Control+Enter")
    expect(tab.get_by_text("added", exact=True)).to_be_visible()


def test_what_is_refused_stands_in_the_form_again_to_the_last_character(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address)
    tab = context.new_page()  # not watched: a browser complains of every answer that refuses
    tab.goto("/")
    text = f"\n  {REPORT}\tTwo & three <b>more</b> lines.\n\n"
    tab.get_by_label("A report or readout").fill(text)
    tab.get_by_text("Title, day, address").click()
    tab.get_by_label("Published").fill("soon")
    tab.get_by_role("button", name="Read").click()
    expect(tab.get_by_role("alert")).to_contain_text("soon")
    assert tab.get_by_label("A report or readout").input_value() == text
    tab.get_by_label("Published").fill("2026-03-03")
    tab.get_by_role("button", name="Read").click()
    expect(tab.get_by_role("button", name="Keep it")).to_be_visible()
    context.close()


def test_a_commitment_is_given_another_status(tab: Page) -> None:
    tab.goto("/commitments?country=JPN")
    tab.locator("td a").first.click()
    tab.get_by_label("Status").select_option("suspended")
    tab.get_by_label("Because").first.fill("the tender failed")
    tab.get_by_role("button", name="Set").click()
    expect(tab.get_by_text("the tender failed").first).to_be_visible()
    assert tab.request.get("/api/v1/commitments?status=suspended").json()["items"]


def test_plots_are_drawn_and_told(tab: Page) -> None:
    tab.goto("/relations/JPN-KEN")
    drawn = """() => [...document.querySelectorAll("canvas")].map((one) => {
        const { data } = one.getContext("2d").getImageData(0, 0, one.width, one.height);
        return data.some((value) => value > 0);
    })"""
    assert tab.evaluate(drawn) == [True, True]
    tab.get_by_text("as a table").first.click()
    expect(tab.locator("figure table").first).to_contain_text("2026")


def test_text_and_record_light_each_other(tab: Page) -> None:
    tab.goto("/documents/" + tab.request.get("/api/v1/documents").json()["items"][2]["id"])
    tab.locator("li#s1").focus()
    assert tab.locator("mark.lit[data-of~=s1]").count() > 0
    tab.locator("#in-s2").focus()
    expect(tab.locator("li#s2")).to_have_class("lit")


def test_the_theme_is_chosen_and_kept(tab: Page) -> None:
    tab.goto("/")
    tab.get_by_role("button", name="Light or dark").click()
    chosen = tab.evaluate("document.documentElement.dataset.theme")
    tab.goto("/search")
    assert tab.evaluate("document.documentElement.dataset.theme") == chosen == "dark"
