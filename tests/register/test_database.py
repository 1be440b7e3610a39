"""Opening a register: its tables, its migrations, and what is said where it cannot be opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, text

import communique.register
from communique.errors import InputRefused
from communique.register import tables
from communique.register.database import HEAD, open_database, reading, writing


def _ours(name: str | None, kind: str, _: Any) -> bool:
    """Leave out what only the migrations know: the full text index."""
    return not (name or "").startswith(("documents_text", "ix_documents_words")) and (kind, name) != ("column", "words")


def test_the_migrations_make_the_tables_that_the_code_knows(where: str) -> None:
    engine = open_database(where)
    with engine.connect() as connection:
        options = {"include_name": _ours, "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata) == []
    engine.dispose()


def test_the_head_that_opening_looks_for_is_that_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(communique.register.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_opening_again_changes_nothing(where: str) -> None:
    for _ in range(2):
        engine = open_database(where)
        with reading(engine) as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).all() == [(HEAD,)]
        engine.dispose()


def test_a_register_of_a_later_version_is_refused_and_left_alone(where: str) -> None:
    engine = open_database(where)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(InputRefused, match="a later version"):
        open_database(where)


def test_sqlite_is_set_up_for_many_processes(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "register.db")
    with reading(engine) as connection:
        got = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        ]
    assert got == ["wal", 1, 30_000, 1]
    engine.dispose()


def test_the_default_is_the_environments_then_a_file_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_DB", raising=False)
    open_database().dispose()
    monkeypatch.setenv("COMMUNIQUE_DB", "other.db")
    open_database().dispose()
    assert {path.name for path in tmp_path.glob("*.db")} == {"communique.db", "other.db"}


def test_what_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="communique add"):
        open_database(tmp_path / "none.db", must_exist=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("mysql://user:secret@host/name", "mysql is not supported"),
        ("nonsense://", "not supported"),
        ("://", "no address"),
        ("postgresql://user:secret@127.0.0.1:1/name", "cannot be opened"),
        ("/no/such/folder/register.db", "cannot be opened"),
    ],
)
def test_what_cannot_be_opened_is_refused_without_the_password(where: str, said: str) -> None:
    with pytest.raises(InputRefused, match=said) as caught:
        open_database(where)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear colleague, " * 100)
    with pytest.raises(InputRefused, match="not a database"):
        open_database(file)


def _write_and_break(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(insert(tables.failures).values(source="a", origin="a", reason="b", remedy="c", failed="d"))
        raise RuntimeError


def test_what_fails_is_not_half_kept(where: str) -> None:
    engine = open_database(where)
    with pytest.raises(RuntimeError):
        _write_and_break(engine)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM failures")).scalar() == 0
    engine.dispose()


def _fill(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.exec_driver_sql("INSERT INTO failures VALUES ('a', 'a', ?, 'c', 'd')", ("long" * 100_000,))


def test_a_full_disk_is_a_refusal_not_a_crash(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "register.db")
    with pytest.raises(InputRefused, match="cannot be written to"):
        _fill(engine)
    engine.dispose()


def test_a_url_of_sqlite_is_a_path_too(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path}/register.db").dispose()
    with sqlite3.connect(tmp_path / "register.db") as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)
    connection.close()
