"""The ratchet: figures that were reached once and must not be lost, pinned with the gold they were reached on.

A file of floors names folders of gold, relative to itself. Each has the digest of its files, for a figure is only as
comparable as what it was measured on, the least that each figure may be, and the most that some counts may be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from communique.errors import GoldRefused
from communique.evaluation.loading import gold_files, text_of

#: the figures that are pinned
FIGURES = (
    "statement_f1", "statement_p", "statement_r", "core_f1", "strict_f1", "areas_f1", "statement_speaker",
    "statement_speaker_country", "statement_addressees", "statement_act", "statement_areas_all", "statement_modality",
    "quiet_documents", "meeting_f1", "meeting_accuracy", "event_triple_f1", "event_type_f1", "event_pair_f1",
    "cameo_exact", "cameo_root", "actor_found", "actor_country", "actor_sector", "actor_office", "document_accuracy",
)  # fmt: skip
#: the counts that are pinned from above
COUNTS = ("false_statements",)
#: how far below what was measured a floor lies: another processor may round a parse the other way
SLACK = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A folder of gold, the digest of its files, how many there are, and how low and how high figures may be."""

    folder: str
    digest: str
    documents: int
    least: Mapping[str, float]
    most: Mapping[str, float] = field(default_factory=dict)


def read_floors(path: Path) -> tuple[Floor, ...]:
    """Return the floors of a file; raises GoldRefused where it is missing or malformed."""
    try:
        raw = path.read_text(encoding="utf-8")
        return tuple(_floor(folder, values) for folder, values in json.loads(raw).items())
    except OSError as error:
        raise GoldRefused(str(path), 1, error.strerror or "cannot be read") from None
    except json.JSONDecodeError as error:
        raise GoldRefused(str(path), error.lineno, f"no JSON: {error.msg}") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        shape = '{"FOLDER": {"digest": "…", "documents": 1, "least": {"FIGURE": 0.9}}}'
        raise GoldRefused(str(path), 1, f"not of the form {shape} ({error})") from None


def write_floors(path: Path, floors: tuple[Floor, ...]) -> None:
    """Write the floors to a file."""
    values = {
        f.folder: {"digest": f.digest, "documents": f.documents, "least": dict(f.least), "most": dict(f.most)}
        for f in floors
    }
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def digest(folder: Path) -> str:
    """Return the SHA-256 over names and contents of the gold in a folder; raises GoldRefused where there is none."""
    total = hashlib.sha256()
    for file in gold_files(folder):
        for part in dict.fromkeys((file, text_of(file))):
            if part.is_file():
                total.update(part.name.encode() + b"\0" + hashlib.sha256(part.read_bytes()).digest())
    return total.hexdigest()


def breaches(floor: Floor, figures: Mapping[str, float], found: str) -> tuple[str, ...]:
    """Return what a set of figures falls short of, a line each; ``found`` is the digest of the gold they come from."""
    lines = []
    if found != floor.digest:
        lines.append(f"{floor.folder}: the gold is not that on which the floors were set; set them anew")
    for name, least in floor.least.items():
        now = figures.get(name, 0.0)
        if now < least:
            lines.append(f"{floor.folder}: {name} is {now:.4f}, under its floor of {least:.3f}")
    for name, most in floor.most.items():
        if figures.get(name, 0.0) > most:
            lines.append(f"{floor.folder}: {name} is {figures[name]:g}, over its limit of {most:g}")
    return tuple(lines)


def raised(floor: Floor, figures: Mapping[str, float]) -> Floor:
    """Return the floor lifted to the figures where they are better, and nowhere lowered."""
    now = _least(figures)
    names = dict.fromkeys((*floor.least, *now))
    least = {name: max(now.get(name, 0.0), floor.least.get(name, 0.0)) for name in names}
    most = {name: min(value, floor.most.get(name, value)) for name, value in _most(figures).items()}
    return replace(floor, least=least, most=most)


def anew(floor: Floor, figures: Mapping[str, float], found: str, documents: int) -> Floor:
    """Return the floor as the figures are now, higher or lower, on the gold as it is now."""
    least, most = _least(figures), _most(figures)
    return Floor(folder=floor.folder, digest=found, documents=documents, least=least, most=most)


def _least(figures: Mapping[str, float]) -> dict[str, float]:
    """Return the floors that figures give; one that is nothing, as where nothing was asked, gives none."""
    return {name: round(figures[name] - SLACK, 3) for name in FIGURES if figures.get(name, 0.0) > SLACK}


def _most(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: figures[name] for name in COUNTS if name in figures}


def _floor(folder: str, values: dict[str, Any]) -> Floor:
    least = {str(name): float(value) for name, value in values["least"].items()}
    most = {str(name): float(value) for name, value in values.get("most", {}).items()}
    return Floor(
        folder=folder, digest=str(values["digest"]), documents=int(values["documents"]), least=least, most=most
    )
