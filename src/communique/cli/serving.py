"""``communique serve`` and ``communique user``: the register in the browser, and who may open it there."""

from __future__ import annotations

import getpass
import socket
import sys
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from communique import wording
from communique.cli.keeping import Database
from communique.cli.leaving import complain, leaving, one_of, refuse

if TYPE_CHECKING:
    from communique.desk.service import Desk

#: seconds for which a connection is kept open for the next page: longer than proxies keep theirs, who else write to
#: one that was just closed
KEPT_OPEN = 75
SERVE_EXAMPLES = """\b
Examples:
  communique serve
  communique serve --db archive.db --port 9000
  communique serve --host 0.0.0.0 --name desk.example --https

\b
On this machine alone (the default) nobody needs to sign in. Any other address, and what a proxy leads to (--name,
--https), is served only when there are users:
  communique user add maria --role reviewer
"""
USER_EXAMPLES = """\b
Examples:
  communique user add -h
  communique user list

\b
Roles: a reader looks, a reviewer also corrects and keeps, an admin also sees the users.
"""
ADD_EXAMPLES = """\b
Examples:
  communique user add maria --role reviewer
  COMMUNIQUE_PASSWORD="correct horse battery" communique user add robot --db archive.db
"""
TOKEN_EXAMPLES = """\b
Examples:
  communique user token maria --label "nightly export"
"""
TOKENS_EXAMPLES = """\b
Examples:
  communique user tokens
  communique user tokens maria --db archive.db
"""
REVOKE_EXAMPLES = """\b
Examples:
  communique user tokens
  communique user revoke 3f9a02c7
"""
LIST_EXAMPLES = """\b
Examples:
  communique user list --db archive.db
"""
REMOVE_EXAMPLES = """\b
Examples:
  communique user remove maria
"""
user = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Say who may open the desk.", epilog=USER_EXAMPLES)


