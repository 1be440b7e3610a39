"""Lines that belong to the page, not to the report: links, share buttons, legal lines, contacts, end marks."""

from __future__ import annotations

import re

#: no line of this kind is longer; longer ones are prose
LONGEST_BOILERPLATE = 600

#: a whole line that is one of these, whatever case, is no part of a report
_WHOLE = (
    r"#{1,5}|-\s?#\s?-|(?:\*\s?){1,5}|-\s?0\s?-|-?\s?30\s?-?|_{3,}|-{3,}|={3,}|—{1,3}|\(?\[?(?:ends?|end of (?:statement|text|readout|release|message))\]?\)?\.?|enditem|end/?|/end|"
    r"x{3,}|-ends?-|eom|"
    r"share|share (?:this|on|via|it|with)\b.{0,80}|tweet|print|e-?mail|copy link|(?:print|share|save|listen|whatsapp|telegram|facebook|twitter|linkedin|x|vk|"
    r"e-?mail|copy link|instagram|youtube|reddit|pinterest|messenger|viber|wechat|weibo|line|threads|bluesky)(?:[\s|,/·•]+(?:print|share|save|listen|whatsapp|telegram|"
    r"facebook|twitter|linkedin|x|vk|e-?mail|copy link|copy|instagram|youtube|reddit|pinterest|messenger|viber|wechat|weibo|line|threads|bluesky|more))*|"
    r"read (?:more|also|next|the full .{0,60})|see (?:also|more)|more (?:news|stories|on this (?:story|topic)|from .{1,40})|related(?: (?:links?|articles?|news|stories|topics|content|posts?|documents?|materials?|reading|coverage))?|"
    r"(?:you may also like|recommended(?: (?:for you|stories|articles))?|most (?:read|popular|viewed)|trending(?: now)?|latest(?: news)?|popular news|top stories|editor'?s? picks?)|"
    r"advertisement|sponsored(?: content)?|ad|skip (?:to|advertisement).{0,40}|back to top|top|home|menu|search|next(?: article| post)?|previous(?: article| post)?|prev|"
    r"comments?(?: \(\d+\))?|leave a (?:comment|reply)|\d+ comments?|log ?in|sign (?:in|up).{0,60}|subscribe.{0,80}|newsletter|listen to (?:this )?article.{0,40}|audio|play video|"
    r"tags?|topics?|keywords?|categories|category|notes? to (?:the )?editors?|background notes?|press contacts?|media contacts?|contacts?|contact (?:us|information|details)|for (?:more|further) information|"
    r"multimedia|gallery|photo gallery|photos?|videos?|attachments?|downloads?|annex(?:es)?|loading\.*|close|accept(?: all)?(?: cookies)?|reject all|cookie (?:settings|policy|notice)|"
    r"privacy policy|terms (?:of use|and conditions)|all rights reserved\.?|disclaimer|feedback|font size.{0,20}|text size.{0,20}|a\s?a\s?a|translate|english|français|español|русский|中文|العربية|"
    r"for information media\.? ?(?:[-–—.] ?)?not an official record\.?|not an official (?:record|document|translation)\.?|\[[\w./ -]{3,24}\]|"
    r"go to top|view (?:all|more).{0,40}|show more|load more|page \d+(?: of \d+)?|\d{1,3}"
)  # fmt: skip
#: how such a line starts
_START = (
    r"©|\(c\)\s|copyright\b|all rights reserved|read (?:more|also|next)\s*[:»>–—-]|also read\b|see also\s*:|more on this\b|related(?: \w+)?\s*:|"
    r"follow (?:us|our|the ministry|\w+ on)\b|join (?:us|our|the) (?:on|telegram|whatsapp|channel)|subscribe to\b|sign up (?:for|to)\b|download (?:the|our)\b|"
    r"click here\b|watch (?:the )?(?:video|live)\b|listen to (?:the|our|this)\b|"
    r"(?:this|our) (?:web)?site uses cookies|we use cookies|by (?:continuing|using|clicking)\b.{0,80}\b(?:cookies|site|agree|terms|policy)|"
    r"tags?\s*:|keywords?\s*:|topics?\s*:|categor(?:y|ies)\s*:|filed under\b|labels?\s*:|hashtags?\s*:|(?:#\w+[\s,]*){2,}$|"
    r"(?:media|press|news|public) (?:contacts?|inquir(?:y|ies)|enquir(?:y|ies)|office|relations)\s*[:–—-]|contacts?\s*:|contact us\b|for (?:media|press|more|further|additional) (?:inquiries|enquiries|information|details|queries)\b|"
    r"(?:tel|telephone|phone|fax|e-?mail|mob(?:ile)?|whatsapp|twitter|facebook|website|web|url)\s*[.:]\s*|[\w.+-]+@[\w-]+\.[\w.]+\s*$|(?:https?://|www\.)\S+\s*$|"
    r"notes? (?:to|for) (?:the )?editors?\b|editor'?s?'? notes?\s*[:–—-]|"
    r"(?:the )?(?:below|following|text below)(?: (?:statement|readout|text))? (?:is|was|may be|can be) (?:attributable|attributed|issued|released)\b|attributable to\b|"
    r"(?:[^.:]{3,120}\b)?(?:(?:has |have )?(?:issued|made|released) the following (?:[\w-]+ ){0,3}(?:statement|readout|communiqu[eé]|declaration|text|comment|remarks)s?\b[^.:]{0,60}:$)|"
    r"the following (?:[\w-]+ ){0,3}(?:statement|readout|communiqu[eé]|declaration|text|message|letter)\b (?:was|is|has been)\b.{0,200}:$|"
    r"(?:further|more|additional) information\s*[:–—-]|(?:while|when) (?:citing|quoting|using)\b|[^.!?]{3,90}[,;:(]\s*[\w.+-]+@[\w-]+\.[\w.]+\)?$|©[^.!?]{30,}|"
    r"(?:the )?(?:following|below) is (?:the|a|an) (?:full )?(?:text|transcript|readout|translation|statement|unofficial)\b.{0,160}:$|"
    r"\(?(?:unofficial|courtesy|provisional|working) translation\b|translation (?:from|by)\b|check against delivery|"
    r"(?:an earlier|a previous) version of this (?:story|article)|this (?:story|article|report|post) (?:was|has been|is)\b|this is an? (?:automatically|unedited|auto)\b|"
    r"(?:\*+\s*)?disclaimer\b|views expressed\b|(?:the )?(?:opinions?|views) expressed\b|(?:reproduction|republication|redistribution)\b.{0,100}\b(?:prohibited|permitted|allowed|consent|permission)|"
    r"(?:material|content|information) (?:from|of|on) (?:this|the) (?:site|website|agency)\b|when (?:using|quoting|reprinting)\b.{0,80}\b(?:link|reference|materials)|"
    r"if you (?:notice|found|find|see|have)\b.{0,60}\b(?:error|typo|mistake|story|tip|question)|(?:found|noticed|spotted) (?:a|an) (?:typo|error|mistake)|"
    r"(?:bookmark|share|rate) this\b|\d+\s+(?:shares?|views?|likes?|reads?)\b|image (?:source|credit|caption)?\s*:\s*$|reading time\b|estimated reading\b|"
    r"posted in\b|permalink\b|short ?link\b|print (?:this|version|page)|send (?:this|to|by)\b.{0,30}\b(?:friend|e-?mail)|"
    r"our standards\s*:|thomson reuters trust principles|get the latest\b|for all the latest\b|stay (?:informed|connected|tuned|up to date)\b.{0,120}|"
    r"embargo(?:ed)?\b.{0,80}\b(?:until|till)\b|not for (?:publication|release)\b|"
    r"[-–—]{1,2}\s?[A-Z]{2,9}(?:/[A-Z]{2,9})?\s*$|[-–—]{1,2}\s?(?:IANS|PTI|ANI|UNI|BERNAMA|NNN|WAM|SPA|QNA|KUNA|BNA|APP|VNA|ANTARA|PNA)\b.{0,25}$"
)  # fmt: skip
#: words by which a line gives itself away wherever they stand
_ANYWHERE = (
    r"\ball rights reserved\b|\bclick here\b|\bcookies? (?:policy|settings|preferences|notice)\b|\bfollow us on\b|\bour (?:whatsapp|telegram) channel\b|"
    r"\bsubscribe to our\b|\bsign up (?:for|to) (?:our|the)\b.{0,40}\b(?:newsletter|e-?mail|updates?)\b|\bno reproduction\b|\bmay not be (?:published|reproduced|redistributed)\b|"
    r"\bis not responsible for the content of external\b|\bgenerated from (?:a )?syndicated (?:feed|wire)\b|\bhas not been edited by\b|\bdownload the app\b|"
    r"\bread (?:the )?full (?:text|statement|story|article) (?:here|at|on)\b"
)

