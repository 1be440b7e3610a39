"""Who may open the desk: users with a role, a password (argon2id) or tokens, and the browsers that signed in.

Of a key, only the SHA-256 is kept: it has 256 random bits of its own, so there is nothing to guess.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, delete, insert, select, update

from communique.errors import InputRefused
from communique.register.database import reading, writing
from communique.register.tables import keys, users

Role = Literal["reader", "reviewer", "admin"]
#: in the order of what they may: each may all that those before it may
ROLES: tuple[Role, ...] = get_args(Role)
#: how long a browser stays signed in
SESSION = timedelta(hours=12)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1024
#: how exactly the last use of a token is kept: noting every request would make each of them wait for its turn to write
USE = timedelta(hours=1)
#: characters of a key's digest that name it; they tell nothing of the key, which has 256 random bits
_NAMED_BY = 8
_hasher = PasswordHasher()


@dataclass(frozen=True, slots=True)
class User:
    """A user by name."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Return whether the user may do what a role is for."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token without its key: what names it, whose it is, what for, when it was made and last used (UTC)."""

    id: str
    user: str
    label: str
    made: str
    used: str | None


def put_user(engine: Engine, user: User, password: str | None) -> None:
    """Make a user, or change role and password of one; all of the user's browsers are signed out.

    Raises ValueError for a role, name or password that cannot be.
    """
    if user.role not in ROLES:
        raise ValueError(f"{user.role!r} is none of {', '.join(ROLES)}")
    if not 1 <= len(user.name.strip()) <= 80 or not user.name.isprintable():
        raise ValueError("a name has 1 to 80 characters, none of them a control character")
    if password is not None and not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ValueError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    kept = None if password is None else _hasher.hash(password)
    with writing(engine) as connection:
        there = connection.execute(select(users.c.name).where(users.c.name == user.name)).first()
        if there is None:
            row = {"name": user.name, "role": user.role, "password": kept, "made": _now()}
            connection.execute(insert(users).values(row))
        else:
            changed = {"role": user.role} | ({"password": kept} if kept else {})
            connection.execute(update(users).where(users.c.name == user.name).values(changed))
            connection.execute(delete(keys).where(keys.c.user == user.name, keys.c.kind == "session"))


def remove_user(engine: Engine, name: str) -> bool:
    """Remove a user with all keys, and return whether there was one; what the user decided stays."""
    with writing(engine) as connection:
        return bool(connection.execute(delete(users).where(users.c.name == name)).rowcount)


def all_users(engine: Engine) -> tuple[User, ...]:
    """Return every user, by name."""
    with reading(engine) as connection:
        found = connection.execute(select(users.c.name, users.c.role).order_by(users.c.name))
        return tuple(User(row.name, row.role) for row in found)


def sign_in(engine: Engine, name: str, password: str) -> str | None:
    """Return the key of a new session, or None where there is no such user or it is not the user's password."""
    with reading(engine) as connection:
        row = connection.execute(select(users.c.password).where(users.c.name == name)).first()
    kept = None if row is None else row.password
    if not _right(kept, password[:LONGEST_PASSWORD]):
        return None
    return _new_key(engine, name, "session", "a browser", _at(datetime.now(UTC) + SESSION))


def _right(kept: str | None, password: str) -> bool:
    """Return whether a password is the one kept; it takes as long where there is none, and so tells nobody."""
    try:
        return _hasher.verify(kept or _nobody(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache  # made anew each time, it would take twice as long as a wrong password
def _nobody() -> str:
    return _hasher.hash(secrets.token_hex())


def new_token(engine: Engine, name: str, label: str) -> str:
    """Return a new token of a user, which is shown this once; raises ValueError where there is no such user."""
    if all(user.name != name for user in all_users(engine)):
        raise ValueError(f"there is no user {name!r}")
    return _new_key(engine, name, "token", label, None)


def all_tokens(engine: Engine) -> tuple[Token, ...]:
    """Return every token, by user and then by when it was made."""
    columns = (keys.c.digest, keys.c.user, keys.c.label, keys.c.made, keys.c.used)
    query = select(*columns).where(keys.c.kind == "token").order_by(keys.c.user, keys.c.made, keys.c.digest)
    with reading(engine) as connection:
        return tuple(
            Token(id=row.digest[:_NAMED_BY], user=row.user, label=row.label, made=row.made, used=row.used)
            for row in connection.execute(query)
        )


def revoke_token(engine: Engine, id: str) -> Token | None:
    """Revoke a token and return what it was; None where there is none of this id. The user's others stay."""
    found = next((each for each in all_tokens(engine) if each.id == id), None)
    if found is not None:
        with writing(engine) as connection:
            named = keys.c.digest.startswith(found.id, autoescape=True)
            connection.execute(delete(keys).where(named, keys.c.kind == "token"))
    return found


def user_of(engine: Engine, key: str) -> User | None:
    """Return whose session or token a key is; None where it is nobody's, or no longer. The use of a token is noted."""
    query = (
        select(users.c.name, users.c.role, keys.c.kind, keys.c.expires, keys.c.used)
        .join(keys, keys.c.user == users.c.name)
        .where(keys.c.digest == _digest(key))
    )
    with reading(engine) as connection:
        row = connection.execute(query).first()
    if row is None or (row.expires is not None and row.expires < _now()):
        return None
    if row.kind == "token" and (row.used is None or row.used < _at(datetime.now(UTC) - USE)):
        _note_use(engine, key)
    return User(row.name, row.role)


def _note_use(engine: Engine, key: str) -> None:
    # a register that cannot be written to can still be looked at
    with suppress(InputRefused), writing(engine) as connection:
        connection.execute(update(keys).where(keys.c.digest == _digest(key)).values(used=_now()))


def forget_key(engine: Engine, key: str) -> None:
    """End a session, or revoke a token."""
    with writing(engine) as connection:
        connection.execute(delete(keys).where(keys.c.digest == _digest(key)))


def _new_key(engine: Engine, name: str, kind: str, label: str, expires: str | None) -> str:
    key = secrets.token_urlsafe(32)
    row = {"digest": _digest(key), "user": name, "kind": kind, "label": label, "made": _now(), "expires": expires}
    with writing(engine) as connection:
        connection.execute(delete(keys).where(keys.c.expires < _now()))
        connection.execute(insert(keys).values(row))
    return key


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _now() -> str:
    return _at(datetime.now(UTC))


def _at(time: datetime) -> str:
    return time.isoformat(timespec="seconds")
