"""Figures of the relation model: ``evaluate.py --folds RUN...`` (cross-validation), ``--dev FILE...`` (shipped files).

Prints macro-F1 over 15 classes and 4 quads, accuracy, a row per class, the commonest confusions, and the expected
calibration error before and after the temperature that fits the held-out folds best.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from data import CLASSES, QUADS, read_own, read_pairs
from numpy.typing import NDArray

Chances = NDArray[np.float64]


def softmax(logits: Chances, temperature: float = 1.0) -> Chances:
    """Return probabilities, a row per item."""
    scaled = np.exp((logits - logits.max(1, keepdims=True)) / temperature)
    return np.asarray(scaled / scaled.sum(1, keepdims=True))


def f1_by_class(gold: list[int], given: list[int], classes: int) -> list[tuple[float, float, float, int]]:
    """Return precision, recall, F1 and count of each class."""
    rows = []
    for kind in range(classes):
        both = sum(g == p == kind for g, p in zip(gold, given, strict=True))
        precision, recall = both / max(given.count(kind), 1), both / max(gold.count(kind), 1)
        rows.append((precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), gold.count(kind)))
    return rows


def calibration_error(labels: NDArray[np.int64], chances: Chances, *, bins: int = 10) -> float:
    """Return the expected calibration error: the mean gap of confidence and accuracy over bins of equal width."""
    sure, right = chances.max(1), chances.argmax(1) == labels
    which = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs(sure[which == b].mean() - right[which == b].mean()) * (which == b).mean() for b in set(which.tolist())]
    return float(sum(gaps))


def best_temperature(labels: NDArray[np.int64], logits: Chances) -> float:
    """Return the temperature under which the labels are likeliest, to two digits."""

    def loss(temperature: float) -> float:
        return float(-np.log(softmax(logits, temperature)[np.arange(len(labels)), labels]).mean())

    return min((round(0.4 + 0.02 * i, 2) for i in range(90)), key=loss)


def report(name: str, labels: NDArray[np.int64], chances: Chances, *, detail: bool) -> None:
    """Print the figures of one set."""
    gold, given = labels.tolist(), chances.argmax(1).tolist()
    rows = f1_by_class(gold, given, len(CLASSES))
    quads = f1_by_class([QUADS[g] - 1 for g in gold], [QUADS[p] - 1 for p in given], 4)
    macro, quad = (float(np.mean([r[2] for r in table])) for table in (rows, quads))
    accuracy = float(np.mean(labels == chances.argmax(1)))
    print(
        f"{name}: n {len(gold)}, macro-F1 {macro:.3f}, quad macro-F1 {quad:.3f}, accuracy {accuracy:.3f}, "
        f"ECE {calibration_error(labels, chances):.3f}"
    )
    if not detail:
        return
    for kind, (precision, recall, score, count) in zip(CLASSES, rows, strict=True):
        print(f"  {kind:10} n {count:4} P {precision:.3f} R {recall:.3f} F1 {score:.3f}")
    wrong = Counter((CLASSES[g], CLASSES[p]) for g, p in zip(gold, given, strict=True) if g != p)
    for (was, read), count in wrong.most_common(12):
        print(f"  {was} read as {read}: {count}")


def joined(runs: list[Path]) -> tuple[NDArray[np.int64], Chances]:
    """Return the labels and logits that the runs wrote for their held-out folds."""
    rows = [row for run in runs for row in json.loads((run / "fold.json").read_text())]
    return np.array([r["label"] for r in rows]), np.array([r["logits"] for r in rows])


def of_package(path: Path) -> tuple[NDArray[np.int64], Chances]:
    """Return labels and probabilities of the pairs in a file, as the installed package reads them."""
    from communique.events.relation import relation

    examples = read_own(path) if path.suffix == ".txt" else read_pairs(path)
    chances = np.zeros((len(examples), len(CLASSES)))
    for row, example in zip(chances, examples, strict=True):
        for kind, chance in relation(example.sentence, source=example.source, target=example.target).scores:
            row[CLASSES.index(kind)] = chance
    return np.array([e.label for e in examples]), chances


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--folds", type=Path, nargs="*", default=[], help="folders of runs with --fold")
    parser.add_argument("--dev", type=Path, nargs="*", default=[], help="relation_dev.jsonl, sentences.txt")
    parser.add_argument("--brief", action="store_true", help="one line a set")
    given = parser.parse_args()
    if given.folds:
        labels, logits = joined(given.folds)
        warmth = best_temperature(labels, logits)
        report("held-out folds", labels, softmax(logits), detail=not given.brief)
        report(f"held-out folds at temperature {warmth}", labels, softmax(logits, warmth), detail=False)
    for path in given.dev:
        report(path.name, *of_package(path), detail=not given.brief)


if __name__ == "__main__":
    main()
