"""The coder as a spaCy component: ``nlp.add_pipe("communique")`` sets ``doc._.communique`` to the Record.

spaCy finds it through the entry point ``spacy_factories``, and imports this module whenever any pipeline is
loaded, also by programs that never use it: the coder itself is therefore imported only when the component is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from communique.coder import Coder

EXTENSION = "communique"


class Communique:
    """Reads each Doc that passes and leaves it otherwise as it is; holds no state to save beside the pipeline."""

    def __init__(self, coder: Coder) -> None:
        self._coder = coder

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with ``doc._.communique`` set to its Record; raises as ``Coder.read`` does."""
        doc._.set(EXTENSION, self._coder.read_doc(doc))
        return doc


@Language.factory(
    "communique",
    assigns=["doc._.communique"],
    requires=["token.dep", "token.tag", "token.lemma", "doc.ents", "doc.sents"],
    default_config={"actors": [], "agents": [], "verbs": []},
)
def make_component(
    nlp: Language,  # noqa: ARG001 - spaCy hands every factory its pipeline and the component's name
    name: str,  # noqa: ARG001
    actors: list[str],
    agents: list[str],
    verbs: list[str],
) -> Communique:
    """Return the component; ``actors``, ``agents`` and ``verbs`` are paths of user dictionaries.

    Raises DictionaryRefused where a dictionary cannot be read.
    """
    from communique.coder import load

    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=None)
    return Communique(load(actors=actors, agents=agents, verbs=verbs))
