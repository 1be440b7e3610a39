"""A document's metadata and its listed actors against gold."""

from __future__ import annotations

from communique.evaluation.comparing import (
    actor_level,
    country_level,
    name_given,
    same_name,
    same_names,
    same_phrase,
    same_text,
    same_time,
    sector_codes,
)
from communique.evaluation.gold import Gold, GoldActor, MetaValue
from communique.evaluation.matching import pair_up
from communique.evaluation.sheet import Share, Sheet, Wrong
from communique.record import Actor, Document, Record

COMPARE = {
    "title": same_text,
    "publisher": same_phrase,
    "published": same_time,
    "dateline_place": same_phrase,
    "dateline_date": same_time,
    "language": same_text,
}


def compare_metadata(gold: Gold, document: Document, *, refused: bool = False) -> Sheet:
    """Return the counts of one document's metadata; all of it is wrong where the text was ``refused``."""
    shares, wrong = {}, []
    for field, wanted in gold.metadata:
        given = read_metadata(document, field)
        right = not refused and _same(field, wanted, given)
        shares[f"document_{field}"] = Share(int(right), 1)
        if not right:
            detail = f"is {_shown(wanted)}, read {_shown(given)}"
            wrong.append(Wrong(gold.name, "document", (field,), detail))
    every = Share(sum(share.right for share in shares.values()), len(shares))
    return Sheet(shares={"document": every, **shares}, wrong=tuple(wrong))


def read_metadata(document: Document, field: str) -> MetaValue:
    """Return the field of the document that gold calls by this name."""
    byline, dateline = document.byline, document.dateline
    values: dict[str, MetaValue] = {
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "dateline_place": dateline.place,
        "dateline_date": dateline.date,
        "language": document.language,
        "authors": byline.authors,
        "editors": byline.editors,
        "web_editors": byline.editors,
        "photographers": byline.photographers,
    }
    return values[field]


def compare_actors(gold: Gold, record: Record) -> Sheet:
    """Return the counts of the actors that gold lists: found by name, then country, sector and office."""
    pairs = pair_up(
        (1.0, i, j)
        for i, wanted in enumerate(gold.actors)
        for j, actor in enumerate(record.actors)
        if same_name(wanted.name, actor.name)
    )
    shares: dict[str, Share] = {}
    wrong = []
    for i, wanted in enumerate(gold.actors):
        given = record.actors[pairs[i]] if i in pairs else None
        checks = _check(wanted, given)
        for field, right in checks.items():
            shares[f"actor_{field}"] = shares.get(f"actor_{field}", Share()) + Share(int(right), 1)
        faults = tuple(field for field, right in checks.items() if not right) if given else ("missed",)
        if faults:
            read = f"{given.name}, {actor_level(given)}, {given.sector}, {given.office}" if given else "nothing"
            detail = f"{wanted.name}, {wanted.country}, {wanted.sector}, {wanted.office}; read {read}"
            wrong.append(Wrong(gold.name, "actor", faults, detail))
    return Sheet(shares=shares, wrong=tuple(wrong))


def _check(wanted: GoldActor, given: Actor | None) -> dict[str, bool]:
    checks = {"found": given is not None}
    checks["country"] = given is not None and country_level(wanted.country) == actor_level(given)
    if "sector" in wanted.asked:
        sector = (wanted.sector or "").replace("CIV", "CVL")
        codes = sector_codes(given) if given else ()
        checks["sector"] = given is not None and (sector in codes[:2] if sector else not codes)
    if "office" in wanted.asked:
        office = given.office if given else None
        checks["office"] = given is not None and (name_given(wanted.office, office) if wanted.office else not office)
    return checks


def _same(field: str, wanted: MetaValue, given: MetaValue) -> bool:
    if isinstance(given, tuple):
        return same_names(wanted if isinstance(wanted, tuple) else (), given)
    return not isinstance(wanted, tuple) and COMPARE[field](wanted, given)


def _shown(value: MetaValue) -> str:
    return ("; ".join(value) if isinstance(value, tuple) else value) or "none"
