"""Floors hold, rise, and fall only on purpose."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from carniolan import MARKED

from communique.errors import GoldRefused
from communique.evaluation.floors import Floor, anew, breaches, digest, raised, read_floors, write_floors
from communique.evaluation.loading import load_gold

FLOOR = Floor(folder="gold", digest="abc", documents=3, least={"statement_f1": 0.8, "areas_f1": 0.6})


def test_figures_on_their_floor_are_no_breach() -> None:
    assert breaches(FLOOR, {"statement_f1": 0.8, "areas_f1": 0.9}, "abc") == ()


def test_a_figure_under_its_floor_is_told_with_both_numbers() -> None:
    (line,) = breaches(FLOOR, {"statement_f1": 0.7999, "areas_f1": 0.9}, "abc")
    assert line == "gold: statement_f1 is 0.7999, under its floor of 0.800"


def test_a_figure_that_is_gone_is_under_its_floor() -> None:
    assert len(breaches(FLOOR, {"statement_f1": 0.9}, "abc")) == 1


def test_changed_gold_is_a_breach() -> None:
    (line,) = breaches(FLOOR, {"statement_f1": 0.9, "areas_f1": 0.9}, "abd")
    assert "set them anew" in line


def test_raising_lowers_nothing() -> None:
    floor = raised(FLOOR, {"statement_f1": 0.9, "areas_f1": 0.5, "core_f1": 0.4, "seconds": 3.0})
    assert floor.least == {"statement_f1": 0.895, "areas_f1": 0.6, "core_f1": 0.395}
    assert floor.digest == "abc"


def test_setting_anew_takes_what_is() -> None:
    floor = anew(FLOOR, {"statement_f1": 0.7, "areas_f1": 0.002}, "abd", 4)
    assert floor == Floor(folder="gold", digest="abd", documents=4, least={"statement_f1": 0.695})


def test_counts_are_held_from_above() -> None:
    floor = replace(FLOOR, least={}, most={"false_statements": 2.0})
    assert breaches(floor, {"false_statements": 2.0}, "abc") == ()
    assert breaches(floor, {"false_statements": 3.0}, "abc") == ("gold: false_statements is 3, over its limit of 2",)
    assert raised(floor, {"false_statements": 1.0}).most == {"false_statements": 1.0}
    assert raised(floor, {"false_statements": 3.0}).most == {"false_statements": 2.0}
    assert anew(floor, {"false_statements": 3.0}, "abc", 3).most == {"false_statements": 3.0}


def test_floors_come_back_from_their_file(tmp_path: Path) -> None:
    floors = (FLOOR, replace(FLOOR, folder="more", most={"false_statements": 2.0}))
    write_floors(tmp_path / "floors.json", floors)
    assert read_floors(tmp_path / "floors.json") == floors


@pytest.mark.parametrize(
    "raw", ["{", "[]", '{"gold": {"digest": "abc"}}', '{"gold": {"digest": 1, "documents": "x", "least": {}}}']
)
def test_malformed_floors_are_refused(tmp_path: Path, raw: str) -> None:
    (tmp_path / "floors.json").write_text(raw, encoding="utf-8")
    with pytest.raises(GoldRefused, match=r"floors\.json:1"):
        read_floors(tmp_path / "floors.json")


def test_missing_floors_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldRefused, match="No such file"):
        read_floors(tmp_path / "floors.json")


def test_the_digest_changes_with_any_text_mark_or_name(tmp_path: Path) -> None:
    mark = tmp_path / "a.mark"
    mark.write_text(MARKED, encoding="utf-8")
    first = digest(tmp_path)
    assert digest(tmp_path) == first
    mark.write_text(MARKED.replace("May 14", "May 15"), encoding="utf-8")
    changed = digest(tmp_path)
    mark.rename(tmp_path / "b.mark")
    assert len({first, changed, digest(tmp_path)}) == 3


def test_the_digest_of_a_pair_covers_both_halves(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "article.txt").write_text("One.", encoding="utf-8")
    first = digest(tmp_path)
    (tmp_path / "article.txt").write_text("Two.", encoding="utf-8")
    assert digest(tmp_path) != first
    (tmp_path / "a.json").write_text(json.dumps({"document": {}}), encoding="utf-8")
    assert load_gold([tmp_path])[0].text == "Two."
