"""Measures everything and writes the tables of docs/evaluation.md, whose prose is ours to keep true.

    python docs/measure.py                      # everything, some minutes
    python docs/measure.py --task open held     # these anew, the other figures as they were measured last
    python docs/measure.py --task               # nothing anew: the tables from docs/evaluation.jsonl

Figures are kept in docs/evaluation.jsonl, one JSON line a task, with the day and the commit they come from. Tasks of
the field's scorer (score.py, which is no part of this repository) are measured where it lies beside it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/evaluation.md"
LINES = ROOT / "docs/evaluation.jsonl"
SCORER = ROOT.parent / "shared/eval/score.py"

#: what we score ourselves: the folder, seen from the root
OURS = {
    "open": "tests/gold/open",
    "held": "tests/gold/held",
    "nothing": "tests/gold/nothing",
    "dev": "../shared/readouts/dev",
}
#: what the field's scorer scores; "relation" only where the coder has it
THEIRS = ("readouts", "seed", "coding", "penta", "spans", "actors", "places", "relation")
SETS = ("readouts", "seed", "open", "held")

#: the table of readouts: figure, what it is called, what it has to reach on dev
READOUT_ROWS = (
    ("statement_f1", "statements found, F1", 0.90),
    ("statement_p", "statements found, precision", None),
    ("statement_r", "statements found, recall", None),
    ("core_f1", "speaker and act right, F1", None),
    ("strict_f1", "all right (strict), F1", 0.75),
    ("statement_speaker", "of those found: speaker", 0.97),
    ("statement_speaker_country", "of those found: speaker's country", None),
    ("statement_addressees", "of those found: addressees", None),
    ("statement_act", "of those found: act", 0.90),
    ("areas_f1", "of those found: areas, micro-F1", 0.88),
    ("statement_modality", "of those found: modality", None),
    ("meeting_f1", "meetings found, F1", None),
    ("meeting_accuracy", "meetings, field by field", 0.95),
    ("event_triple_f1", "events: type, actor, recipient, F1", None),
    ("event_type_f1", "events: type alone, F1", None),
    ("event_pair_f1", "events: actor and recipient alone, F1", None),
    ("cameo_exact", "CAMEO code of matched events, exact", None),
    ("cameo_root", "CAMEO code of matched events, root", None),
    ("actor_found", "actors listed: found", None),
    ("actor_country", "actors listed: country", None),
    ("actor_sector", "actors listed: sector", None),
    ("actor_office", "actors listed: office", None),
    ("document_accuracy", "document metadata", 0.97),
)
#: the table of the other tasks: task, figure, what it is called
TASK_ROWS = (
    ("nothing", "quiet_documents", "texts with nothing to code: left without a statement"),
    ("nothing", "false_statements", "texts with nothing to code: statements made up, in all"),
    ("coding", "triple_f1", "events of a sentence: type, actor, recipient, F1"),
    ("coding", "type_f1", "events of a sentence: type alone, F1"),
    ("coding", "pair_f1", "events of a sentence: actor and recipient alone, F1"),
    ("coding", "no_event_accuracy", "sentences without an event left empty"),
    ("penta", "macro_f1", "quad class of the main event, macro-F1"),
    ("penta", "accuracy", "quad class of the main event, accuracy"),
    ("spans", "exact_f1", "actors and recipients: exact span and role, F1"),
    ("spans", "overlap_f1", "actors and recipients: half of the span, and role, F1"),
    ("actors", "country_accuracy", "phrase to actor: country or organisation"),
    ("actors", "code_accuracy", "phrase to actor: sector"),
    ("actors", "name_accuracy", "phrase to actor: name"),
    ("actors", "all_accuracy", "phrase to actor: all that is asked"),
    ("places", "country_accuracy", "name to place: country"),
    ("places", "accuracy", "name to place: the very place"),
    ("relation", "macro_f1", "class of a marked pair, macro-F1"),
    ("relation", "quad_macro_f1", "class of a marked pair: quad, macro-F1"),
)
FAULTS_SHOWN = 25

Line = Mapping[str, Any]


def measure_ours(task: str) -> Line | None:
    """Return the line of a folder of gold, None where the folder is not there."""
    import communique
    from communique.evaluation.loading import load_gold
    from communique.evaluation.scores import measure

    folder = ROOT / OURS[task]
    if not folder.is_dir():
        return None
    report = measure(load_gold([folder]), communique.load().read)
    figures = {name: round(value, 4) for name, value in report.figures().items()}
    acts = [[wanted, read, n] for (wanted, read), n in sorted(report.sheet.acts.items())]
    faults = [list(fault) for fault in report.sheet.faults()]
    return {"task": task, "n": report.documents, **figures, "acts": acts, "faults": faults}


def measure_theirs(task: str) -> Line | None:
    """Return the line that the field's scorer ends with, None where it or the task is not there."""
    import communique

    if not SCORER.is_file() or (task == "relation" and not hasattr(communique.Coder, "relation")):
        return None
    done = subprocess.run([sys.executable, str(SCORER), task], capture_output=True, text=True, check=True)
    line: Line = json.loads(done.stdout.splitlines()[-1])
    return line


def commit() -> str:
    """Return the short name of the commit that is measured, with a plus where the package was changed since."""
    short = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    changed = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", "src", "tests/gold"], cwd=ROOT, check=False)
    return short.stdout.strip() + ("+" if changed.returncode else "")


