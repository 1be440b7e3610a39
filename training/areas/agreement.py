"""How far two markers agree on areas: ``python training/areas/agreement.py --marks FILE --gold PATH...``.

The marks of a second reader, who had the texts with the contents bracketed in them and the conventions of
``docs/areas.md`` but neither the first marks nor the program's, are compared with gold. No coder can be expected to
agree with either of them better than they do with each other.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluate import figures
from train import read_texts

Areas = tuple[str, ...]


def read_marks(path: Path) -> dict[tuple[str, int], Areas]:
    """Return the areas that the second reader gave, by text and number of the content in it."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {(name, int(number)): () if areas == "-" else tuple(areas.split(",")) for name, number, areas in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    given = parser.parse_args()
    marks = read_marks(given.marks)
    pairs = [
        (areas, marks[text.name, number])
        for text in read_texts(given.gold)
        for number, areas in enumerate(text.areas)
        if (text.name, number) in marks
    ]
    print(figures(pairs))


if __name__ == "__main__":
    main()
