"""One story carried by several papers is one story; two stories of one mould are two."""

from __future__ import annotations

import borduria
import pytest

from communique.record import Dateline, Document, Record, document_id
from communique.register.duplicates import alike, bands, runs
from communique.register.store import Register

STORY = " ".join(
    f"The delegates of province {number} told the assembly on its {number}th day that the harvest had been counted."
    for number in range(2, 12)
)


def report(text: str, *, date: str | None = "2024-05-01") -> Record:
    return Record(document=Document(id=document_id(text), text=text, dateline=Dateline(date=date)))


def test_a_carried_story_is_linked_to_the_first_and_not_recounted(register: Register) -> None:
    first = register.keep(report(STORY), source="wire.txt")
    second = register.keep(report(f"(Wire) {STORY}"), source="paper.txt")
    third = register.keep(report(f"{STORY} Additional reporting by our staff.", date="2024-05-02"), source="late.txt")
    assert first.outcome == "added"
    assert (second.outcome, second.original) == ("near_duplicate", first.document)
    assert (third.outcome, third.original) == ("near_duplicate", first.document)
    assert [carrier.source for carrier in register.carriers(first.document)] == ["wire.txt", "paper.txt", "late.txt"]
    again = register.keep(report(f"(Wire) {STORY}"), source="paper.txt")
    assert (again.outcome, again.original) == ("known", first.document)


@pytest.mark.parametrize(
    "other",
    [
        STORY.replace("harvest", "budget").replace("assembly", "court"),  # one mould, another story
        " ".join(STORY.split()[: len(STORY.split()) // 2]),  # the half of it
        "Rain fell.",
        "...",
    ],
)
def test_another_story_stays_its_own(register: Register, other: str) -> None:
    register.keep(report(STORY), source="a")
    assert register.keep(report(other), source="b").outcome == "added"


def test_the_same_words_a_year_later_are_a_new_act(register: Register) -> None:
    register.keep(report(STORY), source="a")
    assert register.keep(report(STORY + " Again.", date="2025-05-01"), source="b").outcome == "added"
    assert register.keep(report(STORY + " Anew.", date=None), source="c").outcome == "near_duplicate"


def test_case_spaces_and_punctuation_do_not_part_stories(register: Register) -> None:
    first = register.keep(report(STORY), source="a")
    assert register.keep(report(STORY.upper().replace(" ", "\n")), source="b").original == first.document


def test_texts_without_words_are_near_to_nothing(register: Register) -> None:
    for text in ("---", "!!!", "…"):
        assert register.keep(report(text), source=text).outcome == "added"


def test_bands_are_the_same_for_good() -> None:
    """Another release that made other bands would no longer find duplicates of what is in a register."""
    made = bands(runs("The ministers met in the capital and agreed on nothing at all."))
    assert made[:2] == (-8303187203370765489, -5017995637168573144)


def test_most_copies_meet_in_a_band() -> None:
    """Texts that share 85 of 100 runs or more are found nearly always; the comparison then decides."""
    met = 0
    for number in range(40):
        words = borduria.report(number).split()
        words[len(words) // 2] = "changed"
        words[len(words) // 3] = "altered"
        first, second = runs(borduria.report(number)), runs(" ".join(words))
        assert alike(first, second)
        met += bool(set(bands(first)) & set(bands(second)))
    assert met >= 38
