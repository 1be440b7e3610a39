"""Train the weights of areas: ``python training/areas/train.py --phrases FILE --gold PATH... --out FILE``.

The first model learns from the phrases and the gold alike. The second needs whole texts, so it learns from the gold
only, and from scores that a first model gives which has not seen that text: else it would trust them too much.
No chance is involved: the sums start from zero and are done in the order of the files.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from communique.evaluation.loading import load_gold
from communique.language.pipeline import parse, pipeline
from communique.record import ACTS, AREAS
from communique.sources.text import read_text
from communique.statements.weighing import CHOICES, Content, Numbers, Weights, choose, features, see, signals

#: inverse strengths of regularisation, the rounds of descent, and the score above which a further area is given;
#: chosen by cross-validation over documents, with the development texts in view
CONTENT, CONTEXT, ROUNDS, THRESHOLD = 0.5, 0.1, 500, -0.5
#: how many parts the gold is taken in, each seen by a first model that learned from the others
FOLDS = 4

Found = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """What the first model sees of a content, and its areas."""

    found: Found
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A gold text with its contents in text order and the areas of each."""

    name: str
    doc: Doc
    contents: tuple[Content, ...]
    areas: tuple[tuple[str, ...], ...]

    def examples(self) -> list[Example]:
        words = see(self.doc)
        return [Example(features(words, c), a) for c, a in zip(self.contents, self.areas, strict=True)]


class Table:
    """A sparse matrix, its entries kept row by row and column by column."""

    def __init__(self, rows: np.ndarray, columns: np.ndarray, values: Numbers, width: int) -> None:
        self.width = width
        self.by_row = (columns, values[:, None], np.flatnonzero(np.diff(rows, prepend=-1)))
        order = np.argsort(columns, kind="stable")
        starts = np.flatnonzero(np.diff(columns[order], prepend=-1))
        self.by_column = (rows[order], values[order, None], starts)
        self.filled = columns[order][starts]

    def times(self, weights: Numbers) -> Numbers:
        columns, values, starts = self.by_row
        return np.add.reduceat(values * weights[columns], starts)

    def transposed_times(self, errors: Numbers) -> Numbers:
        rows, values, starts = self.by_column
        sums = np.zeros((self.width, errors.shape[1]))
        sums[self.filled] = np.add.reduceat(values * errors[rows], starts)
        return sums


