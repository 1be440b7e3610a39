"""Nothing that somebody typed is lost: what is refused comes back, in its form, to be mended and sent again."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from desk_browser import REPORT, Browser
from lxml import html

import communique
from communique.desk.app import build
from communique.desk.limits import Allowance
from communique.desk.service import Desk
from communique.desk.users import User, put_user
from communique.register import following, reviewing
from communique.register.store import Register

PASSWORD = "a long enough password"
#: no English, and characters that pages elsewhere show as signs
FOREIGN = (
    "Der Minister sprach \u202egestern\u202c mit <b>seinem</b> Amtskollegen über die Lage.\n\nBeide & alle betonten.\n"
)


@pytest.fixture
def filled(register: Register) -> str:
    """Keep a report, and return its id."""
    record = communique.load().read(REPORT, published="2026-03-04")
    return register.keep(record, source="report.txt").document


def forms(answer: httpx.Response) -> dict[str, dict[str, list[str]]]:
    """Return what stands in every form of a page, by where the form is sent, as a browser would send it."""
    found: dict[str, dict[str, list[str]]] = {}
    for form in html.fromstring(answer.text).forms:
        fields = found.setdefault(form.get("action") or "", {})
        for field in form.iter("input", "select", "textarea"):
            if field.tag == "textarea":
                value = (field.text or "").removeprefix("\n")
            elif field.tag == "select":
                value = next((one.get("value", one.text or "") for one in field if "selected" in one.attrib), "")
            elif field.get("type") == "checkbox" and "checked" not in field.attrib:
                continue
            else:
                value = field.get("value", "")
            if field.get("name"):
                fields.setdefault(field.get("name"), []).append(value)
    return found


def test_a_text_that_cannot_be_read_comes_back_to_the_last_character(browser: Browser) -> None:
    answer = browser.submit("/read", text=FOREIGN, title="Ein \u202eTitel", published="2026-03-04")
    assert answer.status_code == 422
    assert "English" in answer.text
    box = forms(answer)["/read"]
    assert (box["text"], box["title"], box["published"]) == ([FOREIGN], ["Ein \u202eTitel"], ["2026-03-04"])
    assert "\u202e" not in answer.text
    for wrong in ({"published": "soon"}, {"url": "javascript:alert(1)"}):
        box = forms(browser.submit("/read", text=REPORT, **wrong))["/read"]
        assert {name: box[name] for name in ("text", *wrong)} == {
            "text": [REPORT],
            **{name: [value] for name, value in wrong.items()},
        }


def test_a_reading_that_was_forgotten_brings_its_text_back(browser: Browser, desk: Desk) -> None:
    form = forms(browser.submit("/read", text=REPORT, title="A port"))["/save"]
    assert desk.waiting.take(form["key"][0])  # as after the desk was started anew
    answer = browser.submit("/save", **{name: values[0] for name, values in form.items() if name != "csrf"})
    assert answer.status_code == 410
    box = forms(answer)["/read"]
    assert (box["text"], box["title"]) == ([REPORT], ["A port"])


def test_a_claim_that_cannot_be_added_comes_back_filled_in(browser: Browser, filled: str, register: Register) -> None:
    path = f"/review/add?subject=statement&document={filled}"
    typed: dict[str, str] = {"act": "pledge", "speaker": "Mara Lind (NOR)", "content": "9000,1", "amount": "5 million"}
    answer = browser.submit(path, of=filled, areas="energy", modality="conditional", why="it was <missed>", **typed)
    assert answer.status_code == 422
    form = forms(answer)[f"/review/add?subject=statement&document={filled}"]
    assert {name: form[name] for name in typed} == {name: [value] for name, value in typed.items()}
    assert (form["areas"], form["modality"], form["why"]) == (["energy"], ["conditional"], ["it was <missed>"])
    assert 'role="alert"' in answer.text
    assert not reviewing.history(register, filled)
    # with the span mended, the same form is kept
    sent = {name: values[0] for name, values in form.items() if name != "csrf"} | {"content": "0,7"}
    assert browser.submit(path, **sent).url.path == f"/documents/{filled}"
    assert len(reviewing.history(register, filled)) == 1


def test_a_correction_that_cannot_be_comes_back_and_so_does_one_that_came_too_late(
    browser: Browser, filled: str, register: Register
) -> None:
    path = f"/review/correct?subject=statement&document={filled}&claim=s1"
    answer = browser.submit(path, act="propose", content="5,1", areas="health", why="a wish")
    assert answer.status_code == 422
    form = forms(answer)[path]
    assert (form["act"], form["content"], form["areas"], form["why"]) == (["propose"], ["5,1"], ["health"], ["a wish"])
    browser.submit(f"/review/confirm?subject=statement&document={filled}&claim=s1", seen="")
    late = browser.submit(path, act="propose", areas="health", why="a wish", seen="")
    assert late.status_code == 409
    assert "since the page was shown" in late.text
    form = forms(late)[path]
    assert (form["act"], form["areas"], form["why"]) == (["propose"], ["health"], ["a wish"])
    # it shows the decision that was made meanwhile, and can be sent now
    assert "Decided already: confirm" in late.text
    sent = {name: values[0] for name, values in form.items() if name != "csrf"}
    assert browser.submit(path, **sent).status_code == 200
    assert [each.verb for each in reviewing.history(register, filled)] == ["confirm", "correct"]


@pytest.mark.parametrize(
    "typed",
    [
        {"verb": "set_status", "value": "under_way", "why": " "},
        {"verb": "set_status", "value": "", "why": "cranes <were> seen"},
        {"verb": "merge", "value": "", "why": "the same port"},
    ],
)
def test_a_decision_about_a_commitment_comes_back(
    browser: Browser, filled: str, register: Register, typed: dict[str, str]
) -> None:
    following.catch_up(register)
    entry, *_ = following.entries(register.engine, following.Wanted(text="port"))
    answer = browser.submit(f"/commitments/{entry.commitment.id}", **typed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text or typed["verb"] == "merge"
    if typed["why"].strip() and typed["verb"] == "set_status":
        assert typed["why"] in html.fromstring(answer.text).xpath("//input[@name='why']/@value")
    if typed["value"]:
        (chosen,) = html.fromstring(answer.text).xpath("//select[@name='value']/option[@selected]/@value")[:1]
        assert chosen == typed["value"]
    assert not register.decisions("commitment")


def test_a_sample_is_asked_for_again_with_its_filters(browser: Browser) -> None:
    answer = browser.submit("/samples", first="Ana", second="Ivo", size="7", seed="3", since="soon", country="KEN")
    assert answer.status_code == 422
    form = forms(answer)["/samples"]
    assert [form[name][0] for name in ("first", "second", "size", "seed", "since", "country")] == [
        *("Ana", "Ivo", "7", "3", "soon", "KEN")
    ]
    over = browser.submit("/samples", first="Ana", second="Ivo", size="70000")
    assert over.status_code == 422
    assert forms(over)["/samples"]["first"] == ["Ana"]


@pytest.fixture
def ana(register: Register, opened: Callable[[], Browser]) -> Browser:
    put_user(register.engine, User("ana", "reviewer"), PASSWORD)
    client = opened()
    client.submit("/sign-in", name="ana", password=PASSWORD)
    return client


def resend(client: Browser, answer: httpx.Response, path: str) -> httpx.Response:
    """Send the form of a problem's page as it stands there."""
    fields = {name: values[0] for name, values in forms(answer)[path].items()}
    return client.post(path, data=fields, headers={"origin": "http://testserver"})


