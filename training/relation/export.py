"""Turn a trained model into the files that ship: ``export.py --run FOLDER --out src/communique/data/relation``.

Writes ``model.onnx`` (int8 weights), ``tokenizer.json`` and ``config.json``; with ``--full FILE`` also the float
model, which the benchmark compares. Raises SystemExit when the files together pass 30 MB.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from data import CLASSES, LIMIT, MARKS, QUADS
from encoder import PairClassifier, Shape
from graph import build
from onnxruntime.quantization import QuantType, quantize_dynamic

BUDGET = 30_000_000


def load_trained(run: Path) -> PairClassifier:
    """Return the model that a training run wrote."""
    state = torch.load(run / "model.pt", weights_only=True)
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    vocab, hidden = state["encoder.words.weight"].shape
    shape = Shape(vocab=vocab, hidden=hidden, layers=layers, positions=len(state["encoder.places.weight"]))
    model = PairClassifier(shape, len(CLASSES))
    model.load_state_dict(state)
    return model.eval()


def quantise(source: Path, target: Path) -> None:
    """Write the model with int8 weights, of which 7 bits are used: so no sum saturates on processors without VNNI."""
    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather", "Attention"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def small_tokenizer(source: Path) -> str:
    """Return the tokenizer's JSON without padding and truncation, in its shortest form."""
    tokenizer = json.loads(source.read_text(encoding="utf-8"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    return json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--full", type=Path, help="where to write the float model too")
    parser.add_argument("--temperature", type=float, default=1.0, help="as evaluate.py found it on held-out folds")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = given.full or Path(folder) / "full.onnx"
        onnx.save(build(load_trained(given.run)), full)
        quantise(full, given.out / "model.onnx")
    (given.out / "tokenizer.json").write_text(small_tokenizer(given.run / "tokenizer.json"), encoding="utf-8")
    config = {"classes": CLASSES, "quads": QUADS, "marks": MARKS, "limit": LIMIT, "temperature": given.temperature}
    (given.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    size = sum(path.stat().st_size for path in given.out.iterdir())
    print(f"{size / 1e6:.1f} MB in {given.out}")
    if size > BUDGET:
        raise SystemExit(f"the files take {size} bytes, more than {BUDGET}")


if __name__ == "__main__":
    main()
