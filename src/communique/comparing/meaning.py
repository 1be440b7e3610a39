"""How near two words are in meaning: short vectors of common English words (``data/comparing.npz``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


def meaning(weighed: Mapping[str, float]) -> Vector | None:
    """Return the direction in which the words point together, of length 1; None where no word of them is known."""
    places, vectors = _table()
    known = [(places[word], weight) for word, weight in weighed.items() if word in places]
    if not known:
        return None
    rows = vectors[[row for row, _ in known]].astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    total = np.asarray([weight for _, weight in known], dtype=np.float32) @ rows
    length = float(np.linalg.norm(total))
    return np.asarray(total / length, dtype=np.float32) if length else None


def nearness(a: Vector | None, b: Vector | None) -> float:
    """Return the cosine of two meanings, -1 to 1; 0 where one is None."""
    return 0.0 if a is None or b is None else float(a @ b)


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    with files("communique").joinpath("data/comparing.npz").open("rb") as file, np.load(file) as found:
        words = found["words"].tobytes().decode("ascii").split("\n")
        return {word: row for row, word in enumerate(words)}, found["vectors"]
