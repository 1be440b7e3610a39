"""Finds the cast of a text: who is named in it, who is meant by what, and what each is known to be on its date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from communique.actors import offices
from communique.actors.cast import Cast, Mention, MentionKind
from communique.actors.coreference import Resolver
from communique.actors.entities import Entities, Entity
from communique.actors.gazetteer import Entry, Gazetteer
from communique.actors.heads import find_bodies, find_groups, find_titles
from communique.actors.lexicon import words
from communique.actors.names import find_names
from communique.actors.organs import Organ, find_organ, issuing_states, sitting_cabinet, with_organs
from communique.actors.people import Appearance, find_appearances, gather
from communique.actors.reach import reach
from communique.actors.references import Reference, find_references
from communique.actors.roles import Setting
from communique.actors.scan import Matches, is_of_another_state, scan, without_surnames
from communique.actors.speech import Speech
from communique.actors.spelling import split
from communique.actors.titles import Title
from communique.actors.trail import Resolved, Trail
from communique.places import place as find_place
from communique.record import Actor
from communique.record import Span as CharSpan
from communique.sources.page import Page, Zone

#: how letters open and close
_SALUTATION = re.compile(r"^(?:Dear|Your Excellency|Excellency|Mr\.? President)\b[^\n]{0,80},\s*$", re.MULTILINE)
_CLOSING = re.compile(
    r"^(?:Yours|Sincerely|Respectfully|Faithfully|(?:With )?(?:[Bb]est|[Kk]ind|[Ww]arm) (?:regards|wishes))\b"
    r"[^\n]{0,30}$",
    re.MULTILINE,
)
#: a line of a title that only tells where and when ("Lima, Peru, 3 May 2021")
_PLACED = re.compile(r"[A-Z][\w.'’ -]*,(?: [\w.'’ -]+,)? \d{1,2}\b[\w ,–-]*\d{4}$|\d{1,2} \w+ \d{4}$")
_READ = words("title caption body")
#: zones that name nobody: from the others, headers and boilerplate, titles of people who are named elsewhere are learnt
_UNREAD = frozenset(("dateline", "byline", None))
#: what papers are called that states or organisations issue together
_JOINT = re.compile(r"joint (?:press )?(?:statement|communiqu[eé]|declaration|release)")
#: offices that in the report of an organisation are its own
_OF_BODIES = words(
    "secretary-general secretary director director-general chair chairman commissioner representative chief head "
    "spokesperson spokesman spokeswoman coordinator manager adviser advisor deputy envoy"
)
#: words of publishers that report for a state
_OFFICIAL = (
    "office",
    "ministry",
    "department",
    "government",
    "president",
    "cabinet",
    "chancellery",
    "service",
    "minister",
)
#: agencies that report for no state: offices without one are of the country that they report from
_WORLDWIDE = frozenset(
    (
        "Reuters", "Agence France-Presse", "Associated Press", "United Press International", "Bloomberg",
        "Bloomberg News", "BBC", "CNN", "Al Jazeera", "Deutsche Presse-Agentur", "EFE", "Financial Times",
        "New York Times", "Washington Post", "The New York Times", "The Washington Post", "The Guardian", "Politico",
        "Euronews", "Interfax", "Deutsche Welle",
    )
)  # fmt: skip
#: whose secretary-general is meant where the text does not tell
_UNITED_NATIONS = "UNO"
_KINDS: dict[str, MentionKind] = {
    "person": "name", "role": "role", "state": "state", "organisation": "organisation", "body": "organisation",
    "group": "group", "sides": "sides", "pronoun": "pronoun", "noun": "role", "order": "role",
    "honorific": "role",
}  # fmt: skip


def find_cast(doc: Doc, page: Page, gazetteer: Gazetteer) -> Cast:
    """Return the actors of a text and all its mentions of them.

    Actors are numbered in the order of their first mention. A ``we`` or ``I`` within a quotation stands for its
    speaker, a ``we`` of a joint statement for all its parties. Bylines, datelines and boilerplate name nobody.
    """
    return _Casting(doc, page, gazetteer).cast()


class _Casting:
    def __init__(self, doc: Doc, page: Page, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.page, self.gazetteer, self.date = page, gazetteer, page.document.date
        self.zones = _zone_tokens(doc, page.zones)
        self.entities = Entities(gazetteer, self.date)
        self.named: dict[int, Entity] = {}
        self.opening = 0
        #: the organ of an organisation that issues the text, or of which it tells
        self.organ: Organ | None = None
        #: the first token of the name that signs a letter, -1 where nobody does
        self.signature = -1

    def cast(self) -> Cast:
        """Return the cast."""
        references, matches = self._references()
        setting = self._setting(matches)
        sentences = self._sentences(references)
        names = {r.appearance.name.start: r.appearance.end for r in references if r.appearance is not None}
        paragraphs = tuple((start, end) for kind, start, end in self.zones if kind == "body")
        speech = Speech(self.doc, paragraphs, names, self._author(setting))
        resolver = Resolver(self.doc, matches, self.entities, setting, speech)
        resolved = resolver.resolve(sentences)
        self._sign(setting, resolver.trail)
        self._settle(setting, resolver, matches)
        return _number(self.doc, resolved)

    def _references(self) -> tuple[tuple[Reference, ...], Matches]:
        doc = self.doc
        kinds = {i: kind for kind, start, end in self.zones for i in range(start, end)}
        publisher = self._publisher()
        home = publisher.country if publisher is not None and publisher.country else self._ground()
        matches = without_surnames(doc, scan(doc, self.gazetteer, self.date, home))
        known = frozenset(match.name for match in matches)
        matches = with_organs(doc, matches)
        self.organ = find_organ(doc, matches, known, self.zones)
        self.entities.spellings = _spellings(doc, matches, self.gazetteer)
        titles = find_titles(doc, matches)
        headline = frozenset(i for i, kind in kinds.items() if kind == "title")
        names = [
            n for n in find_names(doc, matches, titles, headline, self._famous) if kinds.get(n.start) not in _UNREAD
        ]
        appearances = find_appearances(doc, names, titles, matches)
        for signed in self._signature(appearances, titles):
            appearances = tuple(signed if a.name == signed.name else a for a in appearances)
        people, who = gather(appearances)
        self.opening = next((start for kind, start, _ in self.zones if kind == "body"), 0)
        told_above = {a.name.start for a in appearances if a.titles}
        issuing = {a.name.start for a in appearances if "rt" in a.honorific.split() and kinds.get(a.start) == "header"}
        told = {
            id(person)
            for start, person in who.items()
            if kinds.get(start) in _READ
            or (start < self.opening and start in told_above)
            or start in issuing
            or start == self.signature
        }
        entity_of = {id(person): self.entities.person(person) for person in people if id(person) in told}
        self.named = {start: entity_of[id(person)] for start, person in who.items() if id(person) in told}
        bodies = find_bodies(doc, matches, titles)
        groups = find_groups(doc, matches, (*titles, *bodies))
        found = find_references(doc, matches, appearances, titles, bodies, groups)
        read = tuple(r for r in found if kinds.get(r.start) in _READ or self._issues(r))
        self._pair([r for r in read if kinds.get(r.start) == "body"])
        return read, matches

    def _pair(self, references: Sequence[Reference]) -> None:
        """Give the offices of a sentence without names to those named without offices in the next, in their order.

        So agencies report: "Turkey's foreign minister met his Greek counterpart. X and Y discussed …".
        """
        sentences: dict[int, list[Reference]] = {}
        for reference in references:
            sentences.setdefault(self.doc[reference.root].sent.start, []).append(reference)
        row = list(sentences.values())
        for at, sentence in enumerate(row[:3]):
            titles = [title for r in sentence if r.title is not None for title in _stated(r.title)]
            if not titles or any(r.appearance for r in sentence):
                continue
            for following in row[at + 1 : at + 3]:
                people = [self.named[r.appearance.name.start] for r in following if r.appearance is not None]
                people = list(dict.fromkeys(people))
                if len(people) == len(titles) and all(e.office is None and e.side is None for e in people):
                    self.entities.install(people, titles)
                    return
                if people:
                    return

    def _issues(self, reference: Reference) -> bool:
        """Whether a reference is to who issues a release, named with his or her office above the text."""
        appearance = reference.appearance
        if appearance is None or not appearance.titles or appearance.name.start not in self.named:
            return False
        return reference.start < self.opening

    def _famous(self, word: str) -> bool:
        """Whether a word is the surname of somebody who is in office on the day of the text."""
        known = self.gazetteer.persons(word, self.date)
        return bool(known) and bool(known[0].on(self.date))

    def _sentences(self, references: Sequence[Reference]) -> list[tuple[Span, list[Reference]]]:
        """The sentences in the order of reading: the body first, for headlines and captions are read in its light."""
        kinds = {start: kind for kind, start, _ in self.zones}
        by_sentence: dict[int, list[Reference]] = {}
        for reference in references:
            by_sentence.setdefault(self.doc[reference.root].sent.start, []).append(reference)
        body: list[tuple[Span, list[Reference]]] = []
        rest: list[tuple[Span, list[Reference]]] = []
        kind = "body"
        starts = sorted(kinds)
        at = 0
        for sentence in self.doc.sents:
            while at < len(starts) and starts[at] < sentence.end:
                kind = kinds[starts[at]]
                at += 1
            found = by_sentence.get(sentence.start, [])
            (body if kind == "body" else rest).append((sentence, found))
        return body + rest

    # -- the setting

    def _setting(self, matches: Matches) -> Setting:
        publisher = self._publisher()
        side = (publisher.country or publisher.code) if publisher is not None else None
        press = publisher is not None and publisher.sector in ("MED", "JRN")
        worldwide = publisher is not None and publisher.name in _WORLDWIDE
        counted = Counter(m.country for m in matches if m.country and m.kind in ("country", "adjective"))
        ground = self._ground() or (max(counted, key=lambda c: counted[c]) if counted else None)
        opening = next((end for kind, _, end in self.zones if kind == "body"), 0)
        agency = publisher is None and (self.page.document.publisher or "").isupper()
        foreign = press and side is not None and side not in counted and ground not in (None, side)
        organ = self.organ
        home = None if press or agency else side or self._letterhead(matches) or self._own_leader()
        return Setting(
            organ=self.entities.organ(organ, sitting_cabinet(self.doc, self.zones), home or side or ground),
            issuing=organ is not None and organ.issuing,
            topic=self._topic(matches),
            home=home or (organ.code if organ is not None and organ.issuing and not press else None),
            press=ground if agency or foreign else side if press and not worldwide else None,
            ground=ground,
            parties=self._parties(matches),
            named=self.named,
            opening=opening,
        )

    def _own_minister(self) -> str:
        """The office of a mere "Minister" in the release of a ministry."""
        publisher = self.page.document.publisher or ""
        _, found, portfolio = publisher.partition("Ministry of ")
        portfolio = portfolio.split(" of the ")[0].split(" - ")[0]
        return f"Minister of {portfolio}" if found and portfolio else "Minister"

    def _letterhead(self, matches: Matches) -> str | None:
        """The state that the head of a release names ("REPUBLIC OF SOUTH AFRICA")."""
        heads = [(start, end) for kind, start, end in self.zones if kind == "header"]
        inside = (m for start, end in heads for m in matches if start <= m.start < end)
        return next((m.country for m in inside if m.country and m.kind in ("country", "seat")), None)

    def _own_leader(self) -> str | None:
        """The state of the first leader whom a release names without it: its own ("Prime Minister X")."""
        publisher = (self.page.document.publisher or "").lower()
        if not any(word in publisher for word in _OFFICIAL):
            return None
        for start in sorted(self.named):
            entity = self.named[start]
            if entity.titles and entity.known is not None and not any(t.country for t in entity.titles[:1]):
                return entity.side
        return None

    def _author(self, setting: Setting) -> tuple[Entity, ...]:
        """Who says "we" where nobody is quoted: who is named in the headline, else the state whose report it is."""
        if self.signature in self.named:
            return (self.named[self.signature],)
        titles = [(start, end) for kind, start, end in self.zones if kind == "title"]
        for start, end in titles:
            named = [self.named[i] for i in range(start, end) if i in self.named]
            if named:
                return (named[0],)
        issuing = [self.named[i] for i in sorted(self.named) if i < self.opening]
        if issuing:
            return (issuing[0],)
        home = setting.home
        return (self.entities.state(home),) if home is not None and self.gazetteer.state(home) is not None else ()

    def _signature(self, appearances: Iterable[Appearance], titles: Iterable[Title]) -> tuple[Appearance, ...]:
        """The name that signs a letter, with the title below it: the first behind its closing formula, if there is one.

        Empty where the text is no letter, which opens with "Dear" or the like.
        """
        text = self.doc.text
        closing = _CLOSING.search(text) if _SALUTATION.search(text) else None
        if closing is None:
            return ()
        signed = next((a for a in appearances if self.doc[a.start].idx >= closing.end()), None)
        if signed is None:
            return ()
        self.signature = signed.name.start
        below = [t for t in titles if signed.end <= t.start <= signed.end + 2]
        held = tuple(t for t in below if all(x.is_space or x.is_punct for x in self.doc[signed.end : t.start]))
        return (replace(signed, titles=signed.titles or held[:1]),)

    def _publisher(self) -> Entry | None:
        """What the gazetteer knows of the publisher: a state, a seat, a body or an agency."""
        publisher = self.page.document.publisher
        if not publisher:
            return None
        entries = [*self.gazetteer.exact(publisher), *(hit.entries[0] for hit in self.gazetteer.scan(split(publisher)))]
        found = next((e for e in entries if (e.country or e.code) and e.kind != "role"), None)
        if found is None or found.country is None:
            return found
        initials = publisher.isupper() and found.sector not in ("MED", "JRN")
        agency = initials and self._ground() not in (None, found.country)  # rather than the body of another state
        elsewhere = is_of_another_state(found, self.gazetteer.state(found.country), self.page.document.text)
        return None if agency or elsewhere else found

    def _ground(self) -> str | None:
        place = self.page.document.dateline.place
        if not place:
            return None
        entries = self.gazetteer.exact(place)
        known = next((e.country for e in entries if e.country), None)
        found = find_place(place, "") if known is None else None
        return found.country if found is not None else known

    def _parties(self, matches: Matches) -> tuple[Entity, ...]:
        """The states and organisations that issue a joint statement; none for any other text."""
        document = self.page.document
        opening = self.page.document.text[:600].lower()
        title = (document.title or "").lower()
        if not (_JOINT.search(title) or _JOINT.search(opening[:200])):
            return ()
        if not any(t.lower_ == "we" for t in self.doc) and "joint" not in title:
            return ()
        named = self._parties_in_title(matches)
        if len(named) > 1 or (named and named[0].kind == "organisation"):
            return named if len(named) > 1 or self.organ is None else ()
        if self.organ is not None and self.organ.issuing:
            return ()
        if row := issuing_states(self.doc, matches, 600):
            return tuple(map(self.entities.state, row))
        counted = Counter[tuple[str, str]]()
        for match in matches:
            if match.kind in ("country", "organisation", "adjective") and (match.country or match.code):
                weight = 3 if self.doc[match.start].idx < 600 else 1
                counted[match.country or "", match.code or ""] += weight
        top = [key for key, _ in counted.most_common(2)]
        return tuple(self._party(matches, *key) for key in top) if len(top) == 2 else ()

    def _topic(self, matches: Matches) -> str | None:
        """The one state that the title names."""
        top = [(kind, start, end) for kind, start, end in self.zones if start < self.opening and kind == "title"]
        heads = [(start, end) for _, start, end in top if not _PLACED.match(self.doc[start:end].text)]
        named = {m.country for start, end in heads for m in matches if start <= m.start < end and m.country}
        return named.pop() if len(named) == 1 else None

    def _parties_in_title(self, matches: Matches) -> tuple[Entity, ...]:
        heads = [(start, end) for kind, start, end in self.zones if kind == "title"]
        heads = [h for h in heads if h == heads[0] or not _PLACED.match(self.doc[h[0] : h[1]].text)]
        inside = [m for start, end in heads for m in matches if start <= m.start < end]
        sides = [(m.country or "", m.code or "") for m in inside if m.kind in ("country", "organisation", "adjective")]
        return tuple(self._party(matches, *side) for side in dict.fromkeys(sides) if any(side))

    def _party(self, matches: Matches, country: str, code: str) -> Entity:
        if country:
            return self.entities.state(country)
        named = [m for m in matches if m.code == code and m.kind == "organisation"]
        often = Counter(m.name for m in named)
        return self.entities.organisation(max(named, key=lambda m: often[m.name]))

    def _sign(self, setting: Setting, trail: Trail) -> None:
        """Give two officials without a state who act together one side each where the text has two: its own first."""
        sides = Counter(e.country for e in self.entities.people() if e.country is not None)
        others = [side for side, _ in sides.most_common() if side != setting.usual]
        if setting.usual not in sides or len(others) != 1:
            return
        for sentence in trail.history:
            row = dict.fromkeys(r.single for r in sentence if r.single is not None and r.reference.kind == "person")
            free = [e for e in row if e.side is None and e.office is not None]
            if len(row) == 2 and len(free) == 2:
                for entity, side in zip(free, (setting.usual, others[0]), strict=True):
                    entity.country, entity.resolved = side, True

    def _settle(self, setting: Setting, resolver: Resolver, matches: Matches) -> None:
        """Give officials whom no title and no gazetteer placed a state.

        It is that of the other side where they meet somebody of the report's own, else the report's or its ground.
        """
        counted = Counter(m.country for m in matches if m.country)
        companions = dict(resolver.rows.companions)
        for entity in self.entities.people():
            if entity.office == "Minister" and entity.side in (None, setting.home):
                entity.office = self._own_minister()
            if entity.side is not None or entity.office is None or entity.private or entity in companions:
                continue
            met = {e.side for scene in resolver.trail.scenes if entity in scene for e in scene if e.side is not None}
            self._place(entity, setting, met, counted)
        for entity, leader in companions.items():
            if entity.side is None:
                entity.country, entity.code, entity.resolved = leader.country, leader.code, leader.resolved

    def _place(self, entity: Entity, setting: Setting, met: set[str], counted: Counter[str]) -> None:
        """Give one official without a state or body his or her side; ``met`` are those of whom he or she meets."""
        usual = setting.usual
        if "of the secretary general" in (entity.office or "").lower().replace("-", " "):
            body = usual if usual is not None and self.gazetteer.state(usual) is None else _UNITED_NATIONS
            entity.code, entity.sector, entity.resolved = body, "IGO", True
            return
        if usual is not None and self.gazetteer.state(usual) is None:
            nouns = set((entity.office or "").lower().split())
            if nouns & _OF_BODIES and usual not in met:
                entity.code, entity.sector, entity.resolved = usual, "IGO", True
                return
            # the seat of an organisation is no party of its reports, unless they name it
            spoken_of = next((c for c, _ in counted.most_common(1)), None)
            usual = setting.ground if setting.ground in counted or spoken_of is None else spoken_of
        elif usual in met and len(met) == 1:
            others = [setting.ground, *(c for c, _ in counted.most_common())]
            usual = next((c for c in others if c is not None and c not in met), None)
        if usual is not None:
            entity.country, entity.resolved = usual, True


def _stated(title: Title) -> tuple[Title, ...]:
    """The offices of known states in a title ("his Greek counterpart", "the foreign ministers of Peru and Chile")."""
    own = (title,) if title.country is not None and not title.plural and title.determiner not in ("a", "an") else ()
    row = own or tuple(replace(title, country=country, plural=False) for country in title.countries)
    return row if title.relational or title.noun in offices.HEADS else ()


def _spellings(doc: Doc, matches: Matches, gazetteer: Gazetteer) -> dict[str, str]:
    """How the text writes the names of states and bodies that the gazetteer has otherwise."""
    written: dict[str, set[str]] = {}
    for match in matches:
        if match.kind not in ("country", "organisation"):
            continue
        state = gazetteer.state(match.country) if match.kind == "country" and match.country else None
        first = match.start + (doc[match.start].lower_ == "the")
        text = " ".join("".join(t.text_with_ws for t in doc[first : match.end]).split())
        if text[:1].isupper():
            written.setdefault(state.name if state is not None else match.name, set()).add(text)
    spelt = {name: _spelling(name, forms) for name, forms in written.items()}
    return {name: spelling for name, spelling in spelt.items() if spelling is not None}


def _spelling(name: str, forms: set[str]) -> str | None:
    """The text's own full name for what the gazetteer calls otherwise, or the name with the text's abbreviation."""
    if name in forms or any("(" in form for form in forms):
        return None
    full = sorted(form for form in forms if not form.isupper() and "." not in form)
    short = sorted(form for form in forms if form.isupper() and form.isalpha() and 2 < len(form) < 8)
    if full and (len(full[0].split()) > 1 or len(name.split()) > 1) and not (short and len(full[0].split()) < 2):
        return full[0]
    return f"{name} ({short[0]})" if short and not full and len(name.split()) > 1 else None


def _zone_tokens(doc: Doc, zones: Iterable[Zone]) -> tuple[tuple[str, int, int], ...]:
    """The zones as (kind, first token, end token)."""
    found = []
    starts = [token.idx for token in doc]
    for zone in zones:
        start = bisect_left(starts, zone.span.start)
        end = bisect_left(starts, zone.span.end)
        found.append((zone.kind, start, end))
    return tuple(found)


def _number(doc: Doc, resolved: Sequence[Resolved]) -> Cast:
    """Turn entities into actors, numbered by their first mention."""
    ids: dict[Entity, str] = {}
    spans: dict[Entity, list[CharSpan]] = {}
    mentions: list[Mention] = []
    for known in resolved:
        reference = known.reference
        for entity in known.entities:
            ids.setdefault(entity, f"a{len(ids) + 1}")
            spans.setdefault(entity, []).append(_characters(doc, *reach(doc, reference)))
        mentions.append(
            Mention(
                start=reference.start,
                end=reference.end,
                root=reference.root,
                actors=tuple(ids[e] for e in known.entities),
                kind=_KINDS[reference.kind],
                possessive=reference.possessive,
            )
        )
    actors = tuple(_actor(entity, ids[entity], spans[entity]) for entity in ids)
    return Cast(actors, tuple(mentions))


def _characters(doc: Doc, start: int, end: int) -> CharSpan:
    last = doc[end - 1]
    return CharSpan(doc[start].idx, last.idx + len(last))


def _actor(entity: Entity, actor_id: str, spans: list[CharSpan]) -> Actor:
    return Actor(
        id=actor_id,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        code=entity.code,
        sector=entity.sector,
        office=None if entity.unnamed else entity.office or None,
        resolved=entity.resolved,
        mentions=tuple(spans),
    )
