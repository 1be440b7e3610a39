"""Lines of a text that was wrapped by hand, wherever a line happens to end."""

from __future__ import annotations

import pytest

from communique import Coder
from communique.sources.lines import split_lines

NAMES = """Norland's ministers went to the capital of Borduria this week for talks on the river, and
Foreign Minister Mara Lind and her delegation stayed on for a dinner that the Bordurian
President gave for both of them and for the members of the river commission.

Mara Lind spoke there about the bridge, the ferries, the tolls and the timetable of the
Bordurian Railways. It was a friendly evening.
"""


def test_a_line_may_end_before_a_name() -> None:
    assert len(split_lines(NAMES)) == 2


@pytest.mark.parametrize("ending", ["Foreign", "the", "of", "Prime"])
def test_two_lines_are_one_where_the_first_cannot_end(ending: str) -> None:
    text = f"The delegation was received in the evening by Borduria's {ending}\nMinister of Transport Ada Holm."
    assert len(split_lines(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Norland's King receives the President of Borduria in the palace\nThe two spoke about the river.",
        "Talks between Norland and Borduria on the river are to go on\nNORDHEIM, May 3 (Desk News) -- Both said so.",
        "They agreed on:\n- a bridge over the river\n- a ferry to the island",
    ],
)
def test_a_headline_and_an_item_stay_lines_of_their_own(text: str) -> None:
    assert len(split_lines(text)) == text.count("\n") + 1


def test_what_is_read_does_not_depend_on_where_lines_are_broken(coder: Coder) -> None:
    words = (
        "TOKYO, March 3 (Desk News) -- Foreign Minister of Japan Toshimitsu Motegi held talks with Foreign Minister of "
        "Kenya Musalia Mudavadi in Nairobi on Tuesday. Motegi said that Japan will finance a second port at Mombasa, "
        "and both sides agreed to sign a treaty on the sea before the end of the year."
    )
    whole = coder.read(words, published="2026-03-03")
    for width in (60, 72, 80):
        lines, line = [], ""
        for word in words.split(" "):
            if len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        wrapped = coder.read("\n".join([*lines, line]), published="2026-03-03")
        assert [(a.name, a.office) for a in wrapped.actors] == [(a.name, a.office) for a in whole.actors]
        assert [m.participants for m in wrapped.meetings] == [m.participants for m in whole.meetings] != []
        assert [(s.act, s.content) for s in wrapped.statements] == [(s.act, s.content) for s in whole.statements]
