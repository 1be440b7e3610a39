"""How a command ends: its exit code, its one line on standard error, and a reader who has gone away."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches

import typer

from communique import wording
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


def one_of(option: str, value: str | None, allowed: Iterable[str]) -> str | None:
    """Return the value where it is allowed; another is bad usage, told with the nearest one."""
    names = tuple(allowed)
    if value is None or value in names:
        return value
    near = get_close_matches(value, names, n=1, cutoff=0.75)
    hint = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(names)}"
    raise refuse(f"{option} {value}: there is none of that name; {hint}")


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
