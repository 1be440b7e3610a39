"""Both databases for the tests of the register: an SQLite file, and a PostgreSQL server started for the run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from adding import FakeCoder

from communique import workers
from communique.register.store import Register


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The path or address of a database with nothing in it."""
    if request.param == "sqlite":
        return str(tmp_path / "register.db")
    fresh: str = request.getfixturevalue("server").fresh()
    return fresh


@pytest.fixture
def by_heart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have our made reports read without a model, in this process and in those forked from it."""
    monkeypatch.setattr(workers, "coder", lambda settings: FakeCoder())


@pytest.fixture
def register(where: str) -> Iterator[Register]:
    with Register.open(where) as opened:
        yield opened
