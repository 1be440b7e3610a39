"""Who speaks throughout a document or a paragraph: the author of a statement, the parties of a joint one, a label."""

from __future__ import annotations

import re

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from communique.language.pipeline import LABEL
from communique.record import Span
from communique.sources.page import Page
from communique.statements.scene import Scene

#: headings of documents in which an institution speaks for itself
PROCLAMATION = re.compile(r"\b(?:statement|communiqu[eé]|declaration|press release|remarks)\b", re.I)
#: headings of papers that several states or organisations issue together
JOINT = re.compile(r"\bjoint\b[\w\s]{0,30}\b(?:statement|communiqu[eé]|declaration|press release)\b", re.I)


def is_joint_document(page: Page) -> bool:
    """Return whether the document is a joint statement, in which states and organisations speak."""
    text = page.document.text
    title = page.document.title or ""
    heads = [title, *(z.span.of(text) for z in page.zones if z.kind in ("title", "header"))]
    return any(JOINT.search(h) for h in heads)


def is_of_people(doc: Doc, scene: Scene) -> bool:
    """Return whether a joint statement opens with persons who met, so that they speak in it and not their states."""
    people = {p for m in scene.meetings for p in m.participants if scene.cast.actor(p).kind == "person"}
    told = [s for m in scene.meetings[:1] for s in m.evidence]
    for span in told:
        stretch = doc.char_span(span.start, span.end, alignment_mode="expand")
        for token in stretch if stretch is not None else ():
            mention = scene.mention_of(token) if token.dep_ == "nsubj" and token.head.dep_ == "ROOT" else None
            if mention is not None and people and set(mention.actors) <= people:
                return True
    return False


def is_proclamation(page: Page) -> bool:
    """Return whether the document is headed as a statement of its author rather than a report about talks."""
    text = page.document.text
    heads = [z.span.of(text) for z in page.zones if z.kind in ("title", "header")]
    return any(PROCLAMATION.search(h) for h in heads)


#: a line that tells where and when
DATED = re.compile(r",.*\d{4}\s*$")


def topic_of(doc: Doc, page: Page, scene: Scene) -> tuple[str, ...]:
    """Return the one state that the title of a document names as an actor id, nobody where it names none or several."""
    found: dict[str, None] = {}
    for zone in page.zones:
        stretch = (
            doc.char_span(zone.span.start, zone.span.end, alignment_mode="expand") if zone.kind == "title" else None
        )
        for mention in scene.cast.within(stretch.start, stretch.end) if stretch is not None else ():
            found.update((a, None) for a in mention.actors if scene.cast.actor(a).country)
    return tuple(found) if len(scene.codes(tuple(found))) == 1 else ()


#: a statement of a spokesperson who is not named
UNNAMED = re.compile(
    r"\bspokes(?:person|man|woman)(?:'s|’s)?\b.{0,20}\b(?:remarks|statement|comments?|response)\b", re.I
)
#: whose reaction a question asks for
ASKED = re.compile(r"([A-Z][\w-]+)(?:'s|’s) (?:comment|response|reaction|position|view|take|stance)")


def voice_of(doc: Doc, page: Page, scene: Scene) -> tuple[str, ...]:
    """Return who speaks throughout a document that its heading calls the statement or remarks of somebody."""
    text = page.document.text
    for zone in page.zones:
        if zone.kind not in ("title", "header") or not re.search(
            r"\b(?:statement|remarks|briefing|press conference|speech)\b.*\b(?:by|of)\b", zone.span.of(text), re.I
        ):
            continue
        stretch = doc.char_span(zone.span.start, zone.span.end, alignment_mode="expand")
        for mention in scene.cast.within(stretch.start, stretch.end) if stretch is not None else ():
            if mention.kind == "name" and scene.voices(mention):
                return scene.voices(mention)
    return _unnamed_voice(page, scene) or _own_state(doc, page, scene)


def _own_state(doc: Doc, page: Page, scene: Scene) -> tuple[str, ...]:
    """Return the state that says "we" at the start of a release, whoever of its people is named further down."""
    opening = next((z.span for z in page.zones if z.kind == "body"), None)
    stretch = doc.char_span(opening.start, opening.end, alignment_mode="expand") if opening is not None else None
    if stretch is None or not is_proclamation(page) or is_joint_document(page):
        return ()
    first = next((t for t in stretch if not t.is_space), None)
    mention = scene.cast.at(first.i) if first is not None and first.lower_ == "we" else None
    if mention is None or len(mention.actors) != 1 or scene.cast.actor(mention.actors[0]).kind != "state":
        return ()
    return mention.actors


def _unnamed_voice(page: Page, scene: Scene) -> tuple[str, ...]:
    """Return the state for which a spokesperson speaks whom the heading does not name: the one asked to comment."""
    text = page.document.text
    if not any(UNNAMED.search(z.span.of(text)) for z in page.zones if z.kind in ("title", "header")):
        return ()
    for asked in ASKED.finditer(text):
        mention = next(
            (
                m
                for m in scene.cast.mentions
                if m.kind == "state" and scene.cast.actor(m.actors[0]).name == asked.group(1)
            ),
            None,
        )
        if mention is not None:
            return mention.actors
    return ()


def labelled_speaker(doc: Doc, span: Span, scene: Scene) -> tuple[str, ...] | None:
    """Return who utters a paragraph of a transcript ("MINISTER X: …"): empty for a questioner, None without a label."""
    stretch = doc.char_span(span.start, span.end, alignment_mode="expand")
    if stretch is None:
        return None
    label = LABEL.match(stretch.text)
    if label is None:
        return None
    words = (i for i in range(stretch.start, stretch.end) if doc[i].idx < stretch.start_char + label.end())
    mention = next((m for i in words if (m := scene.cast.at(i)) is not None), None)
    asks = stretch.text.rstrip().endswith("?")
    if mention is not None and asks and not any(scene.cast.actor(a).resolved for a in mention.actors):
        return ()  # an outlet whose name looks like that of a person
    if mention is not None:
        return scene.voices(mention)
    if stretch.text.rstrip().endswith("?"):
        return ()
    first = label.group().split(":")[0].split()[0].upper()
    if first in ("A", "ANSWER"):
        scene.answering = scene.answering or scene.speaker or scene.voice or _answering(stretch, scene)
        return scene.answering
    return () if first in ("Q", "QUESTION", "JOURNALIST", "REPORTER", "MODERATOR") else None


def _answering(stretch: TokenSpan, scene: Scene) -> tuple[str, ...]:
    """Return who gives an answer under no name: the official named last before it, else the state that says "we"."""
    for mention in reversed(scene.cast.within(0, stretch.start)):
        if mention.kind == "name" and scene.voices(mention):
            return scene.voices(mention)
    own = next(
        (m for m in scene.cast.within(stretch.start, stretch.end) if m.kind == "pronoun" and len(m.actors) == 1), None
    )
    return scene.voices(own) if own is not None else ()
