"""Several ``add`` and a reader on one register at once: nothing is lost, doubled or seen half done."""

from __future__ import annotations

import os
from pathlib import Path

import borduria
import pytest
from adding import add, child, fill
from sqlalchemy import func, select

from communique.register import tables
from communique.register.database import reading
from communique.register.rows import rows_of
from communique.register.store import Register

ADDING = 3
#: thirty reports and two of the file of many; its third row is one of the thirty, to the last character
DOCUMENTS = 32


def read_until_full(where: str, full: int) -> None:
    """Read again and again until all documents are there; each reading must see whole documents only."""
    documents, parties = tables.documents, tables.parties
    with Register.open(where) as register:
        seen = 0
        while seen < full:
            with reading(register.engine) as connection:
                count, last = connection.execute(select(func.count(), func.max(documents.c.number))).one()
                whole = connection.execute(select(func.count(parties.c.document.distinct()))).scalar_one()
            assert count == (last or 0) == whole
            assert count >= seen
            seen = count


@pytest.mark.usefixtures("by_heart")
def test_three_add_the_same_and_one_reads(where: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    fill(folder, reports=30)
    # without the near copy: which of two texts is the copy depends on which was first
    (folder / "r00-carried.txt").unlink()
    started = [child(lambda seed=seed: add(folder, where, shuffled=seed)) for seed in range(ADDING)]
    started.append(child(lambda: read_until_full(where, DOCUMENTS)))
    assert [os.waitpid(process, 0)[1] for process in started] == [0] * (ADDING + 1)
    with Register.open(where) as register:
        rows = borduria.dump(register)
    numbers = sorted(row[1] for row in rows["documents"])  # type: ignore[type-var]
    assert numbers == list(range(1, DOCUMENTS + 1))
    assert len(rows["parties"]) == DOCUMENTS * len(rows_of(borduria.record(0))["parties"])
    assert len(rows["carriers"]) == DOCUMENTS + 2  # each file and row with a report in it, once
    assert len(rows["failures"]) == 2
