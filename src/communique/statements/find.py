"""Statements of a document: sentence by sentence attributed and interpreted, then folded and numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from communique.actors.cast import Cast
from communique.language.clauses import FINITE
from communique.record import Meeting, Modality, Silence, Span, Statement
from communique.sources.page import Page
from communique.statements.addressees import SHARP, addressees_of
from communique.statements.areas import areas_of
from communique.statements.confidence import confidence, signs_of
from communique.statements.contest import is_contest, is_diplomatic
from communique.statements.draft import Draft
from communique.statements.fold import repeats
from communique.statements.quotes import find_quotes
from communique.statements.reading import read_sentence
from communique.statements.scene import Question, Scene
from communique.statements.terms import amount, deadline
from communique.statements.voices import (
    is_joint_document,
    is_of_people,
    is_proclamation,
    labelled_speaker,
    topic_of,
    voice_of,
)
from communique.statements.weighing import Content, weigh_areas

#: where no more than these speak outside any meeting, as in a briefing, a speaker's target holds until another is named
FEW_SPEAKERS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A draft with the sentence that tells it and whether it stands in the lead."""

    draft: Draft
    sentence: TokenSpan
    lead: bool


def find_statements(
    doc: Doc, cast: Cast, meetings: tuple[Meeting, ...], page: Page
) -> tuple[tuple[Statement, ...], tuple[Silence, ...]]:
    """Return the statements of the body in text order, and a reason for each body sentence that gave none."""
    scene = Scene(cast, meetings, contest=not meetings and is_contest(doc))
    if not is_diplomatic(doc, cast, meetings):
        return (), silent_throughout(doc, page)
    quotes = find_quotes(doc)
    scene.voice = voice_of(doc, page, scene)
    scene.institutional = is_joint_document(page) and not is_of_people(doc, scene)
    scene.topic = topic_of(doc, page, scene)
    told: list[Told] = []
    silences: list[Silence] = []
    for number, zone in enumerate(z for z in page.zones if z.kind == "body"):
        utterer = labelled_speaker(doc, zone.span, scene)
        scene.continuing = False
        spoken = sentences(doc, zone.span)
        if utterer == () and spoken:
            follows = spoken[0].text.lower().startswith(("follow", "q:", "question:"))
            scene.questions.append(Question(spoken[min(1, len(spoken) - 1)].start, spoken[-1].end, follows))
        for sent in spoken:
            drafts = read_sentence(sent, scene, quotes, utterer)
            scene.continuing = bool(drafts)
            if drafts and not scene.voice and is_proclamation(page) and speaks_as_author(drafts[0], scene):
                scene.voice = drafts[0].speaker  # the institution that opens its own statement goes on speaking
            told += [Told(d, sent, number == 0) for d in drafts]
            if not drafts:
                silences.append(Silence(span=trimmed(sent), reason=why_silent(sent, scene)))
    told = [t for t in told if not is_chatter(doc, t.draft)]
    return number_statements(doc, fold(doc, distinct(told)), scene), tuple(silences)


def speaks_as_author(draft: Draft, scene: Scene) -> bool:
    """Return whether a proclamation's first speaker is its author: an institution, or anybody outside meetings."""
    return not scene.meetings or all(scene.cast.actor(a).kind != "person" for a in draft.speaker)


#: how a briefing or an interview opens
GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening|day)|hello|welcome to (?:this|our|the|today))\b", re.IGNORECASE
)
#: tokens below which a judgement that touches no area is small talk ("Our view is well known")
SHORT = 7


def silent_throughout(doc: Doc, page: Page) -> tuple[Silence, ...]:
    """Return the silences of a document that nobody who conducts public affairs has a part in."""
    reason = "the document names nobody who conducts public affairs"
    body = (z for z in page.zones if z.kind == "body")
    return tuple(Silence(span=trimmed(s), reason=reason) for zone in body for s in sentences(doc, zone.span))


