"""Both databases for the tests of the register: an SQLite file, and a PostgreSQL server started for the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from adding import FakeCoder
from sqlalchemy import create_engine, text

from communique import workers
from communique.register.store import Register

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
#: a server that is killed at the end of the run has nothing to lose
UNSAFE = "-c fsync=off -c full_page_writes=off -c listen_addresses=''"


class Server:
    """A PostgreSQL server of its own, reached by a socket in its folder only; it refuses to run as root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bin = BINARIES[-1].parent
        if os.getuid() == 0:
            shutil.chown(folder, "nobody")
        self._run("initdb", "-D", str(folder / "data"), "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self._run("pg_ctl", "-D", str(folder / "data"), "-w", "-l", str(folder / "log"), "-o", self._options(), "start")
        self._databases = 0

    def _options(self) -> str:
        return f"{UNSAFE} -k {self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        other = ["runuser", "-u", "nobody", "--"] if os.getuid() == 0 else []
        command = [*other, str(self._bin / program), *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://tester@/{name}?host={self.folder}"

    def fresh(self) -> str:
        """Make an empty database and return its address."""
        self._databases += 1
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE register{self._databases}"))
        engine.dispose()
        return self.url(f"register{self._databases}")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")


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
