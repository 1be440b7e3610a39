"""The figures on our gold must not fall under what was reached; docs/occurrences.md reports them."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from communique.errors import GoldRefused
from communique.evaluation.occurrences import Reports, clusters, measure, read_gold
from communique.record import Record

FOLDER = Path(__file__).parent.parent / "gold_occurrences"
#: B-cubed precision and F1
FLOORS = {"open": (0.99, 0.95), "held": (0.99, 0.95)}


@cache
def reports(half: str) -> tuple[Reports, ...]:
    return tuple(read_gold(path) for path in sorted((FOLDER / half).glob("*.mark")))


def everything() -> list[Record]:
    return [record for half in FLOORS for one in reports(half) for record in one.records]


@pytest.mark.parametrize("half", FLOORS)
def test_floors(half: str) -> None:
    found, (precision, f1) = measure(reports(half)), FLOORS[half]
    assert found.precision >= precision
    assert found.f1 >= f1


def test_gold_is_large_enough_and_valid() -> None:
    named = [one.occurrences for half in FLOORS for one in reports(half)]
    assert sum(map(len, named)) >= 150
    assert sum(len(set(one.values())) for one in named) >= 40
    for record in everything():
        record.check()


@pytest.mark.parametrize("seed", range(5))
def test_the_same_in_whatever_order_the_reports_come(seed: int) -> None:
    shuffled = everything()
    random.Random(seed).shuffle(shuffled)
    assert clusters(shuffled) == clusters(everything())


@pytest.mark.parametrize("lines", ["Norway met Ghana.", "[a CONSULT NOR+GHA] They met."])
def test_malformed_gold_is_refused_with_its_line(tmp_path: Path, lines: str) -> None:
    file = tmp_path / "bad.mark"
    file.write_text(f"# NOR Norway\n{lines}", encoding="utf-8")
    with pytest.raises(GoldRefused, match="2"):
        read_gold(file)
