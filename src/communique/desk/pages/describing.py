"""The description of the API, as a page made from its OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from communique.desk.templating import page

router = APIRouter()
#: what may be done to a path, in the order of the page
_METHODS = ("get", "post", "put", "delete")


@router.get("/api/v1/docs")
def described(request: Request) -> Response:
    """Show every operation of the API with its parameters."""
    known: dict[str, Any] = request.app.openapi()
    operations = [
        {"method": method.upper(), "path": path, **found[method], "body": _body(found[method], known)}
        for path, found in known["paths"].items()
        for method in _METHODS
        if method in found
    ]
    return page(request, "describing.html", operations=operations, host=str(request.base_url).rstrip("/"))


def _body(operation: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the body that an operation takes, none where it takes none."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    fields: dict[str, Any] = known["components"]["schemas"].get(name, {}).get("properties", {})
    return fields
