"""One sentence read through: what its attributions cover, what is quoted, and what its other predicates convey."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.language.clauses import conjuncts, is_passive, is_reported_question, modal, own_subject
from communique.language.pipeline import LABEL
from communique.record import ACTS
from communique.statements.attribution import Attribution, find_attributions
from communique.statements.draft import Content, Draft
from communique.statements.edges import trim
from communique.statements.evaluations import evaluation
from communique.statements.frames import Frame, verb_frame
from communique.statements.fronted import fronted
from communique.statements.giving import acting_state, gives, names_another
from communique.statements.interpret import Interpreter
from communique.statements.items import enacting_verb, enactor, item_content, listing, telling_verbs
from communique.statements.likewise import likewise, likewise_told
from communique.statements.performers import ENCOUNTERS, attributed_speaker, is_agreement, is_relayed, speaker_of
from communique.statements.predicates import is_presupposed
from communique.statements.quotes import Quote
from communique.statements.scene import Scene
from communique.statements.sentence import DECISIONS, TASKING

#: how a clause that is attributed may hang on its verb of saying
CLAUSES = frozenset({"ccomp", "parataxis", "advcl", "dep", "nsubj", "conj"})
#: what an organ of several states does by deciding it
DEEDS = frozenset(
    """extend prolong lift impose suspend admit appoint elect form create constitute allocate activate deploy
    dispatch reinstate readmit designate approve authorize authorise nominate""".split()
)


def read_sentence(
    sent: TokenSpan, scene: Scene, quotes: tuple[Quote, ...], utterer: tuple[str, ...] | None = None
) -> list[Draft]:
    """Return the drafts of one sentence in text order; ``utterer`` speaks in a paragraph labelled with a name."""
    if utterer == ():
        return []
    if LABEL.fullmatch(sent.text.strip() + " "):
        opened = listing(sent, Interpreter(sent, scene), scene) if "\n" in sent.text else None
        scene.listing = opened[1] if opened is not None else None
        return []
    attributions = find_attributions(sent, scene)
    interpreter = Interpreter(sent, scene, tuple((a.start, a.end) for a in attributions))
    interpreter.used.update(i for a in attributions for i in range(a.start, a.end))
    drafts: list[Draft] = []
    for attribution in attributions:
        speaker = attributed_speaker(attribution, sent, scene)
        if speaker:
            scene.note_speaker(speaker)
            warned = sent.doc[attribution.verb].lemma_ in ("warn", "threaten", "vow")
            agreed = attribution.impersonal and is_agreement(sent.doc[attribution.verb])
            for head in attributed_heads(sent, attribution, attributions):
                if is_relayed(head, speaker, interpreter, scene):
                    continue
                judged = interpreter.judge(head, speaker)
                if warned and modal(head) in ("will", "would"):
                    judged = [replace(d, act="warn") if d.act in ("assess", "pledge", "report") else d for d in judged]
                if agreed:
                    judged = [
                        replace(d, act="agree") if d.act in ("assess", "pledge", "propose", "report") else d
                        for d in judged
                    ]
                drafts += judged
    quoted = utterer or quote_speaker(sent, quotes, scene) or indirect_speaker(sent, interpreter, scene)
    if quoted and not any(a.speaker for a in attributions):
        scene.note_speaker(quoted)
        drafts += interpreter.judge(sent.root, quoted)
    drafts += list_item(sent, interpreter, scene) or enacted(sent, interpreter, scene)
    drafts += fronted(sent, interpreter, scene)
    uttered = (Attribution(sent.start, sent.start, sent.root.i, utterer),) if utterer else ()
    drafts += sweep(sent, interpreter, scene, (*attributions, *uttered))
    if not drafts and not attributions and scene.continuing and charges(sent, interpreter, scene):
        drafts += interpreter.judge(sent.root, scene.speaker)
    if not drafts and scene.voice and not attributions:
        drafts += spoken_throughout(sent.root, interpreter, scene)
    return sorted(drafts, key=lambda d: d.content.start)


def list_item(sent: TokenSpan, interpreter: Interpreter, scene: Scene) -> list[Draft]:
    """Return an item of the list that the sentence before opened; a sentence that is none closes the list."""
    opened = listing(sent, interpreter, scene)
    contents = item_content(sent)
    unmarked = opened is None and not contents and scene.listing is not None and scene.listing.frame is None
    first = next((t for t in sent if not t.is_space), None)
    if unmarked and scene.listing is not None and first is not None and first.tag_ in ("VBD", "VBN"):
        return told_item(sent, interpreter, scene.listing.speaker)  # "The Presidents, gathered in Lima: / Praised X"
    if opened is not None:
        interpreter.used.update(range(opened[0].i, sent.end))
    if opened is not None or (not contents and any(t.is_alpha for t in sent)):
        scene.listing = opened[1] if opened is not None else None
        return []
    if scene.listing is None:
        return []
    if scene.listing.frame is None:
        return told_item(sent, interpreter, scene.listing.speaker)
    return interpreter.list_item(scene.listing.frame, contents, scene.listing.speaker)


def told_item(sent: TokenSpan, interpreter: Interpreter, speaker: tuple[str, ...]) -> list[Draft]:
    """Return what an item with a verb of its own conveys, its object by the words where the tree shows none."""
    drafts: list[Draft] = []
    for verb in telling_verbs(sent):
        frame = verb_frame(verb)
        found = interpreter.apply(frame, verb, verb, speaker) if frame is not None else []
        if not found and frame is not None and "np" in frame.complements and frame.act in ACTS:
            start, end = trim(sent.doc, verb.i + 1, interpreter.limit(verb.i))
            found = interpreter.list_item(frame, [Content(start, end, sent.root, "noun")], speaker)
        drafts += found
    return drafts


def enacted(sent: TokenSpan, interpreter: Interpreter, scene: Scene) -> list[Draft]:
    """Return what a body does in a sentence of its decision that opens with the verb ("1. Condemns X and urges Y")."""
    verb = enacting_verb(sent)
    speaker = enactor(sent, scene) if verb is not None else ()
    if verb is None or not speaker:
        return []
    drafts: list[Draft] = []
    for head in conjuncts(verb):
        frame = verb_frame(head)
        if frame is not None and (head.i == verb.i or head.tag_ in ("VBZ", "NNS") or head.tag_ == verb.tag_):
            drafts += interpreter.apply(frame, head, head, speaker)
    kept = [d for d in drafts if not any(t.lower_ == "seized" for t in sent.doc[d.content.start : d.content.end])]
    return [enacting(d) for d in kept]


def enacting(draft: Draft) -> Draft:
    """Return a draft as the act of a body: its members decide together, and it asks what it tells others to do."""
    if draft.act != "pledge":
        return draft
    verb = draft.method.split()[0]
    return replace(draft, act="agree" if verb in DECISIONS else "request" if verb in TASKING else "pledge")


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
        apart = max((t.i for t in doc[sent.start : attribution.start] if t.text == ";"), default=-1)
        within = [c for c in beside if c.left_edge.i <= attribution.start and c.i > apart]
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


def first_person(sent: TokenSpan, scene: Scene) -> Mention | None:
    """Return the mention of "I" or "we" in a sentence, which tells whose words it holds."""
    return next(
        (m for t in sent if t.lower_ in ("i", "we") and (m := scene.cast.at(t.i)) is not None and len(m.actors) == 1),
        None,
    )


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
    who = interpreter.subject(root)
    if who is not None and who.lower_ in ("he", "she"):
        return ()  # the teller speaks of the speaker
    if mention is not None and mention.kind in ("name", "role") and not set(mention.actors) & set(scene.speaker):
        return ()
    return scene.speaker


def charges(sent: TokenSpan, interpreter: Interpreter, scene: Scene) -> bool:
    """Return whether a sentence without attribution goes on with a charge against the other side of the talks."""
    mention = interpreter.subject_mention(sent.root)
    other = mention is not None and mention.kind == "state" and scene.side(mention, scene.speaker) == "other"
    return len(scene.speaker) == 1 and other and evaluation(sent.doc, sent.start, sent.end) in ("criticize", "oppose")


def spoken_throughout(root: Token, interpreter: Interpreter, scene: Scene) -> list[Draft]:
    """Return what a sentence conveys in a document that one institution speaks throughout."""
    if any(c.dep_ == "dobj" and c.lemma_.lower() in ENCOUNTERS for c in root.children):
        return []  # "held talks with X" tells of the encounter itself
    if is_appointment(root):
        return []
    mention = interpreter.subject_mention(root)
    found = interpreter.predicate(root)
    if found is not None and (mention is None or not scene.voices(mention)):
        drafts = interpreter.apply(*found, root, scene.voice)
        if drafts:
            return drafts
    interpreter.used.discard(root.i)
    drafts = interpreter.judge(root, scene.voice)
    narrated = mention is not None and mention.kind in ("name", "role", "pronoun", "sides")
    return [d for d in drafts if d.act != "report"] if narrated else drafts  # who met whom is told, not stated


def is_appointment(root: Token) -> bool:
    """Return whether a sentence only says where or when the next meeting will be ("The next session is due in May")."""
    who = own_subject(root)
    ahead = who is not None and any(c.lower_ in ("next", "following") for c in who.children)
    set_down = root.lemma_ in ("take", "hold", "convene", "be", "schedule", "plan", "meet")
    return ahead and who is not None and set_down and who.lemma_.lower() in ENCOUNTERS


def sweep(
    sent: TokenSpan, interpreter: Interpreter, scene: Scene, attributions: tuple[Attribution, ...]
) -> list[Draft]:
    """Return what the predicates convey that no attribution has covered, outer clauses before inner ones."""
    drafts: list[Draft] = []
    speaker: tuple[str, ...] = ()
    for verb in by_depth(sent):
        if verb.i in interpreter.used or in_question(verb) or is_presupposed(verb):
            continue
        who = speaker_of(verb, interpreter, scene, attributions, speaker)
        if not who:
            continue
        found = interpreter.predicate(verb)
        lies_ahead = (
            modal(verb) in ("will", "would") and is_passive(verb) and not any(c.dep_ == "agent" for c in verb.children)
        )
        if found is not None and found[0].act == "agree" and lies_ahead and scene.voice:
            continue  # "measures will be adopted" is the author's promise or warning
        if found is None or found[0].act in ("stop", "topic"):
            fresh = interpreter.judge(verb, who) if speaks_for_itself(verb, interpreter, scene) else []
        else:
            fresh = interpreter.apply(*found, verb, who)
            if not fresh and speaks_for_itself(verb, interpreter, scene):
                interpreter.used.discard(verb.i)
                fresh = interpreter.judge(verb, who)
        if not fresh and is_deed(verb) and scene.is_collective(who):
            fresh = interpreter.apply(Frame(verb.lemma_, "agree", ("np",)), verb, verb, who)
        if fresh and (twin := likewise(verb)) is not None:
            fresh += likewise_told(verb, twin, who, interpreter)
        if fresh:
            speaker = fresh[0].speaker
            scene.note_speaker(speaker)
            drafts += fresh
    return drafts


def is_deed(verb: Token) -> bool:
    """Return whether a verb tells what members decide by doing it ("extended the mandate", "imposed sanctions")."""
    done = verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ in ("ROOT", "conj", "ccomp")
    return done and verb.lemma_.lower() in DEEDS and any(c.dep_ == "dobj" for c in verb.children)


def in_question(verb: Token) -> bool:
    """Return whether a verb stands in a reported question ("asked whether Paris shared that worry")."""
    return any(is_reported_question(clause) for clause in (verb, *verb.ancestors))


def speaks_for_itself(verb: Token, interpreter: Interpreter, scene: Scene) -> bool:
    """Return whether a clause without attribution still speaks: "both sides will …", "China should …" in a readout."""
    mention = interpreter.subject_mention(verb)
    if is_undertaken(verb, scene) or goes_on_promising(verb, interpreter):
        return True
    if (
        mention is None
        or modal(verb) not in ("will", "shall", "should", "must", "would", "could")
        or verb.dep_ in ("relcl", "advcl", "ccomp", "acl")
    ):
        return False
    if modal(verb) == "could" and scene.side(mention, scene.speaker) != "own":
        return False
    if (
        mention.kind in ("pronoun", "role")
        and scene.is_session(scene.voices(mention))
        and modal(verb) in ("will", "shall")
    ):
        return True  # "we will …", "Leaders shall …" in a paper of theirs
    return mention.kind == "sides" or (
        mention.kind in ("state", "pronoun", "organisation")
        and (scene.institutional or scene.voices(mention) != mention.actors)
    )


def goes_on_promising(verb: Token, interpreter: Interpreter) -> bool:
    """Return whether a clause says what will be done by one who has just promised ("is ready to A and will B")."""
    before = verb.dep_ == "conj" and own_subject(verb) is None and verb.head.i in interpreter.used
    return before and modal(verb) in ("will", "shall") and not is_passive(verb)


def is_undertaken(verb: Token, scene: Scene) -> bool:
    """Return whether the teller says what a state will do for another, which the state itself must have announced."""
    if verb.dep_ != "ROOT" or modal(verb) not in ("will", "shall") or not gives(verb, scene.cast):
        return False
    mention = acting_state(verb, scene.cast)
    if mention is None or scene.contest:
        return False
    return names_another(verb, scene.cast, mention) or set(mention.actors) <= set(scene.speaker)


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
