"""Near duplicates: one story carried by several papers, told by the share of five-word runs that two texts have.

A MinHash (datasketch) finds the few texts worth comparing among all; the comparison itself is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

#: words in a run, and the share of all runs of two texts that near duplicates have in common (Jaccard)
RUN = 5
ALIKE = 0.8
#: bands of rows: at a share of 0.8 two texts meet in some band 19 times in 20, at 0.9 always but once in 10,000
BANDS, ROWS = 16, 8
#: days between two reports of one story at most; the same words a year later are a new act
DAYS_APART = 7
#: fixed for good: another seed would find no duplicate of what is in the register already
_SEED = 1
_WORD = re.compile(r"\w+")


def runs(text: str) -> frozenset[str]:
    """Return the runs of five words in a text, without case and punctuation; a shorter text is one run."""
    words = _WORD.findall(text.casefold())
    if not words:
        return frozenset()
    return frozenset(" ".join(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1)))


def bands(found: frozenset[str]) -> tuple[int, ...]:
    """Return the bands of the MinHash of a text's runs, as signed 64-bit numbers in order; none for no runs."""
    if not found:
        return ()
    from datasketch import MinHash

    sketch = MinHash(num_perm=BANDS * ROWS, seed=_SEED, scheme="affine32")
    sketch.update_batch(run.encode("utf-8", "surrogatepass") for run in sorted(found))
    values = sketch.hashvalues
    return tuple(sorted({_band(number, values[number * ROWS : (number + 1) * ROWS]) for number in range(BANDS)}))


def _band(number: int, values: Iterable[int]) -> int:
    import hashlib

    data = b"".join(int(value).to_bytes(8, "little") for value in (number, *values))
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little", signed=True)


def alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Return whether two texts with these runs tell one story in the same words."""
    shared = len(first & second)
    return bool(shared) and shared >= ALIKE * (len(first) + len(second) - shared)


def near_in_time(first: str | None, second: str | None) -> bool:
    """Return whether two reports may be one story by their days (ISO dates); one without a day may be of any."""
    try:
        return first is None or second is None or _days(first, second) <= DAYS_APART
    except ValueError:  # an imported record may hold any text for a date
        return first == second


def _days(first: str, second: str) -> int:
    return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)
