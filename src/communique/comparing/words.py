"""The words of a content, brought to stems and families, so that "exports of gas" meets "supply natural gas"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: words that any two contents may share without speaking of one matter
EMPTY = frozenset(
    """a an the and or of in on at to for with from by as into over under about between among within through per its
    their his her our this that these those it they he she we both all any each other another such more most further
    is are was were be been being has have had do does will would should could can may must not no nor than also very
    which who whom whose what when where while after before during until since if so up out who there then once
    side sides party parties country countries government minister president prime leaders leader state states""".split()
)
#: words of the trade, which say little about the matter
PALE = frozenset(
    """cooperation cooperate cooperative collaboration relations relation relationship ties bilateral mutual joint
    jointly strengthen strengthening deepen deepening expand expanding enhance enhancing promote promoting boost
    develop developing development advance advancing increase increasing support supporting efforts effort continue
    continuing new agreement agreements memorandum understanding issue issues importance important need role
    readiness commitment interest process progress situation area areas field fields sector practical close closer
    strategic partnership partner work working project projects programme program measures possible full early
    great good strong various favourable favorable conditions create towards toward including
    national international people peoples two three first year years early additional necessary principled""".split()
)
#: families: words that name one matter in two readouts, whatever their stems
FAMILIES = """
sell sale sales export exports exporter supply supplies supplying deliver delivery deliveries provide import imports buy purchase purchases procure
trade commerce commercial turnover tariff tariffs customs duties market markets exports imports goods
build building built construct construction erect plant plants station stations
rail railway railways railroad train trains locomotive
road roads highway highways motorway corridor corridors route routes transit transport transportation logistics
port ports harbour harbor maritime shipping ship ships vessel vessels sea navigation
electricity power electric grid megawatts energy hydropower
gas lng pipeline pipelines liquefied petroleum oil crude hydrocarbons fuel
nuclear atomic reactor reactors uranium
renewable renewables solar wind hydrogen green clean
climate environment environmental carbon emissions warming ecological
water river rivers tigris euphrates nile mekong dam dams basin irrigation hydrological
farm farming agriculture agricultural agrarian crop crops grain wheat corn maize rice fruit fruits seafood poultry pork beef meat livestock food dairy
mine mining miners mineral minerals ore rare earths lithium nickel copper gold
invest investment investments investor investors capital finance financing fund funds loan loans
bank banks banking banker insurers insurance financial lender lenders
payment payments currency currencies settlement rupee yuan ruble rouble
vehicle vehicles car cars automotive automobile battery batteries
technology technologies digital ai artificial intelligence semiconductor semiconductors chips quantum cyber software
space satellite satellites launch orbit rocket
school schools education educational student students university universities teacher teachers scholarship scholarships training train academic
culture cultural museum heritage art arts film
tourist tourists tourism travel traveller travellers traveler travelers visa visas flights airlines
visa visas passport entry exemption consular residence
migrant migrants migration refugee refugees asylum displaced displacement
worker workers labour labor employment jobs workforce
health medical vaccine vaccines hospital medicine medicines pandemic covid disease ventilators doctors
terrorist terrorists terrorism extremism militants militant insurgents armed
police policing crime criminal trafficking smuggling drugs drug narcotics fentanyl opioids firearms
military defence defense army navy air armed forces troops naval submarine submarines exercises drills
ammunition shells artillery munitions weapons arms missiles missile rockets
ceasefire truce peace peaceful negotiations negotiation dialogue talks settlement resolve resolution mediation mediate
war conflict fighting hostilities aggression invasion escalation violence attack attacks strikes strike atrocities bombardment
border borders frontier boundary crossing crossings checkpoint checkpoints
earthquake quake disaster flood floods cyclone wildfire wildfires relief rescue firefighters
aid humanitarian assistance relief grants donation
sanction sanctions embargo restrictions penalties
election elections vote electoral candidate candidacy candidature
rights detained detention prisoners hostages hostage release
undersea seabed subsea underwater cable cables infrastructure
temple mosque church religious shrine
treaty pact accord convention protocol
reform reforms council multilateral
bid candidacy candidature expo host hosting
visit visiting trip invitation travel
north arctic polar
europe european eu brussels
firm firms company companies enterprise enterprises business businesses entrepreneurs
regulation regulations rules licence license licences barriers barrier ease open opening facilitate access
indemnity compensation reparations
denuclearisation denuclearization nuclear nonproliferation
protect protection guard safeguard security patrol patrols
"""
_WORD = re.compile(r"[a-z0-9][a-z0-9.,]*[a-z0-9]|[a-z0-9]")
_ENDINGS = (
    "izations", "isations", "ization", "isation", "ations", "ation", "itions", "ition", "ments", "ment", "ances",
    "ance", "ences", "ence", "ants", "ant", "ents", "ent", "ings", "ing", "ives", "ive", "ities", "ity", "ions", "ion",
    "ness", "ists", "ist", "ians", "ian", "ical", "ers", "ors", "ies", "ied", "ish", "ese", "ous", "al", "er", "or",
    "ed", "es", "ly", "ic", "an", "s", "e", "y", "i",
)  # fmt: skip
#: longer stems than this are cut, so that what the endings miss still meets
LONGEST, SHORTEST = 8, 4


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents and genitives."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return _WORD.findall(plain.replace("'s", "").replace("s'", "s").replace("-", " "))


@cache
def stem(word: str) -> str:
    """Return the word without its ending; a number comes back as it is."""
    if word[0].isdigit():
        return word.replace(",", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)][:LONGEST]
    return word[:LONGEST]


def families(word: str) -> tuple[str, ...]:
    """Return the families that a word belongs to, each as a name that no stem can have; none for most words."""
    return _families().get(stem(word), ())


@cache
def _families() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in FAMILIES.split("\n"):
        for word in line.split():
            found.setdefault(stem(word), {})["=" + line.split()[0]] = None
    return {word: tuple(names) for word, names in found.items()}
