"""What an official is in charge of, in brackets behind the office: "Secretary (West)", "Joint Secretary (Africa)"."""

from __future__ import annotations

from spacy.tokens import Doc

from communique.actors.lexicon import words

#: offices of which a ministry has several, one for each part of the world or branch of its work
_DIVIDED = words("secretary undersecretary director commissioner advisor adviser dg")
_SMALL = words("of for and the & ,")
#: the most words that name a branch
_LONGEST = 6


def branch_end(doc: Doc, noun: str, at: int) -> int | None:
    """Return where the branch in brackets at token ``at`` ends, behind an office of that noun; None where none is."""
    if noun not in _DIVIDED or at + 2 >= len(doc) or doc[at].text != "(":
        return None
    for end in range(at + 2, min(at + 2 + _LONGEST, len(doc))):
        if doc[end].text == ")":
            return end + 1
        if not (doc[end].text[0].isupper() or doc[end].lower_ in _SMALL):
            return None
    return None


def branch_of(office: str) -> str | None:
    """Return the branch that an office names in brackets, None where it names none."""
    opened, _, rest = office.partition(" (")
    return rest.removesuffix(")") if opened and rest.endswith(")") else None


def is_same_branch(one: str, other: str) -> bool:
    """Return whether two branches are one: either may be given by its initials ("ER", "Economic Relations")."""
    first, second = ({branch.lower(), _initials(branch)} for branch in (one, other))
    return bool(first & second)


def _initials(branch: str) -> str:
    if branch.isupper():
        return branch.lower()
    parts = [word for word in branch.split() if word[0].isupper()]
    return "".join(word[0] for word in parts).lower() if len(parts) > 1 else branch.lower()
