"""The products of matrices that spaCy's networks are made of, by numpy's library where that is the faster one.

spaCy multiplies by a library of its own, BLIS. The one that numpy brings, OpenBLAS, takes about a third of its time on
processors with wide registers, if it is kept from spreading such small products over several threads.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language
from thinc.api import NumpyOps


class Threads(NamedTuple):
    """How to learn and to set over how many threads numpy spreads a product."""

    number: Callable[[], int]
    limit: Callable[[int], object]


class SingleOps(NumpyOps):  # type: ignore[misc]
    """spaCy's operations with products by numpy, each in one thread; the setting is put back after each."""

    def __init__(self, threads: Threads) -> None:
        super().__init__()
        self._threads = threads

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return the product of two matrices of numbers of four bytes, in ``out`` where it is given."""
        before = self._threads.number()
        if before == 1:
            return np.dot(x.T if trans1 else x, y.T if trans2 else y, out)
        self._threads.limit(1)
        try:
            return np.dot(x.T if trans1 else x, y.T if trans2 else y, out)
        finally:
            self._threads.limit(before)


def quicken(nlp: Language) -> None:
    """Have the networks of a pipeline multiply by numpy; left as they are where its library cannot be told threads."""
    found = threads()
    if found is None:
        return
    ops = SingleOps(found)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model is not None and hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


def threads() -> Threads | None:
    """Return the handle on the library that came with numpy; None where it is another, or the system's own."""
    home = Path(np.__file__).parent
    for folder in (home.parent / "numpy.libs", home / ".dylibs"):
        for path in sorted(folder.glob("libscipy_openblas*")):
            library = ctypes.PyDLL(str(path))  # loaded already: this only asks for it
            for suffix in ("64_", ""):
                try:
                    number = library[f"scipy_openblas_get_num_threads{suffix}"]
                    limit = library[f"scipy_openblas_set_num_threads{suffix}"]
                except AttributeError:
                    continue
                return Threads(number, limit)
    return None
