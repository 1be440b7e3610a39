"""What predicate a clause has: a verb, an adjective behind a copula, or several words that make one together."""

from __future__ import annotations

from spacy.tokens import Token

from communique.language.clauses import conjuncts, has_to, is_passive, modal, negation, own_subject
from communique.statements.frames import Frame, adjective_frame, frames, noun_frame, verb_frame

COPULAS = frozenset({"be", "remain", "stand", "feel", "become", "get", "stay", "seem"})
#: what is shared without being given
VIEWS = frozenset("view opinion vision position assessment belief conviction value interest goal aim".split())
REFLEXIVE = frozenset({"itself", "themselves", "ourselves"})
#: acts that are done by saying that one wishes to do them
VOICING = frozenset({"say", "carry", "courtesy", "criticize", "oppose", "warn"})
#: what one state does by another's claim or standpoint that it makes its own
HEEDING = frozenset("pursue follow observe honour honor keep maintain implement practise practice".split())
#: of what attitude both sides have
COMMON = frozenset("shared mutual common joint general broad".split())
#: how a speech opens, or turns to what it wants to say ("Let me begin by thanking X", "allow me to thank X")
OPENING = frozenset("begin start open conclude close end finish".split())
LETTING = frozenset({"let", "allow", "permit"})
#: who declines to do these tells nothing
TELLING = frozenset(
    "comment say answer elaborate disclose speculate name confirm discuss specify identify reveal respond give".split()
)

#: verbs that say no more than that what follows has not ended, and what may so go on
GOING_ON = frozenset({"continue", "keep", "cease"})
#: verbs that praise where they have "highly" beside them
RATING = frozenset({"assess", "evaluate", "rate", "appraise", "value"})
LASTING = frozenset({"support", "oppose", "criticize"})


def predicate_of(verb: Token) -> tuple[Frame, Token] | None:
    """Return the frame of a clause's predicate and the word that carries it: verb, adjective or participle.

    Of coordinated adjectives ("dissatisfied with and opposed to X") the last carries the complement.
    """
    if verb.lemma_ in COPULAS and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl"):
        return None  # "remaining committed to X, China …" describes; it conveys nothing by itself
    if verb.lemma_ in COPULAS or verb.tag_ == "VBN":
        for child in verb.children:
            if child.dep_ in ("acomp", "oprd", "attr", "advcl", "ccomp", "xcomp", "advmod") and child.i > verb.i:
                words = [w for w in conjuncts(child) if adjective_frame(w) is not None and w.tag_ != "VB"]
                if words:
                    return frames()["a", words[-1].lower_], words[-1]
        if verb.tag_ == "VBN" and (frame := adjective_frame(verb)) is not None and _after_copula(verb):
            return frame, verb
    if verb.lemma_ == "share" and modal(verb) in ("will", "would", "shall") and not _shares_view(verb):
        return None  # "will share its data": it is promised
    if verb.lemma_ == "align" and any(c.dep_ == "dobj" and c.lower_ in REFLEXIVE for c in verb.children):
        return Frame("align itself", "support", ("with",)), verb
    if (wordy := _of_several_words(verb)) is not None:
        return wordy
    if verb.lemma_ == "hold":
        blamed = next((c for c in verb.children if c.lower_ == "responsible"), None)
        if blamed is not None:
            return Frame("hold responsible", "criticize", ("for",)), blamed
    if verb.lemma_ in ("like", "wish") and modal(verb) in ("would", "should"):
        if (wanted := _wanted(verb)) is not None:
            return wanted, verb
        for child in verb.children:  # "I would like to thank you for X", "would like to see more of X"
            if child.dep_ == "xcomp" and child.lemma_ == "see":
                return Frame("like to see", "propose", ("np",)), child
            if child.dep_ == "xcomp" and (frame := verb_frame(child)) is not None and frame.act != "topic":
                return frame, child
    if verb.lemma_ in ("wish", "want") and (told := _wished(verb)) is not None:
        return told
    if verb.pos_ == "ADJ" and (frame := adjective_frame(verb)) is not None:
        return frame, verb
    if verb.lemma_ == "pay" and any(c.dep_ == "dobj" and c.lower_ in ("tribute", "homage") for c in verb.children):
        return Frame("pay tribute", "courtesy", ("to",)), verb
    if verb.lemma_ in RATING and any(c.lower_ == "highly" for c in verb.children):
        return Frame("rate highly", "courtesy", ("np",)), verb
    if verb.lemma_ in GOING_ON:
        for child in verb.children:  # "continues to support X"
            inner = verb_frame(child) if child.dep_ == "xcomp" and child.i > verb.i else None
            if inner is not None and inner.act in LASTING:
                return inner, child
    frame = verb_frame(verb)
    return (frame, verb) if frame is not None else None


