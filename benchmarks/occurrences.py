"""Occurrences: agreement with our gold beside simpler rules, and what placing a document costs as a register grows.

python benchmarks/occurrences.py --documents 5000
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from communique.commitments.scoring import b_cubed
from communique.evaluation.occurrences import Mention, Reports, clusters, read_gold
from communique.occurrences.model import Told, told
from communique.record import Actor, Document, Event, Record, Span, document_id
from communique.register.store import Register

GOLD = Path(__file__).parents[1] / "tests" / "gold_occurrences"
STATES = "ARG AUS BRA CAN CHL EGY ETH FIN FRA GHA IDN IND IRN ITA JPN KAZ KEN MEX NGA NOR PER POL SAU TUR VNM".split()
TYPES = (("ACCUSE", "accused"), ("AID", "sent relief to"), ("ASSAULT", "shelled"), ("AGREE", "made a promise to"))
MATTERS = "harbour cable orchard glacier museum railway vaccine satellite reservoir lighthouse quarry ferry".split()
#: reports a day: a register grows in days, not in what happens on one
A_DAY = 40


def every_row(mention: Told) -> str:
    """Return an occurrence for each mention, as a data set without any rule has it."""
    return mention.key


def one_a_day(mention: Told) -> str:
    """Return one occurrence for each type, sides and day, as the usual filter of event data has it."""
    return f"{mention.type} {sorted(mention.actors)} {sorted(mention.recipients)} {mention.date}"


def figures(files: list[Reports]) -> Iterator[str]:
    """Yield how well each way agrees with the gold."""
    records = [record for one in files for record in one.records]
    gold: dict[Mention, str] = {mention: name for one in files for mention, name in one.occurrences.items()}
    rules: tuple[tuple[str, Callable[[Told], str]], ...] = (("every row", every_row), ("one a day", one_a_day))
    for name, rule in rules:
        found = {(each.document, each.event): rule(each) for record in records for each in told(record)}
        yield f"{name}: {agreement(found, gold)}"
    yield f"communique: {agreement(clusters(records), gold)}"


def agreement(found: dict[Mention, str], gold: dict[Mention, str]) -> str:
    """Return B-cubed precision, recall and F1 in words."""
    reached = b_cubed(found, gold)
    return f"precision {reached.precision:.3f}, recall {reached.recall:.3f}, F1 {reached.f1:.3f} of {reached.items}"


def report(number: int) -> Record:
    """Return a report of one of a few occurrences of its day."""
    day = date(2015, 1, 1) + timedelta(days=number // A_DAY)
    chance = random.Random(f"{day} {number % A_DAY // 4}")
    actor, recipient = chance.sample(STATES, 2)
    kind, verb = chance.choice(TYPES)
    matters = " and the ".join(chance.sample(MATTERS, 2))
    text = f"{actor} {verb} {recipient} over the {matters}.\nPaper {number % A_DAY}, edition {number}."
    end = text.index("\n")
    sides = tuple(
        Actor(id=each, name=each, kind="state", country=each, mentions=(Span(text.index(each), text.index(each) + 3),))
        for each in (actor, recipient)
    )
    event = Event(
        id="e1",
        event_type=kind,
        quad_code=1,
        actor=(actor,),
        recipient=(recipient,),
        date=day.isoformat(),
        evidence=(Span(0, end),),
    )
    document = Document(id=document_id(text), text=text, published=day.isoformat(), publisher=f"Paper {number % A_DAY}")
    return Record(document=document, actors=sides, events=(event,))


def cost(total: int) -> str:
    """Return what keeping a document costs at the start and at the end of so many."""
    taken = []
    with tempfile.TemporaryDirectory() as folder, Register.open(Path(folder) / "register.db") as register:
        for number in range(total):
            record = report(number)
            start = time.process_time()
            register.keep(record, source=str(number))
            taken.append((time.process_time() - start) * 1000)
    tenth = max(1, total // 10)
    first, last = (sorted(part)[tenth // 2] for part in (taken[:tenth], taken[-tenth:]))
    growth = f"{first:.2f} ms in the first tenth, {last:.2f} ms in the last ({last / first:.2f} x)"
    return f"keep, median processor time: {growth}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    total = parser.parse_args().documents
    for half in ("open", "held"):
        files = [read_gold(path) for path in sorted((GOLD / half).glob("*.mark"))]
        for line in figures(files):
            sys.stdout.write(f"{half}, {line}\n")
    sys.stdout.write(cost(total) + "\n")


if __name__ == "__main__":
    main()
