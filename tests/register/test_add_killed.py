"""An ``add`` that is killed at any instant and given again ends with the register of one that never was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import borduria
import pytest
from adding import add, child, fill

from communique.register.store import Register

#: of PostgreSQL fewer: each takes a database of its own, and the code that is killed is the same
KILLS = {"sqlite": 50, "postgresql": 15}
#: eight reports, two of the file of many, one near copy; the copy of a file is the file's own, and so is the row that
#: repeats another's text to its last character
DOCUMENTS = 11
#: the command itself, whatever the name that it is registered under
COMMAND = "import typer; from communique.cli import keeping; typer.run(keeping.add)"


@pytest.fixture
def fresh(where: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Give another empty database of the same kind each time."""
    if where.startswith("postgresql"):
        made: Callable[[], str] = request.getfixturevalue("server").fresh
        return made
    numbers = iter(range(10_000))
    return lambda: str(tmp_path / f"register{next(numbers)}.db")


def dumped(where: str) -> dict[str, list[tuple[object, ...]]]:
    with Register.open(where, must_exist=True) as register:
        return borduria.dump(register)


@pytest.mark.usefixtures("by_heart")
def test_killed_at_any_instant_and_restarted(fresh: Callable[[], str], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    fill(folder, reports=8)
    unbroken = fresh()
    add(folder, fresh())  # in this process, so that its children find everything imported
    started = time.monotonic()
    assert os.waitpid(child(lambda: add(folder, unbroken)), 0)[1] == 0
    whole = time.monotonic() - started
    expected = dumped(unbroken)
    assert len(expected["documents"]) == DOCUMENTS
    assert len(expected["failures"]) == 2
    instants = random.Random(4)
    kills = KILLS["postgresql" if unbroken.startswith("postgresql") else "sqlite"]
    killed, cut = 0, 0
    while killed < kills:
        where = fresh()
        process = child(lambda where=where: add(folder, where))
        time.sleep(instants.random() * whole)
        os.kill(process, signal.SIGKILL)
        if not os.WIFSIGNALED(os.waitpid(process, 0)[1]):
            continue  # it was done before
        killed += 1
        with Register.open(where) as register:
            cut += 0 < len(borduria.dump(register)["documents"]) < DOCUMENTS
        assert os.waitpid(child(lambda where=where: add(folder, where)), 0)[1] == 0
        assert dumped(where) == expected, f"after kill {killed}"
    assert cut >= kills // 10  # enough must have been in the midst of the documents for this to say anything


@pytest.mark.parametrize("delay", [0.3, 1.0])
def test_the_command_itself_killed_and_restarted(tmp_path: Path, delay: float) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(4):
        text = (
            f"NAIROBI, May {number + 1} -- Kenya will build {number + 3} dams with Uganda, its president said Monday."
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")

    def command(name: str) -> list[str]:
        return [sys.executable, "-c", COMMAND, str(folder), "--db", str(tmp_path / name)]

    subprocess.run(command("unbroken.db"), check=True, capture_output=True)
    process = subprocess.Popen(command("killed.db"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not (tmp_path / "killed.db").exists() and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(delay)
    process.kill()
    process.wait()
    subprocess.run(command("killed.db"), check=True, capture_output=True)
    expected = dumped(str(tmp_path / "unbroken.db"))
    assert len(expected["documents"]) == 4
    assert dumped(str(tmp_path / "killed.db")) == expected