def _of_several_words(verb: Token) -> tuple[Frame, Token] | None:
    """Return the predicate that a verb makes with words that may stand apart from it, or None."""
    if verb.lemma_ in LETTING or verb.lemma_ in OPENING:
        return _opening_words(verb)
    if verb.lemma_ in ("take", "use", "seize") and (told := _on_occasion(verb)) is not None:
        return told
    if verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children):  # "there was agreement on X"
        there = next((c for c in verb.children if c.dep_ == "attr" and c.i > verb.i), None)
        held = noun_frame(there) if there is not None else None
        shared = there is not None and any(c.lower_ in COMMON for c in there.children)
        return (held, there) if held is not None and there is not None and (held.act == "agree" or shared) else None
    if verb.lemma_ in ("speak", "come", "argue", "vote", "declare", "be"):  # "speaks out in Rome in favour of X"
        led = (n for c in verb.children if c.lower_ == "in" for n in c.children if n.lower_ in ("favor", "favour"))
        favour = next(led, None)
        return (Frame("in favour", "propose", ("of:support",)), favour) if favour is not None else None
    withheld = verb.lemma_ in ("decline", "refuse") and negation(verb) is None
    if withheld and any(c.dep_ == "xcomp" and c.lemma_ in TELLING for c in verb.children):
        return Frame(verb.lemma_, "stop", ()), verb
    if verb.lemma_ == "agree" and negation(verb) is not None and any(c.lower_ == "with" for c in verb.children):
        return Frame("not agree", "oppose", ("with",)), verb
    if verb.lemma_ in HEEDING and any(c.dep_ == "dobj" and _is_one_china(c) for c in verb.children):
        return Frame(verb.lemma_, "support", ("np",)), verb
    return None


def _opening_words(verb: Token) -> tuple[Frame, Token] | None:
    """Return what is said in "let me thank X", "allow me to convey Y" and "I begin by condemning Z"."""
    inner = verb
    if verb.lemma_ in LETTING:
        led = (c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i)
        told = next((c for c in led if any(t.lower_ == "me" for t in verb.doc[verb.i : c.i])), None)
        if told is None:
            return None
        inner = told
    if inner.lemma_ in OPENING:
        by = (n for c in inner.children if c.lower_ == "by" for n in c.children if n.tag_ == "VBG")
        led_to = next(by, None)
        if led_to is None:
            return None
        inner = led_to
    frame = verb_frame(inner) if inner is not verb else None
    return (frame, inner) if frame is not None and frame.act in VOICING else None


def _on_occasion(verb: Token) -> tuple[Frame, Token] | None:
    """Return what is said in "took the opportunity to urge X to do Y" and "used the occasion to thank X", or None."""
    chance = next(
        (c for c in verb.children if c.dep_ == "dobj" and c.lemma_ in ("opportunity", "occasion", "chance")), None
    )
    if chance is None:
        return None
    led = (c for owner in (chance, verb) for c in owner.children if c.i > chance.i and has_to(c) and c.tag_ == "VB")
    told = next(led, None)
    frame = verb_frame(told) if told is not None else None
    return (frame, told) if frame is not None and told is not None and frame.act not in ("topic", "stop") else None


def _is_one_china(noun: Token) -> bool:
    """Return whether a noun is the policy or principle of one China, which who keeps it supports."""
    if noun.lemma_.lower() not in ("policy", "principle"):
        return False
    return "one-china" in noun.doc[noun.left_edge.i : noun.i].text.lower()


def _shares_view(verb: Token) -> bool:
    """Return whether it is a view that is shared, and nothing that can be handed on."""
    return any(c.dep_ == "dobj" and (c.lemma_.lower() in VIEWS or noun_frame(c)) for c in verb.children)


def _wanted(verb: Token) -> Frame | None:
    """Return the frame of "would like X to do Y" and of "would like X": what others are to do, or to give."""
    after = [c for c in verb.children if c.i > verb.i]
    if any(c.dep_ in ("ccomp", "xcomp") and has_to(c) and own_subject(c) is not None for c in after):
        return frames()["v", "want"]
    wanted = next((c for c in after if c.dep_ == "dobj"), None)
    if wanted is None:
        return None
    done = any(has_to(c) for c in (*after, *wanted.children) if c.dep_ in ("xcomp", "acl", "relcl"))
    return frames()["v", "want"] if done else Frame("would like", "request", ("np",))


def _wished(verb: Token) -> tuple[Frame, Token] | None:
    """Return what is done in saying so: "wishes to assure X that", "I want to express our thanks"."""
    for child in verb.children:
        frame = verb_frame(child) if child.dep_ == "xcomp" and child.tag_ == "VB" else None
        if frame is not None and (frame.act in VOICING or child.lemma_ == "assure"):
            return frame, child
    return None


def _after_copula(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.lemma_ == "be" for c in verb.children) or (
        verb.dep_ in ("acomp", "oprd", "conj") or verb.head.lemma_ in COPULAS
    )


#: how an attitude is said to be as it was ("our commitment to X is ironclad")
FIRM = frozenset(
    """firm unchanged unwavering ironclad clear steadfast unequivocal consistent resolute absolute strong unconditional
    undiminished unshakeable unshakable solid unflinching unyielding intact categorical""".split()
)


