"""What the register costs: adding, filters, search and counts over generated documents, beside a scan of JSONL.

python benchmarks/register.py --documents 2000
python benchmarks/register.py --documents 100000 --keep /tmp/big

Times are those of the processor, as other work may run beside it; ``--keep`` leaves the register in a folder, or asks
the one that is there.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

sys.path.insert(0, str(Path(__file__).parent))
import generated

from communique.register import counting, following, queries
from communique.register.counting import Period
from communique.register.following import Wanted
from communique.register.queries import Ask
from communique.register.store import Register

DYAD = ("CHN", "USA")
PERIOD = Period(since="2016-01-15", until="2020-06-20")
ASKS = {
    "the newest": Ask(newest=True, limit=50),
    "country": Ask(country="USA", limit=50),
    "rare country": Ask(country="COL", newest=True, limit=50),
    "dyad": Ask(dyad=DYAD, limit=50),
    "dyad and area": Ask(dyad=("CHN", "TKM"), area="energy", limit=50),
    "act and dates": Ask(act="pledge", since="2015-01-01", until="2015-12-31", limit=50),
    "act and area": Ask(act="warn", area="trade", newest=True, limit=50),
    "event type": Ask(event_type="ASSAULT", limit=50),
    "part of a name": Ask(actor="koba", newest=True, limit=50),
    "a common word": Ask(text="railway", newest=True, limit=50),
    "rare words": Ask(text="number 777", limit=50),
    "a word and a dyad": Ask(text="hospital", dyad=DYAD, limit=50),
}
#: documents from here on are in no register
ANOTHER = 1_000_000
#: stretches of the documents that are added
STEPS = 10
KINDS = ("documents", "meetings", "statements", "events")


def measured(work: Callable[[], object], *, times: int) -> tuple[float, float]:
    """Return the 50th and 95th percentile of the milliseconds that some work takes."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    ranked = sorted(taken)
    return ranked[times // 2], ranked[max(0, int(times * 0.95) - 1)]


def scan(path: Path) -> int:
    """Count the pledges on trade in a file of records, as one does without a register."""
    with path.open(encoding="utf-8") as lines:
        return sum(
            statement["act"] == "pledge" and "trade" in statement["areas"]
            for line in lines
            for statement in json.loads(line)["statements"]
        )


@dataclass(frozen=True, slots=True)
class Step:
    """What a stretch of documents took, in milliseconds for each, and what is held after it, in MiB.

    ``processor`` and ``clock`` are of adding alone; ``naive`` is the processor's time of writing a line of JSON,
    ``making`` that of generating the document, which is the same work from first to last: where it grows, the machine
    was slower.
    """

    documents: int
    processor: float
    clock: float
    naive: float
    making: float
    memory: int
    peak: int
    file: int


def fill(register: Register, plain: Path, total: int, *, steps: int = STEPS) -> None:
    """Add the documents, and print what adding costs from step to step, and the last against the first."""
    print("documents  processor ms  clock ms  line of JSON ms  making ms  memory MiB  at most  file MiB", flush=True)
    told = []
    with plain.open("w", encoding="utf-8") as lines:
        for number in range(steps):
            step = _stretch(register, lines, range(number * total // steps, (number + 1) * total // steps))
            told.append(step)
            print(
                f"{step.documents:9}  {step.processor:12.2f}  {step.clock:8.2f}  {step.naive:15.3f}  {step.making:9.2f}"
                f"  {step.memory:10}  {step.peak:7}  {step.file:8}",
                flush=True,
            )
    first, last = told[0], told[-1]
    slower = last.making / first.making
    print(f"last step / first: processor {last.processor / first.processor:.2f}, clock {last.clock / first.clock:.2f}")
    print(f"the machine was slower by {slower:.2f}; without that: {last.processor / first.processor / slower:.2f}")
    print(f"memory after the last step / the second: {last.memory / told[min(1, steps - 1)].memory:.2f}", flush=True)


def _stretch(register: Register, lines: TextIO, numbers: range) -> Step:
    processor = clock = naive = making = 0.0
    for number in numbers:
        start = time.process_time()
        record = generated.record(number)
        made = time.process_time()
        lines.write(record.to_json() + "\n")
        began, written = time.perf_counter(), time.process_time()
        register.keep(record, source=f"/reports/{number}.txt")
        processor += time.process_time() - written
        clock += time.perf_counter() - began
        naive += written - made
        making += made - start
    each = 1000 / max(1, len(numbers))
    return Step(
        documents=numbers.stop,
        processor=processor * each,
        clock=clock * each,
        naive=naive * each,
        making=making * each,
        memory=_held(),
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        file=Path(register.engine.url.database or "").stat().st_size >> 20,
    )


def by_turns(large: Register, small: Register, total: int) -> None:
    """Print what adding costs in a new register and in a large one, a document to each by turns.

    What else runs on the machine, and slows a later stretch, slows both alike.
    """
    taken = {small: 0.0, large: 0.0}
    for number in range(total):
        for register in taken:
            record = generated.record(ANOTHER + number)
            start = time.process_time()
            register.keep(record, source=f"/further/{number}.txt")
            taken[register] += time.process_time() - start
    first, last = (spent * 1000 / total for spent in taken.values())
    print(
        f"by turns, {total} documents each: new {first:.2f} ms, large {last:.2f} ms ({last / first:.2f} x)", flush=True
    )


def _held() -> int:
    """Return the MiB of memory that the process holds now of its own: the file that is mapped is not its own."""
    fields = Path("/proc/self/statm").read_text().split()
    return (int(fields[1]) - int(fields[2])) * resource.getpagesize() >> 20


def questions(register: Register) -> dict[str, Callable[[], object]]:
    """Return what is asked, by its name."""
    engine = register.engine
    asked: dict[str, Callable[[], object]] = {}
    for kind in KINDS:
        for name, ask in ASKS.items():
            asked[f"{kind}: {name}"] = lambda kind=kind, ask=ask: list(getattr(queries, kind)(engine, ask))  # type: ignore[misc]
    for name in ("the newest", "country", "act and area", "a common word"):
        asked[f"facets: {name}"] = lambda ask=ASKS[name]: counting.facets(engine, ask)  # type: ignore[misc]
    return {
        **asked,
        "months of a dyad": lambda: counting.months(engine, DYAD),
        "matrix of dyads": lambda: counting.matrix(engine),
        "matrix of dyads, a period": lambda: counting.matrix(engine, PERIOD),
        "countries": lambda: counting.countries(engine, PERIOD),
        "meeting places": lambda: counting.meeting_places(engine, DYAD),
        "speakers": lambda: counting.speakers(engine, DYAD),
        "commitments of a dyad, as kept": lambda: following.entries(engine, Wanted(dyad=DYAD, limit=50)),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--keep", type=Path)
    parser.add_argument(
        "--turns", type=int, default=0, help="documents added to the register and to a new one by turns"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(exist_ok=True)
        plain = folder / "register.db.jsonl"
        there = (folder / "register.db").exists()
        with Register.open(folder / "register.db") as register:
            if not there:
                fill(register, plain, options.documents)
            if options.turns:
                with Register.open(Path(made) / "new.db") as new:
                    by_turns(register, new, options.turns)
                return
            for name, work in questions(register).items():
                half, most = measured(work, times=options.times)
                print(f"{name}: p50 {half:.1f} ms, p95 {most:.1f} ms", flush=True)
        _, most = measured(lambda: scan(plain), times=1)
        print(f"a scan of JSONL: {most:.0f} ms")


if __name__ == "__main__":
    main()
