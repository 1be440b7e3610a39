"""Measure areas: ``python training/areas/evaluate.py --phrases FILE --train PATH... --test PATH... | --folds N``.

Prints, for the lexicon alone, the first model alone and both models, the share of contents whose set of areas is
exactly right, and the F1 over areas. Folds part texts, never the contents of one text.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from train import THRESHOLD, Example, Text, read_areas, read_phrases, read_texts, train

from communique.statements.areas import areas_of
from communique.statements.weighing import Weights, choose, features, score, see

Areas = Sequence[tuple[str, ...]]


def lexicon_alone(text: Text) -> Areas:
    """Return the areas that the terms of the lexicon name."""
    return [areas_of(text.doc, c.start, c.end) for c in text.contents]


def words_alone(text: Text, model: Weights) -> Areas:
    """Return the areas that the first model finds in the contents themselves."""
    words = see(text.doc)
    return [choose(score(features(words, c), model), THRESHOLD) for c in text.contents]


def figures(pairs: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> str:
    """Return the share of equal sets, and the F1, for pairs of wanted and given areas."""
    equal = sum(set(wanted) == set(given) for wanted, given in pairs)
    right = sum(len(set(wanted) & set(given)) for wanted, given in pairs)
    named = sum(len(wanted) + len(given) for wanted, given in pairs)
    return f"set {equal / len(pairs):.3f}   F1 {2 * right / named:.3f}   of {len(pairs)}"


def measure(splits: Sequence[tuple[list[Text], list[Text]]], phrases: Sequence[Example]) -> None:
    """Print the figures over splits into texts to train on and texts to test on."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for known, unknown in splits:
        model = train(phrases, known)
        for text in unknown:
            ways = {
                "lexicon": lexicon_alone(text),
                "first model": words_alone(text, model),
                "both models": read_areas(text, model),
            }
            for way, areas in ways.items():
                found.setdefault(way, []).extend(zip(text.areas, areas, strict=True))
    for way, pairs in found.items():
        print(f"{way:12} {figures(pairs)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phrases", type=Path, required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--folds", type=int, default=5)
    given = parser.parse_args()
    phrases, known = read_phrases(given.phrases), read_texts(given.train)
    if given.test:
        measure([(known, read_texts(given.test))], phrases)
        return
    folds = [known[i :: given.folds] for i in range(given.folds)]
    measure([([t for other in folds if other is not fold for t in other], fold) for fold in folds], phrases)


if __name__ == "__main__":
    main()
