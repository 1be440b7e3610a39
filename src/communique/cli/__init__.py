"""The command line: thin shells on plain functions.

Nothing heavy is imported before a command needs it, so that ``--help`` and ``--version`` answer at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from copy import copy
from typing import Annotated

import typer

from communique.cli import (
    asking,
    comparing,
    demo,
    doctor,
    double_coding,
    following,
    keeping,
    measuring,
    querying,
    reading,
    recoding,
    reviewing,
    serving,
    unknown,
)
from communique.version import __version__

EXAMPLES = """\b
Examples:
  communique read report.txt
  communique read report.txt --explain
  communique add reports/
  communique compare ours.txt theirs.txt
  communique doctor
  communique read -h
"""

app = typer.Typer(
    name="communique",
    epilog=EXAMPLES,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog=reading.EXAMPLES)(reading.read)
app.command(epilog=keeping.ADD_EXAMPLES)(keeping.add)
app.command(epilog=keeping.FAILURES_EXAMPLES)(keeping.failures)
app.command(epilog=recoding.EXAMPLES)(recoding.recode)
app.command(epilog=querying.SEARCH_EXAMPLES)(querying.search)
app.command(epilog=querying.EXAMPLES.format("documents"))(querying.documents)
app.command(epilog=querying.EXAMPLES.format("meetings"))(querying.meetings)
app.command(epilog=querying.EXAMPLES.format("statements"))(querying.statements)
app.command(epilog=querying.EVENTS_EXAMPLES)(querying.events)
app.command(epilog=querying.TIMELINE_EXAMPLES)(querying.timeline)
app.command(epilog=querying.SHOW_EXAMPLES)(querying.show)
app.command(epilog=querying.EXPORT_EXAMPLES)(querying.export)
app.command(epilog=following.COMMITMENTS_EXAMPLES)(following.commitments)
app.command(epilog=following.DECIDE_EXAMPLES)(following.decide)
app.command(epilog=comparing.EXAMPLES)(comparing.compare)
app.command(epilog=demo.EXAMPLES)(demo.demo)
app.command(epilog=doctor.EXAMPLES)(doctor.doctor)
app.command(epilog=asking.CODES_EXAMPLES)(asking.codes)
app.command(epilog=asking.ACTOR_EXAMPLES)(asking.actor)
app.command(epilog=asking.PLACE_EXAMPLES)(asking.place)
app.command(epilog=unknown.EXAMPLES)(unknown.unknown)
app.command(epilog=asking.SCHEMA_EXAMPLES)(asking.schema)
app.command(epilog=serving.SERVE_EXAMPLES)(serving.serve)
app.add_typer(serving.user, name="user")
reviewing.app.command(epilog=double_coding.SAMPLE_EXAMPLES)(double_coding.sample)
reviewing.app.command(epilog=double_coding.CODE_EXAMPLES)(double_coding.code)
reviewing.app.command(epilog=double_coding.AGREEMENT_EXAMPLES)(double_coding.agreement)
reviewing.app.command(epilog=double_coding.ADJUDICATE_EXAMPLES)(double_coding.adjudicate)
reviewing.app.command(epilog=double_coding.EXPORT_EXAMPLES)(double_coding.export)
app.add_typer(reviewing.app, name="review")
app.add_typer(measuring.app, name="eval")


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def main_options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read diplomatic news and official readouts, and keep the record."""


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    narrowed(sys.argv[1:])(prog_name="communique")


def narrowed(arguments: Sequence[str]) -> typer.Typer:
    """Return the command line with only the command that comes first in the arguments, with all where none does.

    The options of each command are worked out at the start, which takes longer for all than to print a brief.
    """
    asked = [c for c in app.registered_commands if c.callback and c.callback.__name__ == "".join(arguments[:1])]
    if not asked:
        return app
    alone = copy(app)
    alone.registered_commands, alone.registered_groups = asked, []
    return alone
