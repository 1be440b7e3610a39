"""Attributions that stand beside or after what they attribute: ", Xi said", "he added,", "according to the ministry".

Those that come first ("Xi said that …") need no finding: their verb governs its content.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.language.clauses import own_subject
from communique.statements.frames import Frame, verb_frame
from communique.statements.scene import Scene

#: documents whose words are those of whoever adopted, sent or signed them
PAPERS = frozenset(
    "resolution statement communique communiqué document declaration letter note message appeal text".split()
)


#: what one makes a thing by saying it
EVIDENT = frozenset({"clear", "plain", "known"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens ``[start, end)`` that say who spoke; ``speaker`` is empty where the words name nobody who counts."""

    start: int
    end: int
    verb: int
    speaker: tuple[str, ...]
    impersonal: bool = False


def find_attributions(sent: TokenSpan, scene: Scene) -> tuple[Attribution, ...]:
    """Return the attributions of a sentence that do not govern a following clause, in text order."""
    found: list[Attribution] = []
    for token in sent:
        attribution = _phrase(token, scene) or _parenthesis(token, sent, scene)
        if attribution is not None and not (found and attribution.start < found[-1].end):
            found.append(attribution)
    return tuple(found)


def _phrase(token: Token, scene: Scene) -> Attribution | None:
    """Return "according to X" and "in X's opinion" as an attribution."""
    doc = token.doc
    if token.lower_ == "according" and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "to":
        for i in range(token.i + 2, min(token.i + 9, token.sent.end)):
            mention = scene.cast.at(i)
            if mention is not None:
                return Attribution(token.i, _past_comma(doc[mention.end - 1]), token.i, scene.voices(mention))
        return Attribution(token.i, token.i + 2, token.i, ())
    if token.lower_ in ("opinion", "view", "words") and token.i > token.sent.start:
        start = next((c.head.i for c in [token] if c.head.lower_ in ("in", "by")), None)
        owner = next((m for i in range(token.left_edge.i, token.i) if (m := scene.cast.at(i)) is not None), None)
        if start is not None and owner is not None:
            return Attribution(start, _past_comma(token), token.i, scene.voices(owner))
    return None


