"""Whether a text can hold political events at all: the attacks and defeats of a match report are none."""

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
    "dugout touchline".split()
)
SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?![-–]\d)")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
#: how many different words of sport make a report of sport, with and without a score
WITH_SCORE, WITHOUT = 4, 7


def is_sport(text: str) -> bool:
    """Return whether a text reports a match: several words of sport, fewer where it also gives a score."""
    words = set(_WORD.findall(text.lower())) & SPORT
    return len(words) >= (WITH_SCORE if SCORE.search(text) else WITHOUT)
