"""Amounts and deadlines within a content: "4 billion euros", "600 megawatts", "before the end of the year"."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundreds?|thousands?)"
_SCALE = r"(?:\s+(?:hundred|thousand|million|billion|trillion))?"
_CURRENCY = r"(?:USD|EUR|GBP|CNY|JPY|RMB|US\$|\$|€|£|¥)"
_UNIT = (
    r"(?:(?:U\.?S\.?\s+)?dollars?|euros?|yuan|rubles?|roubles?|pounds?|rupees?|yen|won|dirhams?|percent|per\s+cent|%|"
    r"tons?|tonnes?|megawatts?|MW|gigawatts?|GW|kilomet(?:er|re)s?|km|cubic\s+met(?:er|re)s|barrels|troops|soldiers|"
    r"scholarships|doses|visas|places|people|students|workers|companies|hectares|times)"
)
_AMOUNT = re.compile(
    rf"{_CURRENCY}\s?{_NUMBER}{_SCALE}(?:\s+{_UNIT})?|{_NUMBER}{_SCALE}\s+(?:[a-z-]+\s)?{_UNIT}(?!\w)", re.I
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WHEN = (
    rf"(?:{_MONTH}(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|\d{{4}}|"
    r"the\s+end\s+of\s+(?:the|this|next)\s+(?:year|month|decade|quarter)|the\s+end\s+of\s+\d{4}|year-end|(?:the\s+)?(?:next\s+)?"
    r"(?:spring|summer|autumn|fall|winter)|(?:next|this)\s+(?:year|month|week))"
)
_DEADLINE = re.compile(
    rf"\b(?:by|before|until|no\s+later\s+than|not\s+later\s+than|starting|from|in|at)\s+{_WHEN}"
    rf"|\bwithin\s+(?:the\s+)?(?:next\s+)?{_NUMBER}\s+(?:days|weeks|months|years|hours)"
    r"|\b(?:in\s+the\s+)?(?:first|second|third|fourth)\s+(?:half|quarter)\s+of\s+(?:\d{4}|the\s+year|next\s+year)",
    re.I,
)


def amount(text: str) -> str | None:
    """Return the first amount in the text, as it stands there, or None."""
    found = _AMOUNT.search(text)
    return found.group().strip() if found else None


def deadline(text: str) -> str | None:
    """Return the first time limit in the text, as it stands there, or None."""
    found = _DEADLINE.search(text)
    return found.group().strip() if found else None
