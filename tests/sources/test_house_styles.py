"""Each house style in ``house_styles.txt``: what its furniture says of the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.sources.text import read_text

FIELDS = ("title", "publisher", "published", "dateline_place", "dateline_date", "authors", "photographers")


def _styles() -> list[tuple[dict[str, str], str]]:
    source = Path(__file__).with_name("house_styles.txt").read_text(encoding="utf-8")
    styles = []
    for block in source.split("\n=====\n"):
        head, text = block.split("\n---\n", 1)
        rows = (line.partition(":") for line in head.splitlines() if not line.startswith("#"))
        styles.append(({key.strip(): value.strip() for key, _, value in rows}, text))
    return styles


@pytest.mark.parametrize(
    ("expected", "text"), _styles(), ids=lambda value: value["title"] if isinstance(value, dict) else ""
)
def test_a_house_style_is_read(expected: dict[str, str], text: str) -> None:
    document = read_text(text).document
    found = {
        "title": document.title or "",
        "publisher": document.publisher or "",
        "published": document.published or "",
        "dateline_place": document.dateline.place or "",
        "dateline_date": document.dateline.date or "",
        "authors": "; ".join(document.byline.authors),
        "photographers": "; ".join(document.byline.photographers),
    }
    wanted = {name: expected.get(name, "") for name in FIELDS}
    assert found["publisher"] == wanted["publisher"] or wanted["publisher"] in found["publisher"]
    found.pop("publisher"), wanted.pop("publisher")
    assert found == wanted
