"""Participles that open a sentence ("Welcoming the accord, she said …"), written small before the text is parsed.

The small English model takes them for names there, by their capital, and then misses the clause and all in it.
"""

from __future__ import annotations

import re

_TELLING = """accepting accusing acknowledging addressing admitting advocating affirming agreeing alleging announcing
answering appealing applauding appreciating approving arguing asking assailing asserting assessing assuring
attributing backing blaming blasting branding briefing calling castigating cautioning celebrating censuring
citing claiming commending commenting committing complaining conceding concluding condemning confirming
congratulating considering contending contesting conveying criticising criticizing declaring declining decrying
defending demanding denouncing denying deploring describing detailing disclosing discussing dismissing echoing
elaborating emphasising emphasizing encouraging endorsing envisaging evoking explaining expressing extending
extolling faulting flagging giving greeting hailing highlighting hoping inviting justifying lamenting lauding
lashing listing making marking mentioning mourning noting objecting offering opposing outlining paying pledging
pointing praising predicting presenting pressing proclaiming promising proposing protesting questioning quoting
raising reacting reaffirming reassuring recalling recognising recognizing recommending referring reflecting
refusing refuting regretting reiterating rejecting remarking reminding repeating replying reporting requesting
responding restating revealing reviewing ruling saluting saying seeking sharing signalling slamming speaking
stating stressing suggesting summarising summarizing supporting taking telling thanking threatening touching
turning underlining underscoring undertaking urging voicing vowing warning welcoming wishing"""
#: such a participle where a sentence or line may begin, its capital apart
_FRONTED = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?:] )|(?<=[.!?][\"”’] )|(?<=[\"“]))("
    + "|".join(f"{word[0].upper()}(?={word[1:]} )" for word in dict.fromkeys(_TELLING.split()))
    + ")"
)


def written_small(text: str) -> str:
    """Return the text with each participle of telling that opens a sentence in small letters, as long as before."""
    return _FRONTED.sub(lambda capital: capital[1].lower(), text)
