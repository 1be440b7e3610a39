"""Title phrases: an office with the words around it, but without the name of who holds it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.actors import offices, society
from communique.actors.desks import branch_end
from communique.actors.lexicon import words
from communique.actors.organs import row_of_states
from communique.actors.scan import Match, Matches
from communique.language.clauses import is_charge

_DETERMINERS = words("the a an this that both all these those two three four five several some many senior")
_OWNERS = words("his her its their our my your")
_CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow"
)
#: nouns of office before which the name of any body may stand ("Fatah leader", "Kremlin spokesman")
_LED = words("leader chief head spokesman spokeswoman spokesperson founder chairman aide official manager director")
#: where the parser may break a sentence though it goes on ("the U.S. Secretary of State")
_BROKEN = words(") U.S. U.N. U.K. E.U. D.C.")
_JOINERS = words("and & /")
#: of whom a chamber is ("Chamber of Deputies Speaker")
_ELECTED = words("deputies representatives commons lords people elders states councillors")
#: what ends the name of a matter somebody is in charge of ("for the Middle East Peace Process")
_MATTERS = words("affairs relations rights process issues talks settlement initiative crisis conflict peninsula region")


#: parts of a ministry, named after the part of the world that they deal with
_DESKS = words("department division desk directorate bureau section")
#: what one informs somebody of, and is no part of his office ("informed the President of her intention")
_MINDS = words("intention intent plan plans decision desire wish concern concerns view views readiness support")


@dataclass(frozen=True, slots=True)
class Title:
    """A title phrase over tokens ``[start, end)`` with the noun of its office at ``head``.

    ``office`` holds its words without article, state and "former". ``owner`` is the token of a possessor that is no
    name ("its government spokesperson", "the country's president"), ``alias`` an abbreviation given in brackets.
    ``body`` is the name of a club, firm or the like that no gazetteer knows, whose office it is; ``countries`` are
    those of a row of several ("his U.S. and Japanese counterparts").
    """

    start: int
    end: int
    head: int
    noun: str
    office: str
    determiner: str = ""
    country: str | None = None
    organisation: Match | None = None
    owner: int | None = None
    alias: str | None = None
    plural: bool = False
    former: bool = False
    countries: tuple[str, ...] = ()
    body: str | None = None

    @property
    def relational(self) -> bool:
        """Whether it names somebody by his relation to another ("counterpart", "guest") rather than by an office."""
        return self.noun in offices.RELATIONS


def called_by_initials(title: Title) -> tuple[str, ...]:
    """Return the abbreviations by which a text may call who holds an office: the one it gives, its initials."""
    initials = "".join(word[0] for word in title.office.split() if word[0].isupper())
    given = (title.alias,) if title.alias else ()
    return (*given, initials) if 2 < len(initials) < 6 and initials not in given else given


def _opening(token: Token) -> int:
    """Where the sentence of a token opens, also where the parser broke it at an abbreviation or a bracket."""
    start = token.sent.start
    while start > 0 and token.doc[start - 1].text in _BROKEN and token.doc[start].is_sent_start:
        start = token.doc[start - 1].sent.start
    return int(start)


class Phrase:
    """Grows a title phrase around its head, to the left and then to the right."""

    def __init__(
        self, doc: Doc, matches: Matches, head: Token, floor: int, *, taken: frozenset[int] | set[int] = frozenset()
    ) -> None:
        self.taken = taken
        self.doc = doc
        self.matches = matches
        self.head = head
        self.noun = "pope" if head.text == "Father" else offices.singular(head.lower_)
        self.relational = self.noun in offices.RELATIONS
        self.floor = max(floor, _opening(head))
        self.start = head.i - 1 if self.noun == "pope" and head.text == "Father" else head.i
        self.end = head.i + 1
        self.country: str | None = None
        self.organisation: Match | None = None
        self.owner: int | None = None
        self.determiner = ""
        self.alias: str | None = None
        self.dropped: set[int] = set()
        self.row: list[str] = []
        self.body: str | None = None

    def title(self) -> Title:
        """Return the grown phrase."""
        self._grow_left()
        self._grow_right()
        words = self._words()
        lowered = {w.lower() for w in words}
        former = bool(lowered & offices.FORMER)
        plural = self.head.lower_ != self.noun or self.head.tag_ in ("NNS", "NNPS")
        behind = row_of_states(self.doc, self.matches, self.end) if plural and not self.country else ()
        countries = behind or tuple(dict.fromkeys(self.row))
        joint = len(countries) > 1 and self.noun in offices.BODIES
        kept = [w for w in words if w.lower() not in offices.FORMER and w.lower() not in ("visiting", "new", "current")]
        return Title(
            start=self.start,
            end=self.end,
            head=self.head.i,
            noun=self.noun,
            office=self._office(kept),
            determiner=self.determiner,
            country=None if joint else self.country,
            countries=countries if len(countries) > 1 else (),
            organisation=self.organisation,
            owner=self.owner,
            alias=self.alias,
            plural=(self.head.lower_ != self.noun and self.noun != "pope") or self.head.tag_ in ("NNS", "NNPS"),
            former=former,
            body=self.body,
        )

    # -- to the left

    def _grow_left(self) -> None:
        while self.start > self.floor:
            before = self.start - 1
            if before in self.taken:
                return
            token = self.doc[before]
            match = self.matches.at(before)
            if match is not None:
                if match.kind == "person" or not self._take_match(match):
                    return
            elif self._determines(token):
                self._take_determiner(token)
                if token.lower_ not in ("two", "three", "four", "five", "senior", "several"):
                    return
            elif self._joins_states(token):
                self.dropped.add(before)
                self.start = before
            elif token.tag_ == "POS":
                if not self._take_possessor(before):
                    return
            elif self._joins(token) or (token.lower_ == "of" and self.doc[before + 1].lower_ in _ELECTED):
                self.start = before - 1
            elif self._stance(token):
                self.start = before - 1
                self.dropped.update(range(self.start, self.head.i))
            elif self._modifies(token):
                self.start = before
            else:
                self._take_name(before)
                return

    def _take_name(self, last: int) -> bool:
        """Take the unknown name of a body before its officer ("Rosenborg president", "Rosenborg's president")."""
        token = self.doc[last]
        within = token.dep_ in ("compound", "nmod", "poss") and self.start <= token.head.i <= self.head.i
        first = society.opening(self.doc, self.matches, last, self.floor) if within else None
        if first is None or self.noun not in society.OFFICERS:
            return False
        self.start = first
        self.body = self.doc[first : last + 1].text.removeprefix("the ").removeprefix("The ")
        return True

    def _joins_states(self, token: Token) -> bool:
        """Whether a word joins the name of a state to that of another before the office ("U.S. and Japanese")."""
        if token.lower_ not in ("and", "&", ",") or not self.row or self.head.lower_ == self.noun:
            return False
        own, other = self.matches.at(self.start), self.matches.at(token.i - 1)
        states = [m.kind in ("adjective", "country") for m in (own, other) if m is not None]
        return len(states) == 2 and all(states)

    @staticmethod
    def _determines(token: Token) -> bool:
        lower = token.lower_
        if lower == "that":
            return token.dep_ == "det"
        year = len(token.text) == 4 and token.text.isdigit()
        return lower in _OWNERS or lower in _DETERMINERS or (token.pos_ == "NUM" and not year)

    def _take_determiner(self, token: Token) -> None:
        self.start = token.i
        self.dropped.add(token.i)
        self.determiner = token.lower_ if not self.determiner else f"{token.lower_} {self.determiner}"
        if token.lower_ in _OWNERS:
            self.owner = token.i

    def _take_match(self, match: Match) -> bool:
        if match.start < self.floor:
            return False
        self.start = match.start
        if match.kind in ("adjective", "country") and match.country:
            self.row.insert(0, match.country)
        if match.kind in ("organisation", "group"):
            self.organisation = self.organisation or match
            self.country = self.country or match.country
        else:
            self.country = self.country or match.country
        if match.kind != "seat":
            self.dropped.update(range(match.start, match.end))
        return True

    def _take_possessor(self, mark: int) -> bool:
        """Take "Rwanda's", "the council's" or "the country's" before the office."""
        match = self.matches.at(mark - 1)
        self.dropped.add(mark)
        if match is not None:
            self.start = mark
            return match.kind != "person" and self._take_match(match)
        token = self.doc[mark - 1]
        officer = offices.is_head(token.lower_)
        if not officer and self._take_name(mark - 1):
            return False
        if (token.pos_ != "NOUN" and not officer) or mark - 1 < self.floor:
            return False
        self.owner = mark - 1
        self.start = mark - 1
        self.dropped.add(mark - 1)
        while self.start > self.floor and (
            self.doc[self.start - 1].pos_ in ("ADJ", "DET", "NOUN")
            or self.doc[self.start - 1].lower_ in ("ruling", "governing")
        ):
            self.start -= 1
            self.dropped.add(self.start)
        return False

    def _stance(self, token: Token) -> bool:
        """Whether "Pro-Western" or the like stands before the office, which is no part of it."""
        return token.text == "-" and token.i > self.floor and token.nbor(-1).lower_ in ("pro", "anti", "self")

    def _joins(self, token: Token) -> bool:
        """Whether "and" joins an office or portfolio before it to this one ("Trade and Industry Minister")."""
        if token.lower_ not in _JOINERS or token.i - 1 < self.floor:
            return False
        before = self.doc[token.i - 1]
        if self.start == self.head.i and not offices.is_head(before.lower_):
            return False
        if self.matches.at(before.i) is not None:
            return False
        return offices.is_head(before.lower_) or (
            before.lower_ in offices.PORTFOLIO and before.text[0].isupper() == self.head.text[0].isupper()
        )

    def _modifies(self, token: Token) -> bool:
        lower = token.lower_
        if lower in _CALENDAR or token.is_space or token.pos_ in ("VERB", "ADP", "AUX", "ADV", "PRON"):
            return lower in offices.MODIFIERS and lower not in ("under", "then") and token.i + 1 == self.head.i
        if lower in offices.MODIFIERS or lower in offices.PORTFOLIO or lower in offices.BODIES or token.text == "-":
            return True
        if offices.is_head(lower):
            return True
        inside = self.start <= token.head.i <= self.head.i
        if not inside or token.dep_ not in ("compound", "amod", "nmod") or not token.is_alpha:
            return False
        named = token.is_title and (self.head.text[0].isupper() or self.noun in _LED)
        body = self.noun in offices.BODIES and self.head.text[0].isupper()
        return body or not token.is_title or (named and token.ent_type_ != "PERSON" and self.noun in _LED)

    # -- to the right

    def _grow_right(self) -> None:
        self._take_postnominal()
        self._take_alias()
        if self.relational:
            self._belong()
            return
        while self.end + 1 < len(self.doc):
            preposition = self.doc[self.end].lower_
            if self.doc[self.end + 1].lower_ in ("charge", "behalf") or not self._governs(self.end):
                return
            if preposition not in ("of", "for", "to", "at", "on", "in") or not offices.complements(
                self.noun, preposition
            ):
                return
            end = self._complement(self.end + 1, preposition)
            if preposition in ("of", "at") and (end is None or society.goes_on(self.doc, self.matches, end)):
                end = self._body_end(self.end + 1) or end
            if end is None:
                return
            self.end = end
            self._take_alias()

    def _governs(self, at: int) -> bool:
        """Whether "for" or "on" opens what the office is for, rather than why something is done ("thanked the minister
        for the welcome") or that he is charged with ("accused the army of …")."""
        preposition = self.doc[at]
        if preposition.lower_ not in ("for", "on"):
            return not is_charge(preposition)
        ahead = self.doc[at + 2 if self.doc[at + 1].lower_ == "the" and at + 2 < len(self.doc) else at + 1]
        if not offices.holds_for(self.noun):
            return False
        return ahead.text[0].isupper() or self.start <= preposition.head.i < self.end

    def _belong(self) -> None:
        """Take the state whose a counterpart is ("his counterpart from Paraguay")."""
        at = self.end
        if self.country is None and at + 2 < len(self.doc) and self.doc[at].lower_ in ("of", "from"):
            match = self.matches.at(at + 2 if self.doc[at + 1].lower_ == "the" else at + 1)
            if match is not None and match.kind == "country":
                self.country = match.country
                self.dropped.update(range(at, match.end))
                self.end = match.end

    def _take_postnominal(self) -> None:
        """Take "General" of "Secretary General", "-elect" of "President-elect", "Extraordinary and Plenipotentiary"."""
        at = self.end
        while at < len(self.doc):
            lower = self.doc[at].lower_
            if lower in offices.POSTNOMINAL and (lower != "general" or self.noun in offices.GENERALS):
                self.end = at + 1
            elif lower != "-" and not (lower == "and" and self.end > self.head.i + 1):
                break
            at += 1
        if [t.lower_ for t in self.doc[self.end : self.end + 4]] == ["-", "in", "-", "office"]:
            self.end += 4

    def _take_alias(self) -> None:
        at = self.end
        if (end := branch_end(self.doc, self.noun, at)) is not None:
            self.end = end
            return
        if at + 2 < len(self.doc) and self.doc[at].text == "(" and self.doc[at + 2].text == ")":
            inside = self.doc[at + 1].text
            if inside.isupper() and inside.isalpha() and 1 < len(inside) < 8:
                self.alias = inside
                self.dropped.update((at, at + 1, at + 2))
                self.end = at + 3

    def _complement(self, at: int, preposition: str) -> int | None:
        """Return the end of what the office is in charge of, or None where the preposition opens something else."""
        start, doc = at, self.doc
        sentence_end = self.head.sent.end
        while at < sentence_end:
            match = self.matches.at(at)
            token = doc[at]
            if match is not None:
                if match.kind == "person" or not self._may_hold(match, preposition) or self._first_of_several(match):
                    break
                at = match.end
                self._hold(match, start)
            elif at == start and token.lower_ in ("his", "her") and doc[at + 1].text in ("Majesty", "Highness"):
                at += 2
            elif token.text == "-" and [t.lower_ for t in doc[at : at + 4]] == ["-", "in", "-", "office"]:
                at += 4
            elif at == start and token.lower_ in ("the", "his", "her", "its", "their", "our"):
                if token.lower_ != "the" and (
                    preposition == "for" or self.doc[min(at + 1, sentence_end)].lower_ in _MINDS
                ):
                    return None
                at += 1
                if token.lower_ == "our":
                    self.dropped.add(token.i)
                elif token.lower_ != "the":
                    self.owner = token.i
            elif (at not in self.taken and (self._charges(token) or self._named(token))) or (
                (token.tag_ == "POS" and at > start and self._leads_to_body(token))
                or (token.lower_ == "with" and at > start and doc[at - 1].lower_ == "relations")
                or (token.text == "States" and doc[at - 1].lower_ == "with")
                or (token.text in (",", "and", "&", "-", "/", "the") and at > start and self._continues(at))
            ):
                at += 1
            else:
                break
        while at > start and doc[at - 1].text in ("the", "and", ",", "&", "-"):
            at -= 1
        return at if at > start else None

    def _body_end(self, at: int) -> int | None:
        """Return the end of the unknown name of a body behind "of" or "at", and keep it; None where there is none."""
        first = at + 1 if self.doc[at].lower_ == "the" else at
        end = society.end(self.doc, self.matches, first) if self.noun in society.OFFICERS else None
        if end is not None:
            self.body = self.doc[first:end].text
        return end

    def _first_of_several(self, match: Match) -> bool:
        """Whether a state is one of a row after a plural ("the foreign ministers of Estonia, Finland and Sweden")."""
        if self.head.lower_ == self.noun or match.kind != "country" or match.end + 1 >= len(self.doc):
            return False
        following = self.matches.at(match.end + 1)
        return self.doc[match.end].lower_ in (",", "and") and following is not None and following.kind == "country"

    def _may_hold(self, match: Match, preposition: str) -> bool:
        if match.end < len(self.doc) and self.doc[match.end].tag_ == "POS":
            following = self.doc[match.end + 1] if match.end + 1 < len(self.doc) else None
            return preposition == "of" and following is not None and following.lower_ in offices.BODIES
        if match.kind == "adjective":
            following = self.doc[match.end] if match.end < len(self.doc) else None
            if following is not None and self._leads_to_body(following):
                return True
            return following is not None and following.lower_ in (offices.PORTFOLIO | _MATTERS)
        if preposition == "for":
            return offices.holds_for_state(self.noun)
        return True

    def _hold(self, match: Match, start: int) -> None:
        if match.end < len(self.doc) and self.doc[match.end].lower_ in _DESKS:
            return  # "the Foreign Ministry's Second CIS Department" is of the ministry's state
        if match.kind in ("organisation", "group"):
            self.organisation = self.organisation or match
            self.country = self.country or match.country
            return
        if self.doc[start - 1].lower_ == "for" and self.noun in ("representative", "envoy", "coordinator"):
            return
        if self.doc[start - 1].lower_ in ("of", "at") or match.kind == "adjective":
            self.country = self.country or match.country
            following = self.doc[match.end].lower_ if match.end < len(self.doc) else ""
            if match.kind == "adjective" or following not in (offices.BODIES.keys() | offices.PORTFOLIO):
                drop_from = start - 1 if match.start - start <= 1 and match.kind != "adjective" else match.start
                self.dropped.update(range(drop_from, match.end))

    def _charges(self, token: Token) -> bool:
        lower = token.lower_
        if lower in offices.PORTFOLIO or lower in offices.BODIES or self._leads_to_body(token):
            return True
        if offices.is_head(lower):
            named = token.i + 1 < len(self.doc) and token.nbor(1).lower_ in ("bin", "bint", "ibn")
            return lower != "deputy" and not named
        return (
            token.text[0].islower()
            and token.pos_ in ("NOUN", "ADJ")
            and self.start <= token.head.i <= token.i + 2
            and token.dep_ in ("pobj", "amod", "compound", "conj")
        )

    def _leads_to_body(self, token: Token) -> bool:
        """Whether a capitalised word is one of the name of a body ("State Great Hural")."""
        for ahead in self.doc[token.i : token.i + 4]:
            if ahead.tag_ == "POS":
                continue
            if not ahead.text[0].isupper() or ahead.ent_type_ == "PERSON":
                return False
            if ahead.lower_ in offices.BODIES or ahead.lower_ in _MATTERS:
                return True
        return False

    def _named(self, token: Token) -> bool:
        """Whether a capitalised word goes on with the name of a body ("Coalition for Change")."""
        named = self.noun == "member" or (self.noun in offices.BODIES and self.head.text[0].isupper())
        return named and token.text[0].isupper()

    def _continues(self, at: int) -> bool:
        """Whether after a comma, "and" or hyphen the portfolio goes on ("Foreign Affairs, Emigration and …")."""
        following = self.doc[at + 1] if at + 1 < len(self.doc) else None
        if following is None:
            return False
        ahead = at + 1
        while ahead + 1 < len(self.doc) and self.doc[ahead].lower_ in ("and", "the"):
            ahead += 1
        following = self.doc[ahead]
        match = self.matches.at(following.i)
        if match is not None and match.kind == "adjective":
            return match.end < len(self.doc) and self.doc[match.end].lower_ in offices.PORTFOLIO
        if self.doc[at].text == "," and following.text[0].islower():
            return False
        if match is not None or following.lower_ not in offices.PORTFOLIO:
            return False
        ahead = following.i
        while ahead < len(self.doc) and self.doc[ahead].lower_ in offices.PORTFOLIO:
            ahead += 1
        return ahead >= len(self.doc) or not offices.is_head(self.doc[ahead].lower_)

    # -- the words of the office

    def _words(self) -> list[str]:
        return [
            token.text
            for token in self.doc[self.start : self.end]
            if token.i not in self.dropped and not token.is_space
        ]

    def _office(self, words: list[str]) -> str:
        text = " ".join(words).replace("Minister - ", "Minister – ").replace(" - ", "-").replace(" / ", "/")
        text = text.replace(" ,", ",").replace("( ", "(").replace(" )", ")").strip(" ,-")
        if text.lower().endswith(" of the"):
            text = text[:-7]
        if self.organisation is not None and self.organisation.start < self.head.i:
            name = self.organisation.name
            text = f"{text} of the {name}" if text else name
        return "Pope" if text == "Holy Father" else offices.office_case(text)