def filled(page: str, lines: Iterable[Line]) -> str:
    """Return the page with every table as the lines have it; raises ValueError where a table has no place in it."""
    by_task = {line["task"]: line for line in lines}
    for mark, table in (
        ("readouts", readout_table(by_task)),
        ("tasks", task_table(by_task)),
        ("acts", act_table(by_task)),
        ("faults", fault_table(by_task)),
        ("origin", origin(by_task)),
    ):
        before, start, rest = page.partition(f"<!-- {mark} -->\n")
        _, end, after = rest.partition(f"<!-- /{mark} -->")
        if not (start and end):
            raise ValueError(f"the page has no marks <!-- {mark} --> and <!-- /{mark} -->")
        page = before + start + table + end + after
    return page


def readout_table(by_task: Mapping[str, Line]) -> str:
    """Return the figures of texts read from end to end, a column for each set."""
    texts = (f"{task_name(task)} ({by_task[task]['n']})" if task in by_task else task_name(task) for task in SETS)
    rows = [("figure", "goal on dev", *texts), ("---", *["--:"] * (len(SETS) + 1))]
    for figure, title, goal in READOUT_ROWS:
        cells = (shown(by_task.get(task, {}).get(figure)) for task in SETS)
        rows.append((title, shown(goal, 2), *cells))
    quiet = [by_task.get(task, {}).get("false_statements") for task in ("dev", "seed", "open", "held")]
    rows.append(("statements on texts with nothing to code", "0", *("–" if n is None else str(n) for n in quiet)))
    return table(rows)


def task_table(by_task: Mapping[str, Line]) -> str:
    """Return the figures of texts with nothing in them, and of single sentences, phrases and names."""
    rows: list[tuple[str, ...]] = [("task", "figure", "n", "value"), ("---", "---", "--:", "--:")]
    for task, figure, title in TASK_ROWS:
        line = by_task.get(task)
        rows.append((task, title, str(line["n"]) if line else "–", shown(line[figure]) if line else "not built yet"))
    return table(rows)


def act_table(by_task: Mapping[str, Line]) -> str:
    """Return the acts of gold against those that were read, on the texts kept aside."""
    counts = {(wanted, read): n for wanted, read, n in by_task.get("held", {}).get("acts", ())}
    wanted_acts = sorted({wanted for wanted, _ in counts}, key=act_order)
    read_acts = sorted({read for _, read in counts}, key=act_order)
    rows: list[tuple[str, ...]] = [("in gold", *read_acts), ("---", *["--:"] * len(read_acts))]
    for wanted in wanted_acts:
        cells = (counts.get((wanted, read), 0) for read in read_acts)
        rows.append(
            (wanted, *(f"**{n}**" if r == wanted else str(n or "") for n, r in zip(cells, read_acts, strict=True)))
        )
    return table(rows)


def act_order(act: str) -> tuple[bool, int, str]:
    """Return where an act stands among the acts; what is in brackets comes last."""
    from communique.record import ACTS

    return (act not in ACTS, ACTS.index(act) if act in ACTS else 0, act)


def fault_table(by_task: Mapping[str, Line]) -> str:
    """Return how often each of the commonest kinds of fault occurs in each set, in the order of those kept aside."""
    sets = ("held", "open", "dev")
    counts = {task: dict(map(tuple, by_task.get(task, {}).get("faults", ()))) for task in sets}
    commonest = sorted(counts["held"], key=lambda fault: (-counts["held"][fault], fault))[:FAULTS_SHOWN]
    rows: list[tuple[str, ...]] = [("fault", *map(task_name, sets)), ("---", *["--:"] * len(sets))]
    rows += [(fault, *(str(counts[task].get(fault, 0)) for task in sets)) for fault in commonest]
    return table(rows)


def origin(by_task: Mapping[str, Line]) -> str:
    """Return on which day, from which commit and by which command each figure was measured."""
    rows: list[tuple[str, ...]] = [("figures", "day", "commit", "command"), ("---", "---", "---", "---")]
    for task, line in by_task.items():
        command = f"communique eval readouts {OURS[task]}" if task in OURS else f"score.py {task}"
        rows.append((task_name(task), line["day"], f"`{line['commit']}`", f"`{command}`"))
    return table(rows)


def task_name(task: str) -> str:
    """Return what a set is called on the page: the field's scorer calls dev "readouts"."""
    return "dev" if task == "readouts" else task


def shown(value: float | None, digits: int = 3) -> str:
    """Return a figure as it stands in a table; a count is a whole number."""
    if isinstance(value, int):
        return str(value)
    return "–" if value is None else f"{value:.{digits}f}"


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows as a Markdown table."""
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def read_lines() -> dict[str, Line]:
    """Return the kept figures by task."""
    if not LINES.is_file():
        return {}
    lines = map(json.loads, LINES.read_text(encoding="utf-8").splitlines())
    return {line["task"]: line for line in lines}


def main(arguments: list[str] | None = None) -> int:
    """Measure the tasks asked for, keep their figures, and fill the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    every = (*OURS, *THEIRS)
    parser.add_argument("--task", nargs="*", choices=every, default=every, metavar="TASK", help=", ".join(every))
    asked = parser.parse_args(arguments).task
    lines = read_lines()
    for task in every:
        if task in asked:
            line = measure_ours(task) if task in OURS else measure_theirs(task)
            if line is not None:
                lines[task] = {**line, "day": date.today().isoformat(), "commit": commit()}
                sys.stderr.write(f"measured {task}\n")
    kept = [lines[task] for task in every if task in lines]
    LINES.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in kept), encoding="utf-8")
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), kept), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
