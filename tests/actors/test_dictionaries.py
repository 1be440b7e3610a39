"""User dictionaries: our own format and PETRARCH's, what they add, and how they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.actors.gazetteer import Gazetteer, load
from communique.actors.resolve import actor
from communique.errors import DictionaryRefused

ACTORS = """# a small world
<!-- more
 comments -->
NORLAND_ [NOR]  # overrides Norway's code
+NORLANDIAN
+NORTH_COAST

QUEEN_OLGA  [NOR]
\t[NORGOV 20100101-20191231]  # in office
\t[NORELI >20191231]
LAKE_PIRATES [NORREB]
THE_LEAGUE [IGOLEA]
GREY MARSHES [---]
"""
AGENTS = """!PERSON! = MAN, WOMAN
FERRY!PERSON! [~BUS]
LAKE_WARDEN [~COP]
GOOSE_GIRL {GOOSE_GIRLS} [~AGR]
RIGHTS_CIRCLE {} [NGO~]
"""
VERBS = """&LAKES
+LAKE
+POND

--- FERRY [040] ---
FERRY
+SHIP
- * ACROSS &LAKES [042]
"""
OWN = """
[[actor]]
names = ["Lake Basin Authority", "LBA"]
country = "KEN"
sector = "GOV"
since = "2015"

[[person]]
names = ["Jane Achieng"]
offices = [{ office = "Minister of Water", country = "KEN", sector = "GOV", since = "2022-10", until = "2024-01" }]

[[role]]
names = ["water bailiff", "water bailiffs"]
sector = "COP"
"""


@pytest.fixture
def small_world(tmp_path: Path) -> Gazetteer:
    files = {"a.actors": ACTORS, "a.agents": AGENTS, "a.verbs": VERBS}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load(actors=[tmp_path / "a.actors"], agents=[str(tmp_path / "a.agents")], verbs=[tmp_path / "a.verbs"])


def own(tmp_path: Path, text: str) -> Gazetteer:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return load(actors=[path])


def test_petrarch_actors_carry_their_codes(small_world: Gazetteer) -> None:
    found = actor("Lake Pirates", "2020-01-01", small_world)
    assert (found.country, found.code, found.sector) == ("NOR", "NORREB", "REB")
    assert actor("Norland", "2020-01-01", small_world).country == "NOR"
    assert actor("The League", "2020-01-01", small_world).sector == "IGO"


def test_petrarch_codes_hold_between_their_dates(small_world: Gazetteer) -> None:
    codes = [actor("Queen Olga", day, small_world).code for day in ("2005-01-01", "2015-01-01", "2022-01-01")]
    assert codes == [None, "NORGOV", "NORELI"]


def test_a_synonym_that_is_an_adjective_composes(small_world: Gazetteer) -> None:
    found = actor("Norlandian lake wardens", "2020-01-01", small_world)
    assert (found.country, found.sector) == ("NOR", "COP")


def test_a_null_code_is_no_actor(small_world: Gazetteer) -> None:
    found = actor("Grey Marshes", "2020-01-01", small_world)
    assert (found.country, found.code, found.sector) == (None, None, None)


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("ferrywoman", "BUS"),
        ("lake warden", "COP"),
        ("lake wardens", "COP"),
        ("goose girls", "AGR"),
        ("rights circle", "NGO"),
    ],
)
def test_petrarch_agents_are_roles(small_world: Gazetteer, noun: str, sector: str) -> None:
    assert actor(noun, "2020-01-01", small_world).sector == sector


def test_petrarch_verbs_are_kept_as_patterns(small_world: Gazetteer) -> None:
    assert [(v.verbs, v.words, v.code) for v in small_world.verbs] == [
        (("FERRY",), "", "040"),
        (("SHIP",), "", "040"),
        (("FERRY", "SHIP"), "* ACROSS (LAKE|POND)", "042"),
    ]


def test_what_is_not_overridden_stays(small_world: Gazetteer) -> None:
    assert actor("Angola", "2020-01-01", small_world).country == "AGO"


def test_the_builtin_gazetteer_is_untouched(small_world: Gazetteer) -> None:
    assert small_world is not load()
    assert actor("Lake Pirates", "2020-01-01", load()).code is None


def test_our_own_format(tmp_path: Path) -> None:
    gazetteer = own(tmp_path, OWN)
    assert actor("LBA", "2020-01-01", gazetteer).name == "Lake Basin Authority"
    assert actor("Jane Achieng", "2023-01-01", gazetteer).office == "Minister of Water"
    assert actor("Jane Achieng", "2025-01-01", gazetteer).sector == "ELI"
    assert actor("Kenyan water bailiffs", "2023-01-01", gazetteer).sector == "COP"


def test_an_own_entry_overrides_the_builtin_one(tmp_path: Path) -> None:
    gazetteer = own(tmp_path, '[[actor]]\nnames = ["Reuters"]\ncountry = "GBR"\nsector = "BUS"\n')
    assert actor("Reuters", None, gazetteer).sector == "BUS"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[[actor]\n", 1, "TOML"),
        ('[[actor]]\nname = "X"\n', 1, "'name' is unknown"),
        ("[[actor]]\n", 1, "needs names"),
        ('\n[[actor]]\nnames = ["X"]\ncountry = "Kenya"\n', 2, "country = 'Kenya'"),
        ('[[actor]]\nnames = ["X"]\nsector = "government"\n', 1, "sector = 'government'"),
        ('[[actor]]\nnames = ["X"]\nsince = "2020"\nuntil = "2010"\n', 1, "later than"),
        ('[[actor]]\nnames = ["X"]\nkind = "person"\n', 1, "no kind"),
        ('[[hero]]\nnames = ["X"]\n', 0, "[[hero]] is unknown"),
        ('[[person]]\nnames = ["X Y"]\noffices = [{ job = "King" }]\n', 1, "'job' is unknown"),
    ],
)
def test_mistakes_in_our_own_format_are_refused(tmp_path: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(DictionaryRefused) as refused:
        own(tmp_path, text)
    assert refused.value.line == line
    assert reason in refused.value.reason


def test_a_bad_line_among_many_good_ones_is_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.actors"
    path.write_text("".join(f"NAME_{n} [NOR]\n" for n in range(40)) + "BROKEN [NOR\n", encoding="utf-8")
    gazetteer = load(actors=[path])
    assert [(r.line, "bracket" in r.reason) for r in gazetteer.skipped] == [(41, True)]


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.actors", "this is\nno dictionary\n"), ("a.agents", "nor is\nthis\n"), ("a.actors", "+SYNONYM [X]\n")],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DictionaryRefused, match=r"a\.\w+:1"):
        load(actors=[path] if name.endswith("actors") else [], agents=[path] if name.endswith("agents") else [])


def test_a_missing_and_a_binary_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DictionaryRefused, match="cannot be read"):
        load(actors=[tmp_path / "none.actors"])
    with pytest.raises(DictionaryRefused, match="cannot be read"):
        load(actors=[tmp_path / "none.toml"])
    (tmp_path / "b.actors").write_bytes(b"\0\1\2")
    with pytest.raises(DictionaryRefused, match="not a text"):
        load(actors=[tmp_path / "b.actors"])
