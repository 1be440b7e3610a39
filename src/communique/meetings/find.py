"""Tells the meetings of a text: reports of one encounter are joined, and what one leaves out is taken from the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from communique.actors import gazetteer
from communique.actors.cast import Cast
from communique.meetings import circumstances
from communique.meetings.encounters import Encounter, find_encounters
from communique.meetings.whereabouts import Whereabouts
from communique.record import Actor, Meeting, MeetingForm, Place, Span
from communique.sources.page import Page


@dataclass(slots=True)
class _Draft:
    """A meeting while its reports are being joined."""

    participants: tuple[str, ...]
    form: MeetingForm | None = None
    date: str | None = None
    place: Place | None = None
    occasion: str | None = None
    evidence: list[Span] = field(default_factory=list)
    first: int = 0


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
        self.where = Whereabouts(doc, gazetteer.load(), page.document)
        self.kinds = {zone.span.start: zone.kind for zone in page.zones}
        body, title, caption = self._sentences()
        self.body = body
        self.title = title
        self.caption = caption
        self.drafts: list[_Draft] = []
        self.frame_place: Place | None = None
        self.frame_occasion: str | None = None

    def _sentences(self) -> tuple[list[Tokens], list[Tokens], list[Tokens]]:
        sorted_starts = sorted(self.kinds)
        body: list[Tokens] = []
        title: list[Tokens] = []
        caption: list[Tokens] = []
        at, kind = 0, "boilerplate"
        for sentence in self.doc.sents:
            end = sentence[-1].idx + 1
            while at < len(sorted_starts) and sorted_starts[at] < end:
                kind = self.kinds[sorted_starts[at]]
                at += 1
            {"body": body, "title": title, "caption": caption}.get(kind, []).append(sentence)
        return body, title, caption

    def meetings(self) -> tuple[Meeting, ...]:
        """Return the joined meetings."""
        for encounter in find_encounters(self.doc, self.cast, self.body):
            self._add(encounter)
        if not self.drafts:
            for encounter in find_encounters(self.doc, self.cast, [*self.title, *self.caption]):
                self._add(encounter)
        self._institutional()
        self._confirm()
        self._fill()
        return tuple(self._meeting(draft, f"m{n}") for n, draft in enumerate(self.drafts, start=1))

    # -- joining

    def _add(self, encounter: Encounter) -> None:
        participants = self._people(encounter)
        start, end = encounter.scope
        text = self.doc[start:end].text
        token = self.doc[encounter.token]
        last = self.drafts[-1].date if self.drafts else None
        day, past = circumstances.day_of(text, token.idx - self.doc[start].idx, self.anchor, last)
        if past:
            return
        noun = self.doc[encounter.noun].lower_ if encounter.noun is not None else None
        form = circumstances.form_of(text, noun, letter=encounter.letter)
        place = self.where.within(start, end, near=encounter.token)
        occasion = circumstances.sidelines(self.doc, start, end) or circumstances.attended(self.doc, start, end)
        if len(participants) < 2:
            self.frame_place = self.frame_place or place
            self.frame_occasion = self.frame_occasion or circumstances.sidelines(self.doc, start, end)
            return
        draft = self._draft_of(participants, encounter, form, day)
        if draft is None:
            return
        draft.form = draft.form or form
        draft.date = draft.date or day
        draft.place = draft.place or place
        draft.occasion = draft.occasion or occasion
        draft.evidence.append(self._span(start, end))

    def _people(self, encounter: Encounter) -> tuple[str, ...]:
        """The participants who count: persons, of at least two sides; bodies only where no person stands for their side."""
        actors = [self.cast.actor(i) for i in encounter.participants]
        people = [a for a in actors if a.kind == "person" and a.name]
        bodies = [a for a in actors if a.kind == "organisation"]
        present = people + [b for b in bodies if _side(b) not in {_side(p) for p in people}]
        sides = {_side(a) or a.id for a in present}
        if len(present) < 2 or len(sides) < 2:
            return tuple(a.id for a in people[:1])
        return tuple(dict.fromkeys(a.id for a in present))

    def _draft_of(
        self, participants: tuple[str, ...], encounter: Encounter, form: MeetingForm | None, day: str | None
    ) -> _Draft | None:
        """The meeting that a report belongs to, a new one where it is of another, None where it adds nothing."""
        wanted = set(participants)
        for draft in reversed(self.drafts):
            known = set(draft.participants)
            apart = form is not None and draft.form is not None and form != draft.form
            if known == wanted and not apart:
                return draft
            if wanted < known and not encounter.separate and not apart:
                return draft
        draft = _Draft(participants=participants, first=encounter.token)
        self.drafts.append(draft)
        return draft

    def _institutional(self) -> None:
        """Read a session whose parts are told one by one: chaired by one person, attended by others."""

    def _confirm(self) -> None:
        """Take from headline and captions what the body leaves out."""
        for encounter in find_encounters(self.doc, self.cast, [*self.title, *self.caption]):
            participants = set(self._people(encounter))
            start, end = encounter.scope
            for draft in self.drafts:
                if participants and participants <= set(draft.participants):
                    draft.place = draft.place or self.where.within(start, end, near=encounter.token)
                    noun = self.doc[encounter.noun].lower_ if encounter.noun is not None else None
                    draft.form = draft.form or circumstances.form_of(self.doc[start:end].text, noun, letter=False)
                    draft.evidence.append(self._span(start, end))
                    break

    # -- filling in

    def _fill(self) -> None:
        title = self.page.document.title or ""
        before: _Draft | None = None
        for draft in self.drafts:
            if draft.form is None and circumstances.speaks_of_call(title) and before is None:
                draft.form = "call"
            draft.form = draft.form or "in_person"
            draft.date = draft.date or self.anchor
            if draft.form in ("call", "letter", "video"):
                draft.place, draft.occasion = None, None
            else:
                draft.place = draft.place or self._place(draft, before)
                draft.occasion = draft.occasion or self._occasion(draft, first=before is None)
                before = draft

    def _place(self, draft: _Draft, before: _Draft | None) -> Place | None:
        if before is not None and before.place is not None:
            return before.place
        if self.frame_place is not None:
            return self.frame_place
        if self.where.dateline is not None:
            return self.where.dateline
        arrived = self.where.arrived((s.start, s.end) for s in [*self.body, *self.caption])
        if arrived is not None:
            return arrived
        host = self.cast.actor(draft.participants[0])
        return self.where.capital_of(host.country) if host.country else None

    def _occasion(self, draft: _Draft, *, first: bool) -> str | None:
        if self.frame_occasion is not None:
            return self.frame_occasion
        title = self.page.document.title or ""
        visit = circumstances.title_visit(title)
        if visit is not None:
            return visit
        if not first:
            return None
        for sentence in self.title:
            event = circumstances.named_in_title(self.doc, sentence.start, sentence.end)
            if event is not None:
                return event
        for sentence in self._around(draft):
            visit = circumstances.typed_visit(sentence.text)
            if visit is not None:
                return visit
        return None

    def _around(self, draft: _Draft) -> Iterable[Tokens]:
        """The sentences that tell of a meeting, the ones beside the first of them, and captions and headline."""
        at = next((n for n, s in enumerate(self.body) if s.start <= draft.first < s.end), 0)
        return [*self.body[max(0, at - 1) : at + 2], *self.caption, *self.title]

    # -- the result

    def _span(self, start: int, end: int) -> Span:
        while end > start + 1 and self.doc[end - 1].is_space:
            end -= 1
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last))

    @staticmethod
    def _meeting(draft: _Draft, meeting_id: str) -> Meeting:
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


def _side(actor: Actor) -> str | None:
    return actor.country or actor.code
