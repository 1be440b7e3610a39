"""Officers of clubs, firms, universities and the like are no officials of a state, nor of the state they are in."""

from __future__ import annotations

import pytest
from reading import read

#: the text, the name of the officer, his or her country and sector
OFFICERS = [
    ("The president of Borgund Rovers, Ann Hauge, met the Minister of Sport in Lima.", "Ann Hauge", None, None),
    ("Ann Hauge, president of the Aurelian Chess Club, met Peruvian officials.", "Ann Hauge", None, "NGO"),
    ("The president of the football club Borgund Rovers, Ann Hauge, visited Peru.", "Ann Hauge", None, "NGO"),
    ("The president of the Peruvian Chess Federation, Ann Hauge, visited Oslo.", "Ann Hauge", "PER", "NGO"),
    ("The chairman of Borgund Motors, Ann Hauge, met the Prime Minister of Peru.", "Ann Hauge", None, "BUS"),
    ("The chief executive of Toyota, Ann Hauge, visited Hanoi.", "Ann Hauge", "JPN", "BUS"),
    ("The chairman of the Peruvian Chamber of Commerce, Ann Hauge, visited Oslo.", "Ann Hauge", "PER", "BUS"),
    ("University president Ann Hauge met the governor of the Bank of England.", "Ann Hauge", None, "EDU"),
    ("The director of the Marinela Theatre, Ann Hauge, met the ambassador of Peru.", "Ann Hauge", None, None),
    ("The secretary of the trade union Borgund, Ann Hauge, met the Peruvian minister.", "Ann Hauge", None, "LAB"),
    ("The secretary of the Socialist Party of Peru, Ann Hauge, visited Oslo.", "Ann Hauge", "PER", "PTY"),
    ("The head of the Olympic Committee of Peru, Ann Hauge, visited Oslo.", "Ann Hauge", "PER", "NGO"),
    ("The director of Human Rights Watch, Ann Hauge, visited Lima.", "Ann Hauge", None, "NGO"),
    # bodies of a state stay its own
    ("The president of the Supreme Court of Peru, Ann Hauge, visited Oslo.", "Ann Hauge", "PER", "JUD"),
    ("The president of the Chamber of Deputies of Chile, Ann Hauge, visited Oslo.", "Ann Hauge", "CHL", "LEG"),
    ("The chairman of the Federation Council of Russia, Ann Hauge, visited Lima.", "Ann Hauge", "RUS", "LEG"),
    ("The head of the Security Council of Peru, Ann Hauge, visited Oslo.", "Ann Hauge", "PER", "GOV"),
]


@pytest.mark.parametrize(("text", "name", "country", "sector"), OFFICERS, ids=[case[0][:45] for case in OFFICERS])
def test_whose_an_officer_is(text: str, name: str, country: str | None, sector: str | None) -> None:
    actor = read(text).actor(name)
    assert (actor.country, actor.sector) == (country, sector)


@pytest.mark.parametrize(
    "text",
    [
        "The president of the Bundesliga club Borgund Rovers met Peruvian officials in Lima.",
        "The director of the Louvre met the Italian ambassador.",
    ],
)
def test_an_unnamed_officer_of_a_club_is_not_of_the_others_state(text: str) -> None:
    officer = read(text).cast.actors[0]
    assert officer.country is None
    assert officer.sector != "GOV"


def test_the_leader_of_a_place_stays_what_he_was() -> None:
    assert read("The president of Chad, Ann Hauge, visited Lima.").actor("Ann Hauge").sector == "GOV"
