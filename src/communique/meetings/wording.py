"""The words in which encounters are reported."""

from __future__ import annotations

from communique.actors.lexicon import words

#: nouns of an encounter by voice alone
CALL_NOUNS = words("call calls conversation conversations phone telephone")
#: nouns of an encounter
ENCOUNTER_NOUNS = CALL_NOUNS | words(
    "meeting meetings talks consultations negotiations discussions discussion dialogue conversation audience exchange "
    "summit session round consultation encounter interview ministerial conference videoconference teleconference lunch "
    "dinner breakfast conversations audiences encounters tete-a-tete tête-à-tête reception council commission "
    "committee forum"
)
#: at which people meet
MEALS = words("lunch luncheon dinner breakfast banquet brunch supper iftar")
#: what is signed at a ceremony
PAPERS = words(
    "agreement agreements contract contracts memorandum memoranda mou treaty treaties protocol document documents deal "
    "accord pact convention declaration statement arrangement roadmap"
)
#: nouns that tell of several encounters where several counterparts are named; "talks" are one
SEVERAL = words("meetings calls conversations audiences encounters bilaterals")
#: what of a session is held or chaired ("co-chaired the proceedings of the 3rd session")
PROCEEDINGS = words("proceedings work works deliberations opening closing")
LETTER_NOUNS = words("letter letters message messages telegram telegrams cable note")
#: verbs whose subject and object, or "with", meet
MEETING_VERBS = words("meet confer converse speak talk sit consult teleconference huddle")
#: verbs that tell of an encounter where they say with whom ("discussed the matter with X")
CONVERSING_VERBS = words("discuss review exchange")
#: what an ambassador hands to a head of state
CREDENTIALS = words("credentials credence accreditation")
RECEIVING_VERBS = words("receive host welcome greet")
#: verbs that make an event of a noun of encounter
HOLDING_VERBS = words(
    "hold have conduct conclude open start begin launch chair co-chair cochair attend host convene pay place make "
    "take complete kick continue resume be join wrap finish end grant"
)
#: prepositions before whom one meets
COUNTERPARTY = ("with", "between", "among", "to")
UNREAL_AUXILIARIES = words(
    "will would shall should may might can could must not n't never 'll ’ll to if whether before ought"
)
UNREAL_GOVERNORS = words(
    "plan expect schedule intend hope want wish agree decide invite ask propose offer refuse decline wait prepare "
    "ready willing due likely possible request invitation intention need promise seek suggest call urge demand "
    "expected scheduled set possibility readiness proposal prospect look arrange deny rule"
)
#: nouns of events on whose occasion people meet
EVENT_NOUNS = words(
    "summit forum ministerial conference dialogue session meeting meetings consultation consultations assembly round "
    "talks expo games negotiations convention festival exhibition fair plenary symposium gathering celebrations "
    "inauguration funeral coronation parade subcommittee subcommission committee commission"
)
ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
)
#: verbs of encounters that are in person unless a telephone is named
FACE_TO_FACE = words("receive host welcome greet meet sit flank visit pay")
