"""Sources read one after another or by several processes at once: in order, in bounded memory, each failure kept.

A failed input is a value with its reason, never an exception: one bad file does not end the reading of a folder.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from communique.errors import DictionaryRefused, InputRefused
from communique.record import Record
from communique.sources.open import files_of, holds_many, is_address, matches_of, open_source
from communique.sources.ours import Beside
from communique.sources.page import Page
from communique.sources.text import read_text

if TYPE_CHECKING:
    from communique.coder import Coder

#: a source and, where it is one report of many or was read already, the page or refusal of it
_Task = tuple[str, Page | InputRefused | None]
#: sources handed out ahead per process: enough to keep all busy when one is long, few enough to hold little in memory
AHEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for all sources of one run: what is known of the document, and user dictionaries (paths).

    ``network`` has web addresses fetched, ``private`` those inside one's own network too. ``held`` has records of
    communique's own taken as they are, not read anew.
    """

    title: str | None = None
    published: str | None = None
    url: str | None = None
    actors: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    ontology: tuple[str, ...] = ()
    network: bool = False
    private: bool = False
    gate: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one document of a source: its record, or why there is none.

    ``source`` names the document: a path or an address, with the line or row of a file of many ("file.jsonl:12").
    ``beside`` is what comes with a record that was taken as it was held.
    """

    source: str
    result: Record | InputRefused
    beside: Beside | None = None


def coder(settings: Settings) -> Coder:
    """Return this process's coder with its models loaded, made once; raises as ``communique.load`` does."""
    return _coder(settings.actors, settings.agents, settings.verbs, settings.ontology)


@cache
def _coder(
    actors: tuple[str, ...], agents: tuple[str, ...], verbs: tuple[str, ...], ontology: tuple[str, ...]
) -> Coder:
    from communique.coder import load
    from communique.language.pipeline import pipeline

    pipeline()
    return load(actors=actors, agents=agents, verbs=verbs, ontology=ontology)