def read_phrases(path: Path) -> list[Example]:
    """Return the phrases of a file of areas, act and words, parted by tabs."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    for areas, act, phrase in rows:
        if act not in ACTS or not set(areas.split(",")) <= {*AREAS, "-"}:
            raise ValueError(f"{path}: {phrase!r} has an unknown act or area")
    docs = pipeline().pipe(phrase for *_, phrase in rows)
    return [
        Example(features(see(doc), Content(0, len(doc), act)), () if areas == "-" else tuple(areas.split(",")))
        for (areas, act, _), doc in zip(rows, docs, strict=True)
    ]


def read_texts(paths: Sequence[Path]) -> list[Text]:
    """Return the gold texts that have statements."""
    texts = []
    for gold in load_gold(paths):
        doc = parse(read_text(gold.text))
        rows = sorted(gold.statements, key=lambda s: s.content)
        spans = [doc.char_span(*row.content, alignment_mode="expand") for row in rows]
        contents = tuple(Content(s.start, s.end, r.acts[0]) for s, r in zip(spans, rows, strict=True) if s is not None)
        if contents:
            texts.append(Text(gold.name, doc, contents, tuple(row.areas for row in rows)))
    return texts


def targets(areas: Sequence[tuple[str, ...]]) -> Numbers:
    """Return for each content and choice whether it is right."""
    return np.array([[choice in (given or ("none",)) for choice in CHOICES] for given in areas], dtype=float)


def descend(table: Table, wanted: Numbers, inverse: float) -> Numbers:
    """Return the weights of logistic regressions, one for each column of ``wanted``, by accelerated descent."""
    vector = np.ones((table.width, 1))
    for _ in range(30):
        vector = table.transposed_times(table.times(vector))
        vector /= (size := float(np.linalg.norm(vector)))
    pull = 1 / inverse
    steep = 1.05 * size / 4 + pull
    carry = (1 - (pull / steep) ** 0.5) / (1 + (pull / steep) ** 0.5)
    weights = ahead = np.zeros((table.width, wanted.shape[1]))
    for _ in range(ROUNDS):
        errors = 1 / (1 + np.exp(-table.times(ahead))) - wanted
        moved = ahead - (table.transposed_times(errors) + pull * ahead) / steep
        weights, ahead = moved, moved + carry * (moved - weights)
    return weights


def fit_content(examples: Sequence[Example]) -> Weights:
    """Return weights with the first model trained on the examples, and nothing yet in the second."""
    names = sorted({name for e in examples for name in e.found})
    index = {name: i for i, name in enumerate(names)}
    entries = [(r, index[n], v) for r, e in enumerate(examples) for n, v in (*sorted(e.found.items()),)]
    entries += [(r, len(names), 1.0) for r in range(len(examples))]
    rows, columns, values = (np.array(part) for part in zip(*sorted(entries), strict=True))
    table = Table(rows, columns, values.astype(float), len(names) + 1)
    learned = descend(table, targets([e.areas for e in examples]), CONTENT)
    nothing = np.zeros(0)
    return Weights(index, learned[:-1], learned[-1], nothing, nothing, THRESHOLD)


def fit_context(parts: Sequence[tuple[Weights, Sequence[Text]]]) -> tuple[Numbers, Numbers]:
    """Return the weights of the signals and the lean of each choice, from texts and a first model blind to them."""
    seen = np.concatenate([signals(t.doc, see(t.doc), t.contents, model) for model, texts in parts for t in texts])
    lean = np.broadcast_to(0.3 * np.eye(len(CHOICES)), (len(seen), len(CHOICES), len(CHOICES)))
    steady = np.ones((*seen.shape[:2], 1))
    matrix = np.concatenate([seen, lean, steady], axis=2).reshape(-1, seen.shape[2] + len(CHOICES) + 1)
    rows, columns = np.indices(matrix.shape)
    table = Table(rows.ravel(), columns.ravel(), matrix.ravel(), matrix.shape[1])
    wanted = np.concatenate([targets(text.areas) for _, texts in parts for text in texts]).reshape(-1, 1)
    learned = descend(table, wanted, CONTEXT)[:, 0]
    return learned[: seen.shape[2]], 0.3 * learned[seen.shape[2] : -1] + learned[-1]


def train(phrases: Sequence[Example], texts: Sequence[Text]) -> Weights:
    """Return both models, trained on phrases and gold texts."""
    examples = [text.examples() for text in texts]
    parts = []
    for fold in range(FOLDS):
        others = [e for i, found in enumerate(examples) if i % FOLDS != fold for e in found]
        parts.append((fit_content([*phrases, *others]), texts[fold::FOLDS]))
    context, lean = fit_context(parts)
    first = fit_content([*phrases, *(e for es in examples for e in es)])
    return Weights(first.features, first.content, first.bias, context, lean, THRESHOLD)


def read_areas(text: Text, model: Weights) -> list[tuple[str, ...]]:
    """Return the areas that a model gives the contents of a text."""
    scores = signals(text.doc, see(text.doc), text.contents, model) @ model.context + model.lean
    return [choose(row, model.threshold) for row in scores]


def write(model: Weights, path: Path) -> None:
    """Write the weights, those of words rounded to 255 steps; features without any weight left are dropped."""
    scale = float(np.abs(model.content).max()) / 127
    steps = np.rint(model.content / scale).astype(np.int8)
    kept = [(name, row) for name, row in model.features.items() if steps[row].any()]
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(name for name, _ in kept).encode("utf-8"), dtype=np.uint8),
        content=steps[[row for _, row in kept]],
        scale=scale,
        bias=model.bias,
        context=model.context,
        lean=model.lean,
        threshold=model.threshold,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phrases", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    model = train(read_phrases(given.phrases), read_texts(given.gold))
    write(model, given.out)
    print(f"{given.out}: {len(model.features)} features, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