_WHOLE_LINE = re.compile(_WHOLE, re.IGNORECASE)
_LINE_START = re.compile(_START, re.IGNORECASE)
_IN_LINE = re.compile(_ANYWHERE, re.IGNORECASE)
#: what an agency sets behind the last sentence of a report: "(Xinhua)", "Enditem", "(END)", "(PTI)", "###"
_TAIL = re.compile(
    r"\s*(?:\(?Enditem\)?|\(END\)|\(ends?\)|\bENDS?\b|#{2,}|-\s?0\s?-|/\s?end|\[ENDS?\]"
    r"|(?:\((?:[A-Z][\w&.-]{1,12}(?:/[A-Z][\w .&-]{1,25})?|AA|dpa)\))|/[A-Z][\w .-]{1,14}/|(?<=[.!?”\"])\s*[-–—]{1,2}\s?[A-Z]{2,9}(?:\s[a-z]{2}/[a-z]{2})?)\s*$"
)


def is_boilerplate(line: str) -> bool:
    """Return whether the whole line belongs to the page and not to the report."""
    if len(line) > LONGEST_BOILERPLATE:
        return False
    bare = line.strip(" \t|·•»>›→←▸▶✉")
    if not any(character.isalnum() for character in bare):
        return True
    return bool(_WHOLE_LINE.fullmatch(bare) or _LINE_START.match(bare) or _IN_LINE.search(bare))


