"""The relation classifier: its shape, its steadiness, and sentences that leave no doubt."""

from __future__ import annotations

import hashlib
import json
import re
from importlib import resources
from pathlib import Path

import pytest

from communique.events.relation import relation
from communique.record import Relation

CLASSES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

#: sentences of our own that no training read
OWN = Path(__file__).parents[2] / "training" / "relation" / "sentences.txt"

PLAIN = (
    ("AGREE", "[Norway] promised to help [Malawi] repair its dams."),
    ("AGREE", "[The junta] said it would free [the two reporters] next week."),
    ("CONSULT", "[The Danish prime minister] held talks with [her Ghanaian counterpart] in Accra."),
    ("CONSULT", "[Peru's president] paid a two-day visit to [Chile]."),
    ("SUPPORT", "[The archbishop] praised [the peacekeepers] for their patience."),
    ("SUPPORT", "[Chile] and [Vietnam] signed a free trade agreement."),
    ("COOPERATE", "[Indian] and [Sri Lankan] warships began a joint naval exercise off Colombo."),
    ("AID", "[Canada] donated 40 ambulances to [Senegal]."),
    ("AID", "[Sweden] granted political asylum to [a dissident poet]."),
    ("YIELD", "[The rebels] released [three kidnapped engineers]."),
    ("YIELD", "[Ethiopia] withdrew its troops from [the border town]."),
    ("REQUEST", "[The bishops] urged [the government] to reopen the schools."),
    ("REQUEST", "[Latvia] asked [NATO] for more aircraft."),
    ("ACCUSE", "[Bolivia] accused [Chile] of stealing its water."),
    ("ACCUSE", "[A rights group] condemned [the militia] for the killing of farmers."),
    ("REJECT", "[The union] turned down an offer from [the shipping company]."),
    ("REJECT", "[Hungary] refused to extradite the banker to [Croatia]."),
    ("THREATEN", "[The general] threatened to bomb [the island] if the blockade went on."),
    ("THREATEN", "[The union] gave [the minister] an ultimatum to raise wages."),
    ("PROTEST", "Thousands of [students] marched against [the education ministry] in Lima."),
    ("PROTEST", "[Dockers] went on strike against [the port authority] over pay."),
    ("SANCTION", "[Spain] recalled its ambassador from [Nicaragua]."),
    ("SANCTION", "[Belgium] suspended aid to [Burundi] over the massacre."),
    ("MOBILIZE", "[Kenya] put its troops on high alert along the border with [Somalia]."),
    ("COERCE", "[Police] arrested [an opposition leader] in Kampala."),
    ("COERCE", "[The European Union] imposed an arms embargo on [Belarus]."),
    ("ASSAULT", "[Gunmen] killed [nine policemen] in an ambush."),
    ("ASSAULT", "[Warplanes] bombed [a market] in the north."),
)


def read(marked: str) -> Relation:
    """Return the reading of a sentence whose source and target stand in square brackets, in this order."""
    spans, plain = [], ""
    for part in marked.replace("]", "[").split("["):
        spans.append((len(plain), len(plain) + len(part)))
        plain += part
    return relation(plain, source=spans[1], target=spans[3])


def read_own(marked: str) -> Relation:
    """Return the reading of a sentence with {the source} and [the target] in either order."""
    plain = re.sub(r"[{}\[\]]", "", marked)
    ends = [len(re.sub(r"[{}\[\]]", "", marked[: marked.index(bracket)])) for bracket in "{}[]"]
    return relation(plain, source=(ends[0], ends[1]), target=(ends[2], ends[3]))


@pytest.mark.parametrize(("expected", "marked"), PLAIN)
def test_plain_sentences_are_read_as_what_they_say(expected: str, marked: str) -> None:
    assert read(marked).event_type == expected


def test_sentences_that_it_never_read_are_mostly_read_right() -> None:
    """The floor lies below the measured 0.874, so that a model that replaces this one is seen to be worse."""
    lines = OWN.read_text(encoding="utf-8").splitlines()
    marked = [line.split(" ", 1) for line in lines if not line.startswith("#")]
    right = sum(read_own(text).event_type == label for label, text in marked)
    assert len(marked) > 600
    assert right / len(marked) > 0.86


def test_every_class_has_a_score_and_they_add_up() -> None:
    result = read("[Bolivia] accused [Chile] of stealing its water.")
    assert sorted(name for name, _ in result.scores) == sorted(CLASSES)
    assert sum(chance for _, chance in result.scores) == pytest.approx(1, abs=0.002)
    assert result.scores[0] == (result.event_type, result.confidence)
    assert [chance for _, chance in result.scores] == sorted((c for _, c in result.scores), reverse=True)
    assert result.quad_code == 3


def test_the_direction_of_a_deed_matters() -> None:
    sentence = "Police arrested protesters who had thrown stones at the embassy."
    assert relation(sentence, source=(0, 6), target=(16, 26)).event_type == "COERCE"
    assert relation(sentence, source=(16, 26), target=(55, 63)).event_type != "COERCE"


@pytest.mark.parametrize("missing", ["source", "target", "both"])
def test_a_party_may_be_missing(missing: str) -> None:
    sentence = "Warplanes bombed a market in the north."
    source = None if missing in ("source", "both") else (0, 9)
    target = None if missing in ("target", "both") else (17, 25)
    assert relation(sentence, source=source, target=target).event_type == "ASSAULT"


def test_the_same_question_gets_the_same_answer_whatever_was_asked_between() -> None:
    first = read("[Canada] donated 40 ambulances to [Senegal].")
    read("[Gunmen] killed [nine policemen] in an ambush, and then fled over the mountains in two stolen lorries.")
    assert read("[Canada] donated 40 ambulances to [Senegal].") == first


@pytest.mark.parametrize("span", [(-1, 3), (5, 5), (7, 6), (0, 400)])
def test_offsets_outside_the_sentence_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside the sentence"):
        relation("Warplanes bombed a market.", source=span)


@pytest.mark.parametrize("sentence", ["", " ", "\u200b", "…", "北京" * 40, "a" * 4000])
def test_any_string_gets_an_answer(sentence: str) -> None:
    assert relation(sentence).event_type in CLASSES


def test_marks_are_seen_far_into_a_long_sentence() -> None:
    opening = "As the commission, which had met for many weeks behind closed doors, noted in its report, " * 12
    sentence = opening + "police arrested an opposition leader in Kampala."
    start = len(opening)
    assert relation(sentence, source=(start, start + 6), target=(start + 16, start + 36)).event_type == "COERCE"


def test_the_files_are_those_of_the_model_card() -> None:
    folder = resources.files("communique") / "data" / "relation"
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    for name in ("model.onnx", "tokenizer.json", "config.json"):
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() in card
    assert sum(len((folder / n).read_bytes()) for n in ("model.onnx", "tokenizer.json", "config.json")) < 30_000_000


def test_the_classes_have_their_quads() -> None:
    config = json.loads((resources.files("communique") / "data" / "relation" / "config.json").read_text())
    assert tuple(config["classes"]) == CLASSES
    assert config["quads"] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4]
