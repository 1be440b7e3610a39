"""The figures on our gold must not fall under what was reached; docs/commitments.md reports them."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from communique.commitments.gold import Figures, Relationship, measure, read_gold
from communique.errors import GoldRefused

FOLDER = Path(__file__).parent.parent / "gold_commitments"
#: B-cubed F1, B-cubed precision, accuracy of the status
FLOORS = {"open": (0.98, 0.98, 0.95), "held": (0.97, 0.98, 0.89), "stories": (0.98, 0.98, 0.84)}


@cache
def relationships(half: str) -> tuple[Relationship, ...]:
    return tuple(read_gold(path) for path in sorted((FOLDER / half).glob("*.mark")))


@cache
def figures(half: str) -> Figures:
    return measure(relationships(half))


@pytest.mark.parametrize("half", FLOORS)
def test_floors(half: str) -> None:
    found, (f1, precision, status) = figures(half), FLOORS[half]
    assert found.links.f1 >= f1
    assert found.links.precision >= precision
    assert found.status >= status


def test_gold_is_large_enough() -> None:
    everything = [one for half in FLOORS for one in relationships(half)]
    assert len(everything) >= 8
    assert sum(len(one.records) for one in everything) >= 60
    for one in everything:
        dates = [record.document.date or "" for record in one.records]
        assert dates == sorted(set(dates)), one.name


def test_gold_holds_valid_records() -> None:
    for half in FLOORS:
        for one in relationships(half):
            assert {name for _, name, _ in one.statuses} == set(one.clusters.values()), one.name
            for record in one.records:
                record.check()


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("= a pledged", 1),
        ("# NOR Norway\n@ 2018-02-12 Post\nNorway will [a NOR pledge trade: buy fish].\n= a finished", 4),
        ("# NOR Norway\n@ 2018-02-12 Post\nNorway will [a GHA pledge trade: buy fish].", 3),
        ("# NOR Norway\n@ 2018-02-12 Post\nNorway will [a NOR vow trade: buy fish].", 3),
    ],
)
def test_malformed_gold_is_refused_with_its_line(tmp_path: Path, lines: str, number: int) -> None:
    file = tmp_path / "bad.mark"
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(GoldRefused) as caught:
        read_gold(file)
    assert str(number) in str(caught.value)


PRINT = """
import sys
from pathlib import Path
from communique.commitments.gold import read_gold
from communique.commitments.ledger import commitments
records = [r for p in sorted(Path(sys.argv[1]).glob("*/*.mark")) for r in read_gold(p).records]
print(commitments(records))
"""


def test_the_same_whatever_the_order_of_hashes() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINT, str(FOLDER)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert len(printed.pop()) > 10_000
