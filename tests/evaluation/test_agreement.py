"""Our figures are those of the field's scorer, digit for digit; runs where its folder lies beside the repository."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from carniolan import perfect_record, spoil

import communique
from communique.evaluation.gold import Gold
from communique.evaluation.loading import load_gold
from communique.evaluation.scores import Report, score
from communique.evaluation.sheet import total
from communique.record import Record

SHARED = Path(__file__).parents[3] / "shared"
SETS = ("readouts/dev", "seed")

pytestmark = pytest.mark.skipif(
    not (SHARED / "eval/score.py").is_file(), reason="the scorer is not beside the repository"
)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("field_scorer", SHARED / "eval/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["field_scorer"] = module
    spec.loader.exec_module(module)
    return module


class Answers:
    """Stands in for the scorer's session: gives records that are there already."""

    def __init__(self, scorer: ModuleType, records: dict[str, Record | None]) -> None:
        self.scorer, self.records = scorer, records
        self.crashed = {name for name, record in records.items() if record is None}

    def read(self, name: str, text: str) -> Any:
        record = self.records[name]
        reading = self.scorer.Reading(record.to_dict() if record else {}, text)
        reading.check()
        return reading


def theirs(scorer: ModuleType, folder: str, records: dict[str, Record | None]) -> dict[str, float]:
    task = "seed" if folder == "seed" else "readouts"
    docs = scorer.load_documents(str(SHARED / folder), task)
    result = scorer.Result(task)
    names = iter(records)
    for doc in docs:  # the seed goes by another name there
        doc["id"] = next(names)
    scorer.score_documents(Answers(scorer, records), docs, result)
    return dict(result.figures)


def ours(golds: tuple[Gold, ...], records: dict[str, Record | None]) -> dict[str, float]:
    sheet = total(score(gold, records[gold.name]) for gold in golds)
    return Report(documents=len(golds), refused=(), sheet=sheet).figures()


@pytest.mark.parametrize("folder", SETS)
def test_a_perfect_reading_has_every_figure_at_one(folder: str, scorer: ModuleType) -> None:
    golds = load_gold([SHARED / folder])
    records: dict[str, Record | None] = {gold.name: perfect_record(gold) for gold in golds}
    expected, own = theirs(scorer, folder, records), ours(golds, records)
    assert own.pop("false_statements") == 0
    # a CONSULT and a one-sided event between the same two count as two pairs in gold but as one when they are read
    for figures in (expected, own):
        assert {name: value for name, value in figures.items() if value < 1}.keys() <= {"event_pair_r", "event_pair_f1"}


@pytest.mark.parametrize("folder", SETS)
def test_real_readings_have_the_same_figures_from_both(folder: str, scorer: ModuleType) -> None:
    golds, coder = load_gold([SHARED / folder]), communique.load()
    records: dict[str, Record | None] = {gold.name: coder.read(gold.text) for gold in golds}
    expected = theirs(scorer, folder, records)
    assert {name: value for name, value in ours(golds, records).items() if name in expected} == expected


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("folder", SETS)
def test_spoiled_readings_have_the_same_figures_from_both(folder: str, seed: int, scorer: ModuleType) -> None:
    dice = random.Random(seed)
    golds = load_gold([SHARED / folder])
    records: dict[str, Record | None] = {gold.name: spoil(perfect_record(gold), dice) for gold in golds}
    if folder != "seed":
        records[golds[seed].name] = None
    expected = theirs(scorer, folder, records)
    assert {name: value for name, value in ours(golds, records).items() if name in expected} == expected
    assert 0 < expected["strict_f1"] < expected["statement_f1"] < 1
