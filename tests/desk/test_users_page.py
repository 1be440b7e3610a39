"""The page on which an admin looks after the users of a desk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from desk_browser import Browser
from sqlalchemy import event

from communique.desk.users import Role, User, all_tokens, all_users, new_token, put_user, sign_in, user_of
from communique.register.store import Register

PASSWORD = "a long enough password"
USERS: tuple[tuple[str, Role], ...] = (("lea", "admin"), ("ana", "reviewer"), ("rita", "reader"))


@pytest.fixture
def enter(register: Register, opened: Callable[[], Browser]) -> Callable[[str], Browser]:
    """Return what signs a user in, in a browser of its own."""
    for name, role in USERS:
        put_user(register.engine, User(name, role), PASSWORD)

    def signed_in(name: str) -> Browser:
        client = opened()
        assert client.submit("/sign-in", name=name, password=PASSWORD).url.path == "/"
        return client

    return signed_in


def test_an_admin_adds_a_user_who_then_signs_in(
    register: Register, enter: Callable[[str], Browser], opened: Callable[[], Browser]
) -> None:
    admin = enter("lea")
    assert 'href="/users"' in admin.get("/").text
    shown = admin.submit("/users", name="ivo", role="reviewer", password="another long password")
    assert "<h2>ivo <small>reviewer</small></h2>" in shown.text
    ivo = opened()
    ivo.submit("/sign-in", name="ivo", password="another long password")
    assert ivo.get("/review").status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "ana"}, "a user ana already"),
        ({"name": " "}, "1 to 80 characters"),
        ({"name": "ivo", "password": "short"}, "12 to 1024"),
    ],
)
def test_a_user_that_cannot_be_is_refused(
    enter: Callable[[str], Browser], register: Register, fields: dict[str, str], said: str
) -> None:
    answer = enter("lea").submit("/users", **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert len(all_users(register.engine)) == len(USERS)


def test_an_admin_changes_a_role_and_the_user_signs_in_again(
    register: Register, enter: Callable[[str], Browser]
) -> None:
    rita = enter("rita")
    enter("lea").submit("/users/role", name="rita", role="reviewer")
    assert User("rita", "reviewer") in all_users(register.engine)
    assert rita.get("/").url.path == "/sign-in"
    assert enter("rita").get("/review").status_code == 200


def test_a_token_is_shown_once(register: Register, enter: Callable[[str], Browser]) -> None:
    admin = enter("lea")
    shown = admin.submit("/users/token", name="ana", label="nightly export")
    (token,) = re.findall(r"<code>([\w-]{43})</code>", shown.text)
    assert shown.headers["cache-control"] == "no-store"
    assert user_of(register.engine, token) == User("ana", "reviewer")
    assert token not in admin.get("/users").text
    assert admin.submit("/users/token", name="nobody").status_code == 404


def test_one_token_is_revoked_and_the_others_stay(
    register: Register, enter: Callable[[str], Browser], opened: Callable[[], Browser]
) -> None:
    gone, kept = (new_token(register.engine, "ana", label) for label in ("old laptop", "nightly export"))
    for key in (gone, kept):
        assert opened().get("/api/v1/events", headers={"authorization": f"Bearer {key}"}).status_code == 200
    admin = enter("lea")
    shown = admin.get("/users").text
    assert "old laptop" in shown
    assert "never used" not in shown
    (id,) = (each.id for each in all_tokens(register.engine) if each.label == "old laptop")
    assert admin.submit("/users/revoke", id=id).url.path == "/users"
    assert opened().get("/api/v1/events", headers={"authorization": f"Bearer {gone}"}).status_code == 401
    assert opened().get("/api/v1/events", headers={"authorization": f"Bearer {kept}"}).status_code == 200
    assert admin.submit("/users/revoke", id=id).status_code == 404


def test_the_use_of_a_token_is_kept_to_the_hour(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    put_user(register.engine, User("ana", "reader"), PASSWORD)
    key = new_token(register.engine, "ana", "export")
    session = sign_in(register.engine, "ana", PASSWORD)
    assert session is not None
    assert [(each.label, each.used) for each in all_tokens(register.engine)] == [("export", None)]
    user_of(register.engine, key)
    (token,) = all_tokens(register.engine)
    assert token.used is not None
    assert token.used >= token.made
    monkeypatch.setattr("communique.desk.users.writing", None)  # within the hour, nothing is written
    user_of(register.engine, key)
    user_of(register.engine, session)


def test_a_token_opens_a_register_that_cannot_be_written_to(register: Register) -> None:
    put_user(register.engine, User("ana", "reader"), PASSWORD)
    key = new_token(register.engine, "ana", "export")
    event.listen(register.engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only = ON"))
    register.engine.dispose()  # the connections that are made from now on cannot write
    assert user_of(register.engine, key) == User("ana", "reader")


def test_a_password_is_replaced(enter: Callable[[str], Browser], opened: Callable[[], Browser]) -> None:
    ana = enter("ana")
    admin = enter("lea")
    assert admin.submit("/users/password", name="ana", password="short").status_code == 422
    admin.submit("/users/password", name="ana", password="one more long password")
    assert ana.get("/").url.path == "/sign-in"
    again = opened()
    assert again.submit("/sign-in", name="ana", password=PASSWORD).status_code == 403
    assert again.submit("/sign-in", name="ana", password="one more long password").url.path == "/"


def test_a_user_is_removed_with_every_key(register: Register, enter: Callable[[str], Browser]) -> None:
    token = new_token(register.engine, "ana", "export")
    ana = enter("ana")
    enter("lea").submit("/users/remove", name="ana")
    assert user_of(register.engine, token) is None
    assert ana.get("/").url.path == "/sign-in"
    assert [each.name for each in all_users(register.engine)] == ["lea", "rita"]


def test_admins_do_not_lock_themselves_out(register: Register, enter: Callable[[str], Browser]) -> None:
    admin = enter("lea")
    assert admin.submit("/users/role", name="lea", role="reader").status_code == 409
    assert admin.submit("/users/remove", name="lea").status_code == 409
    assert User("lea", "admin") in all_users(register.engine)


@pytest.mark.parametrize("name", ["ana", "rita"])
def test_nobody_else_sees_or_changes_users(register: Register, enter: Callable[[str], Browser], name: str) -> None:
    client = enter(name)
    new_token(register.engine, "lea", "export")
    assert 'href="/users"' not in client.get("/").text
    assert client.get("/users").status_code == 403
    for path, fields in (
        ("/users", {"name": "eve", "role": "admin"}),
        ("/users/role", {"name": name, "role": "admin"}),
        ("/users/token", {"name": "lea"}),
        ("/users/password", {"name": "lea", "password": PASSWORD}),
        ("/users/revoke", {"id": all_tokens(register.engine)[0].id}),
        ("/users/remove", {"name": "lea"}),
    ):
        assert client.submit(path, **fields).status_code == 403
    assert len(all_tokens(register.engine)) == 1
    assert all_users(register.engine) == tuple(sorted((User(*each) for each in USERS), key=lambda each: each.name))


def test_a_name_never_becomes_markup(register: Register, enter: Callable[[str], Browser]) -> None:
    admin = enter("lea")
    admin.submit("/users", name="<b onclick=alert(1)>", role="reader")
    assert "<b onclick" not in admin.get("/users").text


def test_a_desk_of_one_user_has_no_users(browser: Browser) -> None:
    assert browser.get("/users").status_code == 404
    assert browser.submit("/users", name="eve").status_code == 404
    assert 'href="/users"' not in browser.get("/").text
