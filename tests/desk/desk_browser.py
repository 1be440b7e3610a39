"""A report of our own, and a browser that reaches a desk without a network."""

from __future__ import annotations

import re

import httpx
from fastapi.testclient import TestClient

REPORT = """NAIROBI, March 3 (Desk News) -- Kenyan Foreign Minister Musalia Mudavadi met with Japanese Foreign Minister
Toshimitsu Motegi in Nairobi on Tuesday.

Motegi said that Japan will finance a second port at Mombasa. Mudavadi thanked Japan for its support, and stressed that
Kenya opposes any use of force at sea.
"""


class Browser(TestClient):
    """A client that sends forms as our pages do: with the token that it was given."""

    def submit(self, path: str, **fields: str) -> httpx.Response:
        """Return the answer to a form sent with its token."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.get("/").text)
        assert found
        return self.post(path, data={"csrf": found[1], **fields}, headers={"origin": str(self.base_url)})
