"""Statements against gold: found by their content, then compared value by value."""

from __future__ import annotations

from collections import Counter

from communique.evaluation.comparing import actor_level, country_levels, same_names
from communique.evaluation.gold import Gold, GoldStatement
from communique.evaluation.matching import overlap, pair_up
from communique.evaluation.sheet import Found, Share, Sheet, Wrong
from communique.record import Actor, Record, Statement

#: from this overlap of their contents on, a statement is the one in gold
FOUND_FROM = 0.5
#: of two contents that overlap alike, the one with the right act and the right country is preferred
PREFERENCE = 0.01
FIELDS = ("speaker", "speaker_country", "addressees", "act", "areas_all", "modality")
#: what the table of acts calls a statement that was not found, and one that is not in gold
MISSED, INVENTED = "(missed)", "(not in gold)"


def compare_statements(gold: Gold, record: Record) -> Sheet:
    """Return the counts of one document's statements."""
    cast = {actor.id: actor for actor in record.actors}
    checks: dict[tuple[int, int], dict[str, bool]] = {}
    candidates = []
    for i, wanted in enumerate(gold.statements):
        for j, given in enumerate(record.statements):
            covered = overlap(wanted.content, given.content)
            if covered >= FOUND_FROM:
                right = checks[i, j] = compare(wanted, given, cast)
                candidates.append((covered + PREFERENCE * right["act"] + PREFERENCE * right["speaker_country"], i, j))
    pairs = sorted(pair_up(candidates).items())
    every = [checks[pair] for pair in pairs]
    size = Found(given=len(record.statements), wanted=len(gold.statements))
    core = sum(right["speaker"] and right["speaker_country"] and right["act"] for right in every)
    false = 0 if gold.statements else len(record.statements)
    return Sheet(
        found={
            "statement": size + Found(hits=len(pairs)),
            "areas": _areas(gold, record, pairs),
            "core": size + Found(hits=core),
            "strict": size + Found(hits=sum(all(right.values()) for right in every)),
        },
        shares={f"statement_{field}": Share(sum(r[field] for r in every), len(every)) for field in FIELDS},
        acts=_acts(gold, record, pairs),
        false_statements=false,
        wrong=_wrong(gold, record, pairs, checks),
    )


def compare(wanted: GoldStatement, given: Statement, cast: dict[str, Actor]) -> dict[str, bool]:
    """Return for each of FIELDS whether the statement has it as gold does."""
    own = given.speaker_country or tuple(actor_level(cast[who]) for who in given.speaker)
    towards = frozenset(actor_level(cast[who]) for who in given.addressees) - {""}
    return {
        "speaker": same_names(wanted.speakers, _speakers(given, cast)),
        "speaker_country": country_levels(wanted.countries) == country_levels(own),
        "addressees": country_levels(wanted.addressees) == towards,
        "act": given.act in wanted.acts,
        "areas_all": set(wanted.areas) == set(given.areas),
        "modality": wanted.modality == given.modality,
    }


def _speakers(given: Statement, cast: dict[str, Actor]) -> list[str]:
    """Return the names of the speakers; a name may hold several, joined by semicolons."""
    names = (name.strip() for who in given.speaker for name in (cast[who].name or who).split(";"))
    return [name for name in names if name]


def _areas(gold: Gold, record: Record, pairs: list[tuple[int, int]]) -> Found:
    hits = given = wanted = 0
    for i, j in pairs:
        right, read = set(gold.statements[i].areas), set(record.statements[j].areas)
        hits, given, wanted = hits + len(right & read), given + len(read), wanted + len(right)
    return Found(hits, given, wanted)


def _acts(gold: Gold, record: Record, pairs: list[tuple[int, int]]) -> Counter[tuple[str, str]]:
    """Count pairs of acts; of several right ones the one that was read stands for gold, else the best."""
    acts: Counter[tuple[str, str]] = Counter()
    for i, j in pairs:
        wanted, read = gold.statements[i].acts, record.statements[j].act
        acts[read if read in wanted else wanted[0], read] += 1
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    acts.update((s.acts[0], MISSED) for i, s in enumerate(gold.statements) if i not in found)
    acts.update((INVENTED, s.act) for j, s in enumerate(record.statements) if j not in used)
    return acts


def _wrong(
    gold: Gold, record: Record, pairs: list[tuple[int, int]], checks: dict[tuple[int, int], dict[str, bool]]
) -> tuple[Wrong, ...]:
    cast = {actor.id: actor for actor in record.actors}
    wrong = []
    for i, j in pairs:
        wanted, given = gold.statements[i], record.statements[j]
        if not all(checks[i, j].values()):
            told = "; ".join(_told(field, wanted, given, cast) for field in FIELDS if not checks[i, j][field])
            faults = tuple(f for field in FIELDS if not checks[i, j][field] for f in _faults(field, wanted, given))
            wrong.append(Wrong(gold.name, "statement", faults, f"{told} | {wanted.quote}"))
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, wanted in enumerate(gold.statements):
        if i not in found:
            detail = f"{'; '.join(wanted.speakers)} | {wanted.quote}"
            wrong.append(Wrong(gold.name, "statement", (f"missed: {wanted.acts[0]}",), detail))
    for j, given in enumerate(record.statements):
        if j not in used:
            detail = f"{'; '.join(_speakers(given, cast))} ({given.method}) | {given.content.of(record.document.text)}"
            wrong.append(Wrong(gold.name, "statement", (f"not in gold: {given.act}",), detail))
    return tuple(wrong)


def _faults(field: str, wanted: GoldStatement, given: Statement) -> tuple[str, ...]:
    """Return what kinds of fault a wrong field is, in words that can be counted."""
    if field == "act":
        return (f"act: {wanted.acts[0]} read as {given.act}",)
    if field == "modality":
        return (f"modality: {wanted.modality} read as {given.modality}",)
    if field == "areas_all":
        lacking = tuple(f"area lacking: {area}" for area in wanted.areas if area not in given.areas)
        return lacking + tuple(f"area too many: {area}" for area in given.areas if area not in wanted.areas)
    return (field.replace("_", " "),)


def _told(field: str, wanted: GoldStatement, given: Statement, cast: dict[str, Actor]) -> str:
    addressees = [actor_level(cast[who]) or cast[who].name for who in given.addressees]
    values = {
        "speaker": (wanted.speakers, _speakers(given, cast)),
        "speaker_country": (wanted.countries, given.speaker_country),
        "addressees": (wanted.addressees, addressees),
        "act": (wanted.acts, (given.act,)),
        "areas_all": (wanted.areas, given.areas),
        "modality": ((wanted.modality,), (given.modality,)),
    }
    right, read = (", ".join(value) or "none" for value in values[field])
    return f"{field.removesuffix('_all').replace('_', ' ')} is {right}, read {read}"
