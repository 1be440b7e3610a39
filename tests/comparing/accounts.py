"""Records of two sides made by hand; a statement is ``(act, countries, content)``, and its content is in the text."""

from __future__ import annotations

from communique.record import Actor, Document, Meeting, Place, Record, Silence, Span, Statement, document_id

NAMES = {"NLD": "Ada Quill", "ZAF": "Ben Oyo", "PER": "Cleo Paz"}
Line = tuple[str, tuple[str, ...], str]


def told(
    *lines: Line,
    title: str = "Talks held",
    sides: tuple[str, ...] = ("NLD", "ZAF"),
    day: str | None = "2024-03-05",
    form: str = "in_person",
    place: Place | None = None,
    publisher: str | None = None,
    silent: tuple[str, ...] = (),
) -> Record:
    text = f"{title}\n"
    statements = []
    for number, (act, countries, content) in enumerate(lines, start=1):
        text += f"It was {act}: "
        span = Span(len(text), len(text) + len(content))
        text += f"{content}.\n"
        statements.append(
            Statement(
                id=f"s{number}",
                speaker=countries,
                speaker_country=countries,
                act=act,  # type: ignore[arg-type]
                content=span,
                evidence=(span,),
            )
        )
    silences = []
    for words in silent:
        silences.append(Silence(span=Span(len(text), len(text) + len(words)), reason="nothing is said"))
        text += f"{words}\n"
    meeting = Meeting(id="m1", participants=sides, form=form, date=day, place=place)  # type: ignore[arg-type]
    return Record(
        document=Document(id=document_id(text), text=text, title=title, publisher=publisher),
        actors=tuple(Actor(id=side, name=NAMES[side], kind="person", country=side) for side in sorted(NAMES)),
        meetings=(meeting,) if sides else (),
        statements=tuple(statements),
        silences=tuple(silences),
        coder="test",
    )
