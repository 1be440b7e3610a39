from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars
import pytest

from communique.errors import InputRefused
from communique.record import document_id
from communique.settings import MAX_JSON_BYTES, MAX_ROW_CHARACTERS, MAX_TABLE_BYTES, Setting
from communique.sources import tables
from communique.sources.given import is_markup, iso_moment
from communique.sources.open import files_of, holds_many, matches_of, open_source
from communique.sources.page import Page
from communique.workers import Settings, read_sources, spread

TEXT = "The foreign ministers of Norland and Sudria met in Port Elm on Tuesday and agreed to open two consulates."


def lines(*rows: object) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def opened(path: Path) -> list[Page | InputRefused]:
    return list(open_source(str(path)))


def pages(path: Path) -> list[Page]:
    results = opened(path)
    assert all(isinstance(result, Page) for result in results), results
    return [result for result in results if isinstance(result, Page)]


def one_refusal(path: Path) -> InputRefused:
    (result,) = opened(path)
    assert isinstance(result, InputRefused)
    assert result.remedy
    return result


def test_a_line_of_jsonl_becomes_a_page_with_what_it_says_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    row = {
        "id": 7,
        "text": TEXT,
        "title": "Ministers meet",
        "date": "2025-06-17T10:30:00Z",
        "url": "https://example.org/7",
        "publisher": "Xinhua News Agency",
        "author": "Ada Elm; Bo Oak",
    }
    path.write_text(lines(row))
    (page,) = pages(path)
    document = page.document
    assert page.source == f"{path}:1"
    assert (document.text, document.id) == (TEXT, document_id(TEXT))
    assert (document.title, document.published) == ("Ministers meet", "2025-06-17T10:30:00")
    assert (document.url, document.publisher) == ("https://example.org/7", "Xinhua")
    assert document.byline.authors == ("Ada Elm", "Bo Oak")


@pytest.mark.parametrize("name", ["text", "Body", "content", "Full Text", "articleBody", "article_text", "maintext"])
def test_the_text_is_found_under_the_names_that_exports_use(tmp_path: Path, name: str) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text(lines({name: TEXT}))
    assert pages(path)[0].document.text == TEXT


@pytest.mark.parametrize(
    ("data", "sources"),
    [
        (lines({"text": TEXT}, {"text": TEXT}), ["-:1", "-:2"]),
        (lines({"text": TEXT}), ["-:1"]),
        (json.dumps([{"text": TEXT}, {"text": TEXT}]), ["-:1", "-:2"]),
        (json.dumps({"text": TEXT}, indent=1), ["-"]),
    ],
)
def test_rows_are_read_from_the_standard_input(monkeypatch: pytest.MonkeyPatch, data: str, sources: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    assert [result.source for result in open_source("-")] == sources


def test_each_bad_line_is_one_refusal_that_names_it_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    deep = "[" * 100_000 + "]" * 100_000
    path.write_text(
        lines(
            {"text": TEXT},
            '{"text": "cut off',
            "",
            ["a"],
            {"words": TEXT},
            {"text": "  "},
            {"text": None},
            {"text": 7},
            deep,
            {"text": "A\u0000B"},
            '{"text": "lone \\ud800 half"}',
            {"text": TEXT},
        )
    )
    results = opened(path)
    assert [result.source for result in results] == [f"{path}:{n}" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12)]
    told = [result.reason for result in results if isinstance(result, InputRefused)]
    assert len(told) == 9
    expected = ("valid JSON", "array", "'words'", "empty", "empty", "'text'", "deeply", "damaged", "damaged")
    for reason, words in zip(told, expected, strict=True):
        assert words in reason


def test_a_line_beyond_the_limit_is_refused_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROW_CHARACTERS", Setting("max_row_characters", 300, ""))
    path = tmp_path / "export.jsonl"
    path.write_text(lines({"text": TEXT}, {"text": "word " * 500}, {"text": TEXT}))
    first, second, third = opened(path)
    assert isinstance(first, Page)
    assert isinstance(second, InputRefused)
    assert second.source == f"{path}:2"
    assert "300" in second.reason
    assert isinstance(third, Page)
    assert third.source == f"{path}:3"


