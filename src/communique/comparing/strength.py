"""How strongly a remark binds, backs or blames, and in what two remarks on one matter differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from communique.comparing.model import Difference, Quality, Remark, Strength

#: the scales on which acts can be ordered, weakest first; the ends that lean to or away from the other
TOLD = {"mention": 0, "discuss": 0, "report": 1, "assess": 1}
BINDING = {**TOLD, "propose": 2, "request": 2, "invite": 3, "support": 3, "pledge": 4, "agree": 5}
BLAMING = {**TOLD, "oppose": 3, "criticize": 4, "warn": 5}
THANKING = {**TOLD, "courtesy": 2}
SCALES = (BINDING, BLAMING, THANKING)
BACKING = frozenset({"support", "agree", "pledge"})
#: criticism is not among it: who blames one and who backs another may well be of one mind
AGAINST = frozenset({"oppose"})


def strength(a: Iterable[Remark], b: Iterable[Remark]) -> Strength:
    """Return which side puts the matter more strongly; where a side has several remarks, its strongest counts."""
    one, other = max(a, key=_rank), max(b, key=_rank)
    if {one.modality, other.modality} >= {"negated"} and one.modality != other.modality:
        return "opposed"
    if _part_ways(one.act, other.act):
        return "opposed"
    for scale in SCALES:
        if one.act in scale and other.act in scale:
            # what is promised under a condition is weaker than the same without one
            mine, yours = (scale[r.act] - 0.5 * (r.modality == "conditional") for r in (one, other))
            return "equal" if mine == yours else "a" if mine > yours else "b"
    return "different"


def _part_ways(a: str, b: str) -> bool:
    return (a in BACKING and b in AGAINST) or (b in BACKING and a in AGAINST)


def _rank(remark: Remark) -> float:
    rank = max(scale.get(remark.act, 0) for scale in SCALES)
    return rank - 0.5 * (remark.modality == "conditional")


def differences(a: tuple[Remark, ...], b: tuple[Remark, ...]) -> tuple[Difference, ...]:
    """Return the qualities in which the two sides' remarks differ, in a fixed order."""
    found = []
    for quality, read in _QUALITIES:
        mine, yours = _joined(map(read, a)), _joined(map(read, b))
        if mine != yours:
            found.append(Difference(quality=quality, a=mine, b=yours))
    return tuple(found)


def _joined(values: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(value for value in values if value)) or None


_QUALITIES: tuple[tuple[Quality, Callable[[Remark], str | None]], ...] = (
    ("act", lambda remark: remark.act),
    ("speaker", lambda remark: ", ".join(sorted(remark.countries))),
    ("areas", lambda remark: ", ".join(remark.areas)),
    ("modality", lambda remark: remark.modality),
    ("amount", lambda remark: remark.amount),
    ("deadline", lambda remark: remark.deadline),
)
