"""A desk over an empty register, and browsers that reach it without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk_browser import Browser

from communique.desk.app import build
from communique.desk.service import Desk
from communique.register.store import Register


@pytest.fixture
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Register]:
    """A register of nothing: an SQLite file, or what a test is parametrized with."""
    on_server = getattr(request, "param", "sqlite") == "postgresql"
    where = request.getfixturevalue("server").fresh() if on_server else tmp_path / "desk.db"
    with Register.open(where) as opened:
        yield opened


@pytest.fixture
def desk(register: Register) -> Desk:
    return Desk(register=register, alone="maria", hosts=("testserver",))


@pytest.fixture
def browser(desk: Desk) -> Iterator[Browser]:
    with Browser(build(desk)) as client:
        yield client


@pytest.fixture
def opened(register: Register) -> Callable[[], Browser]:
    """Return a maker of browsers of a desk on which everybody signs in."""
    return lambda: Browser(build(Desk(register=register, alone=None, hosts=("testserver",))))
