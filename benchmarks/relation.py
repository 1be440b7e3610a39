"""Time of the relation classifier beside its float original: ``python benchmarks/relation.py --full full.onnx``.

``training/relation/export.py --full`` writes that file. Both read the same pairs in turn in one process, so the ratio
holds on any machine, and the best time of each pair counts, so that a busy machine blurs little; with ``--pairs FILE``
(a ``relation_dev.jsonl``) also how often each is right.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import onnxruntime

from communique.events import relation as module

#: ids, places of the opening marks, and the label where one is known
Question = tuple[list[int], list[int], str]

SENTENCES = (
    "Norway promised to help Malawi repair its dams after the floods of last winter.",
    "The Danish prime minister held talks with her Ghanaian counterpart in Accra on Tuesday, officials said.",
    "Police arrested an opposition leader in Kampala hours before he was to address a rally of his supporters, while "
    "the army put up roadblocks on the main road out of the city.",
    "Hungary refused to extradite the banker to Croatia.",
)


def questions(path: Path | None) -> list[Question]:
    """Return ids, marks and label of each pair, as the package would ask them."""
    model = module._load()
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path else []
    marked = [
        (i["sentence"], *((m["start"], m["end"]) if m else None for m in (i["source"], i["target"]))) for i in items
    ]
    marked = marked or [(s, (0, 5), (len(s) - 9, len(s) - 1)) for s in SENTENCES * 25]
    asked = []
    for number, (sentence, source, target) in enumerate(marked):
        coded = model.tokenizer.encode(sentence)
        ids, marks = module._place_marks(model, coded.ids, coded.offsets, (source, target))
        asked.append((ids, marks, items[number]["event_type"] if items else ""))
    return asked


def answer(session: onnxruntime.InferenceSession, asked: Question) -> tuple[int, float]:
    """Return the class of one pair and the seconds that it took."""
    started = time.perf_counter()
    logits = session.run(None, {"ids": np.array([asked[0]]), "marks": np.array(asked[1])})[0][0]
    return int(logits.argmax()), time.perf_counter() - started


def macro_f1(pairs: list[tuple[str, str]], classes: tuple[str, ...]) -> float:
    """Return the mean F1 over the classes of (gold, read) pairs."""
    scores = []
    for kind in classes:
        both = sum(gold == read == kind for gold, read in pairs)
        all_named = sum(gold == kind for gold, _ in pairs) + sum(read == kind for _, read in pairs)
        scores.append(2 * both / max(all_named, 1))
    return sum(scores) / len(scores)


def main() -> None:
    """Print pairs per second of both, their ratio, and how often they are right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--full", type=Path, required=True, help="the float model")
    parser.add_argument("--pairs", type=Path, help="relation_dev.jsonl")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    asked = questions(given.pairs)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    full = onnxruntime.InferenceSession(str(given.full), options, providers=["CPUExecutionProvider"])
    model = module._load()
    sessions = {"float": full, "int8": model.session}
    best = {name: [1e9] * len(asked) for name in sessions}
    given_classes: dict[str, list[int]] = {name: [0] * len(asked) for name in sessions}
    for _ in range(given.rounds):
        for number, question in enumerate(asked):
            for name, session in sessions.items():
                given_classes[name][number], took = answer(session, question)
                best[name][number] = min(best[name][number], took)
    for name, times in best.items():
        print(f"{name}: {len(asked) / sum(times):.0f} pairs/s on one core")
    print(f"int8 is {sum(best['float']) / sum(best['int8']):.2f} times as fast as float")
    if given.pairs:
        for name, classes in given_classes.items():
            pairs = [(question[2], model.classes[c]) for c, question in zip(classes, asked, strict=True)]
            right = sum(gold == read for gold, read in pairs) / len(pairs)
            print(f"{name}: macro-F1 {macro_f1(pairs, model.classes):.3f}, accuracy {right:.3f}")


if __name__ == "__main__":
    main()
