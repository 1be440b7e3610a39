"""The trained classifier as an ONNX graph of fused operators: one pair at a time, so no padding and no mask.

Written by hand, since what torch traces from the same model holds three times the operators and runs slower.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from encoder import PairClassifier
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.float32]
MICROSOFT = "com.microsoft"


class Graph:
    """Collects nodes and weights."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: Array | NDArray[np.int64]) -> str:
        """Add a weight and return its name."""
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        """Add an operator with one output and return that output's name."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output


def build(model: PairClassifier) -> onnx.ModelProto:
    """Return the graph: ``ids`` (1, length) and ``marks`` (2) in, ``logits`` (1, classes) out."""
    state = {k: v.detach().numpy().astype(np.float32) for k, v in model.state_dict().items()}
    graph = Graph()
    states = encode(graph, state, layers=len(model.encoder.layers), heads=model.encoder.heads)
    _classify(graph, state, states)
    made = helper.make_graph(
        graph.nodes,
        "relation",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "length"]),
            helper.make_tensor_value_info("marks", TensorProto.INT64, [2]),
        ],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, len(state["out.bias"])])],
        graph.weights,
    )
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=versions, ir_version=8, producer_name="communique")


def encode(graph: Graph, state: dict[str, Array], *, layers: int, heads: int) -> str:
    """Add the encoder, whose weights are called ``encoder. ...``; return the name of the states of its last layer."""
    states = _embed(graph, state)
    for number in range(layers):
        states = _layer(graph, state, states, f"encoder.layers.{number}", heads)
    return states


def _norm(graph: Graph, state: dict[str, Array], name: str) -> list[str]:
    return [graph.weight(f"{name}.{kind}", state[f"{name}.{kind}"]) for kind in ("weight", "bias")]


def _embed(graph: Graph, state: dict[str, Array]) -> str:
    words = graph.node("Gather", [graph.weight("words", state["encoder.words.weight"]), "ids"], "word")
    length = graph.node("Slice", [graph.node("Shape", ["ids"], "shape"), "one", "two"], "size")
    graph.weight("one", np.array([1], np.int64))
    graph.weight("two", np.array([2], np.int64))
    graph.weight("zero", np.array([0], np.int64))
    places = graph.weight("places", state["encoder.places.weight"] + state["encoder.kind"])
    place = graph.node("Slice", [places, "zero", length, "zero"], "place")
    summed = graph.node("Add", [words, place], "embedded")
    return graph.node("LayerNormalization", [summed, *_norm(graph, state, "encoder.norm")], "normed", epsilon=1e-12)


def _linear(graph: Graph, state: dict[str, Array], name: str, states: str) -> str:
    """Add a product with a weight, without its bias."""
    return graph.node(
        "MatMul", [states, graph.weight(f"{name}.weight", state[f"{name}.weight"].T.copy())], f"{name}.out"
    )


def _layer(graph: Graph, state: dict[str, Array], states: str, name: str, heads: int) -> str:
    parts = ("query", "key", "value")
    joint = np.concatenate([state[f"{name}.{p}.weight"].T for p in parts], axis=1)
    bias = np.concatenate([state[f"{name}.{p}.bias"] for p in parts])
    inputs = [states, graph.weight(f"{name}.joint", joint), graph.weight(f"{name}.joint.bias", bias)]
    mixed = graph.node("Attention", inputs, f"{name}.mixed", domain=MICROSOFT, num_heads=heads)
    states = _add(
        graph, state, (_linear(graph, state, f"{name}.output", mixed), states), f"{name}.output", f"{name}.norm"
    )
    inner = _linear(graph, state, f"{name}.inner", states)
    inner_bias = graph.weight(f"{name}.inner.bias", state[f"{name}.inner.bias"])
    active = graph.node("BiasGelu", [inner, inner_bias], f"{name}.active", domain=MICROSOFT)
    outer = _linear(graph, state, f"{name}.outer", active)
    return _add(graph, state, (outer, states), f"{name}.outer", f"{name}.last_norm")


def _add(graph: Graph, state: dict[str, Array], both: tuple[str, str], linear: str, norm: str) -> str:
    """Add the norm of a product, its bias and what went in."""
    bias = graph.weight(f"{linear}.bias", state[f"{linear}.bias"])
    inputs = [*both, *_norm(graph, state, norm), bias]
    return graph.node("SkipLayerNormalization", inputs, f"{norm}.out", domain=MICROSOFT, epsilon=1e-12)


def _classify(graph: Graph, state: dict[str, Array], states: str) -> str:
    mean = graph.node("ReduceMean", [states], "mean", axes=[1], keepdims=1)
    marked = graph.node("Gather", [states, "marks"], "marked", axis=1)
    rows = graph.node("Concat", [mean, marked], "rows", axis=1)
    graph.weight("flat", np.array([1, -1], np.int64))
    joined = graph.node("Reshape", [rows, "flat"], "joined")
    dense = _linear(graph, state, "dense", joined)
    active = graph.node(
        "BiasGelu", [dense, graph.weight("dense.bias", state["dense.bias"])], "dense.active", domain=MICROSOFT
    )
    return graph.node(
        "Add", [_linear(graph, state, "out", active), graph.weight("out.bias", state["out.bias"])], "logits"
    )