def stands_firm(verb: Token) -> bool:
    """Return whether a clause says that its subject is as firm as ever ("has not changed", "remains unwavering")."""
    if verb.lemma_ in ("change", "waver", "weaken", "falter"):
        return negation(verb) is not None
    return verb.lemma_ in COPULAS and any(
        c.dep_ in ("acomp", "oprd", "attr", "advmod", "ccomp") and word.lower_ in FIRM
        for c in verb.children
        for word in conjuncts(c)
    )


def moved_clause(verb: Token) -> Token | None:
    """Return the clause that "it was in spring that X happened" only moves behind its own adjunct, or None."""
    if verb.lemma_ != "be" or any(c.dep_ in ("acomp", "attr") for c in verb.children):
        return None
    for clause in verb.children:
        adjunct = any(c.dep_ in ("advmod", "prep", "npadvmod") and verb.i < c.i < clause.i for c in verb.children)
        if clause.dep_ in ("ccomp", "advcl", "relcl") and adjunct and any(c.lower_ == "that" for c in clause.children):
            return clause if own_subject(clause) is not None else None
    return None


def open_door(verb: Token) -> Token | None:
    """Return what "the door to X is open" leaves possible, or None."""
    who = own_subject(verb)
    opened = any(c.dep_ in ("acomp", "oprd", "advmod") and c.lower_ in ("open", "ajar") for c in verb.children)
    if who is None or who.lemma_.lower() not in ("door", "doors", "way") or verb.lemma_ not in COPULAS or not opened:
        return None
    led = (n for c in who.children if c.lower_ in ("to", "for") for n in c.children if n.dep_ in ("pobj", "pcomp"))
    return next(led, None)


#: what is made, taken or done for the sake of something
EFFORTS = frozenset("effort step measure action work progress attention priority endeavour endeavor more".split())
#: what is called for between two sides where nobody is named who should do it
FOSTERING = frozenset(
    """deepen expand strengthen promote enhance develop boost intensify broaden elevate upgrade tap bring foster
    consolidate advance cement further accelerate enrich""".split()
)
#: what one is warned not to do
MISJUDGING = frozenset("misjudge underestimate miscalculate test dare delude mistake".split())
#: what a state does to one that does not heed it
RETALIATING = frozenset(
    """close suspend halt cut stop withdraw impose respond retaliate block expel sanction ban restrict cancel terminate
    freeze seize strike attack recall leave break downgrade revoke raise quit denounce shut deny destroy hit
    reimpose reintroduce tighten review reconsider bar""".split()
)
#: bodies of one's own state that are named without saying whose they are
ORGANS = frozenset("department ministry administration committee agency embassy directorate secretariat".split())


def effort_to(verb: Token) -> Token | None:
    """Return the infinitive of "efforts should be made to do X" and "more must be done to do X", or None."""
    who = own_subject(verb)
    if who is None or who.lemma_.lower() not in EFFORTS or verb.lemma_ not in ("make", "take", "do", "give", "need"):
        return None
    led = (c for owner in (verb, who) for c in owner.children if c.i > verb.i and has_to(c) and c.tag_ == "VB")
    return next((c for c in led if c.dep_ in ("advcl", "xcomp", "acl", "ccomp")), None)


def is_misjudging(verb: Token) -> bool:
    """Return whether a clause warns against a misjudgement ("nobody should underestimate X", "must not test us")."""
    who = own_subject(verb)
    nobody = who is not None and (who.lower_ == "nobody" or any(c.lower_ == "no" for c in who.children))
    return verb.lemma_ in MISJUDGING and (nobody or negation(verb) is not None)


def is_retaliation(verb: Token) -> bool:
    """Return whether a verb tells what a state does to another that does not heed it."""
    return verb.lemma_ in RETALIATING


def is_own_organ(noun: Token) -> bool:
    """Return whether a noun names a body of the speaker's own state without saying whose it is ("the Department")."""
    owned = any(
        c.dep_ in ("poss", "prep", "amod", "nmod", "compound") and c.lower_ != "relevant" for c in noun.children
    )
    return noun.lemma_.lower() in ORGANS and not owned and any(c.lower_ == "the" for c in noun.children)


def is_presupposed(verb: Token) -> bool:
    """Return whether a passive only sets the time of what is told ("once the deal is signed")."""
    if not is_passive(verb) or verb.dep_ not in ("advcl", "ccomp", "acl"):
        return False
    absolute = any(c.lower_ == "having" and c.dep_ in ("aux", "auxpass") for c in verb.children)
    return absolute or any(c.dep_ == "mark" and c.lower_ == "once" for c in verb.children)


def is_standing(verb: Token) -> bool:
    """Return whether what will be backed always has been ("will always support X")."""
    return any(c.lower_ in ("always", "forever", "invariably") for c in verb.children)
