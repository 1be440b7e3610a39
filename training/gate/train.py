"""Train the gate: ``python training/gate/train.py --eval FOLDER --wordnet FOLDER --out src/communique/data/gate.json``.

A logistic regression over hashed words. No chance is involved: the descent starts from zero over all examples at once,
in the order of the files. What it learns from is named in README.md beside this file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from base64 import b85encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.actors.gazetteer import load as load_gazetteer
from communique.events.gate import BUCKETS, cut, places
from communique.events.relevance import PUBLIC
from communique.record import Span

HERE = Path(__file__).parent
#: one story in so many is read for its labels; the ones between are left for other uses
STORIES = 6
#: rounds of descent, the strength of regularisation, and the share of marked sentences that the limit must let through
#: in cross-validation
ROUNDS, PENALTY, RECALL, FOLDS = 400, 8.0, 0.997, 5
#: how far below that the limit is set, for words that no training sentence has
MARGIN = 0.6
#: how much a sentence counts: one that people marked or that is written for this, what is made of a content, a story's
#: sentence in which the reader found something and one in which it found nothing (it overlooks much), and an example of
#: a dictionary
MARKED, CONTENT, FOUND, UNFOUND, EXAMPLE = 1.0, 0.3, 0.5, 0.05, 0.3


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, whether it holds something, how much it counts, and the group it stays with in cross-validation."""

    text: str
    holds: bool
    weight: float
    kind: str
    group: str


def state_words() -> frozenset[str]:
    """Return the words that name states by themselves or at the end of a name: "Korea", "Peruvian", "Kabul"."""
    gazetteer = load_gazetteer()
    words: set[str] = set()
    for number in range(len(gazetteer._entries)):
        entry = gazetteer.entry(number)
        if entry.country and entry.kind in ("state", "adjective", "demonym", "capital"):
            last = entry.name.split()[-1]
            if last[:1].isupper() and last.isalpha() and len(last) > 2:
                words.add(last)
    return frozenset(words)


