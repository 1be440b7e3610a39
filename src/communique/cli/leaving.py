"""How a command ends: its exit code, its one line on standard error, and a reader who has gone away."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from communique.cli import wording
from communique.errors import CommuniqueError

#: exit codes: all read, some inputs failed, bad usage; and the shell's own for an interruption
DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def complain(message: str) -> None:
    """Print one line on standard error, in red on a terminal; the line holds no control characters of others."""
    typer.secho(f"communique: {wording.clean(message)}", err=True, fg=typer.colors.RED if _coloured() else None)


def refuse(message: str) -> typer.Exit:
    """Complain and return the exit that says "bad usage", to be raised."""
    complain(message)
    return typer.Exit(USAGE)


@contextmanager
def leaving() -> Iterator[None]:
    """Turn the ends that a command does not foresee into an exit code and at most one line, never a traceback.

    A reader who closed the pipe (``| head``) is no failure; an error of communique's own is told as bad usage.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError as gone:
        # what is left in the buffer would otherwise be written, and fail, once more when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from gone
    except KeyboardInterrupt as interruption:
        complain("interrupted")
        raise typer.Exit(INTERRUPTED) from interruption
    except CommuniqueError as error:
        raise refuse(str(error)) from error
    except OSError as error:  # no model is installed, no page can be written
        complain(str(error))
        raise typer.Exit(FAILED) from error


def _coloured() -> bool:
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")
