"""The page: the whole text, unchanged; each mark names its entry; nothing is loaded or run from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from communique.cli.page import page
from communique.record import Actor, Document, Record, Silence, Span, Statement, document_id


def parsed(record: Record) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(page(record))


def text_of(record: Record) -> str:
    [shown] = parsed(record).xpath("//div[@class='text']")
    for note in shown.xpath(".//a[@class='note']"):
        note.drop_tree()
    return str(shown.text_content())


def marked(record: Record, entry: str) -> str:
    pieces = parsed(record).xpath("//mark")
    return "".join(piece.text_content() for piece in pieces if entry in piece.get("data-of").split())


def test_the_text_is_shown_unchanged(record: Record) -> None:
    assert text_of(record) == record.document.text


def test_each_statement_is_marked_where_it_was_read(record: Record) -> None:
    text = record.document.text
    assert marked(record, "s1") == record.statements[0].evidence[0].of(text)
    assert marked(record, "e3") == "rejects any toll"
    assert marked(record, "a1") == "President Ada Quill"
    assert marked(record, "m1") == "the talks"
    assert marked(record, "quiet1") == "The sea was calm."


def test_every_mark_and_link_leads_to_an_entry_on_the_page(record: Record) -> None:
    tree = parsed(record)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    entries = {entry for names in tree.xpath("//mark/@data-of") for entry in names.split()}
    assert entries == {"a1", "a2", "a3", "m1", "s1", "s2", "e1", "e2", "e3", "quiet1"}
    assert entries <= set(ids)


def test_nothing_is_loaded_and_only_its_own_script_and_style_may_run(record: Record) -> None:
    content = page(record)
    tree = lxml_html.fromstring(content)
    assert not tree.xpath("//@src | //link | //iframe | //object | //@style")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    for kind in ("style", "script"):
        [body] = re.findall(rf"<{kind}>(.*?)</{kind}>", content, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("evil", ["</title><script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_a_document_says_is_text_and_never_markup(record: Record, evil: str) -> None:
    actor = replace(record.actors[0], name=evil, office=evil)
    statement = replace(record.statements[0], method=evil, amount=evil)
    document = replace(record.document, title=evil, publisher=evil, url=f"javascript:{evil}")
    tree = parsed(replace(record, document=document, actors=(actor, *record.actors[1:]), statements=(statement,)))
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img")
    assert not [link for link in tree.xpath("//a/@href") if link.startswith("javascript")]


def test_a_source_on_the_web_is_linked(record: Record) -> None:
    document = replace(record.document, url="https://example.org/a?b=1&c=2")
    assert "https://example.org/a?b=1&c=2" in parsed(replace(record, document=document)).xpath("//a/@href")


def test_a_record_without_statements_has_a_page(quiet_record: Record) -> None:
    assert "The text conveys no statement." in page(quiet_record)


LETTERS = st.text("ab <&\n", min_size=1, max_size=40)


@given(LETTERS, st.data())
@settings(max_examples=60, deadline=None)
def test_marks_that_overlap_in_any_way_leave_the_text_whole(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    statements = tuple(
        Statement(id=f"s{n}", speaker=("a1",), speaker_country=(), act="pledge", content=span(), evidence=(span(),))
        for n in range(3)
    )
    record = Record(
        document=Document(id=document_id(text), text=text),
        actors=(Actor(id="a1", name="Ada", kind="person", mentions=(span(), span())),),
        statements=statements,
        silences=(Silence(span=span(), reason="none"),),
    )
    assert text_of(record) == text
    assert {f"in-{s.id}" for s in statements} <= set(parsed(record).xpath("//@id"))
