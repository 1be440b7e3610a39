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
from pathlib import Path

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


def fill(register: Register, plain: Path, total: int) -> None:
    """Add the documents, and print what adding costs at the beginning and at the end."""
    taken = []
    with plain.open("w", encoding="utf-8") as lines:
        for number in range(total):
            record = generated.record(number)
            lines.write(record.to_json() + "\n")
            start = time.process_time()
            register.keep(record, source=f"/reports/{number}.txt")
            taken.append((time.process_time() - start) * 1000)
    tenth = max(1, total // 10)
    first, last = sum(taken[:tenth]) / tenth, sum(taken[-tenth:]) / tenth
    print(f"add: {first:.2f} ms in the first tenth, {last:.2f} ms in the last ({last / first:.2f} x)")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


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
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(exist_ok=True)
        plain = folder / "register.db.jsonl"
        there = (folder / "register.db").exists()
        with Register.open(folder / "register.db") as register:
            if not there:
                fill(register, plain, options.documents)
            for name, work in questions(register).items():
                half, most = measured(work, times=options.times)
                print(f"{name}: p50 {half:.1f} ms, p95 {most:.1f} ms", flush=True)
        _, most = measured(lambda: scan(plain), times=1)
        print(f"a scan of JSONL: {most:.0f} ms")


if __name__ == "__main__":
    main()