def _parenthesis(verb: Token, sent: TokenSpan, scene: Scene) -> Attribution | None:
    """Return a clause of saying that stands in or after the clause it attributes."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") and not (verb.tag_ == "VBN" and _impersonal(verb)):
        return None
    frame = verb_frame(verb) or _conviction(verb)
    if frame is None or frame.act not in ("say", "warn", "pledge", "criticize", "topic", "carry", "agree"):
        return None
    if frame.act == "agree" and not _impersonal(verb):
        return None
    if (between := _between(verb, sent, scene)) is not None:
        return between
    if _impersonal(verb):
        return Attribution(_before(verb, verb), _past_comma(verb), verb.i, (), impersonal=True)
    speaker = _speaking_subject(verb)
    if speaker is None or _governs(verb, speaker, sent):
        return None
    left, right = min(speaker.left_edge.i, verb.i), max(speaker.i, verb.i)
    while (
        left > sent.start + 1
        and sent.doc[left - 1].tag_ == "IN"
        and sent.doc[left - 1].head.pos_ in ("NOUN", "PROPN")
        and left < verb.i
    ):
        left = min(sent.doc[left - 1].head.left_edge.i, left - 1)  # "a source in the delegation told X"
    mention = scene.mention_of(speaker) or _announcing(verb, speaker, scene)
    if mention is None and speaker.dep_ == "dobj" and speaker.i > verb.i:
        return None  # ", reaffirmed his respect for X," goes on telling
    end = _attribution_end(verb, mention, right)
    if not _is_set_off(sent, left, end):
        return None
    voices = scene.voices(mention) if mention else scene.speaker if speaker.lemma_.lower() in PAPERS else ()
    return Attribution(_before(verb, sent.doc[left]), end, verb.i, voices)


def _between(verb: Token, sent: TokenSpan, scene: Scene) -> Attribution | None:
    """Return what stands between a subject and its verb and tells the source ("Oslo, sources said, assured X that")."""
    doc, end = verb.doc, verb.i + 1
    while end < sent.end and (doc[end].dep_ == "prt" or doc[end].lower_ in EVIDENT):
        end += 1  # "pointed out", "made clear"
    if end + 1 >= sent.end or doc[end].text != "," or doc[end + 1].tag_ not in ("VBD", "VBZ", "MD"):
        return None
    comma = next((i for i in range(verb.i - 2, max(sent.start, verb.i - 8), -1) if doc[i].text == ","), None)
    subject = scene.cast.at(comma - 1) if comma is not None else None
    own = own_subject(doc[end + 1])
    if comma is None or subject is None or subject.start != sent.start or (own is not None and own.i > comma):
        return None
    source = scene.mention_of(doc[verb.i - 1])
    return Attribution(comma, end + 1, verb.i, scene.voices(source) if source is not None else ())


def _announcing(verb: Token, speaker: Token, scene: Scene) -> Mention | None:
    """Return the state or body that tells its own deed in "Norway will build X, it said", or None."""
    if speaker.lower_ != "it":
        return None
    told = next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i < verb.i), None)
    mention = scene.mention_of(own_subject(told)) if told is not None else None
    bodies = mention is not None and all(scene.cast.actor(a).kind in ("state", "organisation") for a in mention.actors)
    return mention if bodies else None


def _conviction(verb: Token) -> Frame | None:
    """Return the frame of "X is convinced" and the like, which attribute as well as any verb of saying."""
    for child in verb.children:
        if (
            verb.lemma_ == "be"
            and child.dep_ == "acomp"
            and child.lower_ in ("convinced", "certain", "sure", "confident")
        ):
            return Frame("be convinced", "say", ("that",))
    return None


def _impersonal(verb: Token) -> bool:
    """Return whether the verb stands in "as was noted" or ", it was stressed,"."""
    doc, i = verb.doc, verb.i
    words = [t.lower_ for t in doc[max(verb.sent.start, i - 3) : i]]
    if words[-1:] not in (["was"], ["is"], ["been"]):
        return False
    if "as" in words:
        return True
    nxt = doc[i + 1].text if i + 1 < len(doc) else ""
    return "it" in words and nxt in (",", ".") and "," in words


def _speaking_subject(verb: Token) -> Token | None:
    """Return the subject by the tree, else the noun right after or before the verb ("said Xi", "Xi said")."""
    own, doc = own_subject(verb), verb.doc
    if own is not None and not (
        own.i < verb.i and any(t.text == "," for t in doc[own.i : verb.i]) and doc[verb.i - 1].text != ","
    ):
        return own
    for i in (verb.i - 1, verb.i + 1):
        if verb.sent.start <= i < verb.sent.end and doc[i].pos_ in ("PROPN", "PRON", "NOUN", "DET", "ADJ"):
            head = doc[i]
            while (
                head.head.i != verb.i
                and head.head.pos_ in ("PROPN", "NOUN")
                and head.dep_ in ("compound", "det", "amod", "nmod", "poss")
            ):
                head = head.head
            if head.pos_ in ("PROPN", "PRON", "NOUN"):
                return head
    return own


def _governs(verb: Token, speaker: Token, sent: TokenSpan) -> bool:
    """Return whether the verb introduces a clause, object or quotation that follows it."""
    edge = max(verb.i, speaker.right_edge.i if speaker.i > verb.i else verb.i)
    if _is_parenthesis(verb, speaker, sent, edge):
        return False  # "is ready, he went on, to do X"
    for child in verb.children:
        if child.i <= edge:
            continue
        if child.dep_ == "dobj" and verb.lemma_ in ("tell", "inform", "brief"):
            continue  # the one who was told
        if child.lower_ in EVIDENT and not any(True for _ in child.children):
            continue  # "made clear"
        if child.dep_ in ("ccomp", "dobj", "xcomp", "acomp", "oprd", "attr") and child.left_edge.i > edge - 1:
            return True
    following = verb.doc[edge + 1].lower_ if edge + 1 < sent.end else ""
    return following == "that"


def _is_parenthesis(verb: Token, speaker: Token, sent: TokenSpan, edge: int) -> bool:
    """Return whether commas set off a clause of two or three words within another ("It is hoped, Wu said, that X")."""
    doc, left = verb.doc, min(verb.i, speaker.left_edge.i)
    while left > sent.start and doc[left - 1].tag_ in ("RB", "MD"):
        left -= 1
    if left <= sent.start + 1 or edge + 2 >= sent.end or doc[left - 1].text != "," or doc[edge + 1].text != ",":
        return False
    interrupted = doc[edge + 2].lower_ in ("that", "to")
    return interrupted and any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in doc[sent.start : left - 1])


def _attribution_end(verb: Token, mention: Mention | None, right: int) -> int:
    end = right + 1
    while end < verb.sent.end and verb.doc[end].tag_ == "RP":
        end += 1
    if mention is not None and mention.start <= right < mention.end:
        end = mention.end
    doc, limit = verb.doc, verb.sent.end
    while (
        end < limit
        and doc[end].tag_ in ("RB", "IN", "NNP", "CD", "NN", "DT", "JJ", "VBG", "TO", "NNS", "PRP$", "POS")
        and (
            (
                doc[end].lower_
                not in ("noting", "adding", "calling", "stressing", "expressing", "urging", "that", "while", "as", "if")
                and (doc[end].tag_ != "VBG" or verb_frame(doc[end]) is None)
            )
            or doc[end].tag_ in ("NNP", "CD")
        )
    ):
        end += 1
    return end + 1 if end < limit and doc[end].text in (",", '"', "”") else end


def _is_set_off(sent: TokenSpan, left: int, end: int) -> bool:
    """Return whether punctuation or the edge of the sentence stands before and after the attribution."""
    doc = sent.doc
    marks = (",", '"', "”", "“", "'", "’", "-", "–", "—", "--", ".", ";", ":")
    opening = sent.start
    while opening < left and (doc[opening].is_punct or doc[opening].is_space or doc[opening].like_num):
        opening += 1  # the number of a paragraph sets nothing off
    before = left <= opening or doc[left - 1].text in marks
    after = (
        end >= sent.end
        or doc[end].text in marks
        or doc[end - 1].text in marks
        or doc[end].is_space
        or doc[end].is_punct
    )
    return before and after and left > opening


def _before(verb: Token, leftmost: Token) -> int:
    """Return where the attribution begins, its comma and opening words included."""
    start = leftmost.i
    while start > verb.sent.start and verb.doc[start - 1].lower_ in (
        ",",
        "as",
        *(("it",) if verb.doc[start].lower_ in ("was", "is", "has", "had") else ()),
        "was",
        "is",
        "been",
        "had",
        "has",
        "also",
        "then",
    ):
        start -= 1
    return start


def _past_comma(token: Token) -> int:
    end = token.i + 1
    return end + 1 if end < len(token.doc) and token.doc[end].text == "," else end
