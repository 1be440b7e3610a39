"""Lines above a report that only say what kind of text it is and where on a site it stands: "Press release No. 131"."""

from __future__ import annotations

import re

#: kinds of official texts, sections of sites, parts of the world: a line made of these words alone is a label
_WORDS = frozenset(
    """press media news information public official joint daily weekly regular special release releases statement statements note
    notes communique communiques communiqué communiqués bulletin bulletins briefing briefings advisory advisories notice notices
    readout readouts read-out update updates service team office section desk unit room centre center corner newsroom newsrooms
    transcript transcripts remarks speech speeches interview interviews event events fact sheet sheets immediate exclusive
    developing article articles story stories report reports document documents archive archives activity activities visit visits
    meeting meetings call calls phone telephone conversation conversations announcement announcements declaration declarations
    conference conferences highlights spotlight issue edition volume vol page no nr num number ref reference pr doc embargo
    politics political world international home business economy economic national diplomacy diplomatic foreign affairs relations
    policy external bilateral multilateral regional regions region asia asia-pacific africa europe americas america middle east
    eurasia pacific caribbean latin north south central global local society government governance parliament security defence
    defense culture sport sports science technology health environment energy trade education opinion analysis top latest breaking
    important main all more live video photo photos multimedia gallery english en unofficial translation original language text
    full-text president presidency presidential prime minister minister's ministers minister ministry's spokesperson spokespersons
    spokesperson's secretary-general secretary secretaries general cabinet chancellor actions releases briefing e&oe eoe checked
    against delivery communications communication what's new whats""".split()
)
_SMALL = frozenset("of the and & for to in on by a an at with s".split())
#: words that make a line the name of a body ("Prime Minister's Office") unless it is a mere desk ("Press Office")
_BODIES = frozenset(("office", "cabinet", "presidency", "secretariat"))
_DESKS = frozenset(
    "press media news information public spokesperson spokespersons spokesperson's communications communication".split()
)
_CODE = re.compile(
    r"[\[(]?(?:n[°ºo]\.?|№|#)?\d[\d./-]*[\])]?|[\[(]?[A-Za-z]{1,6}[/.-]?\d[\w./-]*[\])]?|\[?[A-Z]{1,6}(?:[/-][A-Z\d]{1,12})+\]?|\[?\d+(?:-[A-Z]{2})?\.\d+\]?"
)
#: an office without its holder ("MINISTER FOR FOREIGN AFFAIRS"), which heads the letters and transcripts of its holder
_OFFICE = re.compile(
    r"(?:the\s+)?(?:(?:deputy|acting|vice|first|assistant|federal|chief|senior|principal)\s+)*(?:prime minister|president|minister|foreign minister|secretary of state|foreign secretary|secretary|"
    r"chancellor|high representative|secretary-general|ambassador|spokes(?:person|man|woman)|media advis[eo]r|press secretary)(?:['’]s\s+(?:media advis[eo]r|office|press secretary|spokesperson))?"
    r"(?:,?\s+(?:for|of|to|and|the|&|[A-Z][\w'’-]*),?)*",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"(?:the\s+(?:rt\.?\s+|right\s+)?hon(?:ou?rable|\.)?|rt\.?\s+hon\.?|senator\s+the\s+hon\.?|h\.\s?e\.|his excellency|her excellency|shri|smt\.?|senator|sir|dame|lord|baroness|hon\.)\s+[^.!?:]{3,60}",
    re.IGNORECASE,
)
_LOWER = re.compile(r"\b(?!(?:of|the|and|for|to|in|de|al|bin|el)\b)[a-zà-ÿ]{2,}")


def is_label(line: str) -> bool:
    """Return whether every word of the line belongs to the language of labels, with or without a number."""
    words = [word.strip(" .,:;|>›»«()[]•·*_–—-") for word in re.split(r"\s+|(?<=\w)/(?=\w{3})", line)]
    words = [word for word in words if word]
    if not words or len(words) > 14:
        return False
    telling = [word for word in words if word.lower() not in _SMALL]
    lowered = {word.lower().replace("’", "'") for word in telling}
    if lowered & _BODIES and not lowered & _DESKS and len(lowered) > 1:
        return False
    return bool(telling) and all(word.lower().replace("’", "'") in _WORDS or _CODE.fullmatch(word) for word in telling)


def is_office_line(line: str) -> bool:
    """Return whether the line only names an office ("MINISTER FOR FOREIGN AFFAIRS"), as the heads of letters do."""
    bare = line.strip(" *_-–—:|")
    if len(bare) > 110 or len(bare.split()) > 14 or re.search(r"\d", bare):
        return False
    return bool(_OFFICE.fullmatch(bare)) and not _LOWER.search(bare)


def is_holder_line(line: str) -> bool:
    """Return whether the line only names the holder of an office with honours ("The Rt Hon …")."""
    bare = line.strip(" *_-–—:|")
    if len(bare.split()) > 9 or not _HONORIFIC.fullmatch(bare):
        return False
    return not _LOWER.search(re.sub(r"^(?:the|rt|right|hon\w*)\b", "", bare, flags=re.IGNORECASE))


#: labels that may serve as the title where a text has no other
_TITLE_OF_LAST_RESORT = re.compile(
    r"(?:joint|press|final|official|trilateral)?\s*(?:press )?(?:statement|communiqu[eé]|declaration|readout)s?",
    re.IGNORECASE,
)


def may_be_title(line: str) -> bool:
    """Return whether a label ("Joint Statement") can be the title of a text that has no other."""
    return bool(_TITLE_OF_LAST_RESORT.fullmatch(line.strip(" *_#:")))
