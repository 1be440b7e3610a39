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
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.open(tmp_path / "desk.db") as opened:
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
