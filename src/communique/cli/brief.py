"""The brief of a record for the terminal: who met, who said what to whom, and the events in it."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from communique import wording
from communique.record import Event, Meeting, Record, Span, Statement

#: warm for what binds, cool for what backs, red for what parts; courtesy and assessment stay in the background
ACT_STYLES = {
    "agree": "bold green", "pledge": "green", "propose": "yellow", "request": "bold yellow", "support": "cyan",
    "oppose": "red", "criticize": "bold red", "warn": "bold magenta", "invite": "blue", "assess": "bright_black",
    "courtesy": "bright_black", "report": "white",
}  # fmt: skip
#: a line longer than this tires the eye; a terminal narrower than NARROW gets events as a list, not a table
WIDEST = 110
NARROW = 72
#: how much of a long piece of evidence is quoted
QUOTED = 240


def brief(record: Record, *, width: int, explain: bool = False) -> RenderableType:
    """Return the brief of a record for a terminal of this width; ``explain`` adds why each value was coded."""
    parts: list[RenderableType] = [_header(record)]
    if explain and record.actors:
        parts += [_heading("Actors", len(record.actors)), _actors(record)]
    if record.meetings:
        parts += [_heading("Meeting", len(record.meetings)), *_meetings(record, explain=explain)]
    if record.statements:
        parts += [_heading("Statements", len(record.statements)), *_statements(record, explain=explain)]
    if record.events:
        parts += [_heading("Events", len(record.events)), _events(record, narrow=width < NARROW, explain=explain)]
    if explain and record.silences:
        parts += [_heading("Sentences that gave nothing", len(record.silences)), _silences(record)]
    parts += [Text(), Text(_closing(record, explain=explain), style="dim")]
    return Group(*parts)


def show(console: Console, record: Record, *, explain: bool = False) -> None:
    """Print the brief of a record."""
    width = min(console.width, WIDEST)
    console.print(brief(record, width=width, explain=explain), width=width)


def _header(record: Record) -> RenderableType:
    document = record.document
    lines = [Text(wording.clean(document.title or "Untitled report"), style="bold")]
    filed = wording.day(document.dateline.date)
    published = wording.day(document.published)
    where = document.dateline.place
    facts = wording.listed((document.publisher, published or filed, where))
    lines += [
        Text(wording.clean(line), style="dim")
        for line in (facts, wording.written_by(document.byline), document.url)
        if line
    ]
    return Panel(Group(*lines), box=box.ROUNDED, border_style="blue", padding=(0, 1))


def _heading(words: str, number: int) -> RenderableType:
    title = f"{words}s" if words == "Meeting" and number > 1 else words
    return Padding(
        Text.assemble((title.upper(), "bold blue"), (f" {number}" if number > 1 else "", "dim")), (1, 0, 0, 0)
    )


def _why(record: Record, found: Meeting | Statement | Event) -> Text:
    why = wording.listed((wording.clean(found.method) or "no method named", wording.certainty(found.confidence)))
    return Text.assemble(
        (f"{found.id}  ", "bold dim"), (f"why: {why}", "italic dim"), _evidence(record, found.evidence)
    )


def _evidence(record: Record, spans: Iterable[Span]) -> Text:
    quotes = [f"\n“{wording.quote(record, span, limit=QUOTED)}” [{span.start}:{span.end}]" for span in spans]
    return Text("".join(quotes), style="dim")


def _actors(record: Record) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for actor in record.actors:
        known = wording.listed((actor.kind, actor.sector, "" if actor.resolved else "in no gazetteer"))
        first = f", first at [{actor.mentions[0].start}:{actor.mentions[0].end}]" if actor.mentions else ""
        seen = f"{wording.counted(len(actor.mentions), 'mention')}{first}"
        table.add_row(actor.id, Text.assemble(wording.described(actor), (f"  {known} · {seen}", "dim")))
    return Padding(table, (0, 0, 0, 2))


def _meetings(record: Record, *, explain: bool) -> Iterable[RenderableType]:
    for meeting in record.meetings:
        people = wording.in_series(wording.described(record.actor(one)) for one in meeting.participants)
        lines = [Text(people), Text(wording.meeting(meeting), style="dim")]
        if explain:
            lines.append(_why(record, meeting))
        yield Padding(Group(*lines), (0, 0, 0, 2))


def _statements(record: Record, *, explain: bool) -> Iterable[RenderableType]:
    for position, (speaker, group) in enumerate(wording.speakers(record)):
        who = wording.in_series(wording.described(record.actor(one)) for one in speaker) or "Unnamed speaker"
        addressed = {statement.addressees for statement in group}
        same = addressed.pop() if len(addressed) == 1 else ()
        to = f" to {wording.names(record, same)}" if same else ""
        yield Padding(Text.assemble((who, "bold"), (to, "dim")), (1 if position else 0, 0, 0, 2))
        table = Table.grid(padding=(0, 1))
        table.add_column(width=max(len(act) for act in ACT_STYLES), no_wrap=True)
        table.add_column(ratio=1)
        for statement in group:
            table.add_row(
                Text(statement.act, style=ACT_STYLES[statement.act]),
                _statement(record, statement, addressees=() if same else statement.addressees, explain=explain),
            )
        yield Padding(table, (0, 0, 0, 2))


def _statement(record: Record, statement: Statement, *, addressees: tuple[str, ...], explain: bool) -> RenderableType:
    lines = [Text(wording.quote(record, statement.content))]
    behalf = f"on behalf of {wording.names(record, (statement.on_behalf_of,))}" if statement.on_behalf_of else ""
    to = f"to {wording.names(record, addressees)}" if addressees else ""
    if about := wording.listed((wording.qualities(statement), behalf, to)):
        lines.append(Text(about, style="dim"))
    if explain:
        lines.append(_why(record, statement))
    return Group(*lines)


def _events(record: Record, *, narrow: bool, explain: bool) -> RenderableType:
    if narrow or explain:
        return Group(*(_event(record, event, explain=explain) for event in record.events))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim", padding=(0, 1), expand=True)
    table.add_column("type", no_wrap=True)
    table.add_column("CAMEO", ratio=3)
    table.add_column("actor → recipient", ratio=2)
    table.add_column("Goldstein", justify="right", no_wrap=True)
    for event in record.events:
        table.add_row(_type(event), _cameo(event), wording.parties(record, event), _goldstein(event))
    return Padding(table, (0, 0, 0, 2))


def _event(record: Record, event: Event, *, explain: bool) -> RenderableType:
    first = Text.assemble(_type(event), "  ", wording.parties(record, event), "  ", _goldstein(event))
    lines = [first, _cameo(event)]
    if about := wording.listed(
        (", ".join(event.contexts), wording.day(event.date), wording.place(event.place), event.statement, event.meeting)
    ):
        lines.append(Text(about, style="dim"))
    if explain:
        lines.append(_why(record, event))
    return Padding(Group(*lines), (0, 0, 1 if explain else 0, 2))


def _type(event: Event) -> Text:
    return Text(wording.event_type(event), style="green" if event.quad_code < 3 else "red")


def _cameo(event: Event) -> Text:
    return Text.assemble((event.cameo or "—", "dim"), " ", wording.cameo_name(event.cameo))


def _goldstein(event: Event) -> Text:
    if event.goldstein is None:
        return Text("—", style="dim")
    return Text(f"{event.goldstein:+.1f}", style="green" if event.goldstein >= 0 else "red")


def _silences(record: Record) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(ratio=1)
    for silence in record.silences:
        words = wording.quote(record, silence.span, limit=QUOTED)
        table.add_row(Text.assemble((wording.clean(silence.reason), "italic"), (f"\n“{words}”", "dim")))
    return Padding(table, (0, 0, 0, 2))


def _closing(record: Record, *, explain: bool) -> str:
    found = wording.listed(
        (
            wording.counted(len(record.statements), "statement"),
            wording.counted(len(record.events), "event"),
            f"{wording.counted(len(record.silences), 'sentence')} gave nothing" if record.silences else None,
        )
    )
    return found if explain or not record.silences else f"{found} (--explain says why)"
