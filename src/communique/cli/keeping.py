"""``communique add`` and ``communique failures``: from sources into the register."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique import wording
from communique.cli import printing
from communique.cli.leaving import FAILED, complain, leaving, refuse
from communique.cli.reading import BAR_FROM, Actors, Agents, Ontology, Verbs
from communique.errors import CommuniqueError, InputRefused

if TYPE_CHECKING:
    from communique.record import Record
    from communique.register.store import Ended, Failure, Register
    from communique.register.whole import Brought
    from communique.workers import Outcome, Settings

ADD_EXAMPLES = """\b
Examples:
  communique add reports/
  communique add reports/ --db archive.db --workers 4
  communique add 'wire/*.html' archive.jsonl https://news.example/feed.xml
  COMMUNIQUE_DB=postgresql://me@host/archive communique add reports/
  pbpaste | communique add

\b
What is in the register already is not read again, so the same command goes on where it was interrupted.

\b
Exit codes:
  0  all documents are in the register
  1  some failed; `communique failures` lists them
  2  bad usage; nothing was added
"""
FAILURES_EXAMPLES = """\b
Examples:
  communique failures
  communique failures --json --db archive.db
  communique failures --retry
  communique failures --forget no-such-file.txt

\b
Exit codes:
  0  there are none, or a retry overcame them all
  1  there are some
  2  bad usage, or there is no register
"""
#: what a decision is, beside the document that it is about
_DECIDED = ("number", "subject", "id", "verb", "value", "who", "why", "decided", "undoes")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LOCATED = re.compile(r"(.+):\d+", re.DOTALL)

Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="PATH|URL",
        envvar="COMMUNIQUE_DB",
        help="The register: an SQLite file or a PostgreSQL address; communique.db in this folder if not given.",
    ),
]
Workers = Annotated[
    int, typer.Option("--workers", "-w", metavar="N", min=0, help="Read with N processes; 0 means one per core.")
]
Private = Annotated[bool, typer.Option("--allow-private", help="Fetch from addresses inside your own network too.")]


@dataclass(slots=True)
class Tally:
    """What a run has come to so far."""

    added: int = 0
    known: int = 0
    near_duplicate: int = 0
    failed: int = 0
    skipped: int = 0

    def told(self) -> str:
        """Return the summary of the run on one line."""
        near = f"{wording.counted(self.near_duplicate, 'near duplicate')} linked"
        line = f"{wording.counted(self.added, 'document')} added, {self.known:,} known, {near}, {self.failed:,} failed"
        return f"{line}; {wording.counted(self.skipped, 'source')} done before" if self.skipped else line


@dataclass(slots=True)
class Pass:
    """The sources of one run with their fingerprints, and what came of the one that is being read."""

    fingerprints: dict[str, str | None]
    #: of a row that is retried alone, the file that it belongs to
    origins: dict[str, str] = field(default_factory=dict)
    origin: str = ""
    kept: bool = False
    failed: list[str] = field(default_factory=list)

    def origin_of(self, source: str) -> str:
        """Return the source that a document belongs to: "all.jsonl" for "all.jsonl:12"."""
        located = _LOCATED.fullmatch(source)
        return located[1] if source not in self.fingerprints and located else source

    def enter(self, source: str) -> str:
        """Return the source that a document belongs to, and count from anew where it is another than before."""
        origin = self.origin_of(source)
        if origin != self.origin:
            self.origin, self.kept, self.failed = origin, False, []
        return origin

    def ended(self) -> Ended:
        """Return that the present source was read to its end; it is done for good where it gave any document."""
        from communique.register.store import Ended

        fingerprint = self.fingerprints.get(self.origin) if self.kept else None
        return Ended(source=self.origin, fingerprint=fingerprint, failed=tuple(self.failed))


def add(  # noqa: PLR0913 - the parameters of a command are its options
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE", hidden=True)] = None,
    db: Database = None,
    workers: Workers = 1,
    allow_private: Private = False,
    actors: Actors = None,
    agents: Agents = None,
    verbs: Verbs = None,
    ontology: Ontology = None,
) -> None:
    """Read reports into the register: each once, whoever carried it.

    A SOURCE is a file, a folder, a pattern, a web address or a feed, or - for the standard input, which is also read
    where no SOURCE is given. Copies and near copies of a report are linked to it and not counted again. Records that
    communique export wrote as JSONL are taken as they are, with their carriers and decisions.
    """
    if not sources and (sys.stdin is None or sys.stdin.isatty()):
        raise refuse("no SOURCE was given and nothing is piped in: name a file or a folder (communique add -h)")
    with leaving():
        from communique.register.following import keep_up
        from communique.register.store import Register
        from communique.workers import Settings, spread

        settings = Settings(
            actors=tuple(actors or ()),
            agents=tuple(agents or ()),
            verbs=tuple(verbs or ()),
            ontology=tuple(ontology or ()),
            network=True,
            private=allow_private,
            held=True,
        )
        found = {name: name for name in map(_named, spread(sources or ["-"]))}
        with Register.open(db) as register:
            _complete(register)
            tally = _run(found, register, settings, workers or os.cpu_count() or 1)
            keep_up(register)
    if tally.failed:
        raise typer.Exit(FAILED)


def _complete(register: Register) -> None:
    """Bring together the events of documents that an earlier version added, and say so."""
    from communique.register.database import reading
    from communique.register.occurrences import complete, waiting

    with reading(register.engine) as connection:
        left = waiting(connection)
    if left:
        documents = wording.counted(left, "document")
        typer.echo(f"bringing together the events of {documents} that an earlier version added", err=True)
        complete(register.engine)


def failures(
    retry: Annotated[bool, typer.Option("--retry", help="Read the failed sources again.")] = False,
    forget: Annotated[
        list[str] | None, typer.Option(metavar="SOURCE", help="Forget a failure, as listed; repeatable.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the failures as a JSON array.")] = False,
    db: Database = None,
    workers: Workers = 1,
    allow_private: Private = False,
) -> None:
    """List the sources that could not be read into the register, each with the reason and what to do."""
    with leaving():
        from communique.register.store import Register

        with Register.open(db, must_exist=True) as register:
            for source in forget or ():
                if not (register.forget(_named(source)) or register.forget(source)):
                    raise refuse(f"--forget {source}: no such failure is listed")
            if retry:
                from communique.workers import Settings

                again = {failure.source: failure.origin for failure in register.failures()}
                settings = Settings(network=True, private=allow_private, held=True)
                _run(again, register, settings, workers or os.cpu_count() or 1)
            left = register.failures()
        _print_failures(left, as_json=as_json)
    if left:
        raise typer.Exit(FAILED)


def _print_failures(left: tuple[Failure, ...], *, as_json: bool) -> None:
    if as_json:
        rows = [
            {"source": f.source, "origin": f.origin, "reason": f.reason, "remedy": f.remedy, "failed": f.failed}
            for f in left
        ]
        printing.write(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for failure in left:
        typer.echo(wording.clean(f"{failure.source}: {failure.reason}. {failure.remedy}"))
    if not left:
        typer.echo("no failures")


def _named(source: str) -> str:
    """Return a source by the name that it keeps wherever the command is given: a file by its whole path."""
    return source if source == "-" or _ADDRESS.match(source) else os.path.abspath(source)


def _run(found: dict[str, str], register: Register, settings: Settings, workers: int) -> Tally:
    """Read what is not done yet into the register; tell each failure, and the summary even of a run cut short.

    ``found`` has the sources, each with what it belongs to: itself, or the file of which it is one row.
    """
    from communique.sources.open import holds_many
    from communique.workers import read_sources

    pending = tuple(source for source in found if not _done(source, register))
    tally = Tally(skipped=len(found) - len(pending))
    current = Pass(fingerprints=dict.fromkeys(pending), origins=found)
    total = None if any(holds_many(source) for source in pending) else len(pending)
    outcomes = read_sources(
        _fingerprinted(pending, current), settings=settings, workers=max(1, min(workers, total or workers))
    )
    watched = (total is None or total >= BAR_FROM) and sys.stderr.isatty()
    try:
        with printing.watching(outcomes, total) if watched else nullcontext(outcomes) as stream:
            for outcome, last in _with_last(stream, current):
                _settle(outcome, register, current, tally, last=last)
    finally:
        typer.echo(tally.told(), err=True)
    return tally


def _done(source: str, register: Register) -> bool:
    """Return whether a source was read to its end with the same bytes in it; only then are they looked at."""
    fingerprint = register.done(source)
    return fingerprint is not None and fingerprint == _fingerprint(source)


def _fingerprint(source: str) -> str | None:
    """Return the SHA-256 of a file's bytes; None for what is no file, which is read anew each time."""
    path = Path(source)
    try:
        if _ADDRESS.match(source) or not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # reading it will say what is wrong; ValueError: a path with a NUL in it
        return None


