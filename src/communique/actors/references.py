"""Collects every phrase of a text that may refer to an actor, before it is decided to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from communique.actors.lexicon import words
from communique.actors.organs import takes_up
from communique.actors.people import Appearance
from communique.actors.scan import Match, Matches
from communique.actors.titles import Title, called_by_initials

#: what a reference is, before it is resolved
Kind = Literal[
    "person", "role", "state", "organisation", "body", "group", "sides", "pronoun", "noun", "order", "honorific"
]

#: nouns that stand for a state or body when its name modifies them ("the Turkmen side")
SIDE_NOUNS = words(
    "side government authorities administration leadership delegation party people nation team negotiators panel "
    "mission regime junta partners counterparts colleagues friends"
)
#: of these, those that are said of a state by the name of its capital
_RULERS = words("regime government authorities administration leadership junta")
#: nouns that stand for both or all parties at once, and for what they name them as
JOINT_NOUNS = {
    **dict.fromkeys("sides parties partners".split(), "parties"),
    **dict.fromkeys(
        "countries nations states peoples neighbors neighbours governments capitals economies".split(), "states"
    ),
    **dict.fromkeys("interlocutors counterparts principals dignitaries statesmen".split(), "persons"),
}
_JOINT_WORDS = words(
    "the both two three four all these respective friendly fraternal brotherly neighboring neighbouring neighbour "
    "contracting negotiating parties' trilateral bilateral neither either"
)
#: nouns that take up a state or a body named before
BACK_NOUNS = {
    **dict.fromkeys(
        "country nation state kingdom republic sultanate emirate principality federation homeland neighbor "
        "neighbour island government side".split(),
        "state",
    ),
    **dict.fromkeys(
        "bloc organization organisation bank council alliance institution agency grouping fund union body commission "
        "forum league "
        "ministry court party group movement company committee programme association parliament secretariat".split(),
        "organisation",
    ),
}
_PERSONAL = {
    **dict.fromkeys("he him his himself she her hers herself".split(), "person"),
    **dict.fromkeys("it its itself".split(), "thing"),
    **dict.fromkeys("they them their theirs themselves".split(), "plural"),
    **dict.fromkeys("we us our ours ourselves".split(), "we"),
    **dict.fromkeys("i me my mine myself".split(), "i"),
}
_PLACE_PREPOSITIONS = words("in at to from near via around outside across into through toward towards inside within of")
_PLACE_NOUNS = words(
    "airport suburb suburbs street streets avenue mayor outskirts centre center district downtown area summit "
    "conference region university hotel museum office time climate"
)
_TAKING_DATIVE = words("say tell thank attribute appeal according respond reply signal message close akin")
_LEAVING = words("leave depart head")
_EXPLETIVE = words(
    "agree decide note hope expect plan emphasize emphasise stress recall report say underline announce propose "
    "suggest believe know point recommend consider understand envisage clear important necessary essential "
    "possible noteworthy time seem appear reiterate reaffirm confirm argue estimate add mention remember "
    "expedient"
)


#: verbs whose object "it" only holds the place of a clause
_FINDING = words("make find deem consider think believe hold regard")


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase over tokens ``[start, end)``; ``word`` is its decisive word in lower case, ``root`` its head token.

    ``appearance``, ``title`` or ``match`` is what it was read from.
    """

    start: int
    end: int
    root: int
    kind: Kind
    word: str = ""
    appearance: Appearance | None = None
    title: Title | None = None
    match: Match | None = None
    possessive: bool = False
    plural: bool = False


def find_references(
    doc: Doc,
    matches: Matches,
    appearances: Iterable[Appearance],
    titles: Iterable[Title],
    bodies: Iterable[Title],
    groups: Iterable[Title],
) -> tuple[Reference, ...]:
    """Return the candidates in the order of the text; none overlap: names win over roles, these over nouns."""
    taken: set[int] = set()
    found: list[Reference] = []

    def keep(candidates: Iterable[Reference]) -> None:
        for reference in candidates:
            tokens = range(reference.start, reference.end)
            if reference.end > reference.start and not any(i in taken for i in tokens):
                taken.update(tokens)
                found.append(reference)

    appearances = tuple(appearances)
    keep(_of_people(doc, appearances))
    keep(_of_aliases(doc, appearances))
    keep(_of_honorifics(doc))
    keep(_of_order(doc))
    keep(_of_sides(doc))
    keep(_of_titles(doc, titles, "role"))
    keep(_of_named_sides(doc, matches))
    keep(_of_titles(doc, bodies, "body"))
    keep(_of_titles(doc, groups, "group"))
    keep(_of_organisations(doc, matches))
    keep(_of_states(doc, matches))
    keep(_of_back_nouns(doc))
    keep(_of_organs(doc))
    keep(_of_pronouns(doc))
    return tuple(sorted(found, key=lambda r: r.start))


