"""The forms of English verbs that the grammar needs."""

from __future__ import annotations

#: base: (past, participle)
IRREGULAR = {
    "be": ("was", "been"), "have": ("had", "had"), "meet": ("met", "met"), "hold": ("held", "held"),
    "speak": ("spoke", "spoken"), "make": ("made", "made"), "fly": ("flew", "flown"), "leave": ("left", "left"),
    "begin": ("began", "begun"), "give": ("gave", "given"), "send": ("sent", "sent"), "take": ("took", "taken"),
    "sit": ("sat", "sat"), "tell": ("told", "told"), "say": ("said", "said"), "pay": ("paid", "paid"),
    "buy": ("bought", "bought"), "sell": ("sold", "sold"), "build": ("built", "built"), "lend": ("lent", "lent"),
    "let": ("let", "let"), "set": ("set", "set"), "cut": ("cut", "cut"), "put": ("put", "put"),
    "shut": ("shut", "shut"),
    "hit": ("hit", "hit"), "strike": ("struck", "struck"), "fight": ("fought", "fought"), "shoot": ("shot", "shot"),
    "beat": ("beat", "beaten"), "burn": ("burned", "burned"), "blow": ("blew", "blown"), "break": ("broke", "broken"),
    "drive": ("drove", "driven"), "sink": ("sank", "sunk"), "overrun": ("overran", "overrun"),
    "bring": ("brought", "brought"),
    "find": ("found", "found"), "sue": ("sued", "sued"), "seek": ("sought", "sought"), "write": ("wrote", "written"),
    "swear": ("swore", "sworn"), "throw": ("threw", "thrown"), "stand": ("stood", "stood"),
    "show": ("showed", "shown"),
    "come": ("came", "come"), "go": ("went", "gone"), "do": ("did", "done"), "get": ("got", "got"),
    "see": ("saw", "seen"),
    "withdraw": ("withdrew", "withdrawn"), "withhold": ("withheld", "withheld"), "forbid": ("forbade", "forbidden"),
    "uphold": ("upheld", "upheld"), "overturn": ("overturned", "overturned"), "forgive": ("forgave", "forgiven"),
    "undertake": ("undertook", "undertaken"), "feed": ("fed", "fed"), "lay": ("laid", "laid"),
    "rebuff": ("rebuffed", "rebuffed"),
    "hang": ("hanged", "hanged"), "draw": ("drew", "drawn"), "lose": ("lost", "lost"), "keep": ("kept", "kept"),
    "repay": ("repaid", "repaid"), "rise": ("rose", "risen"), "flee": ("fled", "fled"), "dig": ("dug", "dug"),
    "spurn": ("spurned", "spurned"), "quit": ("quit", "quit"), "oversee": ("oversaw", "overseen"),
    "stick": ("stuck", "stuck"),
    "win": ("won", "won"), "lead": ("led", "led"), "mass": ("massed", "massed"),
    "override": ("overrode", "overridden"),
    "cast": ("cast", "cast"),
    "mow": ("mowed", "mown"),
    "hear": ("heard", "heard"),
    "tear": ("tore", "torn"),
}  # fmt: skip
#: verbs that double their last letter
DOUBLED = frozenset(
    (
        "stop", "ban", "bar", "plan", "rob", "drop", "grab", "snub", "spot", "shun", "tip", "slam", "stab",
        "cut", "put",
        "set", "let", "hit", "shut", "get", "sit", "pin", "slap", "rap", "beg", "commit", "defer", "expel",
        "patrol", "rebel",
        "refer", "repel", "forget", "permit", "admit", "submit", "transfer", "nod", "dig", "begin", "jam",
        "scrap", "ship",
        "chat", "drag", "gun", "lob", "nab", "step", "gas", "club", "ram", "swap", "strip", "pin",
        "tap", "knit", "knot", "wrap", "rap", "impel", "equip", "throb", "cancel", "overrun", "airdrop",
        "quit", "forbid", "win", "confer", "compel",
    )
)  # fmt: skip


def _stem(verb: str) -> str:
    return verb + verb[-1] if verb in DOUBLED else verb


def past(verb: str) -> str:
    """Return the simple past of a base form."""
    return IRREGULAR[verb][0] if verb in IRREGULAR else _regular(verb)


def participle(verb: str) -> str:
    """Return the past participle of a base form."""
    return IRREGULAR[verb][1] if verb in IRREGULAR else _regular(verb)


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return _stem(verb) + "ed"


def gerund(verb: str) -> str:
    """Return the -ing form of a base form."""
    if verb.endswith("e") and not verb.endswith(("ee", "be")):
        return verb[:-1] + "ing"
    return _stem(verb) + "ing"


def third(verb: str) -> str:
    """Return the third person singular present of a base form."""
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