def test_what_was_sent_after_the_session_ended_is_kept_until_one_has_signed_in(
    ana: Browser, register: Register, filled: str
) -> None:
    path = f"/review/correct?subject=statement&document={filled}&claim=s1"
    put_user(register.engine, User("ana", "reviewer"), PASSWORD)  # ends every session of hers
    token = ana.cookies["communique_csrf"]
    fields = {"csrf": token, "act": "propose", "why": "a wish", "seen": ""}
    answer = ana.post(path, data=fields, headers={"origin": "http://testserver"})
    assert answer.status_code == 401
    assert not reviewing.history(register, filled)
    assert 'href="/sign-in" target="_blank"' in answer.text
    ana.submit("/sign-in", name="ana", password=PASSWORD)
    assert resend(ana, answer, path).status_code == 200
    (kept,) = reviewing.history(register, filled)
    assert (kept.who, kept.why) == ("ana", "a wish")


def test_a_form_that_was_too_old_is_sent_again(browser: Browser, filled: str, register: Register) -> None:
    path = f"/review/correct?subject=statement&document={filled}&claim=s1"
    browser.get("/")
    fields = {"csrf": "of yesterday", "act": "propose", "why": "a wish", "seen": ""}
    answer = browser.post(path, data=fields, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert resend(browser, answer, path).status_code == 200
    assert len(reviewing.history(register, filled)) == 1


def test_what_no_page_of_ours_sent_is_not_shown(browser: Browser) -> None:
    for headers in ({}, {"origin": "http://evil.example"}):
        answer = browser.post("/read", data={"csrf": "guessed", "text": "planted words"}, headers=headers)
        assert answer.status_code == 403
        assert "planted words" not in answer.text


def test_too_many_at_once_and_a_fault_of_ours_lose_nothing(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(register=register, alone="m", hosts=("testserver",), reads=Allowance(burst=1, per_minute=1))
    browser = Browser(build(desk), raise_server_exceptions=False)
    browser.submit("/read", text="first")
    answer = browser.submit("/read", text=REPORT, title="A port")
    assert answer.status_code == 429
    assert forms(answer)["/read"]["text"] == [REPORT]
    monkeypatch.setattr("communique.desk.pages.home.spend", lambda *_: 1 / 0)
    answer = browser.submit("/read", text=REPORT, title="A port")
    assert answer.status_code == 500
    assert (forms(answer)["/read"]["text"], forms(answer)["/read"]["title"]) == ([REPORT], ["A port"])


def test_a_password_is_never_shown_again(register: Register, opened: Callable[[], Browser]) -> None:
    put_user(register.engine, User("lea", "admin"), PASSWORD)
    lea = opened()
    lea.submit("/sign-in", name="lea", password=PASSWORD)
    for path, name in (("/users", "ivo"), ("/users/password", "nobody")):
        answer = lea.submit(path, name=name, role="king", password="my secret words")
        assert answer.status_code in (404, 422)
        assert "my secret words" not in answer.text
        assert re.search(f'value="{name}"', answer.text)


def test_filters_that_cannot_be_can_be_mended(browser: Browser) -> None:
    answer = browser.get("/search?kind=events&country=KEN&since=yesterday&text=port&after=x")
    assert answer.status_code == 422
    form = forms(answer)["/search"]  # the search of the head of every page stands there too
    assert (form["kind"], form["country"], form["since"]) == (["events"], ["KEN"], ["yesterday"])
    assert "port" in form["text"]
    assert "after" not in form
    assert "What you wrote" not in browser.get("/documents/0123456789").text
