"""How two countries dealt with each other over time: events a month, what joins and what parts, as a plot in text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from communique.register.queries import EventRow

#: months without events that are told together
LONG = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The events of a month ("2024-05"): how many are cooperation (quad codes 1 and 2) and how many conflict."""

    month: str
    cooperation: int
    conflict: int


def months(events: Iterable[EventRow]) -> tuple[Month, ...]:
    """Return every month from the first to the last dated event, the empty ones too; a year alone is in no month."""
    joined: Counter[str] = Counter()
    parted: Counter[str] = Counter()
    for event in events:
        if event.date and event.date[4:]:
            (joined if event.quad_code < 3 else parted)[event.date[:7]] += 1
    named = sorted({*joined, *parted})
    if not named:
        return ()
    first, last = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (named[0], named[-1]))
    every = (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))
    return tuple(Month(month=month, cooperation=joined[month], conflict=parted[month]) for month in every)


def plot(found: tuple[Month, ...], *, title: str, width: int, colour: bool) -> str:
    """Return the months as bars, one a line, for a terminal of this width: █ cooperation, ▒ conflict.

    A long run of months without events is one line.
    """
    most = max(month.cooperation + month.conflict for month in found)
    room = max(10, width - 20)
    scale = min(1.0, room / most)
    green, red, plain = ("\x1b[32m", "\x1b[31m", "\x1b[0m") if colour else ("", "", "")
    lines = [f"{title}: {green}█ cooperation{plain}, {red}▒ conflict{plain}, events a month"]
    for empty, run in groupby(found, key=lambda month: not month.cooperation + month.conflict):
        alike = tuple(run)
        if empty and len(alike) >= LONG:
            lines.append(f"   …     {len(alike)} months without events")
            continue
        for month in alike:
            joined, parted = ("█" * _cells(month.cooperation, scale), "▒" * _cells(month.conflict, scale))
            bar = f"{green}{joined}{plain}{red}{parted}{plain}"
            lines.append(f"{month.month}  {bar} {month.cooperation + month.conflict}")
    return "\n".join(lines)


def _cells(number: int, scale: float) -> int:
    return max(1, round(number * scale)) if number else 0
