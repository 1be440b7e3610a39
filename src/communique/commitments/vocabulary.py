"""Words of undertakings: which say little by themselves, which mean the same, how endings come off.

All are facts of English usage in communiqués. Entries of sets are written plainly and stemmed when first needed.
"""

from __future__ import annotations

from functools import cache

STOP = frozenset(
    "a about above after again all every also among an and any are as at be became because been before being between"
    " both but"
    " by can could did do does during each either for from further had has have he her here his how however i if in"
    " into is it its itself may might more most much must no nor not of off on once one only onto or other our"
    " out over"
    " own per said same say says shall she should since so some such than that the their them then there these they"
    " this those through thus to too toward towards under until up upon us very via was we were what when where which"
    " while who whole whom whose why will with within without would yet you your well still now just last next year"
    " years month months week weeks day days time today yesterday tomorrow mr mrs ms dr president minister ministry"
    " prime premier foreign government governments state secretary official officials spokesman spokeswoman"
    " ambassador leader leaders sides parties told announced reported added according news agency"
    " january february march april june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday morning noon afternoon evening night".split()
)
#: words that any undertaking may hold: they tell none from another
GENERIC_WORDS = (
    "cooperation cooperate collaboration collaborate tie relation relationship partnership partner link deepen"
    " strengthen expand boost enhance promote develop development support work together joint jointly new bilateral"
    " mutual field area sector exchange side country nation agreement accord memorandum understanding deal contract"
    " pact protocol document project programme program plan initiative continue increase raise grow further"
    " agree pledge"
    " promise commit ready willing want intend wish offer propose undertake ensure provide give help assist"
    " assistance"
    " contribute make take carry implement implementation realise realize advance accelerate intensify step consider"
    " explore discuss conclude sign establish create set open start begin launch hold build construct construction"
    " complete finish use people national international high level common important large big great major additional"
    " total worth part number way term framework basis scope volume effort issue matter party both two close"
    " closer good"
    " strategic practical long-term future possible several various many first operation service ceremony talk"
    " negotiation meeting visit respective broad effective active actively fully"
).split()
#: kinds of things: they tell an undertaking from others only beside a name, a number or another such word
BROAD_WORDS = (
    "energy power electricity gas oil trade investment economy economic finance financial fund money loan grant"
    " credit"
    " export import supply deliver buy sell purchase send ship transport infrastructure road railway rail line port"
    " airport bridge plant station factory centre school university hospital clinic student scholarship training"
    " culture cultural education health agriculture agricultural industry industrial technology science digital"
    " environment climate water security defence military police border visa citizen flight route tourism tourist"
    " goods product food grain market company business bank equipment vehicle house unit phase site office"
    " city province region capital north south east west northern southern eastern western local public"
    " million billion thousand dollar euro tonne megawatt kilometre percent hundred year annual annually"
).split()
#: words for the same thing; the first stands for all
SAME = (
    "plant station facility",
    "solar photovoltaic",
    "loan credit lend lending",
    "road highway motorway expressway",
    "railway railroad rail",
    "buy purchase acquire procure procurement acquisition",
    "deliver delivery ship shipment consignment handover hand",
    "send dispatch despatch deploy",
    "vaccine jab inoculation vaccination",
    "student undergraduate",
    "scholarship stipend bursary",
    "centre center",
    "defence defense",
    "programme program",
    "tonne ton",
    "kilometre kilometer km",
    "megawatt mw",
    "electricity electric electrical",
    "interconnector interconnection cable",
    "fishing fishery fisheries",
    "visa visas",
    "flight air",
    "grain wheat cereal",
    "hospital hospitals",
    "farmer farm farming",
    "tariff duty duties",
    "soldier troop serviceman",
    "peacekeeper peacekeeping",
    "waive waiver exempt exemption abolish scrap lift",
    "refugee displaced",
    "mine mining",
    "renovate renovation refurbish refurbishment restore restoration rehabilitate rehabilitation repair rebuild"
    " reconstruct reconstruction modernise modernize modernisation modernization upgrade overhaul",
    "teach teaching teacher",
    "train training trainee",
    "doctor physician medic",
    "bus buses",
    "artefact artifact",
    "return repatriate repatriation restitution",
    "locomotive engine",
    "dam reservoir",
    "helicopter chopper",
    "ship vessel boat",
    "lorry truck",
    "embassy mission",
    "euro euros",
    "double doubling twofold",
    "cut reduce reduction lower",
    "extend extension prolong prolongation renew renewal",
    "ban embargo prohibition",
)
IRREGULAR = {
    "built": "build", "bought": "buy", "sold": "sell", "sent": "send", "gave": "give", "given": "give",
    "lent": "lend", "taught": "teach", "grew": "grow", "grown": "grow", "took": "take", "taken": "take",
    "made": "make", "laid": "lay", "held": "hold", "led": "lead", "brought": "bring", "paid": "pay",
    "men": "man", "women": "woman", "children": "child", "children's": "child", "people": "people", "men's": "man",
    "species": "species", "began": "begin", "begun": "begin", "rose": "rise", "gas": "gas", "bus": "bus",
}  # fmt: skip


def stem(word: str) -> str:
    """Return a word without its endings, lower-cased, so that "deliveries" and "deliver" come near each other."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    word = IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "ches", "shes", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _verbal(word)


def _verbal(word: str) -> str:
    """Return a word without the endings of verbs and of nouns made from them."""
    for ending in ("ation", "ating", "ated", "ate"):  # "install" and "installation"
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    if word.endswith(("tion", "sion")) and len(word) > 6:
        word = word[:-3]
    elif word.endswith("ment") and len(word) > 7:
        word = word[:-4]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@cache
def generic() -> frozenset[str]:
    """Return the stems of the words that any undertaking may hold."""
    return frozenset(stem(part) for word in GENERIC_WORDS for part in word.split("-"))


@cache
def broad() -> frozenset[str]:
    """Return the stems of kinds of things, each as the word that stands for its like."""
    return frozenset(standing(stem(word)) for word in BROAD_WORDS)


@cache
def _same() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in SAME:
        first = stem(row.split()[0])
        for word in row.split():
            table.setdefault(stem(word), first)
    return table


def standing(stemmed: str) -> str:
    """Return the stem that stands for this one and its like; the stem itself where it has none."""
    return _same().get(stemmed, stemmed)


#: words for a part of something, which may be all that is undertaken
PARTS = "section stretch part phase stage".split()
#: words that stand for whatever is undertaken
UNDERTAKEN = (
    "work construction building project plan agreement accord deal contract treaty memorandum programme scheme promise"
    " pledge offer facility site"
).split()


@cache
def undertaken() -> frozenset[str]:
    """Return the stems of words that stand for whatever is undertaken."""
    return frozenset(standing(stem(word)) for word in UNDERTAKEN)


@cache
def parts() -> frozenset[str]:
    """Return the stems of words for parts."""
    return frozenset(standing(stem(word)) for word in PARTS)


#: deeds that undo one another: what one phrase does and the other undoes is not one undertaking
OPPOSITES = (
    ("increase raise boost expand double grow", "cut reduce lower decrease halve"),
    ("open reopen", "close shut"),
    ("impose introduce", "waive lift abolish remove"),
    ("send deploy station", "withdraw pull recall"),
    ("import", "export"),
)


@cache
def opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return the pairs of sets of stems that undo one another."""
    return tuple(
        (frozenset(standing(stem(w)) for w in a.split()), frozenset(standing(stem(w)) for w in b.split()))
        for a, b in OPPOSITES
    )
