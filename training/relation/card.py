"""Write MODEL_CARD.md beside the shipped files: the prose of ``card.md`` with the hashes of what it describes."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

FILES = ("model.onnx", "tokenizer.json", "config.json")


def main() -> None:
    """Write the card; run after every export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="src/communique/data/relation")
    folder = parser.parse_args().folder
    prose = Path(__file__).with_name("card.md").read_text(encoding="utf-8")
    rows = [
        f"| {n} | {(folder / n).stat().st_size} | {hashlib.sha256((folder / n).read_bytes()).hexdigest()} |"
        for n in FILES
    ]
    table = "\n".join(["| file | bytes | SHA-256 |", "|---|---|---|", *rows])
    (folder / "MODEL_CARD.md").write_text(prose.replace("<!-- files -->", table), encoding="utf-8")


if __name__ == "__main__":
    main()
