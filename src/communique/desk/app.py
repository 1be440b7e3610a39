"""The web application: every page and the API, behind the shield."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import APIRouter, Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from communique.desk import problems
from communique.desk.access import at_least, from_our_form
from communique.desk.api import commitments as commitments_api
from communique.desk.api import comparing, documents, exporting, reading, rows
from communique.desk.pages import (
    commitments,
    compare,
    describing,
    document,
    home,
    relation,
    review,
    samples,
    search,
    signing,
    users,
    world,
)
from communique.desk.sent import remember
from communique.desk.service import Desk
from communique.desk.shield import Shield
from communique.version import __version__

#: requests that are worked on at once; the others wait in line
AT_ONCE = 8
#: the routers of pages that a signed-in reader may see; what changes something takes a reviewer, said there
PAGES: tuple[APIRouter, ...] = (
    home.router,
    document.router,
    review.router,
    samples.router,
    users.router,
    relation.router,
    world.router,
    commitments.router,
    compare.router,
    search.router,
    describing.router,
)
#: the routers of the API
RESOURCES: tuple[APIRouter, ...] = (
    rows.router,
    documents.router,
    reading.router,
    commitments_api.router,
    comparing.router,
    exporting.router,
)


@asynccontextmanager
async def _few_at_once(_: FastAPI) -> AsyncIterator[None]:
    """Let few pages be made at once: with more, each waits for the others at every row that it fetches."""
    to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
    yield


def build(desk: Desk) -> FastAPI:
    """Return the application that serves a desk."""
    app = FastAPI(
        title="communique",
        version=__version__,
        description="Reads diplomatic news and official readouts, and keeps the record.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_few_at_once,
    )
    app.state.desk = desk
    problems.install(app)
    reader = Depends(at_least("reader"))
    before_all = [Depends(remember), reader, Depends(from_our_form)]
    for router in PAGES:
        app.include_router(router, dependencies=before_all, include_in_schema=False)
    for router in RESOURCES:
        app.include_router(router, prefix="/api/v1", dependencies=[reader])
    app.include_router(signing.router, include_in_schema=False)
    app.mount("/static", StaticFiles(packages=[("communique.desk", "static")]), name="static")
    app.add_middleware(Shield, hosts=desk.hosts)
    return app
