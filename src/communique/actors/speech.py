"""Where a text quotes, and who is labelled as the speaker of a passage: what first-person pronouns are read against."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from communique.actors.entities import Entity
from communique.actors.lexicon import words

_SAYING = words(
    "say tell add note stress emphasize emphasise underline underscore reiterate reaffirm announce declare warn "
    "urge call express voice thank congratulate welcome praise accuse condemn deny reject insist explain state "
    "remark recall assure pledge promise vow propose suggest invite ask request demand reply respond confirm "
    "describe hail commend appreciate hope believe speak agree claim argue acknowledge admit continue observe "
    "write highlight point stand support oppose back convey inform report brief wish extend dismiss criticize "
    "criticise deplore lament concede maintain caution affirm comment clarify conclude elaborate mention offer "
    "undertake threaten refuse intend appeal encourage laud applaud quote go counter disclose reveal indicate "
    "signal testify tweet post submit complain protest renew raise require seek term label contend assert"
)
_PARENTHETICAL = words("ccomp parataxis ROOT")


def is_saying(verb: Token) -> bool:
    """Return whether a verb is one of conveying something."""
    return verb.lemma_.lower() in _SAYING


class Speech:
    """The quotations of a text, and the speaker labels of its transcripts."""

    def __init__(
        self,
        doc: Doc,
        paragraphs: tuple[tuple[int, int], ...],
        names: dict[int, int],
        author: tuple[Entity, ...] = (),
    ) -> None:
        """Read the marks and labels of ``paragraphs`` (token ranges).

        ``names`` has the end of each personal name by its first token; ``author`` is who speaks where nobody is quoted
        or labelled.
        """
        self.author = author
        self._quoted: set[int] = set()
        self._labels: list[tuple[int, int, int | None]] = []
        for start, end in paragraphs:
            self._read_quotes(doc, start, end)
        self._read_labels(doc, paragraphs, names)

    def _read_quotes(self, doc: Doc, start: int, end: int) -> None:
        """Opening and closing marks alternate; a paragraph that opens with a mark and never closes it is all quoted."""
        inside = False
        for token in doc[start:end]:
            text = token.text
            if text in ("“", "``", "«") or (text in ('"', "''") and not inside):
                inside = True
            elif text in ("”", "''", "»", '"') and inside:
                inside = False
            elif inside:
                self._quoted.add(token.i)

    def _read_labels(self, doc: Doc, paragraphs: tuple[tuple[int, int], ...], names: dict[int, int]) -> None:
        current: int | None = None
        for start, end in paragraphs:
            label, is_label = self._label_of(doc, start, end, names)
            if is_label:
                current = label
            if current is not None:
                self._labels.append((start, end, current))

    @staticmethod
    def _label_of(doc: Doc, start: int, end: int, names: dict[int, int]) -> tuple[int | None, bool]:
        for at in range(start, min(end, start + 8)):
            if doc[at].text == ":":
                named = [n for n, stop in names.items() if start <= n and stop == at]
                return (
                    (named[0], True)
                    if named
                    else (None, doc[start].lower_ in ("question", "q", "reporter", "journalist"))
                )
        return None, False

    def quoted(self, token: int) -> bool:
        """Return whether the token of this index stands within quotation marks."""
        return token in self._quoted

    def label(self, token: int) -> int | None:
        """Return the first token of the name that labels the passage around a token ("Maria Zakharova: …"), or None."""
        for start, end, label in self._labels:
            if start <= token < end:
                return label
        return None

    @staticmethod
    def reports(verb: Token) -> bool:
        """Return whether a verb of saying reports the rest of its sentence ("…, he said")."""
        return verb.dep_ in _PARENTHETICAL
