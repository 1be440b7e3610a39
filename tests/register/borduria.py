"""Records made by hand for the tests of the register: a small world, one short report for each number."""

from __future__ import annotations

from sqlalchemy import select

from communique.record import Actor, Dateline, Document, Event, Meeting, Place, Record, Span, Statement, document_id
from communique.register import tables
from communique.register.database import reading
from communique.register.store import Register

MINISTERS = ("Ana Birk", "Tor Hald", "Mei Sund", "Ivo Krall", "Lea Prinz")
GOODS = "copper timber wheat salmon barley cotton marble nickel rubber sulphur".split()
#: columns that hold the time of writing
TIMES = ("added", "done", "failed", "decided")


def report(number: int) -> str:
    """Return a text of which no other number has a near duplicate."""
    minister, good = MINISTERS[number % len(MINISTERS)], GOODS[number % len(GOODS)]
    days = " ".join(f"Item {number * 31 + line} of list {number} concerns {good}." for line in range(12))
    return f"Borduria to sell {good}, round {number}\n\n{minister} met Syldavia's envoy. She will sell {good}. {days}\n"


def record(number: int) -> Record:
    """Return a record with a meeting, a statement and an event."""
    text = report(number)
    minister, good = MINISTERS[number % len(MINISTERS)], GOODS[number % len(GOODS)]
    start = text.index(minister)
    content = text.index(f"sell {good}.")
    name, envoy = Span(start, start + len(minister)), Span(text.index("Syldavia"), text.index("Syldavia") + 8)
    said = Span(content, content + len(f"sell {good}"))
    return Record(
        document=Document(
            id=document_id(text),
            text=text,
            title=text.split("\n")[0],
            dateline=Dateline(place="Szohôd", date=f"20{10 + number % 15}-03-0{1 + number % 9}"),
        ),
        actors=(
            Actor(id="a1", name=minister, kind="person", country="BRD", mentions=(name,)),
            Actor(id="a2", name="Syldavia", kind="state", country="SYL", resolved=False, mentions=(envoy,)),
        ),
        meetings=(
            Meeting(
                id="m1",
                participants=("a1", "a2"),
                form="in_person",
                place=Place(name="Szohôd", country="BRD", lat=1.5, lon=-0.1),
                evidence=(name,),
                confidence=1 / 3,
            ),
        ),
        statements=(
            Statement(
                id="s1",
                speaker=("a1",),
                speaker_country=("BRD",),
                act="pledge",
                content=said,
                areas=("economy", "trade"),
                addressees=("a2",),
                on_behalf_of="a1",
                evidence=(said,),
            ),
        ),
        events=(
            Event(id="e1", event_type="CONSULT", quad_code=1, actor=("a1",), recipient=("a2",), meeting="m1"),
            Event(id="e2", event_type="AGREE", quad_code=1, actor=("a1",), recipient=("a2",), statement="s1"),
        ),
        coder="communique 0.1.0",
    )


def dump(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables without the times at which they were written, in an order of their own."""
    rows: dict[str, list[tuple[object, ...]]] = {}
    with reading(register.engine) as connection:
        for table in tables.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in TIMES]
            rows[table.name] = sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
    return rows
