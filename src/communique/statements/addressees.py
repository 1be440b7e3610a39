"""To whom a statement is addressed: whom it names, whose deeds it judges, else the other side of the talks."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from communique.actors.cast import Mention
from communique.language.clauses import is_verb, own_subject
from communique.statements.draft import Draft
from communique.statements.meant import (
    WHERE,
    asks_nobody,
    is_news,
    is_place,
    is_terror,
    is_verdict,
    is_victim,
    judged,
)
from communique.statements.scene import Scene

#: acts that turn to the one whose deed or cause their content names ("condemned X's attack", "backs Y's accession")
POINTED = frozenset({"criticize", "oppose", "warn", "request", "support", "courtesy", "assess", "report"})
#: nouns that make a country's name the label of a matter
TOPICS = frozenset("question issue independence strait crisis conflict war peninsula problem settlement".split())
#: acts that turn to somebody outside the content, named earlier in the sentence
SHARP = frozenset({"criticize", "oppose", "warn", "request", "support", "courtesy"})
#: of these, those that blame somebody for a deed
BLAMING = frozenset({"criticize", "oppose"})
#: verbs whose object is somebody who learns something
INFORMING = frozenset({"tell", "assure", "inform", "promise", "notify", "remind", "brief", "offer"})
#: words that open a sentence with what it is about
ABOUT = frozenset({"on", "regarding", "concerning"})
FRONTING = frozenset({"turning to", "with regard", "as regards", "as for"})
#: sectors of those who contest the power of their own government
_CHALLENGERS = frozenset({"REB", "OPP", "SEP", "INS", "UAF"})
#: prepositions by which an undertaking names the one it is undertaken towards
TOWARDS = frozenset({"with", "to", "for", "towards", "toward"})


def addressees_of(doc: Doc, draft: Draft, scene: Scene) -> tuple[str, ...]:
    """Return the actor ids that a draft addresses; empty where the text turns to nobody in particular."""
    if draft.addressees or draft.addressees == ():
        return draft.addressees
    if is_news(draft, scene) or asks_nobody(doc, draft, scene):
        return ()
    named = _named(doc, draft, scene)
    if named:
        return named
    if draft.act in BLAMING and is_terror(doc, draft.content.start, draft.content.end):
        return ()
    if draft.act in BLAMING and (victims := _victims(doc, draft, scene)):
        return _doers(doc, draft, scene, victims)
    partners = scene.partners(draft.speaker, draft.content.start)
    if len(scene.codes(draft.speaker)) > 1:
        return ()
    if scene.joint(draft.content.start) and partners:
        return _narrowed(doc, draft, scene, partners)
    found = _in_sentence(doc, draft, scene) or _told(doc, draft, scene) or _at_home(doc, draft, scene) or partners
    collective = scene.is_session(draft.speaker)
    if found or (collective and draft.act not in SHARP):
        return found
    if collective or set(draft.speaker) & set(scene.voice):
        return scene.counterpart(draft.speaker)
    return scene.opposite(draft.speaker) if draft.act not in ("report", "courtesy") else ()


def _named(doc: Doc, draft: Draft, scene: Scene) -> tuple[str, ...]:
    """Return the outsiders whom the content itself is about."""
    mention = _owner(doc, draft, scene) if draft.act in POINTED else _towards(doc, draft, scene)
    if mention is None and draft.act == "report" and draft.content.kind == "clause":
        mention = _towards(doc, draft, scene)  # "we have lodged a protest with X"
    return outsiders(mention, draft.speaker, scene) if mention is not None else ()


def outsiders(mention: Mention, speaker: tuple[str, ...], scene: Scene) -> tuple[str, ...]:
    """Return the actors of a mention that stand for a country or organisation other than the speaker's."""
    ours = scene.codes(speaker)
    return tuple(a for a in mention.actors if (codes := scene.codes((a,))) and not codes & ours)


