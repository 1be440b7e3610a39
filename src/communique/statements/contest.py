"""Reports of contests and shows, in which countries are teams and audiences and say nothing."""

from __future__ import annotations

from spacy.tokens import Doc

#: words of contests and shows: in reports full of them, countries are teams and audiences, not speakers
CONTEST = frozenset(
    """match goal team coach season league tournament cup final score scorer player striker midfielder
    goalkeeper referee penalty champion championship medal race lap contest jury recipe chef dish song
    album premiere stadium spectator fan half-time kick-off qualifier defender captain trophy innings
    wicket set-piece podium runner swimmer heat crowd umpire cook rice singer dancer carnival parade
    drummer stage orchestra soprano archaeologist shareholder takeover merger""".split()
)
#: share of a report's words that makes it one; news of diplomacy with a sporting aside stays under a third of this
CONTEST_SHARE = 0.02


def is_contest(doc: Doc) -> bool:
    """Return whether a document is about sport, a show or the like."""
    words = [t for t in doc if t.is_alpha]
    return len(words) > 40 and sum(t.lemma_.lower() in CONTEST for t in words) / len(words) > CONTEST_SHARE
