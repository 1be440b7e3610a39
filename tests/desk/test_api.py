"""The HTTP API: rows by cursor, ETags, problems, reading, comparing, exports, tokens."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import polars
import pytest
from desk_browser import REPORT, Browser

import communique
from communique.desk.users import User, new_token, put_user
from communique.record import Record
from communique.register.store import Register

#: every test of this module is done on both databases
pytestmark = pytest.mark.parametrize("register", ["sqlite", "postgresql"], indirect=True)
SECOND = REPORT.replace("March 3", "March 9").replace(
    "will finance a second port at Mombasa", "will train customs officers"
)


@pytest.fixture
def kept(browser: Browser) -> Browser:
    """A browser of a desk that holds two reports."""
    for text in (REPORT, SECOND):
        answer = browser.post("/api/v1/read", json={"text": text, "published": "2026-03-10", "keep": True})
        assert answer.status_code == 200
    return browser


def test_reading_gives_the_record_that_python_gives(browser: Browser) -> None:
    answer = browser.post("/api/v1/read", json={"text": REPORT, "published": "2026-03-10"})
    expected = communique.load().read(REPORT, published="2026-03-10")
    assert Record.from_json(answer.content).to_json() == expected.to_json()
    assert browser.get("/api/v1/documents").json()["items"] == []


def test_rows_go_on_from_a_cursor(kept: Browser) -> None:
    rows, after = [], ""
    while True:
        body = kept.get("/api/v1/statements", params={"limit": 2, "after": after}).json()
        assert len(body["items"]) <= 2
        rows += [(row["document"], row["id"]) for row in body["items"]]
        after = body["next"]
        if after is None:
            break
    whole = kept.get("/api/v1/statements", params={"limit": 500}).json()
    assert rows == [(row["document"], row["id"]) for row in whole["items"]]
    assert len(rows) == len(set(rows)) >= 4
    newest = kept.get("/api/v1/statements", params={"limit": 500, "newest": True}).json()
    assert [(row["document"], row["id"]) for row in newest["items"]] == rows[::-1]


def test_filters_of_the_address(kept: Browser) -> None:
    def contents(**asked: str) -> set[str]:
        rows = kept.get("/api/v1/statements", params=asked).json()["items"]
        return {row["content"] for row in rows}

    assert any("Mombasa" in each for each in contents(country="JPN", act="pledge"))
    assert contents(country="JPN", **{"with": "KEN"}, act="oppose") == contents(act="oppose") != set()
    assert contents(country="Chad") == set()
    assert len(kept.get("/api/v1/documents", params={"text": "customs"}).json()["items"]) == 1


def test_what_is_wrong_is_told_as_problem_json(kept: Browser) -> None:
    for path, status in (
        ("/api/v1/statements?country=XXX", 422),
        ("/api/v1/statements?act=promise", 422),
        ("/api/v1/statements?since=soon", 422),
        ("/api/v1/statements?limit=0", 422),
        ("/api/v1/statements?after=nonsense", 422),
        ("/api/v1/documents/0123456789", 404),
        ("/api/v1/nothing", 404),
    ):
        answer = kept.get(path)
        assert answer.status_code == status, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert answer.json()["detail"]


def test_what_did_not_change_is_not_sent_again(kept: Browser) -> None:
    first = kept.get("/api/v1/events")
    again = kept.get("/api/v1/events", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = kept.get("/api/v1/events?country=KEN&limit=1", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_document_with_its_record(kept: Browser) -> None:
    row = kept.get("/api/v1/documents").json()["items"][0]
    whole = kept.get(f"/api/v1/documents/{row['id'][:12]}").json()
    assert whole["document"] == row
    assert whole["carriers"][0]["source"] == "API, maria"
    record = Record.from_json(kept.get(f"/api/v1/documents/{row['id']}/record").content)
    assert record.document.id == row["id"]


def test_two_accounts_compared(kept: Browser) -> None:
    a, b = (row["id"] for row in kept.get("/api/v1/documents").json()["items"])
    found = kept.get("/api/v1/compare", params={"a": a, "b": b}).json()
    assert found["schema"] == "communique/comparison/1"


def test_exports_in_every_form(kept: Browser) -> None:
    table = polars.read_csv(kept.get("/api/v1/export?form=csv&kind=statements").content)
    frame = polars.read_parquet(BytesIO(kept.get("/api/v1/export?form=parquet&kind=statements").content))
    assert table.height == frame.height > 0
    for form in ("jsonl", "plover", "polecat", "gdelt"):
        answer = kept.get("/api/v1/export", params={"form": form})
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]
        assert answer.content.strip()


def test_programs_come_with_a_token(opened: Callable[[], Browser], register: Register) -> None:
    client = opened()
    assert client.get("/api/v1/events").status_code == 401
    put_user(register.engine, User("robot", "reader"), "a long enough password")
    bearer = {"authorization": f"Bearer {new_token(register.engine, 'robot', 'test')}"}
    assert client.get("/api/v1/events", headers=bearer).status_code == 200
    assert client.post("/api/v1/read", json={"text": REPORT}, headers=bearer).status_code == 200
    assert client.post("/api/v1/read", json={"text": REPORT, "keep": True}, headers=bearer).status_code == 403
    assert client.get("/api/v1/events", headers={"authorization": "Bearer wrong"}).status_code == 401


def test_the_api_describes_itself(kept: Browser) -> None:
    described = kept.get("/api/v1/docs").text
    for path in kept.get("/api/v1/openapi.json").json()["paths"]:
        assert path in described