def _owner(doc: Doc, draft: Draft, scene: Scene) -> Mention | None:
    """Return the actor at the head of the content: its possessor, its subject, or what follows the first "of"."""
    start, end, head = draft.content.start, draft.content.end, draft.content.head
    blamed = draft.act in BLAMING or draft.act in ("support", "courtesy")
    if is_verdict(doc, draft):
        return judged(draft, scene, scene.codes(draft.speaker))
    if blamed and draft.content.kind == "noun" and (agent := _agent(doc, draft, scene)) is not None:
        return agent
    if draft.method.startswith("clause") and draft.content.kind == "noun":
        return _doer(doc, head.head, draft, scene)
    if draft.method.startswith(("accuse", "blame")):
        return None  # whom it accuses stands outside the content
    opening = range(start, min(start + 3, end))
    for i in opening:
        mention = scene.cast.at(i)
        if mention is not None and mention.kind != "pronoun" and outsiders(mention, draft.speaker, scene):
            if draft.act in BLAMING and is_victim(doc, mention, end):
                continue
            return None if is_topic(doc, mention) else mention
    if len(scene.codes(draft.speaker)) > 1 and draft.act in ("support", "assess", "report"):
        return None
    reach = head.i if draft.content.kind == "clause" else end
    for i in range(start, reach):
        token = doc[i]
        if token.lower_ not in ("of", "by", "between", "with") or i > head.i + 3:
            continue
        for j in range(i + 1, min(i + 4, end)):
            mention = scene.cast.at(j)
            if mention is not None and outsiders(mention, draft.speaker, scene) and not is_topic(doc, mention):
                if draft.act in BLAMING and is_victim(doc, mention, end):
                    continue
                return mention
    return None


def _victims(doc: Doc, draft: Draft, scene: Scene) -> frozenset[str]:
    """Return the countries of those to whom the deed of violence is done that a content blames."""
    start, end = draft.content.start, draft.content.end
    hurt = (m for m in scene.cast.within(start, end) if is_victim(doc, m, end))
    return frozenset().union(*(scene.codes(m.actors) for m in hurt))


def _doers(doc: Doc, draft: Draft, scene: Scene, victims: frozenset[str]) -> tuple[str, ...]:
    """Return the outsider named last before a deed that its content tells without its doer, in its paragraph."""
    sent = doc[draft.content.start].sent
    start = sent.start
    if start and "\n" not in doc[start - 1].text:
        start = doc[start - 1].sent.start
    partners = scene.partners(draft.speaker, draft.content.start)
    wronged = victims <= scene.codes(draft.speaker)
    others = victims if wronged else victims | scene.codes(partners)
    for mention in reversed(scene.cast.within(start, draft.content.start)):
        found = outsiders(mention, draft.speaker, scene)
        acting = mention.kind in ("state", "name") and doc[mention.root].head.lower_ not in WHERE
        if found and acting and not scene.codes(mention.actors) & others:
            return found
    return partners if wronged else ()


def _agent(doc: Doc, draft: Draft, scene: Scene) -> Mention | None:
    """Return who did what is blamed where the content tells ("the shelling of X by Y"), for X is not blamed for it."""
    for i in range(draft.content.start + 1, draft.content.end):
        by = doc[i]
        if by.lower_ != "by" or not any(c.dep_ == "pobj" for c in by.children):
            continue
        for token in doc[i + 1 : min(i + 6, draft.content.end)]:
            mention = scene.cast.at(token.i)
            if mention is not None and outsiders(mention, draft.speaker, scene):
                return mention
    return None


def _at_home(doc: Doc, draft: Draft, scene: Scene) -> tuple[str, ...]:
    """Return whom a side of a quarrel within a state means: rebels and opponents its government, this them."""
    if scene.is_session(draft.speaker):
        return ()
    ours = scene.codes(draft.speaker)
    if any(scene.cast.actor(a).sector in _CHALLENGERS for a in draft.speaker):
        own = (a for a in scene.cast.actors if a.kind == "state" and a.country in ours)
        return tuple(a.id for a in own)[:1]
    sent = doc[draft.content.start].sent
    for mention in scene.cast.within(sent.start, sent.end):
        for actor in mention.actors:
            if scene.cast.actor(actor).sector in _CHALLENGERS and scene.codes((actor,)) & ours:
                return (actor,)
    return ()


def _suffers(mention: Mention, doc: Doc, draft: Draft) -> bool:
    """Return whether one whom a content names is whom what is blamed is done to ("any attempt to displace X")."""
    root = doc[mention.root]
    while root.dep_ in ("compound", "amod", "poss", "nmod") and root.head.i < draft.content.end:
        root = root.head
    inside = draft.content.start <= root.head.i < draft.content.end
    return (
        draft.act in BLAMING
        and inside
        and (root.dep_ == "dobj" or (root.dep_ == "pobj" and root.head.lower_ in ("against", "on", "from", "into")))
    )


