"""What analysts decided, replayed over what the texts gave: the same decisions in the same order give the same ledger.

Decisions are taken in the order given. Each names a commitment by the id that any of its statements gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.commitments.linking import Group, Undertaking
from communique.commitments.model import STATUSES, VERBS, Decision, Note, StatusMove, Unapplied, commitment_id


@dataclass(slots=True)
class Decided:
    """Groups after merging and splitting, and what was decided about the statements of each, by the statement's id."""

    groups: list[Group]
    moves: dict[str, list[StatusMove]] = field(default_factory=dict)
    notes: dict[str, list[Note]] = field(default_factory=dict)
    unapplied: list[Unapplied] = field(default_factory=list)


def decide(groups: Sequence[Group], decisions: Sequence[Decision]) -> Decided:
    """Return the groups as analysts left them, with what they set and noted, and what found nothing to decide about."""
    decided = Decided(groups=[Group(group.members) for group in groups])
    for decision in decisions:
        reason = _apply(decided, decision)
        if reason:
            decided.unapplied.append(Unapplied(decision=decision, reason=reason))
    decided.groups = sorted(decided.groups, key=lambda group: group.members[0].order)
    return decided


def _apply(decided: Decided, decision: Decision) -> str | None:
    """Apply one decision; return why it could not be, or None."""
    group = _holding(decided, decision.commitment)
    if group is None:
        return f"no statement gives a commitment the id {decision.commitment}"
    if decision.verb not in VERBS:
        return f"{decision.verb!r} is none of {', '.join(VERBS)}"
    if not decision.value:
        return f"{decision.verb} says nothing"
    if decision.verb == "merge":
        return _merge(decided, group, decision)
    if decision.verb == "split":
        return _split(decided, group, decision)
    if decision.verb == "set_status":
        return _set_status(decided, decision)
    note = Note(text=decision.value[0], who=decision.who, when=decision.when, why=decision.why)
    decided.notes.setdefault(decision.commitment, []).append(note)
    return None


def _holding(decided: Decided, wanted: str) -> Group | None:
    """Return the group one of whose statements gives this id."""
    for group in decided.groups:
        if any(commitment_id(member.source) == wanted for member in group.members):
            return group
    return None


def _merge(decided: Decided, group: Group, decision: Decision) -> str | None:
    lacking = [name for name in decision.value if _holding(decided, name) is None]
    if lacking:
        return f"no statement gives a commitment the id {', '.join(lacking)}"
    for name in decision.value:
        other = _holding(decided, name)
        if other is not None and other is not group:
            decided.groups = [each for each in decided.groups if each not in (group, other)]
            group = Group((*group.members, *other.members))
            decided.groups.append(group)
    return None


def _split(decided: Decided, group: Group, decision: Decision) -> str | None:
    leaving: list[Undertaking] = [member for member in group.members if member.source.key in decision.value]
    lacking = sorted(set(decision.value) - {member.source.key for member in leaving})
    if lacking:
        return f"the commitment does not hold {', '.join(lacking)}"
    if len(leaving) == len(group.members):
        return "all statements would leave"
    staying = [member for member in group.members if member not in leaving]
    decided.groups = [each for each in decided.groups if each is not group]
    decided.groups.extend((Group(staying), Group(leaving)))
    return None


def _set_status(decided: Decided, decision: Decision) -> str | None:
    named = [status for status in STATUSES if status == decision.value[0]]
    if not named:
        return f"{decision.value[0]!r} is none of {', '.join(STATUSES)}"
    move = StatusMove(
        status=named[0],  # type: ignore[arg-type]
        date=decision.when[:10],
        by=decision.who,
        reason=decision.why,
    )
    decided.moves.setdefault(decision.commitment, []).append(move)
    return None
