"""communique reads diplomatic news and official readouts, and keeps the record.

>>> import communique
>>> coder = communique.load()
>>> record = coder.read("BEIJING, May 5 (Xinhua) -- China is willing to ...")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.version import __version__

if TYPE_CHECKING:
    from communique.coder import Coder, load
    from communique.record import Actor, Document, Event, Meeting, Place, Record, Span, Statement

__all__ = [
    "Actor",
    "Coder",
    "Document",
    "Event",
    "Meeting",
    "Place",
    "Record",
    "Span",
    "Statement",
    "__version__",
    "load",
]


def __getattr__(name: str) -> Any:
    """Import the door's names when they are first asked for, so that ``import communique`` costs nothing."""
    if name in ("Coder", "load"):
        from communique import coder

        return getattr(coder, name)
    if name == "open":
        from communique.analysis import frames

        return frames.open
    if name in __all__:
        from communique import record

        return getattr(record, name)
    raise AttributeError(f"module 'communique' has no attribute {name!r}")
