"""Statements of a document: sentence by sentence, each attributed, interpreted, then folded, numbered and given its areas."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from communique.actors.cast import Cast, Mention
from communique.language.clauses import is_passive, modal, own_subject
from communique.language.pipeline import LABEL
from communique.record import Meeting, Silence, Span, Statement
from communique.sources.page import Page
from communique.statements.addressees import addressees_of
from communique.statements.areas import areas_of
from communique.statements.attribution import Attribution, find_attributions
from communique.statements.draft import Draft
from communique.statements.fold import repeats
from communique.statements.frames import verb_frame
from communique.statements.interpret import Interpreter
from communique.statements.quotes import Quote, find_quotes
from communique.statements.scene import Scene
from communique.statements.terms import amount, deadline

#: where no more than these speak outside any meeting, as in a briefing, a speaker's target holds until another is named
FEW_SPEAKERS = 2
#: how a clause that is attributed may hang on its verb of saying
CLAUSES = frozenset({"ccomp", "parataxis", "advcl", "dep", "nsubj", "conj"})


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
    quotes = find_quotes(doc)
    scene.voice = voice_of(doc, page, scene)
    scene.institutional = is_joint_document(page)
    told: list[Told] = []
    silences: list[Silence] = []
    for number, zone in enumerate(z for z in page.zones if z.kind == "body"):
        utterer = labelled_speaker(doc, zone.span, scene)
        scene.continuing = False
        for sent in sentences(doc, zone.span):
            drafts = read_sentence(sent, scene, quotes, utterer)
            scene.continuing = bool(drafts)
            if drafts and not scene.voice and is_proclamation(page, meetings):
                scene.voice = drafts[0].speaker  # the institution that opens its own statement goes on speaking
            told += [Told(d, sent, number == 0) for d in drafts]
            if not drafts:
                silences.append(Silence(span=trimmed(sent), reason=why_silent(sent, scene)))
    told = [t for t in told if not is_chatter(doc, t.draft)]
    return number_statements(doc, fold(doc, distinct(told)), scene), tuple(silences)


def is_joint_document(page: Page) -> bool:
    """Return whether the document is a joint statement, in which states and organisations speak and not their people."""
    text = page.document.text
    title = page.document.title or ""
    heads = [title, *(z.span.of(text) for z in page.zones if z.kind in ("title", "header"))]
    return any(re.search(r"\bjoint\b[\w\s]{0,30}\b(?:statement|communiqu[eé]|declaration)\b", h, re.I) for h in heads)


def is_proclamation(page: Page, meetings: tuple[Meeting, ...]) -> bool:
    """Return whether the document is headed as a statement of its author rather than a report about talks."""
    text = page.document.text
    heads = [z.span.of(text) for z in page.zones if z.kind in ("title", "header")]
    return not meetings and any(PROCLAMATION.search(h) for h in heads)


#: headings of documents in which an institution speaks for itself
PROCLAMATION = re.compile(r"\b(?:statement|communiqu[eé]|declaration|press release|remarks)\b", re.I)


def voice_of(doc: Doc, page: Page, scene: Scene) -> tuple[str, ...]:
    """Return who speaks throughout a document that its heading calls the statement or remarks of somebody."""
    text = page.document.text
    for zone in page.zones:
        if zone.kind not in ("title", "header") or not re.search(
            r"\b(?:statement|remarks)\b.*\b(?:by|of)\b", zone.span.of(text), re.I
        ):
            continue
        stretch = doc.char_span(zone.span.start, zone.span.end, alignment_mode="expand")
        for mention in scene.cast.within(stretch.start, stretch.end) if stretch is not None else ():
            if mention.kind == "name" and scene.voices(mention):
                return scene.voices(mention)
    return ()


def is_chatter(doc: Doc, draft: Draft) -> bool:
    """Return whether a judgement or report touches no area at all: the small talk of briefings and interviews."""
    sent = doc[draft.content.start].sent
    return draft.act in ("assess", "report") and not areas_of(doc, sent.start, sent.end)


#: words of contests and shows: in reports full of them, countries are teams and audiences, not speakers
CONTEST = frozenset(
    """match goal team coach season league tournament cup final score scorer player striker midfielder goalkeeper referee penalty
    champion championship medal race lap contest jury recipe chef dish song album premiere stadium spectator fan half-time
    kick-off qualifier defender captain trophy innings wicket set-piece podium runner swimmer heat crowd umpire cook rice
    singer dancer carnival parade drummer stage orchestra soprano archaeologist shareholder takeover merger""".split()
)
#: share of a report's words that makes it one; news of diplomacy with a sporting aside stays under a third of this
CONTEST_SHARE = 0.02


def is_contest(doc: Doc) -> bool:
    """Return whether a document is about sport, a show or the like."""
    words = [t for t in doc if t.is_alpha]
    return len(words) > 40 and sum(t.lemma_.lower() in CONTEST for t in words) / len(words) > CONTEST_SHARE


def sentences(doc: Doc, span: Span) -> list[TokenSpan]:
    """Return the sentences that lie in a span of characters, cut to it."""
    stretch = doc.char_span(span.start, span.end, alignment_mode="expand")
    if stretch is None:
        return []
    return [s for s in stretch.sents if any(not t.is_space and not t.is_punct for t in s)]


def trimmed(sent: TokenSpan) -> Span:
    """Return the characters of a sentence without white space at its ends."""
    text = sent.text
    lead = len(text) - len(text.lstrip())
    return Span(sent.start_char + lead, sent.start_char + len(text.rstrip()))


def spoken_throughout(root: Token, interpreter: Interpreter, scene: Scene) -> list[Draft]:
    """Return what a sentence conveys in a document that one institution speaks throughout."""
    mention = interpreter.subject_mention(root)
    found = interpreter.predicate(root)
    if found is not None and (mention is None or not scene.voices(mention)):
        drafts = interpreter.apply(*found, root, scene.voice)
        if drafts:
            return drafts
    interpreter.used.discard(root.i)
    return interpreter.judge(root, scene.voice)


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
    if mention is not None:
        return scene.voices(mention)
    first = label.group().split(":")[0].split()[0].upper()
    if first in ("A", "ANSWER"):
        return scene.speaker
    return () if first in ("Q", "QUESTION", "JOURNALIST", "REPORTER", "MODERATOR") else None


def read_sentence(
    sent: TokenSpan, scene: Scene, quotes: tuple[Quote, ...], utterer: tuple[str, ...] | None = None
) -> list[Draft]:
    """Return the drafts of one sentence in text order; ``utterer`` speaks where the paragraph is labelled with a name."""
    if utterer == () or LABEL.fullmatch(sent.text.strip() + " "):
        return []
    attributions = find_attributions(sent, scene)
    interpreter = Interpreter(sent, scene, tuple((a.start, a.end) for a in attributions))
    interpreter.used.update(i for a in attributions for i in range(a.start, a.end))
    drafts: list[Draft] = []
    for attribution in attributions:
        speaker = attributed_speaker(attribution, scene)
        if speaker:
            scene.note_speaker(speaker)
            warned = sent.doc[attribution.verb].lemma_ in ("warn", "threaten", "vow")
            for head in attributed_heads(sent, attribution, attributions):
                judged = interpreter.judge(head, speaker)
                if warned and modal(head) in ("will", "would"):
                    judged = [replace(d, act="warn") if d.act in ("assess", "pledge", "report") else d for d in judged]
                drafts += judged
    quoted = utterer or quote_speaker(sent, quotes, scene) or indirect_speaker(sent, interpreter, scene)
    if quoted and not any(a.speaker for a in attributions):
        scene.note_speaker(quoted)
        drafts += interpreter.judge(sent.root, quoted)
    drafts += sweep(sent, interpreter, scene, attributions)
    if not drafts and scene.voice and not attributions:
        drafts += spoken_throughout(sent.root, interpreter, scene)
    return sorted(drafts, key=lambda d: d.content.start)


def attributed_speaker(attribution: Attribution, scene: Scene) -> tuple[str, ...]:
    """Return who is meant: those named, or for "as was noted" whoever spoke last."""
    if attribution.impersonal:
        return scene.speaker or scene.joint(attribution.start)
    return attribution.speaker


def attributed_heads(sent: TokenSpan, attribution: Attribution, all_of_them: tuple[Attribution, ...]) -> list[Token]:
    """Return the heads of the clauses that an attribution beside or after them covers."""
    doc = sent.doc
    root = sent.root
    inside = {i for a in all_of_them for i in range(a.start, a.end)}
    if root.i not in inside:
        beside = [
            c
            for c in root.children
            if c.dep_ in ("ccomp", "parataxis") and c.i < root.i and c.i not in inside and own_subject(c) is not None
        ]
        within = [c for c in beside if c.left_edge.i <= attribution.start]
        return [*within, root] if attribution is all_of_them[-1] else []
    verb = doc[attribution.verb]
    heads = [
        c
        for c in verb.children
        if c.dep_ in CLAUSES and c.i not in inside and (c.pos_ in ("VERB", "AUX", "ADJ") or c.tag_ == "NNS")
    ]
    main = [h for h in heads if h.dep_ == "ccomp" or (h.dep_ == "conj" and h.i >= attribution.end)]
    if heads:
        return main or heads[:1]
    return [t for t in sent if t.i not in inside and t.tag_ in ("VBZ", "VBP", "VBD") and own_subject(t) is not None][:1]


def quote_speaker(sent: TokenSpan, quotes: tuple[Quote, ...], scene: Scene) -> tuple[str, ...]:
    """Return who utters a sentence that stands wholly inside a quotation; empty where it does not."""
    for quote in quotes:
        if quote.start <= sent.start + 1 and sent.end <= quote.end + 2:
            mention = (
                scene.mention_of(sent.doc[quote.speaker]) if quote.speaker is not None else first_person(sent, scene)
            )
            return scene.voices(mention) if mention is not None else scene.speaker
    return ()


def indirect_speaker(sent: TokenSpan, interpreter: Interpreter, scene: Scene) -> tuple[str, ...]:
    """Return who goes on speaking in a sentence of free indirect speech ("The returnees would be treated well.")."""
    root = sent.root
    if not scene.continuing or modal(root) not in ("would", "must", "should", "ought"):
        return ()
    mention = interpreter.subject_mention(root)
    if mention is not None and mention.kind in ("name", "role") and not set(mention.actors) & set(scene.speaker):
        return ()
    return scene.speaker


def first_person(sent: TokenSpan, scene: Scene) -> Mention | None:
    """Return the mention of "I" or "we" in a sentence, which tells whose words it holds."""
    return next(
        (m for t in sent if t.lower_ in ("i", "we") and (m := scene.cast.at(t.i)) is not None and len(m.actors) == 1),
        None,
    )


def sweep(
    sent: TokenSpan, interpreter: Interpreter, scene: Scene, attributions: tuple[Attribution, ...]
) -> list[Draft]:
    """Return what the predicates convey that no attribution has covered, outer clauses before inner ones."""
    drafts: list[Draft] = []
    speaker: tuple[str, ...] = ()
    for verb in by_depth(sent):
        if verb.i in interpreter.used:
            continue
        who = speaker_of(verb, interpreter, scene, attributions, speaker)
        if not who:
            continue
        found = interpreter.predicate(verb)
        if found is None or found[0].act in ("stop", "topic"):
            fresh = interpreter.judge(verb, who) if speaks_for_itself(verb, interpreter, scene) else []
        else:
            fresh = interpreter.apply(*found, verb, who)
            if not fresh and speaks_for_itself(verb, interpreter, scene):
                interpreter.used.discard(verb.i)
                fresh = interpreter.judge(verb, who)
        if fresh:
            speaker = fresh[0].speaker
            scene.note_speaker(speaker)
            drafts += fresh
    return drafts


def others_than(asked: Token, verb: Token, scene: Scene) -> tuple[str, ...]:
    """Return who asks where somebody "is urged" or "was invited" to act: the last speaker or the parties, never the one asked."""
    frame = verb_frame(verb)
    mention = scene.mention_of(asked)
    if (
        frame is None
        or mention is None
        or not ("obj-inf" in frame.complements or verb.lemma_ in ("assure", "inform", "tell", "notify"))
    ):
        return ()
    theirs = scene.codes(mention.actors)
    parties = tuple(p for p in scene.joint(verb.i) if not scene.codes((p,)) & theirs)
    for speaker in (parties, scene.speaker, scene.voice):
        if speaker and not scene.codes(speaker) & theirs:
            return speaker
    return ()


#: documents whose words are those of whoever adopted, sent or signed them
PAPERS = frozenset(
    "resolution statement communique communiqué document declaration letter note message appeal text".split()
)


def speaks_for_itself(verb: Token, interpreter: Interpreter, scene: Scene) -> bool:
    """Return whether a clause without attribution still speaks: "both sides will …", "China should …" in a readout."""
    mention = interpreter.subject_mention(verb)
    if (
        mention is None
        or modal(verb) not in ("will", "shall", "should", "must", "would", "could")
        or verb.dep_ in ("relcl", "advcl", "ccomp", "acl")
    ):
        return False
    if modal(verb) == "could" and scene.side(mention, scene.speaker) != "own":
        return False
    return mention.kind == "sides" or (
        mention.kind in ("state", "pronoun", "organisation") and scene.voices(mention) != mention.actors
    )


def by_depth(sent: TokenSpan) -> list[Token]:
    """Return the sentence's verbs and predicate adjectives, those nearer to the root first."""

    def depth(token: Token) -> int:
        return sum(1 for _ in token.ancestors)

    words = [
        t
        for t in sent
        if t.pos_ in ("VERB", "AUX")
        or t.tag_.startswith("VB")
        or (t.tag_ == "NNS" and t.dep_ in ("ccomp", "ROOT") and own_subject(t) is not None)
    ]
    return sorted(words, key=lambda t: (depth(t), t.i))


