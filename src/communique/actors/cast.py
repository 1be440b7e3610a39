"""The cast of a document: its actors, and every place in the parsed text that refers to one or several of them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from communique.record import Actor

MentionKind = Literal["name", "state", "organisation", "group", "role", "pronoun", "sides"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Tokens ``[start, end)`` of the Doc that refer to ``actors`` (ids): several for "both sides", "they" and the like.

    ``root`` is the syntactic head token of the mention. ``kind`` says how it refers: by a person's name (with its
    title), as a state under any of its names ("China", "Beijing", "the Turkmen side"), an organisation, a group
    ("protesters"), a role ("the minister", "his Turkmen counterpart"), a pronoun, or the sides together.
    ``possessive`` is true where it stands as a genitive or adjective within a larger noun phrase ("China's",
    "Chinese investment", "his").
    """

    start: int
    end: int
    root: int
    actors: tuple[str, ...]
    kind: MentionKind
    possessive: bool = False


class Cast:
    """Actors by id and mentions by token; mentions are sorted and do not overlap."""

    def __init__(self, actors: tuple[Actor, ...], mentions: tuple[Mention, ...]) -> None:
        self.actors = actors
        self.mentions = mentions
        self._by_id = {actor.id: actor for actor in actors}
        self._starts = [mention.start for mention in mentions]

    def actor(self, actor_id: str) -> Actor:
        """Return the actor of this id; raises KeyError when there is none."""
        return self._by_id[actor_id]

    def at(self, token: int) -> Mention | None:
        """Return the mention that covers the token of this index, if one does."""
        index = bisect_right(self._starts, token) - 1
        if index >= 0 and token < self.mentions[index].end:
            return self.mentions[index]
        return None

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie inside the tokens ``[start, end)``."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)
