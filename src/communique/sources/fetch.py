"""Pages of the web, fetched politely and safely: robots.txt, pauses, limits, no address inside one's own network."""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urljoin, urlsplit

from communique.errors import InputRefused
from communique.settings import (
    FETCH_DEADLINE,
    FETCH_PAUSE,
    FETCH_TIMEOUT,
    LONGEST_PAUSE,
    MAX_BYTES,
    MAX_REDIRECTS,
)
from communique.version import __version__

if TYPE_CHECKING:
    import httpx

#: the name by which robots.txt may speak of us, and what servers see
AGENT = "communique"
USER_AGENT = f"{AGENT}/{__version__} (reader of diplomatic reports)"
_ROBOTS_BYTES = 500_000
_ADDRESSES_TRIED = 3
#: sites whose robots.txt is remembered
_SITES = 500
_PACKED = ("gzip", "x-gzip", "deflate")
#: IPv6 addresses that carry an IPv4 address in their last four bytes
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REMEDIES = {
    401: "It asks for a password: save the page as a file and read that",
    403: "The site lets no program in: save the page as a file and read that",
    404: "Check the address",
    410: "The page was taken down: look for it in a web archive",
    429: "The site asks for fewer requests: try again later",
    451: "The page is withheld for legal reasons",
}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a web server sent: the bytes, unpacked, the address that sent them, and the type that it declares."""

    data: bytes
    url: str
    media_type: str


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches pages one after another, and remembers what each site asks of robots and when it was last visited."""

    private: bool = False
    pause: float = float(FETCH_PAUSE.value)
    _robots: dict[str, Any] = field(default_factory=dict)
    _visited: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """Return what stands at ``url``, after redirects; raise InputRefused where it cannot or may not be fetched."""
        deadline = time.monotonic() + float(FETCH_DEADLINE.value)
        limit = int(MAX_BYTES.value)
        where = url
        for _ in range(int(MAX_REDIRECTS.value) + 1):
            parts = _checked(where, url)
            deadline += self._ask(parts, where, url, deadline)
            status, headers, data = _exchange(parts, url, limit=limit, deadline=deadline, private=self.private)
            target = headers.get("location")
            if status in (301, 302, 303, 307, 308) and target:
                where = urljoin(where, target)
                continue
            if not 200 <= status < 300:
                remedy = _REMEDIES.get(status, "Try again later" if status >= 500 else "Check the address")
                raise InputRefused(url, f"the server answered with status {status}", remedy)
            return Fetched(data=data, url=where, media_type=headers.get("content-type", ""))
        raise InputRefused(url, f"it redirects more than {int(MAX_REDIRECTS.value)} times", "Check the address")

    def _ask(self, parts: SplitResult, where: str, url: str, deadline: float) -> float:
        """Wait as long as the site asks; return the seconds waited; raise InputRefused where it wants no robots."""
        site = f"{parts.scheme}://{parts.netloc.lower()}"
        if site not in self._robots:
            if len(self._robots) >= _SITES:
                self._robots.clear()
                self._visited.clear()
            self._robots[site] = self._rules(site, url, deadline)
        rules = self._robots[site]
        if not rules.can_fetch(where, AGENT):
            raise InputRefused(url, "the site's robots.txt asks programs not to fetch it", "Save the page yourself")
        pause = max(self.pause, float(rules.crawl_delay(AGENT) or 0))
        if pause > float(LONGEST_PAUSE.value):
            raise InputRefused(url, f"the site asks for {pause:.0f} seconds between two requests", "Save it yourself")
        left = max(0.0, self._visited.get(site, float("-inf")) + pause - time.monotonic())
        if left:
            time.sleep(left)
        self._visited[site] = time.monotonic()
        return left

    def _rules(self, site: str, url: str, deadline: float) -> Any:
        """Return what robots.txt says; a site without one allows all, one that is out of order allows nothing."""
        from protego import Protego

        where = f"{site}/robots.txt"
        for _ in range(int(MAX_REDIRECTS.value) + 1):
            status, headers, data = _exchange(
                _checked(where, url), url, limit=_ROBOTS_BYTES, deadline=deadline, private=self.private, cut=True
            )
            target = headers.get("location")
            if status in (301, 302, 303, 307, 308) and target:
                where = urljoin(where, target)
                continue
            if status >= 500 or status == 429:
                reason = f"its site's robots.txt cannot be read (status {status}), so nothing may be fetched there now"
                raise InputRefused(url, reason, "Try again later")
            return Protego.parse(data.decode("utf-8", "replace") if 200 <= status < 300 else "")
        return Protego.parse("")


def fetch(url: str, *, private: bool = False) -> Fetched:
    """Return what stands at a web address; ``private`` allows addresses inside one's own network.

    Raises InputRefused where it is no web address, may not be fetched, or does not come within the limits.
    """
    return _fetcher(private).fetch(url)


