"""Average the weights of runs that started from the same model: ``soup.py RUN... --out FOLDER``.

Runs from one start that differ in their seed lie in one basin, and the middle of it reads better than its rim.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Write the mean ``model.pt`` and the tokenizer of the first run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    states = [torch.load(run / "model.pt", weights_only=True) for run in given.runs]
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save({key: torch.stack([s[key] for s in states]).mean(0) for key in states[0]}, given.out / "model.pt")
    shutil.copy(given.runs[0] / "tokenizer.json", given.out / "tokenizer.json")


if __name__ == "__main__":
    main()
