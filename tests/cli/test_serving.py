"""``communique serve`` and ``communique user``: who may open the desk, and what is said where it cannot be opened."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli import app
from communique.desk.users import User, user_of
from communique.register.store import Register

runner = CliRunner()
PASSWORD = "a long enough password"


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "desk.db")


def run(*words: str) -> Result:
    return runner.invoke(app, [*words])


def test_nobody_serves_others_without_a_user(db: str) -> None:
    for host in ("0.0.0.0", "192.0.2.7", "desk.example"):
        refused = run("serve", "--host", host, "--db", db)
        assert refused.exit_code == 2
        assert "communique user add" in refused.stderr


@pytest.mark.parametrize("options", [("--https",), ("--name", "desk.example")])
def test_nobody_behind_a_proxy_comes_in_without_signing_in(db: str, options: tuple[str, ...]) -> None:
    refused = run("serve", *options, "--db", db)
    assert refused.exit_code == 2
    assert "communique user add" in refused.stderr


def test_a_port_that_is_taken_is_told(db: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = run("serve", "--port", str(port), "--db", db)
    assert refused.exit_code == 2
    assert "--port" in refused.stderr


def test_users_are_made_listed_given_tokens_and_removed(db: str) -> None:
    assert run("user", "add", "maria", "--role", "reviewer", "--password", PASSWORD, "--db", db).exit_code == 0
    assert run("user", "list", "--db", db).stdout.split() == ["reviewer", "maria"]
    token = run("user", "token", "maria", "--db", db).stdout.strip()
    with Register.open(db) as register:
        assert user_of(register.engine, token) == User("maria", "reviewer")
    assert run("user", "remove", "maria", "--db", db).exit_code == 0
    assert run("user", "list", "--db", db).stdout == ""
    assert run("user", "remove", "maria", "--db", db).exit_code == 2
    assert run("user", "token", "maria", "--db", db).exit_code == 2


def test_tokens_are_listed_and_revoked_singly(db: str) -> None:
    run("user", "add", "maria", "--password", PASSWORD, "--db", db)
    assert "communique user token" in run("user", "tokens", "--db", db).stderr
    kept = run("user", "token", "maria", "--label", "nightly\nexport", "--db", db).stdout.strip()
    gone = run("user", "token", "maria", "--db", db).stdout.strip()
    with Register.open(db) as register:
        user_of(register.engine, kept)
    listed = run("user", "tokens", "maria", "--db", db).stdout.splitlines()
    assert len(listed) == 2
    (line,) = (each for each in listed if each.endswith("  a program"))
    assert "never used" in line
    (other,) = (each for each in listed if each.endswith("  nightly export"))
    assert re.search(r"maria  made 20\d\d-.*  used 20\d\d-", other)
    done = run("user", "revoke", line.split()[0], "--db", db)
    assert "(a program) is revoked" in done.stdout
    with Register.open(db) as register:
        assert user_of(register.engine, gone) is None
        assert user_of(register.engine, kept) == User("maria", "reader")
    assert run("user", "revoke", line.split()[0], "--db", db).exit_code == 2
    assert run("user", "tokens", "nobody", "--db", db).exit_code == 2


def test_what_a_user_cannot_be_is_told(db: str) -> None:
    assert "reader" in run("user", "add", "maria", "--role", "king", "--password", PASSWORD, "--db", db).stderr
    assert "12 to 1024" in run("user", "add", "maria", "--password", "short", "--db", db).stderr


def test_the_desk_is_opened_and_closed(db: str) -> None:
    command = [sys.executable, "-m", "communique.cli", "serve", "--port", "0", "--no-browser", "--db", db]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stderr is not None
        said = server.stderr.readline()
        found = re.search(r"http://localhost:(\d+)/", said)
        assert found, said
        with urllib.request.urlopen(f"http://127.0.0.1:{found[1]}/api/v1/events", timeout=60) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(30) in (0, 130, -signal.SIGINT)
