"""Speed and memory of reading, as ratios to spaCy's own in the same run, so that they mean the same on any machine.

    python benchmarks/read.py                     # or: make bench
    python benchmarks/read.py --documents 5000    # the long pipe
    python benchmarks/read.py --check             # exit 1 where a limit is passed

The texts are the reports in examples/; the pipe reads variations of them, generated from a counter. Reading and cold
start are measured in the processor's time, so that other work on the machine does not count; two processes by the
clock too, which tells little on a machine whose cores are not free: its load is printed beside it.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORT = EXAMPLES / "astana.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure; ``limit`` is what it may at most be, or must at least be where ``at_least``."""

    name: str
    value: float
    detail: str
    unit: str = "×"
    limit: float | None = None
    at_least: bool = False

    @property
    def passed(self) -> bool:
        """Whether the figure keeps its limit; true where it has none."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def seconds(work: Callable[[], object]) -> float:
    """Return the time of the processor that work takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def spent(who: int) -> float:
    """Return the time of the processor that this process (RUSAGE_SELF) or its ended children have taken so far."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def reading(repeats: int) -> Figure:
    """Whole reading against the bare spaCy pipeline, each text by turns, the fastest of the repeats of each."""
    import spacy

    import communique
    from communique.language.pipeline import model_name

    warnings.simplefilter("ignore")  # version notes of the model
    coder, nlp = communique.load(), spacy.load(model_name())
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    for text in texts:
        coder.read(text)
    bare = whole = 0.0
    for text in texts:
        turns = [(seconds(lambda t=text: nlp(t)), seconds(lambda t=text: coder.read(t))) for _ in range(repeats)]
        bare += min(turn[0] for turn in turns)
        whole += min(turn[1] for turn in turns)
    detail = f"{whole / len(texts) * 1000:.0f} ms a report, spaCy alone {bare / len(texts) * 1000:.0f} ms"
    return Figure(name="reading / spaCy pipeline", value=whole / bare, detail=detail, limit=1.3)


def cold_start(repeats: int) -> Figure:
    """The command on one report from nothing, against loading spaCy's model, by turns, medians."""
    from communique.language.pipeline import model_name

    # modules are compiled once, as those of an installed package are, also where the environment forbids it
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = [sys.executable, "-m", "communique.cli", "read", str(REPORT)]
    bare = [sys.executable, "-W", "ignore", "-c", f"import spacy; spacy.load({model_name()!r})"]

    def run(command: list[str]) -> float:
        start = spent(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=compiled)
        return spent(resource.RUSAGE_CHILDREN) - start

    run(ours)
    run(bare)
    turns = [(run(bare), run(ours)) for _ in range(repeats)]
    base, whole = (statistics.median(turn[side] for turn in turns) for side in (0, 1))
    detail = f"{whole:.2f} s of a processor, loading spaCy's model {base:.2f} s"
    return Figure(name="cold start / spacy.load", value=whole / base, detail=detail, limit=1.5)


def peak_memory() -> Figure:
    """The most memory that the command holds on one report."""
    code = (
        "import resource, sys\n"
        "from communique.cli import app\n"
        f"app(['read', {str(REPORT)!r}], standalone_mode=False)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    peak = int(run.stderr.split()[-1]) / (1024 if sys.platform == "linux" else 1024**2)
    return Figure(name="peak memory", value=peak, unit="MB", detail="communique read, one report", limit=700)


def variations(folder: Path, number: int) -> list[str]:
    """Write so many generated reports and return their paths; no two are the same text."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    paths = []
    for serial in range(number):
        path = folder / f"{serial:06}.txt"
        text = texts[serial % len(texts)]
        path.write_text(f"{text}\nThe sides also reviewed {serial + 2} earlier agreements.\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def held() -> float:
    """Return the megabytes that this process and its children hold now (0 where the system does not tell)."""
    total = 0
    me = os.getpid()
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue  # the process has ended since it was listed
        if me in (int(fields["Pid"]), int(fields["PPid"])) and "VmRSS" in fields:
            total += int(fields["VmRSS"].split()[0])
    return total / 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A pipe that has been read: documents a second, milliseconds of the processor for each, megabytes held."""

    rate: float
    cost: float
    early: float
    late: float


def piped(paths: list[str], workers: int) -> Run:
    """Read the sources; what is held is counted after a quarter of the documents and at the end."""
    from communique.workers import Settings, read_sources

    def outcomes() -> Iterator[object]:
        yield from read_sources(paths, settings=Settings(), workers=workers)

    early = late = 0.0
    start, before = time.perf_counter(), spent(resource.RUSAGE_SELF) + spent(resource.RUSAGE_CHILDREN)
    for count, _ in enumerate(outcomes(), start=1):
        if count == len(paths) // 4:
            early = held()
        if count == len(paths) - 1:
            late = held()
    taken, cost = time.perf_counter() - start, spent(resource.RUSAGE_SELF) + spent(resource.RUSAGE_CHILDREN) - before
    return Run(rate=len(paths) / taken, cost=cost / len(paths) * 1000, early=early, late=late)


def pipe(number: int) -> Iterator[Figure]:
    """Many documents with one process and with two: how much faster, and whether memory stays flat."""
    with tempfile.TemporaryDirectory() as folder:
        paths = variations(Path(folder), number)
        piped(paths[:8], 1)  # what is loaded at first use counts for neither
        alone = piped(paths, 1)
        together = piped(paths, 2)
    detail = (
        f"{number:,} documents: {alone.rate:.1f} a second with one process, {together.rate:.1f} with two; "
        f"{alone.cost:.0f} and {together.cost:.0f} ms of a processor each; load {os.getloadavg()[0]:.1f}"
    )
    yield Figure(name="two processes / one", value=together.rate / alone.rate, detail=detail, limit=1.8, at_least=True)
    free, detail = 2 * alone.cost / together.cost, "two free cores, by what each document takes of a processor"
    yield Figure(name="two processes / one, cores free", value=free, detail=detail, limit=1.8, at_least=True)
    for name, run in (("one process", alone), ("two processes", together)):
        detail = f"{run.early:.0f} MB after a quarter of the documents, {run.late:.0f} MB at the end"
        yield Figure(name=f"memory at the end, {name}", value=run.late / (run.early or 1), detail=detail, limit=1.1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200, metavar="N", help="length of the pipe (default 200)")
    parser.add_argument("--repeats", type=int, default=5, metavar="N", help="repeats of each timing (default 5)")
    parser.add_argument("--check", action="store_true", help="exit 1 where a limit is passed")
    options = parser.parse_args()
    figures = [cold_start(options.repeats), peak_memory(), reading(options.repeats), *pipe(options.documents)]
    for figure in figures:
        bound = "" if figure.limit is None else f"{'≥' if figure.at_least else '≤'} {figure.limit:g}"
        mark = "ok" if figure.passed else "MISSED"
        print(f"{figure.name:34} {figure.value:8.2f} {figure.unit:3} {bound:8} {mark:7} {figure.detail}")
    print(f"peak of this run: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return int(options.check and not all(figure.passed for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
