"""The benchmark runs and tells every figure; its limits are not checked here, where other work runs beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "benchmarks/read.py"
FIGURES = (
    "cold start / spacy.load",
    "peak memory",
    "reading / spaCy pipeline",
    "two processes / one",
    "two processes / one, cores free",
    "memory at the end, one process",
    "memory at the end, two processes",
)


def test_the_benchmark_tells_each_figure_with_its_limit() -> None:
    command = [sys.executable, str(SCRIPT), "--documents", "8", "--repeats", "1"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    rows = done.stdout.splitlines()
    for figure in FIGURES:
        [row] = [row for row in rows if row.startswith(f"{figure}  ")]
        value, bound = row[len(figure) :].split()[0], row.split(" ok " if " ok " in row else " MISSED ")[0]
        assert float(value) > 0
        assert "≤" in bound or "≥" in bound