def _doer(doc: Doc, verb: Token, draft: Draft, scene: Scene) -> Mention | None:
    """Return who stands behind the subject of a verdict ("the tariffs announced by X, he said, were unjustified")."""
    sent = verb.sent
    for i in range(sent.start, verb.i):
        mention = scene.cast.at(i)
        if mention is None or not outsiders(mention, draft.speaker, scene):
            continue
        if mention.possessive or doc[max(mention.start - 1, 0)].lower_ == "by":
            return mention
    return None


def is_topic(doc: Doc, mention: Mention) -> bool:
    """Return whether the name only labels a matter ("the Taiwan question", "the Ukraine crisis")."""
    following = doc[mention.end].lower_ if mention.end < len(doc) else ""
    return following in TOPICS


def _towards(doc: Doc, draft: Draft, scene: Scene) -> Mention | None:
    """Return the outsider towards whom something is undertaken, unless the partner of the talks is named as well."""
    partners = scene.codes(scene.partners(draft.speaker, draft.content.start))
    found: Mention | None = None
    for mention in scene.cast.within(draft.content.start, draft.content.end):
        codes = scene.codes(mention.actors)
        if codes & partners:
            return None
        before: Token = doc[mention.start - 1]
        kinds = ("state", "name", "organisation") if scene.is_session(draft.speaker) else ("state", "name")
        if found is None and mention.kind in kinds and before.lower_ in TOWARDS and not mention.possessive:
            found = None if is_place(doc, mention) else mention
    return found


def _narrowed(doc: Doc, draft: Draft, scene: Scene, partners: tuple[str, ...]) -> tuple[str, ...]:
    """Return of several partners those whom the sentence names, if it names some but not all."""
    if len(scene.codes(partners)) < 2:
        return partners
    sent = doc[draft.content.start].sent
    named = frozenset().union(*(scene.codes(m.actors) for m in scene.cast.within(sent.start, sent.end)))
    chosen = tuple(p for p in partners if scene.codes((p,)) & named)
    return chosen or partners


def _told(doc: Doc, draft: Draft, scene: Scene) -> tuple[str, ...]:
    """Return the outsiders whom the speaker tells, assures or promises it in the sentence ("Rome promised Mali to …").

    A state that speaks through somebody is on the same side as the subject of the telling.
    """
    for verb in doc[draft.content.start].sent:
        if verb.lemma_ not in INFORMING or not is_verb(verb):
            continue
        telling = scene.mention_of(own_subject(verb))
        if telling is not None and scene.side(telling, draft.speaker) == "other":
            continue
        heads = (c for c in verb.children if c.dep_ in ("dobj", "dative") and c.lower_ != "to")
        mentions = (mention for head in heads if (mention := scene.mention_of(head)) is not None)
        if found := next((f for m in mentions if (f := outsiders(m, draft.speaker, scene))), ()):
            return found
    return ()


def is_fronted(sent: TokenSpan) -> bool:
    """Return whether a sentence opens with what it is about ("On Syria, …", "Turning to Mali, …")."""
    opening = [t for t in sent[:6] if t.is_alpha]
    words = " ".join(t.lower_ for t in opening[:2])
    return bool(opening) and (
        opening[0].lower_ in ABOUT or words in ("turning to", "with regard", "as regards", "as for")
    )


def _in_sentence(doc: Doc, draft: Draft, scene: Scene) -> tuple[str, ...]:
    """Return the first outsider named in the content or, for acts that point, in its sentence."""
    sent = doc[draft.content.start].sent
    stretches = ((draft.content.start, draft.content.end), (sent.start, sent.end))
    session = scene.is_session(draft.speaker)
    mine = draft.act in SHARP or (session and is_fronted(sent))
    within = scene.cast.within(draft.content.start, draft.content.end)
    wronged = any(_suffers(m, doc, draft) and outsiders(m, draft.speaker, scene) for m in within)
    for start, end in stretches if mine and not wronged else stretches[:1]:
        for mention in scene.cast.within(start, end):
            if mention.kind in ("state", "organisation", "name", "role", "sides", "group"):
                found = outsiders(mention, draft.speaker, scene)
                apart = draft.act not in SHARP and not session and is_place(doc, mention)
                if found and not apart and not is_topic(doc, mention) and not _suffers(mention, doc, draft):
                    return found
    return ()
