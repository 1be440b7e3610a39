"""What is known of each meeting while a text is read, and the sentences of the text by where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from communique.record import MeetingForm, Place, Span
from communique.sources.page import Page


@dataclass(slots=True)
class Draft:
    """A meeting while its reports are being joined."""

    participants: tuple[str, ...]
    form: MeetingForm | None = None
    date: str | None = None
    place: Place | None = None
    occasion: str | None = None
    evidence: list[Span] = field(default_factory=list)
    first: int = 0
    face_to_face: bool = False
    session: bool = False
    sidelines: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the words of one encounter tell about it."""

    scope: tuple[int, int]
    participants: tuple[str, ...]
    form: MeetingForm | None
    date: str | None
    place: Place | None
    occasion: str | None
    sidelines: str | None
    face_to_face: bool
    told: bool
    session: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The sentences of a text by where they stand: in its body, in its headline, in captions."""

    body: list[Tokens]
    title: list[Tokens]
    caption: list[Tokens]


def layout_of(doc: Doc, page: Page) -> Layout:
    """Return the sentences of a text by the zones of its page, those of letterheads and the like left out."""
    kinds = {zone.span.start: zone.kind for zone in page.zones}
    starts = sorted(kinds)
    found = Layout(body=[], title=[], caption=[])
    of_kind = {"body": found.body, "title": found.title, "caption": found.caption}
    at, kind = 0, "boilerplate"
    for sentence in doc.sents:
        end = sentence[-1].idx + 1
        while at < len(starts) and starts[at] < end:
            kind = kinds[starts[at]]
            at += 1
        of_kind.get(kind, []).append(sentence)
    return found
