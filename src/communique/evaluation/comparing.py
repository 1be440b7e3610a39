"""When a value that was read counts as the value that gold gives: names, phrases, times and codes.

The rules are those of the field's scorer, so that figures can be compared: generous where people write one thing in
several ways, strict where a register needs the exact value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from communique.evaluation.matching import pair_up

if TYPE_CHECKING:
    from communique.record import Actor

#: words of a name that say what somebody is, not who
TITLES = frozenset((
    "mr", "mrs", "ms", "dr", "sir", "president", "prime", "minister", "premier", "foreign", "secretary",
    "chancellor", "king", "queen", "general", "state", "councilor", "vice", "deputy", "the", "of", "h", "e", "his",
    "her", "excellency", "majesty", "side",
))  # fmt: skip
#: words that a place or an occasion may have or lack
FILLERS = frozenset(["the", "of", "on", "a", "an", "in", "at", "sidelines"])
#: the share of common words from which two names, and two phrases, are the same
NAME_SHARE, PHRASE_SHARE = 0.5, 0.6

#: several spellings of one code: organisations, and countries under older or other codes
SPELLINGS = {
    "EUR": "EEC", "EU": "EEC", "EUU": "EEC", "UN": "UNO", "KOS": "XKX", "XKV": "XKX", "KSV": "XKX", "PAL": "PSE",
    "JAP": "JPN", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "BUR": "MMR",
}  # fmt: skip
#: ISO 3166-1 alpha-3, and XKX for Kosovo: whatever else stands at the head of a code is an organisation
COUNTRIES = frozenset((
    "ABW", "AFG", "AGO", "AIA", "ALA", "ALB", "AND", "ARE", "ARG", "ARM", "ASM", "ATA", "ATF", "ATG", "AUS", "AUT",
    "AZE", "BDI", "BEL", "BEN", "BES", "BFA", "BGD", "BGR", "BHR", "BHS", "BIH", "BLM", "BLR", "BLZ", "BMU", "BOL",
    "BRA", "BRB", "BRN", "BTN", "BVT", "BWA", "CAF", "CAN", "CCK", "CHE", "CHL", "CHN", "CIV", "CMR", "COD", "COG",
    "COK", "COL", "COM", "CPV", "CRI", "CUB", "CUW", "CXR", "CYM", "CYP", "CZE", "DEU", "DJI", "DMA", "DNK", "DOM",
    "DZA", "ECU", "EGY", "ERI", "ESH", "ESP", "EST", "ETH", "FIN", "FJI", "FLK", "FRA", "FRO", "FSM", "GAB", "GBR",
    "GEO", "GGY", "GHA", "GIB", "GIN", "GLP", "GMB", "GNB", "GNQ", "GRC", "GRD", "GRL", "GTM", "GUF", "GUM", "GUY",
    "HKG", "HMD", "HND", "HRV", "HTI", "HUN", "IDN", "IMN", "IND", "IOT", "IRL", "IRN", "IRQ", "ISL", "ISR", "ITA",
    "JAM", "JEY", "JOR", "JPN", "KAZ", "KEN", "KGZ", "KHM", "KIR", "KNA", "KOR", "KWT", "LAO", "LBN", "LBR", "LBY",
    "LCA", "LIE", "LKA", "LSO", "LTU", "LUX", "LVA", "MAC", "MAF", "MAR", "MCO", "MDA", "MDG", "MDV", "MEX", "MHL",
    "MKD", "MLI", "MLT", "MMR", "MNE", "MNG", "MNP", "MOZ", "MRT", "MSR", "MTQ", "MUS", "MWI", "MYS", "MYT", "NAM",
    "NCL", "NER", "NFK", "NGA", "NIC", "NIU", "NLD", "NOR", "NPL", "NRU", "NZL", "OMN", "PAK", "PAN", "PCN", "PER",
    "PHL", "PLW", "PNG", "POL", "PRI", "PRK", "PRT", "PRY", "PSE", "PYF", "QAT", "REU", "ROU", "RUS", "RWA", "SAU",
    "SDN", "SEN", "SGP", "SGS", "SHN", "SJM", "SLB", "SLE", "SLV", "SMR", "SOM", "SPM", "SRB", "SSD", "STP", "SUR",
    "SVK", "SVN", "SWE", "SWZ", "SXM", "SYC", "SYR", "TCA", "TCD", "TGO", "THA", "TJK", "TKL", "TKM", "TLS", "TON",
    "TTO", "TUN", "TUR", "TUV", "TWN", "TZA", "UGA", "UKR", "UMI", "URY", "USA", "UZB", "VAT", "VCT", "VEN", "VGB",
    "VIR", "VNM", "VUT", "WLF", "WSM", "XKX", "YEM", "ZAF", "ZMB", "ZWE",
))  # fmt: skip
#: codes that are neither a country nor an intergovernmental organisation
NEITHER = frozenset({"", "NGO", "NGM", "IMG", "ISM", "MNC"})
UNITED_NATIONS = frozenset((
    "UNO", "WHO", "ICJ", "IAE", "HCR", "KID", "WFP", "UNS", "FAO", "UNE", "UND", "UNH", "UNI", "UNG", "ILO", "HCH",
    "ITU",
))  # fmt: skip
SECTORS = frozenset((
    "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "CIV", "CVL", "BUS", "MED", "HLH", "EDU", "REL",
    "ELI", "JRN", "LAB", "AGR", "REF", "SOC", "PRM", "UAF", "UNK", "CRM", "PRE", "JNK", "INS", "SEP", "BUD",
))  # fmt: skip


def words(text: str | None) -> list[str]:
    """Return the words of a text in lower case, without accents, punctuation and genitives."""
    plain = unicodedata.normalize("NFKD", (text or "").replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return re.findall(r"[a-z0-9]+", plain.replace("'s", "").replace("'", ""))


def same_text(gold: str | None, got: str | None) -> bool:
    """Return whether two texts have the same words in the same order; what gold lacks must be lacking."""
    return words(gold) == words(got) if gold else not got


def same_name(gold: str | None, got: str | None) -> bool:
    """Return whether two names are of one person or body.

    They are where, titles aside, one's words are within the other's, or half of all their words are in common.
    """
    wanted, given = words(gold), words(got)
    if not wanted or not given:
        return False
    a, b = _core(wanted), _core(given)
    return a <= b or b <= a or len(a & b) / len(a | b) >= NAME_SHARE


def same_names(gold: Sequence[str], got: Sequence[str]) -> bool:
    """Return whether there are as many names, each with a counterpart of its own."""
    return len(gold) == len(got) == names_in_common(gold, got)


def names_in_common(gold: Sequence[str], got: Sequence[str]) -> int:
    """Return how many names of one list have a counterpart of their own in the other."""
    fitting = ((1.0, i, j) for i, g in enumerate(gold) for j, p in enumerate(got) if same_name(g, p))
    return len(pair_up(fitting))


def name_given(gold: str, got: str | None) -> bool:
    """Return whether all words of a name or office are there, whatever else is."""
    wanted = words(gold)
    return bool(wanted) and set(wanted) <= set(words(got))


def same_phrase(gold: str | None, got: str | None) -> bool:
    """Return whether two places or occasions are one: one's words within the other's, or three fifths in common."""
    if not gold:
        return not got
    a, b = ({word for word in words(phrase) if word not in FILLERS} for phrase in (gold, got))
    return bool(a) and bool(b) and (a <= b or b <= a or 2 * len(a & b) / (len(a) + len(b)) >= PHRASE_SHARE)


def same_time(gold: str | None, got: str | None) -> bool:
    """Return whether two ISO dates agree to the day, and to the minute where gold gives a time."""
    if not gold:
        return not got
    digits = 12 if re.search(r"\d\d:\d\d", gold) else 8
    return re.sub(r"\D", "", gold)[:digits] == re.sub(r"\D", "", got or "")[:digits]


def country_level(code: str | None) -> str:
    """Return the country or organisation that a code begins with (``USAGOV``: USA); empty for ``---`` and for none."""
    letters = re.sub(r"[^A-Z-]", "", (code or "").upper())
    if letters.startswith("---"):
        return ""
    return SPELLINGS.get(letters, SPELLINGS.get(letters[:3], letters[:3]))


def country_levels(codes: Iterable[str]) -> frozenset[str]:
    """Return the countries and organisations that the codes begin with, those without one aside."""
    return frozenset(map(country_level, codes)) - {""}


def sector_codes(actor: Actor) -> tuple[str, ...]:
    """Return the actor's sector codes in order, civilians always as CVL."""
    found = re.findall(r"[A-Z]{3}", (actor.sector or "").upper())
    found += [code for code in re.findall(r"[A-Z]{3}", (actor.code or "").upper()) if code in SECTORS]
    return tuple("CVL" if code == "CIV" else code for code in dict.fromkeys(found))


def actor_level(actor: Actor) -> str:
    """Return the actor's country, else its organisation, else NGO or IGO where that is its sector, else nothing."""
    if country := country_level(actor.country):
        return country
    code = country_level(actor.code)
    if code and code not in SECTORS:
        return code
    return next((sector for sector in sector_codes(actor) if sector in ("NGO", "IGO")), "")


def code_fit(gold: str, got: str) -> int:
    """Return 2 for the same code, 1 where one says IGO and the other says which, else 0.

    In gold ``A|B`` is met by either.
    """
    best = 0
    for wanted in map(country_level, gold.split("|")):
        if wanted == got:
            return 2
        which = (wanted == "IGO" and _is_organisation(got)) or (got == "IGO" and _is_organisation(wanted))
        if which or (wanted == "UNO" and got in UNITED_NATIONS):
            best = 1
    return best


def _is_organisation(code: str) -> bool:
    return code not in COUNTRIES and code not in NEITHER


def _core(name: list[str]) -> set[str]:
    return {word for word in name if word not in TITLES} or set(name)