#: the roles that a noun phrase may play in its sentence, the most telling first
_ROLES = {
    role: rank
    for rank, role in enumerate(
        ["nsubj", "nsubjpass", "agent", "dobj", "pobj", "dative", "poss", "conj", "appos", "attr", "npadvmod"], start=1
    )
}


def _root(doc: Doc, start: int, end: int) -> Token:
    """The token by which a phrase hangs on its sentence; of several, the one whose role tells most."""
    hanging = [t for t in doc[start:end] if not start <= t.head.i < end and not t.is_punct]
    return min(hanging, key=lambda t: (_ROLES.get(t.dep_, 20), t.i), default=doc[start:end].root)


def is_possessive(doc: Doc, end: int, root: Token) -> bool:
    """Return whether a phrase that ends before token ``end`` stands as a genitive or modifier of a noun."""
    if end < len(doc) and doc[end].tag_ == "POS":
        return True
    return root.dep_ in ("poss", "compound", "amod", "nmod") and root.head.i >= end


def _of_people(doc: Doc, appearances: Iterable[Appearance]) -> Iterator[Reference]:
    for a in appearances:
        root = _root(doc, a.start, a.end)
        owns = a.end < len(doc) and doc[a.end].tag_ == "POS"
        apart = a.end < len(doc) and doc[a.end].text == ","
        modifies = not a.titles and not apart and is_possessive(doc, a.end, root)
        yield Reference(a.start, a.end, root.i, "person", appearance=a, possessive=owns or modifies)


def _of_aliases(doc: Doc, appearances: Iterable[Appearance]) -> Iterator[Reference]:
    """Read abbreviations that the text gives for an office ("EAM") where they stand for who holds it."""
    aliases = {name for a in appearances for t in a.titles for name in called_by_initials(t)}
    for token in doc if aliases else ():
        if token.text in aliases:
            possessive = is_possessive(doc, token.i + 1, token)
            yield Reference(token.i, token.i + 1, token.i, "person", word=token.text, possessive=possessive)


def _of_honorifics(doc: Doc) -> Iterator[Reference]:
    """Read "His Majesty", "Her Excellency" where no name follows."""
    for token in doc:
        styled = token.lower_ in ("majesty", "highness", "excellency", "holiness", "eminence")
        if styled and token.i and doc[token.i - 1].lower_ in ("his", "her"):
            possessive = is_possessive(doc, token.i + 1, token)
            yield Reference(token.i - 1, token.i + 1, token.i, "honorific", word=token.lower_, possessive=possessive)


def _of_order(doc: Doc) -> Iterator[Reference]:
    """Read "the former" and "the latter" where no noun follows."""
    for token in doc:
        if token.lower_ in ("former", "latter") and token.i and doc[token.i - 1].lower_ == "the":
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ"):
                possessive = is_possessive(doc, token.i + 1, token)
                yield Reference(token.i - 1, token.i + 1, token.i, "order", word=token.lower_, possessive=possessive)


def _of_titles(doc: Doc, titles: Iterable[Title], kind: Kind) -> Iterator[Reference]:
    for title in titles:
        if doc[title.head].dep_ == "attr" and kind == "role" and not title.relational:
            continue
        root = _root(doc, title.start, title.end)
        possessive = is_possessive(doc, title.end, root)
        yield Reference(title.start, title.end, root.i, kind, word=title.noun, title=title, possessive=possessive)


def _with_article(doc: Doc, start: int) -> int:
    """Return the start of the phrase with the article and adjectives of quantity before it."""
    if start and doc[start - 1].lower_ in ("the", "a", "an", "this", "that"):
        return start - 1
    return start


