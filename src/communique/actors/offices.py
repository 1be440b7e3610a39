"""Titles: the phrases that name an office ("Deputy Prime Minister and Foreign Minister", "Rwanda's minister of state").

The words below are those of the English of offices; who holds one, and for which state, is read around them.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.actors.lexicon import words

_PLURALS = {"men": "man", "women": "woman", "chiefs": "chief", "ladies": "lady"}


#: nouns that name an office by themselves, with the PLOVER sector of who holds it
HEADS: dict[str, str] = {
    word: sector
    for sector, nouns in {
        "GOV": "president premier minister chancellor king queen emir amir sultan prince princess monarch taoiseach "
        "tanaiste tánaiste "
        "secretary undersecretary ambassador envoy representative commissioner spokesperson spokesman spokeswoman "
        "adviser advisor aide governor mayor counselor councilor counsellor councillor consul attache attaché "
        "pm fm formin dpm pontiff pope father ombudsman diplomat "
        "official coordinator negotiator chief head leader deputy "
        "treasurer "
        "chairman chairwoman chairperson chair director administrator comptroller president-elect vice-president "
        "rapporteur commissar prosecutor statesman sherpa legate nuncio viceroy regent delegate inspector member "
        "undersecretary-general secretary-general director-general governor-general",
        "MIL": "general colonel admiral marshal brigadier major captain commander lieutenant sergeant commodore",
        "LEG": "speaker senator lawmaker congressman congresswoman legislator parliamentarian mp mep",
        "JUD": "judge magistrate",
        "REL": "pope cardinal bishop archbishop patriarch imam ayatollah rabbi mufti metropolitan",
        "BUS": "ceo executive manager founder banker businessman businesswoman",
        "EDU": "professor rector scholar",
    }.items()
    for word in nouns.split()
}

#: nouns that name somebody by his relation to another ("his Zambian counterpart")
RELATIONS = words(
    "counterpart colleague interlocutor guest host hostess opposite predecessor successor homologue peer visitor"
)

#: words that stand behind the noun of an office
POSTNOMINAL = words("general elect designate plenipotentiary extraordinary")

#: offices that "general" may follow, where it is no rank
GENERALS = words(
    "secretary director governor consul attorney inspector prosecutor commissioner comptroller solicitor "
    "administrator undersecretary adjutant auditor"
)

#: words that stand before the noun of an office
MODIFIERS = words(
    "field deputy vice first second third prime acting interim caretaker former ex then outgoing incoming new newly "
    "elected assistant under principal chief special permanent senior top junior high grand supreme federal "
    "executive managing press political foreign external internal home interior state crown joint resident "
    "honorary personal presidential parliamentary general cabinet lead main de facto military naval army navy "
    "government party opposition rebel visiting late long-serving veteran newly-elected newly-appointed appointed "
    "designate re-elected current lieutenant major brigadier vice-president non - deputy-"
)
FORMER = words("former ex then late outgoing predecessor")

#: what a minister, commissioner or committee is in charge of
PORTFOLIO = words(
    "foreign affairs external internal international interior cooperation trade commerce commercial industry "
    "industries industrial economy economic economics development finance financial financing fiscal treasury "
    "budget energy power natural resources water irrigation environment environmental ecology ecological climate "
    "change transition green defence defense security homeland home justice legal health healthcare medical "
    "education science scientific technology technologies technological higher research culture cultural arts "
    "tourism sport sports youth agriculture agricultural agrarian rural food forestry livestock fisheries fishery "
    "marine maritime oceans transport transportation communications communication telecommunications information "
    "media press public infrastructure digital digitalisation digitalization innovation innovations labour labor "
    "employment social protection welfare migration immigration emigration diaspora expatriates nationals "
    "overseas european integration regional region regions planning investment investments enterprise enterprises "
    "mines mining minerals petroleum oil gas hydrocarbons electricity nuclear atomic works housing construction "
    "urban cities women gender family families children religious religion state policy political politics "
    "strategic strategy humanitarian disaster emergency emergencies situations civil aviation aid reform reforms "
    "neighbourhood neighborhood enlargement partnerships relations multilateral parliamentary veterans tribal "
    "human rights arms control nonproliferation non-proliferation disarmament peace counterterrorism counter-terrorism "
    "cyber cyberspace space postal digitization diplomacy railways railway roads shipping ports commonwealth "
    "americas asia africa europe eurasia pacific middle east west south north southeast southern northern central "
    "eastern western caucasus balkans sahel horn asian african eurasian latin american arctic consular "
    "organisations organizations protocol administration administrative territorial local government council "
    "ministers nation national unity reintegration small medium business businesses competition single market "
    "consumer cohesion crisis management preparedness equality democracy demography sciences standards attorney "
    "general solicitor manpower pensions hajj endowments awqaf islamic antiquities survey privatization "
    "privatisation ict steel coal textiles chemicals statistics programme minority minorities entrepreneurship "
    "heritage citizenship communities population village villages plantation land lands drought nutrition "
    "sanitation hydraulic seaports indigenous tax taxation revenue revenues vocational training wildlife "
    "conservation biodiversity settlement prisons correctional penitentiary order relief risk refugees "
    "repatriation displaced martyrs renewable mobility territories equal opportunities solidarity autonomy living "
    "creative earth skills entrepreneurs civilian service services republic mission missions plenipotentiary "
    "headquarters staff chief office"
)

#: nouns by which a body is recognised, with the PLOVER sector of such a body
BODIES: dict[str, str] = {
    word: sector
    for sector, nouns in {
        "GOV": "ministry council committee commission department treasury agency authority authorities "
        "administration office bureau board secretariat cabinet government presidency embassy consulate directorate "
        "politburo ombudsman customs mission delegation",
        "MIL": "army navy military forces force command brigade regiment battalion guard guards corps",
        "COP": "police constabulary gendarmerie",
        "SPY": "intelligence mossad",
        "LEG": "parliament senate assembly congress knesset duma rada sejm bundestag majlis verkhovna legislature "
        "mazhilis saeima seimas riigikogu hural khural kenesh majles mejlis sobranie folketing storting althing "
        "riksdag "
        "eduskunta cortes diet jirga sabha bundesrat skupstina sabor soviet knesset dewan",
        "JUD": "court tribunal judiciary",
        "PTY": "party",
        "REB": "front militia militias insurgency brigades",
        "BUS": "bank company corporation corp group holding consortium firm chamber fund inc ltd",
        "EDU": "university institute academy college school",
        "NGO": "foundation association society federation league",
        "IGO": "union organization organisation alliance bloc",
        "OPP": "coalition movement opposition",
    }.items()
    for word in nouns.split()
}

#: bodies that are read without a capital too ("the interior ministry said")
PLAIN_BODIES = words(
    "ministry government army military police cabinet treasury parliament court navy embassy secretariat "
    "presidency judiciary intelligence senate gendarmerie politburo legislature militia militias authorities "
    "opposition administration"
)

HONORIFICS = words(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady shri smt smt. h.e. h.e h.m. h.r.h. hrh hm he. "
    "excellency highness majesty honourable honorable hon hon. rt sheikh shaikh sheikha eng eng. engr prof "
    "prof. professor sri dato datuk u daw gen. lt lt. col. adm. maj. brig. capt. sgt. comrade holiness amb "
    "amb. msgr msgr. mgr monsignor maj brig capt sgt col adm eminence hojjatoleslam haji tun madam madame "
    "monsieur m. mme. mme pehin begum khun rev. rev"
)
#: nouns of office that are given names too, and stand as such behind another office ("Foreign Minister Amir Khan")
GIVEN_NAMES = words("amir sultan major marshal dean king prince earl duke judge")
#: titles that do not merge with the office before them ("Foreign Minister Senator Dar", "spokesperson General Ekenge")
_STACKED = words(
    "general colonel admiral marshal brigadier major captain commander lieutenant sergeant commodore senator "
    "professor cardinal bishop archbishop prince princess king queen ambassador judge ayatollah imam"
)

#: titles that say less of a person than any office
RANKS = words(
    "cardinal prince princess senator general colonel professor ambassador member captain major brigadier "
    "lieutenant sergeant admiral marshal commodore"
)

#: an abbreviation of a possessive title is not a name ("H.E. Mr."), but "Prince", "King" stay offices
_HOLDING_TO = words(
    "ambassador envoy representative adviser advisor consul secretary delegate assistant aide counselor "
    "counsellor nuncio commissioner observer mission"
)
_HOLDING_ON = words("representative envoy adviser advisor rapporteur coordinator commissioner negotiator expert")
_HOLDING_FOR_STATE = words(
    "envoy representative coordinator negotiator spokesperson spokesman spokeswoman director secretary adviser "
    "advisor rapporteur ambassador prosecutor"
)
#: offices that are for nothing: what "for" opens behind them is a reason
_UNBOUND = words(
    "leader president king queen premier chancellor emir amir sultan prince princess monarch pope official diplomat "
    "governor mayor general speaker senator member host guest pm fm statesman pontiff prosecutor"
)


def singular(word: str) -> str:
    """Return the singular of a lower-case noun of office ("ministers" → "minister", "spokesmen" → "spokesman")."""
    if word in HEADS or word in RELATIONS:
        return word
    for ending, replacement in _PLURALS.items():
        if word.endswith(ending):
            return word[: -len(ending)] + replacement
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word


def is_head(word: str) -> bool:
    """Return whether a lower-case word names an office or a relation, in the singular or the plural."""
    one = singular(word)
    return one in HEADS or one in RELATIONS


def is_honorific(token: Token) -> bool:
    """Return whether a token is a style before a name ("Mr.", "H.E."), also one in capitals that is a pronoun else."""
    text = token.text
    if text in ("HE", "HH", "HM", "HRH", "TRH"):
        return True
    if text == "Tan":
        return token.i + 1 < len(token.doc) and token.nbor().text == "Sri"
    return token.lower_ in HONORIFICS and text[0].isupper() and text not in ("He", "Hm", "Hh")


def stacks(word: str) -> bool:
    """Return whether a lower-case noun is a title of its own behind another ("spokesperson General Ekenge")."""
    return word in _STACKED


def complements(head: str, preposition: str) -> bool:
    """Return whether an office noun takes this preposition before what it is in charge of."""
    if preposition in ("of", "for"):
        return True
    if preposition == "at":
        return True
    if preposition in ("to", "in"):
        return head in _HOLDING_TO
    return preposition == "on" and head in _HOLDING_ON


def holds_for(head: str) -> bool:
    """Return whether an office noun takes what it is in charge of after "for" ("Minister for Trade")."""
    return head not in _UNBOUND


def holds_for_state(head: str) -> bool:
    """Return whether an office noun may name a state after "for" ("special envoy for Iran")."""
    return head in _HOLDING_FOR_STATE


#: abbreviations of offices in headlines
_SHORT = {
    "pm": "Prime Minister",
    "fm": "Foreign Minister",
    "formin": "Foreign Minister",
    "dpm": "Deputy Prime Minister",
}


def spelt_out(words: str) -> list[str]:
    """Return the lower-case words of an office, with abbreviations in full and nouns of office in the singular."""
    parts = (_SHORT.get(singular(word), word).lower() for word in words.lower().replace("-", " ").split())
    return [word for part in parts for word in part.split()]


def office_case(words: str) -> str:
    """Return an office in full and with its main words capitalised ("foreign minister" → "Foreign Minister")."""
    parts = [_SHORT.get(word.lower(), word) for word in words.split()]
    text = " ".join(parts)
    if text.isupper() or text.islower():
        small = {"of", "for", "the", "and", "to", "in", "on", "at", "a"}
        lowered = text.lower().split()
        return " ".join(w if w in small and n else w[:1].upper() + w[1:] for n, w in enumerate(lowered))
    return text[:1].upper() + text[1:]
