"""What a remark means, as a vector: a small encoder reads it in the sentence in which it stands.

``training/comparing`` made the encoder; ``data/comparing/MODEL_CARD.md`` says from what and how well it does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from communique.record import Span

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

Table = NDArray[np.float64]
#: how much is taken from each vector of what is common to all, and of how many remarks that speaks which any talks hold
CENTRE, USUAL = 0.7, 6
#: word pieces that are read at once; of a longer sentence, those around the content
LIMIT = 256
STOP = re.compile(r"[.;!?][\"”]?\s|\n")
#: characters beyond a content that are looked at for the ends of its sentence
FARTHEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """A loaded encoder; ``usual`` is the mean of what contents of any talks mean."""

    session: onnxruntime.InferenceSession
    tokenizer: tokenizers.Tokenizer
    usual: Table


def likeness(a: Sequence[tuple[str, Span]], b: Sequence[tuple[str, Span]], *, encoder: Encoder | None = None) -> Table:
    """Return how near each content of one account is in meaning to each of the other, -1 to 1.

    A content is a text and a span of it. What all contents of both accounts have in common counts little.
    """
    encoder = encoder or load()
    both = np.array([vector(text, span, encoder) for text, span in (*a, *b)])
    centre = (both.sum(0) + USUAL * encoder.usual) / (len(both) + USUAL)
    both = both - CENTRE * centre
    both /= np.linalg.norm(both, axis=1, keepdims=True)
    # rounded, so that no machine's last bit shows
    return np.asarray(np.round(both[: len(a)] @ both[len(a) :].T, 4), dtype=np.float64)


def vector(text: str, span: Span, encoder: Encoder) -> Table:
    """Return the vector, of length 1, of what a span of a text says, read in its sentence."""
    first = max(0, span.start - FARTHEST)
    start = max([stop.end() for stop in STOP.finditer(text, first, span.start)], default=first)
    last = min(len(text), span.end + FARTHEST)
    stop = STOP.search(text, span.end, last)
    end = stop.start() if stop else last
    states, places = _states(text[start:end], span.start - start, encoder)
    inside = [at for at, (p, q) in enumerate(places) if p < q and p < span.end - start and q > span.start - start]
    mean = states[inside].mean(0) if inside else states.mean(0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float64)


def _states(sentence: str, at: int, encoder: Encoder) -> tuple[Table, tuple[tuple[int, int], ...]]:
    """Return the state of each word piece of a sentence, and where the piece stands; ``at`` is where it matters."""
    coded = encoder.tokenizer.encode(sentence)
    ids, places = list(coded.ids), list(coded.offsets)
    if len(ids) > LIMIT:
        first = max(1, min(next((i for i, (_, q) in enumerate(places) if q > at), 1) - 8, len(ids) - LIMIT + 1))
        kept = slice(first, first + LIMIT - 2)
        ids, places = [ids[0], *ids[kept], ids[-1]], [places[0], *places[kept], places[-1]]
    # one sentence at a time: the scale of the activations is that of the whole batch, so company would change it
    states = encoder.session.run(None, {"ids": np.array([ids], dtype=np.int64)})[0][0]
    return np.asarray(states, dtype=np.float64), tuple(places)


@cache
def load(folder: Path | None = None) -> Encoder:
    """Return the encoder that ships, or that of a folder, loaded once per process.

    The libraries come with it, since nothing but comparing needs it. Raises FileNotFoundError where a file is missing.
    """
    import onnxruntime
    import tokenizers

    place = folder or resources.files("communique.data") / "comparing"
    options = onnxruntime.SessionOptions()
    # one thread: the encoder is too small to gain from more
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        (place / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    usual = np.array(json.loads((place / "usual.json").read_text(encoding="utf-8")), dtype=np.float64)
    tokenizer = tokenizers.Tokenizer.from_str((place / "tokenizer.json").read_text(encoding="utf-8"))
    return Encoder(session=session, tokenizer=tokenizer, usual=usual)
