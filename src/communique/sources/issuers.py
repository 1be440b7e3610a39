"""Which office issued a text that names it in general terms, or only by its holder: "Foreign Ministry", in Lima."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.sources.publishers import Publisher, find_publisher, offices_at, unknown_publisher

#: names that every state has an office of, and what the offices of that kind are called in the table of publishers
_KINDS = (
    (
        re.compile(
            r"(?:(?:ministry|department|secretariat) (?:of|for) (?:foreign|external) (?:affairs|relations)"
            r"(?:,? and .*)?|(?:foreign|external affairs) ministry)",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:foreign|external)\b", re.IGNORECASE),
    ),
    (re.compile(r"state house|statehouse", re.IGNORECASE), re.compile(r"^State House\b")),
    (
        re.compile(
            r"(?:office of the president|president['’]s office|presidency|presidential (?:office|palace|administration)"
            r"|(?:presidential |president['’]s )?press service(?: of the president)?|press office of the president)",
            re.IGNORECASE,
        ),
        re.compile(r"\bPresiden(?:t|cy)\b"),
    ),
    (
        re.compile(r"(?:office of the prime minister|prime minister['’]s office|the prime minister)", re.IGNORECASE),
        re.compile(r"\bPrime Minister\b"),
    ),
)
_STATE = r"(?:the )?(?:[A-Z][\w'’-]+ (?:(?:of|and) (?:the )?)?){0,3}?[A-Z][\w'’-]+"
_NAME = r"(?:,? (?:Mr|Mrs|Ms|Dr)\.?)?,? [A-Z][\w'’.-]+(?: [\w'’.-]+){0,4}?"
#: how an office's release opens: its holder, with the state, and what he or she did
_HOLDER = re.compile(
    r"(?m)^(?:(?:Today|Yesterday),? |On [^,.]{3,40}, |On [A-Z]\w+ \d{1,2} |On \d{1,2} [A-Z]\w+ )?"
    r"(?:At the (?:initiative|request|invitation) of [^,.]{3,60}, )?(?:[Tt]he |H\.E\. )?"
    rf"(?P<office>(?:Deputy Prime Minister,? (?:and )?)?(?:Minister (?:of|for) Foreign Affairs|Foreign Minister)"
    rf"|President|Prime Minister) of (?P<state>{_STATE}){_NAME},? "
    r"(?:(?:today|also|has|had|then) )*(?:received|met|held|hosted|had|spoke|welcomed|visited|arrived|chaired|signed"
    r"|took part|participated|sent|addressed|paid|began|concluded|attended|is on|was received)\b"
)


def specific(publisher: Publisher, place: str | None) -> Publisher:
    """Return the office that a general name means at the place of issue ("Foreign Ministry" in Lima), else the same."""
    if place is None:
        return publisher
    for general, particular in _KINDS:
        if general.fullmatch(publisher.name):
            found = [office for office in offices_at(place) if particular.search(office.name)]
            return found[0] if len(found) == 1 else publisher
    return publisher


def publisher_of_state(body: str, state: str) -> Publisher | None:
    """Return the known office of a state that a letterhead names on two lines ("Republic of X" / "Ministry of …")."""
    bare = re.sub(r"^(?:the |government of (?:the )?)+", "", state, flags=re.IGNORECASE)
    forms = (f"{body} of {bare}", f"{body}, {bare}", f"{body} of {re.sub(r'^.* of (?:the )?', '', bare)}")
    return next((known for form in forms if (known := find_publisher(form))), None)


def publisher_by_holder(opening: str) -> Publisher | None:
    """Return the office whose holder opens a release: "On May 2, the Minister of Foreign Affairs of X, Y, received …".

    A minister speaks for the ministry; heads of state and government for theirs only where their office is known.
    """
    found = _HOLDER.search(opening)
    if found is None:
        return None
    office, state = found.group("office"), found.group("state")
    short = re.sub(r"^.*\bof (?:the )?", "", state)
    if "Foreign" in office:
        names = [f"Ministry of Foreign Affairs of {state}", f"Ministry of Foreign Affairs of {short}"]
        return _first_known(names) or unknown_publisher(names[0])
    names = [f"{form} of {each}" for form in _forms(office) for each in (state, short)]
    return _first_known(names)


def _forms(office: str) -> tuple[str, ...]:
    if office == "President":
        return ("President", "Office of the President", "Press Service of the President", "Presidency")
    return ("Prime Minister", "Office of the Prime Minister", "Prime Minister's Office")


def _first_known(names: Iterable[str]) -> Publisher | None:
    return next((known for name in names if (known := find_publisher(name)) and known.kind == "office"), None)
