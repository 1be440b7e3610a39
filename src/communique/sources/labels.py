"""Lines above a report that only say what kind of text it is and where on a site it stands: "Press release No. 131"."""

from __future__ import annotations

import re

from communique.sources.furniture import words

_SMALL = frozenset(("from", "of", "the", "and", "&", "for", "to", "in", "on", "by", "an", "at", "with", "s", "a"))
#: words that make a line the name of a body ("Prime Minister's Office") unless it is a mere desk ("Press Office")
_BODIES = frozenset(("office", "cabinet", "presidency", "secretariat"))
_DESKS = frozenset(
    ("press", "media", "news", "information", "public", "spokesperson", "spokespersons", "spokesperson's",
     "communication", "communications")
)  # fmt: skip
_CODE = re.compile(
    r"[\[(]?(?:n[°ºo]\.?|№|#)?\d[\d./-]*[\])]?|[\[(]?[A-Za-z]{1,6}[/.-]?\d[\w./-]*[\])]?"
    r"|\[?[A-Z]{1,6}(?:[/-][A-Z\d]{1,12})+\]?|\[?\d+(?:-[A-Z]{2})?\.\d+\]?"
)
#: an office without its holder ("MINISTER FOR FOREIGN AFFAIRS"), which heads the letters and transcripts of its holder
_OFFICE = re.compile(
    r"(?:the\s+)?(?:(?:deputy|acting|vice|first|assistant|federal|chief|senior|principal)\s+)*"
    r"(?:prime minister|president|minister|foreign minister|secretary of state|foreign secretary|secretary|chancellor"
    r"|high representative|secretary-general|ambassador|spokes(?:person|man|woman)|media advis[eo]r|press secretary)"
    r"(?:['’]s\s+(?:media advis[eo]r|office|press secretary|spokesperson))?"
    r"(?:,?\s+(?:for|of|to|and|the|&|[A-Z][\w'’-]*),?)*",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"(?:the\s+(?:rt\.?\s+|right\s+)?hon(?:ou?rable|\.)?|rt\.?\s+hon\.?|senator\s+the\s+hon\.?|h\.\s?e\.|his excellency"
    r"|her excellency|shri|smt\.?|senator|sir|dame|lord|baroness|hon\.)\s+[^.!?:]{3,60}",
    re.IGNORECASE,
)
_LOWER = re.compile(r"\b(?!(?:of|the|and|for|to|in|de|al|bin|el)\b)[a-zà-ÿ]{2,}")
#: labels that may serve as the title where a text has no other
_TITLE_OF_LAST_RESORT = re.compile(
    r"(?:joint|press|final|official|trilateral)?\s*(?:press )?(?:statement|communiqu[eé]|declaration|readout)s?"
    r"(?: by .{3,60})?"
    r"|(?:transcript of (?:the )?)?(?:(?:department|daily|weekly|regular|special|noon|joint|foreign ministry) )*"
    r"(?:press|media|news) (?:briefing|conference|availability)s?(?: by .{3,60})?(?:\W+[\w ,.]*\d{4}\)?)?",
    re.IGNORECASE,
)


def is_label(line: str) -> bool:
    """Return whether every word of the line belongs to the language of labels, with or without a number."""
    if len(line) > 120:
        return False
    found = [word.strip(" .,:;|>›»«()[]•·*_–—-") for word in re.split(r"\s+|(?<=[a-z])/(?=[a-z]{3})", line)]
    telling = [word for word in found if word and word.lower() not in _SMALL]
    if not telling or len(telling) > 12:
        return False
    lowered = {word.lower().replace("’", "'") for word in telling}
    if lowered & _BODIES and not lowered & _DESKS and len(lowered) > 1:
        return False
    known = words("label words")
    return all(word.lower().replace("’", "'") in known or _CODE.fullmatch(word) for word in telling)


def is_office_line(line: str) -> bool:
    """Return whether the line only names an office ("MINISTER FOR FOREIGN AFFAIRS"), as the heads of letters do."""
    bare = line.strip(" *_-–—:|")
    if len(bare) > 110 or len(bare.split()) > 14 or re.search(r"\d", bare):
        return False
    if _LOWER.search(bare) or words("headline words") & {word.strip(",").lower() for word in bare.split()}:
        return False
    return bool(_OFFICE.fullmatch(bare))


def is_holder_line(line: str) -> bool:
    """Return whether the line only names the holder of an office with honours ("The Rt Hon …")."""
    bare = line.strip(" *_-–—:|")
    if len(bare) > 110 or len(bare.split()) > 9 or not _HONORIFIC.fullmatch(bare):
        return False
    return not _LOWER.search(re.sub(r"^(?:the|rt|right|hon\w*)\b", "", bare, flags=re.IGNORECASE))


def may_be_title(line: str) -> bool:
    """Return whether a label ("Joint Statement") can be the title of a text that has no other."""
    return bool(_TITLE_OF_LAST_RESORT.fullmatch(line.strip(" *_#:")))