@cache
def _fetcher(private: bool) -> Fetcher:
    return Fetcher(private=private)


def _checked(where: str, url: str) -> SplitResult:
    """Return the parts of an address that may be fetched by its form; raise InputRefused where it may not."""
    try:
        parts = urlsplit(where)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InputRefused(url, f"it is no valid web address ({error})", "Check the address") from error
    if parts.scheme.lower() not in ("http", "https"):
        reason = f"{'it' if where == url else 'it redirects to an address that'} begins with {parts.scheme}:"
        raise InputRefused(url, reason, "Only http and https addresses are fetched")
    if not host or any(not " " < character < "\x7f" for character in parts.netloc):
        raise InputRefused(url, "it names no valid server", "Check the address")
    if parts.username is not None:
        raise InputRefused(url, "it holds a user name or password", "Leave those out")
    return parts


def _addresses(host: str, port: int, url: str, *, private: bool) -> tuple[str, ...]:
    """Return the addresses of a server; raise InputRefused where there is none, or any is inside a network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputRefused(url, f"the server {host} is not known", "Check the address and the network") from error
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    for written in addresses:
        address = ipaddress.ip_address(written.partition("%")[0])
        if not private and not is_public(address):
            reason = f"the server {host} is at {written}, an address inside a private network"
            raise InputRefused(url, reason, "Allow private addresses if you trust the source (--allow-private)")
    if not addresses:
        raise InputRefused(url, f"the server {host} has no address", "Check the address")
    return addresses[:_ADDRESSES_TRIED]


def is_public(address: Address) -> bool:
    """Return whether an address is one of the open internet, and so is any address that it carries inside."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64 or int(address) >> 32 == 0:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(carried is not None and not is_public(carried) for carried in inner):
            return False
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


Answer = tuple[int, "httpx.Headers", bytes]


def _exchange(parts: SplitResult, url: str, *, limit: int, deadline: float, private: bool, cut: bool = False) -> Answer:
    """Return status, headers and data of one request, made to an address that was checked and to no other.

    ``cut`` takes the first ``limit`` bytes of what is longer, which is refused otherwise.
    """
    import httpx  # loads slowly, and is needed for the web alone

    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    timeout = httpx.Timeout(float(FETCH_TIMEOUT.value))
    failure: Exception | None = None
    # settings of the environment, as proxies, would have another machine look the name up anew
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=timeout) as client:
        for address in _addresses(host, port, url, private=private):
            try:
                return _answer(client, _request(client, parts, address), url, limit, deadline, cut=cut)
            except httpx.ConnectError as error:
                failure = error
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
                words = f"{type(error).__name__}: {str(error)[:200]}".rstrip(": ")
                raise InputRefused(url, f"fetching it failed ({words})", "Try again later") from error
    raise InputRefused(url, f"no connection to {host} ({failure})", "Check the address and the network") from failure


def _request(client: httpx.Client, parts: SplitResult, address: str) -> httpx.Request:
    """Return a request that goes to ``address`` itself but speaks to, and checks the certificate of, the server."""
    bracketed = f"[{address}]" if ":" in address else address
    port = f":{parts.port}" if parts.port else ""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Host": parts.netloc,
        "User-Agent": USER_AGENT,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    named = {} if _is_address(parts.hostname or "") else {"sni_hostname": parts.hostname}
    return client.build_request(
        "GET", f"{parts.scheme.lower()}://{bracketed}{port}{path}", headers=headers, extensions=named
    )


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _answer(
    client: httpx.Client, request: httpx.Request, url: str, limit: int, deadline: float, *, cut: bool
) -> Answer:
    answer = client.send(request, stream=True)
    try:
        declared = answer.headers.get("content-length", "")
        if not cut and declared.isdecimal() and int(declared[:20]) > limit:
            raise _too_large(url, limit)
        encoding = answer.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in (*_PACKED, "identity", ""):
            raise InputRefused(url, f"the server packed it as {encoding[:40]}", "Save the page as a file and read that")
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding in _PACKED else None
        data = bytearray()
        for chunk in answer.iter_raw():
            if time.monotonic() > deadline:
                raise InputRefused(url, f"it took longer than {int(FETCH_DEADLINE.value)} seconds", "Try again later")
            data += unpack.decompress(chunk, limit + 1 - len(data)) if unpack else chunk
            if len(data) > limit:
                if not cut:
                    raise _too_large(url, limit)
                break
            if unpack is not None and unpack.eof:
                break  # whatever follows is not part of the page
        return answer.status_code, answer.headers, bytes(data[:limit])
    except zlib.error as error:
        raise InputRefused(url, f"what the server sent cannot be unpacked ({error})", "Try again later") from error
    finally:
        answer.close()


def _too_large(url: str, limit: int) -> InputRefused:
    return InputRefused(url, f"it holds more than the limit of {limit:,} bytes", "Give the page of a single report")
