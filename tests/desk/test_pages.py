"""The pages over a register: relationship, world, commitments, accounts; and what they say where there is nothing."""

from __future__ import annotations

import html
import json
import re

import pytest
from desk_browser import REPORT, Browser

from communique.analysis.conditions import country

#: every test of this module is done on both databases
pytestmark = pytest.mark.parametrize("register", ["sqlite", "postgresql"], indirect=True)
OTHER = """TOKYO, March 3 (Japan Courier) -- Foreign Minister of Japan Toshimitsu Motegi held talks with Foreign
Minister of Kenya Musalia Mudavadi in Nairobi on Tuesday.

Motegi announced that Japan will finance a second port at Mombasa, and welcomed Kenya's interest in geothermal energy.
"""


@pytest.fixture
def filled(browser: Browser) -> Browser:
    """A browser of a desk with two accounts of one meeting."""
    for text in (REPORT, OTHER):
        answer = browser.post("/api/v1/read", json={"text": text, "published": "2026-03-03", "keep": True})
        assert answer.status_code == 200
    return browser


@pytest.mark.parametrize(
    "path",
    ["/", "/search", "/search?kind=events", "/world", "/commitments", "/compare", "/review", "/relations/KEN-NOR"],
)
def test_an_empty_register_is_told_of(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert 'class="empty"' in answer.text


def test_a_relationship_is_found_by_names_and_in_either_order(filled: Browser) -> None:
    answer = filled.get("/relations/Kenya-Japan")
    assert answer.url.path == "/relations/JPN-KEN"
    for said in ("Nairobi", "Toshimitsu Motegi", "second port at Mombasa", "Commitments by area"):
        assert said in answer.text
    assert filled.get("/relations/JPN-JPN").status_code == 404
    assert filled.get("/relations/JPN-Ruritania").status_code == 404
    assert filled.get("/relations/JPN-KEN?since=soon").status_code == 422
    assert "holds nothing between them" in filled.get("/relations/JPN-KEN?since=2027").text


def test_the_world_leads_on(filled: Browser) -> None:
    answer = filled.get("/world?since=2026&until=2026")
    assert "/relations/JPN-KEN?since=2026&amp;until=2026" in answer.text
    assert "/search?kind=events&amp;country=KEN&amp;since=2026&amp;until=2026" in answer.text
    assert 'class="empty"' in filled.get("/world?since=2027").text


def test_commitments_are_filtered_shown_and_taken_along(filled: Browser) -> None:
    assert "second port at Mombasa" in filled.get("/commitments?country=JPN").text
    assert "second port" not in filled.get("/commitments?country=KEN").text
    assert filled.get("/commitments?status=done").status_code == 422
    assert filled.get("/commitments/c0").status_code == 404
    (entry,) = json.loads(filled.get("/commitments/download?form=json&text=port").content)
    assert entry["times"] == 2
    table = filled.get("/commitments/download?form=csv&country=JPN").text.splitlines()
    assert table[0].startswith("id,parties,towards")
    assert entry["id"] in table[1]


def test_an_analyst_decides_about_a_commitment(filled: Browser) -> None:
    (found,) = filled.get("/api/v1/commitments?text=port").json()["items"]
    path = f"/commitments/{found['id']}"
    assert filled.submit(path, verb="set_status", value="under_way").status_code == 422  # no reason
    assert filled.submit(path, verb="set_status", value="finished", why="x").status_code == 422
    assert filled.submit(path, verb="annotate", value=" ").status_code == 422
    assert filled.submit(path, verb="set_status", value="under_way", why="cranes were seen").status_code == 200
    assert filled.submit(path, verb="annotate", value="ask the embassy").status_code == 200
    shown = filled.get(path).text
    for said in ("cranes were seen", "ask the embassy", "maria"):
        assert said in shown
    assert filled.get("/api/v1" + path).json()["status"] == "under_way"
    assert filled.submit(path, verb="split", value=found["statements"][1][0] + "/none").status_code in (200, 422)


def test_accounts_of_one_meeting_are_found_and_compared(filled: Browser) -> None:
    listed = filled.get("/compare?country=JPN&with=KEN").text
    assert "Desk News and Japan Courier" in listed or "Japan Courier and Desk News" in listed
    a, b = (row["id"] for row in filled.get("/api/v1/documents").json()["items"])
    assert b in filled.get(f"/compare?a={a}").text
    compared = filled.get(f"/compare?a={a[:12]}&b={b[:12]}").text
    assert "One meeting" in compared
    assert "Both say" in compared
    assert "geothermal" in compared
    assert filled.get("/compare?a=0123456789ab").status_code == 404


def test_what_cannot_be_decided_is_refused(filled: Browser) -> None:
    document = filled.get("/api/v1/documents").json()["items"][0]["id"]
    assert filled.get(f"/review?document={document}&claim=s99").status_code == 404
    assert filled.submit(f"/review/confirm?document={document}&claim=s99").status_code == 404
    assert filled.submit(f"/review/praise?document={document}&claim=s1").status_code == 404
    assert filled.submit("/review/undo", number="12").status_code == 422
    answer = filled.submit(f"/review/correct?document={document}&claim=s1", act="pledge", content="5,1")
    assert answer.status_code == 422


def test_the_other_order_of_a_pair_leads_to_its_page_and_keeps_the_period(browser: Browser) -> None:
    answer = browser.get("/relations/KEN-JPN?since=2026-01&until=2026-03", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/relations/JPN-KEN?since=2026-01&until=2026-03")


def test_of_two_tabs_the_later_one_is_told(filled: Browser) -> None:
    document = filled.get("/api/v1/documents").json()["items"][0]["id"]
    address = f"document={document}&claim=s1"
    shown = filled.get(f"/review?{address}").text
    assert 'name="seen" value=""' in shown
    assert filled.submit(f"/review/confirm?{address}", seen="").status_code == 200
    late = filled.submit(f"/review/reject?{address}", seen="")
    assert late.status_code == 409
    assert "since the page was shown" in late.text
    again = filled.get(f"/review?{address}").text.split('name="seen" value="')[1].split('"')[0]
    assert filled.submit(f"/review/reject?{address}", seen=again).status_code == 200


def test_a_report_without_a_title_is_told_by_its_first_words(filled: Browser) -> None:
    for path in ("/", "/search", "/search?text=Mombasa"):
        assert "NAIROBI, March 3 (Desk News)" in filled.get(path).text, path


def test_a_country_is_completed_as_it_is_typed_and_found_by_the_name_that_is_offered(filled: Browser) -> None:
    for path in ("/search", "/commitments", "/compare", "/samples"):
        shown = filled.get(path).text
        assert shown.count('list="countries"') == 2
        names = re.findall(r'<option value="([^"]+)"></option>', shown.split('<datalist id="countries">')[1])
        assert len(set(names)) > 180
        assert "Kenya" in names
    codes = {country("country", html.unescape(name)) for name in names}
    assert len(codes) == len(names)
