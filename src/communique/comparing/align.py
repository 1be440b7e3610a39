"""Which remark of one account is which of the other: an assignment by shared words, weighed by how rare they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from communique.comparing.assign import assign
from communique.comparing.encounter import facts, same_meeting
from communique.comparing.meaning import Vector, meaning, nearness
from communique.comparing.model import Comparison, Match, Remark
from communique.comparing.remarks import head, remarks, tail
from communique.comparing.strength import differences, strength
from communique.comparing.words import EMPTY, PALE, SPEECH, families, stem, tokens
from communique.record import Record

#: how much a feature weighs beside a stem in the content itself, which weighs 1
FAMILY, AREA, TAIL, HEAD, PALE_WORD, OWN_NAME, NAME = 1.0, 1.0, 0.5, 0.3, 0.25, 0.2, 1.3
#: what the sides and the acts add to, or take from, the words' own similarity
SAME_SIDE, SAME_ACT, KINDRED_ACT, THANKS_APART = 0.06, 0.06, 0.03, -0.03
#: what nearness of meaning adds, where the cosine of the words themselves weighs 1
MEANING = 0.3
#: a sentence that gave no statement may be met by one of the other account, not by another such sentence
UNREAD, UNREAD_BOTH = -0.03, -3.0
#: how much it counts that a likeness stands out from all others of the two remarks
CONTRAST = 0.3
#: from here on two remarks are of one matter: sooner in accounts of one meeting, where that is likely beforehand;
#: a further remark joins a match from JOINS on
ALIKE, ALIKE_APART, JOINS = 0.22, 0.36, 0.50

Features = dict[str, float]


def compare(a: Record, b: Record) -> Comparison:
    """Return the two accounts laid side by side; where either says nothing, all is the other's alone."""
    verdict = same_meeting(a, b)
    left, right = remarks(a), remarks(b)
    scores = similarities(a, b, left, right)
    groups = _groups(_contrasted(scores), len(left), len(right), alike=ALIKE if verdict.same else ALIKE_APART)
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
    own = _own_names(a) | _own_names(b)
    mine = [_features(a, remark, own) for remark in left]
    yours = [_features(b, remark, own) for remark in right]
    senses = _senses(left, own), _senses(right, own)
    spread = Counter(feature for features in (*mine, *yours) for feature in features)
    total = len(mine) + len(yours)
    for features in (*mine, *yours):
        for feature in features:
            features[feature] *= math.log(1 + total / spread[feature])
    return [
        [
            _alike(mine[i], yours[j]) + MEANING * nearness(senses[0][i], senses[1][j]) + _bonus(one, other)
            for j, other in enumerate(right)
        ]
        for i, one in enumerate(left)
    ]


def _senses(remarks: tuple[Remark, ...], own: frozenset[str]) -> list[Vector | None]:
    """Return what each remark of an account means, rare words weighing more."""
    words = [sorted(set(tokens(remark.quote)) - EMPTY) for remark in remarks]
    spread = Counter(word for each in words for word in each)
    return [
        meaning(
            {
                word: math.log(1 + len(words) / spread[word])
                * (PALE_WORD if word in PALE else OWN_NAME if stem(word) in own else 1.0)
                for word in each
            }
        )
        for each in words
    ]


def _contrasted(scores: list[list[float]]) -> list[list[float]]:
    """Return the scores raised by how far each stands out from the others of its row and column, or lowered."""
    turned = [list(column) for column in zip(*scores, strict=True)]
    return [
        [score + CONTRAST * (score - max(_rival(row, j), _rival(turned[j], i))) for j, score in enumerate(row)]
        for i, row in enumerate(scores)
    ]


def _rival(scores: list[float], but: int) -> float:
    return max((score for i, score in enumerate(scores) if i != but), default=0.0)


def _features(record: Record, remark: Remark, own: frozenset[str]) -> Features:
    features: Features = {}
    for text, share in ((remark.quote, 1.0), (tail(record, remark), TAIL), (head(record, remark), HEAD)):
        names = {stem(word.lower()) for word in text.split()[1:] if word[:1].isupper()}
        for word in tokens(text):
            if word in EMPTY or (share == HEAD and word in SPEECH):
                continue
            root = stem(word)
            weight = share * (PALE_WORD if word in PALE else OWN_NAME if root in own else 1.0)
            if root not in own and (root in names or root[0].isdigit()):
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
