"""A record as one self-contained HTML page: the text with all that was read from it marked, the record beside it.

The page loads nothing from anywhere; its own style and script are allowed by their hash and nothing else is.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files

from communique import wording
from communique.marking import Piece, pieces, quiet
from communique.record import Event, Meeting, Record, Silence, Statement


def page(record: Record) -> str:
    """Return the whole page."""
    style, script = _asset("cli/page.css"), _asset("desk/static/marks.js")
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'"
    title = escape(wording.clean(record.document.title or "Untitled report"))
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{escape(record.document.language)}">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="generator" content="{escape(record.coder)}">',
            f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>",
            '<a class="skip" href="#record">Skip to the record</a>',
            f"<header>\n<h1>{title}</h1>\n{_facts(record)}\n{_switches()}\n</header>\n<main>",
            f'<section id="text" aria-label="The text">\n<div class="text">{_text(record)}</div>\n</section>',
            f'<section id="record" aria-label="The record">\n{_record(record)}\n</section>',
            f"</main>\n<script>{script}</script>\n</body>\n</html>\n",
        )
    )


@cache
def _asset(name: str) -> str:
    return files("communique").joinpath(name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _facts(record: Record) -> str:
    document = record.document
    facts = (
        document.publisher,
        wording.day(document.published or document.dateline.date),
        document.dateline.place,
        wording.written_by(document.byline),
    )
    line = escape(wording.clean(wording.listed(fact or None for fact in facts)))
    if document.url and document.url.startswith(("http://", "https://")):
        line += f' · <a href="{escape(document.url)}" rel="noopener noreferrer">source</a>'
    return f'<p class="facts">{line}</p>'


def _switches() -> str:
    kinds = (("statements", "Statements"), ("events", "Events"), ("meetings", "Meetings"), ("actors", "Actors"))
    boxes = "".join(
        f'<label class="{kind}"><input type="checkbox" id="show-{kind}" checked> {name}</label>' for kind, name in kinds
    )
    return f'<fieldset class="switches"><legend>Show in the text</legend>{boxes}</fieldset>'


def _text(record: Record) -> str:
    return "".join("".join(map(_note, piece.notes)) + _piece(piece) for piece in pieces(record))


def _note(statement: str) -> str:
    entry = escape(statement)
    return f'<a class="note" id="in-{entry}" href="#{entry}" aria-label="statement {entry}">{entry}</a>'


def _piece(piece: Piece) -> str:
    if not piece.entries:
        return escape(piece.words)
    look = f' class="{escape(" ".join(piece.styles))}"' if piece.styles else ""
    return f'<mark{look} data-of="{escape(" ".join(piece.entries))}">{escape(piece.words)}</mark>'


def _record(record: Record) -> str:
    parts = []
    if record.meetings:
        rows = "".join(_meeting(record, meeting) for meeting in record.meetings)
        parts.append(f"<h2>{'Meetings' if len(record.meetings) > 1 else 'Meeting'}</h2>\n<ul>{rows}</ul>")
    parts.append(f"<h2>Statements <small>{len(record.statements)}</small></h2>")
    for speaker, group in wording.speakers(record):
        who = wording.in_series(wording.described(record.actor(one)) for one in speaker)
        rows = "".join(_statement(record, statement) for statement in group)
        parts.append(f"<h3>{escape(who)}</h3>\n<ul>{rows}</ul>")
    if not record.statements:
        parts.append("<p>The text conveys no statement.</p>")
    if record.events:
        parts.append(_events(record))
    if record.actors:
        parts.append(_actors(record))
    if record.silences:
        parts.append(_silences(record))
    return "\n".join(parts)


def _lights(entry: str) -> str:
    """Return the attributes of an entry that lights its words in the text when it is pointed at or focused."""
    return f'id="{escape(entry)}" data-of="{escape(entry)}" tabindex="0"'


def _why(found: Meeting | Statement | Event) -> str:
    why = wording.listed((wording.clean(found.method), wording.certainty(found.confidence)))
    return f'<span class="why">why: {escape(why)}</span>'


def _meeting(record: Record, meeting: Meeting) -> str:
    people = wording.in_series(wording.described(record.actor(one)) for one in meeting.participants)
    about = f"<small>{escape(wording.meeting(meeting))}</small>"
    return f"<li {_lights(meeting.id)}>{escape(people)}{about}{_why(meeting)}</li>"


def _statement(record: Record, statement: Statement) -> str:
    entry = escape(statement.id)
    to = f"to {wording.names(record, statement.addressees)}" if statement.addressees else ""
    about = wording.listed((wording.qualities(statement), to))
    return (
        f'<li id="{entry}" data-of="{entry}">'
        f'<a class="note" href="#in-{entry}" aria-label="{entry} in the text">{entry}</a>'
        f'<b class="act {statement.act}">{statement.act}</b> {escape(wording.quote(record, statement.content))}'
        f"<small>{escape(about)}</small>{_why(statement)}</li>"
    )


def _events(record: Record) -> str:
    rows = "".join(_event(record, event) for event in record.events)
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("type", "CAMEO", "actor → recipient", "Goldstein"))
    return (
        f"<h2>Events <small>{len(record.events)}</small></h2>\n"
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _event(record: Record, event: Event) -> str:
    claim = event.statement or event.meeting
    link = f' <a href="#{escape(claim)}">{escape(claim)}</a>' if claim else ""
    tone = "good" if event.quad_code < 3 else "bad"
    cameo = escape(f"{event.cameo or '—'} {wording.cameo_name(event.cameo)}")
    score = "—" if event.goldstein is None else f"{event.goldstein:+.1f}"
    return (
        f'<tr {_lights(event.id)}><td class="{tone}">{escape(wording.event_type(event))}{link}</td>'
        f"<td>{cameo}{_why(event)}</td><td>{escape(wording.parties(record, event))}</td><td>{score}</td></tr>"
    )


def _actors(record: Record) -> str:
    rows = []
    for actor in record.actors:
        known = wording.listed((actor.kind, actor.sector, wording.counted(len(actor.mentions), "mention")))
        about = f"{escape(wording.described(actor))}<small>{escape(known)}</small>"
        rows.append(f"<li {_lights(actor.id)}>{about}</li>")
    return f"<h2>Actors <small>{len(rows)}</small></h2>\n<ul>{''.join(rows)}</ul>"


def _silences(record: Record) -> str:
    rows = [_silence(record, number, silence) for number, silence in enumerate(record.silences, start=1)]
    summary = f"{wording.counted(len(rows), 'sentence')} gave nothing: why"
    return f"<details><summary>{summary}</summary><ul>{''.join(rows)}</ul></details>"


def _silence(record: Record, number: int, silence: Silence) -> str:
    words = escape(wording.quote(record, silence.span, limit=160))
    reason = escape(wording.clean(silence.reason))
    return f'<li {_lights(quiet(number))}>{words}<span class="why">{reason}</span></li>'
