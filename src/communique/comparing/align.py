"""Which remark of one account is which of the other: an assignment by shared words, weighed by how rare they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from communique.comparing.assign import assign
from communique.comparing.encounter import facts, same_meeting
from communique.comparing.meaning import Table, Weighed, answered, nearness, weighed
from communique.comparing.model import Comparison, Match, Remark
from communique.comparing.remarks import head, remarks, tail
from communique.comparing.strength import differences, strength
from communique.comparing.words import EMPTY, PALE, SPEECH, families, stem, tokens
from communique.record import Record

#: how much a feature weighs beside a stem in the content itself, which weighs 1
FAMILY, AREA, TAIL, HEAD, PALE_WORD, NAME = 2.0, 0.5, 0.5, 0.3, 0.25, 1.3
#: how much a name says that any remark may hold: that of one of the two sides, that of another state
OWN_NAME, STATE_NAME = 0.2, 0.6
#: what the sides and the acts add to, or take from, the words' own similarity
SAME_SIDE, SAME_ACT, KINDRED_ACT, THANKS_APART = 0.06, 0.06, 0.03, -0.03
#: what is left of a likeness that one shared name makes, and nothing else
ONE_NAME = 0.15
#: what it adds that the words have words of like meaning in the other, where the cosine of the words weighs 1
MEANING = 1.0
#: a sentence that gave no statement may be met by one of the other account, not by another such sentence
UNREAD, UNREAD_BOTH = -0.03, -3.0
#: how much it counts that a likeness stands out from all others of the two remarks
CONTRAST = 0.45
#: what two remarks must be alike at least, and in accounts that are not of one meeting
LEAST, LEAST_APART = 0.38, 0.40
#: from here on two remarks are of one matter: sooner in accounts of one meeting, where that is likely beforehand;
#: a further remark joins a match from JOINS on
ALIKE, ALIKE_APART, JOINS = 0.36, 0.42, 0.75

Features = dict[str, float]


def compare(a: Record, b: Record) -> Comparison:
    """Return the two accounts laid side by side; where either says nothing, all is the other's alone."""
    verdict = same_meeting(a, b)
    left, right = remarks(a), remarks(b)
    scores = similarities(a, b, left, right)
    likely = _contrasted(scores, least=LEAST if verdict.same else LEAST_APART)
    groups = _groups(likely, len(left), len(right), alike=ALIKE if verdict.same else ALIKE_APART)
    matches = tuple(_match(left, right, scores, mine, yours) for mine, yours in groups)
    used_a = {i for mine, _ in groups for i in mine}
    used_b = {j for _, yours in groups for j in yours}
    return Comparison(
        a=a.document.id,
        b=b.document.id,
        verdict=verdict,
        meeting=facts(a, b, verdict),
        matches=matches,
        only_a=tuple(remark for i, remark in enumerate(left) if i not in used_a and remark.act != "mention"),
        only_b=tuple(remark for j, remark in enumerate(right) if j not in used_b and remark.act != "mention"),
    )


def similarities(a: Record, b: Record, left: tuple[Remark, ...], right: tuple[Remark, ...]) -> list[list[float]]:
    """Return how much each remark of ``a`` is like each of ``b``; above ``ALIKE`` they may be of one matter."""
    known = dict.fromkeys(sorted(_states(a) | _states(b)), STATE_NAME)
    known |= dict.fromkeys(sorted(_own_names(a) | _own_names(b)), OWN_NAME)
    mine = [_features(a, remark, known) for remark in left]
    yours = [_features(b, remark, known) for remark in right]
    senses, near = _senses(left, right, known)
    names = _names(left + right) | frozenset(known)
    spread = Counter(feature for features in (*mine, *yours) for feature in features)
    total = len(mine) + len(yours)
    for features in (*mine, *yours):
        for feature in features:
            features[feature] *= math.log(1 + total / spread[feature])
    return [
        [
            (_alike(mine[i], yours[j]) + MEANING * answered(senses[i], senses[len(left) + j], near))
            * (ONE_NAME if _only_a_name(one, other, names, known) else 1.0)
            + _bonus(one, other)
            for j, other in enumerate(right)
        ]
        for i, one in enumerate(left)
    ]


def _senses(
    left: tuple[Remark, ...], right: tuple[Remark, ...], known: Mapping[str, float]
) -> tuple[list[Weighed], Table]:
    """Return the weighed words of each remark of both accounts, and how near each word is to each."""
    said = [list(dict.fromkeys(w for w in tokens(r.quote) if w not in EMPTY)) for r in (*left, *right)]
    spread = Counter(word for words in said for word in words)
    places = {word: at for at, word in enumerate(sorted(spread))}
    weights = {
        word: math.log(1 + len(said) / count) * (PALE_WORD if word in PALE else known.get(stem(word), 1.0))
        for word, count in spread.items()
    }
    return [weighed({w: weights[w] for w in words}, places) for words in said], nearness(tuple(places))


def _contrasted(scores: list[list[float]], *, least: float) -> list[list[float]]:
    """Return the scores raised by how far each stands out from the others of its row and column, or lowered.

    What is below ``least`` stands out from nothing, however little the others are alike.
    """
    turned = [list(column) for column in zip(*scores, strict=True)]
    return [
        [
            score + CONTRAST * (score - max(_rival(row, j), _rival(turned[j], i)))
            if score >= least
            else min(score, 0.0)
            for j, score in enumerate(row)
        ]
        for i, row in enumerate(scores)
    ]


