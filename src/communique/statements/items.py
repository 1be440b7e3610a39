"""Items of decisions and lists: "1. Condemns X; 2. Calls upon Y", "agreed to: - open A; - increase B"."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from communique.language.clauses import ADVERBS, FINITE, conjuncts, is_passive, own_subject
from communique.record import ACTS
from communique.statements.draft import Content
from communique.statements.frames import Frame, verb_frame
from communique.statements.scene import Listing, Scene
from communique.statements.sentence import Sentence

#: marks that open an item
MARKS = frozenset({"-", "–", "—", "•", "*", "·", "(", ")", "."})
#: nouns for what talks have brought, which a list spells out ("The main agreements were the following:")
OUTCOMES = frozenset({"agreement", "outcome", "decision", "commitment", "understanding", "deliverable"})
#: acts that a body performs in the items of what it adopts
ENACTED = frozenset({*ACTS, "say", "carry", "hope"})


def opens_item(sent: TokenSpan) -> int:
    """Return the index of the first word behind the number, letter or bullet of an item, or -1 where none stands."""
    marked = False
    for token in sent:
        if token.is_space:
            continue
        short = len(token.text) <= 3 and (token.like_num or (len(token.text) == 1 and token.text.islower()))
        bracketed = token.i + 1 < sent.end and token.nbor(1).text in (".", ")")
        if token.text in MARKS or (short and bracketed) or (token.text[:-1].isdigit() and token.text[-1] in ".)"):
            marked = True
        else:
            return token.i if marked else -1
    return -1


def enacting_verb(sent: TokenSpan) -> Token | None:
    """Return the verb that opens a sentence without subject, as in "1. Strongly condemns X"; None elsewhere."""
    start = max(opens_item(sent), sent.start)
    for token in sent.doc[start : sent.end]:
        if token.is_space or token.tag_ in ADVERBS or token.lower_ in ("also", "and"):
            continue
        if token.lower_ == "to" and start > sent.start and token.i + 1 < sent.end:
            continue  # "RESOLVES: 1. To urge X to do Y"
        frame = verb_frame(token)
        if token.tag_ == "VB" and token.i and token.nbor(-1).lower_ == "to" and frame is not None:
            return token if frame.act in ENACTED else None
        third = token.text.endswith("s") and token.tag_ in ("VBZ", "NNS", "NNPS", "NNP")
        if third and frame is not None and frame.act in ENACTED and own_subject(token) is None:
            return token
        return None
    return None


def telling_verbs(sent: TokenSpan) -> tuple[Token, ...]:
    """Return the past or present verbs with which an item tells what its list's subject did ("- welcomed X and …")."""
    start = opens_item(sent)
    if start < 0:
        start = next((t.i for t in sent if not t.is_space), -1)
    while 0 <= start < sent.end - 1 and sent.doc[start].tag_ in ADVERBS:
        start += 1
    first = sent.doc[start] if start >= 0 else None
    if first is None or first.tag_ not in ("VBD", "VBN", "VBZ", "VBP") or verb_frame(first) is None:
        return ()
    further = (t for t in conjuncts(first) if t.i != first.i and t.tag_ in ("VBD", "VBN", "VBZ", "VBP"))
    return (first, *(t for t in further if own_subject(t) is None and verb_frame(t) is not None))


def enactor(sent: TokenSpan, scene: Scene) -> tuple[str, ...]:
    """Return the body that adopts what a sentence without subject says: the last institution that led a sentence."""
    while sent.start > 0:
        sent = sent.doc[sent.start - 1].sent
        if enacting_verb(sent) is not None:
            continue  # an item of the same list: who is told to act in it enacts nothing
        for token in sent:
            mention = scene.cast.at(token.i) if token.dep_ in ("ROOT", "nsubj") else None
            if mention is not None and mention.kind in ("organisation", "sides", "state") and not mention.possessive:
                return scene.voices(mention)
    return scene.voice


def listing(sent: TokenSpan, reader: Sentence, scene: Scene) -> tuple[Token, Listing] | None:
    """Return the verb that a sentence leaves open with a colon ("The two sides agreed to:"), and its list."""
    words = [t for t in sent if not t.is_space]
    if not words or words[-1].text != ":":
        return None
    for token in reversed(words):
        frame = verb_frame(token) if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") else None
        mention = reader.subject_mention(token) if frame is not None and frame.act in ACTS else None
        if frame is not None and mention is not None:
            return token, Listing(frame, scene.voices(mention))
        parties = scene.joint(token.i) if frame is not None and frame.act == "agree" and is_passive(token) else ()
        if frame is not None and parties:
            return token, Listing(frame, parties)  # "The following documents were signed:"
    named = (m for t in words if (m := scene.cast.at(t.i)) is not None and not m.possessive)
    opening = next(named, None)
    if (
        opening is not None
        and scene.is_session(scene.voices(opening))
        and not any(t.tag_ in ("VBZ", "VBP") for t in words)
    ):
        return words[0], Listing(None, scene.voices(opening))  # "The Ministers of X, gathered in Y:"
    led = next((t for t in reversed(words) if t.dep_ in ("ROOT", "nsubj", "nsubjpass", "dep", "appos")), None)
    if led is not None and not any(t.tag_ in FINITE for t in words):  # "The Ministers:", each item with its own verb
        mention = scene.mention_of(led)
        if mention is not None and (len(mention.actors) > 1 or mention.kind in ("organisation", "state")):
            return led, Listing(None, scene.voices(mention))
    if {t.lemma_.lower() for t in words} & OUTCOMES and (parties := scene.joint(words[0].i)):
        return words[0], Listing(Frame("agreement", "agree", ("inf",)), parties)
    return None


def item_content(sent: TokenSpan) -> list[Content]:
    """Return an item of a list, without its mark, as one content; none where the sentence is no item."""
    start = opens_item(sent)
    if start >= 0 and sent.doc[start].lower_ == "to" and start + 1 < sent.end and sent.doc[start + 1].tag_ == "VB":
        start += 1  # "- To open a consulate"
    return [Content(start, sent.end, sent.root, "verb")] if start >= 0 else []
