"""What a user typed as conditions, made into an ``Ask``: every name checked, with the nearest one where it is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from communique.record import ACTS, AREAS
from communique.register.queries import Ask


def conditions(given: Mapping[str, Any]) -> Ask:
    """Return the question that fields of ``Ask`` make, as typed: codes in any case, empty ones left out.

    Raises ValueError that begins with the name of the field which is wrong, and says what it may be.
    """
    known = {name: value for name, value in given.items() if value not in (None, "")}
    if "act" in known:
        known["act"] = _one_of("act", known["act"].lower(), ACTS)
    if "area" in known:
        known["area"] = _one_of("area", known["area"].lower(), AREAS)
    if "event_type" in known:
        from communique.events.ontology import ontology

        known["event_type"] = _one_of("event_type", known["event_type"].upper(), ontology().types)
    if "country" in known:
        known["country"] = country("country", known["country"])
    if "dyad" in known:
        known["dyad"] = tuple(country("dyad", each) for each in known["dyad"])
    for name in ("since", "until"):
        if name in known:
            known[name] = day(name, known[name])
    return Ask(**known)


def country(field: str, code: str) -> str:
    """Return the ISO alpha-3 code of a country given by code or name; raises ValueError where there is none."""
    from communique.actors.gazetteer import load

    if load().state(code.upper()) is not None:
        return code.upper()
    named = load().country_of(code.title()) or load().country_of(code)
    if named is None:
        raise ValueError(f"{field}: {code!r} is no country; give an ISO 3166-1 alpha-3 code, such as CHN")
    return named


def _one_of(field: str, value: str, choices: Iterable[str]) -> str:
    choices = tuple(choices)
    if value in choices:
        return value
    near = get_close_matches(value, choices, n=1, cutoff=0.75)
    hint = f"did you mean {near[0]}?" if near else f"give one of {', '.join(choices)}"
    raise ValueError(f"{field}: there is no {value!r}; {hint}")


def day(field: str, value: str) -> str:
    """Return a day of the form YYYY-MM-DD; a year or month alone begins or ends a period as the field says.

    Raises ValueError that begins with the name of the field, and says how a day is written.
    """
    first = field == "since"
    filled = {4: "-01-01" if first else "-12-31", 7: "-01"}.get(len(value), "")
    try:
        found = date.fromisoformat(value + filled).isoformat()
    except ValueError as error:
        raise ValueError(f"{field}: {value!r} is no day; write it as 2026-03-31, or give a year") from error
    # days are compared as text, so that a short month ends on its 31st too
    return f"{found[:7]}-31" if len(value) == 7 and not first else found
