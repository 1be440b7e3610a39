"""Fit the confidence of statements: ``python training/confidence/train.py --gold PATH... --fresh PATH... --out FILE``.

A statement counts as right where gold has it with every value. The weights of areas were trained on ``--gold`` and
would look surer there than on a new text, so each of its texts is read with weights that have not seen it; ``--fresh``
is gold that they have never seen. Both count alike, however many texts they have. What is to be expected of a new text
is told by parts of the fresh gold that a fit has not seen, and by the gold of ``--test``. No chance is involved.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

import communique
from communique.evaluation.gold import Gold
from communique.evaluation.loading import load_gold
from communique.evaluation.matching import overlap, pair_up
from communique.evaluation.statements import FOUND_FROM, PREFERENCE, compare
from communique.record import Record
from communique.statements import find, weighing

Numbers = NDArray[np.float64]
Signs = dict[str, float]
Row = tuple[Signs, bool]
AREAS = Path(__file__).parent.parent / "areas"
#: texts are parted into so many, each read with the areas learnt from the others
PARTS = 5
#: inverse strength of regularisation, rounds of descent and their step; signs rarer than this are left out
INVERSE, ROUNDS, STEP, RARE = 1.0, 1500, 0.5, 8


def areas_trainer() -> ModuleType:
    """Return the script that trains the weights of areas."""
    spec = importlib.util.spec_from_file_location("train_areas", AREAS / "train.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["train_areas"] = module
    spec.loader.exec_module(module)
    return module


def right(gold: Gold, record: Record) -> list[bool]:
    """Return for each statement that was read whether gold has it with every value."""
    cast = {actor.id: actor for actor in record.actors}
    checks: dict[tuple[int, int], dict[str, bool]] = {}
    candidates = []
    for i, wanted in enumerate(gold.statements):
        for j, given in enumerate(record.statements):
            covered = overlap(wanted.content, given.content)
            if covered >= FOUND_FROM:
                good = checks[i, j] = compare(wanted, given, cast)
                candidates.append((covered + PREFERENCE * good["act"] + PREFERENCE * good["speaker_country"], i, j))
    strict = {j for i, j in pair_up(candidates).items() if all(checks[i, j].values())}
    return [j in strict for j in range(len(record.statements))]


def examples(golds: Sequence[Gold]) -> Iterator[Row]:
    """Yield the signs of every statement that is read from gold texts, and whether it is right."""
    coder = communique.load()
    seen: list[Signs] = []

    def note(signs: Signs) -> float:
        seen.append(signs)
        return 0.5

    find.confidence = note  # the one place where the confidence of a statement is asked for
    for gold in golds:
        seen.clear()
        good = right(gold, coder.read(gold.text))
        yield from zip(seen, good, strict=True)


def unseen(paths: Sequence[Path]) -> list[Row]:
    """Return the examples of gold texts, each read with weights of areas that were trained on the others."""
    trainer = areas_trainer()
    golds = load_gold(paths)
    phrases = trainer.read_phrases(AREAS / "phrases.tsv")
    texts = trainer.read_texts(paths)
    found: list[Row] = []
    for part in range(PARTS):
        held = golds[part::PARTS]
        names = {gold.name for gold in held}
        model = trainer.train(phrases, [text for text in texts if text.name not in names])
        weighing.weights = lambda model=model: model  # type: ignore[misc]
        found.extend(examples(held))
    return found


def fit(*sources: Sequence[Row]) -> dict[str, float]:
    """Return the weights of a logistic regression over the signs; each source counts alike."""
    rows = [row for source in sources for row in source]
    counted = Counter(name for signs, _ in rows for name in signs)
    names = sorted(name for name, count in counted.items() if count >= RARE)
    matrix = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in rows])
    good = np.array([float(right) for _, right in rows])
    share = np.concatenate([np.full(len(s), len(rows) / len(sources) / len(s)) for s in sources])
    weights, lean = np.zeros(len(names)), 0.0
    for _ in range(ROUNDS):
        wrong = (1 / (1 + np.exp(-(matrix @ weights + lean))) - good) * share
        weights -= STEP * (matrix.T @ wrong + weights / INVERSE) / len(rows)
        lean -= STEP * float(wrong.mean())
    return {"lean": round(lean, 3), **{name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}}


def chances(rows: Sequence[Row], weights: dict[str, float]) -> Numbers:
    scores = [weights["lean"] + sum(weights.get(n, 0.0) * v for n, v in signs.items()) for signs, _ in rows]
    return 1 / (1 + np.exp(-np.array(scores)))


def told(name: str, likely: Numbers, good: Sequence[bool]) -> str:
    """Return the calibration error (ten bins) and the area under the curve in one line."""
    hit, bins = np.array(good), np.minimum((likely * 10).astype(int), 9)
    error = sum(abs(likely[bins == b].mean() - hit[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist()))
    pairs = likely[hit][:, None] - likely[~hit][None, :]
    area = float((pairs > 0).mean() + 0.5 * (pairs == 0).mean())
    return f"{name}: {len(hit)}, {hit.mean():.3f} right, ECE {error:.3f}, AUC {area:.3f}"


def expected(rows: Sequence[Row], texts: Sequence[Sequence[Row]]) -> tuple[Numbers, list[bool]]:
    """Return the chances of each statement of fresh texts by a fit on all but its part of them, and what is right."""
    likely, good = [], []
    for part in range(PARTS):
        others = [row for n, text in enumerate(texts) if n % PARTS != part for row in text]
        own = [row for text in texts[part::PARTS] for row in text]
        likely.append(chances(own, fit(rows, others)))
        good += [right for _, right in own]
    return np.concatenate(likely), good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--fresh", type=Path, nargs="+", required=True)
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    fresh = [list(examples([gold])) for gold in load_gold(given.fresh)]
    test = list(examples(load_gold(given.test))) if given.test else []
    rows = unseen(given.gold)
    weights = fit(rows, [row for text in fresh for row in text])
    print(told("fresh, parts not seen", *expected(rows, fresh)))
    if test:
        print(told("test", chances(test, weights), [right for _, right in test]))
    given.out.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
