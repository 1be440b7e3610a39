"""Tells the meetings of a text: reports of one encounter are joined, what one leaves out is taken from the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from communique.actors import gazetteer
from communique.actors.cast import Cast, Mention
from communique.actors.lexicon import words
from communique.actors.organs import is_gathering
from communique.meetings import circumstances
from communique.meetings.completion import Completion
from communique.meetings.drafts import Draft, Frame, layout_of
from communique.meetings.encounters import Encounter, find_encounters, find_signings, representatives
from communique.meetings.whereabouts import Whereabouts
from communique.meetings.wording import FACE_TO_FACE
from communique.record import Actor, Meeting, Span
from communique.sources.page import Page

#: words by which somebody heads a session, who is no other side to it
_CHAIRED = words("chair chaired chairmanship chairing presidency presided headed hosted")
#: verbs that make a report of the noun "visit"
_PAYING = words("pay make undertake conclude complete")


def find_meetings(doc: Doc, cast: Cast, page: Page) -> tuple[Meeting, ...]:
    """Return the meetings that a text reports, in its order: not those planned, and not those of earlier months.

    Dates are ISO days, resolved against the day of the report; calls and letters have no place. ``evidence`` holds each
    sentence that tells of the meeting.
    """
    return _Minutes(doc, cast, page).meetings()


class _Minutes:
    def __init__(self, doc: Doc, cast: Cast, page: Page) -> None:
        self.doc = doc
        self.cast = cast
        self.page = page
        self.anchor = page.document.date
        self.where = Whereabouts(doc, cast, gazetteer.load(), page.document)
        self.layout = layout_of(doc, page)
        self.body = self.layout.body
        self.headline = frozenset(t.i for sentence in self.layout.title for t in sentence)
        self.drafts: list[Draft] = []
        self.frames: list[Frame] = []
        self.apart: list[tuple[str, ...]] = []

    def meetings(self) -> tuple[Meeting, ...]:
        """Return the joined meetings."""
        for encounter in self._encounters(self.body):
            self._add(encounter)
        self._separate()
        self._institutional()
        if not self.drafts:
            self._invited()
        if not self.drafts:
            self._hosted()
        if not self.drafts:
            self._answered()
        if not self.drafts:
            self._between_states()
        above = self._encounters([*self.layout.title, *self.layout.caption])
        for encounter in above:
            if not self.drafts:
                self._add(encounter)
            else:
                self._confirm(encounter)
        if not self.drafts:
            self._ceremony()
        if not self.drafts:
            self._transcript()
        self._complete()
        return tuple(self._meeting(draft, f"m{n}") for n, draft in enumerate(self.drafts, start=1))

    def _encounters(self, sentences: list[Tokens]) -> tuple[Encounter, ...]:
        return find_encounters(self.doc, self.cast, sentences, headline=self.headline)

    # -- joining

    def _add(self, encounter: Encounter) -> None:
        frame = self._frame(encounter)
        if frame is None:
            return
        participants = self._people(encounter.participants)
        if self._goes_back(encounter) and any(c.lower_ == "with" for c in self.doc[encounter.token].children):
            self.apart.append(participants)
        if not self._met_outsider(encounter):
            participants = tuple(i for i in participants if not is_gathering(self.cast.actor(i)))
        if len(participants) < 2 and encounter.separate and participants:
            participants = self._in_paragraph(encounter, participants)
        if len(participants) < 2:
            self.frames.append(frame)
            return
        opened = self.frames[-1] if self.frames and not self.drafts and self._attended(encounter) else None
        if opened is not None:
            participants = tuple(dict.fromkeys((*self._people(opened.participants), *participants)))
        draft = self._draft_of(participants, encounter, frame)
        if opened is not None:
            self._take(draft, opened)
        self._take(draft, frame)

    def _met_outsider(self, encounter: Encounter) -> bool:
        """Whether leaders or ministers met "with" somebody, rather than in a session that somebody chaired."""
        met = self.doc[encounter.token]
        return any(c.lower_ == "with" for c in met.children) and not _CHAIRED & {t.lower_ for t in met.sent}

    def _attended(self, encounter: Encounter) -> bool:
        """Whether a report tells who else was at a session told of before ("The Summit was attended by …")."""
        return self.doc[encounter.token].lemma_ in ("attend", "participate")

    def _take(self, draft: Draft, frame: Frame) -> None:
        draft.form = draft.form or frame.form
        draft.date = draft.date or frame.date
        draft.place = draft.place or frame.place
        draft.sidelines = draft.sidelines or (draft.occasion is None and frame.sidelines is not None)
        draft.occasion = draft.occasion or frame.occasion
        draft.face_to_face = draft.face_to_face or frame.face_to_face
        draft.evidence.append(self._span(*frame.scope))

    def _frame(self, encounter: Encounter) -> Frame | None:
        """The circumstances that the words of an encounter give; None where they put it into another time."""
        start, end = encounter.scope
        cue = self.doc[encounter.token]
        noun = self.doc[encounter.noun] if encounter.noun is not None else None
        last = self.drafts[-1].date if self.drafts else None
        sentence = (cue.sent.start, cue.sent.end)
        day = circumstances.day_of(cue, noun, (start, end), self.anchor, last)
        if day.date is None and not day.past and (start, end) != sentence:
            day = circumstances.day_of(cue, noun, (sentence[0], end), self.anchor, last)
        if day.past:
            return None
        courtesy = cue.lemma_.lower() == "pay" or (
            noun is not None and any(c.lower_ in ("on", "upon", "courtesy", "farewell") for c in noun.children)
        )
        word = noun.lower_ if noun is not None and not courtesy else None
        form = circumstances.form_of(self.doc[sentence[0] : end].text, word, letter=encounter.letter)
        place = self.where.within(start, end, cue, noun)
        if form is None and place is None and cue.pos_ == "VERB" and cue.lemma_ in ("speak", "talk", "converse"):
            form = "call"
        return Frame(
            scope=(start, end),
            participants=encounter.participants,
            form=form,
            date=day.date,
            place=place,
            occasion=circumstances.sidelines(self.doc, start, end)
            or circumstances.attended(self.doc, start, end)
            or circumstances.numbered(self.doc, noun, end)
            or circumstances.kind_of(noun)
            or circumstances.handing_over(cue),
            sidelines=circumstances.sidelines(self.doc, start, end),
            face_to_face=cue.lemma_.lower() in FACE_TO_FACE,
            told=cue.pos_ == "VERB" and bool(encounter.participants),
            session=noun is not None or all(self.cast.actor(i).kind != "person" for i in encounter.participants),
        )

    def _people(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The participants who count: persons of at least two sides, and bodies where no person stands for them."""
        actors = [self.cast.actor(i) for i in dict.fromkeys(ids)]
        people = [a for a in actors if a.kind == "person"]
        bodies = [a for a in actors if _is_body(a)] if people else []
        present = people + [b for b in bodies if _side(b) not in {_side(p) for p in people}]
        sides = {_side(a) or a.id for a in present}
        if len(present) < 2 or len(sides) < 2:
            return tuple(a.id for a in people[:1])
        return tuple(a.id for a in present)

    def _draft_of(self, participants: tuple[str, ...], encounter: Encounter, frame: Frame) -> Draft:
        """The meeting that a report belongs to, a new one where it tells of another."""
        wanted = set(participants)
        for draft in reversed(self.drafts):
            known = set(draft.participants)
            apart = frame.form is not None and draft.form is not None and frame.form != draft.form
            other_day = frame.date is not None and draft.date is not None and frame.date != draft.date
            same = known == wanted or (wanted < known and not encounter.separate)
            same = same or (known < wanted and self._goes_back(encounter))
            if same and not apart and not (other_day and known != wanted):
                return draft
        draft = Draft(participants=participants, first=encounter.token)
        self.drafts.append(draft)
        return draft

    def _goes_back(self, encounter: Encounter) -> bool:
        """Whether the words of an encounter take up one told of ("during the discussions, the parties …")."""
        cue = self.doc[encounter.token]
        return cue.pos_ == "NOUN" and any(c.lower_ in ("the", "these", "this") for c in cue.children)

    # -- meetings told in parts

    def _separate(self) -> None:
        """Take apart "X met Y and Z" where the text goes on to "the talks with Y" and to "the meeting with Z"."""
        for at, draft in enumerate(self.drafts):
            told = {i for persons in self.apart if len(set(persons)) < 3 for i in persons} & set(draft.participants)
            hosts = {i for i in draft.participants if all(self._apart(i, j) for j in draft.participants if j != i)}
            guests = [i for i in draft.participants if i not in hosts]
            if len(hosts) != 1 or len(guests) < 2 or not all(i in told for i in guests):
                continue
            (host,) = hosts
            pairs = [tuple(i for i in draft.participants if i in (host, guest)) for guest in guests]
            self.drafts[at : at + 1] = [
                replace(draft, participants=pair, evidence=list(draft.evidence)) for pair in pairs
            ]
            return

    def _apart(self, one: str, other: str) -> bool:
        return _side(self.cast.actor(one)) != _side(self.cast.actor(other))

    def _institutional(self) -> None:
        """Read a session whose parts are told one by one: held by two bodies, chaired and attended by persons.

        Where other encounters are told too, it is one that the text opens with: of two sides, or of a name of its own.
        """
        frame = self.frames[0] if self.frames else None
        if frame is None or not frame.session:
            return
        around = self.body[:8]
        if self.drafts:
            sides = {_side(a) for a in map(self.cast.actor, frame.participants) if a.kind != "person"} - {None}
            held = (len(sides) > 1 and frame.told) or (frame.occasion is not None and frame.place is not None)
            if not held or any(d.first < frame.scope[1] for d in self.drafts):
                return
            at = next((n for n, s in enumerate(self.body) if s.start <= frame.scope[0] < s.end), 0)
            around = self.body[at : at + 3]
        ids = [*frame.participants, *representatives(self.doc, self.cast, around)]
        participants = self._people(i for i in ids if self.cast.actor(i).kind == "person")
        if len(participants) > 1 and all(set(participants) != set(d.participants) for d in self.drafts):
            draft = Draft(participants=participants, first=frame.scope[0], session=True)
            self.drafts.insert(0, draft)
            self._take(draft, frame)

    def _between_states(self) -> None:
        """Read an encounter of states that no person is named in ("we conferred by video link today")."""
        if any(a.kind == "person" and a.resolved for a in self.cast.actors):
            return
        for frame in self.frames:
            states = [
                i for i in dict.fromkeys(frame.participants) if self.cast.actor(i).kind in ("state", "organisation")
            ]
            if len(states) > 1 and len(states) == len(set(frame.participants)):
                draft = Draft(participants=tuple(states), first=frame.scope[0])
                self.drafts.append(draft)
                self._take(draft, frame)
                return

    def _invited(self) -> None:
        """Read a visit at somebody's invitation, where no encounter is told of: guest and host met."""
        for sentence in self.body:
            words = list(sentence)
            asked = next((t for t, n in pairwise(words) if (t.lower_, n.lower_) == ("invitation", "of")), None)
            paid = next((t for t in words if t.lower_ == "visit" and t.head.lemma_ in _PAYING), None)
            if asked is None or paid is None or paid.head.tag_ not in ("VBD", "VBN"):
                continue
            named = [m for m in self.cast.within(sentence.start, sentence.end) if m.kind in ("name", "role")]
            hosts = [m for m in named if asked.i < m.start <= asked.i + 3]
            guests = [m for m in named if m.start < paid.i and m.actors != hosts[0].actors] if hosts else []
            participants = self._people((*guests[-1].actors, *hosts[0].actors)) if guests else ()
            if len(participants) > 1:
                told = [self._span(sentence.start, sentence.end)]
                self.drafts.append(Draft(participants, first=paid.i, face_to_face=True, evidence=told))
                return

    def _hosted(self) -> None:
        """Read "on the occasion of X's visit to Y, the two presidents …": X met the one of Y whom the text names."""
        for sentence in self.body[:4]:
            visit = next((t for t in sentence if t.lower_ == "visit"), None)
            joint = next((m for m in self.cast.within(sentence.start, sentence.end) if len(m.actors) == 2), None)
            told = visit and joint and self.doc[joint.root].dep_ == "nsubj" and joint.start > visit.i
            people = (i for i in joint.actors if self.cast.actor(i).kind == "person") if told and joint else ()
            if visit is not None and len(participants := self._people(people)) == 2:
                at = self._span(sentence.start, sentence.end)
                self.drafts = [Draft(participants, first=visit.i, face_to_face=True, evidence=[at])]
                break

    def _answered(self) -> None:
        """Read a session at which one is told to have spoken, and one of the other side to have answered."""
        for frame in self.frames:
            own = self._people(frame.participants)
            if not own or not frame.session or (frame.occasion is None and frame.place is None):
                continue
            side = _side(self.cast.actor(own[0]))
            others = dict.fromkeys(
                m.actors[0] for m in self.cast.mentions if m.kind == "name" and len(m.actors) == 1 and self._speaks(m)
            )
            other = [i for i in others if _side(self.cast.actor(i)) not in (side, None) and i not in own]
            if len(other) == 1:
                draft = Draft(participants=(own[0], other[0]), first=frame.scope[0])
                self.drafts.append(draft)
                self._take(draft, frame)
                return

    def _ceremony(self) -> None:
        """Read the ceremony at which persons of two sides sign something, where no other encounter is told."""
        for encounter in find_signings(self.doc, self.cast, self.body):
            frame = self._frame(encounter)
            participants = self._people(encounter.participants)
            placed = frame is not None and (frame.place or self.page.document.dateline.place)
            if frame is not None and placed and len(participants) > 1:
                self._take(self._draft_of(participants, encounter, frame), frame)

    def _transcript(self) -> None:
        """Read the encounter whose press conference a transcript gives: the labelled speakers of two sides met."""
        title = (self.page.document.title or "").lower()
        if not any(word in title for word in ("talks", "conference", "meeting", "press", "remarks")):
            return
        text = self.page.document.text
        asking = {z.span.start for z in self.page.zones if z.span.of(text).rstrip().endswith("?")}
        starts = {zone.span.start for zone in self.page.zones} - asking
        labels = [m for m in self.cast.mentions if m.kind == "name" and self._labels(m, starts)]
        participants = self._people(m.actors[0] for m in labels)
        if len(participants) < 2:
            return
        spoken = (next(m for m in labels if m.actors[0] == participant) for participant in participants)
        self.drafts.append(Draft(participants, evidence=[self._span(label.start, label.end) for label in spoken]))

    def _labels(self, mention: Mention, starts: set[int]) -> bool:
        """Whether a mention labels a passage of a transcript as spoken by whom it mentions."""
        behind = self.doc[mention.end : mention.end + 5]
        return self.doc[mention.start].idx in starts and any(token.text == ":" for token in behind)

    def _in_paragraph(self, encounter: Encounter, own: tuple[str, ...]) -> tuple[str, ...]:
        """The counterpart of a separate meeting: who of the other side speaks in the same paragraph."""
        offset = self.doc[encounter.token].idx
        zone = next((z.span for z in self.page.zones if z.span.start <= offset < z.span.end), None)
        if zone is None:
            return own
        for mention in self.cast.mentions:
            inside = zone.start <= self.doc[mention.start].idx < zone.end
            if inside and mention.kind in ("name", "role") and len(mention.actors) == 1 and self._speaks(mention):
                both = self._people((*own, mention.actors[0]))
                if len(both) == 2:
                    return both
        return own

    def _speaks(self, mention: Mention) -> bool:
        return self.doc[mention.root].dep_ in ("nsubj", "nsubjpass") and not mention.possessive

    def _confirm(self, encounter: Encounter) -> None:
        """Take from headline and captions what the body leaves out."""
        frame = self._frame(encounter)
        participants = set(self._people(encounter.participants))
        for draft in self.drafts:
            if frame is not None and len(participants) > 1 and participants <= set(draft.participants):
                draft.place = draft.place or frame.place
                draft.form = draft.form or frame.form
                noun = self.doc[encounter.noun] if encounter.noun is not None else None
                draft.occasion = draft.occasion or circumstances.kind_of(noun)
                draft.evidence.append(self._span(*frame.scope))
                return

    # -- the result

    def _complete(self) -> None:
        Completion(
            doc=self.doc,
            cast=self.cast,
            page=self.page,
            where=self.where,
            layout=self.layout,
            drafts=self.drafts,
            frames=self.frames,
        ).fill()

    def _span(self, start: int, end: int) -> Span:
        while end > start + 1 and self.doc[end - 1].is_space:
            end -= 1
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last))

    @staticmethod
    def _meeting(draft: Draft, meeting_id: str) -> Meeting:
        return Meeting(
            id=meeting_id,
            participants=draft.participants,
            form=draft.form or "in_person",
            date=draft.date,
            place=draft.place,
            occasion=draft.occasion,
            evidence=tuple(sorted(set(draft.evidence))),
            confidence=0.9 if len(draft.evidence) > 1 else 0.8,
            method="encounter",
        )


def _is_body(actor: Actor) -> bool:
    """Whether one may meet with it as a body: an organisation, or the named members of one; not the press."""
    if actor.kind == "group":
        return actor.name.startswith("members of ") and any(word[0].isupper() for word in actor.name.split())
    return actor.kind == "organisation" and actor.sector not in ("MED", "JRN")


def _side(actor: Actor) -> str | None:
    return actor.country or actor.code
