"""Where a content must end: at a telling adjunct, at the teller's next verb, or where another clause opens."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from communique.language.clauses import ADVERBS, FINITE, conjuncts, has_auxiliary, own_subject
from communique.statements.frames import verb_frame

#: words that open an adjunct which belongs to the telling, not to the content, when a comma stands before them
ADJUNCT_OPENERS = frozenset(
    """while whereas which who whom whose where when if unless although though because since whether regardless subject
    provided should but despite notwithstanding saying once until""".split()
)
#: stretches of time by which a report places what it tells
SPANS = frozenset("minutes hours days weeks months years shortly soon just".split())
#: nouns by which a teller remarks on what was said
REMARKS = frozenset("charge claim accusation allegation reference allusion sign signal remark euphemism".split())
#: words that rank what was told among its like (", the third such raid in a week", ", its largest loan so far")
RANKS = frozenset("latest first second third fourth fifth last only biggest largest highest lowest".split())
#: times that are still to be settled (", on a date to be agreed", ", at a time convenient to both")
TIMES = frozenset("date dates time times day moment".split())
#: auxiliaries that show a verb to be finite where the parser found no subject
RESUMING = frozenset({"be", "have", "will", "would", "can", "could", "may", "might"})


def region_end(head: Token, limit: int) -> int:
    """Return where the content around ``head`` must end: at the limit, a telling adjunct or the teller's next verb."""
    doc = head.doc
    depth, finite = 0, head.tag_ in FINITE
    limit = min(limit, _matrix_start(head, limit), _next_clause(head, limit))
    for i in range(head.i + 1, limit):
        token = doc[i]
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and (
            _is_boundary(doc, i, limit)
            or _resumes_main_clause(head, i, limit)
            or _resumes_telling(doc, i, limit, inside_finite=finite)
        ):
            return i
        finite = finite or token.tag_ in FINITE
    return limit


def _next_clause(head: Token, limit: int) -> int:
    """Return where a coordinated clause with a subject of its own opens ("A is B, and the step taken by C was D")."""
    for clause in conjuncts(head):
        own = own_subject(clause) if clause.i > head.i else None
        if own is None or own.left_edge.i <= head.i or not (clause.tag_ in FINITE or has_auxiliary(clause)):
            continue
        at = own.left_edge.i - 1
        while at > head.i and head.doc[at].tag_ in ADVERBS:
            at -= 1
        if head.doc[at].lower_ in ("and", "but"):
            return at
    return limit


def _resumes_main_clause(head: Token, comma: int, limit: int) -> bool:
    """Return whether a finite verb after a comma is that of the main clause ("which A agreed to build, was opened")."""
    after = head.doc[comma + 1] if head.doc[comma].text == "," and comma + 1 < limit else None
    if after is None or after.tag_ not in ("VBD", "VBZ", "MD"):
        return False
    who = own_subject(after) or (own_subject(after.head) if after.dep_ in ("aux", "auxpass") else None)
    if who is not None:
        return who.i < head.i and after.lemma_ in RESUMING
    opened = any(t.tag_ in ("WDT", "WP") for t in head.doc[head.sent.start : head.i])
    return opened and after.lemma_ in RESUMING


def _matrix_start(head: Token, limit: int) -> int:
    """Return where the main clause starts to which a fronted clause belongs ("Noting that A, Xi said B")."""
    start = limit
    for above in head.ancestors:
        if above.i > head.i and above.pos_ in ("VERB", "AUX") and above.i < limit:
            own = own_subject(above)
            edge = own.left_edge.i if own is not None and own.i > head.i else above.i
            if edge > head.i and any(t.text == "," for t in head.doc[head.i : edge]):
                start = min(start, edge)
    return start


def _resumes_telling(doc: Doc, i: int, limit: int, *, inside_finite: bool) -> bool:
    """Return whether a coordinator leads back to the teller's own finite verb ("… and confirmed that …")."""
    if doc[i].lower_ not in ("and", "but"):
        return False
    j = i + 1
    while j < limit and (doc[j].tag_ in ADVERBS or doc[j].text == ","):
        j += 1
    if j < limit and doc[j].lower_ == "that" and doc[j].dep_ == "mark":
        return True
    if j >= limit or doc[j].tag_ not in ("VBD", "VBZ", "VBP", "VBN") or own_subject(doc[j]) is not None:
        return False
    frame = verb_frame(doc[j])
    if doc[j].tag_ == "VBP" and doc[j].lemma_ in ("be", "have", "do"):
        return not inside_finite
    if doc[j].tag_ in ("VBN", "VBP"):
        return (
            doc[j].tag_ == "VBN"
            and frame is not None
            and doc[j].dep_ == "conj"
            and doc[j].head.i < i
            and (frame.act == "say" or any(c.dep_ == "dobj" for c in doc[j].children))
        )
    return frame is not None or doc[j].lemma_ in ("be", "have") or not inside_finite


