"""Blind double coding on the desk: two reviewers code apart, see how far they agree, and settle what they do not."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from desk_browser import REPORT, Browser

import communique
from communique.desk.users import User, put_user
from communique.register import double_coding, reviewing
from communique.register.store import Register

PASSWORD = "a long enough password"


@pytest.fixture
def filled(register: Register) -> Register:
    register.keep(communique.load().read(REPORT, published="2026-03-04"), source="report.txt")
    return register


def draw(browser: Browser, **more: str) -> str:
    """Draw sample 1 for Ana and Ivo, and return the page that comes."""
    fields = {"first": "Ana", "second": "Ivo", "size": "5", "kind": "statement", **more}
    answer = browser.submit("/samples", **fields)
    assert answer.status_code == 200, answer.text
    return answer.text


def code(browser: Browser, who: str, **fields: str) -> str:
    """Code the next claim of sample 1, and return the page that comes."""
    shown = browser.get(f"/samples/1?as={who}").text
    place = shown.split("claim ")[1].split(" ·")[0]
    answer = browser.submit(f"/samples/1?as={who}&place={place}", **fields)
    assert answer.status_code == 200, answer.text
    return answer.text


def code_all(browser: Browser, who: str, **fields: str) -> None:
    for _ in range(3):
        code(browser, who, **fields)


MOTEGI = {"act": "pledge", "speaker": "Toshimitsu Motegi", "areas": "connectivity", "modality": "asserted"}


def test_two_reviewers_code_apart_agree_in_part_and_are_settled(browser: Browser, filled: Register) -> None:
    assert "code as Ana" in draw(browser)
    first = code(browser, "Ana", **MOTEGI)
    assert "2 to go" in first
    code(browser, "Ana", **MOTEGI)
    assert "You have coded every claim, Ana" in code(browser, "Ana", none="yes")
    assert browser.get("/samples/1/agreement").status_code == 409
    code_all(browser, "Ivo", **MOTEGI)
    shown = browser.get("/samples/1/agreement").text
    assert "2 claims coded alike, 0 of them decided" in shown
    assert "there is no such claim" in shown
    assert "67 %" in shown
    assert "2 of them decided" in browser.submit("/samples/1/alike").text
    settled = browser.submit("/samples/1/3/settle", right="second", why="it is said")
    assert "Settled by decision 3" in settled.text
    assert browser.submit("/samples/1/3/settle", right="first").status_code == 409
    (document,) = {each.document for each in double_coding.assigned(filled, 1, "Ana")}
    assert {each.who for each in reviewing.history(filled, document)} == {"maria"}
    assert all(each.act == "pledge" for each in reviewing.reviewed(filled, document).record.statements)


def test_what_is_shown_to_a_coder_says_nothing_of_any_answer(browser: Browser, filled: Register) -> None:
    draw(browser)
    code(browser, "Ana", **{**MOTEGI, "act": "oppose", "speaker": "Zora Quill (NOR)"})
    shown = browser.get("/samples/1?as=Ivo&place=1").text
    form = shown.split('<form class="card claim"')[1].split("</form>")[0]
    assert "Zora" not in shown
    assert "<option selected>asserted" in form
    assert form.count("selected") == 1
    assert "checked" not in form
    assert 'data-of="s1"' not in shown
    own = browser.get("/samples/1?as=Ana&place=1").text
    assert "<option selected>oppose" in own
    assert 'value="Zora Quill (NOR)"' in own


def test_an_answer_may_be_changed_until_both_have_done(browser: Browser, filled: Register) -> None:
    draw(browser, size="1")
    code(browser, "Ana", **MOTEGI)
    assert browser.submit("/samples/1?as=Ana&place=1", **{**MOTEGI, "act": "warn"}).status_code == 200
    assert (double_coding.assigned(filled, 1, "Ana")[0].answer or {})["act"] == "warn"
    code(browser, "Ivo", **MOTEGI)
    refused = browser.submit("/samples/1?as=Ana&place=1", **MOTEGI)
    assert refused.status_code == 422
    assert "stay as they are" in refused.text


def test_an_answer_that_cannot_be_comes_back_with_what_was_typed(browser: Browser, filled: Register) -> None:
    draw(browser)
    answer = browser.submit("/samples/1?as=Ana&place=1", act="pledge", areas="energy")
    assert answer.status_code == 422
    assert "an answer needs speaker" in answer.text
    assert "<option selected>pledge" in answer.text
    assert 'value="energy" checked' in answer.text


def test_neither_was_right(browser: Browser, filled: Register) -> None:
    draw(browser, size="1")
    code(browser, "Ana", **MOTEGI)
    code(browser, "Ivo", **{**MOTEGI, "act": "warn"})
    assert "What is right?" in browser.get("/samples/1/1/settle").text
    assert browser.submit("/samples/1/1/settle", act="").status_code == 422
    done = browser.submit("/samples/1/1/settle", why="asked again", **{**MOTEGI, "act": "support"})
    assert "Settled by decision 1" in done.text


def test_events_are_coded_too(browser: Browser, filled: Register) -> None:
    draw(browser, kind="event", size="1")
    for who in ("Ana", "Ivo"):
        code(browser, who, event_type="CONSULT", actor="Toshimitsu Motegi", recipient="Musalia Mudavadi")
    assert "They coded every claim alike" in browser.get("/samples/1/agreement").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"second": "Ana"}, "two different reviewers"),
        ({"act": "invite"}, "no statement like that"),
        ({"since": "soon"}, "soon"),
    ],
)
def test_a_sample_that_cannot_be_drawn_says_why(
    browser: Browser, filled: Register, fields: dict[str, str], said: str
) -> None:
    answer = browser.submit("/samples", **{"first": "Ana", "second": "Ivo", "size": "5", **fields})
    assert answer.status_code == 422
    assert said in answer.text


def test_pages_of_samples_that_are_not_there(browser: Browser, filled: Register) -> None:
    assert browser.get("/samples/7").status_code == 404
    assert browser.get("/samples/0").status_code == 422
    draw(browser)
    assert browser.get("/samples/1?as=Ana&place=99").status_code == 404
    assert browser.submit("/samples/1?as=Eve&place=1", **MOTEGI).status_code == 403
    assert browser.submit("/samples/1/alike").status_code == 409
    assert browser.get("/samples/1/1/settle").status_code == 409


def signed_in(opened: Callable[[], Browser], name: str) -> Browser:
    client = opened()
    client.submit("/sign-in", name=name, password=PASSWORD)
    return client


def test_on_a_desk_of_several_each_codes_by_the_own_name_only(filled: Register, opened: Callable[[], Browser]) -> None:
    for name, role in (("lea", "admin"), ("ana", "reviewer"), ("ivo", "reviewer"), ("rita", "reader")):
        put_user(filled.engine, User(name, role), PASSWORD)  # type: ignore[arg-type]
    lea, ana, ivo = (signed_in(opened, name) for name in ("lea", "ana", "ivo"))
    assert "Draw a sample" in lea.get("/samples").text
    assert "Draw a sample" not in ana.get("/samples").text
    assert ana.submit("/samples", first="ana", second="ivo").status_code == 403
    assert "rita is no user who may review" in lea.submit("/samples", first="ana", second="rita").text
    assert lea.submit("/samples", first="ana", second="ivo", size="1").status_code == 200
    assert ana.submit("/samples/1?as=ivo&place=1", **MOTEGI).status_code == 200
    assert double_coding.assigned(filled, 1, "ana")[0].answer is not None
    assert double_coding.assigned(filled, 1, "ivo")[0].answer is None
    assert lea.submit("/samples/1?as=ivo&place=1", **MOTEGI).status_code == 403
    assert "Nobody sees the answers" in lea.get("/samples/1?as=ana").text
    assert ivo.submit("/samples/1?place=1", none="yes").status_code == 200
    assert ivo.get("/samples/1/agreement").status_code == 200
    assert signed_in(opened, "rita").get("/samples").status_code == 403


def test_decisions_are_taken_along_as_training_data(browser: Browser, filled: Register) -> None:
    assert browser.get("/samples/training?form=label-studio").json() == []
    draw(browser)
    for who in ("Ana", "Ivo"):
        code_all(browser, who, **MOTEGI)
    browser.submit("/samples/1/alike")
    tasks = browser.get("/samples/training?form=label-studio&partly=true").json()
    assert len(tasks) == 1
    first, second = (browser.get("/samples/training?form=gold&partly=true").content for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        gold, text = sorted(archive.namelist())
        assert json.loads(archive.read(gold))["statements"][0]["act"] == "pledge"
        assert archive.read(text).decode() == tasks[0]["data"]["text"]
    assert "<View>" in browser.get("/samples/training?form=label-config").text
