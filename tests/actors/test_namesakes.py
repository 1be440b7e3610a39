"""Names and offices that are easily taken for others: surnames that are states, branches of a ministry, its desks."""

from __future__ import annotations

import pytest

from actors.reading import read


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Foreign Minister Ana Jordan flew to Oslo. Jordan said that Canada would help.", "Jordan said"),
        ("Portuguese Prime Minister Luis Montenegro was late. Norway thanked Montenegro.", "Montenegro."),
        ("Defence Minister Peter Chad of Ghana spoke first. After him Chad's deputy spoke.", "Chad's deputy"),
        ("Mr Georgia, the ambassador of Malta, thanked Kenya. Georgia left in the evening.", "Georgia left"),
        ("President John Mali arrived. In the evening Mali thanked Kenya for the dinner.", "Mali thanked"),
    ],
)  # fmt: skip
def test_a_surname_is_of_whom_the_text_introduces_before_it_is_a_state(text: str, again: str) -> None:
    reading = read(text)
    assert reading.cast.actor(reading.mention(again).actors[0]).kind == "person"


def test_a_state_of_the_same_name_that_the_text_tells_of_stays_one_where_it_can_be_no_person() -> None:
    reading = read("Secretary Mary Jordan flew to Amman. The Jordanian king was away. Jordan will return to Jordan.")
    assert reading.cast.actor(reading.mention("Jordan will").actors[0]).name == "Mary Jordan"
    assert reading.cast.actor(reading.mention("Jordan.").actors[0]).kind == "state"


OFFICERS = (
    "Talks between India and Peru were held in Lima. India was represented by Anil Rao, Secretary (West), and Peru by"
    " Rosa Diaz, Deputy Secretary of Trade. {}"
)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Secretary (West) offered a loan.", "Anil Rao"),
        ("Deputy Secretary Diaz said that Peru was ready. Secretary (West) offered a loan.", "Anil Rao"),
        ("The Deputy Secretary offered a loan.", "Rosa Diaz"),
    ],
)
def test_a_branch_in_brackets_tells_one_secretary_from_another(sentence: str, name: str) -> None:
    reading = read(OFFICERS.format(sentence))
    subject = sentence.split(" offered")[0].split(". ")[-1]
    assert reading.names(f"{subject} offered") == [name]
    assert reading.actor("Anil Rao").office == "Secretary (West)"


def test_a_branch_may_be_called_by_its_initials() -> None:
    reading = read(
        "Anil Rao, Secretary (Economic Relations), and Rosa Diaz, Secretary (Trade), met in Lima. Secretary (ER) left."
    )
    assert reading.names("Secretary (ER)") == ["Anil Rao"]


def test_consultations_of_foreign_offices_are_no_office_and_a_state_department_for_something_is_not_american() -> None:
    reading = read(
        "Foreign Office Consultations between India and Kenya were held. Kenya was led by the Principal Secretary,"
        " State Department for Trade."
    )
    assert {a.country for a in reading.cast.actors} <= {"IND", "KEN", None}


@pytest.mark.parametrize(
    "office",
    [
        "Head of the Foreign Ministry's Second CIS Department",
        "Director of the Foreign Ministry's Second Asian Department",
        "Director of the Foreign Ministry's NATO Department",
    ],
)
@pytest.mark.parametrize("called", ["the diplomat", "the senior diplomat"])
def test_who_heads_a_desk_of_a_ministry_is_a_diplomat_of_its_state(office: str, called: str) -> None:
    reading = read(
        f"MOSCOW, September 3. /TASS/. {office} Ivan Melnikov told TASS on Wednesday that Russia was ready for talks"
        f" with Norway. The step, {called} said, was a mistake."
    )
    assert reading.names(called) == ["Ivan Melnikov"]
    assert reading.actor("Ivan Melnikov").country == "RUS"
