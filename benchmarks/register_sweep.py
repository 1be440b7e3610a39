"""Every filter of the register alone and in pairs, each kind of answer in both directions and further on: what is slow.

python benchmarks/register_sweep.py /tmp/big/register.db
python benchmarks/register_sweep.py /tmp/big/register.db --only ranked --over 100 --answers /tmp/a.json

The register is one of ``benchmarks/register.py --keep``. Times are milliseconds of the processor, the best of a few
askings, so that other work on the machine counts little; the first asking is told beside it. ``--answers`` keeps what
was answered, so that two versions can be compared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import generated

from communique.register import counting, queries
from communique.register.queries import Ask
from communique.register.review_queue import queue
from communique.register.store import Register

#: conditions by what they are on: one that very many documents fulfil, and one that few do
CONDITIONS: dict[str, dict[str, Any]] = {
    "country common": {"country": "USA"},
    "country rare": {"country": "COL"},
    "dyad common": {"dyad": ("CHN", "USA")},
    "dyad rare": {"dyad": ("COL", "PER")},
    "actor common": {"actor": "ko"},
    "actor rare": {"actor": generated.LEADERS["COL"][0]},
    "act common": {"act": "agree"},
    "act rare": {"act": "report"},
    "area common": {"area": "trade"},
    "area other": {"area": "territory"},
    "type common": {"event_type": "CONSULT"},
    "type rare": {"event_type": "ASSAULT"},
    "since long": {"since": "2015-03-01"},
    "since short": {"since": "2024-11-01"},
    "until": {"until": "2014-02-28"},
    "word of all": {"text": "number"},
    "word of many": {"text": "railway"},
    "word of some": {"text": generated.WORDS[600]},
    "word of few": {"text": "number 777"},
}
KINDS = ("documents", "meetings", "statements", "events")
PAGE = 50
#: rows that stand before a page further on
FURTHER = 1000


def asks() -> Iterator[tuple[str, Ask]]:
    """Yield every condition alone and with each one on something else, by its name."""
    yield "all", Ask()
    for name, condition in CONDITIONS.items():
        yield name, Ask(**condition)
    for (one, first), (other, second) in combinations(CONDITIONS.items(), 2):
        if not set(first) & set(second):
            yield f"{one}, {other}", Ask(**first, **second)


def sweeps(register: Register) -> Iterator[tuple[str, Any]]:
    """Yield what is asked by its name: a work that returns the rows of an answer."""
    engine = register.engine
    for name, ask in asks():
        for kind in KINDS:
            source = getattr(queries, kind)
            for direction in ("newest", "oldest"):
                page = replace(ask, newest=direction == "newest", limit=PAGE)
                yield f"{kind} {direction}: {name}", partial(_listed, source, engine, page)
            yield f"{kind} further: {name}", partial(_further, source, engine, replace(ask, newest=True))
        if ask.text is not None:
            ranked = replace(ask, ranked=True, limit=PAGE)
            yield f"documents ranked: {name}", partial(_listed, queries.documents, engine, ranked)
            yield f"documents ranked further: {name}", partial(_further, queries.documents, engine, ranked)
        yield f"facets: {name}", partial(counting.facets, engine, ask)
        for subject in ("statement", "event", "meeting"):
            yield f"queue of {subject}s: {name}", partial(queue, engine, ask, subject=subject)


def _listed(source: Any, engine: Any, ask: Ask) -> list[Any]:
    return list(source(engine, ask))


def _further(source: Any, engine: Any, ask: Ask) -> Any:
    """Return the work of a page that begins where 1000 rows before it end; what goes before is not measured."""
    before = list(source(engine, replace(ask, limit=FURTHER)))
    if len(before) < FURTHER:
        return None
    return partial(_listed, source, engine, replace(ask, limit=PAGE, after=before[-1].place))


def measured(work: Any, *, times: int) -> tuple[float, float, float, Any]:
    """Return the milliseconds of the first asking, of the best by the processor and by the clock, and the answer."""
    processor, clock = [], []
    answer = None
    for _ in range(times):
        began, start = time.perf_counter(), time.thread_time()
        answer = work()
        processor.append((time.thread_time() - start) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
    return processor[0], min(processor), min(clock), answer


def digest(answer: Any) -> str:
    """Return a word for an answer that is the same for the same answer alone: by the keys of its rows, or as it is."""
    if isinstance(answer, list):
        answer = [(getattr(row, "document", None), row.id, getattr(row, "score", None)) for row in answer]
    return hashlib.sha256(repr(answer).encode()).hexdigest()[:16]


def main() -> None:
    """Print each question that takes longer than allowed, and how all of them are spread."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("--only", default="", help="ask what holds these words in its name")
    parser.add_argument("--over", type=float, default=150.0, help="milliseconds")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--answers", type=Path)
    options = parser.parse_args()
    taken: dict[str, float] = {}
    answers: dict[str, str] = {}
    with Register.open(options.register, must_exist=True) as register:
        for name, work in sweeps(register):
            if options.only not in name:
                continue
            if "further" in name and (work := work()) is None:
                continue
            first, best, clock, answer = measured(work, times=options.times)
            taken[name], answers[name] = best, digest(answer)
            if best > options.over:
                print(f"{name}: {best:.0f} ms, by the clock {clock:.0f}, first {first:.0f}", flush=True)
    ranked = sorted(taken.values())
    if ranked:
        at = {share: ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.95, 0.99)}
        spread = ", ".join(f"p{share * 100:.0f} {value:.1f}" for share, value in at.items())
        print(f"{len(ranked)} questions: {spread}, most {ranked[-1]:.1f} ms")
    if options.answers is not None:
        options.answers.write_text(json.dumps(answers, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
