"""How much faster the gate makes the reading of mixed news, in one run, and what it loses.

    python benchmarks/gate.py --eval FOLDER            # the folder of evaluation data: stories and marked sentences
    python benchmarks/gate.py --eval FOLDER --check    # exit 1 where a limit is passed

Mixed news is synthetic stories among everyday news: benchmarks/everyday.txt, and, as a hard case, the texts of
tests/gold/nothing, which were written to look like diplomacy. No sentence of either was trained on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.coder import Coder, load
from communique.evaluation.loading import load_gold
from communique.events.gate import gate, through
from communique.record import Record, Span
from communique.sources.text import read_text

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold"
#: the least share of gold sentences that the gate must let through, and how many times faster it must be
RECALL, FASTER = 0.99, 5.0
#: documents of everyday news to one story, as the headline figure has it
SHARE = 9


@dataclass(frozen=True, slots=True)
class Text:
    """One document of the feed."""

    title: str | None
    text: str
    story: bool


def stories(folder: Path, number: int) -> list[Text]:
    """Return stories that training did not see: it reads the first, seventh and so on."""
    with gzip.open(folder / "synthetic_stories.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for n, line in enumerate(lines) if n % 6 == 3]
    step = len(items) // number
    return [Text(item["title"], item["text"], True) for item in items[::step][:number]]


def everyday() -> list[Text]:
    """Return the articles of everyday.txt, each followed by another one, which makes them as long as a story."""
    parts = (HERE / "everyday.txt").read_text(encoding="utf-8").split("\n# ")[1:]
    articles = [part.strip().split("\n\n", 1) for part in parts]
    seconds = (*articles[7:], *articles[:7])
    pairs = zip(articles, seconds, strict=True)
    return [Text(title, f"{text}\n\n{other}\n\n{more}", False) for (title, text), (other, more) in pairs]


def hard() -> list[Text]:
    return [Text(None, path.read_text(encoding="utf-8"), False) for path in sorted(GOLD.glob("nothing/*.txt"))]


def feed(told: list[Text], filler: list[Text], share: int) -> list[Text]:
    """Return the stories, each followed by so many documents of everyday news."""
    mixed: list[Text] = []
    for n, story in enumerate(told):
        mixed.append(story)
        mixed += [filler[(n * share + k) % len(filler)] for k in range(share)]
    return mixed


def digests(told: list[Text], filler: list[Text], share: int) -> list[Text]:
    """Return news in brief: each story between everyday articles in one document, this many to a story."""
    mixed = []
    for n, story in enumerate(told):
        items = [filler[(n * share + k) % len(filler)].text for k in range(share)]
        items.insert(share // 2, story.text)
        mixed.append(Text("News in brief", "\n\n".join(items), True))
    return mixed


def told(record: Record) -> set[tuple[object, ...]]:
    """Return what a record tells: its statements, events and meetings, each with where it stands."""

    def sides(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(record.actor(i).country or "" for i in ids))

    return {
        *(("statement", s.act, s.content) for s in record.statements),
        *(("event", e.event_type, sides(e.actor), sides(e.recipient)) for e in record.events),
        *(("meeting", m.form, m.evidence[0]) for m in record.meetings),
    }


def mixed(coder: Coder, name: str, texts: list[Text]) -> tuple[float, float]:
    """Print how fast a feed is read with and without the gate; return how many times faster, and the share kept."""
    whole = gated = 0.0
    pairs = []
    for text in texts:  # by turns, so that whatever else the machine does slows both alike
        start = time.perf_counter()
        before = coder.read(text.text, title=text.title)
        middle = time.perf_counter()
        after = coder.read(text.text, title=text.title, gate=True)
        whole, gated = whole + middle - start, gated + time.perf_counter() - middle
        pairs.append((before, after))
    things = [(told(a), told(b)) for a, b in pairs]
    kept = sum(len(a & b) for a, b in things) / max(1, sum(len(a) for a, _ in things))
    rates = f"{len(texts) / whole:6.1f} documents a second without, {len(texts) / gated:6.1f} with the gate"
    print(f"{name:44} {whole / gated:5.2f} ×  {rates}; {kept:.3f} of what is told is kept")
    return whole / gated, kept


def gold_sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the held-out sentences with gold events, each with the name of its set."""
    for name, words, holds in (
        ("coding_dev", "sentence", lambda item: item["events"]),
        ("petrarch_unit_dev", "text", lambda item: item["events"]),
        ("relation_dev", "sentence", lambda item: item["event_type"]),
        ("penta_dev", "sentence", lambda item: item["pentacode"]),
    ):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if holds(item):
                yield name, item[words]


