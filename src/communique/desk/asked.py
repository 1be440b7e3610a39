"""What the address of a page or of the API asks for: the filters that all of them share, and where to go on."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Query

from communique.analysis.conditions import conditions
from communique.desk.problems import Problem
from communique.register.queries import Ask

#: rows on a page, and at most in one answer of the API
ROWS = 50
MOST_ROWS = 500
#: no row has a number so high; a database takes none higher
_LAST = 2**53
_Field = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters as they were typed, to be shown again and to be kept in links; ``ask()`` is what they mean."""

    country: str = ""
    with_country: str = ""
    actor: str = ""
    act: str = ""
    area: str = ""
    type: str = ""
    since: str = ""
    until: str = ""
    text: str = ""

    def typed(self) -> dict[str, str]:
        """Return the filters that are set, by their names in the address."""
        named = {"with" if name == "with_country" else name: value for name, value in asdict(self).items()}
        return {name: value for name, value in named.items() if value}

    def ask(self, **more: Any) -> Ask:
        """Return the question to the register; ends the request where a filter is wrong."""
        given = asdict(self)
        other, given["event_type"] = given.pop("with_country"), given.pop("type")
        if other:
            given["dyad"] = (given.pop("country"), other)
        try:
            return replace(conditions(given), **more)
        except ValueError as error:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error


def filters(  # noqa: PLR0913 - the parameters are the filters
    country: _Field = "",
    with_country: Annotated[str, Query(alias="with", max_length=200, description="Makes a dyad with country.")] = "",
    actor: _Field = "",
    act: _Field = "",
    area: _Field = "",
    type: Annotated[str, Query(max_length=200, description="A PLOVER event type.")] = "",
    since: _Field = "",
    until: _Field = "",
    text: Annotated[str, Query(max_length=500, description="Words of the text; in double quotes, side by side.")] = "",
) -> Filters:
    """Return the filters of an address."""
    given = {name: value.strip() for name, value in locals().items()}
    return Filters(**given)


Filtered = Annotated[Filters, Depends(filters)]


def packed(values: tuple[Any, ...]) -> str:
    """Return values that JSON holds as a word that an address takes."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def unpacked(word: str) -> Any:
    """Return the values that a word holds; raises ValueError where it was not packed."""
    return json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))


def to_cursor(place: tuple[str | None, int, str]) -> str:
    """Return the cursor that names a row's place in the order of answers."""
    return packed(place)


def from_cursor(cursor: str) -> tuple[str | None, int, str] | None:
    """Return the place that a cursor names, None for an empty one; ends the request where it is not ours."""
    if not cursor:
        return None
    try:
        day, number, name = unpacked(cursor)
    except (ValueError, TypeError) as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "after: this is no cursor of ours") from error
    ours = isinstance(day, str | None) and type(number) is int and isinstance(name, str)
    if not ours or not 0 <= number < _LAST or "\0" in f"{day}{name}":
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "after: this is no cursor of ours")
    return day, number, name
