"""Examples: marked sentences from files and from the grammar, and their form as token ids."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

CLASSES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
QUADS = (1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4)
#: PLOVER roots that count as another class here
RENAMED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
#: ids of the marks around source and target: tokens that the vocabulary keeps unused
MARKS = (1, 2, 3, 4)
LIMIT = 112


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A marked sentence; ``label`` indexes CLASSES, ``group`` joins items of one sentence, ``weight`` is trust."""

    sentence: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    label: int
    group: str
    weight: float = 1.0


def read_pairs(path: Path) -> list[Example]:
    """Return the examples of a ``relation_*.jsonl`` file."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        ends = [(m["start"], m["end"]) if m else None for m in (item["source"], item["target"])]
        label = CLASSES.index(RENAMED.get(item["event_type"], item["event_type"]))
        examples.append(
            Example(sentence=item["sentence"], source=ends[0], target=ends[1], label=label, group=item["sentence_id"])
        )
    return examples


def read_annotations(path: Path, sentences: Path) -> list[Example]:
    """Return our own markings of sentences of a ``penta_*.jsonl``; a line: item, class, source and target offsets."""
    items = [json.loads(line) for line in sentences.read_text(encoding="utf-8").splitlines()]
    texts = {item["id"]: item["sentence"] for item in items}
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, label, *ends = line.split("\t")
            source, target = (_ends(e) for e in ends)
            examples.append(
                Example(sentence=texts[name], source=source, target=target, label=CLASSES.index(label), group=name)
            )
    return examples


def read_own(path: Path) -> list[Example]:
    """Return the sentences of our own; a line: class, then words with {the source} and [the target]."""
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            label, _, marked = line.partition(" ")
            examples.append(
                Example(
                    sentence=re.sub(r"[{}\[\]]", "", marked),
                    source=_marked(marked, "{}"),
                    target=_marked(marked, "[]"),
                    label=CLASSES.index(label),
                    group=f"own {number}",
                )
            )
    return examples


def _marked(text: str, brackets: str) -> tuple[int, int] | None:
    """Return the offsets of what the brackets hold, in the text without any brackets."""
    opening, closing = text.find(brackets[0]), text.find(brackets[1])
    if opening < 0:
        return None
    start, end = (len(re.sub(r"[{}\[\]]", "", text[:at])) for at in (opening, closing))
    return start, end


def _ends(text: str) -> tuple[int, int] | None:
    start, _, end = text.partition("-")
    return (int(start), int(end)) if start else None


def encode(tokenizer: Tokenizer, example: Example) -> tuple[list[int], list[int]]:
    """Return the token ids with marks, and the index of each opening mark (0 where there is none)."""
    coded = tokenizer.encode(example.sentence)
    return place_marks(coded.ids, coded.offsets, example.source, example.target)


def place_marks(
    ids: Sequence[int],
    offsets: Sequence[tuple[int, int]],
    source: tuple[int, int] | None,
    target: tuple[int, int] | None,
) -> tuple[list[int], list[int]]:
    """Return ids with a mark before and after the tokens of each span, cut to LIMIT tokens around the marks."""
    inserts: list[tuple[int, int, int]] = []
    for order, span in enumerate((source, target)):
        inside = [i for i, (a, b) in enumerate(offsets) if span and a < b and a < span[1] and b > span[0]]
        if inside:
            inserts.append((inside[0], 1, MARKS[2 * order]))
            inserts.append((inside[-1] + 1, 0, MARKS[2 * order + 1]))
    marked = list(ids)
    for index, _, mark in sorted(inserts, reverse=True):
        marked.insert(index, mark)
    marked = _cut(marked)
    return marked, [marked.index(m) if m in marked else 0 for m in (MARKS[0], MARKS[2])]


def _cut(marked: list[int]) -> list[int]:
    """Return at most LIMIT ids, keeping the first and last token and a window that starts shortly before the marks."""
    if len(marked) <= LIMIT:
        return marked
    placed = [i for i, token in enumerate(marked) if token in MARKS]
    start = max(1, min((min(placed) if placed else 1) - 8, len(marked) - LIMIT + 1))
    return [marked[0], *marked[start : start + LIMIT - 2], marked[-1]]


def pad(rows: Iterable[list[int]]) -> tuple[list[list[int]], list[list[int]]]:
    """Return the rows padded to one length, and the mask of real tokens."""
    kept = list(rows)
    size = max(map(len, kept))
    return [r + [0] * (size - len(r)) for r in kept], [[1] * len(r) + [0] * (size - len(r)) for r in kept]
