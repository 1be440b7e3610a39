"""How near words are in meaning: short vectors of common English words (``data/comparing.npz``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from communique.comparing.words import stem

Table = NDArray[np.float64]
#: a text as its words, by their places in a vocabulary, and what each weighs
Weighed = tuple[NDArray[np.intp], Table]


def nearness(words: Sequence[str]) -> Table:
    """Return how near each of the words is to each, 0 to 1: 1 within a stem, 0 where a word has no vector."""
    places, vectors = _table()
    rows = np.zeros((len(words), vectors.shape[1]), dtype=np.float64)
    known = [at for at, word in enumerate(words) if word in places]
    rows[known] = vectors[[places[words[at]] for at in known]]
    rows[known] /= np.linalg.norm(rows[known], axis=1, keepdims=True)
    near = np.round(np.clip(rows @ rows.T, 0.0, 1.0), 4)  # rounded, so that no machine's last bit shows
    stems = np.array([stem(word) for word in words])
    return np.asarray(np.where(stems[:, None] == stems[None, :], 1.0, near), dtype=np.float64)


def weighed(words: Mapping[str, float], places: Mapping[str, int]) -> Weighed:
    """Return words with their weights in the form that ``answered`` takes."""
    return np.array([places[word] for word in words], dtype=np.intp), np.array(list(words.values()), dtype=np.float64)


def answered(a: Weighed, b: Weighed, near: Table) -> float:
    """Return how much of what each text says has its like in the other, 0 to 1.

    Each word goes to the one that is nearest; a word that says much is not answered by one that says little.
    """
    if not len(a[0]) or not len(b[0]):
        return 0.0
    block = near[np.ix_(a[0], b[0])]
    one, other = a[1][:, None], b[1][None, :]
    mine = (block * np.minimum(1.0, other / one)).max(1) @ a[1] / a[1].sum()
    yours = (block * np.minimum(1.0, one / other)).max(0) @ b[1] / b[1].sum()
    return float(mine + yours) / 2


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    with files("communique").joinpath("data/comparing.npz").open("rb") as file, np.load(file) as found:
        words = found["words"].tobytes().decode("ascii").split("\n")
        return {word: row for row, word in enumerate(words)}, found["vectors"]
