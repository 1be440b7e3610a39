"""The ontology's tables, user files laid over them, and what is said about a file that cannot stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import DictionaryRefused
from communique.events.codebook import codebook
from communique.events.codebook import read as read_codebook
from communique.events.ontology import load, ontology
from communique.record import AREAS


def test_the_sixteen_types_and_their_quads() -> None:
    codes = ontology()
    assert len(codes.types) == 16
    assert [codes.quad(t) for t in ("CONSULT", "AID", "REJECT", "ASSAULT")] == [1, 2, 3, 4]


def test_cameo_codes_tell_type_mode_context_and_goldstein() -> None:
    entry = ontology().code("0354")
    assert (entry.type, entry.goldstein, entry.contexts) == ("AGREE", 7.0, ("economic",))
    assert ontology().code("044").mode == "third-party"
    assert ontology().code("163").type == "COERCE"
    assert ontology().code("010").type is None


def test_a_code_that_is_too_deep_falls_back_on_the_broader_one() -> None:
    assert ontology().code("0439").code == "043"
    with pytest.raises(KeyError):
        ontology().code("99")


def test_every_area_has_contexts() -> None:
    assert set(ontology().areas) == set(AREAS)
    assert all(ontology().areas.values())


def test_contexts_of_code_and_areas_come_once_and_in_order() -> None:
    assert ontology().contexts_of(("trade", "energy"), "0311") == ("economic", "resource")


def test_every_code_is_explained_by_a_definition_and_an_example_of_its_own() -> None:
    entries = codebook()
    codes = ontology()
    explained = {entry.code for entry in entries}
    assert set(codes.cameo) | set(codes.types) | set(codes.contexts) <= explained
    modes = {f"{c.type} {c.mode}" for c in codes.cameo.values() if c.mode}
    assert modes <= explained
    examples = [entry.example for entry in entries]
    assert len(set(examples)) == len(examples)


def test_a_user_file_renames_adds_and_remaps(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text(
        "[types]\nBROKER | 1 | Broker  # a type of our own\n[contexts]\nfishing | Fisheries\n"
        "[areas]\ntrade | economic, fishing\n[cameo]\n045 | BROKER | 5.0 | | fishing | Mediate at sea\n",
        encoding="utf-8",
    )
    codes = load(mine)
    assert codes.code("045").name == "Mediate at sea"
    assert codes.quad("BROKER") == 1
    assert codes.areas["trade"] == ("economic", "fishing")
    assert codes.code("046").type == "CONSULT"  # all else stays
    assert ontology().code("045").type == "CONSULT"  # and the built-in one is untouched


def test_types_and_contexts_get_other_names_wherever_they_stand(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text(
        "[types]\nYIELD | 2 | Yield\n[renamed]\nCONCEDE | YIELD\nRETREAT | YIELD\nPROTEST | RALLY\neconomic | money\n",
        encoding="utf-8",
    )
    codes = load(mine)
    assert {codes.code(c).type for c in ("080", "085", "0872")} == {"YIELD"}
    assert (codes.code("141").type, codes.quad("RALLY")) == ("RALLY", 4)
    assert codes.contexts_of(("trade",), "0311") == ("money",)
    assert not {"CONCEDE", "RETREAT", "PROTEST"} & set(codes.types)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("045 | CONSULT | 5.0 | | | Mediate", 1, "before the first section"),
        ("[codes]", 1, "no section [codes]"),
        ("[cameo]\n045 | CONSULT | 5.0 | Mediate", 2, "4 columns"),
        ("[cameo]\n4x | CONSULT | 5.0 | | | Mediate", 2, "two to four digits"),
        ("[cameo]\n045 | CHAT | 5.0 | | | Mediate", 2, "type 'CHAT'"),
        ("[cameo]\n\n045 | CONSULT | high | | | Mediate", 3, "Goldstein score 'high'"),
        ("[cameo]\n045 | CONSULT | 12 | | | Mediate", 2, "from -10 to 10"),
        ("[cameo]\n045 | CONSULT | 5.0 | | sailing | Mediate", 2, "context 'sailing'"),
        ("[types]\nCHAT | 5 | Chat", 2, "quad code '5'"),
        ("[areas]\nfish | economic", 2, "area 'fish'"),
        ("[renamed]\nCHAT | TALK", 2, "'CHAT' is no type and no context"),
        ("[renamed]\nPROTEST | loud", 2, "capital letters only"),
    ],
)
def test_a_file_that_cannot_stand_is_refused_with_line_and_reason(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(DictionaryRefused) as refused:
        load(mine)
    assert refused.value.line == line
    assert words in str(refused.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DictionaryRefused, match="cannot be read"):
        load(tmp_path / "absent.txt")
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00[types]")
    with pytest.raises(DictionaryRefused, match="not UTF-8"):
        load(tmp_path / "binary.txt")


def test_a_codebook_entry_of_no_known_code_is_refused() -> None:
    with pytest.raises(DictionaryRefused, match="no cameo '999'"):
        read_codebook("[cameo]\n999 | Does nothing. | Nobody did anything.\n", "mine.txt", ontology())