def test_a_table_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_TABLE_BYTES", Setting("max_table_bytes", 1000, ""))
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(lines({"text": TEXT}).encode() + b"\n" * 100_000))
    results = opened(path)
    assert isinstance(results[0], Page)
    assert isinstance(results[-1], InputRefused)
    assert len(results) == 2
    assert "1,000" in results[-1].reason
    assert int(MAX_TABLE_BYTES.value) > int(MAX_JSON_BYTES.value) > int(MAX_ROW_CHARACTERS.value)


def test_jsonl_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text(lines(*({"text": f"{n}. {TEXT}"} for n in range(5000))))
    stream = open_source(str(path))
    first = next(stream)
    assert isinstance(first, Page)
    assert first.document.text.startswith("0.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_are_read_in_their_encoding(tmp_path: Path, encoding: str) -> None:
    words = "Señor Álvaro Peña met the envoy – again – in Port Elm on Tuesday. " + TEXT * 4
    (tmp_path / "a.csv").write_text(f'text\n"{words}"\n', encoding=encoding)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": words}, ensure_ascii=False), encoding=encoding)
    for name in ("a.csv", "a.jsonl"):
        assert pages(tmp_path / name)[0].document.text == words.strip()


def test_a_damaged_row_is_refused_alone(tmp_path: Path) -> None:
    good = "Mr Ñuño and Ms Öberg met in Port Elm, where they spoke of trade and of the weather."
    path = tmp_path / "a.csv"
    good = good.replace(",", "")
    path.write_bytes(f"text\n{good}\n".encode() + b"Mr \xff\xfe met nobody\n" + good.encode())
    first, second, third = opened(path)
    assert isinstance(first, Page)
    assert isinstance(second, InputRefused)
    assert second.source == f"{path}:3"
    assert "damaged" in second.reason
    assert isinstance(third, Page)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda rows: rows,
        lambda rows: {"status": "ok", "articles": rows},
        lambda rows: {"version": "https://jsonfeed.org/version/1.1", "items": rows},
    ],
)
def test_a_json_array_and_an_object_that_wraps_one_are_read(
    tmp_path: Path, wrap: Callable[[list[dict[str, str]]], object]
) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(wrap([{"content": TEXT}, {"content": "x " + TEXT}])))
    assert [page.source for page in pages(path)] == [f"{path}:1", f"{path}:2"]


def test_a_json_object_is_one_report(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(json.dumps({"body": TEXT, "published": 1750156200}))
    (page,) = pages(path)
    assert page.source == str(path)
    assert page.document.published == "2025-06-17T10:30:00"


def test_a_record_of_communique_is_read_by_its_document(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    document = {"id": "x", "text": TEXT, "title": "Kept", "published": "2025-06-17", "publisher": "Norland Daily"}
    path.write_text(lines({"schema": "communique/1", "document": document, "events": []}))
    found = pages(path)[0].document
    assert (found.text, found.title, found.published, found.publisher) == (
        TEXT, "Kept", "2025-06-17", "Norland Daily"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "no valid JSON"),
        ("[]", "no object"),
        ("null", "null, not an object"),
        ('"words"', "a string"),
        ("[" * 200_000, "deeply"),
        ("\0\1\2", "binary"),
        ("", "empty"),
        ("  \n", "empty"),
    ],
)
def test_what_is_no_json_of_reports_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(content)
    assert reason in one_refusal(path).reason


def test_jsonl_under_the_name_of_json_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(lines({"text": TEXT}, {"text": TEXT}))
    assert ".jsonl" in one_refusal(path).remedy


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "|"), ("a.tsv", "\t")])
def test_a_row_of_a_table_becomes_a_page_that_names_its_line(tmp_path: Path, name: str, mark: str) -> None:
    path = tmp_path / name
    quoted = f'"{TEXT}\n\nThey ""also"" spoke of fish{mark} and of ships."'
    rows = [["Headline", "Article Text", "Date"], ["Two meet", quoted, "20250617"], ["Again", TEXT, "18 June 2025"]]
    path.write_text("\n".join(mark.join(row) for row in rows) + "\n")
    first, second = pages(path)
    assert first.document.text == f'{TEXT}\n\nThey "also" spoke of fish{mark} and of ships.'
    assert (first.document.title, first.document.published) == ("Two meet", "2025-06-17")
    assert (first.source, second.source) == (f"{path}:2", f"{path}:5")
    assert second.document.published == "2025-06-18"