def passes(text: str, spans: list[Span] | None = None) -> list[bool]:
    """Return for each span (the whole text if None) whether the gate lets all its visible characters through."""
    page = read_text(text)
    left = through(page).page
    blanked = left.document.text if left is not None else ""
    whole = [Span(0, len(text))] if spans is None else spans
    return [span.of(blanked) == span.of(text) for span in whole]


def recall(folder: Path, readouts: Path | None) -> Iterator[tuple[str, list[bool]]]:
    """Yield each set of gold sentences and which of them the gate lets through."""
    found: dict[str, list[bool]] = {}
    for name, sentence in gold_sentences(folder):
        found.setdefault(name, []).extend(passes(sentence))
    for name, place in (("readouts", readouts), ("gold/open", GOLD / "open")):
        for document in load_gold((place,)) if place else ():
            spans = [statement.content for statement in document.statements]
            found.setdefault(name, []).extend(passes(document.text, spans))
    yield from found.items()


def held() -> float:
    """Return the megabytes that this process holds now (0 where the system does not tell)."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def long_pipe(coder: Coder, texts: list[Text], number: int) -> None:
    """Print how fast a pipe of so many documents is, no two of them the same, and whether its memory stays flat."""
    documents = (f"{texts[n % len(texts)].text}\n\nItem {n} of the day.\n" for n in range(number))
    early = 0.0
    start = time.perf_counter()
    for count, _ in enumerate(coder.pipe(documents, gate=True), start=1):
        if count == number // 4:
            early = held()
    rate = number / (time.perf_counter() - start)
    print(f"pipe of {number:,}, gated: {rate:.1f} a second; {early:.0f} MB after a quarter, {held():.0f} MB at the end")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, required=True, metavar="FOLDER", help="the evaluation data")
    parser.add_argument("--readouts", type=Path, metavar="FOLDER", help="further gold: readouts with statements")
    parser.add_argument("--stories", type=int, default=10, metavar="N", help="stories in each feed (default 10)")
    parser.add_argument("--documents", type=int, default=0, metavar="N", help="also pipe so many documents")
    parser.add_argument("--check", action="store_true", help="exit 1 where a limit is passed")
    options = parser.parse_args()
    passed = True
    for name, through_ in recall(options.eval, options.readouts):
        share = sum(through_) / len(through_)
        passed = passed and share >= RECALL
        print(f"recall, {name:36} {share:.3f}    {sum(through_)} of {len(through_)}  ≥ {RECALL}")
    coder, news, tales = load(), everyday(), stories(options.eval, options.stories)
    coder.read(tales[0].text)
    gate()
    headline, _ = mixed(coder, f"feed, 1 story in {SHARE + 1} documents", feed(tales, news, SHARE))
    for share in (19, 4):
        mixed(coder, f"feed, 1 story in {share + 1} documents", feed(tales, news, share))
    mixed(coder, "feed, 1 story in 10, hard everyday news", feed(tales, hard(), 9))
    mixed(coder, "digests, 1 story in 10 items", digests(tales, news, 9))
    mixed(coder, "stories alone", tales)
    if options.documents:
        long_pipe(coder, feed(tales, news, SHARE), options.documents)
    print(f"limit of the first feed: ≥ {FASTER:g} ×")
    return int(options.check and not (passed and headline >= FASTER))


if __name__ == "__main__":
    sys.exit(main())
