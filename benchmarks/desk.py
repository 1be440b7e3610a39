"""What a page of the desk costs, beside a bare SQL query of the same data, and how readers fare during an ``add``.

python benchmarks/desk.py --documents 1000
python benchmarks/desk.py --register archive.db --times 40 --load 60

``--register`` asks a register that is there; the load is put on a copy of it, as documents are added meanwhile. A page
is made in this process: its time is that of the processor, as other work may run beside it, and the clock's. The load
goes to a desk of its own by loopback; its times are the clock's.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))
import generated
from fastapi.testclient import TestClient

from communique.desk.app import build
from communique.desk.service import Desk
from communique.desk.warming import warm
from communique.register import following
from communique.register.store import Register

#: what a page must not exceed at the 95th percentile, alone and under load, in milliseconds
ALONE, UNDER_LOAD = 200, 1000
COPIES = "SELECT id FROM documents WHERE original > ''"
WAITING = f"SELECT count(*) FROM {{0}} WHERE verdict IS NULL AND document NOT IN ({COPIES})"
COUNTS = tuple((WAITING.format(kind), ()) for kind in ("statements", "events", "meetings"))
NEWEST = "FROM documents WHERE original IS NULL ORDER BY date DESC, number DESC LIMIT"
CLAIMS = "SELECT c.*, d.title FROM {0} c JOIN documents d ON d.id = c.document WHERE {1} AND original IS NULL"
PAIR = "FROM involved WHERE claim IN ('meeting', 'statement', 'event') AND counted AND a = ? AND b = ?"
QUEUE = " AND verdict IS NULL ORDER BY confidence, c.id, c.document LIMIT 1"
OF_COUNTRY = "(c.document, c.id) IN (SELECT document, id FROM parties WHERE claim = 'statement' AND country = ?)"
HITS = "SELECT rowid FROM documents_text WHERE documents_text MATCH ?"
FOUND = f"SELECT d.id, d.title FROM documents d WHERE number IN ({HITS}) AND original IS NULL"
Query = tuple[str, tuple[str, ...]]
_COMPARED: Query = ("SELECT record FROM documents WHERE id IN (SELECT document FROM meetings LIMIT 80)", ())


@dataclass(frozen=True, slots=True)
class Visit:
    """An address, and the queries that give the data of its page."""

    address: str
    queries: tuple[Query, ...]


def visits(connection: sqlite3.Connection, times: int) -> dict[str, list[Visit]]:
    """Return so many visits to each kind of page, drawn from what a register holds."""
    draw = random.Random(1)
    ids = [row[0] for row in connection.execute("SELECT id FROM documents WHERE number % 37 = 1 LIMIT 2000")]
    entries = [row[0] for row in connection.execute("SELECT id FROM commitments LIMIT 2000")]
    words = generated.WORDS[3:400:4]

    def many(one: Callable[[], Visit]) -> list[Visit]:
        return [one() for _ in range(times)]

    def pair() -> tuple[str, str]:
        first, second = sorted(draw.sample(generated.COUNTRIES, 2))
        return first, second

    return {
        "home": many(lambda: _home()),
        "search": many(lambda: Visit("/search", ((f"SELECT id, title, publisher, date {NEWEST} 51", ()),))),
        "search: a word": many(lambda: _word(draw.choice(words))),
        "search: a country's statements": many(lambda: _country(draw.choice(generated.COUNTRIES))),
        "search: two countries' events": many(lambda: _two(*pair())),
        "search: an act in an area": many(lambda: _act(draw.choice(generated.ACTS), draw.choice(generated.AREAS))),
        "document": many(lambda: _document(draw.choice(ids))),
        "review": many(lambda: _review()),
        "review: one document": many(lambda: _review_of(draw.choice(ids))),
        "relationship": many(lambda: _relation(*pair())),
        "world": many(lambda: _world("")),
        "world: a period": many(lambda: _world(str(draw.randint(2013, 2023)))),
        "commitments": many(lambda: _commitments()),
        "commitments: two countries": many(lambda: _commitments_of(*pair())),
        **({"commitment": many(lambda: _commitment(draw.choice(entries)))} if entries else {}),
        "compare": many(lambda: _compare(draw.choice(ids))),
        "compare: every meeting": many(lambda: Visit("/compare", (_COMPARED,))),
        "samples": many(lambda: Visit("/samples", (("SELECT * FROM samples", ()),))),
    }


def _home() -> Visit:
    meetings = CLAIMS.format("meetings", "c.date IS NOT NULL") + " ORDER BY c.date DESC LIMIT 8"
    newest = (f"SELECT id, title, publisher, date {NEWEST} 8", ())
    entries = ("SELECT entry FROM commitments ORDER BY place DESC LIMIT 8", ())
    return Visit("/", (newest, (meetings, ()), entries, *COUNTS))


def _word(word: str) -> Visit:
    return Visit(f"/search?text={quote(word)}", ((f"{FOUND} ORDER BY date DESC, number DESC LIMIT 51", (word,)),))


def _country(code: str) -> Visit:
    query = CLAIMS.format("statements", OF_COUNTRY) + " ORDER BY c.date DESC LIMIT 51"
    return Visit(f"/search?kind=statements&country={code}", ((query, (code,)),))


def _two(a: str, b: str) -> Visit:
    key = "SELECT number, id FROM involved WHERE claim = 'event' AND counted AND a = ? AND b = ?"
    query = f"SELECT e.* FROM events e JOIN documents d ON d.id = e.document WHERE (d.number, e.id) IN ({key})"
    return Visit(f"/search?kind=events&country={a}&with={b}", ((f"{query} ORDER BY e.date DESC LIMIT 51", (a, b)),))


def _act(act: str, area: str) -> Visit:
    here = "act = ? AND EXISTS (SELECT 1 FROM statement_areas a WHERE a.document = c.document AND a.statement = c.id"
    query = CLAIMS.format("statements", f"{here} AND area = ?)") + " ORDER BY c.date DESC LIMIT 51"
    return Visit(f"/search?kind=statements&act={act}&area={area}", ((query, (act, area)),))


def _document(id: str) -> Visit:
    record = ("SELECT text, coalesce(reviewed, record) FROM documents WHERE id = ?", (id,))
    return Visit(f"/documents/{id}", (record, ("SELECT * FROM decisions WHERE document = ?", (id,))))


def _review() -> Visit:
    return Visit("/review", ((CLAIMS.format("statements", "TRUE") + QUEUE, ()), *COUNTS))


def _review_of(id: str) -> Visit:
    query = CLAIMS.format("statements", "c.document = ?") + QUEUE
    return Visit(f"/review?document={id}", ((query, (id,)), *COUNTS))


def _relation(a: str, b: str) -> Visit:
    months = f"SELECT substr(date, 1, 7), claim, count(*), avg(goldstein) {PAIR} GROUP BY 1, 2"
    newest = f"SELECT number, claim, id, date {PAIR} ORDER BY date DESC LIMIT 36"
    entries = "SELECT entry FROM commitments WHERE place IN (SELECT place FROM commitment_sides WHERE country = ?)"
    return Visit(f"/relations/{a}-{b}", ((months, (a, b)), (newest, (a, b)), (entries, (a,))))


def _world(year: str) -> Visit:
    within = f"AND date >= '{year}' AND date < '{year}z'" if year else ""
    query = f"SELECT a, b, claim, count(*), avg(goldstein) FROM involved WHERE counted {within} GROUP BY 1, 2, 3"
    return Visit(f"/world?since={year}&until={year}" if year else "/world", ((query, ()),))


def _commitments() -> Visit:
    total = ("SELECT count(*) FROM commitments", ())
    return Visit("/commitments", (("SELECT entry FROM commitments ORDER BY place DESC LIMIT 51", ()), total))


def _commitments_of(a: str, b: str) -> Visit:
    key = "SELECT place FROM commitment_sides WHERE country = ?"
    query = f"SELECT entry FROM commitments WHERE place IN ({key}) AND place IN ({key}) ORDER BY place DESC LIMIT 51"
    return Visit(f"/commitments?country={a}&with={b}", ((query, (a, b)),))


def _commitment(id: str) -> Visit:
    return Visit(f"/commitments/{id}", (("SELECT entry FROM commitments WHERE id = ?", (id,)),))


def _compare(id: str) -> Visit:
    same = "SELECT record FROM documents WHERE date = (SELECT date FROM documents WHERE id = ?) LIMIT 40"
    return Visit(f"/compare?a={id}", ((same, (id,)),))


def percentile(taken: list[float], share: float) -> float:
    """Return the value that this share of the values do not exceed."""
    return sorted(taken)[max(0, round(len(taken) * share) - 1)]


def pages(path: Path, times: int) -> tuple[list[str], bool]:
    """Return a line of figures for each kind of page, and whether all of them are within the limit."""
    lines, kept = [], True
    with Register.open(str(path)) as register, closing(sqlite3.connect(path)) as bare:
        desk = Desk(register=register, alone="maria", hosts=("testserver",))
        warm(desk)  # as `communique serve` does at its start
        with TestClient(build(desk)) as client:
            client.get("/")
            for kind, asked in visits(bare, times).items():
                page, clock, query = [], [], []
                for visit in asked:
                    wall, start = time.perf_counter(), time.process_time()
                    answer = client.get(visit.address)
                    page.append((time.process_time() - start) * 1000)
                    clock.append((time.perf_counter() - wall) * 1000)
                    assert answer.status_code == 200, f"{visit.address}: {answer.status_code}"
                    start = time.process_time()
                    for sql, values in visit.queries:
                        bare.execute(sql, values).fetchall()
                    query.append((time.process_time() - start) * 1000)
                ratio = percentile(page, 0.5) / max(percentile(query, 0.5), 0.01)
                kept = kept and percentile(page, 0.95) < ALONE
                lines.append(
                    f"{kind:31} p50 {percentile(page, 0.5):7.1f} ms, p95 {percentile(page, 0.95):7.1f} ms "
                    f"(clock {percentile(clock, 0.95):7.1f}); SQL p50 {percentile(query, 0.5):7.1f} ms, "
                    f"p95 {percentile(query, 0.95):7.1f} ms; ratio {ratio:.1f}"
                )
    return lines, kept


@contextmanager
def served(path: Path) -> Iterator[int]:
    """Serve a register by the command until the end, and give its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "communique.cli", "serve", "--db", str(path), "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


