"""What a verb or noun of the text reports, before anyone has said which actors fill its roles."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What a verb or noun reports: a CAMEO code and the heads of the phrases that fill its roles.

    ``certainty`` falls with every guess on the way; ``rule`` names the frame; ``teller`` is who says so, where
    somebody does; ``mutual`` means that several who do it without a recipient do it to each other.
    """

    code: str
    head: Token
    agents: tuple[Token, ...]
    patients: tuple[Token, ...]
    rule: str
    certainty: float
    teller: tuple[Token, ...] = ()
    mutual: bool = False
