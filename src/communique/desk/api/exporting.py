"""Exports of what fulfils all conditions, in every form that the command line writes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from communique.desk.access import Served
from communique.desk.api.answers import PROBLEMS
from communique.desk.asked import Filtered
from communique.desk.problems import Problem
from communique.desk.service import Desk
from communique.export.files import Form, export

router = APIRouter(tags=["export"])
#: what each form is called as a file, and its media type
_FILES: dict[str, tuple[str, str]] = {
    "jsonl": ("jsonl", "application/x-ndjson"),
    "csv": ("csv", "text/csv; charset=utf-8"),
    "parquet": ("parquet", "application/vnd.apache.parquet"),
    "plover": ("json", "application/json"),
    "polecat": ("tsv", "text/tab-separated-values; charset=utf-8"),
    "gdelt": ("tsv", "text/tab-separated-values; charset=utf-8"),
}
Kind = Literal["meetings", "statements", "events"]


@router.get("/export", response_class=FileResponse, responses=PROBLEMS)
def exported(desk: Served, filters: Filtered, form: Form = "csv", kind: Kind = "events") -> FileResponse:
    """Return a file: jsonl holds whole records, csv and parquet rows of a kind, the others events."""
    suffix, media_type = _FILES[form]
    ask = filters.ask()
    handle, path = tempfile.mkstemp(suffix=f".{suffix}")
    os.close(handle)
    try:
        with _one_of_few(desk):
            export(desk.register.engine, ask, form=form, kind=kind, target=Path(path))
    except BaseException:
        os.unlink(path)
        raise
    name = f"{kind if form in ('csv', 'parquet') else form}.{suffix}"
    gone = BackgroundTask(os.unlink, path)
    return FileResponse(path, media_type=media_type, filename=name, background=gone)


@contextmanager
def _one_of_few(desk: Desk) -> Iterator[None]:
    """Hold one of the places for exports, which are long; ends the request where all are taken."""
    if not desk.exports.acquire(blocking=False):
        headers = {"retry-after": "10"}
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "Other exports are being written; come again.", headers=headers)
    try:
        yield
    finally:
        desk.exports.release()