def tail_mark(line: str) -> int:
    """Return the offset in ``line`` at which an end mark or agency credit behind the last sentence starts; its length if none."""
    last = line[-40:]
    match = _TAIL.search(last)
    if match is None:
        return len(line)
    start = len(line) - len(last) + match.start()
    before = line[:start].rstrip()
    return start if before and before[-1] in '.!?"”’)' else len(line)


#: a heading after which nothing belongs to the report any more
_APPENDIX = re.compile(
    r"(?:related (?:links?|articles?|news|stories|content|posts?|materials?|coverage)|read (?:more|also|next)|see also|more (?:news|stories|from .{1,40})|you may also like|recommended(?: for you| stories| articles)?|"
    r"most (?:read|popular|viewed)|trending(?: now)?|latest news|top stories|popular news|notes? (?:to|for) (?:the )?editors?|(?:press |media )?contacts?|contacts?|"
    r"for (?:more|further) information|contact (?:information|details|us)|about (?:us|the (?:ministry|agency|author)|[A-Z]\w+)|share this.{0,30}|leave a (?:comment|reply)|comments?)\s*:?",
    re.IGNORECASE,
)


def starts_appendix(line: str) -> bool:
    """Return whether the line heads what follows a report: related links, notes to editors, contacts."""
    return len(line) < 60 and bool(_APPENDIX.fullmatch(line.strip(" -–—*|#:»>")))


#: who typed and checked a report, below its last line: "HDJ/OTA", "ahm.mb", "APP/asr/kmz", "dpa hk xxde lob"
_INITIALS = re.compile(
    r"[=\-–—\s(]*[A-Za-z]{2,8}(?:[./\\][A-Za-z]{1,8}){1,4}\)?|[=]{1,3}\s?\w+|(?:dpa|afp|efe|apa|ntb|tt|pap|ctk|mti|sda|ats|anp|belga)(?:\s[a-z]{2,5}){1,5}|[a-z]{2,4}(?:[-/][a-z]{2,4})+",
)


def is_initials(line: str) -> bool:
    """Return whether the line below a report only holds the initials of those who made it."""
    return len(line) < 40 and bool(_INITIALS.fullmatch(line.strip()))
