"""Finds personal names: runs of name-like words, and the evidence that a run is a person's name and no thing's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.actors import offices
from communique.actors.lexicon import words
from communique.actors.scan import Matches
from communique.actors.titles import Title

_PARTICLES = words(
    "de da do dos das del della di du la le van von der den ter ten zu zur bin bint ibn ben al el ul ur ud bat "
    "abu af av y e ould oglu qizi uly"
)
#: letters behind a name that are none of it ("Simon Harris TD")
LETTERS = words("TD MP MEP MSP MLA KC QC OBE CBE KBE PhD MD SJ")
_SUFFIXES = words("jr jr. sr sr. ii iii iv")
#: words that make a capitalised run the name of a thing, a place or an occasion
_THINGS = words(
    "summit initiative agreement treaty road belt strait straits sea ocean river lake gulf bay canal peninsula "
    "province region city town island islands palace house hall hotel airport port university plan programme "
    "program resolution charter convention protocol declaration statement forum conference dialogue meeting talks "
    "session day week month year cup league games festival award prize fund article section chapter line corridor "
    "bridge dam railway highway pipeline project vision policy strategy strategic framework partnership pact act "
    "law bill constitution war crisis peace process zone area square street avenue centre center museum stadium "
    "tower times news post daily herald tribune telegraph agency press media tv television radio journal review "
    "gazette x twitter facebook telegram question answer readout read release remarks transcript photo image "
    "video editor editing reporting north south east west northern southern eastern western central new great "
    "good general assembly state states world international national global joint free trade economic green red "
    "black white blue middle far cold covid cop g7 g20 opening closing round visit state-level bilateral "
    "multilateral trilateral silk shared future principle principles memorandum understanding mou loi note notes "
    "communique communiqué line-of-credit credit treasury nuclear atomic space station embassy consulate "
    "department mission delegation team group squad club united rovers athletic fc sunday relief charity crescent "
    "cross watch trust network alliance coalition institute corps action motors steel airlines airways oil gas "
    "petroleum telecom systems technologies industries borders children without limited"
)
_CALENDAR = words(
    "today yesterday tomorrow tonight earlier later meanwhile monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec am pm gmt est edt utc"
)
_SAYING = words(
    "say tell add note stress emphasize emphasise underline underscore reiterate reaffirm announce declare warn "
    "urge call express voice thank congratulate welcome praise accuse condemn deny reject insist explain state "
    "remark recall assure pledge promise vow propose suggest invite ask request demand meet receive visit arrive "
    "reply respond confirm describe hail commend appreciate hope believe speak agree claim argue acknowledge "
    "admit point discuss exchange hold review host phone telephone talk reciprocate elaborate outline brief "
    "highlight affirm condole extend convey co-chair preside chair lead head tour inaugurate sign"
)
#: verbs with whose object, or "with", a person meets
_MEETING = words("meet receive host greet speak talk confer converse discuss call phone telephone")


#: verbs of headlines, without their -s, which capitals make look like names
_HEADLINE_VERBS = words(
    "hold meet receive visit ha say call urge hail arrive attend address discus discusse talk speak welcome host "
    "sign conclude begin pay make set renew condemn congratulate thank reject warn vow pledge seek to deliver "
    "open chair inaugurate participate travel return reaffirm back support express issue agree exchange send"
)


_PAST = words(
    "met held received welcomed visited hosted spoke sent gave said signed began paid made took urged arrived"
)


#: an initial written on to a surname ("R.Meredov")
_INITIALLED = re.compile(r"^[A-Z]\.(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name over tokens ``[start, end)``, without titles; ``words`` are folded, in the order of the text."""

    start: int
    end: int
    words: tuple[str, ...]
    text: str


