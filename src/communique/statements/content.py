"""Where the content of a statement begins and ends, and how coordination divides it.

"to scale up A, expand B and optimize C" is three contents, "trade, energy and minerals" within one is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from communique.language.clauses import (
    ADVERBS,
    FINITE,
    conjuncts,
    has_auxiliary,
    has_to,
    is_verb,
    modal,
    negation,
    own_subject,
    skip_adverbs_left,
)
from communique.statements.boundaries import region_end
from communique.statements.draft import Content
from communique.statements.edges import opens, trim
from communique.statements.frames import verb_frame

#: verbs of undertakings that the tagger takes for nouns or adjectives when they stand bare after a comma
UNDERTAKINGS = frozenset(
    """accelerate achieve adhere advance align broaden build combat complete consolidate construct continue
    create deepen defend deliver develop diversify elevate enhance enrich ensure establish expand
    expedite explore extend facilitate fight forge foster further generate implement improve increase
    inject intensify introduce jointly keep maintain make modernize modernise open optimize optimise
    oppose preserve prevent promote properly protect provide push raise reinforce resist resolve resume
    revive safeguard scale seize set settle simplify speed stabilize stabilise strengthen take tackle
    tap upgrade uphold utilize widen""".split()
)
COORDINATORS = frozenset({"and", "or", ",", ";", "but", "&"})


def verb_contents(head: Token, limit: int) -> list[Content]:
    """Return the contents of a verb phrase and of those coordinated with it, each from its first adverb on."""
    doc = head.doc
    done_together = _done_together(head, limit)
    if done_together is not None:  # "work with X to do A and do B"
        inner = verb_contents(done_together, limit)
        return [replace(inner[0], start=_from_negation(head)), *inner[1:]] if inner else []
    end = min([region_end(head, limit), *(i for i in range(head.i + 1, limit) if _starts_anew(doc, i, head))])
    heads = [head]
    for i in range(head.i + 1, end):
        if _is_further_verb(doc[i], heads):
            heads.append(doc[i])
    starts = [_from_negation(verb) for verb in heads]
    contents: list[Content] = []
    for n, verb in enumerate(heads):
        stop = _before_coordinator(doc, starts[n + 1]) if n + 1 < len(heads) else end
        start, stop = trim(doc, starts[n], stop)
        if stop > start:
            contents.append(Content(start, stop, verb, "verb"))
    for verb in (*_behind_aside(head, end, limit), *_behind_condition(head, end, limit)):
        contents += verb_contents(verb, limit)
    return contents


#: what is only the manner of doing what follows: with somebody
JOINING = frozenset("work cooperate collaborate join team act partner liaise engage coordinate".split())


def _done_together(head: Token, limit: int) -> Token | None:
    """Return the infinitive for whose sake one works with somebody, where further ones follow it."""
    if head.lemma_ not in JOINING or not any(
        c.lower_ in ("with", "together", "hands", "forces") for c in head.children
    ):
        return None
    after = (c for c in head.children if c.dep_ in ("advcl", "xcomp") and head.i < c.i < limit and has_to(c))
    inner = next(after, None)
    return inner if inner is not None and any(c.dep_ == "conj" for c in inner.children) else None


def _starts_anew(doc: Doc, i: int, head: Token) -> bool:
    """Return whether a coordinator opens a clause with a subject or, behind an infinitive, a modal of its own."""
    if doc[i].lower_ not in ("and", "but") or i + 2 >= len(doc):
        return False
    first = doc[i + 1]
    if first.lower_ in ("we", "i") and first.dep_ in ("nsubj", "nsubjpass"):
        return first.head.dep_ == "conj" and (first.head.tag_ in FINITE or has_auxiliary(first.head))
    told = first.head
    return has_to(head) and first.tag_ == "MD" and told.dep_ == "conj" and told.head.i < i


def _behind_aside(head: Token, end: int, limit: int) -> Iterator[Token]:
    """Yield the infinitive that goes on behind a relative clause ("to open A, which had been shut, and to build B")."""
    if end + 1 >= limit or head.doc[end + 1].tag_ not in ("WDT", "WP", "WRB"):
        return
    for child in head.children:
        if child.dep_ == "conj" and end < child.i < limit and child.tag_ == "VB" and has_to(child):
            yield child
            return


def _behind_condition(head: Token, end: int, limit: int) -> Iterator[Token]:
    """Yield the verb that goes on behind a condition of its own ("to do A and, once X is signed, do B")."""
    doc = head.doc
    if not (end + 3 < limit and doc[end].text == "," and doc[end - 1].lower_ in ("and", "but")):
        return
    if doc[end + 1].lower_ in ("once", "if", "when", "where", "as", "should", "after"):
        comma = next((t.i for t in doc[end + 2 : limit] if t.text == ","), limit)
        start = next((i for i in range(comma + 1, limit) if doc[i].tag_ not in (*ADVERBS, "TO")), limit)
        if start < limit and doc[start].tag_ in ("VB", "VBP") and own_subject(doc[start]) is None:
            yield doc[start]


def _from_negation(verb: Token) -> int:
    """Return where a verb phrase starts: at its first adverb, or at the "not" of "not to impose X"."""
    start = skip_adverbs_left(verb)
    no = negation(verb)
    if no is not None and no.i < start and [t.lower_ for t in verb.doc[no.i + 1 : start]] == ["to"]:
        return no.i
    return start


def _before_coordinator(doc: Doc, start: int) -> int:
    """Return the index of the coordinator (with its "to", "of", "both") that stands before a further verb."""
    i = start - 1
    while i > 0 and doc[i].lower_ in (
        "to",
        "of",
        "for",
        "in",
        "on",
        "by",
        "will",
        "would",
        "should",
        "also",
        "both",
        "not",
        "from",
        "at",
    ):
        i -= 1
    while i > 0 and (doc[i].lower_ in ("and", "or", ",", ";", "as", "well", "then", "&", "but") or doc[i].is_space):
        i -= 1
    aside = next((k for k in range(i, max(0, i - 8), -1) if doc[k].text == "," and doc[k - 1].lower_ == "and"), None)
    return aside - 1 if aside is not None and doc[i + 1].text == "," else i + 1


def _is_further_verb(token: Token, heads: list[Token]) -> bool:
    """Return whether the token is a verb coordinated with the first of ``heads``, by its tag and what precedes it."""
    first, last = heads[0], heads[-1]
    gerund = first.tag_ == "VBG"
    if gerund:
        if token.tag_ != "VBG":
            return False
    elif (token.lower_ in ("be", "have") and token.dep_ in ("aux", "auxpass")) or (
        token.tag_ not in ("VB", "VBP") and not _is_mistagged(token)
    ):
        return False
    doc, i = token.doc, token.i - 1
    while i > last.i and (doc[i].tag_ in ADVERBS or doc[i].lower_ == "not"):
        i -= 1
    own_to = doc[i].tag_ == "TO" or (gerund and doc[i].lower_ in ("of", "to", "in", "on", "for", "by"))
    if own_to:
        i -= 1
        if not gerund and doc[i].text == "," and not _lists_infinitives(token):
            aside = next((k for k in range(i - 1, max(last.i, i - 9), -1) if doc[k].text == ","), None)
            if aside is None or doc[aside - 1].lower_ != "and":
                return False  # a purpose set off by a comma, not a further undertaking
    elif doc[i].tag_ == "MD":
        i -= 1
    while i > last.i and doc[i].tag_ in ADVERBS and doc[i].lower_ != "well":
        i -= 1
    if doc[i].lower_ == "but" and doc[i - 1].lower_ in ("choice", "option", "alternative", "nothing"):
        return False
    coordinated = doc[i].lower_ in COORDINATORS or (doc[i].lower_ == "as" and doc[i - 1].lower_ == "well")
    if not coordinated or (i - 1 <= last.i and doc[i].lower_ in ("and", "or")):
        return False
    if own_subject(token) is not None and token.tag_ == "VBP":
        return False
    return _same_level(token, heads, own_to=own_to, gerund=gerund)


def _lists_infinitives(token: Token) -> bool:
    """Return whether a later "and to" shows that ", to do X" is an item of a list."""
    words = [t.lower_ for t in token.doc[token.i : token.sent.end]]
    return any(a == "and" and b == "to" for a, b in pairwise(words))


#: verbs that are as often nouns: these count where the tree coordinates them with a verb
BOTH = frozenset(
    "train supply host support visit trade plan request study invest fund finance export import launch work".split()
)


def _is_mistagged(token: Token) -> bool:
    """Return whether a bare verb of undertaking was tagged as something else: it is followed by an object."""
    if token.lower_ in BOTH and token.dep_ == "conj" and is_verb(token.head) and token.tag_ in ("NN", "NNS"):
        return any(c.dep_ == "dobj" for c in token.children) or token.nbor(1).pos_ in ("NOUN", "DET", "PROPN")
    if token.lower_ not in UNDERTAKINGS or token.tag_ == "VBG" or token.i + 1 >= len(token.doc):
        return False
    before = token.doc[token.i - 1]
    return token.nbor(1).pos_ in ("NOUN", "DET", "ADJ", "PROPN", "PRON", "ADV") and (
        before.text == "," or before.lower_ in ("and", "to", "or")
    )


def _same_level(token: Token, heads: list[Token], *, own_to: bool, gerund: bool) -> bool:
    """Return whether the tree allows the verb on the level of the heads; a mistagged attachment does not forbid it."""
    first, known = heads[0], {h.i for h in heads}
    if token.tag_ not in ("VB", "VBP", "VBG"):
        return True
    if gerund and token.dep_ == "acl" and token.head.i < first.i:
        return True  # hung on the noun above the list ("the importance of doing A, doing B and doing C")
    if token.dep_ == "conj":
        if token.head.i in known:
            return True
        nested = is_verb(token.head) and (has_to(token.head) or token.head.dep_ in ("relcl", "acl", "pcomp"))
        if gerund:
            return not nested and token.head.tag_ == "VBG" and token.head.dep_ not in ("amod", "compound")
        return own_to or not nested
    if gerund:
        return token.dep_ in ("pcomp", "advcl", "xcomp") and not token.head.i > token.i
    return token.tag_ in ("VB", "VBP") or token.dep_ in ("compound", "amod", "nmod", "dobj", "dep")


#: nouns that are said to be to some end
AIMED = frozenset(
    "effort decision initiative proposal plan readiness work attempt commitment offer step move drive intention".split()
)


def noun_contents(head: Token, limit: int) -> list[Content]:
    """Return the contents of a noun phrase: one, or one for each conjunct where all stand on their own feet."""
    doc = head.doc
    end = _past_aside(head, min(region_end(head, limit), _subtree_end(head, limit)), limit)
    together = [word for word in conjuncts(head) if word.i < end]
    for word in together:
        if word.tag_ in ("VB", "VBP", "VBZ", "VBD") and word.i > head.i:  # a verb hung on the noun: the telling goes on
            end = min(end, _before_coordinator(doc, skip_adverbs_left(word)))
    together += [noun for noun in _series(head, end) if noun.i not in {t.i for t in together}]
    heavy = sorted((noun for noun in together if noun.i < end), key=lambda t: t.i)
    if len(heavy) > 1 and min(_size(noun, heavy, end) for noun in heavy) < 3:
        heavy = heavy[:1]  # "its patience and its advice" is said in one breath
    while len(heavy) > 1 and not all(_is_heavy(noun) and _has_opener(noun) >= _has_opener(head) for noun in heavy):
        heavy.pop()
    starts = [_noun_start(noun) for noun in heavy]
    contents = []
    for n, noun in enumerate(heavy):
        stop = _before_coordinator(doc, starts[n + 1]) if n + 1 < len(heavy) else end
        start, stop = trim(doc, starts[n], stop)
        if stop > start:
            contents.append(Content(start, stop, noun, "noun"))
    return contents


def _past_aside(head: Token, end: int, limit: int) -> int:
    """Return where a noun phrase ends that goes on behind a relative clause ("the efforts of X, which …, to do Y")."""
    doc = head.doc
    if end + 1 >= limit or doc[end].text != "," or doc[end + 1].tag_ not in ("WDT", "WP", "WRB"):
        return end
    comma = next((t.i for t in doc[end + 2 : limit] if t.text == ","), limit)
    if comma + 2 >= limit or doc[comma + 1].tag_ != "TO" or doc[comma + 2].tag_ != "VB":
        return end
    aimed = head.lemma_.lower() in AIMED and doc[comma + 2].head.i <= comma
    return min(region_end(doc[comma + 2], limit), doc[comma + 2].right_edge.i + 1) if aimed else end


def _is_heavy(noun: Token) -> bool:
    """Return whether a conjunct could be a statement of its own: it has a determiner, possessor or complement."""
    return any(
        (c.dep_ in ("det", "poss", "nummod") and c.i < noun.i) or (c.dep_ in ("prep", "acl", "relcl") and c.i > noun.i)
        for c in noun.children
    ) and noun.pos_ in ("NOUN", "PROPN")


def _series(head: Token, end: int) -> Iterator[Token]:
    """Yield the nouns of a series that the parser hung deeper: each after a comma, opened and complemented."""
    for token in head.doc[head.i + 1 : end]:
        if token.dep_ not in ("conj", "appos") or token.pos_ not in ("NOUN", "PROPN"):
            continue
        before = head.doc[token.left_edge.i - 1]
        if before.lower_ == "and":
            before = head.doc[before.i - 1]
        adding = before.lower_ == "as" and before.nbor(-1).lower_ == "well"
        opened = any(c.dep_ in ("det", "poss", "amod", "nummod") and c.i < token.i for c in token.children)
        complemented = any(c.dep_ in ("prep", "acl") and c.i > token.i for c in token.children)
        if (
            (before.text == "," or adding)
            and before.i > head.i
            and opened
            and complemented
            and not any(a.dep_ == "relcl" for a in token.ancestors if a.i > head.i)
        ):
            yield token


def _size(noun: Token, heads: list[Token], end: int) -> int:
    """Return how many tokens a conjunct takes up to the next one."""
    following = [h.left_edge.i for h in heads if h.i > noun.i]
    return min([*following, end]) - noun.left_edge.i - (2 if following else 0)


def _has_opener(noun: Token) -> bool:
    """Return whether the noun phrase opens with a determiner, possessor or number."""
    return any(c.dep_ in ("det", "poss", "nummod") and c.i < noun.i for c in noun.children)


def _noun_start(noun: Token) -> int:
    start = noun.left_edge.i
    while start < noun.i and noun.doc[start].is_punct and not opens(noun.doc[start], noun.sent.end):
        start += 1
    return start


def _subtree_end(head: Token, limit: int) -> int:
    """Return the end of the phrase's subtree, carried over right-hand modifiers that the parser hung elsewhere."""
    doc = head.doc
    end = head.right_edge.i + 1
    while end < limit and (
        (doc[end].tag_ in ("IN", "TO") and doc[end].lower_ not in ("as", "because", "if", "while", "that"))
        or doc[end].text in ("-", "%")
        or doc[end].lower_ in ("yesterday", "today", "tomorrow", "earlier")
        or (doc[end].tag_ == "VBG" and end - 1 == head.i and head.pos_ == "PROPN")
        or _is_plural_within(doc, end, head)
        or (doc[end].lower_ in ("last", "next", "this") and end + 1 < limit and doc[end + 1].pos_ in ("NOUN", "PROPN"))
    ):
        follower = doc[end]
        if follower.text == "-" and not follower.whitespace_ and not doc[end - 1].whitespace_:
            end = min(end + 2, limit)  # "re-election"
            continue
        reach = (
            max((t.i for t in (follower.head if follower.dep_ in ("mark", "aux") else follower).subtree), default=end)
            + 1
        )
        if (
            follower.head.i < head.left_edge.i
            and is_verb(follower.head)
            and follower.lower_ in ("during", "at", "after", "before")
        ):
            break
        end = max(end + 1, min(reach, limit))
    if end + 1 < limit and doc[end].lower_ in ("based", "aimed") and doc[end + 1].tag_ == "IN" and end - 1 > head.i:
        end = max(end + 1, min(doc[end].right_edge.i + 1, limit))  # "a settlement of X based on Y", hung on the verb
    if end + 1 < limit and doc[end].lower_ in ("and", "or"):
        twin = doc[end + 1]
        if twin.dep_ == "conj" and twin.head.i < head.i and twin.pos_ in ("NOUN", "ADJ", "PROPN"):
            end = twin.right_edge.i + 1  # the second of "freedom of navigation and overflight", hung on another noun
    return min(end, limit)