def is_chatter(doc: Doc, draft: Draft) -> bool:
    """Return whether a judgement or report touches no area at all: the small talk of briefings and interviews."""
    if draft.method.startswith("own side") and doc[draft.content.start].sent[0].lower_ == "i":
        return not areas_of(doc, draft.content.start, draft.content.end)  # "I will take your questions"
    if draft.act not in ("assess", "report") or not draft.method.startswith("clause"):
        return False
    sent = doc[draft.content.start].sent
    if GREETING.match(sent.text.lstrip("\"“' ")):
        return True
    personal = any(t.lower_ in ("i", "me", "let", "thanks") for t in sent)
    short = draft.content.end - draft.content.start <= SHORT
    return (personal or short) and not areas_of(doc, sent.start, sent.end)


def sentences(doc: Doc, span: Span) -> list[TokenSpan]:
    """Return the sentences that lie in a span of characters, cut to it."""
    stretch = doc.char_span(span.start, span.end, alignment_mode="expand")
    if stretch is None:
        return []
    return [
        s
        for s in doc.sents
        if s.start < stretch.end and s.end > stretch.start and any(not t.is_space and not t.is_punct for t in s)
    ]


def trimmed(sent: TokenSpan) -> Span:
    """Return the characters of a sentence without white space at its ends."""
    text = sent.text
    lead = len(text) - len(text.lstrip())
    return Span(sent.start_char + lead, sent.start_char + len(text.rstrip()))


def distinct(told: list[Told]) -> list[Told]:
    """Return the drafts without those whose content lies mostly inside that of another."""
    kept: list[Told] = []
    for item in told:
        start, end = item.draft.content.start, item.draft.content.end
        clash = next((k for k in kept if min(end, k.draft.content.end) - max(start, k.draft.content.start) > 0), None)
        if clash is None:
            kept.append(item)
    return kept


def fold(doc: Doc, told: list[Told]) -> list[tuple[Draft, tuple[Span, ...]]]:
    """Return the drafts with their evidence; a lead's draft that the body repeats becomes evidence of that one."""
    body = [t for t in told if not t.lead]
    evidence: dict[int, list[Span]] = {i: [trimmed(t.sentence)] for i, t in enumerate(body)}
    leads: list[tuple[Draft, tuple[Span, ...]]] = []
    for item in (t for t in told if t.lead):
        index = repeats(doc, item.draft, [t.draft for t in body])
        if index is None:
            leads.append((item.draft, (trimmed(item.sentence),)))
        elif trimmed(item.sentence) not in evidence[index]:
            evidence[index].insert(0, trimmed(item.sentence))
    return leads + [(t.draft, tuple(evidence[i])) for i, t in enumerate(body)]


def number_statements(doc: Doc, drafts: list[tuple[Draft, tuple[Span, ...]]], scene: Scene) -> tuple[Statement, ...]:
    """Return the statements in text order with ids, areas, amounts, deadlines and addressees."""
    scene.persistent = len({d.speaker for d, _ in drafts}) <= FEW_SPEAKERS
    statements = []
    previous: tuple[int, tuple[str, ...], tuple[str, ...]] = (-1, (), ())
    ordered = sorted(drafts, key=lambda d: (d[0].content.start, d[0].content.end))
    areas = weigh_areas(doc, [Content(d.content.start, d.content.end, d.act) for d, _ in ordered])
    for n, (draft, evidence) in enumerate(ordered, 1):
        content = doc[draft.content.start : draft.content.end]
        addressees = addressees_of(doc, draft, scene)
        sentence = doc[draft.content.start].sent.start
        goes_on = draft.act in SHARP or scene.is_session(draft.speaker)
        if not addressees and goes_on and draft.addressees is None and previous[:2] == (sentence, draft.speaker):
            addressees = previous[2]  # "condemned X's launches and the demolition of roads"
        previous = (sentence, draft.speaker, addressees)
        scene.note_target(draft.speaker, addressees, draft.content.start)
        weighed = areas[n - 1]
        signs = signs_of(doc, scene.cast, draft, addressees=addressees, areas=weighed.areas, chance=weighed.chance)
        countries = tuple(dict.fromkeys(c for s in draft.speaker if (c := next(iter(scene.codes((s,))), ""))))
        statements.append(
            Statement(
                id=f"s{n}",
                speaker=draft.speaker,
                speaker_country=countries,
                act=draft.act,
                content=Span(content.start_char, content.end_char),
                areas=() if is_greeting(draft) else weighed.areas,
                addressees=addressees,
                on_behalf_of=draft.on_behalf_of,
                modality=conditioned(doc, draft),
                amount=amount(content.text),
                deadline=deadline(content.text),
                evidence=evidence,
                confidence=confidence(signs),
                method=draft.method,
            )
        )
    return tuple(statements)


