"""The ratchet: no figure on our gold may fall under the floor it once stood on.

Floors rise with ``communique eval floors tests/floors.json --raise``. Only ``--reset`` lowers one, or takes over
changed gold: a deliberate step, to be explained where it is committed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import communique
from communique.evaluation.floors import FIGURES, breaches, digest, read_floors
from communique.evaluation.loading import load_gold
from communique.evaluation.scores import Report, measure

FILE = Path(__file__).parent / "floors.json"
FLOORS = {floor.folder: floor for floor in read_floors(FILE)}


@cache
def report(folder: str) -> Report:
    return measure(load_gold([FILE.parent / folder]), communique.load().read)


@pytest.mark.parametrize("folder", FLOORS)
def test_no_figure_is_under_its_floor(folder: str) -> None:
    assert breaches(FLOORS[folder], report(folder).figures(), digest(FILE.parent / folder)) == ()


@pytest.mark.parametrize("folder", FLOORS)
def test_every_gold_text_is_read(folder: str) -> None:
    assert report(folder).refused == ()
    assert report(folder).documents == FLOORS[folder].documents


def test_all_our_gold_has_floors() -> None:
    assert {FILE.parent / folder for folder in FLOORS} == {path for path in FILE.parent.glob("gold/*") if path.is_dir()}
    for floor in FLOORS.values():
        assert "false_statements" in floor.most
        assert floor.folder == "gold/nothing" or set(FIGURES) - set(floor.least) <= {"quiet_documents"}
