"""A comparison as one web page: no script, nothing fetched, whatever the texts hold escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

from communique import wording
from communique.cli.comparing_view import STRENGTHS, differences, spoken, summary
from communique.comparing import Comparison, Fact, Match, Remark
from communique.record import Record


def page(found: Comparison, a: Record, b: Record) -> str:
    """Return the whole page."""
    style = _style()
    policy = f"default-src 'none'; style-src {_digest(style)}; base-uri 'none'"
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="generator" content="{escape(a.coder)}">',
            f"<title>Two accounts: {_title(a)}</title>\n<style>{style}</style>\n</head>\n<body>",
            f"<header>\n<h1>Two accounts side by side</h1>\n{_verdict(found)}\n</header>\n<main>",
            f'<div class="pair">{_account("A", a)}{_account("B", b)}</div>',
            _meeting(found.meeting),
            _matches("Where the strength differs", found.differing),
            _matches("Both say", found.agreed),
            f'<div class="pair">{_only("A", found.only_a)}{_only("B", found.only_b)}</div>',
            "</main>\n</body>\n</html>\n",
        )
    )


@cache
def _style() -> str:
    return files("communique.cli").joinpath("compare.css").read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _title(record: Record) -> str:
    return escape(wording.clean(record.document.title or "Untitled report"))


def _verdict(found: Comparison) -> str:
    kind = "same" if found.verdict.same else "apart"
    words = "One meeting" if found.verdict.same else "Perhaps not one meeting"
    reason = escape(wording.clean(found.verdict.reason))
    return f'<p class="{kind}">{words}: {reason}</p>\n<p class="facts">{escape(summary(found))}</p>'


def _account(side: str, record: Record) -> str:
    document = record.document
    day = wording.day(document.published or document.dateline.date)
    line = escape(wording.clean(wording.listed((document.publisher, day))))
    if document.url and document.url.startswith(("http://", "https://")):
        line += f' · <a href="{escape(document.url)}" rel="noopener noreferrer">source</a>'
    return f'<section><b class="side">{side}</b> <strong>{_title(record)}</strong><p class="facts">{line}</p></section>'


def _meeting(facts: tuple[Fact, ...]) -> str:
    if not facts:
        return ""
    rows = "".join(
        f'<tr class="{fact.agreement}"><th scope="row">{fact.name}</th><td>{_shown(fact, fact.a)}</td>'
        f"<td>{_shown(fact, fact.b)}</td><td>{escape(fact.agreement.replace('_', ' '))}</td></tr>"
        for fact in facts
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("", "A", "B", ""))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<h2>The meeting</h2>\n<div class="wide">{table}</div>'


def _shown(fact: Fact, value: str | None) -> str:
    if value is None:
        return "—"
    if fact.name == "date":
        value = wording.day(value) or value
    return escape(wording.clean(wording.FORMS.get(value, value)))


def _matches(heading: str, matches: tuple[Match, ...]) -> str:
    if not matches:
        return ""
    rows = "".join(_match(match) for match in matches)
    return f"<h2>{heading} <small>{len(matches)}</small></h2>\n<ol>{rows}</ol>"


def _match(match: Match) -> str:
    words, _ = STRENGTHS[match.strength]
    note = wording.listed((words, differences(match), f"similarity {match.similarity:.2f}"))
    return (
        f'<li class="match {match.strength}"><div class="pair">{_side("A", match.a)}{_side("B", match.b)}</div>'
        f"<small>{escape(note)}</small></li>"
    )


def _side(side: str, remarks: Iterable[Remark]) -> str:
    lines = "".join(f"<p>{_remark(remark)}</p>" for remark in remarks)
    return f'<div class="said"><b class="side">{side}</b>{lines}</div>'


def _remark(remark: Remark) -> str:
    modality = "" if remark.modality == "asserted" else f" <em>{escape(remark.modality)}</em>"
    act = f'<b class="act {escape(remark.act)}">{escape(spoken(remark))}</b>'
    return f"{act}{modality} {escape(wording.clean(remark.quote))}"


def _only(side: str, remarks: tuple[Remark, ...]) -> str:
    rows = "".join(f"<li>{_remark(remark)}</li>" for remark in remarks) or "<li>nothing</li>"
    return f"<section><h2>Only {side} says <small>{len(remarks)}</small></h2>\n<ul>{rows}</ul></section>"