def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to bind to.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port to bind to.")] = 8000,
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A name under which browsers reach it; may be repeated.")
    ] = None,
    https: Annotated[bool, typer.Option("--https", help="Browsers reach it by HTTPS, through a proxy.")] = False,
    browser: Annotated[
        bool | None, typer.Option("--browser/--no-browser", help="Open it in the browser; so it does from a terminal.")
    ] = None,
    db: Database = None,
) -> None:
    """Open the register in the browser, and serve its HTTP API."""
    with leaving():
        import uvicorn

        from communique.desk.app import build
        from communique.desk.warming import warm

        desk = _desk(host, tuple(name or ()), https=https, db=db)
        with _listening(host, port) as listener:
            address = f"http://{'localhost' if desk.alone else host}:{listener.getsockname()[1]}/"
            typer.echo(f"The desk is open at {address} (stop it with Ctrl-C)", err=True)
            threading.Thread(target=warm, args=(desk,), daemon=True).start()
            if sys.stdout.isatty() if browser is None else browser:
                threading.Timer(0.5, typer.launch, [address]).start()  # the socket listens already: it will be answered
            config = uvicorn.Config(
                build(desk), log_level="warning", server_header=False, ws="none", timeout_keep_alive=KEPT_OPEN
            )
            uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; exits with what to do where it cannot."""
    listener: socket.socket | None = None
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen(128)
    except OSError as error:
        if listener is not None:
            listener.close()
        reason = error.strerror or str(error)
        raise refuse(f"{host}:{port} cannot be served: {reason}; give another --port or --host") from error
    return listener


def _desk(host: str, names: tuple[str, ...], *, https: bool, db: str | None) -> Desk:
    """Return the desk to serve; exits with what to do where it would be open to others without a lock."""
    from communique.desk.service import Desk, is_loopback
    from communique.desk.users import all_users
    from communique.register.store import Register

    register = Register.open(db)
    if is_loopback(host) and not names and not https:  # behind a proxy it is open to others all the same
        return Desk(
            register=register,
            alone=_own_name(),
            hosts=("localhost", "127.0.0.1", "::1"),
        )
    if not all_users(register.engine):
        register.close()
        reached = ", ".join(names) or host
        raise refuse(
            f"{reached} is open to others and there is no user; make one: communique user add NAME --role admin"
        )
    if not https:
        complain("passwords and sessions travel in the clear: put a proxy with HTTPS before it and give --https")
    return Desk(register=register, alone=None, hosts=names or ("*",), https=https)


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "analyst"


@user.command("add", epilog=ADD_EXAMPLES)
def add_user(
    name: Annotated[str, typer.Argument(metavar="NAME", hidden=True)],
    role: Annotated[str, typer.Option(metavar="ROLE", help="reader, reviewer or admin.")] = "reader",
    password: Annotated[
        str | None, typer.Option(envvar="COMMUNIQUE_PASSWORD", help="Asked for where it is not given.", metavar="WORDS")
    ] = None,
    db: Database = None,
) -> None:
    """Make the user NAME, or change role and password of one."""
    with leaving():
        from communique.desk.users import ROLES, User, put_user
        from communique.register.store import Register

        one_of("--role", role, ROLES)
        given = password or typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        with Register.open(db) as register:
            try:
                put_user(register.engine, User(name, role), given)  # type: ignore[arg-type]
            except ValueError as error:
                raise refuse(f"{name}: {error}") from error
        typer.echo(f"{name} may open the desk as {role}")


@user.command("token", epilog=TOKEN_EXAMPLES)
def token(
    name: Annotated[str, typer.Argument(metavar="NAME", hidden=True)],
    label: Annotated[str, typer.Option(metavar="WORDS", help="What it is for.")] = "a program",
    db: Database = None,
) -> None:
    """Print a new token, with which a program of the user NAME reaches the API."""
    with leaving():
        from communique.desk.users import new_token
        from communique.register.store import Register

        with Register.open(db, must_exist=True) as register:
            try:
                typer.echo(new_token(register.engine, name, label))
            except ValueError as error:
                raise refuse(str(error)) from error


@user.command("tokens", epilog=TOKENS_EXAMPLES)
def tokens(
    name: Annotated[str | None, typer.Argument(metavar="NAME", hidden=True)] = None,
    db: Database = None,
) -> None:
    """List the tokens of all users, or of NAME: id, user, made, last used (UTC), what for."""
    with leaving():
        from communique.desk.users import all_tokens, all_users
        from communique.register.store import Register

        with Register.open(db, must_exist=True) as register:
            if name is not None and all(each.name != name for each in all_users(register.engine)):
                raise refuse(f"there is no user {name!r}")
            found = tuple(each for each in all_tokens(register.engine) if name in (None, each.user))
        wide = max((len(each.user) for each in found), default=0)
        for each in found:
            used = f"used {_minute(each.used)}" if each.used else "never used"
            made = f"made {_minute(each.made)}"
            typer.echo(f"{each.id}  {each.user:{wide}}  {made}  {used:21}  {wording.clean(each.label)}")
        if not found:
            typer.echo("There are no tokens; `communique user token NAME` makes one", err=True)


@user.command("revoke", epilog=REVOKE_EXAMPLES)
def revoke(id: Annotated[str, typer.Argument(metavar="ID", hidden=True)], db: Database = None) -> None:
    """Revoke the token ID, and no other; `communique user tokens` lists them."""
    with leaving():
        from communique.desk.users import revoke_token
        from communique.register.store import Register

        with Register.open(db, must_exist=True) as register:
            gone = revoke_token(register.engine, id)
            if gone is None:
                raise refuse(f"there is no token {id!r}")
        typer.echo(wording.clean(f"{gone.id} of {gone.user} ({gone.label}) is revoked"))


def _minute(time: str) -> str:
    return time[:16].replace("T", " ")


@user.command("list", epilog=LIST_EXAMPLES)
def list_users(db: Database = None) -> None:
    """List the users with their roles."""
    with leaving():
        from communique.desk.users import all_users
        from communique.register.store import Register

        with Register.open(db, must_exist=True) as register:
            found = all_users(register.engine)
        for each in found:
            typer.echo(f"{each.role:10}{each.name}")
        if not found:
            typer.echo("There are no users; `communique user add NAME` makes one", err=True)


@user.command("remove", epilog=REMOVE_EXAMPLES)
def remove(name: Annotated[str, typer.Argument(metavar="NAME", hidden=True)], db: Database = None) -> None:
    """Remove the user NAME with all tokens; what the user decided stays."""
    with leaving():
        from communique.desk.users import remove_user
        from communique.register.store import Register

        with Register.open(db, must_exist=True) as register:
            if not remove_user(register.engine, name):
                raise refuse(f"there is no user {name!r}")
        typer.echo(f"{name} is removed")
