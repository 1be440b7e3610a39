"""Finds where a text reports an encounter, and who takes part: "held talks with", "his call with"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from communique.actors.cast import Cast
from communique.actors.lexicon import words
from communique.language.clauses import is_question
from communique.meetings.modality import is_placed, is_real, is_real_noun, lies_ahead
from communique.meetings.parties import Parties
from communique.meetings.wording import (
    CALL_NOUNS,
    CONVERSING_VERBS,
    COUNTERPARTY,
    CREDENTIALS,
    ENCOUNTER_NOUNS,
    HOLDING_VERBS,
    LETTER_NOUNS,
    MEALS,
    MEETING_VERBS,
    PAPERS,
    PROCEEDINGS,
    RECEIVING_VERBS,
    SEVERAL,
)

_AUDIENCES = words("press reporters journalists media parliament students troops congress nation cameras newspapers")
_REPRESENTING = words("chair co cochair co-chair lead head represent")
#: what two sides do together where they meet
_SETTLING = words("agree decide resolve discuss pledge vow")
_CHAIRS = words("chairmanship chair presidency leadership chairpersonship")
#: what one has with somebody without meeting him
_BETWEEN_TWO = words(
    "relations ties relationship cooperation talks dialogue war negotiations row dispute meeting partnership contacts "
    "deal agreement call conversation summit trade differences border peace"
)
_BEFORE_PEOPLE = words("with between by from to")


@dataclass(frozen=True, slots=True)
class Encounter:
    """One report of an encounter: its decisive token, who takes part (actor ids), and whether it is one of several.

    ``scope`` holds the tokens that place and date it: the whole sentence, or one leg where a verb has several.
    """

    token: int
    participants: tuple[str, ...]
    scope: tuple[int, int]
    noun: int | None = None
    separate: bool = False
    letter: bool = False


def find_encounters(
    doc: Doc, cast: Cast, sentences: Iterable[Span], *, headline: frozenset[int] = frozenset()
) -> tuple[Encounter, ...]:
    """Return the encounters that the sentences report as real, in the order of the text.

    An encounter with fewer than two participants is kept: it may still say where and on what occasion others were.
    ``headline`` holds the tokens of title lines, where a comma may stand for "and".
    """
    finder = _Finder(doc, cast, headline)
    return tuple(found for sentence in sentences if not is_question(sentence) for found in finder.in_sentence(sentence))


def find_signings(doc: Doc, cast: Cast, sentences: Iterable[Span]) -> tuple[Encounter, ...]:
    """Return the ceremonies at which the persons of a sentence sign something, or that they attend."""
    finder = _Finder(doc, cast, frozenset())
    return tuple(
        e for sentence in sentences for token in sentence if (e := finder.signing(token, sentence)) is not None
    )


def representatives(doc: Doc, cast: Cast, sentences: Iterable[Span]) -> tuple[str, ...]:
    """Return who is said to have chaired, led, represented or attended ("represented by X", "X also took part")."""
    finder = _Finder(doc, cast, frozenset())
    return tuple(dict.fromkeys(i for sentence in sentences for i in finder.representing(sentence)))


class _Finder(Parties):
    def in_sentence(self, sentence: Span) -> Iterator[Encounter]:
        for token in sentence:
            lemma = token.lemma_.lower()
            if token.lower_ in ("flanked", "alongside", "beside", "next") and _speaks_beside(token):
                yield from self._beside(token, sentence)
            elif token.pos_ == "VERB" or (token.pos_ == "AUX" and lemma in HOLDING_VERBS):
                yield from self._verb(token, lemma, sentence)
            elif _names_encounter(token) or token.lower_ in LETTER_NOUNS:
                yield from self._noun(token, sentence)

    def signing(self, verb: Token, sentence: Span) -> Encounter | None:
        """Return the ceremony that a verb tells of; None where it tells of none, or names fewer than two persons."""
        signs, attends = verb.lemma_ in ("sign", "initial", "ink"), verb.lemma_ in ("attend", "witness")
        if verb.lemma_ in _SETTLING and verb.pos_ == "VERB" and is_real(verb) and is_placed(verb):
            settled = tuple(dict.fromkeys(i for i in self._subjects(verb) if self.cast.actor(i).kind == "person"))
            return Encounter(verb.i, settled, (sentence.start, sentence.end)) if len(settled) > 1 else None
        wanted = PAPERS if signs else words("ceremony signing") if attends else frozenset()
        things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.lower_ in wanted]
        if verb.pos_ != "VERB" or not things or not is_real(verb):
            return None
        found = [*self._subjects(verb), *self._agents(verb), *self._prepositional(verb, ("by", "with"))]
        people = tuple(dict.fromkeys(i for i in found if self.cast.actor(i).kind == "person"))
        scope = (sentence.start, sentence.end)
        return Encounter(verb.i, people, scope) if len(people) > 1 else None

    def representing(self, sentence: Span) -> Iterator[str]:
        """Yield the actors who stand for a body or take part in a session, in the order of the sentence."""
        for token in sentence:
            lemma = token.lemma_.lower()
            if lemma in _REPRESENTING and token.pos_ == "VERB":
                yield from self._agents(token) + self._prepositional(token, ("by",))
                if lemma in ("lead", "head", "chair") or token.dep_ == "relcl":
                    yield from self._subjects(token)
            elif lemma in ("participate", "attend") or (
                lemma == "take" and any(c.lower_ == "part" for c in token.children)
            ):
                yield from self._subjects(token)

    # -- verbs

    def _verb(self, verb: Token, lemma: str, sentence: Span) -> Iterator[Encounter]:
        if not is_real(verb):
            return
        if lemma in MEETING_VERBS and not _transitive_otherwise(verb, lemma):
            who = self._subjects(verb) or (self._clause_subjects(verb) if verb.dep_ == "pcomp" else [])
            yield from self._legs(verb, _meal(verb), who + self._met(verb), sentence)
        elif lemma in CONVERSING_VERBS and self._conversed(verb):
            yield from self._legs(verb, None, self._subjects(verb), sentence)
        elif lemma in ("present", "accept", "receive", "hand") and (papers := _credentials(verb)) is not None:
            held = self._prepositional(papers, ("of", "from")) + self._possessor(papers)
            handed = self._prepositional(verb, ("to", "from"))
            yield self._encounter(verb, None, self._subjects(verb) + handed + held, sentence)
        elif lemma in RECEIVING_VERBS:
            yield from self._received(verb, sentence)
        elif lemma in ("call", "phone", "telephone", "ring") and self._objects(verb) and not _clausal(verb):
            yield from self._legs(verb, None, self._subjects(verb) + self._objects(verb), sentence)
        elif (
            lemma in ("tell", "inform", "assure")
            and any(c.lower_ == "here" for c in verb.children)
            and not any(c.dep_ == "dobj" and c.lower_ in _AUDIENCES for c in verb.children)
        ):
            yield self._encounter(verb, None, self._subjects(verb) + self._objects(verb), sentence)
        elif lemma == "sign" and any(
            c.dep_ == "conj" and c.lemma_ in ("agree", "decide", "discuss") for c in verb.children
        ):
            yield self._encounter(verb, None, self._subjects(verb), sentence)
        elif lemma == "call" and not _clausal(verb):
            others = [i for i in self._prepositional(verb, ("on", "upon")) if self.cast.actor(i).kind == "person"]
            if others and verb.tag_ != "VBP":
                yield self._encounter(verb, None, self._subjects(verb) + others, sentence)
        if lemma in HOLDING_VERBS:
            noun = _held_noun(verb)
            if noun is None and verb.dep_ == "relcl" and _names_encounter(verb.head):
                noun = verb.head  # "a meeting which was co-chaired by X and Y"
            elif noun is None and lemma in ("chair", "cochair") and verb.tag_ == "VBN":
                noun = self._chaired(verb, sentence)
            if noun is not None and noun.lower_ not in LETTER_NOUNS and not lies_ahead(noun):
                base = self._subjects(verb) + self._agents(verb) + self._possessor(noun)
                base = self._chairing(verb, noun) or base
                if lemma == "attend" and len(set(self._prepositional(noun, ("between",)))) > 1:
                    base = []  # "X attended the meeting between A and B": one more of those present
                if noun.lower_ in MEALS or noun.lower_ == "reception":
                    base += self._prepositional(noun, ("for",)) + self._prepositional(verb, ("for",))
                if noun.lower_ in ("call", "calls", "visit"):
                    base += self._prepositional(noun, ("on", "upon")) + self._prepositional(verb, ("on", "upon"))
                yield from self._legs(verb, noun, base, sentence)

    def _spoke_before(self, sentence: Span, subjects: list[str]) -> list[str]:
        """The person who spoke last before a sentence, whom "next to him" at its head goes back to."""
        for mention in reversed(self.cast.within(max(0, sentence.start - 80), sentence.start)):
            root = self.doc[mention.root]
            person = len(mention.actors) == 1 and self.cast.actor(mention.actors[0]).kind == "person"
            if person and root.dep_ in ("nsubj", "nsubjpass") and mention.actors[0] not in subjects:
                return list(mention.actors)
        return []

    def _conversed(self, verb: Token) -> bool:
        """Whether a verb tells with whom somebody discussed a thing; "with" may hang on the thing."""
        things = [c for c in verb.children if c.dep_ == "dobj" and c.lower_ not in _BETWEEN_TWO]
        told = [i for token in (verb, *things) for i in self._prepositional(token, ("with",))]
        return any(self.cast.actor(i).kind == "person" for i in told)

    def _met(self, verb: Token) -> list[str]:
        """Whom a verb says that somebody met, also where the parser took "visiting" for a verb ("met visiting X")."""
        visiting = [c for c in verb.children if c.lower_ == "visiting" and c.i == verb.i + 1]
        return self._objects(verb) or [i for c in visiting for i in self._objects(c)]

    def _chaired(self, verb: Token, sentence: Span) -> Token | None:
        """The encounter that "which was co-chaired by X" goes back to, where the parser hung it elsewhere."""
        which = next(
            (i for i in range(verb.i - 1, max(sentence.start, verb.i - 6), -1) if self.doc[i].tag_ == "WDT"), 0
        )
        return next((t for t in reversed(self.doc[sentence.start : which]) if _names_encounter(t)), None)

    def _chairing(self, verb: Token, noun: Token) -> list[str]:
        """Who chairs what is held ("under the chairmanship of X")."""
        chairs = [
            t
            for c in (*verb.children, *noun.children)
            if c.lower_ == "under"
            for t in c.children
            if t.lower_ in _CHAIRS
        ]
        return [i for chair in chairs for i in self._prepositional(chair, ("of",))]

    def _received(self, verb: Token, sentence: Span) -> Iterator[Encounter]:
        calls = CALL_NOUNS | words("visit")
        noun = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.lower_ in calls), None)
        if noun is not None:
            others = self._prepositional(verb, ("from",)) + self._prepositional(noun, ("from", "with"))
            yield self._encounter(verb, noun, self._subjects(verb) + others, sentence)
            return
        if verb.dep_ == "relcl" and verb.head.lower_ in LETTER_NOUNS:
            return  # "the letter that the Amir had received from X"
        received = self._agents(verb) + self._objects(verb)
        if not received and any(
            c.dep_ in ("dobj", "ccomp", "xcomp") and self.cast.at(c.i) is None for c in verb.children
        ):
            return
        hosts = self._agents(verb)
        people = [*hosts, *self._subjects(verb), *received]
        if verb.dep_ in ("advcl", "acl") and not self._subjects(verb):
            people = people + self._subjects(verb.head)
        if verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "following", "on", "upon", "while"):
            people = people + self._clause_subjects(verb)
        yield from self._legs(verb, None, people, sentence)

    def _legs(self, verb: Token, noun: Token | None, base: list[str], sentence: Span) -> Iterator[Encounter]:
        """Yield one encounter, or several where the verb has several "with" phrases of its own ("yesterday with A and
        this morning with B")."""
        phrases = [p for source in (verb, noun) if source is not None for p in self._with_phrases(source)]
        phrases = [p for at, p in enumerate(phrases) if all(p[0].i != q[0].i for q in phrases[:at])]
        phrases.sort(key=lambda phrase: phrase[0].i)
        separate = any(t.lower_ in ("separately", "separate", "respectively") for t in sentence)
        separate = separate or (noun is not None and noun.lower_ in SEVERAL)
        base = list(dict.fromkeys(base))
        if len(phrases) > 1 and all(base and set(ids) - set(base) for _, ids in phrases):
            starts = [p.i for p, _ in phrases] + [sentence.end]
            for at, (_, ids) in enumerate(phrases):
                begin = sentence.start if at == 0 else _leg_start(self.doc, starts[at], starts[at - 1])
                end = _leg_start(self.doc, starts[at + 1], starts[at]) if at + 1 < len(phrases) else sentence.end
                yield Encounter(
                    verb.i, tuple(dict.fromkeys(base + ids)), (begin, end), noun.i if noun is not None else None
                )
            return
        others = [i for _, ids in phrases for i in ids]
        if separate and len(base) == 1 and len(set(others)) > 1:
            for other in dict.fromkeys(others):
                yield Encounter(
                    verb.i,
                    (base[0], other),
                    (sentence.start, sentence.end),
                    noun.i if noun is not None else None,
                    separate=True,
                )
            return
        yield self._encounter(verb, noun, base + others, sentence)

    def _encounter(self, verb: Token, noun: Token | None, people: list[str], sentence: Span) -> Encounter:
        if self._one_sided(people):
            placed = self._by_position(noun if noun is not None else verb, verb, sentence)
            welcomes = verb.lemma_.lower() in RECEIVING_VERBS and verb.tag_ != "VBN"
            people = placed + people if welcomes else people + placed  # the host stands before "received"
        separate = any(t.lower_ in ("separate", "separately") for t in sentence)
        return Encounter(
            token=verb.i,
            participants=tuple(dict.fromkeys(people)),
            scope=(sentence.start, sentence.end),
            noun=noun.i if noun is not None else None,
            separate=separate,
        )

    def _one_sided(self, people: list[str]) -> bool:
        actors = [self.cast.actor(i) for i in dict.fromkeys(people)]
        return len({a.country or a.code or a.id for a in actors if a.kind in ("person", "organisation")}) < 2

    def _by_position(self, cue: Token, verb: Token, sentence: Span) -> list[str]:
        """Who takes part by the order of words, where the parse does not tell: who stands before the verb, and who
        follows "with"."""
        found: list[str] = []
        for mention in reversed(self.cast.within(sentence.start, verb.i)):
            before = self.doc[mention.start - 1] if mention.start > sentence.start else None
            free = before is None or before.pos_ not in ("ADP", "VERB", "PART", "AUX")
            if free and not mention.possessive and mention.kind in ("name", "role", "sides"):
                found += self._ids(self.doc[mention.root]) or self._own(mention)
                break
        if verb.lemma_.lower() in RECEIVING_VERBS:
            following = (m for m in self.cast.within(verb.i + 1, sentence.end) if not m.possessive)
            first = next((m for m in following if m.kind in ("name", "role") or m.start < verb.i + 8), None)
            between = self.doc[verb.i + 1 : first.start] if first is not None else ()
            if first is not None and first.kind in ("name", "role") and not any(t.tag_ == "VBD" for t in between):
                found += self._own(first)
        for token in self.doc[cue.i + 1 : sentence.end]:
            if token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ") and token.dep_ != "relcl":
                break
            if token.lower_ in _BEFORE_PEOPLE - ({"to"} if cue.lower_ in CALL_NOUNS else {"to", "from"}):
                other = next((m for m in (self.cast.at(token.i + n) for n in (1, 2)) if m is not None), None)
                if other is not None and other.start <= token.i + 2:
                    found += self._own(other) + [i for m in self._row(other) for i in self._own(m)]
                    break
        return found

    # -- nouns

    def _noun(self, noun: Token, sentence: Span) -> Iterator[Encounter]:
        """Read "in a meeting with X", "X's call with Y", "talks between X and Y", "at their talks"."""
        holder = noun.head
        letter = noun.lower_ in LETTER_NOUNS
        if letter and _of_credence(noun):
            return
        held = noun.dep_ in ("dobj", "nsubjpass") and holder.lemma_.lower() in (HOLDING_VERBS | RECEIVING_VERBS)
        if held and not letter:
            return
        if noun.dep_ == "compound" or not is_real_noun(noun):
            return
        owners = self._possessor(noun)
        others = self._prepositional(noun, ("from", "to")) if letter else self._prepositional(noun, COUNTERPARTY)
        if letter and holder.pos_ == "VERB":
            others += self._prepositional(holder, ("from", "to"))
        if noun.dep_ in ("nsubj", "nsubjpass") and not letter:
            others += self._prepositional(noun.head, ("between", "with", "among"))
        people = self._holders(noun) + owners + others
        if self._one_sided(people):
            people += [p for p in self._clause_subjects(noun) if p not in people]
        if not letter and self._one_sided(people) and people:
            people += [p for p in self._behind(noun, sentence) or self._beside_chair(noun, sentence) if p not in people]
        if letter and (not others or sum(self.cast.actor(i).kind == "person" for i in set(people)) < 2):
            return  # "a message to the people of X"
        if noun.lower_ == "note" and any(self.cast.actor(i).kind != "person" for i in people):
            return  # a note handed to an embassy
        if not people and not letter:
            people = self._co_chairs(noun, sentence)
        if not people and not owners:
            return
        separate = any(t.lower_ in ("separate", "separately") for t in noun.subtree)
        scope = (sentence.start, sentence.end)
        yield Encounter(noun.i, tuple(dict.fromkeys(people)), scope, noun.i, separate=separate, letter=letter)

    def _holders(self, noun: Token) -> list[str]:
        """Who stands before "held talks" where the parser took the verb for an adjective of the noun."""
        at = noun.i - 1
        while at > max(0, noun.i - 5) and self.doc[at].pos_ in ("DET", "ADJ", "NUM", "NOUN"):
            at -= 1
        verb = self.doc[at]
        mention = (
            self.cast.at(at - 1) if verb.dep_ in ("amod", "acl") and verb.lemma_.lower() in HOLDING_VERBS else None
        )
        return self._ids(self.doc[mention.root]) if mention is not None and not mention.possessive else []

    def _beside(self, token: Token, sentence: Span) -> Iterator[Encounter]:
        """Read "flanked by X", "speaking alongside X", "standing next to him"."""
        others = self._prepositional(token, ("by", "to")) + self._agents(token) + self._objects(token)
        others += self._pobj(token)
        subjects = self._clause_subjects(token)
        if not others and subjects:
            others = self._spoke_before(sentence, subjects)
        if others and subjects:
            yield self._encounter(token, None, subjects + others, sentence)

    def _beside_chair(self, noun: Token, sentence: Span) -> list[str]:
        """Who held it too, named before its noun ("X co-chaired, with his counterpart Y, the proceedings of the …")."""
        held = False
        for token in self.doc[sentence.start : noun.i]:
            held = held or (token.tag_ in ("VBD", "VBN") and token.lemma_.lower() in HOLDING_VERBS)
            if held and token.lower_ == "with" and (other := self.cast.at(token.i + 1)) is not None:
                return self._own(other)
        return []

    def _co_chairs(self, noun: Token, sentence: Span) -> list[str]:
        """Who "X co-chaired, with Y, the proceedings of" a session names, where the parser joins none of them."""
        chaired = next(
            (t for t in self.doc[sentence.start : noun.i] if t.lower_ == "chaired" and t.pos_ == "VERB"), None
        )
        if chaired is None or noun.i - chaired.i > 40:
            return []
        before = (self.cast.at(i) for i in range(chaired.i - 1, max(sentence.start, chaired.i - 4) - 1, -1))
        mention = next((m for m in before if m is not None and not m.possessive), None)
        beside = self._beside_chair(noun, sentence)
        return [*self._own(mention), *beside] if mention is not None and beside else []

    def _behind(self, noun: Token, sentence: Span) -> list[str]:
        """Who follows a phrase moved to the front, right before the verb ("During talks with X, Y shared …")."""
        for mention in self.cast.within(noun.i + 1, sentence.end):
            if mention.end >= sentence.end or self.doc[mention.start - 1].text != "," or mention.possessive:
                continue
            if self.doc[mention.end].tag_ in ("VBD", "VBZ", "VBP", "MD") or self.doc[mention.end].pos_ == "AUX":
                return self._own(mention)
        return []


def _leg_start(doc: Doc, at: int, floor: int) -> int:
    """Where the words that date a leg begin: after "and", or at the preposition itself."""
    for i in range(at - 1, floor, -1):
        if doc[i].lower_ in ("and", ","):
            return i
    return at


def _held_noun(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "oprd"):
            for part in (child, *child.conjuncts):
                if part.lower_ in PROCEEDINGS:
                    of = (t for c in part.children if c.lower_ == "of" for t in c.children if _names_encounter(t))
                    part = next(of, part)
                if _names_encounter(part):
                    return part
    return None


def _credentials(verb: Token) -> Token | None:
    """The credentials that a verb has for its object ("presented her letters of credence to X"), or None."""
    for thing in verb.children:
        if thing.dep_ in ("dobj", "nsubjpass") and (thing.lower_ in CREDENTIALS or _of_credence(thing)):
            return thing
    return None


def _of_credence(noun: Token) -> bool:
    return any(t.lower_ in CREDENTIALS for c in noun.children if c.lower_ == "of" for t in c.children)


def _meal(verb: Token) -> Token | None:
    """The meal over which people met ("met over a working lunch"), or None."""
    over = (c for c in verb.children if c.lower_ in ("over", "at", "during", "for"))
    return next((noun for c in over for noun in c.children if noun.lower_ in MEALS), None)


def _speaks_beside(token: Token) -> bool:
    """Whether a word of place tells that one spoke at another's side, rather than sat or walked there."""
    if token.lower_ in ("flanked", "alongside"):
        return True
    above = token.head if token.head.pos_ != "ADP" else token.head.head
    return above.lemma_.lower() in ("stand", "speak", "appear", "talk")


def _names_encounter(token: Token) -> bool:
    """Whether a noun names an encounter; "talk" alone only as "telephone talk"."""
    if token.lower_ == "talk":
        return token.i > 0 and token.nbor(-1).lower_ in ("telephone", "phone")
    return token.lower_ in ENCOUNTER_NOUNS


def _clausal(verb: Token) -> bool:
    """Whether a verb governs a clause ("called on Russia to withdraw", "called it a success")."""
    return any(child.dep_ in ("xcomp", "ccomp", "oprd") for child in verb.children)


def _transitive_otherwise(verb: Token, lemma: str) -> bool:
    """Whether the object of "meet" or "speak" is no person ("meet the conditions", "speak of")."""
    if lemma == "meet":
        objects = [c for c in verb.children if c.dep_ == "dobj"]
        return any(
            c.lower_ in ("press", "condition", "conditions", "needs", "criteria", "demand", "target") for c in objects
        )
    if lemma in ("speak", "talk"):
        audience = [p.lower_ for c in verb.children if c.lower_ == "to" for p in c.children]
        if any(word in _AUDIENCES for word in audience):
            return True
        return not any(c.lower_ in ("with", "to", "by", "on", "over") for c in verb.children)
    return lemma == "sit" and not any(c.lower_ in ("down", "with") for c in verb.children)
