"""Who performs a predicate: its subject, the agent of a passive, the author of a paper, or the parties."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.language.clauses import has_to, is_passive, own_subject
from communique.record import Actor
from communique.statements.attribution import PAPERS, Attribution
from communique.statements.frames import adjective_frame, noun_frame, verb_frame
from communique.statements.interpret import Interpreter
from communique.statements.predicates import COPULAS
from communique.statements.scene import Scene
from communique.statements.sentence import trails

#: verbs whose passive subject is told something
TELLING = frozenset({"assure", "inform", "tell", "notify"})
#: verbs whose subject is the author of the paper that is their object
SENDING = frozenset("send write address issue release publish adopt sign extend dispatch forward hand deliver".split())
#: verbs whose object does what follows
CAUSING = frozenset("tell order allow enable force lead help cause get teach permit oblige compel".split())
#: what the news media of a state are called
OFFICIAL = frozenset("official state state-run state-owned state-controlled ruling-party government-run".split())
#: encounters, which "conclude with" what the parties agree
ENCOUNTERS = frozenset(
    "meeting visit talk summit session ceremony conversation negotiation round exchange call".split()
)


def speaker_of(
    verb: Token, interpreter: Interpreter, scene: Scene, attributions: tuple[Attribution, ...], current: tuple[str, ...]
) -> tuple[str, ...]:
    """Return who performs a predicate: its subject, the agent of a passive, or for an impersonal one the parties."""
    if is_told(verb):
        return ()
    telling = interpreter.resumed(verb)
    if telling is not None and (told := interpreter.subject_mention(telling)) is not None:
        return scene.voices(told)
    if (paper := paper_of(verb)) is not None and (author := author_of(paper, interpreter, scene)) is not None:
        return scene.voices(author)
    mention = interpreter.subject_mention(verb)
    who = interpreter.subject(verb)
    if scene.voice and who is not None and who.lower_ in ("we", "i"):
        return scene.voice
    covering = next((s for a in attributions if (s := attributed_speaker(a, verb.sent, scene))), ())
    if is_passive(verb) and not feels(verb):
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        if agent is not None:
            by = scene.mention_of(next(iter(agent.children), None))
            return scene.voices(by) if by is not None else ()
        own = own_subject(verb)
        if own is not None and own.lower_ != "it" and scene.cast.at(own.i) is not None:
            return others_than(own, verb, scene)
        owner = owner_of(own, scene) if own is not None else None
        if owner is not None:
            return scene.voices(owner)
        if verb.lemma_ == "expect" and own is not None and own.lower_ != "it" and not covering:
            return ()  # "talks are expected to resume": nobody asks for it
        told_now = any(c.lower_ in ("is", "are") for c in verb.children)  # "it is hoped": the speaker goes on
        return (scene.speaker if told_now else ()) or covering or scene.joint(verb.i) or scene.speaker
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and verb.head.lemma_.lower() in PAPERS:
        author = author_of(verb.head, interpreter, scene)  # "a letter from X inviting Y to do Z"
        if author is not None:
            return scene.voices(author)
    if verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children):
        return covering or scene.joint(verb.i)  # "there was agreement that X"
    hung = verb.dep_ in ("advcl", "acl", "conj", "dep", "pcomp") or trails(verb)
    if verb.tag_ == "VBG" and hung and own_subject(verb) is None:
        if any(t.tag_ == "VBG" and t.lemma_ in COPULAS and t.i < verb.i for t in verb.ancestors):
            return ()  # "remaining committed to X while adhering to Y, China …" describes throughout
        relayed = current and all(relays(scene.cast.actor(a)) for a in covering)
        return (current if relayed else covering or current) or (scene.voices(mention) if mention is not None else ())
    if mention is None and who is not None and who.lemma_.lower() in ENCOUNTERS:
        meant = scene.bloc(who)
        return scene.joint(verb.i) or (scene.voices(meant) if meant is not None else ())
    if mention is None and who is not None and who.lemma_.lower() in PAPERS:
        sender = interpreter.subject_mention(who.sent.root)
        return scene.voices(sender) if sender is not None else scene.speaker
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and any(c.dep_ == "dobj" for c in verb.children):
        mention = scene.mention_of(verb.head)  # what has an object is no participle ("The Meeting condemned X, and …")
        return scene.voices(mention) if mention is not None else ()
    if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and own_subject(verb) is None:
        return ()  # "asked whether …": who asked is not told
    if mention is not None:
        voices = scene.voices(mention)
        acting = mention.kind in ("name", "role") and all(scene.cast.actor(a).kind == "person" for a in mention.actors)
        relayed = all(relays(scene.cast.actor(a)) for a in covering)
        joint = len(covering) > 1  # what "was noted" by both, one of them may still have said alone
        if scene.relays(covering, mention):
            return voices
        if not voices and is_mouthpiece(verb, mention, scene):
            return mention.actors
        if covering and not joint and not (acting and relayed) and scene.side(mention, covering) == "own":
            return covering  # a ministry that tells what its minister asked is not the one who asked
        return voices
    return ()


def attributed_speaker(attribution: Attribution, sent: TokenSpan, scene: Scene) -> tuple[str, ...]:
    """Return who is meant: those named, for "as was noted" whoever spoke last, for "it was agreed" the parties."""
    if attribution.impersonal and is_agreement(sent.doc[attribution.verb]):
        return scene.joint(attribution.start)
    if attribution.impersonal:
        return scene.speaker or scene.joint(attribution.start)
    return attribution.speaker


def is_relayed(head: Token, covering: tuple[str, ...], interpreter: Interpreter, scene: Scene) -> bool:
    """Return whether a ministry or spokesperson only tells what a person did in words ("X asked for Y, it said")."""
    frame = verb_frame(head)
    mention = interpreter.subject_mention(head)
    if frame is None or mention is None or frame.act in ("say", "stop", "topic", "carry"):
        return False
    acting = mention.kind in ("name", "role") and all(scene.cast.actor(a).kind == "person" for a in mention.actors)
    apart = not set(mention.actors) & set(covering)
    return acting and apart and all(relays(scene.cast.actor(a)) for a in covering)


def is_agreement(verb: Token) -> bool:
    """Return whether a verb says that something was agreed or decided."""
    frame = verb_frame(verb)
    return frame is not None and frame.act == "agree"


def others_than(asked: Token, verb: Token, scene: Scene) -> tuple[str, ...]:
    """Return who asks where somebody "is urged" to act: the other parties or the last speaker, never the one asked."""
    frame = verb_frame(verb)
    mention = scene.mention_of(asked)
    addressing = frame is not None and (
        "obj-inf" in frame.complements or frame.act == "courtesy" or verb.lemma_ in TELLING
    )
    if mention is None or not addressing:
        return ()
    theirs = scene.codes(mention.actors)
    parties = tuple(p for p in scene.joint(verb.i) if not scene.codes((p,)) & theirs)
    for speaker in (parties, scene.speaker, scene.voice):
        if speaker and not scene.codes(speaker) & theirs:
            return speaker
    return ()


def is_mouthpiece(verb: Token, mention: Mention, scene: Scene) -> bool:
    """Return whether it is a state's own news agency or paper that accuses or warns ("its official X accused Y of")."""
    frame = verb_frame(verb)
    if frame is None or frame.act not in ("criticize", "warn", "oppose", "request"):
        return False
    actors = [scene.cast.actor(a) for a in mention.actors]
    media = all(a.kind == "organisation" and (a.sector or "")[:3] in ("MED", "JRN") and a.country for a in actors)
    before = verb.doc[max(verb.sent.start, mention.start - 3) : mention.end]
    return media and (any(t.lower_ in OFFICIAL for t in before) or all(a.country == "PRK" for a in actors))


