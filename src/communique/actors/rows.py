"""Reads people named in a row: what a state or title before the first tells of the others."""

from __future__ import annotations

from spacy.tokens import Doc

from communique.actors.entities import Entity, singular_office
from communique.actors.scan import Matches
from communique.actors.titles import Title
from communique.actors.trail import Resolved, Trail


class Rows:
    """Reads the rows of the sentence that the trail is at."""

    def __init__(self, doc: Doc, matches: Matches, trail: Trail) -> None:
        self.doc = doc
        self.matches = matches
        self.trail = trail
        #: officials whose state is that of somebody they are named with, which may be told only later
        self.companions: list[tuple[Entity, Entity]] = []

    def assign(self) -> None:
        """Give those named behind a row of states one each ("his U.S. and Japanese counterparts, X and Y")."""
        for known in self.trail.current:
            title = known.reference.title
            if title is None or not title.plural or len(title.countries) < 2:
                continue
            people = self._named_behind(known, len(title.countries))
            fitting = all(e.side in (None, c) for e, c in zip(people, title.countries, strict=False))
            if len(people) != len(title.countries) or not fitting:
                continue
            office = self._office(known, title)
            for entity, country in zip(people, title.countries, strict=True):
                entity.country, entity.resolved = country, True
                entity.office = entity.office or office
                entity.sector = entity.sector or "GOV"
            known.entities = tuple(people)

    def _named_behind(self, known: Resolved, count: int) -> list[Entity]:
        found: list[Entity] = []
        end = known.reference.end
        if end < len(self.doc) and self.doc[end].lower_ == "of":  # "the ministers of Peru and Chile, X and Y"
            states = [m for m in self.matches if m.kind == "country" and end < m.start < known.reference.end + 20]
            end = states[count - 1].end if len(states) >= count else end
        for other in self.trail.current:
            between = [t.lower_ for t in self.doc[end : other.reference.start]]
            if other.reference.start < end or any(word not in (",", "and", "&", "-", "–") for word in between):
                continue
            if other.single is None or other.single.kind != "person" or len(found) == count:
                break
            found.append(other.single)
            end = other.reference.end
        return found

    def _office(self, known: Resolved, title: Title) -> str | None:
        """The office of a row: its title, that of whose counterparts they are."""
        if not title.relational:
            return singular_office(title.office)
        before = [r.single for r in self.trail.before(known.reference.start) if r.single is not None]
        held = [e.office for e in before if e.kind == "person" and e.office is not None]
        return held[-1] if held else None

    def share_sides(self) -> None:
        """Give officials without a state that of whom they are named in a row with ("Moldovan President X, Foreign
        Minister Y"), or whom they accompany."""
        before: Resolved | None = None
        for known in self.trail.current:
            if known.single is None or known.single.kind != "person":
                continue
            person, leader = known.single, before.single if before is not None else None
            if leader is None or (leader.country is None and _ministers(known)):
                before = known
                continue  # a commissioner and a minister: organisations have no ministers
            if leader is not person and person.side is None and self._beside(before, known):
                self.companions.append((person, leader))
                person.country, person.code, person.resolved = leader.country, leader.code, leader.resolved
            before = known

    def _beside(self, before: Resolved | None, known: Resolved) -> bool:
        """Whether a person stands in the row of the one before, which a state leads, or accompanies him or her."""
        if before is None or known.reference.appearance is None:
            return False
        between = [t.lower_ for t in self.doc[before.reference.end : known.reference.start] if not t.is_space]
        if "accompanied" in between:
            return True
        if not between or any(word not in (",", "and", "&") for word in between):
            return False
        leads = before.reference.appearance is not None and before.single is not None
        title = next(iter(known.reference.appearance.titles), None)
        return leads and title is not None and not title.determiner and not title.plural and self._in_row(before)

    def _in_row(self, known: Resolved) -> bool:
        """Whether a state's name leads a title, or it stands itself in a row so led."""
        appearance = known.reference.appearance
        title = next(iter(appearance.titles), None) if appearance is not None else None
        if title is None or title.country is None:
            return title is not None
        match = self.matches.at(title.start)
        return match is not None and match.end <= title.head


def _ministers(known: Resolved) -> bool:
    """Whether somebody is a minister, whom only states have."""
    titles = known.reference.appearance.titles if known.reference.appearance is not None else ()
    return any(title.noun == "minister" for title in titles)
