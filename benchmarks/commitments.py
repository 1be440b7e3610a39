"""Time of following commitments over generated records: ``python benchmarks/commitments.py --documents 20000``.

Each record holds one report of three sentences with two undertakings; one in three tells of an outcome. Cost per
document is given for a tenth of the records and for all, so that growth shows. ``--check`` exits 1 where the cost per
document of all is more than four times that of a tenth.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time

from communique.commitments.ledger import commitments
from communique.record import Actor, Document, Record, Span, Statement, document_id

COUNTRIES = (
    "NOR",
    "GHA",
    "POL",
    "EGY",
    "IND",
    "MDV",
    "FRA",
    "BGD",
    "BRA",
    "AGO",
    "JPN",
    "UZB",
    "CAN",
    "JOR",
    "TUR",
    "SEN",
)
THINGS = (
    "solar plant",
    "railway",
    "cancer hospital",
    "wheat terminal",
    "metro line",
    "satellite",
    "fish market",
    "dam",
)
SYLLABLES = ("ba", "ko", "ri", "mu", "ta", "ne", "lo", "shi", "ga", "pe", "zu", "wa")
GROWTH = 4.0


def record(number: int, draw: random.Random) -> Record:
    one, other = draw.sample(COUNTRIES, 2)
    place = "".join(draw.choice(SYLLABLES) for _ in range(3)).capitalize()
    thing, second = draw.sample(THINGS, 2)
    contents = (f"build a {thing} at {place}", f"pay for {draw.randint(2, 400)} places of training in the {second}")
    text, statements = "", []
    for n, content in enumerate(contents, start=1):
        text += f"{one} promised {other} to "
        span = Span(len(text), len(text) + len(content))
        text += content + ". "
        statements.append(
            Statement(
                id=f"s{n}", speaker=(one,), speaker_country=(one,), act="pledge", content=span, addressees=(other,)
            )
        )
    text += f"The {second} at {place} went into operation." if number % 3 == 0 else f"Report {number} ends here."
    actors = tuple(
        Actor(id=name, name=name, kind="state", country=name, mentions=(Span(at, at + 3),))
        for name in (one, other)
        if (at := text.find(name)) >= 0
    )
    date = f"{2005 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
    document = Document(id=document_id(text), text=text, published=date)
    return Record(document=document, actors=actors, statements=tuple(statements))


def cost(records: list[Record]) -> tuple[float, int]:
    start = time.process_time()
    found = commitments(records)
    return (time.process_time() - start) / len(records), len(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    draw = random.Random(5)
    records = [record(number, draw) for number in range(options.documents)]
    few, _ = cost(records[: max(1, options.documents // 10)])
    all_, entries = cost(records)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"a tenth of the records: {few * 1000:.2f} ms a document")
    print(f"all {len(records)} records: {all_ * 1000:.2f} ms a document, {all_ / few:.1f} ×, {entries} commitments")
    print(f"peak memory: {peak:.0f} MiB")
    return 1 if options.check and all_ / few > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
