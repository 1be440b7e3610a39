"""Who speaks for whom, and to whom, as the document goes on.

A state that "is ready" or "urges" in a readout speaks through the person who represents it there; a speaker talks to
the other participants of the meeting in focus, unless the words turn to someone else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Token

from communique.actors.cast import Cast, Mention
from communique.actors.organs import decides
from communique.language.clauses import conjuncts
from communique.record import Actor, Meeting
from communique.statements.frames import Frame

Side = Literal["own", "other", "both"]

#: sectors whose people and bodies speak in the record; athletes, entertainers and shopkeepers do not
POLITICAL = frozenset("GOV MIL LEG JUD SPY IGO OPP REB PTY NGO INS SEP PRE ELI REF UAF NGM".split())

#: nouns through which a possessor acts: "his government", "Dutch companies"
INSTITUTIONS = frozenset(
    """government administration country side authority company people nation state army force parliament
    cabinet ministry delegation party leadership republic capital kingdom federation republic business
    official firm enterprise troop military""".split()
)


#: nouns that, counted, stand for the parties of a meeting
PARTIES = frozenset(
    "country side party people nation leader minister president government state neighbour neighbor delegation".split()
)


def code_of(actor: Actor) -> str:
    """Return the actor's country, else its organisation code, else an empty string."""
    return actor.country or actor.code or ""


def is_government(actor: Actor) -> bool:
    """Return whether an actor is a government of which no more is told ("his Government"): its state speaks in it."""
    return actor.kind == "organisation" and actor.sector == "GOV" and actor.name.lower() in GOVERNMENTS


#: what a government is called by itself
GOVERNMENTS = frozenset({"government", "administration"})

#: nouns for an organisation of states named before: "the bloc urged", "the summit called on"
BLOCS = frozenset("bloc alliance organization organisation grouping body institution union community".split())

#: bodies that speak for themselves where a state's leader is in the scene
COLLECTIVES = frozenset("cabinet council parliament senate assembly".split())

#: the cabinet of a state
CABINET = re.compile(r"\b(?:cabinet|council of ministers)\b", re.I)

#: offices of business and clubs, unless a body of public life stands beside them
COMMERCIAL = re.compile(
    r"\b(?:managing director|chief executive|ceo|chairm[ae]n|chairwoman|founder|owner|manager|coach)\b", re.I
)
PUBLIC = re.compile(
    r"\b(?:commission|committee|council|party|union|parliament|senate|state|government|republic|assembly|congress|front|"
    r"movement|authority|chiefs|presidency|cabinet|ministers?|ministry|federation|agency|organi[sz]ation|nations|national|supreme|electoral)\b",
    re.I,
)


def is_political(actor: Actor) -> bool:
    """Return whether what the actor says belongs in the record."""
    if actor.office and actor.sector != "IGO" and COMMERCIAL.search(actor.office) and not PUBLIC.search(actor.office):
        return False
    if actor.kind == "state":
        return True
    if actor.kind == "organisation" and actor.sector is None:
        return bool(actor.country or actor.code)
    return actor.sector is not None and (
        actor.sector[:3] in POLITICAL or (actor.sector[:3] == "REL" and actor.country is not None)
    )


def named_with(noun: Token) -> Iterator[Token]:
    """Yield a noun and all that stand in apposition to it or are coordinated with one of these."""
    yield noun
    for child in noun.children:
        if child.dep_ in ("appos", "conj"):
            yield from named_with(child)