def _is_plural_within(doc: Doc, i: int, head: Token) -> bool:
    """Return whether a "verb" without subject is a plural within the name of a thing ("the mine clearances team")."""
    token = doc[i]
    bare = token.tag_ == "VBZ" and i - 1 == head.i and not any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
    return bare and head.dep_ in ("dobj", "pobj") and doc[i - 1].text != "," and doc[i + 1].pos_ in ("NOUN", "PROPN")


def clause_content(verb: Token, limit: int) -> Content:
    """Return the whole finite clause around ``verb``, without its "that"."""
    doc = verb.doc
    start = verb.left_edge.i
    for child in verb.children:
        if child.i < verb.i and child.dep_ == "mark" and child.lower_ in ("that", "whether", "if"):
            start = child.i + 1
    if doc[start].tag_ == "VBG" and doc[start + 1].lower_ == "that":
        start += 2  # the telling was taken for the subject of what it tells ("Noting that A is B")
    if doc[start].lower_ == "that" and start > verb.sent.start and verb_frame(doc[start - 1]) is not None:
        start += 1  # a conjunction taken for a determiner
    own = own_subject(verb)
    if own is not None and own.i < verb.i and any(t.text == "," for t in doc[start : own.left_edge.i]):
        start = own.left_edge.i  # what stands before it is a fronted adjunct
    first = min([verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg"))])
    if own is not None and own.i < first and doc[first - 1].text == ",":
        opened = next((t for t in doc[own.i : first - 1] if t.text == ","), None)
        if opened is not None and opened.nbor(1).tag_ == "VBG":
            start = first  # a participle with all that hangs on it stands between the subject and its verb
    begin, end = trim(doc, start, min(region_end(verb, limit), _before_intention(verb, limit)))
    if end - begin > 2 and doc[begin].is_quote and doc[end - 1].is_quote:  # a whole quotation, without its marks
        begin, end = trim(doc, begin + 1, end - 1)
    return Content(begin, max(end, begin + 1), verb, "clause")


def _before_intention(verb: Token, limit: int) -> int:
    """Return where a clause on how things stand turns to what its subject will do ("values X and will do Y")."""
    if modal(verb) is not None:
        return limit
    for child in verb.children:
        willing = any(c.tag_ == "MD" and c.lower_ in ("will", "shall", "would") for c in child.children)
        if child.dep_ == "conj" and verb.i < child.i < limit and willing and own_subject(child) is None:
            return _before_coordinator(verb.doc, skip_adverbs_left(child))
    return limit


def each_wrong(verb: Token, content: Content) -> list[Content]:
    """Return a charge divided where its subject did one thing and another ("entered A and rammed B")."""
    found = (
        c for c in verb.children if c.dep_ == "conj" and c.tag_ in (verb.tag_, "VBD") and verb.i < c.i < content.end
    )
    second = next((c for c in found if own_subject(c) is None), None)
    if second is None or verb.tag_ not in FINITE | {"VBN"} or has_to(verb):
        return [content]
    start = skip_adverbs_left(second)
    first_end = trim(verb.doc, content.start, _before_coordinator(verb.doc, start))[1]
    rest = Content(start, content.end, second, "clause")
    alike = any(c.dep_ in ("dobj", "prep", "prt") and c.i < first_end for c in verb.children)
    return [replace(content, end=first_end), *each_wrong(second, rest)] if alike else [content]
