"""What a person may be called by office: a foreign minister is "the minister", "the diplomat", "the official"."""

from __future__ import annotations

import re

from communique.actors import offices
from communique.actors.desks import branch_of, is_same_branch
from communique.actors.entities import Entity
from communique.actors.lexicon import words
from communique.actors.titles import Title

_CHAIRING = words("chairman chairwoman chairperson president chair")
_CHAMBERS = frozenset(word for word, sector in offices.BODIES.items() if sector == "LEG") - {"congress"}
_SMALL = ("the", "of", "for", "and")
_SPOKES = ("spokesperson", "spokesman", "spokeswoman")
_LEADERS = (
    "president",
    "premier",
    "chancellor",
    "king",
    "queen",
    "emir",
    "amir",
    "sultan",
    "taoiseach",
    "pope",
    "monarch",
)
_MONARCHS = ("king", "queen", "emir", "amir", "sultan", "monarch", "prince", "princess")
_STATESMEN = (
    "secretary",
    "minister",
    "ambassador",
    "envoy",
    "undersecretary",
    "representative",
    "spokesperson",
    "spokesman",
)
#: words of the offices of those who serve a state abroad, or in its ministry of foreign affairs
_ABROAD = words("foreign external diplomatic embassy consul chargé negotiator delegate")


def fits(entity: Entity, title: Title, country: str | None, *, ever: bool = False) -> bool:
    """Return whether a title alone ("the Egyptian minister", "the Head of State") may mean this person.

    ``ever`` counts every title that the text gives to the person, not only the office that is printed.
    """
    if entity.kind != "person" or entity.plural:
        return False
    if country is not None and entity.side is not None and entity.side != country:
        return False
    if title.organisation is not None and entity.code and title.organisation.code not in (None, entity.code):
        return False
    held = _held(entity, ever=ever)
    if not held:
        return False
    branch = branch_of(title.office)
    if branch is not None:  # "Secretary (West)" is no other secretary
        return any(is_same_branch(branch, b) for t in entity.titles if (b := branch_of(t.office)) is not None)
    said = [w for w in offices.spelt_out(title.office) if w not in _SMALL]
    if title.alias and any(t.alias == title.alias for t in entity.titles):
        return True
    return _covers(held, said, _noun(title))


def _noun(title: Title) -> str:
    return offices.spelt_out(title.noun)[-1]


def fits_plural(entity: Entity, title: object) -> bool:
    """Return whether a person belongs to "the ministers", "both leaders", "the two heads of state"."""
    assert isinstance(title, Title)
    held = _held(entity, ever=False)
    if entity.kind != "person":
        return False
    said = [w for w in offices.spelt_out(title.office) if w not in (*_SMALL, "both", "two")]
    if title.noun == "chancellor" and _foreign(held):
        return True  # as foreign ministers are called in Latin America
    if said and set(said) <= {"minister", "ministers", "foreign"} and "secretary" in held:
        return bool({"foreign", "state"} & set(held))
    if title.noun == "diplomat" and held:
        chief = {"foreign", "external", "state"} & set(held)
        return bool(chief) if {"top", "chief"} & set(said) else not _leads(held)
    if title.noun in ("official", "leader", "diplomat", "representative", "delegate", "head", "chief"):
        return title.noun != "leader" or "leader" not in said or _leads(held) or "minister" in held or not held
    return _covers(held, [_one(w) for w in said], _noun(title))


def _foreign(held: list[str]) -> bool:
    return "minister" in held and ("foreign" in held or "external" in held)


def _held(entity: Entity, *, ever: bool) -> list[str]:
    """The words of the printed office of a person, or of all titles that the text gives."""
    called = [entity.office or "", *(t.office for t in entity.titles if ever and not t.relational)]
    called = [re.sub(r"(?i)\b(?:council|cabinet) of ministers\b", "council", office) for office in called]
    words = [w for office in dict.fromkeys(called) for w in offices.spelt_out(office)]
    return [offices.singular(w) if w.endswith("s") else w for w in words]


def holds_alone(title: Title) -> bool:
    """Return whether one person at a time holds an office in a state, so that its name can stand for the holder."""
    words = set(offices.spelt_out(title.office))
    if title.noun in _MONARCHS or title.noun in ("president", "premier", "chancellor", "pope", "taoiseach"):
        return True
    if title.noun == "head":
        return bool(words & {"state", "government"})
    if _noun(title) == "minister":
        return bool(words & {"prime", "foreign", "defence", "defense", "external", "interior"})
    return title.noun == "secretary" and bool(words & {"state", "foreign", "defence", "defense"})


def _one(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith(("affairs", "ss")) else word


def _leads(held: list[str]) -> bool:
    if {"deputy", "vice"} & set(held[:4]):
        return False
    return bool(set(held) & set(_LEADERS)) or ("prime" in held and "minister" in held)


def _covers(held: list[str], said: list[str], noun: str) -> bool:
    """Whether the words of a title are true of somebody who holds the office of the other words."""
    have = set(held)
    if noun == "speaker":
        return "speaker" in have or bool(have & _CHAIRING and have & _CHAMBERS)
    if noun in _SPOKES:
        return bool(have & {*_SPOKES, "secretary"} if "press" in said else have & set(_SPOKES))
    if noun == "head" and {"state"} <= set(said):
        return bool(have & {"president", *_MONARCHS})
    if noun == "head" and "government" in said:
        return ("prime" in have and "minister" in have) or bool(have & {"chancellor", "premier", "taoiseach"})
    if noun == "head" and ({"diplomacy", "ministry"} & set(said)):
        return "minister" in have and bool({"foreign", "external"} & have)
    if noun in ("leader", "statesman"):
        return _leads(held) or bool(have & {"chairman", "leader", "head", "chief"})
    if noun == "premier":
        return ("prime" in have and "minister" in have) or "premier" in have
    if noun in ("monarch", "sovereign"):
        return bool(have & set(_MONARCHS))
    if noun == "diplomat":
        return bool(have & {*_STATESMEN, *_ABROAD}) and (not {"prime"} & have)
    if noun == "official":
        return not _leads(held)
    if noun == "envoy":
        return bool(have & {"envoy", "representative", "ambassador"})
    if noun in ("chief", "head", "chair", "chairman", "chairwoman", "chairperson", "director"):
        return bool(have & {"chief", "head", "chair", "chairman", "chairwoman", "chairperson", "director", noun})
    if noun == "minister" and {"head", "department"} <= have and "minister" not in have:
        return set(said) - {"minister"} <= have  # as in Switzerland
    if noun == "minister" and "prime" not in said and "prime" in have:
        return "foreign" in have and set(said) <= have
    return (
        noun in have and set(said) <= have | {"affairs", "external", "foreign"}
        if noun == "minister"
        else set(said) <= have
    )
