"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import communique
from communique import Coder
from postgresql_server import BINARIES, Server


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The built-in coder, loaded once for the whole run."""
    return communique.load()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed: apt install postgresql")
    if os.getuid() == 0 and shutil.which("runuser") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no runuser to run it as another")
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # not in pytest's own folder, which only its owner may enter
    running = Server(folder)
    try:
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder)
