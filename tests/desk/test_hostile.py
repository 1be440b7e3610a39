"""Whoever means harm: every operation of the API with generated values, and documents made to break pages."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import schemathesis
from desk_browser import REPORT, Browser
from hypothesis import HealthCheck, given, settings
from schemathesis import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from communique.desk.app import build
from communique.desk.limits import Allowance
from communique.desk.service import Desk
from communique.register.store import Register

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    """The description of the API of a desk that does not tire of reading."""
    with Register.open(tmp_path_factory.mktemp("hostile") / "desk.db") as register:
        desk = Desk(
            register=register,
            alone="maria",
            hosts=("localhost", "testserver", "127.0.0.1"),
            reads=Allowance(burst=10_000, per_minute=1e6),
        )
        with Browser(build(desk)) as client:
            for text in (REPORT, REPORT.replace("port", "bridge")):
                client.post("/api/v1/read", json={"text": text, "published": "2026-03-10", "keep": True})
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", build(desk))


def test_no_value_breaks_an_operation(described: BaseSchema) -> None:
    tried = []
    for found in described.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def holds(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS)

        holds()
        tried.append(operation.label)
    assert len(tried) >= 9


SCRIPT = "<script>alert(1)</script>"
DOCUMENTS = {
    "scripts": REPORT.replace("Mombasa", f"Mombasa {SCRIPT}<svg onload=alert(1)>"),
    "closing tags": REPORT.replace("Mombasa", "</div></main></textarea></script><h1>Mombasa"),
    "templates": REPORT.replace("Mombasa", "{{ 7919 * 7907 }}{% raw %} ${7919*7907} Mombasa"),
    "bidirectional": REPORT.replace("Mombasa", "\u202easabmoM\u202c \u2066Mombasa\u2069"),
    "control": REPORT.replace("Mombasa", "Mom\x00basa \x1b[31m \x08"),
    "surrogates": REPORT.replace("Mombasa", "Mombasa \U0001f6a2 \U00020bb7"),
    "long word": REPORT.replace("Mombasa", "M" * 20_000),
}


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_a_document_is_shown_and_does_nothing(browser: Browser, text: str) -> None:
    title = f'"><img src=x onerror=alert(1)>{SCRIPT}'
    shown = browser.submit("/read", text=text, title=title)
    assert shown.status_code == 200
    key = shown.text.split('name="key" value="')[1].split('"')[0]
    kept = browser.submit("/save", key=key)
    identity = kept.url.path.rpartition("/")[2]
    for path in (
        f"/documents/{identity}",
        f"/review?document={identity}",
        "/",
        "/search?text=Kenya",
        "/search?kind=events",
    ):
        answer = browser.get(path)
        assert answer.status_code == 200
        for markup in (SCRIPT, "<svg onload", "<img src=x", "</textarea></script>", "\u202e", "\u2066", "\x1b"):
            assert markup not in answer.text, path
        assert str(7919 * 7907) not in answer.text, path


def _cursor(*place: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/api/v1/events?after={_cursor('2026-01-01', 10**30, 'e1')}", 422),
        (f"/search?after={_cursor(None, -1, '')}", 422),
        (f"/api/v1/documents?after={_cursor('2026-01-01', 1, chr(0))}", 422),
        (f"/review?after={_cursor(0.5, chr(0), 'd')}", 422),
        (f"/review?done={10**30}", 200),
        ("/review?claim=s1", 404),
        ("/search?text=port%00bridge", 400),
        ("/documents/%00", 400),
    ],
)
def test_an_address_of_somebody_elses_making_is_no_fault_of_ours(browser: Browser, path: str, status: int) -> None:
    answer = browser.get(path)
    assert answer.status_code == status
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("fields", "status"), [({"number": "9" * 25}, 422), ({"number": "1", "why": "because\0of"}, 400)]
)
def test_a_form_of_somebody_elses_making_is_no_fault_of_ours(
    browser: Browser, fields: dict[str, str], status: int
) -> None:
    assert browser.submit("/review/undo", **fields).status_code == status


def test_a_fault_of_ours_is_guarded_like_every_answer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("communique.register.queries.named", broken)
    with Browser(build(desk), raise_server_exceptions=False) as browser:
        answer = browser.get("/documents/abcdef")
    assert answer.status_code == 500
    assert "broken on purpose" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"


def _bomb() -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<w:document>" + b" " * 200_000_000)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bomb.docx", _bomb()),
        ("bomb.txt.gz", gzip.compress(b" " * 200_000_000)),
        ("broken.pdf", b"%PDF-1.7\n" + b"\xff" * 4000),
        ("empty.txt", b""),
        ("large.txt", b"Kenya met Japan. " * 650_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_file_is_refused_with_a_reason(browser: Browser, name: str, data: bytes) -> None:
    token = browser.get("/").text.split('name="csrf" value="')[1].split('"')[0]
    answer = browser.post("/read", data={"csrf": token}, files={"file": (name, data)})
    assert answer.status_code in (413, 422), answer.text[:300]
    assert "fault of ours" not in answer.text


def test_a_picture_that_is_markup_is_read_as_words(browser: Browser) -> None:
    token = browser.get("/").text.split('name="csrf" value="')[1].split('"')[0]
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>Kenya met Japan</text></svg>'
    answer = browser.post("/read", data={"csrf": token}, files={"file": ("../../picture.svg", picture)})
    assert answer.status_code in (200, 422)
    assert "onload" not in answer.text


def test_an_address_is_kept_and_never_fetched(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("the desk went to the network")

    monkeypatch.setattr("socket.socket.connect", forbidden)
    answer = browser.post("/api/v1/read", json={"text": REPORT, "url": "http://169.254.169.254/latest/meta-data"})
    assert answer.status_code == 200


def test_no_page_names_a_file_of_the_machine(browser: Browser, tmp_path: Path) -> None:
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/vendor/../../users.py",
        "/documents/..%2f..%2f",
    ):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert str(tmp_path) not in answer.text
