"""Answers of the register that cost much and change little, kept between requests."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import Engine, func, select

from communique.register import tables
from communique.register.database import reading

T = TypeVar("T")
#: changes of documents below which a register is small: there every answer is as of now
LARGE = 10_000
#: how many times longer than it took to find an answer may be told in a large register that has changed since, and
#: the most seconds: so little of the time goes into finding it, however fast documents are added and many are asked
_TIMES, _MOST = 1000, 30.0
_ANSWERS = 256


@dataclass(frozen=True, slots=True)
class _Answer:
    state: tuple[int, int, int]
    found: float
    took: float
    value: Any


class Kept:
    """Answers by what was asked; the one not asked for longest is forgotten first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._finding: set[Hashable] = set()
        self._lock = threading.Lock()

    def get(self, engine: Engine, asked: Hashable, find: Callable[[], T]) -> T:
        """Return the answer to what is asked, by ``find`` where none is kept or the register has changed since.

        In a large register that changes, an answer is told for a while longer, and while another request finds it
        anew.
        """
        state = _state(engine)
        with self._lock:
            kept = self._answers.get(asked)
            if kept is not None:
                self._answers.move_to_end(asked)
                age = time.monotonic() - kept.found
                young = age < min(_TIMES * kept.took, _MOST) or (asked in self._finding and age < 2 * _MOST)
                if kept.state == state or (young and state[0] >= LARGE):
                    return cast(T, kept.value)
            self._finding.add(asked)
        start = time.monotonic()
        try:
            value = find()
        finally:
            with self._lock:
                self._finding.discard(asked)
        now = time.monotonic()
        with self._lock:
            self._answers[asked] = _Answer(state, now, now - start, value)
            self._answers.move_to_end(asked)
            if len(self._answers) > _ANSWERS:
                self._answers.popitem(last=False)
        return value


def _state(engine: Engine) -> tuple[int, int, int]:
    """Return how often documents were changed, up to which change commitments follow, and the last decision."""
    followed = tables.followed
    with reading(engine) as connection:
        row = connection.execute(select(followed.c.changes, followed.c.seen)).first()
        decision = connection.execute(select(func.coalesce(func.max(tables.decisions.c.number), 0))).scalar_one()
    return (0, 0, decision) if row is None else (row.changes, row.seen, decision)