def fold(text: str) -> str:
    """Return text in lower case without accents and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


#: words that no full name holds, unless a title or the like shows it to be one
_MATTERS = offices.BODIES.keys() | offices.PORTFOLIO | {"ministerial"}


def _nobody(_: str) -> bool:
    return False


def find_names(
    doc: Doc,
    matches: Matches,
    titles: Iterable[Title],
    headline: frozenset[int],
    famous: Callable[[str], bool] = _nobody,
) -> tuple[Name, ...]:
    """Return the personal names of the text in order.

    ``headline`` holds the tokens of title lines, where capitals prove nothing: there only names known from the rest of
    the text, or led in by a title, are read. ``famous`` tells whether a single word is the surname of somebody known.
    """
    return _Names(doc, matches, tuple(titles), headline, famous).find()


class _Names:
    def __init__(
        self,
        doc: Doc,
        matches: Matches,
        titles: tuple[Title, ...],
        headline: frozenset[int],
        famous: Callable[[str], bool],
    ) -> None:
        self.doc = doc
        self.famous = famous
        self.matches = matches
        self.headline = headline
        self.in_title = {i for t in titles for i in range(t.start, t.end)}
        self.after_title = {t.end for t in titles if not t.plural or t.end - t.head == 1}
        self.definite = {t.end for t in titles if t.determiner or t.owner is not None or t.country or t.relational}
        self.before_title = {t.start for t in titles}
        self.speaking: set[str] = set()
        self.persons = {i for e in doc.ents if e.label_ == "PERSON" for i in range(e.start, e.end)}

    def find(self) -> tuple[Name, ...]:
        runs = list(self._runs())
        body = [run for run in runs if run[0] not in self.headline]
        self.speaking = {self.doc[s].text for s, e in body if e - s == 1 and self._acts(s)}
        names = [name for run in body if (name := self._accept(*run)) is not None]
        names += self._beside(body, names)
        known = {word for name in names for word in name.words}
        for start, end in [*body, *self._openings(runs)]:
            name = self._name(start, end)
            if name not in names and set(name.words) <= known and len(name.words) <= 2:
                names.append(name)
        for start, end in runs:
            if start in self.headline:
                names.extend(self._in_headline(start, end, known))
        return tuple(sorted(names, key=lambda n: n.start))

    def _beside(self, runs: list[tuple[int, int]], names: list[Name]) -> list[Name]:
        """Names that no evidence of their own shows to be a person's, joined by "and" to one that is."""
        starts = {name.start for name in names}
        ends = {name.end for name in names}
        found = []
        for start, end in runs:
            if start in starts or not self._personal(start, end):
                continue
            behind = start > 1 and self.doc[start - 1].lower_ == "and" and start - 1 in ends
            ahead = end + 1 < len(self.doc) and self.doc[end].lower_ == "and" and end + 1 in starts
            if behind or ahead:
                found.append(self._name(start, end))
        return found

    def _personal(self, start: int, end: int) -> bool:
        """Whether a run has the form of a full personal name: a few words, all capitalised, none of a thing."""
        tokens = [t for t in self.doc[start:end] if t.is_alpha]
        proper = all(t.tag_ in ("NNP", "NNPS") or t.text[0].islower() for t in tokens)
        things = any(t.lower_ in _THINGS or t.lower_ in _MATTERS or t.text.isupper() for t in tokens)
        return proper and not things and 1 < len(tokens) < 6

    def _openings(self, runs: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
        """First words of sentences that the tagger took for no names; they count where the name is known."""
        inside = {i for start, end in runs for i in range(start, end)}
        for token in self.doc:
            if not token.is_sent_start or len(token) < 3 or not token.text[0].isupper():
                continue
            if token.i in inside or token.i in self.in_title or token.i in self.headline:
                continue
            if self.matches.at(token.i) is None:
                yield token.i, token.i + 1

    # -- runs of name-like words

    def _runs(self) -> Iterable[tuple[int, int]]:
        at = 0
        while at < len(self.doc):
            if not self._starts(at):
                at += 1
                continue
            end = at + 1
            while end < len(self.doc) and (step := self._step(end)):
                end += step
            yield at, end
            at = end

    def _starts(self, at: int) -> bool:
        token = self.doc[at]
        text = token.text
        if not text[0].isupper() and text not in _PARTICLES:
            return False
        if token.lower_ in ("al", "el", "bin") and text[0].isupper() and self._step(at + 1):
            return True
        if text in _PARTICLES and (at in self.after_title or self._honoured(at)):
            return self._step(at) > 1
        return self._namelike(token)

    def _namelike(self, token: Token) -> bool:
        text = token.text
        match = self.matches.at(token.i)
        if (
            match is not None
            and match.kind == "person"
            and match.end - match.start > 1
            and token.i not in self.in_title
        ):
            return text[0].isupper()
        if (
            text in LETTERS
            or not text[0].isupper()
            or token.i in self.in_title
            or token.is_punct
            or token.lower_ in _CALENDAR
        ):
            return False
        if not any(c.isalpha() for c in text) or (offices.is_honorific(token) and not self._within(token)):
            return False
        if match is not None and match.kind != "person" and not self._borrowed(token):
            return False
        if token.is_sent_start and token.tag_ not in ("NNP", "NNPS") and token.i not in self.after_title:
            return False
        return not (
            token.tag_ in ("DT", "IN", "CC", "PRP", "PRP$", "WDT", "WP", "WRB", "MD", "TO", "EX", "UH")
            and len(text) > 1
        )

    def _within(self, token: Token) -> bool:
        """Whether an honorific stands within a name ("Hassan Sheikh Mohamud")."""
        i = token.i
        if (
            token.lower_ not in ("sheikh", "shaikh", "u", "tan", "sri", "haji", "sir")
            or i == 0
            or i + 1 >= len(self.doc)
        ):
            return False
        before, after = self.doc[i - 1], self.doc[i + 1]
        return (
            before.text[0].isupper()
            and after.text[0].isupper()
            and not offices.is_honorific(before)
            and before.i not in self.in_title
            and ((match := self.matches.at(before.i)) is None or match.kind == "person")
        )

    def _borrowed(self, token: Token) -> bool:
        """Whether a place's name stands as part of a person's ("Israel Katz", "Santiago Peña")."""
        match = self.matches.at(token.i)
        if match is None or match.end - match.start > 1 or match.kind not in ("country", "capital", "region"):
            return False
        i = token.i
        ahead = self.doc[i + 1] if i + 1 < len(self.doc) else None
        if ahead is not None and ahead.text[:1].isupper() and self.matches.at(i + 1) is None and ahead.is_alpha:
            led = i in self.after_title or self._honoured(i)
            both = i in self.persons and i + 1 in self.persons
            return led or both
        behind = self.doc[i - 1] if i else None
        return behind is not None and behind.i in self.persons and i in self.persons and behind.text[0].isupper()

    def _step(self, at: int) -> int:
        """Return how many tokens from ``at`` on carry the run forward, 0 where it ends."""
        doc = self.doc
        if at >= len(doc) or doc[at].is_sent_start:
            return 0
        token = doc[at]
        if (
            token.text in ("-", "‐", "–")
            and not doc[at - 1].whitespace_
            and not token.whitespace_
            and at + 1 < len(doc)
        ):
            return 2 if doc[at + 1].is_alpha else 0
        if self._namelike(token):
            return 1
        if token.lower_ in _PARTICLES and at + 1 < len(doc) and token.i not in self.in_title:
            step = 1
            while at + step < len(doc) and doc[at + step].lower_ in _PARTICLES and step < 3:
                step += 1
            if at + step < len(doc) and doc[at + step].text == "-" and at + step + 1 < len(doc):
                return step + 2 if doc[at + step + 1].text[0].isupper() else 0
            return step + 1 if at + step < len(doc) and self._namelike(doc[at + step]) else 0
        if token.text == "," and at + 1 < len(doc) and doc[at + 1].lower_ in ("jr", "jr.", "sr", "sr."):
            return 2
        return 1 if token.lower_ in _SUFFIXES and token.text[0].isupper() else 0

    # -- which runs are persons

    def _name(self, start: int, end: int) -> Name:
        if (
            end - start > 1
            and self.doc[start].is_sent_start
            and start in self.matches.roles
            and start not in self.after_title
        ):
            start += 1  # "Farmer Olle Brandt": what somebody is, at the start of a sentence
        tokens = [t for t in self.doc[start:end] if not t.is_space]
        text = "".join(t.text_with_ws for t in tokens).strip()
        if text.isupper() and len(text) > 3:
            text = text.title()
        plain = [_INITIALLED.sub("", t.text) for t in tokens]
        words = tuple(w for p in plain for w in fold(p).split() if any(c.isalnum() for c in w))
        return Name(start=start, end=end, words=words, text=" ".join(text.split()))

    def _accept(self, start: int, end: int) -> Name | None:
        tokens = self.doc[start:end]
        lowers = [t.lower_ for t in tokens]
        led = start in self.after_title or self._honoured(start) or self._introduced(start)
        things = [w for w in lowers if w in _THINGS or w in offices.BODIES]
        if things and (not led or len(things) == len(lowers)):
            return None
        if sum(t.is_alpha for t in tokens) > 8:
            return None
        match = self.matches.at(start)
        known = match is not None and match.kind == "person"
        if led or known or self._followed(end) or self._speaks(start, end) or self._met(start, end):
            return self._name(start, end)
        if not self._labelled(start, end) or (start and self.doc[start - 1].lower_ in ("in", "at", "near")):
            return None
        if end - start > 1 or self._acts(start) or self.famous(tokens[0].text):
            return self._name(start, end)
        return None

    def _acts(self, at: int) -> bool:
        """Whether a single word that may be a name says or does something."""
        token = self.doc[at]
        return token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() in _SAYING

    def _honoured(self, start: int) -> bool:
        before = self.doc[start - 1] if start else None
        if before is not None and before.text == "." and start > 1:
            before = self.doc[start - 2]
        return before is not None and offices.is_honorific(before)

    def _introduced(self, start: int) -> bool:
        """Whether a definite title and a comma stand before ("its government spokesperson, …")."""
        return start > 1 and self.doc[start - 1].text == "," and start - 1 in self.definite

    def _followed(self, end: int) -> bool:
        """Whether a comma and a title follow ("Samir Belkacem, the foreign minister")."""
        return end + 1 < len(self.doc) and self.doc[end].text == "," and end + 1 in self.before_title

    def _labelled(self, start: int, end: int) -> bool:
        inside = sum(1 for i in range(start, end) if i in self.persons)
        upper = end - start == 1 and self.doc[start].text.isupper() and len(self.doc[start].text) > 1
        return 2 * inside > end - start and not upper

    def _speaks(self, start: int, end: int) -> bool:
        head = self.doc[end - 1]
        words = sum(t.is_alpha for t in self.doc[start:end])
        proper = all(t.tag_ in ("NNP", "NNPS") or not t.is_alpha or t.text[0].islower() for t in self.doc[start:end])
        subject = head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_.lower() in _SAYING
        subject = subject and not any(t.lower_ in _MATTERS for t in self.doc[start:end])
        return proper and words >= 2 and subject

    def _met(self, start: int, end: int) -> bool:
        """Whether a full name is of one who is met, or whose surname speaks elsewhere in the text."""
        if not self._personal(start, end):
            return False
        if self.doc[end - 1].text in self.speaking or self.doc[start].text in self.speaking:
            return True
        head = self.doc[end - 1]
        verb = head.head.head if head.dep_ == "pobj" and head.head.lower_ in ("with", "by") else head.head
        return head.dep_ in ("dobj", "pobj") and verb.lemma_.lower() in _MEETING and verb.pos_ == "VERB"

    def _in_headline(self, start: int, end: int, known: set[str]) -> Iterable[Name]:
        at = start
        while at < end:
            stop = at
            while stop < end and self._known(stop, known):
                stop += 1
            if stop > at and any(t.is_alpha for t in self.doc[at:stop]):
                yield self._name(at, stop)
                at = stop
            elif at == start and (at in self.after_title or self._honoured(at)) and not self._headline_verb(at):
                stop = at + 1
                while stop < min(end, at + 4) and not self._headline_verb(stop):
                    stop += 1
                yield self._name(at, stop)
                return
            else:
                at += 1

    def _headline_verb(self, at: int) -> bool:
        word = fold(self.doc[at].text)
        return word.rstrip("s") in _HEADLINE_VERBS or word.removesuffix("ed") in _HEADLINE_VERBS or word in _PAST

    def _known(self, at: int, known: set[str]) -> bool:
        token = self.doc[at]
        initial = len(token.text) == 2 and token.text[1] == "." and token.text[0].isupper()
        return initial or token.text == "-" or set(fold(token.text).split()) <= known
