"""Following a register whose documents change while many ask for its commitments."""

from __future__ import annotations

import threading
from pathlib import Path

import borduria
import pytest

from communique.register import following
from communique.register.following import Wanted
from communique.register.store import Register


def test_one_thread_follows_and_the_others_do_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end = threading.Event(), threading.Event()
    followed: list[int] = []

    def slowly(_: Register) -> bool:
        followed.append(threading.get_ident())
        begun.set()
        assert may_end.wait(20)
        return True

    with Register.open(tmp_path / "register.db") as register:
        register.keep(borduria.record(1), source="r1")
        monkeypatch.setattr(following, "catch_up", slowly)
        first = threading.Thread(target=following.entries, args=(register.engine, Wanted()))
        first.start()
        assert begun.wait(20)
        assert following.entries(register.engine, Wanted()) == ()
        may_end.set()
        first.join()
    assert len(followed) == 1


def test_following_that_takes_long_rests_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, followed = [100.0], []

    def slowly(_: Register) -> bool:
        followed.append(clock[0])
        clock[0] += 1
        return True

    with Register.open(tmp_path / "register.db") as register:
        monkeypatch.setattr(following, "catch_up", slowly)
        monkeypatch.setattr(following.time, "monotonic", lambda: clock[0])
        for wait in (0.0, 9.0, 2.0):
            clock[0] += wait
            following.entries(register.engine, Wanted())
    assert followed == [100.0, 112.0]
