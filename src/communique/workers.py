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
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from communique.errors import DictionaryRefused, InputRefused
from communique.record import Record
from communique.sources.open import files_of, open_source
from communique.sources.page import Page
from communique.sources.text import read_text

if TYPE_CHECKING:
    from communique.coder import Coder

#: sources handed out ahead per process: enough to keep all busy when one is long, few enough to hold little in memory
AHEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for all sources of one run: what is known of the document, and user dictionaries (paths)."""

    title: str | None = None
    published: str | None = None
    url: str | None = None
    actors: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one document of a source: its record, or why there is none."""

    source: str
    result: Record | InputRefused


def coder(settings: Settings) -> Coder:
    """Return this process's coder with its models loaded, made once; raises as ``communique.load`` does."""
    return _coder(settings.actors, settings.agents, settings.verbs)


@cache
def _coder(actors: tuple[str, ...], agents: tuple[str, ...], verbs: tuple[str, ...]) -> Coder:
    from communique.coder import load
    from communique.language.pipeline import pipeline

    pipeline()
    return load(actors=actors, agents=agents, verbs=verbs)


def spread(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the sources with each folder replaced by the files in it, however deep, in the order of the names."""
    found: list[str] = []
    for source in sources:
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
        yield from _read_together(iter(sources), settings, workers)
    else:
        for source in sources:
            yield from read_source(source, settings)


def read_source(source: str, settings: Settings) -> Iterator[Outcome]:
    """Yield what came of each document of one source: a file, or ``-`` for the standard input.

    Raises DictionaryRefused where a user dictionary cannot be read.
    """
    opened = open_source(source)
    while (result := _next(opened, source, settings)) is not None:
        yield Outcome(source=source, result=result)


def _next(opened: Iterator[Page | InputRefused], source: str, settings: Settings) -> Record | InputRefused | None:
    """Return what comes of the next document of a source; None where it has no more."""
    try:
        page = next(opened, None)
        if page is None or isinstance(page, InputRefused):
            return page
        if settings.title or settings.published or settings.url:
            page = _told(page, settings)
        return coder(settings).read_page(page)
    except DictionaryRefused:
        raise  # not the fault of this source: nothing can be read
    except InputRefused as refusal:
        return InputRefused(source, refusal.reason, refusal.remedy)
    except OSError as error:  # no model is installed
        return InputRefused(source, str(error), "Run `communique doctor`")
    except Exception as error:  # noqa: BLE001 - the one place where a failed input is recorded with its reason
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
    return replace(fresh, document=document)


def _read_together(sources: Iterator[str], settings: Settings, workers: int) -> Iterator[Outcome]:
    gc.freeze()  # what is loaded stays out of the children's collections, and so stays shared
    method = "fork" if sys.platform == "linux" else None
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context(method), initializer=_start, initargs=(settings,)
    )
    waiting: deque[tuple[str, Future[list[Outcome]]]] = deque()
    try:
        for source in islice(sources, workers * AHEAD):
            waiting.append((source, pool.submit(_read_whole, source, settings)))
        while waiting:
            source, future = waiting.popleft()
            yield from _finished(source, future)
            for following in islice(sources, 1):
                waiting.append((following, pool.submit(_read_whole, following, settings)))
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _start(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is the parent's to answer
    coder(settings)


def _read_whole(source: str, settings: Settings) -> list[Outcome]:
    return list(read_source(source, settings))


def _finished(source: str, future: Future[list[Outcome]]) -> Iterable[Outcome]:
    try:
        return future.result()
    except BrokenProcessPool:
        reason = "a reading process died before this source was done, most likely for want of memory"
        refusal = InputRefused(source, reason, "Read it again with fewer --workers")
        return (Outcome(source=source, result=refusal),)