def _fingerprinted(pending: Iterable[str], current: Pass) -> Iterator[str]:
    """Yield the sources, each looked at before it is read: one that changes meanwhile is read again next time."""
    for source in pending:
        current.fingerprints[source] = _fingerprint(source)
        yield source


def _with_last(outcomes: Iterable[Outcome], current: Pass) -> Iterator[tuple[Outcome, bool]]:
    """Yield each outcome with whether it is the last of its source."""
    held: Outcome | None = None
    for outcome in outcomes:
        if held is not None:
            yield held, current.origin_of(held.source) != current.origin_of(outcome.source)
        held = outcome
        if outcome.source in current.fingerprints:  # a source of one document: no other can follow
            yield held, True
            held = None
    if held is not None:
        yield held, True


def _brought(outcome: Outcome) -> Brought:
    """Return what comes with a record of communique's own that was taken as it was."""
    from communique.record import Record
    from communique.register.decided import Decision
    from communique.register.whole import Brought, Carrier, Earlier

    beside = outcome.beside
    if beside is None or not isinstance(outcome.result, Record):
        return Brought()
    document = outcome.result.document.id
    carriers = (Carrier(document=document, source=c.source, url=c.url, added=c.added) for c in beside.carriers)
    decisions = (
        Decision(document=None if d.subject == "commitment" else document, **{n: getattr(d, n) for n in _DECIDED})
        for d in beside.decisions
    )
    earlier = (Earlier(number=r.number, record=r.record, replaced=r.replaced) for r in beside.readings)
    return Brought(carriers=tuple(carriers), decisions=tuple(decisions), readings=tuple(earlier))


def _settle(outcome: Outcome, register: Register, current: Pass, tally: Tally, *, last: bool) -> None:
    """Keep the record or the failure, and with the last of its source that the source is done."""
    origin = current.enter(outcome.source)
    result: Record | InputRefused = outcome.result
    if not isinstance(result, InputRefused):
        current.kept = True
        try:
            ended, brought = current.ended() if last else None, _brought(outcome)
            kept = register.keep(result, source=outcome.source, ended=ended, brought=brought)
            setattr(tally, kept.outcome, getattr(tally, kept.outcome) + 1)
            return
        except InputRefused:
            raise  # the register itself cannot be written to
        except CommuniqueError as error:
            remedy = "This is a fault of communique or of the record: please report it"
            result = InputRefused(outcome.source, str(error), remedy)
    tally.failed += 1
    complain(str(result))
    current.failed.append(result.source)
    register.refuse(result, origin=current.origins.get(origin, origin), ended=current.ended() if last else None)