def test_a_table_without_a_column_of_texts_is_refused_with_its_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("actor,event,year\nNorland,meets,2025\n")
    polars.DataFrame({"actor": ["Norland"], "event": ["meets"], "year": [2025]}).write_parquet(tmp_path / "a.parquet")
    for name in ("a.csv", "a.parquet"):
        refusal = one_refusal(tmp_path / name)
        assert "'actor', 'event', 'year'" in refusal.reason
        assert "`text`" in refusal.remedy


def test_rows_that_do_not_fit_the_header_are_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"id,text\n1,The ministers met, spoke, and left.\n2\n\n3,{TEXT}\n4,\n")
    results = opened(path)
    assert [result.source for result in results] == [f"{path}:{n}" for n in (2, 3, 5, 6)]
    told = [result.reason if isinstance(result, InputRefused) else "" for result in results]
    assert "4 cells" in told[0]
    assert "before its text" in told[1]
    assert told[2] == ""
    assert "empty" in told[3]


def test_a_quote_that_is_never_closed_is_survived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROW_CHARACTERS", Setting("max_row_characters", 2000, ""))
    path = tmp_path / "a.csv"
    path.write_text(f'text\n{TEXT.replace(",", "")}\n"The row that\n' + "goes on and on\n" * 300)
    results = opened(path)
    assert isinstance(results[0], Page)
    assert isinstance(results[1], InputRefused)
    assert "nothing after it" in results[1].reason
    assert len(results) == 2  # the pieces of the row are no reports


def test_a_parquet_file_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = [f"{n}. {TEXT}" for n in range(600)]
    texts[10] = ""
    polars.DataFrame({"Text": texts, "date": [date(2025, 6, 17)] * 600, "n": list(range(600))}).write_parquet(path)
    results = opened(path)
    assert len(results) == 600
    assert isinstance(results[10], InputRefused)
    last = results[-1]
    assert isinstance(last, Page)
    assert (last.source, last.document.published) == (f"{path}:600", "2025-06-17")
    assert last.document.text == texts[-1]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", b"no parquet at all" * 10])
def test_what_is_no_parquet_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    assert one_refusal(path).source == str(path)


def test_markup_in_a_row_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    markup = f"<p>{TEXT}</p><script>alert('no')</script><p>The visit ended on Friday with a dinner at the port.</p>"
    path.write_text(lines({"content_html": markup, "title": "Fish &amp; ships <b>agreed</b>", "date": "2025-06-17"}))
    document = pages(path)[0].document
    assert document.text == f"{TEXT}\n\nThe visit ended on Friday with a dinner at the port."
    assert (document.title, document.published) == ("Fish & ships agreed", "2025-06-17")
    assert not is_markup("Trade rose by <5 percent, the minister said, and a > b.")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Tue, 17 Jun 2025 10:30:00 GMT", "2025-06-17T10:30:00"),
        ("2025-06-17", "2025-06-17"),
        (20250617, "2025-06-17"),
        ("20250617103000", "2025-06-17"),
        (1750156200000, "2025-06-17T10:30:00"),
        ("n.d.", None),
        ("", None),
        (True, None),
        (float("nan"), None),
        (10**400, None),
        (["2025"], None),
    ],
)
def test_dates_are_read_as_exports_write_them(written: object, iso: str | None) -> None:
    assert iso_moment(written) == iso


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.txt.gz", "a.html.gz", "a.json.gz"])
def test_packed_files_are_read_as_what_they_hold(tmp_path: Path, name: str) -> None:
    content = {
        "jsonl": lines({"text": TEXT}),
        "csv": f"text\n{TEXT}\n",
        "txt": TEXT,
        "html": f"<html><body><article><p>{TEXT}</p></article></body></html>",
        "json": json.dumps([{"text": TEXT}]),
    }[name.split(".")[1]]
    path = tmp_path / name
    path.write_bytes(gzip.compress(content.encode()))
    assert pages(path)[0].document.text == TEXT


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz", "a.csv.gz"])
def test_packed_files_that_are_damaged_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    whole = gzip.compress(lines(*({"text": f"{n} {TEXT}"} for n in range(50))).encode())
    path.write_bytes(whole[: len(whole) // 2])
    last = opened(path)[-1]
    assert isinstance(last, InputRefused)
    assert "cut off" in last.reason


def test_a_packed_file_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b" " * 60_000_000, 1))
    assert "unpacks to more than the limit" in one_refusal(path).reason


