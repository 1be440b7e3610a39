"""Weigh the signs that two remarks are of one matter: ``weigh.py [--cross PATTERN FOLDER]... [--write]``.

    python training/comparing/weigh.py --cross 'p([012]|3[0-8])' runs/without-old --cross 'p(39|[456])' runs/without-new

A folder holds an encoder, exported, that never saw the meetings whose names match its pattern: so the weights are those
of meetings that are new to the encoder. Each meeting of the open half of ``tests/gold_pairs`` counts twice, as the
coder reads it and as gold has it. A first line makes a logit of the signs, a second one of that and of how far it
stands out from its rivals. ``usual.json`` is written beside every encoder that has none, and beside the one that ships.
Printed are the figures of a cross-validation by meeting, for some thresholds. There is no chance in it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "benchmarks"))

import compare as bench  # noqa: E402

import communique  # noqa: E402
from communique.comparing import align, encoder, likeness  # noqa: E402
from communique.comparing.remarks import remarks  # noqa: E402

SHIPS = HERE.parents[1] / "src" / "communique" / "data" / "comparing"
FOLDS, PENALTY, ROUNDS = 10, 10.0, 30
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One meeting, read or given: the signs of each two remarks, and whether they are of one matter."""

    name: str
    read: bool
    sides: tuple[Any, Any]
    remarks: tuple[Any, Any]
    signs: Table
    same: Table


def cases(cross: Sequence[tuple[str, Path]]) -> Iterator[Case]:
    """Yield the open meetings that match a pattern, with the signs that the encoder of its folder gives."""
    coder = communique.load()
    for name, a, b in bench.load("open"):
        folder = next((folder for pattern, folder in cross if re.match(pattern, name)), None)
        if folder is None:
            continue
        for read in (True, False):
            records = [coder.read(side.text) if read else bench.given(side) for side in (a, b)]
            both = (remarks(records[0]), remarks(records[1]))
            found = likeness.signs(records[0], records[1], *both, encoder=encoder.load(folder))
            signs = np.stack([found[sign] for sign in likeness.SIGNS], axis=-1)
            yield Case(name=name, read=read, sides=(a, b), remarks=both, signs=signs, same=_same((a, b), both))


def _same(sides: tuple[Any, Any], both: tuple[Any, Any]) -> Table:
    found = np.zeros((len(both[0]), len(both[1])))
    for i, j in np.ndindex(found.shape):
        one, other = bench._stands_for(both[0][i], sides[0]), bench._stands_for(both[1][j], sides[1])
        if one is not None and other is not None:
            found[i, j] = bool(sides[0].contents[one].matters & sides[1].contents[other].matters)
    return found


def fitted(signs: Table, same: Table) -> tuple[Table, float]:
    """Return the weights and the bias of a logistic regression, by Newton's method."""
    middle, spread = signs.mean(0), signs.std(0) + 1e-9
    rows = np.c_[(signs - middle) / spread, np.ones(len(signs))]
    penalty = np.diag([PENALTY] * signs.shape[1] + [0.0])
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - same) + penalty @ weights
        weights = weights - np.linalg.solve((rows.T * (chance * (1 - chance))) @ rows + penalty, slope)
    return weights[:-1] / spread, float(weights[-1] - (weights[:-1] * middle / spread).sum())


def learned(known: Sequence[Case]) -> dict[str, float]:
    """Return the weights as ``weights.json`` holds them."""
    same = np.concatenate([case.same.ravel() for case in known])
    flat = np.concatenate([case.signs.reshape(-1, len(likeness.SIGNS)) for case in known])
    weights, bias = fitted(flat, same)
    first = [case.signs @ weights + bias for case in known]
    second = np.concatenate([np.stack([t.ravel(), likeness.contrast(t).ravel()], 1) for t in first])
    (own, contrast), again = fitted(second, same)
    found = {**dict(zip(likeness.SIGNS, weights.tolist(), strict=True)), "bias": bias}
    found |= {"own": own, "contrast": contrast, "again": again}
    return {name: round(float(value), 4) for name, value in found.items()}


def counted(case: Case, weights: dict[str, float], *, alike: float, joins: float) -> Any:
    """Return the score of a meeting under weights and thresholds."""
    left, right = case.remarks
    table = likeness.weighed(dict(zip(likeness.SIGNS, np.moveaxis(case.signs, -1, 0), strict=True)), weights)
    groups = align.groups(table, len(left), len(right), alike=alike, joins=joins)
    matches = [align.match(left, right, table, mine, yours) for mine, yours in groups]
    nothing = communique.comparing.Verdict(same=True, reason="")
    comparison = communique.comparing.Comparison(a="", b="", verdict=nothing, matches=tuple(matches))
    return bench.score(case.name, *case.sides, comparison)


def main() -> None:
    """Learn, print, and write where that is wished."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cross", nargs=2, action="append", required=True, metavar=("PATTERN", "FOLDER"))
    parser.add_argument("--write", action="store_true", help="write weights.json beside the encoder that ships")
    wish = parser.parse_args()
    cross = [(pattern, Path(folder)) for pattern, folder in wish.cross]
    for folder in (SHIPS, *(folder for _, folder in cross)):
        _write_usual(folder)
    found = list(cases(cross))
    names = sorted({case.name for case in found})
    chosen: dict[str, dict[str, float]] = {}
    for fold in range(FOLDS):
        weights = learned([case for case in found if names.index(case.name) % FOLDS != fold])
        chosen |= dict.fromkeys(names[fold::FOLDS], weights)
    for alike, joins in itertools.product((-1.2, -0.8, -0.4, 0.0), (0.0, 0.5, 1.0, 1.5)):
        totals = [bench.Score(), bench.Score()]
        for case in found:
            totals[case.read] += counted(case, chosen[case.name], alike=alike, joins=joins)
        print(f"alike {alike:4} joins {joins:3}: given {totals[0]}  read {totals[1]}")
    weights = learned(found)
    print(json.dumps(weights, indent=1))
    if wish.write:
        (SHIPS / "weights.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def _write_usual(folder: Path) -> None:
    if not (folder / "usual.json").exists():
        (folder / "usual.json").write_text("[]", encoding="utf-8")
        bare = encoder.load(folder)
        rows = [
            encoder.vector(side.text, content.span, bare)
            for _, a, b in bench.load("open")
            for side in (a, b)
            for content in side.contents
        ]
        usual = [round(float(value), 4) for value in np.mean(rows, axis=0)]
        (folder / "usual.json").write_text(json.dumps(usual) + "\n", encoding="utf-8")
        encoder.load.cache_clear()


if __name__ == "__main__":
    main()
