"""The codes of who takes part in an event, as the event data sets write them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

#: the regions that CAMEO writes into the codes of organisations: Europe, the West
_REGIONS = {"EEC": "EUR", "NAT": "WST"}


def codes(parties: Iterable[Any], role: str) -> tuple[str, ...]:
    """Return the code of each party in a role, in the order of their names: its country, else its group's, else empty.

    The parties are rows of the table of that name, with ``code`` and ``sector`` of the actor.
    """
    return tuple(row.country or group(row.code, row.sector) for row in parties if row.role == role)


def group(code: str | None, sector: str | None) -> str:
    """Return the code of a group; of an organisation of states as CAMEO writes it: IGO, a region, its own code."""
    if code is None or sector != "IGO" or len(code) != 3:
        return code or ""
    return f"IGO{_REGIONS.get(code, '')}{code}"
