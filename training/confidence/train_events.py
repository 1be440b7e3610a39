"""Fit the confidence of events: ``python training/confidence/train_events.py --gold PATH... --out FILE``.

``--sentences FILE...`` adds single sentences with their events (JSON lines with ``sentence`` and ``events``, each with
``event_type``, ``actor`` and ``recipient``); every second of them is only tested on, as is the gold of ``--test``.
An event counts as right where gold has its type between its parties. No chance is involved.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from train import Row, Signs, chances, fit, told

import communique
from communique.evaluation.events import gold_units, match, read_triples
from communique.evaluation.gold import GoldEvent
from communique.evaluation.loading import load_gold
from communique.events import coding
from communique.record import Record

Text = tuple[str, str | None, tuple[GoldEvent, ...]]


def texts_of(paths: Sequence[Path]) -> list[Text]:
    """Return the texts of gold with their events."""
    return [(gold.text, None, gold.events) for gold in load_gold(paths)]


def sentences_of(paths: Sequence[Path]) -> list[Text]:
    """Return single sentences with their events, in the order of the files."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["sentence"], row.get("date"), tuple(map(_event, row["events"]))) for row in rows]


def _event(given: dict[str, Any]) -> GoldEvent:
    return GoldEvent(
        types=(given["event_type"], *given.get("also", ())),
        actor=tuple(given.get("actor") or ()),
        recipient=tuple(given.get("recipient") or ()),
        reciprocal=bool(given.get("reciprocal")),
    )


def examples(texts: Sequence[Text]) -> Iterator[Row]:
    """Yield the signs of every event that is read from the texts, and whether it is right."""
    coder = communique.load()
    seen: list[Signs] = []

    def note(signs: Signs) -> float:
        seen.append(signs)
        return 0.5

    coding.confidence = note  # the one place where the confidence of an event is asked for
    for text, date, wanted in texts:
        seen.clear()
        record = coder.read(text, published=date)
        yield from zip(tuple(seen), right(record, wanted), strict=True)


def right(record: Record, wanted: Sequence[GoldEvent]) -> list[bool]:
    """Return for each event that was read whether gold has its type between its parties."""
    units = gold_units(wanted)
    return [
        bool(match(units, read_triples(replace(record, events=(event,))), typed=True)[0]) for event in record.events
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--sentences", type=Path, nargs="*", default=[])
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    single = sentences_of(given.sentences)
    rows = [*examples(texts_of(given.gold)), *examples(single[::2])]
    weights = fit(rows)
    print(told("fitted on", chances(rows, weights), [right for _, right in rows]))
    held = [*examples(single[1::2]), *(examples(texts_of(given.test)) if given.test else ())]
    if held:
        print(told("not seen", chances(held, weights), [right for _, right in held]))
    given.out.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
