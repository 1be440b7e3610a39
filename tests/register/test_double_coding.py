"""Blind double coding: a sample, two reviewers, their agreement, and what settles their differences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import borduria
import pytest

from communique.register import double_coding, queries, reviewing
from communique.register.double_coding import Plan
from communique.register.queries import Ask
from communique.register.store import Register

PLAN = Plan(first="Ana", second="Ivo", claims=4, seed=7)
RIGHT: dict[str, Any] = {"act": "pledge", "areas": ["economy", "trade"], "speaker": ["a1"]}


@pytest.fixture
def full(register: Register) -> Register:
    for number in range(6):
        register.keep(borduria.record(number), source=f"r{number}")
    return register


def code(register: Register, who: str, **answers: Any) -> None:
    """Answer all claims of sample 1 as RIGHT, but for those of ``answers`` (p2=...)."""
    for item in double_coding.assigned(register, 1, who):
        double_coding.answer(register, 1, item.place, who, answers.get(f"p{item.place}", RIGHT))


def test_the_seed_alone_decides_what_is_drawn(full: Register) -> None:
    one = double_coding.draw(full, PLAN, who="Lea")
    two = double_coding.draw(full, PLAN)
    other = double_coding.draw(full, replace(PLAN, seed=8))

    def drawn(number: int) -> list[tuple[str, str]]:
        return [(item.document, item.id) for item in double_coding.assigned(full, number, "Ana")]

    assert (one.number, one.items, one.who, two.who) == (1, 4, "Lea", "Ana")
    assert drawn(1) == drawn(2) != drawn(other.number)
    assert len(set(drawn(1))) == 4
    assert [each.number for each in double_coding.samples(full)] == [1, 2, 3]
    first = double_coding.assigned(full, 1, "Ana")[0]
    assert first.content.startswith("sell ")


def test_all_claims_of_some_documents_may_be_drawn(full: Register) -> None:
    made = double_coding.draw(full, replace(PLAN, claims=None, documents=2, subject="event"))
    items = double_coding.assigned(full, made.number, "Ivo")
    assert len({item.document for item in items}) == 2
    assert sorted(item.id for item in items) == ["e1", "e1", "e2", "e2"]
    narrow = double_coding.draw(full, replace(PLAN, ask=Ask(document=items[0].document)))
    assert [item.document for item in double_coding.assigned(full, narrow.number, "Ana")] == [items[0].document]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (replace(PLAN, second=" Ana"), "two different reviewers"),
        (replace(PLAN, claims=None), "how many claims or how many documents"),
        (replace(PLAN, documents=3), "how many claims or how many documents"),
        (replace(PLAN, claims=0), "one or more"),
        (replace(PLAN, ask=Ask(act="warn")), "holds no statement like that"),
        (replace(PLAN, subject="meeting"), "'meeting' is none of statement, event"),  # type: ignore[arg-type]
    ],
)
def test_a_sample_that_cannot_be_is_refused(full: Register, plan: Plan, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        double_coding.draw(full, plan)
    assert double_coding.samples(full) == ()


def test_neither_sees_the_other_until_both_have_done(full: Register) -> None:
    double_coding.draw(full, PLAN)
    code(full, "Ana", p2=None)
    assert all(item.answer is None for item in double_coding.assigned(full, 1, "Ivo"))
    for ask in (double_coding.agreed, double_coding.differences):
        with pytest.raises(ValueError, match="Ivo has not coded 4 of the 4 claims yet"):
            ask(full, 1)
    with pytest.raises(ValueError, match="Ivo has not coded"):
        double_coding.settle(full, 1, 1, "first", who="Lea", why="")
    assert [row.verdict for row in queries.statements(full.engine, Ask())] == [None] * 6  # nothing is decided yet
    assert double_coding.answer(full, 1, 2, "Ana", RIGHT)["act"] == "pledge"  # a reviewer's own answer may change
    code(full, "Ivo")
    assert double_coding.sample(full, 1).done
    with pytest.raises(ValueError, match="its answers stay as they are"):
        double_coding.answer(full, 1, 2, "Ana", None)


@pytest.mark.parametrize(
    ("who", "place", "values", "said"),
    [
        ("Lea", 1, RIGHT, "is for Ana and Ivo, not for Lea"),
        ("Ana", 9, RIGHT, "sample 1 has no claim 9"),
        ("Ana", 1, {"act": "pledge"}, "an answer needs speaker"),
        ("Ana", 1, {**RIGHT, "act": "vow"}, "act 'vow' is none of"),
        (
            "Ana",
            1,
            {**RIGHT, "amount": "2"},
            "amount is not coded in a sample; these are: act, speaker, areas",
        ),
        ("Ana", 1, {**RIGHT, "tone": "2"}, "tone is no field"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    register: Register, who: str, place: int, values: dict[str, Any], said: str
) -> None:
    register.keep(borduria.record(0), source="0")
    double_coding.draw(register, PLAN)
    with pytest.raises(ValueError, match=said):
        double_coding.answer(register, 1, place, who, values)
    with pytest.raises(ValueError, match="there is no sample 2"):
        double_coding.answer(register, 2, place, who, values)
    assert double_coding.sample(register, 1).first_done == 0


def test_agreement_is_told_field_by_field(full: Register) -> None:
    double_coding.draw(full, PLAN)
    code(full, "Ana", p1=None, p2={**RIGHT, "act": "agree"}, p3={**RIGHT, "areas": ["trade"]})
    code(full, "Ivo", p2={**RIGHT, "act": "assess"}, p3={**RIGHT, "speaker": ["a2"]})
    found = {each.field: each for each in double_coding.agreed(full, 1)}
    assert [(each.field, each.items, each.alike, each.distance) for each in found.values()] == [
        ("claim", 4, 3, "nominal"),
        ("act", 3, 2, "nominal"),
        ("speaker", 3, 2, "nominal"),
        ("areas", 3, 2, "masi"),
        ("modality", 3, 3, "nominal"),
    ]
    assert found["modality"].alpha is None  # all are asserted: chance could not have disagreed
    assert found["claim"].alpha == pytest.approx(0)  # 1 - (2/8) / (14/56)
    assert found["act"].alpha == pytest.approx(1 - (2 / 6) / (18 / 30))
    assert found["areas"].share == pytest.approx(2 / 3)
    assert [(each.place, each.fields) for each in double_coding.differences(full, 1)] == [
        *((1, ("claim",)), (2, ("act",)), (3, ("speaker", "areas"))),
    ]


def test_what_they_agree_on_and_what_is_settled_becomes_decisions(full: Register) -> None:
    double_coding.draw(full, PLAN)
    code(full, "Ana", p1=None, p2={**RIGHT, "act": "agree"}, p3={**RIGHT, "areas": ["health"]})
    code(full, "Ivo", p1=None, p2={**RIGHT, "act": "assess"}, p3={**RIGHT, "areas": ["health"]})
    made = double_coding.settle_agreed(full, 1, who="Lea")
    assert [(each.verb, each.who, each.why) for each in made] == [
        ("reject", "Lea", "Ana and Ivo agree (sample 1)"),
        ("correct", "Lea", "Ana and Ivo agree (sample 1)"),
        ("confirm", "Lea", "Ana and Ivo agree (sample 1)"),
    ]
    settled = double_coding.settle(full, 1, 2, "second", who="Lea", why="no promise")
    assert settled.value == {"act": "assess"}
    assert [each.settled for each in double_coding.differences(full, 1)] == [settled.number]
    assert double_coding.sample(full, 1).settled == 4
    items = double_coding.assigned(full, 1, "Ana")
    verdicts = [reviewing.reviewed(full, item.document).claim("statement", item.id).verdict for item in items]
    assert verdicts == ["reject", "correct", "correct", "confirm"]
    with pytest.raises(ValueError, match="claim 2 of sample 1 is settled by a decision already"):
        double_coding.settle(full, 1, 2, None, who="Lea", why="")


def test_a_difference_is_settled_with_values_of_ones_own(full: Register) -> None:
    double_coding.draw(full, PLAN)
    code(full, "Ana", p2={**RIGHT, "act": "agree"})
    code(full, "Ivo", p2={**RIGHT, "act": "assess"})
    made = double_coding.settle(full, 1, 2, {**RIGHT, "act": "warn"}, who="Lea", why="neither")
    assert (made.verb, made.value) == ("correct", {"act": "warn"})
    assert double_coding.settle(full, 1, 1, None, who="Lea", why="").verb == "reject"


def test_a_claim_is_found_again_under_its_new_id(full: Register) -> None:
    double_coding.draw(full, PLAN)
    code(full, "Ana")
    code(full, "Ivo")
    document = double_coding.assigned(full, 1, "Ana")[0].document
    old = full.record(document)
    full.recode(replace(old, statements=(replace(old.statements[0], id="s4"),), events=()))
    made = double_coding.settle(full, 1, 1, None, who="Lea", why="")
    assert (made.document, made.id, made.verb) == (document, "s4", "reject")
