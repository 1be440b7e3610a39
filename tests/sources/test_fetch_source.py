from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from made_documents import LONG, TEXT, pdf_of, rss_of

from communique.errors import InputRefused
from communique.settings import MAX_BYTES, MAX_REDIRECTS, Setting
from communique.sources import fetch
from communique.sources.fetch import AGENT, Fetcher, is_public
from communique.sources.open import open_source
from communique.sources.page import Page
from communique.workers import Settings, read_sources

ARTICLE = f"<html><body><article><p>{LONG}</p></article></body></html>".encode()


class Site(ThreadingHTTPServer):
    """A web server on the loopback address: what it answers is set by the test, what it was asked is kept."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.heads: list[dict[str, str]] = []
        self.drip = 0.0

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def put(self, path: str, data: bytes, kind: str = "text/html", status: int = 200, **head: str) -> str:
        named = {name.replace("_", "-"): value for name, value in head.items()}
        self.pages[path] = (status, {"Content-Type": kind, **named}, data)
        return self.at + path


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.heads.append(dict(self.headers.items()))
        status, head, data = self.server.pages.get(self.path, (404, {}, b"nothing here"))
        self.send_response(status)
        for name, value in head.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            if self.server.drip and self.path != "/robots.txt":
                for byte in data:
                    self.wfile.write(bytes((byte,)))
                    time.sleep(self.server.drip)
            else:
                self.wfile.write(data)
        except OSError:
            pass  # the reader has seen enough and hung up

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    fetcher = Fetcher(private=True, pause=0)
    public = Fetcher(private=False, pause=0)
    monkeypatch.setattr(fetch, "_fetcher", lambda private: fetcher if private else public)


def result(url: str) -> Page | InputRefused:
    (found,) = open_source(url, network=True, private=True)
    assert found.source == url
    return found


def refused(url: str, *, private: bool = True) -> InputRefused:
    (found,) = open_source(url, network=True, private=private)
    assert isinstance(found, InputRefused)
    assert found.source == url
    assert found.remedy
    return found


def test_a_page_is_fetched_and_read_under_the_address_that_it_came_from(site: Site) -> None:
    site.put("/old", b"", status=301, Location="/news/report")
    site.put("/news/report", ARTICLE)
    page = result(site.at + "/old")
    assert isinstance(page, Page)
    assert page.document.text == LONG.strip()
    assert page.document.url == site.at + "/news/report"
    assert site.asked == ["/robots.txt", "/old", "/news/report"]
    assert site.heads[0]["User-Agent"].startswith(f"{AGENT}/")
    assert site.heads[0]["Host"] == site.at.removeprefix("http://")


@pytest.mark.parametrize(
    ("path", "kind", "data"),
    [
        ("/a", "text/plain; charset=utf-8", LONG.encode()),
        ("/a", "text/plain; charset=utf-16", LONG.encode("utf-16")),
        ("/a", "application/octet-stream", ARTICLE),
        ("/a", "application/pdf", pdf_of((TEXT,))),
        ("/a.pdf?x=1", "application/octet-stream", pdf_of((TEXT,))),
        ("/a", "application/rss+xml", rss_of(("Two Meet", LONG))),
        ("/a", "text/html", rss_of(("Two Meet", LONG))),
        ("/a", "application/json", b'{"text": "%s"}' % TEXT.encode()),
        ("/a", "text/csv", f"text\n{TEXT}\n".encode()),
        ("/a.jsonl", "text/plain", b'{"text": "%s"}\n' % TEXT.encode()),
        ("/a.txt.gz", "application/gzip", gzip.compress(TEXT.encode())),
    ],
)
def test_the_declared_type_decides_how_it_is_read(site: Site, path: str, kind: str, data: bytes) -> None:
    url = site.put(path, data, kind)
    (page,) = open_source(url, network=True, private=True)
    assert isinstance(page, Page)
    assert page.document.text.startswith(TEXT)
    assert (page.source or "").startswith(url)


def test_robots_txt_is_asked_once_and_followed(site: Site) -> None:
    site.put("/robots.txt", f"User-agent: {AGENT}\nDisallow: /private\n\nUser-agent: *\nDisallow:\n".encode())
    site.put("/open", ARTICLE)
    site.put("/private/a", ARTICLE)
    site.put("/way", b"", status=302, Location="/private/a")
    assert isinstance(result(site.at + "/open"), Page)
    assert "robots.txt" in refused(site.at + "/private/a").reason
    assert "robots.txt" in refused(site.at + "/way").reason
    assert "/private/a" not in site.asked
    assert site.asked.count("/robots.txt") == 1


def test_a_site_whose_robots_txt_is_out_of_order_is_left_alone(site: Site) -> None:
    site.put("/robots.txt", b"", status=503)
    site.put("/open", ARTICLE)
    assert "robots.txt cannot be read" in refused(site.at + "/open").reason
    assert site.asked == ["/robots.txt"]


def test_the_pause_that_a_site_asks_for_is_kept(site: Site) -> None:
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3\n")
    site.put("/open", ARTICLE)
    started = time.monotonic()
    assert isinstance(result(site.at + "/open"), Page)
    assert isinstance(result(site.at + "/open"), Page)
    assert time.monotonic() - started >= 0.3


def test_a_site_that_asks_for_too_long_a_pause_is_refused(site: Site) -> None:
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 3600\n")
    assert "3600 seconds" in refused(site.at + "/open").reason


@pytest.mark.parametrize(("status", "words"), [(404, "404"), (403, "403"), (500, "500"), (302, "302"), (204, "empty")])
def test_what_the_server_answers_is_told(site: Site, status: int, words: str) -> None:
    found = refused(site.put("/a", b"", status=status))
    assert words in found.reason


def test_redirects_end(site: Site) -> None:
    url = site.put("/round", b"", status=302, Location="/round")
    assert "redirects more than" in refused(url).reason
    assert site.asked.count("/round") == int(MAX_REDIRECTS.value) + 1


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/a", "gopher://x", "http://a:b@example.org/"]
)
def test_each_step_of_a_redirect_is_checked(site: Site, target: str) -> None:
    url = site.put("/away", b"", status=302, Location=target)
    assert refused(url).reason
    assert site.asked == ["/robots.txt", "/away"]


@pytest.mark.parametrize("declared", [True, False])
def test_what_is_too_large_is_not_taken(site: Site, monkeypatch: pytest.MonkeyPatch, declared: bool) -> None:
    monkeypatch.setattr(fetch, "MAX_BYTES", Setting("max_bytes", 5000, ""))
    head = {"Content_Length": "50000"} if declared else {}
    url = site.put("/large", b"word " * 10_000, "text/plain", **head)
    assert "5,000" in refused(url).reason
    assert int(MAX_BYTES.value) > 5000


def test_a_page_that_unpacks_without_end_is_not_taken(site: Site) -> None:
    bomb = gzip.compress(b" " * 30_000_000)
    assert len(bomb) < 100_000
    assert "more than the limit" in refused(site.put("/bomb", bomb, Content_Encoding="gzip")).reason


def test_packed_pages_are_unpacked_and_other_packings_refused(site: Site) -> None:
    page = result(site.put("/packed", gzip.compress(ARTICLE), Content_Encoding="gzip"))
    assert isinstance(page, Page)
    assert "packed it as br" in refused(site.put("/br", b"x", Content_Encoding="br")).reason
    assert "unpacked" in refused(site.put("/bad", b"no gzip", Content_Encoding="gzip")).reason


def test_a_server_that_drips_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "FETCH_DEADLINE", Setting("fetch_deadline", 1, ""))
    site.drip = 0.05
    started = time.monotonic()
    assert "took longer" in refused(site.put("/slow", b"x" * 200)).reason
    assert time.monotonic() - started < 5


def test_a_server_that_says_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "FETCH_TIMEOUT", Setting("fetch_timeout", 1, ""))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "fetching it failed" in refused(f"http://127.0.0.1:{silent.getsockname()[1]}/").reason


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "no connection" in refused(f"http://127.0.0.1:{port}/").reason


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:8080/",
        "https://192.168.1.1/",
    ],
)
def test_addresses_inside_a_network_are_refused(url: str) -> None:
    found = refused(url, private=False)
    assert "private network" in found.reason
    assert "--allow-private" in found.remedy


def named(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, ...]) -> list[str]:
    """Have names resolve to these addresses, one answer after another, the last one for good; return what was asked."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str | bytes | None, port: int | str | None, *rest: Any, **options: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if not name.endswith(".example"):
            return real(host, port, *rest, **options)
        asked.append(name)
        answer = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answer]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_a_name_is_refused_where_any_of_its_addresses_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, ("93.184.216.34", "10.0.0.7"))
    assert "10.0.0.7" in refused("http://news.example/a", private=False).reason


