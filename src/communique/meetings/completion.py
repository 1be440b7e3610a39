"""Completes the meetings found: the form, day, place and occasion that the rest of the text tells of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from communique.actors.cast import Cast
from communique.actors.lexicon import words
from communique.meetings import circumstances
from communique.meetings.drafts import Draft, Frame, Layout
from communique.meetings.whereabouts import Whereabouts
from communique.meetings.wording import EVENT_NOUNS
from communique.record import Place
from communique.sources.page import Page

#: words that put an encounter behind the one told before it
_AFTERWARDS = words("subsequently thereafter afterwards afterward then")


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The meetings of one text and what else it tells; ``frames`` are reports of encounters without two sides."""

    doc: Doc
    cast: Cast
    page: Page
    where: Whereabouts
    layout: Layout
    drafts: list[Draft]
    frames: list[Frame]

    def fill(self) -> None:
        """Give each draft the form, day, place and occasion that its own words leave out."""
        title = self.page.document.title or ""
        before: Draft | None = None
        for draft in self.drafts:
            told_of_call = before is None and not draft.face_to_face and self._told_of_call(title)
            if draft.form is None and told_of_call:
                draft.form = "call"
            draft.form = draft.form or "in_person"
            framed = next((f.date for f in self.frames if f.date is not None and f.told), None)
            draft.date = draft.date or self._same_paragraph(draft, before) or framed or self.page.document.date
            if draft.date is None and before is not None:
                draft.date = before.date
            if draft.form in ("call", "letter", "video"):
                draft.place, draft.occasion = None, None
            else:
                draft.place = self._in_country(draft.place or self._place(draft, before), before)
                event = self._title_event() if draft.session else None
                visit = self._title_visit() if circumstances.is_kind(draft.occasion) else None
                draft.occasion = event or visit or draft.occasion or self._occasion(draft, first=before is None)
                before = draft

    def _in_country(self, place: Place | None, before: Draft | None) -> Place | None:
        """A place that no atlas knows lies where the visit goes, else where the meeting told before was."""
        if place is None or place.country is not None:
            return place
        title = self.page.document.title or ""
        visited = circumstances.title_visit(title)
        country = self.where.country_named(visited.rpartition(" to ")[2]) if visited is not None else None
        if country is None and before is not None and before.place is not None:
            country = before.place.country
        return replace(place, country=country)

    def _told_of_call(self, title: str) -> bool:
        """Whether headline or opening say that it was by telephone."""
        opening = " ".join(sentence.text for sentence in self.layout.body[:2])
        return circumstances.speaks_of_call(title) or circumstances.form_of(opening, None, letter=False) == "call"

    def _same_paragraph(self, draft: Draft, before: Draft | None) -> str | None:
        """The day of the meeting told before, where this one has none and follows it in its paragraph or in words."""
        if before is None:
            return None
        if any(t.lower_ in _AFTERWARDS for t in self.doc[draft.first].sent):
            return before.date
        first, offset = self.doc[before.first].idx, self.doc[draft.first].idx
        return before.date if any(z.span.start <= first < offset < z.span.end for z in self.page.zones) else None

    def _place(self, draft: Draft, before: Draft | None) -> Place | None:
        if before is not None and before.place is not None:
            return before.place
        framed = next((f.place for f in self.frames if f.place is not None and f.told), None)
        if framed is not None:
            return framed
        if self.where.dateline is not None:
            return self.where.dateline
        arrived = self.where.arrived((s.start, s.end) for s in [*self.layout.body, *self.layout.caption])
        if arrived is not None:
            return arrived
        visited = circumstances.title_visit(self.page.document.title or "")
        destination = self.where.visited(visited.rpartition(" to ")[2]) if visited is not None else None
        if destination is not None:
            return destination
        destination = self._visited(draft)
        if destination is not None:
            return destination
        host = self.cast.actor(draft.participants[0])
        return self.where.capital_of(host.country) if host.country else None

    def _visited(self, draft: Draft) -> Place | None:
        """Where the visit goes on which a participant met those of the state visited."""
        countries = {self.cast.actor(i).country for i in draft.participants}
        for sentence in self._around(draft):
            paid = circumstances.typed_visit(sentence.text) or ""
            goal = paid.rpartition(" to ")[2] if " to " in paid else circumstances.visited_in(sentence.text)
            where = self.where.visited(goal) if goal else None
            if where is not None and where.country in countries:
                return where
        return None

    def _occasion(self, draft: Draft, *, first: bool) -> str | None:
        framed = next((f.sidelines for f in self.frames if f.sidelines is not None), None)
        if framed is not None:
            return framed
        visit = self._title_visit()
        if visit is not None:
            return visit
        if not first:
            return self._told_before(draft) or self._same_journey(draft)
        event = self._title_event()
        if event is not None:
            return event
        if any(t.lower_ == "audience" for sentence in self.layout.title for t in sentence):
            return "audience"
        return self._typed_visit(self._around(draft))

    def _title_visit(self) -> str | None:
        visit = circumstances.title_visit(self.page.document.title or "")
        return self._typed_visit(self.layout.body) or visit if visit and not circumstances.is_typed(visit) else visit

    @staticmethod
    def _typed_visit(sentences: Iterable[Tokens]) -> str | None:
        visits = (circumstances.typed_visit(sentence.text) for sentence in sentences)
        return next((visit for visit in visits if visit is not None), None)

    def _told_before(self, draft: Draft) -> str | None:
        """The event of a meeting told before that the report of this one goes back to ("met before the summit")."""
        said = {t.lower_ for t in self.doc[draft.first].sent}
        events = (other.occasion for other in self.drafts if other is not draft and other.first < draft.first)
        return next((e for e in events if e is not None and e.split()[-1].lower() in said & EVENT_NOUNS), None)

    def _same_journey(self, draft: Draft) -> str | None:
        """The visit or event that brought one to a meeting told before, where the same person met another there."""
        here = draft.place
        for other in self.drafts[: self.drafts.index(draft)]:
            shared = set(other.participants) & set(draft.participants)
            if other.occasion is None or other.place is None or here is None or not shared:
                continue
            if other.sidelines and other.place == here and other.date == draft.date:
                return other.occasion
            hosts = [self.cast.actor(i).country for i in draft.participants if i not in shared]
            travelled = all(self.cast.actor(i).country != here.country for i in shared)
            at_home = here.country is not None and all(country == here.country for country in hosts)
            if "visit" in other.occasion.lower().split() and travelled and at_home:
                return other.occasion
        return None

    def _title_event(self) -> str | None:
        events = (circumstances.named_in_title(self.doc, s.start, s.end) for s in self.layout.title)
        return next((event for event in events if event is not None), None)

    def _around(self, draft: Draft) -> Iterable[Tokens]:
        """The sentences that tell of a meeting, the ones beside the first of them, and captions and headline."""
        at = next((n for n, s in enumerate(self.layout.body) if s.start <= draft.first < s.end), 0)
        return [*self.layout.body[max(0, at - 1) : at + 2], *self.layout.caption, *self.layout.title]
