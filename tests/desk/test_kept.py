"""Answers that are kept between requests."""

from __future__ import annotations

import threading

import pytest
from desk_browser import REPORT, Browser

import communique
from communique.desk import kept as module
from communique.desk.kept import Kept
from communique.desk.progress import progress
from communique.desk.service import Desk
from communique.register import reviewing
from communique.register.reviewing import Target
from communique.register.store import Register

ANOTHER = """LIMA, May 6 (Desk News) -- Peru and Chile signed an agreement on fishing rights on Wednesday. Peruvian
Foreign Minister Rosa Quispe said that Peru will open two ports to Chilean boats, and praised
the patience of her colleagues.
"""


def add(register: Register, text: str = REPORT) -> str:
    """Keep a report, and return its id."""
    return register.keep(communique.load().read(text, published="2026-05-07"), source="report.txt").document


def test_an_answer_is_found_again_only_when_the_register_has_changed(register: Register) -> None:
    kept, found = Kept(), iter(range(9))
    document = add(register)
    assert [kept.get(register.engine, "q", lambda: next(found)) for _ in range(3)] == [0, 0, 0]
    assert kept.get(register.engine, "another", lambda: next(found)) == 1
    reviewing.confirm(register, Target(document, "statement", "s1"), who="maria")
    assert kept.get(register.engine, "q", lambda: next(found)) == 2
    add(register, ANOTHER)
    assert kept.get(register.engine, "q", lambda: next(found)) == 3


def test_a_large_register_is_told_of_as_it_was_for_a_while(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 1)
    clock = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: clock[0])

    def find() -> float:
        clock[0] += 0.01  # so long it takes
        return clock[0]

    kept = Kept()
    document = add(register)
    first = kept.get(register.engine, "q", find)
    reviewing.confirm(register, Target(document, "statement", "s1"), who="maria")
    clock[0] += 5
    assert kept.get(register.engine, "q", find) == first
    clock[0] += 6
    assert kept.get(register.engine, "q", find) > first


def test_what_fails_is_not_kept(register: Register) -> None:
    kept = Kept()

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.get(register.engine, "q", fail)
    assert kept.get(register.engine, "q", lambda: 1) == 1


def test_while_one_finds_it_anew_the_others_are_told_the_old_answer(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGE", 1)
    monkeypatch.setattr(module, "_TIMES", 0)
    kept = Kept()
    document = add(register)
    kept.get(register.engine, "q", lambda: "old")
    reviewing.confirm(register, Target(document, "statement", "s1"), who="maria")
    begun, may_end = threading.Event(), threading.Event()

    def slowly() -> str:
        begun.set()
        assert may_end.wait(20)
        return "new"

    finder = threading.Thread(target=kept.get, args=(register.engine, "q", slowly))
    finder.start()
    assert begun.wait(20)
    assert kept.get(register.engine, "q", lambda: "never") == "old"
    may_end.set()
    finder.join()
    assert kept.get(register.engine, "q", lambda: "never") == "new"


def test_the_progress_takes_off_what_was_decided_since(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 1)
    monkeypatch.setattr(module, "_TIMES", 1e6)
    document = add(desk.register)
    before = progress(desk)[0]
    made = reviewing.confirm(desk.register, Target(document, "statement", "s1"), who="maria")
    reviewing.reject(desk.register, Target(document, "statement", "s2"), who="maria")
    after = progress(desk)[0]
    assert (after.waiting, after.decided) == (before.waiting - 2, before.decided + 2)
    reviewing.undo(desk.register, made.number, who="maria")
    assert progress(desk)[0].waiting == before.waiting - 1


def test_pages_tell_what_was_added_at_once(browser: Browser, register: Register) -> None:
    assert "<b>0</b>statements wait" in browser.get("/").text
    add(register)
    assert "<b>3</b>statements wait" in browser.get("/").text
