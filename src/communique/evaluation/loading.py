"""Gold from files and folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from communique.errors import GoldRefused
from communique.evaluation.gold import Gold, Row, build
from communique.evaluation.marks import read_marks
from communique.evaluation.pairs import read_pair

#: the name of a folder whose texts hold nothing to code
NOTHING = "nothing"


def load_gold(paths: Iterable[Path]) -> tuple[Gold, ...]:
    """Return the gold of files and folders, in the order given, a folder's by name.

    A file is ``NAME.mark``, or either half of a pair ``NAME.txt`` and ``NAME.json``. Where a folder has both, the pair
    counts; one that holds a single text and a single JSON file is a pair whatever they are called. The texts of a
    folder called ``nothing`` need no gold: nothing is to be found in them. Raises GoldRefused with file, line and
    reason where anything is wrong, for figures over half of the gold would mislead.
    """
    return tuple(read_gold(source) for path in paths for source in gold_files(path))


def gold_files(path: Path) -> tuple[Path, ...]:
    """Return the files of gold that a path stands for; raises GoldRefused where there are none."""
    if path.is_dir():
        if path.resolve().name == NOTHING and (texts := sorted(path.glob("*.txt"))):
            return tuple(texts)
        found = {p.stem: p for p in sorted(path.glob("*.mark"))}
        found |= {p.stem: p for p in sorted(path.glob("*.json")) if text_of(p).is_file()}
        if not found:
            raise GoldRefused(str(path), 1, "the folder holds no gold: neither NAME.mark nor NAME.txt with NAME.json")
        return tuple(found[stem] for stem in sorted(found))
    if path.suffix not in (".mark", ".json", ".txt"):
        raise GoldRefused(str(path), 1, "gold is a folder, NAME.mark, or NAME.txt with NAME.json")
    if path.suffix == ".txt" and path.resolve().parent.name != NOTHING:
        return (path.with_suffix(".json"),)
    return (path,)


def read_gold(path: Path) -> Gold:
    """Return the gold of one such file; raises GoldRefused where it is missing or wrong."""
    rows: tuple[Row, ...] = ()
    if path.suffix == ".mark":
        text, rows = read_marks(_read(path), str(path))
    elif path.suffix == ".txt":
        text = _read(path)
    else:
        text, rows = _read(text_of(path)), read_pair(_read(path), str(path))
    return build(path.stem, str(path), text, rows)


def text_of(gold: Path) -> Path:
    """Return the text that a JSON file belongs to: that of its name, else the only one beside the only JSON file."""
    text = gold.with_suffix(".txt")
    if not text.is_file() and len(list(gold.parent.glob("*.json"))) == 1:
        texts = list(gold.parent.glob("*.txt"))
        if len(texts) == 1:
            return texts[0]
    return text


def _read(path: Path) -> str:
    try:
        # newline="" keeps the ends of lines as they are: offsets count them
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"not UTF-8 at byte {error.start}"
        raise GoldRefused(str(path), 1, reason or "cannot be read") from None
