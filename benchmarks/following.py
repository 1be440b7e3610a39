"""Cost of keeping entries of commitments: ``python benchmarks/following.py --documents 4000 --new 100``.

A register of generated reports is made and followed in full; then new reports come, the latest of all or from any day,
and their entries are taken further. Told are the processor time of either for a document, how the one stands to a full
reading, and whether what was taken further is what a full reading gives. ``--register`` takes a copy of a register that
is there instead. ``--check`` exits 1 where a hundredth of new documents costs more than a tenth of a full reading, or
where the two are not equal.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generated import record

from communique.register import following
from communique.register.following import Wanted
from communique.register.store import Register

#: what part of a full reading new documents may cost, for each hundredth of all that they are
BOUND = 0.1


def timed(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def equal(register: Register) -> bool:
    kept = following.entries(register.engine, Wanted())
    return tuple(each.commitment for each in kept) == following.ledger(register).commitments


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=4000)
    parser.add_argument("--new", type=int, default=100)
    parser.add_argument("--register", type=Path, help="a register to be copied, of reports of benchmarks/generated.py")
    parser.add_argument("--unequal", action="store_true", help="do not read the whole register to compare")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "register.db"
        if options.register:
            shutil.copy(options.register, where)
        with Register.open(where) as register:
            return measure(register, options)


def measure(register: Register, options: argparse.Namespace) -> int:
    following.SHARE = 1  # however many are new, they are taken further
    if not options.register:
        for number in range(options.documents):
            register.keep(record(number), source=str(number))
    size = options.documents
    full = timed(lambda: following.catch_up(register))
    print(f"in full: {full:.1f} s, {1000 * full / size:.2f} ms for each of {size} documents")
    for number in range(size, size + options.new):
        register.keep(record(number), source=str(number))
    further = timed(lambda: following.catch_up(register))
    ratio, part = further / full, options.new / size
    print(
        f"taken further: {further:.2f} s, {1000 * further / options.new:.1f} ms for each of {options.new} new documents"
    )
    print(f"taken further / in full: {ratio:.4f} for {part:.2%} of the documents")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    same = options.unequal or equal(register)
    print("not compared" if options.unequal else f"what a full reading gives: {'yes' if same else 'NO'}")
    return 1 if options.check and (not same or ratio > BOUND * 100 * part) else 0


if __name__ == "__main__":
    sys.exit(main())
