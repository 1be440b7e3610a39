"""The spaCy component: found by its entry point, and it sets one extension."""

from __future__ import annotations

import subprocess
import sys

from communique.language.pipeline import model_name
from communique.record import Record


def test_the_component_sets_the_record_of_the_doc() -> None:
    import spacy

    nlp = spacy.load(model_name())
    nlp.add_pipe("communique")
    doc = nlp("Kenya is ready to expand trade with Norway, Kenyan Foreign Minister Ada Quill said on Monday.")
    record = doc._.communique
    assert isinstance(record, Record)
    record.check()
    assert record.document.text == doc.text
    assert [statement.act for statement in record.statements] == ["pledge"]


def test_loading_a_pipeline_without_it_does_not_load_the_coder() -> None:
    code = f"import spacy, sys; spacy.load({model_name()!r}); print('communique.coder' in sys.modules)"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
