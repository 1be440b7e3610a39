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
