"""The gold pairs: well made, and laid side by side as well as docs/compare.md says."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).parents[2] / "benchmarks" / "compare.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_of_comparing", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("half", "meetings"), [("open", 60), ("held", 12), ("aside", 12)])
def test_gold_is_well_made(bench: ModuleType, half: str, meetings: int) -> None:
    pairs = list(bench.load(half))
    assert len(pairs) >= meetings
    for name, a, b in pairs:
        matters = [frozenset().union(*(content.matters for content in side.contents)) for side in (a, b)]
        assert matters[0] == matters[1], name
        assert any(not content.matters for side in (a, b) for content in side.contents), name
        assert not any("<<" in side.text or ">>" in side.text for side in (a, b)), name


@pytest.mark.parametrize("read", [True, False])
@pytest.mark.parametrize(("half", "floor"), [("open", 0.81), ("held", 0.85)])
def test_alignment_holds_its_floor(bench: ModuleType, half: str, floor: float, read: bool) -> None:
    assert bench.measure(half, read=read).f1 >= floor


def test_a_pair_that_stands_for_nothing_counts_against_precision(bench: ModuleType) -> None:
    name, a, b = next(bench.load("open"))
    records = tuple(bench.given(side) for side in (a, b))
    found = bench.compare(*records)
    score = bench.score(name, a, b, found)
    bare = bench.Account(text=a.text, contents=())
    worse = bench.score(name, bare, b, found)
    assert score.right > 0
    assert (worse.right, worse.gold) == (0, 0)
    assert worse.found == len(worse.errors) == sum(len(m.a) * len(m.b) for m in found.matches)
