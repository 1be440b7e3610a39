"""The words by which a text says how far an undertaking has come."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.commitments.model import Status
from communique.commitments.vocabulary import standing, stem

_BE = r"(?:is|are|was|were|been|being|get|got)(?: now| already| officially| formally| finally| currently| fully)?"
_WORK = (
    r"(?:construction|works?|building|drilling|dredging|excavation|laying|deliver(?:y|ies)|shipments?|supplies"
    r"|training|"
    r"implementation|installation|assembly|restoration|renovation|repairs?|production|lessons|recruitment|"
    r"registration|tests?|testing|planting|surveys?)"
)
#: what stands between a subject and its verb, as long as no other clause begins
_LONG = r"(?:,? (?!(?:but|while|whereas|after|before|until|unless|if|when)\b)[\w'’.-]*[\w'’]){0,24}?,?"
#: what is lifted from people and goods: who scraps it keeps a promise
_BURDEN = (
    r"(?:[\w'’-]+ ){0,4}?(?:visas?|tariffs?|dut(?:y|ies)|bans?|fees?|sanctions|restrictions?|requirements?|quotas?"
    r"|tax(?:es)?|limits?|curbs|barriers|embargo|levy|levies|surcharges?|roaming)\b"
)
#: what cannot open the object of a verb: after it the verb belongs to a noun ("the clinic built by China was opened")
_NO_OBJECT = (
    r"(?!(?:by|in|on|at|to|from|under|for|with|of|as|and|or|but|during|since|last|this|that|which|is|are|was"
    r"|were|has|have|had|will|would|after|before|through|within|so|earlier|recently|between|jointly|when|where|who|it|they"
    r"|(?:a|one|two|three"
    r"|four|five|six|ten|\d+|several|some|many) (?:few )?(?:years?|months?|weeks?|days?|decades?))\b)"
)
#: in order: what is said of a part ("the first batch arrived") comes before what is said of the whole
_CUES: tuple[tuple[Status, str], ...] = (
    (
        "withdrawn",
        rf"\b(?:cancell?ed|scrapped(?! {_BURDEN})|called off|abandoned|revoked|rescinded|annulled"
        r"|terminated|axed|ditched)\b"
        r"|\b(?:pulled|backed|walked|opted) (?:out of|away from)\b|\bwithdr(?:ew|awn)\b(?! (?:its|their|his|her) "
        r"(?:troops|forces|ambassador|soldiers))|\b(?:will|would) (?:not go ahead|no longer)\b|\btore up\b"
        r"|\b(?:decided|chose|opted) (?:to (?:cancel|scrap|abandon|drop|terminate|withdraw)|not to)\b"
        r"|\bdropped (?:its|their|the|a|all) (?:\w+ )?(?:plans?|pledge|offer|promise|commitment|project|idea)\b"
        r"|\bgave up (?:on )?(?:its|their|the)\b|\bcancellation of\b",
    ),
    (
        "suspended",
        r"\b(?:suspended|halted|froze|paused|shelved|mothballed|interrupted|stalled)\b|\bon (?:hold|ice)\b"
        r"|\b(?:is|are|was|were|be|been|being|has|have|had|got|remains?|stays?) (?:\w+ )?frozen\b"
        r"|\b(?:decided|chose|moved) to (?:suspend|halt|freeze|pause|stop)\b|\b(?:ground|came"
        r"|come) to a (?:halt|standstill)\b"
        r"|\b(?:postponed|delayed|deferred) (?:indefinitely|until further notice)\b|\bsuspension of\b"
        r"|\bat a standstill\b|\bstopped work\b|\b(?:works?|construction|deliver(?:y|ies)|shipments?|flights"
        r"|training|drilling|supplies)(?: \w+){0,6}? "
        r"(?:stopped|ceased|broke off|came to a stop)\b",
    ),
    (
        "under_way",
        r"\bfirst (?!(?:\w+ )?(?:students|patients|passengers|visitors|tourists|guests|talks)\b)(?:[\w-]+ ){0,3}?"
        r"(?:batch|shipment|tranche|consignment|group|half|cargo|convoy|lot|delivery|contingent|cohort"
        r"|[\w-]+[^s\W]s)\b"
        r"[^.;]{0,60}?\b(?:arrived|delivered"
        r"|disbursed|left|"
        r"departed|shipped|sent|received|reached|paid|dispatched|released|transferred|handed)\b"
        rf"|\b{_WORK}{_LONG} (?:began|begun|started|commenced|resumed|restarted|kicked off|continues?"
        rf"|continued"
        r"|is progressing|are progressing|progresses|goes on|is proceeding|got under way|proceeds)\b"
        r"|\b(?:under ?way|underway|under construction|in full swing|in progress)\b"
        r"|\b(?:began|begun|started|starts|resumed|restarted|commenced) (?:building|work|construction|laying"
        r"|drilling|"
        r"training|delivering|deliveries|dredging|implementing|installing|assembling|restoring|the construction"
        r"|renovation)\b"
        r"|\bbroke[n]? (?:the )?ground\b|\bground (?:was|has been) broken\b|\bground-?breaking\b"
        r"|\b(?:foundation|corner) ?stones?\b|\blaid the foundations?\b|\bcornerstone\b"
        r"|\b(?:is|are) (?:now |currently |already )?being (?:built|constructed|delivered|implemented|laid"
        r"|carried out|installed|"
        r"trained|assembled|restored|renovated|dug|drilled|erected|prepared|shipped|rolled out)\b"
        r"|\b(?:per ?cent|%|half|two thirds|halfway|partly|partially) (?:\w+ )?(?:complete[d]?|finished|built"
        r"|ready|done|disbursed)\b"
        r"|\bhas so far (?:delivered|disbursed|built|sent|trained)\b",
    ),
    (
        "completed",
        r"\b(?:went|gone|put|brought|came|come|goes|entered|taken|enters) (?:on|in)?(?:to|in)? ?(?:full "
        r"|commercial |regular )?"
        r"(?:operation|service|use|stream|line|online|force|effect)\b|\b(?:took|taken|takes) effect\b"
        rf"|\b{_BE} (?:commissioned|inaugurated|completed|finished|delivered|opened|launched|switched on"
        rf"|unveiled|installed|"
        r"connected to|linked to|handed over|lifted|abolished|disbursed|repaid|returned|repatriated|fulfilled|"
        r"honoured|honored|reopened|transferred|built|restored|ratified and)\b"
        r"|\b(?:has|have|had|he|she|it|they|which|minister|president|leaders|and|who|officials|jointly"
        r"|officially|formally) "
        r"(?:fully |now |already |both |duly )?(?:completed|delivered|inaugurated|commissioned|"
        r"reopened|repaid|handed over|finished|fulfilled|honoured|honored|abolished|lifted|disbursed)\b"
        r"|\b(?:began|started|begins|commenced) (?:operating|operations?|commercial operations?|work as|running"
        r"|flying|"
        r"regular (?:flights|services)|generating|pumping|flowing|admitting|receiving|treating|classes|serving)\b"
        r"|\b(?:began|started) to (?:flow|operate|run)\b"
        r"|\b(?:opened|reopened) (?:to (?:traffic|the public|patients|visitors)|its (?:doors|gates)|in |on |for )"
        r"|\b(?:has|have|had) (?:now |finally |officially )?(?:opened|reopened|built|paid|returned|sent|arrived"
        r"|supplied|shipped)\b"
        rf"|\b(?<!-)(?:handed over|delivered|donated|sent|dispatched|shipped|supplied|paid|repaid|disbursed|returned"
        rf"|repatriated|built|inaugurated|commissioned|reopened|abolished|scrapped(?= {_BURDEN})|lifted|waived)"
        rf" {_NO_OBJECT}[\w$€£¥]"
        r"|\b(?:opened|reopened) (?:an?|its|their|the) (?:\w+ ){0,2}?(?:embassy|consulate|mission|school|centre"
        r"|center|hospital|"
        r"plant|bridge|line|clinic|factory|campus|branch|office)\b"
        r"|\b(?:completed|inaugurated|commissioned|handed over|fulfilled|delivered) (?:the|its|their|all)\b"
        r"|\b(?:welcomed|admitted|received|treated) (?:its|the|their) first\b|\b(?:the )?(?:last"
        r"|final) (?:\w+ )?(?:of the|batch|"
        r"shipment|tranche|consignment|instalment)\b[^.;]{0,50}\b(?:arrived|delivered|paid|disbursed|landed|handed)\b"
        r"|\b(?:arrived|landed|docked) (?:in|at|on)\b|\b(?:inaugural|maiden|first) (?:direct )?(?:flight|train"
        r"|ferry) [^.;]{0,40}?"
        r"(?:landed|took off|left|departed|arrived|touched down)\b|\btouched down\b|\b(?:cut|cutting) the ribbon\b",
    ),
    (
        "signed",
        r"\b(?:signed|inked|initialled|initialed)\b|\bput (?:their|his|her) (?:names?|signatures?|pens?)\b|\bpenned\b"
        r"|\bsignature of\b|\b(?:at the signing|the signing of)\b"
        r"|\bconcluded (?:an?|the) (?:\w+ ){0,3}?(?:agreement|contract|treaty|accord)\b"
        r"|\bsigning ceremony\b",
    ),
)  # fmt: skip
#: deeds that are done once: told in the perfect they fulfil what was undertaken in the same word
_DONE = re.compile(
    r"\b(?:has|have) (?:now |already |since |also |both |fully |duly |finally )?(?:been )?"
    r"(lowered|cut|reduced|raised|increased|set (?:aside|up)|allocated|earmarked|donated|lent|granted|ratified|adopted"
    r"|removed|eased|simplified|restored|rebuilt|repaired|renovated|upgraded|modernis?z?ed|equipped|installed"
    r"|established|published|released|appointed|hired|doubled|halved|waived|exempted|recognis?z?ed)\b",
    re.I,
)
_FINDERS = tuple((status, re.compile(pattern, re.I)) for status, pattern in _CUES)
_ANY = re.compile("|".join(pattern for _, pattern in _CUES), re.I)
#: the same and a little more, of a text in lower case, several times as fast: every cue begins at a word, and what does
#: not begin with its first letter is not looked at
_PERHAPS = re.compile(r"\b(?:" + "|".join(re.sub(r"(?:^|(?<=\|))\\b", "", pattern) for _, pattern in _CUES) + ")")
#: what says, a few words before, that a thing has not happened
_UNREAL = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|must|can|cannot|expected|due|set|scheduled|plans?|planned"
    r"|planning|"
    r"to be|ready to|hopes?|hoped|aims?|if|unless|not|never|yet to|denied|urged?|calls? for|called for|once"
    r"|until|when|before|"
    r"pending|after it is|soon|awaiting|wants?|demanded|asked|without|neither|nothing|nobody|none|nor|far from"
    r"|to have|rumou?rs?|fears?|"
    r"threatened|whether|no)\b|n['’]t\b",
    re.I,
)
_DENIED = re.compile(r"\b(?:not|never|will|would|should|could|may|might|yet to|expected to|to have)\b|n['’]t\b", re.I)
#: who did what in the simple past: what it was done to follows
_DEED = re.compile(r"(?:handed over|\w+(?:ed|nt|id|lt)) [\w$€£¥]", re.I)
_RESUME = re.compile(r"\b(?:resum|restart|reviv|relaunch|unfroz|unfreez)\w*", re.I)
#: one of several: what is said of it is not said of the whole
_PART = re.compile(
    r"\b(?:first|second|third|fourth) (?:of|half|phase|stage|unit|line|turbine|reactor|section|stretch|batch"
    r"|block|tranche|"
    r"shipment|part)\b|\bone of the\b|\bhalf (?:of|the)\b|\b(?:two|three|four|five|six|\d+) of the\b"
    r"|\b(?:a )?(?:section|part|"
    r"stretch) of\b|\bthe initial\b|\bpart(?:ly|ially)\b",
    re.I,
)


class Cue(NamedTuple):
    """A status that a clause tells of; ``part`` where of one part only, ``resumed`` where taken up again.

    ``end`` is where its words end in the clause, ``deed`` says that they are a deed and what it was done to comes next.
    ``verb`` is set where they tell of an outcome only to an undertaking that has this word.
    """

    status: Status
    part: bool
    resumed: bool
    end: int
    deed: bool = False
    verb: str | None = None


def tells(text: str) -> bool:
    """Return whether a text has the words of an outcome, whatever it says of them."""
    lower = text.lower()
    return _DONE.search(lower) is not None or (_PERHAPS.search(lower) is not None and _ANY.search(text) is not None)


def cue(clause: str) -> Cue | None:
    """Return the status that a clause says has been reached, or None: what is planned, feared or denied has not."""
    for status, finder in _FINDERS:
        for found in finder.finditer(clause):
            before = clause[: found.start()].rsplit(",", 1)[-1].split()[-7:]
            within = found.group()
            if status != "withdrawn" and _DENIED.search(within):
                continue
            if not _UNREAL.search(" ".join(before)) or re.match(r"(?:will|would) ", within, re.I):
                part, resumed = bool(_PART.search(clause)), bool(_RESUME.search(within))
                deed = status == "completed" and _DEED.fullmatch(within) is not None
                return Cue(status, part, resumed, found.end(), deed)
    return _done(clause)


def _done(clause: str) -> Cue | None:
    """Return the deed that a clause says has been done."""
    found = _DONE.search(clause)
    if found is None or _UNREAL.search(" ".join(clause[: found.start()].rsplit(",", 1)[-1].split()[-7:])):
        return None
    return Cue("completed", bool(_PART.search(clause)), False, found.end(), verb=standing(stem(found[1].split()[0])))
