"""What one marked party does to another in a sentence: a small classifier, run with onnxruntime.

``training/relation`` made it; ``data/relation/MODEL_CARD.md`` says from what, how well it reads and where it fails.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from communique.record import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    import onnxruntime
    import tokenizers

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """The loaded classifier and what ``config.json`` says of it."""

    session: onnxruntime.InferenceSession
    tokenizer: tokenizers.Tokenizer
    classes: tuple[str, ...]
    quads: tuple[int, ...]
    marks: tuple[int, ...]
    limit: int
    temperature: float


def relation(sentence: str, *, source: Offsets | None = None, target: Offsets | None = None) -> Relation:
    """Return the class of what the source does to the target, with the probability of every class.

    ``source`` and ``target`` are half-open character offsets into the sentence; None where it names none. An answer is
    always given: a sentence without an event gets its nearest class. Raises ValueError for offsets that are empty or
    outside the sentence.
    """
    for span in (source, target):
        if span is not None and not 0 <= span[0] < span[1] <= len(sentence):
            raise ValueError(f"offsets {span} are empty or outside the sentence of {len(sentence)} characters")
    model = _load()
    coded = model.tokenizer.encode(sentence)
    ids, places = _place_marks(model, coded.ids, coded.offsets, (source, target))
    # one pair at a time: the scale of the activations is that of the whole batch, so company would change the answer
    inputs = {"ids": np.array([ids], dtype=np.int64), "marks": np.array(places, dtype=np.int64)}
    logits = model.session.run(None, inputs)[0][0].astype(np.float64) / model.temperature
    return _read(model, logits)


def _read(model: _Model, logits: np.ndarray) -> Relation:
    chances = np.exp(logits - logits.max())
    chances /= chances.sum()
    # a stable sort, so that equal chances keep the order of the classes; rounded, so that no last bit shows
    order = np.argsort(-chances, kind="stable")
    best = int(order[0])
    return Relation(
        event_type=model.classes[best],
        quad_code=model.quads[best],
        confidence=round(float(chances[best]), 4),
        scores=tuple((model.classes[i], round(float(chances[i]), 4)) for i in order),
    )


def _place_marks(
    model: _Model, ids: Sequence[int], offsets: Sequence[Offsets], spans: tuple[Offsets | None, Offsets | None]
) -> tuple[list[int], list[int]]:
    """Return the ids with a mark before and after each span, and where the opening marks stand (0: there is none)."""
    inserts: list[tuple[int, int, int]] = []
    for order, span in enumerate(spans):
        inside = [i for i, (a, b) in enumerate(offsets) if span and a < b and a < span[1] and b > span[0]]
        if inside:
            inserts.append((inside[0], 1, model.marks[2 * order]))
            inserts.append((inside[-1] + 1, 0, model.marks[2 * order + 1]))
    marked = list(ids)
    for index, _, mark in sorted(inserts, reverse=True):
        marked.insert(index, mark)
    marked = _cut(marked, model)
    return marked, [marked.index(m) if m in marked else 0 for m in (model.marks[0], model.marks[2])]


def _cut(marked: list[int], model: _Model) -> list[int]:
    """Return at most ``limit`` ids: the first, the last, and a window that starts shortly before the first mark."""
    if len(marked) <= model.limit:
        return marked
    placed = [i for i, token in enumerate(marked) if token in model.marks]
    start = max(1, min((min(placed) if placed else 1) - 8, len(marked) - model.limit + 1))
    return [marked[0], *marked[start : start + model.limit - 2], marked[-1]]


@cache
def _load() -> _Model:
    """Load the classifier, once per process; the libraries come with it, since not every command needs them."""
    import onnxruntime
    import tokenizers

    folder = resources.files("communique.data") / "relation"
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    # one thread: the model is too small to gain from more, and worker processes share the cores among themselves
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        (folder / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    return _Model(
        session=session,
        tokenizer=tokenizers.Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8")),
        classes=tuple(config["classes"]),
        quads=tuple(config["quads"]),
        marks=tuple(config["marks"]),
        limit=config["limit"],
        temperature=config["temperature"],
    )
