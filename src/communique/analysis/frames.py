"""Questions to a register from Python: ``open(db).statements(dyad=("CHN", "TKM"), area="energy").to_polars()``."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_type_hints

from sqlalchemy import Engine

from communique.register import queries
from communique.register.database import Opened, open_database
from communique.register.queries import Ask, ClaimRow, DocumentRow, EventRow, MeetingRow, StatementRow

if TYPE_CHECKING:
    import polars

R = TypeVar("R", bound=DocumentRow | ClaimRow)


@dataclasses.dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """The rows that fulfil an ``Ask``; asked anew each time that they are iterated over."""

    engine: Engine
    ask: Ask
    kind: type[R]
    source: Callable[[Engine, Ask], Iterator[R]]

    def __iter__(self) -> Iterator[R]:
        return self.source(self.engine, self.ask)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dicts of plain values."""
        return [dataclasses.asdict(row) for row in self]

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a Polars frame, which has all its columns even where there is no row."""
        import polars

        return polars.DataFrame(self.to_dicts(), schema=schema(self.kind))


class Asking(Opened):
    """A register to ask; the conditions of every method are the fields of ``Ask``."""

    def documents(self, **conditions: Any) -> Answer[DocumentRow]:
        """Return the documents that fulfil the conditions."""
        return Answer(self.engine, Ask(**conditions), DocumentRow, queries.documents)

    def meetings(self, **conditions: Any) -> Answer[MeetingRow]:
        """Return the meetings that fulfil the conditions."""
        return Answer(self.engine, Ask(**conditions), MeetingRow, queries.meetings)

    def statements(self, **conditions: Any) -> Answer[StatementRow]:
        """Return the statements that fulfil the conditions."""
        return Answer(self.engine, Ask(**conditions), StatementRow, queries.statements)

    def events(self, **conditions: Any) -> Answer[EventRow]:
        """Return the events that fulfil the conditions."""
        return Answer(self.engine, Ask(**conditions), EventRow, queries.events)


def open(where: str | Path | None = None) -> Asking:
    """Return the register at a path or URL, to be asked; raises InputRefused where there is none."""
    return Asking(open_database(where, must_exist=True))


def schema(kind: type[Any]) -> dict[str, polars.DataType]:
    """Return the Polars type of each column of a kind of row."""
    import polars

    types: dict[Any, polars.DataType] = {
        str: polars.String(),
        int: polars.Int64(),
        float: polars.Float64(),
        tuple[str, ...]: polars.List(polars.String()),
    }
    hints = get_type_hints(kind)
    found: dict[str, polars.DataType] = {}
    for each in dataclasses.fields(kind):
        hint = hints[each.name]
        bare = next((one for one in types if hint in (one, one | None)), str)
        found[each.name] = types[bare]
    return found