def is_greeting(draft: Draft) -> bool:
    """Return whether a draft only says that it is good to meet somebody, which touches no area."""
    return draft.act == "courtesy" and draft.method.endswith(
        (" to meet", " to receive", " to greet", " to host", " to see")
    )


#: acts whose content hangs on a condition that the sentence states beside it
HANGING = frozenset({"pledge", "agree", "warn", "report"})


def conditioned(doc: Doc, draft: Draft) -> Modality:
    """Return the draft's modality: conditional where "if …" opens the sentence or follows the content."""
    if draft.modality != "asserted" or draft.act not in HANGING:
        return draft.modality
    sent = doc[draft.content.start].sent
    opening = sent[1] if sent[0].is_punct and len(sent) > 1 else sent[0]
    after = [t.lower_ for t in doc[draft.content.end : min(draft.content.end + 2, sent.end)] if not t.is_punct]
    reach = min(draft.content.end + 3, sent.end)
    turns = [t.lower_ for t in doc[draft.content.end : reach]][:2] == ["and", ","]  # "and, once X is signed, do B"
    if hangs(doc, draft.content.start, draft.content.end if turns else reach):
        return "conditional"
    if draft.content.start > sent.start + 4 and follows_condition(doc, draft.content.start, sent.start):
        return "conditional"
    fronted = opening.lower_ in ("if", "unless") or (opening.lower_ == "should" and opening.i < draft.content.start)
    return "conditional" if fronted or after[:1] in (["if"], ["unless"], ["provided"], ["providing"]) else "asserted"


def follows_condition(doc: Doc, start: int, opening: int) -> bool:
    """Return whether a condition stands between "and" and what is undertaken ("and, once X is signed, do B")."""
    if doc[start - 1].text != ",":
        return False
    comma = next((i for i in range(start - 2, opening, -1) if doc[i].text == ","), opening)
    return doc[comma - 1].lower_ in ("and", "but") and doc[comma + 1].lower_ in ("once", "if", "when", "should")


def hangs(doc: Doc, start: int, end: int) -> bool:
    """Return whether what is undertaken waits for something else ("once X is signed", "as soon as")."""
    for token in doc[start + 1 : end]:
        later = [t.lower_ for t in doc[token.i : token.i + 3]]
        if token.lower_ == "once" and token.dep_ in ("mark", "advmod") and token.head.tag_ in FINITE | {"VBN"}:
            return token.head.dep_ in ("advcl", "ccomp") and token.head.i > token.i
        if later == ["as", "soon", "as"] and doc[min(token.i + 3, len(doc) - 1)].lower_ != "possible":
            return True
    return False


def why_silent(sent: TokenSpan, scene: Scene) -> str:
    """Return why a sentence gave nothing, in words for people."""
    for token in sent:
        mention = scene.cast.at(token.i)
        if mention is not None and not scene.voices(mention) and mention.kind in ("name", "role", "group"):
            return f"{scene.cast.actor(mention.actors[0]).name} is no political actor"
    if not any(scene.cast.at(t.i) for t in sent):
        return "names no actor"
    return "no actor says, promises, asks, supports or judges anything in it"