def _rival(scores: list[float], but: int) -> float:
    return max((score for i, score in enumerate(scores) if i != but), default=0.0)


def _features(record: Record, remark: Remark, known: Mapping[str, float]) -> Features:
    features: Features = {}
    for text, share in ((remark.quote, 1.0), (tail(record, remark), TAIL), (head(record, remark), HEAD)):
        names = {stem(word.lower()) for word in text.split()[1:] if word[:1].isupper()}
        for word in tokens(text):
            if word in EMPTY or (share == HEAD and word in SPEECH):
                continue
            root = stem(word)
            weight = share * (PALE_WORD if word in PALE else known.get(root, 1.0))
            if root not in known and (root in names or root[0].isdigit()):
                weight *= NAME
            features[root] = max(features.get(root, 0.0), weight)
            kin = families(word)  # a word of several families says less for each
            for family in kin:
                features[family] = max(features.get(family, 0.0), weight * FAMILY / len(kin))
    for area in remark.areas:
        features["@" + area] = AREA
    return features


def _own_names(record: Record) -> frozenset[str]:
    """Return the stems of the names of the two sides: every remark may hold them."""
    met = [record.actor(one) for one in (record.meetings[0].participants if record.meetings else ())]
    countries = {actor.country for actor in met if actor.country}
    names = [actor.name for actor in met]
    for actor in record.actors:
        if actor.kind == "state" and actor.country in countries:
            names += [actor.name, *(span.of(record.document.text) for span in actor.mentions)]
    return frozenset(stem(word) for name in names for word in tokens(name) if word not in EMPTY)


def _names(remarks: tuple[Remark, ...]) -> frozenset[str]:
    """Return the stems of the words that the remarks write with a capital within the sentence."""
    return frozenset(
        stem(part) for r in remarks for word in r.quote.split()[1:] if word[:1].isupper() for part in tokens(word)
    )


def _only_a_name(a: Remark, b: Remark, names: frozenset[str], known: Mapping[str, float]) -> bool:
    """Whether all that two remarks share is one name, and they do different things: it is not one matter then."""
    if strength((a,), (b,)) != "different":
        return False
    one, other = ({stem(w): w for w in tokens(r.quote) if w not in EMPTY and w not in PALE} for r in (a, b))
    shared = {root for root in one if root in other and known.get(root) != OWN_NAME}
    at = [place for place, word in enumerate(tokens(a.quote)) if stem(word) in shared]
    if not at or not shared <= names or at[-1] - at[0] != len(at) - 1:
        return False  # nothing, more than names, or several names
    kin = ({family for root in said if root not in shared for family in families(said[root])} for said in (one, other))
    return not next(kin) & next(kin)


def _states(record: Record) -> frozenset[str]:
    """Return the stems of the names of all states that an account names: sharing one says little of the matter."""
    text = record.document.text
    spans = [span.of(text) for actor in record.actors if actor.kind == "state" for span in actor.mentions]
    return frozenset(stem(word) for name in spans for word in tokens(name) if word not in EMPTY)


def _alike(a: Features, b: Features) -> float:
    shared = sum(weight * b[feature] for feature, weight in a.items() if feature in b)
    if not shared:
        return 0.0
    return shared / math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))


def _bonus(a: Remark, b: Remark) -> float:
    if "mention" in (a.act, b.act):
        return UNREAD if a.act != b.act else UNREAD_BOTH
    bonus = SAME_SIDE if set(a.countries) & set(b.countries) else 0.0
    if a.act == b.act:
        bonus += SAME_ACT
    elif (a.act == "courtesy") != (b.act == "courtesy"):
        bonus += THANKS_APART
    elif strength((a,), (b,)) in ("a", "b"):
        bonus += KINDRED_ACT
    return bonus


def _groups(
    scores: list[list[float]], rows: int, columns: int, *, alike: float
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return which rows go with which columns: one to one, then what is left over to the match that it fits well."""
    pairs = assign([[max(0.0, score - alike) for score in row] for row in scores])
    left = {i: [i] for i in pairs}
    right = {j: [j] for j in pairs.values()}
    for i in sorted(set(range(rows)) - set(pairs)):
        best = _best((scores[i][j], j) for i2, j in pairs.items() if len(right[j]) == 1)
        if best is not None:
            left[next(k for k, j in pairs.items() if j == best)].append(i)
    for j in sorted(set(range(columns)) - set(pairs.values())):
        best = _best((scores[i][j], i) for i in pairs if len(left[i]) == 1)
        if best is not None:
            right[pairs[best]].append(j)
    return [(tuple(sorted(left[i])), tuple(sorted(right[j]))) for i, j in sorted(pairs.items())]


def _best(candidates: Iterable[tuple[float, int]]) -> int | None:
    found = max(candidates, default=(0.0, 0), key=lambda one: (one[0], -one[1]))
    return found[1] if found[0] >= JOINS else None


def _match(
    left: tuple[Remark, ...],
    right: tuple[Remark, ...],
    scores: list[list[float]],
    mine: tuple[int, ...],
    yours: tuple[int, ...],
) -> Match:
    a, b = tuple(left[i] for i in mine), tuple(right[j] for j in yours)
    similarity = max(scores[i][j] for i in mine for j in yours)
    return Match(
        a=a, b=b, similarity=round(min(1.0, similarity), 3), strength=strength(a, b), differences=differences(a, b)
    )
