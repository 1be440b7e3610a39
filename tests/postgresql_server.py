"""A PostgreSQL server that the tests start themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import create_engine, text

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
