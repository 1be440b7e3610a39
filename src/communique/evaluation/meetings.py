"""Meetings against gold: found by participants, then compared field by field; one missed has every field wrong."""

from __future__ import annotations

from communique.evaluation.comparing import country_level, names_in_common, same_names, same_phrase, same_time
from communique.evaluation.gold import Gold, GoldMeeting
from communique.evaluation.matching import pair_up
from communique.evaluation.sheet import Found, Share, Sheet, Wrong
from communique.record import Meeting, Record

FIELDS = ("participants", "form", "date", "place", "country", "occasion")
#: of two meetings with participants alike in common, the one on the right day is preferred
PREFERENCE = 0.2


def compare_meetings(gold: Gold, record: Record) -> Sheet:
    """Return the counts of one document's meetings."""
    cast = {actor.id: actor for actor in record.actors}
    names = [[cast[who].name or who for who in meeting.participants] for meeting in record.meetings]
    candidates = []
    for i, wanted in enumerate(gold.meetings):
        for j, given in enumerate(record.meetings):
            common = names_in_common(wanted.participants, names[j])
            if common:
                fit = common / max(len(wanted.participants), len(names[j]))
                candidates.append((fit + PREFERENCE * same_time(wanted.date, given.date), i, j))
    pairs = pair_up(candidates)
    every = [
        compare(wanted, record.meetings[pairs[i]], names[pairs[i]]) if i in pairs else dict.fromkeys(FIELDS, False)
        for i, wanted in enumerate(gold.meetings)
    ]
    shares = {f"meeting_{field}": Share(sum(right[field] for right in every), len(every)) for field in FIELDS}
    return Sheet(
        found={"meeting": Found(len(pairs), len(record.meetings), len(gold.meetings))},
        shares={**shares, "meeting": Share(sum(s.right for s in shares.values()), sum(s.of for s in shares.values()))},
        wrong=_wrong(gold, record, pairs, every),
    )


def compare(wanted: GoldMeeting, given: Meeting, names: list[str]) -> dict[str, bool]:
    """Return for each of FIELDS whether the meeting has it as gold does."""
    place = given.place
    return {
        "participants": same_names(wanted.participants, names),
        "form": given.form in wanted.forms,
        "date": same_time(wanted.date, given.date),
        "place": same_phrase(wanted.place, place.name if place else None),
        "country": country_level(wanted.country) == country_level(place.country if place else None),
        "occasion": same_phrase(wanted.occasion, given.occasion),
    }


def _wrong(gold: Gold, record: Record, pairs: dict[int, int], every: list[dict[str, bool]]) -> tuple[Wrong, ...]:
    cast = {actor.id: actor for actor in record.actors}
    wrong = []
    for i, wanted in enumerate(gold.meetings):
        if i not in pairs:
            detail = f"{'; '.join(wanted.participants)} | {wanted.date or 'no date'}"
            wrong.append(Wrong(gold.name, "meeting", ("missed",), detail))
        elif not all(every[i].values()):
            given = record.meetings[pairs[i]]
            faults = tuple(field for field in FIELDS if not every[i][field])
            told = "; ".join(_told(field, wanted, given) for field in faults if field != "participants")
            names = f"{'; '.join(wanted.participants)}, read {'; '.join(cast[who].name for who in given.participants)}"
            wrong.append(Wrong(gold.name, "meeting", faults, f"{told} | {names}"))
    for j, given in enumerate(record.meetings):
        if j not in pairs.values():
            detail = f"{'; '.join(cast[who].name for who in given.participants)} | {given.date or 'no date'}"
            wrong.append(Wrong(gold.name, "meeting", ("not in gold",), detail))
    return tuple(wrong)


def _told(field: str, wanted: GoldMeeting, given: Meeting) -> str:
    place = given.place
    values = {
        "form": (" or ".join(wanted.forms), given.form),
        "date": (wanted.date, given.date),
        "place": (wanted.place, place and place.name),
        "country": (wanted.country, place and place.country),
        "occasion": (wanted.occasion, given.occasion),
    }
    right, read = values[field]
    return f"{field} is {right or 'none'}, read {read or 'none'}"