def _of_named_sides(doc: Doc, matches: Matches) -> Iterator[Reference]:
    """Read "the Turkmen side", "Belarusian authorities", "the government of Peru"."""
    for match in matches:
        if match.kind not in ("adjective", "country", "organisation", "demonym", "capital"):
            continue
        at = match.end if match.kind != "capital" or _rules(doc, match.end) else len(doc)
        if at < len(doc) and doc[at].tag_ == "POS":
            at += 1
        if at < len(doc) and doc[at].lower_ in SIDE_NOUNS and doc[at].pos_ in ("NOUN", "PROPN"):
            if (
                at + 1 < len(doc)
                and doc[at + 1].pos_ in ("NOUN", "PROPN")
                and doc[at + 1].dep_ != "appos"
                and doc[at].dep_ == "compound"
            ):
                continue
            start = _with_article(doc, match.start)
            kind: Kind = "state" if match.country else "organisation"
            root = doc[at]
            yield Reference(
                start, at + 1, at, kind, match=match, word=root.lower_, possessive=is_possessive(doc, at + 1, root)
            )
        elif match.kind in ("country", "capital") and match.start > 1:
            yield from _government_of(doc, match)


def _rules(doc: Doc, at: int) -> bool:
    """Whether who rules a state follows its capital ("the Kabul regime", "the Minsk authorities")."""
    return at < len(doc) and doc[at].lower_ in _RULERS


def _government_of(doc: Doc, match: Match) -> Iterator[Reference]:
    of = match.start - 1
    if doc[of].lower_ == "the":
        of -= 1
    placed = of > 0 and doc[of].lower_ == "in" and doc[of - 1].lower_ in ("authorities", "government", "leadership")
    if placed or (
        of > 0
        and match.kind == "country"
        and doc[of].lower_ == "of"
        and doc[of - 1].lower_ in ("government", "authorities", "leadership", "people")
    ):
        start = _with_article(doc, of - 1)
        root = doc[of - 1]
        yield Reference(
            start,
            match.end,
            root.i,
            "state",
            match=match,
            word=root.lower_,
            possessive=is_possessive(doc, match.end, root),
        )


def _of_organisations(doc: Doc, matches: Matches) -> Iterator[Reference]:
    for match in matches:
        if match.kind in ("organisation", "group"):
            start = _with_article(doc, match.start)
            root = _root(doc, match.start, match.end)
            yield Reference(
                start, match.end, root.i, "organisation", match=match, possessive=is_possessive(doc, match.end, root)
            )


def _of_states(doc: Doc, matches: Matches) -> Iterator[Reference]:
    for match in matches:
        root = _root(doc, match.start, match.end)
        if match.kind in ("capital", "seat") and not acts(doc, match, root):
            continue
        if match.kind not in ("country", "adjective", "demonym", "capital", "seat") or not (
            match.country or match.code
        ):
            continue
        start = _with_article(doc, match.start) if match.kind in ("country", "demonym", "seat") else match.start
        if start < match.start and doc[start].head.i not in range(match.start, match.end):
            start = match.start
        possessive = match.kind == "adjective" or is_possessive(doc, match.end, root)
        yield Reference(start, match.end, root.i, "state", match=match, possessive=possessive)


def acts(doc: Doc, match: Match, root: Token) -> bool:
    """Return whether a capital or seat acts or is addressed here, rather than being where something happens."""
    if match.end < len(doc) and doc[match.end].tag_ == "POS":
        owned = root.head
        return owned.pos_ != "PROPN" and owned.lower_ not in _PLACE_NOUNS
    while root.dep_ == "conj" and root.head.i < root.i and root.head.pos_ == "PROPN":
        root = root.head
    if root.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "iobj"):
        return root.head.lemma_.lower() not in ("visit", "reach", "leave", "enter", "tour")
    if root.dep_ == "agent" or (root.dep_ == "pobj" and root.head.dep_ == "agent"):
        return True
    if root.dep_ != "pobj":
        return False
    preposition = root.head
    governor = preposition.head
    if preposition.lower_ == "to":
        return governor.lemma_.lower() in _TAKING_DATIVE
    if preposition.lower_ == "for":
        return governor.lemma_.lower() not in _LEAVING
    if preposition.lower_ == "of":
        return governor.lemma_.lower() in ("part", "behalf", "support", "intention", "position", "view")
    return preposition.lower_ not in _PLACE_PREPOSITIONS


