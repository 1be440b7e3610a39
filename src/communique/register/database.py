"""The database of a register: opened by path or URL, brought to the tables of this version, read and written."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from communique.errors import InputRefused

#: the environment variable that names the database where the caller does not, and what is opened where neither does
VARIABLE = "COMMUNIQUE_DB"
DEFAULT = "communique.db"
#: the latest revision in ``migrations``; a test holds it equal to what Alembic finds there
HEAD = "0014"
#: seconds for which a writer waits until another has done
PATIENCE = 30
#: bytes of an SQLite file that are read where the system holds them, not copied first; the most that SQLite takes
_MAPPED = 2**31 - 2**16
#: key of the lock that writers to a PostgreSQL register take in turn: "communiq" in ASCII
_LOCK = 0x636F6D6D756E6971


class Opened:
    """An opened database, a context manager that lets go of it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_database(where: str | Path | None = None, *, must_exist: bool = False) -> Engine:
    """Return an engine on the register at ``where``, its tables made or brought to this version.

    ``where`` is the path of an SQLite file or an SQLAlchemy URL of SQLite or PostgreSQL; where it is None it is what
    ``COMMUNIQUE_DB`` says, else ``communique.db`` in the current folder. With ``must_exist`` no file is made. Raises
    InputRefused where there is none then, or it cannot be opened, or a later version of communique wrote it.
    """
    url = _url(str(where) if where is not None else os.environ.get(VARIABLE) or DEFAULT)
    name = url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    if must_exist and url.get_backend_name() == "sqlite" and not Path(name).is_file():
        raise InputRefused(name, "there is no register", "Make one with `communique add`, or name it with --db")
    try:
        engine = create_engine(url)
    except ModuleNotFoundError as error:
        remedy = "Install it: pip install 'communique[postgres]'"
        raise InputRefused(name, f"the driver of this database is missing ({error})", remedy) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        _migrate(engine, name)
    except DBAPIError as error:
        engine.dispose()
        remedy = "Check the path or the address, and that it is a register of communique"
        raise InputRefused(name, f"it cannot be opened as a register ({_said(error)})", remedy) from error
    except InputRefused:
        engine.dispose()
        raise
    return engine


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=where)
    remedy = "Give the path of a file, or an address as postgresql://user@host/name"
    try:
        url = make_url(where)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise InputRefused(where.split("@")[-1], "it is no address of a database", remedy) from error
    if backend == "postgres":  # the name that some hosts still give
        backend = "postgresql"
    if backend not in ("sqlite", "postgresql"):
        raise InputRefused(url.render_as_string(hide_password=True), f"{backend} is not supported", remedy)
    return url.set(drivername="sqlite" if backend == "sqlite" else "postgresql+psycopg")


def _said(error: DBAPIError) -> str:
    return " ".join(str(error.orig).split())


def _prepare_sqlite(connection: Any, _: object) -> None:
    """Set up a fresh connection: transactions are begun by ``_begin_sqlite``, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute(f"PRAGMA mmap_size = {_MAPPED}")
    _to_wal(cursor)
    cursor.close()


def _to_wal(cursor: Any) -> None:
    """Turn write-ahead logging on; the change, made once in a file's life, does not wait for others by itself."""
    import sqlite3

    until = time.monotonic() + PATIENCE
    while True:
        try:
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
                cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    # a writer takes its turn before it reads: a reader that turns into a writer is refused without waiting
    writes = connection.get_execution_options().get("communique_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the register throughout."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that no other writer runs beside; all of it is kept at the end, or nothing.

    Raises InputRefused where the database cannot be written to: the disk is full, it is read-only, another held it.
    """
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(communique_writes=True)
            with connection.begin():
                if engine.dialect.name == "postgresql":
                    connection.execute(select(text(f"pg_advisory_xact_lock({_LOCK})")))
                yield connection
    except OperationalError as error:
        name = engine.url.render_as_string(hide_password=True)
        remedy = "What was added before is kept; see to it and give the same command again"
        raise InputRefused(name, f"the register cannot be written to ({_said(error)})", remedy) from error


def _migrate(engine: Engine, name: str) -> None:
    with reading(engine) as connection:
        found = _revision(connection)
    if found == HEAD:
        return
    with writing(engine) as connection:
        found = _revision(connection)  # another may have been faster
        if found == HEAD:
            return
        if found is not None and found > HEAD:
            remedy = "Install the latest communique"
            raise InputRefused(name, f"a later version of communique wrote it (revision {found})", remedy)
        _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
