"""Whom the words of a statement turn away from its partner: nobody, the speaker's own people, the doer of a deed."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from communique.actors.cast import Mention
from communique.language.clauses import is_verb, own_subject
from communique.statements.draft import Draft
from communique.statements.scene import Scene

#: everybody and nobody: whoever is asked by these names is no side of the talks
ANYBODY = frozenset(
    """world community countries capitals states nations everyone everybody anyone nobody donors partners members
    parties companies citizens nationals compatriots travellers travelers passengers residents public people governments
    allies institutions organisations organizations neighbours neighbors actors stakeholders ministers ministries
    agencies authorities officials""".split()
)
#: of these, such as are one side's only where its name stands beside them
UNOWNED = ("the", "all", "other", "those", "every", "developed", "rich", "wealthy", "international", "world", "member")
#: verbs by which a speaker turns to those who are their objects
ASKING = frozenset(
    "urge ask call appeal request advise instruct order task direct encourage invite press remind warn".split()
)
#: how a denial is told
DENIALS = ("deny", "refute", "dismiss", "reject", "no X was done")
#: how the verdict on a deed is told
VERDICTS = ("call (called", "describe (as", "describe as", "brand (", "label (", "term (", "slam (as", "denounce (as")
#: prepositions by which a content tells where something is, or against whom
WHERE = frozenset("in at near inside across along around outside off throughout".split())
PLACING = WHERE | {"on", "against", "over"}
#: nouns behind which "with" names what lies beyond, and nobody whom one turns to
LIMITS = frozenset({"border", "borders", "frontier", "boundary"})
#: deeds of violence, whose object is whom they are done to
VIOLENCE = frozenset(
    """ambush attack assault killing murder massacre assassination abduction kidnapping shelling bombing bombardment
    displacement deportation expulsion occupation invasion annexation blockade siege seizure detention arrest execution
    shooting torture persecution slaughter starvation targeting stabbing beheading""".split()
)
#: who is named by his cause and stands for no state
TERROR = frozenset({"terrorism", "terrorist", "terrorists", "extremism", "extremist", "extremists", "insurgents"})


def is_news(draft: Draft, scene: Scene) -> bool:
    """Return whether an official who takes no part in the talks denies before the press that something happened."""
    if draft.act != "report" or not scene.meetings or not draft.method.startswith(DENIALS):
        return False
    persons = all(scene.cast.actor(a).kind == "person" for a in draft.speaker)
    present = {p for m in scene.meetings for p in m.participants}
    return persons and not set(draft.speaker) & present


def asks_nobody(doc: Doc, draft: Draft, scene: Scene) -> bool:
    """Return whether who is asked is the speaker's own side, or everybody ("urged donors to pay")."""
    obliged = draft.method.startswith(("should", "must", "need"))
    if draft.act not in ("request", "propose", "warn") or not (obliged or "infinitive" in draft.method):
        return False
    asked = own_subject(draft.content.head) if obliged else _asked(draft)
    if asked is None:
        return False
    mention = scene.mention_of(asked)
    before = {t.lower_ for t in doc[asked.left_edge.i : asked.i]}
    if mention is not None and "other" not in before and (codes := scene.codes(mention.actors)):
        return codes <= scene.codes(draft.speaker)
    named = any(scene.cast.at(t.i) is not None or t.pos_ == "PROPN" for t in asked.subtree)
    if asked.lower_ not in ANYBODY:
        return False
    return "other" in before or (not named and (not before or bool(before & set(UNOWNED))))


def _asked(draft: Draft) -> Token | None:
    """Return the noun of those whom the verb before a content asks for it."""
    verb = draft.content.head.head
    while verb.head != verb and not (is_verb(verb) and verb.lemma_ in ASKING and verb.i < draft.content.start):
        verb = verb.head
    if verb.lemma_ not in ASKING:
        return None
    if passive := next((c for c in verb.children if c.dep_ == "nsubjpass"), None):
        return passive
    behind = [c for c in verb.subtree if verb.i < c.i < draft.content.start and c.pos_ in ("NOUN", "PROPN", "PRON")]
    objects = [c for c in behind if c.dep_ in ("dobj", "pobj", "nsubj", "dative") and c.head.i <= draft.content.head.i]
    return objects[0] if objects else None


def is_verdict(doc: Doc, draft: Draft) -> bool:
    """Return whether a content says what something is called, which stands before it ("called the order a gift")."""
    if not draft.method.startswith(VERDICTS):
        return False
    verb = _saying(draft)
    return any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in doc[verb.i + 1 : draft.content.start])


def judged(draft: Draft, scene: Scene, ours: frozenset[str]) -> Mention | None:
    """Return whose deed a verdict is on: whom the words between its verb and its content name, None where nobody."""
    for i in range(_saying(draft).i + 1, draft.content.start):
        mention = scene.cast.at(i)
        if mention is not None and (codes := scene.codes(mention.actors)) and not codes & ours:
            return mention
    return None


def _saying(draft: Draft) -> Token:
    """Return the verb before a content that governs it."""
    verb = draft.content.head.head
    while verb.head != verb and not (is_verb(verb) and verb.i < draft.content.start):
        verb = verb.head
    return verb


def is_place(doc: Doc, mention: Mention) -> bool:
    """Return whether a mention only tells where, or against whom, what a content holds is done."""
    root = doc[mention.root]
    if root.dep_ != "pobj":
        return False
    preposition = root.head
    limit = preposition.lower_ == "with" and preposition.head.lower_ in LIMITS
    return limit or (mention.kind in ("state", "organisation") and preposition.lower_ in PLACING)


def is_victim(doc: Doc, mention: Mention, end: int) -> bool:
    """Return whether a deed of violence is done to whom a content names ("the ambush of Malian troops")."""
    root = doc[mention.root]
    while root.dep_ in ("compound", "amod", "poss", "nmod") and root.head.i < end:
        if root.head.lower_ in VIOLENCE:
            return False  # "the Malian attack"
        root = root.head
    if root.dep_ == "nsubjpass" and root.head.lemma_ in ("kill", "wound", "injure", "detain", "abduct", "displace"):
        return True
    return root.dep_ == "pobj" and root.head.lower_ in ("of", "on", "against") and root.head.head.lower_ in VIOLENCE


def is_terror(doc: Doc, start: int, end: int) -> bool:
    """Return whether a content blames terrorists, who are no state's, and names no other doer."""
    return any(t.lower_ in TERROR for t in doc[start:end]) and not any(t.lower_ == "by" for t in doc[start:end])
