"""Which remark is met by which, and how the two differ."""

from __future__ import annotations

import itertools
import json

import pytest
from accounts import told
from hypothesis import given
from hypothesis import strategies as st

from communique.comparing import Comparison, Remark, compare
from communique.comparing.assign import assign
from communique.comparing.encoder import likeness as meaning
from communique.comparing.likeness import likenesses, signs
from communique.comparing.remarks import remarks
from communique.comparing.strength import strength
from communique.comparing.words import stem
from communique.record import Record, Span

NORTH, SOUTH, BOTH = ("NLD",), ("ZAF",), ("NLD", "ZAF")


def met(found: Comparison) -> list[tuple[list[str], list[str]]]:
    return [([r.quote for r in match.a], [r.quote for r in match.b]) for match in found.matches]


def pair() -> tuple[Record, Record]:
    a = told(
        ("pledge", NORTH, "build a railway bridge over the Sava by 2027"),
        ("request", NORTH, "the return of the looted bronzes"),
        ("agree", BOTH, "triple the number of scholarships"),
    )
    b = told(
        ("agree", BOTH, "grant three times as many scholarships to students"),
        ("assess", SOUTH, "the construction of the Sava railway bridge"),
        ("support", SOUTH, "a seat for small islands at the climate fund"),
    )
    return a, b


def test_what_both_say_is_found_in_whatever_order() -> None:
    found = compare(*pair())
    assert met(found) == [
        (["build a railway bridge over the Sava by 2027"], ["the construction of the Sava railway bridge"]),
        (["triple the number of scholarships"], ["grant three times as many scholarships to students"]),
    ]
    assert [r.quote for r in found.only_a] == ["the return of the looted bronzes"]
    assert [r.quote for r in found.only_b] == ["a seat for small islands at the climate fund"]


def test_the_stronger_account_is_named() -> None:
    bridge, scholarships = compare(*pair()).matches
    assert bridge.strength == "a"
    assert scholarships.strength == "equal"
    assert compare(*pair()).differing == (bridge,)
    assert {one.quality: (one.a, one.b) for one in bridge.differences} == {
        "act": ("pledge", "assess"),
        "speaker": ("NLD", "ZAF"),
    }


def test_turned_round_the_accounts_meet_alike() -> None:
    a, b = pair()
    there, back = compare(a, b), compare(b, a)
    assert sorted(met(there)) == sorted((mine, yours) for yours, mine in met(back))
    turned = {"a": "b", "b": "a"}
    assert sorted(m.strength for m in there.matches) == sorted(turned.get(m.strength, m.strength) for m in back.matches)
    assert there.only_a == back.only_b


def test_a_matter_only_discussed_is_weaker_than_one_agreed() -> None:
    a = told(("agree", BOTH, "open a second lane at the Kazungula crossing"))
    b = told(silent=("The ministers discussed traffic at the Kazungula crossing and the price of copper.",))
    found = compare(a, b)
    (match,) = found.matches
    assert (match.strength, match.b[0].act, match.b[0].id) == ("a", "discuss", "q1")
    assert match.b[0].quote == "traffic at the Kazungula crossing"
    assert [(r.act, r.quote) for r in found.only_b] == [("discuss", "the price of copper")]


def test_a_sentence_that_gave_nothing_meets_a_statement_but_stands_in_no_list() -> None:
    words = "Ferries on the Kazungula crossing carry more lorries."
    found = compare(told(("pledge", NORTH, "new ferries for the Kazungula crossing")), told(silent=(words,)))
    assert met(found) == [(["new ferries for the Kazungula crossing"], [words])]
    alone = compare(told(("pledge", NORTH, "a vaccine for cattle")), told(silent=(words,)))
    assert (alone.matches, alone.only_b) == ((), ())


def test_one_remark_is_met_by_several_that_say_it_in_parts() -> None:
    a = told(("agree", BOTH, "extend the Lobito railway and dredge the Lobito harbour"))
    b = told(("agree", BOTH, "extend the Lobito railway"), ("agree", BOTH, "dredge the Lobito harbour"))
    assert met(compare(a, b)) == [
        (
            ["extend the Lobito railway and dredge the Lobito harbour"],
            ["extend the Lobito railway", "dredge the Lobito harbour"],
        )
    ]


def test_accounts_of_different_meetings_must_be_more_alike() -> None:
    line = ("request", NORTH, "access to the market for citrus")
    other = ("pledge", SOUTH, "lower duties on fruit")
    assert compare(told(line), told(other)).matches
    assert not compare(told(line), told(other, day="2021-01-01")).matches


def test_nothing_compares_with_nothing() -> None:
    empty = Record(document=told().document)
    found = compare(empty, empty)
    assert (found.matches, found.only_a, found.only_b, found.meeting) == ((), (), (), ())
    assert compare(empty, pair()[0]).only_b
    assert len(compare(pair()[0], empty).only_a) == 3


def test_the_same_records_give_the_same_bytes() -> None:
    assert compare(*pair()).to_json() == compare(*pair()).to_json()
    data = json.loads(compare(*pair()).to_json())
    assert data["schema"] == "communique/comparison/1"
    assert data["matches"][0]["a"][0]["id"] == "s1"
    text = pair()[0].document.text
    start, end = data["matches"][0]["a"][0]["span"]
    assert text[start:end] == data["matches"][0]["a"][0]["quote"]


