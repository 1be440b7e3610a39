"""Gold is taken in exactly, and what is wrong with it is refused with file, line and reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from carniolan import MARKED, made
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import GoldRefused
from communique.evaluation.gold import Gold, build
from communique.evaluation.loading import gold_files, load_gold, read_gold
from communique.evaluation.marks import read_marks

HEADER = "title: A\nspeaker: K = Ada Lee | EST | LVA\n---\n"
PAIR = {
    "document": {
        "title": "Talks",
        "published": "2024-05-14T11:30:00",
        "editors": ["Ada Lee", "Bo Roe"],
        "publisher": None,
    },
    "actors": [{"name": "Ada Lee", "country": "EST"}],
    "meetings": [{"participants": ["Ada Lee"], "form": "call", "date": "2024-05-14"}],
    "statements": [
        {"speaker": "Ada Lee; Bo Roe", "speaker_country": "EST;LVA", "act": "pledge", "quote": "buy trams", "areas": []}
    ],
    "events": [
        {"event_type": "AGREE", "also": ["SUPPORT"], "actor": ["EST"], "recipient": ["LVA|LTU"], "reciprocal": True}
    ],
}


def refusal(raw: str) -> tuple[int, str]:
    with pytest.raises(GoldRefused) as refused:
        read_marked(raw)
    assert refused.value.path == "x.mark"
    return refused.value.line, refused.value.reason


def read_marked(raw: str) -> Gold:
    text, rows = read_marks(raw, "x.mark")
    return build("x", "x.mark", text, rows)


def write_pair(folder: Path, *, text: str = "Both will buy trams.", name: str = "talks", **changes: object) -> Path:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    path = folder / f"{name}.json"
    path.write_text(json.dumps({**PAIR, **changes}, indent=1), encoding="utf-8")
    return path


def test_a_marked_text_loses_its_marks_and_nothing_else() -> None:
    gold = made()
    assert "<<" not in gold.text
    assert "Slovenia would sell surplus power to Tallinn and would not tax its ferries." in gold.text
    assert [s.content.of(gold.text) for s in gold.statements] == [s.quote for s in gold.statements]
    assert len(gold.statements) == 7


def test_the_header_of_a_marked_text_becomes_values() -> None:
    gold = made()
    metadata = dict(gold.metadata)
    assert metadata["publisher"] == "The Carniolan"
    assert metadata["photographers"] == ("Ana Novak", "Jure Kos")
    assert gold.actors[2].sector is None
    assert gold.meetings[0].occasion == "Bled Forum"
    assert gold.meetings[1].place is None
    assert gold.events[3].recipient == ("EEC",)


def test_a_mark_becomes_a_statement_of_its_speaker() -> None:
    gold = made()
    second, last = gold.statements[1], gold.statements[-1]
    assert (second.speakers, second.countries, second.addressees) == (("Tanja Fajon",), ("SVN",), ("EST",))
    assert (second.acts, second.areas, second.modality) == (("pledge", "oppose"), ("trade",), "negated")
    assert (last.speakers, last.countries, last.addressees) == (("Tanja Fajon", "Kaja Kallas"), ("SVN", "EST"), ())
    assert gold.statements[3].areas == ()


def test_a_mark_of_a_single_word_next_to_another_mark_is_read() -> None:
    gold = read_marked(HEADER + "to <<K pledge trade>>sell and<</>> <<K request energy>>buy<</>>")
    assert [s.quote for s in gold.statements] == ["sell and", "buy"]


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        ("title: A\n\nNo dashes.", 1, "three dashes"),
        ("title: A\nnonsense\n---\nText", 2, "'nonsense' is no 'key: value'"),
        ("colour: blue\n---\nText", 1, "no metadata is called 'colour'"),
        ("published: 14 May\n---\nText", 1, "no ISO date"),
        ("actor: Ada | Estonia\n---\nText", 1, "'Estonia' is no code"),
        ("actor: Ada | EST | GOV | Premier | 3\n---\nText", 1, "5 parts"),
        ("meeting: Ada; Bo | dinner | 2024-05-14\n---\nText", 1, "form 'dinner' is none of in_person"),
        ("meeting: | call\n---\nText", 1, "without participants"),
        ("event: HUG | 030 | EST | LVA\n---\nText", 1, "event_type 'HUG'"),
        ("event: AGREE | 99 | EST | LVA\n---\nText", 1, "no CAMEO code"),
        ("speaker: Ada | EST\n---\nText", 1, "KEY = name"),
        ("speaker: A = Ada\nspeaker: A = Bo\n---\nText", 2, "defined twice"),
        (HEADER + "One\n<<Z pledge trade>>sell<</>>", 5, "no speaker is called 'Z'"),
        (HEADER + "One\ntwo <<K promise trade>>sell<</>>", 5, "act 'promise' is none of"),
        (HEADER + "<<K pledge trade,cheese>>sell<</>>", 4, "areas 'cheese'"),
        (HEADER + "<<K pledge trade maybe>>sell<</>>", 4, "modality 'maybe'"),
        (HEADER + "<<K pledge>>sell<</>>", 4, "not written as"),
        (HEADER + "<<K pledge trade>> sell<</>>", 4, "white space"),
        (HEADER + "<<K pledge trade>><</>>", 4, "neither a text"),
        (HEADER + "A\nB <<K pledge trade>>sell", 5, "is not ended"),
        (HEADER + "A\nB <<K pledge trade>>sell <<K pledge trade>>it<</>><</>>", 5, "begins within"),
        (HEADER + "A\nB<</>>", 5, "was not begun"),
        (HEADER + "A\nB <<K pledge trade>sell<</>>", 5, "was not begun"),
        (HEADER + "A\n\nB >> C", 6, "neither begin a mark"),
        (HEADER + "<<K pledge trade>>sell\n<< it<</>>", 5, "neither begin a mark"),
    ],
)
def test_what_is_wrong_in_a_marked_text_is_refused(raw: str, line: int, reason: str) -> None:
    found, why = refusal(raw)
    assert reason in why
    assert found == line


@given(st.lists(st.tuples(st.text(st.sampled_from("ab \n")), st.text(st.sampled_from("cd"), min_size=1)), max_size=6))
def test_marks_put_into_any_text_come_out_where_they_were(pieces: list[tuple[str, str]]) -> None:
    gold = read_marked(HEADER + "".join(f"{before}<<K pledge trade>>{content}<</>>" for before, content in pieces))
    assert gold.text == "".join(before + content for before, content in pieces)
    assert [s.content.of(gold.text) for s in gold.statements] == [content for _, content in pieces]


def test_a_pair_becomes_the_same_values_as_a_marked_text(tmp_path: Path) -> None:
    gold = read_gold(write_pair(tmp_path))
    assert dict(gold.metadata)["editors"] == ("Ada Lee", "Bo Roe")
    assert dict(gold.metadata)["publisher"] is None
    assert gold.actors[0].asked == ()
    assert gold.statements[0].speakers == ("Ada Lee", "Bo Roe")
    assert gold.statements[0].content.of(gold.text) == "buy trams"
    assert gold.events[0].types == ("AGREE", "SUPPORT")
    assert gold.events[0].reciprocal


STATEMENT = {"speaker": "Ada Lee", "act": ["pledge"], "quote": "buy trams"}


@pytest.mark.parametrize(
    ("changes", "words", "reason"),
    [
        ({"statements": [{**STATEMENT, "quote": "buy buses"}]}, '"quote": "buy buses"', "stands 0 times"),
        ({"statements": [STATEMENT, {**STATEMENT, "span": [0, 9]}]}, None, "not 'buy trams'"),
        ({"statements": [{**STATEMENT, "span": ["10", "19"]}]}, '"quote": "buy trams"', "no pair of offsets"),
        ({"statements": [{**STATEMENT, "adressees": ["LVA"]}]}, '"quote": "buy trams"', "'adressees'"),
        ({"statements": [{**STATEMENT, "act": []}]}, '"quote": "buy trams"', "without an act"),
        ({"statements": ["buy trams"]}, '"statements"', "no list of JSON objects"),
        ({"events": [{"event_type": "AGREE", "actor": "Estonia"}]}, '"event_type"', "'Estonia' is no code"),
        ({"actors": [{"country": "EST"}]}, '"actors"', "name is missing"),
        ({"document": {"title": 7}}, '"title"', "neither a text nor null"),
        ({"people": []}, '"people"', "no part of a gold record"),
    ],
)
def test_what_is_wrong_in_a_pair_is_refused(
    tmp_path: Path, changes: dict[str, object], words: str | None, reason: str
) -> None:
    path = write_pair(tmp_path, **changes)
    with pytest.raises(GoldRefused, match=r"talks\.json") as refused:
        read_gold(path)
    assert reason in refused.value.reason
    if words is not None:
        assert words in path.read_text(encoding="utf-8").splitlines()[refused.value.line - 1]


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [('{"actors": [\n}', 2, "no JSON"), ("[]", 1, "no JSON object"), ('{"document": 3}', 1, "document")],
)
def test_what_is_no_gold_record_at_all_is_refused(tmp_path: Path, raw: str, line: int, reason: str) -> None:
    (tmp_path / "a.txt").write_text("A", encoding="utf-8")
    (tmp_path / "a.json").write_text(raw, encoding="utf-8")
    with pytest.raises(GoldRefused) as refused:
        read_gold(tmp_path / "a.json")
    assert refused.value.line == line
    assert reason in refused.value.reason


def test_a_quote_that_stands_twice_needs_its_span(tmp_path: Path) -> None:
    path = write_pair(tmp_path, text="Both buy trams, or buy trams.", statements=[STATEMENT])
    with pytest.raises(GoldRefused, match="stands 2 times"):
        read_gold(path)
    path = write_pair(tmp_path, text="Both buy trams, or buy trams.", statements=[{**STATEMENT, "span": [19, 28]}])
    assert read_gold(path).statements[0].content.start == 19


def test_line_ends_are_kept_as_they_are(tmp_path: Path) -> None:
    path = write_pair(tmp_path)
    (tmp_path / "talks.txt").write_bytes(b"One.\r\nBoth will buy trams.\r\n")
    gold = read_gold(path)
    assert gold.text == "One.\r\nBoth will buy trams.\r\n"
    assert gold.statements[0].content.of(gold.text) == "buy trams"


def test_a_folder_gives_its_gold_by_name_and_prefers_pairs(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.mark").write_text(MARKED, encoding="utf-8")
    write_pair(tmp_path, name="b")
    write_pair(tmp_path, name="c")
    assert [p.name for p in gold_files(tmp_path)] == ["a.mark", "b.json", "c.json"]
    assert [g.name for g in load_gold([tmp_path, tmp_path / "c.txt"])] == ["a", "b", "c", "c"]


def test_a_lone_text_and_a_lone_json_file_are_a_pair(tmp_path: Path) -> None:
    write_pair(tmp_path)
    (tmp_path / "talks.txt").rename(tmp_path / "article.txt")
    assert load_gold([tmp_path])[0].text == "Both will buy trams."


def test_the_texts_of_a_folder_called_nothing_need_no_gold(tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    (folder / "rain.txt").write_text("It rained.", encoding="utf-8")
    for golds in (load_gold([folder]), load_gold([folder / "rain.txt"])):
        assert [(gold.name, gold.text, gold.statements, gold.metadata) for gold in golds] == [
            ("rain", "It rained.", (), ())
        ]
    folder.rename(tmp_path / "something")
    with pytest.raises(GoldRefused, match="holds no gold"):
        load_gold([tmp_path / "something"])


@pytest.mark.parametrize("name", ["missing.mark", "missing.json", "report.pdf", "."])
def test_what_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(GoldRefused):
        load_gold([tmp_path / name])


def test_gold_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mark").write_bytes(b"title: Caf\xe9\n---\nText")
    with pytest.raises(GoldRefused, match="not UTF-8 at byte 10"):
        load_gold([tmp_path])
