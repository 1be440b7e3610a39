"""Time of the relation classifier beside its float original: ``python benchmarks/relation.py --full full.onnx``.

``training/relation/export.py --full`` writes that file. Both read the same pairs in turn in one process, so the ratio
holds on any machine; with ``--pairs FILE`` (a ``relation_dev.jsonl``) also their agreement with the labels.
"""

from __future__ import annotations

import argparse
import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import numpy as np
import onnxruntime

from communique.events import relation as module

SENTENCES = (
    "Norway promised to help Malawi repair its dams after the floods of last winter.",
    "The Danish prime minister held talks with her Ghanaian counterpart in Accra on Tuesday, officials said.",
    "Police arrested an opposition leader in Kampala hours before he was to address a rally of his supporters, while "
    "the army put up roadblocks on the main road out of the city.",
    "Hungary refused to extradite the banker to Croatia.",
)


def questions(path: Path | None) -> list[tuple[list[int], list[int], str]]:
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


def answers(session: onnxruntime.InferenceSession, asked: list[tuple[list[int], list[int], str]]) -> list[int]:
    """Return the class of each pair."""
    return [
        int(session.run(None, {"ids": np.array([ids]), "marks": np.array(marks)})[0][0].argmax())
        for ids, marks, _ in asked
    ]


def main() -> None:
    """Print pairs per second of both, their ratio, and how often they are right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--full", type=Path, required=True, help="the float model")
    parser.add_argument("--pairs", type=Path, help="relation_dev.jsonl")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    asked = questions(given.pairs)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    full = onnxruntime.InferenceSession(str(given.full), options, providers=["CPUExecutionProvider"])
    small = module._load().session
    took: dict[str, list[float]] = {"float": [], "int8": [], "int8, two threads": []}
    for _ in range(given.rounds):
        for name, session in (("float", full), ("int8", small)):
            started = time.perf_counter()
            answers(session, asked)
            took[name].append(time.perf_counter() - started)
        started = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda half: answers(small, half), (asked[::2], asked[1::2])))
        took["int8, two threads"].append(time.perf_counter() - started)
    for name, times in took.items():
        print(f"{name}: {len(asked) / median(times):.0f} pairs/s")
    print(f"int8 is {median(took['float']) / median(took['int8']):.2f} times as fast as float")
    if given.pairs:
        classes = module._load().classes
        for name, session in (("float", full), ("int8", small)):
            right = [classes[a] == label for a, (_, _, label) in zip(answers(session, asked), asked, strict=True)]
            print(f"{name}: accuracy {sum(right) / len(right):.3f}")


if __name__ == "__main__":
    main()
