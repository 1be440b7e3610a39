"""The table of attributes gives each token what spaCy's own ruler gives it."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from communique.language.attributes import NAME, tabulated
from communique.language.pipeline import model_name, pipeline

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = (
    "There's a treaty. Let's go, said he; it ain't signed, and they gonna do nothin' till it's read. There were two.",
    "That is what the two sides, which had met thrice, were to do.\n\nI gotta ask y'all: c'm on!  Didn't she get it?",
    *(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))),
)


@pytest.fixture(scope="module")
def plain() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(model_name())


@pytest.mark.parametrize("text", TEXTS)
def test_each_token_is_as_the_ruler_has_it(plain: Language, text: str) -> None:
    for ours, theirs in zip(pipeline()(text), plain(text), strict=True):
        for name in ("text", "pos_", "tag_", "dep_", "lemma_", "morph", "ent_type_", "is_sent_start"):
            assert str(getattr(ours, name)) == str(getattr(theirs, name)), (name, ours.i, ours.text)


def test_the_table_stands_for_the_ruler() -> None:
    nlp = pipeline()
    assert NAME in nlp.pipe_names
    assert "attribute_ruler" not in nlp.pipe_names


def test_a_ruler_with_wider_patterns_is_left_alone(plain: Language) -> None:
    ruler = spacy.blank("en").add_pipe("attribute_ruler")
    assert tabulated(ruler)
    ruler.add([[{"LOWER": "as"}, {"LOWER": "well"}, {"LOWER": "as"}]], {"POS": "CCONJ"})  # type: ignore[attr-defined]
    assert not tabulated(ruler)
    assert not tabulated(plain.get_pipe("tagger"))