@dataclass(frozen=True, slots=True)
class Question:
    """Tokens ``[start, end)`` that somebody asks; ``follows`` where the question goes on with the one before."""

    start: int
    end: int
    follows: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A predicate whose contents follow as the items of a list, and who performs it; None where each has its own."""

    frame: Frame | None
    speaker: tuple[str, ...]


class Scene:
    """The state of the telling: who spoke last, for which country, in which meeting."""

    def __init__(self, cast: Cast, meetings: tuple[Meeting, ...], *, contest: bool = False) -> None:
        self.contest = contest
        self.cast = cast
        self.meetings = meetings
        self.speaker: tuple[str, ...] = ()
        self.listing: Listing | None = None
        self.continuing = False
        self.voice: tuple[str, ...] = ()
        self.answering: tuple[str, ...] = ()
        self.institutional = False
        self.persistent = True
        self.topic: tuple[str, ...] = ()
        self._voices: dict[str, str] = {}
        self.questions: list[Question] = []
        self._target: dict[tuple[str, ...], tuple[tuple[str, ...], int]] = {}
        for meeting in meetings:
            for participant in meeting.participants:
                self._voices.setdefault(code_of(cast.actor(participant)), participant)

    def note_speaker(self, speaker: tuple[str, ...]) -> None:
        """Remember who has just spoken, and that this person now speaks for the country."""
        self.speaker = speaker
        if len(speaker) == 1:
            actor = self.cast.actor(speaker[0])
            if actor.kind == "person":
                self._voices[code_of(actor)] = actor.id

    def is_collective(self, speaker: tuple[str, ...]) -> bool:
        """Return whether a speaker is several states at once: an organ in which they decide together."""
        actors = [self.cast.actor(a) for a in speaker]
        return bool(actors) and all(
            a.kind in ("organisation", "group") and a.sector == "IGO" and a.country is None and decides(a.name)
            for a in actors
        )

    def is_session(self, speaker: tuple[str, ...]) -> bool:
        """Return whether a speaker is an organ or cabinet, each of whose decisions turns to somebody of its own."""
        actors = [self.cast.actor(a) for a in speaker]
        cabinet = bool(actors) and all(a.kind == "organisation" and CABINET.search(a.name) for a in actors)
        return cabinet or self.is_collective(speaker)

    def relays(self, speaker: tuple[str, ...], mention: Mention) -> bool:
        """Return whether one person tells what an organ or cabinet of the same side has said or done."""
        alone = len(speaker) == 1 and self.cast.actor(speaker[0]).kind == "person"
        named = mention.kind != "pronoun" and self.is_session(mention.actors)
        return alone and named and bool(self.codes(mention.actors) & self.codes(speaker))

    def codes(self, actors: tuple[str, ...]) -> frozenset[str]:
        """Return the countries and organisation codes of actors."""
        return frozenset(filter(None, (code_of(self.cast.actor(a)) for a in actors)))

    def voices(self, mention: Mention) -> tuple[str, ...]:
        """Return who speaks when a mention is the subject of speech; states speak through their person."""
        if not (self.meetings or self.contest) and mention.kind == "sides" and self._are_states(mention):
            return mention.actors  # "A and B signed X": whoever spoke for one of them before
        found: list[str] = []
        for actor_id in mention.actors:
            actor = self.cast.actor(actor_id)
            if not is_political(actor) or (self.contest and not self._holds_office(actor)):
                continue
            voice = self._voice(actor) if mention.kind != "organisation" or is_government(actor) else actor.id
            if self.institutional and (len(mention.actors) > 1 or mention.kind in ("sides", "pronoun")):
                voice = self._institution(actor)
            if voice not in found:
                found.append(voice)
        return tuple(found)

    def _are_states(self, mention: Mention) -> bool:
        return len(mention.actors) > 1 and all(self.cast.actor(a).kind == "state" for a in mention.actors)

    def _voice(self, actor: Actor) -> str:
        """Return who speaks for an actor: for a state its person at the talks, or whoever spoke last for it."""
        if not (actor.kind == "state" or is_government(actor)) or self.institutional or actor.id in self.speaker:
            return actor.id
        if self.voice and len(self.voice) == 1 and code_of(self.cast.actor(self.voice[0])) == code_of(actor):
            return self.voice[0]  # "Moscow calls on …" in a briefing by its spokesperson
        voice = self._voices.get(code_of(actor), actor.id)
        return voice if self.meetings or voice in self.speaker else actor.id

    def _institution(self, actor: Actor) -> str:
        """Return the state or organisation that a person represents, where the document names it."""
        if actor.kind != "person":
            return actor.id
        bodies = sorted(self.cast.actors, key=lambda a: a.kind != "state")
        same = (
            a for a in bodies if a.kind in ("state", "organisation") and code_of(a) == code_of(actor) and code_of(a)
        )
        return next((a.id for a in same), actor.id)

    @staticmethod
    def _holds_office(actor: Actor) -> bool:
        return actor.kind == "person" and actor.country is not None and actor.sector == "GOV"

    def mention_of(self, head: Token | None) -> Mention | None:
        """Return the mention that a noun is, or whose institution it is; coordinated ones are merged."""
        if head is None:
            return None
        found = [m for noun in (*conjuncts(head), *self._in_row(head)) if (m := self._direct(noun)) is not None]
        if not found:
            return self._both(head)
        actors = tuple(dict.fromkeys(a for m in found for a in m.actors))
        first = found[0]
        if len(found) == 1:
            return first
        return Mention(start=first.start, end=found[-1].end, root=first.root, actors=actors, kind="sides")

    def _in_row(self, head: Token) -> list[Token]:
        """Return the persons of a row that the parser took for names of its first ("X, his counterpart Y and Z, …")."""
        own = self.cast.at(head.i)
        row: list[Token] = []
        for noun in (c for c in head.children if c.dep_ == "appos" and c.i > head.i and own is not None):
            joined = list(named_with(noun))
            mention = self.cast.at(noun.i)
            other = mention is not None and own is not None and not set(mention.actors) & set(own.actors)
            listed = any(t.dep_ == "conj" for t in (*joined, *head.children))
            if other and mention is not None and mention.kind == "name" and listed:
                row += joined
        return row

    def _both(self, noun: Token) -> Mention | None:
        """Return the parties of the meeting as a mention for "the two countries", "both sides" and the like."""
        parties = self.joint(noun.i) or self._pair()
        counted = any(c.lower_ in ("two", "both", "three") for c in noun.children)
        pair = noun.lower_ in ("pair", "duo", "trio") and any(c.lower_ == "the" for c in noun.children)
        if not parties or not (pair or (counted and noun.lemma_.lower() in PARTIES)):
            return None
        return Mention(start=noun.left_edge.i, end=noun.i + 1, root=noun.i, actors=parties, kind="sides")

    def _pair(self) -> tuple[str, ...]:
        """Return one actor for each of the countries that a document names, where they are two; else nothing."""
        found: dict[str, str] = {}
        for actor in sorted(self.cast.actors, key=lambda a: a.kind != "state"):
            if actor.country and actor.kind in ("state", "person"):
                found.setdefault(actor.country, actor.id)
        return tuple(found.values()) if len(found) == 2 and not self.meetings else ()

    def _direct(self, noun: Token) -> Mention | None:
        mention = self.cast.at(noun.i)
        if mention is not None and (not mention.possessive or mention.root == noun.i):
            collective = noun.lemma_.lower() in COLLECTIVES and mention.kind == "state"
            return replace(mention, kind="organisation") if collective else mention
        if noun.lemma_.lower() in INSTITUTIONS:
            owners = [m for left in range(noun.left_edge.i, noun.i) if (m := self.cast.at(left)) is not None]
            actors = tuple(dict.fromkeys(a for m in owners for a in m.actors))
            if noun.tag_ == "NNS" and len(actors) > 1 and all(m.kind == "state" for m in owners):
                return Mention(start=owners[0].start, end=noun.i + 1, root=noun.i, actors=actors, kind="sides")
            if owners:
                return owners[0]
        return self.bloc(noun) if noun.lemma_.lower() in BLOCS else None

    def bloc(self, noun: Token) -> Mention | None:
        """Return the mention of the organisation of states named last before "the bloc" and the like."""
        if not any(c.lower_ == "the" for c in noun.children):
            return None
        for mention in reversed(self.cast.mentions):
            actor = self.cast.actor(mention.actors[0]) if len(mention.actors) == 1 else None
            if mention.start < noun.left_edge.i and actor and actor.kind == "organisation" and actor.sector == "IGO":
                return mention
        return None

    def side(self, mention: Mention | None, speaker: tuple[str, ...]) -> Side | None:
        """Return whose side a mention is on, seen from the speaker; None where it is no actor."""
        if mention is None:
            return None
        theirs, ours = self.codes(mention.actors), self.codes(speaker)
        if set(mention.actors) <= set(speaker) or (theirs and theirs <= ours):
            return "both" if len(speaker) > 1 and len(theirs) > 1 else "own"
        if ours and ours <= theirs:
            return "both"
        return "other"

    def joint(self, at: int) -> tuple[str, ...]:
        """Return the participants of the meeting in focus at a token; empty where the document has no meeting."""
        meeting = self._focus((), at)
        return meeting.participants if meeting else ()

    def partners(self, speaker: tuple[str, ...], at: int) -> tuple[str, ...]:
        """Return those to whom a speaker talks by default: the other side of the meeting, else the last target."""
        meeting = self._focus(speaker, at)
        if meeting is None and self.is_session(speaker):
            return ()  # each item of a communiqué turns to somebody of its own
        if meeting is None:
            return self._last_target(speaker, at) if self.persistent else ()
        ours = self.codes(speaker)
        return tuple(p for p in meeting.participants if p not in speaker and code_of(self.cast.actor(p)) not in ours)

    def _last_target(self, speaker: tuple[str, ...], at: int) -> tuple[str, ...]:
        """Return whom a speaker addressed last, after a new question the one country that it asks about."""
        target, since = self._target.get(speaker, ((), -1))
        asked = next((q for q in reversed(self.questions) if since < q.start <= at and not q.follows), None)
        if asked is None:
            return target
        ours = self.codes(speaker)
        named = [m for m in self.cast.within(asked.start, asked.end) if m.kind in ("state", "organisation", "group")]
        others = dict.fromkeys(a for m in named for a in m.actors if (theirs := self.codes((a,))) and not theirs & ours)
        return tuple(others) if len(self.codes(tuple(others))) == 1 else ()

    def counterpart(self, speaker: tuple[str, ...]) -> tuple[str, ...]:
        """Return the state or organisation that a statement of one institution deals with: the outsider named most."""
        ours = self.codes(speaker)
        if self.is_session(speaker):
            return tuple(a for a in self.topic if not self.codes((a,)) & ours)
        counts: dict[str, int] = {}
        for mention in self.cast.mentions:
            for actor in mention.actors:
                if self.cast.actor(actor).kind in ("state", "organisation") and self.codes((actor,)) - ours:
                    counts[actor] = counts.get(actor, 0) + 1
        best = max(counts, key=lambda a: counts[a], default=None)
        return (best,) if best is not None and counts[best] > 1 else ()

    def opposite(self, speaker: tuple[str, ...]) -> tuple[str, ...]:
        """Return the state or organisation with which a text without a meeting sets the speaker's own at odds.

        It is the one that the text names most, twice at the least; nobody where a second one is named nearly as often.
        """
        if self.meetings or self.questions or len(self.codes(speaker)) != 1:
            return ()
        ours = self.codes(speaker)
        counts: dict[str, int] = {}
        bodies: dict[str, str] = {}
        for mention in self.cast.mentions:
            for actor in mention.actors:
                code = code_of(self.cast.actor(actor))
                if code and code not in ours:
                    counts[code] = counts.get(code, 0) + 1
                    if self.cast.actor(actor).kind in ("state", "organisation"):
                        bodies.setdefault(code, actor)
        ranked = sorted(counts, key=lambda c: -counts[c])
        if not ranked or counts[ranked[0]] < 2 or ranked[0] not in bodies:
            return ()
        second = counts[ranked[1]] if len(ranked) > 1 else 0
        return (bodies[ranked[0]],) if counts[ranked[0]] >= 1.5 * second else ()

    def note_target(self, speaker: tuple[str, ...], target: tuple[str, ...], at: int) -> None:
        """Remember whom a speaker addressed at a token, for what follows outside any meeting up to a new question."""
        self._target[speaker] = target, at

    def _focus(self, speaker: tuple[str, ...], at: int) -> Meeting | None:
        """Return the meeting in which a speaker speaks: of several, the one whose other participant was named last."""
        ours = self.codes(speaker)
        candidates = [
            m
            for m in self.meetings
            if not speaker
            or set(speaker) & set(m.participants)
            or (
                m.form != "letter"  # what one wrote is not what a colleague says
                and ours
                and ours <= self.codes(m.participants)
                and (self.institutional or not self._is_guest(speaker))
            )
        ]
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        others = {p: m for m in reversed(candidates) for p in m.participants if not self._in_all(p, candidates)}
        for mention in reversed([m for m in self.cast.mentions if m.start <= at]):
            for actor in mention.actors:
                if actor in others and not (mention.possessive and mention.kind == "state"):
                    return others[actor]
        return candidates[0]

    def _is_guest(self, speaker: tuple[str, ...]) -> bool:
        return all(self.cast.actor(s).kind != "person" for s in speaker)

    @staticmethod
    def _in_all(participant: str, meetings: list[Meeting]) -> bool:
        return all(participant in m.participants for m in meetings)