def speaker_of(
    verb: Token, interpreter: Interpreter, scene: Scene, attributions: tuple[Attribution, ...], current: tuple[str, ...]
) -> tuple[str, ...]:
    """Return who performs a predicate: its subject, the agent of a passive, or for an impersonal one the parties."""
    mention = interpreter.subject_mention(verb)
    who = interpreter.subject(verb)
    if scene.voice and who is not None and who.lower_ in ("we", "i"):
        return scene.voice
    covering = next((attributed_speaker(a, scene) for a in attributions if attributed_speaker(a, scene)), ())
    if is_passive(verb):
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        if agent is not None:
            by = scene.mention_of(next(iter(agent.children), None))
            return scene.voices(by) if by is not None else ()
        own = own_subject(verb)
        if own is not None and own.lower_ != "it" and scene.cast.at(own.i) is not None:
            return others_than(own, verb, scene)
        told_now = any(c.lower_ in ("is", "are") for c in verb.children)  # "it is hoped": the speaker goes on
        return (scene.speaker if told_now else ()) or covering or scene.joint(verb.i) or scene.speaker
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl", "conj", "dep", "pcomp") and own_subject(verb) is None:
        return covering or current or (scene.voices(mention) if mention is not None else ())
    if mention is None and who is not None and who.lemma_.lower() in PAPERS:
        sender = interpreter.subject_mention(who.sent.root)
        return scene.voices(sender) if sender is not None else scene.speaker
    if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and own_subject(verb) is None:
        return ()  # "asked whether …": who asked is not told
    if mention is not None:
        voices = scene.voices(mention)
        if covering and scene.side(mention, covering) == "own":
            return covering
        return voices
    return ()


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
    for n, (draft, evidence) in enumerate(sorted(drafts, key=lambda d: (d[0].content.start, d[0].content.end)), 1):
        content = doc[draft.content.start : draft.content.end]
        addressees = addressees_of(doc, draft, scene)
        scene.note_target(draft.speaker, addressees)
        countries = tuple(dict.fromkeys(c for s in draft.speaker if (c := next(iter(scene.codes((s,))), ""))))
        statements.append(
            Statement(
                id=f"s{n}",
                speaker=draft.speaker,
                speaker_country=countries,
                act=draft.act,
                content=Span(content.start_char, content.end_char),
                areas=areas_of(doc, draft.content.start, draft.content.end),
                addressees=addressees,
                on_behalf_of=draft.on_behalf_of,
                modality=draft.modality,
                amount=amount(content.text),
                deadline=deadline(content.text),
                evidence=evidence,
                confidence=draft.confidence,
                method=draft.method,
            )
        )
    return tuple(statements)


def why_silent(sent: TokenSpan, scene: Scene) -> str:
    """Return why a sentence gave nothing, in words for people."""
    for token in sent:
        mention = scene.cast.at(token.i)
        if mention is not None and not scene.voices(mention) and mention.kind in ("name", "role", "group"):
            return f"{scene.cast.actor(mention.actors[0]).name} is no political actor"
    if not any(scene.cast.at(t.i) for t in sent):
        return "names no actor"
    return "no actor says, promises, asks, supports or judges anything in it"