@contextmanager
def adding(path: Path, folder: Path) -> Iterator[None]:
    """Add reports by the command until the end: those of the demo, each time with other words at their end."""
    import communique.demo

    folder.mkdir()
    reports = sorted((Path(communique.demo.__file__).parent / "reports").glob("*.txt"))
    for copy in range(40):
        for report in reports:
            words = " ".join(random.Random(f"{copy} {report.name}").choices(generated.WORDS, k=60))
            (folder / f"{copy}-{report.name}").write_text(f"{report.read_text('utf-8')}\n\n{words}.\n", "utf-8")
    command = [sys.executable, "-m", "communique.cli", "add", str(folder), "--db", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
        if process.poll() not in (None, 0):
            raise RuntimeError("communique add failed")
    finally:
        process.terminate()
        process.wait()


def load(path: Path, folder: Path, given: argparse.Namespace) -> tuple[str, bool]:
    """Return how readers fared who read at once while documents were added, and whether that is within the limit."""
    with closing(sqlite3.connect(path)) as bare:
        addresses = [visit.address for asked in visits(bare, 20).values() for visit in asked]
    taken: list[float] = []
    wrong: list[str] = []
    held = threading.Lock()

    def read(port: int, number: int, until: float) -> None:
        draw = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        time.sleep(draw.uniform(0, given.think))
        while time.monotonic() < until:
            address, start = draw.choice(addresses), time.monotonic()
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                answer.read()
                failed = None if answer.status == 200 else f"{address}: {answer.status}"
            except OSError as error:
                failed = f"{address}: {error!r}"
                connection.close()
            with held:
                taken.append((time.monotonic() - start) * 1000)
                if failed:
                    wrong.append(failed)
            time.sleep(draw.uniform(0.5, 1.5) * given.think)

    with served(path) as port, adding(path, folder):
        before = _documents(path)
        until = time.monotonic() + given.load
        threads = [threading.Thread(target=read, args=(port, each, until)) for each in range(given.readers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        added = _documents(path) - before
    p50, p95 = percentile(taken, 0.5), percentile(taken, 0.95)
    said = f"{given.readers} readers, {given.think:g} s between two pages, for {given.load:g} s: {len(taken)} pages, "
    said += f"{len(taken) / given.load:.0f} a second, p50 {p50:.0f} ms, p95 {p95:.0f} ms, most {max(taken):.0f} ms, "
    said += f"{len(wrong)} errors; {added} documents added meanwhile; load of the machine {os.getloadavg()[0]:.1f}"
    return "\n".join([said, *wrong[:3]]), p95 < UNDER_LOAD and not wrong


def _documents(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])


def main() -> None:
    """Print the figures; exit with 1 where they are not within the limits."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=500, help="of a register that is made for it")
    parser.add_argument("--register", type=Path, help="one that is there instead")
    parser.add_argument("--times", type=int, default=20, help="visits to each kind of page")
    parser.add_argument("--load", type=float, default=20, help="seconds of load; 0 for none")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--think", type=float, default=0, help="seconds between two pages of a reader")
    given = parser.parse_args()
    kept = True
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "register.db"
        if given.register:
            shutil.copyfile(given.register, path)
        else:
            with Register.open(str(path)) as register:
                for number in range(given.documents):
                    register.keep(generated.record(number), source=f"g{number}")
                following.catch_up(register)
        lines, kept = pages(path, given.times)
        sys.stdout.write("\n".join(lines) + "\n")
        if given.load:
            said, bore = load(path, Path(name) / "reports", given)
            sys.stdout.write(said + "\n")
            kept = kept and bore
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