def test_the_connection_goes_to_the_address_that_was_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers otherwise the second time (DNS rebinding) is never asked a second time for one request."""
    port = site.server_address[1]
    asked = named(monkeypatch, ("127.0.0.1",), ("127.0.0.1",), ("203.0.113.1",))
    site.put("/a", ARTICLE)
    page = result(f"http://news.example:{port}/a")
    assert isinstance(page, Page)
    assert asked == ["news.example", "news.example"]  # robots.txt and the page
    assert [head["Host"] for head in site.heads] == [f"news.example:{port}"] * 2


def test_a_redirect_to_an_address_inside_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "is_public", lambda address: str(address) == "127.0.0.1")  # the test's own site alone
    url = site.put("/away", b"", status=302, Location="http://10.0.0.7/secret")
    assert "10.0.0.7" in refused(url, private=False).reason


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("198.18.0.1", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::", False),
        ("::7f00:1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_public_addresses_are_told_from_others(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "http://",
        "http:///path",
        "http://user:pass@example.org/",
        "http://[::1/",
        "http://example.org:99999/",
        "http://exa mple.org/",
        "http://ex\nample.org/",
        "http://name.invalid/",
        "http://" + "a" * 300 + ".org/",
    ],
)
def test_addresses_that_cannot_be_fetched_are_refused(url: str) -> None:
    assert refused(url, private=False).reason


def test_nothing_is_fetched_unless_it_is_allowed(site: Site) -> None:
    (found,) = open_source(site.put("/a", ARTICLE))
    assert isinstance(found, InputRefused)
    assert "network" in found.reason
    assert site.asked == []


def test_settings_of_a_run_allow_the_network(site: Site) -> None:
    url = site.put("/a", LONG.encode(), "text/plain")
    (outcome,) = read_sources([url], settings=Settings(network=True, private=True))
    assert not isinstance(outcome.result, InputRefused)
    assert outcome.result.document.url == url