def _is_boundary(doc: Doc, i: int, limit: int) -> bool:
    token = doc[i]
    if token.lower_ in ("unless", "if") and token.dep_ == "mark":
        return True
    if token.text in (";", ":") or "\n" in token.text:
        return True
    if token.text not in (",", "–", "—", "--") or i + 1 >= limit:
        return False
    after = doc[i + 1]
    if after.lower_ in ("and", "but") and i + 2 < limit:
        return _opens_finite_clause(doc, i + 2, limit) or _is_telling_participle(doc[i + 2])
    if _continues_telling(after):
        return True
    if after.lower_ in ADJUNCT_OPENERS:
        return not (after.lower_ == "but" and i + 2 < limit and doc[i + 2].lower_ in ("also", "rather"))
    if i + 2 < limit and (
        (after.tag_ in ("IN", "TO") and doc[i + 2].tag_ in ("WDT", "WP"))
        or (after.lower_ == "including" and doc[i + 2].lower_ in ("through", "by", "via"))
    ):
        return True
    if i + 2 < limit and (after.lower_, doc[i + 2].lower_) in (("as", "long"), ("as", "soon"), ("on", "condition")):
        return True
    behind = doc[i + 2].lower_ if i + 2 < limit else ""
    if behind == "of" and i + 3 < limit and doc[i + 3].lower_ in ("whom", "which"):
        return True  # ", many of whom wait for months"
    if _ranks(doc, i + 1, limit) or _leaves_open_when(doc, i + 1, limit):
        return True
    if _comments(doc, i + 1, limit) or (after.lower_ in SPANS and behind in ("after", "before")):
        return True  # ", hours after the ministers met"
    if after.lower_ in ("as", "in") and i + 2 < limit:
        return doc[i + 2].tag_ in ("PRP", "VBN", "VBZ") or (
            doc[i + 2].lower_ in ("well", "which") and doc[i + 2].lower_ != "well"
        )
    return _is_telling_participle(after)


def _comments(doc: Doc, start: int, limit: int) -> bool:
    """Return whether the teller's own remark on what was said starts here (", a charge that X has denied")."""
    for token in doc[start + 1 : min(start + 5, limit)] if doc[start].lower_ in ("a", "an", "the") else ():
        if token.lemma_.lower() in REMARKS and token.pos_ == "NOUN":
            return token.dep_ == "appos" or doc[start].lower_ != "the"
        if token.pos_ not in ("ADJ", "ADV", "NOUN", "VERB"):
            return False
    return False


def _ranks(doc: Doc, start: int, limit: int) -> bool:
    """Return whether the teller goes on by ranking what was told (", the latest in a series of raids").

    What stands between commas may describe a noun within the content, and is left alone.
    """
    if doc[start].tag_ not in ("DT", "PRP$") or start + 2 >= limit or doc[start + 1].lower_ not in RANKS:
        return False
    closing = next((t for t in doc[start + 2 : limit] if t.text == "," or t.tag_ in ("VBZ", "VBD", "MD")), None)
    return closing is None or closing.text != ","


def _leaves_open_when(doc: Doc, start: int, limit: int) -> bool:
    """Return whether an adjunct leaves open when something will take place (", on a date to be fixed by letter")."""
    words = [t.lower_ for t in doc[start : min(start + 6, limit)]]
    timed = next((n for n, word in enumerate(words[:4]) if word in TIMES), None)
    if not words or words[0] not in ("on", "at") or timed is None:
        return False
    return (
        words[timed + 1 : timed + 3] == ["to", "be"] or {"convenient", "acceptable", "suitable"} & set(words) != set()
    )


def _is_telling_participle(token: Token) -> bool:
    """Return whether a participle goes on with the telling ("noting that", "calling for")."""
    if token.tag_ in ADVERBS and token.i + 1 < len(token.doc):
        token = token.nbor(1)
    return token.tag_ == "VBG" and verb_frame(token) is not None


def _continues_telling(token: Token) -> bool:
    """Return whether a past verb after a comma is the teller's next ("agreed to do A, decided to do B and …")."""
    above = token.head
    coordinated = token.dep_ == "conj" and token.tag_ == above.tag_ == "VBD" and own_subject(token) is None
    return coordinated and verb_frame(above) is not None


def _opens_finite_clause(doc: Doc, i: int, limit: int) -> bool:
    """Return whether a subject and its finite verb start here, as after "…, and"."""
    if doc[i].lower_ == "that" or _opens_behind_adjunct(doc, i, limit):
        return True
    for j in range(i, min(i + 12, limit)):
        token = doc[j]
        if token.text in (",", ";"):
            return False
        if token.tag_ in ("MD", "VBZ", "VBD", "VBP"):
            own = own_subject(token) or own_subject(token.head)
            return j > i and own is not None and i <= own.i < j
        if token.tag_ in ("VB", "IN", "TO") or (token.tag_ == "VBG" and token.dep_ != "amod"):
            return False
    return False


def _opens_behind_adjunct(doc: Doc, i: int, limit: int) -> bool:
    """Return whether a phrase of time or place opens a clause with a subject (", and in the autumn it plans to …")."""
    if doc[i].tag_ != "IN":
        return False
    for token in doc[i + 1 : min(i + 9, limit)]:
        if token.text in (",", ";") or token.tag_ in ("VBZ", "VBD", "VBP", "MD", "TO"):
            return False
        if token.dep_ in ("nsubj", "nsubjpass") and token.i < token.head.i < limit and doc[i].head.i == token.head.i:
            return token.head.dep_ in ("conj", "ROOT", "ccomp", "parataxis") and token.head.tag_ not in ("VB", "VBG")
    return False
