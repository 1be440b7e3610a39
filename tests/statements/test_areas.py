"""Areas: the lexicon, the weights, and contents whose areas nobody would doubt."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import numpy as np
import pytest

from communique.language.pipeline import pipeline
from communique.record import ACTS, AREAS
from communique.statements.areas import areas_of, every_term, longest, read_terms
from communique.statements.weighing import CHOICES, Content, choose, features, see, weigh_areas, weights

LEXICON = resources.files("communique.data").joinpath("areas.txt").read_text(encoding="utf-8")


def weighed(sentence: str, content: str, act: str) -> set[str]:
    doc = pipeline()(sentence)
    at = sentence.index(content)
    span = doc.char_span(at, at + len(content))
    return set(weigh_areas(doc, [Content(span.start, span.end, act)])[0].areas)


def named(words: str) -> tuple[str, ...]:
    doc = pipeline()(words)
    return areas_of(doc, 0, len(doc))


def test_lexicon_lists_each_term_once_for_known_areas():
    terms = read_terms(LEXICON)
    repeated = [key for key, n in Counter((t.areas, t.parts) for t in terms).items() if n > 1]
    assert not repeated
    assert {a for t in terms for a in t.areas} == set(AREAS)


def test_no_term_is_both_strong_and_weak_for_an_area():
    strong = {(a, t.parts) for t in read_terms(LEXICON) if not t.weak for a in t.areas}
    weak = {(a, t.parts) for t in read_terms(LEXICON) if t.weak for a in t.areas}
    assert not strong & weak


def test_no_term_repeats_what_a_prefix_of_its_area_finds():
    terms = [(a, t.parts) for t in read_terms(LEXICON) for a in t.areas]
    prefixes = [(a, parts[0][:-1]) for a, parts in terms if len(parts) == 1 and parts[0].endswith("*")]
    single = [(a, parts[0]) for a, parts in terms if len(parts) == 1 and not parts[0].endswith("*")]
    assert not [(a, word) for a, word in single if any(a == b and word.startswith(p) for b, p in prefixes)]


def test_unknown_area_of_a_lexicon_is_refused_with_its_line():
    with pytest.raises(ValueError, match=r"areas\.txt:2: 'weather'"):
        read_terms("trade  tariff*\nweather  rain | snow")


@pytest.mark.parametrize(
    ("words", "areas"),
    [
        ("a tariff on shoes", ("trade",)),
        ("new power grids", ("energy", "connectivity")),
        ("the people-to-people exchanges", ("people",)),
        ("human rights", ("human_rights",)),
        ("green light", ()),
        ("in the course of the talks", ("regional",)),
        ("the WHO", ("health",)),
        ("those who came", ()),
    ],
)
def test_words_name_areas(words: str, areas: tuple[str, ...]):
    assert named(words) == areas


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("their hospitality moved him", "health"),
        ("in the firm conviction that it will last", "law_enforcement"),
        ("this demonstrates goodwill", "human_rights"),
        ("fresh consultations", "consular"),
        ("installing a fountain", "investment"),
        ("greetings on Independence Day", "territory"),
    ],
)
def test_a_prefix_does_not_reach_words_of_another_sense(words: str, area: str):
    assert area not in named(words)


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("trawlers with longlines", "agriculture"),
        ("a herd struck by brucellosis", "agriculture"),
        ("the aquifer below both deserts", "environment"),
        ("midwives for the islands", "health"),
        ("howitzers and minesweepers", "defence"),
        ("the molybdenum of the north", "industry"),
        ("a quota for seasonal workers", "consular"),
        ("an apostille", "consular"),
        ("the readmission of its nationals", "consular"),
        ("an archipelago", "territory"),
        ("two berths and a breakwater", "connectivity"),
        ("spent fuel", "energy"),
        ("countervailing duties", "trade"),
        ("grants for boreholes", "development"),
        ("a femicide", "law_enforcement"),
        ("the high commissioner for human rights", "human_rights"),
        ("women parliamentarians", "relations"),
    ],
)
def test_the_words_of_each_field_name_it(words: str, area: str):
    assert area in named(words)


def test_a_longer_term_keeps_the_shorter_ones_in_it_from_counting():
    doc = pipeline()("the free trade of the south")
    inside = {h.term.words for h in every_term(doc, 0, len(doc))}
    assert ("trade",) in inside
    assert {h.term.words for h in longest(every_term(doc, 0, len(doc)))} == {("free", "trade")}


@pytest.mark.parametrize(
    ("sentence", "content", "act", "areas"),
    [
        ("Oslo will lift its tariffs on cars.", "lift its tariffs on cars", "pledge", {"trade", "industry"}),
        ("Oslo will lift its tariffs.", "lift its tariffs", "pledge", {"trade"}),
        ("She asked Lima to extradite the banker.", "extradite the banker", "request", {"law_enforcement"}),
        ("Both agreed to waive visas for tourists' families.", "waive visas", "agree", {"consular"}),
        ("He promised 200 scholarships a year.", "200 scholarships a year", "pledge", {"education"}),
        ("Accra condemned the shelling of its barracks.", "the shelling of its barracks", "criticize", {"defence"}),
        ("They called for an immediate ceasefire.", "an immediate ceasefire", "request", {"regional"}),
        ("Both want to deepen the strategic partnership.", "deepen the strategic partnership", "pledge", {"relations"}),
        ("Prague will send tents and blankets.", "send tents and blankets", "pledge", {"humanitarian"}),
        ("The envoy congratulated him on his birthday.", "his birthday", "courtesy", set()),
    ],
)
def test_unmistakable_contents(sentence: str, content: str, act: str, areas: set[str]):
    assert weighed(sentence, content, act) == areas


def test_what_stands_around_a_bare_content_decides():
    before = "The ministers discussed the export of gas and the gas pipeline. On gas deliveries, Doha would "
    assert "energy" in weighed(f"{before}do so soon.", "do so soon", "pledge")


def test_what_led_up_to_a_bare_content_decides_where_its_own_sentence_is_silent():
    before = "Vaccines were the first topic. The hospitals need nurses and medicines. The clinics are full. "
    assert "health" in weighed(f"{before}Lima would make every effort.", "make every effort", "pledge")


def test_areas_come_in_the_order_of_the_specification_and_only_once():
    doc = pipeline()("Cooperation in culture, trade, defence and energy should grow.")
    found = weigh_areas(doc, [Content(0, len(doc) - 1, "propose")])[0].areas
    assert list(found) == sorted(set(found), key=AREAS.index)
    assert len(found) > 1


def test_no_contents_have_no_areas():
    assert weigh_areas(pipeline()("Nothing was said."), []) == ()


def test_weights_fit_the_areas_and_acts():
    model = weights()
    assert model.content.shape == (len(model.features), len(CHOICES))
    assert model.bias.shape == model.lean.shape == (len(CHOICES),)
    assert {f"act {act}" for act in ACTS} <= set(model.features)
    assert {f"area {area}" for area in AREAS} <= set(model.features)


def test_names_and_numbers_are_not_weighed_one_by_one():
    doc = pipeline()("Maria Fernanda Espinosa gave 300 million dollars on 5 March 2019.")
    found = features(see(doc), Content(0, len(doc)))
    assert "march" not in found
    assert "300" not in found


def test_choice_of_none_gives_none():
    scores = np.full(len(CHOICES), -3.0)
    scores[CHOICES.index("none")] = 1
    assert choose(scores, 0.0) == ()
    scores[0] = 2
    assert choose(scores, 0.0) == (AREAS[0],)


@pytest.mark.parametrize(
    ("sentence", "areas"),
    [
        ("The ministers agreed to run more trains.", ("connectivity",)),
        ("Bakers will harbour no illusions and judge for themselves.", ()),
        ("They promised to produce the documents.", ()),
        ("Farmers sold fresh produce.", ("agriculture",)),
        ("The harbour will be dredged.", ("connectivity",)),
    ],
)
def test_a_word_marked_as_a_noun_counts_only_as_one(sentence: str, areas: tuple[str, ...]) -> None:
    doc = pipeline()(sentence)
    assert set(areas_of(doc, 0, len(doc))) >= set(areas) if areas else areas_of(doc, 0, len(doc)) == ()
