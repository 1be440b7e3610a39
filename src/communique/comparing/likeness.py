"""How likely it is that two remarks speak of one matter: what they mean, the words they share, who does what."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import numpy as np

from communique.comparing.encoder import Encoder, Table, likeness
from communique.comparing.model import Remark
from communique.comparing.remarks import head, tail
from communique.comparing.strength import strength
from communique.comparing.words import EMPTY, PALE, SPEECH, stem, tokens
from communique.record import Record

#: how much a word weighs beside one of the content itself, which weighs 1
TAIL, HEAD, PALE_WORD, NAME, SHORT_NAME = 0.5, 0.3, 0.25, 1.3, 1.3
#: how much a name says that any remark may hold: that of one of the two sides, that of another state
OWN_NAME, STATE_NAME = 0.2, 0.6
#: the logit of what cannot be
NEVER = -20.0
#: a logit below which a rival is none: what stands alone stands out no further
NO_RIVAL = -3.0
#: the signs that are weighed, each a table of every remark of one account by every remark of the other
SIGNS = (
    "meaning",
    "words",
    "same_area",
    "same_side",
    "same_act",
    "kindred_act",
    "thanks_apart",
    "unread",
    "unread_both",
    "one_name",
    "apart",
)

_SHORT = re.compile(r"\b[A-Z]{3,6}\b")
_LONG = re.compile(r"\b[A-Z][a-z]+(?:['’]s)?(?:[ -](?:of |for |on |and |the |to )*[A-Z][a-z]+(?:['’]s)?){2,5}")
Features = dict[str, float]


def likenesses(a: Record, b: Record, left: tuple[Remark, ...], right: tuple[Remark, ...]) -> list[list[float]]:
    """Return for each remark of ``a`` and each of ``b`` the logit of the chance that they are of one matter."""
    return weighed(signs(a, b, left, right), _weights())


def weighed(signs: Mapping[str, Table], weights: Mapping[str, float]) -> list[list[float]]:
    """Return the logits that the weights make of the signs."""
    first = sum((weights[name] * sign for name, sign in signs.items()), start=np.array(weights["bias"]))
    second = weights["own"] * first + weights["contrast"] * contrast(first) + weights["again"]
    # a sentence that gave no statement may be met by one of the other account, not by another such sentence
    second = np.where(signs["unread_both"] > 0, NEVER, second)
    found: list[list[float]] = np.round(second, 4).tolist()
    return found


def signs(
    a: Record, b: Record, left: tuple[Remark, ...], right: tuple[Remark, ...], *, encoder: Encoder | None = None
) -> dict[str, Table]:
    """Return the signs that two remarks are of one matter, each as a table, by the names in ``SIGNS``."""
    shape = (len(left), len(right))
    if 0 in shape:
        return {name: np.zeros(shape) for name in SIGNS}
    texts = (a.document.text, b.document.text)
    found = {
        "meaning": likeness(
            [(texts[0], one.span) for one in left], [(texts[1], one.span) for one in right], encoder=encoder
        ),
        "words": _shared_words(a, b, left, right),
    }
    kinds = [[_of_acts(one, other) for other in right] for one in left]
    for name in SIGNS[len(found) : -2]:
        found[name] = np.array([[float(name in kind) for kind in row] for row in kinds])
    names = _names((*left, *right))
    known = _own_names(a) | _own_names(b)
    found["one_name"] = np.array([[float(_only_a_name(x, y, names, known)) for y in right] for x in left])
    found["apart"] = _apart(*shape)
    return found


def _apart(rows: int, columns: int) -> Table:
    """Return how far apart two remarks stand in the order of their accounts, 0 to 1: both follow that of the talks.

    Where an account holds but one, this says nothing: the distance is that of two places drawn by lot.
    """
    if min(rows, columns) < 2:
        return np.full((rows, columns), 1 / 3)
    return np.asarray(np.abs(np.linspace(0, 1, rows)[:, None] - np.linspace(0, 1, columns)[None, :]), dtype=np.float64)


def _of_acts(a: Remark, b: Remark) -> frozenset[str]:
    """Return the names of the signs that two acts and their sides give."""
    if "mention" in (a.act, b.act):
        return frozenset({"unread_both" if a.act == b.act else "unread"})
    named = {
        "same_area": bool(set(a.areas) & set(b.areas)),
        "same_side": bool(set(a.countries) & set(b.countries)),
        "same_act": a.act == b.act,
        "kindred_act": strength((a,), (b,)) in ("a", "b"),
        "thanks_apart": (a.act == "courtesy") != (b.act == "courtesy"),
    }
    return frozenset(name for name, holds in named.items() if holds)


def contrast(table: Table) -> Table:
    """Return how far each likeness stands out from the best of the others of its row and column."""
    rivals = np.full(table.shape, NO_RIVAL)
    for lines, best in ((table, rivals), (table.T, rivals.T)):
        if lines.shape[1] > 1:
            ranked = np.sort(lines, axis=1)
            top, second = ranked[:, -1:], ranked[:, -2:-1]
            np.maximum(best, np.where(lines == top, second, top), out=best)
    return np.asarray(table - rivals, dtype=np.float64)


def _shared_words(a: Record, b: Record, left: tuple[Remark, ...], right: tuple[Remark, ...]) -> Table:
    """Return the cosines of the remarks' words, of which the rare ones weigh more."""
    known = dict.fromkeys(sorted(_states(a) | _states(b)), STATE_NAME)
    known |= dict.fromkeys(sorted(_own_names(a) | _own_names(b)), OWN_NAME)
    mine = [_features(a, remark, known) for remark in left]
    yours = [_features(b, remark, known) for remark in right]
    spread = Counter(feature for features in (*mine, *yours) for feature in features)
    total = len(mine) + len(yours)
    for features in (*mine, *yours):
        for feature in features:
            features[feature] *= math.log(1 + total / spread[feature])
    return np.array([[_alike(one, other) for other in yours] for one in mine])


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
        for name in _short_names(text):
            features["^" + name] = max(features.get("^" + name, 0.0), share * SHORT_NAME)
    return features


def _short_names(text: str) -> Iterator[str]:
    """Yield the acronyms of a text, and those of the long names in it, whether it writes them or not."""
    yield from (found.group().lower() for found in _SHORT.finditer(text))
    for found in _LONG.finditer(text):
        initials = "".join(re.findall(r"[A-Z]", found.group())).lower()
        yield from (initials[start:] for start in range(len(initials) - 2))


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


def _only_a_name(a: Remark, b: Remark, names: frozenset[str], known: frozenset[str]) -> bool:
    """Whether all that two remarks share is one name, and they do different things: it may not be one matter then."""
    if strength((a,), (b,)) != "different":
        return False
    one, other = ({stem(w) for w in tokens(r.quote) if w not in EMPTY and w not in PALE} for r in (a, b))
    shared = (one & other) - known
    at = [place for place, word in enumerate(tokens(a.quote)) if stem(word) in shared]
    return bool(at) and shared <= names and at[-1] - at[0] == len(at) - 1


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


@cache
def _weights() -> dict[str, float]:
    text = files("communique.data").joinpath("comparing/weights.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)
    return found
