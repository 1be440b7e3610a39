"""Readings against gold: the figures of ``communique eval readouts`` and of the floors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from communique.errors import InputRefused
from communique.evaluation.documents import compare_actors, compare_metadata
from communique.evaluation.events import compare_events
from communique.evaluation.gold import Gold
from communique.evaluation.meetings import compare_meetings
from communique.evaluation.sheet import Share, Sheet, total
from communique.evaluation.statements import compare_statements
from communique.record import Document, Record, document_id

#: the figures that a count of things found gives, by the name of the count
PRECISE = ("statement", "event_triple", "event_type", "event_pair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a set of gold texts came to: how many were read, those ``refused`` with the reason, and all counts."""

    documents: int
    refused: tuple[str, ...]
    sheet: Sheet

    def figures(self) -> dict[str, float]:
        """Return every figure by name, 0 to 1, but ``false_statements``, which is a number of statements."""
        figures: dict[str, float] = {}
        for name, found in self.sheet.found.items():
            if name in PRECISE:
                figures[f"{name}_p"], figures[f"{name}_r"] = found.precision, found.recall
            figures[f"{name}_f1"] = found.f1
        for name, share in self.sheet.shares.items():
            plain = name in ("meeting", "document")
            figures[f"{name}_accuracy" if plain else name] = share.accuracy
        figures["false_statements"] = self.sheet.false_statements
        return figures


def measure(golds: Iterable[Gold], read: Callable[[str], Record]) -> Report:
    """Return the report of reading every gold text; a text that is refused counts as one in which nothing was found."""
    sheets, refused = [], []
    for gold in golds:
        try:
            record = read(gold.text)
        except InputRefused as refusal:
            refused.append(f"{gold.name}: {refusal}")
            sheets.append(score(gold, None))
        else:
            sheets.append(score(gold, record))
    return Report(documents=len(sheets), refused=tuple(refused), sheet=total(sheets))


def score(gold: Gold, record: Record | None) -> Sheet:
    """Return the counts of one document; ``record`` is None where the text was refused.

    Raises ValueError where the record is of another text, for then its spans mean nothing here.
    """
    refused = record is None
    if record is None:
        record = Record(document=Document(id=document_id(gold.text), text=gold.text))
    if record.document.text != gold.text:
        raise ValueError(f"{gold.path}: the record is of another text")
    sheets = [
        compare_statements(gold, record),
        compare_meetings(gold, record),
        compare_events(gold, record),
        compare_actors(gold, record),
        compare_metadata(gold, record.document, refused=refused),
    ]
    if not gold.statements:
        silent = not record.statements and not refused
        sheets.append(Sheet(shares={"quiet_documents": Share(int(silent), 1)}))
    return total(sheets)