def everyday() -> Iterator[Example]:
    """Yield the sentences of everyday.txt, with each of their alternatives."""
    for n, line in enumerate((HERE / "everyday.txt").read_text(encoding="utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        parts = [part.strip("[]").split("|") for part in re.split(r"(\[[^\]]*\])", line)]
        for parts_of_one in list(product(*parts))[:4]:
            yield Example("".join(parts_of_one), False, MARKED, "everyday", f"everyday{n % 50}")


def marked(folder: Path) -> Iterator[Example]:
    """Yield the sentences of the training files, which people chose for the event in them."""
    for name in ("relation_train", "spans_train", "penta_train"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if item.get("pentacode") != 0:
                yield Example(item["sentence"], True, MARKED, "marked", item["sentence"][:12])


#: how reports introduce what somebody conveys, by act
OPENINGS = {
    "agree": ("The two sides agreed to", "They reached agreement on", "An understanding was signed on"),
    "pledge": ("He pledged to", "She promised that her country would", "The minister expressed readiness to"),
    "propose": ("He proposed to", "She called on both countries to", "The president suggested that they"),
    "request": ("He urged them to", "She asked for", "The ministry demanded"),
    "support": ("He voiced support for", "She welcomed", "The leaders reaffirmed their backing of"),
    "oppose": ("He rejected", "She said that her government opposes", "The spokesman dismissed"),
    "criticize": ("He condemned", "She criticised", "They deplored"),
    "warn": ("He warned of", "She cautioned against", "The ambassador expressed concern about"),
    "invite": ("He invited his counterpart to", "She extended an invitation to"),
    "assess": ("He noted that", "The sides praised", "The envoy stressed that"),
    "courtesy": ("He congratulated him on", "She thanked them for", "They conveyed condolences on"),
    "report": ("He said that", "She informed him about", "They discussed"),
}


def contents(path: Path) -> Iterator[Example]:
    """Yield what statements convey, as the sentences in which somebody conveys it."""
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        cells = line.split("\t")
        if len(cells) == 3 and not line.startswith("#"):
            openings = OPENINGS[cells[1]]
            yield Example(f"{openings[n % len(openings)]} {cells[2]}.", True, CONTENT, "content", f"content{n % 50}")


def stories(path: Path) -> Iterator[Example]:
    """Yield the sentences of synthetic stories, labelled by what the whole reader makes of them."""
    from communique.coder import load

    coder = load()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if n % STORIES:
                continue
            item = json.loads(line)
            record = coder.read(item["text"], title=item["title"])
            told = [span for s in record.statements for span in (s.content, *s.evidence)]
            told += [span for thing in (*record.events, *record.meetings) for span in thing.evidence]
            for span in cut(item["text"], Span(0, len(item["text"]))):
                holds = any(a.start < span.end and span.start < a.end for a in told)
                weight, kind = (FOUND, "found") if holds else (UNFOUND, "unfound")
                yield Example(span.of(item["text"]), holds, weight, kind, item["id"])


def dictionary(folder: Path, states: frozenset[str]) -> Iterator[Example]:
    """Yield the examples of WordNet's entries that name no state and have no word of public affairs."""
    for path in sorted(folder.glob("data.*")):
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            for words in re.findall(r'"([^"]{20,})"', line.partition("|")[2]):
                found = re.findall(r"[A-Za-z-]+", words)
                if len(found) > 3 and not states.intersection(found) and not PUBLIC.intersection(map(str.lower, found)):
                    yield Example(f"{words[0].upper()}{words[1:]}.", False, EXAMPLE, "example", f"{path.name}{n % 50}")


Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """The examples as the model sees them: the places of each, one after another, and to which example each belongs."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    holds: Numbers
    weights: Numbers

    def sums(self, weights: Numbers) -> Numbers:
        """Return the sum of the weights of each example."""
        return np.bincount(self.rows, weights[self.columns], len(self.holds))


def table(examples: Iterable[Example], states: frozenset[str]) -> Table:
    rows: list[int] = []
    columns: list[int] = []
    kept = list(examples)
    for n, example in enumerate(kept):
        found = list(places(example.text, states))
        rows += [n] * len(found)
        columns += found
    holds = np.array([float(e.holds) for e in kept])
    return Table(np.array(rows), np.array(columns), holds, np.array([e.weight for e in kept]))


def fit(data: Table) -> tuple[Numbers, float]:
    """Return the weights and the bias: descent with momentum on the penalised likelihood, steps scaled by frequency."""
    positive = (data.weights * data.holds).sum()
    balance = data.weights * np.where(data.holds > 0, 1.0, positive / (data.weights.sum() - positive))
    seen = np.bincount(data.columns, balance[data.rows], BUCKETS)
    step = 1.0 / (0.25 * seen * 4 + PENALTY)
    weights, moved, bias = np.zeros(BUCKETS), np.zeros(BUCKETS), 0.0
    for _ in range(ROUNDS):
        errors = balance * (1 / (1 + np.exp(-(data.sums(weights) + bias))) - data.holds)
        slope = np.bincount(data.columns, errors[data.rows], BUCKETS) + PENALTY * weights
        moved = 0.9 * moved - 0.1 * step * slope
        weights = weights + moved
        bias -= 0.3 * errors.sum() / balance.sum()
    return weights, bias


def packed(weights: Numbers, bias: float, states: frozenset[str], limit: float) -> dict[str, object]:
    """Return the model as the file holds it, each weight in one byte."""
    scale = float(np.abs(weights).max() / 127)
    whole = np.round(weights / scale).astype(np.int8)
    return {
        "limit": round(limit, 3),
        "bias": round(float(bias), 4),
        "scale": round(scale, 6),
        "states": " ".join(sorted(states)),
        "weights": b85encode(whole.tobytes()).decode("ascii"),
    }


def cross_validated(examples: list[Example], states: frozenset[str]) -> Numbers:
    """Return the score of each example by a model that saw no example of its group."""
    groups = {group: n % FOLDS for n, group in enumerate(dict.fromkeys(e.group for e in examples))}
    scores = np.zeros(len(examples))
    for fold in range(FOLDS):
        weights, bias = fit(table((e for e in examples if groups[e.group] != fold), states))
        out = [n for n, e in enumerate(examples) if groups[e.group] == fold]
        scores[out] = table((examples[n] for n in out), states).sums(weights) + bias
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, required=True, help="the folder of the evaluation data")
    parser.add_argument("--wordnet", type=Path, required=True, help="the folder with WordNet's data.noun and others")
    parser.add_argument("--phrases", type=Path, default=HERE.parent / "areas" / "phrases.tsv")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    states = state_words()
    examples = [*marked(options.eval), *contents(options.phrases), *everyday(), *dictionary(options.wordnet, states)]
    examples += stories(options.eval / "synthetic_stories.jsonl.gz")
    scores = cross_validated(examples, states)
    kinds = np.array([example.kind for example in examples])
    limit = float(np.quantile(scores[kinds == "marked"], 1 - RECALL)) - MARGIN
    for kind in dict.fromkeys(example.kind for example in examples):
        chosen = kinds == kind
        print(f"{kind:10} {chosen.sum():6} let through at {limit:.2f}: {(scores[chosen] >= limit).mean():.3f}")
    weights, bias = fit(table(examples, states))
    held = packed(weights, bias, states, limit)
    options.out.write_text(json.dumps(held, indent=0) + "\n", encoding="utf-8")
    print(f"{options.out}: {options.out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
