"""What stands before the pages: hosts, origins, forms, sizes, users; and the first page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Literal

import pytest
from argon2 import PasswordHasher
from desk_browser import REPORT, Browser

from communique.desk.limits import MAX_BODY, Allowance
from communique.desk.service import PLACES, Desk, is_loopback
from communique.desk.users import User, new_token, put_user, remove_user, sign_in, user_of
from communique.errors import InputRefused
from communique.register.store import Register

GERMAN = """Der Minister sprach gestern in Berlin mit seinem kenianischen Amtskollegen über die Lage in Ostafrika. Beide
Seiten betonten, dass sie die Zusammenarbeit bei Energie und Handel vertiefen wollen, und vereinbarten ein Treffen."""


def test_a_text_is_read_shown_and_kept_only_then(browser: Browser, register: Register) -> None:
    shown = browser.submit("/read", text=REPORT)
    assert shown.status_code == 200
    assert "second port at Mombasa" in shown.text
    assert "Latest documents" in (home := browser.get("/").text)
    assert "The register is empty." in home
    key = shown.text.split('name="key" value="')[1].split('"')[0]
    kept = browser.submit("/save", key=key)
    assert kept.url.path.startswith("/documents/")
    assert "The register is empty." not in browser.get("/").text
    assert browser.submit("/save", key=key).status_code == 410


def test_what_cannot_be_read_says_why(browser: Browser) -> None:
    assert browser.submit("/read", text=" ").status_code == 422
    answer = browser.submit("/read", text=GERMAN)
    assert answer.status_code == 422
    assert "English" in answer.text
    assert browser.submit("/read", text=REPORT, published="soon").status_code == 422
    assert browser.submit("/read", text=REPORT, url="javascript:alert(1)").status_code == 422


def test_line_ends_of_a_form_are_not_of_the_text(browser: Browser) -> None:
    ids = []
    for text in (REPORT, REPORT.replace("\n", "\r\n")):
        shown = browser.submit("/read", text=text)
        assert "\N{REPLACEMENT CHARACTER}" not in shown.text
        key = shown.text.split('name="key" value="')[1].split('"')[0]
        ids.append(browser.submit("/save", key=key).url.path)
    assert ids[0] == ids[1]


def test_a_text_of_windows_shows_no_signs_at_its_line_ends(browser: Browser) -> None:
    record = browser.post("/api/v1/read", json={"text": REPORT.replace("\n", "\r\n"), "keep": True}).json()
    assert "\N{REPLACEMENT CHARACTER}" not in browser.get(f"/documents/{record['document']['id']}").text


def test_a_page_that_is_not_says_so_in_words(browser: Browser) -> None:
    answer = browser.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert "Check it for a slip" in answer.text


def test_a_form_without_our_token_changes_nothing(browser: Browser) -> None:
    assert browser.post("/read", data={"text": REPORT}).status_code == 403
    assert browser.post("/read", data={"text": REPORT, "csrf": "guess"}).status_code == 403


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_page_of_another_site_cannot_write(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.post("/save", headers=headers).status_code == 403


def test_the_desk_answers_to_its_own_names_only(browser: Browser) -> None:
    assert browser.get("/", headers={"host": "evil.example"}).status_code == 421


def test_a_body_beyond_the_limit_is_refused(browser: Browser) -> None:
    assert browser.post("/read", content=b"x" * (MAX_BODY + 1)).status_code == 413
    pieces = (b"x" * 1_000_000 for _ in range(MAX_BODY // 1_000_000 + 2))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/read", content=pieces, headers=form).status_code in (400, 413)


def test_every_answer_carries_the_policy(browser: Browser) -> None:
    for path in ("/", "/static/desk.css", "/nowhere"):
        headers = browser.get(path).headers
        assert "'unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_words_of_a_document_never_become_markup(browser: Browser) -> None:
    hostile = REPORT.replace("a second port", "<script>alert(1)</script> a \u202esecond port")
    shown = browser.submit("/read", text=hostile, title="<img src=x onerror=alert(1)>")
    assert "<script>alert" not in shown.text
    assert "<img" not in shown.text
    assert "\u202e" not in shown.text


def test_without_a_session_there_is_the_form_and_nothing_else(opened: Callable[[], Browser]) -> None:
    client = opened()
    assert client.get("/").url.path == "/sign-in"
    assert client.get("/sign-in", follow_redirects=False).status_code == 200


@pytest.mark.parametrize(
    ("to", "reached"),
    [
        ("/search?text=port&country=KEN", "/search?text=port&country=KEN"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/a\r\nb", "/"),
    ],
)
def test_signing_in_leads_to_the_page_that_was_asked_for(
    opened: Callable[[], Browser], register: Register, to: str, reached: str
) -> None:
    put_user(register.engine, User("maria", "reader"), "a long enough password")
    client = opened()
    assert client.get("/search?text=port").url.params["to"] == "/search?text=port"
    csrf = client.get("/").text.split('name="csrf" value="')[1].split('"')[0]
    form = {"csrf": csrf, "name": "maria", "password": "a long enough password", "to": to}
    answer = client.post("/sign-in", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, reached)


def test_signing_in_and_out(opened: Callable[[], Browser], register: Register) -> None:
    put_user(register.engine, User("maria", "reader"), "a long enough password")
    client = opened()
    assert client.submit("/sign-in", name="maria", password="wrong").status_code == 403
    assert client.submit("/sign-in", name="maria", password="a long enough password").url.path == "/"
    assert "maria" in client.get("/").text
    assert 'href="/review"' not in client.get("/").text  # nor is a reader led to what is not for readers
    assert "Keep it" not in client.submit("/read", text=REPORT).text
    assert client.submit("/save", key="none").status_code == 403  # a reader keeps nothing
    client.submit("/sign-out")
    assert client.get("/").url.path == "/sign-in"


def test_guessing_passwords_is_slowed_down(opened: Callable[[], Browser]) -> None:
    client = opened()
    answers = [client.submit("/sign-in", name="maria", password="guess").status_code for _ in range(7)]
    assert answers[:5] == [403] * 5
    assert answers[-1] == 429


def test_keys_of_users(register: Register) -> None:
    engine = register.engine
    put_user(engine, User("maria", "reviewer"), "a long enough password")
    token = new_token(engine, "maria", "export")
    session = sign_in(engine, "maria", "a long enough password")
    assert session is not None
    assert user_of(engine, token) == user_of(engine, session) == User("maria", "reviewer")
    put_user(engine, User("maria", "reader"), "another password!")
    assert user_of(engine, session) is None
    assert user_of(engine, token) == User("maria", "reader")
    assert sign_in(engine, "maria", "a long enough password") is None
    assert remove_user(engine, "maria")
    assert user_of(engine, token) is None


@pytest.mark.parametrize("password", ["short", "x" * 2000])
def test_a_password_has_a_length(register: Register, password: str) -> None:
    with pytest.raises(ValueError, match="12 to 1024"):
        put_user(register.engine, User("maria", "reader"), password)


def test_an_allowance_is_used_up_and_filled_again() -> None:
    allowance = Allowance(burst=2, per_minute=60)
    assert [allowance.take("a"), allowance.take("a")] == [0, 0]
    assert 0 < allowance.take("a") <= 1
    assert allowance.take("b") == 0


def test_a_name_that_nobody_has_takes_as_long_as_a_wrong_password(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_user(register.engine, User("ana", "reader"), "a long password")
    sign_in(register.engine, "nobody", "first of all")
    work: list[str] = []

    class Counting(PasswordHasher):
        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            work.append("hash")
            return super().hash(password, salt=salt)

        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            work.append("verify")
            return super().verify(hash, password)

    monkeypatch.setattr("communique.desk.users._hasher", Counting())
    assert sign_in(register.engine, "nobody", "another password") is None
    assert sign_in(register.engine, "ana", "another password") is None
    assert work == ["verify", "verify"]


@pytest.mark.parametrize(
    ("host", "alone"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)]
)
def test_which_addresses_are_of_this_machine_alone(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def test_the_desk_has_reading_limits(desk: Desk, browser: Browser) -> None:
    for _ in range(20):
        desk.reads.take("maria")
    assert browser.submit("/read", text=REPORT).status_code == 429


def test_texts_that_wait_to_be_read_leave_the_pages_alone(desk: Desk, browser: Browser) -> None:
    begun, may_end = threading.Semaphore(0), threading.Event()

    class Slow:
        def read_page(self, page: object) -> None:
            begun.release()
            assert may_end.wait(20)
            raise InputRefused("text", "it is read too late", "Wait")

    desk.reader._coder = Slow()  # type: ignore[assignment]
    body = {"text": REPORT}
    answers: list[int] = []
    readers = [
        threading.Thread(target=lambda: answers.append(browser.post("/api/v1/read", json=body).status_code))
        for _ in range(PLACES)
    ]
    for each in readers:
        each.start()
    assert begun.acquire(timeout=20)
    deadline = time.monotonic() + 20
    while desk.reader._places._value and time.monotonic() < deadline:
        time.sleep(0.01)
    refused = browser.post("/api/v1/read", json=body)
    assert refused.status_code == 503
    assert refused.headers["retry-after"]
    assert browser.get("/").status_code == 200
    may_end.set()
    for each in readers:
        each.join()
    assert answers == [422] * PLACES
