"""What meetings mean for events: who consulted whom, and who was face to face with whom when something was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.actors.cast import Cast
from communique.events.draft import Draft
from communique.record import Actor, Meeting
from communique.sources.page import Page

#: where organisations are at home, so that a meeting there is one that they host
SEATS = {
    "AFU": "ETH", "ARL": "EGY", "ASN": "IDN", "EBR": "GBR", "EEC": "BEL", "EEU": "BEL", "NAT": "BEL", "SCE": "AUT",
    "SCO": "CHN",
}  # fmt: skip
#: sides of one encounter up to which each pair of them has its event; a larger table has one for each side
TABLE = 10

#: a side and those who met for it
Party = tuple[str, tuple[str, ...]]


class Encounters:
    """The meetings of one document, asked by sides: the states or organisations for which people met."""

    def __init__(self, meetings: Iterable[Meeting], cast: Cast) -> None:
        self.meetings = tuple(meetings)
        self._cast = cast

    def side(self, actor_id: str) -> str:
        """Return the side that an actor stands for."""
        return side_of(self._cast.actor(actor_id))

    def sides(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the sides of actors, each once, in order."""
        return tuple(dict.fromkeys(self.side(i) for i in ids))

    def once(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return actors in order, each side by those who stand first for it: its minister or its state, not both."""
        first: dict[str, str] = {}
        for actor_id in ids:
            first.setdefault(self.side(actor_id), actor_id)
        return tuple(i for i in dict.fromkeys(ids) if self._same_kind(i, first[self.side(i)]))

    def _same_kind(self, one: str, other: str) -> bool:
        return one == other or self._cast.actor(one).kind == self._cast.actor(other).kind == "person"

    def counterpart(self, speaker: tuple[str, ...]) -> tuple[str, ...]:
        """Return the actors across the table where a side met only one other side, else nobody."""
        own = set(self.sides(speaker))
        met = [m for m in self.meetings if own & set(self.sides(m.participants))]
        across = tuple(dict.fromkeys(a for m in met for a in m.participants if self.side(a) not in own))
        return across if len(own) == 1 and len(set(self.sides(across))) == 1 else ()

    def date(self, actor: tuple[str, ...], recipient: tuple[str, ...]) -> str | None:
        """Return the day on which these actors met, None where they did not or the text does not say when."""
        for meeting in self.meetings:
            here = set(meeting.participants)
            if here & set(actor) and here & set(recipient):
                return meeting.date
        return None

    def consultations(self, page: Page) -> Iterator[Draft]:
        """Yield a CONSULT draft for each pair of sides that met, for each side of a table too large for pairs."""
        for meeting in self.meetings:
            for (side, ids), across in self._pairs(meeting):
                yield Draft(
                    cameo=_consultation(meeting, side, tuple(other for other, _ in across)),
                    actor=ids,
                    recipient=tuple(a for _, others in across for a in others),
                    reciprocal=True,
                    date=meeting.date or page.document.date,
                    place=meeting.place,
                    meeting=meeting.id,
                    evidence=meeting.evidence,
                    confidence=meeting.confidence,
                    method=f"meeting: {meeting.form}",
                )

    def _pairs(self, meeting: Meeting) -> Iterator[tuple[Party, tuple[Party, ...]]]:
        groups: list[Party] = [
            (side, tuple(a for a in meeting.participants if self.side(a) == side))
            for side in self.sides(meeting.participants)
        ]
        if len(groups) == 1 and len(meeting.participants) > 1:  # an encounter within one state
            side, (first, *rest) = groups[0]
            groups = [(side, (first,)), (side, tuple(rest))]
        for n, group in enumerate(groups):
            if len(groups) > TABLE:
                yield group, tuple(other for other in groups if other != group)
            else:
                yield from ((group, (other,)) for other in groups[n + 1 :])


def side_of(actor: Actor) -> str:
    """Return the side that an actor stands for: its country, else its organisation, else itself."""
    return actor.country or actor.code or actor.id


def _consultation(meeting: Meeting, side: str, others: tuple[str, ...]) -> str:
    if meeting.form in ("call", "video"):
        return "041"
    if meeting.form == "letter":
        return "040"
    country = meeting.place.country if meeting.place else None
    if country is None:
        return "042" if meeting.form == "visit" else "040"
    if country == SEATS.get(side, side):
        return "043"
    return "042" if country in (SEATS.get(other, other) for other in others) else "044"
