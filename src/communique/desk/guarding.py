"""What every answer tells the browser about itself: what it may load and run, and that nothing else may show it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders

#: methods that change nothing
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: scripts, styles and images are the package's own; nothing is inline, framed, or sent elsewhere
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def guard(headers: MutableHeaders) -> None:
    """Add to an answer what browsers must know; what it says itself stays."""
    for name, value in (*HEADERS.items(), ("cache-control", "no-cache, private")):
        headers.setdefault(name, value)
