"""Months put together into the periods of a plot: months, quarters or years, so that there are never too many bars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from communique.register.counting import DyadMonth

#: bars beyond which months are put together into quarters, and quarters into years
_MOST = 40
_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What a period holds; ``goldstein`` is the mean over its events, None where there is none with a score."""

    label: str
    meetings: int
    statements: int
    events: int
    quads: tuple[int, int, int, int]
    goldstein: float | None


def bars(months: Iterable[DyadMonth]) -> tuple[Bar, ...]:
    """Return the months as bars, put together where there are too many of them."""
    found = tuple(months)
    for named in (_month, _quarter, _year):
        labels: dict[str, list[DyadMonth]] = {}
        for each in found:
            labels.setdefault(named(each.month), []).append(each)
        if len(labels) <= _MOST or named is _year:
            return tuple(_together(label, tuple(group)) for label, group in labels.items())
    return ()


def plot_of_quads(found: tuple[Bar, ...]) -> dict[str, Any]:
    """Return the plot of events by quad code with the mean Goldstein score."""
    series: list[dict[str, Any]] = [
        {"name": name, "values": [bar.quads[number] for bar in found], "colour": f"quad{number + 1}", "stack": "events"}
        for number, name in enumerate(_QUADS)
    ]
    scores = [None if bar.goldstein is None else round(bar.goldstein, 2) for bar in found]
    line = {"name": "mean Goldstein", "values": scores, "colour": "ink", "line": True, "axis": "right"}
    return {"labels": [bar.label for bar in found], "series": [*series, line], "y": "events", "right": "Goldstein"}


def plot_of_contacts(found: tuple[Bar, ...]) -> dict[str, Any]:
    """Return the plot of meetings and statements."""
    names = (("meetings", "quad2"), ("statements", "quad1"))
    series = [
        {"name": name, "values": [getattr(bar, name) for bar in found], "colour": colour, "stack": name}
        for name, colour in names
    ]
    return {"labels": [bar.label for bar in found], "series": series, "y": "number", "right": ""}


def _together(label: str, months: tuple[DyadMonth, ...]) -> Bar:
    scored = [(each.goldstein, each.events) for each in months if each.goldstein is not None and each.events]
    weight = sum(events for _, events in scored)
    return Bar(
        label=label,
        meetings=sum(each.meetings for each in months),
        statements=sum(each.statements for each in months),
        events=sum(each.events for each in months),
        quads=tuple(sum(each.quads[number] for each in months) for number in range(4)),  # type: ignore[arg-type]
        goldstein=sum(score * events for score, events in scored) / weight if weight else None,
    )


def _month(month: str) -> str:
    return month


def _quarter(month: str) -> str:
    return f"{month[:4]} Q{(int(month[5:7]) + 2) // 3}"


def _year(month: str) -> str:
    return month[:4]
