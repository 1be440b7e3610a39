"""Whether two records tell of one meeting, what each says of it, and which of many records belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from communique.comparing.model import Agreement, Fact, Verdict
from communique.comparing.words import tokens
from communique.dates import day_of
from communique.record import Meeting, Record

#: days by which two accounts of one meeting may differ: time zones, and readouts given out on the morrow
NEAR = 2
REMOTE = frozenset({"call", "video", "letter"})
TITLES = frozenset(
    "president prime minister foreign secretary king sheikh sir mr ms mrs dr al el bin abdul the of".split()
)


def same_meeting(a: Record, b: Record) -> Verdict:
    """Return whether the two records tell of one meeting, with the reason in words."""
    if not a.meetings or not b.meetings:
        which = "neither account tells" if not (a.meetings or b.meetings) else "one account does not tell"
        return Verdict(same=False, reason=f"{which} of a meeting")
    tried = [_judged(a, b, one, other) for one in a.meetings for other in b.meetings]
    return next((verdict for verdict in tried if verdict.same), tried[0])


def _judged(a: Record, b: Record, one: Meeting, other: Meeting) -> Verdict:
    common = sorted(_countries(a, one) & _countries(b, other))
    people = _people_in_common(a, b, one, other)
    apart = _days_apart(_day(a, one), _day(b, other))
    reason = _obstacle(one, other, dyad=len(common) >= 2, people=people, apart=apart)
    if reason is None:
        who = f"{people} participants in common" if people else f"both name {' and '.join(common)}"
        when = "on the same day" if apart == 0 else f"{apart} day{'s' if apart != 1 else ''} apart"
        return Verdict(same=True, reason=f"{who}, {when}", a=one.id, b=other.id)
    return Verdict(same=False, reason=reason, a=one.id, b=other.id)


def _obstacle(one: Meeting, other: Meeting, *, dyad: bool, people: int, apart: int | None) -> str | None:
    if not dyad and people < 2:
        return "the participants are not of the same two sides"
    if people == 0:
        return "the sides are the same, but no participant is"
    if apart is None:
        return "the day of the meeting is not known from both accounts"
    if apart > NEAR:
        return f"the days are {apart} apart"
    if (one.form in REMOTE) != (other.form in REMOTE):
        return f"one tells of a meeting {_form(one)}, the other {_form(other)}"
    if one.form not in REMOTE and one.place and other.place and _abroad(one, other):
        return f"the places are in different countries: {one.place.name} and {other.place.name}"
    return None


def _abroad(one: Meeting, other: Meeting) -> bool:
    countries = (one.place and one.place.country, other.place and other.place.country)
    return all(countries) and countries[0] != countries[1]


def _form(meeting: Meeting) -> str:
    return {"call": "by telephone", "video": "by video", "letter": "by letter"}.get(meeting.form, "in person")


def facts(a: Record, b: Record, verdict: Verdict) -> tuple[Fact, ...]:
    """Return who, when, where and how, as each account has it; nothing where no meeting was found in both."""
    one = next((meeting for meeting in a.meetings if meeting.id == verdict.a), None)
    other = next((meeting for meeting in b.meetings if meeting.id == verdict.b), None)
    if one is None or other is None:
        return ()
    people = _people_in_common(a, b, one, other) == max(len(one.participants), len(other.participants))
    places = _place(one), _place(other)
    near = bool(places[0] and places[1]) and bool({*tokens(places[0] or "")} & {*tokens(places[1] or "")})
    return (
        _fact("participants", _names(a, one), _names(b, other), same=people),
        _fact("date", _day(a, one), _day(b, other)),
        _fact("place", *places, same=near),
        _fact("form", one.form, other.form),
    )


def _fact(name: str, a: str | None, b: str | None, *, same: bool | None = None) -> Fact:
    agreement: Agreement
    if a is None or b is None:
        agreement = "unknown" if a == b else "only_b" if a is None else "only_a"
    else:
        agreement = "same" if (a == b if same is None else same) else "differs"
    return Fact(name=name, a=a, b=b, agreement=agreement)  # type: ignore[arg-type]


def pairs_of(records: Iterable[Record]) -> Iterator[tuple[Record, Record]]:
    """Yield every two records that give accounts of one meeting and come from different publishers.

    The first of a pair came first among the records. Only records on the same sides and near days are compared.
    """
    seen: dict[tuple[tuple[str, ...], int], list[tuple[int, Record]]] = defaultdict(list)
    for number, record in enumerate(records):
        found: dict[int, Record] = {}
        keys = list(dict.fromkeys(key for meeting in record.meetings for key in _keys(record, meeting)))
        for sides, day in keys:
            for near in range(day - NEAR, day + NEAR + 1):
                found.update((n, other) for n, other in seen.get((sides, near), ()) if _two_accounts(other, record))
        for _, other in sorted(found.items(), key=lambda item: item[0]):
            yield other, record
        for key in keys:
            seen[key].append((number, record))


def _keys(record: Record, meeting: Meeting) -> Iterator[tuple[tuple[str, ...], int]]:
    day = day_of(_day(record, meeting))
    countries = sorted(_countries(record, meeting))
    if day is not None:
        for at, one in enumerate(countries):
            for other in countries[at + 1 :]:
                yield (one, other), day.toordinal()


def _two_accounts(a: Record, b: Record) -> bool:
    if a.document.id == b.document.id:
        return False
    if a.document.publisher and a.document.publisher == b.document.publisher:
        return False
    return same_meeting(a, b).same


def _countries(record: Record, meeting: Meeting) -> set[str]:
    actors = (record.actor(one) for one in meeting.participants)
    return {side for actor in actors if (side := actor.country or actor.code)}


def _day(record: Record, meeting: Meeting) -> str | None:
    return meeting.date or record.document.date


def _days_apart(a: str | None, b: str | None) -> int | None:
    one, other = day_of(a), day_of(b)
    return abs((one - other).days) if isinstance(one, date) and isinstance(other, date) else None


def _names(record: Record, meeting: Meeting) -> str:
    return "; ".join(record.actor(one).name for one in meeting.participants)


def _place(meeting: Meeting) -> str | None:
    return meeting.place.name if meeting.place else None


def _people_in_common(a: Record, b: Record, one: Meeting, other: Meeting) -> int:
    """Return how many participants of one meeting have a namesake of the same country in the other."""
    mine = [a.actor(who) for who in one.participants]
    left = [b.actor(who) for who in other.participants]
    count = 0
    for actor in mine:
        twin = next((x for x in left if x.country == actor.country and _namesakes(x.name, actor.name)), None)
        if twin is not None:
            left.remove(twin)
            count += 1
    return count


def _namesakes(a: str, b: str) -> bool:
    one, other = ({word for word in tokens(name) if word not in TITLES} for name in (a, b))
    return bool(one & other)
