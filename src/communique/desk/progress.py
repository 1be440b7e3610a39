"""How far reviewing has come, as the pages tell it at every step."""

from __future__ import annotations

from dataclasses import replace

from communique.desk.service import Desk
from communique.register import review_queue
from communique.register.review_queue import Progress


def progress(desk: Desk) -> tuple[Progress, ...]:
    """Return how far reviewing has come; what waits is counted seldom in a large register, less what was decided since.

    What was decided is as of now.
    """
    engine = desk.register.engine
    counted = desk.kept.get(engine, "progress", lambda: review_queue.progress(engine))
    told = []
    for then, now in zip(counted, review_queue.decided(engine), strict=True):
        since = now.decided - now.added - (then.decided - then.added)
        told.append(replace(now, waiting=max(0, then.waiting - since)))
    return tuple(told)