def remark(act: str, modality: str = "asserted") -> Remark:
    return Remark(id="s1", span=Span(0, 1), quote="x", act=act, modality=modality)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (remark("agree"), remark("discuss"), "a"),
        (remark("assess"), remark("pledge"), "b"),
        (remark("pledge"), remark("pledge"), "equal"),
        (remark("pledge"), remark("pledge", "conditional"), "a"),
        (remark("pledge"), remark("pledge", "negated"), "opposed"),
        (remark("support"), remark("oppose"), "opposed"),
        (remark("oppose"), remark("agree"), "opposed"),
        (remark("criticize"), remark("support"), "different"),
        (remark("assess"), remark("criticize"), "b"),
        (remark("courtesy"), remark("pledge"), "different"),
        (remark("warn"), remark("request"), "different"),
    ],
)
def test_strength(a: Remark, b: Remark, expected: str) -> None:
    assert strength((a,), (b,)) == expected


def test_of_several_remarks_the_strongest_counts() -> None:
    assert strength((remark("assess"), remark("agree")), (remark("pledge"),)) == "a"


@pytest.mark.parametrize(
    "words",
    [
        "invest investment investments investing investor",
        "finance financial financing finances",
        "business businesses",
        "Tunisia Tunisian".lower(),
        "traffic trafficking traffickers".split(" ", 1)[1],
        "vaccine vaccines",
    ],
)
def test_forms_of_one_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@given(st.integers(0, 5).flatmap(lambda w: st.lists(st.lists(st.integers(0, 9), min_size=w, max_size=w), max_size=5)))
def test_no_other_assignment_is_worth_more(worth: list[list[int]]) -> None:
    pairs = assign(worth)
    assert len(set(pairs.values())) == len(pairs)
    assert all(worth[i][j] > 0 for i, j in pairs.items())
    rows, columns = len(worth), len(worth[0]) if worth else 0
    if rows <= columns:
        tried = (zip(range(rows), chosen, strict=True) for chosen in itertools.permutations(range(columns), rows))
    else:
        tried = (zip(chosen, range(columns), strict=True) for chosen in itertools.permutations(range(rows), columns))
    best = max(sum(worth[i][j] for i, j in one) for one in tried)
    assert sum(worth[i][j] for i, j in pairs.items()) == best


def test_one_name_in_common_says_less_where_the_deeds_differ() -> None:
    blamed = told(("criticize", BOTH, "the attacks of Boko Haram"))
    brokered = told(("pledge", SOUTH, "go on mediating between Boko Haram and the governors"))
    also = told(("criticize", SOUTH, "the raids of Boko Haram on villages"))
    assert likely(blamed, also) > likely(blamed, brokered)
    assert signs_of(blamed, brokered)["one_name"] == 1.0
    assert signs_of(blamed, also)["one_name"] == 0.0


def test_an_acronym_meets_the_name_in_full() -> None:
    a = told(("agree", BOTH, "speed up talks on the LRB"))
    b = told(("agree", BOTH, "hasten what is left of the Lobito River Basin"))
    other = told(("agree", BOTH, "hasten what is left of the Lobito mountain road"))
    assert signs_of(a, b)["words"] > signs_of(a, other)["words"]


def test_two_sentences_that_gave_nothing_never_meet() -> None:
    words = ("Ferries on the Kazungula crossing carry more lorries.",)
    a, b = told(("pledge", NORTH, "a vaccine for cattle"), silent=words), told(silent=words)
    assert not compare(a, b).matches


def test_a_content_is_read_in_its_sentence() -> None:
    text = "On the vaccine for cattle they agreed to meet again. On the price of tin they agreed to meet again."
    again = [Span(at, at + len("meet again")) for at in (text.index("meet"), text.rindex("meet"))]
    asked = "The farmers want a vaccine for cattle."
    near = meaning([(text, span) for span in again], [(asked, Span(asked.index("a vaccine"), len(asked) - 1))])
    assert near[0][0] > near[1][0]


def test_a_sentence_longer_than_is_read_at_once_is_read_around_the_content() -> None:
    text = "They spoke of " + "wool and tin and salt and rope and " * 120 + "a vaccine for cattle"
    span = Span(text.index("a vaccine"), len(text))
    near = meaning([(text, span)], [("They want a vaccine for cattle", Span(10, 30)), ("a price of tin", Span(0, 14))])
    assert near[0][0] > near[0][1]


def likely(a: Record, b: Record) -> float:
    return likenesses(a, b, remarks(a), remarks(b))[0][0]


def signs_of(a: Record, b: Record) -> dict[str, float]:
    return {name: float(table[0][0]) for name, table in signs(a, b, remarks(a), remarks(b)).items()}


def test_words_of_like_meaning_answer_each_other() -> None:
    a = told(("pledge", NORTH, "send doctors to remote hamlets"), ("agree", BOTH, "raise the price of tin"))
    b = told(("request", SOUTH, "physicians for distant villages"), ("warn", SOUTH, "the locusts in the south"))
    assert met(compare(a, b)) == [(["send doctors to remote hamlets"], ["physicians for distant villages"])]
