"""Who only reads: looking at any page writes nothing, and neither pages nor API stand on each other."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_browser import REPORT, Browser
from sqlalchemy import event

import communique
import communique.desk
from communique.desk.users import User, put_user
from communique.register import following
from communique.register.store import Register

PASSWORD = "a long enough password"
PATHS = (
    *("/", "/search?text=port", "/search?kind=statements", "/search?kind=events&country=JPN", "/world", "/compare"),
    *(
        "/relations/JPN-KEN",
        "/commitments",
        "/commitments/download",
        "/documents/{document}",
        "/commitments/{commitment}",
    ),
    *("/compare?a={document}", "/api/v1/docs", "/api/v1/documents", "/api/v1/statements", "/api/v1/events"),
    *("/api/v1/commitments", "/api/v1/documents/{document}/record", "/api/v1/export?form=jsonl"),
)


@pytest.fixture
def rita(register: Register, opened: Callable[[], Browser]) -> Browser:
    """A reader's browser, on a register whose commitments are followed."""
    register.keep(communique.load().read(REPORT, published="2026-03-04"), source="report.txt")
    following.catch_up(register)
    put_user(register.engine, User("rita", "reader"), PASSWORD)
    client = opened()
    client.submit("/sign-in", name="rita", password=PASSWORD)
    return client


def test_looking_writes_nothing(rita: Browser, register: Register) -> None:
    commitment = following.entries(register.engine, following.Wanted(limit=1))[0].commitment.id
    document = rita.get("/api/v1/documents").json()["items"][0]["id"]
    written: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.lstrip("( ").upper().startswith(("SELECT", "WITH", "PRAGMA")):
            written.append(statement)

    event.listen(register.engine, "before_cursor_execute", note)
    for path in PATHS:
        answer = rita.get(path.format(document=document, commitment=commitment))
        assert answer.status_code == 200, path
        assert [each for each in written if each != "BEGIN"] == [], path
    event.remove(register.engine, "before_cursor_execute", note)


def test_pages_and_api_do_not_know_each_other() -> None:
    desk = Path(communique.desk.__file__).parent
    for folder, other in (("pages", "api"), ("api", "pages")):
        for file in sorted((desk / folder).glob("*.py")):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.ImportFrom):
                    assert not (node.module or "").startswith(f"communique.desk.{other}"), file.name
