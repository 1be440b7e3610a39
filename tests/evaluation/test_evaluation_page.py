"""The page of figures says what was measured, and nothing else."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"
MARKS = ("readouts", "tasks", "acts", "faults", "origin")
BLANK = "".join(f"<!-- {mark} -->\nOLD TABLE\n<!-- /{mark} -->\nkept {mark}\n" for mark in MARKS)
LINES = (
    {"task": "held", "n": 3, "statement_f1": 0.81234, "false_statements": 2, "day": "2026-01-02", "commit": "abc",
     "acts": [["pledge", "pledge", 5], ["pledge", "(missed)", 2], ["(not in gold)", "warn", 1]],
     "faults": [["event missed: AGREE", 4], ["statement speaker", 9]]},
    {"task": "readouts", "n": 24, "statement_f1": 0.9, "day": "2026-01-02", "commit": "abc+"},
    {"task": "dev", "n": 24, "false_statements": 0, "day": "2026-01-02", "commit": "abc",
     "faults": [["statement speaker", 7]]},
    {"task": "penta", "n": 189, "macro_f1": 0.5, "accuracy": 0.61, "day": "2026-01-02", "commit": "abc"},
)  # fmt: skip


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure_page", DOCS / "measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_tables_are_filled_and_prose_is_kept(script: ModuleType) -> None:
    page = script.filled(BLANK, LINES)
    assert "OLD TABLE" not in page
    assert all(f"kept {mark}" in page for mark in MARKS)
    assert "| figure | goal on dev | dev (24) | seed | open | held (3) |" in page
    assert "| statements found, F1 | 0.90 | 0.900 | – | – | 0.812 |" in page
    assert "| statements on texts with nothing to code | 0 | 0 | – | – | 2 |" in page
    assert "| penta | quad class of the main event, accuracy | 189 | 0.610 |" in page
    assert "| relation | class of a marked pair, macro-F1 | – | not built yet |" in page
    assert "| pledge | **5** |  | 2 |" in page
    assert page.index("| statement speaker | 9 | 0 | 7 |") < page.index("| event missed: AGREE | 4 | 0 | 0 |")
    assert "| dev | 2026-01-02 | `abc+` | `score.py readouts` |" in page


def test_filling_twice_changes_nothing(script: ModuleType) -> None:
    page = script.filled(BLANK, LINES)
    assert script.filled(page, LINES) == page


def test_a_page_without_a_place_for_a_table_is_refused(script: ModuleType) -> None:
    with pytest.raises(ValueError, match="<!-- faults -->"):
        script.filled(BLANK.replace("<!-- /faults -->", ""), LINES)


def test_the_page_shows_the_figures_that_are_kept(script: ModuleType) -> None:
    lines = [json.loads(line) for line in (DOCS / "evaluation.jsonl").read_text(encoding="utf-8").splitlines()]
    page = (DOCS / "evaluation.md").read_text(encoding="utf-8")
    assert script.filled(page, lines) == page, "say `python docs/measure.py --task`"
    assert {"open", "held"} <= {line["task"] for line in lines}
