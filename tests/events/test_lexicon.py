"""The data of deeds, turns and depth hangs together, and bad lines are refused."""

from __future__ import annotations

import pytest

from communique.errors import DictionaryRefused
from communique.events import depth, turns
from communique.events.deeds import WEAPONS
from communique.events.lexicon import lexicon, read
from communique.events.ontology import ontology


def test_every_code_of_the_lexicon_is_a_cameo_code() -> None:
    words, codes = lexicon(), ontology().cameo
    frames = [sense for senses in words.verbs.values() for sense in senses]
    assert all(sense.code in codes for sense in frames if sense.code not in (None, "@"))
    assert all(code in codes for nouns in words.nouns.values() for code in nouns.values() if code)
    assert all(code in codes for special in words.modified.values() for code in special.values())


def test_frames_that_take_the_objects_code_ask_for_nouns_that_have_one() -> None:
    words = lexicon()
    for senses in words.verbs.values():
        for sense in senses:
            if sense.code == "@":
                assert any(code for name in sense.classes for code in words.nouns[name].values()), sense


def test_every_nominal_names_a_verb_of_the_lexicon() -> None:
    words = lexicon()
    assert all(verb in words.verbs for verb in words.nominals.values())


def test_classes_that_the_code_asks_for_exist() -> None:
    assert WEAPONS | {"ATTACK", "EMERGENCY", "CEASEFIRE", "AGREEMENT", "ACCUSATION", "NEGATIVE"} <= set(lexicon().nouns)


def test_every_turn_leads_to_a_cameo_code() -> None:
    codes = ontology().cameo
    for table in turns.turns().values():
        assert all(code == "-" or code in codes for code in table.values())


@pytest.mark.parametrize(
    ("how", "code", "wanted"),
    [
        ("intend", "072", "0332"),
        ("intend", "190", "138"),
        ("refuse", "0841", "1243"),
        ("refuse", "190", None),
        ("demand", "0871", "1056"),
        ("stop", "073", "1623"),
        ("accuse", "194", "1123"),
        ("threaten", "163", "1312"),
    ],
)
def test_turns(how: turns.Turn, code: str, wanted: str | None) -> None:
    assert turns.turn(how, code) == wanted


def test_appeals_mirror_demands() -> None:
    assert turns.appeal("1053") == "0253"
    assert turns.appeal("113") == "113"


def test_depth_words_lead_to_cameo_codes_and_end_in_a_default() -> None:
    codes = ontology().cameo
    text_free = frozenset({"nothing"})
    for kind in ("oppose", "accuse", "criticize", "warn", "support"):
        assert depth.coded_by_words(kind, text_free) in codes
    assert depth.coded_by_words("pledge", text_free) is None
    assert depth.coded_by_words("request", frozenset({"release", "prisoner"})) == "1053"


@pytest.mark.parametrize(
    ("areas", "wanted"),
    [
        (("energy", "trade"), "0311"),
        (("defence",), "0312"),
        (("law_enforcement",), "0313"),
        (("culture",), "030"),
        ((), "030"),
    ],
)
def test_areas_choose_the_field_of_cooperation(areas: tuple[str, ...], wanted: str) -> None:
    assert depth.coded_by_areas("031", areas) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("attack : obj = 190", "before the first section"),
        ("[words]", "no section [words]"),
        ("[verbs]\nattack obj 190", "a frame is written"),
        ("[verbs]\nattack + GHOSTS : obj = 190", "no class of nouns GHOSTS"),
        ("[verbs]\nattack : obj = HIT", "no CAMEO code"),
        ("[nouns]\nFORCE attack=19x", "no CAMEO code"),
        ("[nominals]\narrest", "a nominal is written"),
    ],
)
def test_a_line_that_cannot_stand_is_refused(text: str, words: str) -> None:
    with pytest.raises(DictionaryRefused) as refused:
        read(text, "mine.txt")
    assert words in str(refused.value)


def test_a_turn_or_a_depth_that_cannot_stand_is_refused() -> None:
    with pytest.raises(DictionaryRefused, match="no pair of codes"):
        turns.read("intend | 072>0332", "mine.txt")
    with pytest.raises(DictionaryRefused, match="a line is written"):
        depth.read("pledge | words = 030", "mine.txt")