def relays(actor: Actor) -> bool:
    """Return whether an actor tells what others said: a body or a spokesperson."""
    return actor.kind == "organisation" or "spokes" in (actor.office or actor.name).lower()


def is_told(verb: Token) -> bool:
    """Return whether an infinitive tells what somebody else is made to do ("told the army to draw up a plan")."""
    if not has_to(verb) or verb.dep_ not in ("xcomp", "ccomp") or verb.head.lemma_ not in CAUSING:
        return False
    return any(c.dep_ == "dobj" and c.i < verb.i for c in verb.children) or any(
        c.dep_ in ("dobj", "dative") and c.i < verb.i for c in verb.head.children
    )


def feels(verb: Token) -> bool:
    """Return whether a passive tells what its subject feels ("is appalled by X"), so that it is the subject's own."""
    frame = adjective_frame(verb)
    return frame is not None and "by" in frame.complements and own_subject(verb) is not None


def paper_of(verb: Token) -> Token | None:
    """Return the paper "in which" a verb says something ("sent X a letter, in which she expressed …"), or None."""
    while verb.dep_ == "conj" and own_subject(verb) is None and verb.head.i < verb.i:
        verb = verb.head
    if verb.dep_ not in ("relcl", "acl", "advcl", "ccomp", "conj"):
        return None
    for which in (t for t in verb.doc[verb.left_edge.i : verb.i] if t.lower_ in ("which", "where")):
        if which.lower_ == "where" or which.nbor(-1).lower_ in ("in", "by", "through", "with"):
            before = reversed(verb.doc[verb.sent.start : which.i])
            paper = next((t for t in before if t.lemma_.lower() in PAPERS and t.pos_ == "NOUN"), None)
            return paper if paper is not None and who_is_personal(verb) else None
    return None


def who_is_personal(verb: Token) -> bool:
    """Return whether a clause has no subject but a pronoun, so that a name of its own does not tell who speaks."""
    own = own_subject(verb)
    return own is None or own.lower_ in ("he", "she", "they", "it")


def author_of(paper: Token, interpreter: Interpreter, scene: Scene) -> Mention | None:
    """Return from whom a letter or message comes: whom it is "from" or "by", else who sends it."""
    for preposition in paper.children:
        if preposition.lower_ in ("from", "by", "of"):
            for noun in preposition.children:
                if (mention := scene.mention_of(noun)) is not None:
                    return mention
    owner = next((m for c in paper.children if c.dep_ == "poss" and (m := scene.cast.at(c.i)) is not None), None)
    verb = paper.head
    if owner is not None or verb.lemma_ not in SENDING:
        return owner
    if is_passive(verb):
        agent = next((n for c in verb.children if c.dep_ == "agent" for n in c.children), None)
        return scene.mention_of(agent)
    return interpreter.subject_mention(verb)


def owner_of(noun: Token, scene: Scene) -> Mention | None:
    """Return whose attitude is voiced where one is ("Russia's support for Serbia was reaffirmed")."""
    owned = noun_frame(noun) is not None
    return next((m for c in noun.children if owned and c.dep_ == "poss" and (m := scene.cast.at(c.i))), None)
