"""A comparison for the terminal: the two accounts in two columns, or one under the other where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique import wording
from communique.cli.brief import ACT_STYLES, NARROW
from communique.comparing import Comparison, Fact, Match, Remark
from communique.record import Record

WIDEST = 130
#: how the strength of a match is put in words, and the style of the words
STRENGTHS = {
    "a": ("A goes further", "yellow"),
    "b": ("B goes further", "yellow"),
    "opposed": ("they part ways", "bold red"),
    "different": ("they do different things with it", "yellow"),
    "equal": ("as strong", "dim"),
}
#: differences that the eye does not see from act and speaker
TOLD = ("areas", "modality", "amount", "deadline")


def show(console: Console, found: Comparison, a: Record, b: Record) -> None:
    """Print the comparison."""
    width = min(console.width, WIDEST)
    console.print(view(found, a, b, narrow=width < NARROW), width=width)


def view(found: Comparison, a: Record, b: Record, *, narrow: bool) -> RenderableType:
    """Return the comparison as rich renders it; ``narrow`` puts the sides under each other."""
    parts: list[RenderableType] = [_title("A", a), _title("B", b), _verdict(found)]
    if found.meeting:
        parts.append(_facts(found.meeting))
    sections = (("Where the strength differs", found.differing), ("Both say", found.agreed))
    for heading, matches in sections:
        if matches:
            parts += [_heading(heading, len(matches)), _matches(matches, narrow=narrow)]
    for heading, remarks in (("Only A says", found.only_a), ("Only B says", found.only_b)):
        if remarks:
            parts += [_heading(heading, len(remarks)), _list(remarks)]
    if not (found.matches or found.only_a or found.only_b):
        parts.append(Text("Neither account conveys a statement."))
    return Group(*parts)


def summary(found: Comparison) -> str:
    """Return the counts of a comparison on one line."""
    return wording.listed(
        (
            wording.counted(len(found.matches), "matter") + " in both",
            f"{len(found.differing)} of different strength",
            f"{len(found.only_a)} only in A",
            f"{len(found.only_b)} only in B",
        )
    )


def spoken(remark: Remark) -> str:
    """Return whose words a remark is and what act, as "CHN agree"."""
    return wording.listed((", ".join(remark.countries), remark.act), " ")


def differences(match: Match) -> str:
    """Return in what else the sides of a match differ, on one line; nothing where they do not."""
    return wording.listed(
        f"{one.quality}: {_value(one.a)} / {_value(one.b)}" for one in match.differences if one.quality in TOLD
    )


def _value(value: str | None) -> str:
    return wording.clean(value).replace("_", " ") if value else "—"


def _title(side: str, record: Record) -> Text:
    document = record.document
    facts = wording.listed((document.publisher, wording.day(document.published or document.dateline.date)))
    title = wording.clean(document.title or "Untitled report")
    return Text.assemble((f"{side}  ", "bold blue"), (title, "bold"), (f"  {wording.clean(facts)}", "dim"))


def _verdict(found: Comparison) -> Text:
    same = found.verdict.same
    words = f"{'One meeting' if same else 'Perhaps not one meeting'}: {wording.clean(found.verdict.reason)}"
    return Text(f"\n{words}\n{summary(found)}", style="green" if same else "yellow")


def _heading(words: str, count: int) -> Text:
    return Text.assemble("\n", (words, "bold blue"), (f"  {count}", "dim"))


def _facts(facts: Iterable[Fact]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for fact in facts:
        mark = {"same": "=", "differs": "≠"}.get(fact.agreement, " ")
        table.add_row(
            Text(fact.name, style="dim"),
            Text(_shown(fact, fact.a)),
            Text(mark, style="bold"),
            Text(_shown(fact, fact.b)),
        )
    return table


def _shown(fact: Fact, value: str | None) -> str:
    if value is None:
        return "—"
    if fact.name == "date":
        value = wording.day(value) or value
    return wording.clean(wording.FORMS.get(value, value))


def _matches(matches: Iterable[Match], *, narrow: bool) -> Table:
    table = Table(box=box.HORIZONTALS, show_header=not narrow, expand=True, padding=(0, 1, 0, 0), show_lines=True)
    table.add_column("A", ratio=1)
    if not narrow:
        table.add_column("B", ratio=1)
    for match in matches:
        a, b, note = _side(match.a), _side(match.b), _note(match)
        if narrow:
            table.add_row(Group(Text("A ", style="bold blue") + a, Text("B ", style="bold blue") + b, note))
        else:
            table.add_row(Group(a, note), b)
    return table


def _note(match: Match) -> Text:
    words, style = STRENGTHS[match.strength]
    return Text.assemble((words, style), (f"  {differences(match)}", "dim italic"))


def _side(remarks: Iterable[Remark]) -> Text:
    return Text("\n").join(_remark(remark) for remark in remarks)


def _remark(remark: Remark) -> Text:
    act = ACT_STYLES.get(remark.act, "bright_black")
    modality = "" if remark.modality == "asserted" else f"({remark.modality}) "
    return Text.assemble((spoken(remark), act), " ", (modality, "italic"), wording.clean(remark.quote))


def _list(remarks: Iterable[Remark]) -> Text:
    return Text("\n").join(Text("  ") + _remark(remark) for remark in remarks)
