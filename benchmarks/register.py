"""What the register costs: adding, filters and search over generated documents, beside a scan of JSONL.

python benchmarks/register.py --documents 2000
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "register"))
import borduria

from communique.register import queries
from communique.register.queries import Ask
from communique.register.store import Register

ASKS = {
    "country": Ask(country="SYL", limit=50),
    "dyad": Ask(dyad=("BRD", "SYL"), area="trade", limit=50),
    "act and dates": Ask(act="pledge", since="2015-01-01", until="2015-12-31", limit=50),
    "search": Ask(text="list copper", limit=50),
}


def p95(work: Callable[[], object], *, times: int = 20) -> float:
    """Return the 95th percentile of the milliseconds that some work takes."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[int(times * 0.95) - 1]


def scan(path: Path) -> int:
    """Count the pledges on trade in a file of records, as one does without a register."""
    with path.open(encoding="utf-8") as lines:
        return sum(
            statement["act"] == "pledge" and "trade" in statement["areas"]
            for line in lines
            for statement in json.loads(line)["statements"]
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    total = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as folder, Register.open(Path(folder) / "register.db") as register:
        plain = Path(folder) / "records.jsonl"
        taken = []
        with plain.open("w", encoding="utf-8") as lines:
            for number in range(total):
                record = borduria.record(number)
                lines.write(record.to_json() + "\n")
                start = time.perf_counter()
                register.keep(record, source=f"r{number}")
                taken.append((time.perf_counter() - start) * 1000)
        tenth = max(1, total // 10)
        first, last = sum(taken[:tenth]) / tenth, sum(taken[-tenth:]) / tenth
        print(f"add: {first:.2f} ms in the first tenth, {last:.2f} ms in the last ({last / first:.2f} x)")
        for name, ask in ASKS.items():
            print(f"{name}: p95 {p95(lambda ask=ask: list(queries.statements(register.engine, ask))):.1f} ms")  # type: ignore[misc]
        print(f"a scan of JSONL: p95 {p95(lambda: scan(plain), times=5):.1f} ms")


if __name__ == "__main__":
    main()
