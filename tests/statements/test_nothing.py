"""Reports with nothing diplomatic in them, full of words that tempt: each yields no statement."""

from pathlib import Path

import pytest

import communique

REPORTS = sorted((Path(__file__).parents[1] / "gold" / "nothing").glob("*.txt"))


def test_there_are_reports() -> None:
    assert len(REPORTS) >= 24


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_nothing_is_coded_where_there_is_nothing(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    record = communique.load().read(text)
    coded = [(s.act, [record.actor(a).name for a in s.speaker], s.content.of(text)) for s in record.statements]
    assert coded == []
    assert record.meetings == ()


#: reports in which nobody but states and armed groups speaks, and how many statements each makes at least
FACELESS = {
    "Brazil deplores the shelling of the airport of Goma, which has left dozens dead. Brazil urges Rwanda to withdraw "
    "its troops from North Kivu and calls on the rebels to return to the Luanda talks. It supports the mediation of "
    "Angola and stands ready to send medicines to the displaced.": 4,
    "Washington said that it would suspend aid to Mali unless elections were held by June. Bamako dismissed the "
    'warning and promised to hold the vote "when the people are ready". France and Germany backed the American '
    "position, while Russia urged all sides to refrain from interference in Malian affairs.": 4,
    "The M23 rebels rejected the deployment of a regional force on Sunday. Burundi denied that its soldiers had "
    "crossed the border and urged the rebels to leave the village of Kamanyola, where a truce signed last week "
    "had collapsed.": 2,
}


@pytest.mark.parametrize("text", FACELESS)
def test_states_speak_without_a_face(text: str) -> None:
    assert len(communique.load().read(text).statements) >= FACELESS[text]
