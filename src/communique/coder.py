"""The whole reading as a program: text to page, parse, cast, meetings, statements, events, record.

Each stage is a function whose signature says what it needs; none edits another's output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc

from communique.actors import resolve
from communique.actors.find import find_cast
from communique.actors.gazetteer import Gazetteer
from communique.actors.gazetteer import load as load_gazetteer
from communique.events.coding import code_events
from communique.events.gate import Gated, through
from communique.events.ontology import Ontology
from communique.events.ontology import load as load_ontology
from communique.events.relation import relation
from communique.language.identify import require_english
from communique.language.pipeline import pipeline, prepare
from communique.meetings import find_meetings
from communique.places import place
from communique.record import Actor, Place, Record, Relation
from communique.sources.page import Page
from communique.sources.text import read_text
from communique.statements.find import find_statements
from communique.version import __version__

#: what a record says it was made by
CODER = f"communique {__version__}"

Paths = Sequence[str | Path]


class Coder:
    """Reads texts into records; make one with ``communique.load``."""

    def __init__(self, gazetteer: Gazetteer, *, codes: Ontology | None = None) -> None:
        self._gazetteer = gazetteer
        self._codes = codes

    def read(
        self,
        text: str,
        *,
        title: str | None = None,
        published: str | None = None,
        url: str | None = None,
        gate: bool = False,
    ) -> Record:
        """Return the record of one text; raises InputRefused where it is empty or not in English.

        With ``gate`` only those sentences are parsed whose words may tell of an event or a statement (docs/speed.md).
        """
        return self.read_page(read_text(text, title=title, published=published, url=url), gate=gate)

    def read_page(self, page: Page, *, gate: bool = False) -> Record:
        """Return the record of a page, as ``sources.open.open_source`` yields them; raises as ``read`` does."""
        require_english(page.document.text, page.document.url or page.document.title or "text")
        gated = through(page) if gate else Gated(page)
        nlp = pipeline()
        return self._finish(page, gated, nlp(prepare(gated.page, nlp)) if gated.page is not None else None)

    def read_doc(self, doc: Doc) -> Record:
        """Return the record of an already parsed Doc; its sentences and tags are used as they are."""
        return self._code(read_text(doc.text), doc)

    def pipe(self, documents: Iterable[str | Page], *, batch_size: int = 64, gate: bool = False) -> Iterator[Record]:
        """Yield a record per document, in order and in constant memory; raises as ``read`` does, ``gate`` as there."""
        nlp = pipeline()
        stream = iter(documents)
        while batch := [d if isinstance(d, Page) else read_text(d) for d in islice(stream, batch_size)]:
            for page in batch:
                require_english(page.document.text, page.document.url or page.document.title or "text")
            passed = [through(page) if gate else Gated(page) for page in batch]
            prepared = [prepare(gated.page, nlp) for gated in passed if gated.page is not None]
            docs = nlp.pipe(prepared, batch_size=batch_size)
            for page, gated in zip(batch, passed, strict=True):
                yield self._finish(page, gated, next(docs) if gated.page is not None else None)

    def actor(self, phrase: str, date: str | None = None) -> Actor:
        """Return the actor that a phrase names on a date (ISO; the latest known if None)."""
        return resolve.actor(phrase, date, self._gazetteer)

    def place(self, name: str, context: str = "") -> Place | None:
        """Return the place of this name, chosen by its context; None where no gazetteer entry has the name."""
        return place(name, context)

    def relation(
        self, sentence: str, source: tuple[int, int] | None = None, target: tuple[int, int] | None = None
    ) -> Relation:
        """Return the class of what the source does to the target, both character offsets into the sentence or None.

        Raises ValueError for offsets that are empty or outside the sentence.
        """
        return relation(sentence, source=source, target=target)

    def _finish(self, page: Page, gated: Gated, doc: Doc | None) -> Record:
        """Return the record of what the gate let through, with the whole page's document and silences."""
        if gated.page is None or doc is None:
            return Record(document=page.document, silences=gated.silences, coder=CODER)
        record = self._code(gated.page, doc)
        if gated.page is page:
            return record
        silences = tuple(sorted((*record.silences, *gated.silences), key=lambda silence: silence.span))
        return replace(record, document=page.document, silences=silences)

    def _code(self, page: Page, doc: Doc) -> Record:
        cast = find_cast(doc, page, self._gazetteer)
        meetings = find_meetings(doc, cast, page)
        statements, silences = find_statements(doc, cast, meetings, page)
        events, extras = code_events(doc, cast, meetings, statements, page, codes=self._codes)
        return Record(
            document=page.document,
            actors=(*cast.actors, *extras),
            meetings=meetings,
            statements=statements,
            events=events,
            silences=silences,
            coder=CODER,
        )


def load(*, actors: Paths = (), agents: Paths = (), verbs: Paths = (), ontology: Paths = ()) -> Coder:
    """Return a coder with the built-in models, gazetteer and ontology, extended by files of the user.

    ``actors``, ``agents`` and ``verbs`` are files in communique's own or the PETRARCH/TABARI format, ``ontology`` are
    files of event codes (docs/ontology.md). Raises DictionaryRefused where one cannot be read, OSError where no
    English model is installed.
    """
    codes = load_ontology(*ontology) if ontology else None
    return Coder(load_gazetteer(actors=actors, agents=agents, verbs=verbs), codes=codes)
