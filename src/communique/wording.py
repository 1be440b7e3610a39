"""How the values of a record are put in words, for the terminal and the page alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.record import Actor, Byline, Event, Meeting, Place, Record, Span, Statement

#: control characters, which a text from outside could use to take over a terminal, and bidirectional overrides
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FORMS = {"in_person": "in person", "call": "by telephone", "video": "by video", "letter": "by letter", "visit": "visit"}


def clean(text: str) -> str:
    """Return the text on one line, its white space collapsed and its control characters gone."""
    return UNSAFE.sub("", " ".join(text.split()))


def quote(record: Record, span: Span, *, limit: int | None = None) -> str:
    """Return the words of a span on one line, cut at a word to ``limit`` characters and then ended by an ellipsis."""
    words = clean(span.of(record.document.text))
    if limit is None or len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


def day(date: str | None) -> str | None:
    """Return an ISO date, or date and time, in words ("17 June 2025, 18:00"); anything else comes back as it is."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d).*)?)?)?", date or "")
    if not found or (found[2] and not 1 <= int(found[2]) <= 12):
        return date
    year, month, number, time = found.groups()
    words = " ".join(part for part in (number and str(int(number)), month and MONTHS[int(month) - 1], year) if part)
    return f"{words}, {time}" if time and time != "00:00" else words


def place(where: Place | None) -> str | None:
    """Return a place with its country ("Astana, KAZ")."""
    if where is None:
        return None
    return ", ".join(clean(part) for part in (where.name, where.country) if part)


def listed(parts: Iterable[str | None], separator: str = " · ") -> str:
    """Return the parts that are there, joined."""
    return separator.join(part for part in parts if part)


def in_series(parts: Iterable[str]) -> str:
    """Return the parts as a series: "A", "A and B", "A, B and C"."""
    *most, last = list(parts) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def code(actor: Actor) -> str:
    """Return the shortest name that tells an actor: country, else organisation code, else its name."""
    return clean(actor.country or actor.code or actor.name)


def described(actor: Actor) -> str:
    """Return an actor with what is known of it ("Xi Jinping (President, CHN)")."""
    known = listed((actor.office, actor.country or actor.code), ", ")
    if not actor.resolved and not actor.country:
        known = listed((known, "unresolved"), ", ")
    return clean(f"{actor.name} ({known})" if known else actor.name)


def names(record: Record, ids: Iterable[str]) -> str:
    """Return the names of actors as a series."""
    return in_series(clean(record.actor(actor_id).name) for actor_id in ids)


def codes(record: Record, ids: Iterable[str]) -> str:
    """Return the codes of actors, each once, or a dash where there is no actor."""
    return ", ".join(dict.fromkeys(code(record.actor(actor_id)) for actor_id in ids)) or "—"


def meeting(found: Meeting) -> str:
    """Return form, place, date and occasion of a meeting on one line."""
    occasion = clean(found.occasion) if found.occasion else None
    return listed((FORMS[found.form], place(found.place), day(found.date), occasion))


def qualities(statement: Statement) -> str:
    """Return areas, modality, amount and deadline of a statement on one line; nothing where there is none."""
    return listed(
        (
            ", ".join(area.replace("_", " ") for area in statement.areas),
            statement.modality if statement.modality != "asserted" else None,
            clean(statement.amount) if statement.amount else None,
            f"due {clean(statement.deadline)}" if statement.deadline else None,
        )
    )


def parties(record: Record, event: Event) -> str:
    """Return who did it to whom ("CHN → TKM", "CHN ⇄ TKM" where both did)."""
    arrow = "⇄" if event.reciprocal else "→"
    return f"{codes(record, event.actor)} {arrow} {codes(record, event.recipient)}"


def event_type(event: Event) -> str:
    """Return the PLOVER type with its mode ("COERCE arrest")."""
    return clean(listed((event.event_type, event.event_mode), " "))


def cameo_name(cameo: str | None) -> str:
    """Return the name of a CAMEO code, or of the nearest broader code; nothing where the ontology knows neither."""
    from communique.events.ontology import ontology

    try:
        return ontology().code(cameo).name if cameo else ""
    except KeyError:
        return ""


def certainty(confidence: float) -> str:
    """Return a confidence between 0 and 1 as a percentage."""
    return f"{confidence:.0%}"


def speakers(record: Record) -> list[tuple[tuple[str, ...], list[Statement]]]:
    """Return the statements grouped by who makes them, in the order in which each first speaks."""
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for statement in record.statements:
        groups.setdefault(statement.speaker, []).append(statement)
    return list(groups.items())


def written_by(byline: Byline) -> str:
    """Return who wrote, edited and photographed a report on one line; nothing where it does not say."""
    roles = (("by", byline.authors), ("edited by", byline.editors), ("photographs by", byline.photographers))
    return listed(f"{role} {clean(in_series(people))}" if people else None for role, people in roles)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun ("1 event", "2 events")."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
