"""Whether a text can hold political events at all: the attacks and defeats of a match report are none.

Nor are the pledges and refusals of a text that never speaks of public affairs: a recipe, a flat to let, a school board.
"""

from __future__ import annotations

import re

#: words that only reports of matches heap up; a score beside them settles it
SPORT = frozenset(
    "match matches goalkeeper striker midfielder midfield defender winger goalless equaliser equalizer half-time "
    "halftime kick-off kickoff "
    "penalty referee umpire coach teammate teammates stoppage offside hat-trick quarterfinal semifinal semi-final "
    "semi-finals quarter-finals "
    "league tournament championship innings wicket wickets batsman bowler tries touchdown quarterback innings "
    "homer playoff playoffs "
    "medal medals podium qualifier qualifiers fixture fixtures tennis football basketball cricket rugby hockey "
    "volleyball wrestling boxing "
    "olympics olympic stadium trophy squad substitute header scorer scored scoring defeated seeded set-piece "
    "dugout touchline chess grandmaster grandmasters bishop knight pawn endgame regatta yacht yachts spinnaker "
    "windward skipper marathon sprinter swimmer cyclist peloton lap laps final finals fans kick coached "
    "golfer golf birdie bogey".split()
)
SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?![-–]\d)")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
#: how many different words of sport make a report of sport, with and without a score
WITH_SCORE, WITHOUT = 4, 7


def is_sport(text: str) -> bool:
    """Return whether a text reports a match: several words of sport, fewer where it also gives a score."""
    words = set(_WORD.findall(text.lower())) & SPORT
    return len(words) >= (WITH_SCORE if SCORE.search(text) else WITHOUT)


#: words of public affairs that seldom stand for anything else, as "truce", "summit" and "ambassador" do
PUBLIC = frozenset(
    "government governments governmental minister ministers ministry ministries president presidents presidential "
    "premier chancellor secretary-general parliament lawmakers senate congress cabinet foreign diplomats diplomatic "
    "diplomacy bilateral multilateral counterpart negotiations negotiators election elections opposition regime coup "
    "troops army military soldiers navy militia militias rebels militants insurgents guerrillas gunmen hostages "
    "terrorism terrorist terrorists extremists nuclear missile missiles airstrike airstrikes shelling bombing nato "
    "sanctions treaty treaties embargo tariffs ceasefire cease-fire sovereignty security humanitarian refugees asylum "
    "protesters protests demonstrators demonstrations riots clashes crackdown curfew police prosecutors detained "
    "arrested deported extradited killed".split()
)
#: a text of this many words that is about public affairs has several words of theirs
LONG, PUBLIC_WORDS = 100, 2


def is_private(text: str) -> bool:
    """Return whether a text is long enough to show what it is about, and it is not public affairs."""
    words = _WORD.findall(text.lower())
    return len(words) >= LONG and len(PUBLIC.intersection(words)) < PUBLIC_WORDS
