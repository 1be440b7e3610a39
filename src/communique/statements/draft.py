"""What passes between the steps of reading statements: stretches of tokens, and statements in the making."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from communique.record import Act, Modality


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens ``[start, end)`` that hold the content of a statement; ``head`` is its verb or noun."""

    start: int
    end: int
    head: Token
    kind: Literal["verb", "noun", "clause"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement as read from one construction; people are actor ids, ``method`` names the construction."""

    speaker: tuple[str, ...]
    act: Act
    content: Content
    method: str
    modality: Modality = "asserted"
    addressees: tuple[str, ...] | None = None
    on_behalf_of: str | None = None
    confidence: float = 0.8