def _of_sides(doc: Doc) -> Iterator[Reference]:
    """Read "both sides", "the two countries", "the parties", and "both", "the two", "all three" alone."""
    for token in doc:
        lower = token.lower_
        if lower in JOINT_NOUNS or (
            lower in ("side", "party") and token.i and doc[token.i - 1].lower_ in ("neither", "either")
        ):
            start = token.i
            while start and doc[start - 1].lower_ in _JOINT_WORDS and not doc[start].is_sent_start:
                start -= 1
            words = {t.lower_ for t in doc[start : token.i]}
            if _names_all(doc, token, words):
                word = JOINT_NOUNS.get(lower, "parties")
                yield Reference(
                    start, token.i + 1, token.i, "sides", word=word, possessive=is_possessive(doc, token.i + 1, token)
                )
        elif lower in ("trio", "duo", "quartet") and token.i and doc[token.i - 1].lower_ in ("the", "this"):
            yield Reference(token.i - 1, token.i + 1, token.i, "sides", word="persons")
        elif lower in ("both", "two", "three", "four") and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj"):
            before = doc[token.i - 1].lower_ if token.i else ""
            if lower == "both" or before in ("the", "all"):
                start = token.i if lower == "both" else token.i - 1
                yield Reference(start, token.i + 1, token.i, "sides", word="persons")


def _names_all(doc: Doc, token: Token, words: set[str]) -> bool:
    """Whether the words before a joint noun make it mean all parties, and nothing behind it narrows it to others."""
    following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if following in ("concerned", "involved", "-"):
        return False
    if following == "to" and not (token.i + 2 < len(doc) and doc[token.i + 2].tag_ in ("VB", "RB")):
        return False  # "the parties to the conflict"
    counted = words & {"both", "two", "three", "four", "neither", "either"}
    if token.lower_ in ("sides", "parties", "interlocutors", "principals", "side", "party"):
        return bool(counted) or "the" in words or token.is_sent_start is True
    return bool(counted)


def _of_back_nouns(doc: Doc) -> Iterator[Reference]:
    """Read "the country", "his country", "the bloc", "the Bank": a state or body named before."""
    for token in doc:
        kind = BACK_NOUNS.get(token.lower_)
        if kind is None or token.i == 0 or token.pos_ not in ("NOUN", "PROPN"):
            continue
        before = doc[token.i - 1]
        if before.lower_ not in ("the", "his", "her", "this", "their", "its", "our", "my"):
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and following.lower_ == "of":
            continue
        if (token.dep_ == "compound" and not (following is not None and following.tag_ == "POS")) or (
            following is not None and following.pos_ == "PROPN" and token.pos_ == "PROPN"
        ):
            continue
        owner = before.lower_ if before.lower_ not in ("the", "this") else ""
        if kind == "organisation" and owner:
            continue
        yield Reference(
            token.i - 1,
            token.i + 1,
            token.i,
            "noun",
            word=token.lower_,
            possessive=is_possessive(doc, token.i + 1, token),
        )


def _of_organs(doc: Doc) -> Iterator[Reference]:
    """Read "The Meeting", "Member States": an organ that the text is of, nobody where it is of none."""
    for token in doc:
        if takes_up(token):
            start = token.i
            while start > token.left_edge.i and not doc[start].is_sent_start:
                start -= 1
            yield Reference(start, token.i + 1, token.i, "noun", word=token.lower_)


def _of_pronouns(doc: Doc) -> Iterator[Reference]:
    for token in doc:
        kind = _PERSONAL.get(token.lower_)
        if kind is None or (token.lower_ == "us" and token.text.isupper()) or token.tag_ not in ("PRP", "PRP$"):
            continue
        if kind == "thing" and expletive(token):
            continue
        yield Reference(
            token.i,
            token.i + 1,
            token.i,
            "pronoun",
            word=token.lower_,
            possessive=token.tag_ == "PRP$",
            plural=kind == "plural",
        )


def expletive(token: Token) -> bool:
    """Return whether "it" stands for nobody ("it was agreed", "it is important to")."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ == "nsubjpass":
        return verb.lemma_.lower() in _EXPLETIVE
    if token.dep_ == "nsubj" and verb.lemma_ == "be":
        return True
    if verb.lemma_ == "take" and token.nbor(-1).lower_ in ("as", "long", "whatever"):
        return True
    if token.i and token.i + 2 < len(token.doc) and token.nbor(-1).lemma_.lower() in _FINDING:
        rated = token.nbor(1)  # "made it clear that", "considers it important to"
        return rated.pos_ in ("ADJ", "ADV") or (rated.lower_ in ("a", "the", "our", "their", "his", "her", "its"))
    return token.dep_ == "nsubj" and verb.lemma_.lower() in ("seem", "appear", "rain", "remain")


def pronoun_kind(word: str) -> str:
    """Return what a pronoun stands for: "person", "thing", "plural", "we" or "i"."""
    return _PERSONAL.get(word, "you")
