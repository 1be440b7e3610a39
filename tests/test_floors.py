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


@pytest.mark.parametrize("folder", FLOORS)
def test_nothing_is_made_up_where_there_is_nothing(folder: str) -> None:
    assert report(folder).figures()["false_statements"] == 0


def test_both_halves_of_the_gold_have_floors_for_every_figure() -> None:
    assert set(FLOORS) == {"gold/open", "gold/held"}
    for floor in FLOORS.values():
        assert set(floor.least) == set(FIGURES)
