"""The conditions that commands share which ask a register: their options, and the question that these ask."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from communique.cli.leaving import one_of, refuse

if TYPE_CHECKING:
    from communique.register.queries import Ask


def _acts(begun: str) -> list[str]:
    from communique.record import ACTS

    return [each for each in ACTS if each.startswith(begun.lower())]


def _areas(begun: str) -> list[str]:
    from communique.record import AREAS

    return [each for each in AREAS if each.startswith(begun.lower())]


def _types(begun: str) -> list[str]:
    from communique.events.ontology import ontology

    # as they are being typed: a shell offers nothing that begins in another case
    return [each.lower() if begun.islower() else each for each in ontology().types if each.startswith(begun.upper())]


Country = Annotated[str | None, typer.Option(metavar="COUNTRY", help="This country, by name or ISO code, takes part.")]
Dyad = Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Between these two countries.")]
Actor = Annotated[str | None, typer.Option(metavar="NAME", help="Somebody of this name, or part of one, takes part.")]
Act = Annotated[str | None, typer.Option(metavar="ACT", help="With this act.", autocompletion=_acts)]
Area = Annotated[str | None, typer.Option(metavar="AREA", help="In this area of cooperation.", autocompletion=_areas)]
EventType = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="With this PLOVER event type.", autocompletion=_types)
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="On or after this day.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="On or before this day.")]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.")]
Every = Annotated[bool, typer.Option("--all", help="Near duplicates too.")]
_OPTIONS: dict[str, Any] = {
    "country": Country,
    "dyad": Dyad,
    "actor": Actor,
    "act": Act,
    "area": Area,
    "event_type": EventType,
    "since": Since,
    "until": Until,
    "limit": Limit,
    "every": Every,
}
#: what narrows a question down; and how long the answer is, too
NARROWING = tuple(_OPTIONS)[:-2]
LISTING = tuple(_OPTIONS)
#: the conditions as they were given, by name
Given = dict[str, Any]


def conditioned(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what gives a command the options of these conditions, where its parameter ``given`` stands.

    Typer reads the options of a command from its signature: this writes them there, and hands them on as one value.
    """

    def made(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def asking(**values: Any) -> None:
            command(given={name: values.pop(name) for name in names}, **values)

        shared = [(name, False if name == "every" else None) for name in names]
        hints = get_type_hints(command, include_extras=True) | _OPTIONS
        parameters = []
        for parameter in inspect.signature(command).parameters.values():
            own = ((parameter.name, parameter.default),)
            parameters += [
                inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
                for name, default in (shared if parameter.name == "given" else own)
            ]
        asking.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        asking.__annotations__ = {each.name: each.annotation for each in parameters}
        return asking

    return made


def asked(given: Given) -> Ask:
    """Return what the options ask for; raises the exit of bad usage, told with the nearest choice."""
    from communique.events.ontology import ontology
    from communique.record import ACTS, AREAS
    from communique.register.queries import Ask

    known = {name: given[name] for name in inspect.signature(Ask).parameters if name in given}
    known["act"] = one_of("--act", known.get("act"), ACTS)
    known["area"] = one_of("--area", known.get("area"), AREAS)
    if known.get("event_type"):
        known["event_type"] = one_of("--type", known["event_type"].upper(), ontology().types)

    if known.get("country"):
        known["country"] = country("--country", known["country"])
    if known.get("dyad"):
        known["dyad"] = tuple(country("--dyad", each) for each in known["dyad"])
    known |= {name: day(name, known.get(name)) for name in ("since", "until")}
    return Ask(**known)


def country(option: str, named: str) -> str:
    """Return the ISO alpha-3 code of a country that an option names, by it or by name; raises the exit of bad usage."""
    from communique.analysis import conditions

    try:
        return conditions.country(option, named)
    except ValueError as error:
        hint = "give its name, or its ISO 3166-1 alpha-3 code, such as CHN"
        raise refuse(f"{option} {named}: there is no such country; {hint}") from error


def day(option: str, value: str | None) -> str | None:
    """Return the day that an option names, where it does; raises the exit of bad usage where it is none."""
    from communique.analysis import conditions

    if not value:
        return None
    try:
        return conditions.day(option, value)
    except ValueError as error:
        raise refuse(f"--{error}") from error