def spread(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the sources with each folder replaced by the files in it, however deep, in the order of the names.

    A pattern that the shell left alone is replaced by what it stands for.
    """
    found: list[str] = []
    for source in chain.from_iterable(matches_of(source) or (source,) for source in sources):
        if os.path.isdir(source):
            found += tuple(files_of(source)) or (source,)  # an empty folder is left for its refusal
        else:
            found.append(source)
    return tuple(found)


def read_sources(sources: Iterable[str], *, settings: Settings, workers: int = 1) -> Iterator[Outcome]:
    """Yield what came of each source, in the order given; ``workers`` above 1 reads with so many processes.

    Raises what ``communique.load`` raises; whatever goes wrong with one source is in its Outcome instead.
    """
    if workers > 1:
        coder(settings)  # before any process is started, so that all share the loaded models
        yield from _read_together(lambda: _tasks(iter(sources), settings), settings, workers)
    else:
        for source in sources:
            yield from read_source(source, settings)


def read_pages(pages: Iterable[Page], *, settings: Settings, workers: int = 1) -> Iterator[Outcome]:
    """Yield what came of each page, in the order given, under the name of its source; else as ``read_sources``."""
    if workers > 1:
        coder(settings)
        yield from _read_together(lambda: ((page.source or "", page) for page in pages), settings, workers)
    else:
        for page in pages:
            yield _read(page, page.source or "", settings)


def read_source(source: str, settings: Settings) -> Iterator[Outcome]:
    """Yield what came of each document of one source: a file, or ``-`` for the standard input.

    Raises DictionaryRefused where a user dictionary cannot be read.
    """
    for page in _pages(source, settings):
        yield _read(page, source, settings)


def _pages(source: str, settings: Settings) -> Iterator[Page | InputRefused]:
    """Yield what a source holds, and whatever goes wrong with opening it as its last refusal."""
    try:
        if settings.network:
            yield from open_source(source, network=True, private=settings.private)
        else:
            yield from open_source(source)
    except Exception as error:  # noqa: BLE001 - a failed input is recorded with its reason
        yield _failed(source, error)


def _read(page: Page | InputRefused, source: str, settings: Settings) -> Outcome:
    """Return what comes of one document of a source."""
    if isinstance(page, InputRefused):
        return Outcome(source=page.source, result=page)
    source = page.source or source
    if settings.held and page.held is not None:
        if isinstance(page.held, InputRefused):
            return Outcome(source=source, result=page.held)
        return Outcome(source=source, result=page.held.record, beside=page.held.beside)
    try:
        if settings.title or settings.published or settings.url:
            page = _told(page, settings)
        return Outcome(source=source, result=coder(settings).read_page(page, gate=settings.gate))
    except DictionaryRefused:
        raise  # not the fault of this source: nothing can be read
    except InputRefused as refusal:
        return Outcome(source=source, result=InputRefused(source, refusal.reason, refusal.remedy))
    except OSError as error:  # no model is installed
        return Outcome(source=source, result=InputRefused(source, str(error), "Run `communique doctor`"))
    except Exception as error:  # noqa: BLE001 - a failed input is recorded with its reason
        return Outcome(source=source, result=_failed(source, error))


def _failed(source: str, error: Exception) -> InputRefused:
    reason = f"reading it failed ({type(error).__name__}: {error})"
    return InputRefused(source, reason, "This is a fault of communique: please report it with the text")


def _told(page: Page, settings: Settings) -> Page:
    """Return the page read anew with what the caller knows of it; what a web page declared of itself stays."""
    old = page.document
    fresh = read_text(
        old.text,
        title=settings.title or old.title,
        published=settings.published or old.published,
        url=settings.url or old.url,
    )
    document = replace(fresh.document, publisher=old.publisher or fresh.document.publisher, byline=old.byline)
    return replace(fresh, document=document, source=page.source)


def _read_together(begin: Callable[[], Iterator[_Task]], settings: Settings, workers: int) -> Iterator[Outcome]:
    gc.freeze()  # what is loaded stays out of the children's collections, and so stays shared
    method = "fork" if sys.platform == "linux" else None
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context(method), initializer=_start, initargs=(settings,)
    )
    waiting: deque[tuple[str, Future[list[Outcome]]]] = deque()
    try:
        pool.submit(_ready).result()  # all processes start now, before a reader of tables starts threads in this one
        tasks = begin()
        for task in islice(tasks, workers * AHEAD):
            waiting.append((task[0], pool.submit(_read_whole, *task, settings)))
        while waiting:
            source, future = waiting.popleft()
            yield from _finished(source, future)
            for task in islice(tasks, 1):
                waiting.append((task[0], pool.submit(_read_whole, *task, settings)))
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _tasks(sources: Iterator[str], settings: Settings) -> Iterator[_Task]:
    """Yield what is handed to a process at once: a whole source, or one report of a file of many.

    The web is gone to by this process alone, which so keeps the pauses that each site asks for.
    """
    for source in sources:
        if holds_many(source) or (settings.network and is_address(source)):
            for page in _pages(source, settings):
                yield page.source or source, page
        else:
            yield source, None


def _ready() -> None:
    """Do nothing: what a pool is given first starts its processes."""


def _start(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is the parent's to answer
    coder(settings)


def _read_whole(source: str, page: Page | InputRefused | None, settings: Settings) -> list[Outcome]:
    return list(read_source(source, settings)) if page is None else [_read(page, source, settings)]


def _finished(source: str, future: Future[list[Outcome]]) -> Iterable[Outcome]:
    try:
        return future.result()
    except BrokenProcessPool:
        reason = "a reading process died before this source was done, most likely for want of memory"
        refusal = InputRefused(source, reason, "Read it again with fewer --workers")
        return (Outcome(source=source, result=refusal),)
