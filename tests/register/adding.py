"""A folder of made reports, and ``communique add`` on it in a child process that takes milliseconds to start."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import borduria

from communique import workers
from communique.cli import keeping
from communique.record import Record
from communique.register.store import Register
from communique.sources.page import Page


class FakeCoder:
    """Knows what is in our made reports, and so needs no model."""

    def read_page(self, page: Page, **_: object) -> Record:
        number = int(page.document.text.split("round ")[1].split()[0])
        return replace(borduria.record(number), document=page.document)


def fill(folder: Path, *, reports: int) -> None:
    """Write reports, a copy and a near copy of some, a file of many with a bad row, and a file with nothing in it."""
    for number in range(reports):
        (folder / f"r{number:02}.txt").write_text(borduria.report(number), encoding="utf-8")
    (folder / "copy.txt").write_text(borduria.report(1), encoding="utf-8")
    (folder / "r00-carried.txt").write_text(borduria.report(0) + "Carried by us.\n", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    rows = [{"text": borduria.report(number)} for number in (50, 51, 2)]
    lines = [json.dumps(row) for row in (rows[0], {"text": ""}, *rows[1:])]
    (folder / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")


def add(folder: Path, where: str, *, shuffled: int | None = None) -> None:
    """Add the folder as the command does; in another order where ``shuffled`` is a seed."""
    found = [str(path) for path in sorted(folder.iterdir())]
    if shuffled is not None:
        random.Random(shuffled).shuffle(found)
    with Register.open(where) as register:
        keeping._run({source: source for source in found}, register, workers.Settings(network=True), 1)


def child(work: Callable[[], object]) -> int:
    """Start a process that does some work, silently, and return its id; it ends with 0 where nothing was raised."""
    started = os.fork()
    if started:
        return started
    code = 1
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        work()
        code = 0
    finally:
        os._exit(code)