def test_one_report_of_a_table_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(lines({"text": "One. " + TEXT}, {"text": "Two. " + TEXT}, "{"))
    (page,) = open_source(f"{path}:2")
    assert isinstance(page, Page)
    assert page.document.text.startswith("Two.")
    (refused,) = open_source(f"{path}:3")
    assert isinstance(refused, InputRefused)
    (missing,) = open_source(f"{path}:9")
    assert isinstance(missing, InputRefused)
    assert "no report there" in missing.reason
    odd = tmp_path / "odd[1].csv"
    odd.write_text("actor,event\nNorland,meets\n")
    (none,) = open_source(f"{odd}:2")
    assert isinstance(none, InputRefused)
    assert none.source == f"{odd}:2"
    assert "'actor', 'event'" in none.reason


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.json", "a.jsonl.gz"])
def test_one_report_is_the_same_as_among_the_others(tmp_path: Path, name: str) -> None:
    texts = [f"{n}. {TEXT}\n\nAnd so on." for n in range(9)]
    made = polars.DataFrame({"text": texts})
    path = tmp_path / name
    if name == "a.parquet":
        made.write_parquet(path)
    elif name == "a.csv":
        made.write_csv(path)
    else:
        packed = (
            lines(*({"text": text} for text in texts)) if "jsonl" in name else json.dumps([{"text": t} for t in texts])
        )
        path.write_bytes(gzip.compress(packed.encode()) if name.endswith("gz") else packed.encode())
    for page in pages(path):
        assert list(open_source(str(page.source))) == [page]


def test_patterns_are_expanded_where_the_shell_did_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", "odd[1].txt"):
        (tmp_path / name).write_text(f"{name}. {TEXT}")
    pattern = str(tmp_path / "?.txt")
    assert [page.source for page in open_source(pattern)] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert spread([pattern]) == (str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert matches_of("https://example.org/?q=*") == ()
    (page,) = open_source(str(tmp_path / "odd[1].txt"))
    assert isinstance(page, Page)
    (refused,) = open_source(str(tmp_path / "*.nothing"))
    assert isinstance(refused, InputRefused)
    assert "no file has a name like that" in refused.reason


def test_folders_hand_out_tables_and_what_cannot_be_read(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.pdf", "c.gz", "d.exe", "e.doc"):
        (tmp_path / name).write_bytes(b"\x1f\x8b broken")
    assert [Path(path).name for path in files_of(str(tmp_path))] == ["a.jsonl", "b.pdf", "c.gz", "e.doc"]
    results = opened(tmp_path)
    assert [Path(result.source or "").name for result in results] == ["a.jsonl", "b.pdf", "c.gz", "e.doc"]
    assert all(isinstance(result, InputRefused) for result in results)
    assert holds_many(str(tmp_path / "a.jsonl"))
    assert not holds_many(str(tmp_path / "b.pdf"))


@pytest.mark.parametrize("workers", [1, 2])
def test_each_row_of_a_table_is_read_and_named(tmp_path: Path, workers: int) -> None:
    rows = [{"text": f"Norland and Sudria agreed on {n} treaties in Port Elm on Tuesday."} for n in range(12)]
    (tmp_path / "a.jsonl").write_text(lines(*rows, "{"))
    polars.DataFrame(rows).write_parquet(tmp_path / "b.parquet")
    outcomes = list(read_sources(spread([str(tmp_path)]), settings=Settings(published="2025-06-17"), workers=workers))
    expected = [f"{tmp_path / 'a.jsonl'}:{n}" for n in range(1, 14)]
    expected += [f"{tmp_path / 'b.parquet'}:{n}" for n in range(1, 13)]
    assert [outcome.source for outcome in outcomes] == expected
    assert [isinstance(outcome.result, InputRefused) for outcome in outcomes].count(True) == 1
    found = outcomes[5].result
    assert not isinstance(found, InputRefused)
    assert found.document.text == rows[5]["text"]
    assert found.document.published == "2025-06-17"
