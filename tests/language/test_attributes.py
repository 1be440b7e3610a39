"""The tables of attributes and lemmas, and other products, give each token what spaCy's own components give it."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import NumpyOps

from communique.language import algebra, attributes, lemmas
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
def test_each_token_is_as_spacy_has_it(plain: Language, text: str) -> None:
    for ours, theirs in zip(pipeline()(text), plain(text), strict=True):
        for name in ("text", "pos_", "tag_", "dep_", "lemma_", "morph", "ent_type_", "is_sent_start"):
            assert str(getattr(ours, name)) == str(getattr(theirs, name)), (name, ours.i, ours.text)


def test_a_lemma_that_is_there_stays(plain: Language) -> None:
    doc = plain("The sides were meeting.")
    doc[2].lemma_ = "exist"
    lemmas.LemmaTable(plain.get_pipe("lemmatizer"))(doc)  # type: ignore[arg-type]
    assert [t.lemma_ for t in doc] == ["the", "side", "exist", "meet", "."]


def test_the_tables_stand_for_the_ruler_and_the_lemmatizer() -> None:
    nlp = pipeline()
    assert {attributes.NAME, lemmas.NAME} <= set(nlp.pipe_names)
    assert not {"attribute_ruler", "lemmatizer"} & set(nlp.pipe_names)


def test_a_ruler_with_wider_patterns_is_left_alone(plain: Language) -> None:
    ruler = spacy.blank("en").add_pipe("attribute_ruler")
    assert attributes.tabulated(ruler)
    ruler.add([[{"LOWER": "as"}, {"LOWER": "well"}, {"LOWER": "as"}]], {"POS": "CCONJ"})  # type: ignore[attr-defined]
    assert not attributes.tabulated(ruler)
    assert not attributes.tabulated(plain.get_pipe("tagger"))


def test_another_lemmatizer_is_left_alone(plain: Language) -> None:
    assert lemmas.tabulated(plain.get_pipe("lemmatizer"))
    assert not lemmas.tabulated(spacy.blank("en").add_pipe("lemmatizer", config={"overwrite": True}))
    assert not lemmas.tabulated(plain.get_pipe("tagger"))


def test_products_are_those_of_one_thread_and_the_setting_stays() -> None:
    threads = algebra.threads()
    if threads is None:
        pytest.skip("numpy multiplies by a library that cannot be told threads")
    before = threads.number()
    threads.limit(2)
    try:
        ops = algebra.SingleOps(threads)
        left, right = (np.arange(n * 288, dtype=np.float32).reshape(n, 288) % 7 for n in (300, 96))
        assert (ops.gemm(left, right, trans2=True) == left @ right.T).all()
        out = np.empty((288, 288), np.float32)
        assert ops.gemm(left, left, out=out, trans1=True) is out
        assert (out == left.T @ left).all()
        assert threads.number() == 2
    finally:
        threads.limit(before)


def test_the_networks_multiply_by_numpy_where_they_can() -> None:
    ops = {type(node.ops) for name in ("tok2vec", "ner") for node in pipeline().get_pipe(name).model.walk()}  # type: ignore[attr-defined]
    assert ops == {NumpyOps if algebra.threads() is None else algebra.SingleOps}
